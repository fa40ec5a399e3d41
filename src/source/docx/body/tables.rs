//! Tables of a document (表格): merged cells put together, and tables that only lay out a page taken apart.

use crate::source::draft::DraftCell;

use super::{Block, Body};
use crate::source::container::xml::Element;

/// A cell with more text than this (in scalar values) holds a part of the document.
const LONGEST_CELL: usize = 400;

/// Columns beyond this are not counted; Word has 63.
const MOST_COLUMNS: u32 = 1000;

/// A cell where it stands.
struct Place<'a> {
    cell: &'a Element,
    row: u32,
    column: u32,
    columns: u32,
    /// Goes on from the cell above.
    continues: bool,
    header: bool,
}

/// Appends a table, or its paragraphs where it only lays out the page: one column, a table inside, a cell of prose.
pub(super) fn blocks(body: &mut Body<'_>, table: &Element, out: &mut Vec<Block>) {
    let mut rows = Vec::new();
    rows_of(body, table, &mut rows);
    let places = placed(&rows);
    let columns = places.iter().map(|p| p.column + 1).max().unwrap_or(0);
    if columns < 2 || places.iter().any(|place| is_layout(place.cell)) {
        for place in places {
            out.extend(body.blocks(place.cell));
        }
        return;
    }
    let mut cells: Vec<DraftCell> = Vec::new();
    for place in places {
        let text = body.cell(place.cell);
        let above = place.continues.then(|| {
            cells
                .iter_mut()
                .rfind(|c| c.column == place.column && c.row + c.rows == place.row && c.columns == place.columns)
        });
        match above.flatten() {
            Some(above) => {
                above.rows += 1;
                if !text.is_empty() {
                    // Word hides what a merged cell holds below its first row; older files do have text there.
                    above.text = if above.text.is_empty() { text } else { format!("{} {text}", above.text) };
                }
            }
            None => cells.push(DraftCell {
                text,
                row: place.row,
                column: place.column,
                rows: 1,
                columns: place.columns,
                header: place.header,
            }),
        }
    }
    if cells.iter().any(|cell| !cell.text.is_empty()) {
        out.push(Block::Table(cells));
    }
}

/// The rows of a table that are not deleted, wherever content controls and the like put them.
fn rows_of<'a>(body: &mut Body<'_>, container: &'a Element, out: &mut Vec<&'a Element>) {
    for element in container.elements() {
        match element.name.as_str() {
            "w:tr" => {
                let deleted = body.changes.row(element.child("w:trPr"));
                out.extend((!deleted).then_some(element));
            }
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => rows_of(body, element, out),
            _ => {}
        }
    }
}

fn placed<'a>(rows: &[&'a Element]) -> Vec<Place<'a>> {
    let mut out = Vec::new();
    for (row, element) in (0_u32..).zip(rows) {
        let properties = element.child("w:trPr");
        let number = |element: Option<&Element>, name: &str| -> Option<u32> { element?.value(&[name])?.parse().ok() };
        let header = properties.and_then(|p| p.switch("w:tblHeader")).unwrap_or(false);
        let mut column = number(properties, "w:gridBefore").unwrap_or(0).min(MOST_COLUMNS);
        let mut cells = Vec::new();
        cells_of(element, &mut cells);
        for cell in cells {
            let properties = cell.child("w:tcPr");
            let columns = number(properties, "w:gridSpan").unwrap_or(1).clamp(1, MOST_COLUMNS);
            let merge = properties.and_then(|p| p.child("w:vMerge"));
            let continues = merge.is_some_and(|m| m.attribute("val") != Some("restart"));
            let beside =
                properties.and_then(|p| p.child("w:hMerge")).is_some_and(|m| m.attribute("val") != Some("restart"));
            match out.last_mut() {
                // Merged with the cell before it, in the way of old files.
                Some(Place { row: last, columns: width, .. }) if beside && *last == row => *width += columns,
                _ => out.push(Place { cell, row, column, columns, continues, header }),
            }
            column = (column + columns).min(MOST_COLUMNS);
        }
    }
    out
}

fn cells_of<'a>(container: &'a Element, out: &mut Vec<&'a Element>) {
    for element in container.elements() {
        match element.name.as_str() {
            "w:tc" => out.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" => cells_of(element, out),
            _ => {}
        }
    }
}

/// Whether a cell holds a part of the document: a table, much text, or paragraphs that end as sentences do.
fn is_layout(cell: &Element) -> bool {
    let mut length = 0;
    let mut sentences = 0;
    for paragraph in cell.children("w:p") {
        let mut text = String::new();
        raw_text(paragraph, &mut text);
        length += text.chars().count();
        sentences += usize::from(text.trim_end().ends_with('。'));
    }
    length > LONGEST_CELL || sentences >= 2 || cell.holds("w:tbl")
}

fn raw_text(element: &Element, out: &mut String) {
    for inner in element.elements() {
        if inner.name == "w:t" {
            out.push_str(&inner.text());
        } else {
            raw_text(inner, out);
        }
    }
}
