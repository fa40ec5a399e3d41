//! Text as a browser lays it out: white space collapsed, blocks on lines of their own (空白与换行).

use crate::source::draft::Draft;
use crate::text::{Span, is_han, is_invisible};

/// White space that is waiting to see what comes after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    #[default]
    Nothing,
    Space,
    /// White space with a line end of the source in it.
    Break,
}

/// Lines under construction.
///
/// Only the white space of HTML is collapsed; `&nbsp;` and ideographic spaces stay where they are. A line end of the
/// source between two Han characters is no space, because authors of Chinese pages wrap their lines anywhere.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) draft: Draft,
    /// Inside so many `pre` elements.
    pub(super) preformatted: u32,
    line: u32,
    last: Option<char>,
    pending: Pending,
}

impl Flow {
    /// Appends text of a text node.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => {
                    self.end_line();
                }
                ' ' | '\t' if self.preformatted > 0 => self.put(c),
                '\n' | '\r' => self.pending = Pending::Break,
                ' ' | '\t' | '\u{c}' => self.pending = self.pending.max(Pending::Space),
                c if is_invisible(c) => {}
                c => {
                    let wrapped = self.pending == Pending::Break && is_wide(c) && self.last.is_some_and(is_wide);
                    if self.pending != Pending::Nothing && self.last.is_some() && !wrapped {
                        self.draft.push(' ');
                    }
                    self.put(c);
                }
            }
        }
    }

    fn put(&mut self, c: char) {
        self.pending = Pending::Nothing;
        self.last = Some(c);
        self.draft.push(c);
    }

    /// Where a mark that begins now begins.
    pub(super) fn mark(&self) -> u32 {
        self.draft.here()
    }

    /// Writes whole lines past the flow.
    pub(super) fn lines(&mut self, write: impl FnOnce(&mut Draft)) {
        self.end_line();
        write(&mut self.draft);
        self.line = self.draft.here();
    }

    /// Ends the line; gives its place, or `None` where nothing is on it to be seen (it is taken away then).
    pub(super) fn end_line(&mut self) -> Option<Span> {
        let start = self.line;
        self.pending = Pending::Nothing;
        self.last = None;
        let blank = self.draft.since(start).chars().all(char::is_whitespace);
        let line = if blank {
            self.draft.cut(start);
            None
        } else {
            let span = Span::new(start, self.draft.here());
            self.draft.push('\n');
            Some(span)
        };
        self.line = self.draft.here();
        line
    }
}

fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '—' | '…')
}
