//! What a claim says did not occur (未发生……事故): what it comes down to, in whatever words, and figures that tell that it did.

use super::clauses::run_of;
use crate::config::Config;
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, Role};
use crate::report::Role as Section;
use crate::text::{Span, is_han};

/// What did not occur, without how grave it is, whose it is and what it is called: 事故 of 全市较大及以上事故, 败诉 of 败诉案件.
pub(super) fn core(words: &[char], config: &Config) -> Vec<char> {
    let claims = &config.promises.claims;
    let mut words: Vec<char> = words.iter().copied().filter(|c| is_han(*c)).collect();
    if let Some((at, len, _)) = claims.gravity.find(&words) {
        words.drain(at..at + len);
    }
    let words = without_opening(&words, config);
    let end = claims.ends.at_end(words).map_or(0, |(len, ())| len);
    words[..words.len() - end].to_vec()
}

/// Words without those at their start that say only when it was, and of all of whom: 全年, 全市.
pub(super) fn without_opening<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let lists = [&config.ties.told, &config.ties.all_of, &config.promises.claims.happens];
    &words[run_of(words, &lists)..]
}

/// Whether what two claims come down to is one thing: the shorter is the end of the longer (人员伤亡 and 伤亡).
pub(super) fn one(a: &[char], b: &[char]) -> bool {
    a.len().min(b.len()) >= CORE && (a.ends_with(b) || b.ends_with(a))
}

/// How long what a claim comes down to is at least.
const CORE: usize = 2;

/// A figure that tells of what a claim of the year before says did not occur: 诉讼案件3件，败诉1件 after 未发生诉讼败诉. `rank` is how grave it
/// would have to be.
pub(super) fn told<'a>(entry: &'a Entry, subject: &[char], rank: u8, config: &Config) -> Option<&'a Indicator> {
    let year = entry.report.metadata.covers.or(entry.report.metadata.year);
    let items: Vec<Vec<char>> = items(subject, config).map(|item| core(item, config)).collect();
    let is_such = |one: &&Indicator| {
        let level = one.measure() == Measure::Level && one.unit.is_some() && !one.value.is_zero();
        let now = one.role == Role::Actual && one.years == 1 && one.period == year && one.qualifier.is_none();
        let work = matches!(entry.report.role_at(one.span.start), Section::Work | Section::Preamble);
        level && now && work && items.iter().any(|item| is_of(one, item, rank, config))
    };
    entry.indicators.iter().find(is_such)
}

/// The things that a claim speaks of: 复议被撤销、诉讼败诉.
pub(super) fn items<'a>(subject: &'a [char], config: &'a Config) -> impl Iterator<Item = &'a [char]> {
    let mut rest = Some(subject);
    std::iter::from_fn(move || {
        let words = rest?;
        let mark = (1..words.len()).find_map(|at| match words[at] {
            '、' => Some((at, 1)),
            _ => config.promises.claims.or.at_start(&words[at..]).map(|(len, ())| (at, len)),
        });
        rest = mark.map(|(at, len)| &words[at + len..]);
        Some(mark.map_or(words, |(at, _)| &words[..at]))
    })
}

/// Whether a figure counts what did not occur: its name ends with it, or names it and what became of it (诉讼案件·败诉).
fn is_of(one: &Indicator, item: &[char], rank: u8, config: &Config) -> bool {
    let end: String = item[item.len().saturating_sub(CORE)..].iter().collect();
    if !one.label.contains(&end) {
        return false;
    }
    let label: Vec<char> = one.label.chars().collect();
    let claims = &config.promises.claims;
    let grave = claims.gravity.find(&label).map_or(0, |(.., rank)| rank);
    if item.len() < NAMED || grave < rank || claims.none.any(&label) {
        return false;
    }
    match one.label.rsplit_once('·') {
        Some((of, what)) => {
            let [of, what] = [of, what].map(|part| core(&part.chars().collect::<Vec<_>>(), config));
            what.len() >= CORE && of.len() >= CORE && item.starts_with(&of) && item.ends_with(&what)
        }
        // 避免火灾事故12起 tells of none.
        None => core(&label, config) == item,
    }
}

/// How long the name of what did not occur is at least, so that a figure of it is of no other thing.
const NAMED: usize = 4;

/// The span of the sentence's clause that a figure stands in, to be quoted.
pub(super) fn clause(entry: &Entry, one: &Indicator) -> Span {
    let all = super::clauses::clauses(&entry.report.text, one.quote);
    all.into_iter().find(|clause| clause.covers(one.span)).unwrap_or(one.quote)
}
