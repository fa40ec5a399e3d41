//! Tables by the lines that rule them (表格线).
//!
//! ```text
//! lines that touch → a grid of their levels → boxes with no line between them are one cell
//! ```

use super::marks::Rule;

/// Lines nearer than this (in points) are one.
const SAME: f32 = 2.0;
/// Nothing fits between lines nearer than this: pages of browsers draw a frame around each cell.
const NARROWEST: f32 = 5.0;
/// Lines that end this near to another touch it.
const TOUCH: f32 = 4.0;
/// Shorter lines are underlines of marks, or marks.
const SHORTEST: f32 = 5.0;
/// A line that reaches out further than this over the last one across it has an open side there.
const OPEN: f32 = 8.0;
/// Grids with more boxes are drawings.
const MOST_BOXES: usize = 20_000;
/// More lines than these are a drawing.
const MOST_RULES: usize = 4000;

/// A cell of a grid by its boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A ruled table.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// The upright lines from left to right.
    pub(super) xs: Vec<f32>,
    /// The level lines from top to bottom.
    pub(super) ys: Vec<f32>,
    /// The cells row by row.
    pub(super) cells: Vec<Region>,
    /// Of each box, row by row, its cell.
    owner: Vec<usize>,
}

impl Grid {
    /// The cell at a point; `None` outside.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|line| *line <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|line| *line >= y).checked_sub(1)?;
        let columns = self.xs.len() - 1;
        (column < columns && row + 1 < self.ys.len()).then(|| self.owner[row * columns + column])
    }

    /// The left and the right side of a cell.
    pub(super) fn sides(&self, cell: usize) -> (f32, f32) {
        let region = self.cells[cell];
        (self.xs[region.column], self.xs[region.column + region.columns])
    }
}

/// A level or upright line: at a place, from one end to the other.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: f32,
    from: f32,
    to: f32,
}

/// The grids on a page, from top to bottom.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let level = rules.iter().filter(|r| r.x1 - r.x0 >= r.y1 - r.y0);
    let upright = rules.iter().filter(|r| r.x1 - r.x0 < r.y1 - r.y0);
    let level = joined(level.map(|r| Stroke { at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }).collect());
    let upright = joined(upright.map(|r| Stroke { at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }).collect());
    if level.len() + upright.len() > MOST_RULES {
        return Vec::new();
    }
    let mut out: Vec<Grid> =
        groups(&level, &upright).into_iter().filter_map(|(level, upright)| grid(&level, &upright)).collect();
    out.sort_by(|a, b| b.ys[0].total_cmp(&a.ys[0]).then(a.xs[0].total_cmp(&b.xs[0])));
    out
}

/// Lines on one level that meet are one.
fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Stroke> = Vec::new();
    let mut level: Vec<Stroke> = Vec::new();
    let mut close = |level: &mut Vec<Stroke>| {
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Stroke> = None;
        for stroke in level.drain(..) {
            match &mut open {
                Some(last) if stroke.from <= last.to + TOUCH => last.to = last.to.max(stroke.to),
                _ => out.extend(open.replace(stroke)),
            }
        }
        out.extend(open);
    };
    for stroke in strokes {
        if level.first().is_some_and(|first: &Stroke| stroke.at - first.at > SAME) {
            close(&mut level);
        }
        level.push(stroke);
    }
    close(&mut level);
    out.retain(|stroke| stroke.to - stroke.from >= SHORTEST);
    out
}

/// The lines that hang together.
fn groups(level: &[Stroke], upright: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut sets = Sets::new(level.len() + upright.len());
    for (i, l) in level.iter().enumerate() {
        for (j, u) in upright.iter().enumerate() {
            let crosses = |at: f32, other: &Stroke| other.from - TOUCH <= at && at <= other.to + TOUCH;
            if crosses(u.at, l) && crosses(l.at, u) {
                sets.join(i, level.len() + j);
            }
        }
    }
    let mut out: std::collections::BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> = Default::default();
    for (i, stroke) in level.iter().enumerate() {
        out.entry(sets.root(i)).or_default().0.push(*stroke);
    }
    for (j, stroke) in upright.iter().enumerate() {
        out.entry(sets.root(level.len() + j)).or_default().1.push(*stroke);
    }
    out.into_values().collect()
}

/// The places of lines, in rising order, with those that an open side adds.
fn places(strokes: &[Stroke], across: &[Stroke]) -> Vec<f32> {
    let mut out: Vec<f32> = strokes.iter().map(|stroke| stroke.at).collect();
    let reach = |pick: fn(f32, f32) -> f32, of: fn(&Stroke) -> f32| across.iter().map(of).reduce(pick);
    let (low, high) = (reach(f32::min, |s| s.from), reach(f32::max, |s| s.to));
    out.sort_by(f32::total_cmp);
    if let (Some(low), Some(first)) = (low, out.first().copied())
        && low < first - OPEN
    {
        out.insert(0, low);
    }
    if let (Some(high), Some(last)) = (high, out.last().copied())
        && high > last + OPEN
    {
        out.push(high);
    }
    out.dedup_by(|b, a| *b - *a <= NARROWEST);
    out
}

