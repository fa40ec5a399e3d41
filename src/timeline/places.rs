//! Figures that stand in one place of two reports (同一位置): between the same figures, or beside one in its sentence, the only one of
//! its sort in both.
//!
//! ```text
//! 检查工地1863个次，下发整改通知书942份，罚款518万元     检查 ─── 检查
//! 检查工地2104个次，下达整改文书1077份，罚款606万元      份   ═══ 份      the only ones in 份 between them
//!                                                    罚款 ─── 罚款
//! ```

use std::ops::Range;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::indicator::Measure;

use super::evidence::Fields;
use super::facts::Fact;
use super::kinds::{Kinds, WORD, kinds};

/// Two figures in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InPlace {
    /// The two, the earlier one first.
    pub(super) pair: (usize, usize),
    /// Whether figures on both sides of them are linked.
    pub(super) between: bool,
}

/// So far from a figure linked ones are looked for, and so many stand between two of them at most.
const REACH: usize = 10;
/// The same in its sentence, where there is one on one side alone.
const BESIDE: usize = 2;

/// The figures of neighbouring years that stand in one place and are not linked yet.
pub(super) fn in_place(facts: &[Fact], years: &[i32], series: &[Vec<usize>], config: &Config) -> Vec<InPlace> {
    let reports: Vec<Range<usize>> = ranges(facts, years.len());
    let mut of = vec![0; facts.len()];
    series.iter().enumerate().for_each(|(at, members)| members.iter().for_each(|&fact| of[fact] = at));
    let partner =
        |fact: usize, report: usize| series[of[fact]].iter().copied().find(|&other| facts[other].report == report);
    let mut found = Vec::new();
    for (early, own) in reports.iter().enumerate() {
        let Some(late) = years.iter().position(|year| *year == years[early] + 1) else { continue };
        let side = Side { facts, own: own.clone(), other: reports[late].clone() };
        let linked: Vec<Option<usize>> = own.clone().map(|fact| partner(fact, late)).collect();
        let taken: Vec<bool> = reports[late].clone().map(|fact| partner(fact, early).is_some()).collect();
        let free = own.clone().filter(|fact| linked[fact - own.start].is_none());
        found.extend(free.filter_map(|fact| side.counterpart(fact, &linked, &taken, config)));
    }
    found
}

/// The facts of each report: they stand one after the other.
pub(super) fn ranges(facts: &[Fact], reports: usize) -> Vec<Range<usize>> {
    let place = |report: usize| facts.partition_point(|fact| fact.report < report);
    (0..reports).map(|report| place(report)..place(report + 1)).collect()
}

/// Two reports, of which the first is the earlier.
struct Side<'a> {
    facts: &'a [Fact],
    own: Range<usize>,
    other: Range<usize>,
}

