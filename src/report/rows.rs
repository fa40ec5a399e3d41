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

/// Whether a paragraph that begins with a heading of the third rank is one of a row right below 一、: the first that the next of its part
/// follows, or one behind such a first.
pub(super) fn runs_on_below(text: &Text, own: &[Span], at: usize, last: &[u16; 4]) -> bool {
    let numbered = |span: &Span| heading::ordinal(text.folded(text.trim(*span)));
    let first = || {
        let next = own[at + 1..].iter().take(ROW_REACH).find_map(|span| numbered(span).map(|found| (found, *span)));
        next.is_some_and(|((level, ordinal, _), span)| {
            level == 3 && ordinal == 2 && heading::third_run_on(text, span).is_some()
        })
    };
    last[1] > 0 && last[2] == 0 && (last[3] > 0 || first())
}

/// So many paragraphs may stand under one of a row. Set by hand: parts under a lead have one to three.
const ROW_REACH: usize = 6;

/// Whether nothing stands under a numbered line: the next one has a number of its level or a higher one.
pub(super) fn stands_in_row(text: &Text, own: &[Span], at: usize, level: u8) -> bool {
    own.get(at + 1)
        .is_none_or(|next| heading::ordinal(text.folded(text.trim(*next))).is_some_and(|next| next.0 <= level))
}
