//! The clauses of a later report that say what was promised.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::clauses::items;
use super::contrast::Another;
use super::named::{self, named};
use super::question::Question;
use super::told::{self, Clause, staged_of};
use crate::similarity::Pairs;
use crate::text::Span;

/// How much of a promise a clause says at least, and how much that must weigh: some three telling pairs of characters.
const SAYS: f64 = 0.55;
pub(super) const WEIGHS: f64 = 2.4;

/// How much of one item of a list a clause says at least, and how much that must weigh.
const SAYS_ITEM: f64 = 0.8;
const ITEM_WEIGHS: f64 = 2.8;

/// A clause that says what was promised.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) span: Span,
    pub(super) likeness: f64,
}

/// The clause of what was done that says most of a promise. Two clauses that stand side by side count as one where
/// none says enough alone; a heading where no sentence does; and where none of these says most of it, what names its thing. A clause
/// of several years' figures does not answer a target of one year.
///
/// `core` is what the promise is about, or all that it says.
pub(super) fn clause(question: Question, core: &[char]) -> Option<Said> {
    let Question { promise, then, told, config, weights, .. } = question;
    let target = promise.target.is_some();
    let pairs = &told::compared(core, config, weights);
    let items: Vec<Pairs> = items(core).into_iter().map(|item| told::compared(item, config, weights)).collect();
    let of_years = |span: Span| target && told::covered(&then.indicators, span).any(|one| one.years > 1);
    // Most clauses share too little with a promise to say it, or an item of it, whatever else they say.
    let most = told.most(pairs);
    let item = items.iter().any(|item| item.mass() >= ITEM_WEIGHS).then_some(SAYS_ITEM * ITEM_WEIGHS);
    let least = (SAYS * pairs.mass()).max(WEIGHS).min(item.unwrap_or(f64::INFINITY)) - ROUNDING;
    // What is asked of the same words again is known.
    let known: RefCell<FxHashMap<[u32; 2], Option<f64>>> = RefCell::default();
    let said = |span: Span, words: [u32; 2], theirs: &Pairs, worth: f64| {
        let likeness = *known.borrow_mut().entry(words).or_insert_with(|| likeness(pairs, &items, theirs));
        Some(Said { span, likeness: likeness? * worth })
    };
    let another = Another::new(core, config);
    let other = |span: Span| another.is_told(then.report.text.folded(span), (config, weights));
    // The first of those that say most, of what was promised and of no other thing.
    let most_alike = |said: &mut dyn Iterator<Item = Said>| {
        let mut said: Vec<Said> = said.collect();
        said.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        said.into_iter().take(MOST).find(|said| !of_years(said.span) && !other(said.span))
    };
    let one = |at: usize| {
        let Clause { span, pairs, words, answers, .. } = &told.done[at];
        (*answers && most[at] >= least).then(|| said(*span, [*words, ALONE], pairs, 1.0))?
    };
    let two = |at: usize| {
        let (own, next) = (&told.done[at], &told.done[at + 1]);
        let enough = own.answers && next.answers && !own.heading && most[at] + most[at + 1] >= least;
        enough.then(|| said(own.span.join(next.span), [own.words, next.words], &told.joined[at], TWO))?
    };
    let beside = told.sentences.iter().flat_map(|sentence| sentence.start..sentence.end.saturating_sub(1));
    let told_in = |heading: bool| {
        most_alike(&mut (0..told.done.len()).filter(|at| told.done[*at].heading == heading).filter_map(one))
    };
    let best = told_in(false).or_else(|| most_alike(&mut beside.filter_map(two)));
    let by_name = || {
        let near = near(&told.done, &most, named::LEAST);
        let paired = |span: Span| another.is_paired_otherwise(then.report.text.folded(span), config);
        let done = near.iter().map(|clause| clause.span).filter(|span| !other(*span) && !paired(*span));
        named(core, &then.report.text, done, target, (config, weights))
    };
    let by_proper_name = || {
        let near = near(&told.done, &most, named::PROPER_WEIGHS);
        let done = near.iter().map(|clause| clause.span);
        let named = named::by_proper_name((core, question.object()), &then.report.text, done, (config, weights));
        named.filter(|span| !target && !other(*span))
    };
    let named = || by_name().or_else(by_proper_name).map(|span| Said { span, likeness: SAYS / 2.0 });
    best.or_else(|| told_in(true)).or_else(named)
}

/// The clauses that may answer and share so much with a promise at least, in their order: of very many those that share most.
fn near<'a>(done: &'a [Clause], most: &'a [f64], least: f64) -> Vec<&'a Clause> {
    let may = |(clause, most): &(&Clause, &f64)| clause.answers && **most >= least - ROUNDING;
    let mut near: Vec<(&Clause, &f64)> = done.iter().zip(most).filter(may).collect();
    if near.len() > MOST {
        near.sort_by(|a, b| b.1.total_cmp(a.1));
        near.truncate(MOST);
        near.sort_by_key(|(clause, _)| clause.span.start);
    }
    near.into_iter().map(|(clause, _)| clause).collect()
}

/// How many clauses are looked through closely: those that share most with the promise.
const MOST: usize = 400;

/// Sums of weights in another order may differ by less than this.
pub(super) const ROUNDING: f64 = 1e-6;

/// The number of no other clause, for one by itself.
const ALONE: u32 = u32::MAX;

/// What two clauses together are worth against one.
const TWO: f64 = 0.85;

fn likeness(pairs: &Pairs, items: &[Pairs], theirs: &Pairs) -> Option<f64> {
    let whole = pairs.contained_in(theirs);
    let whole = (whole >= SAYS && whole * pairs.mass() >= WEIGHS).then_some(whole);
    let item = items.iter().filter(|item| item.mass() >= ITEM_WEIGHS).map(|item| item.contained_in(theirs));
    // One item of several is less than the whole.
    let item = item.filter(|said| *said >= SAYS_ITEM).map(|said| said * SAYS).max_by(f64::total_cmp);
    whole.into_iter().chain(item).max_by(f64::total_cmp)
}

/// The one clause that tells of what an act comes to by the short name of a line between two places, of which that has one letter
/// each: 云青高速全线通车 for 云岭至青浦高速公路建成通车.
pub(super) fn by_short_name(question: Question) -> Option<Said> {
    let Question { promise, told, config, .. } = question;
    if promise.target.is_some() {
        return None;
    }
    let own = staged_of(question.object(), config)?;
    let joint = own.iter().position(|c| config.promises.joins_places.has(*c))?;
    let (from, to) = (own[..joint].first()?, own[joint + 1..].split_first()?);
    let is_short = |rest: &[char]| {
        let at = to.1.windows(rest.len().max(1)).position(|window| window == rest);
        let behind = at.map(|at| &to.1[at + rest.len()..]);
        behind.is_some_and(|behind| behind.is_empty() || config.promises.left_out.is(behind))
    };
    let mut found = told.names.get(&[*from, *to.0])?.iter().filter(|(rest, _)| rest.len() >= KIND && is_short(rest));
    let (_, at) = found.next().filter(|_| found.next().is_none())?;
    Some(Said { span: told.done[*at as usize].span, likeness: SAYS / 2.0 })
}

/// How many letters say at least what a line is: 高速.
const KIND: usize = 2;
