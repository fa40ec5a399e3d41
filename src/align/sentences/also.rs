//! Further partners (另有来源、另有去处): one sentence that took up several, or was dealt out to several.
//!
//! A sentence has one partner of its own, the one that carries most. A clause of it that this partner leaves unsaid, and
//! that stands in another sentence, makes that one a further partner, whatever else that one is a partner of.
//!
//! ```text
//! a   淘汰锅炉46台，整治排污口128个。       b   淘汰锅炉38台。 … 整治排污口95个。
//!     └────┬────┘└─────┬──────┘                └────┬────┘   └─────┬─────┘
//!        its own     further                      its own        further
//! ```

use super::content::is_hollow;
use super::evidence::Weighed;
use super::features::Feature;
use super::judge::{self, Judged};
use super::likeness::shared;
use super::parts::{Block, Parts};
use super::postings::Postings;
use super::{FOLLOWED, Kinship, Sides};

/// The least weight, in thousandths of a telling word, of what a clause and a further partner share: where their sections
/// belong together, and where they do not.
const LEAST: (u32, u32) = (2600, 3600);
/// How much of the clause the further partner holds at least, and its own partner at most, in thousandths of it.
const HELD: u32 = 600;
const UNSAID: u32 = 350;
/// From how much of it on, in thousandths, a sentence is said by its partners, and above how much of what it shares with
/// another one that adds nothing.
const SAID: (u64, u64) = (850, 500);

/// A further partner of a sentence.
pub(super) struct Further {
    /// The side of the sentence: 0 the earlier report, 1 the later one.
    pub(super) side: usize,
    /// The sentence.
    pub(super) unit: usize,
    /// Where in it the clause begins, in characters.
    pub(super) at: usize,
    /// The unit on the other side that holds the clause.
    pub(super) other: usize,
}

/// All further partners of sentences that have one of their own.
pub(super) fn find(sides: &Sides<'_>, weighed: &Weighed, parts: &Parts, judged: &[Judged]) -> Vec<Further> {
    let mut found = of_clauses(sides, weighed, parts);
    found.extend(of_sentences(sides, weighed, parts, judged));
    found.extend(of_fragments(sides, parts));
    found
}

/// Sentences that hold a few characters of another one, named with the longer of the two that has a partner of its own.
fn of_fragments(sides: &Sides<'_>, parts: &Parts) -> Vec<Further> {
    let features = [sides.features.before, sides.features.after];
    let partners = [0, 1].map(|side| partners(parts, side, features[side].len()));
    let name = |part: &Block| {
        let has_partner = |side: &usize| !partners[*side][part.units[*side]].is_empty();
        let chars = |side: &usize| features[*side][part.units[*side]].chars;
        let side = [0, 1].into_iter().filter(has_partner).max_by_key(chars)?;
        let (unit, other) = (part.units[side], part.units[1 - side]);
        let is_new = !partners[side][unit].contains(&other);
        is_new.then_some(Further { side, unit, at: part.places[side].start, other })
    };
    parts.whole.iter().filter_map(name).collect()
}

/// Sentences that are as likely a pair as others are, whatever else they are partners of: named with the one that has a
/// partner of its own; of two that have, with the longer one.
fn of_sentences(sides: &Sides<'_>, weighed: &Weighed, parts: &Parts, judged: &[Judged]) -> Vec<Further> {
    let features = [sides.features.before, sides.features.after];
    let partners = [0, 1].map(|side| partners(parts, side, features[side].len()));
    let is_kept = |side: usize, unit: usize| {
        let own: &Feature = &features[side][unit];
        partners[side][unit]
            .iter()
            .map(|&other| &features[1 - side][other])
            .any(|other| own.exact == other.exact || own.masked == other.masked)
    };
    let starts = [0, 1].map(|side| starts(parts, side, features[side].len()));
    let is_free = |judged: &Judged| (partners[0][judged.before].is_empty(), partners[1][judged.after].is_empty());
    let name = |judged: &Judged| {
        let units = [judged.before, judged.after];
        let (x, y) = (&features[0][units[0]], &features[1][units[1]]);
        let side = match is_free(judged) {
            (false, true) => 0,
            (true, false) => 1,
            _ if x.chars > y.chars => 0,
            _ => 1,
        };
        let is_new = !partners[0][units[0]].contains(&units[1]);
        let is_told = is_new && [0, 1].iter().all(|&side| !is_kept(side, units[side]));
        let is_worth = || {
            let said =
                partners[side][units[side]].iter().map(|&partner| &features[1 - side][partner]).collect::<Vec<_>>();
            let (own, other) = (&features[side][units[side]], &features[1 - side][units[1 - side]]);
            !is_hollow(sides, weighed, units[0], units[1]) && !is_said(weighed, own, &said, other)
        };
        (is_told && is_worth()).then(|| Further {
            side,
            unit: units[side],
            at: starts[side][units[side]],
            other: units[1 - side],
        })
    };
    judge::further(judged, is_free).filter_map(name).collect()
}

