//! All that two reports share held against each other once more, when everything around it is known (复核).
//!
//! Pairs are found one after the other, and each sentence has one partner then. Here every two sentences that share words
//! are judged, whether they have partners or not: a pair that little speaks for falls, and what a sentence took up
//! besides its own partner is named.
//!
//! ```text
//! a   1   2          1–1 and 2–2 are pairs; what 2 has beyond its own partner stands in 1, too: 1 is a further partner
//!     │ ╲ │
//! b   1   2
//! ```

use crate::pair::Pair;

use super::clauses::{Laid, clauses};
use super::content::{is_hollow, reads_alike};
use super::evidence::{Around, Candidate, Weighed, log2};
use super::features::{Feature, words};
use super::likeness::shared;
use super::matched::Matched;
use super::postings::Postings;
use super::{Kinship, Sides};

/// The evidence, in thousandths of log odds: rounded from logistic regressions over the pairs of sentences of thirteen
/// pairs of reports, of ten bodies. `tests/bench/judge.py` fits the same anew; with each pair of reports held out in turn, .91
/// of what it calls a pair were one, and it found .79.
mod odds {
    /// Of two sentences of which nothing is known.
    pub(super) const START: i32 = -3690;
    /// A doubling of the shared words, and of those about a matter.
    pub(super) const DOUBLED: (i32, i32) = (910, 270);
    /// All words of the lighter one stand in the other, and all about a matter.
    pub(super) const CONTAINED: (i32, i32) = (1710, 1200);
    /// The weight of the rarest shared word about a matter, to that of a word that is nowhere else.
    pub(super) const RAREST: i32 = 1080;
    /// A doubling of the shorter one's characters, and of how much longer the other one is.
    pub(super) const LONGER: (i32, i32) = (-340, -780);
    /// Their sections belong together, and past beside future.
    pub(super) const SECTIONS: (i32, i32) = (1350, -1660);
    /// Both open their paragraphs; only one of them does.
    pub(super) const OPENS: (i32, i32) = (520, -1530);
    /// What one is less than this is no rival.
    pub(super) const RIVAL: i32 = -4000;
    /// Of two sentences once their rivals are known.
    pub(super) const SECOND: super::Second = super::Second {
        start: -2405,
        around: 369,
        lead: (294, 409),
        doubled: 518,
        contained: -3019,
        clauses: 731,
        open: -1407,
        opposed: -3110,
        elsewhere: -581,
        shorter: 428,
        longer: 287,
    };
    /// Two sentences of which less is said are no pair.
    pub(super) const NEAR: i32 = -2500;
    /// The most that a lead counts.
    pub(super) const LEAD: i32 = 6000;
}

/// What two sentences must share of words that few others have to be looked at, in thousandths of a telling word; and how
/// many sentences of the later report may have such a word.
const WORTH: u32 = 300;
const FEW: usize = 40;
/// A pair that shares less than this falls.
const NOTHING: u32 = 500;
/// The least odds of a pair of two sentences without partners, where their sections belong together and where they do not, of
/// a further partner that has none itself, and of one that has. Set by hand: a further partner that nobody would draw annoys
/// more than one that is not named.
const LEAST: Least = Least { free: 900, far: 1200, new: 1100, taken: 1250 };
/// Below these odds a pair falls; the latter of two sentences the lighter of which shares less of its matter than this, in
/// thousandths. Set by hand: a short sentence may stand as a clause in a long one and
/// share little else with it; a verb in common makes no pair.
const DOUBTFUL: (i32, i32) = (-1500, -700);
const LITTLE: u32 = 400;

/// What is weighed once the rivals of two sentences are known, in thousandths of what it is.
struct Second {
    start: i32,
    /// What the pairs around them say.
    around: i32,
    /// How far they lead the better rivals, and the lesser ones.
    lead: (i32, i32),
    /// A doubling of the shared words.
    doubled: i32,
    /// All words of the lighter one stand in the other.
    contained: i32,
    /// A doubling of what their likest clauses share.
    clauses: i32,
    /// Both open their paragraphs.
    open: i32,
    /// Past beside future.
    opposed: i32,
    /// One has a partner that the other is not.
    elsewhere: i32,
    /// A doubling of the shorter one's characters, and of how much longer the other one is.
    shorter: i32,
    longer: i32,
}

