//! Sentences that kept their frame and little else, paired by all that speaks for them.
//!
//! The words that two sentences share are weighed by how telling they are and by how rare both reports make them, and
//! added to what stands around the two: their sections, the pairs beside them, their paragraphs, and whether each opens
//! one. The sum is in log odds. A pair then has to do better than its rivals, for a sentence of a body that writes anew
//! every year has always a likest one, and mostly one that is nothing but the likest. What is found speaks for what
//! stands beside it in the next round.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::report::SectionId;

use super::candidates::MOST;
use super::evidence::{Around, Candidate, Weighed, compete, odds, place, shared_words};
use super::features::{Feature, words};
use super::likeness::shared;
use super::matched::Matched;
use super::postings::Postings;
use super::{FOLLOWED, Link, Sides};

/// The least odds of a pair, round by round: what is found first is to be surest, for it speaks for the others.
const LEAST: [i32; 3] = [1500, 500, -500];
/// The least evidence that a sentence is the rest of a pair beside it, round by round.
const REST: [i32; 3] = [500, -500, -1500];
/// The least weight of shared words that is worth a look: a fifth of a telling word.
const WORTH: u32 = 200;

/// Pairs what shares little but its frame, then what was split off a pair or merged into one.
pub(super) fn pair(sides: &Sides<'_>, weighed: &Weighed, matched: &mut Matched) {
    headings(sides, matched);
    let mut candidates = candidates(sides, weighed, matched);
    for (least, rest) in LEAST.into_iter().zip(REST) {
        Around::new(sides, matched).add_to(sides, &mut candidates);
        let counts = [sides.units.before.len(), sides.units.after.len()];
        let odds = compete(counts, candidates.iter().map(|candidate| (candidate.ends().into(), candidate.evidence)));
        candidates.iter_mut().zip(odds).for_each(|(candidate, odds)| candidate.odds = odds);
        let mut order: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.odds >= least).collect();
        order.sort_unstable_by_key(|candidate| (std::cmp::Reverse(candidate.odds), candidate.ends()));
        for (a, b) in order.into_iter().map(Candidate::ends) {
            if matched.free(a, b) {
                matched.add(a, b);
            }
        }
        rests(sides, weighed, &candidates, rest, matched);
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

/// Pairs of units that share telling words, and of which one at least is free.
fn candidates(sides: &Sides<'_>, weighed: &Weighed, matched: &Matched) -> Vec<Candidate> {
    let long = sides.are_long();
    let postings = Postings::new(words(sides.features.after), &matched.taken.after, true, weighed.weights.len());
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
