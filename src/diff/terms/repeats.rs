//! Stretches of text that are repeated and end where words end, found without a dictionary.
//!
//! All suffixes of the texts are sorted once (a suffix array with its common prefixes), which brings every repeated
//! stretch together with all its places. Of these the ones are kept that can go on in several ways on either side: the
//! branching criterion of Harris (1955), which Jin and Tanaka-Ishii (2006) measure for Chinese. That alone leaves ends
//! inside words where a character is common to many (我国经济, 全国经济), so each end is also weighed by how strongly
//! the two characters around it hang together, beside their neighbours inside (Sun, Shen and Tsou 1998).

use std::collections::HashMap;

use rayon::prelude::*;

use crate::similarity::Logs;

/// The longest stretch that is looked for, in characters.
pub(super) const LONGEST: usize = 20;
/// As far as suffixes are told apart.
const DEPTH: usize = LONGEST + 4;
/// How often a stretch stands in all texts together.
const FEWEST: usize = 3;

/// Characters between two breaks; `quoted` where a pair of quotation marks encloses them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) chars: Vec<char>,
    pub(super) quoted: bool,
}

/// A repeated stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    pub(super) chars: Vec<char>,
    /// How often it stands in each text.
    pub(super) counts: Vec<u32>,
    /// Of these, how often it is all that stands between two quotation marks.
    pub(super) quoted: u32,
}

impl Repeat {
    /// How often it stands in all texts.
    pub(super) fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// The mark between two runs, in place of a character.
const BREAK: u16 = 0;

/// Characters before and behind which a word always ends.
const ALWAYS: [char; 4] = ['\0', '的', '了', '等'];

/// What is known of two neighbouring characters.
#[derive(Debug, Clone, Copy, Default)]
struct Couple {
    count: u32,
    /// How often a run begins with it, and ends with it.
    starts: u32,
    ends: u32,
    /// How strongly the two hang together, in 2^-32 of a bit.
    bond: i64,
}

struct Texts {
    chars: Vec<char>,
    /// A number for each character, 0 for a break.
    names: Vec<u16>,
    /// Where each text ends.
    ends: Vec<usize>,
    /// Places of the first characters of quoted runs.
    quoted: Vec<bool>,
    /// What is known of the pair that begins at each place.
    couples: Vec<Couple>,
    /// Whether the character is one that is taken off the ends.
    loose: Vec<bool>,
    known: HashMap<char, u16>,
}

/// The repeated stretches of some texts of one body.
pub(super) struct Repeats {
    texts: Texts,
    /// The places of all characters, by what follows from there.
    order: Vec<u32>,
    /// In the order of their characters.
    pub(super) list: Vec<Repeat>,
}

impl Repeats {
    /// Finds them; `loose` are characters that are taken off their ends where nothing ties them to it.
    pub(super) fn new(texts: &[Vec<Run>], loose: &[char], logs: &Logs) -> Self {
        let mut texts = Texts::new(texts, loose);
        let order = texts.sorted();
        let common = texts.common(&order);
        texts.couple(&order, &common, logs);
        let mut list: Vec<Repeat> = stretches(&common)
            .into_par_iter()
            .filter_map(|(length, from, to)| texts.phrase(length, &order[from..to]))
            .collect();
        // Two stretches may be one without what was taken off.
        list.sort_by(|a, b| a.chars.cmp(&b.chars).then_with(|| b.total().cmp(&a.total())));
        list.dedup_by(|later, first| later.chars == first.chars);
        let mut repeats = Repeats { texts, order, list: Vec::new() };
        // It stands in more places than it was found at, where something else follows there.
        for one in &mut list {
            one.counts = repeats.texts.by_text(repeats.places(&one.chars));
        }
        repeats.list = list;
        repeats
    }

    /// How often a stretch stands in all texts, a phrase or not.
    pub(super) fn count(&self, chars: &[char]) -> u32 {
        self.places(chars).len() as u32
    }

