//! Pairs that share nothing but a frame: no versions of each other (套话).
//!
//! Sentences of reports are made of matter (农村厕所, 政府债务) and of what is said of any matter (取得积极成效, 不断完善). Two
//! that have only the latter in common were written to one pattern, not from each other.

use super::evidence::Weighed;
use super::features::Feature;
use super::likeness::shared;
use super::matched::Matched;
use super::{Kinship, Sides};
use crate::pair::Pair;

/// The least weight of the matter that two sentences share, in thousandths of a telling word, and the least part of the
/// lighter one's, in thousandths. Set by hand: where more was asked for, pairs of tests/labels were lost.
const BESIDE: (u32, u32) = (400, 30);
/// The same where their sections do not belong together: there a matter in common is not enough.
const FAR: (u32, u32) = (800, 100);
/// The same of what was done beside what is to come: that is told anew unless it is all but word for word.
const OPPOSED: (u32, u32) = (2000, 850);
/// Sentences this much alike, word by word and in thousandths, are versions of each other whatever they are about.
const ALIKE: u32 = 650;

/// From this likeness on two headings were written to one pattern.
const PATTERN: u32 = 150;

/// Of two that read alike, the least part of the lighter one's matter, in thousandths: what they share is the frame.
const FRAMED: u32 = 400;

/// Of two titles that are one reworded, the least part of the lighter one's words, in thousandths. Set by hand.
const TITLED: u64 = 300;

/// The least weight of a matter, in thousandths of a telling word: a word or two.
const MATTER: u32 = 1500;
/// As many pairs of letters about a matter tell one, however little they weigh in a short report.
const SEVERAL: usize = 3;

/// Parts the pairs that share nothing but a frame.
pub(super) fn drop_hollow(sides: &Sides<'_>, weighed: &Weighed, matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        if !matched.stands_for_several(a) && is_hollow(sides, weighed, a, b) {
            matched.drop(a, b);
        }
    }
}

/// Parts the headings that stand out of order, `kept` being in order, and name two matters: what their sections share says
/// that these belong together, and not that one heading became the other.
pub(super) fn drop_moved_headings(sides: &Sides<'_>, weighed: &Weighed, kept: &[usize], matched: &mut Matched) {
    for (a, b) in matched.pairs() {
        let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
        let is_named = weighed.sum(&x.content).min(weighed.sum(&y.content)) >= MATTER;
        let is_other = is_named && shared(&x.content, &y.content, |word| weighed.weights[word as usize]) == 0;
        let is_moved = kept.binary_search(&a).is_err() && !matched.stands_for_several(a);
        if is_moved && is_other && sides.headings(a, b) {
            matched.drop(a, b);
        }
    }
}

/// The least weight of the matter that two sentences share, and the least part of the lighter one's, by how their sections
/// belong together.
pub(super) const fn least(kinship: Kinship) -> (u32, u32) {
    match kinship {
        Kinship::Partners | Kinship::Near => BESIDE,
        Kinship::None | Kinship::Apart => FAR,
        Kinship::Opposed => OPPOSED,
    }
}

/// Whether two sentences are so alike word by word that they are versions of each other.
pub(super) fn reads_alike(sides: &Sides<'_>, a: usize, b: usize) -> bool {
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    likeness(sides, x, y) >= ALIKE
}

/// How alike two sentences are, word by word and in thousandths.
fn likeness(sides: &Sides<'_>, x: &Feature, y: &Feature) -> u32 {
    2000 * shared(&x.words, &y.words, |word| sides.vocabulary.weight(word)) / (x.mass + y.mass).max(1)
}

/// Whether two sentences share nothing but a frame.
pub(super) fn is_hollow(sides: &Sides<'_>, weighed: &Weighed, a: usize, b: usize) -> bool {
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    if x.exact == y.exact || x.masked == y.masked {
        return false;
    }
    if x.form.opposes(y.form) {
        return true;
    }
    if sides.headings(a, b) {
        // Headings stand for their sections, whatever they say; those of several clauses that were written to one pattern don't.
        let clauses = x.has_clauses() && y.has_clauses();
        return clauses && likeness(sides, x, y) >= PATTERN && are_of_two_matters(weighed, x, y);
    }
    if are_of_two_matters(weighed, x, y)
        || name_other_titles(weighed, x, y)
        || explain_other_terms(sides, weighed, a, b)
    {
        return true;
    }
    let opposed = sides.kinship(a, b) == Kinship::Opposed;
    let both = shared(&x.content, &y.content, |word| weighed.weights[word as usize]);
    let lighter = weighed.sum(&x.content).min(weighed.sum(&y.content));
    let several = x.content.len().min(y.content.len()) >= SEVERAL;
    if !opposed && reads_alike(sides, a, b) {
        return (lighter >= MATTER || several) && 1000 * u64::from(both) < u64::from(FRAMED) * u64::from(lighter);
    }
    let least = least(sides.kinship(a, b));
    both < least.0 || 1000 * u64::from(both) < u64::from(least.1) * u64::from(lighter)
}

/// “共享码头”：指…… and “口袋公园”：指……: whether two notes behind the report explain terms that have little in common, however
/// alike they do it.
fn explain_other_terms(sides: &Sides<'_>, weighed: &Weighed, a: usize, b: usize) -> bool {
    let (x, y) = (&sides.features.before[a], &sides.features.after[b]);
    let sections = Pair::new(sides.units.before[a].section, sides.units.after[b].section);
    !x.term.is_empty()
        && !y.term.is_empty()
        && sides.kinships.are_annexes(sections)
        && shares_few(weighed, &x.term, &y.term)
}

/// Whether two lists of words have little of the lighter one in common, as titles that are two have.
fn shares_few(weighed: &Weighed, x: &[u32], y: &[u32]) -> bool {
    let both = shared(x, y, |word| weighed.weights[word as usize]);
    1000 * u64::from(both) < TITLED * u64::from(weighed.sum(x).min(weighed.sum(y)))
}

/// 印发《甲管理办法》 and 印发《乙目录》: whether two sentences name titles that have little in common, and share little beside that such
/// were put out.
fn name_other_titles(weighed: &Weighed, x: &Feature, y: &Feature) -> bool {
    let weight = |word: u32| weighed.weights[word as usize];
    let named = !x.titles.is_empty() && !y.titles.is_empty();
    named && shares_few(weighed, &x.titles, &y.titles) && shared(&x.content, &y.content, weight) < MATTER
}

/// Whether two sentences each name a matter, and not the same one, however much the frame reads alike: one act in common
/// (治理) makes none.
fn are_of_two_matters(weighed: &Weighed, x: &Feature, y: &Feature) -> bool {
    let weight = |word: u32| weighed.weights[word as usize];
    if shared(&x.matter, &y.matter, weight) > 0 || shared(&x.content, &y.content, |word| weight(word).min(1)) > 1 {
        return false;
    }
    let is_named = weighed.sum(&x.matter).min(weighed.sum(&y.matter)) >= MATTER;
    let several = x.matter.len().min(y.matter.len()) >= SEVERAL;
    is_named || several && shared(&x.matter, &y.matter, |_| 1) == 0
}
