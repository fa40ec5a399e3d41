//! The deficit and its share of the product (赤字率): both are planned, the product is that of the year before, grown as it is to grow.

use rust_decimal::Decimal;

use super::same::{bare, label};
use super::{Check, Kind, Verdict, amount, plain, reckoned};
use crate::config::{Config, Kind as Sort, Qualifier};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::timeline::printed::slack;
use crate::timeline::series::signed;

/// Checks the share that a planned deficit has of the product. Prices are not told, so that it only holds: within what they may rise
/// by, it is as the report says.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let (ties, text) = (&config.ties, &entry.report.text);
    let prose = |one: &&Indicator| one.table.is_none() && one.high.is_none() && one.years == 1 && one.period.is_some();
    let all: Vec<&Indicator> = entry.indicators.iter().filter(prose).collect();
    let product = |one: &Indicator| ties.products.is(bare(&label(one), config));
    let check = |rate: &&Indicator| {
        let planned = |one: &&&Indicator| one.role == Role::Target && one.period == rate.period;
        // 中央财政赤字 is a part of it.
        let deficits = all.iter().filter(planned);
        let is_deficit = |one: &&&Indicator| one.kind == Sort::Money && ties.deficits.at_end(&label(one)).is_some();
        let deficit = deficits.filter(is_deficit).max_by_key(|one| one.value)?;
        let aim = all
            .iter()
            .filter(planned)
            .find(|one| one.measure() == Measure::Growth && ties.growth_of.is(bare(&label(one), config)))?;
        let before = |one: &&&Indicator| one.period.zip(rate.period).is_some_and(|(was, now)| was + 1 == now);
        let made = all
            .iter()
            .filter(before)
            .find(|one| one.kind == Sort::Money && one.unit == deficit.unit && product(one))?;
        let grown = made.value.checked_mul(Decimal::ONE_HUNDRED + signed(aim))? / Decimal::ONE_HUNDRED;
        let share =
            |of: Decimal| deficit.value.checked_div(of).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        let (high, low) = (share(grown)?, share(grown * Decimal::new(100 + PRICES, 2))?);
        let room = slack(text, rate);
        let under = rate.qualifier == Some(Qualifier::AtMost) && low <= rate.value;
        let holds =
            low - room <= rate.value && rate.value <= high + room || under && rate.value <= high * Decimal::new(15, 1);
        holds.then(|| {
            let [d, p] = [deficit, made].map(|one| amount(one.value, one.unit.as_deref()));
            let (low, high, g) = (low.round_dp(2).normalize(), high.round_dp(2).normalize(), plain(signed(aim)));
            let said = plain(rate.value);
            let message = Message::new(
                format!("赤字率大致相符：{d} ÷（{p} 增长 {g}%，未计价格）= {high}%，价格上涨{PRICES}%以内为 {low}%～{high}%，报告为 {said}%"),
                format!("the share agrees roughly: {d} of {p} grown by {g} % is {high} %, with prices up to {PRICES} % higher {low} %; the report says {said} %"),
            );
            reckoned(Kind::Rate, Verdict::Holds, rate, high, message)
        })
    };
    let rates = all.iter().copied().filter(|one| {
        let name = label(one);
        let share = one.measure() == Measure::Share && one.role == Role::Target;
        share && (ties.deficit_rates.at_end(&name).is_some() || ties.deficits.any(&name) && ties.products.any(&name))
    });
    rates.filter_map(|rate| check(&rate)).map(|check| Check { report, ..check }).collect()
}

/// By so many percent prices rise at most, or the year is no usual one.
const PRICES: i64 = 6;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn a_deficit_has_its_share_of_the_product() {
        let of = |rate: &str| {
            let told = format!(
                "地区生产总值4720亿元，增长9.2%。\n二、下一步打算\n　　2025年，地区生产总值增长7.5%。拟安排财政赤字80亿元，赤字率{rate}%。"
            );
            verdicts(Kind::Rate, &[(2024, &told)])
        };
        assert_eq!(of("1.5"), [Verdict::Holds]);
        assert_eq!(of("2.5"), []);
        // Of a product that is to fall.
        let falls = "地区生产总值4720亿元，增长9.2%。\n二、下一步打算\n　　2025年，地区生产总值增长-7.5%。拟安排财政赤字80亿元，赤字率1.8%。";
        assert_eq!(verdicts(Kind::Rate, &[(2024, falls)]), [Verdict::Holds]);
    }
}
