//! Sentences of two reports paired (句子对齐): inside aligned sections first, then over the whole report.
//!
//! What reads alike anchors; the heaviest run of anchors that keeps its order parts the reports into gaps; a gap is
//! solved as a whole, where a weak likeness will do, for the neighbours speak for it; what is left over is paired over
//! the whole report, where only a strong likeness will do. Then sentences that kept their frame and little else find each
//! other, all that two reports share is judged once more, and sentences are cut where a clause of theirs went elsewhere.
//!
//! ```text
//! a   1  2  3  4  5        1–1, 5–4 anchors
//!     │  └──┐   ╲ │        gap {2 3 4} {2 3}: 2–3 in the gap; 4 and 2 are left over
//! b   1  2  3     4
//! ```

mod vocabulary;
mod tells;
mod features;
mod likeness;
mod postings;
mod kinship;
mod matched;
mod candidates;
mod gaps;
mod evidence;
mod content;
mod frames;
mod clauses;
mod judge;
mod openings;
mod parts;
mod also;
mod whole;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::pair::Pair;
use crate::text::Span;

use super::order::heaviest_run;
use super::units::Unit;
use candidates::{anchors, candidates, left_over};
use evidence::Weighed;
use features::Feature;
pub(crate) use features::mark_length;
pub use features::{Drafts, Features};
pub use kinship::{Kinship, Kinships};
use likeness::Table;
use matched::Matched;
use parts::{Block, Cuts, Parts};
pub use vocabulary::Vocabulary;
use whole::Halves;

/// Pieces that belong together: units, as long as none was cut. At least one side is a single piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Indices of the earlier report's pieces.
    pub before: Range<usize>,
    /// Indices of the later report's pieces.
    pub after: Range<usize>,
    /// Whether it stands elsewhere among the others.
    pub moved: bool,
    /// Whether one of the pieces is only a part of a sentence, of which the rest belongs elsewhere.
    pub is_cut: bool,
}

impl Link {
    /// Whole sentences that stand where they stood.
    pub fn new(before: Range<usize>, after: Range<usize>) -> Self {
        Link { before, after, moved: false, is_cut: false }
    }
}

/// The sentences of two reports paired.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The pieces of both reports, which tile their texts: units, and parts of units that were cut.
    pub pieces: Pair<Vec<Span>>,
    /// In the order of the later report.
    pub links: Vec<Link>,
    /// Further partners.
    pub also: Vec<Also>,
}

/// A further partner of a sentence: where a clause of the sentence begins on one side, and the sentence on the other that
/// holds the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// A sentence of the earlier report that a clause of the later one, which begins here, came from as well.
    From(Span, u32),
    /// A sentence of the later report that a clause of the earlier one, which begins here, went to as well.
    To(Span, u32),
}

impl Also {
    /// The same seen from the other end.
    #[must_use]
    pub const fn invert(self) -> Self {
        match self {
            Also::From(span, at) => Also::To(span, at),
            Also::To(span, at) => Also::From(span, at),
        }
    }
}

/// The least likeness of two sentences that nothing but their words brings together.
const ALONE: u32 = 500;
/// The fewest characters of a sentence that is said to have moved word for word, and in other words.
const MOVED: (u32, u32) = (6, 16);

/// From this many characters on a sentence that reads alike is the same one, wherever it stands.
const LONG: u32 = 24;

/// Two reports' units with all that pairing them needs.
struct Sides<'a> {
    features: Pair<&'a [Feature]>,
    units: Pair<&'a [Unit]>,
    kinships: &'a Kinships,
    vocabulary: &'a Vocabulary,
}

impl<'a> Sides<'a> {
    /// How alike two units are, with what their sections say.
    fn score(&self, table: &mut Table<'a>, a: usize, b: usize) -> u32 {
        self.score_of(a, b, self.likeness(table, a, b))
    }

