//! Clauses (分句): what stands between the commas, semicolons and colons of a sentence.

use crate::config::Config;
use crate::text::{Span, Text};

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

/// Where a clause names by when in its year something is to be done, or when it was: the place of the words and their length, and
/// the month where it has one: 9月底前, 9月18日, 年底前.
pub(super) fn when(chars: &[char], config: &Config) -> Option<(usize, usize, Option<u8>)> {
    let words = &config.promises;
    (0..chars.len()).find_map(|at| {
        let rest = &chars[at..];
        if at > 0 && chars[at - 1].is_ascii_digit() {
            return None;
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let month: Option<u8> = rest[..digits].iter().collect::<String>().parse().ok();
        let month =
            month.filter(|month| (1..=12).contains(month) && rest.get(digits).is_some_and(|c| words.month.has(*c)));
        if let Some(month) = month {
            let behind = &rest[digits + 1..];
            let day = behind.iter().take_while(|c| c.is_ascii_digit()).count();
            let day = if day > 0 && behind.get(day).is_some_and(|c| words.day.has(*c)) { day + 1 } else { 0 };
            let closes = config.promises.month_behind.at_start(&behind[day..]).map_or(0, |(len, ())| len);
            return Some((at, digits + 1 + day + closes, Some(month)));
        }
        config.promises.deadlines.at_start(rest).map(|(len, ())| (at, len, None))
    })
}

/// A clause without the words for when something is to be done.
pub(super) fn without_deadlines(chars: &[char], config: &Config) -> Vec<char> {
    let (mut rest, mut out) = (chars, Vec::with_capacity(chars.len()));
    while let Some((at, len, _)) = when(rest, config) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + len..];
    }
    out.extend_from_slice(rest);
    out
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
