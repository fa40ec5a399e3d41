//! Average linkage of what may be one, with at most one figure of a report in a series.
//!
//! Pairs fall into components first: an average reaches the least only where one of its pairs does, so that series never
//! run from one component to another, and each is solved by itself.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use rayon::prelude::*;

use crate::config::Linking;

/// Two that may be one, the lower one first, with what speaks for it, in bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The two.
    pub pair: (u32, u32),
    /// The evidence.
    pub bits: f64,
}

/// What is to be put into series.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// The report of each.
    pub reports: Vec<usize>,
    /// Pairs that may be one, those of a higher second one later; of equals those of a higher first one later. A pair that
    /// is not among them speaks against a series.
    pub pairs: Vec<Scored>,
    /// Those that are one whatever the evidence is.
    pub together: Vec<Vec<usize>>,
    /// Those that are never one, the lower one first.
    pub apart: BTreeSet<(usize, usize)>,
}

/// Solves a problem: series of which each has the least bits of evidence on the average of its pairs, two by themselves
/// somewhat more; a pair that is no candidate speaks against them. Members are in order, and so are series by their first one.
pub fn solve(problem: &Problem, known: &Linking) -> Vec<Vec<usize>> {
    let parts = components(problem, known.least.link);
    let mut series: Vec<Vec<usize>> = parts
        .into_par_iter()
        .flat_map_iter(|(members, part)| {
            let solved = Clusters::new(&part, known).solved();
            solved.into_iter().map(move |list| {
                let mut list: Vec<usize> = list.into_iter().map(|at| members[at as usize]).collect();
                list.sort_unstable();
                list
            })
        })
        .collect();
    series.sort_unstable();
    series
}

/// The parts of a problem that have nothing to do with each other, each with the numbers of its members in the whole.
fn components(problem: &Problem, least: f64) -> Vec<(Vec<usize>, Problem)> {
    let count = problem.reports.len();
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(count);
    for scored in problem.pairs.iter().filter(|scored| scored.bits >= least) {
        sets.union(scored.pair.0 as usize, scored.pair.1 as usize);
    }
    for list in &problem.together {
        list.windows(2).for_each(|two| {
            sets.union(two[0], two[1]);
        });
    }
    let of = sets.into_labeling();
    // Numbered by their first member.
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut parts: Vec<(Vec<usize>, Problem)> = Vec::new();
    let mut place = vec![(0, 0); count];
    for one in 0..count {
        let number = *numbers.entry(of[one]).or_insert(parts.len());
        if number == parts.len() {
            parts.push(Default::default());
        }
        let (members, part) = &mut parts[number];
        place[one] = (number, members.len());
        members.push(one);
        part.reports.push(problem.reports[one]);
    }
    for &Scored { pair, bits } in &problem.pairs {
        let (a, b) = (place[pair.0 as usize], place[pair.1 as usize]);
        if a.0 == b.0 {
            parts[a.0].1.pairs.push(Scored { pair: (a.1 as u32, b.1 as u32), bits });
        }
    }
    for list in &problem.together {
        if let Some(&first) = list.first() {
            parts[place[first].0].1.together.push(list.iter().map(|&one| place[one].1).collect());
        }
    }
    for &(a, b) in problem.apart.iter().filter(|(a, b)| place[*a].0 == place[*b].0) {
        parts[place[a].0].1.apart.insert((place[a].1, place[b].1));
    }
    parts
}

/// What a series has in common with another: the sum over the pairs that may be one, and how many these are.
#[derive(Debug, Clone, Copy)]
struct Beside {
    other: u32,
    sum: f64,
    known: u32,
}

/// A merge to be tried: the average in millionths, the two, lower ones first, and as of when.
type Try = (i64, Reverse<u32>, Reverse<u32>, [u32; 2]);

/// Series in the making.
struct Clusters<'a> {
    problem: &'a Problem,
    known: &'a Linking,
    /// Members of each cluster; empty once it went into another.
    members: Vec<Vec<u32>>,
    /// The reports of each, a bit each.
    reports: Vec<Vec<u64>>,
    /// For each cluster those that it may still be merged with, in order.
    beside: Vec<Vec<Beside>>,
    /// How often each was merged: what was to be tried before is out of date.
    merges: Vec<u32>,
    queue: BinaryHeap<Try>,
}

