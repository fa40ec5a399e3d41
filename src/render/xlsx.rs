//! Tables as one Excel workbook: a sheet a table, heads that stay, filters, numbers that are numbers.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::source::{MAKER, PROPERTY};
use crate::table::{Cell, Column, Kind, Table};

/// The most rows under the head of a sheet that Excel opens.
const MOST_ROWS: usize = 1_048_575;
/// The most characters of a cell that Excel opens, in UTF-16 units; the mark of what was cut needs one.
const MOST_UNITS: usize = 32_766;
/// A number of more digits is no longer itself in Excel and is written as text.
const MOST_DIGITS: usize = 15;

/// A sheet: its name, its table, and how many columns stay where they are when one scrolls to the right.
pub type Sheet<'a> = (&'a str, Table, u16);

/// The bytes of a workbook with these sheets, and a last one that says what the columns are. The same tables give the same
/// bytes. Rows go as they are written: of large tables there is no room for both.
pub fn workbook(sheets: Vec<Sheet<'_>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The day of the run would make every run another file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day).set_custom_property(PROPERTY, MAKER));
    let (formats, columns) = (Formats::new(), columns(&sheets));
    for (name, table, fixed) in sheets {
        write(book.add_worksheet().set_name(name)?, table, fixed, &formats)?;
    }
    write(book.add_worksheet().set_name("columns")?, columns, 2, &formats)?;
    book.save_to_buffer()
}

/// What the columns of the sheets are, as a table.
fn columns(sheets: &[Sheet<'_>]) -> Table {
    let rows = sheets.iter().flat_map(|(name, table, _)| table.columns.iter().map(move |column| (*name, column)));
    Table::new(
        "columns",
        "a row a column of the sheets",
        &["sheet", "column"],
        rows,
        [
            crate::table::text("sheet", "the sheet", |row: &(&str, &Column)| row.0.to_owned()),
            crate::table::text("column", "the column", |row| row.1.name.clone()),
            crate::table::text("unit", "the unit of its cells", |row| row.1.unit.unwrap_or_default().to_owned()),
            crate::table::text("meaning", "what stands in it", |row| row.1.doc.clone()),
        ],
    )
}

/// The formats of cells, each made once.
struct Formats {
    head: Format,
    plain: Format,
    /// By the number of decimals.
    numbers: BTreeMap<u32, Format>,
}

impl Formats {
    fn new() -> Self {
        let number = |decimals: u32| {
            let zeros = "0".repeat(decimals as usize);
            let pattern = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{zeros}") };
            (decimals, Format::new().set_num_format(pattern))
        };
        Formats {
            head: Format::new().set_bold(),
            // Years and places have no thousands.
            plain: Format::new().set_num_format("0"),
            numbers: (0..=12).map(number).collect(),
        }
    }

    fn number(&self, number: Decimal) -> &Format {
        self.numbers.get(&number.scale()).unwrap_or(&self.plain)
    }
}

fn write(sheet: &mut Worksheet, table: Table, fixed: u16, formats: &Formats) -> Result<(), XlsxError> {
    for (column, at) in table.columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, &column.name, &formats.head)?;
        sheet.set_column_width(at, width(column))?;
    }
    let (rows, last) = (table.rows.len(), table.columns.len().saturating_sub(1) as u16);
    for (row, line) in table.rows.into_iter().take(MOST_ROWS).zip(1..) {
        for (cell, at) in row.into_iter().zip(0..) {
            write_cell(sheet, (line, at), cell, formats)?;
        }
    }
    sheet.set_freeze_panes(1, fixed)?;
    sheet.autofilter(0, 0, rows.clamp(1, MOST_ROWS) as u32, last)?;
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, (row, at): (u32, u16), cell: Cell, formats: &Formats) -> Result<(), XlsxError> {
    let (spelled, format) = match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(text) => return sheet.write_string(row, at, fitting(text)).map(|_| ()),
        Cell::Bool(answer) => return sheet.write_boolean(row, at, answer).map(|_| ()),
        Cell::Int(number) => (number.to_string(), &formats.plain),
        Cell::Decimal(number) => (number.to_string(), formats.number(number)),
    };
    let digits = spelled.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    match spelled.parse::<f64>() {
        Ok(float) if digits <= MOST_DIGITS => sheet.write_number_with_format(row, at, float, format),
        _ => sheet.write_string(row, at, spelled),
    }
    .map(|_| ())
}

/// A text that a cell holds; what was cut off is marked.
fn fitting(text: String) -> String {
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return text;
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= MOST_UNITS
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}

/// How wide a column is, in characters.
fn width(column: &Column) -> f64 {
    match (column.kind, column.name.as_str()) {
        (Kind::Text, "quote" | "message") => 60.0,
        (Kind::Text, "indicator" | "section" | "meaning") => 28.0,
        (Kind::Text, _) => 14.0,
        _ => 11.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_for_a_cell_is_cut_and_marked() {
        assert_eq!(fitting("短".to_owned()), "短");
        let long = fitting("𠀀".repeat(20_000));
        assert!(long.ends_with("𠀀…") && long.encode_utf16().count() <= MOST_UNITS + 1);
    }
}
