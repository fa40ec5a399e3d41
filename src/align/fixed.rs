//! What reviewers decided about the sections of two reports: held while the others are paired around it.

use crate::pair::Pair;
use crate::report::SectionId;
use crate::review::{Decided, DecisionId, Place, Tie};

/// The decisions about two reports' sections.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    same: Vec<(Pair<SectionId>, DecisionId)>,
    different: Vec<Pair<SectionId>>,
}

impl Fixed {
    /// The decisions about the reports at two places.
    pub fn new(decided: &Decided<Place>, before: usize, after: usize) -> Self {
        let about = |tie: &&Tie<Place>| tie.ends.map(|(report, _)| report) == Pair::new(before, after);
        let ids = |tie: &Tie<Place>| tie.ends.map(|(_, section)| section);
        Fixed {
            same: decided.same.iter().filter(about).map(|tie| (ids(tie), tie.decision)).collect(),
            different: decided.different.iter().filter(about).map(ids).collect(),
        }
    }

    /// The decision that two sections belong together.
    pub fn decision(&self, ends: Pair<SectionId>) -> Option<DecisionId> {
        self.same.iter().find(|(same, _)| *same == ends).map(|(_, decision)| *decision)
    }

    /// All that belong together.
    pub(super) fn same(&self) -> impl Iterator<Item = Pair<SectionId>> + '_ {
        self.same.iter().map(|(ends, _)| *ends)
    }

    /// Assigns the pairs of a table by `assign`, around those that are decided; pairs that are not to be lose their
    /// evidence, and those that are to be have some at least.
    pub(super) fn assign<E: Clone + Default>(
        &self,
        table: &mut [Vec<Option<E>>],
        ends: impl Fn(usize, usize) -> Pair<SectionId>,
        assign: impl Fn(&[Vec<Option<E>>]) -> Vec<(usize, usize)>,
    ) -> Vec<(usize, usize)> {
        let mut decided = Vec::new();
        for (row, cells) in table.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                if self.different.contains(&ends(row, column)) {
                    *cell = None;
                } else if self.decision(ends(row, column)).is_some() {
                    cell.get_or_insert_default();
                    decided.push((row, column));
                }
            }
        }
        if decided.is_empty() {
            return assign(table);
        }
        let mut free = table.to_vec();
        for (row, cells) in free.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                if decided.iter().any(|(x, y)| *x == row || *y == column) {
                    *cell = None;
                }
            }
        }
        decided.extend(assign(&free));
        decided.sort_unstable();
        decided
    }
}
