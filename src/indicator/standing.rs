//! What words say of their own time in a part that plans or tells of several years (现状): how it stands by now, one year alone.

use crate::config::Times;
use crate::text::signs::OF;

use super::years::{last_clause, opening_several, several, summed, to_come, years_named};

/// How many letters the noun has at most that stands between 已有 and its figure. Set by hand.
const NOUN: usize = 8;

/// Whether words in a part that plans say how it stands by now: 目前已达, 已落实项目, 全区有280万人.
pub(super) fn stands_by_now(before: &[char], times: &Times) -> bool {
    let clause = &before[last_clause(before)..];
    // 已落实项目│32个, not 已签约项目开工率 or 已建小区加装电梯: a short noun alone stands between.
    let told = |(at, len, ()): (usize, usize, ())| {
        let noun = &clause[at + len..];
        noun.len() <= NOUN && !noun.contains(&OF) && !times.done_to.any(noun)
    };
    let own = times.already.rfind(clause).is_some_and(told) || times.there_are.is(clause);
    own || times.by_now.any(before) && !is_to_come(clause, times)
}

/// 现有老年人56万人，│要新增床位: whether a clause opens with what is to be, whatever the one before it said of how it stands.
fn is_to_come(clause: &[char], times: &Times) -> bool {
    times.will.at_start(clause).is_some() && !times.by_now.any(clause)
}

/// Whether a clause names a year and says nothing of several.
pub(super) fn names_one(clause: &[char], times: &Times) -> bool {
    years_named(clause, times).next().is_some()
        && several(clause, times).is_none()
        && opening_several(clause, times).is_none()
        && summed(clause, times).is_none()
        && to_come(clause, times).is_none()
}
