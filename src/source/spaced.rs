//! Tables that a text lays out with blanks (空格排成的表格).
//!
//! ```text
//! 项目       2021年决算数   比上年增减%     headings, none of them a number
//! 税收收入    99818          -1.3           rows: as many cells each, the last a number
//! 合　　计   146192           4.2
//! ```

use crate::text::{Span, Text, is_han};

use super::celled::is_number;
use super::{Cell, Table};

/// So many blanks part two cells.
const GAP: usize = 2;

/// A cell longer than this (in scalar values) is prose.
const LONGEST_CELL: u32 = 40;

/// The fewest rows, headings included.
const ROWS: usize = 3;

/// The tables among the lines outside `taken`, in order. `taken` is sorted.
pub(super) fn tables(text: &Text, taken: &[Span]) -> Vec<Table> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Span>> = Vec::new();
    let mut covered = taken.iter().peekable();
    for line in text.lines() {
        while covered.peek().is_some_and(|t| t.end <= line.start) {
            covered.next();
        }
        let free = covered.peek().is_none_or(|t| t.overlap(line) == 0);
        let fields = if free { fields(text, text.trim(line)) } else { Vec::new() };
        if fields.len() < 2 || run.first().is_some_and(|first| first.len() != fields.len()) {
            out.extend(table(text, &run));
            run.clear();
        }
        if fields.len() >= 2 {
            run.push(fields);
        }
    }
    out.extend(table(text, &run));
    out
}

/// The stretches of a line between wide gaps; signs of a word set apart at the start are one (合　　计).
fn fields(text: &Text, line: Span) -> Vec<Span> {
    let chars = text.folded(line);
    let mut out: Vec<Span> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        let gap = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
        if gap >= GAP {
            out.push(Span::new(line.start + start as u32, line.start + at as u32));
            start = at + gap;
        }
        at += gap.max(1);
    }
    out.push(Span::new(line.start + start as u32, line.end));
    let sign = |span: &Span| span.len() == 1 && is_han(text.at(span.start));
    let apart = out.iter().take_while(|span| sign(span)).count();
    if apart > 1 {
        let whole = out[0].join(out[apart - 1]);
        out.splice(..apart, [whole]);
    }
    out
}

/// A run of lines with as many fields as a table: headings without a number, and rows with words and numbers in the same places,
/// the first a word and the last a number.
fn table(text: &Text, run: &[Vec<Span>]) -> Option<Table> {
    let number = |span: &Span| is_number(text.folded(*span));
    let places = |row: &Vec<Span>| row.iter().map(number).collect::<Vec<bool>>();
    let head = run.iter().take_while(|row| !row.iter().any(number)).count().checked_sub(1)?;
    let rows = &run[head..];
    let pattern = rows.get(1).map(places)?;
    let height = 1 + rows[1..].iter().take_while(|row| places(row) == pattern).count();
    let prose = rows[..height].iter().flatten().any(|s| s.len() > LONGEST_CELL || text.folded(*s).contains(&'。'));
    if height < ROWS || height < rows.len() || pattern[0] || !pattern[pattern.len() - 1] || prose {
        return None;
    }
    let cell = |row: u32, column: u32, span: Span| Cell { span, row, column, rows: 1, columns: 1, header: row == 0 };
    let cells: Vec<Cell> = (0..)
        .zip(rows)
        .flat_map(|(row, fields)| (0..).zip(fields).map(move |(column, &span)| cell(row, column, span)))
        .collect();
    let span = cells.first()?.span.join(cells.last()?.span);
    Some(Table { span, caption: None, cells })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Vec<String>> {
        let text = Text::new(text.to_owned());
        let cells = |t: &Table| t.cells.iter().map(|c| text.str(c.span).to_owned()).collect();
        tables(&text, &[]).iter().map(cells).collect()
    }

    #[test]
    fn lines_with_the_same_gaps_are_a_table() {
        let text =
            "表1  价格  单位：%\n  指标      全市    城市\n居民消费    6.2     -5.8\n合　　计    14.8    —\n以上。\n";
        assert_eq!(found(text), [["指标", "全市", "城市", "居民消费", "6.2", "-5.8", "合　　计", "14.8", "—"]]);
    }

    #[test]
    fn gaps_in_prose_and_rows_without_headings_are_none() {
        assert!(found("一、综  合\n二、农  业\n三、工  业\n").is_empty());
        assert!(found("项目    数量\n甲    12\n").is_empty());
        assert!(found("甲    12\n乙    13\n丙    14\n").is_empty());
        assert!(found("张三    李四\n王五    赵六\n钱七    孙八\n").is_empty());
    }
}
