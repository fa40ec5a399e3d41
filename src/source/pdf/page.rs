//! Letters to pages (版面): which stand in a table, which in columns, which across the page.
//!
//! A page that is set in columns becomes several parts, in the order to be read; a page that is turned is turned back.

use crate::source::draft::DraftCell;

use super::line::{self, Line, Page, Piece, Ruled, is_wide};
use super::marks::{Drawn, Glyph, Rule};
use super::ruled::{Grid, grids};

/// Page numbers and running heads stand in this share of the page at its top and at its bottom.
const EDGE: f32 = 0.12;

/// The specification's largest page is 14400 points; letters further out than this are those of a broken file.
const FARTHEST: f32 = 20_000.0;

/// What became of the letters of a page.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) parts: Vec<Page>,
    /// Letters whose font does not say what they mean.
    pub(super) lost: u32,
    /// Letters that nobody sees, left out.
    pub(super) hidden: u32,
    /// All letters stand under a picture: somebody had them recognized.
    pub(super) is_recognized: bool,
    /// Letters beyond all bounds.
    pub(super) is_damaged: bool,
}

/// Lays a page out; `height` is how high it is as it is shown.
pub(super) fn lay(drawn: Drawn, width: f32, height: f32) -> Laid {
    let Drawn { mut glyphs, rules, pictures, .. } = drawn;
    let rules: Vec<Rule> = rules.into_iter().filter_map(|rule| on_page(rule, width, height)).collect();
    let mut out = Laid::default();
    let before = glyphs.len();
    glyphs.retain(|g| [g.x, g.y, g.size].iter().all(|value| value.abs() < FARTHEST));
    out.is_damaged = glyphs.len() < before;
    let seen = glyphs.iter().filter(|g| !g.is_hidden && g.text.as_ref().is_some_and(|t| !t.trim().is_empty())).count();
    let hidden = glyphs.iter().filter(|g| g.is_hidden).count();
    if hidden > 0 && seen * 5 >= hidden {
        glyphs.retain(|g| !g.is_hidden);
        out.hidden = hidden as u32;
    } else if hidden > 0 {
        out.is_recognized = pictures;
    }
    out.lost = glyphs.iter().filter(|g| g.text.is_none()).count() as u32;
    // Most letters run one way; what runs another way comes after them.
    let mut counts = [0_usize; 5];
    glyphs.iter().for_each(|g| counts[turn(g)] += 1);
    let main = (0..4).max_by_key(|way| (counts[*way], 4 - way)).unwrap_or(0);
    for way in std::iter::once(main).chain((0..5).filter(|way| *way != main)) {
        let (mine, rest): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|g| turn(g) == way);
        glyphs = rest;
        if mine.is_empty() {
            continue;
        }
        let sideways = way == 1 || way == 3;
        let (bottom, top) = if sideways { (0.0, width) } else { (0.0, height) };
        let mine: Vec<Glyph> = mine.into_iter().map(|g| turned_back(g, way, width, height)).collect();
        let rules =
            if way == main { rules.iter().map(|r| rule_back(*r, way, width, height)).collect() } else { Vec::new() };
        let mut parts = parts(mine, &rules, bottom, top);
        if way == 4 {
            // What stands askew is a watermark or a stamp.
            parts.iter_mut().flat_map(|part| &mut part.lines).for_each(|line| line.is_artifact = true);
        }
        out.parts.append(&mut parts);
    }
    for (at, part) in out.parts.iter_mut().enumerate() {
        part.is_part = at > 0;
    }
    if out.parts.len() > 1 {
        out.parts.iter_mut().for_each(|part| part.own_margins = true);
    }
    out
}

/// A line as far as it lies on the page: a printer cuts off what a browser draws of the rows to come.
fn on_page(rule: Rule, width: f32, height: f32) -> Option<Rule> {
    /// Points.
    const NEAR: f32 = 2.0;
    let off = rule.x1 < -NEAR || rule.y1 < -NEAR || rule.x0 > width + NEAR || rule.y0 > height + NEAR;
    let (x, y) = (|x: f32| x.clamp(0.0, width.max(0.0)), |y: f32| y.clamp(0.0, height.max(0.0)));
    (!off).then(|| Rule { x0: x(rule.x0), y0: y(rule.y0), x1: x(rule.x1), y1: y(rule.y1) })
}

