//! What speaks for two sentences being one: the words they share, weighed by how rare both reports make them, and what
//! stands around them, summed up as log odds.

use rustc_hash::FxHashMap;

use crate::pair::Pair;
use crate::similarity;

use super::Sides;
use super::features::Feature;
use super::kinship::Kinship;
use super::matched::Matched;

/// The evidence, in thousandths of log odds: rounded from a logistic regression over pairs of sentences that readers
/// made, and did not make, between neighbouring reports.
pub(super) mod odds {
    /// Of two sentences of which nothing is known.
    pub(in crate::align::sentences) const START: i32 = -7100;
    /// A doubling of the shared words.
    pub(in crate::align::sentences) const DOUBLED: i32 = 1733;
    /// All words of the one stand in the other.
    pub(in crate::align::sentences) const CONTAINED: i32 = 2750;
    /// Their sections belong together.
    pub(in crate::align::sentences) const SECTIONS: i32 = 1600;
    /// What was done beside what is to come.
    pub(in crate::align::sentences) const OPPOSED: i32 = -3000;
    /// The report beside what stands behind it: nothing outweighs this.
    pub(in crate::align::sentences) const APART: i32 = -100_000;
    /// The nearest pair on one side is right beside both.
    pub(in crate::align::sentences) const BESIDE: i32 = 900;
    /// A pair in their paragraphs, up to three.
    pub(in crate::align::sentences) const PARAGRAPH: i32 = 450;
    /// Both open their paragraphs; only one of them does.
    pub(in crate::align::sentences) const OPENS: (i32, i32) = (1200, -1200);
    /// Both open their paragraphs, and these are each other's main partner.
    pub(in crate::align::sentences) const LEADS: i32 = 2500;
    /// The most that a rival's evidence counts.
    pub(in crate::align::sentences) const CAP: i32 = 3000;
}

/// Two sentences that share words.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) before: u32,
    pub(super) after: u32,
    /// The evidence of what they share and where they stand, pairs around them aside.
    pub(super) own: i32,
    /// With the pairs around them.
    pub(super) evidence: i32,
    /// With their rivals.
    pub(super) odds: i32,
}

impl Candidate {
    pub(super) fn ends(&self) -> (usize, usize) {
        (self.before as usize, self.after as usize)
    }
}

/// The words of both reports, weighed by how rare these make them.
pub(super) struct Weighed {
    /// The weight of each word.
    pub(super) weights: Vec<u32>,
    /// The sum of the weights of each unit.
    pub(super) mass: Pair<Vec<u32>>,
}

impl Weighed {
    pub(super) fn new(sides: &Sides<'_>) -> Self {
        let mut counts = vec![0u32; sides.vocabulary.len()];
        let all = || sides.features.before.iter().chain(sides.features.after);
        for word in all().flat_map(|feature| &feature.words) {
            counts[*word as usize] += 1;
        }
        let units = all().count() as u32;
        let (most, full) = (log2(units), log2(units.div_ceil(2)).max(1000));
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
    pub(super) fn sum(&self, words: &[u32]) -> u32 {
        words.iter().map(|word| self.weights[*word as usize]).sum()
    }
}

/// The evidence of words of one weight that two units share; the lighter one has the other weight.
pub(super) fn shared_words(both: u32, lighter: u32) -> i32 {
    let contained = 1000 * i64::from(both) / i64::from(lighter.max(1));
    let contained = i64::from(odds::CONTAINED) * contained / 1000;
    odds::START + odds::DOUBLED * (log2(both + 100) - log2(1000)) / 1000 + contained as i32
}

/// The evidence of the sections that two units stand in.
pub(super) fn sections(sides: &Sides<'_>, a: usize, b: usize) -> i32 {
    match sides.kinship(a, b) {
        Kinship::Partners | Kinship::Near => odds::SECTIONS,
        Kinship::None => 0,
        Kinship::Opposed => odds::OPPOSED,
        Kinship::Apart => odds::APART,
    }
}

/// The evidence of where two units stand.
pub(super) fn place(sides: &Sides<'_>, a: usize, b: usize) -> i32 {
    let (x, y): (&Feature, &Feature) = (&sides.features.before[a], &sides.features.after[b]);
    let opens = match (x.opens, y.opens) {
        (true, true) => odds::OPENS.0,
        (false, false) => 0,
        _ => odds::OPENS.1,
    };
    sections(sides, a, b) + opens
}

/// The pairs so far, as they speak for others.
pub(super) struct Around {
    /// For each unit of the earlier report the first one that it belongs to.
    partner: Vec<Option<usize>>,
    /// The pairs of two paragraphs, in order.
    paragraphs: Vec<Paragraphs>,
}

/// Two paragraphs with pairs.
pub(super) struct Paragraphs {
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
    pub(super) fn new(sides: &Sides<'_>, matched: &Matched) -> Self {
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
    pub(super) fn add_to(&self, sides: &Sides<'_>, candidates: &mut [Candidate]) {
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

/// The odds of pairs, each with its two ends and its evidence: this set against that of its best rivals at both ends, of
/// which there are so many.
pub(super) fn compete(counts: [usize; 2], pairs: impl Iterator<Item = ([usize; 2], i32)> + Clone) -> Vec<i32> {
    let mut best = counts.map(|count| vec![Best::NONE; count]);
    for ([a, b], evidence) in pairs.clone() {
        best[0][a].note(evidence, b);
        best[1][b].note(evidence, a);
    }
    let odds = |([a, b], evidence): ([usize; 2], i32)| {
        let leads = best[0][a].lead(evidence, b) + best[1][b].lead(evidence, a);
        (evidence + leads) / 2 - 300
    };
    pairs.map(odds).collect()
}

/// The binary logarithm in thousandths, rounded down to 1/64; 0 for 0.
pub(super) fn log2(number: u32) -> i32 {
    SMALL.get(number as usize).copied().unwrap_or_else(|| reckoned(number))
}

/// Those of small numbers: they are asked for each two sentences that share words.
static SMALL: [i32; 4096] = {
    let mut small = [0; 4096];
    let mut number = 0;
    while number < small.len() {
        small[number] = reckoned(number as u32);
        number += 1;
    }
    small
};

const fn reckoned(number: u32) -> i32 {
    let found = similarity::log2(number as u64, 6) as i32;
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
