//! Sentences that kept their frame and little else, paired by all that speaks for them.
//!
//! The words that two sentences share are weighed by how telling they are and by how rare both reports make them, and
//! added to what stands around the two: their sections, the pairs beside them, their paragraphs, and whether each opens
//! one. The sum is in log odds. A pair then has to do better than its rivals, for a sentence of a body that writes anew
//! every year has always a likest one, and mostly one that is nothing but the likest. What is found speaks for what
//! stands beside it in the next round.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustc_hash::FxHashMap;

use crate::align::units::Unit;
use crate::pair::Pair;

use super::features::{Feature, Word, shared};
use super::{Kinship, Link, Matched, Sides};

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
struct Candidate {
    before: usize,
    after: usize,
    /// The evidence of what they share and where they stand, pairs around them aside.
    own: i32,
    /// With the pairs around them.
    evidence: i32,
    /// With their rivals.
    odds: i32,
}

/// Pairs what shares little but its frame, then what was split off a pair or merged into one.
pub(super) fn pair(sides: &Sides<'_>, matched: &mut Matched) {
    headings(sides, matched);
    let weighed = weigh(sides);
    let mut candidates = candidates(sides, &weighed, matched);
    for round in (0..ROUNDS).rev() {
        let around = Around::new(sides, matched);
        for candidate in &mut candidates {
            candidate.evidence = candidate.own + around.evidence(sides, candidate.before, candidate.after);
        }
        compete(sides, &mut candidates);
        let mut order: Vec<&Candidate> =
            candidates.iter().filter(|candidate| candidate.odds >= LEAST + round * ROUND).collect();
        order.sort_by_key(|candidate| (std::cmp::Reverse(candidate.odds), candidate.before, candidate.after));
        for candidate in order {
            if matched.free(candidate.before, candidate.after) {
                matched.add(candidate.before, candidate.after);
            }
        }
        rests(sides, &weighed, &candidates, REST + round * ROUND, matched);
    }
}

/// The headings of sections that belong together are a pair, whatever they say.
fn headings(sides: &Sides<'_>, matched: &mut Matched) {
    let of = |units: &[Unit], taken: &[bool]| -> Vec<usize> {
        (0..units.len()).filter(|&at| units[at].heading && !taken[at]).collect()
    };
    let later = of(sides.units.after, &matched.taken.after);
    for a in of(sides.units.before, &matched.taken.before) {
        let partner =
            later.iter().find(|&&b| !matched.taken.after[b] && sides.kinship(a, b) == Kinship::Partners).copied();
        if let Some(b) = partner {
            matched.add(a, b);
        }
    }
}

/// The words of a report's units, weighed by how rare both reports make them.
struct Weighed {
    words: Vec<Vec<Word>>,
    mass: Vec<u32>,
}

fn weigh(sides: &Sides<'_>) -> Pair<Weighed> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let all = || sides.features.before.iter().chain(&sides.features.after);
    for (word, _) in all().flat_map(|feature| &feature.words) {
        *counts.entry(*word).or_default() += 1;
    }
    let units = all().count() as u32;
    let (most, full) = (log2(units), log2(units.div_ceil(2)).max(1));
    counts.values_mut().for_each(|count| *count = log2(*count) as u32);
    sides.features.as_ref().map(|features| {
        let words: Vec<Vec<Word>> = features
            .iter()
            .map(|feature| {
                let rare = |word: &u64| most - counts.get(word).map_or(0, |rarity| *rarity as i32);
                let weight = |(word, level): &Word| (*word, (100 * level * rare(word).max(0) as u32) / full as u32);
                feature.words.iter().map(weight).collect()
            })
            .collect();
        Weighed { mass: words.iter().map(|list| list.iter().map(|word| word.1).sum()).collect(), words }
    })
}

