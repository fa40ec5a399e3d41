//! How headings and sentences open (开头): the clause that says of what time they speak.

use crate::config::Times;
use crate::text::signs::YEAR;

use super::years::{at_start, compares, opens_with_year};

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
