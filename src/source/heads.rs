//! Heads over a table of tabs whose merged cells were lost with its lines (合并单元格的表头).
//!
//! ```text
//! 自然人   法人或其他组织   总计            one of these stood over all of the next line
//! 商业企业   科研机构   其他
//! 新收   143   18   0   1   162         as many numbers as the two lines make columns
//! ```

use crate::text::{Span, Text};

use super::celled::is_number;
use super::tabbed::{self, fields};
use super::{Cell, Table};

/// The longest head, and the longest line of heads, in scalar values.
const LONGEST: u32 = 24;
const FARTHEST: u32 = 2000;

/// The tables of tabs among the lines outside `taken`, in order, each with its heads; lines that would be a table of their own
/// are part of the one that they head. `taken` is sorted.
pub(super) fn tables(text: &Text, taken: &[Span]) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    for table in tabbed::tables(text, taken) {
        let table = over(text, table, taken);
        while out.last().is_some_and(|last| last.span.overlap(table.span) > 0) {
            out.pop();
        }
        out.push(table);
    }
    out
}

/// A table with the lines right above it as its heads, where they make up its columns; else the table as it is.
fn over(text: &Text, table: Table, taken: &[Span]) -> Table {
    let above = lines_above(text, table.span.start, taken);
    let width = table.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0) as usize;
    let rows = rows(&table, width);
    let (Some(first), [_, ..]) = (rows.first(), above.as_slice()) else { return table };
    let number = |span: &Span| !span.is_empty() && is_number(text.folded(*span));
    let own_heads = !first.iter().any(number);
    let body = if own_heads { &rows[1..] } else { &rows[..] };
    if body.is_empty() {
        return table;
    }
    let named = usize::from(!body.iter().all(|row| number(&row[0])));
    let columns = width - named;
    let heads: Vec<Vec<Cell>> = match above.as_slice() {
        // 自然人│总计 over two columns of numbers.
        [near, ..] if !own_heads && named == 1 && near.len() == columns => vec![row_of(near, named, 1)],
        [near, far, ..] if near.len() + far.len() > 2 => {
            let groups = far.len() - 1 + near.len();
            let each = columns / groups.max(1);
            let whole = columns == groups * each && each > 0 && (each == 1) != own_heads;
            if !whole || own_heads && !repeats(text, &first[named..], each) {
                return table;
            }
            under(text, far, near, (named, each), body)
        }
        [near, ..]
            if own_heads
                && columns.is_multiple_of(near.len())
                && repeats(text, &first[named..], columns / near.len()) =>
        {
            vec![row_of(near, named, columns / near.len())]
        }
        _ => return table,
    };
    let down = heads.len() as u32;
    let mut cells: Vec<Cell> = Vec::new();
    for (row, heads) in (0_u32..).zip(heads) {
        cells.extend(heads.into_iter().map(|cell| Cell { row, ..cell }));
    }
    let start = cells.iter().map(|cell| cell.span.start).min().unwrap_or(table.span.start);
    let head = |cell: &Cell| cell.header || own_heads && cell.row == 0;
    cells.extend(table.cells.iter().map(|cell| Cell { row: cell.row + down, header: head(cell), ..*cell }));
    Table { span: Span::new(start, table.span.end), cells, ..table }
}

/// The one or two lines right above a place that may be heads, the nearest first: outside `taken`.
fn lines_above(text: &Text, start: u32, taken: &[Span]) -> Vec<Vec<Span>> {
    // From a place back to where its line begins; nothing where that is farther than heads reach.
    let begin = |end: u32| {
        let found = (end.saturating_sub(FARTHEST)..end).rev().find(|at| text.at(*at) == '\n').map(|at| at + 1);
        found.or((end <= FARTHEST).then_some(0))
    };
    let mut out = Vec::new();
    let mut below = begin(start).unwrap_or(0);
    while out.len() < 2
        && let Some(end) = below.checked_sub(1)
        && let Some(from) = begin(end)
    {
        let line = Span::new(from, end);
        let cells = fields(text, line);
        let head = |cell: &Span| cell.len() <= LONGEST && !is_number(text.folded(*cell));
        let next = taken.partition_point(|other| other.end <= line.start);
        let free = taken.get(next).is_none_or(|other| other.overlap(line) == 0);
        if !free || cells.len() < 2 || !cells.iter().all(head) {
            break;
        }
        below = line.start;
        out.push(cells);
    }
    out
}

