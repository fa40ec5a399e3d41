//! Pieces of text at places, and the lines that they make (行).
//!
//! Lengths are in points; only their proportions to the size of the letters matter.

use serde::{Deserialize, Serialize};

use crate::source::counting;
use crate::source::draft::DraftCell;
use crate::text::is_han;

/// A piece of text on a page; y grows upwards.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) right: f32,
    /// The base line.
    pub(super) y: f32,
    /// Height of the letters.
    pub(super) size: f32,
    /// Marked as no part of the text.
    pub(super) is_artifact: bool,
}

/// A ruled table, with the places of its upright lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Ruled {
    pub(super) cells: Vec<DraftCell>,
    pub(super) xs: Vec<f32>,
}

/// A line on a page, or a table in the place of lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its text; tabs stand between columns.
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Stands where page numbers and running heads do.
    pub(super) edge: bool,
    /// The file marks it as no part of the text.
    pub(super) is_artifact: bool,
    /// The table.
    pub(super) table: Option<Ruled>,
}

/// A page of a file, or a part of one: a column.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// From top to bottom.
    pub(super) lines: Vec<Line>,
    /// Not the first part of its page.
    pub(super) is_part: bool,
    /// It has margins of its own.
    pub(super) own_margins: bool,
}

/// What the pages come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Item {
    /// A paragraph.
    Text(String),
    /// A page number or a running head.
    Furniture(String),
    /// A table.
    Table(Vec<DraftCell>),
}

/// Puts pieces together to lines, from top to bottom.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    rows(pieces).into_iter().filter_map(line).collect()
}

/// The pieces of each line from left to right, from top to bottom.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    pieces.retain(|piece| !piece.text.trim().is_empty() && piece.x.is_finite() && piece.y.is_finite());
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    // The largest letters of the last row.
    let mut largest: f32 = 0.0;
    for piece in pieces {
        let size = largest.max(piece.size);
        let row = rows.last_mut().filter(|row| row.first().is_some_and(|first| first.y - piece.y <= 0.4 * size));
        match row {
            Some(row) => {
                largest = size;
                row.push(piece);
            }
            None => {
                largest = piece.size;
                rows.push(vec![piece]);
            }
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.x.total_cmp(&b.x)));
    rows
}

/// A line of its pieces; `None` where there are none.
pub(super) fn line(row: Vec<Piece>) -> Option<Line> {
    let size = row.iter().map(|p| p.size).fold(0.0, f32::max);
    // The base line is that of most of the large letters.
    let mut bases: Vec<f32> = row.iter().filter(|p| p.size > 0.8 * size).map(|p| p.y).collect();
    bases.sort_by(f32::total_cmp);
    let y = *bases.get(bases.len() / 2)?;
    let first = row.first()?;
    let slack = Slack::of(&row);
    let is_artifact = row.iter().all(|piece| piece.is_artifact);
    let mut out = Line { x: first.x, right: first.x, y, size, is_artifact, ..Line::default() };
    let mut last: Option<Piece> = None;
    for piece in row {
        if let Some(last) = &last {
            // Some writers make letters bold by printing them twice, a hair apart.
            if last.text == piece.text && piece.x - last.x < 0.3 * (last.right - last.x) {
                continue;
            }
            out.text.push_str(between(last, &piece, &slack));
        }
        let raised = piece.size < 0.8 * size && piece.y - y > 0.12 * size;
        match counting::raised(&piece.text).filter(|_| raised) {
            Some(digits) => out.text.push_str(&digits),
            None => out.text.push_str(piece.text.trim()),
        }
        out.right = out.right.max(piece.right);
        last = Some(piece);
    }
    out.text = tidy(&out.text);
    Some(out)
}

/// How far the letters of a line are set apart to fill it: the middle ones of the gaps between Han characters, and between
/// digits.
struct Slack {
    letters: f32,
    digits: f32,
}

