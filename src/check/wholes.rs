//! A part and its whole in two places (局部与全体): the 经济总量 of a region told here is no more than the 地区生产总值 told there,
//! and several regions of one sentence together are no more than it either.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::same::{label, name, names, whole};
use super::{Check, Kind, Verdict, amount, reckoned};
use crate::config::{Config, Kind as Sort};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::timeline::counted::{Counted, counted};

/// A level that may be a part or a whole.
struct Level<'a> {
    one: &'a Indicator,
    name: Vec<char>,
    counted: Option<Counted>,
}

/// Checks the parts of one report against the wholes that other sentences tell.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let levels: Vec<Level<'_>> = entry.indicators.iter().filter_map(|one| level(entry, one, config)).collect();
    let mut wholes: Wholes<'_, '_> = FxHashMap::default();
    for level in levels.iter().filter(|level| whole(level.one) && level.one.qualifier.is_none()) {
        wholes.entry(what(&level.name, level)).or_default().push(level);
    }
    let mut checks = Vec::new();
    for sentence in levels.chunk_by(|a, b| a.one.quote == b.one.quote) {
        let told: Vec<_> = sentence.iter().filter_map(|part| Some((part, of(part, &wholes, config)?))).collect();
        // The parts that one sentence tells of one whole.
        for parts in told.chunk_by(|a, b| a.1.one.id == b.1.one.id) {
            checks.extend(within(parts));
        }
    }
    checks.into_iter().map(|check| Check { report, ..check }).collect()
}

fn level<'a>(entry: &Entry, one: &'a Indicator, config: &Config) -> Option<Level<'a>> {
    // 甲、乙经济总量突破2000亿元: each of them.
    let single = !one.label.contains('、');
    let prose = single && one.table.is_none() && one.high.is_none() && one.part_of.is_none() && one.years == 1;
    let level = one.measure() == Measure::Level && one.unit.is_some() && one.kind != Sort::Rank;
    let name = Some(name(one, config)).filter(|name| names(one, name, config))?;
    // What each has (人均, 每场) is no part of what all have, whatever its name says less.
    let (label, ties) = (label(one), &config.ties);
    let each = ties.averages.any(&label) || ties.means.iter().any(|means| means.words.any(&label));
    let adds_up = !ties.not_added.any(&label) && !each;
    let counted = counted(&entry.report.text, one, &config.counting).filter(|how| *how == Counted::Added);
    (prose && level && adds_up && one.role == Role::Actual).then_some(Level { one, name, counted })
}

/// Levels by what they are of: their name, unit, kind and year, and whether they were added.
type Wholes<'a, 'b> = FxHashMap<What<'a>, Vec<&'a Level<'b>>>;
type What<'a> = (&'a [char], Option<&'a str>, Sort, Option<i32>, bool);

fn what<'a>(name: &'a [char], level: &'a Level<'_>) -> What<'a> {
    (name, level.one.unit.as_deref(), level.one.kind, level.one.period, level.counted.is_some())
}

/// The whole that a part's name ends with: 都市圈经济总量, 经济总量.
fn of<'a, 'b>(part: &'a Level<'_>, wholes: &Wholes<'a, 'b>, config: &Config) -> Option<&'a Level<'b>> {
    let fits = |all: &&&Level<'_>| part.one.quote != all.one.quote && part.one.value < all.one.value;
    let named = |from: usize| {
        let (before, name) = part.name.split_at(from);
        let known = wholes.get(&what(name, part)).filter(|_| config.ties.denied.at_end(before).is_none())?;
        known.iter().rev().take(MOST).find(fits).copied()
    };
    // The longest name first; two characters at least tell the part from its whole.
    if part.one.scope.is_none() { (2..part.name.len()).find_map(named) } else { None }
}

/// So many levels of one name are looked at.
const MOST: usize = 30;

fn within(parts: &[(&Level<'_>, &Level<'_>)]) -> Option<Check> {
    let ((last, all), unit) = (parts.last()?, parts.last()?.1.one.unit.as_deref());
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (part, _)| sum.checked_add(part.one.value))?;
    let share = sum.checked_div(all.one.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
    // Of far less, or of all but all of it, the names may tell another thing, or the same.
    if share < Decimal::from(LITTLE) || share > Decimal::from(MUCH) {
        return None;
    }
    let said = parts.iter().map(|(part, _)| amount(part.one.value, unit)).collect::<Vec<_>>().join(" + ");
    let (all_told, share) = (amount(all.one.value, unit), share.round_dp(1).normalize());
    let made = if parts.len() > 1 { format!("{said} = {}", amount(sum, unit)) } else { said };
    let message = Message::new(
        format!("局部不超过全体：{made} ≤ {all_told}，为 {share}%"),
        format!("the part is no more than the whole told elsewhere: {made} ≤ {all_told}, {share} %"),
    );
    Some(reckoned(Kind::Sum, Verdict::Holds, last.one, all.one.value, message))
}

/// Between so many percent of a whole something is likely a part of it.
const LITTLE: i64 = 5;
const MUCH: i64 = 95;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::Holds;

    #[test]
    fn parts_are_no_more_than_the_whole_told_elsewhere() {
        let of = |told: &str| verdicts(Kind::Sum, &[(2024, told)]);
        assert_eq!(of("实现地区生产总值678亿元。东部片区经济总量突破340亿元，西部片区经济总量突破120亿元。"), [Holds]);
        assert_eq!(of("网络零售额52亿元。农产品网络零售额12亿元。"), [Holds]);
        // More than it, hardly any of it, and means.
        assert_eq!(of("网络零售额52亿元。农产品网络零售额120亿元。"), []);
        assert_eq!(of("网络零售额52亿元。农产品网络零售额0.1亿元。"), []);
        assert_eq!(of("居民人均可支配收入52000元。农村居民人均可支配收入31000元。"), []);
        assert_eq!(of("演出收入520万元。民俗节目每场演出收入120万元。"), []);
        assert_eq!(of("零售收入520万元。民营超市每家零售收入120万元。"), []);
    }
}