    /// All places of a stretch.
    fn places(&self, chars: &[char]) -> &[u32] {
        let Some(names) = chars.iter().map(|c| self.texts.known.get(c).copied()).collect::<Option<Vec<u16>>>() else {
            return &[];
        };
        let head = |at: u32| {
            let rest = &self.texts.names[at as usize..];
            let end = rest.iter().take(names.len()).take_while(|name| **name != BREAK).count();
            &rest[..end]
        };
        let from = self.order.partition_point(|&at| head(at) < names.as_slice());
        let to = self.order.partition_point(|&at| head(at) <= names.as_slice());
        &self.order[from..to.max(from)]
    }
}

impl Texts {
    fn new(texts: &[Vec<Run>], loose: &[char]) -> Self {
        let mut chars = vec!['\0'];
        let (mut ends, mut quoted) = (Vec::new(), vec![false]);
        for runs in texts {
            for run in runs {
                quoted.push(run.quoted);
                quoted.resize(chars.len() + run.chars.len() + 1, false);
                chars.extend(&run.chars);
                chars.push('\0');
            }
            ends.push(chars.len());
        }
        let mut known: HashMap<char, u16> = HashMap::from([('\0', BREAK)]);
        let names = chars
            .iter()
            .map(|&c| {
                let next = u16::try_from(known.len()).unwrap_or(u16::MAX);
                *known.entry(c).or_insert(next)
            })
            .collect();
        let loose = chars.iter().map(|c| loose.contains(c)).collect();
        Texts { chars, names, ends, quoted, couples: Vec::new(), loose, known }
    }

    /// The places of all characters, by what follows from there.
    fn sorted(&self) -> Vec<u32> {
        let mut places: Vec<(u128, u32)> =
            (0..self.names.len()).filter(|&at| self.names[at] != BREAK).map(|at| (self.key(at), at as u32)).collect();
        places.par_sort_unstable_by(|a, b| {
            let rest = |at: u32| self.tail(at as usize);
            a.0.cmp(&b.0).then_with(|| rest(a.1).cmp(rest(b.1))).then(a.1.cmp(&b.1))
        });
        places.into_iter().map(|(_, at)| at).collect()
    }

    /// The first eight characters from a place as one number; nothing behind a break counts.
    fn key(&self, at: usize) -> u128 {
        let mut key = 0;
        let mut live = true;
        for offset in 0..8 {
            let name = self.names.get(at + offset).copied().filter(|_| live).unwrap_or(BREAK);
            live &= name != BREAK;
            key = key << 16 | u128::from(name);
        }
        key
    }

    /// The characters behind the first eight, up to a break.
    fn tail(&self, at: usize) -> &[u16] {
        let end = (at + DEPTH).min(self.names.len());
        let head = &self.names[at..end];
        let length = head.iter().position(|&name| name == BREAK).unwrap_or(head.len());
        &head[length.min(8)..length]
    }

    /// How many characters each place shares with the one before it in the order.
    fn common(&self, order: &[u32]) -> Vec<usize> {
        let shared = |a: u32, b: u32| {
            let (a, b) = (&self.names[a as usize..], &self.names[b as usize..]);
            a.iter().zip(b).take(DEPTH).take_while(|(x, y)| x == y && **x != BREAK).count()
        };
        std::iter::once(0).chain(order.windows(2).map(|pair| shared(pair[0], pair[1]))).take(order.len()).collect()
    }

    /// Weighs each pair of neighbours.
    fn couple(&mut self, order: &[u32], common: &[usize], logs: &Logs) {
        let mut single = vec![0u32; usize::from(u16::MAX) + 1];
        for &name in &self.names {
            single[usize::from(name)] += 1;
        }
        let single: Vec<i64> = single.iter().map(|count| logs.of(u64::from(*count))).collect();
        let total = logs.of(order.len() as u64);
        self.couples = vec![Couple::default(); self.names.len()];
        let mut from = 0;
        while from < order.len() {
            let to = (from + 1..order.len()).find(|&at| common[at] < 2).unwrap_or(order.len());
            let places = &order[from..to];
            from = to;
            let first = places[0] as usize;
            if self.names[first + 1] == BREAK {
                continue;
            }
            let edge = |c: &char| ALWAYS.contains(c);
            let count = places.len() as u32;
            let [x, y] = [0, 1].map(|offset| single[usize::from(self.names[first + offset])]);
            let n = i64::from(count);
            // Pointwise mutual information, less sure where there is little to go by.
            let bond = (logs.of(places.len() as u64) + total - x - y) * n / (n + 1);
            let starts = places.iter().filter(|&&at| edge(&self.chars[at as usize - 1])).count() as u32;
            let ends = places.iter().filter(|&&at| edge(&self.chars[at as usize + 2])).count() as u32;
            let couple = Couple { count, starts, ends, bond };
            for &at in places {
                self.couples[at as usize] = couple;
            }
        }
    }

