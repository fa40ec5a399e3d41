//! What two places of one report tell of one thing: the same value, or what was gone beyond and what was reached; two years and the
//! change between them; what was added and all that there is (新建2个……增至21个).

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::across::{growth, is_real};
use super::rounding::tells;
use super::same::{LONG, bare, is_mean, label, name, names, one_scope, share_a_name, signs, whole};
use super::{Check, Kind, Verdict, amount, plain, reckoned};
use crate::config::{Config, Kind as Sort, Qualifier};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Text;
use crate::timeline::counted::{Counted, counted};
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::{slack, value_before};

/// A figure with what it is called.
pub(super) struct Told<'a> {
    pub(super) one: &'a Indicator,
    /// Its name without what says that it was added.
    pub(super) name: Vec<char>,
    /// Whether its name began with what says that it was added.
    fresh: bool,
    /// How long the verb is that its name begins with: 认定.
    act: Option<usize>,
    pub(super) counted: Option<Counted>,
    /// Whether it is a mean of several years.
    pub(super) mean: bool,
}

/// The figures of a report that have a name, each with the earlier ones of its name in other sentences.
pub(super) struct Named<'a> {
    all: Vec<Told<'a>>,
    /// The earlier ones, those of one figure behind those of the figure before it.
    early: Vec<u32>,
    /// Where those of each figure end.
    ends: Vec<usize>,
}

/// Facts that are told again, and agree.
pub(super) fn agreeing(report: usize, entry: &Entry, named: &Named<'_>, config: &Config) -> Vec<Check> {
    let mut checks = named.pairs(|early, late| agreement(report, &entry.report.text, early, late));
    checks.extend(named.pairs(|early, late| {
        changed(report, entry, config, early, late).or_else(|| changed(report, entry, config, late, early))
    }));
    checks.extend(kept(report, entry, config));
    checks.extend(exactly(report, entry, config));
    checks.extend(aims(report, entry, config));
    checks
}

/// What bounds a figure that another place of the report tells: no more can have been added than there is.
pub(super) fn bounded(report: usize, named: &Named<'_>) -> Vec<Check> {
    named.pairs(|early, late| in_stock(report, early, late).or_else(|| in_stock(report, late, early)))
}

