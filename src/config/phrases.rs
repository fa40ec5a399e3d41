//! A set of phrases that is asked at a place of a text: which is the longest that starts, or ends, here.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// A phrase and its value.
type Entry<T> = (Box<[char]>, T);

/// Phrases with a value each, found by longest match.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first character; longest first. A tree, for most look-ups find nothing and should cost no hash.
    starts: BTreeMap<char, Vec<Entry<T>>>,
    /// By last character; longest first.
    ends: BTreeMap<char, Vec<Entry<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { starts: BTreeMap::new(), ends: BTreeMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// A set of the given phrases; of two that are equal the later counts. Empty phrases are left out.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut set = Phrases { starts: BTreeMap::new(), ends: BTreeMap::new() };
        for (phrase, value) in phrases {
            let chars: Box<[char]> = phrase.chars().map(crate::text::fold).collect();
            let (Some(&first), Some(&last)) = (chars.first(), chars.last()) else { continue };
            insert(set.starts.entry(first).or_default(), chars.clone(), value);
            insert(set.ends.entry(last).or_default(), chars, value);
        }
        set
    }

    /// The phrases of several lists, each with its list's value; of two that are equal the later counts.
    pub fn of_lists(lists: &[(&Vec<String>, T)]) -> Self {
        Phrases::new(lists.iter().flat_map(|(words, value)| words.iter().map(|word| (word.as_str(), *value))))
    }

    /// Whether a word is a phrase.
    pub fn is_word(&self, word: &str) -> bool {
        self.is(&word.chars().map(crate::text::fold).collect::<Vec<_>>())
    }

    /// Whether any phrase begins with `c`.
    pub fn opens(&self, c: char) -> bool {
        self.starts.contains_key(&c)
    }

    /// The longest phrase that `chars` begins with: its length in scalar values, and its value.
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, T)> {
        let list = self.starts.get(chars.first()?)?;
        list.iter().find(|(phrase, _)| chars.starts_with(phrase)).map(|(phrase, value)| (phrase.len(), *value))
    }

    /// The longest phrase that `chars` ends with: its length in scalar values, and its value.
    pub fn at_end(&self, chars: &[char]) -> Option<(usize, T)> {
        let list = self.ends.get(chars.last()?)?;
        list.iter().find(|(phrase, _)| chars.ends_with(phrase)).map(|(phrase, value)| (phrase.len(), *value))
    }

    /// The first place at which a phrase stands: its offset in `chars`, its length and value. Longest match at a place.
    pub fn find(&self, chars: &[char]) -> Option<(usize, usize, T)> {
        (0..chars.len()).find_map(|at| self.at_start(&chars[at..]).map(|(len, value)| (at, len, value)))
    }

    /// The last place at which a phrase stands; longest match at its end.
    pub fn rfind(&self, chars: &[char]) -> Option<(usize, usize, T)> {
        (1..=chars.len()).rev().find_map(|end| self.at_end(&chars[..end]).map(|(len, value)| (end - len, len, value)))
    }

    /// Whether any phrase stands anywhere in `chars`.
    pub fn any(&self, chars: &[char]) -> bool {
        self.find(chars).is_some()
    }

    /// Whether `chars` as a whole is a phrase.
    pub fn is(&self, chars: &[char]) -> bool {
        self.at_start(chars).is_some_and(|(len, _)| len == chars.len())
    }
}

/// A list of words.
impl<'de> Deserialize<'de> for Phrases<()> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let words = Vec::<String>::deserialize(file)?;
        Ok(Phrases::of_lists(&[(&words, ())]))
    }
}

/// A table of words with a number each: a place in an order, a year.
impl<'de> Deserialize<'de> for Phrases<i64> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let words = BTreeMap::<String, i64>::deserialize(file)?;
        Ok(Phrases::new(words.iter().map(|(word, number)| (word.as_str(), *number))))
    }
}

/// A set of single characters (字).
#[derive(Debug, Clone, Default)]
pub struct Chars(Box<[char]>);

impl Chars {
    /// Whether `c` is one of them.
    pub fn has(&self, c: char) -> bool {
        self.0.binary_search(&c).is_ok()
    }

    /// Whether `chars` begins with one of them.
    pub fn open(&self, chars: &[char]) -> bool {
        chars.first().is_some_and(|c| self.has(*c))
    }

    /// Whether `chars` ends with one of them.
    pub fn close(&self, chars: &[char]) -> bool {
        chars.last().is_some_and(|c| self.has(*c))
    }

    /// Whether one of them stands anywhere in `chars`.
    pub fn any(&self, chars: &[char]) -> bool {
        chars.iter().any(|c| self.has(*c))
    }
}

/// The characters in a row, in any order: "和与及".
impl<'de> Deserialize<'de> for Chars {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let mut chars: Vec<char> = String::deserialize(file)?.chars().map(crate::text::fold).collect();
        chars.sort_unstable();
        chars.dedup();
        Ok(Chars(chars.into_boxed_slice()))
    }
}

fn insert<T>(list: &mut Vec<(Box<[char]>, T)>, phrase: Box<[char]>, value: T) {
    match list.iter().position(|(other, _)| *other == phrase) {
        Some(at) => list[at].1 = value,
        None => {
            let at = list.partition_point(|(other, _)| other.len() >= phrase.len());
            list.insert(at, (phrase, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let set = Phrases::new([("个", 1), ("个百分点", 2), ("百分点", 3)]);
        let chars: Vec<char> = "个百分点,".chars().collect();
        assert_eq!(set.at_start(&chars), Some((4, 2)));
        assert_eq!(set.at_end(&chars[..4]), Some((4, 2)));
        assert_eq!(set.find(&chars[1..]), Some((0, 3, 3)));
        assert_eq!(set.rfind(&chars), Some((0, 4, 2)));
        assert!(set.is(&chars[..1]) && !set.is(&chars[..2]));
    }
}