    fn likeness(&self, table: &mut Table<'a>, a: usize, b: usize) -> u32 {
        table.hold(&self.features.before[a]).likeness(&self.features.after[b])
    }

    /// The score of two units whose likeness is known.
    fn score_of(&self, a: usize, b: usize, likeness: u32) -> u32 {
        let kinship = self.kinship(a, b);
        if likeness == 0 || likeness == 1000 && (kinship != Kinship::Apart || self.features.before[a].chars >= LONG) {
            return likeness;
        }
        let bonus = match kinship {
            Kinship::Partners if self.headings(a, b) => 300,
            Kinship::Partners | Kinship::Near => 40,
            Kinship::None => return likeness.saturating_sub(30),
            Kinship::Opposed => return likeness.saturating_sub(100),
            Kinship::Apart => return 0,
        };
        (likeness + bonus).min(999)
    }

    /// How the places of two units belong together; a row of a table and a sentence never do.
    fn kinship(&self, a: usize, b: usize) -> Kinship {
        if self.features.before[a].form.opposes(self.features.after[b].form) {
            return Kinship::Apart;
        }
        self.kinships.of(Pair::new(self.units.before[a].section, self.units.after[b].section))
    }

    fn headings(&self, a: usize, b: usize) -> bool {
        self.units.before[a].heading && self.units.after[b].heading
    }

    /// Whether there are more units than any report has: only the likest of their pairs are then looked at.
    fn are_long(&self) -> bool {
        self.units.before.len().max(self.units.after.len()) >= LONG_TEXT
    }
}

/// From this many units on a text is longer than any report.
const LONG_TEXT: usize = 4000;
/// In how many units a word may stand that is followed from one unit to the others; in long texts only rare words are.
const FOLLOWED: (usize, usize) = (150, 24);

/// Pairs the units of two reports; `kinships` say how their sections belong together. The features must be numbered by
/// one vocabulary.
///
/// What nothing pairs is in no link.
pub fn align(
    features: Pair<&Features>,
    units: Pair<&[Unit]>,
    kinships: &Kinships,
    vocabulary: &Vocabulary,
) -> Alignment {
    let cut = whole::halved(features, units, vocabulary);
    let features = cut.as_ref().map(|(features, _)| features.as_slice());
    let units = cut.as_ref().map(|(_, units)| units.as_slice());
    let sides = Sides { features, units, kinships, vocabulary };
    // What the judge looks at is known before any pair is: it is found while the first pairs are.
    let ((mut matched, mut table), (weighed, near)) = rayon::join(
        || first_pairs(&sides),
        || {
            let weighed = Weighed::new(&sides);
            let near = judge::candidates(&sides, &weighed);
            (weighed, near)
        },
    );
    content::drop_hollow(&sides, &weighed, &mut matched);
    frames::pair(&sides, &weighed, &mut matched);
    content::drop_hollow(&sides, &weighed, &mut matched);
    let judged = judge::all(&sides, &weighed, near, &matched);
    judge::drop_doubtful(&sides, &weighed, &judged, &mut matched);
    judge::pair_free(&sides, &weighed, &judged, &mut matched);
    openings::pair(&sides, &mut matched);
    let kept = in_order(&sides, &mut table, &matched);
    content::drop_moved_headings(&sides, &weighed, &kept, &mut matched);
    let parts = parts::find(&sides, &weighed, &matched);
    let also =
        also::find(&sides, &weighed, &parts, &judged).into_iter().map(|further| named(&sides, &further)).collect();
    let halves = sides.units.map(Halves::new);
    whole::restore(Alignment { also, ..finish(&sides, &mut table, &parts) }, halves.as_ref())
}

