//! What became of a sentence: one label, the most telling one.

use super::{Change, Edit, Op};
use crate::align::sentences::mark_length;
use crate::align::tokens::{Tokens, is_year};
use crate::pair::Pair;
use crate::report::Report;
use crate::text::Span;

/// How the units of a link stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One is one.
    Single,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Part of a sentence is one, or is part of one; the rest of it went elsewhere.
    Part,
}

/// The label of a pair, out of its edits.
pub(super) fn label(
    reports: Pair<&Report>,
    tokens: Pair<&Tokens>,
    spans: Pair<Span>,
    edits: &[Edit],
    shape: Shape,
    moved: bool,
) -> Change {
    let read = |report: &Report, span: Span| -> Vec<char> {
        report.text.folded(span).iter().copied().filter(|c| !c.is_whitespace()).collect()
    };
    let texts = Pair::new(read(reports.before, spans.before), read(reports.after, spans.after));
    let alike = texts.before == texts.after;
    // 一是 that became 二是 says where it stands now, not something else.
    let rest = texts.as_ref().map(|text| &text[mark_length(text)..]);
    let renumbered = rest.before == rest.after && !rest.before.is_empty();
    match (shape, moved) {
        (Shape::Split, _) => Change::Split,
        (Shape::Merged, _) => Change::Merged,
        (Shape::Part, false) => Change::Reworded,
        (Shape::Part, true) => Change::MovedReworded,
        (_, false) if alike => Change::Kept,
        (_, true) if alike || renumbered => Change::Moved,
        (_, true) => Change::MovedReworded,
        (_, false) if renumbered => Change::Number,
        (_, false) => numbers_only(reports, tokens, edits).unwrap_or(Change::Reworded),
    }
}

/// Whether only numbers changed, or only years; `None` where words did.
fn numbers_only(reports: Pair<&Report>, tokens: Pair<&Tokens>, edits: &[Edit]) -> Option<Change> {
    let blank = |report: &Report, span: Span| report.text.folded(span).iter().all(|c| c.is_whitespace());
    let mut years = true;
    let mut any = false;
    for edit in edits {
        match edit.op {
            Op::Equal => {}
            Op::Delete if blank(reports.before, edit.before) => {}
            Op::Insert if blank(reports.after, edit.after) => {}
            Op::Delete | Op::Insert => return None,
            Op::Number => {
                any = true;
                let year = |report: &Report, tokens: &Tokens, span: Span| {
                    tokens.within(span).first().is_some_and(|token| is_year(&report.text, token))
                };
                years &= year(reports.before, tokens.before, edit.before);
                years &= year(reports.after, tokens.after, edit.after);
            }
        }
    }
    any.then_some(if years { Change::Year } else { Change::Number })
}

/// How alike the two sides of a change are, in thousandths: the characters that stayed, and the numbers that became
/// others of their kind, of all characters; white space aside.
pub(super) fn similarity(reports: Pair<&Report>, edits: &[Edit]) -> u16 {
    let ink = |report: &Report, span: Span| -> u64 {
        report.text.folded(span).iter().filter(|c| !c.is_whitespace()).count() as u64
    };
    let (mut same, mut all) = (0, 0);
    for edit in edits {
        let both = ink(reports.before, edit.before) + ink(reports.after, edit.after);
        all += both;
        if matches!(edit.op, Op::Equal | Op::Number) {
            same += both;
        }
    }
    (1000 * same).checked_div(all).map_or(1000, |share| share as u16)
}
