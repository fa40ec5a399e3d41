//! What the review page shows, as plain data: texts once, everything else as places in them.

use serde::Serialize;

use super::comparison::{Comparison, comparisons};
use super::figures::{grouped_within, han_ordinal};
use super::overview::{Overview, overview};
use super::queue::{Question, questions};
use super::rows::{Row, rows};
use super::{BodyView, View};
use crate::check::Kind;
use crate::corpus::Entry;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::report::{Report, Role};
use crate::text::{Span, Text};

/// A place in a report's text: the first scalar value and one past the last.
pub type Ends = [u32; 2];

/// A span as a pair of numbers.
pub const fn ends(span: Span) -> Ends {
    [span.start, span.end]
}

/// The whole page.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The layout's name and number.
    pub schema: &'static str,
    /// The base year, where one was given.
    pub base_year: Option<i32>,
    /// Files that were left out, with the reason.
    pub left_out: Vec<LeftOutFile>,
    /// Bodies by name.
    pub bodies: Vec<PageBody>,
}

/// A file that was left out.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOutFile {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Words,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Words {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl From<&Message> for Words {
    fn from(message: &Message) -> Self {
        Words { zh: message.zh.clone(), en: message.en.clone() }
    }
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
    /// Its series.
    pub series: Vec<Row>,
    /// The pairs of reports that were compared.
    pub pairs: Vec<Comparison>,
    /// Its checks.
    pub checks: Vec<PageCheck>,
    /// Links to be decided, best first.
    pub queue: Vec<Question>,
    /// What stands first; spelled as HTML only.
    #[serde(skip)]
    pub overview: Overview,
}

/// A report with its text.
#[derive(Debug, Clone, Serialize)]
pub struct PageReport {
    /// Its file's name.
    pub name: String,
    /// Its year.
    pub year: i32,
    /// The year it looks back at.
    pub covers: i32,
    /// The file's format.
    pub format: String,
    /// Scalar values of the report without page furniture.
    pub chars: u32,
    /// How many figures were read.
    pub figures: usize,
    /// Its title.
    pub title: Option<String>,
    /// 文号
    pub number: Option<String>,
    /// Its sections.
    pub sections: Vec<PageSection>,
    /// Paragraphs: start, end, and where the text begins after a heading that runs on.
    pub paragraphs: Vec<[u32; 3]>,
    /// What was noted when it was read.
    pub notes: Vec<Note>,
    /// Its whole text.
    pub text: String,
}

/// A section of a report.
#[derive(Debug, Clone, Serialize)]
pub struct PageSection {
    /// The section above.
    pub parent: Option<usize>,
    /// 1 is 一、, 2 is （一）.
    pub level: u8,
    /// Its ordinal and title as a heading; what it is for where it has none.
    pub title: Words,
    /// Its title alone, or what it is for where that is all that tells it: for telling parts that are one.
    #[serde(skip)]
    pub name: String,
    /// Start, end, and where its own text begins.
    pub place: [u32; 3],
    /// Its path through the years.
    pub path: Option<u32>,
}

/// Something noted about a report.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: &'static str,
    /// Where.
    pub place: Ends,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: Words,
    /// What to do.
    pub help: Words,
}

/// A check that was made.
#[derive(Debug, Clone, Serialize)]
pub struct PageCheck {
    /// The report.
    pub report: usize,
    /// What was checked.
    pub kind: &'static str,
    /// What was found.
    pub verdict: &'static str,
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
    pub series: Option<String>,
}

/// Computes the page.
pub fn page(view: &View<'_>) -> Page {
    Page {
        schema: "nianlun.page/1",
        base_year: view.base_year,
        left_out: view
            .corpus
            .left_out
            .iter()
            .map(|left| LeftOutFile {
                name: left.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                why: Words::from(&left.reason.message),
            })
            .collect(),
        bodies: view.bodies.iter().map(body).collect(),
    }
}

