//! One year against several (一年与多年): of a five-year total no year has more than all (五年累计522万人，全年107万人), and what is
//! aimed at for a year, or what one year had, is about as much as the mean (五年累计522万人，今年目标85万人).

use rust_decimal::Decimal;

use super::again::{Named, Told};
use super::clause::own_clause;
use super::rounding::near_place;
use super::{Check, Kind, Verdict, amount, reckoned};
use crate::config::{Config, Qualifier};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Text;
use crate::timeline::counted::Counted;
use crate::timeline::printed::{place, slack};

/// Checks single years of one report against what it tells of several.
pub(super) fn check(report: usize, entry: &Entry, named: &Named<'_>, config: &Config) -> Vec<Check> {
    let text = &entry.report.text;
    let of = |check: fn(&Text, &Config, &Told<'_>, &Told<'_>) -> Option<Check>| {
        named.pairs(|early, late| check(text, config, early, late).or_else(|| check(text, config, late, early)))
    };
    of(of_years).into_iter().chain(of(by_the_year)).map(|check| Check { report, ..check }).collect()
}

/// Whether a figure is what came in its time: neither a mean nor all that there is at its end.
fn flow(text: &Text, config: &Config, told: &Told<'_>) -> bool {
    let one = told.one;
    let level = one.measure() == Measure::Level && one.unit.is_some() && one.direction.is_none();
    // 累计达到: what was reached over the years is no stock.
    let there = told.counted == Some(Counted::There) && !config.ties.over_years.any(own_clause(text, one));
    level && !told.mean && !there
}

/// Whether one year is one of several.
pub(super) fn within(all: &Indicator, one: &Indicator) -> bool {
    let inside = |(last, year)| year <= last && year > last - i32::from(all.years);
    all.years > 1 && one.years == 1 && all.period.zip(one.period).is_some_and(inside)
}

/// One of several years is no more than all of them: 五年新增就业522万人, 全年新增就业107万人.
fn of_years(text: &Text, config: &Config, total: &Told<'_>, year: &Told<'_>) -> Option<Check> {
    let (all, one) = (total.one, year.one);
    let whole = !matches!(one.qualifier, Some(Qualifier::Cumulative | Qualifier::Consecutive));
    // Of a total that is told to have come over the years, one year's amount is no stock though it was 达到.
    let summed = || config.ties.over_years.any(own_clause(text, all)) && year.counted == Some(Counted::There);
    let flows = || flow(text, config, total) && (flow(text, config, year) || summed() && !year.mean);
    if !within(all, one) || all.role != one.role || one.role == Role::Previous || !whole || !flows() {
        return None;
    }
    let unit = one.unit.as_deref();
    let [sum, part] = [all, one].map(|figure| amount(figure.value, unit));
    // Far less than a year's part of all of them is another thing of the same name.
    if one.value <= all.value && one.value * Decimal::from(FEW * u32::from(all.years)) >= all.value {
        let others = i64::from(all.years) - 1;
        let mean = (all.value - one.value) / Decimal::from(others);
        let mean = amount(near_place(mean, place(text, one)), unit);
        let message = Message::new(
            format!("一年不超过各年之和：{part} ≤ {sum}，其余{others}年平均 {mean}"),
            format!("no year has more than all of them: {part} ≤ {sum}, {mean} a year in the other {others}"),
        );
        return Some(reckoned(Kind::Sum, Verdict::Holds, one, all.value, message));
    }
    let exact = all.qualifier == Some(Qualifier::Cumulative) && one.qualifier.is_none() && all.label == one.label;
    let off = one.value - all.value > slack(text, one) + slack(text, all);
    (exact && off && one.value / Decimal::TWO < all.value).then(|| {
        let message = Message::new(
            format!("一年的 {part} 多于各年之和 {sum}"),
            format!("{part} in one year is more than {sum} in all of them"),
        );
        reckoned(Kind::Sum, Verdict::Suspect, one, all.value, message)
    })
}

/// By how much one year may be less than the mean of all.
const FEW: u32 = 5;

/// An aim for one year, or what one year had, against the mean of several: 五年新增261.6万人, 今年50万人以上; 年均46万人, 去年48万人.
/// Far off it says nothing, for years differ.
fn by_the_year(text: &Text, config: &Config, several: &Told<'_>, year: &Told<'_>) -> Option<Check> {
    let (all, one) = (several.one, year.one);
    let is_mean = several.mean;
    let aim = one.role == Role::Target && one.years == 1;
    let level = |one: &Indicator| one.measure() == Measure::Level && one.unit.is_some() && one.direction.is_none();
    let total = || is_mean && level(all) || !is_mean && flow(text, config, several);
    let alike = all.role == Role::Actual && level(one) && (aim || is_mean && within(all, one));
    if !alike || all.years < 2 || year.mean || one.value.is_zero() || !total() {
        return None;
    }
    let years = Decimal::from(all.years);
    let made = if is_mean { all.value } else { all.value / years };
    let share = one.value.checked_div(made)?;
    if share < Decimal::new(LEAST, 2) || share > Decimal::new(MOST, 2) {
        return None;
    }
    let unit = all.unit.as_deref();
    let mean = near_place(made, place(text, all));
    let made = amount(mean, unit);
    let [told, now] = [all, one].map(|figure| amount(figure.value, unit));
    let reckoning = if is_mean { made.clone() } else { format!("{told} ÷ {years} = {made}") };
    let message = Message::new(
        format!("一年与多年平均相近：平均每年 {reckoning}，一年 {now}"),
        format!("a year is near the mean: {reckoning} a year, {now} in one"),
    );
    Some(reckoned(Kind::Sum, Verdict::Holds, one, mean, message))
}

/// Between so many hundredths of the mean a year is near it: four fifths of the greater of the two. Set by hand, as years differ.
const LEAST: i64 = 80;
const MOST: i64 = 125;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::Holds;

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn a_year_has_no_more_than_all_years() {
        assert_eq!(of("全年使用外资15.6亿美元。过去五年，累计使用外资84亿美元。"), [Holds]);
        assert_eq!(of("过去五年，进出口总额累计超过1万亿元。2024年，进出口总额达到2800亿元。"), [Holds]);
        assert_eq!(of("五年淘汰落后产能5500万吨，2024年淘汰落后产能1500万吨。"), [Holds]);
    }

    #[test]
    fn a_year_is_near_the_mean_of_several() {
        assert_eq!(of("全年城镇新增就业48万人。过去五年，城镇新增就业年均46万人。"), [Holds]);
        assert_eq!(of("全年城镇新增就业98万人。过去五年，城镇新增就业年均46万人。"), []);
        assert_eq!(of("过去五年，城镇新增就业261.6万人。2025年，城镇新增就业50万人以上。"), [Holds]);
        assert_eq!(of("过去五年，城镇新增就业261.6万人。2025年，城镇新增就业5万人以上。"), []);
    }
}