/// The grid of lines that hang together; `None` where it has fewer than two columns.
fn grid(level: &[Stroke], upright: &[Stroke]) -> Option<Grid> {
    let (mut ys, xs) = (places(level, upright), places(upright, level));
    ys.reverse();
    let (rows, columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
    if rows == 0 || columns < 2 || rows * columns > MOST_BOXES {
        return None;
    }
    let drawn = |strokes: &[Stroke], at: f32, from: f32, to: f32| {
        let on = strokes.iter().filter(|stroke| (stroke.at - at).abs() <= NARROWEST);
        let covered: f32 = on.map(|stroke| (stroke.to.min(to) - stroke.from.max(from)).max(0.0)).sum();
        covered * 2.0 >= to - from
    };
    let mut sets = Sets::new(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            if column + 1 < columns && !drawn(upright, xs[column + 1], ys[row + 1], ys[row]) {
                sets.join(here, here + 1);
            }
            if row + 1 < rows && !drawn(level, ys[row + 1], xs[column], xs[column + 1]) {
                sets.join(here, here + columns);
            }
        }
    }
    let roots: Vec<usize> = (0..rows * columns).map(|at| sets.root(at)).collect();
    let (cells, owner) = regions(&roots, columns);
    (cells.len() > 1).then_some(Grid { xs, ys, cells, owner })
}

/// The cells that boxes make. What is no rectangle is cut into its rows.
fn regions(roots: &[usize], columns: usize) -> (Vec<Region>, Vec<usize>) {
    let mut bounds: std::collections::BTreeMap<usize, (usize, usize, usize, usize, usize)> = Default::default();
    for (at, root) in roots.iter().enumerate() {
        let (row, column) = (at / columns, at % columns);
        let entry = bounds.entry(*root).or_insert((row, column, row, column, 0));
        *entry = (entry.0, entry.1.min(column), row, entry.3.max(column), entry.4 + 1);
    }
    let is_whole = |root: &usize| {
        let (top, left, bottom, right, count) = bounds[root];
        (bottom - top + 1) * (right - left + 1) == count
    };
    let mut cells: Vec<Region> = Vec::new();
    let mut owner = vec![usize::MAX; roots.len()];
    for at in 0..roots.len() {
        if owner[at] != usize::MAX {
            continue;
        }
        let (row, column) = (at / columns, at % columns);
        let (rows, across) = if is_whole(&roots[at]) {
            let (top, left, bottom, right, _) = bounds[&roots[at]];
            (bottom - top + 1, right - left + 1)
        } else {
            (1, roots[at..(row + 1) * columns].iter().take_while(|root| **root == roots[at]).count())
        };
        for r in row..row + rows {
            owner[r * columns + column..r * columns + column + across].fill(cells.len());
        }
        cells.push(Region { row, column, rows, columns: across });
    }
    (cells, owner)
}

/// Things that are put together.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    /// The least of the things that this one is together with.
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Rule {
        Rule { x0, y0, x1, y1 }
    }

    #[test]
    fn boxes_without_a_line_between_them_are_one_cell() {
        // Two columns, three rows; the left column is one tall cell, the sides are open.
        let rules = [
            rule(0.0, 90.0, 100.0, 90.0),
            rule(40.0, 60.0, 100.0, 60.0),
            rule(40.0, 30.0, 100.0, 30.0),
            rule(0.0, 0.0, 50.0, 0.0),
            rule(51.0, 0.5, 100.0, 0.5),
            rule(40.0, 0.0, 40.0, 90.0),
        ];
        let found = grids(&rules);
        assert_eq!(found.len(), 1);
        let grid = &found[0];
        let places: Vec<_> = grid.cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
        assert_eq!(places, [(0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)]);
        assert_eq!(
            (grid.cell_at(10.0, 15.0), grid.cell_at(70.0, 15.0), grid.cell_at(70.0, 95.0)),
            (Some(0), Some(3), None)
        );
        assert_eq!(grid.sides(1), (40.0, 100.0));
    }

    #[test]
    fn frames_and_single_lines_are_no_table() {
        let frame = [
            rule(0.0, 0.0, 100.0, 0.0),
            rule(0.0, 90.0, 100.0, 90.0),
            rule(0.0, 0.0, 0.0, 90.0),
            rule(100.0, 0.0, 100.0, 90.0),
        ];
        assert!(grids(&frame).is_empty());
        assert!(grids(&[rule(0.0, 0.0, 100.0, 0.0)]).is_empty());
    }
}
