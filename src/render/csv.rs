//! Tables as CSV: RFC 4180, UTF-8, a header row; cells that a spreadsheet would run are neutralised.

use std::io::Write;

use rust_decimal::Decimal;

use crate::table::{Cell, Column, Table};
use crate::text::visible;

/// The bytes of a table's file; `bom` puts the mark before it that Excel wants.
pub fn bytes(table: &Table, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut out = Vec::new();
    write(table, bom, &mut out)?;
    Ok(out)
}

/// Writes a table's file.
pub fn write(table: &Table, bom: bool, out: impl Write) -> Result<(), csv::Error> {
    let mut rows = Rows::new(out, &table.columns, bom)?;
    rows.add(&table.rows)?;
    rows.finish()
}

/// A table's file in the making: the header, then rows as they come.
#[derive(Debug)]
pub struct Rows<W: Write>(csv::Writer<W>);

impl<W: Write> Rows<W> {
    /// Writes the header; `bom` puts the mark before it that Excel wants.
    pub fn new(mut out: W, columns: &[Column], bom: bool) -> Result<Self, csv::Error> {
        if bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name.as_str()))?;
        Ok(Rows(writer))
    }

    /// Writes more rows.
    pub fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), csv::Error> {
        rows.iter().try_for_each(|row| self.0.write_record(row.iter().map(spelled)))
    }

    /// Writes what is not written yet.
    pub fn finish(mut self) -> Result<(), csv::Error> {
        Ok(self.0.flush()?)
    }
}

/// A cell that a spreadsheet does not take for a formula, with nothing in it that steers what shows it.
fn spelled(cell: &Cell) -> String {
    let Cell::Text(text) = cell else { return cell.to_string() };
    let text = visible(text);
    // Spreadsheets take full width signs for plain ones.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula && !is_number(&text) { format!("'{text}") } else { text.into_owned() }
}

fn is_number(text: &str) -> bool {
    Decimal::from_str_exact(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let spelled = |text: &str| spelled(&Cell::Text(text.to_owned()));
        assert_eq!(spelled("=1+1"), "'=1+1");
        assert_eq!(spelled("-cmd"), "'-cmd");
        assert_eq!(spelled("-3.5"), "-3.5");
        assert_eq!(spelled("3=3"), "3=3");
        assert_eq!(spelled("＝1+1"), "'＝1+1");
        assert_eq!(spelled("\u{202e}93条"), "\u{fffd}93条");
    }
}
