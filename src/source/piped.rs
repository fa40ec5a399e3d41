//! Tables of Markdown (竖线表格): rows of cells between pipes, mostly with a line of dashes under the headings.
//!
//! ```text
//! | 类别 | 单位 | 2024年 |      cells, marked as headings
//! |---|---|---:|             no row; it may be missing
//! | 许可 | 件 | 48150 |
//! ```

use crate::text::{Span, Text};

use super::celled::is_number;
use super::{Cell, Table};

/// The tables of a text, in order: a line of pipes, a line of dashes, and all lines of pipes behind it; or without a line of
/// dashes some rows that are alike (`unruled`). Their first row counts as headings.
pub(super) fn tables(text: &Text) -> Vec<Table> {
    let lines: Vec<Span> = text.lines().map(|line| text.trim(line)).collect();
    let mut out = Vec::new();
    let mut at = 1;
    while at < lines.len() {
        if !is_rule(text.folded(lines[at])) || !text.folded(lines[at - 1]).contains(&'|') {
            let (rows, passed) = unruled(text, &lines[at - 1..]);
            if let [first, .., last] = rows {
                let cells = (0..).zip(rows).flat_map(|(row, line)| row_of(text, *line, row, row == 0)).collect();
                out.push(Table { span: first.join(*last), caption: None, cells });
            }
            at += passed;
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

/// The rows at the start of some lines, three at least, that have as many pipes each and no line of dashes; and how many
/// lines are passed. A row has two cells or more. Rows of which an end is open have a number last, but for the headings: others
/// are a page's buttons, or its list of news where two cells end in a date.
fn unruled<'a>(text: &Text, lines: &'a [Span]) -> (&'a [Span], usize) {
    let pipes = |line: &Span| text.folded(*line).iter().filter(|c| **c == '|').count();
    let begins = |line: &Span| text.folded(*line).first() == Some(&'|');
    let ends = |line: &Span| text.folded(*line).last() == Some(&'|');
    let walled = |line: &Span| begins(line) && ends(line);
    let first = pipes(&lines[0]);
    let (closed, shut) = (walled(&lines[0]), ends(&lines[0]));
    let columns = (first + 1).saturating_sub(usize::from(begins(&lines[0])) + usize::from(shut));
    if columns < 2 {
        return (&[], 1);
    }
    let alike = lines.iter().take_while(|line| pipes(line) == first && walled(line) == closed).count();
    if let Some(rule) = lines[..alike].iter().position(|line| is_rule(text.folded(*line))) {
        return (&[], rule.saturating_sub(1).max(1));
    }
    // The last cell of a row: no cell stands behind the pipe at a row's end where the first row has one too.
    let last = |line: &Span| {
        let words = text.folded(*line);
        let end = words.len() - usize::from(shut && ends(line));
        let start = words[..end].iter().rposition(|c| *c == '|').map_or(0, |at| at + 1);
        text.folded(text.trim(Span::new(line.start + start as u32, line.start + end as u32)))
    };
    let number = |line: &Span| is_amount(last(line)) && (columns > 2 || !is_day(last(line)));
    let headed = last(&lines[0]).is_empty() || !is_number(last(&lines[0]));
    let told = closed || headed && lines[1..alike].iter().all(number);
    // The last of them may stand over a line of dashes.
    if alike >= ROWS && told { (&lines[..alike], alike) } else { (&[], alike.saturating_sub(1).max(1)) }
}

/// So many rows make a table without a line of dashes.
const ROWS: usize = 3;

/// A number, and with digits first also one with its unit: +2.7个百分点.
fn is_amount(cell: &[char]) -> bool {
    const UNIT: usize = 6;
    let digits = cell.iter().take_while(|c| matches!(c, '+' | '-' | '.' | ',') || c.is_ascii_digit()).count();
    let unit = &cell[digits..];
    is_number(cell)
        || cell[..digits].iter().any(char::is_ascii_digit)
            && unit.len() <= UNIT
            && !unit.iter().any(char::is_ascii_digit)
}

/// Whether what may be a number is a day: 2024-01-05, 01-05, 2024.1.5.
fn is_day(cell: &[char]) -> bool {
    let behind_digits = |sign: char| cell.windows(2).filter(|two| two[0].is_ascii_digit() && two[1] == sign).count();
    behind_digits('-') > 0 || behind_digits('.') > 1
}

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

    #[test]
    fn rows_with_open_ends_end_in_numbers() {
        let found = |text: &str| tables(&Text::new(text.to_owned())).len();
        assert_eq!(found("类别 | 件数 | 增减\n许可 | 48 | -1.3\n检查 | 97 | —\n以上。\n"), 1);
        assert_eq!(found("类别 | 件数\n许可 | 48\n检查 | 97\n"), 1);
        assert_eq!(found("类别 | 件数 |\n许可 | 48 |\n检查 | 97 |\n"), 1);
        assert_eq!(found("类别 | 比重 | 增减\n许可 | 48% | -1.3\n检查 | 52% | +2.7个百分点\n以上。\n"), 1);
        assert_eq!(found("标题 | 日期\n要闻 | 2024-01-05\n通知 | 2024-01-08\n公告 | 2024-02-01\n"), 0);
        assert_eq!(found("标题 | 日期\n要闻 | 2024.1.5\n通知 | 2024.1.8\n公告 | 2024.2.1\n"), 0);
        assert_eq!(found("首页 | 公开 | 办事\n要闻 | 通知 | 公告\n政策 | 解读 | 回应\n"), 0);
    }
}