/// Pairs of units that share telling words, and of which one at least is free.
fn candidates(sides: &Sides<'_>, weighed: &Pair<Weighed>, matched: &Matched) -> Vec<Candidate> {
    // Of each word the free units first, then those that only a free one can be a pair with.
    let mut places: FxHashMap<u64, (Vec<u32>, u32)> = FxHashMap::default();
    for free in [true, false] {
        let here = |b: &usize| matched.taken.after[*b] != free;
        for (b, words) in weighed.after.words.iter().enumerate().filter(|(b, _)| here(b)) {
            for (word, _) in words {
                let (list, ends) = places.entry(*word).or_default();
                list.push(b as u32);
                *ends += u32::from(free);
            }
        }
    }
    let mut found = Vec::new();
    let mut sums = vec![0u32; weighed.after.words.len()];
    for (a, words) in weighed.before.words.iter().enumerate() {
        let mut touched: Vec<u32> = Vec::new();
        for (word, weight) in words {
            let Some((list, free)) = places.get(word) else { continue };
            let list = if matched.taken.before[a] { &list[..*free as usize] } else { &list[..] };
            for &b in list {
                if sums[b as usize] == 0 {
                    touched.push(b);
                }
                sums[b as usize] += weight;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for b in touched {
            let b = b as usize;
            let both = std::mem::take(&mut sums[b]);
            if both < WORTH {
                continue;
            }
            let own = shared_words(both, weighed.before.mass[a].min(weighed.after.mass[b])) + place(sides, a, b);
            found.push(Candidate { before: a, after: b, own, evidence: own, odds: own });
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
    /// How many pairs two paragraphs have.
    paragraphs: BTreeMap<(u32, u32), i32>,
    /// Paragraphs that have more pairs with each other than with any other one, and more than one.
    mates: BTreeSet<(u32, u32)>,
}

/// How far away a pair still speaks for another one.
const REACH: usize = 5;

impl Around {
    fn new(sides: &Sides<'_>, matched: &Matched) -> Self {
        let partner = matched.partners();
        let mut paragraphs: BTreeMap<(u32, u32), i32> = BTreeMap::new();
        for (a, b) in partner.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?))) {
            let key = (sides.features.before[a].paragraph, sides.features.after[b].paragraph);
            *paragraphs.entry(key).or_default() += 1;
        }
        let mut most: Pair<HashMap<u32, i32>> = Pair::default();
        for (&(x, y), &pairs) in &paragraphs {
            for entry in [most.before.entry(x).or_default(), most.after.entry(y).or_default()] {
                *entry = (*entry).max(pairs);
            }
        }
        let is_most = |key: &(u32, u32), pairs: i32| {
            pairs > 1 && most.before.get(&key.0) == Some(&pairs) && most.after.get(&key.1) == Some(&pairs)
        };
        let mates = paragraphs.iter().filter(|&(key, &pairs)| is_most(key, pairs)).map(|(key, _)| *key).collect();
        Around { partner, paragraphs, mates }
    }

    fn evidence(&self, sides: &Sides<'_>, a: usize, b: usize) -> i32 {
        let mut sum = 0;
        for side in [-1isize, 1] {
            let next = (1..=REACH).find_map(|step| {
                let x = a.checked_add_signed(side * step as isize)?;
                Some((step, (*self.partner.get(x)?)?))
            });
            if let Some((step, partner)) = next {
                // How far the partner stands from where it would if nothing had come between.
                let off = (partner as i64 - b as i64 - step as i64 * side as i64).unsigned_abs().min(5) as i32;
                sum += odds::BESIDE * (5 - off) / 5 * (9 - step as i32) / 8;
            }
        }
        let key = (sides.features.before[a].paragraph, sides.features.after[b].paragraph);
        let own = i32::from(self.partner[a] == Some(b));
        let shared = self.paragraphs.get(&key).copied().unwrap_or(0) - own;
        let lead = sides.features.before[a].opens && sides.features.after[b].opens && self.mates.contains(&key);
        sum + odds::PARAGRAPH * shared.min(3) + if lead { odds::LEADS } else { 0 }
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
        best.before[candidate.before].note(candidate.evidence, candidate.after);
        best.after[candidate.after].note(candidate.evidence, candidate.before);
    }
    for candidate in candidates.iter_mut() {
        let (a, b) = (candidate.before, candidate.after);
        let leads = best.before[a].lead(candidate.evidence, b) + best.after[b].lead(candidate.evidence, a);
        candidate.odds = (candidate.evidence + leads) / 2 - 300;
    }
}

/// Adds to the pairs what stands beside one of their sides and is the rest of the other.
fn rests(sides: &Sides<'_>, weighed: &Pair<Weighed>, candidates: &[Candidate], least: i32, matched: &mut Matched) {
    let mut order: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.evidence >= least).collect();
    order.sort_by_key(|candidate| (std::cmp::Reverse(candidate.evidence), candidate.before, candidate.after));
    let alike = |link: &Link| {
        let (x, y) = (&sides.features.before[link.before.start], &sides.features.after[link.after.start]);
        x.exact == y.exact || x.masked == y.masked || x.heading || y.heading
    };
    let (before, after) = (&weighed.before.words, &weighed.after.words);
    let mut grows = |&&Candidate { before: a, after: b, .. }: &&Candidate| {
        let Some(link) = matched.beside(a, b).filter(|link| !alike(link)) else { return false };
        let fits = match matched.taken.before[a] {
            true => !sides.units.after[b].heading && is_rest(&before[a], &after[link.after], &after[b], least),
            false => !sides.units.before[a].heading && is_rest(&after[b], &before[link.before], &before[a], least),
        };
        if fits {
            matched.grow(a, b);
        }
        fits
    };
    while order.iter().any(&mut grows) {}
}

/// Whether `part` is what `whole` has beyond the parts that are known of it.
fn is_rest(whole: &[Word], known: &[Vec<Word>], part: &[Word], least: i32) -> bool {
    let is_known =
        |word: &Word| known.iter().any(|part| part.binary_search_by_key(&word.0, |&(other, _)| other).is_ok());
    let beyond: Vec<Word> = whole.iter().copied().filter(|word| !is_known(word)).collect();
    let mass = |words: &[Word]| words.iter().map(|word| word.1).sum::<u32>();
    let words = shared_words(shared(&beyond, part), mass(&beyond).min(mass(part)));
    words + odds::SECTIONS + 2 * odds::BESIDE >= least
}

/// The binary logarithm in thousandths, rounded down to 1/64; 0 for 0.
fn log2(number: u32) -> i32 {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    // The square of the mantissa says one more digit each time.
    let mut mantissa = (u64::from(number) << 31) >> whole;
    let mut fraction = 0;
    for _ in 0..6 {
        mantissa = (mantissa * mantissa) >> 31;
        fraction = 2 * fraction + i32::from(mantissa >= 1 << 32);
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
        }
    }
    1000 * whole as i32 + 1000 * fraction / 64
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
