//! How a page was set (排版), undone: blanks and marks without width inside a number, odd points and zeros.
//!
//! ```text
//! 7 4 7 . 2 亿元     one number, set wide            12<200B>5件    one number
//! 4·3%              a middle dot for its point      二0一0年        the digit for the Chinese zero
//! ```

use crate::config::Config;
use crate::text::signs::is_middle_dot;
use crate::text::{Span, Text, is_han, is_zero_width};

use super::han::{digit, power};

/// The folded characters of a text as numbers are read from them, each with the offset that it has in the text.
pub(super) struct Setting {
    /// The characters.
    pub(super) chars: Vec<char>,
    /// Where each stands in the text, and the text's length at the end.
    offsets: Vec<u32>,
}

impl Setting {
    pub(super) fn undo(text: &Text, config: &Config) -> Self {
        let mut chars = Vec::with_capacity(text.all_folded().len());
        let mut offsets = Vec::with_capacity(chars.capacity() + 1);
        for (at, (&c, written)) in text.all_folded().iter().zip(text.original().chars()).enumerate() {
            if !is_zero_width(written) {
                chars.push(c);
                offsets.push(at as u32);
            }
        }
        offsets.push(text.len());
        points_and_zeros(&mut chars, config);
        let mut setting = Setting { chars, offsets };
        setting.close_up(config);
        setting
    }

    /// A stretch of these characters as one of the text.
    pub(super) fn span(&self, span: Span) -> Span {
        let last = self.offsets.len() - 1;
        let end = (span.end as usize).min(last);
        // What was left out behind the last character is no part of it.
        let end = if span.is_empty() { self.offsets[end] } else { self.offsets[end - 1] + 1 };
        Span::new(self.offsets[(span.start as usize).min(last)], end)
    }

    /// Takes out the blanks between digits that stand one by one.
    fn close_up(&mut self, config: &Config) {
        let mut blanks: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < self.chars.len() {
            match wide(&self.chars, at, config) {
                Some(end) => {
                    blanks.extend((at..end).filter(|&k| self.chars[k] == ' '));
                    at = end;
                }
                None => at += 1,
            }
        }
        if blanks.is_empty() {
            return;
        }
        let mut out = blanks.into_iter().peekable();
        let kept: Vec<usize> = (0..self.chars.len()).filter(|at| out.next_if_eq(at).is_none()).collect();
        self.chars = kept.iter().map(|&at| self.chars[at]).collect();
        self.offsets = kept.iter().map(|&at| self.offsets[at]).chain(self.offsets.last().copied()).collect();
    }
}

/// The end of a number whose digits stand one by one, with a blank between each two: behind a word, before a unit, a
/// scale or another word. Single digits in a row of a table are none.
fn wide(chars: &[char], start: usize, config: &Config) -> Option<usize> {
    if !chars[start].is_ascii_digit() {
        return None;
    }
    let before = chars[..start].iter().rev().find(|c| **c != ' ');
    let joined = start.checked_sub(1).is_some_and(|at| chars[at].is_ascii_alphanumeric() || chars[at] == '.');
    if joined || !before.is_some_and(|&c| is_han(c) || matches!(c, '(' | '、' | ',' | '-')) {
        return None;
    }
    let mut end = start + 1;
    let mut point = false;
    let mut digits = 1;
    loop {
        match chars.get(end..) {
            Some([' ', c, ..]) if c.is_ascii_digit() => (end, digits) = (end + 2, digits + 1),
            // 6 7.3: a decimal that was not set wide.
            Some(['.', c, ..]) if c.is_ascii_digit() && !point && digits > 1 => {
                let run = chars[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
                (end, digits, point) = (end + 1 + run, digits + run, true);
            }
            Some([' ', '.', ' ', c, ..]) if c.is_ascii_digit() && !point => {
                (end, digits, point) = (end + 4, digits + 1, true);
            }
            Some(['.', ' ', c, ..] | [' ', '.', c, ..]) if c.is_ascii_digit() && !point => {
                (end, digits, point) = (end + 3, digits + 1, true);
            }
            _ => break,
        }
    }
    let gap = usize::from(chars.get(end) == Some(&' '));
    let behind = chars.get(end + gap..).unwrap_or_default();
    let told = measured(behind, config) || gap == 0 && behind.first().is_some_and(|&c| is_han(c));
    (digits > 1 && told).then_some(end)
}

/// Whether a unit or a scale stands here.
fn measured(chars: &[char], config: &Config) -> bool {
    chars.first().is_some_and(|&c| power(c).is_some()) || config.units.at_start(chars).is_some()
}

/// A middle dot between digits that a unit follows is a point; a digit 0 or a letter O among Chinese digits is their zero.
fn points_and_zeros(chars: &mut [char], config: &Config) {
    for at in 1..chars.len().saturating_sub(1) {
        match chars[at] {
            c if is_middle_dot(c) && chars[at - 1].is_ascii_digit() && chars[at + 1].is_ascii_digit() => {
                let digits = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
                let behind = &chars[at + 1 + digits..];
                let gap = usize::from(behind.first() == Some(&' '));
                if digits <= 4 && measured(&behind[gap.min(behind.len())..], config) {
                    chars[at] = '.';
                }
            }
            '0' | 'O' | 'o' => {
                let zero = digit(chars[at - 1]).is_some_and(|d| d > 0)
                    && matches!(chars.get(at + 1), Some(&c) if digit(c).is_some() || matches!(c, '0' | 'O' | 'o'))
                    || chars[at - 1] == '〇' && chars.get(at + 1).is_some_and(|&c| digit(c).is_some());
                let last = digit(chars[at - 1]).is_some()
                    && at >= 3
                    && chars[at - 3..at].iter().all(|&c| digit(c).is_some())
                    && is_han(chars[at + 1]);
                if zero || last {
                    chars[at] = '〇';
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let text = Text::new(text.to_owned());
        Setting::undo(&text, &Config::builtin().unwrap()).chars.iter().collect()
    }

    #[test]
    fn numbers_are_whole_however_they_were_set() {
        for (set, number) in [
            ("收入 7 4 7 . 2 亿元", "收入 747.2 亿元"),
            ("聘任 1 2 3 人", "聘任 123 人"),
            ("下降 4·3％", "下降 4.3%"),
            ("二００九年", "2009年"),
            ("二○一０年", "2010年"),
            ("办结1\u{200b}2\u{200d}5件", "办结125件"),
            ("接待 6 7・3 万人次", "接待 67.3 万人次"),
            // An ordinal set wide; left apart, its last digit would count 条.
            ("第3 4条", "第34条"),
        ] {
            assert_eq!(read(set), number, "{set}");
        }
        for text in ["3·15消费者权益日", "1 2 3", "12 4", "甲\t1 2 3 4"] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn offsets_lead_back_to_the_text() {
        let text = Text::new("收入 7 4 . 2 亿元".to_owned());
        let setting = Setting::undo(&text, &Config::builtin().unwrap());
        assert_eq!(text.str(setting.span(Span::new(3, 10))), "7 4 . 2 亿元");
    }
}
