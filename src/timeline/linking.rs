//! Figures to series: pooled over all years at once, so that one odd year does not break the chain.
//!
//! Average linkage over all pairs of reports, with at most one fact of a report in a series; candidates come from an
//! index of telling character pairs, so that the work grows with what is alike and not with all pairs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::review::{Decided, Figure};
use crate::similarity::Pairs;

use super::clusters::{Problem, Scored, solve};
use super::evidence::{Block, Evidence, Extra, compare_alike};
use super::facts::Fact;

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

/// Links facts into series, whatever `rules` says first. `pairs` are the [`candidates`]; `extra` adds evidence that the two
/// facts alone don't show (neighbours, restated values).
///
/// Gives the series as lists of facts, each sorted by report; every fact is in exactly one.
pub fn link(facts: &[Fact], pairs: &[Scored], rules: &Rules, config: &Config, extra: &Extra<'_>) -> Vec<Vec<usize>> {
    let with_extra = |&Scored { pair, bits }: &Scored| {
        let more = extra(pair.0 as usize, pair.1 as usize);
        Scored { pair, bits: more.iter().fold(bits, |sum, (_, weight)| sum + weight) }
    };
    let problem = Problem {
        reports: facts.iter().map(|fact| fact.report).collect(),
        pairs: pairs.par_iter().map(with_extra).collect(),
        together: rules.together.clone(),
        apart: rules.apart.clone(),
    };
    let mut series = without_leftovers(solve(&problem, &config.linking), &problem, facts, rules, config);
    for members in &mut series {
        members.sort_by_key(|&fact| (facts[fact].report, fact));
    }
    series.sort();
    series
}

/// Series without those of two alone that are what others left: each of the two, or one of them, is much nearer to a figure that is
/// linked with another, so that what they have in common is what all of those have: 元旦接待游客 is not 五一接待游客 because
/// both reports tell of 春节接待游客, too. The total that one of them is a part of is no such third: it is called alike.
fn without_leftovers(
    series: Vec<Vec<usize>>,
    problem: &Problem,
    facts: &[Fact],
    rules: &Rules,
    config: &Config,
) -> Vec<Vec<usize>> {
    let least = &config.linking.least;
    let mut other: FxHashMap<usize, usize> = FxHashMap::default();
    let decided = |members: &[usize]| rules.together.iter().any(|list| members.iter().all(|one| list.contains(one)));
    for members in series.iter().filter(|members| members.len() == 2 && !decided(members)) {
        other.insert(members[0], members[1]);
        other.insert(members[1], members[0]);
    }
    let whole_and_part = |a: usize, b: usize| facts[a].fields.sum.opposes(facts[b].fields.sum);
    let (mut own, mut best): (FxHashMap<usize, f64>, FxHashMap<usize, f64>) = Default::default();
    for &Scored { pair: (a, b), bits } in &problem.pairs {
        for (one, two) in [(a as usize, b as usize), (b as usize, a as usize)] {
            match other.get(&one) {
                Some(linked) if *linked == two => _ = own.insert(one, bits),
                Some(linked) if problem.reports[*linked] == problem.reports[two] && !whole_and_part(one, two) => {
                    let best = best.entry(one).or_insert(bits);
                    *best = best.max(bits);
                }
                _ => {}
            }
        }
    }
    let left = |one: &usize| {
        let (own, best) = (own.get(one), best.get(one));
        own.zip(best).is_some_and(|(own, best)| *own < least.leftover && best - own >= least.unsure)
    };
    let parted = |members: Vec<usize>| {
        let apart = members.len() == 2 && other.contains_key(&members[0]) && members.iter().any(left);
        if apart { members.into_iter().map(|one| vec![one]).collect() } else { vec![members] }
    };
    series.into_iter().flat_map(parted).collect()
}

/// The evidence for two facts, or none where they exclude each other.
pub fn pair_evidence(facts: &[Fact], (a, b): (usize, usize), config: &Config, extra: &Extra<'_>) -> Option<Evidence> {
    alike_evidence(facts, (a, b), facts[a].fields.label.cosine(&facts[b].fields.label), config, extra)
}

