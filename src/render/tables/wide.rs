//! `trends-wide.csv`: a row a series, a column a period.

use std::collections::{BTreeMap, BTreeSet};

use super::number;
use crate::render::view::{BodyView, View};
use crate::table::{Cell, Column, Kind, Table, int, measured, text};
use crate::timeline::series::{Observation, Series};

/// A row a series, a column a period, all in the series' unit; then the base period, and what each period's level is where the
/// base is 100, as far as the two are comparable.
pub fn trends_wide(view: &View<'_>) -> Table {
    let all = || view.bodies.iter().flat_map(|body| body.timeline.series.iter().map(move |series| (body, series)));
    let periods: BTreeSet<i32> =
        all().flat_map(|(body, series)| body.by_period(series)).map(|(period, _)| period).collect();
    // What else was told of a period, and by the report for which year.
    let others: BTreeSet<(i32, i32)> = all().flat_map(|(body, series)| vintages(body, series)).collect();
    let mut table = names(view);
    let value = |name: String, doc: String| Column { name, kind: Kind::Decimal, unit: None, doc };
    table.columns.extend(
        periods.iter().map(|period| value(period.to_string(), format!("the value of {period}; a fall is below zero"))),
    );
    table.columns.extend(others.iter().map(|(period, year)| {
        value(format!("{period}@{year}"), format!("the value of {period} that the report of {year} tells"))
    }));
    if view.base_year.is_some() {
        let (name, doc) = ("base_period".to_owned(), "the year that the others are compared with".to_owned());
        table.columns.push(Column { name, kind: Kind::Int, unit: None, doc });
        table.columns.extend(periods.iter().map(|period| {
            value(format!("index_{period}"), format!("the value of {period} where that of the base period is 100"))
        }));
    }
    let mut rows = table.rows.iter_mut();
    for body in &view.bodies {
        for (series, row) in sorted(body).into_iter().zip(&mut rows) {
            let values = body.by_period(series);
            let cell = |observation: &Observation| Cell::from(number(observation.value));
            let of = |period: &i32| values.iter().find(|(known, _)| known == period);
            row.extend(periods.iter().map(|period| of(period).map_or(Cell::Missing, |(_, one)| cell(one))));
            let told = body.other_vintages(series);
            let of = |other: &(i32, i32)| told.iter().find(|told| vintage(body, told) == *other);
            row.extend(others.iter().map(|other| of(other).map_or(Cell::Missing, |(_, one)| cell(one))));
            if view.base_year.is_some() {
                row.extend(against_base(body, series, &values, &periods));
            }
        }
    }
    table
}

/// The columns of several such tables without a base, of which each has those of its own periods.
#[derive(Debug, Default)]
pub struct Widened {
    named: Vec<Column>,
    /// By the period, and by the year of the report where it is another vintage; those stand behind all others.
    values: BTreeMap<(bool, Vec<i32>), Column>,
}

impl Widened {
    /// Takes in the columns of one more table.
    pub fn add(&mut self, columns: &[Column]) {
        for column in columns {
            match place(column) {
                Some(place) => _ = self.values.entry(place).or_insert_with(|| column.clone()),
                None if !self.named.contains(column) => self.named.push(column.clone()),
                None => {}
            }
        }
    }

    /// All columns in order.
    pub fn columns(&self) -> Vec<Column> {
        self.named.iter().chain(self.values.values()).cloned().collect()
    }

    /// A row of a table with these columns, under all columns.
    pub fn row(&self, columns: &[Column], row: Vec<Cell>) -> Vec<Cell> {
        let (mut named, mut values) = (Vec::new(), BTreeMap::new());
        for (column, cell) in columns.iter().zip(row) {
            match place(column) {
                Some(place) => _ = values.insert(place, cell),
                None => named.push(cell),
            }
        }
        named.extend(self.values.keys().map(|place| values.remove(place).unwrap_or(Cell::Missing)));
        named
    }
}

/// Where the values of a period stand; none of a column that names the row.
fn place(column: &Column) -> Option<(bool, Vec<i32>)> {
    let years: Option<Vec<i32>> = column.name.split('@').map(|year| year.parse().ok()).collect();
    years.map(|years| (years.len() > 1, years))
}

/// What each row is about, without its values yet.
fn names(view: &View<'_>) -> Table {
    let rows =
        view.bodies.iter().flat_map(|body| sorted(body).into_iter().map(|series| (body.body.name.as_str(), series)));
    Table::new(
        "trends-wide",
        "a row a series, a column a year",
        &["body", "series_id"],
        rows,
        [
            text("series_id", "the series", |row: &(&str, &Series)| row.1.id.clone()),
            text("indicator", "its name", |row| row.1.name.clone()),
            text("measure", "level, growth, share or delta", |row| row.1.measure.name().to_owned()),
            text("role", "actual or target", |row| row.1.role.name().to_owned()),
            text("unit", "the unit of its values", |row| row.1.unit.clone().unwrap_or_default()),
            text("kind", "the sort of figure", |row| row.1.kind.name().to_owned()),
            text("body", "the public body", |row| row.0.to_owned()),
            measured("years", int("span", "how many years each value covers", |row| Some(row.1.years.into()))),
        ],
    )
}

/// The series of a body in the order of the rows.
fn sorted<'a>(body: &BodyView<'a>) -> Vec<&'a Series> {
    let mut all: Vec<&Series> = body.timeline.series.iter().collect();
    all.sort_by_key(|series| (&series.name, &series.id));
    all
}

/// The base period, then for each period its level where the base is 100.
fn against_base<'a>(
    body: &BodyView<'a>,
    series: &'a Series,
    values: &[(i32, &'a Observation)],
    periods: &BTreeSet<i32>,
) -> Vec<Cell> {
    let base = body.base_used(series);
    let mut cells = vec![Cell::from(base.and_then(|_| body.base_period(series.role)).map(i64::from))];
    cells.extend(periods.iter().map(|period| {
        let told = values.iter().find(|(known, _)| known == period);
        Cell::from(base.zip(told).and_then(|(base, (_, other))| body.index(series, base, other)).and_then(number))
    }));
    cells
}

/// The period and the year of the report of a value that is told besides the one that is used.
fn vintage(body: &BodyView<'_>, (period, observation): &(i32, &Observation)) -> (i32, i32) {
    (*period, body.body.entries[observation.report].year())
}

fn vintages(body: &BodyView<'_>, series: &Series) -> Vec<(i32, i32)> {
    body.other_vintages(series).iter().map(|told| vintage(body, told)).collect()
}
