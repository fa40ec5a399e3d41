//! What figures are counted among (在……中): 抽查的22个项目中，8个项目……, 对外投资14个项目有9个亏损.

use crate::config::Grammar;
use crate::text::signs::{AMONG, HAVE, OF};

use super::label;
use super::layout::{Layout, Mark};

/// How many figures may stand between one and what it is counted among.
const FAR: usize = 12;

/// The figure of the sentence that the words of another count it among, nearest first; whether the two fit is not asked.
pub(super) fn within(layout: &Layout<'_>, at: usize, grammar: &Grammar) -> Option<usize> {
    let own = words(layout.behind(at));
    if layout.touches(at) {
        let between = words(layout.before(at));
        let noun = match between.as_slice() {
            [noun @ .., AMONG, HAVE] | [noun @ .., AMONG | HAVE] => noun,
            _ => return None,
        };
        return (is_of(noun, &own) || is_said(&own, grammar)).then(|| at - 1);
    }
    let before = words(layout.before(at));
    (at.saturating_sub(FAR)..at).rev().find_map(|whole| {
        let behind = words(layout.behind(whole));
        let (AMONG, noun) = behind.split_last().map(|(last, noun)| (*last, noun))? else { return None };
        let told = layout.slots[whole].closed_by == Mark::Comma && !noun.is_empty();
        let sort = own.is_empty() && before.last() == Some(&OF);
        (told && (is_of(noun, &own) || sort)).then_some(whole)
    })
}

/// Whether words begin with the end of a noun: 项目因…… of 专项债券项目.
fn is_of(noun: &[char], words: &[char]) -> bool {
    (2..=noun.len().min(6)).any(|len| words.starts_with(&noun[noun.len() - len..]))
}

/// Whether words say something of what is counted, and name no other thing: 连续三年亏损, 已完工.
fn is_said(words: &[char], grammar: &Grammar) -> bool {
    words.is_empty()
        || grammar.verbs.at_start(words).is_some()
        || grammar.lasting_words.at_start(words).is_some()
        || label::open(words, grammar).rest.len() < words.len()
}

fn words(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| !c.is_whitespace()).collect()
}
