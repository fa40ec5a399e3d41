//! Whether two numbers are told of one thing: a number is said to have become another one only then.

use super::prepared::Side;
use crate::indicator::{Indicator, Role};
use crate::report::Report;
use crate::similarity::{Weights, letters};
use crate::text::{Span, fold, is_han};

/// A clause that weighs less than this says what was done with a number (增长, 达到), not what it is of: the clause before
/// it does.
const THIN: u32 = 24;
/// How many characters around a number are read, at the most.
const REACH: u32 = 80;

/// What a number is told of.
pub(super) struct Subject<'a> {
    /// The figure that was read of it, where it is one.
    figure: Option<&'a Indicator>,
    /// The words of what the figure is about: pairs of letters in order, each once with its weight.
    words: Vec<(u64, u32)>,
    /// Those around the number.
    around: Vec<(u64, u32)>,
}

impl<'a> Subject<'a> {
    /// What the number at a place is told of.
    pub(super) fn new(side: &Side<'a>, number: Span) -> Self {
        let from = side.figures.partition_point(|figure| figure.span.end <= number.start);
        let figure = side.figures.get(from).filter(|figure| figure.span.overlap(number) > 0);
        let topic =
            |figure: &Indicator| distinct(pairs(&figure.topic.chars().map(fold).collect::<Vec<_>>(), side.weights));
        Subject {
            words: figure.map(topic).unwrap_or_default(),
            around: around(side.report, side.weights, number),
            figure,
        }
    }

    /// Whether two are of one thing: figures of one measure over as many years, of which half of what the lighter one is
    /// about is in common; of what is no figure, or of which nothing is known, a quarter of the words around them.
    pub(super) fn is_shared(&self, other: &Subject<'_>) -> bool {
        if let (Some(x), Some(y)) = (self.figure, other.figure) {
            let before = |figure: &Indicator| figure.role == Role::Previous;
            if x.measure() != y.measure() || x.years != y.years || before(x) != before(y) {
                return false;
            }
            if !self.words.is_empty() && !other.words.is_empty() {
                return have_in_common(&self.words, &other.words, 2);
            }
        }
        have_in_common(&self.around, &other.around, 4)
    }
}

/// Whether two lists of words have one part of so many of the lighter one's weight in common.
fn have_in_common(words: &[(u64, u32)], others: &[(u64, u32)], parts: u32) -> bool {
    let weight = |words: &[(u64, u32)]| words.iter().map(|(_, weight)| weight).sum::<u32>();
    let held = |word: &&(u64, u32)| others.binary_search_by_key(&word.0, |other| other.0).is_ok();
    parts * words.iter().filter(held).map(|(_, weight)| weight).sum::<u32>() >= weight(words).min(weight(others))
}

/// The pairs of letters in a number's clause, and in those before it as long as all are thin, each once with its weight.
fn around(report: &Report, weights: &Weights, number: Span) -> Vec<(u64, u32)> {
    let at = |offset: u32| report.text.at(offset);
    let is_end = |c: char| matches!(c, '。' | '!' | '?' | '\n');
    // 1,200 and 8:30 are whole.
    let in_number = |offset: u32| {
        offset > 0
            && matches!(at(offset), ',' | ':')
            && at(offset - 1).is_ascii_digit()
            && at(offset + 1).is_ascii_digit()
    };
    let is_mark = |offset: u32| {
        let c = at(offset);
        is_end(c) || matches!(c, '，' | ';' | '\t' | '|') || matches!(c, ',' | ':') && !in_number(offset)
    };
    let last = report.text.len().min(number.end.saturating_add(REACH));
    let end = (number.end..last).find(|&offset| is_mark(offset) || at(offset) == '、').unwrap_or(last);
    let first = number.start.saturating_sub(REACH);
    let mut words = pairs(report.text.folded(Span::new(number.end, end)), weights);
    let mut to = number.start;
    loop {
        let from = (first..to).rev().find(|&offset| is_mark(offset)).map_or(first, |offset| offset + 1);
        words.extend(pairs(report.text.folded(Span::new(from, to)), weights));
        let weight: u32 = words.iter().map(|(_, weight)| weight).sum();
        if weight >= THIN || from <= first || is_end(at(from - 1)) {
            break;
        }
        to = from - 1;
    }
    distinct(words)
}

fn distinct(mut words: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    words.sort_unstable();
    words.dedup();
    words
}

fn pairs(text: &[char], weights: &Weights) -> Vec<(u64, u32)> {
    let told = text.windows(2).filter(|pair| is_han(pair[0]) && is_han(pair[1]));
    told.map(|pair| letters([pair[0], pair[1]])).map(|pair| (pair, u32::from(weights.level(pair)))).collect()
}
