//! A sheet's cells to lines and tables (工作表).
//!
//! ```text
//! 2023年办案情况表              rows with one cell, and rows of cells such as 单位：件, above and below: lines
//! 项目       上年    本年       what stands in columns: a table, as far as no row is empty
//! 收到申请   120     128
//! 注：全年数。
//! ```

use std::collections::BTreeMap;

use crate::diagnostic::Message;
use crate::source::container::xml::Element;
use crate::source::draft::{Draft, DraftCell};
use crate::source::{Format, SourceError};

use super::shown::Styles;

/// The cells of a sheet that show something.
#[derive(Default)]
pub(super) struct Sheet {
    /// By row and column, from 0.
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    /// How many rows and columns a merged cell covers, by its upper left corner.
    merged: BTreeMap<(u32, u32), (u32, u32)>,
    /// Cells with a formula and no result.
    pub(super) unstored: usize,
}

/// So many bytes may the cells of a workbook show: a text that many cells share is stored once, and shown by each.
const MOST: usize = 64 << 20;

impl Sheet {
    /// Reads the cells; `bytes` counts what those of the workbook show so far. Fails where that is more than any workbook shows.
    pub(super) fn read(
        root: &Element,
        strings: &[String],
        styles: &Styles,
        bytes: &mut usize,
    ) -> Result<Sheet, SourceError> {
        let mut out = Sheet::default();
        let mut row = 0;
        for found in root.child("s:sheetData").iter().flat_map(|data| data.elements()) {
            row = found.attribute("r").and_then(|r| r.parse::<u32>().ok()).map_or(row, |r| r.saturating_sub(1));
            let mut column = 0;
            for cell in found.elements().filter(|cell| cell.name == "s:c") {
                column = cell.attribute("r").and_then(place).map_or(column, |(_, column)| column);
                let shown = shown(cell, strings, styles);
                *bytes += shown.len();
                if *bytes > MOST {
                    let limit = Message::new("单元格文字过多", "its cells show too much");
                    return Err(SourceError::TooMuch { format: Format::Xlsx, limit });
                }
                out.unstored += usize::from(cell.child("s:f").is_some() && cell.child("s:v").is_none());
                if !shown.trim().is_empty() {
                    out.rows.entry(row).or_default().insert(column, shown);
                }
                column = column.saturating_add(1);
            }
            row = row.saturating_add(1);
        }
        for range in root.child("s:mergeCells").iter().flat_map(|merged| merged.elements()) {
            let ends = range.attribute("ref").and_then(|range| range.split_once(':'));
            let Some((first, last)) = ends.and_then(|(a, b)| Some((place(a)?, place(b)?))) else { continue };
            out.merged.insert(first, (last.0.saturating_sub(first.0) + 1, last.1.saturating_sub(first.1) + 1));
        }
        Ok(out)
    }

    /// Writes the sheet's lines and tables.
    pub(super) fn write(&self, draft: &mut Draft) {
        let rows: Vec<(u32, &BTreeMap<u32, String>)> = self.rows.iter().map(|(row, cells)| (*row, cells)).collect();
        for block in rows.chunk_by(|a, b| a.0 + 1 == b.0) {
            let first = block.iter().position(|(_, cells)| !is_line(cells)).unwrap_or(block.len());
            let end = block.iter().rposition(|(_, cells)| !is_line(cells)).map_or(first, |last| last + 1);
            let lines = |rows: &[(u32, &BTreeMap<u32, String>)], draft: &mut Draft| {
                for text in rows.iter().flat_map(|(_, cells)| cells.values()) {
                    draft.line(text.trim());
                }
            };
            lines(&block[..first], draft);
            self.table(&block[first..end], draft);
            lines(&block[end..], draft);
        }
    }

    fn table(&self, rows: &[(u32, &BTreeMap<u32, String>)], draft: &mut Draft) {
        // Columns without a word take no room.
        let mut columns: Vec<u32> = rows.iter().flat_map(|(_, cells)| cells.keys().copied()).collect();
        columns.sort_unstable();
        columns.dedup();
        let count = |from: u32, to: u32| columns.partition_point(|c| *c < to) - columns.partition_point(|c| *c < from);
        let mut out = Vec::new();
        for (at, (row, cells)) in rows.iter().enumerate() {
            for (column, text) in cells.iter() {
                let (down, across) = self.merged.get(&(*row, *column)).copied().unwrap_or((1, 1));
                let left = (rows.len() - at) as u32;
                out.push(DraftCell {
                    text: text.clone(),
                    row: at as u32,
                    column: count(0, *column) as u32,
                    rows: down.min(left),
                    columns: (count(*column, column.saturating_add(across)) as u32).max(1),
                    header: false,
                });
            }
        }
        draft.table(&out, None);
    }
}

/// A title, a note, a unit: one cell in its row, or cells that each name what they tell.
fn is_line(cells: &BTreeMap<u32, String>) -> bool {
    cells.len() < 2 || cells.values().all(|text| text.contains(['：', ':']))
}

/// What a cell shows.
fn shown(cell: &Element, strings: &[String], styles: &Styles) -> String {
    let value = cell.child("s:v").map(Element::text).unwrap_or_default();
    let value = value.trim();
    match cell.attribute("t") {
        Some("s") => value.parse::<usize>().ok().and_then(|at| strings.get(at)).cloned().unwrap_or_default(),
        Some("inlineStr") => cell.child("s:is").map(text).unwrap_or_default(),
        Some("b") => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("str" | "e" | "d") => value.to_owned(),
        _ if value.is_empty() => String::new(),
        _ => styles.shown(cell.attribute("s").and_then(|style| style.parse().ok()), value),
    }
}

/// The text of a string: its own, or that of its runs; how it is pronounced is no part of it.
pub(super) fn text(string: &Element) -> String {
    let mut out = String::new();
    for child in string.elements() {
        match child.name.as_str() {
            "s:t" => out.push_str(&child.text()),
            "s:r" => out.extend(child.children("s:t").map(Element::text)),
            _ => {}
        }
    }
    out
}

/// The row and column of `B7`, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)).flatten()
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
