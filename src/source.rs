//! Bytes to text (读取): encoding, format, and what of it is page furniture.
//!
//! Everything visible becomes text, page furniture (页面杂项) included and marked as such, so that nothing is lost and
//! every offset leads to a place that `inspect FILE --text` shows.

mod chrome;
mod counting;
mod encoding;
mod celled;
mod tabbed;
mod heads;
mod piped;
mod spaced;

mod diagnostics;

mod child;
mod container;
mod draft;
mod own;

mod edges;

mod docx;
mod html;
mod odt;
mod pdf;
mod plain;
mod rtf;

mod doc;
mod epub;
mod mhtml;
mod ofd;
mod xlsx;

use std::fmt;

use serde::Serialize;

use crate::config::Limits;
use crate::diagnostic::Noted;
use crate::text::{Span, Text, is_han};

use container::Zip;

pub use chrome::is_furniture;
pub use diagnostics::SourceError;
pub use own::{CHANGES, COMMENT, MAKER, PROPERTY};
pub use pdf::answer as read_pdf;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, in any of the encodings that reports come in.
    Text,
    /// A saved web page.
    Html,
    /// A Word document (.docx).
    Docx,
    /// A PDF with text in it.
    Pdf,
    /// An OpenDocument text or table (.odt, .ods).
    Odt,
    /// A rich text file (.rtf).
    Rtf,
    /// A Word document of 1997 to 2003, or one of WPS (.doc, .wps).
    Doc,
    /// An OFD file (.ofd).
    Ofd,
    /// An electronic book (.epub).
    Epub,
    /// An Excel workbook (.xlsx).
    Xlsx,
    /// A web page saved with all its parts in one file (.mht, .mhtml).
    Mhtml,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Text => "text",
            Format::Html => "HTML",
            Format::Docx => "DOCX",
            Format::Pdf => "PDF",
            Format::Odt => "ODT",
            Format::Rtf => "RTF",
            Format::Doc => "DOC",
            Format::Ofd => "OFD",
            Format::Epub => "EPUB",
            Format::Xlsx => "XLSX",
            Format::Mhtml => "MHTML",
        })
    }
}

/// A cell of a table (单元格).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its text, without white space at the ends.
    pub span: Span,
    /// Row of its upper left corner, from 0.
    pub row: u32,
    /// Column of its upper left corner, from 0.
    pub column: u32,
    /// How many rows it covers.
    pub rows: u32,
    /// How many columns it covers.
    pub columns: u32,
    /// Marked as a heading by the format (`th`, a repeated header row).
    pub header: bool,
}

/// A table (表格): its cells in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// From its first cell to its last.
    pub span: Span,
    /// A caption that the format marks as such.
    pub caption: Option<Span>,
    /// The cells, row by row.
    pub cells: Vec<Cell>,
}

/// A paragraph that the format marks as a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingMark {
    /// The paragraph.
    pub span: Span,
    /// Depth, from 1.
    pub level: u8,
}

/// What ingestion made of a file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The format.
    pub format: Format,
    /// The encoding of the bytes, by its WHATWG name.
    pub encoding: &'static str,
    /// The decoded text.
    pub text: Text,
    /// Page furniture that the format gives away (navigation, share buttons), in order.
    pub furniture: Vec<Span>,
    /// Headings that the format marks; most reports mark none.
    pub headings: Vec<HeadingMark>,
    /// Tables, in order.
    pub tables: Vec<Table>,
}

/// Reads a file's bytes; `name` is its file name, whose ending helps to tell the format.
///
/// Fails only where there is no text to be had. What was guessed or left out is noted.
pub fn read(bytes: &[u8], name: &str) -> Result<Noted<Source>, SourceError> {
    read_within(bytes, name, &Limits::default())
}

