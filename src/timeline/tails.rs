//! Lists told together in sentences of two neighbouring reports (同一串): what the last parts of their labels call alike is one, whatever each
//! is told of before, where no other of either sentence is called so.
//!
//! ```text
//! 仲裁申请·审结·维持54件、驳回15件、终止23件      4件 ─── 6件, 3件 ─── 4件: linked, in one unit
//! 在审结案件中·维持63件、驳回22件、终止54件       维持 ═══ 维持, 驳回 ═══ 驳回, 终止 ═══ 终止
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::indicator::Measure;

use super::evidence::{Block, Fields};
use super::facts::Fact;
use super::kinds::{Kinds, WORD, kinds};
use super::places::{other_act, same_sort};

/// Two sentences that tell the same.
pub(super) struct Lists<'a> {
    pub(super) facts: &'a [Fact],
    /// The figures of each.
    pub(super) sides: &'a [Range<usize>; 2],
    /// What is not linked of each.
    pub(super) free: &'a [Vec<usize>; 2],
    /// What is.
    pub(super) ties: &'a [(usize, usize)],
    pub(super) config: &'a Config,
}

/// The figures that are one by the last parts of their labels.
pub(super) fn by_tails(lists: &Lists<'_>) -> Vec<(usize, usize)> {
    let [own, others] = lists.free;
    let pair = |at: &usize| {
        let alike = |other: &usize| lists.called_alike(*at, *other);
        let other = others.iter().copied().find(|other| alike(other))?;
        let alone =
            |range: &Range<usize>, of: usize| range.clone().filter(|one| lists.called_alike(*one, of)).count() == 1;
        let only = alone(&lists.sides[1], *at) && alone(&lists.sides[0], other);
        (only && lists.may_be_one(*at, other)).then_some((*at, other))
    };
    own.iter().filter_map(pair).collect()
}

/// A last part of a label, with how it is measured.
type Called<'a> = (&'a [char], &'a Block, &'a str);

/// Figures of two reports that stand in one run of last parts, three at least and in one order, of which each report has each once: however
/// many words the lists are told with, they are one.
pub(super) fn in_runs(facts: &[Fact], reports: [&Range<usize>; 2], config: &Config) -> Vec<(usize, usize)> {
    let [own, others] = reports.map(|range| called(facts, range, config));
    let mut runs: BTreeMap<(u32, u32), Vec<(usize, usize)>> = BTreeMap::new();
    for (name, list) in &own {
        if let ([a], Some([b])) = (&list[..], others.get(name).map(Vec::as_slice)) {
            runs.entry((facts[*a].quote.start, facts[*b].quote.start)).or_default().push((*a, *b));
        }
    }
    let in_order = |run: &mut Vec<(usize, usize)>| {
        run.sort_unstable();
        run.len() >= RUN && run.windows(2).all(|two| two[0].1 < two[1].1)
    };
    let alike = |(a, b): &(usize, usize)| {
        let (one, other) = (&facts[*a].fields, &facts[*b].fields);
        near(one, other) && of_one_sort(one, other) && !of_two_kinds(one, other, config)
    };
    let mut runs: Vec<_> = runs.into_values().collect();
    runs.retain_mut(in_order);
    runs.into_iter().filter(|run| run.iter().all(alike)).flatten().collect()
}

/// The levels of a report by the last parts of their labels.
fn called<'a>(facts: &'a [Fact], range: &Range<usize>, config: &'a Config) -> BTreeMap<Called<'a>, Vec<usize>> {
    let mut found: BTreeMap<Called<'a>, Vec<usize>> = BTreeMap::new();
    for at in range.clone() {
        let fields = &facts[at].fields;
        let level = fields.block.measure == Measure::Level && !fields.block.target && fields.years == 1;
        let named = fields.tail.len() >= WORD && !config.counting.is_bare(&fields.tail);
        if let Some(unit) = fields.unit.as_deref().filter(|_| level && named) {
            found.entry((&fields.tail, &fields.block, config.counting.row_of(unit))).or_default().push(at);
        }
    }
    found
}

