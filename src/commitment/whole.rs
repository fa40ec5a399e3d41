//! What was promised of all of a thing, or of what was left of it (剩下8户厕所全部改完, 还清欠账): the later report says that all is done, or
//! that something is left.

use super::Outcome;
use super::act::{all_of_it, lead, verb};
use super::question::Question;
use super::said::ROUNDING;
use super::told;
use crate::config::Config;
use crate::similarity::Pairs;
use crate::text::signs::LISTED;
use crate::text::{Span, is_han};

/// Whether all of it was done, and where the later report says so; nothing where it does not.
pub(super) fn whole(question: Question) -> Option<(Outcome, Span)> {
    let Question { promise, entry, then, told, config, weights, .. } = question;
    let words = &config.promises;
    let name = all_of_what(entry.report.text.folded(promise.span), config)?;
    let pairs = told::compared(&name, config, weights);
    if pairs.mass() < NAMED * (name.len() - 1) as f64 {
        return None;
    }
    let text = &then.report.text;
    let names = |clause: Span| text.folded(clause).windows(name.len()).any(|window| window == name);
    let most = told.most(&Pairs::new(&name, weights));
    let places = (0..told.done.len()).filter(|at| most[*at] >= NAMED * (name.len() - 1) as f64 - ROUNDING);
    let clauses: Vec<Span> = places.map(|at| told.done[at].span).filter(|clause| names(*clause)).take(FEW).collect();
    let done = |clause: &&Span| {
        let said = text.folded(**clause);
        let all = words.all_of_it.any(said) && words.stages.any(said) || words.all_done.any(said);
        let next = told.following(**clause, text).next();
        let open = |said: &[char]| words.claims.nearly.any(said) || words.is_off(said) || words.is_open(said);
        all && opens_with(said, &name, config) && !open(said) && !next.is_some_and(|next| open(text.folded(next)))
    };
    if let Some(clause) = clauses.iter().find(done) {
        return Some((Outcome::Met, *clause));
    }
    let unit: Option<Vec<char>> = question.goal().and_then(|goal| Some(goal.unit.as_deref()?.chars().collect()));
    clauses.iter().find_map(|clause| {
        let said = text.folded(*clause);
        // 清除5处，还有2处: counted as it was promised, or as it was told.
        let counts = |behind: &[char]| {
            unit.as_ref().is_some_and(|unit| behind.starts_with(unit))
                || said
                    .windows(2)
                    .any(|two| two[0].is_ascii_digit() && is_han(two[1]) && behind.first() == Some(&two[1]))
        };
        let behind = told.following(*clause, text).take(BEHIND).take_while(|next| !told.is_heading(*next));
        let mut near = std::iter::once(*clause).chain(behind);
        let rest = near.find(|next| tells_of_rest(text.folded(*next), counts, config))?;
        Some((Outcome::Missed, clause.join(rest)))
    })
}

/// Whether a clause tells of all of a thing: nothing stands before the name but when it was and what was done, of whatever else it may be
/// (青石镇危房).
fn opens_with(clause: &[char], name: &[char], config: &Config) -> bool {
    let mut rest = &clause[lead(clause, config)..];
    let lists = [&config.ties.told, &config.ties.all_of, &config.promises.left, &config.promises.all_of_it];
    loop {
        let len = lists.iter().find_map(|list| list.at_start(rest)).map(|(len, ())| len);
        match len.or_else(|| verb(rest, config)).filter(|len| *len > 0 && *len <= rest.len()) {
            _ if rest.starts_with(name) => return true,
            Some(len) => rest = &rest[len..],
            None => return false,
        }
    }
}

/// How much each pair of letters of the name weighs at least on average: 工作 and 问题 name no thing. Set by hand.
const NAMED: f64 = 0.6;

/// How many clauses that name a thing are looked at, and how many clauses behind one may say what is left of it.
const FEW: usize = 20;
const BEHIND: usize = 2;

/// What all or the rest of is promised: 厕所 of 剩下8户厕所全部改完, 欠账 of 还清欠账; nothing where no such thing is.
fn all_of_what(clause: &[char], config: &Config) -> Option<Vec<char>> {
    let words = &config.promises;
    let rest = &clause[lead(clause, config)..];
    if rest.contains(&LISTED) {
        return None;
    }
    let all = all_of_it(rest, config);
    let left = words.left.find(rest).map(|(at, len, ())| at + len);
    let thing = match (left, all) {
        (left, Some((at, _))) if at > left.unwrap_or(0) => &rest[left.unwrap_or(0)..at],
        (Some(from), None) => &rest[from..],
        // 还清│欠账
        (None, Some((0, len))) => &rest[len..],
        _ => return None,
    };
    let letters = |c: &&char| !is_han(**c);
    let from = thing.iter().rposition(|c| letters(&c)).map_or(0, |at| at + 1);
    let mut thing = &thing[from..];
    // 8│户厕所, 的│空心房
    let counted = from > 0 || left.is_some();
    if let Some(len) = verb(thing, config) {
        thing = &thing[len.min(thing.len())..];
    }
    let thing = super::named::without_tails(thing, config);
    let unit = usize::from(counted && thing.len() > LEAST && from > 0);
    Some(thing[unit..].to_vec()).filter(|name| name.len() >= LEAST)
}

/// How many letters name a thing at least.
const LEAST: usize = 2;

/// Whether a clause says how much of it is left, counted as it was promised: 还有4栋.
fn tells_of_rest(clause: &[char], counts: impl Fn(&[char]) -> bool, config: &Config) -> bool {
    let Some((at, len, ())) = config.promises.left_told.find(clause) else { return false };
    let number = clause[at + len..].iter().take_while(|c| c.is_ascii_digit()).count();
    number > 0 && counts(&clause[at + len + number..])
}
