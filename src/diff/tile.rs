//! Links to changes that tile both texts, in the order of the later one.

use super::label::{self, Shape};
use super::prepared::Side;
use super::{Change, Edit, Op, TextChange, edits};
use crate::align::sentences::{Also, Link};
use crate::pair::Pair;
use crate::text::Span;

/// The pieces of two texts, with what belongs together.
pub(super) struct Aligned {
    pub(super) pieces: Pair<Vec<Span>>,
    pub(super) linked: Vec<Linked>,
    /// Further partners.
    pub(super) also: Vec<Also>,
}

/// A link with its edits.
pub(super) struct Linked {
    pub(super) link: Link,
    pub(super) edits: Vec<Edit>,
}

impl Linked {
    /// Compares the two sides of a link.
    pub(super) fn new(sides: Pair<&Side<'_>>, pieces: Pair<&[Span]>, link: Link) -> Self {
        Linked { edits: edits::edits(sides, spans(pieces, &link)), link }
    }

    /// Seen from the other end: what was earlier is now later; what went still stands before what came.
    pub(super) fn invert(self) -> Self {
        let Link { before, after, moved, is_cut } = self.link;
        let mut edits: Vec<Edit> = self.edits.into_iter().map(inverted).collect();
        for at in 1..edits.len() {
            if edits[at - 1].op == Op::Insert && edits[at].op == Op::Delete {
                let (insert, delete) = (edits[at - 1], edits[at]);
                edits[at - 1] = Edit { after: Span::new(insert.after.start, insert.after.start), ..delete };
                edits[at] = Edit { before: Span::new(delete.before.end, delete.before.end), ..insert };
            }
        }
        Linked { link: Link { before: after, after: before, moved, is_cut }, edits }
    }
}

fn inverted(edit: Edit) -> Edit {
    let op = match edit.op {
        Op::Delete => Op::Insert,
        Op::Insert => Op::Delete,
        op => op,
    };
    Edit { op, before: edit.after, after: edit.before }
}

fn spans(pieces: Pair<&[Span]>, link: &Link) -> Pair<Span> {
    let cover = |pieces: &[Span], range: &std::ops::Range<usize>| pieces[range.start].join(pieces[range.end - 1]);
    Pair::new(cover(pieces.before, &link.before), cover(pieces.after, &link.after))
}

/// All changes in the order of the later report; what was removed stands behind what stood before it.
pub(super) fn changes(sides: Pair<&Side<'_>>, aligned: Aligned) -> Vec<TextChange> {
    let Aligned { pieces, mut linked, also } = aligned;
    let units = pieces.as_ref().map(Vec::as_slice);
    linked.sort_by_key(|linked| linked.link.after.start);
    let mut stays: Vec<bool> = vec![false; units.before.len()];
    let mut paired: Vec<bool> = vec![false; units.before.len()];
    for Linked { link, .. } in &linked {
        paired[link.before.clone()].fill(true);
        stays[link.before.clone()].fill(!link.moved);
    }
    // What was removed hangs on the last unit before it that stayed; the first ones on nothing.
    let mut removed: Vec<Vec<usize>> = vec![Vec::new(); units.before.len() + 1];
    let mut hook = 0;
    for at in 0..units.before.len() {
        if stays[at] {
            hook = at + 1;
        } else if !paired[at] {
            removed[hook].push(at);
        }
    }
    let mut out = Vec::with_capacity(units.before.len().max(units.after.len()));
    let take = |places: &[usize], at: u32, out: &mut Vec<TextChange>| {
        out.extend(places.iter().map(|&place| alone(Change::Removed, units.before[place], at)));
    };
    take(&removed[0], 0, &mut out);
    let (mut next, mut at, mut last) = (0, 0, 0);
    while at < units.after.len() {
        match linked.get(next).filter(|linked| linked.link.after.start == at) {
            Some(Linked { link, edits }) => {
                let spans = spans(units, link);
                out.push(change(sides, spans, link, edits));
                if !link.moved {
                    for place in link.before.clone() {
                        take(&removed[place + 1], spans.after.end, &mut out);
                    }
                    last = link.before.end - 1;
                }
                at = link.after.end;
                next += 1;
            }
            None => {
                out.push(alone(Change::Added, units.after[at], units.before.get(last).map_or(0, |piece| piece.end)));
                at += 1;
            }
        }
    }
    also.into_iter().for_each(|also| add(&mut out, also));
    tell_partners(sides, &mut out);
    out
}

