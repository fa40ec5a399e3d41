//! Two texts as one: what both have, what went and what came, in an order from which either text can be read again.

mod lines;

use crate::diff::{Change, Edit, Op, TextChange, TextDiff, Words};
use crate::pair::Pair;
use crate::report::Report;
use crate::text::Span;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Mark {
    /// In both texts, at this place.
    Kept,
    /// Only in the later text.
    Inserted,
    /// Only in the earlier text.
    Deleted,
    /// In both; it stood here in the earlier text. Moves are counted from 0.
    MovedFrom(usize),
    /// In both; it stands here in the later text.
    MovedTo(usize),
}

/// A step through the text of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// Text with what it is.
    Text(Mark, &'a str),
    /// What was moved begins: where it stood (`MovedFrom`) or stands (`MovedTo`).
    Begins(Mark),
    /// It ends.
    Ends(Mark),
}

/// Both texts as one.
///
/// All but what is `Deleted` or `MovedFrom` is the later text; all but what is `Inserted` or `MovedTo` the earlier one.
pub(super) fn pieces<'a>(reports: Pair<&'a Report>, diff: &'a TextDiff) -> Vec<Step<'a>> {
    let stays = staying(&diff.changes);
    // What stands in the earlier text only, or stood elsewhere there, in the order of that text.
    let mut gone: Vec<(Span, usize)> = Vec::new();
    let mut moves = 0;
    let mut numbers = vec![0; diff.changes.len()];
    for (at, change) in diff.changes.iter().enumerate().filter(|(at, _)| !stays[*at]) {
        if let Some(before) = change.before {
            gone.push((before, at));
        }
        if change.before.is_some() && change.after.is_some() {
            numbers[at] = moves;
            moves += 1;
        }
    }
    gone.sort();
    let mut gone = gone.into_iter().peekable();
    let mut walk = Walk { reports, words: Words::new(), steps: Vec::new() };
    for (at, change) in diff.changes.iter().enumerate() {
        if let Some(before) = change.before.filter(|_| stays[at]) {
            while let Some((_, other)) = gone.next_if(|(span, _)| span.start < before.start) {
                walk.earlier(&diff.changes[other], numbers[other]);
            }
            walk.both(change);
        } else if change.after.is_some() {
            walk.later(change, numbers[at]);
        }
    }
    for (_, other) in gone {
        walk.earlier(&diff.changes[other], numbers[other]);
    }
    lines::tidied(walk.steps)
}

/// The fewest characters in a row that a sentence in other words is said to have carried along. Set by hand: a clause or so.
const CARRIED: usize = 8;

struct Walk<'a> {
    reports: Pair<&'a Report>,
    words: Words,
    steps: Vec<Step<'a>>,
}

impl<'a> Walk<'a> {
    fn text(&mut self, mark: Mark, report: &'a Report, span: Span) {
        if !span.is_empty() {
            self.steps.push(Step::Text(mark, report.text.str(span)));
        }
    }

    /// What stays where it is.
    fn both(&mut self, change: &TextChange) {
        for edit in self.words.widened(self.reports, &change.edits) {
            if edit.op == Op::Equal {
                self.text(Mark::Kept, self.reports.after, edit.after);
            } else {
                self.text(Mark::Deleted, self.reports.before, edit.before);
                self.text(Mark::Inserted, self.reports.after, edit.after);
            }
        }
    }

    /// Whether a piece of a sentence that stands elsewhere now is told as moved: a word that it kept, and its full stop, is not,
    /// for each would be a move of its own in Word's list of changes.
    fn carries(&self, change: &TextChange, edit: &Edit) -> bool {
        let ink = || self.reports.before.text.folded(edit.before).iter().filter(|c| !c.is_whitespace()).count();
        let both = change.before.is_some() && change.after.is_some();
        both && edit.op == Op::Equal && (change.change == Change::Moved || ink() >= CARRIED)
    }

    /// What went, or stood here.
    fn earlier(&mut self, change: &TextChange, number: usize) {
        let from = Mark::MovedFrom(number);
        let mut edits = self.words.widened(self.reports, &change.edits);
        let moved = edits.iter().any(|edit| self.carries(change, edit));
        self.steps.extend(moved.then_some(Step::Begins(from)));
        edits.sort_by_key(|edit| edit.before);
        for edit in edits {
            let mark = if self.carries(change, &edit) { from } else { Mark::Deleted };
            self.text(mark, self.reports.before, edit.before);
        }
        self.steps.extend(moved.then_some(Step::Ends(from)));
    }

    /// What came, or stands here now.
    fn later(&mut self, change: &TextChange, number: usize) {
        let to = Mark::MovedTo(number);
        let edits = self.words.widened(self.reports, &change.edits);
        let moved = edits.iter().any(|edit| self.carries(change, edit));
        self.steps.extend(moved.then_some(Step::Begins(to)));
        for edit in edits {
            let mark = if self.carries(change, &edit) { to } else { Mark::Inserted };
            self.text(mark, self.reports.after, edit.after);
        }
        self.steps.extend(moved.then_some(Step::Ends(to)));
    }
}

/// Which changes stay at their place: of those that are no moves the longest run that has the same order in both texts.
fn staying(changes: &[TextChange]) -> Vec<bool> {
    let moved = |change: &TextChange| matches!(change.change, Change::Moved | Change::MovedReworded);
    let mut stays = vec![false; changes.len()];
    // Patience sorting: the ends of the best runs of each length, and what stands before each in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; changes.len()];
    let start = |at: usize| changes[at].before.map(|span| span.start);
    for (at, change) in changes.iter().enumerate() {
        if change.before.is_none() || change.after.is_none() || moved(change) {
            continue;
        }
        let place = ends.partition_point(|&end| start(end) < start(at));
        previous[at] = place.checked_sub(1).map(|before| ends[before]);
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = previous[at];
    }
    stays
}
