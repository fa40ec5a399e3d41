//! Sentences that open with the very same matter, each the only one of its report that does (同题开句).
//!
//! 推动城乡融合发展 and 积极促进城乡融合发展，… say so little besides that nothing else speaks for them, wherever they stand.

use super::features::Feature;
use super::likeness::shared;
use super::matched::Matched;
use super::postings::Postings;
use super::{FOLLOWED, Kinship, Sides};

/// The least weight of the matter that two sentences open with: where their sections belong together, and where they do not. Set
/// by hand: two words of some rarity.
const LEAST: (u32, u32) = (15, 17);
/// How much of the heavier opening both have at least, in thousandths. Set by hand.
const SAME: u32 = 800;

/// What a sentence opens with: the words about a matter in its first clause, and their weight.
struct Opening {
    words: Vec<u32>,
    mass: u32,
}

/// Pairs what has no partner and opens with the same matter as one other sentence, which has none either.
pub(super) fn pair(sides: &Sides<'_>, matched: &mut Matched) {
    let read = |(feature, taken): (&Feature, &bool)| opening(sides, feature, *taken);
    let openings = [
        sides.features.before.iter().zip(&matched.taken.before).map(read).collect::<Vec<_>>(),
        sides.features.after.iter().zip(&matched.taken.after).map(read).collect(),
    ];
    let found = alike(sides, &openings);
    let mut times = openings.map(|openings| vec![0; openings.len()]);
    found.iter().for_each(|ends| [0, 1].iter().for_each(|&side| times[side][ends[side]] += 1));
    for &[a, b] in found.iter().filter(|[a, b]| times[0][*a] == 1 && times[1][*b] == 1) {
        if sides.features.before[a].exact != sides.features.after[b].exact && matched.free(a, b) {
            matched.add(a, b);
        }
    }
}

/// What a sentence opens with; nothing of one that has a partner, and of a heading.
fn opening(sides: &Sides<'_>, feature: &Feature, taken: bool) -> Opening {
    let place = feature.clauses().next().filter(|_| !taken && !feature.heading);
    let mut words = place.map_or_else(Vec::new, |place| feature.words_of(place));
    words.retain(|word| feature.content.binary_search(word).is_ok());
    let mass = words.iter().map(|word| sides.vocabulary.weight(*word)).sum();
    Opening { words, mass }
}

/// All two sentences that open with the same matter.
fn alike(sides: &Sides<'_>, openings: &[Vec<Opening>; 2]) -> Vec<[usize; 2]> {
    let later = openings[1].iter().map(|opening| opening.words.as_slice());
    let postings = Postings::new(later, &vec![false; openings[1].len()], false, sides.vocabulary.len());
    let mut found = Vec::new();
    for (a, opening) in openings[0].iter().enumerate().filter(|(_, opening)| opening.mass >= LEAST.0) {
        let lists = opening.words.iter().map(|word| postings.all(*word)).filter(|list| list.len() <= FOLLOWED.0);
        let mut near: Vec<u32> = lists.flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        for b in near.into_iter().map(|b| b as usize) {
            let other = &openings[1][b];
            let least = match sides.kinship(a, b) {
                Kinship::Partners | Kinship::Near => LEAST.0,
                Kinship::None => LEAST.1,
                Kinship::Opposed | Kinship::Apart => continue,
            };
            let both = shared(&opening.words, &other.words, |word| sides.vocabulary.weight(word));
            if both >= least && 1000 * both >= SAME * opening.mass.max(other.mass) {
                found.push([a, b]);
            }
        }
    }
    found
}
