//! Series as the page's table has them: figures with their quotes, the points of the line, changes against the base.

mod spelled;
mod change;
mod counterparts;
mod about;
mod link;
mod why;

use serde::{Serialize, Serializer};

use super::figures::{exact_as, mark, natural, scaled, shown_as};
use super::reading::{Ends, Words, ends, heading};
use super::sign::Sign;
use super::{BodyView, one_line};
use crate::indicator::TimeBasis;
use crate::timeline::series::{Aside, Break, Observation, Series, signed, status};
use about::{covers, jumps, topics};
use change::change;
use counterparts::counterparts;
use link::linked;

pub use change::Change;
pub use link::{LinkView, link_bases, link_fields};
pub use spelled::Spelled;
pub use why::{Reasons, all_reasons, reasons, short_reasons};

/// A series.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Level, growth, share or delta; level goes without saying.
    #[serde(skip_serializing_if = "is_level")]
    pub measure: &'static str,
    /// Actual or target; actual goes without saying.
    #[serde(skip_serializing_if = "is_actual")]
    pub role: &'static str,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The sort of figure.
    pub kind: &'static str,
    /// How many years each figure covers; one goes without saying.
    #[serde(skip_serializing_if = "is_one")]
    pub years: u8,
    /// What each figure covers, where that is not one year's count: 5年合计, 年均, 累计, 位次.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covers: Option<Words>,
    /// The years at which it leaps as nothing does by itself: another count, perhaps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jumps: Vec<i32>,
    /// What it is about and others too, in other measures and spans: numbers that mean the same in all rows of a body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<usize>,
    /// The same as words.
    #[serde(skip)]
    pub topic_words: Vec<String>,
    /// Whose figures they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// How many reports have a figure of it.
    pub reports: usize,
    /// The path of the main section that its latest figure stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
    /// The title of that section, and its place among those of the body.
    #[serde(skip)]
    pub section_title: String,
    /// The same by its place among the titles of the page.
    pub title: usize,
    /// The figure that stands for it in the base report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<usize>,
    /// The series of what was to be reached, or of what was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<String>,
    /// All its figures, by report and place.
    pub figures: Vec<Figure>,
    /// The figure of each period, by period.
    pub points: Vec<Point>,
    /// Changes between every two periods, for a reader who picks the two.
    pub between: Vec<Change>,
    /// Whether a link of it is unsure.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
    /// The indicator of several bodies that it is one of, as `panel.csv` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
}

/// A figure of a series.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(Default))]
pub struct Figure {
    /// The report.
    pub report: usize,
    /// Where it stands.
    pub place: Ends,
    /// The sentence around it.
    pub quote: Ends,
    /// The calendar year that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<i32>,
    /// How it is spelled, with the sign that the series shows.
    #[serde(flatten)]
    pub spelled: Spelled,
    /// Its value in full where that is not what the table shows with the unit behind it.
    #[serde(rename = "exact", skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
    /// How it is spelled with its own sign, where the series' name tells a fall and it has none here.
    #[serde(skip)]
    pub plainly: Option<Box<Spelled>>,
    /// What stands before it where it is a bound or about so much: >, ≥, ≤, ≈.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    /// Its value in the series' unit, where its own is another one with a fixed ratio to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub converted: Option<String>,
    /// Its unit where that is not the series'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What the report calls it, where that is not the series' name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How exact it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'static str>,
    /// Whose figure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Up to when it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asof: Option<String>,
    /// Of which part of its year it is, where that is not all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// `again` or `previous` where it does not stand for its report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aside: Option<&'static str>,
    /// Why it is not comparable with the one before.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "by_name")]
    pub breaks: Vec<Break>,
    /// The letter of CL_OBS_STATUS; A goes without saying.
    #[serde(skip_serializing_if = "is_plain")]
    pub status: char,
    /// What links it to an earlier figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkView>,
    /// Whether a reviewer said what it reads as.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
}

/// A period's figure; as an array, for there are thousands: `[period, figure, others, breaks]`, empty ends left out.
#[derive(Debug, Clone)]
pub struct Point {
    /// The calendar year.
    pub period: i32,
    /// The figure, by its place in the row.
    pub figure: usize,
    /// Figures of other values that other reports told for the same year.
    pub others: Vec<usize>,
    /// Why the line does not go on from the point before.
    pub breaks: Vec<Break>,
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.others.is_empty(), self.breaks.is_empty()) {
            (true, true) => (self.period, self.figure).serialize(serializer),
            (false, true) => (self.period, self.figure, &self.others).serialize(serializer),
            (_, false) => {
                let names: Vec<&str> = self.breaks.iter().map(|one| one.name()).collect();
                (self.period, self.figure, &self.others, names).serialize(serializer)
            }
        }
    }
}

/// Breaks as data has them.
pub(super) fn by_name<S: Serializer>(breaks: &[Break], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(breaks.iter().map(|one| one.name()))
}

/// Whether figures of one year goes without saying.
fn is_one(years: &u8) -> bool {
    *years == 1
}

/// Whether a measure goes without saying.
fn is_level(measure: &&'static str) -> bool {
    *measure == "level"
}

/// Whether a role goes without saying.
fn is_actual(role: &&'static str) -> bool {
    *role == "actual"
}

/// Whether a status goes without saying.
fn is_plain(status: &char) -> bool {
    *status == 'A'
}

/// The series of a body in the order of their first figure.
pub fn rows(view: &BodyView<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = view.timeline.series.iter().map(|one| row(view, one)).collect();
    for (row, counterpart) in counterparts(&rows).into_iter().enumerate() {
        rows[row].counterpart = counterpart;
    }
    rows
}

