//! What was to make money again (扭亏为盈): the later report says that it did, or that it still lost some.

use super::Outcome;
use super::act::{lead, verb};
use super::occurred::without_opening;
use super::question::Question;
use super::told::NAMED;
use crate::config::{Config, Kind, Phrases};
use crate::quantity::power;
use crate::text::Span;

/// Whether it makes money again, and where the later report says so; nothing where it does not.
pub(super) fn profit(question: Question) -> Option<(Outcome, Span)> {
    let Question { promise, entry, then, told, config, .. } = question;
    let words = &config.promises;
    let said = entry.report.text.folded(promise.span);
    let (at, ..) = words.turns_profit.find(said).filter(|_| promise.target.is_none())?;
    let from = lead(&said[..at], config);
    let from = from + verb(&said[from..at], config).unwrap_or(0);
    let name = &said[from.min(at)..at];
    let text = &then.report.text;
    // Where nothing is named it is the body itself, of which only a sentence that opens so tells.
    let named = name.len() >= NAMED;
    let opens = |clause: Span| told.sentences.iter().any(|sentence| told.done[sentence.start].span == clause);
    let mut clauses = told.done.iter().filter(|clause| clause.answers);
    clauses.find_map(|clause| {
        let chars = text.folded(clause.span);
        let off = words.is_off(chars) || words.is_open(chars) || is_of_before(chars, config);
        let rest = &chars[lead(chars, config)..];
        let theirs = rest.strip_prefix(name).or_else(|| rest[verb(rest, config).unwrap_or(0)..].strip_prefix(name));
        let rest = without_still(theirs.filter(|_| !off && (named || opens(clause.span)))?, config);
        let says = |list: &Phrases<()>| list.at_start(rest).is_some_and(|(len, ())| is_amount(&rest[len..], config));
        match () {
            () if says(&words.turns_profit) || named && says(&words.profits) => Some((Outcome::Met, clause.span)),
            () if named && says(&words.losses) => Some((Outcome::Missed, clause.span)),
            () => None,
        }
    })
}

/// What stands behind a name without the words that only say when, and that it is so still or at last: 全年仍│亏损.
fn without_still<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let mut rest = without_opening(words, config);
    while let Some((len, ())) = config.promises.still.at_start(rest) {
        rest = without_opening(&rest[len..], config);
    }
    rest
}

/// Whether a clause names a year that was over: 上年亏损.
fn is_of_before(clause: &[char], config: &Config) -> bool {
    let near = &config.grammar.times.near;
    (0..clause.len()).any(|at| near.at_start(&clause[at..]).is_some_and(|(_, shift)| shift < 0))
}

/// Whether nothing but an amount of money stands behind what was made or lost: neither 盈利│能力 nor 亏损│3户.
fn is_amount(behind: &[char], config: &Config) -> bool {
    let behind = &behind[config.promises.holds.at_start(behind).map_or(0, |(len, ())| len)..];
    let number = behind.iter().take_while(|c| c.is_ascii_digit() || **c == '.' || power(**c).is_some()).count();
    let money = |words: &[char]| {
        config
            .units
            .at_start(words)
            .is_some_and(|(len, id)| len == words.len() && config.units.get(id).kind == Kind::Money)
    };
    behind.is_empty() || number > 0 && money(&behind[number..])
}
