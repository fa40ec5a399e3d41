//! A text under construction, with the marks that go into it (正文与标记).
//!
//! Readers of a format append lines and tables here and note what they know of them; the offsets come by themselves.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Noted};
use crate::text::{Span, Text, is_invisible};

use super::{Cell, Format, HeadingMark, Source, Table, celled, heads};

/// A cell that has its place in a table, and no offsets yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DraftCell {
    /// Its text in one line; white space at the ends is left out when it is written.
    pub(super) text: String,
    /// Row of its upper left corner, from 0.
    pub(super) row: u32,
    /// Column of its upper left corner, from 0.
    pub(super) column: u32,
    /// How many rows it covers, at least 1.
    pub(super) rows: u32,
    /// How many columns it covers, at least 1.
    pub(super) columns: u32,
    /// Marked as a heading by the format.
    pub(super) header: bool,
}

/// A source that is being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    length: u32,
    furniture: Vec<Span>,
    headings: Vec<HeadingMark>,
    tables: Vec<Table>,
}

impl Draft {
    /// Where the next character will stand.
    pub(super) fn here(&self) -> u32 {
        self.length
    }

    /// Appends one character. Characters without width are left out: nobody sees them, and they would split numbers.
    pub(super) fn push(&mut self, c: char) {
        if !is_invisible(c) {
            self.text.push(c);
            self.length += 1;
        }
    }

    /// Appends text as it is, line ends included.
    pub(super) fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    /// Appends text and a line end; gives the place of the text.
    pub(super) fn line(&mut self, text: &str) -> Span {
        let start = self.length;
        self.push_str(text);
        let span = Span::new(start, self.length);
        self.push('\n');
        span
    }

    /// The text from an offset on; empty beyond the end.
    pub(super) fn since(&self, start: u32) -> &str {
        let wanted = self.length.saturating_sub(start) as usize;
        let from = match wanted {
            0 => self.text.len(),
            _ => self.text.char_indices().rev().nth(wanted - 1).map_or(0, |(at, _)| at),
        };
        &self.text[from..]
    }

    /// Takes everything from an offset on away again.
    pub(super) fn cut(&mut self, start: u32) {
        let keep = self.text.len() - self.since(start).len();
        self.text.truncate(keep);
        self.length = self.length.min(start);
    }

    /// Marks page furniture.
    pub(super) fn furniture(&mut self, span: Span) {
        self.furniture.push(span);
    }

    /// Marks a heading; `level` counts from 1.
    pub(super) fn heading(&mut self, span: Span, level: u8) {
        self.headings.push(HeadingMark { span, level: level.max(1) });
    }

