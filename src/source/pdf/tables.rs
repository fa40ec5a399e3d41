//! Where on a page a table stands whose cells are known (表格定位).
//!
//! The reader that tells the cells does not say which lines they came from. But the lines of a table are exactly the
//! stretch of lines that is made of the letters of its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::draft::DraftCell;

use super::line::Line;

/// Pages with more lines are not searched: the search takes the square of them.
const MOST_LINES: usize = 400;

/// The lines of each table, or `None` where no stretch of lines fits it. Tables and lines are in reading order.
pub(super) fn stretches(lines: &[Line], tables: &[Vec<DraftCell>]) -> Vec<Option<Range<usize>>> {
    let mut from = 0;
    let mut out = Vec::new();
    for cells in tables {
        let found = if lines.len() <= MOST_LINES { stretch(lines, from, cells) } else { None };
        if let Some(found) = &found {
            from = found.end;
        }
        out.push(found);
    }
    out
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

fn stretch(lines: &[Line], from: usize, cells: &[DraftCell]) -> Option<Range<usize>> {
    let mut wanted: BTreeMap<char, i32> = BTreeMap::new();
    let mut total = 0;
    for c in cells.iter().flat_map(|cell| letters(&cell.text)) {
        *wanted.entry(c).or_default() += 1;
        total += 1;
    }
    if total == 0 {
        return None;
    }
    // What is wanted and missing, and what is there and not wanted.
    let mut best: Option<(i32, Range<usize>)> = None;
    for start in from..lines.len() {
        let mut left = wanted.clone();
        let (mut missing, mut extra) = (total, 0);
        for (end, line) in lines.iter().enumerate().skip(start) {
            for c in letters(&line.text) {
                match left.get_mut(&c).filter(|count| **count > 0) {
                    Some(count) => {
                        *count -= 1;
                        missing -= 1;
                    }
                    None => extra += 1,
                }
            }
            if extra * 4 > total {
                break;
            }
            let cost = missing + extra;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, start..end + 1));
            }
        }
    }
    // A few letters may differ: raised ones, marks that a font draws in its own way.
    best.filter(|(cost, _)| *cost * 20 <= total.max(20)).map(|(_, range)| range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    fn cell(text: &str) -> DraftCell {
        DraftCell { text: text.to_owned(), row: 0, column: 0, rows: 1, columns: 1, header: false }
    }

    #[test]
    fn tables_are_found_by_their_letters() {
        let lines = ["见下表。", "商业企\t小", "项目", "业\t计", "合计\t5", "二、情况", "数\t0", "0"].map(line);
        let tables = [
            vec![cell("商业企业"), cell("小计"), cell("项目"), cell("合计"), cell("5")],
            vec![cell("数"), cell("0"), cell("0")],
            vec![cell("无此表")],
            Vec::new(),
        ];
        assert_eq!(stretches(&lines, &tables), [Some(1..5), Some(6..8), None, None]);
    }
}