impl Slack {
    fn of(row: &[Piece]) -> Slack {
        let middle = |of: fn(char) -> bool, enough: usize| {
            let all = |piece: &Piece| !piece.text.is_empty() && piece.text.chars().all(of);
            let pairs = row.windows(2).filter(|pair| pair.iter().all(all));
            let mut gaps: Vec<f32> = pairs.map(|pair| pair[1].x - pair[0].right).collect();
            gaps.sort_by(f32::total_cmp);
            // Of few gaps the smaller one in the middle: one between two numbers is none of the letters'.
            gaps.get(gaps.len().saturating_sub(1) / 2).copied().filter(|_| gaps.len() >= enough).unwrap_or(0.0).max(0.0)
        };
        Slack { letters: middle(is_wide, 4), digits: middle(|c| c.is_ascii_digit(), 1) }
    }
}

/// What the room between two pieces of a line means.
fn between(before: &Piece, after: &Piece, slack: &Slack) -> &'static str {
    let size = before.size.max(after.size);
    let gap = after.x - before.right - slack.letters;
    let (last, next) = (before.text.trim_end().chars().next_back(), after.text.trim_start().chars().next());
    let both = |is: fn(&char) -> bool| [last, next].iter().all(|c| c.as_ref().is_some_and(is));
    match () {
        () if gap > 2.0 * size => "\t",
        () if gap > 0.8 * size => " ",
        // Digits that belong to one number may be set apart, all of them alike.
        () if both(char::is_ascii_digit) => match () {
            () if after.x - before.right - slack.digits > 0.2 * size => " ",
            () => "",
        },
        // Between Han characters and digits the writer leaves a quarter of a letter, which is no space.
        () if both(char::is_ascii_graphic) && gap > 0.18 * size => " ",
        () => "",
    }
}

/// Text without single spaces beside Han characters and full-width marks: layout, not text. Runs of spaces stay as one.
pub(super) fn tidy(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| **c == ' ').count();
        if run == 0 {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        at += run;
        let beside = |c: Option<char>| c.is_none_or(|c| c == '\t' || is_wide(c));
        let layout = beside(out.chars().next_back()) || beside(chars.get(at).copied());
        if run > 1 || !layout {
            out.push(' ');
        }
    }
    out
}

/// Whether a character takes a full square.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{2e80}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x: f32, y: f32, size: f32) -> Piece {
        let width: f32 = text.chars().map(|c| if is_wide(c) { size } else { size / 2.0 }).sum();
        Piece { text: text.to_owned(), x, right: x + width, y, size, is_artifact: false }
    }

    #[test]
    fn pieces_make_lines_from_top_to_bottom() {
        let found = lines(vec![
            piece("合计", 0.0, 80.0, 10.0),
            piece("年", 22.5, 100.0, 10.0),
            piece("2024", 0.0, 100.2, 10.0),
            piece("AI", 40.0, 100.0, 10.0),
            piece("lab", 53.0, 100.0, 10.0),
            piece("3050", 60.0, 80.0, 10.0),
            piece("1", 80.0, 84.0, 6.0),
            piece(" ", 90.0, 80.0, 10.0),
            piece("合", 0.4, 60.0, 10.0),
            piece("合", 0.0, 60.0, 10.0),
        ]);
        let texts: Vec<_> = found.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["2024年AI lab", "合计\t3050¹", "合"]);
        assert_eq!((found[1].x, found[1].right), (0.0, 83.0));
    }

    #[test]
    fn numbers_side_by_side_stay_two() {
        let text = |pieces: Vec<Piece>| lines(pieces).remove(0).text;
        let digits = |text: &str, x: f32, step: f32| -> Vec<Piece> {
            text.chars().enumerate().map(|(at, c)| piece(&c.to_string(), x + step * at as f32, 0.0, 10.0)).collect()
        };
        // A date and a time, a blank apart; two columns that nothing rules; one number set apart.
        assert_eq!(text([digits("04", 0.0, 5.0), digits("11", 13.0, 5.0)].concat()), "04 11");
        assert_eq!(text([digits("1023", 0.0, 5.0), digits("10100", 24.0, 5.0)].concat()), "1023 10100");
        assert_eq!(text(digits("2017", 0.0, 8.0)), "2017");
    }

    #[test]
    fn spaces_of_the_layout_go() {
        assert_eq!(tidy(" 第 711 号 AI lab 张  三 \t5 "), "第711号AI lab张 三\t5");
    }
}
