//! Runs of clauses that may have partners of their own, and how well two of them go together.

use std::borrow::Cow;
use std::ops::Range;

use crate::align::sentences::content;
use crate::align::sentences::evidence::{Weighed, odds, sections, shared_words};
use crate::align::sentences::features::{Feature, distinct};
use crate::align::sentences::likeness::shared;
use crate::align::sentences::matched::Matched;
use crate::align::sentences::postings::Postings;
use crate::align::sentences::{FOLLOWED, MOVED, Sides};

use super::blocks::{BOTH, Cut, Hold, Parts, Piece};

/// The least odds of a part and its partner whose sections belong together, and the least evidence.
pub(super) const LEAST: (i32, i32) = (500, -2000);
/// The same where they do not: there a phrase that is everywhere finds itself.
pub(super) const LEAST_FAR: (i32, i32) = (1500, -1000);
/// A clause of which its sentence's partner holds less than this, in thousandths, may belong elsewhere.
const LOOSE: u32 = 400;
/// A clause belongs to a part where the partner holds this much of it, in thousandths, or it this much of the partner.
const HELD: u32 = 250;

/// No part of fewer characters is cut off, nor left over: it reads as a fragment.
const SHORTEST: usize = 11;

/// What may have a partner of its own: a run of clauses that the partner of its sentence leaves unsaid.
pub(super) struct Offer {
    pub(super) piece: usize,
    /// Which clauses of its sentence.
    pub(super) clauses: Range<usize>,
    pub(super) words: Vec<u32>,
    pub(super) mass: u32,
    /// The sentence of the piece.
    pub(super) unit: usize,
}

impl Offer {
    /// The sentence, and the first clause: the same in all rounds.
    pub(super) fn name(&self) -> (usize, usize) {
        (self.unit, self.clauses.start)
    }
}

/// A clause of a sentence.
struct Clause {
    place: Range<usize>,
    words: Vec<u32>,
    mass: u32,
}

/// Two offers that share words.
pub(super) struct Candidate {
    pub(super) offers: [usize; 2],
    /// What the offers are called in the next round.
    pub(super) names: [(usize, usize); 2],
    pub(super) places: [Range<usize>; 2],
    /// Whether their sections do not belong together.
    pub(super) far: bool,
    pub(super) evidence: i32,
    pub(super) odds: i32,
}

