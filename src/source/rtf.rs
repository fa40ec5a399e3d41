//! Rich text files (.rtf): paragraphs and tables; what belongs to fonts, pictures, heads and feet is passed over.
//!
//! ```text
//! bytes → words (\par, \u20013), groups { }, bytes \'d6 → characters by the font's code page → lines and cells
//! ```

mod pages;
mod words;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, GB18030, MACINTOSH, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic, Message, Noted, Severity};
use crate::text::Span;

use super::draft::Draft;
use super::edges::{self, EdgeCell};
use super::{Format, Source, SourceError};

use pages::{charset, code_page};
use words::{Word, Words};

/// Groups within groups go no deeper in files that people made.
const DEEPEST: usize = 2000;

/// Reads a rich text file. Fails where it has no text, or nests too deep.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Source>, SourceError> {
    let format = Format::Rtf;
    // A file that says nothing else has one byte for each character that `\u` gives.
    let mut reader = Reader { state: State { skip: 1, ..State::default() }, ..Reader::default() };
    for word in Words::new(bytes) {
        if reader.kept.len() > DEEPEST {
            let limit = Message::new("层次过深", "it nests too deep");
            return Err(SourceError::TooMuch { format, limit });
        }
        reader.step(word);
    }
    let cut = !reader.kept.is_empty();
    let (pictures, changes) = (reader.pictures, reader.changes);
    let draft = reader.finish();
    if draft.since(0).trim().is_empty() {
        return Err(SourceError::NoText { format, pictures });
    }
    let end = Span::new(draft.here(), draft.here());
    let message = || Message::new("RTF 文件不完整", "the RTF file ends too early");
    let note = cut.then(|| Diagnostic::new(Severity::Warning, Code::Fragment, end, message()));
    let accepted = Message::new("文档有修订痕迹：按接受修订读取", "tracked changes were taken as accepted");
    let changed = changes.then(|| Diagnostic::new(Severity::Note, Code::TrackedChanges, Span::default(), accepted));
    Ok(draft.finish(format, "RTF", note.into_iter().chain(changed).collect()))
}

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Aim {
    /// Into the document.
    #[default]
    Text,
    /// Nowhere.
    Nowhere,
    /// The table of fonts.
    Fonts,
    /// Behind the document.
    Note,
}

/// What a group changes and gives back.
#[derive(Debug, Clone, Default)]
struct State {
    aim: Aim,
    font: i32,
    /// Bytes that stand for a character that `\u` has given already.
    skip: usize,
    hidden: bool,
    /// Struck out by a tracked change.
    deleted: bool,
    in_table: bool,
    /// The number of an item, which a tab keeps off its text.
    in_number: bool,
}

#[derive(Debug, Default)]
struct Reader {
    draft: Draft,
    state: State,
    kept: Vec<State>,
    /// The code page of each font.
    fonts: BTreeMap<i32, &'static Encoding>,
    page: Option<&'static Encoding>,
    /// Bytes whose characters are not whole yet.
    bytes: Vec<u8>,
    /// The first half of a character beyond the basic plane.
    half: Option<u16>,
    to_skip: usize,
    /// A group has just begun: its first word may say what it is.
    fresh: bool,
    starred: bool,
    line: String,
    note: String,
    notes: Vec<String>,
    /// The cells of the row that is open.
    cells: Vec<String>,
    /// What the row says of its cells.
    shape: Vec<EdgeCell>,
    next: EdgeCell,
    row_left: i32,
    row_header: bool,
    rows: Vec<Vec<EdgeCell>>,
    pictures: bool,
    /// There are tracked changes.
    changes: bool,
}

impl Reader {
    fn step(&mut self, word: Word<'_>) {
        if !matches!(word, Word::Byte(_)) {
            self.flush();
        }
        let fresh = std::mem::take(&mut self.fresh);
        match word {
            Word::Open => {
                self.kept.push(self.state.clone());
                self.fresh = true;
                self.starred = false;
            }
            Word::Close => {
                if let Some(state) = self.kept.pop() {
                    if self.state.aim == Aim::Note && state.aim != Aim::Note {
                        self.notes.push(std::mem::take(&mut self.note));
                    }
                    self.state = state;
                }
            }
            Word::Byte(byte) => {
                if matches!(byte, b'\r' | b'\n' | 0) {
                    return;
                }
                match self.to_skip {
                    0 => self.bytes.push(byte),
                    _ => self.to_skip -= 1,
                }
            }
            Word::Control { name, number } => {
                self.to_skip = 0;
                if name == "*" {
                    (self.fresh, self.starred) = (true, true);
                } else {
                    self.control(name, number, fresh);
                }
            }
        }
    }