/// So many make a run.
const RUN: usize = 3;

impl Lists<'_> {
    /// Whether the last parts of two labels are one, and they are measured alike.
    fn called_alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.facts[a].fields, &self.facts[b].fields);
        let (one, other) = (a.tail.as_slice(), b.tail.as_slice());
        let named = one.len() >= WORD && other.len() >= WORD && !self.config.counting.is_bare(one);
        let alike = one == other || self.without_doer(one) == Some(other) || self.without_doer(other) == Some(one);
        named && alike && same_sort(a, b, self.config)
    }

    /// What is done, without who does it: 审结 of 法院审结.
    fn without_doer<'b>(&self, tail: &'b [char]) -> Option<&'b [char]> {
        let words = &self.config.counting.doers;
        let (from, to) = (WORD, tail.len().saturating_sub(WORD).min(DOER));
        let verb = |at: &usize| self.config.grammar.verbs.at_start(&tail[*at..]).is_some();
        (from..=to).rev().find(|at| words.at_end(&tail[..*at]).is_some() && verb(at)).map(|at| &tail[at..])
    }

    /// Whether two that are called alike may be one by the rest, and by what is linked around them.
    fn may_be_one(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.facts[a].fields, &self.facts[b].fields);
        let told = matches!(one.block.measure, Measure::Level | Measure::Share) && !one.block.target;
        let two_kinds = of_two_kinds(one, other, self.config);
        let in_unit = |(x, y): &&(usize, usize)| {
            let level = |at: usize| &self.facts[at].fields;
            same_sort(level(*x), one, self.config) && same_sort(level(*y), other, self.config)
        };
        let ordered = self.ties.iter().all(|&(x, y)| (x < a) == (y < b));
        let in_one_list = ordered && self.ties.iter().filter(in_unit).count() >= 2;
        let by_rest = || self.behind_one(a, b) || !two_kinds && self.ties.len() >= 2;
        told && near(one, other)
            && of_one_sort(one, other)
            // What is part of a list may have parts of its own.
            && (in_one_list || !one.sum.opposes(other.sum) && by_rest())
    }

    /// Whether two are shares right behind levels that are linked: 受理712件，按时办结率98%.
    fn behind_one(&self, a: usize, b: usize) -> bool {
        let level = |at: usize, side: &Range<usize>| {
            let levels = |one: &usize| self.facts[*one].fields.block.measure == Measure::Level;
            (side.start..at).rev().find(levels).filter(|one| self.facts[*one].clause == self.facts[at].clause)
        };
        let share = self.facts[a].fields.block.measure == Measure::Share;
        let levels = level(a, &self.sides[0]).zip(level(b, &self.sides[1]));
        share && levels.is_some_and(|pair| self.ties.contains(&pair))
    }
}

/// Whether two names are of two kinds, and what stands before their last parts has no word in common: 仲裁申请·审结, 在审结案件中.
fn of_two_kinds(a: &Fields, b: &Fields, config: &Config) -> bool {
    let head = |one: &Fields| one.named[..one.named.len().saturating_sub(one.tail.len())].to_vec();
    let (one, other) = (head(a), head(b));
    // 案件·维持: of a head that is none of its own.
    let bare = config.counting.is_bare(&one) || config.counting.is_bare(&other);
    let shared = bare || one.windows(WORD).any(|word| other.windows(WORD).any(|theirs| theirs == word));
    !shared && kinds(&a.named, &b.named, config) == Some(Kinds::Two)
}

/// Whether the same is done to two, to one thing or several.
fn of_one_sort(a: &Fields, b: &Fields) -> bool {
    !other_act(a, b) && a.joint == b.joint && a.rest == b.rest
}

/// So many letters name who does something at most.
const DOER: usize = 8;

/// Whether two values are not more than three times apart.
fn near(a: &Fields, b: &Fields) -> bool {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    low > Decimal::ZERO && high / Decimal::from(3) < low
}
