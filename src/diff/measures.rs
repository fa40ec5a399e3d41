//! How alike two texts are as wholes: what was carried over, and the four measures of Cohen, Malloy and Nguyen, "Lazy
//! Prices", Journal of Finance 75 (2020). All in thousandths, with whole numbers only.

use std::collections::{BTreeMap, HashMap};

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

/// The measures of two stretches of text.
pub(super) fn measures(reports: Pair<&Report>, tokens: Pair<&Tokens>, spans: Pair<Span>, carried: Carried) -> Measures {
    let words = reports.zip(tokens).zip(spans).map(|((report, tokens), span)| words(report, tokens, span));
    let ink = reports.after.text.folded(spans.after).iter().filter(|c| !c.is_whitespace()).count() as u64;
    let both = (words.before.len() + words.after.len()) as u64;
    let counts = words.as_ref().map(|words| terms(words));
    Measures {
        carried_over: share(carried.chars, ink),
        cosine: cosine(counts.as_ref()),
        jaccard: jaccard(counts.as_ref()),
        minimum_edit: match common(&words.before, &words.after) {
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

/// The words of a stretch: Han characters, Latin words, numbers with their units.
fn words<'a>(report: &'a Report, tokens: &Tokens, span: Span) -> Vec<&'a str> {
    let inside = tokens.within(span).iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number(_)));
    inside.map(|token| report.text.str(token.span)).collect()
}

/// How often each term stands in a text. Chinese has no spaces: two neighbouring Han characters stand in for a word.
fn terms<'a>(words: &[&'a str]) -> BTreeMap<[&'a str; 2], u64> {
    let han = |word: &str| word.chars().next().is_some_and(is_han);
    let mut counts = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).filter(|next| han(word) && han(next));
        if next.is_some() || !han(word) {
            *counts.entry([*word, next.copied().unwrap_or_default()]).or_default() += 1;
        }
    }
    counts
}

/// The cosine of the two counts: the root is taken of whole numbers.
fn cosine(counts: Pair<&BTreeMap<[&str; 2], u64>>) -> u16 {
    let square = |counts: &BTreeMap<[&str; 2], u64>| counts.values().map(|n| u128::from(n * n)).sum::<u128>();
    let norms = square(counts.before) * square(counts.after);
    if norms == 0 {
        return if counts.before.len() == counts.after.len() { 1000 } else { 0 };
    }
    let dot: u128 = counts
        .before
        .iter()
        .filter_map(|(term, n)| counts.after.get(term).map(|m| u128::from(*n) * u128::from(*m)))
        .sum();
    (dot * dot * 1_000_000 / norms).isqrt().min(1000) as u16
}

/// The terms that both have, of all terms.
fn jaccard(counts: Pair<&BTreeMap<[&str; 2], u64>>) -> u16 {
    let both = counts.before.keys().filter(|term| counts.after.contains_key(*term)).count() as u64;
    share(both, counts.before.len() as u64 + counts.after.len() as u64 - both)
}

/// Above this much work the longest common run of words is not looked for.
const MOST: usize = 40_000_000;

/// How many words the two share in order at most, by bit-parallel dynamic programming (Hyyrö 2004): 64 words at a time.
/// `None` where the texts are too long for it.
fn common(a: &[&str], b: &[&str]) -> Option<u64> {
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
    let mut places: HashMap<&str, Vec<u32>> = HashMap::new();
    for (at, word) in a.iter().enumerate() {
        places.entry(word).or_default().push(at as u32);
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

    #[test]
    fn the_longest_common_run_is_that_of_the_textbook() {
        let words = |text: &'static str| text.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>();
        assert_eq!(common(&words("ABCBDAB"), &words("BDCABA")), Some(4));
        assert_eq!(common(&words("AAAA"), &words("AA")), Some(2));
        let long = "年轮树木".repeat(50);
        let a: Vec<&str> = long.split("").filter(|c| !c.is_empty()).collect();
        assert_eq!(common(&a, &a[3..]), Some(197));
        assert_eq!(common(&a, &[]), Some(0));
    }

    #[test]
    fn measures_know_their_ends() {
        let (a, b) = (terms(&["复", "议", "申", "请"]), terms(&["申", "请", "复", "议"]));
        assert_eq!(cosine(Pair::new(&a, &a)), 1000);
        assert_eq!(jaccard(Pair::new(&a, &b)), 500);
        assert_eq!(cosine(Pair::new(&a, &b)), 666);
        assert_eq!(cosine(Pair::new(&a, &terms(&[]))), 0);
    }
}
