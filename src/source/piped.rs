//! Tables of Markdown (竖线表格): rows of cells between pipes, with a line of dashes under the headings.
//!
//! ```text
//! | 类别 | 单位 | 2024年 |      cells, marked as headings
//! |---|---|---:|             no row; it may be missing
//! | 许可 | 件 | 48150 |
//! ```

use crate::text::{Span, Text};

use super::{Cell, Table};

/// The tables of a text, in order: a line of pipes, a line of dashes, and all lines of pipes behind it.
pub(super) fn tables(text: &Text) -> Vec<Table> {
    let lines: Vec<Span> = text.lines().map(|line| text.trim(line)).collect();
    let mut out = Vec::new();
    let mut at = 1;
    while at < lines.len() {
        if !is_rule(text.folded(lines[at])) || !text.folded(lines[at - 1]).contains(&'|') {
            let rows = unruled(text, &lines[at - 1..]);
            if let [first, .., last] = rows {
                let cells = (0..).zip(rows).flat_map(|(row, line)| row_of(text, *line, row, row == 0)).collect();
                out.push(Table { span: first.join(*last), caption: None, cells });
            }
            at += rows.len().max(1);
            continue;
        }
        let rows = lines[at + 1..].iter().take_while(|line| text.folded(**line).contains(&'|')).count();
        let heads = std::iter::once((lines[at - 1], true));
        let cells = heads.chain(lines[at + 1..at + 1 + rows].iter().map(|line| (*line, false)));
        let cells: Vec<Cell> =
            (0..).zip(cells).flat_map(|(row, (line, header))| row_of(text, line, row, header)).collect();
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            out.push(Table { span: first.span.join(last.span), caption: None, cells });
        }
        at += rows + 1;
    }
    out
}

/// The rows at the start of some lines that stand between pipes, each with as many cells, without a line of dashes; three and more.
fn unruled<'a>(text: &Text, lines: &'a [Span]) -> &'a [Span] {
    let cells = |line: &Span| {
        let chars = text.folded(*line);
        let walled = chars.len() > 2 && chars.first() == Some(&'|') && chars.last() == Some(&'|');
        walled.then(|| chars.iter().filter(|c| **c == '|').count()).filter(|pipes| *pipes > 2)
    };
    let first = lines.first().and_then(cells);
    let row = |line: &&Span| first.is_some() && cells(line) == first && !is_rule(text.folded(**line));
    let alike = lines.iter().take_while(row).count();
    // What stands over a line of dashes are the headings of the next table.
    let ruled = lines.get(alike).is_some_and(|line| is_rule(text.folded(*line)));
    let rows = alike.saturating_sub(usize::from(ruled));
    if rows >= ROWS { &lines[..rows] } else { &[] }
}

/// So many rows make a table without a line of dashes.
const ROWS: usize = 3;

/// The line of dashes: |---|:--:|.
fn is_rule(line: &[char]) -> bool {
    line.contains(&'|') && line.contains(&'-') && line.iter().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn row_of(text: &Text, line: Span, row: u32, header: bool) -> Vec<Cell> {
    let chars = text.folded(line);
    let from = usize::from(chars.first() == Some(&'|'));
    let to = chars.len() - usize::from(chars.len() > from && chars.last() == Some(&'|'));
    let mut out = Vec::new();
    let mut start = from;
    // A stroke before a pipe makes it text.
    let parts = |at: &usize| *at == to || chars[*at] == '|' && (*at == 0 || chars[*at - 1] != '\\');
    for end in (from..=to).filter(parts) {
        let span = text.trim(Span::new(line.start + start as u32, line.start + end as u32));
        out.push(Cell { span, row, column: out.len() as u32, rows: 1, columns: 1, header });
        start = end + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_pipes_are_a_table() {
        let text =
            Text::new("## 数据\n\n| 类别 | 件数 |\n|---|---:|\n| 许可 | 48150 |\n| 检查 |  |\n\n尾|\n".to_owned());
        let found = tables(&text);
        let cells: Vec<_> = found[0].cells.iter().map(|c| (text.str(c.span), c.row, c.column, c.header)).collect();
        assert_eq!(
            cells,
            [
                ("类别", 0, 0, true),
                ("件数", 0, 1, true),
                ("许可", 1, 0, false),
                ("48150", 1, 1, false),
                ("检查", 2, 0, false),
                ("", 2, 1, false)
            ]
        );
        assert_eq!(found.len(), 1);
    }
}
