//! What two places of one report tell of one thing: the same value, or what was gone beyond and what was reached; two years and the
//! change between them; one of several years and all of them (五年累计522万人，全年107万人); what was added and all that there is
//! (新建2个……增至21个).

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::across::{growth, is_real};
use super::same::{NAMED, name, one_scope};
use super::{Check, Kind, Verdict, amount, plain, reckoned};
use crate::config::{Config, Qualifier};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Text;
use crate::timeline::counted::{Counted, averaged, counted};
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::{place, slack, value_before};

/// A figure with what it is called.
struct Told<'a> {
    one: &'a Indicator,
    /// Its name without what says that it was added.
    name: Vec<char>,
    counted: Option<Counted>,
}

/// Facts that are told again, and agree.
pub(super) fn agreeing(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let mut checks = pairs(entry, config, |early, late| agreement(report, early, late));
    checks.extend(pairs(entry, config, |early, late| {
        changed(report, entry, config, early, late).or_else(|| changed(report, entry, config, late, early))
    }));
    checks
}

/// What bounds a figure that another place of the report tells: no year has more than all years, and no more can have been added
/// than there is.
pub(super) fn bounded(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let text = &entry.report.text;
    let mut checks = pairs(entry, config, |early, late| {
        of_years(report, text, config, early, late).or_else(|| of_years(report, text, config, late, early))
    });
    checks.extend(pairs(entry, config, |early, late| {
        in_stock(report, early, late).or_else(|| in_stock(report, late, early))
    }));
    checks
}

/// For every figure the first check that it makes with an earlier one of its name in another sentence.
fn pairs<'a>(entry: &'a Entry, config: &Config, check: impl Fn(&Told<'a>, &Told<'a>) -> Option<Check>) -> Vec<Check> {
    let text = &entry.report.text;
    let mut known: FxHashMap<_, Vec<Told<'a>>> = FxHashMap::default();
    let mut checks = Vec::new();
    let prose = |one: &&Indicator| one.role != Role::Previous && one.high.is_none() && one.table.is_none();
    for one in entry.indicators.iter().filter(prose) {
        let own = name(one, config);
        let added = config.counting.added.at_start(&own).filter(|(len, ())| *len < own.len());
        let name = added.map_or(own.as_slice(), |(len, ())| &own[len..]).to_vec();
        let counted = if added.is_some() { Some(Counted::Added) } else { counted(text, one, &config.counting) };
        let late = Told { one, name, counted };
        if late.name.len() < NAMED {
            continue;
        }
        let alike = known.entry((late.name.clone(), one.unit.as_deref(), one.kind)).or_default();
        let others = alike.iter().filter(|early| early.one.quote != one.quote && one_scope(early.one, one));
        checks.extend(others.take(MOST).find_map(|early| check(early, &late)));
        alike.push(late);
    }
    checks
}

/// So many figures of one name are held against each other.
const MOST: usize = 30;

/// One fact told in two places: with the same value, or once exactly and once by what it went beyond (超过500亿斤).
fn agreement(report: usize, early: &Told<'_>, late: &Told<'_>) -> Option<Check> {
    let added = |told: &Told<'_>| told.counted == Some(Counted::Added);
    let ([first, now], fact) = ([early.one, late.one], |one: &Indicator| (one.role, one.period, one.direction));
    if fact(first) != fact(now) || added(early) != added(late) {
        return None;
    }
    let beyond = |one: &Indicator| matches!(one.qualifier, Some(Qualifier::MoreThan | Qualifier::AtLeast));
    let when = |one: &Indicator| (one.years, one.asof.clone(), one.qualifier);
    let digits = now.value.normalize().mantissa().unsigned_abs();
    let long = late.name.len() >= LONG && (digits >= 100 || digits >= 10 && first.label == now.label);
    let same = first.value == now.value && when(first) == when(now) && long;
    let (exact, bound) = if beyond(now) { (first, now) } else { (now, first) };
    let bounded = beyond(bound)
        && exact.qualifier.is_none()
        && exact.role == Role::Actual
        && bound.value <= exact.value
        && exact.value / Decimal::TWO <= bound.value;
    let [was, is] = [first, now].map(|one| amount(one.value, one.unit.as_deref()));
    let message = match () {
        () if same => Message::new(format!("前后一致：{is}"), format!("told twice, and alike: {is}")),
        () if bounded => Message::new(
            format!("前后说法相符：前文 {was}，此处 {is}"),
            format!("both places agree: {was} before, {is} here"),
        ),
        () => return None,
    };
    let (expected, found) = (plain(first.value), plain(now.value));
    let (kind, verdict) = (Kind::Restated, Verdict::Holds);
    Some(Check { report, kind, verdict, span: now.span, expected, found, message })
}

/// 去年安排3397亿元……今年安排3917亿元，比上年增加520亿元: what a change tells of the year before, which the report tells as well.
/// Another reckoning of it is no error, as the one may be a plan and the other what came of it.
fn changed(report: usize, entry: &Entry, config: &Config, before: &Told<'_>, after: &Told<'_>) -> Option<Check> {
    let (text, was, now) = (&entry.report.text, before.one, after.one);
    let next = was.period.zip(now.period).is_some_and(|(was, now)| now == was + 1);
    let plain = was.qualifier.is_none() && was.years == 1 && now.years == 1 && was.role == Role::Actual;
    if !next || !plain || previous_of(&entry.indicators, now.id.index()).is_some() {
        return None;
    }
    let changes = changes_of(&entry.indicators, now.id.index()).into_iter().map(|change| &entry.indicators[change]);
    changes.into_iter().find_map(|change| {
        let implied = value_before(text, now, change)?.widened(slack(text, was));
        let agrees = implied.holds(was.value) && !is_real(entry, now, change, &config.ties);
        agrees.then(|| growth(report, was.value, now, change, Verdict::Holds, false)).flatten()
    })
}

