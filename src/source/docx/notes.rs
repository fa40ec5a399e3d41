//! Footnotes and endnotes (脚注、尾注): their texts stand at the end, each with its mark.
//!
//! The mark is left out of the prose, where `96` and a raised `1` would read as 961.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::counting::Style;

use super::body::{Block, Body};
use crate::source::container::xml::Element;

/// What the two kinds of notes are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    /// The relation that leads to their part.
    pub(super) relation: &'static str,
    element: &'static str,
    reference: &'static str,
    properties: &'static str,
    style: Style,
}

/// At the foot of a page.
pub(super) const FOOTNOTES: Kind = Kind {
    relation: "footnotes",
    element: "w:footnote",
    reference: "w:footnoteReference",
    properties: "w:footnotePr",
    style: Style::Decimal,
};

/// At the end of the document.
pub(super) const ENDNOTES: Kind = Kind {
    relation: "endnotes",
    element: "w:endnote",
    reference: "w:endnoteReference",
    properties: "w:endnotePr",
    style: Style::LowerRoman,
};

/// The notes that the text refers to, a line each, in the order of the text: `[1] 综合执法中队数为年末数。`
///
/// Notes that nothing refers to are left out, as Word does. Marks restart nowhere.
pub(super) fn lines(
    kind: Kind,
    root: &Element,
    body: &Element,
    settings: Option<&Element>,
    writer: &mut Body<'_>,
) -> Vec<String> {
    let notes: BTreeMap<&str, &Element> =
        root.children(kind.element).filter_map(|note| Some((note.attribute("id")?, note))).collect();
    let of_section = body.children("w:sectPr").last().and_then(|section| section.child(kind.properties));
    let of_document = settings.and_then(|settings| settings.child(kind.properties));
    let property =
        |name: &str| of_section.and_then(|p| p.value(&[name])).or_else(|| of_document.and_then(|p| p.value(&[name])));
    let style = property("w:numFmt").map_or(kind.style, Style::of_word);
    let mut number: u32 = property("w:numStart").and_then(|v| v.parse().ok()).unwrap_or(1);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    // Notes may refer to notes; those references come later and are not followed.
    let references = writer.references.clone();
    for reference in references.iter().filter(|r| r.element == kind.reference) {
        let Some(note) = notes.get(reference.id.as_str()).filter(|_| seen.insert(reference.id.as_str())) else {
            continue;
        };
        let mark = match &reference.mark {
            Some(mark) => mark.clone(),
            None => {
                let mark = style.write(number);
                number = number.saturating_add(1);
                mark
            }
        };
        let text = text_of(writer.blocks(note));
        if text.is_empty() {
            continue;
        }
        // Marks that are signs of their own need no brackets: ①, *.
        let plain = mark.chars().all(char::is_alphanumeric) && mark.is_ascii();
        out.push(if plain { format!("[{mark}] {text}") } else { format!("{mark} {text}") });
    }
    out
}

fn text_of(blocks: Vec<Block>) -> String {
    let text = |block: Block| match block {
        Block::Paragraph(paragraph) => paragraph.text,
        Block::Table(cells) => cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join(" "),
    };
    let lines: Vec<String> = blocks.into_iter().map(text).map(|line| line.trim().replace(['\n', '\t'], " ")).collect();
    lines.join(" ")
}