impl<'a> Named<'a> {
    /// Reads them from a report.
    pub(super) fn new(entry: &'a Entry, config: &Config) -> Self {
        let (mut all, mut early, mut ends) = (Vec::<Told<'a>>::new(), Vec::new(), Vec::new());
        let (mut known, mut acts) = (FxHashMap::<_, Vec<u32>>::default(), FxHashMap::<_, Vec<u32>>::default());
        let prose = |one: &&Indicator| one.role != Role::Previous && one.high.is_none() && one.table.is_none();
        for one in entry.indicators.iter().filter(prose) {
            let late = Told::read(entry, one, config);
            if !names(one, &late.name, config) {
                continue;
            }
            // Those of other places are not even looked at: a report that tells of many has many figures of one name.
            let place = one.scope.as_deref().filter(|_| !whole(one));
            let key = |name: &[char]| (signs(name), one.unit.as_deref(), one.kind, place);
            let own = key(&late.name);
            let told = |at: &u32| &all[*at as usize];
            let by_name = known.get(&own).into_iter().flatten();
            // 新认定人才2745人, and 五年认定人才1.26万人.
            let act = late.act.map(|len| key(&late.name[len..]));
            let by_act = act.as_ref().and_then(|key| known.get(key)).into_iter().flatten().filter(|at| told(at).fresh);
            let of_act = acts.get(&own).into_iter().flatten().filter(|_| late.fresh);
            // One sentence tells a thing once, but for other years.
            let apart = |other: &Indicator| other.quote != one.quote || other.years != one.years;
            let others = by_name.chain(by_act).chain(of_act);
            let others = others.filter(|at| apart(told(at).one) && one_scope(told(at).one, one));
            early.extend(others.take(MOST).copied());
            ends.push(early.len());
            known.entry(own).or_default().push(all.len() as u32);
            if let Some(key) = act {
                acts.entry(key).or_default().push(all.len() as u32);
            }
            all.push(late);
        }
        Named { all, early, ends }
    }

    /// For every figure the first check that it makes with an earlier one.
    pub(super) fn pairs(&self, check: impl Fn(&Told<'a>, &Told<'a>) -> Option<Check>) -> Vec<Check> {
        let mut from = 0;
        let checks = self.all.iter().zip(&self.ends).filter_map(|(late, &end)| {
            let early = &self.early[from..end];
            from = end;
            early.iter().find_map(|at| check(&self.all[*at as usize], late))
        });
        checks.collect()
    }
}

impl<'a> Told<'a> {
    fn read(entry: &Entry, one: &'a Indicator, config: &Config) -> Self {
        let (text, own) = (&entry.report.text, name(one, config));
        let added = config.counting.added.at_start(&own).filter(|(len, ())| *len < own.len());
        let verb = config.grammar.verbs.at_start(&own).filter(|(len, ())| added.is_none() && len + LONG <= own.len());
        let counted = if added.is_some() { Some(Counted::Added) } else { counted(text, one, &config.counting) };
        let mean = is_mean(text, one, config);
        let name = added.map_or(own.as_slice(), |(len, ())| &own[len..]).to_vec();
        Told { one, name, fresh: added.is_some(), act: verb.map(|(len, ())| len), counted, mean }
    }
}

/// So many figures of one name are held against each other.
const MOST: usize = 30;

/// One fact told in two places: with the same value, or once exactly and once by what it went beyond (超过500亿斤).
fn agreement(report: usize, text: &Text, early: &Told<'_>, late: &Told<'_>) -> Option<Check> {
    let added = |told: &Told<'_>| told.counted == Some(Counted::Added);
    let ([first, now], fact) = ([early.one, late.one], |one: &Indicator| (one.role, one.period, one.direction));
    if fact(first) != fact(now) || added(early) != added(late) {
        return None;
    }
    let beyond = |one: &Indicator| matches!(one.qualifier, Some(Qualifier::MoreThan | Qualifier::AtLeast));
    let when = first.years == now.years && first.asof == now.asof && first.qualifier == now.qualifier;
    let digits = now.value.normalize().mantissa().unsigned_abs();
    let long = late.name.len() >= LONG && (digits >= 100 || digits >= 10 && first.label == now.label);
    // An aim is told again with the word that bounds it: 8%左右.
    let aim = late.name.len() >= LONG && now.role == Role::Target && now.unit.as_deref() == Some("%");
    let same = first.value == now.value && when && (long || aim && now.qualifier.is_some());
    // 67665亿元, and 6.77万亿元.
    let room = || slack(text, first).max(slack(text, now));
    let apart = (first.value - now.value).abs();
    let rounded = !apart.is_zero() && when && long && first.qualifier.is_none() && apart <= room();
    let (exact, bound) = if beyond(now) { (first, now) } else { (now, first) };
    let bounded = beyond(bound)
        && exact.qualifier.is_none()
        && exact.role == Role::Actual
        && first.quote != now.quote
        && !early.mean
        && !late.mean
        && bound.value <= exact.value
        && exact.value / Decimal::TWO <= bound.value;
    // 控制在5.5%以内, and 5.2%.
    let [least, most] = [first, now].map(|one| one.qualifier == Some(Qualifier::AtMost));
    let (under, limit) = if most { (first, now) } else { (now, first) };
    let kept = least != most
        && under.qualifier.is_none()
        && under.role == Role::Actual
        && first.quote != now.quote
        && !early.mean
        && !late.mean
        && under.value <= limit.value
        && under.value * Decimal::TWO >= limit.value;
    let bounded = bounded || kept;
    if !same && !rounded && !bounded {
        return None;
    }
    let [was, is] = [first, now].map(|one| amount(one.value, one.unit.as_deref()));
    let message = match () {
        () if same => Message::new(format!("前后一致：{is}"), format!("told twice, and alike: {is}")),
        () if rounded => Message::new(
            format!("前后一致（四舍五入）：前文 {was}，此处 {is}"),
            format!("told twice, and alike but for rounding: {was} before, {is} here"),
        ),
        () => Message::new(
            format!("前后说法相符：前文 {was}，此处 {is}"),
            format!("both places agree: {was} before, {is} here"),
        ),
    };
    let (expected, found) = (plain(first.value), plain(now.value));
    let (kind, verdict) = (Kind::Restated, Verdict::Holds);
    Some(Check { report, kind, verdict, span: now.span, expected, found, message })
}

/// 去年安排2410万元……今年安排2885万元，比上年增加475万元: what a change tells of the year before, which the report tells as well.
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
        let close = || tells(text, [was.value, slack(text, was)], now, change);
        let agrees = implied.holds(was.value) && close() && !is_real(entry, now, change, &config.ties);
        agrees.then(|| growth(report, was.value, now, change, Verdict::Holds, false)).flatten()
    })
}

