//! `changes.csv`: a row a series and year compared with the base period, told from the earlier period to the later.

use super::number;
use crate::render::view::{BodyView, SeriesChange, View};
use crate::table::{Table, boolean, decimal, int, measured, text};
use crate::timeline::change::{Change, Difference, End, Way};

/// A row a series and year compared with the base period.
pub fn changes(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(|body| body.changes().into_iter().map(move |row| Row { body, row }));
    Table::new(
        "changes",
        "a row a series and year compared with the base period, from the earlier of the two to the later",
        &[],
        rows,
        [
            text("series_id", "the series", |row: &Row<'_, '_>| row.row.series.id.clone()),
            text("indicator", "its name", |row| row.row.series.name.clone()),
            text("unit", "the unit of both values", |row| row.row.series.unit.clone().unwrap_or_default()),
            text("body", "the public body", |row| row.body.body.name.clone()),
            int("from_period", "the earlier year", |row| Some(row.change().ends.before.period.into())),
            decimal("from_value", "its figure", |row| number(row.change().ends.before.observation.value)),
            int("to_period", "the later year", |row| Some(row.change().ends.after.period.into())),
            decimal("to_value", "its figure", |row| number(row.change().ends.after.observation.value)),
            decimal(
                "delta",
                "to_value less from_value; between percents in 百分点, between ranks in places",
                |row| number(row.told()?.delta),
            ),
            measured(
                "%",
                decimal("delta_percent", "delta in percent of from_value", |row| number(row.told()?.percent?)),
            ),
            text("direction", "better, worse or none: of a rank, better is up", |row| {
                row.told().map_or(Way::None, |told| told.way).name().to_owned()
            }),
            boolean("comparable", "whether a difference can be told", |row| Some(row.told().is_some())),
            text("reason", "why it can't", |row| {
                row.change().reasons().iter().map(|reason| reason.name()).collect::<Vec<_>>().join("; ")
            }),
            text("from_report", "the report that tells the earlier figure", |row| {
                row.report(&row.change().ends.before)
            }),
            text("to_report", "the report that tells the later figure", |row| row.report(&row.change().ends.after)),
            boolean("unsure", "whether a link between the two needs a look", |row| Some(row.change().unsure)),
        ],
    )
}

/// A change with its body.
struct Row<'v, 'a> {
    body: &'v BodyView<'a>,
    row: SeriesChange<'a>,
}

impl<'a> Row<'_, 'a> {
    fn change(&self) -> &Change<'a> {
        &self.row.change
    }

    fn told(&self) -> Option<Difference> {
        self.row.change.told.as_ref().ok().copied()
    }

    fn report(&self, end: &End<'_>) -> String {
        self.body.body.entries[end.observation.report].report.name.clone()
    }
}
