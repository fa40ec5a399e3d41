//! Tables that go on overleaf (跨页表格): the part at the top of a page is put under the part before it.
//!
//! ```text
//! | 项目      | 申请人  |        the head has fewer upright lines than the rows have
//! ----------- page ------------
//! | 办 | 甲   | 12 | 34 |        both lie on the lines of the two together
//! | 理 | 乙   | 56 | 78 |        a tall cell that the page cuts is one cell
//! ```

use crate::source::draft::DraftCell;

use super::line::Ruled;

/// Lines of two parts nearer than this (in points) are one.
const SAME: f32 = 4.0;

/// So many rows at the foot of a page may be the head of a table alone, whose rows have more lines; more are a table.
const HEAD: u32 = 3;

/// Puts the next part of a table under it, and gives the text of the head that came again. Gives the part back where it is
/// another table.
pub(super) fn join(table: &mut Ruled, next: Ruled) -> Result<Vec<String>, Ruled> {
    let alone = end(&table.cells) <= HEAD && table.xs.len() < next.xs.len();
    let Some(xs) = together(&table.xs, &next.xs).filter(|_| alone || table.xs.len() == next.xs.len()) else {
        return Err(next);
    };
    on_lines(&mut table.cells, &table.xs, &xs);
    let mut part = next.cells;
    on_lines(&mut part, &next.xs, &xs);
    table.xs = xs;
    let repeated = repeated_rows(&table.cells, &part);
    let count = end(&table.cells);
    let (head, mut rest): (Vec<DraftCell>, Vec<DraftCell>) = part.into_iter().partition(|cell| cell.row < repeated);
    rest.iter_mut().for_each(|cell| cell.row = cell.row - repeated + count);
    close_cut(&mut table.cells, &mut rest, count);
    table.cells.append(&mut rest);
    Ok(head.into_iter().map(|cell| cell.text).filter(|text| !text.is_empty()).collect())
}

/// The row behind the last one.
fn end(cells: &[DraftCell]) -> u32 {
    cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0)
}

/// The upright lines of two parts of one table: their sides are the same, and one has all lines of the other.
fn together(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let (more, less) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let same = |x: &f32, y: &f32| (x - y).abs() < SAME;
    let sides = [(more.first()?, less.first()?), (more.last()?, less.last()?)];
    let holds = sides.iter().all(|(x, y)| same(x, y)) && less.iter().all(|x| more.iter().any(|y| same(x, y)));
    holds.then(|| more.to_vec())
}

/// Gives cells the columns of other lines, which have all of theirs.
fn on_lines(cells: &mut [DraftCell], theirs: &[f32], lines: &[f32]) {
    let place = |column: u32| {
        let x = theirs.get(column as usize).copied().unwrap_or(f32::MAX);
        let nearest = (0..lines.len()).min_by(|a, b| (lines[*a] - x).abs().total_cmp(&(lines[*b] - x).abs()));
        nearest.unwrap_or(0) as u32
    };
    for cell in cells {
        let (left, right) = (place(cell.column), place(cell.column + cell.columns));
        (cell.column, cell.columns) = (left, right.saturating_sub(left).max(1));
    }
}

/// How many rows at the head of a table come again at the head of its next part.
fn repeated_rows(cells: &[DraftCell], next: &[DraftCell]) -> u32 {
    let row = |cells: &[DraftCell], row: u32| -> Vec<(u32, String)> {
        cells.iter().filter(|cell| cell.row == row).map(|cell| (cell.column, cell.text.clone())).collect()
    };
    let same = |at: &u32| row(cells, *at) == row(next, *at) && next.iter().any(|c| c.row == *at && !c.text.is_empty());
    let count = (0..end(next)).take_while(same).count() as u32;
    // A cell that reaches down out of the head is none of it.
    let is_cut = |count: u32| next.iter().any(|cell| cell.row < count && cell.row + cell.rows > count);
    if is_cut(count) { 0 } else { count }
}

/// Puts cells together that the page cuts: of one above and one below in the same columns, of which one is tall, one has
/// the text. A row with no text at all is the end of the last one.
fn close_cut(above: &mut [DraftCell], below: &mut Vec<DraftCell>, count: u32) {
    let is_blank = below.iter().all(|cell| cell.row > count || cell.text.is_empty());
    let mut gone = Vec::new();
    for (at, cell) in below.iter().enumerate().filter(|(_, cell)| cell.row == count) {
        let same = |other: &&mut DraftCell| {
            other.row + other.rows == count && (other.column, other.columns) == (cell.column, cell.columns)
        };
        let Some(other) = above.iter_mut().find(same) else { continue };
        let is_tall = other.rows > 1 || cell.rows > 1;
        if !(is_blank || is_tall && (cell.text.is_empty() || other.text.is_empty())) {
            continue;
        }
        other.rows += cell.rows;
        if other.text.is_empty() {
            other.text.clone_from(&cell.text);
        }
        gone.push(at);
    }
    let mut at = 0;
    below.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, row: u32, column: u32, rows: u32, columns: u32) -> DraftCell {
        DraftCell { text: text.to_owned(), row, column, rows, columns, header: false }
    }

    fn places(table: &Ruled) -> Vec<(&str, u32, u32, u32, u32)> {
        table.cells.iter().map(|c| (c.text.as_str(), c.row, c.column, c.rows, c.columns)).collect()
    }

    #[test]
    fn a_head_with_fewer_lines_keeps_its_columns() {
        let mut head = Ruled {
            cells: vec![cell("项目", 0, 0, 1, 1), cell("自然人", 0, 1, 1, 1), cell("法人", 0, 2, 1, 1)],
            xs: vec![0.0, 50.0, 75.0, 100.0],
        };
        let rows = Ruled {
            cells: vec![
                cell("办理", 0, 0, 2, 1),
                cell("甲", 0, 1, 1, 1),
                cell("12", 0, 2, 1, 1),
                cell("34", 0, 3, 1, 1),
            ],
            xs: vec![1.0, 20.0, 51.0, 75.0, 101.0],
        };
        assert_eq!(join(&mut head, rows).unwrap(), Vec::<String>::new());
        assert_eq!(
            places(&head)[..4],
            [("项目", 0, 0, 1, 2), ("自然人", 0, 2, 1, 1), ("法人", 0, 3, 1, 1), ("办理", 1, 0, 2, 1)]
        );
        assert!(join(&mut head, Ruled { cells: Vec::new(), xs: vec![0.0, 33.0, 66.0, 100.0] }).is_err());
    }

    #[test]
    fn a_tall_cell_that_the_page_cuts_is_one() {
        let xs = vec![0.0, 50.0, 100.0];
        let mut first = Ruled {
            cells: vec![cell("办理", 0, 0, 2, 1), cell("1", 0, 1, 1, 1), cell("2", 1, 1, 1, 1)],
            xs: xs.clone(),
        };
        let next =
            Ruled { cells: vec![cell("", 0, 0, 2, 1), cell("3", 0, 1, 1, 1), cell("4", 1, 1, 1, 1)], xs: xs.clone() };
        join(&mut first, next).unwrap();
        assert_eq!(
            places(&first),
            [("办理", 0, 0, 4, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1), ("3", 2, 1, 1, 1), ("4", 3, 1, 1, 1)]
        );
        // An empty value under another is empty.
        let next = Ruled { cells: vec![cell("其他", 0, 0, 1, 1), cell("", 0, 1, 1, 1)], xs };
        join(&mut first, next).unwrap();
        assert_eq!(places(&first)[5..], [("其他", 4, 0, 1, 1), ("", 4, 1, 1, 1)]);
    }
}
