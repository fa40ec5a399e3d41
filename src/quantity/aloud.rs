//! Numbers written as they are read aloud: digits with scales between them (3千6百万).

use super::han::{Vague, more_follows, power};
use crate::text::signs::{AND_MORE, MORE, STOP};

/// Single digits, each with a scale of its own, as they are read aloud (3千6百万, 1千2百): how many characters, the value, and
/// whether it is that much and somewhat more.
pub(super) fn read_aloud(chars: &[char]) -> Option<(usize, i64, Option<Vague>)> {
    let (mut at, mut value, mut last) = (0, 0_i64, 10_000);
    while let [figure, scale, ..] = chars[at..] {
        let Some(figure) = figure.to_digit(10) else { break };
        let Some(scale) = power(scale).filter(|scale| *scale < last) else { break };
        value += i64::from(figure) * scale;
        (at, last) = (at + 2, scale);
    }
    if at < 4 {
        return None;
    }
    // 2千4百5十8, 5千3百20: the digits below the last scale.
    let below = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let rest = chars[at..at + below].iter().try_fold(0_i64, |sum, c| Some(sum * 10 + i64::from(c.to_digit(10)?)));
    if let Some(rest) =
        rest.filter(|rest| (1..last).contains(rest) && below <= 2 && chars.get(at + below) != Some(&'.'))
    {
        value += rest;
        at += below;
    }
    // 8千4百余万: that much and somewhat more.
    let lead = usize::from(matches!(chars.get(at), Some(&(MORE | AND_MORE))));
    let scaled = chars.get(at + lead).and_then(|c| power(*c)).filter(|scale| *scale >= 10_000);
    if let Some(scale) = scaled {
        value = value.checked_mul(scale)?;
        at += lead + 1;
    }
    let more = more_follows(&chars[at..]);
    let more_before = scaled.is_some() && lead > 0;
    let vague = (more || more_before).then_some(Vague::More);
    Some((at + usize::from(more), value, vague))
}

/// 5万│4: the thousands of a single digit behind 万 with nothing counted behind it, as they are spoken; not 6万3个, 3万5,000.
pub(super) fn spoken_thousands(behind: &[char]) -> Option<u32> {
    let (digit, rest) = behind.split_first()?;
    let thousands = digit.to_digit(10).filter(|digit| *digit > 0)? * 1_000;
    let parted = rest.get(1).is_some_and(char::is_ascii_digit);
    let ends = |c: &char| matches!(c, ',' | ';' | ')') || *c == STOP;
    (!parted && rest.first().is_none_or(ends)).then_some(thousands)
}