    /// Writes a table: a line a row, a tab before every column but the first, so that the columns of a row that is
    /// reached by merged cells from above still stand in their places. The cells come row by row.
    pub(super) fn table(&mut self, cells: &[DraftCell], caption: Option<Span>) {
        let mut done = Table { span: Span::new(self.length, self.length), caption, cells: Vec::new() };
        let (mut row, mut column) = (0, 0);
        for cell in cells {
            while row < cell.row {
                self.push('\n');
                (row, column) = (row + 1, 0);
            }
            while column < cell.column {
                self.push('\t');
                column += 1;
            }
            let start = self.length;
            cell.text.trim().chars().for_each(|c| self.push(if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
            let span = Span::new(start, self.length);
            done.cells.push(Cell {
                span,
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                header: cell.header,
            });
        }
        if let (Some(first), Some(last)) = (done.cells.first(), done.cells.last()) {
            done.span = first.span.join(last.span);
            self.push('\n');
            self.tables.push(done);
        }
    }

    /// The source, with a note where there is page furniture. Tables that are laid out with tabs are found here.
    pub(super) fn finish(self, format: Format, encoding: &'static str, mut notes: Vec<Diagnostic>) -> Noted<Source> {
        let text = Text::new(self.text);
        let furniture = joined(&text, self.furniture);
        let inside = |span: Span| furniture.iter().any(|f| f.overlap(span) > 0);
        let headings = self.headings.into_iter().map(|h| HeadingMark { span: text.trim(h.span), ..h });
        let headings = headings.filter(|h| !h.span.is_empty() && !inside(h.span)).collect();
        let mut tables = self.tables;
        tables.retain(|t| !inside(t.span));
        let mut taken: Vec<Span> = tables.iter().map(|t| t.span).chain(furniture.iter().copied()).collect();
        taken.sort();
        let tabbed = heads::tables(&text, &taken);
        taken.extend(tabbed.iter().map(|table| table.span));
        taken.sort();
        tables.extend(tabbed);
        tables.extend(celled::tables(&text, &taken));
        tables.sort_by_key(|t| t.span);
        notes.sort_by_key(|n| n.span.start);
        Noted { value: Source { format, encoding, text, furniture, headings, tables }, notes }
    }
}

/// Spans without white space at their ends, in order; those with nothing but white space between them become one.
fn joined(text: &Text, spans: Vec<Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().map(|s| text.trim(s)).filter(|s| !s.is_empty()).collect();
    spans.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if text.trim(Span::new(last.end, span.start)).is_empty() => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}

/// Gives the cells of rows their places, as HTML does: each takes the first column that no cell from above covers.
///
/// A row is its cells as (text, rows covered, columns covered, header). Spans of 0 and beyond the last row are cut to
/// what there is; no cell covers more than 1000 columns.
pub(super) fn place(rows: Vec<Vec<(String, u32, u32, bool)>>) -> Vec<DraftCell> {
    let count = rows.len() as u32;
    // Of each column, the first row that is free again.
    let mut free: Vec<u32> = Vec::new();
    let mut cells = Vec::new();
    for (row, content) in (0_u32..).zip(rows) {
        let mut column = 0_usize;
        for (text, down, across, header) in content {
            while free.get(column).is_some_and(|&until| until > row) {
                column += 1;
            }
            let left = count - row;
            let down = if down == 0 { left } else { down.min(left) };
            let across = across.clamp(1, 1000);
            let end = column + across as usize;
            if free.len() < end {
                free.resize(end, 0);
            }
            free[column..end].fill(row + down);
            cells.push(DraftCell { text, row, column: column as u32, rows: down, columns: across, header });
            column = end;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, rows: u32, columns: u32) -> (String, u32, u32, bool) {
        (text.to_owned(), rows, columns, false)
    }

    #[test]
    fn a_table_is_lines_of_tabs() {
        let mut draft = Draft::default();
        draft.line("见下表。");
        draft.table(
            &place(vec![
                vec![cell("项目", 2, 1), cell("本年", 1, 2)],
                vec![cell("件", 1, 1), cell(" 人\t次 ", 1, 1)],
                vec![cell("合计", 9, 2), cell("5", 1, 1)],
            ]),
            None,
        );
        let source = draft.finish(Format::Docx, "UTF-8", Vec::new()).value;
        assert_eq!(source.text.original(), "见下表。\n项目\t本年\n\t件\t人 次\n合计\t\t5\n");
        let table = &source.tables[0];
        let texts: Vec<_> = table.cells.iter().map(|c| (source.text.str(c.span), c.row, c.column, c.rows)).collect();
        assert_eq!(
            texts,
            [
                ("项目", 0, 0, 2),
                ("本年", 0, 1, 1),
                ("件", 1, 1, 1),
                ("人 次", 1, 2, 1),
                ("合计", 2, 0, 1),
                ("5", 2, 2, 1)
            ]
        );
        assert_eq!(source.text.str(table.span), "项目\t本年\n\t件\t人 次\n合计\t\t5");
    }

    #[test]
    fn cells_find_their_places() {
        let cells = place(vec![vec![cell("a", 0, 1), cell("b", 1, 9999)], vec![cell("c", 5, 0), cell("d", 1, 2)]]);
        let places: Vec<_> = cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
        assert_eq!(places, [(0, 0, 2, 1), (0, 1, 1, 1000), (1, 1, 1, 1), (1, 2, 1, 2)]);
    }

    #[test]
    fn furniture_joins_over_white_space_and_hides_headings() {
        let mut draft = Draft::default();
        let a = draft.line("首页");
        let b = draft.line("相关链接");
        let c = draft.line("一、标题");
        for span in [b, a] {
            draft.furniture(span);
        }
        draft.heading(b, 3);
        draft.heading(c, 0);
        let noted = draft.finish(Format::Html, "UTF-8", Vec::new());
        assert_eq!(noted.value.furniture, [Span::new(0, 7)]);
        assert_eq!(noted.value.headings, [HeadingMark { span: c, level: 1 }]);
        assert!(noted.notes.is_empty());
    }

    #[test]
    fn what_was_written_can_be_cut_again() {
        let mut draft = Draft::default();
        draft.push_str("甲乙\u{200b}丙");
        assert_eq!((draft.since(1), draft.here()), ("乙丙", 3));
        draft.cut(1);
        draft.cut(7);
        assert_eq!((draft.since(0), draft.since(5), draft.here()), ("甲", "", 1));
    }
}
