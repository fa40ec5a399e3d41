//! Sentences of two reports paired (句子对齐): inside aligned sections first, then over the whole report.
//!
//! What reads alike anchors; the heaviest run of anchors that keeps its order parts the reports into gaps; a gap is
//! solved as a whole, where a weak likeness will do, for the neighbours speak for it; what is left over is paired over
//! the whole report, where only a strong likeness will do.
//!
//! ```text
//! a   1  2  3  4  5        1–1, 5–4 anchors
//!     │  └──┐   ╲ │        gap {2 3 4} {2 3}: 2–3 in the gap; 4 and 2 are left over
//! b   1  2  3     4
//! ```

mod features;
mod gaps;
mod frames;

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::pair::Pair;
use crate::report::{Report, SectionId};
use crate::similarity::Weights;

use super::order::heaviest_run;
use super::tokens::Tokens;
use super::units::Unit;
pub(crate) use features::mark_length;
use features::{Feature, likeness};

/// Units that belong together; at least one side is a single unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Indices of the earlier report's units.
    pub before: Range<usize>,
    /// Indices of the later report's units.
    pub after: Range<usize>,
    /// Whether it stands elsewhere among the others.
    pub moved: bool,
}

/// The least likeness of two sentences that nothing but their words brings together.
const ALONE: u32 = 500;
/// The least likeness of an anchor that does not read alike.
const ANCHOR: u32 = 700;
/// By how much an anchor must be more alike than its rivals.
const MARGIN: u32 = 80;
/// The fewest characters of a sentence that is said to have moved word for word, and in other words.
const MOVED: (u32, u32) = (6, 16);

/// How two sections belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// Each is what the other one mainly became or was.
    Partners,
    /// They share text, or the one is right above the other's partner.
    Near,
    /// Not at all.
    None,
    /// What was done beside what is to come: the same words say different things there.
    Opposed,
}

/// From this many characters on a sentence that reads alike is the same one, wherever it stands.
const LONG: u32 = 24;

/// Two reports' units with all that pairing them needs.
struct Sides<'a> {
    features: Pair<Vec<Feature>>,
    units: Pair<&'a [Unit]>,
    kinship: &'a dyn Fn(SectionId, SectionId) -> Kinship,
}

impl Sides<'_> {
    /// How alike two units are, with what their sections say.
    fn score(&self, a: usize, b: usize) -> u32 {
        let own = likeness(&self.features.before[a], &self.features.after[b]);
        if own == 0 || own == 1000 {
            return own;
        }
        let bonus = match self.kinship(a, b) {
            Kinship::Partners if self.headings(a, b) => 300,
            Kinship::Partners | Kinship::Near => 40,
            Kinship::None => return own.saturating_sub(30),
            Kinship::Opposed => return own.saturating_sub(100),
        };
        (own + bonus).min(999)
    }

    fn kinship(&self, a: usize, b: usize) -> Kinship {
        match (self.units.before[a].section, self.units.after[b].section) {
            (Some(x), Some(y)) => (self.kinship)(x, y),
            (None, None) => Kinship::Near,
            _ => Kinship::None,
        }
    }

    fn headings(&self, a: usize, b: usize) -> bool {
        self.units.before[a].heading && self.units.after[b].heading
    }
}

/// Which unit is which so far.
struct Matched {
    /// For each unit of the earlier report, its partner; of a split or merge the first pair found.
    before: Vec<Option<usize>>,
    /// For each unit of the later report, its partner.
    after: Vec<Option<usize>>,
    /// Which units are in a pair, a split or a merge.
    taken: Pair<Vec<bool>>,
    /// Splits and merges.
    links: Vec<Link>,
    /// Which units of the earlier report are in a split or a merge.
    several: Vec<bool>,
}

impl Matched {
    fn new(before: usize, after: usize) -> Self {
        Matched {
            before: vec![None; before],
            after: vec![None; after],
            taken: Pair::new(vec![false; before], vec![false; after]),
            links: Vec::new(),
            several: vec![false; before],
        }
    }

    fn add(&mut self, a: usize, b: usize) {
        self.before[a] = Some(b);
        self.after[b] = Some(a);
        self.taken.before[a] = true;
        self.taken.after[b] = true;
    }