struct Least {
    free: i32,
    far: i32,
    new: i32,
    taken: i32,
}

/// Two sentences with the odds that a reader calls them a pair, in thousandths.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) odds: i32,
}

/// Judges these sentences, in order.
pub(super) fn all(
    sides: &Sides<'_>,
    weighed: &Weighed,
    mut candidates: Vec<Candidate>,
    matched: &Matched,
) -> Vec<Judged> {
    if candidates.is_empty() {
        return Vec::new();
    }
    Around::new(sides, matched).add_to(sides, &mut candidates);
    candidates.retain(|candidate| candidate.evidence >= odds::RIVAL);
    against_rivals(sides, weighed, matched, &candidates)
}

/// Parts the pairs that little speaks for.
pub(super) fn drop_doubtful(sides: &Sides<'_>, weighed: &Weighed, judged: &[Judged], matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
        // Headings are not judged: they stand for their sections.
        let alike = x.exact == y.exact || x.masked == y.masked || x.heading || y.heading || reads_alike(sides, a, b);
        if alike || matched.stands_for_several(a) {
            continue;
        }
        let found = judged.binary_search_by_key(&(a, b), |judged| (judged.before, judged.after));
        let is_doubtful = match found {
            Ok(at) if shares_little(weighed, x, y) => judged[at].odds < DOUBTFUL.1,
            Ok(at) => judged[at].odds < DOUBTFUL.0,
            Err(_) => shared(&x.words, &y.words, |word| weighed.weights[word as usize]) < NOTHING,
        };
        if is_doubtful {
            matched.drop(a, b);
        }
    }
}

/// Whether little of what the lighter of two sentences is about stands in the other one.
fn shares_little(weighed: &Weighed, x: &Feature, y: &Feature) -> bool {
    let both = shared(&x.content, &y.content, |word| weighed.weights[word as usize]);
    let lighter = weighed.sum(&x.content).min(weighed.sum(&y.content));
    1000 * u64::from(both) < u64::from(LITTLE) * u64::from(lighter)
}

/// Pairs what has no partner yet, the likeliest first.
pub(super) fn pair_free(sides: &Sides<'_>, weighed: &Weighed, judged: &[Judged], matched: &mut Matched) {
    let least = |judged: &Judged| match sides.kinship(judged.before, judged.after) {
        Kinship::Partners | Kinship::Near => LEAST.free,
        _ => LEAST.far,
    };
    let mut order: Vec<&Judged> = judged.iter().filter(|judged| judged.odds >= least(judged)).collect();
    order.sort_by_key(|judged| (std::cmp::Reverse(judged.odds), judged.before, judged.after));
    for &Judged { before, after, .. } in order {
        if matched.free(before, after) && !is_hollow(sides, weighed, before, after) {
            matched.add(before, after);
        }
    }
}

/// The pairs that make the one sentence a further partner of the other, where `is_free` says of the earlier and the later
/// one whether they have no partner.
pub(super) fn further<'j>(
    judged: &'j [Judged],
    is_free: impl Fn(&Judged) -> (bool, bool) + 'j,
) -> impl Iterator<Item = &'j Judged> {
    judged.iter().filter(move |judged| match is_free(judged) {
        (true, true) => false,
        (false, false) => judged.odds >= LEAST.taken,
        _ => judged.odds >= LEAST.new,
    })
}

