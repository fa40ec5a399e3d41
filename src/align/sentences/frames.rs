//! Sentences that kept their frame and little else, paired by all that speaks for them.
//!
//! The words that two sentences share are weighed by how telling they are and by how rare both reports make them, and
//! added to what stands around the two: their sections, the pairs beside them, their paragraphs, and whether each opens
//! one. The sum is in log odds. A pair then has to do better than its rivals, for a sentence of a body that writes anew
//! every year has always a likest one, and mostly one that is nothing but the likest. What is found speaks for what
//! stands beside it in the next round.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::pair::Pair;
use crate::report::SectionId;
use crate::similarity;

use super::features::Feature;
use super::kinship::Kinship;
use super::likeness::shared;
use super::matched::Matched;
use super::postings::Postings;
use super::{FOLLOWED, Link, MOST, Sides};

/// The evidence, in thousandths of log odds: rounded from a logistic regression over pairs of sentences that readers
/// made, and did not make, between neighbouring reports.
mod odds {
    /// Of two sentences of which nothing is known.
    pub(super) const START: i32 = -7100;
    /// A doubling of the shared words.
    pub(super) const DOUBLED: i32 = 1733;
    /// All words of the one stand in the other.
    pub(super) const CONTAINED: i32 = 2750;
    /// Their sections belong together.
    pub(super) const SECTIONS: i32 = 1600;
    /// What was done beside what is to come.
    pub(super) const OPPOSED: i32 = -3000;
    /// The nearest pair on one side is right beside both.
    pub(super) const BESIDE: i32 = 900;
    /// A pair in their paragraphs, up to three.
    pub(super) const PARAGRAPH: i32 = 450;
    /// Both open their paragraphs; only one of them does.
    pub(super) const OPENS: (i32, i32) = (1200, -1200);
    /// Both open their paragraphs, and these are each other's main partner.
    pub(super) const LEADS: i32 = 2500;
    /// The most that a rival's evidence counts.
    pub(super) const CAP: i32 = 3000;
}

/// The least odds of a pair in the last round; a round before asks for more.
const LEAST: i32 = -500;
const ROUNDS: i32 = 3;
const ROUND: i32 = 1000;
/// The least evidence that a sentence is the rest of a pair beside it.
const REST: i32 = -1500;
/// The least weight of shared words that is worth a look: a fifth of a telling word.
const WORTH: u32 = 200;

/// Two sentences that share words.
#[derive(Clone, Copy)]
struct Candidate {
    before: u32,
    after: u32,
    /// The evidence of what they share and where they stand, pairs around them aside.
    own: i32,
    /// With the pairs around them.
    evidence: i32,
    /// With their rivals.
    odds: i32,
}

impl Candidate {
    fn ends(&self) -> (usize, usize) {
        (self.before as usize, self.after as usize)
    }
}

/// Pairs what shares little but its frame, then what was split off a pair or merged into one.
pub(super) fn pair(sides: &Sides<'_>, matched: &mut Matched) {
    headings(sides, matched);
    let weighed = Weighed::new(sides);
    let mut candidates = candidates(sides, &weighed, matched);
    for round in (0..ROUNDS).rev() {
        Around::new(sides, matched).add_to(sides, &mut candidates);
        compete(sides, &mut candidates);
        let mut order: Vec<&Candidate> =
            candidates.iter().filter(|candidate| candidate.odds >= LEAST + round * ROUND).collect();
        order.sort_unstable_by_key(|candidate| (std::cmp::Reverse(candidate.odds), candidate.ends()));
        for (a, b) in order.into_iter().map(Candidate::ends) {
            if matched.free(a, b) {
                matched.add(a, b);
            }
        }
        rests(sides, &weighed, &candidates, REST + round * ROUND, matched);
    }
}

/// The headings of sections that belong together are a pair, whatever they say.
fn headings(sides: &Sides<'_>, matched: &mut Matched) {
    let mut later: FxHashMap<SectionId, Vec<usize>> = FxHashMap::default();
    for (b, unit) in sides.units.after.iter().enumerate().filter(|(_, unit)| unit.heading) {
        if let Some(section) = unit.section.filter(|_| !matched.taken.after[b]) {
            later.entry(section).or_default().push(b);
        }
    }
    for (a, unit) in sides.units.before.iter().enumerate().filter(|(_, unit)| unit.heading) {
        let partner = unit.section.filter(|_| !matched.taken.before[a]).and_then(|section| {
            later.get(&sides.kinships.partner(section)?)?.iter().find(|&&b| !matched.taken.after[b]).copied()
        });
        if let Some(b) = partner {
            matched.add(a, b);
        }
    }
}

