//! `panel.csv`: a row an indicator that several bodies share, a body and a period.

use rust_decimal::Decimal;

use super::number;
use crate::config::{Direction, Qualifier};
use crate::indicator::Indicator;
use crate::panel::{Member, Panel};
use crate::render::view::{Bits, BodyView, View, one_line};
use crate::report::Report;
use crate::table::{Table, decimal, int, measured, text};
use crate::timeline::series::Series;
use crate::timeline::series::signed;

/// A row an indicator that several bodies share, a body and a period. Values are signed, as in `changes.csv`: a fall is
/// negative, both ends of it; `direction` and `value_raw` say what the report says. `link_basis` starts with `across-`:
/// these links run between bodies, by stricter rules than those along a series.
pub fn panel(view: &View<'_>, panels: &[Panel]) -> Table {
    let members = panels.iter().flat_map(|panel| panel.members.iter().map(move |member| (panel, member)));
    let rows = members.flat_map(|(panel, member)| rows(panel, member, &view.bodies[member.body]));
    let key = &["panel_id", "body", "period"];
    Table::new(
        "panel",
        "a row an indicator that several bodies share, a body and a year",
        key,
        rows,
        [
            text("panel_id", "the indicator across bodies", |row: &Row<'_>| row.panel.id.clone()),
            text("indicator", "its name", |row| row.panel.name.clone()),
            text("measure", "level, growth, share or delta", |row| row.figure.measure().name().to_owned()),
            text("role", "actual or target", |row| row.series.role.name().to_owned()),
            text("unit", "the unit of value and value_high", |row| row.figure.unit.clone().unwrap_or_default()),
            text("body", "the public body", |row| row.body.to_owned()),
            int("period", "the last year that it is about", |row| Some(row.period.into())),
            measured("years", int("span", "how many years it covers", |row| Some(row.figure.years.into()))),
            decimal("value", "with its sign; of a range the lower end", |row| number(signed(row.figure))),
            decimal("value_high", "of a range the upper end", |row| number(with_sign_of(row.figure, row.figure.high?))),
            text("scope", "whose figure it is", |row| row.figure.scope.clone().unwrap_or_default()),
            text("asof", "when it was counted", |row| row.figure.asof.clone().unwrap_or_default()),
            text("series_id", "the body's own series", |row| row.series.id.clone()),
            text("report", "the report's file", |row| row.report.name.clone()),
            measured(
                "characters",
                int("char_start", "where it stands in the text", |row| Some(row.figure.span.start.into())),
            ),
            measured("characters", int("char_end", "where it ends", |row| Some(row.figure.span.end.into()))),
            measured(
                "bits",
                decimal("link_score", "the weakest evidence", |row| Some(Bits::new(row.member.bits).decimal())),
            ),
            text("link_basis", "across-exact, across-lexicon or across-similar", |row| {
                format!("across-{}", row.member.basis.name())
            }),
            text("value_raw", "as the report prints it", |row| one_line(row.report.text.str(row.figure.span))),
            text("direction", "up or down", |row| row.figure.direction.map_or("", Direction::name).to_owned()),
            text("qualifier", "about, at_least …", |row| row.figure.qualifier.map_or("", Qualifier::name).to_owned()),
        ],
    )
}

struct Row<'a> {
    panel: &'a Panel,
    member: &'a Member,
    series: &'a Series,
    body: &'a str,
    period: i32,
    report: &'a Report,
    figure: &'a Indicator,
}

fn rows<'a>(panel: &'a Panel, member: &'a Member, body: &BodyView<'a>) -> Vec<Row<'a>> {
    let series = &body.timeline.series[member.series];
    let row = |(period, observation): (i32, &'a crate::timeline::series::Observation)| Row {
        panel,
        member,
        series,
        body: &body.body.name,
        period,
        report: &body.body.entries[observation.report].report,
        figure: body.indicator(observation),
    };
    body.by_period(series).into_iter().map(row).collect()
}

/// The upper end of a range as it is compared: negative where the value is, so that a fall of 2 % to 3 % is −2 and −3.
fn with_sign_of(indicator: &Indicator, high: Decimal) -> Decimal {
    if signed(indicator).is_sign_negative() && !indicator.value.is_sign_negative() { -high } else { high }
}
