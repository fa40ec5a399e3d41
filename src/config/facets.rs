//! Contrasts (对立面): words of which a label has one or another, so that two labels with different ones never mean the same.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::Deserialize;

use super::{Chars, Phrases};

/// Contrast facets, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    terms: Phrases<(u16, u16)>,
    /// Those of groups whose words are looked for by themselves: 总投资 is 投资, too.
    beside: Phrases<(u16, u16)>,
    /// For each group the weight, in bits, against two labels of which only one has a member.
    alone: Vec<f64>,
    /// The first word of each member of each group.
    words: Vec<Vec<String>>,
}

/// Stands for the words that only say that a label is not without a group's members: 建成, of what was added.
const ANSWERED: u16 = u16::MAX;

/// The facets that a label has: groups with the members found, sorted.
pub type FacetSet = Vec<(u16, u16)>;

impl Facets {
    /// The facets of a label; where a longer term stands a shorter one inside it does not count.
    pub fn of(&self, label: &[char]) -> FacetSet {
        found_in(&self.terms, label)
    }

    /// The same of the groups whose words are looked for by themselves, in a label as it stands.
    pub fn beside(&self, label: &[char]) -> FacetSet {
        found_in(&self.beside, label)
    }

    /// Whether two labels exclude each other: in a group of which both have members they share none.
    pub fn contrast(a: &FacetSet, b: &FacetSet) -> bool {
        let (a, b) = (own_members(a), own_members(b));
        let (mut x, mut y) = (&*a, &*b);
        while let (Some((group, _)), Some((other, _))) = (x.first(), y.first()) {
            let ours = x.iter().take_while(|(g, _)| g == group).count();
            let theirs = y.iter().take_while(|(g, _)| g == other).count();
            match group.cmp(other) {
                Ordering::Less => x = &x[ours..],
                Ordering::Greater => y = &y[theirs..],
                Ordering::Equal => {
                    if !x[..ours].iter().any(|member| y[..theirs].contains(member)) {
                        return true;
                    }
                    (x, y) = (&x[ours..], &y[theirs..]);
                }
            }
        }
        false
    }

    /// The words that exclude a label with these facets: each member's own, with those of the others of its group.
    pub fn opposites(&self, set: &FacetSet) -> Vec<(&str, Vec<&str>)> {
        own_members(set)
            .iter()
            .map(|&(group, member)| {
                let words = &self.words[group as usize];
                let has = |at: usize| set.contains(&(group, at as u16));
                let others = words.iter().enumerate().filter(|(at, _)| !has(*at)).map(|(_, word)| word.as_str());
                (words[member as usize].as_str(), others.collect())
            })
            .collect()
    }

    /// What speaks against two labels because only one of them has members of a group, in bits.
    pub fn one_sided(&self, a: &FacetSet, b: &FacetSet) -> f64 {
        let lacks = |set: &FacetSet, group: u16| !set.iter().any(|(other, _)| *other == group);
        let side = |own: &FacetSet, other: &FacetSet| {
            let mut groups: Vec<u16> = own_members(own).iter().map(|(group, _)| *group).collect();
            groups.dedup();
            groups.into_iter().filter(|group| lacks(other, *group)).map(|group| self.alone[group as usize]).sum::<f64>()
        };
        side(a, b) + side(b, a)
    }
}

