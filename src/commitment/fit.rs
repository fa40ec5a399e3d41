//! Whether a figure that tells of what a target is about can be held against it.
//!
//! What is there in all is no answer to what was to be added (建设30万亩, 达到96万亩), what has begun is none to what was to be
//! there (建成12个, 开工14个), and what was intended is none to anything.

use rust_decimal::Decimal;

use super::clauses::clauses;
use crate::config::{Config, Facets};
use crate::corpus::Entry;
use crate::indicator::Indicator;
use crate::text::{Span, Text};
use crate::timeline::counted::Counted;
use crate::timeline::evidence::Fields;

/// How a figure answers a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It counts the same.
    Same,
    /// It tells of the thing, and counts otherwise.
    Otherwise,
    /// It is of more than the target: 居民收入 for 农村居民收入.
    Wider,
}

/// A figure with what is compared of it, and the report that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) entry: &'a Entry,
    pub(super) one: &'a Indicator,
    pub(super) fields: &'a Fields,
}

impl<'a> Side<'a> {
    fn text(&self) -> &'a Text {
        &self.entry.report.text
    }

    /// What stands before the figure in its clause.
    pub(super) fn before(&self) -> &'a [char] {
        before(self.entry, self.one)
    }

    fn clause(&self) -> &'a [char] {
        self.text().folded(clause_of(self.entry, self.one))
    }

    fn label(&self) -> Vec<char> {
        self.one.label.chars().map(crate::text::fold).collect()
    }
}

/// Holds what is told of a figure against what was promised.
pub(super) fn fit(wanted: Side, told: Side, config: &Config) -> Fit {
    let words = &config.promises;
    let reached = told.label();
    let parts = |chars: &[char]| -> Vec<u8> {
        (0..chars.len()).filter_map(|at| words.narrower.at_start(&chars[at..])).map(|(_, part)| part).collect()
    };
    let named = [parts(&reached), parts(told.before())].concat();
    if parts(&wanted.label()).iter().any(|part| !named.contains(part)) {
        return Fit::Wider;
    }
    // 建成30个, promised as a stock or not: where the two are all but alike they are likely the same.
    let adds = wanted.fields.counted == Some(Counted::Added)
        || wanted.fields.counted.is_none() && words.adds.any(wanted.before());
    let stock = adds
        && (told.fields.counted == Some(Counted::There)
            || told.fields.cumulative && !wanted.fields.cumulative
            || config.grammar.states.at_end(&reached).is_some())
        && !is_close(wanted.fields.value, told.fields.value);
    let only_begun = |clause: &[char]| words.begun.any(clause) && !words.finished.any(clause);
    let begun = only_begun(told.clause()) && !words.begun.any(wanted.clause());
    let other_years = wanted.fields.years != told.fields.years;
    if stock || begun || other_years || !counts_alike(wanted.fields, told.fields) { Fit::Otherwise } else { Fit::Same }
}

/// Whether two figures count alike: what there is in all is no answer to what was to be added.
fn counts_alike(own: &Fields, other: &Fields) -> bool {
    own.cumulative == other.cumulative
        && own.averaged == other.averaged
        && (own.counted == other.counted || own.counted.is_none() || other.counted.is_none())
        && !Facets::contrast(&own.facets, &other.facets)
}

/// Whether one value is at most a fifth more than the other.
fn is_close(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    high / Decimal::from(6) <= low / Decimal::from(5)
}

/// Whether one value is at most twice the other.
pub(super) fn is_near(a: Decimal, b: Decimal) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    high / Decimal::TWO <= low
}

/// Whether what stands before a figure in its clause says that it was only intended: 原计划新建80公里.
pub(super) fn is_intended(entry: &Entry, one: &Indicator, config: &Config) -> bool {
    let (clause, words) = (clause_of(entry, one), &config.promises);
    let before = before(entry, one);
    let behind = entry.report.text.folded(Span::new(one.span.end, clause.end.max(one.span.end)));
    words.intended.any(before)
        || words.intends.at_start(before).is_some()
        || words.intends.at_end(before).is_some()
        || words.intended_behind.at_start(behind).is_some()
}

/// What stands before a figure in its clause.
fn before<'a>(entry: &'a Entry, one: &Indicator) -> &'a [char] {
    let clause = clause_of(entry, one);
    entry.report.text.folded(Span::new(clause.start.min(one.span.start), one.span.start))
}

/// The clause that a figure stands in.
pub(super) fn clause_of(entry: &Entry, one: &Indicator) -> Span {
    let own = clauses(&entry.report.text, one.quote);
    own.into_iter().find(|clause| clause.covers(one.span)).unwrap_or(one.quote)
}
