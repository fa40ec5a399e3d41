//! The years of a five-year plan that is named (规划期): all of them, or its first or last ones.

use crate::config::Times;
use crate::quantity::digit;
use crate::text::signs::{OF, TEN, YEAR};

/// Several years told of at once: how many, and the last of them where the words say it.
pub(super) type Years = (u8, Option<i32>);

/// A number of years from two to nine, in either sort of digits.
pub(crate) fn few(c: char) -> Option<u8> {
    let number = c.to_digit(10).map(i64::from).or_else(|| digit(c))?;
    u8::try_from(number).ok().filter(|n| (2..=9).contains(n))
}

/// The last year of a plan that is named at `at`: not where its name ends a number (二十五).
pub(super) fn plan_at(chars: &[char], at: usize, times: &Times) -> Option<i32> {
    plan_period(&chars[at..], times).filter(|_| !is_inside(chars, at))
}

/// Whether a number goes on at a place.
fn is_inside(chars: &[char], at: usize) -> bool {
    chars[..at].last().is_some_and(|&c| c == TEN || c.is_ascii_digit() || digit(c).is_some())
}

/// “十四五”前四年, “十三五”时期的后两年: the first or last years of a plan.
pub(super) fn plan_part(chars: &[char], at: usize, times: &Times) -> Option<Years> {
    let (len, last) = times.plans.at_start(&chars[at..]).filter(|_| !is_inside(chars, at))?;
    let rest = unquoted(&chars[at + len..]);
    let span = times.plan_ends.at_start(rest).map_or(0, |(len, ())| len);
    let rest = rest[span..].strip_prefix(&[OF]).unwrap_or(&rest[span..]);
    let last = i32::try_from(last).ok().filter(|last| *last > 0)?;
    let [side, n, YEAR, ..] = rest else { return None };
    let years = few(*n).filter(|years| *years < PLAN)?;
    let first = times.first_part.open(&[*side]);
    let behind = times.last_part.open(&[*side]);
    first.then(|| last - i32::from(PLAN) + i32::from(years)).or(behind.then_some(last)).map(|last| (years, Some(last)))
}

/// How many years a plan has.
const PLAN: u8 = 5;

/// What follows a plan's name, without the quotation mark that closes it.
fn unquoted(rest: &[char]) -> &[char] {
    rest.strip_prefix(&['”']).or_else(|| rest.strip_prefix(&['"'])).unwrap_or(rest)
}

/// “十三五” as the last year of that plan: 2020.
pub(super) fn plan_period(chars: &[char], times: &Times) -> Option<i32> {
    let (len, last) = times.plans.at_start(chars)?;
    times.plan_behind.at_start(unquoted(&chars[len..]))?;
    i32::try_from(last).ok()
}
