//! Tables whose cells are told by where their sides stand (单元格边线): word processors' own files name no columns.

use super::draft::DraftCell;

/// A cell of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct EdgeCell {
    pub(super) text: String,
    /// Where it begins and ends across the page, in twentieths of a point.
    pub(super) left: i32,
    pub(super) right: i32,
    /// Goes on from the cell above.
    pub(super) goes_on: bool,
    /// Goes on from the cell to the left.
    pub(super) joins_left: bool,
    pub(super) header: bool,
}

/// Sides nearer than this are one.
const SAME: i32 = 30;
/// Columns beyond these are not told apart.
const MOST_COLUMNS: usize = 1000;

/// The cells of rows in their places.
pub(super) fn cells(rows: Vec<Vec<EdgeCell>>) -> Vec<DraftCell> {
    let mut sides: Vec<i32> = rows.iter().flatten().flat_map(|cell| [cell.left, cell.right]).collect();
    sides.sort_unstable();
    sides.dedup_by(|b, a| *b - *a <= SAME);
    sides.truncate(MOST_COLUMNS);
    // The column that a side stands at.
    let column =
        |side: i32| sides.partition_point(|known| *known < side - SAME).min(sides.len().saturating_sub(1)) as u32;
    let mut out: Vec<DraftCell> = Vec::new();
    // Of each column, the last cell in it.
    let mut above: Vec<usize> = vec![usize::MAX; sides.len()];
    for (row, cells) in (0_u32..).zip(rows) {
        let mut next = 0;
        for cell in cells {
            let start = column(cell.left).max(next);
            let end = column(cell.right).max(start + 1);
            next = end;
            if cell.joins_left && out.last().is_some_and(|last| last.row == row) {
                if let Some(last) = out.last_mut() {
                    last.columns = end - last.column;
                    push(&mut last.text, &cell.text);
                }
                continue;
            }
            let reached = above.get(start as usize).copied().and_then(|at| out.get_mut(at));
            if let Some(upper) =
                reached.filter(|upper| cell.goes_on && upper.column == start && upper.row + upper.rows == row)
            {
                upper.rows += 1;
                push(&mut upper.text, &cell.text);
                continue;
            }
            if let Some(place) = above.get_mut(start as usize) {
                *place = out.len();
            }
            out.push(DraftCell {
                text: cell.text,
                row,
                column: start,
                rows: 1,
                columns: end - start,
                header: cell.header,
            });
        }
    }
    out
}

fn push(text: &mut String, more: &str) {
    let more = more.trim();
    if !more.is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, left: i32, right: i32, goes_on: bool) -> EdgeCell {
        EdgeCell { text: text.to_owned(), left, right, goes_on, ..EdgeCell::default() }
    }

    #[test]
    fn sides_tell_columns_and_merged_cells() {
        let found = cells(vec![
            vec![cell("项目", 0, 1000, false), cell("本年", 1000, 3000, false)],
            vec![cell("", 0, 1005, true), cell("件", 1005, 2000, false), cell("人", 2000, 3000, false)],
        ]);
        let places: Vec<_> = found.iter().map(|c| (c.text.as_str(), c.row, c.column, c.rows, c.columns)).collect();
        assert_eq!(places, [("项目", 0, 0, 2, 1), ("本年", 0, 1, 1, 2), ("件", 1, 1, 1, 1), ("人", 1, 2, 1, 1)]);
    }
}
