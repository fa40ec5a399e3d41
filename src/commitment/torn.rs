//! Whether a clause has the words of a name in another name: with a noun put into it that makes it another's (农村中小学危房 for 农村危房), or
//! with another thing beside the first of two (发展和保护 for 发展和减排).

use crate::config::Config;
use crate::text::is_han;
use crate::text::signs::{AND_SO_ON, OF};

/// How many letters a word has.
const WORD: usize = 2;

/// Whether a clause has a name only with another word put into it, which makes it one of another thing: 农村中小学危房 is no 农村危房.
pub(super) fn is_torn(name: &[char], clause: &[char], config: &Config) -> bool {
    let whole = clause.windows(name.len().max(1)).any(|run| run == name);
    let torn = |cut: usize| {
        let (open, end) = name.split_at(cut);
        (0..clause.len()).any(|at| {
            let behind = clause[at..].strip_prefix(open);
            behind.is_some_and(|behind| {
                (PUT_IN..=PUT_IN_MOST.min(behind.len())).any(|len| {
                    behind[len..].starts_with(end)
                        && !behind[..len].iter().any(|c| name.contains(c))
                        && is_of_kind(&behind[..len], config)
                })
            })
        })
    };
    !whole
        && name.len() <= SHORT
        && name.iter().all(|c| is_han(*c))
        && (WORD..(name.len() + 1).saturating_sub(WORD)).any(torn)
}

/// How many letters put into a name make it another's: a noun of its own, where two may only tell more of it. Set by hand.
const PUT_IN: usize = 3;
const PUT_IN_MOST: usize = 4;

/// How long the names are at most of which that is asked, and what is looked at of the second of two things.
const SHORT: usize = 12;
const LONG: usize = 24;

/// Whether a word says of which kind a thing is: neither what is done to it or how, nor what goes without saying, nor the end of a list.
fn is_of_kind(word: &[char], config: &Config) -> bool {
    let words = &config.promises;
    let lists = [
        &words.unsaid,
        &words.loose,
        &words.acts,
        &words.stock,
        &words.tails,
        &words.holds,
        &words.whose,
        &words.behind_told,
        &words.lead,
        &config.wording.govern,
        &config.grammar.verbs,
        &config.wording.manner,
    ];
    let no_kind = |at: usize| lists.iter().any(|list| list.at_start(&word[at..]).is_some());
    word.iter().all(|c| is_han(*c) && *c != OF && *c != AND_SO_ON && !config.grammar.joins.has(*c))
        && !(0..word.len()).any(no_kind)
}

/// Whether a clause sets beside the first of two things that a name joins another than its second: 发展和保护 for 发展和减排.
pub(super) fn is_paired_otherwise(name: &[char], clause: &[char], config: &Config) -> bool {
    let name = &name[..name.len() - config.promises.of_both.at_end(name).map_or(0, |(len, ())| len)];
    let joined = |text: &[char], at: usize| config.grammar.joins.has(text[at]) && at >= WORD && text.len() > at + WORD;
    (0..name.len()).filter(|at| joined(name, *at)).any(|at| {
        let (first, second) = (&name[at - WORD..at], &name[at + 1..]);
        let second = &second[..second.len().min(LONG)];
        let mut beside = (0..clause.len()).filter(|at| joined(clause, *at) && clause[..*at].ends_with(first));
        let said = |two: &[char]| clause.windows(WORD).any(|other| other == two);
        beside.next().is_some() && !second.windows(WORD).any(said)
    })
}
