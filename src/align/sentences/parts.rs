//! Clauses (分句) that went elsewhere than the rest of their sentence.
//!
//! A sentence of a report strings its tasks together, and next year's report strings them together otherwise. What the
//! partner of a sentence leaves unsaid is held against the sentences that are still alone, and against what other pairs
//! leave unsaid; a sentence is cut where such a part has found its own partner.
//!
//! ```text
//! a   完善医保制度，健全生育政策。          b   完善医保办法。 … 健全生育支持政策。
//!     └─────┬────┘└─────┬────┘                └─────┬────┘   └──────┬──────┘
//!           1           2                           1               2
//! ```

mod blocks;
mod offers;

use rustc_hash::FxHashMap;

use super::Sides;
use super::evidence::{Weighed, compete};
use super::matched::Matched;
use blocks::BOTH;
pub(super) use blocks::{Block, Cuts, Parts};
use offers::{Candidate, LEAST, LEAST_FAR, Offer, Reader};

/// How often parts are looked for; in each round a pair is cut once.
const ROUNDS: usize = 3;

/// Finds the parts of sentences that have partners of their own.
pub(super) fn find(sides: &Sides<'_>, weighed: &Weighed, matched: &Matched) -> Parts {
    let reader = Reader::new(sides, weighed, matched);
    let mut parts = Parts::new(reader.features, matched);
    let mut known = Vec::new();
    // Of which sentences something changed since the last round.
    let mut changed = reader.features.map(|features| vec![true; features.len()]);
    for _ in 0..ROUNDS {
        let pieces = BOTH.map(|side| reader.pieces(&parts, side));
        let (before, after) = rayon::join(|| reader.offers(&pieces[0], 0), || reader.offers(&pieces[1], 1));
        let offers = [before, after];
        let mut candidates = reader.candidates(&pieces, &offers, &changed);
        candidates.extend(renumbered(known, &offers, &changed));
        let counts = offers.each_ref().map(Vec::len);
        let odds = compete(counts, candidates.iter().map(|candidate| (candidate.offers, candidate.evidence)));
        candidates.iter_mut().zip(odds).for_each(|(candidate, odds)| candidate.odds = odds);
        let worth = candidates.iter().filter(|one| {
            let least = if one.far { LEAST_FAR } else { LEAST };
            one.odds >= least.0 && one.evidence >= least.1
        });
        let mut order: Vec<&Candidate> = worth.collect();
        order.sort_by_key(|candidate| (std::cmp::Reverse(candidate.odds), candidate.offers));
        changed.iter_mut().for_each(|changed| changed.fill(false));
        let mut used = pieces.each_ref().map(|pieces| vec![false; pieces.len()]);
        let mut used_blocks = vec![false; parts.blocks.len()];
        for candidate in order {
            let ends = BOTH.map(|side| offers[side][candidate.offers[side]].piece);
            let blocks = BOTH.map(|side| pieces[side][ends[side]].hold.block());
            if BOTH.iter().any(|&side| used[side][ends[side]] || blocks[side].is_some_and(|at| used_blocks[at])) {
                continue;
            }
            let units = BOTH.map(|side| pieces[side][ends[side]].unit);
            if BOTH.iter().any(|&side| Reader::is_fragment(&pieces[side][ends[side]], &candidate.places[side])) {
                parts.whole.push(Block { units, places: candidate.places.clone() });
                continue;
            }
            let cuts = BOTH.map(|side| reader.cut(&parts, &pieces[side][ends[side]], &candidate.places[side], side));
            let [Some(first), Some(second)] = cuts else { continue };
            for (side, cut) in BOTH.into_iter().zip([&first, &second]) {
                used[side][ends[side]] = true;
                parts.apply(&pieces[side][ends[side]], cut, side);
                let piece = &pieces[side][ends[side]];
                changed[side][piece.unit] = true;
                changed[1 - side][piece.others.clone()].fill(true);
            }
            for block in blocks.into_iter().flatten() {
                used_blocks[block] = true;
                BOTH.into_iter().for_each(|side| changed[side][parts.blocks[block].units[side]] = true);
            }
            parts.blocks.push(Block { units, places: [first.place, second.place] });
        }
        if !changed[0].contains(&true) {
            break;
        }
        known = candidates;
    }
    parts.whole.sort_by_key(|part| (part.units, part.places[0].start, part.places[1].start));
    parts.whole.dedup_by_key(|part| part.units);
    parts
}

/// The candidates of a round before between sentences that are as they were, by today's offers.
fn renumbered(known: Vec<Candidate>, offers: &[Vec<Offer>; 2], changed: &[Vec<bool>; 2]) -> Vec<Candidate> {
    let places = BOTH.map(|side| {
        let numbered = offers[side].iter().enumerate();
        numbered.map(|(at, offer)| (offer.name(), at)).collect::<FxHashMap<_, _>>()
    });
    let is_changed = |candidate: &Candidate| BOTH.iter().any(|&side| changed[side][candidate.names[side].0]);
    let renumber = |candidate: Candidate| {
        let [Some(x), Some(y)] = BOTH.map(|side| places[side].get(&candidate.names[side]).copied()) else {
            return None;
        };
        Some(Candidate { offers: [x, y], ..candidate })
    };
    known.into_iter().filter(|candidate| !is_changed(candidate)).filter_map(renumber).collect()
}
