//! A report's text with offsets that lead back to the original.
//!
//! Everything after reading works with [`Span`]s: Unicode scalar values into the decoded original text, zero-based and
//! half-open. Matching reads a folded copy of the text that has exactly one scalar value for each of the original, so
//! that an offset means the same in both:
//!
//! ```text
//! original   Ａ４纸，　１２％
//! folded     A4纸, 12%          full width and odd spaces folded, one for one
//! offset     0123456789
//! ```

pub(crate) mod signs;
mod fold;
mod visible;

use serde::Serialize;

pub(crate) use fold::plain_radical;
pub(crate) use fold::years_in_digits;
pub use fold::{fold, is_han, is_invisible, is_zero_width};
pub use visible::{decoded_names, shown_path, steers, visible};

/// A stretch of a text: Unicode scalar values, zero-based, half-open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first scalar value.
    pub start: u32,
    /// One past the last scalar value.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end`; empty at `start` where `end` is smaller.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end: if end < start { start } else { end } }
    }

    /// Number of scalar values.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` is covered.
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` is covered.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many scalar values are in both.
    pub fn overlap(self, other: Span) -> u32 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The smallest stretch that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As indices of a slice.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where an offset stands for a person: line and column, both from 1, columns in scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in scalar values, from 1.
    pub column: u32,
}

/// A decoded text, owned once, with its folded copy for matching.
#[derive(Debug, Clone, Default)]
pub struct Text {
    original: String,
    /// Byte offset of each scalar value, and the length at the end.
    bytes: Vec<u32>,
    folded: Vec<char>,
    /// Offset of the first scalar value of each line.
    lines: Vec<u32>,
}

impl Text {
    /// Takes a decoded text over. Texts longer than 4 GiB are cut there (no report comes near).
    pub fn new(mut original: String) -> Self {
        if original.len() >= u32::MAX as usize {
            let mut end = u32::MAX as usize - 8;
            while !original.is_char_boundary(end) {
                end -= 1;
            }
            original.truncate(end);
        }
        let mut bytes = Vec::with_capacity(original.len() / 3 + 1);
        let mut folded = Vec::with_capacity(original.len() / 3 + 1);
        let mut lines = vec![0];
        for (at, c) in original.char_indices() {
            bytes.push(at as u32);
            // A carriage return that no line feed follows ends a line too (old Macintosh files).
            let alone = c == '\r' && original.as_bytes().get(at + 1) != Some(&b'\n');
            let c = if alone { '\n' } else { c };
            folded.push(fold(c));
            if c == '\n' {
                lines.push(folded.len() as u32);
            }
        }
        bytes.push(original.len() as u32);
        fold::years_in_digits(&mut folded);
        blank_escapes(&mut folded);
        blank_footnotes(&mut folded);
        Text { original, bytes, folded, lines }
    }

    /// Number of scalar values.
    pub fn len(&self) -> u32 {
        self.folded.len() as u32
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The whole original text.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The original text of a span; what lies beyond the end is left out.
    pub fn str(&self, span: Span) -> &str {
        let last = self.bytes.len() - 1;
        let at = |offset: u32| self.bytes[(offset as usize).min(last)] as usize;
        &self.original[at(span.start)..at(span.end)]
    }

    /// The folded text of a span, for matching only; what lies beyond the end is left out.
    pub fn folded(&self, span: Span) -> &[char] {
        let end = (span.end as usize).min(self.folded.len());
        &self.folded[(span.start as usize).min(end)..end]
    }

    /// The whole folded text.
    pub fn all_folded(&self) -> &[char] {
        &self.folded
    }

    /// The folded scalar value at an offset, `'\0'` beyond the end.
    pub fn at(&self, offset: u32) -> char {
        self.folded.get(offset as usize).copied().unwrap_or('\0')
    }

    /// A span that stands beside others, without white space between Han characters; a blank that parts two figures or Latin
    /// words stays, also where one of them stands in the next span, and the cells of a table's row stand apart.
    pub fn piece(&self, span: Span) -> String {
        let mut out = String::with_capacity(3 * span.len() as usize);
        for (offset, c) in (span.start..).zip(self.str(span).chars()) {
            match self.is_blank(offset) {
                true if offset == 0 || !self.is_blank(offset - 1) => out.push_str(self.parting(offset)),
                true => {}
                false => out.push(c),
            }
        }
        out
    }

    /// Whether white space is printed at an offset; a note's mark is a blank to matching only.
    fn is_blank(&self, offset: u32) -> bool {
        self.at(offset).is_whitespace() && self.str(Span::new(offset, offset + 1)).chars().all(char::is_whitespace)
    }

    /// What stands for the white space that begins at an offset.
    fn parting(&self, start: u32) -> &'static str {
        let end = (start..self.len()).find(|&offset| !self.is_blank(offset)).unwrap_or(self.len());
        if start == 0 || end == self.len() {
            return "";
        }
        let blanks = self.folded(Span::new(start, end));
        let latin = |offset: u32| self.at(offset).is_ascii_alphanumeric();
        match () {
            () if blanks.contains(&'\t') && !blanks.iter().any(|c| matches!(c, '\n' | '\r')) => CELLS,
            () if latin(start - 1) && latin(end) => " ",
            () => "",
        }
    }

    /// Line and column of an offset, both from 1.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        Position { line: line as u32, column: offset - self.lines[line - 1] + 1 }
    }

    /// The lines without their ends (`\n`, `\r\n` or `\r`), in order.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.lines.len()).map(|at| self.line(at))
    }

    /// The line that an offset stands in, without its end.
    pub fn line_at(&self, offset: u32) -> Span {
        self.line(self.lines.partition_point(|&start| start <= offset).max(1) - 1)
    }

    fn line(&self, at: usize) -> Span {
        let (start, mut end) = (self.lines[at], self.lines.get(at + 1).map_or(self.len(), |next| next - 1));
        if end > start && self.folded[end as usize - 1] == '\r' {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// The span without the white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let chars = self.folded(span);
        let lead = chars.iter().take_while(|c| c.is_whitespace()).count();
        let tail = chars[lead..].iter().rev().take_while(|c| c.is_whitespace()).count();
        Span::new(span.start + lead as u32, span.start + (chars.len() - tail) as u32)
    }

    /// Turns the given line ends into spaces for matching: a line break inside a paragraph is not one of meaning.
    pub fn unwrap_lines(&mut self, breaks: &[u32]) {
        for &at in breaks {
            if let Some(c) = self.folded.get_mut(at as usize).filter(|c| c.is_whitespace()) {
                *c = ' ';
            }
        }
    }
}

/// The mark of a footnote behind a word (常住人口[2], [注2], 〔2〕, ², *) is a blank to matching; behind a blank or a line end it is a
/// number. A raised digit behind 米 is a power.
fn blank_footnotes(folded: &mut [char]) {
    for at in 1..folded.len() {
        if !(is_han(folded[at - 1]) || matches!(folded[at - 1], '”' | '》' | ')' | '%')) {
            continue;
        }
        let close = match folded[at] {
            '[' => ']',
            '〔' => '〕',
            c if is_raised(c) && folded[at - 1] != signs::METRE => {
                let run = folded[at..].iter().take(3).take_while(|c| is_raised(**c)).count();
                folded[at..at + run].fill(' ');
                continue;
            }
            // 举办活动*412*场: stars around a number are emphasis.
            '*' if is_emphasised(&folded[at + 1..]) => continue,
            '*' | '※' | '†' | '‡' if folded.get(at + 1).is_none_or(|c| !matches!(c, '*' | '※')) => {
                folded[at] = ' ';
                continue;
            }
            _ => continue,
        };
        let from = at + 1 + usize::from(folded.get(at + 1) == Some(&signs::NOTE));
        let digits = folded[from..].iter().take(3).take_while(|c| c.is_ascii_digit()).count();
        if (1..=2).contains(&digits) && folded.get(from + digits) == Some(&close) {
            folded[at..=from + digits].fill(' ');
        }
    }
}

/// Whether a number and no more than its unit stands before the next star: 412*场, 68.5万*人次.
pub(crate) fn is_emphasised(rest: &[char]) -> bool {
    const LONGEST: usize = 12;
    let close = rest.iter().take(LONGEST).position(|c| *c == '*');
    let number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '%') || is_han(*c);
    rest.first().is_some_and(char::is_ascii_digit) && close.is_some_and(|at| rest[..at].iter().all(number))
}

/// Whether a character is a raised digit: ¹, ², ⁰.
const fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Spaces that a scraper wrote out as `<U+00A0>` are blanks to matching, one for each of their characters.
fn blank_escapes(folded: &mut [char]) {
    for at in 0..folded.len().saturating_sub(7) {
        if folded[at..].starts_with(&['<', 'U', '+']) && folded[at + 7] == '>' {
            let hex: String = folded[at + 3..at + 7].iter().collect();
            let meant = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
            if meant.is_some_and(|c| fold(c) == ' ') {
                folded[at..at + 8].fill(' ');
            }
        }
    }
}

/// What stands between the cells of a table's row where it is told as a line.
const CELLS: &str = " │ ";

/// Folded characters as a string without white space between Han characters.
pub fn squeeze(chars: &[char]) -> String {
    let mut out = String::with_capacity(chars.len() * 3);
    let latin = |c: char| c.is_ascii_alphanumeric();
    for word in chars.split(|c| c.is_whitespace()).filter(|word| !word.is_empty()) {
        if out.chars().next_back().is_some_and(latin) && latin(word[0]) {
            out.push(' ');
        }
        out.extend(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_read_alike_in_either_script() {
        for (text, read) in [
            ("一九七八年", "1978年"),
            ("二○一六年", "2016年"),
            ("二〇一六—二〇二〇年", "2016—2020年"),
            ("一九七九和一九八〇两年", "1979和1980两年"),
            ("三一九七八年", "三一九七八年"),
            ("五五五五年", "五五五五年"),
            ("二〇一七号", "二〇一七号"),
            ("十二五年", "十二五年"),
        ] {
            let text = Text::new(text.to_owned());
            assert_eq!(text.folded(text.span()).iter().collect::<String>(), read);
        }
    }

    #[test]
    fn folding_keeps_every_offset() {
        let text = Text::new("Ａ４纸，\u{3000}１２％\r\n⽉底𠀀".to_owned());
        assert_eq!(text.all_folded().iter().collect::<String>(), "A4纸, 12%\r\n月底𠀀");
        assert_eq!(text.len() as usize, text.original().chars().count());
        assert_eq!(text.str(Span::new(5, 8)), "１２％");
        assert_eq!(text.str(Span::new(12, 99)), "𠀀");
        assert_eq!(text.position(10), Position { line: 2, column: 1 });
    }

    #[test]
    fn a_blank_between_two_figures_stays_wherever_a_piece_ends() {
        let text = Text::new("云溪市\t12\t30 个".to_owned());
        assert_eq!(Text::new("A4 3\n\t页 面\t".to_owned()).piece(Span::new(0, 99)), "A4 3页面");
        let pieces = |ends: &[u32]| -> String {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(ends.iter().copied().chain([text.len()])).map(|(a, b)| text.piece(Span::new(a, b))).collect()
        };
        for ends in [&[][..], &[4, 6], &[6, 7], &[7], &[4, 6, 7, 9]] {
            assert_eq!(pieces(ends), "云溪市 │ 12 │ 30个", "{ends:?}");
        }
    }

    #[test]
    fn spaces_written_as_escapes_are_blanks() {
        let text = Text::new("<U+00A0>一、<U+4E00>".to_owned());
        assert_eq!(text.all_folded().iter().collect::<String>(), "        一、<U+4E00>");
    }

    #[test]
    fn lines_leave_their_ends_out() {
        let lines = |text: &str| -> Vec<String> {
            let text = Text::new(text.to_owned());
            text.lines().map(|s| text.str(s).to_owned()).collect()
        };
        assert_eq!(lines("a\r\nb\n\nc"), ["a", "b", "", "c"]);
        assert_eq!(lines("a\rb\r\r\nc\r"), ["a", "b", "", "c", ""]);
        assert_eq!(Text::new(String::new()).lines().count(), 1);
    }

    #[test]
    fn kangxi_has_all_its_radicals() {
        assert_eq!(fold('⼀'), '一');
        let traditional: String = "東湖市養老機構達到八萬餘個、發放津貼".chars().map(fold).collect();
        assert_eq!(traditional, "东湖市养老机构达到八万余个、发放津贴");
        assert_eq!("乾坤著名".chars().map(fold).collect::<String>(), "乾坤著名");
        assert_eq!(fold('⿕'), '龠');
        assert_eq!(fold('⻓'), '长');
    }

    #[test]
    fn squeezing_keeps_latin_words_apart() {
        assert_eq!(squeeze(&"执法 人员 AI lab".chars().collect::<Vec<_>>()), "执法人员AI lab");
    }
}
