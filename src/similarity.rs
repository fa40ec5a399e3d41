//! How alike two texts are: pairs of Han characters, weighted by how telling they are.
//!
//! Chinese has no spaces, so pairs of neighbouring characters stand in for words; numbers are left out, or new figures
//! would make every sentence look rewritten. The weights come from a table that ships with the tool, never from the few
//! reports at hand.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::is_han;

/// How telling each pair is.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// The table as its file has it: after a digit, the pairs of that level.
    table: &'static str,
    // Read when it is first asked for: what shows one report does not.
    levels: OnceLock<FxHashMap<u64, u8>>,
}

/// A pair as one number; the numbers are in the order of the pairs.
pub(crate) fn letters(pair: [char; 2]) -> u64 {
    u64::from(u32::from(pair[0])) << 32 | u64::from(u32::from(pair[1]))
}

/// The pair of a number.
fn chars(pair: u64) -> [char; 2] {
    [(pair >> 32) as u32, pair as u32].map(|c| char::from_u32(c).unwrap_or_default())
}

/// How many bytes a pair of Han characters takes in the table.
const BYTES: usize = 6;

/// The weight of a pair that the table does not list.
const RARE: u8 = 9;

impl Weights {
    /// The table that ships with the tool.
    pub fn builtin() -> Self {
        Weights { table: include_str!("config/bigrams.txt"), levels: OnceLock::new() }
    }

    fn levels(&self) -> &FxHashMap<u64, u8> {
        self.levels.get_or_init(|| {
            let pairs = self.table.len() / BYTES;
            let mut levels = FxHashMap::with_capacity_and_hasher(pairs, FxBuildHasher);
            for line in self.table.lines().filter(|line| !line.starts_with('#')) {
                let mut chars = line.chars();
                let Some(level) = chars.next().and_then(|c| c.to_digit(10)) else { continue };
                let pairs: Vec<char> = chars.filter(|c| is_han(*c)).collect();
                levels.extend(pairs.chunks_exact(2).map(|pair| (letters([pair[0], pair[1]]), level as u8)));
            }
            levels
        })
    }

    /// How telling a pair, as one number, is: from 0 (in most sentences of reports) to 9 (hardly ever, or not in the table).
    pub(crate) fn level(&self, pair: u64) -> u8 {
        self.levels().get(&pair).copied().unwrap_or(RARE)
    }

    fn of(&self, pair: u64) -> f64 {
        f64::from(self.level(pair)) / f64::from(RARE)
    }
}

/// The binary logarithm, rounded down to so many binary digits behind the point, of which the result counts the last; 0
/// for 0. The same on every machine, which a library's is not.
pub(crate) const fn log2(number: u64, digits: u32) -> u64 {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    let mut found = whole as u64;
    // From 1 to 2, in 2^63rds: its square says one more digit each time.
    let mut mantissa = (number as u128) << (63 - whole);
    let mut told = 0;
    while told < digits {
        mantissa = (mantissa * mantissa) >> 63;
        let digit = mantissa >> 64;
        mantissa >>= digit;
        found = found << 1 | digit as u64;
        told += 1;
    }
    found
}

/// Binary logarithms to 32 digits, with those of small numbers at hand.
#[derive(Debug, Clone)]
pub(crate) struct Logs(Vec<i64>);

impl Logs {
    /// With those of numbers up to 4095.
    pub(crate) fn new() -> Self {
        Logs((0..4096).map(|number| log2(number, 32) as i64).collect())
    }

    /// The logarithm of a number, in 2^-32; 0 for 0.
    pub(crate) fn of(&self, number: u64) -> i64 {
        self.0.get(number as usize).copied().unwrap_or_else(|| log2(number, 32) as i64)
    }
}

/// The pairs of a text with their weights, sorted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pairs {
    list: Vec<(u64, f64)>,
    norm: f64,
    mass: f64,
}

impl Pairs {
    /// The pairs of a folded text; runs of Latin letters count as one character. Empty for a text without letters.
    pub fn new(text: &[char], weights: &Weights) -> Self {
        let letter = |c: char| is_han(c) || c.is_ascii_alphabetic();
        let told = text.windows(2).filter(|pair| letter(pair[0]) && letter(pair[1]));
        let mut told: Vec<u64> = told.map(|pair| letters([pair[0], pair[1]])).collect();
        told.sort_unstable();
        let mut list: Vec<(u64, f64)> = told.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        for (pair, weight) in &mut list {
            // What a text says often counts more, but not in proportion.
            *weight = weight.sqrt() * weights.of(*pair);
        }
        Pairs::of(list)
    }