impl<'a> Clusters<'a> {
    fn new(problem: &'a Problem, known: &'a Linking) -> Self {
        let count = problem.reports.len();
        let mut told: Vec<usize> = problem.reports.clone();
        told.sort_unstable();
        told.dedup();
        let bits = |report: usize| {
            let mut set = vec![0_u64; told.len().div_ceil(64)];
            let at = told.partition_point(|other| *other < report);
            set[at / 64] |= 1 << (at % 64);
            set
        };
        let mut beside = vec![Vec::new(); count];
        for &Scored { pair: (a, b), bits } in &problem.pairs {
            beside[b as usize].push(Beside { other: a, sum: bits, known: 1 });
            beside[a as usize].push(Beside { other: b, sum: bits, known: 1 });
        }
        Clusters {
            problem,
            known,
            members: (0..count as u32).map(|one| vec![one]).collect(),
            reports: problem.reports.iter().map(|report| bits(*report)).collect(),
            beside,
            merges: vec![0; count],
            queue: BinaryHeap::new(),
        }
    }

    /// Merges what is one anyway, then the best pair again and again, as long as it reaches the least.
    fn solved(mut self) -> Vec<Vec<u32>> {
        for together in &self.problem.together {
            for &other in &together[1..] {
                self.merge(together[0], other);
            }
        }
        for a in 0..self.members.len() {
            self.try_with(a, |other| other as usize > a);
        }
        while let Some((_, Reverse(a), Reverse(b), as_of)) = self.queue.pop() {
            let (a, b) = (a as usize, b as usize);
            if as_of == [self.merges[a], self.merges[b]] && !self.exclude_each_other(a, b) {
                self.merge(a, b);
                self.try_with(a, |_| true);
            }
        }
        self.members.retain(|members| !members.is_empty());
        self.members
    }

    /// Queues the merges of a cluster that reach the least, with the others that are wanted.
    fn try_with(&mut self, a: usize, wanted: impl Fn(u32) -> bool) {
        let least = self.known.least;
        for beside in self.beside[a].iter().filter(|beside| wanted(beside.other)) {
            let b = beside.other as usize;
            let pairs = (self.members[a].len() * self.members[b].len()) as f64;
            let average = (beside.sum + (pairs - f64::from(beside.known)) * least.strangers) / pairs;
            let two = self.members[a].len() + self.members[b].len() == 2;
            if average >= if two { least.link + least.alone } else { least.link } {
                let (low, high) = (a.min(b), a.max(b));
                let as_of = [self.merges[low], self.merges[high]];
                self.queue.push(((average * 1e6) as i64, Reverse(low as u32), Reverse(high as u32), as_of));
            }
        }
    }

    /// Two figures of one report are two indicators, and some are by a reviewer.
    fn exclude_each_other(&self, a: usize, b: usize) -> bool {
        let apart = |x: u32, y: u32| self.problem.apart.contains(&(x.min(y) as usize, x.max(y) as usize));
        self.reports[a].iter().zip(&self.reports[b]).any(|(x, y)| x & y != 0)
            || !self.problem.apart.is_empty()
                && self.members[a].iter().any(|&x| self.members[b].iter().any(|&y| apart(x, y)))
    }