    fn control(&mut self, name: &str, number: Option<i32>, fresh: bool) {
        let starred = std::mem::take(&mut self.starred);
        if fresh && self.destination(name, starred) {
            return;
        }
        let value = number.unwrap_or(0);
        match name {
            "ansicpg" => self.page = Some(code_page(value)),
            "ansi" | "mac" | "pc" => {
                self.page = self.page.or(Some(if name == "mac" { MACINTOSH } else { WINDOWS_1252 }))
            }
            "f" => self.state.font = value,
            "fcharset" if self.state.aim == Aim::Fonts => {
                self.fonts.extend(charset(value).map(|encoding| (self.state.font, encoding)));
            }
            "uc" => self.state.skip = value.clamp(0, 8) as usize,
            "u" => {
                self.unit(value as u16);
                self.to_skip = self.state.skip;
            }
            "v" => self.state.hidden = number != Some(0),
            "deleted" | "revised" => self.change(name, number != Some(0)),
            "plain" => (self.state.hidden, self.state.deleted) = (false, false),
            "tab" => self.put(if self.state.in_number { " " } else { "\t" }),
            "line" => self.put("\n"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "bullet" => self.put("•"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "~" | "_" => self.put(if name == "~" { "\u{a0}" } else { "-" }),
            "pard" => self.state.in_table = false,
            "intbl" => self.state.in_table = true,
            "par" | "sect" | "page" => self.paragraph(),
            "cell" | "nestcell" if self.state.aim == Aim::Text => {
                let text = std::mem::take(&mut self.line);
                self.cells.push(text);
            }
            "trowd" => {
                self.shape.clear();
                self.next = EdgeCell::default();
                (self.row_left, self.row_header) = (0, false);
            }
            "trleft" => self.row_left = value,
            "trhdr" => self.row_header = true,
            "clvmrg" => self.next.goes_on = true,
            "clmrg" => self.next.joins_left = true,
            "cellx" => {
                let left = self.shape.last().map_or(self.row_left, |cell| cell.right);
                let cell = std::mem::take(&mut self.next);
                if self.shape.len() < 1000 {
                    self.shape.push(EdgeCell { left, right: value.max(left), header: self.row_header, ..cell });
                }
            }
            "row" | "nestrow" if self.state.aim == Aim::Text => self.row(),
            _ => {}
        }
    }

    /// A tracked change: what was struck out goes, what was put in stays.
    fn change(&mut self, name: &str, on: bool) {
        self.changes |= on;
        if name == "deleted" {
            self.state.deleted = on;
        }
    }

    /// Whether a word at the start of a group says that its text goes elsewhere.
    fn destination(&mut self, name: &str, starred: bool) -> bool {
        let aim = match name {
            "fonttbl" => Aim::Fonts,
            "footnote" | "endnote" => Aim::Note,
            "pict" | "shppict" | "object" => {
                self.pictures = true;
                Aim::Nowhere
            }
            "colortbl" | "stylesheet" | "info" | "header" | "headerl" | "headerr" | "headerf" | "footer"
            | "footerl" | "footerr" | "footerf" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl"
            | "generator" | "fldinst" | "nonshppict" | "xmlnstbl" | "themedata" | "colorschememapping"
            | "latentstyles" | "datastore" | "filetbl" | "annotation" | "atnid" | "atnauthor" | "pntxta" | "pntxtb"
            | "bkmkstart" | "bkmkend" | "nonesttables" | "ftnsep" | "ftnsepc" | "aftnsep" | "tc" | "xe" => Aim::Nowhere,
            "pntext" | "listtext" => {
                self.state.in_number = true;
                return true;
            }
            "shptxt" | "shp" | "shpinst" | "nesttableprops" => return starred,
            _ if starred => Aim::Nowhere,
            _ => return false,
        };
        if self.state.aim != Aim::Nowhere {
            self.state.aim = aim;
        }
        true
    }

    fn encoding(&self) -> &'static Encoding {
        self.fonts.get(&self.state.font).copied().or(self.page).unwrap_or(GB18030)
    }

    /// Makes characters of the bytes that have come.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let mut encoding = self.encoding();
        // Writers often name a Western font and mean the page of the whole file.
        if encoding == WINDOWS_1252 && !bytes.is_ascii() {
            encoding = self.page.filter(|page| *page != WINDOWS_1252).unwrap_or(encoding);
        }
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.put(&text);
    }

