//! Lines of a width in columns, as a terminal counts them: a Han character takes two.
//!
//! Chinese has no spaces, so a line may end behind any character; but not inside a number or a Latin word, not before a
//! mark that closes, and not behind one that opens (GB/T 15834 4.17, 标点符号 at the ends of lines).

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::visible;

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, without line ends.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Piece {
    /// Text in a style, what steers a terminal made visible.
    pub fn new(text: impl AsRef<str>, style: Style) -> Self {
        Piece { text: visible(text.as_ref()).into_owned(), style }
    }
}

/// Pieces as the terminal is told them.
pub fn spelled(pieces: &[Piece]) -> String {
    let plain = Style::new();
    let spell = |piece: &Piece| match piece.style == plain {
        true => piece.text.clone(),
        false => format!("{}{}{:#}", piece.style, piece.text, piece.style),
    };
    pieces.iter().filter(|piece| !piece.text.is_empty()).map(spell).collect()
}

/// How many columns pieces take.
pub fn columns(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.width()).sum()
}

/// Cuts pieces into lines of at most `width` columns; at least one line, and at least one character in each.
pub fn wrap(pieces: &[Piece], width: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    for chunk in chunks(pieces) {
        let own: usize = chunk.iter().map(|(text, _)| text.width()).sum();
        if used > 0 && used + own > width {
            let last = lines.last_mut().and_then(|line| line.last_mut());
            last.into_iter().for_each(|last| last.text.truncate(last.text.trim_end_matches(' ').len()));
            lines.push(Vec::new());
            used = 0;
            // A blank parts two words, and two lines are parted.
            if chunk.iter().all(|(text, _)| *text == " ") {
                continue;
            }
        }
        for (text, style) in chunk {
            let own = text.width();
            // What is longer than a line is cut wherever the line ends.
            if used > 0 && used + own > width {
                lines.push(Vec::new());
                used = 0;
            }
            used += own;
            let Some(line) = lines.last_mut() else { continue };
            match line.last_mut().filter(|last| last.style == style) {
                Some(last) => last.text.push_str(text),
                None => line.push(Piece::new(text, style)),
            }
        }
    }
    lines
}

/// Characters that no line end may part, as readers see them, with their styles.
type Chunk<'a> = Vec<(&'a str, Style)>;

fn chunks(pieces: &[Piece]) -> Vec<Chunk<'_>> {
    let all: Vec<(&str, Style)> =
        pieces.iter().flat_map(|piece| piece.text.graphemes(true).map(|text| (text, piece.style))).collect();
    let letter = |at: usize| all.get(at).and_then(|(text, _)| text.chars().next()).unwrap_or(' ');
    let mut out: Vec<Chunk<'_>> = Vec::new();
    let mut in_difference = false;
    for (at, grapheme) in all.iter().enumerate() {
        let next = [letter(at), letter(at + 1)];
        in_difference = (in_difference || at > 0 && opens_difference([letter(at - 1), next[0]]))
            && (at == 0 || letter(at - 1) != ')');
        let held = at > 0 && (holds(letter(at - 1), next[0]) || closes_edit(next));
        let opened = at > 1 && opens_edit([letter(at - 2), letter(at - 1)]);
        let whole = in_difference && next[0] != ' ' && letter(at - 1) != ' ';
        match out.last_mut().filter(|_| held || opened || whole) {
            Some(chunk) => chunk.push(*grapheme),
            None => out.push(vec![*grapheme]),
        }
    }
    out
}

/// [-旧-] {+新+}: what opens them stays with the first letter, and what closes them with the last one.
const fn opens_edit(mark: [char; 2]) -> bool {
    matches!(mark, ['[', '-'] | ['{', '+'])
}

const fn closes_edit(mark: [char; 2]) -> bool {
    matches!(mark, ['-', ']'] | ['+', '}'])
}

/// (−0.4个百分点): by how much a number changed is told on one line.
const fn opens_difference(mark: [char; 2]) -> bool {
    matches!(mark, ['(', '+' | '−'])
}

/// Whether a line may not end between the two.
fn holds(before: char, after: char) -> bool {
    let word = |c: char| c.is_alphanumeric() && !crate::text::is_han(c);
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let inside = |c: char| matches!(c, '.' | ',' | '．' | '，' | '/' | '-' | '\'' | '+' | '−');
    let closes = "。，、；：！？）》〉”’】』」〕…—%％‰℃]}),.;:!?";
    let opens = "（《〈“‘【『「〔[{(";
    word(before) && word(after)
        || word(before) && inside(after) && after.is_ascii()
        || inside(before) && number(after) && (before.is_ascii() || before == '−')
        || closes.contains(after)
        || opens.contains(before)
        || opens_edit([before, after])
        || closes_edit([before, after])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let pieces = [Piece::new(text, Style::new())];
        wrap(&pieces, width).iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_han_character_takes_two_columns() {
        assert_eq!(lines("年轮记下每一年", 6), ["年轮记", "下每一", "年"]);
        assert_eq!(lines("年轮记下每一年", 7), ["年轮记", "下每一", "年"]);
        assert_eq!(lines("", 6), [""]);
    }

    #[test]
    fn numbers_stay_whole_and_marks_stay_with_what_they_close() {
        assert_eq!(lines("共栽树1,234.5棵", 8), ["共栽树", "1,234.5", "棵"]);
        assert_eq!(lines("增长12.5%，高于", 8), ["增长", "12.5%，", "高于"]);
        assert_eq!(lines("他们种树，浇水。", 8), ["他们种", "树，浇", "水。"]);
        assert_eq!(lines("修路（三条）", 6), ["修路", "（三", "条）"]);
        assert_eq!(lines("用 PM2.5 监测", 8), ["用 PM2.5", "监测"]);
    }

    #[test]
    fn marks_of_an_edit_stay_with_what_they_hold() {
        assert_eq!(lines("清淤[-三条河道-]{+两座塘坝+}。", 12), ["清淤[-三条河", "道-]{+两座塘", "坝+}。"]);
        assert_eq!(lines("两条河道[-道口-]", 10), ["两条河道", "[-道口-]"]);
        assert_eq!(lines("回落{+三成+}(−0.4)", 12), ["回落{+三成+}", "(−0.4)"]);
        assert_eq!(lines("三成 → 两成 (−0.4个百分点)。", 16), ["三成 → 两成", "(−0.4个百分点)。"]);
    }

    #[test]
    fn what_is_longer_than_a_line_is_cut() {
        assert_eq!(lines("1234567890", 4), ["1234", "5678", "90"]);
        assert_eq!(lines("树", 1), ["树"]);
    }

    #[test]
    fn styles_stay_with_their_text() {
        let bold = Style::new().bold();
        let pieces = [Piece::new("种树", Style::new()), Piece::new("修路", bold)];
        let cut = wrap(&pieces, 6);
        assert_eq!(cut, [vec![Piece::new("种树", Style::new()), Piece::new("修", bold)], vec![Piece::new("路", bold)]]);
        assert_eq!(columns(&pieces), 8);
        assert_eq!(spelled(&cut[1]), format!("{bold}路{bold:#}"));
    }
}
