//! What one comparison says of the series that another one, of the same reports or nearly so, said otherwise.
//!
//! Series are told apart by the figures in them, not by their ids, which follow their names:
//!
//! ```text
//! before   {16 17}   {18}    {14 15 16}      figures of a series by report and place
//! after    {16 17 18}        {14} {15 16}
//!          joined            parted
//! ```

use std::collections::BTreeMap;

use serde::Serialize;

use super::page::{Page, PageBody};
use super::rows::Row;

/// What became of some series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesChange {
    /// The body, by its name.
    pub body: String,
    /// What it is.
    pub what: What,
    /// The series before.
    pub before: Vec<SeriesLine>,
    /// The series now.
    pub after: Vec<SeriesLine>,
}

/// The ways in which series change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Several became one.
    Joined,
    /// One became several.
    Parted,
    /// Figures went from some series to others.
    Regrouped,
    /// Its figures or their values are others.
    Values,
    /// Only its breaks are others.
    Breaks,
    /// There was none.
    New,
    /// There is none any more.
    Gone,
}

/// A series on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesLine {
    /// Its id in its comparison.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// Its values by year, as the table shows them.
    pub points: Vec<(i32, String)>,
    /// The years at which it breaks.
    pub breaks: Vec<i32>,
}

/// All series that changed: body by body, those that there were before in their order, then new ones.
pub fn difference(before: &Page, after: &Page) -> Vec<SeriesChange> {
    let mut names: Vec<&str> = before.bodies.iter().map(|body| body.name.as_str()).collect();
    names.extend(after.bodies.iter().map(|body| body.name.as_str()));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.into_iter().flat_map(|name| of_body(name, body(before, name), body(after, name))).collect()
}

fn body<'a>(page: &'a Page, name: &str) -> Option<&'a PageBody> {
    page.bodies.iter().find(|body| body.name == name)
}

/// A figure by the report's name and the place there.
type Key<'a> = (&'a str, [u32; 2]);