/// Which way a letter runs: 0 to the right, 1 up, 2 to the left, 3 down, 4 askew.
fn turn(glyph: &Glyph) -> usize {
    let (x, y) = (glyph.end_x - glyph.x, glyph.end_y - glyph.y);
    match () {
        () if y.abs() <= 0.05 * x.abs() && x >= 0.0 => 0,
        () if x.abs() <= 0.05 * y.abs() && y > 0.0 => 1,
        () if y.abs() <= 0.05 * x.abs() => 2,
        () if x.abs() <= 0.05 * y.abs() => 3,
        () => 4,
    }
}

fn point_back(x: f32, y: f32, way: usize, width: f32, height: f32) -> (f32, f32) {
    match way {
        1 => (y, width - x),
        2 => (width - x, height - y),
        3 => (height - y, x),
        _ => (x, y),
    }
}

fn turned_back(glyph: Glyph, way: usize, width: f32, height: f32) -> Glyph {
    let (x, y) = point_back(glyph.x, glyph.y, way, width, height);
    let (end_x, end_y) = point_back(glyph.end_x, glyph.end_y, way, width, height);
    Glyph { x, y, end_x, end_y, ..glyph }
}

fn rule_back(rule: Rule, way: usize, width: f32, height: f32) -> Rule {
    let (ax, ay) = point_back(rule.x0, rule.y0, way, width, height);
    let (bx, by) = point_back(rule.x1, rule.y1, way, width, height);
    Rule { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) }
}

fn piece(glyph: &Glyph) -> Piece {
    let text = glyph.text.clone().unwrap_or_else(|| "\u{fffd}".to_owned());
    Piece {
        right: glyph.end_x.max(glyph.x),
        text,
        x: glyph.x,
        y: glyph.y,
        size: glyph.size,
        is_artifact: glyph.is_artifact,
    }
}

fn parts(glyphs: Vec<Glyph>, rules: &[Rule], bottom: f32, top: f32) -> Vec<Page> {
    let grids = grids(rules);
    let (tables, free) = fill(glyphs, &grids);
    let tables = grids.iter().zip(tables).filter(|(_, cells)| cells.iter().any(|cell| !cell.text.is_empty()));
    let tables: Vec<Line> = tables
        .map(|(grid, cells)| Line {
            x: grid.xs.first().copied().unwrap_or_default(),
            right: grid.xs.last().copied().unwrap_or_default(),
            y: grid.ys.first().copied().unwrap_or_default(),
            table: Some(Ruled { cells, xs: grid.xs.clone() }),
            ..Line::default()
        })
        .collect();
    let band = EDGE * (top - bottom);
    let mut parts = in_columns(free, tables);
    for line in parts.iter_mut().flat_map(|part| &mut part.lines) {
        line.edge = line.table.is_none() && (line.y > top - band || line.y < bottom + band);
    }
    parts
}

/// The cells of each grid with what stands in them, and the letters that stand in none.
fn fill(glyphs: Vec<Glyph>, grids: &[Grid]) -> (Vec<Vec<DraftCell>>, Vec<Piece>) {
    let home = |glyph: &Glyph| {
        let (x, y) = ((glyph.x + glyph.end_x) / 2.0, glyph.y + 0.3 * glyph.size);
        grids.iter().enumerate().find_map(|(at, grid)| Some((at, grid.cell_at(x, y)?)))
    };
    let mut inside: Vec<Vec<Vec<Piece>>> = grids.iter().map(|grid| vec![Vec::new(); grid.cells.len()]).collect();
    let mut free = Vec::new();
    let mut last: Option<(Glyph, Option<(usize, usize)>)> = None;
    for glyph in glyphs {
        let mut place = home(&glyph);
        // A number that is too wide for its cell is one number still.
        if let Some((before, cell)) = &last
            && before.show == glyph.show
            && (glyph.y - before.y).abs() < 0.1 * glyph.size
            && (glyph.x - before.end_x).abs() < 0.2 * glyph.size
            && [before, &glyph].iter().all(|g| g.text.as_deref().is_some_and(is_of_number))
        {
            place = *cell;
        }
        match place {
            Some((grid, cell)) => inside[grid][cell].push(piece(&glyph)),
            None => free.push(piece(&glyph)),
        }
        last = Some((glyph, place));
    }
    let tables = grids.iter().zip(inside).map(|(grid, inside)| cells(grid, inside)).collect();
    (tables, free)
}

