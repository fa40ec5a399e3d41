//! Rows that are put by on disk (暂存) until it is known where they belong: one body after the other puts its rows there,
//! and memory holds only where they lie.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::table::{Cell, Column};

/// A file of rows.
#[derive(Debug)]
pub(super) struct Spool {
    file: BufWriter<File>,
    end: u64,
}

/// Where rows lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    start: u64,
    len: u32,
}

impl Spool {
    /// Makes the file.
    pub(super) fn create(path: &Path) -> io::Result<Spool> {
        let file = File::options().read(true).write(true).create_new(true).open(path)?;
        Ok(Spool { file: BufWriter::new(file), end: 0 })
    }

    /// Puts rows by.
    pub(super) fn put(&mut self, rows: &[Vec<Cell>]) -> io::Result<Place> {
        let spelled: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(Cell::to_string).collect()).collect();
        let bytes = serde_json::to_vec(&spelled)?;
        self.file.write_all(&bytes)?;
        let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let place = Place { start: self.end, len };
        self.end += u64::from(len);
        Ok(place)
    }

    /// The rows of a place, which stand under these columns.
    pub(super) fn get(&mut self, place: Place, columns: &[Column]) -> io::Result<Vec<Vec<Cell>>> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(place.start))?;
        let mut bytes = vec![0; place.len as usize];
        file.read_exact(&mut bytes)?;
        let rows: Vec<Vec<String>> = serde_json::from_slice(&bytes)?;
        let cell = |(column, spelled): (&Column, &String)| Cell::read(column.kind, spelled);
        let cells = |row: Vec<String>| columns.iter().zip(&row).map(cell).collect::<Option<Vec<Cell>>>();
        let rows: Option<Vec<Vec<Cell>>> = rows.into_iter().map(cells).collect();
        rows.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }
}
