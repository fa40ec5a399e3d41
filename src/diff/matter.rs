//! One matter through the years (历年表述): every sentence with a word in it, and what came and went from year to year.

use std::collections::BTreeMap;

use super::{Change, TextChange, TextDiff};
use crate::corpus::Body;
use crate::pair::Pair;
use crate::report::Report;
use crate::text::{Span, fold};

/// What one report of a body says about a matter.
#[derive(Debug, Clone)]
pub struct Year<'a> {
    /// The report, by its place among the body's.
    pub report: usize,
    /// The report that it is told against; none for the first one.
    pub earlier: Option<usize>,
    /// What it says, in text order; what went stands where it stood.
    pub told: Vec<Said<'a>>,
}

/// A sentence about the matter.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// A sentence of the first report, which has none before it to be told against.
    First(Span),
    /// A sentence with the word in it, with what it was; or one that had the word, or is gone.
    Changed(&'a TextChange, Course),
}

/// Which way a sentence about a matter went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// It is new, or has the word for the first time.
    Came,
    /// It had the word and has it.
    Stayed,
    /// It is gone, or has lost the word.
    Went,
}

impl Course {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            Course::Came => "came",
            Course::Stayed => "stayed",
            Course::Went => "went",
        }
    }
}

/// What a body's reports from a year on say about a matter, report by report; a report that says nothing of it, before or
/// after, is there with nothing told. The texts of neighbours must have been compared.
pub fn matter<'a>(
    body: &Body,
    diffs: &'a BTreeMap<(usize, usize), TextDiff>,
    word: &str,
    since: Option<i32>,
) -> Vec<Year<'a>> {
    let word: Vec<char> = word.chars().map(fold).filter(|c| !c.is_whitespace()).collect();
    let first = since.and_then(|since| body.entries.iter().position(|entry| entry.year() >= since));
    let first = if since.is_some() { first.unwrap_or(body.entries.len()) } else { 0 };
    let year = |at: usize| {
        let earlier = at.checked_sub(1).filter(|_| at > first);
        let told = match earlier.and_then(|earlier| Some((earlier, diffs.get(&(earlier, at))?))) {
            Some((earlier, diff)) => {
                let reports = Pair::new(&body.entries[earlier].report, &body.entries[at].report);
                diff.changes.iter().filter_map(|change| course(reports, change, &word)).collect()
            }
            None => {
                let report = &body.entries[at].report;
                let spans = report.sentences.iter().map(|sentence| sentence.span);
                spans.filter(|span| has(report, *span, &word)).map(Said::First).collect()
            }
        };
        Year { report: at, earlier, told }
    };
    (first..body.entries.len()).map(year).collect()
}

/// A change as it is about the matter; none where neither side has the word.
fn course<'a>(reports: Pair<&Report>, change: &'a TextChange, word: &[char]) -> Option<Said<'a>> {
    if !change.is_of_reports(reports) {
        return None;
    }
    let of = |report: &Report, span: Option<Span>| span.is_some_and(|span| has(report, span, word));
    let course = match (of(reports.before, change.before), of(reports.after, change.after)) {
        (false, false) => return None,
        (false, true) => Course::Came,
        (true, true) => Course::Stayed,
        (true, false) => Course::Went,
    };
    Some(Said::Changed(change, course))
}

/// Whether a stretch of a report holds a word, white space and width aside.
fn has(report: &Report, span: Span, word: &[char]) -> bool {
    let text: Vec<char> = report.text.folded(span).iter().copied().filter(|c| !c.is_whitespace()).collect();
    !word.is_empty() && text.windows(word.len()).any(|window| window == word)
}

impl Said<'_> {
    /// Whether it stands as it stood.
    pub fn is_kept(&self) -> bool {
        matches!(self, Said::Changed(change, _) if matches!(change.change, Change::Kept | Change::Moved))
    }
}