fn is_of_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '-' | '，' | '．'))
}

fn cells(grid: &Grid, inside: Vec<Vec<Piece>>) -> Vec<DraftCell> {
    let text = |(at, pieces): (usize, Vec<Piece>)| {
        let region = grid.cells[at];
        DraftCell {
            text: cell_text(line::lines(pieces), grid.sides(at).1),
            row: region.row as u32,
            column: region.column as u32,
            rows: region.rows as u32,
            columns: region.columns as u32,
            header: false,
        }
    };
    inside.into_iter().enumerate().map(text).collect()
}

/// The lines of a cell as one. A line that had room for more before the right side has ended by itself: numbers that
/// stand one under the other are two.
fn cell_text(lines: Vec<Line>, right: f32) -> String {
    let mut out = String::new();
    let mut before: Option<(f32, f32)> = None;
    for line in lines {
        let (last, next) = (out.chars().next_back(), line.text.chars().next());
        let both = |is: fn(char) -> bool| last.is_some_and(is) && next.is_some_and(is);
        let had_room = before.is_some_and(|(end, size)| right - end > 1.6 * size);
        if both(|c| c.is_ascii_alphabetic()) || (had_room && both(|c| c.is_ascii_alphanumeric() || c == '%')) {
            out.push(' ');
        }
        out.push_str(&line.text.replace('\t', " "));
        before = Some((line.right, line.size));
    }
    line::tidy(&out)
}

/// Columns need so many lines that stand side by side.
const SIDE_BY_SIDE: usize = 6;

/// The lines and tables of a page; those set in columns in parts of their own, the left ones first.
fn in_columns(pieces: Vec<Piece>, tables: Vec<Line>) -> Vec<Page> {
    let rows = line::rows(pieces);
    let Some(gutter) = gutter(&rows) else {
        let mut lines: Vec<Line> = rows.into_iter().filter_map(line::line).collect();
        put_in(&mut lines, tables);
        return vec![Page { lines, ..Page::default() }];
    };
    // What crosses the gutter parts the page into stretches.
    let mut stretches: Vec<(bool, Vec<Vec<Piece>>)> = Vec::new();
    for row in rows {
        let crosses = row.iter().any(|piece| piece.x < gutter - 1.0 && piece.right > gutter + 1.0);
        let gap = row.windows(2).any(|pair| {
            pair[0].right <= gutter && pair[1].x >= gutter && pair[1].x - pair[0].right < 0.9 * pair[0].size
        });
        let whole = crosses || gap;
        match stretches.last_mut() {
            Some((kind, rows)) if *kind == whole => rows.push(row),
            _ => stretches.push((whole, vec![row])),
        }
    }
    // Lines that only happen to end before the gutter are none of columns.
    for (whole, rows) in &mut stretches {
        let both = |row: &&Vec<Piece>| row.iter().any(|p| p.x < gutter) && row.iter().any(|p| p.x > gutter);
        *whole |= rows.iter().filter(both).count() < 2;
    }
    let mut parts: Vec<Page> = Vec::new();
    let mut was_whole = false;
    for (whole, rows) in stretches {
        if whole {
            let lines = rows.into_iter().filter_map(line::line);
            match parts.last_mut().filter(|_| was_whole) {
                Some(part) => part.lines.extend(lines),
                None => parts.push(Page { lines: lines.collect(), ..Page::default() }),
            }
        } else {
            let (left, right): (Vec<Piece>, Vec<Piece>) = rows.into_iter().flatten().partition(|p| p.x < gutter);
            // Of three columns two stand on one side.
            parts.extend([left, right].into_iter().flat_map(|side| in_columns(side, Vec::new())));
        }
        was_whole = whole;
    }
    for table in tables {
        let reach = |part: &Page| {
            let ys = part.lines.iter().map(|line| line.y);
            let xs = (
                part.lines.iter().map(|l| l.x).fold(f32::MAX, f32::min),
                part.lines.iter().map(|l| l.right).fold(f32::MIN, f32::max),
            );
            let aside = (table.x + table.right) / 2.0 < xs.0 || (table.x + table.right) / 2.0 > xs.1;
            ys.map(|y| (y - table.y).abs()).fold(f32::MAX, f32::min) + if aside { 1000.0 } else { 0.0 }
        };
        let nearest = (0..parts.len()).min_by(|a, b| reach(&parts[*a]).total_cmp(&reach(&parts[*b])));
        match nearest {
            Some(at) => put_in(&mut parts[at].lines, vec![table]),
            None => parts.push(Page { lines: vec![table], ..Page::default() }),
        }
    }
    parts
}

