//! Tables as CSV: RFC 4180, UTF-8, a header row; cells that a spreadsheet would run are neutralised.

use rust_decimal::Decimal;

use crate::table::{Cell, Table};
use crate::text::visible;

/// The bytes of a table's file; `bom` puts the mark before it that Excel wants.
pub fn bytes(table: &Table, bom: bool) -> Result<Vec<u8>, csv::Error> {
    let mut out = if bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().from_writer(&mut out);
    writer.write_record(table.columns.iter().map(|column| column.name.as_str()))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(spelled))?;
    }
    writer.flush().map_err(csv::Error::from)?;
    drop(writer);
    Ok(out)
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