/// The same where the likeness of their labels is known.
pub fn alike_evidence(
    facts: &[Fact],
    (a, b): (usize, usize),
    likeness: f64,
    config: &Config,
    extra: &Extra<'_>,
) -> Option<Evidence> {
    let mut evidence = compare_alike(&facts[a].fields, &facts[b].fields, likeness, config).ok()?;
    evidence.weights.extend(extra(a, b));
    Some(evidence)
}

/// The facts of a report, and those that have a pair of characters in their labels, so that it is told at once how alike a label
/// is to each of them.
#[derive(Debug)]
pub struct Labels {
    facts: Range<usize>,
    with: FxHashMap<u64, Vec<(u32, f64)>>,
}

impl Labels {
    /// Those of a stretch of all facts.
    pub fn new(all: &[Fact], facts: Range<usize>) -> Self {
        let mut with: FxHashMap<u64, Vec<(u32, f64)>> = FxHashMap::default();
        for (at, fact) in all[facts.clone()].iter().enumerate() {
            for &(pair, weight) in fact.fields.label.list() {
                with.entry(pair).or_default().push((at as u32, weight));
            }
        }
        Labels { facts, with }
    }

    /// How much each of the facts shares with a label: the numerator of their cosine.
    fn shared(&self, label: &Pairs) -> Vec<f64> {
        let mut shared = vec![0.0; self.facts.len()];
        for (pair, weight) in label.list() {
            for (at, theirs) in self.with.get(pair).into_iter().flatten() {
                shared[*at as usize] += weight * theirs;
            }
        }
        shared
    }

    /// Those that may be one with a fact of another report, by what is quick to tell, with the likeness of their labels to its. In
    /// a report that is far too long only those around `beside` are looked at.
    pub fn may_link(&self, all: &[Fact], fact: &Fact, beside: usize, config: &Config) -> Vec<(usize, f64)> {
        let near = near(&self.facts, beside);
        // Of all at once, unless only a few are looked at.
        let shared = (near.len() == self.facts.len()).then(|| self.shared(&fact.fields.label));
        let likeness = |at: usize| {
            let (own, other) = (&fact.fields.label, &all[at].fields.label);
            let Some(shared) = &shared else { return own.cosine(other) };
            let norms = own.norm() * other.norm();
            if norms > 0.0 { shared[at - self.facts.start] / norms } else { 0.0 }
        };
        let may_be = |at: &usize| all[*at].fields.block == fact.fields.block;
        let alike = near.filter(may_be).map(|at| (at, likeness(at)));
        let mut alike: Vec<_> = alike.filter(|(_, likeness)| *likeness >= config.linking.bounds.strange).collect();
        if alike.len() > MOST_NAMESAKES {
            alike.retain(|(at, _)| at.abs_diff(beside) <= STRETCH);
        }
        alike
    }
}

