//! A set of phrases that is asked at a place of a text: which is the longest that starts, or ends, here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use super::Direction;
use super::file::{LINES, Word};

/// Phrases with a value each, found by longest match.
// In a box: hundreds of them stand side by side in what is read of a file, and are moved with it.
#[derive(Debug, Clone)]
pub struct Phrases<T>(Box<Indexed<T>>);

// What it holds is made of the words when it is first asked for: a run asks few of the sets, and most of those from one side.
#[derive(Debug, Clone)]
struct Indexed<T> {
    /// The words as the file has them, a line each, with the value of all; none where the entries were made of something else.
    lines: Option<(Box<str>, T)>,
    entries: OnceLock<Entries<T>>,
    starts: OnceLock<Index<T>>,
    ends: OnceLock<Index<T>>,
}

/// Phrases in the order in which they were given.
#[derive(Debug, Clone)]
struct Entries<T> {
    /// All phrases, one behind the other.
    chars: Vec<char>,
    /// Where each phrase stands, with its value; of equal ones the later stands first and is found.
    places: Vec<(u32, u32, T)>,
}

impl<T: Copy> Entries<T> {
    fn new<'a>(phrases: impl Iterator<Item = (&'a str, T)>) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (phrase, value) in phrases {
            let from = chars.len() as u32;
            chars.extend(phrase.chars().map(crate::text::fold));
            let to = chars.len() as u32;
            if from < to {
                places.push((from, to, value));
            }
        }
        places.reverse();
        Entries { chars, places }
    }
}

/// Phrases by their first character, or by their last.
#[derive(Debug, Clone)]
struct Index<T> {
    /// A bit for each of these characters, by [`bit`]: most look-ups find nothing, and most of those end here.
    some: [u64; WORDS],
    /// How many bits are set in the words before each.
    ranks: [u16; WORDS],
    /// For each bit that is set, in order, where its phrases end among the entries: those of all characters that have it.
    ends: Vec<u32>,
    /// Where each phrase stands, with its value; those of a character from the longest to the shortest.
    entries: Vec<(u32, u32, T)>,
    /// All phrases, in the order of the entries.
    chars: Vec<char>,
}

/// How many words of bits an index has.
const WORDS: usize = 8;

/// The word and the bit of a character: neighbours have bits of their own.
fn bit(c: char) -> (usize, u64) {
    let at = u32::from(c) ^ u32::from(c) >> 9;
    (at as usize / 64 % WORDS, 1 << (at % 64))
}

impl<T: Copy> Index<T> {
    /// The phrases by what `edge` says of each: its first character or its last.
    fn new(Entries { chars, places }: &Entries<T>, edge: impl Fn(&[char]) -> char) -> Self {
        let phrase = |(from, to, _): &(u32, u32, T)| &chars[*from as usize..*to as usize];
        let bits = |place: &(u32, u32, T)| bit(edge(phrase(place)));
        let mut places = places.clone();
        places.sort_by_cached_key(|place| (bits(place), edge(phrase(place)), u32::MAX - (place.1 - place.0)));
        let (mut some, mut ranks, mut ends) = ([0; WORDS], [0; WORDS], Vec::new());
        for same in places.chunk_by(|a, b| bits(a) == bits(b)) {
            let (word, bit) = bits(&same[0]);
            some[word] |= bit;
            ranks[word + 1..].iter_mut().for_each(|rank| *rank += 1);
            ends.push(ends.last().map_or(0, |end| *end) + same.len() as u32);
        }
        let mut laid = Vec::with_capacity(chars.len());
        let entries = places.iter().map(|place| {
            let from = laid.len() as u32;
            laid.extend_from_slice(phrase(place));
            (from, laid.len() as u32, place.2)
        });
        Index { some, ranks, ends, entries: entries.collect(), chars: laid }
    }

    /// The characters of an entry.
    fn phrase(&self, (from, to, _): &(u32, u32, T)) -> &[char] {
        &self.chars[*from as usize..*to as usize]
    }

    /// The phrases of a character, and of those that share its bit.
    fn of(&self, head: char) -> &[(u32, u32, T)] {
        let (word, bit) = bit(head);
        if self.some[word] & bit == 0 {
            return &[];
        }
        let at = usize::from(self.ranks[word]) + (self.some[word] & (bit - 1)).count_ones() as usize;
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.entries[from as usize..self.ends[at] as usize]
    }
}

/// Whether one text begins with the other: as a rule a few characters, fewer than a call is worth.
fn begins(text: &[char], phrase: &[char]) -> bool {
    text.len() >= phrase.len() && text.iter().zip(phrase).all(|(own, other)| own == other)
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases::made(None, OnceLock::new())
    }
}

impl<T> Phrases<T> {
    fn made(lines: Option<(Box<str>, T)>, entries: OnceLock<Entries<T>>) -> Self {
        Phrases(Box::new(Indexed { lines, entries, starts: OnceLock::new(), ends: OnceLock::new() }))
    }
}

