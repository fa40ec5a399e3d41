//! A brief as a Word document (WordprocessingML, ISO/IEC 29500-1).

use std::io;

use super::{Brief, said};
use crate::diagnostic::Language;
use crate::render::redline::package;
use crate::source::MAKER;

/// What a paragraph looks like: size in half points, whether bold, how far it is set in, in twentieths of a point.
struct Look {
    size: u8,
    bold: bool,
    indent: u16,
}

const TITLE: Look = Look { size: 36, bold: true, indent: 0 };
const HEADING: Look = Look { size: 26, bold: true, indent: 0 };
const SENTENCE: Look = Look { size: 22, bold: false, indent: 0 };
const QUOTE: Look = Look { size: 17, bold: false, indent: 420 };

/// The bytes of the document, in one language; the same for the same brief.
pub fn docx(brief: &Brief, language: Language) -> io::Result<Vec<u8>> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    paragraph(&mut out, &TITLE, said(&brief.title, language));
    paragraph(&mut out, &SENTENCE, said(&brief.sources, language));
    for part in &brief.parts {
        paragraph(&mut out, &HEADING, said(&part.title, language));
        for line in &part.lines {
            paragraph(&mut out, &SENTENCE, said(&line.said, language));
            for quote in &line.quotes {
                paragraph(&mut out, &QUOTE, &format!("“{}” {}", quote.inside(), quote.place()));
            }
        }
    }
    out.push_str("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"0\" w:footer=\"0\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
    package::zip(out.as_bytes(), MAKER)
}

fn paragraph(out: &mut String, look: &Look, text: &str) {
    let bold = if look.bold { "<w:b/>" } else { "" };
    let Look { size, indent, .. } = look;
    out.push_str(&format!(
        "<w:p><w:pPr><w:spacing w:after=\"40\"/><w:ind w:left=\"{indent}\"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    ));
}

/// Text that XML 1.0 can hold.
fn escaped(text: &str) -> String {
    let held = text.chars().map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c });
    let mut out = String::with_capacity(text.len());
    for c in held {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}
