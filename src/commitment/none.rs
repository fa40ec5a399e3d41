//! What was promised not to happen (进京上访零登记, 重大事故零发生): the later report says that it did not, or how often it did.

use rust_decimal::Decimal;

use super::Outcome;
use super::act::{lead, verb};
use super::question::Question;
use super::reached::of_its_year;
use super::said::ROUNDING;
use crate::config::Config;
use crate::indicator::{Measure, own_part};
use crate::similarity::Pairs;
use crate::text::Span;

/// Whether it stayed away, and where the later report says so; nothing where it does not.
pub(super) fn none(question: Question) -> Option<(Outcome, Span)> {
    let Question { promise, entry, then, told, config, weights, .. } = question;
    if promise.target.is_some() {
        return None;
    }
    let claims = &config.promises.claims;
    let said = entry.report.text.folded(promise.span);
    let name = name_of(said, config)?;
    let pairs = Pairs::new(&name, weights);
    let text = &then.report.text;
    let names = |words: &Pairs| pairs.contained_in(words) >= NAMES - ROUNDING;
    let grave = |words: &[char]| claims.gravity.find(words).map_or(0, |(_, _, grave)| grave);
    // 未发生较大以上事故 says less than 事故零发生.
    let denies = |words: &[char]| {
        let without = claims.without.any(words) && claims.happens.any(words);
        let none = claims.none.find(words).filter(|(at, ..)| claims.unlike.at_start(&words[*at..]).is_none());
        (none.is_some() || claims.none_after.any(words) || without) && grave(words) <= grave(said)
    };
    let mut clauses = told.done.iter().filter(|clause| clause.answers);
    let stayed = clauses.find(|clause| {
        let words = text.folded(clause.span);
        denies(words) && names(&Pairs::new(words, weights))
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
            && ends_in(&figure.label, &name, config)
            && names(&figure.fields.label)
    });
    let one = &then.indicators[counted.next()?.at];
    let outcome = if one.value > Decimal::ZERO { Outcome::Missed } else { Outcome::Met };
    Some((outcome, super::fit::clause_of(then, one)))
}

/// How much of the name of what was not to happen a clause says at least. Set by hand.
const NAMES: f64 = 0.9;

/// Whether a label ends in the last word of a name, with nothing done about it: 进京上访, neither 上访案件化解 nor 劝返进京上访.
fn ends_in(label: &[char], name: &[char], config: &Config) -> bool {
    let word = &name[name.len().saturating_sub(WORD)..];
    let own = own_part(label);
    let done = verb(own, config).is_some_and(|len| !name.starts_with(&own[..len]));
    label.ends_with(word) && !done && config.promises.dealt_with.at_start(own).is_none()
}

/// How many letters a word has, and a name at least.
const WORD: usize = 2;

/// What is not to happen: 进京上访 of 实现进京上访零登记, 生产事故 of 生产零事故.
fn name_of(clause: &[char], config: &Config) -> Option<Vec<char>> {
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