/// Reads a file's bytes within limits.
pub fn read_within(bytes: &[u8], name: &str, limits: &Limits) -> Result<Noted<Source>, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    let format = format_of(bytes, name)?;
    if own::is_own(bytes, format) {
        return Err(SourceError::Own);
    }
    // No encoding has characters of more than four bytes.
    if format == Format::Text && bytes.len() as u64 > 4 * u64::from(limits.longest) {
        return Err(SourceError::TooLong { format, most: limits.longest });
    }
    let noted = match format {
        Format::Text => plain::read(encoding::decode(bytes)?),
        Format::Mhtml => mhtml::read(bytes),
        Format::Html => html::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Pdf => pdf::read(bytes, limits.reader.as_deref()),
        Format::Odt => odt::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Ofd => ofd::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
    }?;
    match noted.value.text.len() {
        length if length > limits.longest => Err(SourceError::TooLong { format, most: limits.longest }),
        _ => Ok(noted),
    }
}

/// The format by the first bytes; by the name's ending only where the bytes leave it open.
fn format_of(bytes: &[u8], name: &str) -> Result<Format, SourceError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packaged(bytes, &ending);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Format::Doc);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    let known: &[(&[u8], &'static str)] = &[
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\x7fELF", "ELF"),
        (b"Rar!", "RAR"),
        (b"\x1f\x8b", "gzip"),
        (b"7z\xbc\xaf", "7z"),
    ];
    if let Some((_, what)) = known.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(SourceError::Binary { what });
    }
    if mhtml::is_mhtml(bytes) {
        return Ok(Format::Mhtml);
    }
    let named = matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml");
    Ok(if is_page(bytes, named) { Format::Html } else { Format::Text })
}

/// How many bytes at the start of a file are looked at for marks of its format.
const HEAD: usize = 2048;

/// Whether a file is a PDF: it begins as one, or has the mark behind a few other bytes and objects; a text may name the mark.
fn is_pdf(bytes: &[u8]) -> bool {
    let has = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    let text = || std::str::from_utf8(bytes).is_ok_and(|text| text.contains(is_han));
    let begins = bytes.trim_ascii_start().starts_with(b"%PDF");
    begins && !text() || has(&bytes[..bytes.len().min(HEAD)], b"%PDF-") && has(bytes, b" obj")
}

/// Whether a file is a web page: nothing but markup stands before the element of the page, or many elements follow; a
/// text may name the element. A file whose name says that it is a page is one if it has any markup.
fn is_page(bytes: &[u8], named: bool) -> bool {
    const ELEMENTS: usize = 8;
    let ascii = |bytes: &[u8]| -> String {
        bytes
            .iter()
            .filter(|b| **b != 0)
            .map(|b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { '?' })
            .collect()
    };
    let head = ascii(&bytes[..bytes.len().min(HEAD)]);
    let Some(at) = ["<!doctype html", "<html"].iter().filter_map(|mark| head.find(mark)).min() else {
        return named && head.contains('<');
    };
    // Byte order marks are not ASCII.
    let before = head[..at].trim_start_matches('?').trim();
    named || before.is_empty() || before.starts_with('<') || ascii(bytes).matches("</").count() >= ELEMENTS
}

/// The format of a zip file, by the names of what is in it. One that is broken is what its name says, else a Word document,
/// which most are.
fn packaged(bytes: &[u8], ending: &str) -> Result<Format, SourceError> {
    let Ok(zip) = Zip::open(bytes, Format::Docx) else {
        return Ok(match ending {
            "odt" | "ods" => Format::Odt,
            "ofd" => Format::Ofd,
            "epub" => Format::Epub,
            "xlsx" | "xlsm" => Format::Xlsx,
            _ => Format::Docx,
        });
    };
    match () {
        () if zip.has("word/document.xml") => Ok(Format::Docx),
        () if zip.has("content.xml") => Ok(Format::Odt),
        () if zip.has("OFD.xml") => Ok(Format::Ofd),
        () if zip.has("META-INF/container.xml") => Ok(Format::Epub),
        () if zip.has("xl/workbook.xml") => Ok(Format::Xlsx),
        () if zip.has("xl/workbook.bin") => Err(SourceError::Binary { what: "XLSB" }),
        () if zip.has("ppt/presentation.xml") => Err(SourceError::Binary { what: "PowerPoint" }),
        () if zip.has("[Content_Types].xml") || zip.has("_rels/.rels") => Ok(Format::Docx),
        () => Err(SourceError::Binary { what: "zip" }),
    }
}
