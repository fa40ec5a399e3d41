//! What stands first: how much text was carried over, the largest changes, breaks, and what is no longer told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::BodyView;
use super::comparison::{Comparison, SectionRow};
use super::reading::{PageReport, Words, ends};
use super::rows::Row;
use crate::pair::Pair;
use crate::timeline::change::{Change, End};
use crate::timeline::series::{Break, Series};

/// The first view of a body.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Main sections by path, in the order of the latest report.
    pub strip: Vec<StripRow>,
    /// The two reports that are held against each other first, the earlier one before.
    pub reports: Option<Pair<usize>>,
    /// The largest changes between them: the series, and the change among those between its years, by their places.
    pub largest: Vec<(usize, usize)>,
    /// How many series tell both years and don't compare, or are unsure.
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
pub fn overview(view: &BodyView<'_>, page_reports: &[PageReport], rows: &[Row], pairs: &[Comparison]) -> Overview {
    let breaks = breaks(rows);
    let all_breaks = breaks.len();
    let mut seen = BTreeSet::new();
    let reports = first_pair(view);
    let (largest, left_out) = reports.map(|reports| largest(view, rows, reports)).unwrap_or_default();
    let one_each = breaks.into_iter().filter(|(series, _)| seen.insert(*series)).take(LINES).collect();
    Overview {
        strip: strip(page_reports, pairs),
        reports,
        largest,
        left_out,
        all_breaks,
        breaks: one_each,
        gone: gone(page_reports.len(), rows),
    }
}

fn strip(reports: &[PageReport], pairs: &[Comparison]) -> Vec<StripRow> {
    // Of a section that holds parts of several, the row that was kept most.
    let mut compared: BTreeMap<(usize, usize), &SectionRow> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.a + 1 == pair.b) {
        for row in &pair.sections {
            let Some(section) = row.b else { continue };
            let known = compared.entry((pair.b, section)).or_insert(row);
            if (row.carried, Reverse(row.a)) > (known.carried, Reverse(known.a)) {
                *known = row;
            }
        }
    }
    let mut paths: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for (report, page) in reports.iter().enumerate() {
        for (at, section) in page.sections.iter().enumerate().filter(|(_, section)| section.level == 1) {
            if let Some(path) = section.path {
                paths.entry(path).or_default().push((report, at));
            }
        }
    }
    let mut rows: Vec<(Reverse<usize>, usize, StripRow)> = Vec::new();
    for places in &joined(reports, paths.into_values().collect()) {
        let Some(&(last, at)) = places.last() else { continue };
        let mut events = Vec::new();
        let cells = (1..reports.len())
            .map(|report| {
                let section = places.iter().find(|(own, _)| *own == report)?.1;
                let compared = compared.get(&(report, section));
                let relation = compared.map(|row| row.relation.clone()).unwrap_or_default();
                if !matches!(relation.as_str(), "" | "same" | "added" | "moved") {
                    events.push((reports[report].year, relation.clone()));
                }
                let carried = compared.filter(|row| row.a.is_some()).and_then(|row| row.carried);
                Some(Cell { section, carried, relation })
            })
            .collect();
        let title = reports[last].sections[at].title.clone();
        rows.push((Reverse(last), at, StripRow { title, first: places[0].0 == 0, cells, events }));
    }
    rows.sort_by_key(|(last, at, _)| (*last, *at));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// Paths with one heading that never stand in the same report are one row: a part that was left out for a year and came
/// back is still that part to a reader.
fn joined(reports: &[PageReport], paths: Vec<Vec<(usize, usize)>>) -> Vec<Vec<(usize, usize)>> {
    let name = |place: &(usize, usize)| reports[place.0].sections[place.1].name.as_str();
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut named: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for path in paths {
        let alone = |row: &Vec<(usize, usize)>| !row.iter().any(|a| path.iter().any(|b| a.0 == b.0));
        let first = |name: &str| named.get(name)?.iter().copied().find(|row| alone(&rows[*row]));
        let row = path.iter().filter_map(|place| first(name(place))).min().unwrap_or(rows.len());
        for place in &path {
            named.entry(name(place)).or_default().insert(row);
        }
        match rows.get_mut(row) {
            Some(row) => {
                row.extend(path);
                row.sort_unstable();
            }
            None => rows.push(path),
        }
    }
    rows
}

/// The base report and the one before it; where the base is the first, the one behind it.
fn first_pair(view: &BodyView<'_>) -> Option<Pair<usize>> {
    let last = view.body.entries.len().checked_sub(1)?;
    let later = view.base.map_or(last, |base| base.max(1)).min(last);
    Some(Pair::new(later.checked_sub(1)?, later))
}

/// The largest changes between two reports, by their places in the rows, which stand as the series do.
fn largest(view: &BodyView<'_>, rows: &[Row], reports: Pair<usize>) -> (Vec<(usize, usize)>, usize) {
    let (found, left_out) = super::largest::largest(view, reports);
    let place = |series: &Series, change: &Change<'_>| {
        let at = view.timeline.series.iter().position(|one| one.id == series.id)?;
        let row = &rows[at];
        let is = |figure: usize, end: &End<'_>| {
            row.figures[figure].report == end.observation.report
                && row.figures[figure].place == ends(end.indicator.span)
        };
        let of =
            |one: &super::rows::Change| is(one.ends[0], &change.ends.before) && is(one.ends[1], &change.ends.after);
        Some((at, row.between.iter().position(of)?))
    };
    let places = found.iter().filter_map(|(series, change)| place(series, change));
    (places.take(super::largest::LINES).collect(), left_out)
}

/// Breaks of series that go on over several reports, those of the longest series first.
fn breaks(rows: &[Row]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.role == "actual") {
        for (index, point) in
            row.points.iter().enumerate().filter(|(index, point)| *index > 0 && !point.breaks.is_empty())
        {
            // Another scope or unit tells more than another month.
            let telling = usize::from(point.breaks.iter().any(|reason| matches!(reason, Break::Scope | Break::Unit)));
            found.push((row.reports + 4 * telling, at, index));
        }
    }
    found.sort_by_key(|(weight, at, index)| (Reverse(*weight), *at, *index));
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
    found.sort_by_key(|(run, last, at, _)| (Reverse(*last), Reverse(*run), *at));
    found.into_iter().take(5).map(|(_, _, at, figure)| (at, figure)).collect()
}