    fn of(list: Vec<(u64, f64)>) -> Self {
        let norm = list.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        let mass = list.iter().map(|(_, weight)| weight).sum();
        Pairs { list, norm, mass }
    }

    /// The pairs in order, each as one number, with their weights.
    pub(crate) fn list(&self) -> &[(u64, f64)] {
        &self.list
    }

    /// The length of the weights as a vector: what [`Pairs::cosine`] divides by.
    pub(crate) fn norm(&self) -> f64 {
        self.norm
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The pairs that tell most, at most `count` of them, heaviest first.
    pub fn telling(&self, count: usize) -> Vec<[char; 2]> {
        let mut list: Vec<&(u64, f64)> = self.list.iter().collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.into_iter().take(count).map(|(pair, _)| chars(*pair)).collect()
    }

    /// The sum of all weights.
    pub fn mass(&self) -> f64 {
        self.mass
    }

    /// The cosine of the two: 1 for the same pairs in the same proportion, 0 where nothing is shared or one is empty.
    pub fn cosine(&self, other: &Pairs) -> f64 {
        let norms = self.norm * other.norm;
        if norms > 0.0 { self.shared(other, |a, b| a * b) / norms } else { 0.0 }
    }

    /// How much of `self` stands in `other`, from 0 to 1.
    pub fn contained_in(&self, other: &Pairs) -> f64 {
        let mass = self.mass();
        if mass > 0.0 { self.shared(other, f64::min) / mass } else { 0.0 }
    }

    /// How much of `self` stands in one of two others, from 0 to 1.
    pub fn covered_by(&self, one: &Pairs, other: &Pairs) -> f64 {
        let has = |pairs: &Pairs, pair: u64| pairs.list.binary_search_by_key(&pair, |(own, _)| *own).is_ok();
        let found = self.list.iter().filter(|(pair, _)| has(one, *pair) || has(other, *pair));
        if self.mass > 0.0 { found.map(|(_, weight)| weight).sum::<f64>() / self.mass } else { 0.0 }
    }

    /// Twice the shared weight by the sum of both (Dice), from 0 to 1.
    pub fn dice(&self, other: &Pairs) -> f64 {
        let mass = self.mass() + other.mass();
        if mass > 0.0 { 2.0 * self.shared(other, f64::min) / mass } else { 0.0 }
    }

    /// Both together.
    pub fn join(&self, other: &Pairs) -> Pairs {
        let mut list = Vec::with_capacity(self.list.len() + other.list.len());
        let (mut a, mut b) = (self.list.iter().peekable(), other.list.iter().peekable());
        loop {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x.0 == y.0 => {
                    list.push((x.0, x.1 + y.1));
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x.0 < y.0 => {
                    list.push(**x);
                    a.next();
                }
                (_, Some(y)) => {
                    list.push(**y);
                    b.next();
                }
                (Some(x), None) => {
                    list.push(**x);
                    a.next();
                }
                (None, None) => break,
            }
        }
        Pairs::of(list)
    }

    /// The sum of `by` over the pairs that both have.
    fn shared(&self, other: &Pairs, by: impl Fn(f64, f64) -> f64) -> f64 {
        let (mut at, mut sum) = (0, 0.0);
        for (pair, weight) in &self.list {
            while other.list.get(at).is_some_and(|(next, _)| next < pair) {
                at += 1;
            }
            if let Some((_, theirs)) = other.list.get(at).filter(|(next, _)| next == pair) {
                sum += by(*weight, *theirs);
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Pairs {
        Pairs::new(&text.chars().collect::<Vec<_>>(), &Weights::builtin())
    }

    #[test]
    fn a_logarithm_to_so_many_digits() {
        assert_eq!([0, 1, 2, 8, 1024].map(|number| log2(number, 0)), [0, 0, 1, 3, 10]);
        assert_eq!([2, 8].map(|number| log2(number, 32)), [1 << 32, 3 << 32]);
        assert!((1..5000).all(|number| log2(number, 32) < log2(number + 1, 32)));
        let off = |number: u64| (log2(number, 32) as f64 / 2f64.powi(32) - (number as f64).log2()).abs();
        assert!([3, 7, 1000, 123_456_789, u64::MAX].into_iter().all(|number| off(number) < 1e-9));
    }

    #[test]
    fn numbers_do_not_count_and_common_words_count_little() {
        let a = pairs("全年共收到行政复议申请96件");
        assert!((a.cosine(&pairs("全年共收到行政复议申请151件")) - 1.0).abs() < 1e-9);
        assert!(a.cosine(&pairs("全年共收到信访件96件")) < 0.6);
        assert!(pairs("").is_empty() && pairs("").cosine(&a) < 1e-9);
        assert!(pairs("行政复议").contained_in(&a) > 0.99);
    }
}
