//! Where the next plan promises the same again: the target that the series carry on, or the same words.

use std::collections::BTreeMap;

use super::said;
use super::told::Clause;
use crate::indicator::Role;
use crate::similarity::Pairs;
use crate::text::Span;
use crate::timeline::series::Series;

/// The targets that a body's series carry on from one report to the next.
#[derive(Default)]
pub(super) struct Goals {
    /// By report and indicator, the indicator of the next report.
    next: BTreeMap<(usize, usize), usize>,
}

impl Goals {
    /// Those of the series given.
    pub(super) fn new(series: &[Series]) -> Self {
        let mut next = BTreeMap::new();
        for one in series.iter().filter(|one| one.role == Role::Target) {
            let told: Vec<_> = one.observations.iter().filter(|told| told.aside.is_none()).collect();
            for (before, after) in told.iter().flat_map(|a| told.iter().map(move |b| (a, b))) {
                if before.report + 1 == after.report {
                    next.entry((before.report, before.indicator)).or_insert(after.indicator);
                }
            }
        }
        Goals { next }
    }

    /// The target of the next report that carries on one.
    pub(super) fn next(&self, report: usize, indicator: usize) -> Option<usize> {
        self.next.get(&(report, indicator)).copied()
    }
}

/// How alike a clause of the next plan is at least that promises the same word for word.
const SAME: f64 = 0.97;

/// The clause of the next plan that promises the same, word for word but for numbers.
pub(super) fn again(pairs: &Pairs, plan: &[Clause]) -> Option<Span> {
    if pairs.mass() < said::WEIGHS {
        return None;
    }
    // Two share no more than the lighter of them weighs.
    let may_be = |clause: &&Clause| {
        let (own, other) = (pairs.mass(), clause.pairs.mass());
        2.0 * own.min(other) >= (SAME - said::ROUNDING) * (own + other)
    };
    let same = |clause: &&Clause| pairs.dice(&clause.pairs) >= SAME;
    plan.iter().filter(may_be).find(same).map(|clause| clause.span)
}