/// The facets of a label; where a longer term stands a shorter one inside it does not count.
fn found_in(terms: &Phrases<(u16, u16)>, label: &[char]) -> FacetSet {
    let mut found = Vec::new();
    let mut at = 0;
    while at < label.len() {
        match terms.at_start(&label[at..]) {
            Some((len, facet)) => {
                found.push(facet);
                at += len;
            }
            None => at += 1,
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The members that a label has itself.
fn own_members(set: &FacetSet) -> Cow<'_, [(u16, u16)]> {
    let own = |(_, member): &&(u16, u16)| *member != ANSWERED;
    // Most labels have no others, and are compared as they are.
    if set.iter().all(|one| own(&one)) { Cow::Borrowed(set) } else { set.iter().filter(own).copied().collect() }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FacetsFile {
    pub(super) group: Vec<FacetGroup>,
    pub(super) apart: ApartFile,
}

/// What parts two numbers of sentences that belong together though their labels end alike.
#[derive(Debug, Clone, Default)]
pub struct Apart {
    /// Acts that leave different things behind, each with the number of its row.
    pub acts: Phrases<u16>,
    /// What names of regions end with, besides the ends of names of places: 都市圈.
    pub regions: Phrases<()>,
    /// A level of government that leads a label: 省级.
    pub levels: Phrases<()>,
    /// Sorts of things that one character names, which what stands before it tells apart: 自然│村, 行政│村.
    pub sorts: Chars,
    /// What joins two names in a label and is a part of neither: 服务业│对.
    pub joints: Chars,
    /// What a share is told of stands before it: 科研支出│占生产总值比重.
    pub shares: Phrases<()>,
    /// Whose money it is, at the start of a label: 中央财政.
    pub payers: Phrases<()>,
    /// Words of a label that do not say what money is for, payers aside: 安排, 资金.
    pub funds: Phrases<()>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ApartFile {
    acts: Vec<Vec<String>>,
    sorts: Chars,
    regions: Phrases<()>,
    levels: Phrases<()>,
    joints: Chars,
    shares: Phrases<()>,
    payers: Phrases<()>,
    funds: Phrases<()>,
}

impl ApartFile {
    pub(super) fn apart(self) -> Apart {
        let rows = (0..).zip(&self.acts);
        let acts = Phrases::new(rows.flat_map(|(row, words)| words.iter().map(move |word| (word.as_str(), row))));
        let ApartFile { sorts, regions, levels, joints, shares, payers, funds, .. } = self;
        Apart { acts, regions, levels, sorts, joints, shares, payers, funds }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetGroup {
    #[expect(dead_code, reason = "says what the group is, to those who edit the file")]
    name: String,
    #[serde(default = "alone_by_default")]
    alone: f64,
    /// Words that say as much as a member does, beside one.
    #[serde(default)]
    answered: Vec<String>,
    /// Whether its words are looked for by themselves, and take nothing from shorter ones of other groups.
    #[serde(default)]
    beside: bool,
    members: Vec<Vec<String>>,
}

pub(super) const fn alone_by_default() -> f64 {
    0.6
}

impl FacetsFile {
    pub(super) fn facets(&self) -> Facets {
        let terms = |beside: bool| {
            let groups = self.group.iter().enumerate().filter(move |(_, table)| table.beside == beside);
            Phrases::new(groups.flat_map(|(group, table)| {
                let members = table.members.iter().enumerate();
                let own = members.flat_map(move |(member, words)| {
                    words.iter().map(move |word| (word.as_str(), (group as u16, member as u16)))
                });
                own.chain(table.answered.iter().map(move |word| (word.as_str(), (group as u16, ANSWERED))))
            }))
        };
        let first = |member: &Vec<String>| member.first().cloned().unwrap_or_default();
        Facets {
            terms: terms(false),
            beside: terms(true),
            alone: self.group.iter().map(|table| table.alone).collect(),
            words: self.group.iter().map(|table| table.members.iter().map(first).collect()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word in a second group would be taken out of the first without a word.
    #[test]
    fn no_word_stands_in_two_groups() {
        let file: FacetsFile = toml::from_str(include_str!("facets.toml")).unwrap();
        for beside in [false, true] {
            let groups = file.group.iter().filter(|group| group.beside == beside);
            let words = groups.flat_map(|group| group.members.iter().flatten());
            let mut seen = std::collections::BTreeSet::new();
            let twice: Vec<&String> = words.filter(|word| !seen.insert(word.as_str())).collect();
            assert_eq!(twice, Vec::<&String>::new());
        }
    }
}
