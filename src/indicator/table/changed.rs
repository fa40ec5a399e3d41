//! Columns of changes (同比): what each is of, where several are headed by the same word.
//!
//! ```text
//! 地区     接待游客   同比   旅游收入   同比      接待游客·同比, 旅游收入·同比
//! 东湖区   1204.6     9.8    118.42     12.1
//! ```

use crate::config::Config;
use crate::report::Report;
use crate::source::Cell;
use crate::text::Span;

use super::said::Said;
use super::{Grid, MOST_HEADS};

impl Grid<'_> {
    /// 接待游客│同比│旅游收入│同比: what a column of changes is of, where another column is headed by the same word: the head of the nearest
    /// column to its left that is no such.
    pub(super) fn beside_change(&self, report: &Report, config: &Config, cell: &Cell, heads: &[Span]) -> Vec<Span> {
        let [head] = heads else { return Vec::new() };
        let words = |span: Span| Said::new(report, config, span).words;
        let changes = |words: &str| {
            let chars: Vec<char> = words.chars().collect();
            let noun = config.grammar.change_nouns.at_start(&chars).is_some_and(|(len, _)| len == chars.len());
            noun || config.words.change_heads.is(&chars) || config.grammar.ratio_heads.is(&chars)
        };
        let own = words(*head);
        if !changes(&own) {
            return Vec::new();
        }
        let Some(row) = (0..cell.row)
            .rev()
            .find(|row| self.cells[*row as usize][cell.column as usize].is_some_and(|cell| cell.span == *head))
        else {
            return Vec::new();
        };
        let at = |column: u32| self.cells[row as usize][column as usize].map(|cell| cell.span);
        let near = cell.column.saturating_sub(MOST_HEADS)..self.columns.min(cell.column + MOST_HEADS);
        let twice =
            near.filter(|column| *column != cell.column).filter_map(at).any(|span| span != *head && words(span) == own);
        let left = (cell.column.saturating_sub(MOST_HEADS)..cell.column).rev().filter_map(at);
        let mut named = left.filter(|span| !changes(&words(*span)));
        named.next().filter(|_| twice).into_iter().collect()
    }
}
