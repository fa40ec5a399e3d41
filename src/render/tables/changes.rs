//! `changes.csv`: a row a series and year compared with the base year.

use super::number;
use crate::render::view::figures::signed;
use crate::render::view::{BodyView, ChangeRow, View};
use crate::table::{Table, boolean, decimal, int, measured, text};

/// A row a series and year compared with the base year.
pub fn changes(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(|body| body.changes().into_iter().map(|row| Change::new(body, row)));
    Table::new(
        "changes",
        "a row a series and year compared with the base year",
        &[],
        rows,
        [
            text("series_id", "the series", |row: &Change<'_>| row.row.series.id.clone()),
            text("indicator", "its name", |row| row.row.series.name.clone()),
            text("unit", "the unit of both values", |row| row.row.series.unit.clone().unwrap_or_default()),
            int("base_period", "the base year", |row| Some(row.row.base_period.into())),
            decimal("base_value", "the figure of the base year", |row| number(signed(row.row.base))),
            int("period", "the other year", |row| Some(row.row.period.into())),
            decimal("value", "the other year's figure", |row| number(signed(row.row.indicator))),
            decimal("delta", "value less base_value", |row| number(row.row.delta)),
            measured(
                "%",
                decimal("delta_percent", "delta in percent of base_value", |row| {
                    row.row.delta_percent.and_then(number)
                }),
            ),
            boolean("comparable", "whether they count the same", |row| Some(row.row.reasons.is_empty())),
            text("reason", "why they don't", |row| row.row.reasons.join("; ")),
            text("body", "the public body", |row| row.body.to_owned()),
            int("report_year", "the year of the other figure's report", |row| Some(row.report_year.into())),
        ],
    )
}

/// A change with its body and the year of its report.
struct Change<'a> {
    row: ChangeRow<'a>,
    body: &'a str,
    report_year: i32,
}

impl<'a> Change<'a> {
    fn new(body: &BodyView<'a>, row: ChangeRow<'a>) -> Self {
        let report_year = body.body.entries[row.report].year();
        Change { row, body: &body.body.name, report_year }
    }
}