impl<T: Copy> Phrases<T> {
    /// A set of the given phrases; of two that are equal the later counts. Empty phrases are left out.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Phrases::made(None, Entries::new(phrases.into_iter()).into())
    }

    fn entries(&self) -> &Entries<T> {
        let Indexed { lines, entries, .. } = &*self.0;
        let words = || lines.iter().flat_map(|(lines, value)| lines.split('\n').map(|word| (word, *value)));
        entries.get_or_init(|| Entries::new(words()))
    }

    /// The phrases by their first character.
    fn starts(&self) -> &Index<T> {
        self.0.starts.get_or_init(|| Index::new(self.entries(), |phrase| phrase[0]))
    }

    /// The phrases by their last character.
    fn ends(&self) -> &Index<T> {
        self.0.ends.get_or_init(|| Index::new(self.entries(), |phrase| phrase[phrase.len() - 1]))
    }

    /// The phrases of several lists, each with its list's value; of two that are equal the later counts.
    pub fn of_lists(lists: &[(&Vec<impl AsRef<str>>, T)]) -> Self {
        Phrases::new(lists.iter().flat_map(|(words, value)| words.iter().map(|word| (word.as_ref(), *value))))
    }

    /// Whether a word is a phrase.
    pub fn is_word(&self, word: &str) -> bool {
        self.is(&word.chars().map(crate::text::fold).collect::<Vec<_>>())
    }

    /// Whether any phrase begins with `c`.
    pub fn opens(&self, c: char) -> bool {
        let starts = self.starts();
        starts.of(c).iter().any(|entry| starts.phrase(entry)[0] == c)
    }

    /// The longest phrase that `chars` begins with: its length in scalar values, and its value.
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, T)> {
        let starts = self.starts();
        let found = starts.of(*chars.first()?).iter().find(|entry| begins(chars, starts.phrase(entry)));
        found.map(|(from, to, value)| ((to - from) as usize, *value))
    }

    /// The longest phrase that `chars` ends with: its length in scalar values, and its value.
    pub fn at_end(&self, chars: &[char]) -> Option<(usize, T)> {
        let ends = self.ends();
        let is_end = |(from, to, _): &&(u32, u32, T)| {
            let from_here = chars.len().checked_sub((to - from) as usize);
            from_here.is_some_and(|at| begins(&chars[at..], &ends.chars[*from as usize..*to as usize]))
        };
        let found = ends.of(*chars.last()?).iter().find(is_end);
        found.map(|(from, to, value)| ((to - from) as usize, *value))
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

impl Phrases<()> {
    /// These, and each of two characters with `c` before it: 认定, 新认定.
    pub(super) fn also_behind(&self, c: char) -> Self {
        let Entries { mut chars, mut places } = self.entries().clone();
        let short: Vec<(u32, u32, ())> = places.iter().filter(|(from, to, ())| to - from == 2).copied().collect();
        for (from, to, ()) in short {
            let start = chars.len() as u32;
            chars.push(c);
            chars.extend_from_within(from as usize..to as usize);
            places.push((start, chars.len() as u32, ()));
        }
        Phrases::made(None, Entries { chars, places }.into())
    }
}

/// A list of words.
impl<'de> Deserialize<'de> for Phrases<()> {
    // There are hundreds of lists: the code for one is not repeated where each is read. So below.
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Phrases<()>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a sequence")
            }

            fn visit_str<E: Error>(self, lines: &str) -> Result<Phrases<()>, E> {
                Ok(Phrases::made(Some((lines.into(), ())), OnceLock::new()))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, file: D) -> Result<Phrases<()>, D::Error> {
                let words = Vec::<Word<'de>>::deserialize(file)?;
                Ok(Phrases::of_lists(&[(&words, ())]))
            }
        }
        file.deserialize_newtype_struct(LINES, Read)
    }
}

/// A table of words with a number each: a place in an order, a year.
impl<'de> Deserialize<'de> for Phrases<i64> {
    #[inline(never)]
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
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let mut chars: Vec<char> = String::deserialize(file)?.chars().map(crate::text::fold).collect();
        chars.sort_unstable();
        chars.dedup();
        Ok(Chars(chars.into_boxed_slice()))
    }
}

/// Words of change by their direction, as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Directed {
    rise: Vec<String>,
    fall: Vec<String>,
}

impl<'de> Deserialize<'de> for Phrases<Direction> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let Directed { rise, fall } = Directed::deserialize(file)?;
        Ok(Phrases::of_lists(&[(&rise, Direction::Up), (&fall, Direction::Down)]))
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
        assert_eq!(Phrases::new([("个", 1), ("", 2), ("个", 3)]).at_start(&chars), Some((1, 3)));
    }
}
