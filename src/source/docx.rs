//! Word documents (.docx, .docm and what WPS writes): paragraphs as Word shows them, automatic numbers included.
//!
//! ```text
//! zip → parts → elements → blocks (paragraphs and tables) → text and marks
//! ```
//!
//! Insertions that are tracked count as made, deletions as made too; hidden text, headers, footers and comments are
//! no part of the text. Footnotes stand at the end.

mod symbols;

mod package;
mod styles;

mod numbering;

mod body;

mod notes;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use body::{Block, Body};
use package::Package;

use super::draft::Draft;
use super::{Format, Source, SourceError};

/// Reads a Word document. Fails where its package or its main part is broken, beyond a limit, or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let mut package = Package::open(bytes)?;
    let document = package.main()?;
    let body = document.child("w:body").ok_or_else(|| damaged("没有正文", "it has no body"))?;
    // A part that only decorates the text does not decide whether the text can be read.
    let styles = package.related("styles").map(|root| styles::read(&root)).unwrap_or_default();
    let numbering = package.related("numbering").map(|root| numbering::read(&root)).unwrap_or_default();
    let mut writer = Body::new(&styles, &numbering);
    let blocks = writer.blocks(body);
    let mut draft = Draft::default();
    write(&mut draft, &blocks);
    let settings = package.related("settings");
    for kind in [notes::FOOTNOTES, notes::ENDNOTES] {
        let Some(root) = package.related(kind.relation) else { continue };
        for line in notes::lines(kind, &root, body, settings.as_ref(), &mut writer) {
            draft.line(&line);
        }
    }
    if draft.here() == 0 {
        let pictures = body.holds("w:drawing") || body.holds("w:pict");
        return Err(SourceError::NoText { format: Format::Docx, pictures });
    }
    let mut notes: Vec<Diagnostic> = writer.changes.note().into_iter().collect();
    let comments = package.related("comments").map_or(0, |root| root.children("w:comment").count());
    notes.extend(left_out(comments, "条批注", "comments"));
    notes.extend(left_out(writer.embedded, "处嵌入文档", "embedded documents"));
    notes.extend(package.unread.iter().map(|part| {
        let message = Message::new(format!("{part} 已损坏，未读取"), format!("{part} is broken and was not read"));
        let help =
            Message::new("自动编号、标题或脚注可能缺失", "automatic numbers, headings or footnotes may be missing");
        Diagnostic::new(Severity::Warning, Code::LeftOut, Span::default(), message).help(help)
    }));
    Ok(draft.finish(Format::Docx, "UTF-8", notes))
}

/// Writes blocks as lines. The caption of a table is the paragraph of that style right before it.
fn write(draft: &mut Draft, blocks: &[Block]) {
    let mut caption = None;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let span = draft.line(&paragraph.text);
                if let Some(level) = paragraph.heading {
                    draft.heading(span, level);
                }
                if paragraph.contents {
                    draft.furniture(span);
                }
                caption = paragraph.caption.then_some(span);
            }
            Block::Table(cells) => draft.table(cells, caption.take()),
        }
    }
}

fn left_out(count: usize, zh: &str, en: &str) -> Option<Diagnostic> {
    let message = || Message::new(format!("{count} {zh}未计入正文"), format!("{count} {en} left out"));
    (count > 0).then(|| Diagnostic::new(Severity::Note, Code::LeftOut, Span::default(), message()))
}

fn damaged(zh: impl Into<String>, en: impl Into<String>) -> SourceError {
    SourceError::Damaged { format: Format::Docx, reason: Message::new(zh, en) }
}

#[cfg(test)]
mod tests;
