//! Clauses (分句): what stands between the commas, semicolons and colons of a sentence.

use super::due::opening;
use crate::config::{Config, Phrases};
use crate::text::signs::{DAY, MONTH, NUMBERED};
use crate::text::{Span, Text, is_han};

/// The clauses of a sentence in order, without their marks; what stands in brackets, quotation marks or titles is not cut.
///
/// ```text
/// 一是加快建设，建成A馆（含停车场，免费）；新增床位200张。
/// └────────┘└────────────────┘└────────┘
/// ```
pub(crate) fn clauses(text: &Text, sentence: Span) -> Vec<Span> {
    let chars = text.folded(sentence);
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' | '《' | '“' | '[' | '【' => depth += 1,
            ')' | '》' | '”' | ']' | '】' => depth = depth.saturating_sub(1),
            ',' | ';' | ':' if depth == 0 && !between_digits(chars, at) => {
                push(text, sentence, start, at, &mut out);
                start = at + 1;
            }
            '。' | '!' | '?' => {
                push(text, sentence, start, at, &mut out);
                (start, depth) = (at + 1, 0);
            }
            _ => {}
        }
    }
    push(text, sentence, start, chars.len(), &mut out);
    out
}

/// A comma or a colon inside a number: 1,200.
fn between_digits(chars: &[char], at: usize) -> bool {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}

fn push(text: &Text, sentence: Span, from: usize, to: usize, out: &mut Vec<Span>) {
    let span = text.trim(Span::new(sentence.start + from as u32, sentence.start + to as u32));
    if !span.is_empty() {
        out.push(span);
    }
}

/// The items of a list: 甲工程、乙工程和丙工程; the whole where it is none.
pub(super) fn items(chars: &[char]) -> Vec<&[char]> {
    chars.split(|c| matches!(c, '、' | '和' | '及' | '与' | '“' | '”')).filter(|item| item.len() >= ITEM).collect()
}

/// How many characters an item has at least.
const ITEM: usize = 4;

/// Words of a clause for when in its year something is to be done, or was: 9月底前, 9月18日, 年底前.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    /// Where they begin, and how many characters they have.
    pub(super) at: usize,
    pub(super) len: usize,
    /// The month that they name or end with, where there is one.
    pub(super) month: Option<u8>,
    /// Whether that is the very month, and not the last of several: 上半年.
    pub(super) exact: bool,
}

/// The first words of a clause for when in its year something is to be done.
pub(super) fn when(chars: &[char], config: &Config) -> Option<When> {
    let words = &config.promises;
    (0..chars.len()).find_map(|at| {
        let rest = &chars[at..];
        if at > 0 && chars[at - 1].is_ascii_digit() {
            return None;
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let month: Option<u8> = rest[..digits].iter().collect::<String>().parse().ok();
        let month = month.filter(|month| (1..=12).contains(month) && rest.get(digits) == Some(&MONTH));
        if month.is_some() {
            let behind = &rest[digits + 1..];
            let day = behind.iter().take_while(|c| c.is_ascii_digit()).count();
            let day =
                if day > 0 && behind.get(day).is_some_and(|c| matches!(*c, DAY | NUMBERED)) { day + 1 } else { 0 };
            let closes = words.month_behind.at_start(&behind[day..]).map_or(0, |(len, ())| len);
            return Some(When { at, len: digits + 1 + day + closes, month, exact: true });
        }
        words.deadlines.at_start(rest).map(|(len, month)| When { at, len, month, exact: false })
    })
}

/// All words of a clause for when in its year something is to be done, in order.
pub(super) fn whens(chars: &[char], config: &Config) -> Vec<When> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(next) = when(&chars[from..], config) {
        found.push(When { at: from + next.at, ..next });
        from += next.at + next.len;
    }
    found
}

/// A clause without the words for when something is to be done.
pub(super) fn without_deadlines(chars: &[char], config: &Config) -> Vec<char> {
    let (mut from, mut out) = (0, Vec::with_capacity(chars.len()));
    for when in whens(chars, config) {
        out.extend_from_slice(&chars[from..when.at]);
        from = when.at + when.len;
    }
    out.extend_from_slice(&chars[from..]);
    out
}

/// The same without the words at its start that name the year: 2026年底前, 到2027年.
pub(super) fn without_years(chars: &[char], config: &Config) -> Vec<char> {
    let years = opening(chars, config).map_or(0, |(len, _)| len);
    without_deadlines(&chars[years..], config)
}

/// The letters of a text, in order.
pub(super) fn only_letters(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| is_han(*c) || c.is_ascii_alphabetic()).collect()
}

/// How long the run of words of some lists is that a text opens with: the longest word each time.
pub(super) fn run_of(words: &[char], lists: &[&Phrases<()>]) -> usize {
    let mut at = 0;
    while let Some(len) = lists.iter().filter_map(|list| list.at_start(&words[at..])).map(|(len, ())| len).max() {
        at += len;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_commas_outside_brackets() {
        let text = Text::new("一是加快建设，建成A馆（含停车场，免费）；投入1,200万元。".to_owned());
        let said: Vec<&str> = clauses(&text, text.span()).into_iter().map(|span| text.str(span)).collect();
        assert_eq!(said, ["一是加快建设", "建成A馆（含停车场，免费）", "投入1,200万元"]);
    }
}