fn of_body(name: &str, before: Option<&PageBody>, after: Option<&PageBody>) -> Vec<SeriesChange> {
    let (old, new) = (keys(before), keys(after));
    let of: BTreeMap<Key<'_>, usize> = each(&new).collect();
    // Series that share a figure are of one group; groups are numbered by their first series.
    let mut group: Vec<usize> = (0..old.len() + new.len()).collect();
    for (key, at) in each(&old) {
        if let Some(other) = of.get(&key) {
            let (x, y) = (group[at], group[old.len() + other]);
            if x != y {
                group.iter_mut().filter(|one| **one == x || **one == y).for_each(|one| *one = x.min(y));
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, &of) in group.iter().enumerate() {
        let (olds, news) = groups.entry(of).or_default();
        if at < old.len() { olds.push(at) } else { news.push(at - old.len()) }
    }
    let rows = |body: Option<&PageBody>, list: &[usize]| -> Vec<SeriesLine> {
        body.map(|body| list.iter().map(|&at| line(&body.series[at])).collect()).unwrap_or_default()
    };
    let mut found = Vec::new();
    for (olds, news) in groups.into_values() {
        let what = match (&olds[..], &news[..]) {
            (&[a], &[b]) => one(before, a, after, b, old[a] == new[b]),
            ([], _) => Some(What::New),
            (_, []) => Some(What::Gone),
            (_, [_]) => Some(What::Joined),
            ([_], _) => Some(What::Parted),
            _ => Some(What::Regrouped),
        };
        if let Some(what) = what {
            let (before, after) = (rows(before, &olds), rows(after, &news));
            found.push(SeriesChange { body: name.to_owned(), what, before, after });
        }
    }
    found
}

/// What changed in a series that is still the same one.
fn one(before: Option<&PageBody>, a: usize, after: Option<&PageBody>, b: usize, same_figures: bool) -> Option<What> {
    let (a, b) = (&before?.series[a], &after?.series[b]);
    let values =
        |row: &Row| row.figures.iter().map(|f| (f.period, f.spelled.exact.clone(), f.aside)).collect::<Vec<_>>();
    if !same_figures || values(a) != values(b) {
        return Some(What::Values);
    }
    (line(a).breaks != line(b).breaks).then_some(What::Breaks)
}

/// The figures of each series.
fn keys(body: Option<&PageBody>) -> Vec<Vec<Key<'_>>> {
    let Some(body) = body else { return Vec::new() };
    let of = |row: &'_ Row| -> Vec<Key<'_>> {
        row.figures.iter().map(|figure| (body.reports[figure.report].name.as_str(), figure.place)).collect()
    };
    body.series.iter().map(of).collect()
}

fn each<'a>(keys: &'a [Vec<Key<'a>>]) -> impl Iterator<Item = (Key<'a>, usize)> {
    keys.iter().enumerate().flat_map(|(at, list)| list.iter().map(move |key| (*key, at)))
}

fn line(row: &Row) -> SeriesLine {
    SeriesLine {
        id: row.id.clone(),
        name: row.name.clone(),
        unit: row.unit.clone(),
        points: row
            .points
            .iter()
            .map(|point| (point.period, row.figures[point.figure].spelled.shown.clone()))
            .collect(),
        breaks: row.points.iter().filter(|point| !point.breaks.is_empty()).map(|point| point.period).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::PageReport;
    use super::super::rows::{Figure, Point, Spelled};
    use super::*;
    use crate::timeline::series::Break;

    /// A figure: its report, and its value.
    fn figure(report: usize, value: &str) -> Figure {
        Figure {
            report,
            place: [10, 12],
            quote: [0, 20],
            period: Some(2014 + report as i32),
            spelled: Spelled { value: value.to_owned(), shown: value.to_owned(), exact: format!("{value} 件") },
            ..Figure::default()
        }
    }

    fn row(figures: Vec<Figure>) -> Row {
        let point = |(at, f): (usize, &Figure)| Point {
            period: f.period.unwrap(),
            figure: at,
            others: vec![],
            breaks: f.breaks.clone(),
        };
        Row {
            id: format!("s{}", figures[0].report),
            name: "受理".to_owned(),
            measure: "level",
            role: "actual",
            unit: Some("件".to_owned()),
            kind: "count",
            years: 1,
            covers: None,
            jumps: Vec::new(),
            topics: Vec::new(),
            topic_words: Vec::new(),
            scope: None,
            reports: figures.len(),
            section: None,
            section_title: String::new(),
            title: 0,
            base: None,
            counterpart: None,
            points: figures.iter().enumerate().map(point).collect(),
            between: Vec::new(),
            unsure: false,
            shared: None,
            figures,
        }
    }

    /// A page of four reports with these series.
    fn page(series: Vec<Row>) -> Page {
        let report = |at: i32| PageReport {
            name: format!("{at}.txt"),
            year: at,
            covers: at,
            format: "text".to_owned(),
            chars: 0,
            figures: 0,
            title: None,
            number: None,
            sections: Vec::new(),
            paragraphs: Vec::new(),
            notes: Vec::new(),
            text: String::new(),
        };
        let body = PageBody {
            name: "云溪市".to_owned(),
            base: None,
            reports: (2014..2018).map(report).collect(),
            columns: Vec::new(),
            titles: Vec::new(),
            series,
            charts: Vec::new(),
            pairs: Vec::new(),
            checks: Vec::new(),
            queue: Vec::new(),
            promises: Vec::new(),
            overview: Default::default(),
        };
        Page { bodies: vec![body], ..Page::empty() }
    }

    fn said(before: Vec<Row>, after: Vec<Row>) -> Vec<(What, usize, usize)> {
        let changes = difference(&page(before), &page(after));
        changes.iter().map(|one| (one.what, one.before.len(), one.after.len())).collect()
    }

    #[test]
    fn series_are_told_apart_by_their_figures() {
        let all = || vec![figure(0, "3"), figure(1, "4"), figure(2, "5")];
        let parts = || vec![row(vec![figure(0, "3")]), row(vec![figure(1, "4"), figure(2, "5")])];
        assert_eq!(said(vec![row(all())], vec![row(all())]), []);
        assert_eq!(said(parts(), vec![row(all())]), [(What::Joined, 2, 1)]);
        assert_eq!(said(vec![row(all())], parts()), [(What::Parted, 1, 2)]);
        let others = || vec![row(vec![figure(0, "3"), figure(1, "4")]), row(vec![figure(2, "5")])];
        assert_eq!(said(parts(), others()), [(What::Regrouped, 2, 2)]);
        assert_eq!(said(vec![], vec![row(all())]), [(What::New, 0, 1)]);
        assert_eq!(said(vec![row(all())], vec![]), [(What::Gone, 1, 0)]);
    }

    #[test]
    fn values_and_breaks_of_one_series() {
        let mut broken = figure(1, "4");
        broken.breaks = vec![Break::Unit];
        let series = |second: Figure| vec![row(vec![figure(0, "3"), second])];
        assert_eq!(said(series(figure(1, "4")), series(figure(1, "40"))), [(What::Values, 1, 1)]);
        assert_eq!(said(series(figure(1, "4")), series(broken)), [(What::Breaks, 1, 1)]);
        assert_eq!(said(series(figure(1, "4")), vec![row(vec![figure(0, "3")])]), [(What::Values, 1, 1)]);
    }
}
