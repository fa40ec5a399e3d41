//! Word documents of 1997 to 2003 (.doc) and those of WPS (.wps): text and tables.
//!
//! ```text
//! compound file → WordDocument: where things are → pieces of text in order → paragraphs, cells and rows
//!                                                  marks of rows and their sides ↗
//! ```
//!
//! Automatic numbers are not in the text of such files; they are not read.

mod rows;

use std::io::{Cursor, Read};

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use super::draft::Draft;
use super::edges::EdgeCell;
use super::rtf::write_rows;
use super::{Format, Source, SourceError};

use rows::Rows;

/// Streams larger than this (in bytes) are not read.
const LARGEST: u64 = 96 << 20;

/// Reads a Word document of the old format. Fails where it is broken, locked, or another kind of document.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Doc;
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let Some(main) = stream(&mut file, "WordDocument") else {
        let is_sheet = ["Workbook", "Book"].iter().any(|name| file.is_stream(name));
        let is_locked = file.is_stream("EncryptedPackage");
        return Err(match () {
            () if is_locked => SourceError::Locked { format },
            () if is_sheet => SourceError::Binary { what: "Excel 97–2003 .xls" },
            () => SourceError::Binary { what: "OLE" },
        });
    };
    let head = Head::read(&main).ok_or_else(|| damaged("WordDocument"))?;
    if head.is_locked {
        return Err(SourceError::Locked { format });
    }
    if head.version < OLDEST {
        return Err(SourceError::Binary { what: "Word 6.0/95 .doc" });
    }
    let table = stream(&mut file, if head.second_table { "1Table" } else { "0Table" });
    let table = table.ok_or_else(|| damaged("Table"))?;
    let pieces = head.part(&table, head.pieces).and_then(pieces).ok_or_else(|| damaged("Clx"))?;
    let rows = head.part(&table, head.paragraphs).map(|places| Rows::read(&main, places)).unwrap_or_default();
    let mut writer = Writer { rows: &rows, ..Writer::new() };
    let mut at = 0_u64;
    // What comes behind the text: footnotes, heads and feet, comments, endnotes, boxes.
    let ends = head.lengths.map(u64::from);
    let notes = ends[0]..ends[0] + ends[1];
    let endnotes = ends[..5].iter().sum::<u64>()..ends[..6].iter().sum::<u64>();
    let boxes = ends[..6].iter().sum::<u64>()..ends[..7].iter().sum::<u64>();
    for piece in pieces {
        for (c, place) in characters(&main, &piece) {
            if at < ends[0] || notes.contains(&at) || endnotes.contains(&at) || boxes.contains(&at) {
                writer.put(c, place);
            }
            at += 1;
        }
    }
    let (draft, pictures) = writer.finish();
    if draft.since(0).trim().is_empty() {
        return Err(SourceError::NoText { format, pictures });
    }
    let mut notes = Vec::new();
    if at < ends[0] {
        let end = Span::new(draft.here(), draft.here());
        let message = Message::new("文件有损坏，内容可能不全", "the file is damaged and may not be whole");
        notes.push(Diagnostic::new(Severity::Warning, Code::Fragment, end, message));
    }
    if rows.numbered > 0 {
        let message = Message::new(
            format!("{} 段有自动编号，编号未读取", rows.numbered),
            format!("{} paragraphs have automatic numbers, which are not read", rows.numbered),
        );
        let help = Message::new("另存为 .docx 可读取编号", "save it as .docx to have them");
        notes.push(Diagnostic::new(Severity::Note, Code::LeftOut, Span::default(), message).help(help));
    }
    Ok(draft.finish(format, "UTF-16LE", notes))
}

fn damaged(what: &str) -> SourceError {
    let reason = Message::new(format!("结构有误（{what}）"), format!("its structure is broken ({what})"));
    SourceError::Damaged { format: Format::Doc, reason }
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    file.open_stream(name).ok()?.take(LARGEST).read_to_end(&mut out).ok()?;
    Some(out)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// Word 97.
const OLDEST: u16 = 0xc1;

/// What the head of the document says of the rest ([MS-DOC] 2.5.1).
struct Head {
    version: u16,
    is_locked: bool,
    second_table: bool,
    /// Where in the table stream the pieces of text are listed.
    pieces: (u32, u32),
    /// Where in the table stream it says where paragraphs are described.
    paragraphs: (u32, u32),
    /// Characters of the text, footnotes, heads and feet, (none), comments, endnotes, boxes.
    lengths: [u32; 7],
}

impl Head {
    fn read(main: &[u8]) -> Option<Head> {
        let flags = u16_at(main, 0x0a)?;
        let pair = |at: usize| Some((u32_at(main, at)?, u32_at(main, at + 4)?));
        let mut lengths = [0; 7];
        for (at, length) in lengths.iter_mut().enumerate() {
            // A negative number is that of a broken file.
            *length = u32_at(main, 0x4c + 4 * at)?.min(i32::MAX as u32);
        }
        Some(Head {
            version: u16_at(main, 2)?,
            is_locked: flags & 0x0100 != 0,
            second_table: flags & 0x0200 != 0,
            pieces: pair(0x1a2)?,
            paragraphs: pair(0x102)?,
            lengths,
        })
    }

    fn part<'a>(&self, table: &'a [u8], (from, length): (u32, u32)) -> Option<&'a [u8]> {
        table.get(from as usize..(from as usize).checked_add(length as usize)?)
    }
}

