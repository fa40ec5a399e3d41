//! Whether a figure that tells of what a target is about can be held against it.
//!
//! What is there in all is no answer to what was to be added (建设30万亩, 达到96万亩), what has begun is none to what was to be
//! there (建成12个, 开工14个), and what was intended is none to anything.

use rust_decimal::Decimal;

use super::clauses::clauses;
use crate::config::{Config, Facets, Phrases};
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
    /// The text of its report.
    pub(super) fn text(&self) -> &'a Text {
        &self.entry.report.text
    }

    /// What stands before the figure in its clause.
    pub(super) fn before(&self) -> &'a [char] {
        before(self.entry, self.one)
    }

    /// Its label, folded.
    pub(super) fn label(&self) -> Vec<char> {
        self.one.label.chars().map(crate::text::fold).collect()
    }

    /// The heading that it stands under, and how its paragraph opens.
    pub(super) fn around(&self) -> Vec<char> {
        let report = &self.entry.report;
        let title = self.one.section.map(|id| report.title_of(id)).unwrap_or_default();
        let paragraph = report.paragraphs.iter().find(|paragraph| paragraph.span.covers(self.one.span));
        let opens = paragraph.map(|paragraph| self.text().folded(paragraph.span)).unwrap_or_default();
        let opens = &opens[..opens.iter().take(OPENING).position(|c| *c == '。').unwrap_or(0)];
        title.chars().map(crate::text::fold).chain(opens.iter().copied()).collect()
    }
}

/// So long is the sentence at most that heads a paragraph: 聚焦和美乡村。
const OPENING: usize = 24;

/// Holds what is told of a figure against what was promised.
pub(super) fn fit(wanted: Side, told: Side, config: &Config) -> Fit {
    let words = &config.promises;
    let (wanted_for, reached) = (wanted.label(), told.label());
    if is_wider(wanted, told, config) {
        return Fit::Wider;
    }
    // 收入150亿元、支出165亿元: what the figure's own words say counts, whatever its subject was told with.
    if Facets::contrast(&config.facets.of(own_words(&wanted_for)), &config.facets.of(own_words(&reached))) {
        return Fit::Otherwise;
    }
    // 建成30个, promised as a stock or not: where the two are all but alike they are likely the same.
    let adds = wanted.fields.counted == Some(Counted::Added)
        || wanted.fields.counted.is_none() && words.adds.any(wanted.before());
    let stock = adds
        && (told.fields.counted == Some(Counted::There)
            || told.fields.cumulative && !wanted.fields.cumulative
            // 新增装机3000万千瓦: what is called a stock may be what came to it.
            || told.fields.counted.is_none() && config.grammar.states.at_end(&reached).is_some())
        && !is_close(wanted.fields.value, told.fields.value);
    let other_step = match (step(wanted, config), step(told, config)) {
        (_, Some(Step::Ongoing)) => true,
        (Some(Step::Begun), Some(Step::Built)) => true,
        (wanted, Some(Step::Begun)) => wanted != Some(Step::Begun),
        _ => false,
    };
    let other_years = wanted.fields.years != told.fields.years;
    if stock || other_step || other_years || !counts_alike(wanted.fields, told.fields) {
        Fit::Otherwise
    } else {
        Fit::Same
    }
}

/// Whether a figure is of more than the target, or of another's money: one without a part that the target names, unless the heading
/// or the paragraph names it, and one of another level.
fn is_wider(wanted: Side, told: Side, config: &Config) -> bool {
    let words = &config.promises;
    let all = |chars: &[char], lists: &Phrases<u8>| -> Vec<u8> {
        (0..chars.len()).filter_map(|at| lists.at_start(&chars[at..])).map(|(_, part)| part).collect()
    };
    let around = told.around();
    let named = [all(&told.label(), &words.narrower), all(told.before(), &words.narrower)].concat();
    let named = [named, all(&around, &words.narrower)].concat();
    if all(&wanted.label(), &words.narrower).iter().any(|part| !named.contains(part)) {
        return true;
    }
    let level = |side: Side| all(side.before(), &words.levels).last().copied();
    wanted.fields.block.dimension == MONEY && level(wanted).zip(level(told)).is_some_and(|(a, b)| a != b)
}

/// The dimension of sums of money.
pub(super) const MONEY: &str = "money";

/// How far the things of a figure have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Under way: 推进39个.
    Ongoing,
    /// Begun: 开工14个.
    Begun,
    /// There: 新建.
    Finished,
    /// There, and not only begun: 建成.
    Built,
}

/// How far the things of a figure have come, by the word nearest before it in its clause, else by one right behind it.
fn step(side: Side, config: &Config) -> Option<Step> {
    let words = &config.promises;
    let kinds = [
        (&words.ongoing, Step::Ongoing),
        (&words.begun, Step::Begun),
        (&words.finished, Step::Finished),
        (&words.built, Step::Built),
    ];
    let before = side.before();
    // Of words that end at one place the longest counts.
    let nearest = kinds
        .iter()
        .enumerate()
        .filter_map(|(at, (list, step))| list.rfind(before).map(|(from, len, ())| (from + len, len, at, *step)))
        .max_by_key(|(end, len, at, _)| (*end, *len, *at));
    let clause = clause_of(side.entry, side.one);
    let behind = side.text().folded(Span::new(side.one.span.end, clause.end.max(side.one.span.end)));
    let behind = &behind[..behind.iter().position(|c| *c == '、').unwrap_or(behind.len())];
    let there = kinds[2..].iter().rev().find(|(list, _)| list.any(behind)).map(|(_, step)| *step);
    let later = || kinds[..2].iter().find(|(list, _)| list.any(behind)).map(|(_, step)| *step);
    nearest.map(|(_, _, _, step)| step).or_else(|| there.or_else(later))
}

/// What a label says of its own figure, behind a subject that was told before.
pub(super) fn own_words(label: &[char]) -> &[char] {
    &label[label.iter().rposition(|c| *c == '·').map_or(0, |at| at + 1)..]
}

/// Whether two figures count alike: what there is in all is no answer to what was to be added.
fn counts_alike(own: &Fields, other: &Fields) -> bool {
    own.cumulative == other.cumulative
        && own.averaged == other.averaged
        && (own.counted == other.counted
            || own.counted.is_none()
            || other.counted.is_none()
            || is_close(own.value, other.value))
        && !Facets::contrast(&own.facets, &other.facets)
}

/// Whether one value is at most a fifth more than the other.
pub(super) fn is_close(a: Decimal, b: Decimal) -> bool {
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
