//! A sentence laid out around its figures: which marks part it, and what stands before and after each figure.

use std::cell::OnceCell;

use crate::config::Words;
use crate::quantity::Mention;
use crate::text::signs::{AND, YEAR, YEAR_ENDS};
use crate::text::{Span, Text};

/// What a character does to the figures around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// 、
    Item,
    /// A bracket that opens around figures.
    Open,
    /// The bracket that closes there.
    Close,
    /// 。！？
    Stop,
}

/// A figure's place in the sentence; all offsets are into the sentence's characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Where the surface begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Where its own text before it begins.
    pub(super) left: usize,
    /// What stands at that border; no mark where another figure's end is the border, or the sentence's start.
    pub(super) opened_by: Mark,
    /// Where the text behind it ends: at a mark or at the next figure.
    pub(super) right: usize,
    /// What ends it there; no mark where the next figure does.
    pub(super) closed_by: Mark,
    /// The figure before the bracket that it stands in.
    pub(super) inside: Option<usize>,
    /// Where that bracket opens, whatever stands before it.
    pub(super) bracket: Option<usize>,
}

/// A sentence with its figures.
pub(super) struct Layout<'a> {
    /// The folded characters of the sentence.
    pub(super) chars: &'a [char],
    /// One mark for each character.
    pub(super) marks: Vec<Mark>,
    /// One slot for each figure, in order.
    pub(super) slots: Vec<Slot>,
    /// Whether each character begins nothing that tells no time: made when it is first asked for.
    pub(super) plain: OnceCell<Vec<bool>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(text: &'a Text, sentence: Span, figures: &[&Mention], words: &Words) -> Self {
        let chars = text.folded(sentence);
        let local = |offset: u32| (offset.saturating_sub(sentence.start) as usize).min(chars.len());
        let spans: Vec<(usize, usize)> = figures.iter().map(|m| (local(m.span.start), local(m.span.end))).collect();
        let mut marks = marks(chars, &spans);
        // 18—59岁，│1940例: an age class is what the figure behind it is called.
        for start in spans.iter().filter_map(|&(start, _)| start.checked_sub(1)) {
            if marks[start] == Mark::Comma && is_age_class(&chars[..start], words) {
                marks[start] = Mark::None;
            }
        }
        let inside = inside(&marks, &spans);
        let slots = (0..spans.len()).map(|at| slot(chars, &marks, &spans, at, inside[at])).collect();
        Layout { chars, marks, slots, plain: OnceCell::new() }
    }

    /// The figure's own text before it, without a comma right before the number (18—59岁，│1940例).
    pub(super) fn before(&self, at: usize) -> &'a [char] {
        let own = &self.chars[self.slots[at].left..self.slots[at].start];
        own.strip_suffix(&[',']).unwrap_or(own)
    }

    /// The text behind it, up to the next mark or figure.
    pub(super) fn behind(&self, at: usize) -> &'a [char] {
        &self.chars[self.slots[at].end..self.slots[at].right]
    }

    /// Whether the figure's own text begins right behind another figure, without a mark between.
    pub(super) fn touches(&self, at: usize) -> bool {
        at > 0 && self.slots[at].opened_by == Mark::None
    }

    /// The clauses without a figure before a figure's own text, nearest first, each with the mark that ends it: back to
    /// the figure before it or to the start of the sentence.
    pub(super) fn clauses_before(&self, at: usize) -> Vec<(&'a [char], Mark)> {
        let floor = if at == 0 { 0 } else { self.slots[at - 1].end };
        let mut end = self.slots[at].left;
        let mut out = Vec::new();
        while end > floor {
            let stop = end - 1;
            let parts = |k: usize| !matches!(self.marks[k], Mark::None | Mark::Item);
            let start = (floor..stop).rev().find(|&k| parts(k)).map_or(floor, |k| k + 1);
            if start < stop {
                out.push((&self.chars[start..stop], self.marks[stop]));
            }
            end = start;
        }
        out
    }

    /// The mark right behind the figure before; none before the first.
    pub(super) fn mark_behind(&self, at: usize) -> Mark {
        at.checked_sub(1).and_then(|last| self.marks.get(self.slots[last].end).copied()).unwrap_or(Mark::None)
    }

    /// The same without what stands right behind the figure before, which belongs to that figure's clause.
    pub(super) fn whole_clauses_before(&self, at: usize) -> Vec<(&'a [char], Mark)> {
        let mut clauses = self.clauses_before(at);
        let floor = at.checked_sub(1).map(|last| self.slots[last].end);
        if floor.is_some_and(|floor| self.marks[floor] == Mark::None) {
            clauses.pop();
        }
        clauses
    }
}

