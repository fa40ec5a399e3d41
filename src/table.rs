//! Tables (表): what is written as rows and columns, made once; each format only spells it.
//!
//! A column is described where its cells are made, so that the name, the type, the unit and the sentence that tell of it
//! can't drift from what stands in it:
//!
//! ```
//! use nianlun::table::{Table, decimal, measured, text};
//! let rows = [("甲", Some("1.50")), ("乙", None)];
//! let table = Table::new("sizes", "a row a thing", &["thing"], rows, [
//!     text("thing", "what it is", |row: &(&str, Option<&str>)| row.0.to_owned()),
//!     measured("m", decimal("size", "how long it is", |row| row.1?.parse().ok())),
//! ]);
//! assert_eq!(table.rows[0][1].to_string(), "1.50");
//! assert_eq!(table.rows[1][1].to_string(), "");
//! ```

use std::fmt;

use rust_decimal::Decimal;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Int,
    /// An exact decimal.
    Decimal,
    /// Yes or no.
    Bool,
}

/// A cell. What is not there is [`Cell::Missing`], never nothing or an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known or told.
    Missing,
    /// Words; never empty.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A decimal, spelled with as many digits as it has: 0.820 stays so.
    Decimal(Decimal),
    /// Yes or no.
    Bool(bool),
}

impl Cell {
    /// A cell of this kind as [`fmt::Display`] spells it; none where it is no such thing.
    pub fn read(kind: Kind, spelled: &str) -> Option<Cell> {
        Some(match kind {
            _ if spelled.is_empty() => Cell::Missing,
            Kind::Text => Cell::Text(spelled.to_owned()),
            Kind::Int => Cell::Int(spelled.parse().ok()?),
            Kind::Decimal => Cell::Decimal(Decimal::from_str_exact(spelled).ok()?),
            Kind::Bool => Cell::Bool(spelled.parse().ok()?),
        })
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Cell::Missing, Cell::Int)
    }
}

impl From<Option<Decimal>> for Cell {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Cell::Missing, Cell::Decimal)
    }
}

impl From<Option<bool>> for Cell {
    fn from(answer: Option<bool>) -> Self {
        answer.map_or(Cell::Missing, Cell::Bool)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Missing => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Int(number) => number.fmt(f),
            Cell::Decimal(number) => number.fmt(f),
            Cell::Bool(answer) => answer.fmt(f),
        }
    }
}

/// A column: what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, as the header has it.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
    /// The unit of all its cells, where they have one that the row does not say.
    pub unit: Option<&'static str>,
    /// What it tells, in a phrase.
    pub doc: String,
}

/// Rows of cells under described columns. Every row has a cell for every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: a file's without the ending, a sheet's.
    pub name: &'static str,
    /// What a row is, in a phrase.
    pub doc: &'static str,
    /// The columns that no two rows have alike in all of them, and that are never empty; none where there are none such.
    pub key: &'static [&'static str],
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table whose cells are read off its rows.
    pub fn new<R, const N: usize>(
        name: &'static str,
        doc: &'static str,
        key: &'static [&'static str],
        rows: impl IntoIterator<Item = R>,
        fields: [Field<R>; N],
    ) -> Table {
        let rows = rows.into_iter().map(|row| fields.iter().map(|field| field.cell(&row)).collect()).collect();
        Table { name, doc, key, rows, columns: fields.into_iter().map(|field| field.column).collect() }
    }
}

/// A column of a table whose rows are `R`, and how its cell is read off a row.
#[derive(Debug)]
pub struct Field<R> {
    column: Column,
    cell: Get<R>,
}

/// A function for each kind, so that a cell can't be of another kind than its column.
#[derive(Debug)]
enum Get<R> {
    Text(fn(&R) -> String),
    Int(fn(&R) -> Option<i64>),
    Decimal(fn(&R) -> Option<Decimal>),
    Bool(fn(&R) -> Option<bool>),
}

/// A column of words; an empty text is a missing cell.
pub fn text<R>(name: &str, doc: &str, cell: fn(&R) -> String) -> Field<R> {
    Field::new(name, Kind::Text, doc, Get::Text(cell))
}

/// A column of whole numbers.
pub fn int<R>(name: &str, doc: &str, cell: fn(&R) -> Option<i64>) -> Field<R> {
    Field::new(name, Kind::Int, doc, Get::Int(cell))
}

/// A column of decimals.
pub fn decimal<R>(name: &str, doc: &str, cell: fn(&R) -> Option<Decimal>) -> Field<R> {
    Field::new(name, Kind::Decimal, doc, Get::Decimal(cell))
}

/// A column of answers.
pub fn boolean<R>(name: &str, doc: &str, cell: fn(&R) -> Option<bool>) -> Field<R> {
    Field::new(name, Kind::Bool, doc, Get::Bool(cell))
}

/// A column whose cells all have this unit.
pub fn measured<R>(unit: &'static str, mut field: Field<R>) -> Field<R> {
    field.column.unit = Some(unit);
    field
}

impl<R> Field<R> {
    fn new(name: &str, kind: Kind, doc: &str, cell: Get<R>) -> Self {
        Field { column: Column { name: name.to_owned(), kind, unit: None, doc: doc.to_owned() }, cell }
    }

    fn cell(&self, row: &R) -> Cell {
        match self.cell {
            Get::Text(cell) => cell(row).into(),
            Get::Int(cell) => cell(row).into(),
            Get::Decimal(cell) => cell(row).into(),
            Get::Bool(cell) => cell(row).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_it_is_spelled() {
        let cells = [
            (Kind::Text, Cell::Text("0.820".to_owned())),
            (Kind::Decimal, Cell::Decimal(Decimal::new(820, 3))),
            (Kind::Int, Cell::Int(-3)),
            (Kind::Bool, Cell::Bool(true)),
            (Kind::Text, Cell::Missing),
        ];
        for (kind, cell) in cells {
            assert_eq!(Cell::read(kind, &cell.to_string()), Some(cell));
        }
        assert_eq!(Cell::read(Kind::Int, "3.5"), None);
    }
}