/// How long a name is at least of which the same value is no luck.
const LONG: usize = 6;

/// One of several years is no more than all of them: 五年新增就业522万人, 全年新增就业107万人.
fn of_years(report: usize, text: &Text, config: &Config, total: &Told<'_>, year: &Told<'_>) -> Option<Check> {
    let (all, one) = (total.one, year.one);
    let flow = |told: &Told<'_>| {
        let mean = told.one.qualifier == Some(Qualifier::Average) || averaged(text, told.one, &config.counting);
        let level = told.one.measure() == Measure::Level && told.one.unit.is_some();
        let plain = told.one.role == Role::Actual && told.one.direction.is_none();
        level && plain && !mean && told.counted != Some(Counted::There)
    };
    let within =
        all.period.zip(one.period).is_some_and(|(last, year)| year <= last && year > last - i32::from(all.years));
    let whole = !matches!(one.qualifier, Some(Qualifier::Cumulative | Qualifier::Consecutive));
    if all.years < 2 || one.years != 1 || !within || !whole || !flow(total) || !flow(year) {
        return None;
    }
    let unit = one.unit.as_deref();
    let [sum, part] = [all, one].map(|figure| amount(figure.value, unit));
    // Far less than a year's part of all of them is another thing of the same name.
    if one.value <= all.value && one.value * Decimal::from(FEW * u32::from(all.years)) >= all.value {
        let others = i64::from(all.years) - 1;
        let mean = (all.value - one.value) / Decimal::from(others);
        let mean = amount((mean / place(text, one)).round_dp(1) * place(text, one), unit);
        let message = Message::new(
            format!("一年不超过各年之和：{part} ≤ {sum}，其余{others}年平均 {mean}"),
            format!("no year has more than all of them: {part} ≤ {sum}, {mean} a year in the other {others}"),
        );
        return Some(Check { report, ..reckoned(Kind::Sum, Verdict::Holds, one, all.value, message) });
    }
    let exact = all.qualifier == Some(Qualifier::Cumulative) && one.qualifier.is_none() && all.label == one.label;
    let off = one.value - all.value > slack(text, one) + slack(text, all);
    (exact && off && one.value / Decimal::TWO < all.value).then(|| {
        let message = Message::new(
            format!("一年的 {part} 多于各年之和 {sum}"),
            format!("{part} in one year is more than {sum} in all of them"),
        );
        Check { report, ..reckoned(Kind::Sum, Verdict::Suspect, one, all.value, message) }
    })
}

/// By how much one year may be less than the mean of all.
const FEW: u32 = 5;

/// What was added is no more than all that there is, told elsewhere: 新建产业园2个……产业园增至21个.
fn in_stock(report: usize, new: &Told<'_>, stock: &Told<'_>) -> Option<Check> {
    let (added, there) = (new.one, stock.one);
    let level = |one: &Indicator| one.measure() == Measure::Level && one.role == Role::Actual && one.unit.is_some();
    let parts = new.counted == Some(Counted::Added) && stock.counted == Some(Counted::There);
    let before = added.period.zip(there.period).is_some_and(|(year, now)| year <= now && year > now - YEARS);
    if !parts || !before || !level(added) || !level(there) || added.value > there.value {
        return None;
    }
    let [some, all] = [added, there].map(|one| amount(one.value, one.unit.as_deref()));
    let message =
        Message::new(format!("新增不超过总数：新增 {some}，总数 {all}"), format!("{some} were added, {all} there are"));
    Some(Check { report, ..reckoned(Kind::Roll, Verdict::Holds, added, there.value, message) })
}

/// What was added so many years ago may be gone.
const YEARS: i32 = 6;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::Holds;

    #[test]
    fn a_year_has_no_more_than_all_years() {
        let of = |told: &str| verdicts(Kind::Sum, &[(2024, told)]);
        assert_eq!(of("全年使用外资15.6亿美元。过去五年，累计使用外资84亿美元。"), [Holds]);
        // A mean is no sum, and a stock is none of its years.
        assert_eq!(of("全年城镇新增就业48万人。过去五年，城镇新增就业年均46万人。"), []);
    }

    #[test]
    fn what_was_added_is_no_more_than_there_is_elsewhere() {
        let of = |told: &str| verdicts(Kind::Roll, &[(2024, told)]);
        assert_eq!(of("新建现代农业产业园2个。现代农业产业园增至21个。"), [Holds]);
        assert_eq!(of("新建现代农业产业园2个。现代农业示范区增至21个。"), []);
    }

    #[test]
    fn two_years_agree_with_the_change_between() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        let told = |by: &str| format!("2023年发放助学资金3397万元。2024年发放助学资金3917万元，增加{by}万元。");
        assert_eq!(of(&told("520")), [Holds]);
        assert_eq!(of(&told("540")), []);
    }

    #[test]
    fn a_fact_told_again_agrees() {
        let of = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(of("实现地区生产总值676.5亿元。经济总量超过600亿元。"), [Holds]);
        assert_eq!(of("蔬菜产量51.2万吨。蔬菜年产量稳定在50万吨以上。"), [Holds]);
        assert_eq!(of("新增现代农业产业园120个。现代农业产业园超过100个。"), []);
    }
}
