//! One decision more or less in a file of decisions; all else in it stays as its writer left it, byte for byte.
//!
//! ```text
//! [[ignore]]            an entry ends with its last line that says something;
//! report = 2017         what follows it up to the next entry, comments and empty lines, is left where it is
//! …
//!                       the empty line before an entry comes and goes with it
//! [[same]]
//! ```
//!
//! Each edit is checked by reading its result: exactly one decision more, or one less, and the others as they were.
//! What is written in a way that can't be edited so (`same = [{ … }]` on one line) is said and left alone.

use std::path::Path;

use thiserror::Error;

use crate::diagnostic::Message;
use crate::indicator::Role;

use super::file::{self, ReviewError};
use super::{Decision, FigureAddress, PartAddress, Reading, SectionAddress, Verdict};

/// A decision that is not in a file yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// What was decided, about what.
    pub verdict: Verdict,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Why a file of decisions can't be edited; it is as it was.
#[derive(Debug, Error)]
pub enum EditError {
    /// It can't be understood as it stands.
    #[error(transparent)]
    Unreadable(#[from] ReviewError),
    /// There is no such decision in it.
    #[error("there is no such decision")]
    Absent,
    /// The edit would not say what was decided, or would change other decisions.
    #[error("line {line} is written in a way that can't be edited here")]
    Refused {
        /// The line to look at, from 1.
        line: u32,
    },
    /// What is to be added says nothing.
    #[error("{0}")]
    Empty(Message),
}

impl EditError {
    /// The same in both languages, with what to do.
    pub fn said(&self) -> Message {
        match self {
            EditError::Unreadable(error) => error.said(),
            EditError::Absent => Message::new("没有这一条决定", self.to_string()),
            EditError::Refused { line } => Message::new(
                format!("第 {line} 行的写法无法在此修改，请直接编辑文件"),
                format!("{self}; edit the file by hand"),
            ),
            EditError::Empty(message) => message.clone(),
        }
    }
}

/// The file's text with one decision more, at its end.
pub fn append(path: &Path, text: &str, new: &New) -> Result<String, EditError> {
    let before = file::decisions(path, text, 0)?;
    let end = line_end(text);
    let mut out = text.to_owned();
    if !out.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(end);
    }
    let start = out.len();
    out.push_str(&spelled(new).replace('\n', end));
    // Alone it must be right; if it is not so in the file, the file is written in a way that allows no such entry.
    file::decisions(path, &out[start..], 0).map_err(|error| match error {
        ReviewError::Line { message, .. } => EditError::Empty(message),
        error => error.into(),
    })?;
    let refused = || EditError::Refused { line: before.last().map_or(1, |last| line_of(text, last)) };
    let after = file::decisions(path, &out, 0).map_err(|_| refused())?;
    let added = after.last().is_some_and(|last| new.is(last));
    if added && alike(&before, &after[..after.len() - 1]) { Ok(out) } else { Err(refused()) }
}

/// The file's text without the decision of this place among all, in the order of their lines.
pub fn remove(path: &Path, text: &str, at: usize) -> Result<String, EditError> {
    let before = file::decisions(path, text, 0)?;
    let gone = before.get(at).ok_or(EditError::Absent)?;
    let line = line_of(text, gone);
    let starts = |decision: &Decision| line_start(text, byte(text, decision.span.start));
    let (start, limit) = (starts(gone), before.get(at + 1).map_or(text.len(), starts));
    if start >= limit || !text[start..].trim_start().starts_with("[[") {
        return Err(EditError::Refused { line });
    }
    let end = last_said(text, start, limit);
    let (kept, rest) = (&text[..start], &text[end..]);
    let kept = without_last_empty_line(kept);
    let rest = if kept.is_empty() { rest.trim_start_matches(['\r', '\n']) } else { rest };
    let out = format!("{kept}{rest}");
    let mut wanted = before;
    wanted.remove(at);
    match file::decisions(path, &out, 0) {
        Ok(after) if alike(&wanted, &after) => Ok(out),
        _ => Err(EditError::Refused { line }),
    }
}

impl New {
    fn is(&self, decision: &Decision) -> bool {
        self.verdict == decision.verdict
            && self.by == decision.by
            && self.on == decision.on
            && self.note == decision.note
    }
}

/// Whether two lists say the same, wherever it stands.
fn alike(a: &[Decision], b: &[Decision]) -> bool {
    let said = |one: &Decision| (one.verdict.clone(), one.by.clone(), one.on.clone(), one.note.clone());
    a.iter().map(said).eq(b.iter().map(said))
}

/// How lines end in a text.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn byte(text: &str, scalar: u32) -> usize {
    text.char_indices().nth(scalar as usize).map_or(text.len(), |(at, _)| at)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_of(text: &str, decision: &Decision) -> u32 {
    1 + text[..byte(text, decision.span.start)].matches('\n').count() as u32
}

/// The end of the last line from `start` that is neither empty nor a comment.
fn last_said(text: &str, start: usize, limit: usize) -> usize {
    let mut at = start;
    let mut end = start;
    for line in text[start..limit].split_inclusive('\n') {
        at += line.len();
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            end = at;
        }
    }
    end
}

