//! A section's path through the years: sections of neighbouring reports that are one, pooled.

use std::collections::BTreeMap;

use crate::align::sections::SectionAlignment;
use crate::report::SectionId;
use crate::review::Decided;

pub use crate::review::Place;

/// Gives each section the number of its path; sections that became one another along the years share it.
///
/// `alignments` holds pairs of reports by their places; only those of neighbours make paths, and reviewers' decisions
/// about any two reports.
pub fn paths(
    sections: &[usize],
    alignments: &BTreeMap<(usize, usize), SectionAlignment>,
    decided: &Decided<Place>,
) -> BTreeMap<Place, u32> {
    let mut paths = BTreeMap::new();
    let mut next = 0;
    for (report, &count) in sections.iter().enumerate() {
        for at in 0..count {
            let id = SectionId(at as u16);
            let before =
                report.checked_sub(1).and_then(|before| Some((before, alignments.get(&(before, report))?.before(id)?)));
            // A later section that shares its earlier one with a better match starts a path of its own.
            let path = before
                .filter(|(before, earlier)| alignments[&(*before, report)].after(*earlier) == Some(id))
                .or_else(|| decided.earlier((report, id)))
                .and_then(|place| paths.get(&place).copied());
            paths.insert(
                (report, id),
                path.unwrap_or_else(|| {
                    next += 1;
                    next - 1
                }),
            );
        }
    }
    paths
}
