//! How alike two texts are as wholes: what was carried over, and the four measures of Cohen, Malloy and Nguyen, "Lazy
//! Prices", Journal of Finance 75 (2020). All in thousandths, with whole numbers only.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::Measures;
use crate::align::tokens::{Kind, Tokens};
use crate::pair::Pair;
use crate::report::Report;
use crate::text::{Span, is_han};

/// What the sentence comparison found of two stretches.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carried {
    /// Characters of the later stretch that stand in the earlier one too.
    pub(super) chars: u64,
    /// Words of the two that stayed in their order, counted once.
    pub(super) words: u64,
}

/// A word of a report as a number: the same for the same word in both reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    start: u32,
    name: u32,
    han: bool,
}

/// The words of two reports in order: Han characters, Latin words, numbers with their units.
pub(super) struct Words {
    lists: Pair<Vec<Word>>,
}

impl Words {
    /// Numbers the words of both reports, once for all their stretches.
    pub(super) fn new(reports: Pair<&Report>, tokens: Pair<&Tokens>) -> Self {
        let mut names: HashMap<&str, u32> = HashMap::new();
        let lists = reports.zip(tokens).map(|(report, tokens)| {
            let words = tokens.all().iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number(_)));
            words
                .map(|token| {
                    let text = report.text.str(token.span);
                    let next = names.len() as u32;
                    let name = *names.entry(text).or_insert(next);
                    Word { start: token.span.start, name, han: text.chars().next().is_some_and(is_han) }
                })
                .collect::<Vec<_>>()
        });
        Words { lists }
    }

    /// The words of two stretches.
    fn within(&self, spans: Pair<Span>) -> Pair<&[Word]> {
        self.lists.as_ref().zip(spans).map(|(list, span)| {
            let place = |end: u32| list.partition_point(|word| word.start < end);
            &list[place(span.start)..place(span.end)]
        })
    }
}

/// The measures of two stretches of text.
pub(super) fn measures(after: &Report, words: &Words, spans: Pair<Span>, carried: Carried) -> Measures {
    let words = words.within(spans);
    let ink = after.text.folded(spans.after).iter().filter(|c| !c.is_whitespace()).count() as u64;
    let both = (words.before.len() + words.after.len()) as u64;
    let counts = words.map(terms);
    let names = words.map(|words| words.iter().map(|word| word.name).collect::<Vec<_>>());
    Measures {
        carried_over: share(carried.chars, ink),
        cosine: cosine(counts.as_ref()),
        jaccard: jaccard(counts.as_ref()),
        minimum_edit: match common(&names.before, &names.after) {
            Some(common) => share(2 * common, both),
            None => share(2 * carried.words, both),
        },
        simple: share(2 * carried.words, both),
    }
}

/// A part of a whole in thousandths; two empty wholes are alike.
fn share(part: u64, whole: u64) -> u16 {
    (1000 * part.min(whole)).checked_div(whole).map_or(1000, |share| share as u16)
}

/// Terms in order, with how often each stands in a text.
type Terms = Vec<(u64, u64)>;

/// How often each term stands in a text. Chinese has no spaces: two neighbouring Han characters stand in for a word.
fn terms(words: &[Word]) -> Terms {
    let mut found: Vec<u64> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).filter(|next| word.han && next.han);
        if next.is_some() || !word.han {
            found.push(u64::from(word.name) << 32 | next.map_or(0, |next| u64::from(next.name) + 1));
        }
    }
    found.sort_unstable();
    found.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect()
}

/// The counts of the terms that both have.
fn in_both<'a>(counts: Pair<&'a Terms>) -> impl Iterator<Item = (u64, u64)> + 'a {
    let mut rest = counts.after.as_slice();
    counts.before.iter().filter_map(move |&(term, n)| {
        rest = &rest[rest.partition_point(|(other, _)| *other < term)..];
        rest.first().filter(|(other, _)| *other == term).map(|&(_, m)| (n, m))
    })
}

/// The cosine of the two counts: the root is taken of whole numbers.
fn cosine(counts: Pair<&Terms>) -> u16 {
    let square = |counts: &Terms| counts.iter().map(|(_, n)| u128::from(n * n)).sum::<u128>();
    let norms = square(counts.before) * square(counts.after);
    if norms == 0 {
        return if counts.before.len() == counts.after.len() { 1000 } else { 0 };
    }
    let dot: u128 = in_both(counts).map(|(n, m)| u128::from(n) * u128::from(m)).sum();
    (dot * dot * 1_000_000 / norms).isqrt().min(1000) as u16
}

/// The terms that both have, of all terms.
fn jaccard(counts: Pair<&Terms>) -> u16 {
    let both = in_both(counts).count() as u64;
    share(both, counts.before.len() as u64 + counts.after.len() as u64 - both)
}

/// Above this much work the longest common run of words is not looked for.
const MOST: usize = 40_000_000;

/// How many words the two share in order at most, by bit-parallel dynamic programming (Hyyrö 2004): 64 words at a time.
/// `None` where the texts are too long for it.
fn common(a: &[u32], b: &[u32]) -> Option<u64> {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let ends = (start + end) as u64;
    if a.is_empty() || b.is_empty() {
        return Some(ends);
    }
    let width = a.len().div_ceil(64);
    if width.saturating_mul(b.len()) > MOST {
        return None;
    }
    let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (at, word) in a.iter().enumerate() {
        places.entry(*word).or_default().push(at as u32);
    }
    let mut row = vec![u64::MAX; width];
    let mut marks = vec![0u64; width];
    for word in b {
        let Some(list) = places.get(word) else { continue };
        for &at in list {
            marks[at as usize / 64] |= 1 << (at % 64);
        }
        let mut carry = false;
        for (bits, mark) in row.iter_mut().zip(&marks) {
            let hit = *bits & mark;
            let (sum, over) = bits.overflowing_add(hit);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *bits = sum | (*bits & !mark);
        }
        for &at in list {
            marks[at as usize / 64] = 0;
        }
    }
    let last = a.len() % 64;
    let zeros: u64 = row
        .iter()
        .enumerate()
        .map(|(at, bits)| {
            let bits = if at + 1 == width && last > 0 { bits | (u64::MAX << last) } else { *bits };
            u64::from(bits.count_zeros())
        })
        .sum();
    Some(ends + zeros)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of one Han character each, named by it.
    fn words(text: &str) -> Vec<Word> {
        text.chars().map(|c| Word { start: 0, name: u32::from(c), han: is_han(c) }).collect()
    }

    fn names(text: &str) -> Vec<u32> {
        text.chars().map(u32::from).collect()
    }

    #[test]
    fn the_longest_common_run_is_that_of_the_textbook() {
        assert_eq!(common(&names("ABCBDAB"), &names("BDCABA")), Some(4));
        assert_eq!(common(&names("AAAA"), &names("AA")), Some(2));
        let long = names(&"年轮树木".repeat(50));
        assert_eq!(common(&long, &long[3..]), Some(197));
        assert_eq!(common(&long, &[]), Some(0));
    }

    #[test]
    fn measures_know_their_ends() {
        let (a, b) = (terms(&words("复议申请")), terms(&words("申请复议")));
        assert_eq!(cosine(Pair::new(&a, &a)), 1000);
        assert_eq!(jaccard(Pair::new(&a, &b)), 500);
        assert_eq!(cosine(Pair::new(&a, &b)), 666);
        assert_eq!(cosine(Pair::new(&a, &terms(&[]))), 0);
    }
}