/// All sentences that share enough, with what their words and their places say; none where there are more than any report
/// has.
pub(super) fn candidates(sides: &Sides<'_>, weighed: &Weighed) -> Vec<Candidate> {
    if sides.are_long() {
        return Vec::new();
    }
    let features = sides.features;
    let open = vec![false; features.after.len()];
    let postings = Postings::new(words(features.after), &open, false, weighed.weights.len());
    let mut sums = vec![0u32; features.after.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    let mut held = Held { words: vec![0; weighed.weights.len()], content: vec![0; weighed.weights.len()] };
    let mass =
        features.map(|features| features.iter().map(|feature| weighed.sum(&feature.content)).collect::<Vec<_>>());
    for (a, feature) in features.before.iter().enumerate().filter(|(_, feature)| !feature.heading) {
        for &word in &feature.words {
            let weight = weighed.weights[word as usize];
            let list = Some(postings.all(word)).filter(|list| weight > 0 && list.len() <= FEW);
            for &b in list.into_iter().flatten() {
                if sums[b as usize] == 0 {
                    touched.push(b);
                }
                sums[b as usize] += weight;
            }
        }
        touched.sort_unstable();
        held.hold(feature, |word| weighed.weights[word as usize]);
        for b in touched.drain(..) {
            let rare = std::mem::take(&mut sums[b as usize]);
            if rare < WORTH || features.after[b as usize].heading {
                continue;
            }
            let matter = mass.before[a].min(mass.after[b as usize]);
            if let Some(own) = evidence(sides, weighed, &held, (a, b as usize), matter) {
                found.push(Candidate { before: a as u32, after: b, own, evidence: own, odds: own });
            }
        }
        held.hold(feature, |_| 0);
    }
    found
}

/// The words of the sentence at hand, and those about a matter, with their weights: 0 for all others.
struct Held {
    words: Vec<u32>,
    content: Vec<u32>,
}

impl Held {
    fn hold(&mut self, feature: &Feature, weight: impl Fn(u32) -> u32) {
        feature.words.iter().for_each(|word| self.words[*word as usize] = weight(*word));
        feature.content.iter().for_each(|word| self.content[*word as usize] = weight(*word));
    }
}

/// The most that the words about a matter, and what stands around two sentences, can add.
const AROUND: i32 = odds::CONTAINED.1 + odds::RAREST + 3500;

/// What the words and the places of two sentences say, the earlier of which is `held`, and of which the words about a matter of
/// the lighter one weigh so much; nothing where it can be no pair and no pair's rival.
fn evidence(sides: &Sides<'_>, weighed: &Weighed, held: &Held, (a, b): (usize, usize), matter: u32) -> Option<i32> {
    let (x, y): (&Feature, &Feature) = (&sides.features.before[a], &sides.features.after[b]);
    let scaled = |weight: i32, by: i32| (i64::from(weight) * i64::from(by) / 1000) as i32;
    let doubled = |weight: i32, both: u32| scaled(weight, log2(both + 100) - log2(1000));
    let part = |weight: i32, both: u32, all: u32| scaled(weight, (1000 * both.min(all) / all.max(1)) as i32);
    let lighter = weighed.mass.before[a].min(weighed.mass.after[b]);
    let both: u32 = y.words.iter().map(|word| held.words[*word as usize]).sum();
    let sections = match sides.kinship(a, b) {
        Kinship::Partners | Kinship::Near => odds::SECTIONS.0,
        Kinship::None => 0,
        Kinship::Opposed => odds::SECTIONS.1,
        Kinship::Apart => return None,
    };
    let opens = match (x.opens, y.opens) {
        (true, true) => odds::OPENS.0,
        (false, false) => 0,
        _ => odds::OPENS.1,
    };
    let (short, long) = (log2(x.chars.min(y.chars)), log2(x.chars.max(y.chars)));
    let sum = odds::START + doubled(odds::DOUBLED.0, both) + part(odds::CONTAINED.0, both, lighter);
    let sum = sum + sections + opens + scaled(odds::LONGER.0, short) + scaled(odds::LONGER.1, long - short);
    if sum + doubled(odds::DOUBLED.1, both) + AROUND < odds::RIVAL {
        return None;
    }
    let (mut told, mut rarest) = (0, 0);
    for word in &y.content {
        let weight = held.content[*word as usize];
        told += weight;
        rarest = rarest.max(weight);
    }
    let told = doubled(odds::DOUBLED.1, told) + part(odds::CONTAINED.1, told, matter.max(500));
    Some(sum + told + scaled(odds::RAREST, rarest as i32))
}

/// Sets each pair against the best rivals of its two sentences, and asks how much of a clause of the one stands in a clause of
/// the other: of one that was merged or dealt out that is all, and of a frame nothing. Sentences that are neither a pair so far
/// nor near it are not told.
fn against_rivals(sides: &Sides<'_>, weighed: &Weighed, matched: &Matched, candidates: &[Candidate]) -> Vec<Judged> {
    let best = best(sides, candidates);
    let partners = matched.partners();
    let is_worth = |candidate: &&Candidate| {
        let (a, b) = candidate.ends();
        candidate.evidence >= odds::NEAR || matched.before[a] == Some(b)
    };
    let clauses = sides.features.map(|features| features.iter().map(|one| clauses(weighed, one)).collect::<Vec<_>>());
    let mut laid = Laid::new(weighed, &clauses.before);
    let second = odds::SECOND;
    let scaled = |weight: i32, by: i32| (i64::from(weight) * i64::from(by) / 1000) as i32;
    let judge = |candidate: &Candidate| {
        let (a, b) = candidate.ends();
        let (x, y): (&Feature, &Feature) = (&sides.features.before[a], &sides.features.after[b]);
        let lead = |list: &Best, own: usize| {
            let (rival, _) = if list[0].1 == own { list[1] } else { list[0] };
            (candidate.evidence - rival).clamp(-odds::LEAD, odds::LEAD)
        };
        let leads = [lead(&best.before[a], b), lead(&best.after[b], a)];
        let both = shared(&x.words, &y.words, |word| weighed.weights[word as usize]);
        let lighter = weighed.mass.before[a].min(weighed.mass.after[b]).max(1);
        let clauses = laid.lay(a).likest(&clauses.after[b]);
        let (short, long) = (log2(x.chars.min(y.chars)), log2(x.chars.max(y.chars)));
        let is_pair = partners[a] == Some(b) || matched.after[b] == Some(a);
        let elsewhere = [matched.taken.before[a], matched.taken.after[b]].iter().filter(|taken| **taken).count() as i32;
        let when = |is: bool, weight: i32| if is { weight } else { 0 };
        let told = scaled(second.around, candidate.evidence - candidate.own)
            + scaled(second.lead.0, leads[0].min(leads[1]))
            + scaled(second.lead.1, leads[0].max(leads[1]))
            + scaled(second.doubled, log2(both + 100) - log2(1000))
            + scaled(second.contained, (1000 * both.min(lighter) / lighter) as i32)
            + scaled(second.clauses, log2(clauses + 100) - log2(1000))
            + scaled(second.shorter, short)
            + scaled(second.longer, long - short)
            + when(x.opens && y.opens, second.open)
            + when(sides.kinship(a, b) == Kinship::Opposed, second.opposed)
            + when(!is_pair, elsewhere * second.elsewhere);
        Judged { before: a, after: b, odds: told + second.start }
    };
    candidates.iter().filter(is_worth).map(judge).collect()
}

/// The evidence of the best two pairs that a sentence may be in, with the other sentence.
type Best = [(i32, usize); 2];

/// That of all sentences.
fn best(sides: &Sides<'_>, candidates: &[Candidate]) -> Pair<Vec<Best>> {
    let none: Best = [(odds::RIVAL, usize::MAX); 2];
    let mut best = sides.features.map(|features| vec![none; features.len()]);
    for candidate in candidates {
        let (a, b) = candidate.ends();
        for (list, other) in [(&mut best.before[a], b), (&mut best.after[b], a)] {
            if candidate.evidence > list[0].0 {
                *list = [(candidate.evidence, other), list[0]];
            } else if candidate.evidence > list[1].0 {
                list[1] = (candidate.evidence, other);
            }
        }
    }
    best
}
