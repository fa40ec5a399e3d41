//! What became of a rate that a later report tells by the end of its name, in a sentence about what the rest of the name says: 人民调解成功率,
//! and 人民调解员……调解纠纷5236件，成功率97.6%.

use rust_decimal::Decimal;

use super::clauses::{clauses, only_letters};
use super::contrast::longest_run;
use super::fit::{Fit, Side, fit};
use super::question::Question;
use super::reached::of_its_year;
use super::subject::Thing;
use crate::indicator::{Measure, own_part};
use crate::similarity::Pairs;
use crate::text::Span;
use crate::text::signs::RATE;
use crate::timeline::evidence::ScopeClass;

/// The figure that tells a target's rate so. Where the report tells of several rates of that name, and of one more than one value, none
/// does.
pub(super) fn by_its_end(question: Question, thing: &Thing) -> Option<usize> {
    let Question { promise, then, told, config, weights, .. } = question;
    let wanted = thing.wanted.side;
    let rated = matches!(wanted.fields.block.measure, Measure::Share | Measure::Delta) && promise.years == 1;
    let own = only_letters(own_part(wanted.label));
    let own = rate_in(&own).filter(|_| rated)?;
    let before = clause_before(wanted);
    let mut found: Option<(usize, Decimal)> = None;
    for figure in told.likely(&wanted.fields.label) {
        let side = Side::new(then, figure);
        let alike =
            figure.fields.block == wanted.fields.block && of_one_scope(&figure.fields.scope, &wanted.fields.scope);
        if !alike || side.one.years != 1 || figure.fields.averaged || !of_its_year(promise, side.one) {
            continue;
        }
        let name = only_letters(own_part(side.label));
        let Some(rest) = rate_in(&name).and_then(|name| own.strip_suffix(name).filter(|_| name.len() >= NAMED)) else {
            continue;
        };
        let sentence =
            side.text().folded(Span::new(side.one.quote.start, side.one.span.start.max(side.one.quote.start)));
        let said = Pairs::new(rest, weights).contained_in(&Pairs::new(sentence, weights)) >= OF_IT;
        // 开展法治督察2轮，问题整改率达到95%: the clause before tells of what it is.
        let beside = || longest_run(before, sentence).2 >= RUN;
        if rest.len() < REST || !said && !beside() || fit(&thing.wanted, side, config) != Fit::Same {
            continue;
        }
        if found.is_some_and(|(_, value)| value != side.one.value) {
            return None;
        }
        found = found.or(Some((figure.at, side.one.value)));
    }
    found.map(|(at, _)| at)
}

/// Whether two figures are of one body: of the whole of it, where it is not said.
fn of_one_scope(own: &ScopeClass, other: &ScopeClass) -> bool {
    let whole = |scope: &ScopeClass| matches!(scope, ScopeClass::Unsaid | ScopeClass::Whole);
    own == other || whole(own) && whole(other)
}

/// A name up to the word that makes it one of a rate: 败诉率 of 败诉率再降.
fn rate_in(name: &[char]) -> Option<&[char]> {
    let end = name.iter().rposition(|c| *c == RATE)? + 1;
    (name.len() <= end + CHANGE).then_some(&name[..end])
}

/// How many letters behind that say how it changes. Set by hand.
const CHANGE: usize = 2;

/// The clause before that of a figure in its sentence.
fn clause_before<'a>(side: Side<'a>) -> &'a [char] {
    let all = clauses(side.text(), side.one.quote);
    let own = all.iter().position(|clause| clause.covers(side.one.span));
    let before = own.and_then(|own| own.checked_sub(1)).map(|before| all[before]);
    before.map(|before| side.text().folded(before)).unwrap_or_default()
}

/// How many letters the name of a rate has at least (成功率), and what stands before it in the target's name. Set by hand.
const NAMED: usize = 3;
const REST: usize = 2;

/// How much of what stands there the sentence says at least, or how many letters in a row of the clause before. Set by hand.
const OF_IT: f64 = 0.6;
const RUN: usize = 4;