/// Pairs of facts that may be one and share a telling pair of characters, with the evidence that the two alone show; in
/// the order of the second one, then the first.
pub fn candidates(facts: &[Fact], config: &Config) -> Vec<Scored> {
    let telling: Vec<Vec<[char; 2]>> = facts.par_iter().map(|fact| fact.fields.label.telling(8)).collect();
    // Only what is in one block is compared: the block is part of the key.
    let mut blocks: BTreeMap<&Block, u32> = BTreeMap::new();
    let block: Vec<u32> = facts
        .iter()
        .map(|fact| {
            let next = blocks.len() as u32;
            *blocks.entry(&fact.fields.block).or_insert(next)
        })
        .collect();
    let (stretch, count) = stretches(facts, &block, &telling);
    let mut index: FxHashMap<(u32, u32, [char; 2]), Vec<u32>> = FxHashMap::default();
    for (at, pairs) in telling.iter().enumerate() {
        for pair in pairs {
            index.entry((block[at], stretch[at], *pair)).or_default().push(at as u32);
        }
    }
    let of = |seen: &mut Vec<u32>, at: usize| {
        let mut found: Vec<Scored> = Vec::new();
        let near = stretch[at].saturating_sub(1)..=(stretch[at] + 1).min(count - 1);
        let own = block[at];
        let keys = near.flat_map(|stretch| telling[at].iter().map(move |pair| (own, stretch, *pair)));
        for list in keys.filter_map(|key| index.get(&key)) {
            for &other in list.iter().take_while(|other| (**other as usize) < at) {
                if std::mem::replace(&mut seen[other as usize], at as u32) != at as u32 {
                    let pair = (other, at as u32);
                    found.extend(score(&facts[other as usize], &facts[at], config).map(|bits| Scored { pair, bits }));
                }
            }
        }
        found.sort_unstable_by_key(|scored| scored.pair.0);
        found
    };
    let found: Vec<Vec<Scored>> =
        (0..facts.len()).into_par_iter().map_init(|| vec![u32::MAX; facts.len()], of).collect();
    found.concat()
}

/// Facts that share more telling pairs than this are gone through in stretches, and what stands about as far into each report is
/// compared. Twenty years of a bulletin with the same 540 figures of towns share 21 million, twenty reports in prose some forty thousand.
const MOST_SHARED: usize = 24_000_000;

/// About so many pairs are compared then, as far as that leaves stretches of [`LEAST_STRETCH`] facts of the longest report and more.
const COMPARED: usize = 12_000_000;
const LEAST_STRETCH: usize = 10;

/// A stretch has at most so many facts of the longest report; and of a report with more than [`MOST_FACTS`] only so many on each side of
/// one are looked at for it. No report has half as many.
const STRETCH: usize = 100;
const MOST_FACTS: usize = 4000;

/// Of more facts of a report that are called alike only those near one are looked at for it: a bulletin has 540 towns with one name of
/// figures.
const MOST_NAMESAKES: usize = 1000;

/// The stretch of each fact, and how many there are: one, unless a report is far too long.
fn stretches(facts: &[Fact], block: &[u32], telling: &[Vec<[char; 2]>]) -> (Vec<u32>, u32) {
    let mut met: FxHashMap<(u32, [char; 2]), usize> = FxHashMap::default();
    let mut shared = 0;
    for (block, pairs) in block.iter().zip(telling) {
        for pair in pairs {
            let before = met.entry((*block, *pair)).or_default();
            shared += *before;
            *before += 1;
        }
    }
    let longest = facts.chunk_by(|a, b| a.report == b.report).map(<[Fact]>::len).max().unwrap_or(0);
    // A stretch is compared with itself and the two beside it: three times what it would share alone.
    let wanted = (3 * shared / COMPARED).max(longest / STRETCH).min(longest / LEAST_STRETCH);
    let count = if shared > MOST_SHARED { wanted.max(1) } else { 1 };
    let places = facts
        .chunk_by(|a, b| a.report == b.report)
        .flat_map(|report| (0..report.len()).map(|at| (at * count / report.len()) as u32));
    (places.collect(), count as u32)
}

/// The facts of a report that are looked at beside one of them: all, unless the report is far too long.
fn near(facts: &Range<usize>, fact: usize) -> Range<usize> {
    if facts.len() <= MOST_FACTS {
        return facts.clone();
    }
    facts.start.max(fact.saturating_sub(STRETCH))..facts.end.min(fact + STRETCH)
}

/// What speaks for two facts of one block; none where they are strangers, or exclude each other.
fn score(a: &Fact, b: &Fact, config: &Config) -> Option<f64> {
    let likeness = if a.report == b.report { 0.0 } else { a.fields.label.cosine(&b.fields.label) };
    let evidence =
        (likeness >= config.linking.bounds.strange).then(|| compare_alike(&a.fields, &b.fields, likeness, config))?;
    Some(evidence.ok()?.bits())
}
