//! `checks.csv`: a row a check.

use crate::check::Check;
use crate::render::view::{View, one_line};
use crate::report::Report;
use crate::table::{Table, int, measured, text};

/// A row a check, what holds too.
pub fn checks(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(|body| {
        let entries = &body.body.entries;
        body.checks.iter().map(move |check| Row { body: &body.body.name, report: &entries[check.report].report, check })
    });
    Table::new(
        "checks",
        "a row a check",
        &[],
        rows,
        [
            text("report", "the report's file", |row: &Row<'_>| row.report.name.clone()),
            text("kind", "sum, rate, growth, restated, roll, table, damage or year", |row| {
                row.check.kind.name().to_owned()
            }),
            text("verdict", "holds, fails or suspect", |row| row.check.verdict.name().to_owned()),
            measured(
                "characters",
                int("char_start", "where it stands in the text", |row| Some(row.check.span.start.into())),
            ),
            measured("characters", int("char_end", "where it ends", |row| Some(row.check.span.end.into()))),
            text("quote", "what stands there", |row| one_line(row.report.text.str(row.check.span))),
            text("expected", "what it should be", |row| row.check.expected.clone()),
            text("found", "what it is", |row| row.check.found.clone()),
            text("message", "what was found, in a sentence", |row| row.check.message.en.clone()),
            text("body", "the public body", |row| row.body.to_owned()),
        ],
    )
}

struct Row<'a> {
    body: &'a str,
    report: &'a Report,
    check: &'a Check,
}
