//! A brief (简报): two pages on what changed between two years of one body, to hand on. Every sentence is made from data and
//! has its places; there is no adjective that the data does not bear.

mod promised;
mod numbers;
mod wording;
mod markdown;
mod html;
mod docx;

use crate::corpus::Entry;
use crate::diagnostic::{Language, Message};
use crate::diff::terms::Term;
use crate::pair::Pair;
use crate::text::Span;

use super::view::{BodyView, one_line};

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use promised::kept_about;

/// A brief, ready to be spelled.
#[derive(Debug, Clone)]
pub struct Brief {
    /// What it is on.
    pub title: Message,
    /// What it was made from.
    pub sources: Message,
    /// Its parts, those that have something to say.
    pub parts: Vec<Part>,
}

/// A part of a brief.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its heading.
    pub title: Message,
    /// Its sentences.
    pub lines: Vec<Line>,
}

/// A sentence with where it comes from.
#[derive(Debug, Clone)]
pub struct Line {
    /// The sentence.
    pub said: Message,
    /// What the reports say, word for word.
    pub quotes: Vec<Quote>,
}

/// Words of a report with their place.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The report's file.
    pub report: String,
    /// The line in its text, from 1.
    pub line: u32,
    /// The title of the section, where it has one.
    pub section: String,
    /// The words.
    pub words: String,
}

/// How many characters of a quote are shown.
const LONG: usize = 60;

/// The brief on two reports of a body, by their places, the earlier one first; `terms` are the body's.
pub fn brief(view: &BodyView<'_>, reports: Pair<usize>, terms: &[Term]) -> Brief {
    let name = &view.body.name;
    let years = reports.map(|at| view.body.entries[at].year());
    let files = reports.map(|at| view.body.entries[at].report.name.as_str());
    let parts = [
        numbers::numbers(view, reports),
        wording::wording(view, reports, terms),
        promised::promised(view, reports),
        promised::claimed(view, reports),
        numbers::checked(view, reports),
    ];
    Brief {
        title: Message::new(
            format!("{name}：{}年报告与{}年报告比较", years.before, years.after),
            format!("{name}: the reports of {} and {}", years.before, years.after),
        ),
        sources: Message::new(
            format!("由 {} 和 {} 生成；每句后附原文出处（文件:行）。", files.before, files.after),
            format!(
                "Made from {} and {}; the words of the reports follow each sentence, with file and line.",
                files.before, files.after
            ),
        ),
        parts: parts.into_iter().filter(|part| !part.lines.is_empty()).collect(),
    }
}

/// The words at a place of a report, with the place.
fn quote(entry: &Entry, span: Span) -> Quote {
    let report = &entry.report;
    let words = one_line(&report.words(span));
    let short: String = words.chars().take(LONG).collect();
    Quote {
        report: report.name.clone(),
        line: report.text.position(span.start).line,
        section: report.section_at(span.start).map(|id| report.title_of(id)).unwrap_or_default(),
        words: if short.len() < words.len() { format!("{short}…") } else { short },
    }
}

impl Quote {
    /// The words as they stand inside quotation marks: marks inside become single ones.
    fn inside(&self) -> String {
        self.words.chars().map(nested).collect()
    }

    /// Where it stands: `2018.docx:35 依法行政`.
    fn place(&self) -> String {
        let gap = if self.section.is_empty() { "" } else { " " };
        format!("{}:{}{gap}{}", self.report, self.line, self.section)
    }
}

/// A quotation mark inside a quotation.
const fn nested(c: char) -> char {
    match c {
        '“' => '‘',
        '”' => '’',
        c => c,
    }
}

/// The language's part of a message.
fn said(message: &Message, language: Language) -> &str {
    message.get(language)
}
