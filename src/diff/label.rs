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

/// Whether only numbers changed, or only years; `None` where words did. An ordinal that became another is a number here,
/// though no figure changed: a formula for another session, an article with another number.
fn numbers_only(reports: Pair<&Report>, tokens: Pair<&Tokens>, edits: &[Edit]) -> Option<Change> {
    let blank = |report: &Report, span: Span| report.text.folded(span).iter().all(|c| c.is_whitespace());
    let year = |report: &Report, tokens: &Tokens, span: Span| {
        tokens.within(span).first().is_some_and(|token| is_year(&report.text, token))
    };
    let (mut years, mut any) = (true, false);
    let mut rest = edits.iter().peekable();
    while let Some(edit) = rest.next() {
        match edit.op {
            Op::Equal => {}
            Op::Delete if blank(reports.before, edit.before) => {}
            Op::Insert if blank(reports.after, edit.after) => {}
            Op::Delete => {
                let came = rest.next_if(|next| next.op == Op::Insert)?;
                any |= became_another(tokens, edit.before, came.after)?;
                years = false;
            }
            Op::Insert => return None,
            Op::Number => {
                any = true;
                years &= year(reports.before, tokens.before, edit.before);
                years &= year(reports.after, tokens.after, edit.after);
            }
        }
    }
    any.then_some(if years { Change::Year } else { Change::Number })
}

/// Whether a numeral that went and one that came say two different things; `None` where they are no two numerals of a
/// sort.
fn became_another(tokens: Pair<&Tokens>, went: Span, came: Span) -> Option<bool> {
    let only = |tokens: &'_ Tokens, span: Span| match tokens.within(span) {
        [token] => tokens.mention(token).cloned(),
        _ => None,
    };
    let sides = Pair::new(only(tokens.before, went), only(tokens.after, came)).both()?;
    let Pair { before, after } = sides;
    (before.none == after.none && before.unit == after.unit).then(|| before.value != after.value)
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