impl Side<'_> {
    /// The figure of the later report that stands where one of the earlier does.
    fn counterpart(&self, fact: usize, linked: &[Option<usize>], taken: &[bool], config: &Config) -> Option<InPlace> {
        let Range { start, end } = self.own;
        let partner = |at: usize| linked[at - start];
        let before = (start.max(fact.saturating_sub(REACH))..fact).rev().find(|at| partner(*at).is_some());
        let after = (fact + 1..end.min(fact + 1 + REACH)).find(|at| partner(*at).is_some());
        let ends =
            before.zip(after).and_then(|(before, after)| Some((before, after, partner(before)?, partner(after)?)));
        let free = |at: usize| !taken[at - self.other.start];
        if let Some((before, after, from, to)) = ends
            && from < to
            && to - from <= 2 * REACH
        {
            let pair = self.only(fact, before + 1..after, from + 1..to, &free, config);
            if let Some(pair) = pair.filter(|pair| self.fits(*pair, true, config)) {
                return Some(InPlace { pair, between: true });
            }
        }
        // In one sentence, right behind or right before what is linked.
        let beside = |at: usize, from: usize| {
            let within = |one: usize, two: usize| self.facts[one].quote == self.facts[two].quote;
            let (own, other) = if at < fact {
                let until = |at: usize, end: usize| {
                    (at + 1..end.min(at + 1 + BESIDE)).take_while(|one| within(*one, at)).count()
                };
                (at + 1..at + 1 + until(at, end), from + 1..from + 1 + until(from, self.other.end))
            } else {
                let back = |at: usize, start: usize| {
                    (start.max(at.saturating_sub(BESIDE))..at).rev().take_while(|one| within(*one, at)).count()
                };
                (at - back(at, start)..at, from - back(from, self.other.start)..from)
            };
            let pair = own.contains(&fact).then(|| self.only(fact, own, other, &free, config))??;
            self.fits(pair, false, config).then_some(InPlace { pair, between: false })
        };
        [before, after].into_iter().flatten().find_map(|at| beside(at, partner(at)?))
    }

    /// A figure and the only one of its sort in a stretch of the later report, where it is the only one in its own, too.
    fn only(
        &self,
        fact: usize,
        own: Range<usize>,
        other: Range<usize>,
        free: &dyn Fn(usize) -> bool,
        config: &Config,
    ) -> Option<(usize, usize)> {
        let alike = |at: &usize| same_sort(&self.facts[fact].fields, &self.facts[*at].fields, config);
        let alone = own.filter(alike).count() == 1;
        let mut others = other.filter(|at| free(*at)).filter(alike);
        match (alone, others.next(), others.next()) {
            (true, Some(found), None) => Some((fact, found)),
            _ => None,
        }
    }

    /// Whether two may be one by what they name and by their values.
    fn fits(&self, (a, b): (usize, usize), between: bool, config: &Config) -> bool {
        let (a, b) = (&self.facts[a].fields, &self.facts[b].fields);
        let (low, high) = (a.value.min(b.value), a.value.max(b.value));
        let near = match (a.block.measure, between) {
            (Measure::Level, true) => high / Decimal::TWO < low,
            (Measure::Level, false) => high / Decimal::from(3) < low / Decimal::TWO,
            (Measure::Share, true) => high / Decimal::from(5) < low / Decimal::from(4),
            _ => false,
        };
        let placed = matches!(a.block.dimension.as_str(), "rank" | "ratio");
        // 公路投资, 公路水运投资: one of a kind of the other.
        let within = |few: &Fields, many: &Fields| few.named.iter().all(|c| many.named.contains(c));
        let one_of = kinds(&a.named, &b.named, config) == Some(Kinds::OneOf) && (within(a, b) || within(b, a));
        near && !placed
            && !one_of
            && !a.sum.opposes(b.sum)
            && a.joint == b.joint
            && a.rest == b.rest
            && may_be_called_one(a, b, config)
    }
}

/// Whether other things are done to what two figures count.
pub(super) fn other_act(a: &Fields, b: &Fields) -> bool {
    !a.acts.is_empty() && !b.acts.is_empty() && !a.acts.iter().any(|act| b.acts.contains(act))
}

/// Whether two figures are measured alike.
pub(super) fn same_sort(a: &Fields, b: &Fields, config: &Config) -> bool {
    let unit = match (&a.unit, &b.unit) {
        (Some(x), Some(y)) => x == y || config.counting.stand_for(x, y),
        (x, y) => x == y,
    };
    unit && a.block == b.block && a.years == b.years
}

/// Whether what two figures name may be one thing in other words: they share letters, and nothing else is done to it.
pub(super) fn may_name_one(a: &Fields, b: &Fields) -> bool {
    shared(a, b) >= WORD && !other_act(a, b)
}

/// The same of two that stand in one place: much of what the one names stands in the other's name.
pub(super) fn may_be_called_one(a: &Fields, b: &Fields, config: &Config) -> bool {
    let much = shared(a, b) as f64 >= config.linking.bridge.letters * a.own.len().min(b.own.len()) as f64;
    much && may_name_one(a, b)
}

/// How many letters two names share.
pub(super) fn shared(a: &Fields, b: &Fields) -> usize {
    a.own.iter().filter(|c| b.own.binary_search(c).is_ok()).count()
}
