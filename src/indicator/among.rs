//! What figures are counted among (在……中): 抽查的22个项目中，8个项目……, 对外投资14个项目有9个已建成.

use crate::config::Grammar;
use crate::text::signs::{AMONG, OF};

use super::label;
use super::layout::{Layout, Mark};

/// How many figures may stand between one and what it is counted among. Set by hand: a longer row has totals of its own.
const FAR: usize = 12;

/// The figure of the sentence that the words of another count it among, nearest first; whether the two fit is not asked.
pub(super) fn within(layout: &Layout<'_>, at: usize, grammar: &Grammar) -> Option<usize> {
    let own = words(layout.behind(at));
    if layout.touches(at) {
        let between = words(layout.before(at));
        let (len, ()) = grammar.counts_of.at_end(&between)?;
        let noun = &between[..between.len() - len];
        return (is_of(noun, &own, grammar) || is_said(&own, grammar)).then(|| at - 1);
    }
    let before = words(layout.before(at));
    (at.saturating_sub(FAR)..at).rev().find_map(|whole| {
        let behind = words(layout.behind(whole));
        let (AMONG, noun) = behind.split_last().map(|(last, noun)| (*last, noun))? else { return None };
        let told = layout.slots[whole].closed_by == Mark::Comma;
        let sort = own.is_empty() && before.last() == Some(&OF) || noun.is_empty() && is_said(&own, grammar);
        (told && (is_of(noun, &own, grammar) || sort)).then_some(whole)
    })
}

/// Whether words begin with the end of a noun: 项目因…… of 专项债券项目.
fn is_of(noun: &[char], words: &[char], grammar: &Grammar) -> bool {
    let named = (2..=noun.len().min(6)).any(|len| words.starts_with(&noun[noun.len() - len..]));
    // 攻坚县中，317个县实现目标
    let one =
        || matches!((noun.last(), words), (Some(last), [first, rest @ ..]) if last == first && is_said(rest, grammar));
    named || one()
}

/// Whether words say something of what is counted, and name no other thing: 连续三年亏损, 已完工.
fn is_said(words: &[char], grammar: &Grammar) -> bool {
    words.is_empty()
        || grammar.said_starts.at_start(words).is_some()
        || grammar.verbs.at_start(words).is_some()
        || grammar.lasting_words.at_start(words).is_some()
        || label::open(words, grammar).rest.len() < words.len()
}

fn words(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| !c.is_whitespace()).collect()
}