    fn drop(&mut self, a: usize, b: usize) {
        self.before[a] = None;
        self.after[b] = None;
        self.taken.before[a] = false;
        self.taken.after[b] = false;
    }

    /// Several units as one pair; the pair of `a` and `b` stands for them.
    fn link(&mut self, a: usize, b: usize, before: Range<usize>, after: Range<usize>) {
        self.add(a, b);
        self.taken.before[before.clone()].fill(true);
        self.several[before.clone()].fill(true);
        self.taken.after[after.clone()].fill(true);
        self.links.push(Link { before, after, moved: false });
    }

    /// The pair that one of two units is in, where the other one is free, stands right beside the pair, and could be a
    /// further part of it.
    fn beside(&self, a: usize, b: usize) -> Option<Link> {
        if self.taken.before[a] == self.taken.after[b] {
            return None;
        }
        let link = match self.links.iter().find(|link| link.before.contains(&a) || link.after.contains(&b)) {
            Some(link) => link.clone(),
            None => {
                let (a, b) = self.before[a].map_or_else(|| Some((self.after[b]?, b)), |b| Some((a, b)))?;
                Link { before: a..a + 1, after: b..b + 1, moved: false }
            }
        };
        let (whole, parts, new) = match self.taken.before[a] {
            true => (&link.before, &link.after, b),
            false => (&link.after, &link.before, a),
        };
        (whole.len() == 1 && (new + 1 == parts.start || new == parts.end)).then_some(link)
    }

    /// Adds the free one of two units to the pair [beside](Matched::beside) it.
    fn grow(&mut self, a: usize, b: usize) {
        let Some(link) = self.beside(a, b) else { return };
        self.links.retain(|other| *other != link);
        let grown = |range: Range<usize>, new: usize| range.start.min(new)..range.end.max(new + 1);
        let link = Link { before: grown(link.before, a), after: grown(link.after, b), moved: false };
        self.taken.before[link.before.clone()].fill(true);
        self.several[link.before.clone()].fill(true);
        self.taken.after[link.after.clone()].fill(true);
        self.links.push(link);
    }

    fn free(&self, a: usize, b: usize) -> bool {
        !self.taken.before[a] && !self.taken.after[b]
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        self.before.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?))).collect()
    }

    /// For each unit of the earlier report the first one that it belongs to.
    fn partners(&self) -> Vec<Option<usize>> {
        let mut partners = self.before.clone();
        for link in &self.links {
            partners[link.before.clone()].fill(Some(link.after.start));
        }
        partners
    }

    fn stands_for_several(&self, a: usize) -> bool {
        self.several[a]
    }
}

/// Pairs the units of two reports; `kinship` says how two sections belong together.
///
/// Links come in the order of the later report. Units that nothing pairs are in none.
pub fn align(
    reports: Pair<&Report>,
    tokens: Pair<&Tokens>,
    units: Pair<&[Unit]>,
    kinship: &dyn Fn(SectionId, SectionId) -> Kinship,
    weights: &Weights,
) -> Vec<Link> {
    let sides = Sides { features: features::features(reports, tokens, units, weights), units, kinship };
    let mut matched = Matched::new(units.before.len(), units.after.len());
    alike(&sides, &mut matched);
    let candidates = candidates(&sides, &matched);
    anchors(&candidates, &mut matched);
    drop_doubtful_moves(&sides, &mut matched);
    gaps::absorb(&sides, &mut matched);
    gaps::solve(&sides, &candidates, &mut matched);
    left_over(&sides, &candidates, &mut matched);
    beside_moves(&sides, &mut matched);
    drop_doubtful_moves(&sides, &mut matched);
    gaps::absorb(&sides, &mut matched);
    frames::pair(&sides, &mut matched);
    finish(&sides, &matched)
}

