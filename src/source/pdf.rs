//! PDF files (版式文件): letters at places on pages, put together to lines, paragraphs and tables again.
//!
//! ```text
//! bytes → glyphs and ruled tables (behind guards) → lines → paragraphs
//!       ↘ pdftotext, where the reader fails and it is installed ↗
//! ```
//!
//! A paragraph runs on over line ends and pages. Page numbers and running heads stand after the paragraph that they
//! interrupt, and are page furniture.

mod guard;
mod line;

mod tables;

mod paragraph;

mod glyphs;
mod poppler;

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use guard::Outcome;
use line::{Item, Page};

use super::draft::Draft;
use super::{Format, Source, SourceError};

/// Files larger than this (in bytes) are not read. Reports with scanned annexes have some ten megabytes.
const LARGEST: usize = 128 << 20;

/// Time for one file. Reports take some hundredths of a second.
const BUDGET: Duration = Duration::from_secs(60);

/// Pages beyond these are left out.
const MOST_PAGES: u32 = 1000;

/// What came of a reader.
#[derive(Debug, Default)]
struct Pages {
    pages: Vec<Page>,
    /// There are pictures on the pages.
    pictures: bool,
    /// Pieces of text whose font does not say what they mean.
    lost: u32,
    /// Pages that could not be read, or were too many.
    missing: u32,
    /// The file is damaged; what could be found of it was read.
    damaged: bool,
}

/// Reads a PDF. Fails where it is locked, beyond a limit, broken, or has no text in it.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    if bytes.len() > LARGEST {
        return Err(too_much("文件过大", "it is too large"));
    }
    let (found, notes) = match first_reader(bytes) {
        Ok(pages) if !pages.is_poor() => (pages, Vec::new()),
        Err(error @ SourceError::Locked { .. }) => return Err(error),
        first => {
            let reason = match &first {
                Ok(_) => Message::new("字体无法解码", "its fonts can't be decoded"),
                Err(error) => error.said().0,
            };
            match (poppler::read(bytes, BUDGET), first) {
                (Some(pages), _) => (pages, vec![second_best(&reason)]),
                (None, first) => (first?, Vec::new()),
            }
        }
    };
    source(found, notes)
}

fn source(found: Pages, mut notes: Vec<Diagnostic>) -> Result<Noted<Source>, SourceError> {
    let mut draft = Draft::default();
    let pictures = found.pictures;
    for item in paragraph::items(found.pages) {
        match item {
            Item::Text(text) => {
                draft.line(&text);
            }
            Item::Furniture(text) => {
                let span = draft.line(&text);
                draft.furniture(span);
            }
            Item::Table(cells) => draft.table(&cells, None),
        }
    }
    if draft.here() == 0 {
        return Err(SourceError::NoText { format: Format::Pdf, pictures });
    }
    if found.damaged {
        let end = Span::new(draft.here(), draft.here());
        let message = Message::new("PDF 文件有损坏，内容可能不全", "the PDF is damaged and may not be whole");
        notes.push(Diagnostic::new(Severity::Warning, Code::Fragment, end, message));
    }
    let mut left_out = |count: u32, zh: &str, en: &str| {
        let message = || Message::new(format!("{count} {zh}"), format!("{count} {en}"));
        let note = || Diagnostic::new(Severity::Warning, Code::LeftOut, Span::default(), message());
        notes.extend((count > 0).then(note));
    };
    left_out(found.missing, "页未能读取", "pages could not be read");
    left_out(found.lost, "处文字的字体无法解码，未计入正文", "pieces of text left out: their fonts can't be decoded");
    Ok(draft.finish(Format::Pdf, "UTF-8", notes))
}

impl Pages {
    /// Whether so much of the text is lost that another reader should try.
    fn is_poor(&self) -> bool {
        let letters: usize = self.pages.iter().map(Page::letters).sum();
        let strange: usize = self.pages.iter().map(Page::strange).sum();
        (self.lost > 0 && self.lost as usize * 20 > letters) || (letters > 0 && strange * 20 > letters)
    }
}

/// The first reader, with the error that its failure amounts to.
fn first_reader(bytes: &[u8]) -> Result<Pages, SourceError> {
    if guard::nests_too_deep(bytes) {
        return Err(damaged("层次过深", "it nests too deep"));
    }
    let bytes: Arc<[u8]> = bytes.into();
    match guard::run(BUDGET, move |stop| glyphs::read(&bytes, MOST_PAGES, stop)) {
        Outcome::Done(result) => result,
        Outcome::Panicked => Err(damaged("解析失败", "reading it failed")),
        Outcome::Late => Err(too_much("读取超时", "it takes too long to read")),
    }
}

fn second_best(reason: &Message) -> Diagnostic {
    let message = Message::new(
        format!("改用 pdftotext 读取（{}），表格未能识别", reason.zh),
        format!("read with pdftotext ({}), which tells no tables", reason.en),
    );
    Diagnostic::new(Severity::Note, Code::LeftOut, Span::default(), message)
}

fn damaged(zh: &str, en: impl Into<String>) -> SourceError {
    SourceError::Damaged { format: Format::Pdf, reason: Message::new(zh, en) }
}

fn too_much(zh: &str, en: &str) -> SourceError {
    SourceError::TooMuch { format: Format::Pdf, limit: Message::new(zh, en) }
}

#[cfg(test)]
mod tests;