    /// A unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        let units = match self.half.take() {
            Some(first) => vec![first, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.half = Some(unit);
                return;
            }
            None => vec![unit],
        };
        self.put(&String::from_utf16_lossy(&units));
    }

    fn put(&mut self, text: &str) {
        if self.state.hidden || self.state.deleted {
            return;
        }
        match self.state.aim {
            Aim::Text => self.line.push_str(text),
            Aim::Note => self.note.push_str(text),
            Aim::Nowhere | Aim::Fonts => {}
        }
    }

    fn paragraph(&mut self) {
        match self.state.aim {
            Aim::Text if self.state.in_table => self.line.push(' '),
            Aim::Text => {
                self.table();
                let line = std::mem::take(&mut self.line);
                self.draft.line(&line);
            }
            Aim::Note => self.note.push(' '),
            _ => {}
        }
    }

    fn row(&mut self) {
        let texts = std::mem::take(&mut self.cells);
        let width = self.shape.last().map_or(0, |cell| cell.right);
        let more =
            (0..).map(|at| EdgeCell { left: width + at * 1000, right: width + (at + 1) * 1000, ..EdgeCell::default() });
        let shape = self.shape.iter().cloned().chain(more);
        self.rows.push(texts.into_iter().zip(shape).map(|(text, cell)| EdgeCell { text, ..cell }).collect());
    }

    /// Writes the table that is over.
    fn table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        write_rows(&mut self.draft, rows);
    }

    fn finish(mut self) -> Draft {
        self.flush();
        self.table();
        // A row that was never ended.
        for cell in std::mem::take(&mut self.cells) {
            self.draft.line(&cell);
        }
        for line in [std::mem::take(&mut self.line)].into_iter().chain(std::mem::take(&mut self.notes)) {
            if !line.trim().is_empty() {
                self.draft.line(&line);
            }
        }
        self.draft
    }
}

/// A cell with more text than this (in scalar values) holds a part of the document.
const LONGEST_CELL: usize = 400;

/// Writes rows as a table; as lines where they only lay out the page.
pub(super) fn write_rows(draft: &mut Draft, rows: Vec<Vec<EdgeCell>>) {
    if rows.is_empty() {
        return;
    }
    let is_layout = rows.iter().flatten().any(|cell| cell.text.chars().count() > LONGEST_CELL);
    if is_layout || rows.iter().all(|row| row.len() < 2) {
        for cell in rows.into_iter().flatten() {
            draft.line(&cell.text);
        }
        return;
    }
    draft.table(&edges::cells(rows), None);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).unwrap().value.text.original().to_owned()
    }

    #[test]
    fn characters_come_by_code_page_and_by_number() {
        let rtf = "{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Times;}}\
                   {\\header page}\\f0\\'d4\\'c6\\'cf\\'aa\\u24066 ?2024\\'c4\\'ea\\par \\f1 59\\u20214?\\~{\\*\\unknown x}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\\par}";
        assert_eq!(text(rtf), "云溪市2024年\n59件\u{a0}7\n");
    }

    #[test]
    fn tracked_changes_are_accepted() {
        let noted = read(b"{\\rtf1\\ansi 5{\\deleted\\revauthdel0 8}{\\revised\\revauth0 9} cases\\par}").unwrap();
        assert_eq!(noted.value.text.original(), "59 cases\n");
        assert_eq!(noted.notes.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::TrackedChanges]);
    }

    #[test]
    fn line_ends_stand_for_no_character() {
        assert_eq!(text("{\\rtf1\\ansi\\uc1 \\u20840\r\n?\\u24180\r\n\\'3f 59\\par}"), "全年 59\n");
    }

    #[test]
    fn rows_are_a_table() {
        let rtf = "{\\rtf1\\ansi\\ansicpg936 a\\par\\trowd\\cellx1000\\cellx2000\\pard\\intbl x\\cell 1\\cell\\row\
                   \\trowd\\cellx1000\\cellx2000\\pard\\intbl y\\cell 2\\cell\\row\\pard b\\par}";
        let noted = read(rtf.as_bytes()).unwrap();
        assert_eq!(noted.value.text.original(), "a\nx\t1\ny\t2\nb\n");
        assert_eq!(noted.value.tables[0].cells.len(), 4);
    }

    #[test]
    fn broken_files_end_somewhere() {
        assert!(read(b"{\\rtf1}").is_err());
        assert!(matches!(read("{".repeat(5000).as_bytes()), Err(SourceError::TooMuch { .. })));
        let cut = read(b"{\\rtf1\\ansi abc\\par {\\b d").unwrap();
        assert_eq!(cut.value.text.original(), "abc\nd\n");
        assert_eq!(cut.notes[0].code, Code::Fragment);
        for odd in ["\\", "{\\rtf1 a\\'", "{\\rtf1 a\\'g", "{\\rtf1 a\\bin99999999999 b", "{\\rtf1 \\u-1 a\\u55357 b}"]
        {
            let _ = read(odd.as_bytes());
        }
    }
}