/// Pairs what reads alike: what stands once on both sides, then what stands beside such a pair.
fn alike(sides: &Sides<'_>, matched: &mut Matched) {
    for by in [|f: &Feature| f.exact, |f: &Feature| f.masked] {
        let mut seen: HashMap<u32, Pair<(u32, usize)>> = HashMap::new();
        for (at, feature) in sides.features.before.iter().enumerate().filter(|(at, _)| !matched.taken.before[*at]) {
            let entry = &mut seen.entry(by(feature)).or_default().before;
            *entry = (entry.0 + 1, at);
        }
        for (at, feature) in sides.features.after.iter().enumerate().filter(|(at, _)| !matched.taken.after[*at]) {
            let entry = &mut seen.entry(by(feature)).or_default().after;
            *entry = (entry.0 + 1, at);
        }
        for (a, feature) in sides.features.before.iter().enumerate() {
            if let Some(Pair { before: (1, x), after: (1, b) }) = seen.get(&by(feature))
                && *x == a
                && (sides.kinship(a, *b) != Kinship::Opposed || feature.chars >= LONG)
            {
                matched.add(a, *b);
            }
        }
        for (a, b) in matched.pairs() {
            for step in [1isize, -1] {
                let (mut a, mut b) = (a, b);
                while let (Some(x), Some(y)) = (a.checked_add_signed(step), b.checked_add_signed(step)) {
                    let same = match (sides.features.before.get(x), sides.features.after.get(y)) {
                        (Some(f), Some(g)) => by(f) == by(g),
                        _ => false,
                    };
                    if !same || !matched.free(x, y) {
                        break;
                    }
                    matched.add(x, y);
                    (a, b) = (x, y);
                }
            }
        }
    }
}

/// Pairs worth a look: units that share telling words, best first for each earlier unit.
struct Candidates {
    /// For each earlier unit: later units with their scores, best first.
    before: Vec<Vec<(usize, u32)>>,
    /// For each later unit: earlier units with their scores, best first.
    after: Vec<Vec<(usize, u32)>>,
}

/// How many candidates of a unit are looked at.
const MOST: usize = 12;
/// A candidate's least score.
const LEAST: u32 = 200;

fn candidates(sides: &Sides<'_>, matched: &Matched) -> Candidates {
    let count = sides.units.map(<[Unit]>::len);
    // A word that stands in many units finds nothing; in long texts only rare words are followed.
    let most = if count.before.max(count.after) < 4000 { 150 } else { 24 };
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (b, feature) in sides.features.after.iter().enumerate().filter(|(b, _)| !matched.taken.after[*b]) {
        for (word, _) in &feature.words {
            places.entry(*word).or_default().push(b as u32);
        }
    }
    let mut found = Candidates { before: vec![Vec::new(); count.before], after: vec![Vec::new(); count.after] };
    let mut sums = vec![0u32; count.after];
    for (a, feature) in sides.features.before.iter().enumerate().filter(|(a, _)| !matched.taken.before[*a]) {
        let mut touched: Vec<u32> = Vec::new();
        for (word, weight) in &feature.words {
            for &b in places.get(word).filter(|list| list.len() <= most).into_iter().flatten() {
                if sums[b as usize] == 0 {
                    touched.push(b);
                }
                sums[b as usize] += weight;
            }
        }
        let mut list: Vec<(u32, u32)> = touched
            .iter()
            .map(|&b| {
                let mass = feature.mass + sides.features.after[b as usize].mass;
                (2000 * std::mem::take(&mut sums[b as usize]) / mass.max(1), b)
            })
            .collect();
        list.sort_by_key(|&(share, b)| (std::cmp::Reverse(share), b));
        list.truncate(2 * MOST);
        for (_, b) in list {
            let score = sides.score(a, b as usize);
            if score >= LEAST {
                found.before[a].push((b as usize, score));
                found.after[b as usize].push((a, score));
            }
        }
    }
    for list in found.before.iter_mut().chain(&mut found.after) {
        list.sort_by_key(|&(at, score)| (std::cmp::Reverse(score), at));
        list.truncate(MOST);
    }
    found
}

impl Candidates {
    /// The best score of a unit's free candidates other than `but`.
    fn rival(list: &[(usize, u32)], taken: &[bool], but: usize) -> u32 {
        list.iter().find(|(at, _)| *at != but && !taken[*at]).map_or(0, |(_, score)| *score)
    }
}

/// Pairs what is each other's best by far.
fn anchors(candidates: &Candidates, matched: &mut Matched) {
    let mut found = Vec::new();
    for (a, list) in candidates.before.iter().enumerate() {
        let Some(&(b, score)) = list.iter().find(|(b, _)| !matched.taken.after[*b]) else { continue };
        let rival = Candidates::rival(list, &matched.taken.after, b).max(Candidates::rival(
            &candidates.after[b],
            &matched.taken.before,
            a,
        ));
        if score >= ANCHOR && score >= rival + MARGIN && matched.free(a, b) {
            found.push((a, b));
        }
    }
    for (a, b) in found {
        matched.add(a, b);
    }
}