/// The words of both reports, weighed by how rare these make them.
struct Weighed {
    /// The weight of each word.
    weights: Vec<u32>,
    /// The sum of the weights of each unit.
    mass: Pair<Vec<u32>>,
}

impl Weighed {
    fn new(sides: &Sides<'_>) -> Self {
        let mut counts = vec![0u32; sides.vocabulary.len()];
        let all = || sides.features.before.iter().chain(sides.features.after);
        for word in all().flat_map(|feature| &feature.words) {
            counts[*word as usize] += 1;
        }
        let units = all().count() as u32;
        let (most, full) = (log2(units), log2(units.div_ceil(2)).max(1));
        let weigh = |(word, count): (u32, &u32)| match count {
            0 => 0,
            _ => 100 * sides.vocabulary.weight(word) * (most - log2(*count)).max(0) as u32 / full as u32,
        };
        let weights: Vec<u32> = (0..).zip(&counts).map(weigh).collect();
        let mut weighed = Weighed { weights, mass: Pair::default() };
        weighed.mass =
            sides.features.map(|features| features.iter().map(|feature| weighed.sum(&feature.words)).collect());
        weighed
    }

    /// The sum of the weights of some words.
    fn sum(&self, words: &[u32]) -> u32 {
        words.iter().map(|word| self.weights[*word as usize]).sum()
    }
}

