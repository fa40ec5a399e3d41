//! Tables that a text lays out with blanks (空格排成的表格).
//!
//! ```text
//! 项目       2021年决算数   比上年增减%     headings, none of them a number
//! 税收收入    99818          -1.3           rows: as many cells each, the last a number
//! 合　　计   146192           4.2
//! ```

use crate::text::{Span, Text, is_han};

use super::Table;
use super::celled::{is_number, rows, table};

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
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        while covered.peek().is_some_and(|t| t.end <= line.start) {
            covered.next();
        }
        let free = covered.peek().is_none_or(|t| t.overlap(line) == 0);
        let line = text.trim(line);
        let mut fields = if free { parted(text, line, GAP) } else { Vec::new() };
        // 案件（件）　63　78: blanks as wide as a letter part the cells of a line that nothing wider does, or that has as many cells so as
        // the line before it, or behind it where none is before (地区　　受理（件）　办结（件）).
        let mut beside = || match run.first() {
            Some(first) => first.len(),
            None => lines.peek().map_or(0, |next| parted(text, text.trim(*next), GAP).len()),
        };
        if !fields.is_empty() && text.str(line).contains(WIDE) && (fields.len() == 1 || fields.len() != beside()) {
            let finer = parted(text, line, 1);
            if fields.len() == 1 || finer.len() == beside() {
                fields = finer;
            }
        }
        if fields.len() < 2 || run.first().is_some_and(|first| first.len() != fields.len()) {
            take(text, &run, &mut out);
            run.clear();
        }
        if fields.len() >= 2 {
            run.push(fields);
        }
    }
    take(text, &run, &mut out);
    out
}

/// A blank as wide as a letter.
const WIDE: char = '\u{3000}';

/// The stretches of a line between gaps of so many blanks, those as wide as a letter among them where one is enough; signs of a word set apart at the start are one (合　　计).
fn parted(text: &Text, line: Span, least: usize) -> Vec<Span> {
    let chars = text.folded(line);
    let mut out: Vec<Span> = Vec::new();
    let raw: Vec<char> = if least < GAP { text.str(line).chars().collect() } else { Vec::new() };
    let wide = |at: usize| raw.get(at) == Some(&WIDE);
    let (mut start, mut at) = (0, 0);
    while at < chars.len() {
        let gap = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
        if gap >= GAP || gap >= least && wide(at) {
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

/// Takes the tables out of a run of lines with as many fields each: headings without a number, and rows with words and numbers in
/// the same places, the first a word and the last a number. A row that differs ends a table; another may begin behind it.
fn take(text: &Text, run: &[Vec<Span>], out: &mut Vec<Table>) {
    let Some(columns) = run.first().map(Vec::len) else { return };
    let fields = run.concat();
    let numbers: Vec<bool> = fields.iter().map(|span| is_number(text.folded(*span))).collect();
    let worded = |row: usize| !numbers[row * columns..(row + 1) * columns].contains(&true);
    let mut from = 0;
    while let Some(head) = (from + 1..run.len()).find(|&row| worded(row - 1) && !worded(row)).map(|row| row - 1) {
        let height = 1 + rows(&fields, &numbers, head * columns, columns);
        let cells = &fields[head * columns..(head + height) * columns];
        let prose = cells.iter().any(|span| span.len() > LONGEST_CELL || text.folded(*span).contains(&'。'));
        if height >= ROWS && !prose {
            out.push(table(cells, columns));
        }
        from = head + height;
    }
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
    fn one_wide_blank_parts_the_cells_of_a_row() {
        let text = "项目　　　2023年　　2024年\n受理（件）　36　41\n其中：撤销　2　3\n\n本年度受理　较多。\n";
        let first = ["项目", "2023年", "2024年", "受理（件）", "36", "41", "其中：撤销", "2", "3"];
        assert_eq!(found(text), [first]);
        let text = "地区　　受理（件）　办结（件）\n东区　　318　　276\n西区　　183　149\n\n";
        let first = ["地区", "受理（件）", "办结（件）", "东区", "318", "276", "西区", "183", "149"];
        assert_eq!(found(text), [first]);
        assert!(found("甲方　乙方\n丙方　丁方\n戊方　己方\n").is_empty());
    }

    #[test]
    fn a_row_that_differs_ends_a_table() {
        let text = "项目  2020年  2021年\n增值税  45  47\n契税  12  13\n其中  住宅  4.2\n\n";
        let first = ["项目", "2020年", "2021年", "增值税", "45", "47", "契税", "12", "13"];
        assert_eq!(found(text), [first]);
        let second = ["科目", "预算", "决算", "教育", "31", "32", "卫生", "18", "19"];
        let both = format!("{}\n科目  预算  决算\n教育  31  32\n卫生  18  19\n", text.trim_end());
        assert_eq!(found(&both), [first, second]);
    }

    #[test]
    fn gaps_in_prose_and_rows_without_headings_are_none() {
        assert!(found("一、综  合\n二、农  业\n三、工  业\n").is_empty());
        assert!(found("项目    数量\n甲    12\n").is_empty());
        assert!(found("甲    12\n乙    13\n丙    14\n").is_empty());
        assert!(found("张三    李四\n王五    赵六\n钱七    孙八\n").is_empty());
    }
}
