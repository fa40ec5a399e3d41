//! Figures to series: pooled over all years at once, so that one odd year does not break the chain.
//!
//! Average linkage over all pairs of reports, with at most one fact of a report in a series; candidates come from an
//! index of telling character pairs, so that the work grows with what is alike and not with all pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::config::Config;
use crate::review::{Decided, Figure};

use super::evidence::{Evidence, Extra, compare};
use super::facts::Fact;

/// A pair that is no candidate speaks against a series as much as this, in bits.
const STRANGERS: f64 = -6.0;

/// What two reports alone need beside what a series of more needs, in bits: no third one speaks for them.
const ALONE: f64 = 2.5;

/// What reviewers say of facts, to be kept whatever the evidence is.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Facts that are in one series, one of a report in each list.
    pub together: Vec<Vec<usize>>,
    /// Facts that are in none together, the lower one first.
    pub apart: BTreeSet<(usize, usize)>,
}

impl Rules {
    /// What decisions about figures say of the facts that hold them.
    pub fn new(facts: &[Fact], decided: &Decided<Figure>) -> Self {
        if decided.is_empty() {
            return Rules::default();
        }
        let figures = facts
            .iter()
            .enumerate()
            .flat_map(|(at, fact)| fact.indicators.iter().map(move |&indicator| ((fact.report, indicator), at)));
        let of: BTreeMap<Figure, usize> = figures.collect();
        let lists = decided.groups.iter().map(|group| {
            let members: BTreeSet<usize> = group.iter().filter_map(|figure| of.get(figure)).copied().collect();
            members.into_iter().collect::<Vec<_>>()
        });
        let apart = decided.different.iter().filter_map(|tie| {
            let (a, b) = (*of.get(&tie.ends.before)?, *of.get(&tie.ends.after)?);
            (a != b).then_some((a.min(b), a.max(b)))
        });
        Rules { together: lists.filter(|list| list.len() > 1).collect(), apart: apart.collect() }
    }
}

/// Links facts into series, whatever `rules` says first. `extra` adds evidence that the two facts alone don't show (neighbours, restated values);
/// `least` is the average evidence, in bits, that a series needs; two figures by themselves need more.
///
/// Gives the series as lists of facts, each sorted by report; every fact is in exactly one.
pub fn link(facts: &[Fact], least: f64, rules: &Rules, config: &Config, extra: &Extra<'_>) -> Vec<Vec<usize>> {
    let pairs = candidates(facts);
    let score = |&(a, b): &(usize, usize)| Some(((a, b), pair_evidence(facts, a, b, config, extra)?.bits()));
    let scored: Vec<_> = pairs.par_iter().filter_map(score).collect();
    let scores: BTreeMap<(usize, usize), f64> = scored.into_iter().collect();
    let mut clusters = Clusters::new(facts, &scores, rules);
    clusters.merge_all(least);
    let mut series = clusters.members();
    for members in &mut series {
        members.sort_by_key(|&fact| (facts[fact].report, fact));
    }
    series.sort();
    series
}

/// The evidence for two facts, or none where they exclude each other.
pub fn pair_evidence(facts: &[Fact], a: usize, b: usize, config: &Config, extra: &Extra<'_>) -> Option<Evidence> {
    let mut evidence = compare(&facts[a].fields, &facts[b].fields, config).ok()?;
    evidence.weights.extend(extra(a, b));
    Some(evidence)
}

/// How alike two labels are at least, or they are strangers whatever else there is.
const STRANGE: f64 = 0.2;

/// Whether two facts may be one at all, by what is quick to tell.
pub fn may_link(a: &Fact, b: &Fact) -> bool {
    a.report != b.report && a.fields.block == b.fields.block && a.fields.label.cosine(&b.fields.label) >= STRANGE
}

/// Pairs of facts that may be one and share a telling pair of characters; the lower one first, sorted.
fn candidates(facts: &[Fact]) -> Vec<(usize, usize)> {
    let telling: Vec<Vec<[char; 2]>> = facts.par_iter().map(|fact| fact.fields.label.telling(8)).collect();
    let mut index: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for (at, pairs) in telling.iter().enumerate() {
        for pair in pairs {
            index.entry(*pair).or_default().push(at);
        }
    }
    let of = |at: usize| {
        let lists = telling[at].iter().filter_map(|pair| index.get(pair));
        let mut others: Vec<usize> =
            lists.flat_map(|list| list[..list.partition_point(|&other| other < at)].iter().copied()).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| may_link(&facts[other], &facts[at]));
        others.into_iter().map(move |other| (other, at)).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(usize, usize)> = (0..facts.len()).into_par_iter().flat_map_iter(of).collect();
    pairs.sort_unstable();
    pairs
}

