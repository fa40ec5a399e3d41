//! How alike two texts are as wholes: what was carried over, and the four measures of Cohen, Malloy and Nguyen, "Lazy
//! Prices", Journal of Finance 75 (2020). All in thousandths, with whole numbers only.

use std::ops::Range;

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

/// The words of a report in order: Han characters, Latin words, numbers with their units.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Where each begins.
    starts: Vec<u32>,
    /// The same number for the same word in all reports that are compared.
    names: Vec<u32>,
    /// Whether it begins with a Han character.
    han: Vec<bool>,
}

impl Words {
    /// Those of a report whose tokens have these names.
    pub(super) fn new(report: &Report, tokens: &Tokens, names: &[u32]) -> Self {
        let mut words = Words::default();
        for (token, name) in tokens.all().iter().zip(names) {
            if matches!(token.kind, Kind::Word | Kind::Number(_)) {
                words.starts.push(token.span.start);
                words.names.push(*name);
                words.han.push(report.text.str(token.span).chars().next().is_some_and(is_han));
            }
        }
        words
    }

    /// The words of a stretch, as indices.
    fn within(&self, span: Span) -> Range<usize> {
        let place = |end: u32| self.starts.partition_point(|start| *start < end);
        let from = place(span.start);
        from..place(span.end).max(from)
    }

    /// How often each term stands in a stretch. Chinese has no spaces: two neighbouring Han characters stand in for a
    /// word.
    pub(super) fn bag(&self, span: Span) -> Bag {
        let words = self.within(span);
        let mut found: Vec<u64> = Vec::with_capacity(words.len());
        for at in words.clone() {
            let next = Some(at + 1).filter(|next| *next < words.end && self.han[at] && self.han[*next]);
            if next.is_some() || !self.han[at] {
                found.push(u64::from(self.names[at]) << 32 | next.map_or(0, |next| u64::from(self.names[next]) + 1));
            }
        }
        found.sort_unstable();
        let terms: Vec<(u64, u64)> = found.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)).collect();
        Bag { square: terms.iter().map(|(_, n)| u128::from(n * n)).sum(), terms }
    }
}

/// How often each term stands in a text.
#[derive(Debug, Default)]
pub(super) struct Bag {
    /// Terms in order, with their counts.
    terms: Vec<(u64, u64)>,
    /// The sum of the counts' squares.
    square: u128,
}

/// What the measures need of two stretches, what their sentences carry aside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    /// Words of both together.
    words: u64,
    cosine: u16,
    jaccard: u16,
    /// The longest common run of words; `None` where the texts are too long for it.
    common: Option<u64>,
}

impl Shared {
    /// Compares the words of two stretches; `bags` are theirs.
    pub(super) fn new(words: Pair<&Words>, spans: Pair<Span>, bags: Pair<&Bag>) -> Self {
        let names = words.zip(spans).map(|(words, span)| &words.names[words.within(span)]);
        let (both, dot) = in_both(bags);
        Shared {
            words: (names.before.len() + names.after.len()) as u64,
            cosine: cosine(bags, dot),
            jaccard: share(both, (bags.before.terms.len() + bags.after.terms.len()) as u64 - both),
            common: common(names.before, names.after),
        }
    }
}

/// The measures of two stretches of text.
pub(super) fn measures(after: &Report, span: Span, shared: Shared, carried: Carried) -> Measures {
    let ink = after.text.folded(span).iter().filter(|c| !c.is_whitespace()).count() as u64;
    let simple = share(2 * carried.words, shared.words);
    Measures {
        carried_over: share(carried.chars, ink),
        cosine: shared.cosine,
        jaccard: shared.jaccard,
        minimum_edit: shared.common.map_or(simple, |common| share(2 * common, shared.words)),
        simple,
    }
}

/// A part of a whole in thousandths; two empty wholes are alike.
fn share(part: u64, whole: u64) -> u16 {
    (1000 * part.min(whole)).checked_div(whole).map_or(1000, |share| share as u16)
}

/// How many terms both have, and the sum of the products of their counts.
fn in_both(bags: Pair<&Bag>) -> (u64, u128) {
    let mut rest = bags.after.terms.as_slice();
    let (mut both, mut dot) = (0, 0);
    for &(term, n) in &bags.before.terms {
        // The next one is seldom far away.
        let near = rest.iter().take(8).position(|(other, _)| *other >= term);
        rest = &rest[near.unwrap_or_else(|| rest.partition_point(|(other, _)| *other < term))..];
        if let Some((_, m)) = rest.first().filter(|(other, _)| *other == term) {
            both += 1;
            dot += u128::from(n * m);
        }
    }
    (both, dot)
}

