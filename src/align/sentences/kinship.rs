//! How the sections of two sentences belong together.

use rustc_hash::FxHashMap;

use crate::align::sections::SectionAlignment;
use crate::pair::Pair;
use crate::report::{Report, Role, SectionId};

/// How two sections belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// Each is what the other one mainly became or was.
    Partners,
    /// They share text, or the one is right above the other's partner.
    Near,
    /// Not at all.
    None,
    /// What was done beside what is to come: the same words say different things there.
    Opposed,
}

/// How all sections of two reports belong together.
#[derive(Debug, Clone)]
pub struct Kinships {
    near: FxHashMap<(SectionId, SectionId), Kinship>,
    /// The partners of the earlier report's sections.
    partners: FxHashMap<SectionId, SectionId>,
    /// Whether a section is about what is to come.
    to_come: Pair<Vec<bool>>,
}

impl Kinships {
    /// A section belongs to its partner, and to the sections right above and below it.
    pub fn new(reports: Pair<&Report>, sections: &SectionAlignment) -> Self {
        let below = reports.map(|report| {
            let mut below: Vec<Vec<SectionId>> = vec![Vec::new(); report.sections.len()];
            for section in &report.sections {
                if let Some(parent) = section.parent {
                    below[parent.index()].push(section.id);
                }
            }
            below
        });
        let mut near = FxHashMap::default();
        let mut partners = FxHashMap::default();
        for Pair { before: x, after: y } in sections.pairs.iter().map(|pair| pair.sections) {
            near.insert((x, y), Kinship::Near);
            near.extend(below.before[x.index()].iter().map(|x| ((*x, y), Kinship::Near)));
            near.extend(below.after[y.index()].iter().map(|y| ((x, *y), Kinship::Near)));
        }
        for Pair { before: x, after: y } in sections.pairs.iter().map(|pair| pair.sections) {
            if sections.after(x) == Some(y) && sections.before(y) == Some(x) {
                near.insert((x, y), Kinship::Partners);
                partners.insert(x, y);
            }
        }
        let to_come =
            reports.map(|report| report.sections.iter().map(|section| section.role == Role::Plan).collect::<Vec<_>>());
        Kinships { near, partners, to_come }
    }

    /// The same seen from the other end.
    pub fn invert(self) -> Self {
        let near = self.near.into_iter().map(|((x, y), kinship)| ((y, x), kinship)).collect();
        let partners = self.partners.into_iter().map(|(x, y)| (y, x)).collect();
        Kinships { near, partners, to_come: self.to_come.invert() }
    }

    /// How two sections belong together; text before the first heading belongs to such text.
    pub fn of(&self, sections: Pair<Option<SectionId>>) -> Kinship {
        let Some(Pair { before: x, after: y }) = sections.both() else {
            return if sections == Pair::new(None, None) { Kinship::Near } else { Kinship::None };
        };
        match self.near.get(&(x, y)) {
            Some(kinship) => *kinship,
            None if self.to_come.before[x.index()] != self.to_come.after[y.index()] => Kinship::Opposed,
            None => Kinship::None,
        }
    }

    /// The section of the later report that is the partner of an earlier one.
    pub fn partner(&self, before: SectionId) -> Option<SectionId> {
        self.partners.get(&before).copied()
    }
}
