//! How headings and sentences open (开头): the clause that says of what time they speak.

use crate::config::{Grammar, Times};
use crate::quantity::digit;
use crate::text::signs::YEAR;

use super::years::{at_start, calendar_year, compares, one, opens_with_year, several};

/// The first clause of a heading or sentence.
pub(super) fn opening(words: &[char]) -> &[char] {
    &words[..words
        .iter()
        .take(OPENING)
        .position(|c| matches!(c, ',' | '。' | ';' | ':'))
        .unwrap_or(words.len().min(OPENING))]
}

/// How long the clause is at most that says of what time a part speaks.
const OPENING: usize = 30;

/// Whether a heading begins with the several years that it speaks of: 五年来, 过去五年, “十四五”时期.
pub(super) fn opens_time(title: &[char], times: &Times) -> bool {
    let clause = opening(title);
    at_start(clause, times) && !compares(clause, times) && !opens_with_year(clause, times)
}

/// Whether a clause tells a figure beside the year that it names.
pub(super) fn tells_figure(clause: &[char]) -> bool {
    let digits: Vec<usize> = (0..clause.len()).filter(|&at| clause[at].is_ascii_digit()).collect();
    digits.chunk_by(|a, b| a + 1 == *b).any(|run| {
        let year = run.len() == 4 && run.last().is_some_and(|last| clause.get(last + 1) == Some(&YEAR));
        // A note's number stands in brackets of its own.
        let note = run.first().is_some_and(|first| first.checked_sub(1).is_some_and(|at| clause[at] == '['));
        !year && !note
    })
}

/// Whether a sentence says that what was done follows (主要做了以下工作).
pub(super) fn introduces(chars: &[char], times: &Times) -> bool {
    let ends = chars.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, ':' | '。'));
    ends && times.introduces.any(chars)
}

/// Whether a sentence says what several years were like as a whole: they are what follows is about.
pub(super) fn sums_up(chars: &[char], times: &Times) -> bool {
    times.sums_up.any(&chars[..chars.len().min(60)])
}

/// 一是, ——, 1、: whether a sentence is an item of a list, and goes on with the time that its introduction speaks of.
pub(super) fn is_item(words: &[char], times: &Times) -> bool {
    match words {
        ['—', '—', ..] | ['(', ..] => true,
        [n, '、', next, ..] if n.is_ascii_digit() => !next.is_ascii_digit(),
        [n, mark, ..] => digit(*n).is_some() && times.item_marks.has(*mark),
        _ => false,
    }
}

/// Whether a sentence is a time over a list: 2022年：.
pub(super) fn heads_list(words: &[char], times: &Times) -> bool {
    let ends = words.iter().rev().find(|c| !c.is_whitespace()) == Some(&':');
    ends && words.len() <= OPENING && one(words, times) && !tells_figure(words)
}

/// Whether a clause opens with a calendar year of its own, behind 其中 or not: 2021年, 其中2021年受理案件12件.
pub(super) fn opens_in(clause: &[char], year: i32, grammar: &Grammar) -> bool {
    let among = grammar.among_words.at_start(clause).map_or(0, |(len, ())| len);
    let clause = &clause[among..];
    let own = clause.get(..4).and_then(calendar_year) == Some(year) && clause.get(4) == Some(&YEAR);
    // 2021年以来, 2021—2023年, 2021年同2016年相比
    let rest = clause.get(5..).unwrap_or_default();
    let alone = several(clause, &grammar.times).is_none() && !rest.windows(4).any(|year| calendar_year(year).is_some());
    own && alone && !grammar.times.year_goes_on.open(rest)
}

/// The length of a greeting at the start (各位代表，): it opens a paragraph and says nothing of its time.
pub(super) fn greeting(words: &[char], times: &Times) -> usize {
    let blank = words.iter().take_while(|c| c.is_whitespace()).count();
    if times.greetings.at_start(&words[blank..]).is_none() {
        return blank;
    }
    words
        .iter()
        .position(|c| matches!(c, ',' | '!' | ':' | '。'))
        .map_or(0, |at| at + 1 + words[at + 1..].iter().take_while(|c| c.is_whitespace()).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_greeting_says_nothing_of_time() {
        let chars: Vec<char> = "各位代表,过去五年".chars().collect();
        let times = &Config::builtin().unwrap().grammar.times;
        assert_eq!(greeting(&chars, times), 5);
        assert_eq!(greeting(&chars[5..], times), 0);
    }
}
