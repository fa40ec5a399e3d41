//! What became of a target by a figure that says it of another beside it: the share behind a count (减刑82人，占44.8%), the difference of two
//! (由5个镇扩大到9个镇), and how often something was held that has the target's noun (检察听证, 公开听证会).

use super::Outcome;
use super::clauses::only_letters;
use super::fit::{Figure, Side};
use super::judge::is_near;
use super::question::Question;
use super::reached::{Found, of_its_year};
use super::retold::Retold;
use super::subject::Thing;
use crate::config::Direction;
use crate::indicator::{Measure, Role, own_part};
use crate::text::Span;
use crate::text::signs::{OF, RATE};

/// The one share that is told right behind the number of what a target is the rate of: 减刑82人，占44.8% for 减刑率.
pub(super) fn share_behind(question: Question, thing: &Thing) -> Option<usize> {
    let Question { promise, then, told, config, .. } = question;
    let (wanted, words) = (thing.wanted.side, &config.promises);
    let own = only_letters(own_part(wanted.label));
    let named = words.share_names.at_end(&own).map_or(usize::from(own.last() == Some(&RATE)), |(len, ())| len);
    let name = &own[..own.len() - named];
    let name = name.strip_suffix(&[OF]).unwrap_or(name);
    if wanted.one.measure() != Measure::Share || named == 0 || name.len() < NAMED || promise.years > 1 {
        return None;
    }
    let mut found = told.figures.windows(2).filter(|two| {
        let [count, share] = [Side::new(then, &two[0]), Side::new(then, &two[1])];
        let between = between(question, &two[0], &two[1]);
        let behind = between.iter().position(|c| *c == ',').map(|at| &between[at + 1..]);
        stand_beside(question, &two[0], &two[1])
            && count.one.measure() == Measure::Level
            && share.one.measure() == Measure::Share
            && behind.is_some_and(|behind| words.share_names.at_start(behind).is_some())
            && only_letters(own_part(count.label)) == name
            && share.fields.scope == wanted.fields.scope
            && is_near(share.one.value, wanted.one.value)
    });
    let only = found.next()?[1].at;
    found.next().is_none().then_some(only)
}

/// What a thing that was to become so much more rose by, from one number to another: 由5个镇扩大到9个镇 for 再扩大4个镇.
pub(super) fn difference(question: Question, thing: &Thing) -> Retold {
    let Question { promise, then, told, .. } = question;
    let wanted = thing.wanted.side;
    if wanted.one.measure() != Measure::Delta || wanted.one.direction != Some(Direction::Up) {
        return None;
    }
    let mut found = told.figures.iter().filter_map(|figure| {
        let side = Side::new(then, figure);
        let from = &then.indicators[figure.at.checked_sub(1)?];
        let beside = from.role == Role::Previous && from.quote == side.one.quote && from.label == side.one.label;
        let fits = beside
            && [from, side.one].iter().all(|one| one.unit == wanted.one.unit && one.measure() == Measure::Level)
            && !side.label.is_empty()
            && wanted.label.starts_with(side.label)
            && side.fields.scope == wanted.fields.scope
            && side.one.years == 1
            && of_its_year(promise, side.one);
        fits.then_some((figure.at, side.one.value - from.value))
    });
    let (at, rise) = found.next()?;
    // From 50元 to 84元 may have been years: only a rise of just so much is surely the one that was promised.
    let outcome = if rise == wanted.one.value { Outcome::Met } else { Outcome::Reported };
    found.next().is_none().then_some((at, outcome))
}

/// The one figure of how often something was held whose noun the target has: 召开公开听证会388场 tells of 检察听证400场.
pub(super) fn of_one_noun(question: Question, thing: &Thing) -> Found {
    let Question { promise, then, told, config, .. } = question;
    let (wanted, words) = (thing.wanted.side, &config.promises);
    let unit = wanted.one.unit.as_ref().filter(|unit| words.held_units.contains(unit))?;
    let noun = |label: &[char]| -> Vec<char> {
        let name = only_letters(own_part(label));
        let end = words.held_ends.at_end(&name).map_or(0, |(len, ())| len);
        name[..name.len() - end][(name.len() - end).saturating_sub(NOUN)..].to_vec()
    };
    let own = noun(wanted.label);
    if own.len() < NOUN || words.stock.is(&own) || words.tails.is(&own) || promise.years > 1 {
        return None;
    }
    let mut found = told.figures.iter().filter(|figure| {
        let side = Side::new(then, figure);
        let same = side.one.unit.as_ref() == Some(unit) && side.one.years == 1 && of_its_year(promise, side.one);
        same && noun(side.label) == own && is_near(side.one.value, wanted.one.value)
    });
    let only = found.next()?.at;
    found.next().is_none().then_some((only, ALIKE))
}

/// Whether two figures of one sentence stand side by side, and tell of the target's year.
fn stand_beside(question: Question, one: &Figure, next: &Figure) -> bool {
    let indicators = &question.then.indicators;
    let its_year = [one, next].iter().all(|figure| {
        let one = &indicators[figure.at];
        of_its_year(question.promise, one) && one.years == 1
    });
    one.at + 1 == next.at && indicators[one.at].quote == indicators[next.at].quote && its_year
}

/// What stands between two figures.
fn between<'a>(question: Question<'a>, one: &Figure, next: &Figure) -> &'a [char] {
    let [one, next] = [one, next].map(|figure| question.then.indicators[figure.at].span);
    question.then.report.text.folded(Span::new(one.end, next.start.max(one.end)))
}

/// How many letters the name of what a rate is of has at least, and the noun of what was held. Set by hand.
const NAMED: usize = 3;
const NOUN: usize = 2;

/// How sure an answer is that has only the noun of the target. Set by hand.
const ALIKE: f64 = 0.4;
