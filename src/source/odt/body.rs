//! The body of an OpenDocument file: blocks to lines (正文).

use crate::source::container::xml::{Child, Element};
use crate::source::draft::{Draft, place};

use super::lists::{Counts, Lists};

/// A cell with more text than this (in scalar values) holds a part of the document.
const LONGEST_CELL: usize = 400;

/// Blanks, columns and rows that are said to come again so often are empty room.
const MOST_REPEATED: u32 = 64;

/// Writes the body.
pub(super) struct Body<'a> {
    lists: &'a Lists,
    draft: &'a mut Draft,
    counts: Counts,
    /// The number that the next paragraph begins with.
    number: String,
    /// The lists that are open: their style, and whether it is the first item's turn.
    open: Vec<String>,
    in_contents: bool,
    notes: Vec<String>,
    comments: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(lists: &'a Lists, draft: &'a mut Draft) -> Body<'a> {
        Body {
            lists,
            draft,
            counts: Counts::default(),
            number: String::new(),
            open: Vec::new(),
            in_contents: false,
            notes: Vec::new(),
            comments: 0,
        }
    }

    /// Writes what waited for the end; gives how many comments were left out.
    pub(super) fn finish(self) -> usize {
        for note in self.notes {
            self.draft.line(&note);
        }
        self.comments
    }

    /// Writes the blocks in an element.
    pub(super) fn blocks(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_str() {
                "text:p" => self.paragraph(child, None),
                "text:h" => {
                    let level = child.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                    self.paragraph(child, Some(level));
                }
                "text:list" => self.list(child),
                "table:table" => self.table(child),
                "text:table-of-content" | "text:index-body" | "text:illustration-index" | "text:table-index" => {
                    let before = std::mem::replace(&mut self.in_contents, true);
                    self.blocks(child);
                    self.in_contents = before;
                }
                "text:tracked-changes"
                | "office:forms"
                | "text:sequence-decls"
                | "text:variable-decls"
                | "text:user-field-decls" => {}
                "office:annotation" => self.comments += 1,
                _ => self.blocks(child),
            }
        }
    }

    fn list(&mut self, list: &Element) {
        let own = list.attribute("style-name").map(str::to_owned);
        let style = own.or_else(|| self.open.last().cloned()).unwrap_or_default();
        let goes_on = list.attribute("continue-numbering") == Some("true") || list.attribute("continue-list").is_some();
        if self.open.is_empty() && !goes_on {
            self.counts.restart(&style);
        }
        self.open.push(style.clone());
        for item in list.elements().filter(|e| matches!(e.name.as_str(), "text:list-item" | "text:list-header")) {
            // An item that only holds a list inside shows no number of its own.
            let shows = item.elements().next().is_some_and(|first| first.name != "text:list");
            if item.name == "text:list-item" && shows {
                let given = item.attribute("start-value").and_then(|value| value.parse().ok());
                self.number = self.counts.next(self.lists, &style, self.open.len(), given);
            }
            self.blocks(item);
            self.number.clear();
        }
        self.open.pop();
    }

    fn paragraph(&mut self, paragraph: &Element, heading: Option<u8>) {
        let mut text = std::mem::take(&mut self.number);
        let mut inner = Vec::new();
        self.inline(paragraph, &mut text, &mut inner);
        if !text.trim().is_empty() || inner.is_empty() {
            let span = self.draft.line(&text);
            if let Some(level) = heading {
                self.draft.heading(span, level);
            }
            if self.in_contents {
                self.draft.furniture(span);
            }
        }
        for frame in inner {
            self.blocks(frame);
        }
    }

    /// The text of a paragraph; `inner` gets the boxes that hang on it.
    fn inline<'e>(&mut self, element: &'e Element, text: &mut String, inner: &mut Vec<&'e Element>) {
        for child in &element.children {
            let child = match child {
                Child::Text(found) => {
                    // Line ends in the file are blanks.
                    text.extend(found.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
                    continue;
                }
                Child::Element(child) => child,
            };
            match child.name.as_str() {
                "text:s" => {
                    let count = child.attribute("c").and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
                    text.extend(std::iter::repeat_n(' ', count.min(MOST_REPEATED) as usize));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                "text:note" => {
                    let mark = child.child("text:note-citation").map(Element::text).unwrap_or_default();
                    let mark = crate::source::counting::raised(&mark).unwrap_or(mark);
                    text.push_str(&mark);
                    let mut note = mark;
                    for paragraph in child.child("text:note-body").iter().flat_map(|body| body.elements()) {
                        self.inline(paragraph, &mut note, inner);
                    }
                    self.notes.push(note);
                }
                "office:annotation" => self.comments += 1,
                "draw:text-box" => inner.push(child),
                "text:ruby" => {
                    if let Some(base) = child.child("text:ruby-base") {
                        self.inline(base, text, inner);
                    }
                }
                "text:p" | "text:h" => {
                    self.inline(child, text, inner);
                    text.push(' ');
                }
                _ => self.inline(child, text, inner),
            }
        }
    }

    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        rows_of(table, false, &mut rows);
        let cells_of = |row: &'_ Element| row.elements().filter(|e| e.name == "table:table-cell").count();
        let wide = rows.iter().any(|(row, _)| cells_of(row) > 1);
        let mut texts = Vec::new();
        let mut longest = 0;
        for (row, header) in &rows {
            let mut cells = Vec::new();
            for cell in row.elements().filter(|e| e.name == "table:table-cell") {
                let (mut text, mut inner) = (String::new(), Vec::new());
                self.cell(cell, &mut text, &mut inner);
                longest = longest.max(text.chars().count()).max(if inner.is_empty() { 0 } else { LONGEST_CELL + 1 });
                let number = |name: &str| cell.attribute(name).and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
                let again = number("number-columns-repeated");
                // Empty room behind the last cell is said to come again and again.
                let again = if text.trim().is_empty() && again > MOST_REPEATED { 1 } else { again.min(1000) };
                for _ in 0..again {
                    cells.push((
                        text.clone(),
                        number("number-rows-spanned"),
                        number("number-columns-spanned"),
                        *header,
                    ));
                }
            }
            texts.push(cells);
        }
        if !wide || longest > LONGEST_CELL {
            rows.iter().for_each(|(row, _)| self.blocks(row));
            return;
        }
        while texts.last().is_some_and(|row| row.iter().all(|(text, ..)| text.trim().is_empty())) {
            texts.pop();
        }
        self.draft.table(&place(texts), None);
    }

    /// The text of a cell in one line.
    fn cell<'e>(&mut self, cell: &'e Element, text: &mut String, inner: &mut Vec<&'e Element>) {
        for block in cell.elements() {
            match block.name.as_str() {
                "text:p" | "text:h" => {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    self.inline(block, text, inner);
                }
                "table:table" => inner.push(block),
                "office:annotation" => self.comments += 1,
                _ => self.cell(block, text, inner),
            }
        }
    }
}

/// The rows of a table, with whether the file marks them as its head.
fn rows_of<'e>(element: &'e Element, header: bool, out: &mut Vec<(&'e Element, bool)>) {
    for child in element.elements() {
        match child.name.as_str() {
            "table:table-row" => {
                let again = child.attribute("number-rows-repeated").and_then(|v| v.parse::<u32>().ok()).unwrap_or(1);
                let again = if again > MOST_REPEATED { 1 } else { again };
                out.extend((0..again).map(|_| (child, header)));
            }
            "table:table-header-rows" => rows_of(child, true, out),
            "table:table-rows" | "table:table-row-group" => rows_of(child, header, out),
            _ => {}
        }
    }
}