/// Whether what stands before a mark ends with an age, or its bound: 6岁及以下.
fn is_age_class(before: &[char], words: &Words) -> bool {
    let bound = words.bound_ends.at_end(before).map_or(0, |(len, ())| len);
    let before = &before[..before.len() - bound];
    let before = before.strip_suffix(&[AND]).filter(|_| bound > 0).unwrap_or(before);
    words
        .ages
        .at_end(before)
        .is_some_and(|(len, ())| before[..before.len() - len].last().is_some_and(char::is_ascii_digit))
}

/// The mark of each character. Brackets and quotations that hold no figure are words, with the marks inside them.
fn marks(chars: &[char], figures: &[(usize, usize)]) -> Vec<Mark> {
    let mut marks = vec![Mark::None; chars.len()];
    let holds = |from: usize, to: usize| figures.iter().any(|&(start, end)| from < start && end <= to);
    let mut at = 0;
    while at < chars.len() {
        if let Some(closing) = closing(chars[at])
            && let Some(end) = matching(chars, at, closing)
        {
            if !holds(at, end) {
                at = end + 1;
                continue;
            }
            if closing == ')' {
                (marks[at], marks[end]) = (Mark::Open, Mark::Close);
            }
        }
        if marks[at] == Mark::None {
            marks[at] = match chars[at] {
                ',' => Mark::Comma,
                ';' => Mark::Semicolon,
                ':' => Mark::Colon,
                '、' => Mark::Item,
                '。' | '!' | '?' | '\n' => Mark::Stop,
                _ => Mark::None,
            };
        }
        at += 1;
    }
    for &(start, end) in figures {
        marks[start..end].fill(Mark::None);
    }
    marks
}

const fn closing(c: char) -> Option<char> {
    match c {
        '(' => Some(')'),
        '“' => Some('”'),
        '《' => Some('》'),
        '〔' => Some('〕'),
        _ => None,
    }
}

/// A bracket closes within so many characters, or it is a stray one.
const LONGEST_BRACKET: usize = 2000;

fn matching(chars: &[char], open: usize, closing: char) -> Option<usize> {
    let mut depth = 0;
    for (at, &c) in chars.iter().enumerate().skip(open + 1).take(LONGEST_BRACKET) {
        if c == closing {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        } else if c == chars[open] {
            depth += 1;
        }
    }
    None
}

/// The years that reports tell of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A year in brackets at the start of some words, with the length of both: （2020年）.
pub(super) fn year_in_brackets(words: &[char]) -> Option<(usize, i32)> {
    let digits = words.strip_prefix(&['('])?.get(..4).filter(|digits| digits.iter().all(char::is_ascii_digit))?;
    let rest = words[5..].strip_prefix(&[YEAR])?;
    // （2020年）, （2020年末）; not （2020年起）.
    let close = rest.iter().take(2).position(|c| *c == ')')?;
    let whole = rest[..close].iter().all(|c| YEAR_ENDS.contains(*c));
    let year: i32 = digits.iter().collect::<String>().parse().ok()?;
    (whole && YEARS.contains(&year)).then_some((5 + 1 + close + 1, year))
}

fn slot(
    chars: &[char],
    marks: &[Mark],
    figures: &[(usize, usize)],
    at: usize,
    (inside, bracket): (Option<usize>, Option<usize>),
) -> Slot {
    let (start, end) = figures[at];
    // 2.34万人（2020年）: the year behind a figure is its own.
    let floor = if at == 0 { 0 } else { figures[at - 1].1 };
    let floor = floor + year_in_brackets(&chars[floor..start]).map_or(0, |(len, _)| len);
    let (mut left, mut opened_by) = (floor, Mark::None);
    // 、 parts figures only once one stands before it in the same clause: 监督、检查企业30家、整改5家.
    let mut counted = at > 0;
    for k in (floor..start).filter(|&k| marks[k] != Mark::None) {
        if marks[k] != Mark::Item || counted {
            (left, opened_by) = (k + 1, marks[k]);
            counted = marks[k] == Mark::Close;
        }
    }
    let ceiling = figures.get(at + 1).map_or(chars.len(), |next| next.0);
    let stop = (end..ceiling).find(|&k| marks[k] != Mark::None);
    let (right, closed_by) = stop.map_or((ceiling, Mark::None), |k| (k, marks[k]));
    Slot { start, end, left, opened_by, right, closed_by, inside, bracket }
}

/// For each figure the one right before the bracket that it stands in, and where that opens.
fn inside(marks: &[Mark], figures: &[(usize, usize)]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    figures
        .iter()
        .map(|&(start, _)| {
            for (k, mark) in marks.iter().enumerate().take(start).skip(at) {
                match mark {
                    Mark::Open => open.push(k),
                    Mark::Close => {
                        open.pop();
                    }
                    _ => {}
                }
            }
            at = start;
            let bracket = open.last().copied();
            let before = bracket.and_then(|bracket| figures.binary_search_by_key(&bracket, |&(_, end)| end).ok());
            (before, bracket)
        })
        .collect()
}
