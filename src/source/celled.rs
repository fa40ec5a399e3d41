//! Tables that were copied as one cell a line (一行一格的表格).
//!
//! ```text
//! 产品        headings: as many lines as the table has columns, none of them a number
//! 产量
//! 粮食        rows: as many lines each, with words and numbers in the same places as in the row before
//! 52.7
//! 油料
//! 3.4
//! ```

use crate::text::{Span, Text};

use super::{Cell, Table};

/// A cell longer than this (in scalar values) is prose.
const LONGEST_CELL: u32 = 30;

/// The fewest and the most columns of such a table.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=12;

/// The fewest rows below the headings: one row alone is no pattern.
const ROWS: usize = 2;

/// The tables among the lines outside `taken`, in order. `taken` is sorted.
pub(super) fn tables(text: &Text, taken: &[Span]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Span> = Vec::new();
    let mut covered = taken.iter().peekable();
    for line in text.lines() {
        while covered.peek().is_some_and(|t| t.end <= line.start) {
            covered.next();
        }
        let line_text = text.trim(line);
        if line_text.is_empty() {
            continue;
        }
        if covered.peek().is_none_or(|t| t.overlap(line) == 0) && is_cell(text, line_text) {
            run.push(line_text);
        } else {
            take(text, &run, &mut out);
            run.clear();
        }
    }
    take(text, &run, &mut out);
    out
}

/// Whether a line may be a cell: short, and neither a sentence nor a numbered heading.
fn is_cell(text: &Text, line: Span) -> bool {
    let words = text.folded(line);
    let sentence = words.iter().any(|c| matches!(c, '。' | ';' | '!' | '?' | '\t'));
    let numbered = words.iter().take(4).any(|c| *c == '、') && words.len() > 3 && !is_number(words);
    line.len() <= LONGEST_CELL && !sentence && !numbered && !words.starts_with(&['('])
}

/// A number that is all of a cell, or the mark of one that is missing.
pub(super) fn is_number(words: &[char]) -> bool {
    let missing = words.iter().all(|c| matches!(c, '-' | '—' | '/' | '…' | '.'));
    let number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '+' | ' ');
    missing || words.iter().all(number) && words.iter().any(char::is_ascii_digit)
}

/// Takes the tables out of a run of lines that may be cells.
fn take(text: &Text, run: &[Span], out: &mut Vec<Table>) {
    let numbers: Vec<bool> = run.iter().map(|line| is_number(text.folded(*line))).collect();
    let mut from = 0;
    while let Some((start, columns, rows)) = best(text, run, &numbers, from) {
        let end = start + columns * (rows + 1);
        out.push(table(&run[start..end], columns));
        from = end;
    }
}

/// The table that covers most of what is left of a run: where its headings begin, its columns, its rows.
fn best(text: &Text, run: &[Span], numbers: &[bool], from: usize) -> Option<(usize, usize, usize)> {
    let first = (from..run.len()).find(|&at| numbers[at])?;
    let mut found: Option<(usize, usize, usize)> = None;
    for columns in COLUMNS {
        // The first number stands in the first row, behind the headings.
        let Some(latest) = first.checked_sub(columns) else { break };
        for start in from.max((first + 1).saturating_sub(2 * columns))..=latest {
            let rows = rows(run, numbers, start, columns);
            let worded =
                run[start..start + columns].iter().all(|line| text.folded(*line).iter().any(|c| c.is_alphabetic()));
            if rows >= ROWS && worded && found.is_none_or(|(_, width, height)| columns * rows > width * height) {
                found = Some((start, columns, rows));
            }
        }
    }
    found
}

/// How many rows follow the headings at `start` with words and numbers in the same places, the first cell a word.
pub(super) fn rows(run: &[Span], numbers: &[bool], start: usize, columns: usize) -> usize {
    let pattern = |at: usize| numbers.get(at..at + columns);
    let Some(first) = pattern(start + columns) else { return 0 };
    if first[0] || !first[columns - 1] {
        return 0;
    }
    (1..)
        .take_while(|row| start + columns * (row + 1) <= run.len() && pattern(start + columns * row) == Some(first))
        .count()
}

/// A table of cells row by row, `columns` in each, the first row its headings.
pub(super) fn table(lines: &[Span], columns: usize) -> Table {
    let cells: Vec<Cell> = lines
        .iter()
        .enumerate()
        .map(|(at, &span)| Cell {
            span,
            row: (at / columns) as u32,
            column: (at % columns) as u32,
            rows: 1,
            columns: 1,
            header: at < columns,
        })
        .collect();
    Table { span: lines[0].join(lines[lines.len() - 1]), caption: None, cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, Vec<String>)> {
        let text = Text::new(text.to_owned());
        let cells = |t: &Table| t.cells.iter().map(|c| text.str(c.span).to_owned()).collect();
        let columns = |t: &Table| t.cells.iter().filter(|cell| cell.row == 0).count();
        tables(&text, &[]).iter().map(|t| (columns(t), cells(t))).collect()
    }

    #[test]
    fn lines_in_a_pattern_are_a_table() {
        let cells = ["案件类型", "收案", "结案", "刑事", "120", "118", "民事", "2,300", "—"];
        let text = format!("表2 案件情况\n{}\n以上为全年数据。\n", cells.join("\n"));
        assert_eq!(found(&text), [(3, cells.map(str::to_owned).to_vec())]);
    }

    #[test]
    fn headings_and_single_rows_are_no_table() {
        assert!(found("一、总体情况\n二、存在问题\n三、下步打算\n").is_empty());
        assert!(found("浏览次数\n来源\n市统计局\n12\n").is_empty());
        assert!(found("1\n2\n3\n4\n5\n6\n").is_empty());
    }
}
