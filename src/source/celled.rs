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

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::text::{Span, Text};

use super::{Cell, Table};

/// A cell longer than this (in scalar values) is prose.
const LONGEST_CELL: u32 = 30;

/// The fewest and the most columns of such a table.
const COLUMNS: RangeInclusive<usize> = 2..=12;

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
    let mut said: FxHashMap<&[char], u32> = FxHashMap::default();
    for line in run {
        *said.entry(text.folded(*line)).or_default() += 1;
    }
    let heads_another = |at: usize| said.get(text.folded(run[at])).is_some_and(|times| *times > 1);
    let mut from = 0;
    while let Some(first) = (from..run.len()).find(|&at| numbers[at]) {
        // Behind a number that is in no table the next may begin.
        let found = best(text, run, &numbers, from..=first, &heads_another);
        let next = found.map_or(first + 1, |(start, columns, rows)| start + columns * (rows + 1));
        if let Some((start, columns, _)) = found {
            out.push(table(&run[start..next], columns));
        }
        from = next;
    }
}

/// The table that covers most of what is left of a run, whose first number is given: where its headings begin, its columns, its rows. One row is enough
/// under a heading that stands in the run again (信息内容 over every part of a statutory table).
fn best(
    text: &Text,
    run: &[Span],
    numbers: &[bool],
    places: RangeInclusive<usize>,
    heads_another: &impl Fn(usize) -> bool,
) -> Option<(usize, usize, usize)> {
    let (from, first) = places.into_inner();
    let mut found: Option<(usize, usize, usize)> = None;
    for columns in COLUMNS {
        // The first number stands in the first row, behind the headings.
        let Some(latest) = first.checked_sub(columns) else { break };
        for start in from.max((first + 1).saturating_sub(2 * columns))..=latest {
            let rows = rows(run, numbers, start, columns);
            let worded =
                run[start..start + columns].iter().all(|line| text.folded(*line).iter().any(|c| c.is_alphabetic()));
            let enough = rows >= ROWS || rows == 1 && heads_another(start);
            if enough && worded && found.is_none_or(|(_, width, height)| columns * rows > width * height) {
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
    fn each_part_of_a_statutory_table_has_heads_of_its_own() {
        let parts = [
            "附表\n信息内容\n制发件数\n废止件数\n规章\n0\n0\n规范性文件\n4\n1\n",
            "第一部分\n信息内容\n处理决定数量\n行政许可\n1270\n",
            "第二部分\n信息内容\n处理决定数量\n行政处罚\n318\n行政强制\n9\n",
        ];
        let shapes: Vec<(usize, usize)> =
            found(&parts.concat()).into_iter().map(|(columns, cells)| (columns, cells.len())).collect();
        assert_eq!(shapes, [(3, 9), (2, 4), (2, 6)]);
    }

    #[test]
    fn headings_and_single_rows_are_no_table() {
        assert!(found("一、总体情况\n二、存在问题\n三、下步打算\n").is_empty());
        assert!(found("浏览次数\n来源\n市统计局\n12\n").is_empty());
        assert!(found("1\n2\n3\n4\n5\n6\n").is_empty());
    }
}