/// 用于“三农”支出2410万元……安排用于“三农”的资金2885万元，增加475万元: under other names the year before is only told apart
/// from a lucky number where the change gives it to three digits and the names have more in common than whose money it is.
fn exactly(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let level = |one: &Indicator| {
        let whole = one.table.is_none() && one.high.is_none() && one.qualifier.is_none() && one.years == 1;
        whole && one.measure() == Measure::Level && one.unit.is_some() && one.role != Role::Previous
    };
    // By year, unit and kind, in the order of their values: those that a change may come from are side by side.
    let mut known: FxHashMap<_, Vec<(Decimal, usize)>> = FxHashMap::default();
    for (at, was) in indicators.iter().enumerate().filter(|(_, was)| level(was) && was.role == Role::Actual) {
        if let Some(next) = was.period.and_then(|year| year.checked_add(1))
            && digits(was.value) >= 100
        {
            known.entry((next, was.unit.as_deref(), was.kind)).or_default().push((was.value, at));
        }
    }
    known.values_mut().for_each(|values| values.sort_unstable());
    let was = |now: &Indicator, change: &Indicator| {
        let implied = value_before(text, now, change)?;
        let values = known.get(&(now.period?, now.unit.as_deref(), now.kind))?;
        // What leaves open more than a hundredth of the value tells nothing: no value lies further off than that.
        let around = implied.widened(implied.low.abs().max(implied.high.abs()) / FIFTY);
        let from = values.partition_point(|(value, _)| *value < around.low);
        let near = values[from..].iter().take_while(|(value, _)| *value <= around.high).take(MOST);
        let own = label(now);
        let fits = |was: &Indicator| {
            let room = implied.widened(slack(text, was));
            let open = room.high.checked_sub(room.low).and_then(|open| open.checked_mul(Decimal::ONE_HUNDRED));
            let tight = open.is_some_and(|open| open <= was.value);
            let apart = one_scope(was, now) && was.quote != now.quote;
            apart && tight && room.holds(was.value) && share_a_name(&label(was), &own, config)
        };
        near.map(|(_, at)| *at).filter(|at| fits(&indicators[*at])).min().map(|at| &indicators[at])
    };
    let told = |(at, now): (usize, &Indicator)| {
        let changes = changes_of(indicators, at).into_iter().map(|change| &indicators[change]);
        let real = |change: &&Indicator| !is_real(entry, now, change, &config.ties);
        changes
            .filter(real)
            .find_map(|change| growth(report, was(now, change)?.value, now, change, Verdict::Holds, false))
    };
    let prose = indicators.iter().enumerate().filter(|(at, one)| level(one) && previous_of(indicators, *at).is_none());
    prose.filter_map(told).collect()
}

/// How many digits tell a value, as a number of them: 2410 of 2410万元.
fn digits(value: Decimal) -> u128 {
    value.normalize().mantissa().unsigned_abs()
}

