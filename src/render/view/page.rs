//! What the review page shows, as plain data: texts once, everything else as places in them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::chart::{Around, Chart, charts};
use super::checked::CheckWords;
use super::comparison::{Comparison, comparisons};
use super::figures::grouped_within;
use super::overview::{Overview, overview};
use super::promises::{Promise, promises};
use super::queue::{Question, questions};
use super::reading::{Ends, PageReport, Words, ends, report, said_role};
use super::rows::{Reasons, Row, all_reasons, link_bases, link_fields, rows};
use super::{BodyView, View};
use crate::check::{Kind, Verdict};
use crate::corpus::Entry;
use crate::diagnostic::Language;
use crate::report::Role;
use crate::text::{Span, shown_path};

/// The whole page.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The layout's name and number.
    pub schema: &'static str,
    /// The base year, where one was given.
    pub base_year: Option<i32>,
    /// What a part of a report can be for: the name that decisions use, and words.
    pub roles: Vec<(Role, Words)>,
    /// Why figures are not comparable, in words.
    pub reasons: Reasons,
    /// What checks and what they found are called.
    pub checks: CheckWords,
    /// The fields of the evidence for a link, in the order in which the data numbers them.
    pub fields: Vec<&'static str>,
    /// What a link can rest on, in the order in which the data numbers it.
    pub bases: Vec<&'static str>,
    /// Words of which whoever looks for one means the others, too.
    pub searched: Vec<Vec<String>>,
    /// Files that were left out, with the reason.
    pub left_out: Vec<LeftOutFile>,
    /// Bodies by name.
    pub bodies: Vec<PageBody>,
    /// The language that it is read in first, where one was asked for; spelled as HTML only.
    #[serde(skip)]
    pub language: Option<Language>,
}

#[cfg(test)]
impl Page {
    /// One without a body, for tests of what stands around bodies.
    pub(crate) fn empty() -> Self {
        Page {
            schema: SCHEMA,
            base_year: None,
            roles: Vec::new(),
            reasons: Default::default(),
            checks: CheckWords::all(),
            fields: Vec::new(),
            bases: Vec::new(),
            searched: Vec::new(),
            left_out: Vec::new(),
            bodies: Vec::new(),
            language: None,
        }
    }
}

/// A file that was left out.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOutFile {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Words,
}

/// A body's part of the page.
#[derive(Debug, Clone, Serialize)]
pub struct PageBody {
    /// Its name.
    pub name: String,
    /// The base report's place.
    pub base: Option<usize>,
    /// Its reports, earliest first.
    pub reports: Vec<PageReport>,
    /// The calendar years that the reports look back at: the columns of tables.
    pub columns: Vec<i32>,
    /// The titles of the sections that its series stand in.
    pub titles: Vec<String>,
    /// Its series.
    pub series: Vec<Row>,
    /// The charts of each series: in both widths, and the same without zero where that shows more.
    pub charts: Vec<Vec<Chart>>,
    /// The pairs of reports that were compared.
    pub pairs: Vec<Comparison>,
    /// Its checks.
    pub checks: Vec<PageCheck>,
    /// What its plans promised.
    pub promises: Vec<Promise>,
    /// Links to be decided, best first.
    pub queue: Vec<Question>,
    /// What stands first; spelled as HTML only.
    #[serde(skip)]
    pub overview: Overview,
}

/// A check that was made.
#[derive(Debug, Clone, Serialize)]
pub struct PageCheck {
    /// The report.
    pub report: usize,
    /// What was checked.
    pub kind: Kind,
    /// What was found.
    pub verdict: Verdict,
    /// The figure.
    pub place: Ends,
    /// The sentence around it.
    pub quote: Ends,
    /// What it should be.
    pub expected: String,
    /// What it is.
    pub found: String,
    /// The reckoning.
    pub message: Words,
    /// The series of the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
}

/// The layout's name and number.
pub const SCHEMA: &str = "nianlun.page/4";

/// Computes the page.
pub fn page(view: &View<'_>) -> Page {
    of_bodies(view, left_out(view), view.bodies.iter().map(body).collect())
}

/// The page of one of several bodies. Which files were left out stands on the page before.
pub fn body_page(view: &View<'_>, one: &BodyView<'_>) -> Page {
    of_bodies(view, Vec::new(), vec![body(one)])
}

fn of_bodies(view: &View<'_>, left_out: Vec<LeftOutFile>, bodies: Vec<PageBody>) -> Page {
    let reasons = all_reasons(bodies.iter().flat_map(|body| &body.series));
    Page {
        schema: SCHEMA,
        base_year: view.base_year,
        roles: part_roles(),
        reasons,
        checks: CheckWords::all(),
        fields: link_fields(),
        bases: link_bases(),
        searched: view.searched.to_vec(),
        left_out,
        bodies,
        language: view.language,
    }
}

/// What a part of a report can be for.
fn part_roles() -> Vec<(Role, Words)> {
    Role::ALL.into_iter().map(|role| (role, said_role(role))).collect()
}

/// Files that were left out.
pub(super) fn left_out(view: &View<'_>) -> Vec<LeftOutFile> {
    let named = view.corpus.left_out.iter().map(|left| LeftOutFile {
        name: left.path.file_name().map(|name| shown_path(Path::new(name))).unwrap_or_default(),
        why: Words::from(&left.reason.message),
    });
    named.collect()
}

