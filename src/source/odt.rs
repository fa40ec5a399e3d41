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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn odt(styles: &str, body: &str) -> Vec<u8> {
        let spaces = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                      xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
                      xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
                      xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'";
        let content = format!(
            "<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
             <office:text>{body}</office:text></office:body></office:document-content>"
        );
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn text(styles: &str, body: &str) -> String {
        read(&odt(styles, body)).unwrap().value.text.original().to_owned()
    }

    #[test]
    fn blanks_breaks_and_notes_are_text() {
        let body = "<text:h text:outline-level='2'>一、情况</text:h><text:p>办结<text:s text:c='2'/><text:span>59</text:span>件\
                    <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>年末数。</text:p></text:note-body></text:note>\
                    <text:line-break/>完</text:p>";
        assert_eq!(text("", body), "一、情况\n办结  59件¹\n完\n¹年末数。\n");
    }

    #[test]
    fn lists_count_as_their_styles_say() {
        let styles = "<text:list-style style:name='L'>\
                      <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
                      <text:list-level-style-number text:level='2' style:num-format='1' style:num-prefix='（' style:num-suffix='）'/>\
                      </text:list-style>";
        let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
        let inner = format!(
            "<text:p>乙</text:p><text:list>{}{}</text:list>",
            item("<text:p>子</text:p>"),
            item("<text:p>丑</text:p>")
        );
        let body = format!(
            "<text:list text:style-name='L'>{}{}{}</text:list>",
            item("<text:p>甲</text:p>"),
            item(&inner),
            item("<text:p>丙</text:p>")
        );
        assert_eq!(text(styles, &body), "一、甲\n二、乙\n（1）子\n（2）丑\n三、丙\n");
    }

    #[test]
    fn empty_room_of_a_sheet_is_no_table() {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = format!(
            "<table:table-row>{}{}<table:table-cell table:number-columns-repeated='16382'/></table:table-row>",
            cell("件"),
            cell("59")
        );
        let body = format!(
            "<table:table>{row}<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row></table:table>"
        );
        let noted = read(&odt("", &body)).unwrap();
        assert_eq!(noted.value.text.original().trim_end(), "件\t59");
    }
}