    /// Puts `b` into `a`. What excludes the one excludes the two for good, and is forgotten.
    fn merge(&mut self, a: usize, b: usize) {
        let taken = std::mem::take(&mut self.members[b]);
        self.members[a].extend(taken);
        let taken = std::mem::take(&mut self.reports[b]);
        self.reports[a].iter_mut().zip(taken).for_each(|(own, theirs)| *own |= theirs);
        self.merges[a] += 1;
        self.merges[b] += 1;
        let (own, theirs) = (std::mem::take(&mut self.beside[a]), std::mem::take(&mut self.beside[b]));
        let mut both = joined(own, theirs);
        both.retain(|beside| beside.other as usize != a && beside.other as usize != b);
        both.retain(|beside| {
            let c = beside.other as usize;
            let keep = !self.exclude_each_other(a, c);
            let list = &mut self.beside[c];
            if let Ok(at) = list.binary_search_by_key(&(b as u32), |beside| beside.other) {
                list.remove(at);
            }
            match (list.binary_search_by_key(&(a as u32), |beside| beside.other), keep) {
                (Ok(at), true) => list[at] = Beside { other: a as u32, ..*beside },
                (Err(at), true) => list.insert(at, Beside { other: a as u32, ..*beside }),
                (Ok(at), false) => {
                    list.remove(at);
                }
                (Err(_), false) => {}
            }
            keep
        });
        self.beside[a] = both;
    }
}

/// Two lists in order as one, what is in both added up.
fn joined(own: Vec<Beside>, theirs: Vec<Beside>) -> Vec<Beside> {
    let mut both: Vec<Beside> = Vec::with_capacity(own.len() + theirs.len());
    let mut own = own.into_iter().peekable();
    for other in theirs {
        while let Some(before) = own.next_if(|one| one.other < other.other) {
            both.push(before);
        }
        both.push(match own.next_if(|one| one.other == other.other) {
            Some(one) => Beside { other: one.other, sum: one.sum + other.sum, known: one.known + other.known },
            None => other,
        });
    }
    both.extend(own);
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// Two alone need 2.5 bits, and a pair that is no candidate costs 6.
    fn solved(problem: &Problem) -> Vec<Vec<usize>> {
        let mut known = Config::builtin().unwrap().linking;
        (known.least.link, known.least.alone, known.least.strangers) = (0.0, 2.5, -6.0);
        solve(problem, &known)
    }

    fn problem(reports: &[usize], pairs: &[(u32, u32, f64)]) -> Problem {
        let mut pairs: Vec<Scored> = pairs.iter().map(|&(a, b, bits)| Scored { pair: (a, b), bits }).collect();
        pairs.sort_by_key(|scored| (scored.pair.1, scored.pair.0));
        Problem { reports: reports.to_vec(), pairs, ..Problem::default() }
    }

    #[test]
    fn two_by_themselves_need_more_than_a_series() {
        let weak = 2.4;
        assert_eq!(solved(&problem(&[0, 1], &[(0, 1, weak)])), [vec![0], vec![1]]);
        assert_eq!(solved(&problem(&[0, 1], &[(0, 1, 2.5)])), [[0, 1]]);
        // A third one that goes with the first speaks for the second.
        let three = problem(&[0, 1, 2], &[(0, 1, weak), (0, 2, 5.0), (1, 2, weak)]);
        assert_eq!(solved(&three), [[0, 1, 2]]);
    }

    #[test]
    fn a_series_has_one_figure_of_a_report() {
        let rivals = problem(&[0, 1, 1], &[(0, 1, 4.0), (0, 2, 6.0)]);
        assert_eq!(solved(&rivals), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn a_pair_that_was_no_candidate_speaks_against() {
        let chain = problem(&[0, 1, 2], &[(0, 1, 7.0), (1, 2, 5.0)]);
        assert_eq!(solved(&chain), [vec![0, 1], vec![2]]);
        let close = problem(&[0, 1, 2], &[(0, 1, 7.0), (1, 2, 6.5)]);
        assert_eq!(solved(&close), [[0, 1, 2]]);
    }

    #[test]
    fn what_is_decided_holds_against_the_evidence() {
        let decided = Problem { together: vec![vec![0, 2]], ..problem(&[0, 1, 2], &[(0, 1, 9.0), (1, 2, -12.0)]) };
        assert_eq!(solved(&decided), [vec![0, 2], vec![1]]);
        let apart = Problem { apart: [(0, 1)].into(), ..problem(&[0, 1, 2], &[(0, 1, 9.0), (1, 2, 3.0)]) };
        assert_eq!(solved(&apart), [vec![0], vec![1, 2]]);
    }
}
