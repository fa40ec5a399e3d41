//! What stands first: how much text was carried over, the largest changes, breaks, and what is no longer told.

use std::collections::{BTreeMap, BTreeSet};

use super::BodyView;
use super::comparison::Comparison;
use super::reading::{PageReport, Words};
use super::rows::Row;
use crate::indicator::Role;

/// The first view of a body.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Main sections by path, in the order of the latest report.
    pub strip: Vec<StripRow>,
    /// The largest comparable changes against the base: the series and the change, by their places.
    pub largest: Vec<(usize, usize)>,
    /// How many series have changes against the base, and none that is comparable, sure and exact.
    pub left_out: usize,
    /// Breaks: the series and the point, by their places.
    pub breaks: Vec<(usize, usize)>,
    /// Series that were told every year up to a report, and no more: the series and the last figure.
    pub gone: Vec<(usize, usize)>,
    /// How many breaks there are in all.
    pub all_breaks: usize,
}

/// A main section over the years.
#[derive(Debug, Clone)]
pub struct StripRow {
    /// Its latest heading.
    pub title: Words,
    /// Whether the first report has it.
    pub first: bool,
    /// A cell a report but the first.
    pub cells: Vec<Option<Cell>>,
    /// What became of it on the way, as far as it is worth a word.
    pub events: Vec<(i32, String)>,
}

/// A main section of a report against the report before.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The section.
    pub section: usize,
    /// How much of its text was carried over, in thousandths; none where it is new or was not compared.
    pub carried: Option<u16>,
    /// What became of it.
    pub relation: String,
}

/// How many lines each list has.
const LINES: usize = 8;

/// Computes the overview.
pub fn overview(view: &BodyView<'_>, reports: &[PageReport], rows: &[Row], pairs: &[Comparison]) -> Overview {
    let breaks = breaks(rows);
    let all_breaks = breaks.len();
    let mut seen = BTreeSet::new();
    let (largest, left_out) = largest(view, rows);
    let one_each = breaks.into_iter().filter(|(series, _)| seen.insert(*series)).take(LINES).collect();
    Overview {
        strip: strip(reports, pairs),
        largest,
        left_out,
        all_breaks,
        breaks: one_each,
        gone: gone(reports.len(), rows),
    }
}

