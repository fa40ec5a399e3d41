//! The clause that tells of a promise in other words: the one that names all that it is about, if only in a word or two, or that shares by
//! far most with it, where none says most of it.
//!
//! 加快甲乙试点落地 and 首单甲丙乙业务试点落地 share half of their letters, and no other clause of the report shares a third.

use super::Answer;
use super::contrast::{Another, longest_run};
use super::named::without_tails;
use super::question::Question;
use super::said::{ROUNDING, Said};
use super::subject::{Thing, tells_of};
use super::told::{self, Clause};
use crate::config::{Config, Facets};
use crate::indicator::{Indicator, Measure};
use crate::similarity::{Pairs, Weights};
use crate::text::signs::{LISTED, OF, TOLD};
use crate::text::{Span, is_han};

/// How much of what a promise is done to a clause says at least, how much that weighs, and how many times as much as any clause of
/// another sentence. Set by hand on the labels of eight provinces.
const SHARES: f64 = 0.33;
/// Of a target, whose name is short and much like others.
const OF_TARGET: f64 = 0.42;
const WEIGHS: f64 = 2.0;
const LEADS: f64 = 1.2;

/// The same of a clause that says all but all of it. Set by hand on the labels of ten provinces.
const NAMES: f64 = 0.8;
const NAME_WEIGHS: f64 = 1.4;

/// The clause of what was done that names all that a promise is done to, or else shares by far most with it. Figures of several years do
/// not tell apart: that they tell of the thing is all that is said.
pub(super) fn hinted(question: Question, target: Option<&Thing>) -> Option<Said> {
    let Question { then, told, config, weights, .. } = question;
    let label = question.goal().map(|goal| goal.folded_label());
    let object = label.as_deref().unwrap_or(question.object());
    let name = without_tails(object, config);
    let thing = told::compared(name, config, weights);
    // What opens a name says which one it is.
    let opening = told::compared(&name[..name.len().min(name.len() / 2 + 1)], config, weights);
    let most = told.most(&thing);
    let places = || (0..told.done.len()).filter(|at| !told.done[*at].heading);
    let facets = config.facets.of(object);
    let another = Another::new(question.core(), config);
    // 落实以旧换新政策: what was paid tells of it.
    let carried = config.promises.carries_out.at_start(question.core()).is_some();
    let is_of_it = |at: &usize| {
        let clause = &told.done[*at];
        let chars = then.report.text.folded(clause.span);
        let contrast = Facets::contrast(&facets, &config.facets.of(chars));
        may_tell(question, target, clause)
            && !contrast
            && !another.is_told(chars, (config, weights))
            && !shares_a_place_only(object, chars, most[*at], (config, weights))
            && !another.is_paired_otherwise(chars, config)
            && !is_no_paper(object, chars, carried, (config, weights))
    };
    let opens = |at: &usize| {
        let half = most[*at] >= HALF * thing.mass();
        half || opening.contained_in(&told.done[*at].pairs) * opening.mass() >= OF_IT
    };
    let share = if label.is_some() { OF_TARGET } else { SHARES };
    let enough = |at: usize, share: f64, weighs: f64| most[at] >= (share * thing.mass()).max(weighs) - ROUNDING;
    let named = |at: usize| enough(at, NAMES, NAME_WEIGHS);
    let likely = |at: usize| enough(at, share, WEIGHS);
    let mut near: Vec<usize> = places().filter(|at| named(*at) || likely(*at)).collect();
    near.sort_by(|a, b| most[*b].total_cmp(&most[*a]));
    near.truncate(LOOKED);
    // What many things have in their names, and the name of the place, tell of none.
    if label.is_none() && !near.is_empty() {
        let own = told::compared(&without_stock(name, &own_place(question), config), config, weights);
        let tells = |at: usize| own.contained_in(&told.done[at].pairs) * own.mass() >= TELLS - ROUNDING;
        near.retain(|at| named(*at) || tells(*at));
    }
    near.retain(is_of_it);
    near.sort_unstable();
    let little_else = |at: usize| told.done[at].pairs.contained_in(&thing);
    let by_name = |near: &[usize]| largest(near.iter().copied().filter(|at| named(*at)), little_else);
    let leads = |near: &[usize]| {
        let best = largest(near.iter().copied().filter(|at| likely(*at) && opens(at)), |at| most[at])?;
        let sentence = told.sentences.iter().find(|sentence| sentence.contains(&best))?;
        let rival = |at: usize| !sentence.contains(&at) && most[at] * LEADS > most[best] + ROUNDING;
        (!places().any(rival)).then_some(best)
    };
    // What is told of the year itself comes before what is told of several.
    let several = |at: &usize| told::covered(&then.indicators, told.done[*at].span).any(|one| one.years > 1);
    let of_year: Vec<usize> = near.iter().copied().filter(|at| !several(at)).collect();
    let at = by_name(&of_year).or_else(|| by_name(&near)).or_else(|| leads(&of_year)).or_else(|| leads(&near))?;
    Some(Said {
        span: told.done[at].span,
        likeness: (most[at] / thing.mass()).min(f64::from(Answer::IN_OTHER_WORDS) / 1000.0),
    })
}