/// What two units carry: the characters of the shorter one, by how alike they are.
fn carried(sides: &Sides<'_>, a: usize, b: usize) -> u64 {
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    // A heading holds its section in place.
    let chars = x.chars.min(y.chars) + if sides.headings(a, b) { 60 } else { 0 };
    u64::from(chars) * u64::from(likeness(x, y)) + 1
}

/// The pairs that keep their order, as indices of the earlier report.
fn in_order(sides: &Sides<'_>, matched: &Matched) -> Vec<usize> {
    let pairs = matched.pairs();
    let places: Vec<(usize, u64)> = pairs.iter().map(|&(a, b)| (b, carried(sides, a, b))).collect();
    heaviest_run(&places).into_iter().map(|at| pairs[at].0).collect()
}

/// Parts pairs that are out of order and too short or too little alike to be called moved: a false move annoys more than
/// a missed one.
fn drop_doubtful_moves(sides: &Sides<'_>, matched: &mut Matched) {
    let kept = in_order(sides, matched);
    for (a, b) in matched.pairs() {
        if kept.binary_search(&a).is_ok() || matched.stands_for_several(a) {
            continue;
        }
        let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
        let least = if x.exact == y.exact { MOVED.0 } else { MOVED.1 };
        let heading = (x.heading || y.heading) && x.exact != y.exact && sides.kinship(a, b) != Kinship::Partners;
        let short = x.chars.min(y.chars) < least && !sides.headings(a, b);
        if short || heading {
            matched.drop(a, b);
        }
    }
}

/// Pairs over the whole report what is still alone, the heaviest first.
fn left_over(sides: &Sides<'_>, candidates: &Candidates, matched: &mut Matched) {
    let mut list: Vec<(u32, usize, usize)> = Vec::new();
    for (a, found) in candidates.before.iter().enumerate() {
        let least = |b: usize| if sides.kinship(a, b) == Kinship::Opposed { ANCHOR } else { ALONE };
        list.extend(found.iter().filter(|(b, score)| *score >= least(*b)).map(|&(b, score)| (score, a, b)));
    }
    list.sort_by_key(|&(score, a, b)| (std::cmp::Reverse(score), a, b));
    for (_, a, b) in list {
        if matched.free(a, b) {
            matched.add(a, b);
        }
    }
}

/// The least likeness of two sentences that stand beside a pair that moved.
const BESIDE: u32 = 380;

/// What stands beside a pair that moved, on both sides, moved with it.
fn beside_moves(sides: &Sides<'_>, matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        for step in [1isize, -1] {
            let (Some(x), Some(y)) = (a.checked_add_signed(step), b.checked_add_signed(step)) else { continue };
            if x < matched.before.len() && y < matched.after.len() && matched.free(x, y) && sides.score(x, y) >= BESIDE
            {
                matched.add(x, y);
            }
        }
    }
}

/// All links with what moved marked, in the order of the later report.
fn finish(sides: &Sides<'_>, matched: &Matched) -> Vec<Link> {
    let mut links = matched.links.clone();
    links.extend(matched.pairs().into_iter().filter(|(a, _)| !matched.stands_for_several(*a)).map(|(a, b)| Link {
        before: a..a + 1,
        after: b..b + 1,
        moved: false,
    }));
    links.sort_by_key(|link| (link.before.start, link.after.start));
    let weight = |link: &Link| {
        let chars = |features: &[Feature], range: &Range<usize>| -> u32 {
            features[range.clone()].iter().map(|feature| feature.chars).sum()
        };
        match (link.before.len(), link.after.len()) {
            (1, 1) => carried(sides, link.before.start, link.after.start),
            _ => {
                let (x, y) = (chars(&sides.features.before, &link.before), chars(&sides.features.after, &link.after));
                800 * u64::from(x.min(y)) + 1
            }
        }
    };
    let places: Vec<(usize, u64)> = links.iter().map(|link| (link.after.start, weight(link))).collect();
    let kept = heaviest_run(&places);
    for (at, link) in links.iter_mut().enumerate() {
        link.moved = kept.binary_search(&at).is_err();
    }
    links.sort_by_key(|link| link.after.start);
    links
}
