//! Names that are opposites though they look alike (对立): 合格, 不合格; 三、四级手术, 四级手术. Words with an opposite of their own stand
//! in `facets.toml`; here it is a word that is denied, or the classes of a thing, or the bound of its class: 20万元以上的村.

use rust_decimal::Decimal;

use crate::config::Counting;
use crate::quantity::numeral;
use crate::text::signs::HAN_NUMBERS;

/// What a name denies, and the classes that it names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Denied {
    /// Its letters, where something of it may be denied or named by class.
    letters: Vec<char>,
    /// The words that it denies: where each stands, and how long it is.
    words: Vec<(usize, usize)>,
    /// The classes that it names, in order: what they are of, and their numerals.
    classes: Vec<(Vec<char>, Vec<char>)>,
    /// The bound of the class that it names last.
    bound: Option<Bound>,
    /// How many of the first of many it is of: 3 of 前三户.
    top: Option<Decimal>,
}

/// The bound of a class: 20万元以上.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bound {
    value: Decimal,
    /// Whether it is the most that is in it.
    most: bool,
}

/// How many letters of a denied word are looked at.
const WORD: usize = 2;

impl Denied {
    /// Reads them from a label, folded.
    pub(crate) fn new(label: &[char], words: &Counting) -> Self {
        // Where the word behind a denial stands, and how long it is.
        let denies = |at: usize| {
            let (len, ()) = words.denials.at_start(&label[at..])?;
            let own = at + len;
            match label[own..].iter().take_while(|c| crate::text::is_han(**c)).count() {
                0 => None,
                // 空心房没拆: all that is left is the verb.
                1 => words.verb_denials.at_start(&label[at..]).is_some().then_some((own, 1)),
                _ => Some((own, WORD)),
            }
        };
        let (bound, top) = bounds(label, words);
        Denied {
            bound,
            top,
            words: (0..label.len()).filter_map(denies).collect(),
            classes: classes(label, words),
            letters: label.to_vec(),
        }
    }

    /// Whether two names are opposites.
    pub(crate) fn opposes(&self, other: &Denied, words: &Counting) -> bool {
        self.denies_of(other, words)
            || other.denies_of(self, words)
            || self.of_other_classes(other)
            || self.of_other_bounds(other)
    }

    /// Whether one of two names alone is of the first of many, and whether one alone is of a class with a bound.
    pub(crate) fn alone(&self, other: &Denied) -> [bool; 2] {
        [self.top.is_some() != other.top.is_some(), self.bound.is_some() != other.bound.is_some()]
    }

    /// Whether both name classes with a bound, and others.
    fn of_other_bounds(&self, other: &Denied) -> bool {
        self.bound.zip(other.bound).is_some_and(|(a, b)| a != b) || self.top.zip(other.top).is_some_and(|(a, b)| a != b)
    }

    /// Whether it denies a word that the other has, and nowhere denies.
    fn denies_of(&self, other: &Denied, words: &Counting) -> bool {
        self.words.iter().any(|&(at, len)| {
            let word = &self.letters[at..at + len];
            let theirs = || other.letters.windows(len).enumerate().filter(|(_, has)| *has == word).map(|(at, _)| at);
            let denied = |at: usize| words.denials.at_end(&other.letters[..at]).is_some();
            // 不合格产品合格率 has both.
            let own_plain = self.letters.windows(len).enumerate().any(|(own, has)| has == word && own != at);
            !own_plain && theirs().next().is_some() && !theirs().any(denied)
        })
    }

    /// Whether both name classes of one sort, and others.
    fn of_other_classes(&self, other: &Denied) -> bool {
        self.classes.iter().any(|(sort, own)| {
            let mut theirs = other.classes.iter().filter(|(of, _)| of == sort).peekable();
            theirs.peek().is_some() && theirs.all(|(_, numerals)| numerals != own)
        })
    }
}

