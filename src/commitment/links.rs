//! What the series carry on from one report to another, beyond doubt: 放映公益电影5200场 and, a year later, 放映电影4860场.

use std::collections::BTreeMap;

use crate::indicator::Role;
use crate::timeline::series::{Aside, Series};

/// The figures of what was reached that a body's series carry on.
#[derive(Default)]
pub(super) struct Links {
    /// By report, indicator and later report, the indicator there.
    next: BTreeMap<(usize, usize, usize), usize>,
}

impl Links {
    /// Those of the series given.
    pub(super) fn new(series: &[Series]) -> Self {
        let mut next = BTreeMap::new();
        for all in series.iter().filter(|one| one.role == Role::Actual).map(|one| &one.observations) {
            for told in all.iter().filter(|told| told.aside.is_none() && told.breaks.is_empty()) {
                let Some(link) = told.link.as_ref().filter(|link| !link.unsure) else { continue };
                let report = all[link.to].report;
                // A figure told twice is there twice.
                let own = all.iter().filter(|one| one.report == report && one.aside != Some(Aside::Previous));
                for one in own {
                    next.entry((report, one.indicator, told.report)).or_insert(told.indicator);
                }
            }
        }
        Links { next }
    }

    /// The figure of the later report that carries on one.
    pub(super) fn next(&self, report: usize, indicator: usize, later: usize) -> Option<usize> {
        self.next.get(&(report, indicator, later)).copied()
    }
}