fn strip(reports: &[PageReport], pairs: &[Comparison]) -> Vec<StripRow> {
    let by_pair: BTreeMap<(usize, usize), &Comparison> = pairs.iter().map(|pair| ((pair.a, pair.b), pair)).collect();
    let mut paths: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for (report, page) in reports.iter().enumerate() {
        for (at, section) in page.sections.iter().enumerate().filter(|(_, section)| section.level == 1) {
            if let Some(path) = section.path {
                paths.entry(path).or_default().push((report, at));
            }
        }
    }
    let mut rows: Vec<(std::cmp::Reverse<usize>, usize, StripRow)> = Vec::new();
    for places in &joined(reports, paths.into_values().collect()) {
        let Some(&(last, at)) = places.last() else { continue };
        let mut events = Vec::new();
        let cells = (1..reports.len())
            .map(|report| {
                let section = places.iter().find(|(own, _)| *own == report)?.1;
                let compared = by_pair.get(&(report - 1, report)).and_then(|pair| {
                    // Of a section that holds parts of several, the row that was kept most.
                    pair.sections
                        .iter()
                        .filter(|row| row.b == Some(section))
                        .max_by_key(|row| (row.carried, std::cmp::Reverse(row.a)))
                });
                let relation = compared.map(|row| row.relation.clone()).unwrap_or_default();
                if !matches!(relation.as_str(), "" | "same" | "added" | "moved") {
                    events.push((reports[report].year, relation.clone()));
                }
                let carried = compared.filter(|row| row.a.is_some()).and_then(|row| row.carried);
                Some(Cell { section, carried, relation })
            })
            .collect();
        let title = reports[last].sections[at].title.clone();
        rows.push((std::cmp::Reverse(last), at, StripRow { title, first: places[0].0 == 0, cells, events }));
    }
    rows.sort_by_key(|(last, at, _)| (*last, *at));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// Paths with one heading that never stand in the same report are one row: a part that was left out for a year and came
/// back is still that part to a reader.
fn joined(reports: &[PageReport], paths: Vec<Vec<(usize, usize)>>) -> Vec<Vec<(usize, usize)>> {
    let name = |place: &(usize, usize)| reports[place.0].sections[place.1].name.as_str();
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    for path in paths {
        let fits = |row: &&mut Vec<(usize, usize)>| {
            row.iter().any(|a| path.iter().any(|b| name(a) == name(b)))
                && !row.iter().any(|a| path.iter().any(|b| a.0 == b.0))
        };
        match rows.iter_mut().find(fits) {
            Some(row) => {
                row.extend(path);
                row.sort_unstable();
            }
            None => rows.push(path),
        }
    }
    rows
}

/// Changes of what was reached, one a series, the most unusual first: those between the base period and the years beside it
/// before all others. Only what is comparable, sure and exact; how many series have nothing of that kind is counted.
fn largest(view: &BodyView<'_>, rows: &[Row]) -> (Vec<(usize, usize)>, usize) {
    let base = view.base_period(Role::Actual);
    let mut left_out = 0;
    let mut found: Vec<(bool, i64, usize, usize)> = Vec::new();
    let told = |row: &&Row| row.role == "actual" && matches!(row.measure, "level" | "share");
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| told(row) && !row.changes.is_empty()) {
        let sure = row.changes.iter().enumerate().filter(|(_, change)| change.reasons.is_empty() && !change.unsure);
        let best = sure
            .map(|(index, change)| (base.is_some_and(|base| base.abs_diff(change.period) == 1), change.weight, index))
            .max_by_key(|(beside, weight, index)| (*beside, *weight, std::cmp::Reverse(*index)));
        match best {
            Some((beside, weight, index)) if weight > 0 => found.push((beside, weight, at, index)),
            Some(_) => {}
            None => left_out += 1,
        }
    }
    found.sort_by_key(|&(beside, weight, at, _)| (std::cmp::Reverse((beside, weight)), at));
    (found.into_iter().take(LINES).map(|(_, _, at, change)| (at, change)).collect(), left_out)
}

/// Breaks of series that go on over several reports, those of the longest series first.
fn breaks(rows: &[Row]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.role == "actual") {
        for (index, point) in
            row.points.iter().enumerate().filter(|(index, point)| *index > 0 && !point.breaks.is_empty())
        {
            // Another scope or unit tells more than another month.
            let telling = usize::from(point.breaks.iter().any(|reason| matches!(*reason, "scope" | "unit")));
            found.push((row.reports + 4 * telling, at, index));
        }
    }
    found.sort_by_key(|(weight, at, index)| (std::cmp::Reverse(*weight), *at, *index));
    found.into_iter().map(|(_, at, index)| (at, index)).collect()
}

/// Series that at least three reports in a row told, up to one before the last, and none after.
fn gone(reports: usize, rows: &[Row]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize, usize)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let told: Vec<usize> =
                row.figures.iter().filter(|figure| figure.aside.is_none()).map(|f| f.report).collect();
            let last = *told.last()?;
            let run = (0..=last).rev().take_while(|report| told.contains(report)).count();
            let figure = row.figures.iter().rposition(|figure| figure.aside.is_none())?;
            (run >= 3 && last + 1 < reports && row.role == "actual").then_some((run, last, at, figure))
        })
        .collect();
    found.sort_by_key(|(run, last, at, _)| (std::cmp::Reverse(*last), std::cmp::Reverse(*run), *at));
    found.into_iter().take(5).map(|(_, _, at, figure)| (at, figure)).collect()
}