/// Pairs of units that share telling words, and of which one at least is free.
fn candidates(sides: &Sides<'_>, weighed: &Weighed, matched: &Matched) -> Vec<Candidate> {
    let long = sides.are_long();
    let postings = Postings::new(sides.features.after, &matched.taken.after, true, weighed.weights.len());
    let mut found = Vec::new();
    let mut sums = vec![0u32; sides.features.after.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (a, feature) in sides.features.before.iter().enumerate() {
        for &word in &feature.words {
            let weight = weighed.weights[word as usize];
            let list = if matched.taken.before[a] { postings.free(word) } else { postings.all(word) };
            if weight == 0 || long && list.len() > FOLLOWED.1 {
                continue;
            }
            for &b in list {
                if sums[b as usize] == 0 {
                    touched.push(b);
                }
                sums[b as usize] += weight;
            }
        }
        if long && touched.len() > 2 * MOST {
            touched.select_nth_unstable_by_key(2 * MOST, |&b| (std::cmp::Reverse(sums[b as usize]), b));
            touched.drain(2 * MOST..).for_each(|b| sums[b as usize] = 0);
        }
        for b in touched.drain(..) {
            let both = std::mem::take(&mut sums[b as usize]);
            if both < WORTH {
                continue;
            }
            let lighter = weighed.mass.before[a].min(weighed.mass.after[b as usize]);
            let own = shared_words(both, lighter) + place(sides, a, b as usize);
            found.push(Candidate { before: a as u32, after: b, own, evidence: own, odds: own });
        }
    }
    found
}

/// The evidence of words of one weight that two units share; the lighter one has the other weight.
fn shared_words(both: u32, lighter: u32) -> i32 {
    let contained = 1000 * i64::from(both) / i64::from(lighter.max(1));
    let contained = i64::from(odds::CONTAINED) * contained / 1000;
    odds::START + odds::DOUBLED * (log2(both + 100) - log2(1000)) / 1000 + contained as i32
}

/// The evidence of where two units stand.
fn place(sides: &Sides<'_>, a: usize, b: usize) -> i32 {
    let (x, y): (&Feature, &Feature) = (&sides.features.before[a], &sides.features.after[b]);
    let sections = match sides.kinship(a, b) {
        Kinship::Partners | Kinship::Near => odds::SECTIONS,
        Kinship::None => 0,
        Kinship::Opposed => odds::OPPOSED,
    };
    let opens = match (x.opens, y.opens) {
        (true, true) => odds::OPENS.0,
        (false, false) => 0,
        _ => odds::OPENS.1,
    };
    sections + opens
}

/// The pairs so far, as they speak for others.
struct Around {
    /// For each unit of the earlier report the first one that it belongs to.
    partner: Vec<Option<usize>>,
    /// The pairs of two paragraphs, in order.
    paragraphs: Vec<Paragraphs>,
}

/// Two paragraphs with pairs.
struct Paragraphs {
    before: u32,
    after: u32,
    /// How many they have.
    pairs: i32,
    /// Whether they have more with each other than with any other one, and more than one.
    mates: bool,
}

/// How far away a pair still speaks for another one.
const REACH: usize = 5;

impl Around {
    fn new(sides: &Sides<'_>, matched: &Matched) -> Self {
        let partner = matched.partners();
        let pairs = partner.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?)));
        let paragraph =
            |(a, b): (usize, usize)| (sides.features.before[a].paragraph, sides.features.after[b].paragraph);
        let mut pairs: Vec<(u32, u32)> = pairs.map(paragraph).collect();
        pairs.sort_unstable();
        let mut paragraphs: Vec<Paragraphs> = pairs
            .chunk_by(|x, y| x == y)
            .map(|same| Paragraphs { before: same[0].0, after: same[0].1, pairs: same.len() as i32, mates: false })
            .collect();
        let mut most: Pair<FxHashMap<u32, i32>> = Pair::default();
        for &Paragraphs { before, after, pairs, .. } in &paragraphs {
            for entry in [most.before.entry(before).or_default(), most.after.entry(after).or_default()] {
                *entry = (*entry).max(pairs);
            }
        }
        for one in &mut paragraphs {
            let is_most = |most: Option<&i32>| most == Some(&one.pairs);
            one.mates = one.pairs > 1 && is_most(most.before.get(&one.before)) && is_most(most.after.get(&one.after));
        }
        Around { partner, paragraphs }
    }

    /// Adds what the pairs say to the evidence of the candidates, which stand in order of the earlier report.
    fn add_to(&self, sides: &Sides<'_>, candidates: &mut [Candidate]) {
        let paragraphs = sides.features.after.iter().map(|feature| feature.paragraph as usize + 1).max();
        // What the paragraph at hand has in common with each of the other report.
        let mut common: Vec<(i32, bool)> = vec![(0, false); paragraphs.unwrap_or(0)];
        let mut known: &[Paragraphs] = &[];
        for of_one in candidates.chunk_by_mut(|x, y| x.before == y.before) {
            let Some(a) = of_one.first().map(|candidate| candidate.before as usize) else { continue };
            let unit = &sides.features.before[a];
            if known.first().is_none_or(|one| one.before != unit.paragraph) {
                known.iter().for_each(|one| common[one.after as usize] = (0, false));
                let from = self.paragraphs.partition_point(|one| one.before < unit.paragraph);
                let to = self.paragraphs.partition_point(|one| one.before <= unit.paragraph);
                known = &self.paragraphs[from..to];
                known.iter().for_each(|one| common[one.after as usize] = (one.pairs, one.mates));
            }
            let next = [-1isize, 1].map(|side| {
                let near = (1..=REACH).find_map(|step| {
                    let x = a.checked_add_signed(side * step as isize)?;
                    Some((step, (*self.partner.get(x)?)?))
                });
                // Where the partner of this one would stand if nothing had come between.
                near.map(|(step, partner)| (step as i32, partner as i64 - step as i64 * side as i64))
            });
            for candidate in of_one {
                let b = candidate.after as usize;
                let other = &sides.features.after[b];
                let mut sum = 0;
                for (step, expected) in next.into_iter().flatten() {
                    let off = (expected - b as i64).unsigned_abs().min(5) as i32;
                    sum += odds::BESIDE * (5 - off) / 5 * (9 - step) / 8;
                }
                let (pairs, mates) = common[other.paragraph as usize];
                let shared = pairs - i32::from(self.partner[a] == Some(b));
                let lead = mates && unit.opens && other.opens;
                sum += odds::PARAGRAPH * shared.min(3) + if lead { odds::LEADS } else { 0 };
                candidate.evidence = candidate.own + sum;
            }
        }
    }
}

/// The best two partners of a unit, with their evidence.
#[derive(Clone, Copy)]
struct Best([(i32, usize); 2]);

impl Best {
    const NONE: Best = Best([(odds::START, usize::MAX); 2]);

    fn note(&mut self, evidence: i32, partner: usize) {
        if evidence > self.0[0].0 {
            self.0 = [(evidence, partner), self.0[0]];
        } else if evidence > self.0[1].0 {
            self.0[1] = (evidence, partner);
        }
    }