/// A piece of text: where its bytes begin, how many characters, a byte each or two.
struct Piece {
    from: usize,
    count: usize,
    narrow: bool,
}

fn pieces(list: &[u8]) -> Option<Vec<Piece>> {
    let mut at = 0;
    // Formats that pieces refer to come first.
    while list.get(at) == Some(&1) {
        at += 3 + usize::from(u16_at(list, at + 1)?);
    }
    if list.get(at) != Some(&2) {
        return None;
    }
    let plan = list.get(at + 5..at + 5 + u32_at(list, at + 1)? as usize)?;
    let count = plan.len().checked_sub(4)? / 12;
    let piece = |i: usize| {
        let (start, end) = (u32_at(plan, 4 * i)?, u32_at(plan, 4 * i + 4)?);
        let place = u32_at(plan, 4 * (count + 1) + 8 * i + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let place = (place & 0x3fff_ffff) as usize;
        Some(Piece { from: if narrow { place / 2 } else { place }, count: end.checked_sub(start)? as usize, narrow })
    };
    (0..count).map(piece).collect()
}

/// The units of a piece as characters, with the place of each in the stream. Both halves of a character beyond the
/// basic plane count; the first one has it.
fn characters<'a>(main: &'a [u8], piece: &Piece) -> impl Iterator<Item = (Option<char>, usize)> + 'a {
    let (from, narrow) = (piece.from, piece.narrow);
    let width = if narrow { 1 } else { 2 };
    let bytes = main.get(from..).unwrap_or_default();
    let count = piece.count.min(bytes.len() / width);
    let unit = move |i: usize| -> u32 {
        if narrow { u32::from(bytes[i]) } else { u32::from(u16::from_le_bytes([bytes[2 * i], bytes[2 * i + 1]])) }
    };
    (0..count).map(move |i| {
        let place = from + width * i;
        let c = match unit(i) {
            high @ 0xd800..=0xdbff if i + 1 < count && (0xdc00..=0xdfff).contains(&unit(i + 1)) => {
                char::from_u32(0x10000 + ((high - 0xd800) << 10) + (unit(i + 1) - 0xdc00))
            }
            0xd800..=0xdfff => None,
            byte @ 0x80..=0x9f if narrow => {
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte as u8]).0.chars().next()
            }
            code => char::from_u32(code),
        };
        (c, place)
    })
}

struct Writer<'a> {
    rows: &'a Rows,
    draft: Draft,
    line: String,
    /// Of each field that is open, whether its text has begun.
    fields: Vec<bool>,
    cells: Vec<String>,
    table: Vec<Vec<EdgeCell>>,
    pictures: bool,
}

/// Fields within fields go no deeper in files that people made.
const MOST_FIELDS: usize = 64;

impl Writer<'static> {
    fn new() -> Writer<'static> {
        const NONE: &Rows = &Rows { ends: Vec::new(), numbered: 0 };
        Writer {
            rows: NONE,
            draft: Draft::default(),
            line: String::new(),
            fields: Vec::new(),
            cells: Vec::new(),
            table: Vec::new(),
            pictures: false,
        }
    }
}

impl Writer<'_> {
    fn put(&mut self, c: Option<char>, place: usize) {
        let Some(c) = c else { return };
        match c {
            '\u{13}' if self.fields.len() < MOST_FIELDS => self.fields.push(false),
            '\u{14}' => {
                if let Some(begun) = self.fields.last_mut() {
                    *begun = true;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            _ if self.fields.contains(&false) => {}
            '\u{7}' => match self.rows.sides(place) {
                Some(sides) => self.row(sides),
                None => self.cells.push(std::mem::take(&mut self.line)),
            },
            '\r' | '\u{c}' if self.rows.is_inside(place) => self.line.push(' '),
            '\r' | '\u{c}' => self.paragraph(),
            '\u{b}' => self.line.push('\n'),
            '\u{1}' | '\u{8}' => self.pictures = true,
            '\u{1e}' => self.line.push('-'),
            '\t' => self.line.push('\t'),
            c if c.is_control() => {}
            c => self.line.push(c),
        }
    }

    fn row(&mut self, sides: &[(i32, i32, bool, bool)]) {
        let texts = std::mem::take(&mut self.cells);
        let last = sides.last().map_or(0, |side| side.1);
        let more = (0..).map(|at| (last + 1000 * at, last + 1000 * (at + 1), false, false));
        let cell = |(text, (left, right, goes_on, joins_left))| EdgeCell {
            text,
            left,
            right,
            goes_on,
            joins_left,
            header: false,
        };
        self.table.push(texts.into_iter().zip(sides.iter().copied().chain(more)).map(cell).collect());
    }

    fn paragraph(&mut self) {
        self.end_table();
        let line = std::mem::take(&mut self.line);
        self.draft.line(&line);
    }

    fn end_table(&mut self) {
        write_rows(&mut self.draft, std::mem::take(&mut self.table));
        for cell in std::mem::take(&mut self.cells) {
            self.draft.line(&cell);
        }
    }

    fn finish(mut self) -> (Draft, bool) {
        self.end_table();
        if !self.line.trim().is_empty() {
            self.paragraph();
        }
        (self.draft, self.pictures)
    }
}