/// Puts tables among lines by their height on the page.
fn put_in(lines: &mut Vec<Line>, tables: Vec<Line>) {
    for table in tables {
        let at = lines.iter().position(|line| line.y < table.y).unwrap_or(lines.len());
        lines.insert(at, table);
    }
}

/// Where between left and right two columns of prose part; `None` where the page is not set in columns.
fn gutter(rows: &[Vec<Piece>]) -> Option<f32> {
    let all = || rows.iter().flatten();
    let left = all().map(|p| p.x).reduce(f32::min)?;
    let right = all().map(|p| p.right).reduce(f32::max)?;
    let middle = (left + 0.3 * (right - left), left + 0.7 * (right - left));
    let mut gaps: Vec<(f32, f32, &Vec<Piece>)> = Vec::new();
    for row in rows {
        let wide = row.windows(2).map(|pair| (pair[0].right, pair[1].x, pair[0].size));
        let wide = wide.filter(|(from, to, size)| to - from > 0.9 * size && *from < middle.1 && *to > middle.0);
        if let Some((from, to, _)) = wide.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))) {
            gaps.push((from, to, row));
        }
    }
    // The place that most of the gaps have in common.
    let covering = |x: f32| gaps.iter().filter(move |(from, to, _)| *from <= x && x <= *to);
    let steps = (0..=100).map(|step| middle.0 + (middle.1 - middle.0) * step as f32 / 100.0);
    let most = steps.clone().map(|x| covering(x).count()).max()?;
    let best: Vec<f32> = steps.filter(|x| covering(*x).count() == most).collect();
    let at = *best.get(best.len() / 2)?;
    // Prose fills its lines up to the gutter on both sides; a list of names and numbers does not.
    let letters = |row: &[Piece], side: fn(f32, f32) -> bool| {
        row.iter().filter(|p| side(p.x, at)).flat_map(|p| p.text.chars()).filter(|c| is_wide(*c)).count()
    };
    let is_prose = |(from, to, row): &&(f32, f32, &Vec<Piece>)| {
        let size = row.first().map_or(10.0, |p| p.size);
        at - from < 3.0 * size
            && to - at < 3.0 * size
            && letters(row, |x, at| x < at) >= 8
            && letters(row, |x, at| x > at) >= 8
    };
    let prose = covering(at).filter(is_prose).count();
    (prose >= SIDE_BY_SIDE && prose * 2 >= most).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f32, y: f32, show: u32) -> Glyph {
        let wide = text.chars().next().is_some_and(is_wide);
        let end_x = x + if wide { 10.0 } else { 5.0 };
        Glyph {
            text: Some(text.to_owned()),
            x,
            y,
            end_x,
            end_y: y,
            size: 10.0,
            is_hidden: false,
            is_artifact: false,
            show,
        }
    }

    fn show(text: &str, x: f32, y: f32, number: u32) -> Vec<Glyph> {
        let mut x = x;
        let mut out = Vec::new();
        for c in text.chars() {
            let glyph = glyph(&c.to_string(), x, y, number);
            x = glyph.end_x;
            out.push(glyph);
        }
        out
    }

    fn texts(parts: &[Page]) -> Vec<String> {
        parts.iter().flat_map(|part| &part.lines).map(|line| line.text.clone()).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut glyphs = show("云溪市年度报告全文横贯两栏的标题在此处为止一二三", 50.0, 800.0, 0);
        for row in 0..8_u32 {
            let y = 780.0 - 15.0 * row as f32;
            glyphs.extend(show("左栏的文字到此为止了吗", 50.0, y, 2 * row + 1));
            glyphs.extend(show("右栏的文字到此为止了吗", 190.0, y - 2.0, 2 * row + 2));
        }
        let laid = lay(Drawn { glyphs, ..Drawn::default() }, 400.0, 842.0);
        let found = texts(&laid.parts);
        assert_eq!(laid.parts.len(), 3);
        assert!(
            found[1..9].iter().all(|line| line.starts_with('左'))
                && found[9..].iter().all(|line| line.starts_with('右'))
        );
    }

    #[test]
    fn three_columns_are_read_one_after_the_other() {
        let mut glyphs = Vec::new();
        for row in 0..8_u32 {
            for (column, text) in
                (0..).zip(["左栏的文字到此为止了吗", "中栏的文字到此为止了吗", "右栏的文字到此为止了吗"])
            {
                glyphs.extend(show(text, 50.0 + 140.0 * column as f32, 780.0 - 15.0 * row as f32, 3 * row + column));
            }
        }
        let found = texts(&lay(Drawn { glyphs, ..Drawn::default() }, 595.0, 842.0).parts);
        let begins = |at: usize, sign: char| found[at..at + 8].iter().all(|line| line.starts_with(sign));
        assert!(found.len() == 24 && begins(0, '左') && begins(8, '中') && begins(16, '右'), "{found:?}");
    }

    #[test]
    fn a_list_of_names_and_numbers_is_no_column() {
        let mut glyphs = Vec::new();
        for row in 0..8_u32 {
            let y = 780.0 - 15.0 * row as f32;
            glyphs.extend(show("城镇登记失业人员就业人数", 50.0, y, 2 * row));
            glyphs.extend(show("1234", 260.0, y, 2 * row + 1));
        }
        assert_eq!(lay(Drawn { glyphs, ..Drawn::default() }, 400.0, 842.0).parts.len(), 1);
    }

    #[test]
    fn a_sideways_page_is_turned_back() {
        let sideways = |g: Glyph| Glyph { x: 400.0 - g.y, y: g.x, end_x: 400.0 - g.y, end_y: g.end_x, ..g };
        let glyphs = show("全年办结件数", 50.0, 300.0, 0).into_iter().map(sideways).collect();
        let laid = lay(Drawn { glyphs, ..Drawn::default() }, 400.0, 842.0);
        assert_eq!(texts(&laid.parts), ["全年办结件数"]);
    }

    #[test]
    fn lines_off_the_page_rule_nothing() {
        let rule = |x0, y0, x1, y1| Rule { x0, y0, x1, y1 };
        assert_eq!(on_page(rule(10.0, -40.0, 90.0, -40.0), 400.0, 842.0), None);
        assert_eq!(on_page(rule(10.0, -40.0, 10.0, 90.0), 400.0, 842.0), Some(rule(10.0, 0.0, 10.0, 90.0)));
    }

    #[test]
    fn a_number_wider_than_its_cell_stays_whole() {
        let rule = |x0, y0, x1, y1| Rule { x0, y0, x1, y1 };
        let rules = vec![
            rule(0.0, 100.0, 100.0, 100.0),
            rule(0.0, 80.0, 100.0, 80.0),
            rule(0.0, 60.0, 100.0, 60.0),
            rule(0.0, 60.0, 0.0, 100.0),
            rule(48.0, 60.0, 48.0, 100.0),
            rule(100.0, 60.0, 100.0, 100.0),
        ];
        let glyphs = [show("56,505,103", 5.0, 85.0, 1), show("8", 60.0, 85.0, 2), show("甲", 5.0, 65.0, 3)].concat();
        let laid = lay(Drawn { glyphs, rules, ..Drawn::default() }, 400.0, 842.0);
        let table = laid.parts[0].lines[0].table.as_ref().unwrap();
        let found: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(found, ["56,505,103", "8", "甲", ""]);
    }
}
