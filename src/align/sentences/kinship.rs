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
    /// The report beside what stands behind it: a glossary explains in the words of the report.
    Apart,
}

/// How all sections of two reports belong together.
#[derive(Debug, Clone)]
pub struct Kinships {
    near: FxHashMap<(SectionId, SectionId), Kinship>,
    /// The partners of the earlier report's sections.
    partners: FxHashMap<SectionId, SectionId>,
    /// What each section is about.
    roles: Pair<Vec<Role>>,
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
        let roles = reports.map(|report| report.sections.iter().map(|section| section.role).collect());
        Kinships { near, partners, roles }
    }

    /// The same seen from the other end.
    pub fn invert(self) -> Self {
        let near = self.near.into_iter().map(|((x, y), kinship)| ((y, x), kinship)).collect();
        let partners = self.partners.into_iter().map(|(x, y)| (y, x)).collect();
        Kinships { near, partners, roles: self.roles.invert() }
    }

    /// How two sections belong together; text before the first heading belongs to such text.
    pub fn of(&self, sections: Pair<Option<SectionId>>) -> Kinship {
        let (x, y) = match (sections.before, sections.after) {
            (Some(x), Some(y)) => (x, y),
            (None, None) => return Kinship::Near,
            // What stands before the first heading is no plan, where there are headings.
            (Some(x), None) if !self.roles.after.is_empty() => {
                return unlike(self.roles.before[x.index()], Role::Preamble);
            }
            (None, Some(y)) if !self.roles.before.is_empty() => {
                return unlike(Role::Preamble, self.roles.after[y.index()]);
            }
            // A report without an outline is one part with all of the other, but for what is to come and what stands behind.
            (Some(x), None) => return one_part(self.roles.before[x.index()]),
            (None, Some(y)) => return one_part(self.roles.after[y.index()]),
        };
        if let Some(kinship) = self.near.get(&(x, y)) {
            return *kinship;
        }
        unlike(self.roles.before[x.index()], self.roles.after[y.index()])
    }

    /// Whether both sections stand behind the report.
    pub fn are_annexes(&self, sections: Pair<Option<SectionId>>) -> bool {
        let is_annex = |roles: &[Role], section: SectionId| roles[section.index()] == Role::Annex;
        let both = sections.before.zip(sections.after);
        both.is_some_and(|(x, y)| is_annex(&self.roles.before, x) && is_annex(&self.roles.after, y))
    }

    /// The section of the later report that is the partner of an earlier one.
    pub fn partner(&self, before: SectionId) -> Option<SectionId> {
        self.partners.get(&before).copied()
    }
}

/// How a part belongs together with a report that has no outline.
fn one_part(role: Role) -> Kinship {
    match unlike(Role::Preamble, role) {
        Kinship::None => Kinship::Near,
        other => other,
    }
}

/// How two parts of reports belong together whose sections do not.
fn unlike(before: Role, after: Role) -> Kinship {
    match (before, after) {
        (x, y) if x == y => Kinship::None,
        (Role::Closing | Role::Annex, _) | (_, Role::Closing | Role::Annex) => Kinship::Apart,
        (x, y) if x.is_ahead() != y.is_ahead() => Kinship::Opposed,
        _ => Kinship::None,
    }
}
