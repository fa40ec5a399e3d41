//! A document with tracked changes (修订文档) for the record: Word and LibreOffice show what changed, and accept or reject
//! it. All accepted it is the later text, all rejected the earlier one, line by line.
//!
//! WordprocessingML, ISO/IEC 29500-1: 17.13.5 says what the marks mean. A line is a paragraph, and a line end its mark: one
//! that came or went is tracked like text (17.13.5.15, 17.13.5.19), so that paragraphs part and join as the lines did.

mod pieces;
pub(super) mod package;

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::diff::TextDiff;
use crate::pair::Pair;
use crate::report::Report;
use crate::source::CHANGES;
use pieces::{Mark, Step, pieces};

/// The name that the changes are under.
const AUTHOR: &str = "年轮 nianlun";

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The document as the bytes of a DOCX file; the same for the same texts.
///
/// Carriage returns are left out, and characters that XML cannot hold become blanks.
pub fn docx(reports: Pair<&Report>, diff: &TextDiff) -> io::Result<Vec<u8>> {
    let steps = pieces(reports, diff);
    let mut document = Document { writer: Writer::new(Vec::new()), ids: 0, line: Vec::new(), ranges: Vec::new() };
    document.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let root = BytesStart::new("w:document").with_attributes([("xmlns:w", MAIN)]);
    document.writer.write_event(Event::Start(root))?;
    document.open("w:body")?;
    for step in steps {
        match step {
            Step::Text(mark, text) => document.text(mark, text)?,
            other => document.line.push(other),
        }
    }
    document.paragraph(None)?;
    document.close("w:body")?;
    document.close("w:document")?;
    package::zip(&document.writer.into_inner(), CHANGES)
}

struct Document<'a> {
    writer: Writer<Vec<u8>>,
    /// The last number given to a change.
    ids: usize,
    /// The paragraph so far.
    line: Vec<Step<'a>>,
    /// Moved stretches that have begun and not ended, with their numbers.
    ranges: Vec<(Mark, String)>,
}

impl<'a> Document<'a> {
    /// Text, and the paragraphs that end in it.
    fn text(&mut self, mark: Mark, text: &'a str) -> io::Result<()> {
        let mut lines = text.split('\n');
        if let Some(first) = lines.next() {
            self.line.push(Step::Text(mark, first));
        }
        for line in lines {
            self.paragraph(Some(mark))?;
            self.line.push(Step::Text(mark, line));
        }
        Ok(())
    }

    /// Writes the paragraph; `mark` is what its end is, `None` for the end of the document.
    fn paragraph(&mut self, mark: Option<Mark>) -> io::Result<()> {
        self.open("w:p")?;
        // LibreOffice loses the mark of a moved paragraph that no moved text stands before; as one that came or went it keeps
        // it.
        let last = self.line.iter().rev().find_map(|step| match step {
            Step::Text(mark, text) if text.chars().any(|c| c != '\r') => Some(*mark),
            _ => None,
        });
        let mark = mark.map(|mark| match mark {
            Mark::MovedFrom(_) if last != Some(mark) => Mark::Deleted,
            Mark::MovedTo(_) if last != Some(mark) => Mark::Inserted,
            mark => mark,
        });
        if let Some(tag) = mark.and_then(tag) {
            self.open("w:pPr")?;
            self.open("w:rPr")?;
            let change = self.change(tag);
            self.writer.write_event(Event::Empty(change))?;
            self.close("w:rPr")?;
            self.close("w:pPr")?;
        }
        for step in std::mem::take(&mut self.line) {
            match step {
                Step::Text(mark, text) => self.run(mark, text)?,
                Step::Begins(mark) => self.range(mark, true)?,
                Step::Ends(mark) => self.range(mark, false)?,
            }
        }
        self.close("w:p")
    }

    /// A run of text with what it is around it.
    fn run(&mut self, mark: Mark, text: &str) -> io::Result<()> {
        let text: String = text.chars().filter(|c| *c != '\r').map(|c| if is_char(c) { c } else { ' ' }).collect();
        if text.is_empty() {
            return Ok(());
        }
        let tag = tag(mark);
        if let Some(tag) = tag {
            let change = self.change(tag);
            self.writer.write_event(Event::Start(change))?;
        }
        // Only what a w:del holds is w:delText; what is moved away still is w:t (17.13.5.22).
        let name = if mark == Mark::Deleted { "w:delText" } else { "w:t" };
        self.open("w:r")?;
        for (at, part) in text.split('\t').enumerate() {
            if at > 0 {
                self.writer.write_event(Event::Empty(BytesStart::new("w:tab")))?;
            }
            if !part.is_empty() {
                let start = BytesStart::new(name).with_attributes([("xml:space", "preserve")]);
                self.writer.write_event(Event::Start(start))?;
                self.writer.write_event(Event::Text(BytesText::new(part)))?;
                self.close(name)?;
            }
        }
        self.close("w:r")?;
        match tag {
            Some(tag) => self.close(tag),
            None => Ok(()),
        }
    }

    /// Where a moved stretch begins or ends (17.13.5.23 to 17.13.5.28); its two places have one name.
    fn range(&mut self, mark: Mark, begins: bool) -> io::Result<()> {
        let (side, number) = match mark {
            Mark::MovedFrom(number) => ("w:moveFromRange", number),
            Mark::MovedTo(number) => ("w:moveToRange", number),
            _ => return Ok(()),
        };
        if begins {
            let id = self.id();
            let (tag, name) = (format!("{side}Start"), format!("move{}", number + 1));
            let start = BytesStart::new(tag).with_attributes([
                ("w:id", id.as_str()),
                ("w:author", AUTHOR),
                ("w:name", name.as_str()),
            ]);
            self.writer.write_event(Event::Empty(start))?;
            self.ranges.push((mark, id));
        } else if let Some(at) = self.ranges.iter().position(|(open, _)| *open == mark) {
            let (_, id) = self.ranges.remove(at);
            let end = BytesStart::new(format!("{side}End")).with_attributes([("w:id", id.as_str())]);
            self.writer.write_event(Event::Empty(end))?;
        }
        Ok(())
    }

    fn change(&mut self, tag: &'static str) -> BytesStart<'static> {
        let id = self.id();
        BytesStart::new(tag).with_attributes([("w:id", id.as_str()), ("w:author", AUTHOR)])
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        self.ids.to_string()
    }

    fn open(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::Start(BytesStart::new(name)))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }
}

/// What is put around a piece.
const fn tag(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Kept => None,
        Mark::Inserted => Some("w:ins"),
        Mark::Deleted => Some("w:del"),
        Mark::MovedFrom(_) => Some("w:moveFrom"),
        Mark::MovedTo(_) => Some("w:moveTo"),
    }
}

/// Whether XML 1.0 can hold a character.
const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