fn row(view: &BodyView<'_>, series: &Series) -> Row {
    let sign = Sign::of(series);
    let figures: Vec<Figure> =
        series.observations.iter().map(|observation| figure(view, series, observation, sign)).collect();
    let at = |observation: &Observation| {
        series
            .observations
            .iter()
            .position(|other| other.report == observation.report && other.indicator == observation.indicator)
            .unwrap_or(0)
    };
    let mut points: Vec<Point> =
        view.by_period(series).into_iter().map(|(period, used)| point(period, at(used), &figures)).collect();
    // A report that looks further back stands behind one that told a later year.
    points.sort_by_key(|point| point.period);
    let mut reports: Vec<usize> = figures.iter().filter(|figure| figure.aside.is_none()).map(|f| f.report).collect();
    reports.dedup();
    let (section, section_title) = main_section(view, series).unwrap_or_default();
    Row {
        id: series.id.clone(),
        name: series.name.clone(),
        measure: series.measure.name(),
        role: series.role.name(),
        unit: series.unit.clone(),
        kind: series.kind.name(),
        years: series.years,
        covers: covers(view, series),
        jumps: jumps(series, &figures, &points),
        topics: Vec::new(),
        topic_words: topics(view, series),
        scope: series.scope.clone(),
        reports: reports.len(),
        section,
        section_title,
        title: 0,
        base: view.base_used(series).map(at),
        counterpart: None,
        between: view.changes_between(series).iter().map(|told| change(series, told, at, view, sign)).collect(),
        unsure: figures.iter().any(|figure| figure.link.as_ref().is_some_and(|link| link.unsure)),
        shared: None,
        figures,
        points,
    }
}

/// The main section that the latest figure stands in: its path and its title.
fn main_section(view: &BodyView<'_>, series: &Series) -> Option<(Option<u32>, String)> {
    let last = series.observations.iter().rev().find(|observation| observation.aside.is_none())?;
    let report = &view.body.entries[last.report].report;
    let mut id = view.indicator(last).section?;
    while let Some(parent) = report.section(id).parent {
        id = parent;
    }
    let path = view.timeline.paths.get(&(last.report, id)).copied();
    Some((path, heading(report, id).zh))
}

fn figure(view: &BodyView<'_>, series: &Series, observation: &Observation, sign: Sign) -> Figure {
    let entry = &view.body.entries[observation.report];
    let text = &entry.report.text;
    let indicator = view.indicator(observation);
    let surface = one_line(text.str(indicator.span));
    let spelled = |sign: Sign| Spelled {
        value: sign.told(observation.value).normalize().to_string(),
        shown: shown_as(sign.value(indicator), indicator, &surface),
        exact: exact_as(sign.value(indicator), indicator),
    };
    let own = spelled(sign);
    let is_other = indicator.unit != series.unit && observation.value != signed(indicator) && indicator.high.is_none();
    let converted = is_other.then(|| scaled(sign.told(observation.value), natural(observation.value)));
    let unit = indicator.unit.as_deref().or(series.unit.as_deref()).unwrap_or_default();
    let gap = if unit.is_empty() || unit == "%" { "" } else { " " };
    Figure {
        report: observation.report,
        place: ends(indicator.span),
        quote: ends(indicator.quote),
        period: indicator.period,
        mark: mark(indicator),
        converted,
        full: (own.exact != format!("{}{gap}{unit}", own.shown)).then(|| own.exact.clone()),
        spelled: own,
        plainly: (sign == Sign::Turned).then(|| Box::new(spelled(Sign::Own))),
        unit: indicator.unit.clone().filter(|unit| Some(unit) != series.unit.as_ref()),
        label: if indicator.label == series.name { String::new() } else { indicator.label.clone() },
        qualifier: indicator.qualifier.map(|qualifier| qualifier.name()),
        scope: indicator.scope.clone(),
        asof: indicator.asof.clone(),
        part: part(indicator.basis),
        aside: observation.aside.map(|aside| match aside {
            Aside::Again => "again",
            Aside::Previous => "previous",
        }),
        breaks: observation.breaks.iter().copied().collect(),
        status: status(indicator, observation),
        link: observation.link.as_ref().map(|link| linked(view, link)),
        read: view.timeline.ties.reads.iter().any(|(read, _)| *read == (observation.report, observation.indicator)),
    }
}

/// A part of a year by a name that only figures of the same part have: m11 of what was counted up to November.
fn part(basis: TimeBasis) -> Option<String> {
    match basis {
        TimeBasis::Year => None,
        TimeBasis::Through(month) => Some(format!("m{month}")),
        TimeBasis::SecondHalf => Some("second-half".to_owned()),
        TimeBasis::ToDate => Some("to-date".to_owned()),
    }
}

fn point(period: i32, used: usize, figures: &[Figure]) -> Point {
    let same = |figure: &&Figure| figure.period == Some(period);
    let mut breaks: Vec<Break> = figures
        .iter()
        .filter(same)
        .filter(|figure| figure.aside.is_none())
        .flat_map(|f| f.breaks.iter().copied())
        .collect();
    breaks.sort_unstable();
    breaks.dedup();
    let others = figures
        .iter()
        .enumerate()
        .filter(|(at, figure)| *at != used && same(figure) && figure.spelled.value != figures[used].spelled.value)
        .map(|(at, _)| at)
        .collect();
    Point { period, figure: used, others, breaks }
}