/// The cells of a table's rows, by column.
fn rows(table: &Table, width: usize) -> Vec<Vec<Span>> {
    let count = table.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0) as usize;
    let mut rows = vec![vec![Span::default(); width]; count];
    for cell in &table.cells {
        rows[cell.row as usize][cell.column as usize] = cell.span;
    }
    rows
}

/// Whether some heads say the same again behind every `each` of them.
fn repeats(text: &Text, heads: &[Span], each: usize) -> bool {
    let words = |at: usize| text.folded(heads[at]);
    each >= 2 && heads.len() > each && (each..heads.len()).all(|at| words(at) == words(at - each))
}

/// A row of heads from a column on, each over so many columns.
fn row_of(heads: &[Span], from: usize, each: usize) -> Vec<Cell> {
    let cell = |(at, span): (usize, &Span)| head(*span, from + at * each, 1, each);
    heads.iter().enumerate().map(cell).collect()
}

/// Two rows of heads, of which the lower stands under one of the upper: under the longest, which names a group, and of several
/// the last; a total of all the others heads one column.
fn under(
    text: &Text,
    upper: &[Span],
    lower: &[Span],
    (from, each): (usize, usize),
    body: &[Vec<Span>],
) -> Vec<Vec<Cell>> {
    let last = if upper.len() > 1 && each == 1 && sums_up(text, body, from) { upper.len() - 1 } else { upper.len() };
    let group = (0..last).max_by_key(|&at| (upper[at].len(), at)).unwrap_or(0);
    let place = |at: usize| from + each * if at > group { at + lower.len() - 1 } else { at };
    let over = upper.iter().enumerate().map(|(at, span)| match at == group {
        true => head(*span, place(at), 1, each * lower.len()),
        false => head(*span, place(at), 2, each),
    });
    vec![over.collect(), row_of(lower, place(group), each)]
}

/// Whether the last number of every row is the sum of those before it.
fn sums_up(text: &Text, body: &[Vec<Span>], from: usize) -> bool {
    let value = |span: &Span| text.folded(*span).iter().collect::<String>().parse::<u64>().unwrap_or(0);
    body.iter().all(|row| {
        let values: Vec<u64> = row[from..].iter().map(value).collect();
        values.split_last().is_some_and(|(last, others)| others.iter().copied().fold(0, u64::saturating_add) == *last)
    })
}

fn head(span: Span, column: usize, rows: u32, columns: usize) -> Cell {
    Cell { span, row: 0, column: column as u32, rows, columns: columns as u32, header: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Vec<String> {
        let text = Text::new(text.to_owned());
        let found = tables(&text, &[]).remove(0);
        let heads = found.cells.iter().filter(|cell| cell.header);
        heads.map(|c| format!("{}+{},{}+{} {}", c.row, c.rows, c.column, c.columns, text.str(c.span))).collect()
    }

    #[test]
    fn a_line_of_heads_stands_under_one_of_the_line_above() {
        assert_eq!(
            heads("自然人\t法人或组织\t总计\n企业\t其他\n新收\t14\t1\t2\t17\n结转\t6\t0\t0\t6\n"),
            ["0+2,1+1 自然人", "0+1,2+2 法人或组织", "0+2,4+1 总计", "1+1,2+1 企业", "1+1,3+1 其他"]
        );
        assert_eq!(
            heads("复议\t诉讼\n直接\t复议后\n维持\t总计\t维持\t总计\t维持\t总计\n3\t3\t4\t4\t2\t2\n"),
            [
                "0+2,0+2 复议",
                "0+1,2+4 诉讼",
                "1+1,2+2 直接",
                "1+1,4+2 复议后",
                "2+1,0+1 维持",
                "2+1,1+1 总计",
                "2+1,2+1 维持",
                "2+1,3+1 总计",
                "2+1,4+1 维持",
                "2+1,5+1 总计"
            ]
        );
        assert_eq!(heads("收到\t办结\n甲县\t14\t11\n乙县\t6\t5\n"), ["0+1,1+1 收到", "0+1,2+1 办结"]);
        assert!(heads("甲\t乙\t丙\t丁\n新收\t14\t1\n结转\t6\t0\n").is_empty());
    }
}