/// Whether a clause may tell of a promise at all: it has what a target's name tells, and says of nothing that it did not come.
fn may_tell(question: Question, target: Option<&Thing>, clause: &Clause) -> bool {
    let (words, chars) = (&question.config.promises, question.then.report.text.folded(clause.span));
    let named = |target: &Thing| target.is_ended_in(&clause.pairs) && tells_of(target, chars, question.config);
    let of_it = target.is_none_or(named) && is_rate_of_rate(question, clause.span);
    clause.answers && of_it && !words.is_off(chars) && !words.amiss.any(chars)
}

/// How much of a thing a clause shares at least beyond the words that many things have in their names. Set by hand on 150 answers of
/// provinces and the State Council.
const TELLS: f64 = 0.3;

/// A name with a sign in place of each word that many things have in theirs, and of the name of the place.
fn without_stock(name: &[char], place: &[char], config: &Config) -> Vec<char> {
    let (mut at, mut out) = (0, Vec::with_capacity(name.len()));
    while at < name.len() {
        let own = if place.is_empty() || !name[at..].starts_with(place) { 0 } else { place.len() };
        let stock = config.promises.stock.at_start(&name[at..]).map_or(0, |(len, ())| len);
        let len = own.max(stock);
        out.push(if len > 0 { TOLD } else { name[at] });
        at += len.max(1);
    }
    out
}

/// The name of the body's place without its level: 青浦 of 青浦县人民政府; empty where it has none.
fn own_place(question: Question) -> Vec<char> {
    let body = question.then.report.metadata.body.as_deref().unwrap_or_default();
    let name: Vec<char> = body.chars().map(crate::text::fold).collect();
    let ends = (THING..name.len()).find(|at| question.config.wording.place_ends.at_start(&name[*at..]).is_some());
    name[..ends.unwrap_or(0)].to_vec()
}

/// Whether a clause may tell of a target that is a rate: it tells a rate, or no figure at all (持证率 is not told by 培训班9期).
fn is_rate_of_rate(question: Question, clause: Span) -> bool {
    let rate = |one: &Indicator| matches!(one.measure(), Measure::Share | Measure::Growth);
    let mut told = told::covered(&question.then.indicators, clause).peekable();
    let goal = question.goal().is_some_and(|goal| goal.measure() == Measure::Share);
    !goal || told.peek().is_none() || told.any(rate)
}

/// How much of the first half of a name a clause shares at least. Set by hand: one pair of letters that is not in most sentences.
const OF_IT: f64 = 0.4;

/// So much of the thing says which one it is, wherever it stands. Set by hand.
const HALF: f64 = 0.45;

/// Whether all that a clause shares with a promise is the name of where both are, and nothing of what is to come there: 甲河流域特大洪水 does
/// not tell of 甲河流域示范段, nor 甲峡谷景区获批 of 甲峡谷申报地质公园.
fn shares_a_place_only(object: &[char], clause: &[char], shared: f64, (config, weights): (&Config, &Weights)) -> bool {
    let (from, _, len) = longest_run(object, clause);
    let all = Pairs::new(&object[from..from + len], weights).mass() >= ALL_SHARED * shared;
    let name = &object[from..from + len];
    let place = config.names.territories.at_end(name).is_some() || config.promises.spots.at_end(name).is_some();
    let behind = &object[from + len..];
    let item = behind.iter().position(|c| *c == LISTED).unwrap_or(behind.len());
    let thing = without_tails(&behind[..item], config);
    let told = Pairs::new(thing, weights).contained_in(&Pairs::new(clause, weights)) > 0.0;
    all && place && thing.len() >= THING && !told
}

/// How many letters name a thing at least. Set by hand.
const THING: usize = 2;

/// How much of what two share one run of letters has at least that is all of it. Set by hand.
const ALL_SHARED: f64 = 0.8;

/// Whether a paper was promised (安居房政策), and a clause names none: what was built tells nothing of it. Where what it says is to be put
/// into practice (`carried`), a clause tells of it that has something of what it is about: 提升任务 of 水质提升任务清单.
fn is_no_paper(object: &[char], clause: &[char], carried: bool, (config, weights): (&Config, &Weights)) -> bool {
    let papers = &config.promises.papers;
    let object = &object[..object.len() - config.promises.brought_about(object)];
    let Some((len, ())) = papers.at_end(object).filter(|_| !papers.any(clause)) else { return false };
    let about = &object[..object.len() - len];
    // 发展的│政策, “十四五”规划
    let mut about = about.split(|c| *c == QUOTE).next().unwrap_or_default();
    loop {
        let rest = without_tails(about.strip_suffix(&[OF]).unwrap_or(about), config);
        if rest.len() == about.len() {
            break;
        }
        about = rest;
    }
    let about: Vec<char> = about.iter().copied().filter(|c| is_han(*c)).collect();
    let about = &about[about.len().saturating_sub(ABOUT)..];
    !carried || Pairs::new(about, weights).contained_in(&Pairs::new(clause, weights)) <= 0.0
}

/// How many letters before the word for a paper say what it is about. Set by hand.
const ABOUT: usize = 4;
const QUOTE: char = '“';

/// The first of the places of which most can be said.
fn largest(places: impl Iterator<Item = usize>, of: impl Fn(usize) -> f64) -> Option<usize> {
    places.reduce(|best, next| if of(next) > of(best) { next } else { best })
}

/// How many clauses are looked at closely: those that share most.
const LOOKED: usize = 100;