fn without_last_empty_line(text: &str) -> &str {
    let Some(shorter) = text.strip_suffix('\n') else { return text };
    let shorter = shorter.strip_suffix('\r').unwrap_or(shorter);
    if shorter.is_empty() || shorter.ends_with('\n') { shorter } else { text }
}

/// A decision as the file spells it.
fn spelled(new: &New) -> String {
    let mut out = format!("[[{}]]\n", new.verdict.name());
    match &new.verdict {
        Verdict::Same(figures) | Verdict::Different(figures) => {
            list(&mut out, "figures", figures.iter().map(figure));
        }
        Verdict::SameSections(sections) | Verdict::DifferentSections(sections) => {
            list(&mut out, "sections", sections.iter().map(section));
        }
        Verdict::Reads(address, reading) => {
            lines(&mut out, figure(address));
            lines(&mut out, read_as(reading));
        }
        Verdict::Ignore(address) => lines(&mut out, figure(address)),
        Verdict::Part(address, role) => {
            lines(&mut out, part(address));
            lines(&mut out, vec![("role", quoted(role.name()))]);
        }
    }
    let word = |key, value: &Option<String>| value.as_deref().map(|value| (key, quoted(value)));
    lines(
        &mut out,
        [word("by", &new.by), word("on", &new.on), word("note", &new.note)].into_iter().flatten().collect(),
    );
    out
}