/// Parts of a value of which one is more than what may be left open on one side of it.
const FIFTY: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// 培育形成竹木加工产业集群5个……做优做强5个竹木加工产业集群: what there is already, as an aim speaks of it again.
fn kept(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let counts = |one: &&Indicator| {
        let whole = one.table.is_none() && one.high.is_none() && one.qualifier.is_none() && one.value >= Decimal::TWO;
        whole && one.kind == Sort::Count && one.unit.is_some() && one.topic.chars().count() >= LONG
    };
    let keeps =
        |one: &&Indicator| one.role == Role::Target && config.ties.keeps.at_start(bare(&label(one), config)).is_some();
    let figures: Vec<&Indicator> = entry.indicators.iter().filter(counts).collect();
    let mut reached: FxHashMap<(&str, Decimal), Vec<&Indicator>> = FxHashMap::default();
    for one in figures.iter().filter(|one| one.role == Role::Actual) {
        reached.entry((&one.topic, one.value)).or_default().push(one);
    }
    let again = figures.iter().copied().filter(keeps).filter_map(|late| {
        let told = |early: &&Indicator| early.unit == late.unit && one_scope(early, late);
        reached.get(&(late.topic.as_str(), late.value))?.iter().copied().find(told)?;
        let is = amount(late.value, late.unit.as_deref());
        let message = Message::new(format!("前后一致：{is}"), format!("told twice, and alike: {is}"));
        Some(Check { report, ..reckoned(Kind::Restated, Verdict::Holds, late, late.value, message) })
    });
    again.collect()
}

/// 地区生产总值增长5.5%左右……经济增长预期目标为5.5%左右: what the aim of growth is called where it is told again.
fn aims(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let Some((first, again)) = aims_told_again(entry, config) else { return Vec::new() };
    let told = again.into_iter().map(|one| {
        let is = entry.report.text.str(one.span);
        let message = Message::new(format!("前后一致：{is}"), format!("told twice, and alike: {is}"));
        Check { report, ..reckoned(Kind::Restated, Verdict::Holds, one, first.value, message) }
    });
    told.collect()
}

/// The target of a report for the growth of the economy, and the figures that tell it again: 地区生产总值增长6%左右……经济增长预期目标为6%左右.
pub(crate) fn aims_told_again<'a>(entry: &'a Entry, config: &Config) -> Option<(&'a Indicator, Vec<&'a Indicator>)> {
    let aim = |one: &&Indicator| one.role == Role::Target && one.years == 1 && one.unit.as_deref() == Some("%");
    let product =
        |one: &&Indicator| one.measure() == Measure::Growth && config.ties.growth_of.is(bare(&label(one), config));
    let first = entry.indicators.iter().filter(aim).find(product)?;
    let called = |one: &&Indicator| {
        let label = label(one);
        let mut name = &label[..];
        while let Some((len, ())) = config.ties.aim_leads.at_start(name) {
            name = &name[len..];
        }
        let grows = one.measure() == Measure::Growth && config.ties.growth_of.is(name);
        grows || config.ties.growth_aims.at_start(name).is_some()
    };
    let alike = |one: &&Indicator| {
        one.value == first.value
            && one.high == first.high
            && one.qualifier == first.qualifier
            // 全省经济增长预期目标 in a city's report is the province's; without a scope it is the report's own.
            && (one.scope.is_none() || one.scope == first.scope)
            && one.quote != first.quote
    };
    Some((first, entry.indicators.iter().filter(aim).filter(called).filter(alike).collect()))
}

