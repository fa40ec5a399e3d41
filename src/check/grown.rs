//! Growth over one year and over several (增速): 五年增长27.4%, 去年增长4.1%; what is aimed at for a year and as the mean of five.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::same::{bare, is_mean, one_scope};
use super::spans::within;
use super::{Check, Kind, Verdict, plain, reckoned};
use crate::config::{Config, Direction};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::timeline::series::signed;

/// A growth with what it is the growth of.
struct Growth<'a> {
    one: &'a Indicator,
    of: Vec<char>,
    mean: bool,
}

/// Checks the growth of single years in one report against that of several.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let all: Vec<Growth<'_>> = entry.indicators.iter().filter_map(|one| growth(entry, one, config)).collect();
    let mut totals: FxHashMap<&Vec<char>, Vec<&Growth<'_>>> = FxHashMap::default();
    for many in all.iter().filter(|many| many.one.years > 1) {
        totals.entry(&many.of).or_default().push(many);
    }
    let several = |one: &Growth<'_>| {
        let alike = |many: &&Growth<'_>| {
            let (a, b) = (many.one, one.one);
            a.direction == b.direction && a.role == b.role && a.quote != b.quote && one_scope(a, b)
        };
        totals.get(&one.of).into_iter().flatten().copied().filter(alike).take(MOST).find_map(|many| judge(many, one))
    };
    let years = all.iter().filter(|one| one.one.years == 1 && !one.mean);
    years.filter_map(several).map(|check| Check { report, ..check }).collect()
}

fn growth<'a>(entry: &Entry, one: &'a Indicator, config: &Config) -> Option<Growth<'a>> {
    let prose = one.table.is_none() && one.high.is_none() && one.direction.is_some() && one.role != Role::Previous;
    if !prose || one.measure() != Measure::Growth || one.unit.as_deref() != Some("%") || one.value.is_zero() {
        return None;
    }
    let topic: Vec<char> = one.topic.chars().filter(|c| *c != '·').collect();
    let topic = bare(&topic, config);
    // 居民人均可支配收入五年增长.
    let topic = config.ties.told.at_end(topic).map_or(topic, |(len, ())| &topic[..topic.len() - len]);
    let of = config.aliases.apply(topic);
    (of.len() >= NAMED).then(|| Growth { one, of, mean: is_mean(&entry.report.text, one, config) })
}

fn judge(many: &Growth<'_>, year: &Growth<'_>) -> Option<Check> {
    let (all, one) = (many.one, year.one);
    if !within(all, one) {
        return None;
    }
    let [whole, part] = [all, one].map(|growth| plain(growth.value));
    let others = Decimal::from(i64::from(all.years) - 1);
    let message = match one.role {
        Role::Target => (many.mean && all.value == one.value).then(|| {
            Message::new(
                format!("年度目标与多年年均目标前后一致：{part}%"),
                format!("the aim for the year is that for the mean of the years: {part} %"),
            )
        })?,
        // The mean of the others is as good as the arithmetic one, where growth is no more than some percent.
        _ if many.mean => {
            let rest = (all.value * (others + Decimal::ONE) - one.value).checked_div(others)?.round_dp(1).normalize();
            let near = one.value <= all.value * Decimal::TWO && one.value * Decimal::TWO >= all.value;
            (near && rest.is_sign_positive()).then(|| {
                Message::new(
                    format!("一年增速与多年年均可以并存：年均 {whole}%，一年 {part}%，其余{others}年平均约 {rest}%"),
                    format!("a year's growth agrees with the mean: {whole} % a year, {part} % in one, some {rest} % in the other {others}"),
                )
            })?
        }
        _ => {
            let hundred = Decimal::ONE_HUNDRED;
            let rest = (hundred + signed(all)).checked_mul(hundred)?.checked_div(hundred + signed(one))? - hundred;
            let rest = rest.abs().round_dp(1).normalize();
            let falls = one.direction == Some(Direction::Down);
            let (zh, en) = if falls { ("降幅", "fell") } else { ("增速", "grew") };
            (one.value <= all.value && one.value * Decimal::from(FEW) >= all.value).then(|| {
                Message::new(
                    format!("一年{zh}不超过多年合计：{part}% ≤ {whole}%，其余{others}年共 {rest}%"),
                    format!("no year {en} more than all of them: {part} % ≤ {whole} %, {rest} % in the other {others}"),
                )
            })?
        }
    };
    Some(reckoned(Kind::Growth, Verdict::Holds, one, all.value, message))
}

/// So many of one name are held against a year.
const MOST: usize = 30;
/// How long the name of what grew is at least.
const NAMED: usize = 4;
/// So many times as much as in one year it grows in all at most, or the names tell other things.
const FEW: i64 = 25;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::Holds;

    #[test]
    fn one_year_grew_no_more_than_several() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        assert_eq!(of("居民人均可支配收入增长4.1%。过去五年，居民人均可支配收入增长27.4%。"), [Holds]);
        assert_eq!(of("居民人均可支配收入增长4.1%。居民人均可支配收入五年增长27.4%。"), [Holds]);
        assert_eq!(of("规上工业增加值增长9.9%。过去五年，规上工业增加值年均增长9%。"), [Holds]);
        // Of other things, and far more: the years may be other ones.
        assert_eq!(of("规上工业增加值增长9.9%。过去五年，社会消费品零售总额年均增长9%。"), []);
        assert_eq!(of("居民人均可支配收入增长44.1%。过去五年，居民人均可支配收入增长27.4%。"), []);
    }
}