/// Whether the partners that a sentence has say nearly all of it, and most of what it shares with another one: what was taken
/// over as it was is no less so because a third sentence speaks of the same.
fn is_said(weighed: &Weighed, own: &Feature, partners: &[&Feature], other: &Feature) -> bool {
    let weight = |word: &u32| u64::from(weighed.weights[*word as usize]);
    let holds = |feature: &Feature, word: &u32| feature.words.binary_search(word).is_ok();
    let (mut all, mut said, mut both, mut both_said) = (0, 0, 0, 0);
    for word in &own.words {
        let (weight, is_said) = (weight(word), partners.iter().any(|partner| holds(partner, word)));
        let is_shared = holds(other, word);
        all += weight;
        said += if is_said { weight } else { 0 };
        both += if is_shared { weight } else { 0 };
        both_said += if is_said && is_shared { weight } else { 0 };
    }
    1000 * said >= SAID.0 * all && 1000 * both_said > SAID.1 * both
}

/// Where in each unit of a side what has a partner begins, in characters.
fn starts(parts: &Parts, side: usize, count: usize) -> Vec<usize> {
    let mut starts = vec![usize::MAX; count];
    for block in &parts.blocks {
        let start = &mut starts[block.units[side]];
        *start = (*start).min(block.places[side].start);
    }
    for link in &parts.links {
        for unit in [&link.before, &link.after][side].clone() {
            starts[unit] = starts[unit].min(parts.kernels[side][unit].start);
        }
    }
    starts
}

/// Units that hold a clause of a sentence that its own partner leaves unsaid.
fn of_clauses(sides: &Sides<'_>, weighed: &Weighed, parts: &Parts) -> Vec<Further> {
    let features = [sides.features.before, sides.features.after];
    let mut found = Vec::new();
    for side in [0, 1] {
        let (own, others) = (features[side], features[1 - side]);
        let partners = partners(parts, side, own.len());
        let taken = vec![false; others.len()];
        let content = others.iter().map(|feature| feature.content.as_slice());
        let postings = Postings::new(content, &taken, false, weighed.weights.len());
        let mut sums = vec![0u32; others.len()];
        for (unit, feature) in own.iter().enumerate().filter(|(unit, _)| !partners[*unit].is_empty()) {
            let is_alike = |&other: &usize| {
                let other: &Feature = &others[other];
                other.exact == feature.exact || other.masked == feature.masked
            };
            if feature.heading || partners[unit].iter().any(is_alike) {
                continue;
            }
            for clause in feature.clauses() {
                let at = clause.start;
                let mut words = feature.words_of(clause);
                words.retain(|word| feature.content.binary_search(word).is_ok());
                let may_be = |other: usize| {
                    let (a, b) = if side == 0 { (unit, other) } else { (other, unit) };
                    let far = match sides.kinship(a, b) {
                        Kinship::Partners | Kinship::Near => false,
                        Kinship::None => true,
                        Kinship::Opposed | Kinship::Apart => return None,
                    };
                    let free = !others[other].heading && !partners[unit].contains(&other);
                    free.then_some(if far { LEAST.1 } else { LEAST.0 })
                };
                let held = |other: usize| shared(&words, &others[other].content, |word| weighed.weights[word as usize]);
                let unsaid = partners[unit].iter().map(|&other| held(other)).max().unwrap_or(0);
                let mass = weighed.sum(&words);
                if mass < LEAST.0 || 1000 * u64::from(unsaid) > u64::from(UNSAID) * u64::from(mass) {
                    continue;
                }
                let best = likest(&words, weighed, &postings, &mut sums, |other, both| {
                    may_be(other).is_some_and(|least| both >= least)
                        && 1000 * u64::from(both) >= u64::from(HELD) * u64::from(mass)
                });
                found.extend(best.map(|other| Further { side, unit, at, other }));
            }
        }
    }
    found
}

/// The unit that holds most of some words, of those that may; the first of several.
fn likest(
    words: &[u32],
    weighed: &Weighed,
    postings: &Postings,
    sums: &mut [u32],
    may_be: impl Fn(usize, u32) -> bool,
) -> Option<usize> {
    let mut touched: Vec<u32> = Vec::new();
    for &word in words {
        let list = postings.all(word);
        if list.len() > FOLLOWED.0 {
            continue;
        }
        for &other in list {
            if sums[other as usize] == 0 {
                touched.push(other);
            }
            sums[other as usize] += weighed.weights[word as usize];
        }
    }
    touched.sort_unstable();
    touched.dedup();
    let mut best: Option<(u32, usize)> = None;
    for other in touched {
        let both = std::mem::take(&mut sums[other as usize]);
        if best.is_none_or(|(most, _)| both > most) && may_be(other as usize, both) {
            best = Some((both, other as usize));
        }
    }
    best.map(|(_, other)| other)
}

/// The partners of each unit of a side.
fn partners(parts: &Parts, side: usize, count: usize) -> Vec<Vec<usize>> {
    let mut partners = vec![Vec::new(); count];
    for block in &parts.blocks {
        partners[block.units[side]].push(block.units[1 - side]);
    }
    for link in &parts.links {
        let ranges = [&link.before, &link.after];
        for unit in ranges[side].clone() {
            partners[unit].extend(ranges[1 - side].clone());
        }
    }
    partners
}
