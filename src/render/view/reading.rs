//! One report as the page reads it: its text once, and where everything stands in it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::BodyView;
use super::figures::han_ordinal;
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

/// A sentence in both languages; in data once where both are alike, as titles are.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let alike = self.zh == self.en;
        let mut map = serializer.serialize_map(Some(if alike { 1 } else { 2 }))?;
        map.serialize_entry("zh", &self.zh)?;
        if !alike {
            map.serialize_entry("en", &self.en)?;
        }
        map.end()
    }
}

impl From<&Message> for Words {
    fn from(message: &Message) -> Self {
        Words { zh: message.zh.clone(), en: message.en.clone() }
    }
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
    /// What it is for.
    pub role: Role,
    /// Its title as decisions name it; none of a part without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
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
    /// Whether a reader must know of it before anything else; the data has what it says, not where it is shown.
    #[serde(skip)]
    pub alarm: bool,
    /// Where.
    pub place: Ends,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: Words,
    /// What to do.
    pub help: Words,
}

/// A report of a body, by its place there.
pub fn report(view: &BodyView<'_>, at: usize, entry: &Entry) -> PageReport {
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
                role: section.role,
                named: section.title.map(|_| report.title_of(section.id)),
                place: [section.span.start, section.span.end, section.text_start],
                path: view.timeline.paths.get(&(at, section.id)).copied(),
            })
            .collect(),
        paragraphs: report.paragraphs.iter().map(|p| [p.span.start, p.span.end, p.text_start]).collect(),
        notes: entry.notes.iter().map(|diagnostic| note(&report.text, diagnostic)).collect(),
        text: report.text.original().to_owned(),
    }
}

/// What a part of a report is for, in words.
pub fn said_role(role: Role) -> Words {
    let (zh, en) = role.said();
    Words { zh: zh.to_owned(), en: en.to_owned() }
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
        alarm: diagnostic.code.is_alarm() && diagnostic.severity > Severity::Note,
        place: ends(diagnostic.span),
        line: text.position(diagnostic.span.start).line,
        message: Words::from(&diagnostic.message),
        help: Words::from(&diagnostic.help),
    }
}