fn body(view: &BodyView<'_>) -> PageBody {
    let reports: Vec<PageReport> =
        view.body.entries.iter().enumerate().map(|(at, entry)| report(view, at, entry)).collect();
    let mut series = rows(view);
    let titles = titles(&mut series);
    number_topics(&mut series);
    let pairs = comparisons(view);
    let checks = checks(view, &series);
    let overview = overview(view, &reports, &series, &pairs);
    let around = around(view);
    let by_id: BTreeMap<&str, &Row> = series.iter().map(|row| (row.id.as_str(), row)).collect();
    let target = |row: &Row| by_id.get(counterpart_of(row)?.as_str()).copied();
    let charts = series.iter().map(|row| drawn(&around, row, target(row))).collect();
    PageBody {
        name: view.body.name.clone(),
        base: view.base,
        columns: around.columns,
        titles,
        charts,
        queue: questions(&series),
        promises: promises(view),
        reports,
        series,
        pairs,
        checks,
        overview,
    }
}

/// The titles of the sections that series stand in, each once; every row is given the place of its own.
fn titles(rows: &mut [Row]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        row.title = *places.entry(row.section_title.clone()).or_insert_with(|| {
            all.push(row.section_title.clone());
            all.len() - 1
        });
    }
    all
}

/// Numbers what the series are about, as far as several are about it, so that the page can tell which of them are.
fn number_topics(rows: &mut [Row]) {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for topic in rows.iter().flat_map(|row| &row.topic_words) {
        *count.entry(topic.as_str()).or_default() += 1;
    }
    let shared: Vec<String> =
        count.into_iter().filter(|(_, rows)| *rows > 1).map(|(topic, _)| topic.to_owned()).collect();
    for row in rows {
        row.topics = row.topic_words.iter().filter_map(|topic| shared.binary_search(topic).ok()).collect();
    }
}

/// The charts of a series; none of one with fewer than three years and none to be reached: two numbers say it better.
fn drawn(around: &Around, row: &Row, target: Option<&Row>) -> Vec<Chart> {
    let points = row.points.len() + target.map_or(0, |target| target.points.len());
    if points < 3 { Vec::new() } else { charts(around, row, target) }
}

/// What all charts of a body have in common; its columns are those of tables, too.
pub fn around(view: &BodyView<'_>) -> Around {
    let entries = &view.body.entries;
    let covers = |entry: &Entry| entry.report.metadata.covers.or(entry.report.metadata.year);
    let mut columns: Vec<i32> = entries.iter().filter_map(covers).filter(|year| *year > 0).collect();
    columns.sort_unstable();
    columns.dedup();
    Around {
        columns,
        reports: entries.iter().map(Entry::year).collect(),
        base: view.base.and_then(|base| covers(&entries[base])),
    }
}

/// The series of what was to be reached that a chart shows beside what was reached.
pub fn target_of<'a>(row: &Row, rows: &'a [Row]) -> Option<&'a Row> {
    let other = counterpart_of(row)?;
    rows.iter().find(|row| row.id == *other)
}

fn counterpart_of(row: &Row) -> Option<&String> {
    row.counterpart.as_ref().filter(|_| row.role == "actual")
}

/// The rows whose figures stand in a report, by where these begin.
type Places = BTreeMap<usize, Vec<(Ends, usize)>>;

fn places(series: &[Row]) -> Places {
    let mut places = Places::new();
    for (at, row) in series.iter().enumerate() {
        for figure in &row.figures {
            places.entry(figure.report).or_default().push((figure.place, at));
        }
    }
    places.values_mut().for_each(|list| list.sort_unstable());
    places
}

/// The first row with a figure at a place of a report.
fn row_at(places: &Places, report: usize, span: Span) -> Option<usize> {
    let list = places.get(&report)?;
    let before = list.partition_point(|(place, _)| place[0] < span.end);
    // Figures of one report lie apart, but one may be told of several rows.
    list[..before].iter().rev().take_while(|(place, _)| span.start < place[1]).map(|(_, row)| *row).min()
}

fn checks(view: &BodyView<'_>, series: &[Row]) -> Vec<PageCheck> {
    let places = places(series);
    view.checks
        .iter()
        .map(|check| {
            let entry = &view.body.entries[check.report];
            let sentences = &entry.report.sentences;
            let behind = sentences.partition_point(|sentence| sentence.span.end <= check.span.start);
            let around = sentences.get(behind).filter(|sentence| sentence.span.overlap(check.span) > 0);
            // What is damaged is shown as it stands.
            let as_it_is = matches!(check.kind, Kind::Damage | Kind::Year);
            let spaced = |text: &str| if as_it_is { text.to_owned() } else { grouped_within(text) };
            PageCheck {
                report: check.report,
                kind: check.kind,
                verdict: check.verdict,
                place: ends(check.span),
                quote: ends(around.map_or(check.span, |sentence| sentence.span)),
                expected: spaced(&check.expected),
                found: spaced(&check.found),
                message: Words { zh: spaced(&check.message.zh), en: spaced(&check.message.en) },
                series: row_at(&places, check.report, check.span).map(|at| series[at].id.clone()),
            }
        })
        .collect()
}