pub(super) struct Reader<'a> {
    sides: &'a Sides<'a>,
    weighed: &'a Weighed,
    pub(super) features: [&'a [Feature]; 2],
    /// The clauses of each sentence; none of one that reads like its partner.
    clauses: [Vec<Vec<Clause>>; 2],
    /// Whether a word is rare enough, and telling, to be followed from one sentence to the others.
    is_followed: Vec<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sides: &'a Sides<'a>, weighed: &'a Weighed, matched: &Matched) -> Self {
        let features = [sides.features.before, sides.features.after];
        let partners = [&matched.before, &matched.after];
        let clauses: [Vec<Vec<Clause>>; 2] = BOTH.map(|side| {
            let read = |(unit, feature): (usize, &Feature)| {
                let partner = partners[side][unit].map(|partner| &features[1 - side][partner]);
                let is_alike = |other: &Feature| other.exact == feature.exact || other.masked == feature.masked;
                if feature.heading || partner.is_some_and(is_alike) {
                    return Vec::new();
                }
                let clause = |place: Range<usize>| {
                    let words = feature.words_of(place.clone());
                    Clause { place, mass: weighed.sum(&words), words }
                };
                feature.clauses().map(clause).collect()
            };
            features[side].iter().enumerate().map(read).collect()
        });
        let mut counts = vec![0usize; weighed.weights.len()];
        let open = features[1].iter().zip(&clauses[1]).filter(|(_, clauses)| !clauses.is_empty());
        for word in open.flat_map(|(feature, _)| &feature.words) {
            counts[*word as usize] += 1;
        }
        let most = if sides.are_long() { FOLLOWED.1 } else { FOLLOWED.0 };
        let followed = |(count, weight): (&usize, &u32)| *count <= most && *weight > 0;
        let is_followed = counts.iter().zip(&weighed.weights).map(followed).collect();
        Reader { sides, weighed, features, clauses, is_followed }
    }

    /// Which clauses of a sentence stand in a place.
    fn clauses_of(&self, side: usize, unit: usize, place: &Range<usize>) -> Range<usize> {
        let all = &self.clauses[side][unit];
        let from = all.partition_point(|clause| clause.place.start < place.start);
        let to = all.partition_point(|clause| clause.place.end <= place.end);
        from..to.max(from)
    }

    /// The words of some clauses of a sentence.
    fn words_of(&self, side: usize, unit: usize, clauses: Range<usize>) -> Vec<u32> {
        distinct(self.clauses[side][unit][clauses].iter().flat_map(|clause| &clause.words).copied())
    }

    /// The weight of the words that both lists hold.
    fn shared(&self, a: &[u32], b: &[u32]) -> u32 {
        shared(a, b, |word| self.weighed.weights[word as usize])
    }

    /// What is left of a report's sentences, in order.
    pub(super) fn pieces(&self, parts: &Parts, side: usize) -> Vec<Piece> {
        let (own, others) = (self.features[side], self.features[1 - side]);
        let mut out = Vec::new();
        let mut taken = vec![false; own.len()];
        for (at, block) in parts.blocks.iter().enumerate() {
            let (unit, other) = (block.units[side], block.units[1 - side]);
            taken[unit] = true;
            let (x, y) = (&own[unit], &others[other]);
            if x.exact != y.exact && x.masked != y.masked {
                let words = y.words_of(block.places[1 - side].clone());
                let place = block.places[side].clone();
                out.push(Piece { unit, place, hold: Hold::Block(at), others: other..other + 1, words });
            }
        }
        for link in &parts.links {
            let ranges = [&link.before, &link.after];
            for unit in ranges[side].clone() {
                taken[unit] = true;
                let ends = [unit == ranges[side].start, unit + 1 == ranges[side].end];
                let units = ranges[1 - side].clone();
                let left = units.clone().map(|unit| others[unit].words_of(parts.kernels[1 - side][unit].clone()));
                let words = distinct(left.flatten());
                let place = parts.kernels[side][unit].clone();
                out.push(Piece { unit, place, hold: Hold::Link(ends), others: units, words });
            }
        }
        let free = (0..own.len()).filter(|unit| !taken[*unit]);
        let whole = |unit: usize| 0..own[unit].length();
        out.extend(free.map(|unit| Piece {
            unit,
            place: whole(unit),
            hold: Hold::Free,
            others: 0..0,
            words: Vec::new(),
        }));
        out.retain(|piece| !own[piece.unit].heading);
        out.sort_by_key(|piece| (piece.unit, piece.place.start));
        out
    }

    /// What of a report's pieces may have a partner of its own.
    pub(super) fn offers(&self, pieces: &[Piece], side: usize) -> Vec<Offer> {
        let mut out = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let own = self.clauses_of(side, piece.unit, &piece.place);
            let mut offer = |clauses: Range<usize>| {
                let words = match piece.hold {
                    Hold::Free => self.features[side][piece.unit].words.clone(),
                    _ => self.words_of(side, piece.unit, clauses.clone()),
                };
                out.push(Offer { piece: at, unit: piece.unit, clauses, mass: self.weighed.sum(&words), words });
            };
            let (ends, middle) = match piece.hold {
                Hold::Free => {
                    offer(own);
                    continue;
                }
                Hold::Block(_) => ([true, true], true),
                Hold::Link(ends) => (ends, false),
            };
            if own.len() < 2 {
                continue;
            }
            let clauses = &self.clauses[side][piece.unit];
            let held: Vec<u32> = clauses.iter().map(|clause| self.shared(&clause.words, &piece.words)).collect();
            // The clause that its partner holds most of stays.
            let stays = own.clone().max_by_key(|&at| (held[at], std::cmp::Reverse(at)));
            let is_loose = |at: usize| {
                Some(at) != stays && 1000 * u64::from(held[at]) < u64::from(LOOSE) * u64::from(clauses[at].mass.max(1))
            };
            let mut from = own.start;
            while from < own.end {
                let to = (from..own.end).find(|&at| !is_loose(at)).unwrap_or(own.end);
                let (is_front, is_back) = (from == own.start, to == own.end);
                if to > from && (is_front && ends[0] || is_back && ends[1] || !is_front && !is_back && middle) {
                    offer(from..to);
                }
                from = to + 1;
            }
        }
        out
    }

    /// Offers of which one at least is a part of a sentence and one at least is of a sentence that changed, and that share
    /// enough.
    pub(super) fn candidates(
        &self,
        pieces: &[Vec<Piece>; 2],
        offers: &[Vec<Offer>; 2],
        changed: &[Vec<bool>; 2],
    ) -> Vec<Candidate> {
        let whole = BOTH.map(|side| {
            let holds = offers[side].iter().map(|offer| pieces[side][offer.piece].hold);
            holds.map(|hold| hold == Hold::Free).collect::<Vec<_>>()
        });
        let is_new = |side: usize, at: usize| changed[side][offers[side][at].unit];
        let mut out = Vec::new();
        // What is new of the earlier report is held against all of the later one, and the rest against what is new there.
        for new in [true, false] {
            let first: Vec<usize> = (0..offers[0].len()).filter(|&x| is_new(0, x) == new).collect();
            let words = offers[1].iter().enumerate().map(|(y, offer)| match new || is_new(1, y) {
                true => offer.words.as_slice(),
                false => &[],
            });
            if !first.is_empty() {
                self.add_candidates(&mut out, pieces, offers, (&first, words), &whole);
            }
        }
        out
    }

    /// Adds the candidates of some offers of the earlier report with those of the later one by their words.
    fn add_candidates<'o>(
        &self,
        out: &mut Vec<Candidate>,
        pieces: &[Vec<Piece>; 2],
        offers: &[Vec<Offer>; 2],
        (first, words): (&[usize], impl Iterator<Item = &'o [u32]> + Clone),
        whole: &[Vec<bool>; 2],
    ) {
        // The parts stand first: a whole sentence is held against nothing else.
        let postings = Postings::new(words, &whole[1], true, self.weighed.weights.len());
        let mut sums = vec![0u32; offers[1].len()];
        let mut touched: Vec<u32> = Vec::new();
        for &x in first {
            let offer = &offers[0][x];
            for &word in offer.words.iter().filter(|word| self.is_followed[**word as usize]) {
                for &y in if whole[0][x] { postings.free(word) } else { postings.all(word) } {
                    if sums[y as usize] == 0 {
                        touched.push(y);
                    }
                    sums[y as usize] += self.weighed.weights[word as usize];
                }
            }
            touched.sort_unstable();
            for y in touched.drain(..) {
                let both = std::mem::take(&mut sums[y as usize]);
                let other = &offers[1][y as usize];
                let ends = [&pieces[0][offer.piece], &pieces[1][other.piece]];
                if !ends[0].others.contains(&ends[1].unit) {
                    out.extend(self.candidate([x, y as usize], ends, [offer, other], both));
                }
            }
        }
    }

    /// Two offers, each as far as the other one speaks for it; nothing where they can be no pair and no pair's rivals.
    fn candidate(&self, at: [usize; 2], ends: [&Piece; 2], offers: [&Offer; 2], both: u32) -> Option<Candidate> {
        let sections = sections(self.sides, ends[0].unit, ends[1].unit);
        let far = sections <= 0;
        let evidence = |both: u32, lighter: u32| Some(shared_words(both, lighter) + sections);
        let is_worth = |evidence: &i32| *evidence >= LEAST.1 - odds::CAP;
        evidence(both, both).filter(is_worth)?;
        let (first, mine, x) = self.narrowed(0, ends[0], offers[0], (&offers[1].words, offers[1].mass))?;
        let (second, theirs, y) = self.narrowed(1, ends[1], offers[1], (&mine, x))?;
        let evidence = evidence(self.shared(&mine, &theirs), x.min(y)).filter(is_worth)?;
        if far && first.len().min(second.len()) < MOVED.1 as usize {
            return None;
        }
        // Parts that share nothing but a frame are no versions of each other.
        let content = [&self.features[0][ends[0].unit].content, &self.features[1][ends[1].unit].content];
        let matter =
            shared(&mine, &theirs, |word| match content.iter().all(|words| words.binary_search(&word).is_ok()) {
                true => self.weighed.weights[word as usize],
                false => 0,
            });
        if matter < content::least(self.sides.kinship(ends[0].unit, ends[1].unit)).0 {
            return None;
        }
        let names = offers.map(Offer::name);
        Some(Candidate { offers: at, names, places: [first, second], far, evidence, odds: evidence })
    }

    /// The clauses of an offer that some words of a weight speak for, with what stands beyond them at the end of the piece;
    /// the words of these clauses, and their weight.
    fn narrowed<'o>(
        &self,
        side: usize,
        piece: &Piece,
        offer: &'o Offer,
        (others, weight): (&[u32], u32),
    ) -> Option<(Range<usize>, Cow<'o, [u32]>, u32)> {
        if piece.hold == Hold::Free {
            return Some((piece.place.clone(), Cow::Borrowed(&offer.words), offer.mass));
        }
        let clauses = &self.clauses[side][piece.unit];
        let speaks = |at: &usize| {
            let both = self.shared(&clauses[*at].words, others);
            both > 0 && 1000 * u64::from(both) >= u64::from(HELD) * u64::from(clauses[*at].mass.min(weight))
        };
        let first = offer.clauses.clone().find(speaks)?;
        let last = offer.clauses.clone().rev().find(speaks)?;
        let (outer, own) = (&offer.clauses, first..last + 1);
        let (words, mass) = match own == *outer {
            true => (Cow::Borrowed(offer.words.as_slice()), offer.mass),
            false => {
                let words = self.words_of(side, piece.unit, own);
                let mass = self.weighed.sum(&words);
                (Cow::Owned(words), mass)
            }
        };
        let at_front = clauses[outer.start].place.start == piece.place.start;
        let at_back = clauses[outer.end - 1].place.end == piece.place.end;
        let from = if at_front { piece.place.start } else { clauses[first].place.start };
        let to = if at_back { piece.place.end } else { clauses[last].place.end };
        Some((from..to, words, mass))
    }

    /// Whether a piece that is cut for a part of it falls to fragments.
    pub(super) fn is_fragment(piece: &Piece, place: &Range<usize>) -> bool {
        let left = [place.start - piece.place.start, piece.place.end - place.end];
        piece.hold != Hold::Free && left.iter().chain([&place.len()]).any(|part| (1..SHORTEST).contains(part))
    }

    /// How a piece is cut for a part of it. What stands before a part in the middle, and what stands behind it, must each go
    /// with a side of the partner, whichever comes first there; or one of the two goes with the part, where the partner has
    /// little of it.
    pub(super) fn cut(&self, parts: &Parts, piece: &Piece, place: &Range<usize>, side: usize) -> Option<Cut> {
        let at_end = place.start == piece.place.start || place.end == piece.place.end;
        let Hold::Block(at) = piece.hold else { return Some(Cut { place: place.clone(), border: None }) };
        if at_end {
            return Some(Cut { place: place.clone(), border: None });
        }
        let block = &parts.blocks[at];
        let (front, back) = (piece.place.start..place.start, place.end..piece.place.end);
        let words =
            [&front, &back].map(|place| self.words_of(side, piece.unit, self.clauses_of(side, piece.unit, place)));
        let other = block.units[1 - side];
        let clauses = &self.clauses[1 - side][other][self.clauses_of(1 - side, other, &block.places[1 - side])];
        let held: Vec<[u32; 2]> =
            clauses.iter().map(|clause| words.each_ref().map(|words| self.shared(words, &clause.words))).collect();
        let all: u32 = held.iter().map(|[x, y]| x.max(y)).sum();
        // What the wrong side would hold, with the front's partner first, or last.
        let wrong = |border: usize, first: usize| -> u32 {
            let lost = |part: &[[u32; 2]], own: usize| -> u32 {
                part.iter().map(|held| held[1 - own].saturating_sub(held[own])).sum()
            };
            lost(&held[..border], first) + lost(&held[border..], 1 - first)
        };
        let borders = (1..clauses.len()).flat_map(|border| [0, 1].map(|first| (wrong(border, first), first, border)));
        if let Some((_, first, border)) = borders.min().filter(|(wrong, ..)| 4 * wrong <= all) {
            let border = Some((clauses[border].place.start, first == 1));
            return Some(Cut { place: place.clone(), border });
        }
        let [x, y] = words.map(|words| self.shared(&words, &piece.words));
        if 3 * x.min(y) > x + y {
            return None;
        }
        let place = if x <= y { piece.place.start..place.end } else { place.start..piece.place.end };
        Some(Cut { place, border: None })
    }
}
