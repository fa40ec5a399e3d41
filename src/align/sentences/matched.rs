//! Which unit is which so far.

use std::ops::Range;

use crate::pair::Pair;

use super::Link;

/// Which unit is which so far.
pub(super) struct Matched {
    /// For each unit of the earlier report, its partner; of a split or merge the first pair found.
    pub(super) before: Vec<Option<usize>>,
    /// For each unit of the later report, its partner.
    pub(super) after: Vec<Option<usize>>,
    /// Which units are in a pair, a split or a merge.
    pub(super) taken: Pair<Vec<bool>>,
    /// Splits and merges.
    pub(super) links: Vec<Link>,
    /// Which of these each unit is in, from 1; 0 for none.
    within: Pair<Vec<u32>>,
}

impl Matched {
    pub(super) fn new(before: usize, after: usize) -> Self {
        Matched {
            before: vec![None; before],
            after: vec![None; after],
            taken: Pair::new(vec![false; before], vec![false; after]),
            links: Vec::new(),
            within: Pair::new(vec![0; before], vec![0; after]),
        }
    }

    pub(super) fn add(&mut self, a: usize, b: usize) {
        self.before[a] = Some(b);
        self.after[b] = Some(a);
        self.taken.before[a] = true;
        self.taken.after[b] = true;
    }

    pub(super) fn drop(&mut self, a: usize, b: usize) {
        self.before[a] = None;
        self.after[b] = None;
        self.taken.before[a] = false;
        self.taken.after[b] = false;
    }

    /// Several units as one pair; the pair of `a` and `b` stands for them.
    pub(super) fn link(&mut self, a: usize, b: usize, before: Range<usize>, after: Range<usize>) {
        self.add(a, b);
        self.links.push(Link::new(before, after));
        self.mark(self.links.len() - 1);
    }

    /// Marks the units of a split or a merge as taken.
    fn mark(&mut self, at: usize) {
        let Link { before, after, .. } = &self.links[at];
        self.taken.before[before.clone()].fill(true);
        self.within.before[before.clone()].fill(at as u32 + 1);
        self.taken.after[after.clone()].fill(true);
        self.within.after[after.clone()].fill(at as u32 + 1);
    }

    /// The pair that one of two units is in, where the other one is free, stands right beside the pair, and could be a
    /// further part of it.
    pub(super) fn beside(&self, a: usize, b: usize) -> Option<Link> {
        if self.taken.before[a] == self.taken.after[b] {
            return None;
        }
        let link = match self.within.before[a].max(self.within.after[b]).checked_sub(1) {
            Some(at) => self.links[at as usize].clone(),
            None => {
                let (a, b) = self.before[a].map_or_else(|| Some((self.after[b]?, b)), |b| Some((a, b)))?;
                Link::new(a..a + 1, b..b + 1)
            }
        };
        let (whole, parts, new) = match self.taken.before[a] {
            true => (&link.before, &link.after, b),
            false => (&link.after, &link.before, a),
        };
        (whole.len() == 1 && (new + 1 == parts.start || new == parts.end)).then_some(link)
    }

    /// Adds the free one of two units to the pair [beside](Matched::beside) it; what they are now.
    pub(super) fn grow(&mut self, a: usize, b: usize) -> Option<Link> {
        let link = self.beside(a, b)?;
        let grown = |range: Range<usize>, new: usize| range.start.min(new)..range.end.max(new + 1);
        let link = Link::new(grown(link.before, a), grown(link.after, b));
        let at = match self.within.before[a].max(self.within.after[b]).checked_sub(1) {
            Some(at) => at as usize,
            None => self.links.len(),
        };
        match self.links.get_mut(at) {
            Some(known) => *known = link.clone(),
            None => self.links.push(link.clone()),
        }
        self.mark(at);
        Some(link)
    }

    pub(super) fn free(&self, a: usize, b: usize) -> bool {
        !self.taken.before[a] && !self.taken.after[b]
    }

    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        self.before.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?))).collect()
    }

    /// For each unit of the earlier report the first one that it belongs to.
    pub(super) fn partners(&self) -> Vec<Option<usize>> {
        let mut partners = self.before.clone();
        for link in &self.links {
            partners[link.before.clone()].fill(Some(link.after.start));
        }
        partners
    }

    /// All that belongs together, in the order of the earlier report.
    pub(super) fn all(&self) -> Vec<Link> {
        let mut links = self.links.clone();
        let pairs = self.pairs().into_iter().filter(|(a, _)| !self.stands_for_several(*a));
        links.extend(pairs.map(|(a, b)| Link::new(a..a + 1, b..b + 1)));
        links.sort_by_key(|link| (link.before.start, link.after.start));
        links
    }

    pub(super) fn stands_for_several(&self, a: usize) -> bool {
        self.within.before[a] > 0
    }
}