/// Pairs what is alike enough by its words and its place, section by section and then over the whole report.
fn first_pairs<'a>(sides: &Sides<'a>) -> (Matched, Table<'a>) {
    let mut matched = Matched::new(sides.units.before.len(), sides.units.after.len());
    let mut table = Table::new(sides.vocabulary);
    alike(sides, &mut matched);
    let candidates = candidates(sides, &mut table, &matched);
    anchors(&candidates, &mut matched);
    drop_doubtful_moves(sides, &mut table, &mut matched);
    gaps::absorb(sides, &candidates, &mut matched);
    gaps::solve(sides, &mut table, &candidates, &mut matched);
    left_over(sides, &candidates, &mut matched);
    beside_moves(sides, &mut table, &mut matched);
    drop_doubtful_moves(sides, &mut table, &mut matched);
    gaps::absorb(sides, &candidates, &mut matched);
    (matched, table)
}

/// A further partner by its place.
fn named(sides: &Sides<'_>, further: &also::Further) -> Also {
    let (own, other) = match further.side {
        0 => (&sides.units.before[further.unit], &sides.units.after[further.other]),
        _ => (&sides.units.after[further.unit], &sides.units.before[further.other]),
    };
    let at = own.text.start + further.at as u32;
    if further.side == 0 { Also::To(other.text, at) } else { Also::From(other.text, at) }
}

/// Pairs what reads alike: what stands once on both sides, then what stands beside such a pair.
fn alike(sides: &Sides<'_>, matched: &mut Matched) {
    for by in [|f: &Feature| f.exact, |f: &Feature| f.masked] {
        let mut seen: FxHashMap<u32, Pair<(u32, usize)>> = FxHashMap::default();
        for (at, feature) in sides.features.before.iter().enumerate().filter(|(at, _)| !matched.taken.before[*at]) {
            let entry = &mut seen.entry(by(feature)).or_default().before;
            *entry = (entry.0 + 1, at);
        }
        for (at, feature) in sides.features.after.iter().enumerate().filter(|(at, _)| !matched.taken.after[*at]) {
            let entry = &mut seen.entry(by(feature)).or_default().after;
            *entry = (entry.0 + 1, at);
        }
        for (a, feature) in sides.features.before.iter().enumerate() {
            if let Some(Pair { before: (1, x), after: (1, b) }) = seen.get(&by(feature))
                && *x == a
                && (feature.chars >= LONG || !matches!(sides.kinship(a, *b), Kinship::Opposed | Kinship::Apart))
            {
                matched.add(a, *b);
            }
        }
        for (a, b) in matched.pairs() {
            for step in [1isize, -1] {
                let (mut a, mut b) = (a, b);
                while let (Some(x), Some(y)) = (a.checked_add_signed(step), b.checked_add_signed(step)) {
                    let same = match (sides.features.before.get(x), sides.features.after.get(y)) {
                        (Some(f), Some(g)) => by(f) == by(g),
                        _ => false,
                    };
                    if !same || !matched.free(x, y) {
                        break;
                    }
                    matched.add(x, y);
                    (a, b) = (x, y);
                }
            }
        }
    }
}

/// What two units carry: the characters of the shorter one, by how alike they are.
fn carried<'a>(sides: &Sides<'a>, table: &mut Table<'a>, a: usize, b: usize) -> u64 {
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    // A heading holds its section in place.
    let chars = x.chars.min(y.chars) + if sides.headings(a, b) { 60 } else { 0 };
    u64::from(chars) * u64::from(sides.likeness(table, a, b)) + 1
}

/// The pairs that keep their order, as indices of the earlier report.
fn in_order<'a>(sides: &Sides<'a>, table: &mut Table<'a>, matched: &Matched) -> Vec<usize> {
    let pairs = matched.pairs();
    let places: Vec<(usize, u64)> = pairs.iter().map(|&(a, b)| (b, carried(sides, table, a, b))).collect();
    heaviest_run(&places).into_iter().map(|at| pairs[at].0).collect()
}

