//! OpenDocument files (.odt, .ods and what WPS and LibreOffice write): paragraphs with their automatic numbers, tables,
//! footnotes at the end.

mod lists;

mod body;

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use super::container::{self, Zip};
use super::draft::Draft;
use super::{Format, Source, SourceError};

use body::Body;
use lists::Lists;

/// Reads an OpenDocument file. Fails where its package or its content is broken, beyond a limit, or without text.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Odt;
    let mut zip = Zip::open(bytes, format)?;
    let locked = zip.text("META-INF/manifest.xml").ok().flatten().is_some_and(|text| text.contains("encryption-data"));
    if locked {
        return Err(SourceError::Locked { format });
    }
    let content = zip.root("content.xml")?.ok_or_else(|| container::missing(format, "content.xml"))?;
    let styles = zip.root("styles.xml").ok().flatten();
    let lists = Lists::read(styles.iter().chain([&content]));
    let body = content.child("office:body").ok_or_else(|| container::missing(format, "office:body"))?;
    let mut draft = Draft::default();
    let mut writer = Body::new(&lists, &mut draft);
    body.elements().for_each(|element| writer.blocks(element));
    let comments = writer.finish();
    if draft.here() == 0 {
        let pictures = body.holds("draw:image");
        return Err(SourceError::NoText { format, pictures });
    }
    let message = || Message::new(format!("{comments} 条批注未计入正文"), format!("{comments} comments left out"));
    let note = (comments > 0).then(|| Diagnostic::new(Severity::Note, Code::LeftOut, Span::default(), message()));
    Ok(draft.finish(format, "UTF-8", note.into_iter().collect()))
}
