//! Sentences that stay whole (整句), and those that are paired by halves.
//!
//! A sentence that strings tasks together with ； stays whole where the other report has one like it. Where it has none,
//! each half is paired by itself; halves that went the same way go together again.
//!
//! ```text
//! a   …；…。      1–1 and 2–2 are one pair again; had the second half gone elsewhere, it would be a pair of its own
//!     └1┘└2┘
//! b   …；…。
//! ```

use std::ops::Range;

use crate::align::units::Unit;
use crate::pair::Pair;
use crate::text::Span;

use super::features::{Feature, Features, Parted};
use super::likeness::Table;
use super::vocabulary::Vocabulary;
use super::{Alignment, LONG_TEXT, Link};

/// From this likeness to a sentence of the other report on, in thousandths, a sentence stays whole. Set by hand: one that
/// was reworded, split or merged is as alike as that.
const WHOLE: u32 = 550;
/// No sentence is put together to more characters.
const LONGEST: u32 = 1200;

/// The units of two reports with what is compared of them, where those that are like none of the other report are cut in
/// halves.
pub(super) fn halved(
    features: Pair<&Features>,
    units: Pair<&[Unit]>,
    vocabulary: &Vocabulary,
) -> Pair<(Vec<Feature>, Vec<Unit>)> {
    let before = parted(features, units.before, vocabulary);
    Pair::new(before, parted(features.invert(), units.after, vocabulary))
}

/// The units of the first of two reports.
fn parted(sides: Pair<&Features>, units: &[Unit], vocabulary: &Vocabulary) -> (Vec<Feature>, Vec<Unit>) {
    let Pair { before: own, after: others } = sides;
    let mut table = Table::new(vocabulary);
    // Where there are more than any report has, sentences stay whole.
    let long = own.units.len().max(others.units.len()) >= LONG_TEXT;
    let mut is_alone = |parted: &&Parted<Feature>| {
        table.hold(&own.units[parted.unit]);
        !long && others.units.iter().all(|other| table.likeness(other) < WHOLE)
    };
    let mut alone = own.parted.iter().filter(|parted| is_alone(parted)).peekable();
    let mut out = (Vec::with_capacity(units.len()), Vec::with_capacity(units.len()));
    for (at, (feature, unit)) in own.units.iter().zip(units).enumerate() {
        match alone.next_if(|parted| parted.unit == at) {
            Some(Parted { halves, .. }) => {
                out.0.extend(halves.iter().map(|(_, feature)| feature.clone()));
                out.1.extend(halves.iter().map(|(unit, _)| *unit));
            }
            None => {
                out.0.push(feature.clone());
                out.1.push(*unit);
            }
        }
    }
    out
}

/// Puts the halves of sentences together again that have halves of one sentence as their partners, or none at all.
pub(super) fn restore(alignment: Alignment, halves: Pair<&Halves>) -> Alignment {
    let Alignment { pieces, links, also } = alignment;
    let count = pieces.as_ref().map(Vec::len);
    let mut of = count.map(|count| vec![None; count]);
    for (at, link) in links.iter().enumerate() {
        of.before[link.before.clone()].fill(Some(at));
        of.after[link.after.clone()].fill(Some(at));
    }
    // For each piece whether it goes on with the one before it.
    let mut joins = count.map(|count| vec![false; count]);
    let lone = |of: &[Option<usize>], at: usize| of[at].is_none() && of[at - 1].is_none();
    for at in 1..count.before {
        joins.before[at] = halves.before.goes_on(&pieces.before, at) && lone(&of.before, at);
    }
    for at in 1..count.after {
        if !halves.after.goes_on(&pieces.after, at) {
            continue;
        }
        joins.after[at] = lone(&of.after, at);
        let (Some(first), Some(second)) = (of.after[at - 1], of.after[at]) else { continue };
        let (x, y) = (&links[first], &links[second]);
        let single = |link: &Link| link.before.len() == 1 && link.after.len() == 1;
        let meets = first != second && single(x) && single(y) && x.before.end == y.before.start && x.moved == y.moved;
        if meets && halves.before.goes_on(&pieces.before, y.before.start) {
            (joins.before[y.before.start], joins.after[at]) = (true, true);
        }
    }
    let (before, places) = joined(&pieces.before, &joins.before);
    let (after, others) = joined(&pieces.after, &joins.after);
    let mut out: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        let range = |range: &Range<usize>, places: &[usize]| places[range.start]..places[range.end - 1] + 1;
        let own = Link { before: range(&link.before, &places), after: range(&link.after, &others), ..link };
        match out.last_mut().filter(|last| last.before == own.before && last.after == own.after) {
            Some(last) => last.is_cut |= own.is_cut,
            None => out.push(own),
        }
    }
    Alignment { pieces: Pair::new(before, after), links: out, also }
}

/// The pieces put together, and where each of the old ones is among them.
fn joined(pieces: &[Span], joins: &[bool]) -> (Vec<Span>, Vec<usize>) {
    let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
    let mut places = Vec::with_capacity(pieces.len());
    for (piece, joins) in pieces.iter().zip(joins) {
        match out.last_mut().filter(|_| *joins) {
            Some(last) => *last = last.join(*piece),
            None => out.push(*piece),
        }
        places.push(out.len() - 1);
    }
    (out, places)
}

/// Where the second halves of a report's sentences begin.
pub(super) struct Halves(Vec<u32>);

impl Halves {
    pub(super) fn new(units: &[Unit]) -> Self {
        Halves(units.iter().filter(|unit| unit.goes_on).map(|unit| unit.span.start).collect())
    }

    /// Whether a piece is the half of the sentence whose other half stands right before it.
    fn goes_on(&self, pieces: &[Span], at: usize) -> bool {
        self.0.binary_search(&pieces[at].start).is_ok() && pieces[at - 1].join(pieces[at]).len() <= LONGEST
    }
}
