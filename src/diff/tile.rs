//! Links to changes that tile both texts, in the order of the later one.

use super::label::{self, Shape};
use super::prepared::Side;
use super::{Change, Edit, Op, TextChange, edits};
use crate::align::sentences::Link;
use crate::align::units::Unit;
use crate::pair::Pair;
use crate::text::Span;

/// A link with its edits.
pub(super) struct Linked {
    pub(super) link: Link,
    pub(super) edits: Vec<Edit>,
}

impl Linked {
    /// Compares the two sides of a link.
    pub(super) fn new(sides: Pair<&Side<'_>>, link: Link) -> Self {
        Linked { edits: edits::edits(sides, spans(sides, &link)), link }
    }

    /// Seen from the other end: what was earlier is now later; what went still stands before what came.
    pub(super) fn invert(self) -> Self {
        let Link { before, after, moved } = self.link;
        let mut edits: Vec<Edit> = self.edits.into_iter().map(inverted).collect();
        for at in 1..edits.len() {
            if edits[at - 1].op == Op::Insert && edits[at].op == Op::Delete {
                let (insert, delete) = (edits[at - 1], edits[at]);
                edits[at - 1] = Edit { after: Span::new(insert.after.start, insert.after.start), ..delete };
                edits[at] = Edit { before: Span::new(delete.before.end, delete.before.end), ..insert };
            }
        }
        Linked { link: Link { before: after, after: before, moved }, edits }
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

fn spans(sides: Pair<&Side<'_>>, link: &Link) -> Pair<Span> {
    let cover =
        |units: &[Unit], range: &std::ops::Range<usize>| units[range.start].span.join(units[range.end - 1].span);
    Pair::new(cover(&sides.before.units, &link.before), cover(&sides.after.units, &link.after))
}

/// All changes in the order of the later report; what was removed stands behind what stood before it.
pub(super) fn changes(sides: Pair<&Side<'_>>, mut linked: Vec<Linked>) -> Vec<TextChange> {
    let units = sides.map(|side| side.units.as_slice());
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
        out.extend(places.iter().map(|&place| alone(Change::Removed, units.before[place].span, at)));
    };
    take(&removed[0], 0, &mut out);
    let (mut next, mut at, mut last) = (0, 0, 0);
    while at < units.after.len() {
        match linked.get(next).filter(|linked| linked.link.after.start == at) {
            Some(Linked { link, edits }) => {
                let spans = spans(sides, link);
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
                out.push(alone(Change::Added, units.after[at].span, units.before.get(last).map_or(0, |u| u.span.end)));
                at += 1;
            }
        }
    }
    out
}

/// A unit that only one side has; `at` is its place on the other side.
fn alone(change: Change, span: Span, at: u32) -> TextChange {
    let nothing = Span::new(at, at);
    let (before, after, op) = match change {
        Change::Removed => (Some(span), None, Op::Delete),
        _ => (None, Some(span), Op::Insert),
    };
    let spans = Pair::new(before.unwrap_or(nothing), after.unwrap_or(nothing));
    TextChange { change, before, after, similarity: 0, edits: edits::one(op, spans).into_iter().collect() }
}

fn change(sides: Pair<&Side<'_>>, spans: Pair<Span>, link: &Link, edits: &[Edit]) -> TextChange {
    let (reports, tokens) = (sides.map(|side| side.report), sides.map(|side| &side.tokens));
    let shape = match (link.before.len(), link.after.len()) {
        (1, 1) => Shape::Single,
        (1, _) => Shape::Split,
        _ => Shape::Merged,
    };
    let change = label::label(reports, tokens, spans, edits, shape, link.moved);
    let similarity = match change {
        Change::Kept | Change::Moved => 1000,
        _ => label::similarity(reports, edits),
    };
    TextChange { change, before: Some(spans.before), after: Some(spans.after), similarity, edits: edits.to_vec() }
}
