//! The file of decisions, as people write it.

use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use crate::config::Kind;
use crate::diagnostic::Message;
use crate::indicator::Role;
use crate::quantity::in_range;
use crate::report;
use crate::text::{Span, Text};

use super::{Decision, FigureAddress, PartAddress, Reading, Review, ReviewFile, SectionAddress, Verdict};

/// Why a file of decisions can't be used.
#[derive(Debug, Error)]
pub enum ReviewError {
    /// It can't be read.
    #[error("{}: can't be read: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It says something that can't be understood.
    #[error("{}:{line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        message: Message,
    },
}

impl ReviewError {
    /// The same in both languages.
    pub fn said(&self) -> Message {
        let zh = match self {
            ReviewError::Io { path, error } => format!("无法读取 {}：{error}", path.display()),
            ReviewError::Line { path, line, message } => format!("{} 第 {line} 行：{}", path.display(), message.zh),
        };
        Message::new(zh, self.to_string())
    }
}

/// Reads files of decisions, in the order given.
pub fn read(paths: &[PathBuf]) -> Result<Review, ReviewError> {
    let text = |path: &PathBuf| match std::fs::read_to_string(path) {
        Ok(text) => Ok((path.clone(), text)),
        Err(error) => Err(ReviewError::Io { path: path.clone(), error }),
    };
    parse(paths.iter().map(text).collect::<Result<_, _>>()?)
}

