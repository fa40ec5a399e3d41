//! The formats that tables are written in, row by row: CSV, and Parquet where this program was built with it.

use std::io::{self, Write};

use super::csv;
#[cfg(feature = "parquet")]
use super::parquet;
use crate::table::{Cell, Column, Table};

/// What names of files end with in all formats, those that this program was built without among them.
pub const ENDINGS: [&str; 2] = ["csv", "parquet"];

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma separated values.
    Csv {
        /// Whether the byte order mark stands before it that Excel wants.
        bom: bool,
    },
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Parquet; none where this program was built without it.
    #[cfg(feature = "parquet")]
    pub const fn parquet() -> Option<Format> {
        Some(Format::Parquet)
    }

    /// Parquet; none where this program was built without it.
    #[cfg(not(feature = "parquet"))]
    pub const fn parquet() -> Option<Format> {
        None
    }

    /// What names of files end with, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Csv { .. } => "csv",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
        }
    }

    /// The file of a table.
    pub fn file(self, table: &Table) -> String {
        format!("{}.{}", table.name, self.ending())
    }

    /// The bytes of a table's file.
    pub fn bytes(self, table: &Table) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        self.write(table, &mut out)?;
        Ok(out)
    }

    /// Writes the file of a table.
    pub fn write(self, table: &Table, mut out: impl Write) -> io::Result<()> {
        match self {
            Format::Csv { bom } => csv::write(table, bom, &mut out)?,
            #[cfg(feature = "parquet")]
            Format::Parquet => out.write_all(&parquet::bytes(table)?)?,
        }
        out.flush()
    }
}

/// A table's file in the making: its columns, then rows as they come.
pub enum Rows<W: Write + Send> {
    /// As CSV.
    Csv(csv::Rows<W>),
    /// As Parquet.
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Rows<W>>),
}

impl<W: Write + Send> Rows<W> {
    /// Begins a file of these columns.
    pub fn new(out: W, columns: &[Column], format: Format) -> io::Result<Self> {
        Ok(match format {
            Format::Csv { bom } => Rows::Csv(csv::Rows::new(out, columns, bom)?),
            #[cfg(feature = "parquet")]
            Format::Parquet => Rows::Parquet(Box::new(parquet::Rows::new(out, columns)?)),
        })
    }

    /// Takes more rows, each with a cell a column.
    pub fn add(&mut self, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        match self {
            Rows::Csv(own) => Ok(own.add(&rows)?),
            #[cfg(feature = "parquet")]
            Rows::Parquet(own) => own.add(rows),
        }
    }

    /// Ends the file.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Rows::Csv(own) => Ok(own.finish()?),
            #[cfg(feature = "parquet")]
            Rows::Parquet(own) => own.finish(),
        }
    }
}
