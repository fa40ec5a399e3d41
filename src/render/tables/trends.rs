//! `trends.csv`: a row a reported figure.

use super::number;
use crate::config::{Direction, Qualifier};
use crate::render::view::{BodyView, TrendRow, View};
use crate::table::{Table, boolean, decimal, int, measured, text};

/// A row a reported figure, series by series.
pub fn trends(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(BodyView::trends);
    Table::new(
        "trends",
        "a row a reported figure",
        &["body", "report", "char_start"],
        rows,
        [
            text("series_id", "the series that it is of", |row: &TrendRow<'_>| row.series.id.clone()),
            text("indicator", "the name of the series", |row| row.series.name.clone()),
            text("measure", "level, growth, share or delta", |row| row.indicator.measure().name().to_owned()),
            text("role", "actual, target or previous", |row| row.indicator.role.name().to_owned()),
            text("unit", "the unit of value and value_high", |row| row.indicator.unit.clone().unwrap_or_default()),
            text("kind", "the sort of figure", |row| row.indicator.kind.name().to_owned()),
            text("body", "the public body", |row| row.body.to_owned()),
            text("report", "the report's file", |row| row.report.to_owned()),
            int("report_year", "the year of the report", |row| Some(row.report_year.into())),
            int("period", "the last year that it is about", |row| row.indicator.period.map(i64::from)),
            measured("years", int("span", "how many years it covers", |row| Some(row.indicator.years.into()))),
            decimal("value", "as stated; of a range the lower end", |row| number(row.indicator.value)),
            decimal("value_high", "of a range the upper end", |row| row.indicator.high.and_then(number)),
            text("value_raw", "as the report prints it", |row| row.raw.clone()),
            text("direction", "up or down", |row| row.indicator.direction.map_or("", Direction::name).to_owned()),
            text("qualifier", "about, at_least …", |row| {
                row.indicator.qualifier.map_or("", Qualifier::name).to_owned()
            }),
            text("scope", "whose figure it is", |row| row.indicator.scope.clone().unwrap_or_default()),
            text("asof", "when it was counted", |row| row.indicator.asof.clone().unwrap_or_default()),
            text("status", "a letter of SDMX CL_OBS_STATUS", |row| row.status.to_string()),
            text("section", "the heading that it stands under", |row| row.section.clone()),
            measured(
                "characters",
                int("char_start", "where it stands in the text", |row| Some(row.indicator.span.start.into())),
            ),
            measured("characters", int("char_end", "where it ends", |row| Some(row.indicator.span.end.into()))),
            text("quote", "the sentence that it stands in", |row| row.quote.clone()),
            measured("bits", decimal("link_score", "the evidence for its link", |row| Some(row.score?.decimal()))),
            measured("bits", decimal("link_margin", "more than the runner-up's", |row| Some(row.margin?.decimal()))),
            text("link_basis", "exact, lexicon, similar, restated, reviewer or none", |row| row.basis.to_owned()),
            text("review", "what reviewers decided", |row| row.review.clone()),
            boolean("unsure", "whether the link needs a look", |row| Some(row.unsure)),
        ],
    )
}