/// Series in the making.
struct Clusters<'a> {
    facts: &'a [Fact],
    rules: &'a Rules,
    /// Members of each cluster; empty once it went into another.
    members: Vec<Vec<usize>>,
    /// For each cluster the sum of scores to others that it has candidates in, and how many pairs that are.
    sums: Vec<BTreeMap<usize, (f64, usize)>>,
}

impl<'a> Clusters<'a> {
    fn new(facts: &'a [Fact], scores: &BTreeMap<(usize, usize), f64>, rules: &'a Rules) -> Self {
        let mut sums = vec![BTreeMap::new(); facts.len()];
        for (&(a, b), &score) in scores {
            sums[a].insert(b, (score, 1));
            sums[b].insert(a, (score, 1));
        }
        let mut clusters = Clusters { facts, rules, members: (0..facts.len()).map(|fact| vec![fact]).collect(), sums };
        for together in &rules.together {
            for &other in &together[1..] {
                clusters.merge(together[0], other);
            }
        }
        clusters
    }

    /// The average over all pairs of two clusters; pairs that are no candidates count as strangers.
    fn average(&self, a: usize, b: usize) -> f64 {
        let pairs = (self.members[a].len() * self.members[b].len()) as f64;
        let (sum, known) = self.sums[a].get(&b).copied().unwrap_or((0.0, 0));
        (sum + (pairs - known as f64) * STRANGERS) / pairs
    }

    /// Two figures of one report are two indicators, and some are by a reviewer.
    fn exclude_each_other(&self, a: usize, b: usize) -> bool {
        let exclude = |x: usize, y: usize| {
            self.facts[x].report == self.facts[y].report || self.rules.apart.contains(&(x.min(y), x.max(y)))
        };
        self.members[a].iter().any(|&x| self.members[b].iter().any(|&y| exclude(x, y)))
    }

    /// The average that merges two clusters.
    fn needed(&self, a: usize, b: usize, least: f64) -> f64 {
        if self.members[a].len() + self.members[b].len() == 2 { least + ALONE } else { least }
    }

    /// Merges the best pair again and again, as long as it reaches `least`.
    fn merge_all(&mut self, least: f64) {
        let mut queue: BTreeSet<(std::cmp::Reverse<i64>, usize, usize)> = BTreeSet::new();
        let key = |average: f64| std::cmp::Reverse((average * 1e6) as i64);
        for a in 0..self.members.len() {
            for &b in self.sums[a].keys().filter(|&&b| b > a) {
                if self.average(a, b) >= self.needed(a, b, least) {
                    queue.insert((key(self.average(a, b)), a, b));
                }
            }
        }
        while let Some((_, a, b)) = queue.pop_first() {
            if self.members[a].is_empty() || self.members[b].is_empty() || self.exclude_each_other(a, b) {
                continue;
            }
            let old: Vec<(usize, usize)> =
                self.sums[a].keys().map(|&c| (a, c)).chain(self.sums[b].keys().map(|&c| (b, c))).collect();
            for (x, c) in old {
                let (low, high) = (x.min(c), x.max(c));
                let average = self.average(low, high);
                if average >= self.needed(low, high, least) {
                    queue.remove(&(key(average), low, high));
                }
            }
            self.merge(a, b);
            for c in self.sums[a].keys().copied().collect::<Vec<_>>() {
                let average = self.average(a, c);
                if average >= self.needed(a, c, least) {
                    queue.insert((key(average), a.min(c), a.max(c)));
                }
            }
        }
    }

    fn merge(&mut self, a: usize, b: usize) {
        let taken = std::mem::take(&mut self.members[b]);
        self.members[a].extend(taken);
        let theirs = std::mem::take(&mut self.sums[b]);
        for (c, (sum, count)) in theirs {
            self.sums[c].remove(&b);
            if c == a {
                continue;
            }
            let own = self.sums[a].entry(c).or_insert((0.0, 0));
            *own = (own.0 + sum, own.1 + count);
            let both = *own;
            self.sums[c].insert(a, both);
        }
        self.sums[a].remove(&b);
    }

    fn members(self) -> Vec<Vec<usize>> {
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
    }
}
