//! The text as a reader takes it (净读文本): what takes no room, breaks inside words and numbers, blanks between the
//! digits of one number and marks of layout are left out, with every character's place in the original.
//!
//! ```text
//! original   全年审           read   全年审查文件1250件
//!            查文件1 2 5 0件
//! ```
//!
//! A report is read in this text; what was found is told in places of the original.

use crate::diagnostic::Diagnostic;
use crate::quantity::power;
use crate::source::{Cell, Format, HeadingMark, Source, Table};
use crate::text::signs::is_middle_dot;
use crate::text::{Span, Text, is_han, is_invisible};

use super::{markdown, paragraphs};

/// Where each character of the read text stands in the original.
#[derive(Debug, Clone)]
pub struct Places {
    kept: Vec<u32>,
    end: u32,
}

impl Places {
    /// The stretch of the original that a stretch of the read text covers, with what was left out inside it.
    pub fn original(&self, span: Span) -> Span {
        let start = self.original_at(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = self.kept.get(span.end as usize - 1).map_or(self.end, |last| last + 1);
        Span::new(start, last)
    }

    /// One place of the read text in the original.
    pub fn original_at(&self, offset: u32) -> u32 {
        self.kept.get(offset as usize).copied().unwrap_or(self.end)
    }

    /// The same the other way; what was left out at the ends of a stretch is gone.
    pub fn read(&self, span: Span) -> Span {
        let at = |offset: u32| self.kept.partition_point(|&kept| kept < offset) as u32;
        Span::new(at(span.start), at(span.end))
    }

    /// Whether a character of the original stands in the read text.
    pub fn keeps(&self, offset: u32) -> bool {
        self.kept.binary_search(&offset).is_ok()
    }

    /// Tells diagnostics in places of the original.
    pub fn tell(&self, notes: &mut [Diagnostic]) {
        notes.iter_mut().for_each(|note| note.span = self.original(note.span));
    }
}

/// The source as it is read, and the breaks of the original that end no paragraph; `None` where nothing is left out.
pub(super) fn clean(source: &Source) -> Option<(Source, Places, Vec<u32>)> {
    let text = &source.text;
    let mut left_out = vec![false; text.len() as usize];
    for (at, c) in text.original().chars().enumerate() {
        left_out[at] = is_invisible(c) || c.is_control() && !c.is_whitespace();
    }
    escapes(text.all_folded()).into_iter().for_each(|span| left_out[span.range()].fill(true));
    for line in text.lines().filter(|line| !source.tables.iter().any(|table| table.span.overlap(*line) > 0)) {
        let line_out = &left_out[line.range()];
        let blanks = digit_blanks(text.folded(line), line_out);
        for at in blanks.into_iter().chain(point_blanks(text.folded(line))) {
            left_out[line.start as usize + at] = true;
        }
    }
    // What is layout in Markdown may be text elsewhere.
    if source.format == Format::Text {
        for line in text.lines() {
            for sign in markdown::signs(text.folded(line)) {
                left_out[line.start as usize + sign.start..line.start as usize + sign.end].fill(true);
            }
        }
    }
    let breaks = paragraphs::breaks(text, &source.tables);
    let mut blanks = Vec::new();
    for span in &breaks {
        left_out[span.range()].fill(true);
        // Two Latin words stay two.
        let latin = |at: u32| text.at(at).is_ascii_alphabetic();
        if span.start > 0 && latin(span.start - 1) && latin(span.end) {
            left_out[span.start as usize] = false;
            blanks.push(span.start);
        }
    }
    if !left_out.contains(&true) && blanks.is_empty() {
        return None;
    }
    let kept: Vec<u32> = (0..text.len()).filter(|at| !left_out[*at as usize]).collect();
    let original: Vec<char> = text.original().chars().collect();
    let read = kept.iter().map(|at| if blanks.binary_search(at).is_ok() { ' ' } else { original[*at as usize] });
    let places = Places { end: text.len(), kept: kept.clone() };
    let read = Source {
        text: Text::new(read.collect()),
        furniture: source.furniture.iter().map(|span| places.read(*span)).collect(),
        headings: source.headings.iter().map(|mark| HeadingMark { span: places.read(mark.span), ..*mark }).collect(),
        tables: source.tables.iter().map(|table| moved(table, |span| places.read(span))).collect(),
        ..*source
    };
    Some((read, places, breaks.iter().flat_map(|span| span.start..span.end).collect()))
}

/// Sequences that steer a terminal: from the escape to the letter that ends it, or to the bell.
fn escapes(chars: &[char]) -> Vec<Span> {
    const LONGEST: usize = 80;
    let starts = (0..chars.len()).filter(|at| chars[*at] == '\u{1b}');
    let end = |at: usize| {
        let rest = &chars[at + 1..chars.len().min(at + LONGEST)];
        let len = match rest.first()? {
            '[' => rest.iter().skip(1).position(|c| ('@'..='~').contains(c)).map(|len| len + 2),
            ']' => rest.iter().position(|c| *c == '\u{7}').map(|len| len + 1),
            _ => Some(1),
        };
        Some(Span::new(at as u32, (at + 1 + len?) as u32))
    };
    starts.filter_map(end).collect()
}

/// The blanks around the point of one number before a scale or a percent sign: 支出 3 . 25 亿元. At the start of a line a number
/// with a point is the mark of an item.
fn point_blanks(line: &[char]) -> Vec<usize> {
    let is_digit = |at: Option<usize>| at.and_then(|at| line.get(at)).is_some_and(char::is_ascii_digit);
    let blank = |at: usize| usize::from(line.get(at) == Some(&' '));
    let mut out = Vec::new();
    for at in (1..line.len()).filter(|&at| line[at] == '.' || is_middle_dot(line[at])) {
        let (left, right) = (blank(at - 1), blank(at + 1));
        let (before, behind) = (at.checked_sub(1 + left), at + 1 + right);
        if left + right == 0 || !is_digit(before) || !is_digit(Some(behind)) {
            continue;
        }
        let start = line[..at - left].iter().rposition(|c| !c.is_ascii_digit());
        let word = start.and_then(|start| line[..=start].iter().rev().find(|c| **c != ' '));
        let end = behind + line[behind..].iter().take_while(|c| c.is_ascii_digit()).count();
        let scaled = line.get(end + blank(end)).is_some_and(|&c| power(c).is_some() || matches!(c, '%' | '‰'));
        if scaled && word.is_some_and(|&c| is_han(c) || matches!(c, ',' | '、' | ':' | '(')) {
            out.extend((at - left..at).chain(at + 1..behind));
        }
    }
    out
}

/// So many blanks at most part two digits of one number: two part columns.
const WIDEST: usize = 1;

/// What parts the digits of a number.
fn is_point(c: char) -> bool {
    matches!(c, '.' | ',') || is_middle_dot(c)
}

/// A table with all its places moved.
pub(super) fn moved(table: &Table, to: impl Fn(Span) -> Span) -> Table {
    Table {
        span: to(table.span),
        caption: table.caption.map(&to),
        cells: table.cells.iter().map(|cell| Cell { span: to(cell.span), ..*cell }).collect(),
    }
}

/// The blanks of a line that part the digits of one number: every two digits of it, and its point, stand apart by one
/// blank, and something else follows in the line. Cells of a row of single digits end with the line.
///
/// ```text
/// 总值 7 4 7 . 2 亿元     一个数          合计 1 0 0 2     一行单元格
/// ```
fn digit_blanks(line: &[char], left_out: &[bool]) -> Vec<usize> {
    let seen: Vec<usize> = (0..line.len()).filter(|at| !left_out[*at]).collect();
    let c = |at: usize| seen.get(at).map_or('\0', |at| line[*at]);
    let mut out = Vec::new();
    let mut at = 0;
    while at < seen.len() {
        let alone =
            at == 0 || !(c(at - 1).is_ascii_digit() || at > 1 && c(at - 1) == ' ' && c(at - 2).is_ascii_digit());
        if !c(at).is_ascii_digit() || !alone {
            at += 1;
            continue;
        }
        let (mut end, mut blanks, mut apart) = (at + 1, Vec::<usize>::new(), true);
        loop {
            // A digit, or a point between digits; each may stand behind a blank.
            let gap = (0..WIDEST).take_while(|at| c(end + at) == ' ').count();
            let next = c(end + gap);
            let point = is_point(next);
            let behind = end + gap + 1 + usize::from(point && c(end + gap + 1) == ' ');
            if next.is_ascii_digit() {
                apart &= gap > 0 || is_point(c(end - 1));
            } else if !(point && c(behind).is_ascii_digit()) {
                break;
            }
            blanks.extend(&seen[end..end + gap]);
            end += gap + 1;
        }
        let digits = end - at;
        let follows = (end..seen.len()).map(c).find(|c| *c != ' ');
        let whole = follows.is_some_and(|c| is_han(c) || matches!(c, '%' | '‰' | '℃' | '。' | ',' | ';' | '、' | ')'));
        let leading = c(at) == '0' && !matches!((c(at + 1), c(at + 2)), ('.', _) | (' ', '.'));
        if apart && digits > 1 && whole && !leading {
            out.extend(blanks);
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let blanks = digit_blanks(&chars, &vec![false; chars.len()]);
        chars.iter().enumerate().filter(|(at, _)| !blanks.contains(at)).map(|(_, c)| c).collect()
    }

    #[test]
    fn digits_set_apart_are_one_number() {
        assert_eq!(read("总值 7 4 7 . 2 亿元"), "总值 747.2 亿元");
        assert_eq!(read("达到1 2.5%，共1 2 3 人"), "达到12.5%，共123 人");
        assert_eq!(read("2 0 2 4年"), "2024年");
        assert_eq!(read("投资 6 3 ・ 5 亿元"), "投资 63・5 亿元");
        assert_eq!(read("宁江市 12 30 个"), "宁江市 12 30 个");
        assert_eq!(read("合计 1 0 0 2"), "合计 1 0 0 2");
        assert_eq!(read("新收 0 0 3 件"), "新收 0 0 3 件");
        assert_eq!(read("图书 1 , 2 0 6 册"), "图书 1,206 册");
        assert_eq!(read("2023 2024 两年"), "2023 2024 两年");
    }

    #[test]
    fn a_point_set_apart_is_one_of_a_number_before_a_scale() {
        let read = |text: &str| -> String {
            let chars: Vec<char> = text.chars().map(crate::text::fold).collect();
            let blanks = point_blanks(&chars);
            chars.iter().enumerate().filter(|(at, _)| !blanks.contains(at)).map(|(_, c)| c).collect()
        };
        assert_eq!(read("支出 3 . 25 亿元，12 .5万人次，占8. 5%"), "支出 3.25 亿元,12.5万人次,占8.5%");
        assert_eq!(read("3. 25亿元的项目"), "3. 25亿元的项目");
        assert_eq!(read("见表3. 25个项目"), "见表3. 25个项目");
    }

    #[test]
    fn what_takes_no_room_is_left_out_and_what_parts_lines_is_not() {
        let left_out = |text: &str| {
            let source = Source {
                format: crate::source::Format::Text,
                encoding: "UTF-8",
                text: Text::new(text.to_owned()),
                furniture: Vec::new(),
                headings: Vec::new(),
                tables: Vec::new(),
            };
            clean(&source).map(|(read, _, _)| read.text.original().to_owned())
        };
        assert_eq!(left_out("招生4\u{200b}8\u{1b}[8m人").as_deref(), Some("招生48人"));
        assert_eq!(left_out("课程12\u{b}30门"), None);
    }

    #[test]
    fn places_lead_both_ways() {
        let places = Places { kept: vec![0, 1, 4, 5], end: 7 };
        assert_eq!(places.original(Span::new(1, 3)), Span::new(1, 5));
        assert_eq!(places.read(Span::new(1, 5)), Span::new(1, 3));
        assert_eq!(places.original(Span::new(4, 4)), Span::new(7, 7));
    }
}
