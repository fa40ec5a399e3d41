//! PDF files (版式文件): letters at places on pages, put together to lines, paragraphs and tables again.
//!
//! ```text
//! bytes → what each page draws → tables by their lines, columns → lines → paragraphs
//! ```
//!
//! A paragraph runs on over line ends and pages. Page numbers and running heads stand after the paragraph that they
//! interrupt, and are page furniture. The work is done in a process of its own where a program for it is named: a file
//! that was made to take a reader down takes that process down and nothing else.

mod marks;
mod matrix;
mod names;

mod font;

mod content;
mod line;
mod ruled;

mod page;

mod overleaf;
mod paragraph;

use std::path::Path;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use line::Item;

pub(super) use marks::{Drawn, Glyph, Rule};

use super::child::{self, Outcome};
use super::draft::Draft;
use super::{Format, Source, SourceError};

/// Pages beyond these are left out.
const MOST_PAGES: usize = 2000;

/// What a reader found in a file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Found {
    items: Vec<Item>,
    /// There are pictures on the pages.
    pictures: bool,
    /// Letters whose font does not say what they mean.
    lost: u32,
    /// Letters that nobody sees.
    hidden: u32,
    /// Pages whose text somebody had recognized on a picture.
    recognized: u32,
    /// Pages that could not be read, or were too many.
    missing: u32,
    /// The file is damaged; what could be found of it was read.
    damaged: bool,
}

/// What comes of a file.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Found(Found),
    /// It opens with a password only.
    Locked,
    /// It is no PDF that can be read.
    Broken,
}

/// Reads a PDF with the program that does so, or in this process where there is none. Fails where the file is locked,
/// beyond a limit, broken, or has no text in it.
pub(super) fn read(bytes: &[u8], reader: Option<&Path>) -> Result<Noted<Source>, SourceError> {
    let said = match reader {
        Some(program) => match child::ask(program, "read-pdf", bytes) {
            Outcome::Said(said) => said,
            Outcome::Failed => return Err(damaged("解析失败", "reading it failed")),
            Outcome::TooMuch => return Err(too_much("时间或内存", "time or memory")),
        },
        None => answer(bytes.to_vec()),
    };
    match serde_json::from_slice(&said) {
        Ok(Answer::Found(found)) => source(found, Format::Pdf),
        Ok(Answer::Locked) => Err(SourceError::Locked { format: Format::Pdf }),
        Ok(Answer::Broken) => Err(damaged("不是完整的 PDF", "it is no whole PDF")),
        Err(error) => Err(damaged("解析失败", error.to_string())),
    }
}

/// What is in a PDF, as JSON: the answer of the process that [`read`] asks.
pub fn answer(bytes: Vec<u8>) -> Vec<u8> {
    let answer = match Pdf::new(bytes) {
        Ok(pdf) => Answer::Found(found(&pdf)),
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => Answer::Locked,
        Err(_) => Answer::Broken,
    };
    // Nothing in it that could not be written.
    serde_json::to_vec(&answer).unwrap_or_default()
}

fn found(pdf: &Pdf) -> Found {
    let mut laying = Laying::default();
    let pages = pdf.pages();
    laying.found.missing = pages.len().saturating_sub(MOST_PAGES) as u32;
    for page in pages.iter().take(MOST_PAGES) {
        let drawn = content::read(page);
        laying.found.damaged |= page.page_stream().is_none() && page.raw().contains_key("Contents");
        let (width, height) = page.render_dimensions();
        laying.page(drawn, width, height);
    }
    laying.found()
}

/// Pages that are laid out one after the other; formats of pages other than PDF use it as well.
#[derive(Default)]
pub(super) struct Laying {
    found: Found,
    parts: Vec<line::Page>,
}

impl Laying {
    /// Lays out what a page of that size draws.
    pub(super) fn page(&mut self, drawn: Drawn, width: f32, height: f32) {
        self.found.damaged |= drawn.cut;
        self.found.pictures |= drawn.pictures;
        let laid = page::lay(drawn, width, height);
        self.found.lost += laid.lost;
        self.found.hidden += laid.hidden;
        self.found.recognized += u32::from(laid.is_recognized);
        self.found.damaged |= laid.is_damaged;
        self.parts.extend(laid.parts);
    }

    fn found(mut self) -> Found {
        self.found.items = paragraph::items(self.parts);
        self.found
    }

    /// What the pages come to.
    pub(super) fn finish(self, format: Format) -> Result<Noted<Source>, SourceError> {
        source(self.found(), format)
    }
}

fn source(found: Found, format: Format) -> Result<Noted<Source>, SourceError> {
    let mut draft = Draft::default();
    let mut letters = 0;
    for item in found.items {
        match item {
            Item::Text(text) => {
                letters += text.chars().count();
                draft.line(&text);
            }
            Item::Furniture(text) => {
                let span = draft.line(&text);
                draft.furniture(span);
            }
            Item::Table(cells) => {
                letters += cells.iter().map(|cell| cell.text.chars().count()).sum::<usize>();
                draft.table(&cells, None);
            }
        }
    }
    if draft.here() == 0 {
        return Err(SourceError::NoText { format, pictures: found.pictures });
    }
    if found.lost as usize * 2 > letters {
        let reason = Message::new("字体未说明其字符", "its fonts do not say what their letters mean");
        return Err(SourceError::Damaged { format, reason });
    }
    let mut notes = Vec::new();
    if found.damaged {
        let end = Span::new(draft.here(), draft.here());
        let message = Message::new(
            format!("{format} 文件有损坏，内容可能不全"),
            format!("the {format} file is damaged and may not be whole"),
        );
        notes.push(Diagnostic::new(Severity::Warning, Code::Fragment, end, message));
    }
    let mut say = |count: u32, severity: Severity, zh: &str, en: &str| {
        let message = || Message::new(format!("{count} {zh}"), format!("{count} {en}"));
        let note = || Diagnostic::new(severity, Code::LeftOut, Span::default(), message());
        notes.extend((count > 0).then(note));
    };
    say(found.missing, Severity::Warning, "页未能读取", "pages could not be read");
    let unknown = (
        "个字符的字体未说明其含义，以“\u{fffd}”代替",
        "letters whose font does not say what they mean stand as “\u{fffd}”",
    );
    say(found.lost, Severity::Warning, unknown.0, unknown.1);
    say(found.hidden, Severity::Note, "个看不见的字符未计入正文", "letters that nobody sees left out");
    let scan = (
        "页是扫描件，文字由软件识别，数字请核对原件",
        "pages are scans whose text was recognized: check figures on the pictures",
    );
    say(found.recognized, Severity::Warning, scan.0, scan.1);
    Ok(draft.finish(format, "UTF-8", notes))
}

fn damaged(zh: &str, en: impl Into<String>) -> SourceError {
    SourceError::Damaged { format: Format::Pdf, reason: Message::new(zh, en) }
}

fn too_much(zh: &str, en: &str) -> SourceError {
    SourceError::TooMuch { format: Format::Pdf, limit: Message::new(zh, en) }
}

#[cfg(test)]
mod tests;