    /// By how much a partner is better than the best of the others.
    fn lead(&self, evidence: i32, partner: usize) -> i32 {
        let rival = if self.0[0].1 == partner { self.0[1].0 } else { self.0[0].0 };
        (evidence - rival).clamp(-odds::CAP, odds::CAP)
    }
}

/// Sets each pair's evidence against that of its best rivals.
fn compete(sides: &Sides<'_>, candidates: &mut [Candidate]) {
    let mut best = sides.units.map(|units| vec![Best::NONE; units.len()]);
    for candidate in candidates.iter() {
        let (a, b) = candidate.ends();
        best.before[a].note(candidate.evidence, b);
        best.after[b].note(candidate.evidence, a);
    }
    for candidate in candidates.iter_mut() {
        let (a, b) = candidate.ends();
        let leads = best.before[a].lead(candidate.evidence, b) + best.after[b].lead(candidate.evidence, a);
        candidate.odds = (candidate.evidence + leads) / 2 - 300;
    }
}

/// Adds to the pairs what stands beside one of their sides and is the rest of the other.
fn rests(sides: &Sides<'_>, weighed: &Weighed, candidates: &[Candidate], least: i32, matched: &mut Matched) {
    let mut order: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.evidence >= least).collect();
    order.sort_unstable_by_key(|candidate| (std::cmp::Reverse(candidate.evidence), candidate.ends()));
    let places: FxHashMap<(usize, usize), usize> =
        order.iter().enumerate().map(|(at, candidate)| (candidate.ends(), at)).collect();
    let alike = |link: &Link| {
        let (x, y) = (&sides.features.before[link.before.start], &sides.features.after[link.after.start]);
        x.exact == y.exact || x.masked == y.masked || x.heading || y.heading
    };
    let (before, after) = (sides.features.before, sides.features.after);
    let fits = |matched: &Matched, a: usize, b: usize| {
        matched.beside(a, b).filter(|link| !alike(link)).is_some_and(|link| match matched.taken.before[a] {
            true => !after[b].heading && is_rest(weighed, &before[a], &after[link.after], &after[b], least),
            false => !before[a].heading && is_rest(weighed, &after[b], &before[link.before], &before[a], least),
        })
    };
    // The strongest first; what stands beside a part that was just added may fit now, and then comes before all others.
    let mut again: BTreeSet<usize> = BTreeSet::new();
    let mut next = 0;
    while let Some(at) = again.pop_first().or_else(|| (next < order.len()).then_some(next)) {
        next = next.max(at + 1);
        let (a, b) = order[at].ends();
        let grown = if fits(matched, a, b) { matched.grow(a, b) } else { None };
        let Some(Link { before, after, .. }) = grown else { continue };
        let beside = match before.len() {
            1 => [after.start.checked_sub(1), Some(after.end)].map(|b| b.map(|b| (a, b))),
            _ => [before.start.checked_sub(1), Some(before.end)].map(|a| a.map(|a| (a, b))),
        };
        again.extend(beside.iter().flatten().filter_map(|ends| places.get(ends)).filter(|at| **at < next));
    }
}

/// Whether `part` is what `whole` has beyond the parts that are known of it.
fn is_rest(weighed: &Weighed, whole: &Feature, known: &[Feature], part: &Feature, least: i32) -> bool {
    let is_known = |word: &u32| known.iter().any(|part| part.words.binary_search(word).is_ok());
    let beyond: Vec<u32> = whole.words.iter().copied().filter(|word| !is_known(word)).collect();
    let both = shared(&beyond, &part.words, |word| weighed.weights[word as usize]);
    let words = shared_words(both, weighed.sum(&beyond).min(weighed.sum(&part.words)));
    words + odds::SECTIONS + 2 * odds::BESIDE >= least
}

/// The binary logarithm in thousandths, rounded down to 1/64; 0 for 0.
fn log2(number: u32) -> i32 {
    let found = similarity::log2(u64::from(number), 6) as i32;
    1000 * (found / 64) + 1000 * (found % 64) / 64
}

#[cfg(test)]
mod tests {
    use super::log2;

    #[test]
    fn a_logarithm_in_thousandths() {
        assert_eq!([0, 1, 2, 8, 1000].map(log2), [0, 0, 1000, 3000, 9953]);
        assert!((1..5000).all(|number| log2(number) <= log2(number + 1)));
    }
}
