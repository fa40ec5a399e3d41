//! Units that may be partners (候选): those that share telling words, and the pairs that can be made of them at once.

use super::features::words;
use super::kinship::Kinship;
use super::likeness::Table;
use super::matched::Matched;
use super::postings::Postings;
use super::{ALONE, FOLLOWED, Sides};
use crate::align::units::Unit;

/// The least likeness of an anchor that does not read alike.
const ANCHOR: u32 = 700;
/// By how much an anchor must be more alike than its rivals.
const MARGIN: u32 = 80;

/// Pairs worth a look: units that share telling words, best first for each earlier unit.
pub(super) struct Candidates {
    /// For each earlier unit: later units with their scores, best first.
    pub(super) before: Vec<Vec<(usize, u32)>>,
    /// For each later unit: earlier units with their scores, best first.
    pub(super) after: Vec<Vec<(usize, u32)>>,
}

/// How many candidates of a unit are looked at.
pub(super) const MOST: usize = 12;
/// A candidate's least score.
const LEAST: u32 = 200;

/// Finds them among what has no partner.
pub(super) fn candidates<'a>(sides: &Sides<'a>, table: &mut Table<'a>, matched: &Matched) -> Candidates {
    let count = sides.units.map(<[Unit]>::len);
    let most = if sides.are_long() { FOLLOWED.1 } else { FOLLOWED.0 };
    let postings = Postings::new(words(sides.features.after), &matched.taken.after, false, sides.vocabulary.len());
    let mut found = Candidates { before: vec![Vec::new(); count.before], after: vec![Vec::new(); count.after] };
    let mut sums = vec![0u32; count.after];
    let mut touched: Vec<u32> = Vec::new();
    let mut list: Vec<(u32, u32)> = Vec::new();
    for (a, feature) in sides.features.before.iter().enumerate().filter(|(a, _)| !matched.taken.before[*a]) {
        for &word in &feature.words {
            let weight = sides.vocabulary.weight(word);
            for &b in Some(postings.free(word)).filter(|list| list.len() <= most).into_iter().flatten() {
                if sums[b as usize] == 0 {
                    touched.push(b);
                }
                sums[b as usize] += weight;
            }
        }
        list.clear();
        list.extend(touched.drain(..).map(|b| {
            let mass = feature.mass + sides.features.after[b as usize].mass;
            (2000 * std::mem::take(&mut sums[b as usize]) / mass.max(1), b)
        }));
        let best = |&(share, b): &(u32, u32)| (std::cmp::Reverse(share), b);
        if list.len() > 2 * MOST {
            list.select_nth_unstable_by_key(2 * MOST, best);
            list.truncate(2 * MOST);
        }
        table.hold(feature);
        for &(_, b) in &list {
            let likeness = table.likeness(&sides.features.after[b as usize]);
            let score = sides.score_of(a, b as usize, likeness);
            if score >= LEAST {
                found.before[a].push((b as usize, score));
                found.after[b as usize].push((a, score));
            }
        }
    }
    for list in found.before.iter_mut().chain(&mut found.after) {
        list.sort_unstable_by_key(|&(at, score)| (std::cmp::Reverse(score), at));
        list.truncate(MOST);
    }
    found
}

impl Candidates {
    /// The best score of a unit's free candidates other than `but`.
    pub(super) fn rival(list: &[(usize, u32)], taken: &[bool], but: usize) -> u32 {
        list.iter().find(|(at, _)| *at != but && !taken[*at]).map_or(0, |(_, score)| *score)
    }
}

/// Pairs what is each other's best by far.
pub(super) fn anchors(candidates: &Candidates, matched: &mut Matched) {
    let mut found = Vec::new();
    for (a, list) in candidates.before.iter().enumerate() {
        let Some(&(b, score)) = list.iter().find(|(b, _)| !matched.taken.after[*b]) else { continue };
        let rival = Candidates::rival(list, &matched.taken.after, b).max(Candidates::rival(
            &candidates.after[b],
            &matched.taken.before,
            a,
        ));
        if score >= ANCHOR && score >= rival + MARGIN && matched.free(a, b) {
            found.push((a, b));
        }
    }
    for (a, b) in found {
        matched.add(a, b);
    }
}

/// Pairs over the whole report what is still alone, the heaviest first.
pub(super) fn left_over(sides: &Sides<'_>, candidates: &Candidates, matched: &mut Matched) {
    let mut list: Vec<(u32, usize, usize)> = Vec::new();
    for (a, found) in candidates.before.iter().enumerate() {
        let least = |b: usize| if sides.kinship(a, b) == Kinship::Opposed { ANCHOR } else { ALONE };
        list.extend(found.iter().filter(|(b, score)| *score >= least(*b)).map(|&(b, score)| (score, a, b)));
    }
    list.sort_by_key(|&(score, a, b)| (std::cmp::Reverse(score), a, b));
    for (_, a, b) in list {
        if matched.free(a, b) {
            matched.add(a, b);
        }
    }
}