/// The classes that a label names: what they are of with their numerals, not where these are a range.
fn classes(label: &[char], words: &Counting) -> Vec<(Vec<char>, Vec<char>)> {
    let mut found = Vec::new();
    for at in 1..label.len() {
        let Some((len, ())) = words.classes.at_start(&label[at..]).filter(|_| is_numeral(label[at - 1])) else {
            continue;
        };
        let part = |c: &char| is_numeral(*c) || words.class_links.has(*c);
        let from = at - label[..at].iter().rev().take_while(|c| part(c)).count();
        let range = words.class_ranges.at_end(&label[..from]).is_some()
            || words.class_ranges.at_start(&label[at + len..]).is_some()
            || words.class_ranges.any(&label[from..at]);
        let mut numerals: Vec<char> = label[from..at].iter().copied().filter(|c| is_numeral(*c)).collect();
        numerals.sort_unstable();
        if !range {
            found.push((label[at..at + len].to_vec(), numerals));
        }
    }
    found
}

/// The bound of the class that a label names last, and how many of the first of many it is of.
fn bounds(label: &[char], words: &Counting) -> (Option<Bound>, Option<Decimal>) {
    let (mut bound, mut top) = (None, None);
    let mut at = 0;
    while at < label.len() {
        let Some(number) = numeral(&label[at..]) else {
            at += 1;
            continue;
        };
        let behind = &label[at + number.len..];
        let is_top = at > 0 && words.tops_lead.has(label[at - 1]) && words.tops.at_start(behind).is_some();
        top = if is_top { Some(number.value) } else { top };
        bound = bounded(behind, number.value, words).or(bound);
        at += number.len.max(1);
    }
    (bound, top)
}

/// The bound that a value is by what stands behind it: its unit, and 以上 or 以下. What classes are numbered by may be told in several
/// ways (三级以上).
fn bounded(behind: &[char], value: Decimal, words: &Counting) -> Option<Bound> {
    let units = 1..=behind.len().min(UNIT);
    let told = units.filter(|len| words.classes.at_start(behind).is_none() || *len > 1).find_map(|len| {
        let rest = &behind[len..];
        let most = words.bounds_most.at_start(rest).is_some();
        (most || words.bounds_least.at_start(rest).is_some()).then_some(Bound { value, most })
    });
    let large = || words.bounds_money.at_start(behind).is_some() && value >= Decimal::from(LARGE);
    told.or_else(|| large().then_some(Bound { value, most: false }))
}

/// A unit has so many letters at most, ...
const UNIT: usize = 3;
/// ... and so much money is a class of size by itself: 千万元企业.
const LARGE: u32 = 10_000_000;

/// Whether a letter counts classes: 三, 5, A.
fn is_numeral(c: char) -> bool {
    HAN_NUMBERS.contains(c) || c.is_ascii_digit() || c.is_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn what_is_denied_is_the_opposite() {
        let words = &Config::builtin().unwrap().counting;
        let opposed = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|label| Denied::new(&label.chars().collect::<Vec<_>>(), words));
            assert_eq!(a.opposes(&b, words), b.opposes(&a, words));
            a.opposes(&b, words)
        };
        assert!(opposed("渔船年检达标", "渔船年检不达标"));
        assert!(opposed("旧网箱没拆", "拆除旧网箱"));
        assert!(opposed("航道未养护", "航道养护率"));
        assert!(!opposed("不达标渔船", "年检不达标渔船"));
        assert!(!opposed("不动产登记", "不动产登记业务"));
        assert!(!opposed("渔船年检", "渔船年检不达标"));
        assert!(!opposed("没有专职船员", "无专职船员"));
    }

    #[test]
    fn classes_are_told_apart_by_their_numerals() {
        let words = &Config::builtin().unwrap().counting;
        let opposed = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|label| Denied::new(&label.chars().collect::<Vec<_>>(), words));
            a.opposes(&b, words)
        };
        assert!(opposed("二、三级渔港", "三级渔港"));
        assert!(opposed("4A级渔村", "5A级渔村"));
        assert!(opposed("2号线", "3号线"));
        assert!(opposed("第一类渔船", "第二类渔船"));
        assert!(!opposed("二、三级渔港", "二三级渔港"));
        assert!(!opposed("三级以上渔港", "三级渔港"), "a range may be told in several ways");
        assert!(!opposed("三级渔港", "渔港"));
    }
}