    fn bond(&self, at: usize) -> i64 {
        self.couples[at].bond
    }

    /// How many of the places each text has.
    fn by_text(&self, places: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.ends.len()];
        for &at in places {
            counts[self.ends.partition_point(|&end| end <= at as usize)] += 1;
        }
        counts
    }

    /// The stretch that stands at all these places, where its ends are ends of words.
    fn phrase(&self, length: usize, places: &[u32]) -> Option<Repeat> {
        let count = places.len();
        let first = places[0] as usize;
        let length = self.without_loose(first, length);
        if count < FEWEST || !(2..=LONGEST).contains(&length) || self.starts_loose(first, length) {
            return None;
        }
        let last = length - 1;
        let (mut left, mut right) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut open, mut close, mut starts, mut ends) = (0usize, 0usize, 0usize, 0usize);
        for &at in places {
            let at = at as usize;
            let (before, behind) = (self.chars[at - 1], self.chars[at + length]);
            let edge = ALWAYS.contains(&before);
            starts += usize::from(edge);
            open += usize::from(edge || self.bond(at - 1) < self.bond(at));
            if !edge {
                left.push(before);
            }
            let edge = ALWAYS.contains(&behind);
            ends += usize::from(edge);
            close += usize::from(edge || self.bond(at + last) < self.bond(at + last - 1));
            if !edge {
                right.push(behind);
            }
        }
        // Not always within the same longer stretch, and nearly always between two words.
        let free = |neighbours: &mut Vec<char>| {
            neighbours.sort_unstable();
            let most = neighbours.chunk_by(|a, b| a == b).map(<[char]>::len).max().unwrap_or(0);
            most * 10 <= count * 8
        };
        if !free(&mut left) || !free(&mut right) || open * 10 < count * 8 || close * 10 < count * 8 {
            return None;
        }
        // Its first and last words begin and end what stands between two breaks often enough.
        let (head, tail) = (self.couples[first], self.couples[first + last - 1]);
        let share = |own: usize, of: u32, all: u32| {
            (own as f64 + 4.0 * f64::from(of + 2) / f64::from(all + 10)) / (count as f64 + 4.0)
        };
        if length <= 7
            && (share(starts, head.starts, head.count) < OPENS || share(ends, tail.ends, tail.count) < CLOSES)
        {
            return None;
        }
        let counts = self.by_text(places);
        let mut quoted = 0;
        for &at in places {
            quoted += u32::from(self.quoted[at as usize] && self.chars[at as usize + length] == '\0');
        }
        Some(Repeat { chars: self.chars[first..first + length].to_vec(), counts, quoted })
    }

    /// The length without the loose characters at the end that nothing ties to what stands before them.
    fn without_loose(&self, first: usize, mut length: usize) -> usize {
        while length >= 2 {
            let last = first + length - 1;
            let tied = length > 2 && self.bond(last - 1) > self.bond(last - 2);
            if !self.loose[last] || tied && !ALWAYS.contains(&self.chars[last]) {
                break;
            }
            length -= 1;
        }
        length
    }

    /// Whether the first character is a loose one that nothing ties to what follows it.
    fn starts_loose(&self, first: usize, length: usize) -> bool {
        let c = self.chars[first];
        let tied = length > 2 && self.bond(first) > self.bond(first + 1);
        // 以……为核心: a frame that a phrase may begin with.
        ALWAYS.contains(&c) || self.loose[first] && !tied && (c != '以' || length < 6)
    }
}

/// How often, at least, the first and the last two characters stand beside a break, of all their places.
const OPENS: f64 = 0.04;
const CLOSES: f64 = 0.06;

/// All repeated stretches that can go on in several ways: length, and the places in the order that share it.
fn stretches(common: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for at in 0..=common.len() {
        let shared = common.get(at).copied().unwrap_or(0);
        let mut from = at.saturating_sub(1);
        while let Some(&(length, start)) = open.last().filter(|(length, _)| *length > shared) {
            open.pop();
            from = start;
            if length >= 2 && at - start >= FEWEST {
                found.push((length, start, at));
            }
        }
        if shared > 0 && open.last().is_none_or(|&(length, _)| length < shared) {
            open.push((shared, from));
        }
    }
    found
}
