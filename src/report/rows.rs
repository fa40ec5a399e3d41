//! Numbered lines in rows: what stands under one, and whether others of its kind follow (编号成列).

use super::heading;
use crate::text::{Span, Text};

/// Whether a numbered line has text of its own under it: the item of a list has the next item.
pub(super) fn stands_over_text(text: &Text, own: &[Span], at: usize) -> bool {
    own.get(at + 1).is_some_and(|next| {
        let words = text.folded(text.trim(*next));
        heading::ordinal(words).is_none_or(|(level, ..)| level > 3) && next.len() > own[at].len()
    })
}

/// Whether a paragraph that begins with a heading of the third rank is one of a row right below 一、 in which every number has such a
/// heading, and one of two at least: where some have none (1、集体经济。……2、低保29户……) they are the items of a list, and what stands in
/// one is not under the heading of another.
pub(super) fn runs_on_below(text: &Text, own: &[Span], at: usize, last: &[u16; 4]) -> bool {
    let row = || {
        let numbers =
            own[at..].iter().take(LONGEST_ROW).map(|span| (heading::ordinal(text.folded(text.trim(*span))), *span));
        let mut row = numbers
            .take_while(|(number, _)| number.is_none_or(|(level, ..)| level == 3))
            .filter(|(number, _)| number.is_some());
        let first = row.next().is_some_and(|(number, _)| number.is_some_and(|(_, ordinal, _)| ordinal == 1));
        let mut more = row.map(|(_, span)| heading::third_run_on(text, span).is_some()).peekable();
        first && more.peek().is_some() && more.all(|is| is)
    };
    last[1] > 0 && last[2] == 0 && (last[3] > 0 || row())
}

/// So many paragraphs of a part are looked through for a row. Set by hand: a part of more is none that lists.
const LONGEST_ROW: usize = 200;

/// Whether nothing stands under a numbered line: the next one has a number of its level or a higher one.
pub(super) fn stands_in_row(text: &Text, own: &[Span], at: usize, level: u8) -> bool {
    own.get(at + 1)
        .is_none_or(|next| heading::ordinal(text.folded(text.trim(*next))).is_some_and(|next| next.0 <= level))
}
