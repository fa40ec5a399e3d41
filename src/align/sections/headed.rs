//! Sections paired by their headings alone: for reports with thousands of them, of which the rest can't be weighed.

use std::collections::{BTreeMap, VecDeque};

use crate::align::features::Features;
use crate::pair::Pair;

use super::{Evidence, Relation, SectionAlignment, SectionPair};

/// Pairs sections of one heading, the first with the first, the second with the second; gives the pairs.
pub(super) fn by_heading(
    features: Pair<&Features>,
    rows: &[usize],
    columns: &[usize],
    alignment: &mut SectionAlignment,
) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for &column in columns {
        places.entry(&features.after.sections[column].masked).or_default().push_back(column);
    }
    let mut found = Vec::new();
    for &row in rows {
        let a = &features.before.sections[row];
        let Some(column) = places.get_mut(a.masked.as_str()).and_then(VecDeque::pop_front) else { continue };
        let b = &features.after.sections[column];
        let evidence = Evidence { title: 1.0, text: a.text.cosine(&b.text), ..Evidence::default() };
        let (sections, relation) = (Pair::new(a.id, b.id), Relation::default());
        alignment.pairs.push(SectionPair { sections, relation, evidence, runner_up: None, decision: None });
        found.push((row, column));
    }
    found
}