/// Says of each sentence that another row names as a further partner, and that has no partner of its own, where it came from
/// or went to: it was neither added nor removed. One that became a part of another was merged into it, one that was a part of
/// another was split from it; one that shares several the other way round.
fn tell_partners(sides: Pair<&Side<'_>>, changes: &mut [TextChange]) {
    let alone = |change: &TextChange| matches!(change.change, Change::Added | Change::Removed);
    let place = |change: &TextChange| Some((change.before.or(change.after)?, change.before.is_some()));
    let mut told: Vec<(usize, Span)> = Vec::new();
    for row in changes.iter().filter(|change| !alone(change)) {
        let Some(own) = Pair::new(row.before, row.after).both() else { continue };
        let own = sides.zip(own).map(|(side, span)| side.report.text.trim(span));
        let partners = row.also.before.iter().map(|span| (*span, true, own.after));
        for (other, is_before, own) in partners.chain(row.also.after.iter().map(|span| (*span, false, own.before))) {
            let holds = |change: &TextChange| {
                alone(change) && place(change).is_some_and(|(span, before)| before == is_before && span.covers(other))
            };
            told.extend(changes.iter().position(holds).map(|at| (at, own)));
        }
    }
    for (at, partner) in told {
        let change = &mut changes[at];
        let is_before = change.before.is_some();
        let list = if is_before { &mut change.also.after } else { &mut change.also.before };
        if !list.contains(&partner) {
            list.push(partner);
            list.sort_unstable();
        }
        change.change = if is_before == (list.len() == 1) { Change::Merged } else { Change::Split };
    }
}

/// Names a further partner in the row of the sentence that it is one of; nowhere where that row has no partner of its own.
fn add(changes: &mut [TextChange], also: Also) {
    let (other, at, is_from) = match also {
        Also::From(other, at) => (other, at, true),
        Also::To(other, at) => (other, at, false),
    };
    let holds = |side: Option<Span>| side.is_some_and(|span| span.contains(at));
    let row = changes.iter_mut().find(|change| holds(if is_from { change.after } else { change.before }));
    let Some(row) = row else { return };
    let (Some(before), Some(after)) = (row.before, row.after) else { return };
    let (partner, list) = if is_from { (before, &mut row.also.before) } else { (after, &mut row.also.after) };
    if partner.overlap(other) == 0 && !list.contains(&other) {
        list.push(other);
        list.sort_unstable();
    }
}

/// A unit that only one side has; `at` is its place on the other side.
fn alone(change: Change, span: Span, at: u32) -> TextChange {
    let nothing = Span::new(at, at);
    let (before, after, op) = match change {
        Change::Removed => (Some(span), None, Op::Delete),
        _ => (None, Some(span), Op::Insert),
    };
    let spans = Pair::new(before.unwrap_or(nothing), after.unwrap_or(nothing));
    TextChange {
        change,
        before,
        after,
        is_part: false,
        similarity: 0,
        also: Pair::default(),
        edits: edits::one(op, spans).into_iter().collect(),
    }
}

fn change(sides: Pair<&Side<'_>>, spans: Pair<Span>, link: &Link, edits: &[Edit]) -> TextChange {
    let (reports, tokens) = (sides.map(|side| side.report), sides.map(|side| &side.tokens));
    let shape = match (link.before.len(), link.after.len()) {
        (1, 1) if link.is_cut => Shape::Part,
        (1, 1) => Shape::Single,
        (1, _) => Shape::Split,
        _ => Shape::Merged,
    };
    let change = label::label(reports, tokens, spans, edits, shape, link.moved);
    let similarity = match change {
        Change::Kept | Change::Moved => 1000,
        _ => label::similarity(reports, edits),
    };
    let edits = edits.to_vec();
    let [before, after] = [spans.before, spans.after].map(Some);
    TextChange { change, before, after, is_part: link.is_cut, similarity, also: Pair::default(), edits }
}