/// Keys with their values as they are spelled.
type Pairs = Vec<(&'static str, String)>;

fn lines(out: &mut String, pairs: Pairs) {
    for (key, value) in pairs {
        out.push_str(&format!("{key} = {value}\n"));
    }
}

fn list(out: &mut String, name: &str, items: impl Iterator<Item = Pairs>) {
    out.push_str(&format!("{name} = [\n"));
    for pairs in items {
        let inside: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
        out.push_str(&format!("  {{ {} }},\n", inside.join(", ")));
    }
    out.push_str("]\n");
}

fn figure(address: &FigureAddress) -> Pairs {
    let mut pairs = vec![("report", address.report.to_string())];
    pairs.extend(address.body.as_deref().map(|body| ("body", quoted(body))));
    pairs.extend([("quote", quoted(&address.quote)), ("surface", quoted(&address.surface))]);
    pairs
}

fn section(address: &SectionAddress) -> Pairs {
    let mut pairs = vec![("report", address.report.to_string())];
    pairs.extend(address.body.as_deref().map(|body| ("body", quoted(body))));
    pairs.push(("title", quoted(&address.title)));
    pairs.extend(address.under.as_deref().map(|under| ("under", quoted(under))));
    pairs
}

fn part(address: &PartAddress) -> Pairs {
    let PartAddress { report, body, title, under, quote } = address;
    let words = [("body", body), ("title", title), ("under", under), ("quote", quote)];
    let words = words.into_iter().filter_map(|(key, value)| Some((key, quoted(value.as_deref()?))));
    std::iter::once(("report", report.to_string())).chain(words).collect()
}

/// A reading on one line, as the file spells it.
pub fn spelled_reading(reading: &Reading) -> String {
    let pairs: Vec<String> = read_as(reading).into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
    pairs.join(", ")
}

fn read_as(reading: &Reading) -> Pairs {
    let number = |key, value: Option<rust_decimal::Decimal>| value.map(|value| (key, quoted(&value.to_string())));
    let word = |key, value: Option<&str>| value.map(|value| (key, quoted(value)));
    let role = reading.role.map(|role| match role {
        Role::Actual => "actual",
        Role::Target => "target",
        Role::Previous => "previous",
    });
    [
        number("value", reading.value),
        number("high", reading.high),
        word("unit", reading.unit.as_deref()),
        word("label", reading.label.as_deref()),
        reading.period.map(|year| ("period", year.to_string())),
        word("kind", reading.kind.map(|kind| kind.name())),
        word("role", role),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A string of one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HAND: &str = "# 人工写的，勿动\n\n[[ignore]] # 页码\nreport = 2017\nquote = '复议'\nsurface = \"9件\"\n# 属于上面，还是下面？\n\n\n[[same]]\nsections = [\n  { title = \"甲\", report = 2016 },   # 次序也不变\n  { report = 2017, title = \"乙\" },\n]\n\n[[different]]\nnote = \"\"\"\n# 不是注释\n\"\"\"\n[[different.figures]]\nreport = 2016\nquote = \"a\"\nsurface = \"1\"\n[[different.figures]]\nreport = 2017\nquote = \"b\"\nsurface = \"2\"\n# 末尾";

    fn path() -> &'static Path {
        Path::new("decisions.toml")
    }

    fn address(quote: &str) -> FigureAddress {
        FigureAddress { report: 2018, body: None, quote: quote.to_owned(), surface: "3".to_owned() }
    }

    fn new(verdict: Verdict) -> New {
        New { verdict, by: None, on: Some("2026-01-31".to_owned()), note: Some("说明".to_owned()) }
    }

    #[test]
    fn a_new_decision_stands_last_and_nothing_else_moves() {
        let both = vec![address("一"), address("二")];
        let text = append(path(), HAND, &new(Verdict::Same(both))).unwrap();
        assert_eq!(
            text.strip_prefix(HAND).unwrap(),
            "\n\n[[same]]\nfigures = [\n  { report = 2018, quote = \"一\", surface = \"3\" },\n  { report = 2018, quote = \"二\", surface = \"3\" },\n]\non = \"2026-01-31\"\nnote = \"说明\"\n"
        );
        assert_eq!(remove(path(), &text, 3).unwrap(), format!("{HAND}\n"));
    }

    #[test]
    fn one_entry_goes_and_comments_stay() {
        assert_eq!(
            remove(path(), HAND, 0).unwrap(),
            HAND.replace("\n[[ignore]] # 页码\nreport = 2017\nquote = '复议'\nsurface = \"9件\"\n", "")
        );
        let start = HAND.find("\n[[same]]").unwrap();
        let end = HAND.find("\n[[different]]").unwrap();
        assert_eq!(remove(path(), HAND, 1).unwrap(), format!("{}{}", &HAND[..start], &HAND[end..]));
        assert_eq!(remove(path(), HAND, 2).unwrap(), format!("{}# 末尾", &HAND[..end]));
        assert!(matches!(remove(path(), HAND, 3), Err(EditError::Absent)));
    }

    #[test]
    fn every_verdict_is_spelled_so_that_it_is_read_again() {
        let reading = Reading {
            value: Some(rust_decimal::Decimal::new(126, 1)),
            unit: Some("件".to_owned()),
            role: Some(Role::Target),
            kind: Some(crate::config::Kind::Count),
            period: Some(2017),
            ..Reading::default()
        };
        let section = |title: &str| SectionAddress {
            report: 2016,
            body: Some("云溪市".to_owned()),
            title: title.to_owned(),
            under: Some("上".to_owned()),
        };
        for verdict in [
            Verdict::Different(vec![address("一"), address("二")]),
            Verdict::SameSections(vec![section("甲"), section("乙")]),
            Verdict::DifferentSections(vec![section("甲"), section("乙")]),
            Verdict::Reads(address("一"), reading),
            Verdict::Ignore(address("一")),
            Verdict::Part(
                PartAddress { report: 2016, body: None, title: Some("工作".to_owned()), under: None, quote: None },
                crate::report::Role::Plan,
            ),
            Verdict::Part(
                PartAddress { report: 2016, body: None, title: None, under: None, quote: Some("“一”".to_owned()) },
                crate::report::Role::Work,
            ),
        ] {
            let text = append(path(), "", &new(verdict)).unwrap();
            assert_eq!(remove(path(), &text, 0).unwrap(), "");
        }
    }

    #[test]
    fn what_cannot_be_edited_is_left_alone() {
        let inline = "ignore = [{ report = 2017, quote = \"a\", surface = \"1\" }]\n";
        assert!(matches!(remove(path(), inline, 0), Err(EditError::Refused { line: 1 })));
        assert!(matches!(append(path(), inline, &new(Verdict::Ignore(address("一")))), Err(EditError::Refused { .. })));
        assert!(append(path(), inline, &new(Verdict::Same(vec![address("一"), address("二")]))).is_ok());
        assert!(matches!(append(path(), "[[sam", &new(Verdict::Ignore(address("一")))), Err(EditError::Unreadable(_))));
        assert!(matches!(append(path(), "", &new(Verdict::Same(vec![address("一")]))), Err(EditError::Empty(_))));
        assert!(matches!(append(path(), "", &new(Verdict::Ignore(address(" ")))), Err(EditError::Empty(_))));
    }

    #[test]
    fn lines_end_as_they_do_in_the_file() {
        let hand = HAND.replace('\n', "\r\n") + "\r\n";
        let text = append(path(), &hand, &new(Verdict::Ignore(address("一")))).unwrap();
        assert!(text.starts_with(&hand) && !text.replace("\r\n", "").contains('\n'));
        assert_eq!(remove(path(), &text, 3).unwrap(), hand);
    }

    proptest! {
        #[test]
        fn what_was_added_can_be_taken_back(quotes in prop::collection::vec("[^\\s][ -~\\n\\t\\u{1}\\u{7f}一-十“”]{0,12}", 1..6), gone in any::<prop::sample::Index>()) {
            let mut texts = vec![HAND.to_owned() + "\n"];
            for quote in &quotes {
                let text = append(path(), &texts[texts.len() - 1], &new(Verdict::Ignore(address(quote)))).unwrap();
                texts.push(text);
            }
            for before in texts.windows(2).rev() {
                let last = file::decisions(path(), &before[1], 0).unwrap().len() - 1;
                prop_assert_eq!(&remove(path(), &before[1], last).unwrap(), &before[0]);
            }
            // Any one of them, too: the others read as before, and the hand-written part is untouched.
            let text = &texts[quotes.len()];
            let at = 3 + gone.index(quotes.len());
            prop_assert!(remove(path(), text, at).unwrap().starts_with(HAND));
        }
    }
}