/// Reads decisions from the texts of files, in the order given.
pub fn parse(files: Vec<(PathBuf, String)>) -> Result<Review, ReviewError> {
    let mut review = Review::default();
    for (path, text) in files {
        review.decisions.extend(decisions(&path, &text, review.files.len())?);
        review.files.push(ReviewFile { path, text: Text::new(text) });
    }
    Ok(review)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DecisionsFile {
    same: Vec<Spanned<TieTable>>,
    different: Vec<Spanned<TieTable>>,
    reads: Vec<Spanned<ReadsTable>>,
    ignore: Vec<Spanned<IgnoreTable>>,
    part: Vec<Spanned<PartTable>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TieTable {
    #[serde(default)]
    figures: Vec<FigureAddress>,
    #[serde(default)]
    sections: Vec<SectionAddress>,
    by: Option<String>,
    on: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadsTable {
    report: i32,
    body: Option<String>,
    quote: String,
    surface: String,
    value: Option<Number>,
    high: Option<Number>,
    unit: Option<String>,
    label: Option<String>,
    period: Option<i32>,
    kind: Option<Kind>,
    role: Option<RoleName>,
    by: Option<String>,
    on: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoreTable {
    report: i32,
    body: Option<String>,
    quote: String,
    surface: String,
    by: Option<String>,
    on: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartTable {
    report: i32,
    body: Option<String>,
    title: Option<String>,
    under: Option<String>,
    quote: Option<String>,
    role: report::Role,
    by: Option<String>,
    on: Option<String>,
    note: Option<String>,
}

/// A number without the rounding of floats.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a number is written whole (1206) or in quotes (\"12.6\")")]
enum Number {
    Whole(i64),
    Quoted(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RoleName {
    Actual,
    Target,
    Previous,
}

/// The decisions of one file in the order of their lines.
pub(super) fn decisions(path: &Path, text: &str, file: usize) -> Result<Vec<Decision>, ReviewError> {
    let wrong =
        |at: usize, message: Message| ReviewError::Line { path: path.to_owned(), line: line(text, at), message };
    let read: DecisionsFile = toml::from_str(text).map_err(|error| {
        let said = error.message();
        wrong(error.span().map_or(0, |span| span.start), Message::new(said, said))
    })?;
    let mut found = Vec::new();
    let ties = read.same.into_iter().map(|table| (true, table));
    for (same, table) in ties.chain(read.different.into_iter().map(|table| (false, table))) {
        let at = table.span();
        let TieTable { figures, sections, by, on, note } = table.into_inner();
        let verdict = tie(same, figures, sections).map_err(|message| wrong(at.start, message))?;
        found.push(Decision { file, span: span(text, at), verdict, by, on, note });
    }
    for table in read.reads {
        let at = table.span();
        let table = table.into_inner();
        let number = |number: Option<Number>| number.map(decimal).transpose();
        let wrong = |message| wrong(at.start, message);
        let reading = Reading {
            value: number(table.value).map_err(wrong)?,
            high: number(table.high).map_err(wrong)?,
            unit: table.unit,
            label: table.label,
            period: table.period,
            kind: table.kind,
            role: table.role.map(|role| match role {
                RoleName::Actual => Role::Actual,
                RoleName::Target => Role::Target,
                RoleName::Previous => Role::Previous,
            }),
        };
        if reading == Reading::default() {
            return Err(wrong(Message::new(
                "reads 缺少读法：请写 value、unit、label、period、kind 或 role",
                "`reads` does not say as what: give value, unit, label, period, kind or role",
            )));
        }
        let address =
            FigureAddress { report: table.report, body: table.body, quote: table.quote, surface: table.surface };
        let address = whole(address).map_err(wrong)?;
        let verdict = Verdict::Reads(address, reading);
        found.push(Decision { file, span: span(text, at), verdict, by: table.by, on: table.on, note: table.note });
    }
    for table in read.ignore {
        let at = table.span();
        let IgnoreTable { report, body, quote, surface, by, on, note } = table.into_inner();
        let address =
            whole(FigureAddress { report, body, quote, surface }).map_err(|message| wrong(at.start, message))?;
        found.push(Decision { file, span: span(text, at), verdict: Verdict::Ignore(address), by, on, note });
    }
    for table in read.part {
        let at = table.span();
        found.push(part(table.into_inner(), file, span(text, at.clone())).map_err(|message| wrong(at.start, message))?);
    }
    found.sort_by_key(|decision| decision.span);
    Ok(found)
}

fn tie(same: bool, figures: Vec<FigureAddress>, sections: Vec<SectionAddress>) -> Result<Verdict, Message> {
    match (figures.len(), sections.len()) {
        (2.., 0) => {
            let figures = figures.into_iter().map(whole).collect::<Result<_, _>>()?;
            Ok(if same { Verdict::Same(figures) } else { Verdict::Different(figures) })
        }
        (0, 2..) => {
            if sections.iter().any(|section| section.title.trim().is_empty()) {
                return Err(Message::new("title 是空的", "a title is empty"));
            }
            Ok(if same { Verdict::SameSections(sections) } else { Verdict::DifferentSections(sections) })
        }
        _ => Err(Message::new(
            "请给出至少两个 figures，或至少两个 sections，不可兼有",
            "give two or more figures, or two or more sections, and not both",
        )),
    }
}

/// An address that says something.
fn whole(address: FigureAddress) -> Result<FigureAddress, Message> {
    if address.quote.trim().is_empty() || address.surface.trim().is_empty() {
        return Err(Message::new("quote 或 surface 是空的", "a quote or surface is empty"));
    }
    Ok(address)
}

fn part(table: PartTable, file: usize, span: Span) -> Result<Decision, Message> {
    let PartTable { report, body, title, under, quote, role, by, on, note } = table;
    let address = one_part(PartAddress { report, body, title, under, quote })?;
    Ok(Decision { file, span, verdict: Verdict::Part(address, role), by, on, note })
}

/// An address of a section or of a paragraph, and not of both.
fn one_part(address: PartAddress) -> Result<PartAddress, Message> {
    let says = |words: &Option<String>| words.as_ref().is_some_and(|words| !words.trim().is_empty());
    if says(&address.title) == says(&address.quote) || address.quote.is_some() && address.under.is_some() {
        return Err(Message::new(
            "请给出 title（部分的标题）或 quote（一段里的文字）之一",
            "give either `title`, that of a section, or `quote`, words of a paragraph",
        ));
    }
    Ok(address)
}

fn decimal(number: Number) -> Result<Decimal, Message> {
    match number {
        Number::Whole(whole) => Ok(Decimal::from(whole)),
        Number::Quoted(text) => quoted(&text),
    }
}

/// A reading has no more digits behind the point.
const FINEST: u32 = 12;

/// A decimal number as it is written in a decision; none beyond what reports count.
pub fn quoted(text: &str) -> Result<Decimal, Message> {
    let number = Decimal::from_str_exact(text.trim()).ok();
    let number = number.filter(|number| in_range(*number) && number.scale() <= FINEST);
    number.ok_or_else(|| {
        Message::new(
            format!("“{text}”不是十进制数，或超出报告会有的范围"),
            format!("“{text}” is no decimal number, or beyond any in a report"),
        )
    })
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> u32 {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count() as u32
}

/// Bytes as scalar values.
fn span(text: &str, bytes: std::ops::Range<usize>) -> Span {
    let count = |end: usize| text.get(..end).unwrap_or(text).chars().count() as u32;
    Span::new(count(bytes.start), count(bytes.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u32, &'static str)>, String> {
        let found = decisions(Path::new("decisions.toml"), text, 0).map_err(|error| error.to_string())?;
        let text = Text::new(text.to_owned());
        Ok(found.iter().map(|one| (text.position(one.span.start).line, one.verdict.name())).collect())
    }

    #[test]
    fn decisions_know_their_lines() {
        let text = "# 说明\n\n[[ignore]]\nreport = 2017\nquote = \"复议\"\nsurface = \"9件\"\n\n[[same]]\nsections = [\n  { report = 2016, title = \"甲\" },\n  { report = 2017, title = \"乙\" },\n]\n[[ignore]]\nreport = 2016\nquote = \"a\"\nsurface = \"1\"\n";
        assert_eq!(lines(text), Ok(vec![(3, "ignore"), (8, "same"), (13, "ignore")]));
        assert_eq!(lines(""), Ok(vec![]));
    }

    #[test]
    fn a_mistake_is_an_error_with_its_line() {
        let wrong = |text: &str, line: u32, word: &str| {
            let error = lines(text).err().unwrap_or_default();
            assert!(error.starts_with(&format!("decisions.toml:{line}: ")) && error.contains(word), "{error}");
        };
        wrong("[[sames]]\n", 1, "sames");
        wrong("\n[[ignore]]\nreport = 2017\nqoute = \"a\"\n", 4, "qoute");
        wrong("[[reads]]\nreport = 2017\nquote = \"a\"\nsurface = \"1\"\nvalue = 1.5\n", 5, "in quotes");
        wrong("[[reads]]\nreport = 2017\nquote = \"a\"\nsurface = \"1\"\nvalue = \"1,5\"\n", 1, "decimal");
        wrong("\n[[reads]]\nreport = 2017\nquote = \"a\"\nsurface = \"1\"\n", 2, "as what");
        wrong("[[same]]\nfigures = [{ report = 2017, quote = \"a\", surface = \"1\" }]\n", 1, "two or more");
        wrong("[[part]]\nreport = 2017\nrole = \"plan\"\n", 1, "either");
        wrong("[[part]]\nreport = 2017\ntitle = \"a\"\nquote = \"b\"\nrole = \"plan\"\n", 1, "either");
        wrong("[[part]]\nreport = 2017\ntitle = \"a\"\nrole = \"target\"\n", 4, "target");
        wrong("[[same]\n", 1, "");
    }
}
