//! `text-changes.csv`: a row a changed sentence.

use crate::diff::{TextChange, TextDiff};
use crate::pair::Pair;
use crate::render::view::figures::thousandths;
use crate::render::view::one_line;
use crate::report::Report;
use crate::table::{Table, decimal, int, measured, text};
use crate::text::Span;

/// A row a changed sentence; what was kept is left out, and so is what belongs to the page and not to the report.
///
/// Places and texts are without the white space around a sentence.
pub fn text_changes(diffs: &[(Pair<&Report>, &TextDiff)]) -> Table {
    let rows =
        diffs.iter().flat_map(|(reports, diff)| diff.changes_of(*reports).map(|change| Row::new(*reports, change)));
    Table::new(
        "text-changes",
        "a row a changed sentence",
        &[],
        rows,
        [
            text("report_a", "the earlier report's file", |row: &Row<'_>| row.reports.before.name.clone()),
            text("report_b", "the later report's file", |row| row.reports.after.name.clone()),
            text("section_a", "the heading above it", |row| title(row.reports.before, row.sides.before)),
            text("section_b", "the heading above it", |row| title(row.reports.after, row.sides.after)),
            text("change", "year, number, reworded, moved …", |row| row.change.change.name().to_owned()),
            measured(
                "characters",
                int("start_a", "where it begins in the earlier text", |row| start(row.sides.before)),
            ),
            measured("characters", int("end_a", "where it ends", |row| end(row.sides.before))),
            measured("characters", int("start_b", "where it begins in the later text", |row| start(row.sides.after))),
            measured("characters", int("end_b", "where it ends", |row| end(row.sides.after))),
            text("text_a", "what it said", |row| words(row.reports.before, row.sides.before)),
            text("text_b", "what it says", |row| words(row.reports.after, row.sides.after)),
            decimal("similarity", "how alike they are, 1 the same", |row| Some(thousandths(row.change.similarity))),
            text("also_a", "further sentences that it came from, start-end", |row| places(&row.change.also.before)),
            text("also_b", "further sentences that it went to, start-end", |row| places(&row.change.also.after)),
        ],
    )
}

struct Row<'a> {
    reports: Pair<&'a Report>,
    change: &'a TextChange,
    /// Its two sides without the white space around them.
    sides: Pair<Option<Span>>,
}

impl<'a> Row<'a> {
    fn new(reports: Pair<&'a Report>, change: &'a TextChange) -> Self {
        let sides = Pair::new(change.before, change.after).zip(reports);
        Row { reports, change, sides: sides.map(|(span, report)| span.map(|span| report.text.trim(span))) }
    }
}

fn start(side: Option<Span>) -> Option<i64> {
    Some(side?.start.into())
}

fn end(side: Option<Span>) -> Option<i64> {
    Some(side?.end.into())
}

/// Places as `12-30;45-61`; empty for none.
fn places(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(";")
}

fn title(report: &Report, side: Option<Span>) -> String {
    let section = side.and_then(|span| report.section_at(span.start));
    section.map(|id| report.title_of(id)).unwrap_or_default()
}

fn words(report: &Report, side: Option<Span>) -> String {
    side.map(|span| one_line(report.text.str(span))).unwrap_or_default()
}
