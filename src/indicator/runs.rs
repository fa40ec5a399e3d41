//! What a clause says went well of its subject: how many times in a row (“八连增”), or that it was never so high (为近十年最高). What
//! follows goes on with the subject, and not with that.

use crate::config::Config;
use crate::quantity::digit;
use crate::text::signs::TEN;

use super::word;

/// So many letters has a subject at least. Set by hand.
const LEAST: usize = 2;

/// 粮食产量│实现了少有的“八连增”, 收入增速│为近十年最高: the subject alone, and nothing where there is none (创历史新高); all of the clause
/// where it says no such thing.
pub(super) fn without_record<'a>(clause: &'a [char], config: &Config) -> &'a [char] {
    let subject = without_run(clause, config).or_else(|| without_extreme(clause, config));
    subject.filter(|subject| subject.is_empty() || subject.len() >= LEAST).unwrap_or(clause)
}

/// Without how many times in a row, and the verb before that.
fn without_run<'a>(clause: &'a [char], config: &Config) -> Option<&'a [char]> {
    let quoted = clause.strip_suffix(&['”']).unwrap_or(clause);
    let (len, ()) = config.counting.runs.at_end(quoted)?;
    let before = &quoted[..quoted.len() - len];
    let number = before.iter().rev().take_while(|c| digit(**c).is_some() || **c == TEN || c.is_ascii_digit()).count();
    let before = &before[..before.len() - number];
    let before = before.strip_suffix(&['“']).unwrap_or(before);
    let verb = |at: &usize| config.counting.run_verbs.at_start(&before[*at..]).is_some() && !half(before, *at, config);
    let end = (0..before.len()).rev().find(verb).unwrap_or(before.len());
    (number > 0).then(|| &before[..end])
}

/// Without that it was never so high.
fn without_extreme<'a>(clause: &'a [char], config: &Config) -> Option<&'a [char]> {
    let counting = &config.counting;
    counting.extremes.at_end(clause).or_else(|| counting.records.at_end(clause))?;
    let is = |at: &usize| {
        let words = &clause[*at..];
        let verb = counting.is_of.at_start(words).is_some() || counting.run_verbs.at_start(words).is_some();
        verb && !half(clause, *at, config)
    };
    (0..clause.len()).find(is).map(|end| &clause[..end])
}

/// Whether a longer word goes across a place.
fn half(clause: &[char], at: usize, config: &Config) -> bool {
    word::ends(&clause[..=at], &config.grammar) || word::heads(&clause[at..], &config.grammar)
}