/// What was added is no more than all that there is, told elsewhere: 新建产业园2个……产业园增至21个.
fn in_stock(report: usize, new: &Told<'_>, stock: &Told<'_>) -> Option<Check> {
    let (added, there) = (new.one, stock.one);
    let level = |one: &Indicator| one.measure() == Measure::Level && one.role == Role::Actual && one.unit.is_some();
    // 新增标准41项……累计出台标准326项.
    let summed = there.qualifier == Some(Qualifier::Cumulative) && added.qualifier.is_none() && added.years == 1;
    let parts = new.counted == Some(Counted::Added) && (stock.counted == Some(Counted::There) || summed);
    let before = added.period.zip(there.period).is_some_and(|(year, now)| year <= now && year > now - YEARS);
    if !parts || !before || !level(added) || !level(there) || added.value > there.value {
        return None;
    }
    let [some, all] = [added, there].map(|one| amount(one.value, one.unit.as_deref()));
    let message = if summed {
        Message::new(
            format!("新增不超过累计：新增 {some}，累计 {all}"),
            format!("{some} were added, {all} in all years"),
        )
    } else {
        Message::new(format!("新增不超过总数：新增 {some}，总数 {all}"), format!("{some} were added, {all} there are"))
    };
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
    fn what_was_added_is_no_more_than_there_is_elsewhere() {
        let of = |told: &str| verdicts(Kind::Roll, &[(2024, told)]);
        assert_eq!(of("新建现代农业产业园2个。现代农业产业园增至21个。"), [Holds]);
        assert_eq!(of("新建现代农业产业园2个。现代农业示范区增至21个。"), []);
    }

    #[test]
    fn two_years_agree_with_the_change_between() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        let told = |by: &str| format!("2023年发放助学资金2410万元。2024年发放助学资金2885万元，增加{by}万元。");
        assert_eq!(of(&told("475")), [Holds]);
        assert_eq!(of(&told("495")), []);
    }

    #[test]
    fn a_fact_told_again_agrees() {
        let of = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(of("实现地区生产总值676.5亿元。经济总量超过600亿元。"), [Holds]);
        assert_eq!(of("蔬菜产量51.2万吨。蔬菜年产量稳定在50万吨以上。"), [Holds]);
        assert_eq!(of("新增现代农业产业园120个。现代农业产业园超过100个。"), []);
    }

    #[test]
    fn what_is_told_again_in_another_unit_is_rounded() {
        let of = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(of("实现地区生产总值6766.5亿元。完成地区生产总值0.677万亿元。"), [Holds]);
        assert_eq!(of("实现地区生产总值6766.5亿元。完成地区生产总值0.678万亿元。"), []);
        let aims = |again: &str| {
            format!(
                "平稳推进。\n二、下一步打算\n　　2025年，地区生产总值增长5.5%左右。把经济增长预期目标定为{again}%左右，符合实际。"
            )
        };
        assert_eq!(of(&aims("5.5")), [Holds]);
        assert_eq!(of(&aims("6.5")), []);
    }

    #[test]
    fn one_fact_with_two_values_is_told() {
        let of = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(of("一般公共预算收入3412.5万元。财政运行平稳，一般公共预算收入3421.5万元。"), [Verdict::Suspect]);
        assert_eq!(of("一般公共预算收入3412.5万元。财政运行平稳，一般公共预算收入2965.1万元。"), []);
        // A point or a unit, where four digits agree; of fewer it may be luck.
        assert_eq!(of("一般公共预算收入3412.5万元。财政运行平稳，一般公共预算收入34125万元。"), [Verdict::Suspect]);
        assert_eq!(of("一般公共预算收入3400万元。财政运行平稳，一般公共预算收入34000万元。"), []);
        assert_eq!(of("药品抽检不合格率2.2%。过去五年，药品抽检不合格率控制在2.5%以内。"), [Holds]);
    }

    #[test]
    fn what_there_is_is_told_again_where_it_is_to_be_kept() {
        let of = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(of("培育形成竹木加工产业集群5个。2025年，做优做强5个竹木加工产业集群。"), [Holds]);
        assert_eq!(of("培育形成竹木加工产业集群5个。2025年，做优做强6个竹木加工产业集群。"), []);
        // As many as last year are not the same.
        assert_eq!(of("办结惠民利民实事10件。2025年，继续办好10件惠民利民实事。"), []);
    }

    #[test]
    fn under_another_name_the_year_before_is_known_to_the_digit() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        let told =
            |by: &str| format!("2023年用于“三农”支出2410万元。2024年安排用于“三农”的资金2885万元，增加{by}万元。");
        assert_eq!(of(&told("475")), [Holds]);
        assert_eq!(of(&told("495")), []);
        let other = "2023年用于科技支出2410万元。2024年安排用于“三农”的资金2885万元，增加475万元。";
        assert_eq!(of(other), []);
    }
}
