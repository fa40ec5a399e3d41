//! Complete linkage (全连接): groups of series in which every two fit, at most one series of a body.
//!
//! Series are compared by their forms, of which there are far fewer: what is found for two forms holds for all their
//! series, so that the work grows with the forms and not with the square of the bodies.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

/// Series that are one indicator.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// The body, the series and its form, in that order.
    pub(super) members: Vec<(usize, usize, usize)>,
    /// Their forms, each once, in order.
    pub(super) forms: Vec<usize>,
}

impl Group {
    fn has(&self, body: usize) -> bool {
        self.members.binary_search_by_key(&body, |member| member.0).is_ok()
    }

    fn shares_a_body(&self, other: &Group) -> bool {
        let (few, many) = if self.members.len() < other.members.len() { (self, other) } else { (other, self) };
        few.members.iter().any(|member| many.has(member.0))
    }
}

/// Groups in the making.
#[derive(Debug)]
pub(super) struct Linkage {
    /// The pairs of forms that fit, the smaller one first.
    fitting: FxHashSet<(usize, usize)>,
    groups: Vec<Group>,
    /// Groups that were found not to fit: they never will, for groups only grow.
    apart: FxHashSet<(usize, usize)>,
    /// The groups that hold series of a form, in the order of their first series of it.
    of_form: Vec<Vec<usize>>,
}

impl Linkage {
    /// The series of one form are one indicator where the form fits itself: the first of each body with the first ones of
    /// the others, the second ones with the second ones. `scores` has the pairs of forms that fit, the smaller one first.
    pub(super) fn new(members: &[Vec<(usize, usize)>], scores: &BTreeMap<(usize, usize), f64>) -> Self {
        let fitting = scores.keys().copied().collect();
        let mut linkage = Linkage { fitting, groups: Vec::new(), apart: FxHashSet::default(), of_form: Vec::new() };
        for (form, list) in members.iter().enumerate() {
            let fits = linkage.fitting.contains(&(form, form));
            let mut own: Vec<usize> = Vec::new();
            for &(body, series) in list {
                let free = own.iter().copied().find(|&group| fits && !linkage.groups[group].has(body));
                let group = free.unwrap_or_else(|| {
                    linkage.groups.push(Group { members: Vec::new(), forms: vec![form] });
                    own.push(linkage.groups.len() - 1);
                    linkage.groups.len() - 1
                });
                linkage.groups[group].members.push((body, series, form));
            }
            linkage.of_form.push(own);
        }
        linkage
    }

    /// Joins the groups of two forms as far as all that is in them fits.
    pub(super) fn join(&mut self, (a, b): (usize, usize)) {
        for x in self.of_form[a].clone() {
            for y in self.of_form[b].clone() {
                let gone = self.groups[x].members.is_empty() || self.groups[y].members.is_empty();
                // Many pairs of forms are of the same two groups.
                if x == y || gone || self.apart.contains(&(x, y)) {
                    continue;
                }
                if self.fit(x, y) {
                    self.merge(x, y);
                } else {
                    self.apart.extend([(x, y), (y, x)]);
                }
            }
        }
    }

    /// What came of it; some of the groups are empty.
    pub(super) fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter()
    }

    fn fit(&self, x: usize, y: usize) -> bool {
        let (x, y) = (&self.groups[x], &self.groups[y]);
        let fits = |a: usize, b: usize| self.fitting.contains(&(a.min(b), a.max(b)));
        // Of many bodies nearly every two groups share one, which is soon found.
        !x.shares_a_body(y) && x.forms.iter().all(|&a| y.forms.iter().all(|&b| fits(a, b)))
    }

    fn merge(&mut self, x: usize, y: usize) {
        let Group { members, forms } = std::mem::take(&mut self.groups[y]);
        for &form in &forms {
            let own = &mut self.of_form[form];
            let is_there = own.contains(&x);
            own.retain(|group| *group != y || !is_there);
            own.iter_mut().filter(|group| **group == y).for_each(|group| *group = x);
        }
        let group = &mut self.groups[x];
        group.members.extend(members);
        group.members.sort_unstable();
        group.forms.extend(forms);
        group.forms.sort_unstable();
        group.forms.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bodies and series of each group, for the series of each form and the pairs of forms that fit, the surest first.
    fn linked(members: &[&[(usize, usize)]], fitting: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
        let members: Vec<Vec<(usize, usize)>> = members.iter().map(|list| list.to_vec()).collect();
        let scores: BTreeMap<(usize, usize), f64> = fitting.iter().map(|pair| (*pair, 7.0)).collect();
        let mut linkage = Linkage::new(&members, &scores);
        fitting.iter().filter(|(a, b)| a != b).for_each(|pair| linkage.join(*pair));
        let groups = linkage.groups().filter(|group| group.members.len() > 1);
        groups.map(|group| group.members.iter().map(|member| (member.0, member.1)).collect()).collect()
    }

    #[test]
    fn series_of_one_form_are_one_and_twins_of_a_body_are_two() {
        let twice = [(0, 0), (0, 7), (1, 0), (2, 0), (2, 3)];
        assert_eq!(linked(&[&twice], &[(0, 0)]), [vec![(0, 0), (1, 0), (2, 0)], vec![(0, 7), (2, 3)]]);
        assert!(linked(&[&twice], &[]).is_empty(), "a form that does not fit itself says nothing");
    }

    #[test]
    fn every_two_members_fit() {
        let three: [&[(usize, usize)]; 3] = [&[(0, 0)], &[(1, 0)], &[(2, 0)]];
        assert_eq!(linked(&three, &[(0, 1), (1, 2)]), [[(0, 0), (1, 0)]], "the first and the third don't fit");
        assert_eq!(linked(&three, &[(0, 1), (0, 2), (1, 2)]), [[(0, 0), (1, 0), (2, 0)]]);
        let bodies: [&[(usize, usize)]; 2] = [&[(0, 0), (1, 0)], &[(1, 5)]];
        assert_eq!(linked(&bodies, &[(0, 0), (0, 1)]), [[(0, 0), (1, 0)]], "a body is in a group once");
    }
}
