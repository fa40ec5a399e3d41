//! Bytes to text (读取): encoding, format, and what of it is page furniture.
//!
//! Everything visible becomes text, page furniture (页面杂项) included and marked as such, so that nothing is lost and
//! every offset leads to a place that `inspect FILE --text` shows.

mod chrome;
mod counting;
mod encoding;
mod tabbed;
mod celled;

mod draft;

mod docx;
mod html;
mod pdf;
mod plain;

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::diagnostic::{Message, Noted};
use crate::text::{Span, Text};

pub use chrome::is_furniture;

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
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Text => "text",
            Format::Html => "HTML",
            Format::Docx => "DOCX",
            Format::Pdf => "PDF",
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

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SourceError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor a format that can be read.
    #[error("this is not text, nor a format that can be read ({what})")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// A format that can be read, but this file is broken.
    #[error("the {format} file is damaged: {reason}")]
    Damaged {
        /// The format.
        format: Format,
        /// What the reader met.
        reason: Message,
    },
    /// A file that is whole and shows no text: scanned pages, an empty page.
    #[error("the {format} file has no text in it{}", if *pictures { ", only pictures" } else { "" })]
    NoText {
        /// The format.
        format: Format,
        /// Whether it has pictures, which text recognition could read.
        pictures: bool,
    },
    /// A file that opens with a password only.
    #[error("the {format} file is encrypted")]
    Locked {
        /// The format.
        format: Format,
    },
    /// A file beyond what is read, in size or in time.
    #[error("the {format} file is beyond a limit: {limit}")]
    TooMuch {
        /// The format.
        format: Format,
        /// The limit.
        limit: Message,
    },
}

impl SourceError {
    /// The same in both languages, with what to do.
    pub fn said(&self) -> (Message, Message) {
        let save_again =
            || Message::new("请用 Word 或 WPS 另存为 .docx，或存为文本文件", "save it as .docx or as a text file");
        match self {
            SourceError::Empty => (Message::new("文件是空的", self.to_string()), Message::default()),
            SourceError::Binary { what } => {
                (Message::new(format!("不是文本，也不是可读取的格式（{what}）"), self.to_string()), save_again())
            }
            SourceError::Damaged { format, reason } => {
                (Message::new(format!("{format} 文件已损坏：{}", reason.zh), self.to_string()), save_again())
            }
            SourceError::NoText { format, pictures: true } => (
                Message::new(format!("{format} 文件只有图片，没有文字"), self.to_string()),
                Message::new("请先做文字识别（OCR），再另存为文本文件", "run text recognition (OCR) on it first"),
            ),
            SourceError::NoText { format, pictures: false } => {
                (Message::new(format!("{format} 文件没有文字"), self.to_string()), save_again())
            }
            SourceError::Locked { format } => (
                Message::new(format!("{format} 文件已加密"), self.to_string()),
                Message::new("请去除密码后另存", "save it without its password"),
            ),
            SourceError::TooMuch { format, limit } => {
                (Message::new(format!("{format} 文件超出限度：{}", limit.zh), self.to_string()), save_again())
            }
        }
    }
}

/// Reads a file's bytes; `name` is its file name, whose ending helps to tell the format.
///
/// Fails only where there is no text to be had. What was guessed or left out is noted.
pub fn read(bytes: &[u8], name: &str) -> Result<Noted<Source>, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    match format_of(bytes, name)? {
        Format::Text => Ok(plain::read(encoding::decode(bytes)?)),
        Format::Html => html::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Pdf => pdf::read(bytes),
    }
}

/// The format by the first bytes; by the name's ending only where the bytes leave it open.
fn format_of(bytes: &[u8], name: &str) -> Result<Format, SourceError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.starts_with(b"%PDF")
        || bytes.iter().take(1024).collect::<Vec<_>>().windows(5).any(|w| w.iter().map(|b| **b).eq(*b"%PDF-"))
    {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match ending.as_str() {
            "xlsx" | "pptx" | "zip" | "odt" | "ofd" => Err(SourceError::Binary { what: "zip" }),
            _ => Ok(Format::Docx),
        };
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SourceError::Binary { what: "Word 97–2003 .doc, .xls" });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(SourceError::Binary { what: "RTF" });
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
    let head: String =
        bytes.iter().take(2048).filter(|b| b.is_ascii() && **b != 0).map(|b| b.to_ascii_lowercase() as char).collect();
    let page = head.contains("<!doctype html")
        || head.contains("<html")
        || (matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml") && head.contains('<'));
    Ok(if page { Format::Html } else { Format::Text })
}
