//! `panel.csv`: a row an indicator that several bodies share, a body and a period.

use super::number;
use crate::config::{Direction, Qualifier};
use crate::indicator::{Indicator, Role};
use crate::panel::{Member, Panel};
use crate::render::view::{Bits, BodyView, View, one_line};
use crate::report::Report;
use crate::table::{Cell, Column, Table, decimal, int, measured, text};
use crate::timeline::series::{Observation, Series, signed, signed_high};

/// A row an indicator that several bodies share, a body and a period. Values are signed, as in `changes.csv`: a fall is
/// negative, both ends of it; `direction` and `value_raw` say what the report says. `link_basis` starts with `across-`:
/// these links run between bodies, by stricter rules than those along a series.
pub fn panel(view: &View<'_>, panels: &[Panel]) -> Table {
    let mut table = panel_head();
    for panel in panels {
        for member in &panel.members {
            let body = &view.bodies[member.body];
            let figures = panel_figures(body, &body.timeline.series[member.series]).rows;
            table.rows.extend(panel_rows(panel, member, figures));
        }
    }
    table
}

/// The table without its rows.
pub fn panel_head() -> Table {
    let columns = spliced(&links(&[]).columns, figures([]).columns);
    let doc = "a row an indicator that several bodies share, a body and a year";
    Table { name: "panel", doc, key: &["panel_id", "body", "period"], columns, rows: Vec::new() }
}

/// What a body's series gives to the rows of a panel, a row a period: all columns that the panel itself does not say.
pub fn panel_figures<'a>(body: &BodyView<'a>, series: &'a Series) -> Table {
    let row = |(period, observation): (i32, &'a Observation)| Row {
        id: &series.id,
        role: series.role,
        body: &body.body.name,
        period,
        report: &body.body.entries[observation.report].report,
        figure: body.indicator(observation),
    };
    figures(body.by_period(series).into_iter().map(row))
}

/// The columns of [`panel_figures`].
pub fn panel_figures_columns() -> Vec<Column> {
    figures([]).columns
}

/// The rows of a member of a panel, from what [`panel_figures`] gives of its series.
pub fn panel_rows(panel: &Panel, member: &Member, figures: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let links = links(&[(panel, member)]).rows;
    figures.into_iter().map(|row| spliced(&links[0], row)).collect()
}

/// Columns of the panel stand before those of the figure and within them.
fn spliced<T: Clone>(links: &[T], figures: Vec<T>) -> Vec<T> {
    let mut all = links[..2].to_vec();
    all.extend(figures);
    let place = all.len() - AFTER_LINKS;
    all.splice(place..place, links[2..].iter().cloned());
    all
}

/// So many columns stand behind those that tell of the link.
const AFTER_LINKS: usize = 3;

/// What the panel says of a member's figures.
fn links(members: &[(&Panel, &Member)]) -> Table {
    let fields = [
        text("panel_id", "the indicator across bodies", |row: &&(&Panel, &Member)| row.0.id.clone()),
        text("indicator", "its name", |row| row.0.name.clone()),
        measured("bits", decimal("link_score", "the weakest evidence", |row| Some(Bits::new(row.1.bits).decimal()))),
        text("link_basis", "across-exact, across-lexicon or across-similar", |row| {
            format!("across-{}", row.1.basis.name())
        }),
    ];
    Table::new("panel", "", &[], members, fields)
}

struct Row<'a> {
    id: &'a str,
    role: Role,
    body: &'a str,
    period: i32,
    report: &'a Report,
    figure: &'a Indicator,
}

fn figures<'a>(rows: impl IntoIterator<Item = Row<'a>>) -> Table {
    let fields = [
        text("measure", "level, growth, share or delta", |row: &Row<'_>| row.figure.measure().name().to_owned()),
        text("role", "actual or target", |row| row.role.name().to_owned()),
        text("unit", "the unit of value and value_high", |row| row.figure.unit.clone().unwrap_or_default()),
        text("body", "the public body", |row| row.body.to_owned()),
        int("period", "the last year that it is about", |row| Some(row.period.into())),
        measured("years", int("span", "how many years it covers", |row| Some(row.figure.years.into()))),
        decimal("value", "with its sign; of a range the lower end", |row| number(signed(row.figure))),
        decimal("value_high", "of a range the upper end", |row| number(signed_high(signed(row.figure), row.figure)?)),
        text("scope", "whose figure it is", |row| row.figure.scope.clone().unwrap_or_default()),
        text("asof", "when it was counted", |row| row.figure.asof.clone().unwrap_or_default()),
        text("series_id", "the body's own series", |row| row.id.to_owned()),
        text("report", "the report's file", |row| row.report.name.clone()),
        measured(
            "characters",
            int("char_start", "where it stands in the text", |row| Some(row.figure.span.start.into())),
        ),
        measured("characters", int("char_end", "where it ends", |row| Some(row.figure.span.end.into()))),
        text("value_raw", "as the report prints it", |row| one_line(row.report.text.str(row.figure.span))),
        text("direction", "up or down", |row| row.figure.direction.map_or("", Direction::name).to_owned()),
        text("qualifier", "about, at_least …", |row| row.figure.qualifier.map_or("", Qualifier::name).to_owned()),
    ];
    Table::new("panel", "", &[], rows, fields)
}