fn body(view: &BodyView<'_>) -> PageBody {
    let reports: Vec<PageReport> =
        view.body.entries.iter().enumerate().map(|(at, entry)| report(view, at, entry)).collect();
    let series = rows(view);
    let pairs = comparisons(view);
    let checks = checks(view, &series);
    let overview = overview(view, &reports, &series, &pairs);
    PageBody {
        name: view.body.name.clone(),
        base: view.base,
        columns: columns(&reports),
        queue: questions(&series),
        reports,
        series,
        pairs,
        checks,
        overview,
    }
}

/// Every year from the first that a report looks back at to the last.
fn columns(reports: &[PageReport]) -> Vec<i32> {
    let mut years: Vec<i32> = reports.iter().map(|report| report.covers).filter(|year| *year > 0).collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn report(view: &BodyView<'_>, at: usize, entry: &Entry) -> PageReport {
    let report = &entry.report;
    let metadata = &report.metadata;
    PageReport {
        name: report.name.clone(),
        year: entry.year(),
        covers: metadata.covers.or(metadata.year).unwrap_or(0),
        format: report.format.to_string(),
        chars: report.paragraphs.iter().map(|paragraph| paragraph.span.len()).sum(),
        figures: entry.indicators.len(),
        title: metadata.title.clone(),
        number: metadata.document_number.clone(),
        sections: report
            .sections
            .iter()
            .map(|section| PageSection {
                parent: section.parent.map(|parent| parent.index()),
                level: section.level,
                title: heading(report, section.id),
                name: match section.role {
                    Role::Problems | Role::Closing => section.role.said().0.to_owned(),
                    _ => report.title_of(section.id),
                },
                place: [section.span.start, section.span.end, section.text_start],
                path: view.timeline.paths.get(&(at, section.id)).copied(),
            })
            .collect(),
        paragraphs: report.paragraphs.iter().map(|p| [p.span.start, p.span.end, p.text_start]).collect(),
        notes: entry.notes.iter().map(|diagnostic| note(&report.text, diagnostic)).collect(),
        text: report.text.original().to_owned(),
    }
}

/// A section's heading: ordinal and title, or what it is for.
pub fn heading(report: &Report, id: crate::report::SectionId) -> Words {
    let section = report.section(id);
    let title = report.title_of(id);
    if section.title.is_none() {
        let (zh, en) = section.role.said();
        return Words { zh: format!("{zh}（无标题）"), en: format!("{en} (no heading)") };
    }
    let ordinal = match (section.ordinal, section.level) {
        (None, _) => String::new(),
        (Some(number), 1) => format!("{}、", han_ordinal(number)),
        (Some(number), 2) => format!("（{}）", han_ordinal(number)),
        (Some(number), _) => format!("{number}. "),
    };
    let words = format!("{ordinal}{title}");
    Words { en: words.clone(), zh: words }
}

fn note(text: &Text, diagnostic: &Diagnostic) -> Note {
    Note {
        severity: diagnostic.severity,
        code: diagnostic.code.name(),
        place: ends(diagnostic.span),
        line: text.position(diagnostic.span.start).line,
        message: Words::from(&diagnostic.message),
        help: Words::from(&diagnostic.help),
    }
}

fn checks(view: &BodyView<'_>, series: &[Row]) -> Vec<PageCheck> {
    view.checks
        .iter()
        .map(|check| {
            let entry = &view.body.entries[check.report];
            let around = entry.report.sentences.iter().find(|sentence| sentence.span.overlap(check.span) > 0);
            let holds = |row: &&Row| {
                row.figures.iter().any(|figure| {
                    figure.report == check.report
                        && figure.place[0] < check.span.end
                        && check.span.start < figure.place[1]
                })
            };
            // What is damaged is shown as it stands.
            let as_it_is = matches!(check.kind, Kind::Damage | Kind::Year);
            let spaced = |text: &str| if as_it_is { text.to_owned() } else { grouped_within(text) };
            PageCheck {
                report: check.report,
                kind: check.kind.name(),
                verdict: check.verdict.name(),
                place: ends(check.span),
                quote: ends(around.map_or(check.span, |sentence| sentence.span)),
                expected: spaced(&check.expected),
                found: spaced(&check.found),
                message: Words { zh: spaced(&check.message.zh), en: spaced(&check.message.en) },
                series: series.iter().find(holds).map(|row| row.id.clone()),
            }
        })
        .collect()
}