/// Parts pairs that are out of order and too short or too little alike to be called moved: a false move annoys more than
/// a missed one.
fn drop_doubtful_moves<'a>(sides: &Sides<'a>, table: &mut Table<'a>, matched: &mut Matched) {
    let kept = in_order(sides, table, matched);
    for (a, b) in matched.pairs() {
        if kept.binary_search(&a).is_ok() || matched.stands_for_several(a) {
            continue;
        }
        let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
        let least = if x.exact == y.exact { MOVED.0 } else { MOVED.1 };
        let heading = (x.heading || y.heading) && x.exact != y.exact && sides.kinship(a, b) != Kinship::Partners;
        let short = x.chars.min(y.chars) < least && !sides.headings(a, b);
        if short || heading {
            matched.drop(a, b);
        }
    }
}

/// The least likeness of two sentences that stand beside a pair that moved.
const BESIDE: u32 = 380;

/// What stands beside a pair that moved, on both sides, moved with it.
fn beside_moves<'a>(sides: &Sides<'a>, table: &mut Table<'a>, matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        for step in [1isize, -1] {
            let (Some(x), Some(y)) = (a.checked_add_signed(step), b.checked_add_signed(step)) else { continue };
            if x < matched.before.len()
                && y < matched.after.len()
                && matched.free(x, y)
                && sides.score(table, x, y) >= BESIDE
            {
                matched.add(x, y);
            }
        }
    }
}

/// As how alike parts of sentences count, and one sentence and several, where the links that stay are chosen.
const LIKENESS_OF_PARTS: u64 = 400;
const LIKENESS_OF_SEVERAL: u64 = 800;

/// All links with what moved marked, in the order of the later report.
fn finish<'a>(sides: &Sides<'a>, table: &mut Table<'a>, parts: &Parts) -> Alignment {
    let cuts = parts.cuts(sides.units);
    let chars = |features: &[Feature], range: &Range<usize>| -> u64 {
        features[range.clone()].iter().map(|feature| u64::from(feature.chars)).sum()
    };
    let mut links: Vec<(Link, u64)> = Vec::with_capacity(parts.blocks.len() + parts.links.len());
    for Block { units: [a, b], places } in &parts.blocks {
        let (x, y) = (cuts[0].piece(*a, places[0].start), cuts[1].piece(*b, places[1].start));
        let is_cut = cuts[0].is_part(x) || cuts[1].is_part(y);
        let weight = match is_cut {
            true => LIKENESS_OF_PARTS * places[0].len().min(places[1].len()) as u64,
            false => carried(sides, table, *a, *b),
        };
        links.push((Link { is_cut, ..Link::new(x..x + 1, y..y + 1) }, weight));
    }
    for Link { before, after, .. } in &parts.links {
        let weight =
            LIKENESS_OF_SEVERAL * chars(sides.features.before, before).min(chars(sides.features.after, after)) + 1;
        let pieces = (parts.pieces_of(&cuts[0], before, 0), parts.pieces_of(&cuts[1], after, 1));
        let is_part = |cuts: &Cuts, pieces: &Range<usize>| cuts.is_part(pieces.start) || cuts.is_part(pieces.end - 1);
        let is_cut = is_part(&cuts[0], &pieces.0) || is_part(&cuts[1], &pieces.1);
        links.push((Link { is_cut, ..Link::new(pieces.0, pieces.1) }, weight));
    }
    links.sort_by_key(|(link, _)| (link.before.start, link.after.start));
    let places: Vec<(usize, u64)> = links.iter().map(|(link, weight)| (link.after.start, *weight)).collect();
    let kept = heaviest_run(&places);
    let mut links: Vec<Link> = links.into_iter().map(|(link, _)| link).collect();
    for (at, link) in links.iter_mut().enumerate() {
        link.moved = kept.binary_search(&at).is_err();
    }
    links.sort_by_key(|link| link.after.start);
    let [before, after] = cuts.map(|cuts| cuts.spans);
    Alignment { pieces: Pair::new(before, after), links, also: Vec::new() }
}