/// The cosine of the two counts: the root is taken of whole numbers.
fn cosine(bags: Pair<&Bag>, dot: u128) -> u16 {
    let norms = bags.before.square * bags.after.square;
    if norms == 0 {
        return if bags.before.terms.len() == bags.after.terms.len() { 1000 } else { 0 };
    }
    (dot * dot * 1_000_000 / norms).isqrt().min(1000) as u16
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
    if a.len().div_ceil(64).saturating_mul(b.len()) > MOST {
        return None;
    }
    let places = Places::new(a, b);
    let mut row = vec![u64::MAX; places.blocks];
    let mut marks = vec![0u64; places.blocks];
    for word in b {
        let list = places.of(*word);
        if list.len() * 6 < row.len() {
            sparse(&mut row, list);
            continue;
        }
        for &(block, mask) in list {
            marks[block as usize] = mask;
        }
        // Four at a time: what overflows stays in the processor's own bit for it.
        let ((fours, rest), (by_four, others)) = (row.as_chunks_mut::<4>(), marks.as_chunks::<4>());
        let mut carry = false;
        for (four, marks) in fours.iter_mut().zip(by_four) {
            for (bits, mark) in four.iter_mut().zip(marks) {
                carry = step(bits, *mark, carry);
            }
        }
        for (bits, mark) in rest.iter_mut().zip(others) {
            carry = step(bits, *mark, carry);
        }
        for &(block, _) in list {
            marks[block as usize] = 0;
        }
    }
    // What lies behind the last word of `a` is never marked, and what is never marked only an overflow reaches.
    let last = places.words % 64;
    let zeros = row.iter().enumerate().map(|(at, bits)| {
        let bits = if at + 1 == row.len() && last > 0 { bits | (u64::MAX << last) } else { *bits };
        u64::from(bits.count_zeros())
    });
    Some(ends + zeros.sum::<u64>())
}

/// The next state of 64 words, with the overflow of those before them; whether they overflow too.
fn step(bits: &mut u64, mark: u64, carry: bool) -> bool {
    let (sum, over) = bits.carrying_add(*bits & mark, carry);
    *bits = sum | (*bits & !mark);
    over
}

/// The same for a whole row that has few marks: what has none only changes where an overflow reaches it.
fn sparse(row: &mut [u64], list: &[(u32, u64)]) {
    let (mut at, mut carry) = (0, false);
    for &(block, mask) in list {
        while carry && at < block as usize {
            carry = step(&mut row[at], 0, true);
            at += 1;
        }
        carry = step(&mut row[block as usize], mask, carry);
        at = block as usize + 1;
    }
    while carry && at < row.len() {
        carry = step(&mut row[at], 0, true);
        at += 1;
    }
}

/// Where each word stands in a text, 64 places at a time; words that the other text lacks are left out.
struct Places {
    starts: Vec<u32>,
    list: Vec<(u32, u64)>,
    blocks: usize,
    words: usize,
}

impl Places {
    fn new(a: &[u32], b: &[u32]) -> Self {
        let names = a.iter().chain(b).max().map_or(0, |most| *most as usize + 1);
        let mut in_b = vec![false; names];
        b.iter().for_each(|name| in_b[*name as usize] = true);
        let told = || a.iter().filter(|name| in_b[**name as usize]).map(|name| *name as usize);
        let mut starts = vec![0u32; names + 1];
        let mut last = vec![u32::MAX; names];
        let mut words = 0usize;
        for name in told() {
            let block = (words / 64) as u32;
            starts[name + 1] += u32::from(last[name] != block);
            last[name] = block;
            words += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut list = vec![(u32::MAX, 0u64); sum as usize];
        let mut next: Vec<u32> = starts[..names].to_vec();
        for (at, name) in told().enumerate() {
            let block = (at / 64) as u32;
            // The entry of this block was begun, or a new one is.
            let slot = match next[name].checked_sub(1).filter(|slot| *slot >= starts[name]) {
                Some(slot) if list[slot as usize].0 == block => slot,
                _ => {
                    next[name] += 1;
                    next[name] - 1
                }
            } as usize;
            list[slot] = (block, list[slot].1 | 1 << (at % 64));
        }
        Places { starts, list, blocks: words.div_ceil(64), words }
    }

    fn of(&self, word: u32) -> &[(u32, u64)] {
        &self.list[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terms of words of one character each, named by it.
    fn bag(text: &str) -> Bag {
        let names = names(text);
        let words = Words { starts: (0..).take(names.len()).collect(), han: text.chars().map(is_han).collect(), names };
        words.bag(Span::new(0, u32::MAX))
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
        let measured = |a: &str, b: &str| {
            let bags = [a, b].map(bag);
            let bags = Pair::new(&bags[0], &bags[1]);
            let (both, dot) = in_both(bags);
            (cosine(bags, dot), both)
        };
        assert_eq!(measured("复议申请", "复议申请"), (1000, 3));
        assert_eq!(measured("复议申请", "申请复议"), (666, 2));
        assert_eq!(measured("复议申请", ""), (0, 0));
        assert_eq!(measured("", ""), (1000, 0));
    }

    #[test]
    fn rare_words_and_common_ones_are_found_alike() {
        // By the textbook's table, cell by cell.
        let table = |a: &[u32], b: &[u32]| {
            let mut row = vec![0u64; b.len() + 1];
            for x in a {
                let mut corner = 0;
                for (at, y) in b.iter().enumerate() {
                    let above = row[at + 1];
                    row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
                    corner = above;
                }
            }
            row[b.len()]
        };
        let mut seed = 7u32;
        for kinds in [3, 40, 900] {
            let mut text = |length: usize| {
                let next = |_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 16) % kinds
                };
                (0..length).map(next).collect::<Vec<u32>>()
            };
            let (a, b) = (text(1500), text(1300));
            assert_eq!(common(&a, &b), Some(table(&a, &b)), "{kinds}");
        }
    }
}
