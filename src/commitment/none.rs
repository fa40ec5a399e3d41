//! What was promised not to happen (进京上访零登记, 重大事故零发生): the later report says that it did not, or how often it did.

use rust_decimal::Decimal;

use super::Outcome;
use super::act::{lead, verb};
use super::occurred::{core, items, without_opening};
use super::question::Question;
use super::reached::of_its_year;
use super::said::ROUNDING;
use super::told::without_end;
use crate::config::Config;
use crate::indicator::{Measure, own_part};
use crate::similarity::{Pairs, Weights};
use crate::text::Span;

/// Whether it stayed away, and where the later report says so; nothing where it does not.
pub(super) fn none(question: Question) -> Option<(Outcome, Span)> {
    let Question { promise, entry, then, told, config, weights, .. } = question;
    if promise.target.is_some() {
        return None;
    }
    let claims = &config.promises.claims;
    let said = entry.report.text.folded(promise.span);
    let name = none_of_what(said, config)?;
    let text = &then.report.text;
    let mut clauses = told.done.iter().filter(|clause| clause.answers);
    let stayed = clauses.find(|clause| {
        let words = text.folded(clause.span);
        // 上半年未发生……: of a part of the year.
        stayed_away(words, (said, &name), (config, weights)) && !of_part(words, config)
    });
    if let Some(clause) = stayed {
        return Some((Outcome::Met, clause.span));
    }
    // 零就业家庭动态清零: those that were helped are no such thing.
    if name.len() < WORD || claims.cleared.at_end(said).is_some() {
        return None;
    }
    let mut counted = told.figures.iter().filter(|figure| {
        let one = &then.indicators[figure.at];
        let of_its_time = of_its_year(promise, one) && one.years == promise.years;
        one.measure() == Measure::Level
            && of_its_time
            && is_one(without_end(own_part(&figure.label), &claims.happens), &name, (config, weights))
            && grave(&figure.label, config) >= grave(said, config)
    });
    let one = &then.indicators[counted.next()?.at];
    let outcome = if one.value > Decimal::ZERO { Outcome::Missed } else { Outcome::Met };
    Some((outcome, super::fit::clause_of(then, one)))
}

/// How much of the name of what was not to happen another name has at least. Set by hand.
const NAMES: f64 = 0.9;

/// How grave what some words name is, from 1; 0 where they do not say.
fn grave(words: &[char], config: &Config) -> u8 {
    config.promises.claims.gravity.find(words).map_or(0, |(.., grave)| grave)
}

/// Whether a clause says nothing but that what was not to happen did not: 全年未发生燃气泄漏事故, 无燃气泄漏事故发生, 燃气泄漏事故零发生.
/// `said` is what was promised.
fn stayed_away(clause: &[char], (said, name): (&[char], &[char]), known: (&Config, &Weights)) -> bool {
    let (config, claims) = (known.0, &known.0.promises.claims);
    let rest = without_opening(&clause[lead(clause, config)..], config);
    let one = |what: &[char]| is_one(what, name, known) || items(what, config).any(|item| is_one(item, name, known));
    let none = claims.none.at_start(rest).filter(|(len, ())| *len >= WORD && claims.unlike.at_start(rest).is_none());
    let without = claims.without.at_start(rest).zip(claims.happens.at_end(rest));
    let found = match (none, without) {
        (Some((len, ())), _) if one(&rest[len..]) => true,
        (_, Some(((open, ()), (end, ())))) if open + end < rest.len() => one(&rest[open..rest.len() - end]),
        _ => none_of_what(clause, config).is_some_and(|what| one(&what)),
    };
    // 未发生较大以上事故 says less than 事故零发生.
    found && grave(rest, config) <= grave(said, config)
}

/// Whether what did not happen is what was not to, neither a part of it (校园火灾事故 of 火灾事故) nor what may come of it.
fn is_one(item: &[char], name: &[char], (config, weights): (&Config, &Weights)) -> bool {
    let [item, name] = [item, name].map(|words| core(words, config));
    let word = &name[name.len().saturating_sub(WORD)..];
    let [theirs, own] = [&item, &name].map(|words| Pairs::new(words, weights));
    let alike = own.contained_in(&theirs) >= NAMES - ROUNDING && theirs.contained_in(&own) >= NAMES - ROUNDING;
    name.len() >= WORD && item.ends_with(word) && alike
}

/// Whether a clause tells of a part of the year only: 上半年.
fn of_part(words: &[char], config: &Config) -> bool {
    let times = &config.grammar.times;
    times.first_half.any(words) || times.second_half.any(words) || times.quarters.any(words)
}

/// How many letters a word has, and a name at least.
const WORD: usize = 2;

/// What is not to happen: 进京上访 of 实现进京上访零登记, 生产事故 of 生产零事故.
fn none_of_what(clause: &[char], config: &Config) -> Option<Vec<char>> {
    let claims = &config.promises.claims;
    let rest = &clause[lead(clause, config)..];
    let rest = &rest[verb(rest, config).unwrap_or(0)..];
    let (len, ()) = claims.none_after.at_end(rest)?;
    let (before, after) = rest.split_at(rest.len() - len);
    let what = &after[claims.none.at_start(after).map_or(after.len(), |(len, ())| len)..];
    let registered = claims.happens.is(what) || claims.registered.is(what);
    let name = [before, if registered { &[] } else { what }].concat();
    (before.len() >= WORD && name.len() > WORD).then_some(name)
}
