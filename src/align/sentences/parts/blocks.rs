//! What belongs together, down to parts of sentences; and the sentences cut accordingly.

use std::ops::Range;

use crate::align::sentences::Link;
use crate::align::sentences::features::Feature;
use crate::align::sentences::matched::Matched;
use crate::align::units::Unit;
use crate::pair::Pair;
use crate::text::Span;

/// The earlier report, and the later one.
pub(super) const BOTH: [usize; 2] = [0, 1];

/// Two sentences, or parts of them, that belong together.
#[derive(Clone)]
pub(in crate::align::sentences) struct Block {
    /// The sentences.
    pub(in crate::align::sentences) units: [usize; 2],
    /// Where in each it stands, in characters.
    pub(in crate::align::sentences) places: [Range<usize>; 2],
}

/// What belongs together, down to parts of sentences.
pub(in crate::align::sentences) struct Parts {
    /// One to one.
    pub(in crate::align::sentences) blocks: Vec<Block>,
    /// One to several.
    pub(in crate::align::sentences) links: Vec<Link>,
    /// What is left of each sentence that one of the links holds, or nothing.
    pub(in crate::align::sentences) kernels: [Vec<Range<usize>>; 2],
    /// Parts that have partners of their own but would be fragments: their sentences stay whole.
    pub(in crate::align::sentences) whole: Vec<Block>,
}

/// What holds a part of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Nothing: it has no partner.
    Free,
    /// The block of a number.
    Block(usize),
    /// A link of one to several; whether its front, and its back, is where the link ends.
    Link([bool; 2]),
}

impl Hold {
    pub(super) fn block(self) -> Option<usize> {
        match self {
            Hold::Block(at) => Some(at),
            _ => None,
        }
    }
}

/// A sentence, or what is left of it, with what it is a pair with.
pub(super) struct Piece {
    pub(super) unit: usize,
    pub(super) place: Range<usize>,
    pub(super) hold: Hold,
    /// The sentences of the partner, and its words.
    pub(super) others: Range<usize>,
    pub(super) words: Vec<u32>,
}

/// Where a piece is cut for a part.
pub(super) struct Cut {
    pub(super) place: Range<usize>,
    /// Where the other side of its block is cut, if the part stands in the middle; and whether what stands before the
    /// part goes with the back of it.
    pub(super) border: Option<(usize, bool)>,
}

impl Parts {
    pub(super) fn new(features: [&[Feature]; 2], matched: &Matched) -> Self {
        let kernels = features.map(|features| features.iter().map(|feature| 0..feature.length()).collect());
        let mut parts = Parts { blocks: Vec::new(), links: Vec::new(), kernels, whole: Vec::new() };
        for link in matched.all() {
            match (link.before.len(), link.after.len()) {
                (1, 1) => {
                    let units = [link.before.start, link.after.start];
                    let places = BOTH.map(|side| 0..features[side][units[side]].length());
                    parts.blocks.push(Block { units, places });
                }
                _ => parts.links.push(link),
            }
        }
        parts
    }

    /// Takes a part from a piece.
    pub(super) fn apply(&mut self, piece: &Piece, cut: &Cut, side: usize) {
        let rest = |place: &mut Range<usize>| match cut.place.start == place.start {
            true => place.start = cut.place.end,
            false => place.end = cut.place.start,
        };
        match (piece.hold, cut.border) {
            (Hold::Free, _) => {}
            (Hold::Link(_), _) => rest(&mut self.kernels[side][piece.unit]),
            (Hold::Block(at), None) => rest(&mut self.blocks[at].places[side]),
            (Hold::Block(at), Some((border, is_crossed))) => {
                let mut back = self.blocks[at].clone();
                let front = &mut self.blocks[at];
                front.places[side].end = cut.place.start;
                back.places[side].start = cut.place.end;
                let (first, second) = if is_crossed { (&mut back, front) } else { (front, &mut back) };
                first.places[1 - side].end = border;
                second.places[1 - side].start = border;
                self.blocks.push(back);
            }
        }
    }

    /// The pieces of both reports.
    pub(in crate::align::sentences) fn cuts(&self, units: Pair<&[Unit]>) -> [Cuts; 2] {
        let units = [units.before, units.after];
        BOTH.map(|side| {
            let mut starts: Vec<(usize, usize)> =
                self.blocks.iter().map(|block| (block.units[side], block.places[side].start)).collect();
            starts.extend(self.kernels[side].iter().enumerate().map(|(unit, kernel)| (unit, kernel.start)));
            starts.sort_unstable();
            starts.dedup();
            Cuts::new(units[side], starts)
        })
    }

    /// Where the sentences of a link stand among the pieces of a report.
    pub(in crate::align::sentences) fn pieces_of(
        &self,
        cuts: &Cuts,
        units: &Range<usize>,
        side: usize,
    ) -> Range<usize> {
        let piece = |unit: usize| cuts.piece(unit, self.kernels[side][unit].start);
        piece(units.start)..piece(units.end - 1) + 1
    }
}

/// A report's sentences as far as they were cut.
pub(in crate::align::sentences) struct Cuts {
    /// The places of the pieces, which tile the text.
    pub(in crate::align::sentences) spans: Vec<Span>,
    /// The sentence of each, and where in it the piece begins.
    starts: Vec<(usize, usize)>,
}

impl Cuts {
    fn new(units: &[Unit], starts: Vec<(usize, usize)>) -> Self {
        let mut spans = Vec::with_capacity(starts.len());
        for (at, &(unit, start)) in starts.iter().enumerate() {
            let Unit { span, text, .. } = units[unit];
            let is_first = at == 0 || starts[at - 1].0 != unit;
            let next = starts.get(at + 1).filter(|next| next.0 == unit);
            let from = if is_first { span.start } else { text.start + start as u32 };
            spans.push(Span::new(from, next.map_or(span.end, |next| text.start + next.1 as u32)));
        }
        Cuts { spans, starts }
    }

    /// The piece of a sentence that begins at a character.
    pub(in crate::align::sentences) fn piece(&self, unit: usize, start: usize) -> usize {
        self.starts.partition_point(|place| *place < (unit, start))
    }

    /// Whether a piece is only a part of its sentence.
    pub(in crate::align::sentences) fn is_part(&self, piece: usize) -> bool {
        let unit = |at: Option<usize>| at.and_then(|at| self.starts.get(at)).map(|place| place.0);
        let own = unit(Some(piece));
        own == unit(piece.checked_sub(1)) || own == unit(Some(piece + 1))
    }
}
