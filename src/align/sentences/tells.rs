//! What the words of a sentence tell: its matter (事), what is done to that, or how it stands (套话).

use crate::config::Wording;
use crate::text::is_han;

/// What a pair of neighbouring characters tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// How a matter stands, or that something is done: one of the two belongs to a word of a frame, to the tail of a clause, or
    /// to what counts the sentence off.
    Frame,
    /// What is done to a matter: 治理.
    Act,
    /// What a sentence is about.
    Matter,
}

pub(super) fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphabetic()
}

/// Whether a clause ends at a mark.
pub(super) const fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '，' | ';' | '。' | ':' | '!' | '?')
}

/// What each pair of neighbouring characters tells, where `skip` of them count the sentence off; of two words of frames at a
/// place the longer counts.
pub(super) fn tells(chars: &[char], skip: usize, wording: &Wording) -> Vec<Tells> {
    let mut covered = vec![false; chars.len()];
    let mut at = skip.min(chars.len());
    covered[..at].fill(true);
    while at < chars.len() {
        let length = wording.frames.at_start(&chars[at..]).map_or(0, |(length, ())| length);
        // 覆盖率 is a noun, whatever 覆盖 says elsewhere.
        let rest = &chars[at + length..];
        let is_noun = wording.noun_ends.at_start(rest).is_some() && wording.frames.at_start(rest).is_none();
        if !is_noun {
            covered[at..at + length].fill(true);
        }
        at += length.max(1);
    }
    let mut end = 0;
    for clause in chars.split_inclusive(|c| ends_clause(*c)) {
        end += clause.len();
        let told = clause.split_last().filter(|(mark, _)| !is_letter(**mark)).map_or(clause, |(_, rest)| rest);
        if wording.led.at_start(told).is_some() && wording.led_ends.at_end(told).is_some() {
            covered[end - clause.len()..end].fill(true);
        }
        let starts = wording.tails.iter().filter_map(|tail| tail.start(told));
        if let Some(start) = starts.min() {
            covered[end - clause.len() + start..end].fill(true);
        }
    }
    let told = covered.windows(2).zip(chars.windows(2)).map(|(covered, pair)| match covered {
        [false, false] if wording.nominal.is(pair) => Tells::Act,
        [false, false] => Tells::Matter,
        _ => Tells::Frame,
    });
    told.collect()
}

/// Which pairs of neighbouring characters stand inside a title: 《养犬管理办法》.
pub(super) fn titled(chars: &[char]) -> Vec<bool> {
    let mut depth = 0_u32;
    let inside: Vec<bool> = chars
        .iter()
        .map(|c| {
            match c {
                '《' => depth += 1,
                '》' => depth = depth.saturating_sub(1),
                _ => return depth > 0,
            }
            false
        })
        .collect();
    inside.windows(2).map(|pair| pair[0] && pair[1]).collect()
}

/// How many pairs of neighbouring characters name what a sentence explains: those before the first colon, where it stands near the
/// start.
pub(super) fn termed(chars: &[char]) -> Option<usize> {
    /// No term is longer than this.
    const TERM: usize = 30;
    chars.iter().take(TERM).position(|c| *c == ':').filter(|at| *at > 1).map(|at| at - 1)
}

#[cfg(test)]
mod tests {
    use super::{Tells, tells};
    use crate::config::Config;

    /// The pairs of characters that name a matter.
    fn matter(text: &str) -> Vec<String> {
        let config = Config::builtin().unwrap();
        let chars: Vec<char> = text.chars().collect();
        let told = tells(&chars, 0, &config.wording);
        let matter = told.iter().zip(chars.windows(2)).filter(|(tells, _)| **tells == Tells::Matter);
        matter.map(|(_, pair)| pair.iter().collect()).collect()
    }

    #[test]
    fn a_clause_is_about_what_it_names_and_not_about_what_is_made_of_it() {
        assert_eq!(matter("坚持把渡口作为头等大事，"), ["把渡", "渡口"]);
        assert_eq!(matter("推动茶园治理"), ["茶园", "园治"]);
        assert_eq!(matter("在乡党委的领导和村民的监督下，茶园"), ["茶园"]);
        assert_eq!(matter("植被覆盖率"), ["植被", "被覆", "覆盖", "盖率"]);
    }
}
