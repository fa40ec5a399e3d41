//! A share of a whole that the report tells elsewhere: 服务业增加值26.2万亿元，占国内生产总值比重46.1% beside 国内生产总值56.9万亿元;
//! 都市圈经济总量4万亿元，占全省比重61.3% beside 地区生产总值6.8万亿元.

use rust_decimal::Decimal;

use super::same::{NAMED, bare, label, name, whole as whole_territory};
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Config, Kind as Sort, Phrases, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Span;
use crate::text::signs::WHOLE;
use crate::timeline::printed::{Stretch, slack};

/// Checks the shares of one report whose whole stands in another sentence.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let indicators = &entry.indicators;
    let shares = (1..indicators.len()).filter_map(|at| {
        let (part, share) = (&indicators[at - 1], &indicators[at]);
        let prose = share.table.is_none() && share.quote == part.quote && share.high.is_none() && part.high.is_none();
        let percent = share.measure() == Measure::Share && share.role != Role::Previous && share.role == part.role;
        let level = part.measure() == Measure::Level && part.unit.is_some() && part.years == 1;
        if !prose || !percent || !level {
            return None;
        }
        let whole = whole(entry, part, share, config)?;
        judge(entry, part, share, whole)
    });
    let named = indicators.iter().filter_map(|share| {
        let (part, whole) = of_product(entry, share, config)?;
        judge(entry, part, share, whole)
    });
    shares.chain(named).map(|check| Check { report, ..check }).collect()
}

/// The part and the whole of a share of the product that is told by itself: 服务业增加值占比, 研发投入强度.
fn of_product<'a>(entry: &'a Entry, share: &Indicator, config: &Config) -> Option<(&'a Indicator, &'a Indicator)> {
    let ties = &config.ties;
    let prose = share.table.is_none() && share.high.is_none() && share.role != Role::Previous && share.years == 1;
    if !prose || share.measure() != Measure::Share {
        return None;
    }
    let label = label(share);
    let called = bare(&label, config);
    let rate = ties.intensities.iter().find_map(|intensity| Some((intensity, whose(called, &intensity.rate, ties)?)));
    let opens =
        called.iter().enumerate().skip(NAMED).find(|(at, _)| ties.share_opens.at_start(&called[*at..]).is_some());
    let name = opens.map(|(at, _)| (&called[..at], &called[at..]));
    let of_it = name.filter(|(part, rest)| {
        let shares = ties.share_of.is(rest) || ties.products.any(rest) && !ties.beyond.any(rest);
        shares && ties.product_parts.at_end(part).is_some()
    });
    if rate.is_none() && of_it.is_none() {
        return None;
    }
    let level = |one: &&Indicator| {
        let whole = one.table.is_none() && one.high.is_none() && one.years == 1 && one.measure() == Measure::Level;
        let alike =
            one.role == share.role && one.period == share.period && one.unit.is_some() && one.kind == Sort::Money;
        whole && alike && whole_territory(one)
    };
    let money = entry.indicators.iter().filter(level);
    let is_part = |one: &&Indicator| {
        let own = label_of(one, config);
        match (rate, of_it) {
            (Some((intensity, of)), _) => whose(&own, &intensity.part, ties) == Some(of),
            (None, Some((part, _))) => own == part,
            (None, None) => false,
        }
    };
    let part = money.clone().find(is_part)?;
    let whole = money.clone().find(|one| ties.products.is(&label_of(one, config)))?;
    (part.value < whole.value && part.unit == whole.unit).then_some((part, whole))
}

/// Whose it is that a name ends with (规上工业企业 of 规上工业企业研发投入): nobody's own where it is that of all of them (全社会研发投入).
fn whose<'a>(name: &'a [char], what: &Phrases<()>, ties: &Ties) -> Option<&'a [char]> {
    let (len, ()) = what.at_end(name)?;
    let mut whose = &name[..name.len() - len];
    while let Some((len, ())) = ties.all_of.at_start(whose) {
        whose = &whose[len..];
    }
    Some(whose)
}

/// What a figure is called without what only says that it was reached.
fn label_of(one: &Indicator, config: &Config) -> Vec<char> {
    bare(&label(one), config).to_vec()
}

/// The figure that the words between a part and its share name: what stands behind 占, or the part's own measure of all the
/// territory (占全省).
fn whole<'a>(entry: &'a Entry, part: &Indicator, share: &Indicator, config: &Config) -> Option<&'a Indicator> {
    let between = entry.report.text.folded(Span::new(part.span.end.min(share.span.start), share.span.start));
    let said = between.strip_prefix(&[',']).or_else(|| between.strip_prefix(&['、'])).unwrap_or(between);
    let (len, ()) = config.ties.share_opens.at_start(said)?;
    let of = &said[len..];
    // 占全国 is of another territory than the report's, but for a national one.
    let territory = of.first() == Some(&WHOLE) && config.ties.beyond.at_start(of).is_none();
    let own = name(part, config);
    let is = |one: &&Indicator| {
        let level =
            one.measure() == Measure::Level && one.unit == part.unit && one.table.is_none() && one.high.is_none();
        let alike = one.role == part.role && one.period == part.period && one.quote != part.quote && one.years == 1;
        if !level || !alike || one.value <= part.value {
            return false;
        }
        let label: Vec<char> = one.label.chars().collect();
        let (called, whole) = (bare(&label, config), name(one, config));
        match territory {
            true => whole.len() >= NAMED && own.len() > whole.len() && own.ends_with(&whole),
            false => called.len() >= NAMED && of.starts_with(called),
        }
    };
    entry.indicators.iter().find(is)
}

fn judge(entry: &Entry, part: &Indicator, share: &Indicator, whole: &Indicator) -> Option<Check> {
    let text = &entry.report.text;
    let (n, d) = (slack(text, part), slack(text, whole));
    let percent = |n: Decimal, d: Decimal| n.checked_div(d).and_then(|made| made.checked_mul(Decimal::ONE_HUNDRED));
    let (low, high) = (percent(part.value - n, whole.value + d)?, percent(part.value + n, whole.value - d)?);
    let made = percent(part.value, whole.value)?.round_dp(share.value.scale() + 1).normalize();
    let holds = Stretch { low, high }.widened(slack(text, share)).holds(share.value);
    let exact = [part, share, whole].iter().all(|one| one.qualifier.is_none());
    let [some, all] = [part, whole].map(|one| amount(one.value, one.unit.as_deref()));
    let reckoning = format!("{some} ÷ {all} = {made}%");
    let (verdict, message) = match () {
        () if holds => {
            (Verdict::Holds, Message::new(format!("占比相符：{reckoning}"), format!("the share agrees: {reckoning}")))
        }
        () if exact => {
            let zh = format!("占比不符：{reckoning}，报告为 {}%", plain(share.value));
            let en = format!("the share does not agree: {reckoning}, the report says {}%", plain(share.value));
            (Verdict::Suspect, Message::new(zh, en))
        }
        () => return None,
    };
    let (expected, found) = (plain(made), plain(share.value));
    Some(Check { report: 0, kind: Kind::Rate, verdict, span: share.span, expected, found, message })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;
    use Verdict::{Holds, Suspect};

    #[test]
    fn a_share_is_of_the_whole_told_elsewhere() {
        let of = |told: &str| verdicts(Kind::Rate, &[(2024, told)]);
        assert_eq!(of("地区生产总值678亿元。服务业增加值312亿元，占地区生产总值比重46%。"), [Holds]);
        assert_eq!(of("地区生产总值678亿元。服务业增加值312亿元，占地区生产总值比重64%。"), [Suspect]);
        assert_eq!(of("地区生产总值678亿元。西部片区经济总量400亿元，占全区比重59%。"), [Holds]);
        assert_eq!(of("地区生产总值678亿元。服务业增加值312亿元，占全国比重0.3%。"), []);
        assert_eq!(of("地区生产总值678亿元。服务业增加值312亿元。服务业增加值占比达到46%。"), [Holds]);
        assert_eq!(of("地区生产总值678亿元。全社会研发投入24.4亿元，研发投入强度3.6%。"), [Holds]);
        assert_eq!(of("地区生产总值678亿元。全社会研发投入24.4亿元，研发投入强度2.6%。"), [Suspect]);
        assert_eq!(of("地区生产总值678亿元。西部片区经济总量400亿元，占全国比重0.3%。"), []);
    }

    #[test]
    fn what_one_spends_is_no_share_of_what_all_spend() {
        let of = |told: &str| verdicts(Kind::Rate, &[(2024, &format!("地区生产总值678亿元。{told}"))]);
        assert_eq!(of("全社会研发投入24.4亿元。规上工业企业研发投入强度1.2%。"), []);
        assert_eq!(of("企业研发投入10亿元。全社会研发投入强度3.6%。"), []);
        assert_eq!(of("争取中央研发经费0.4亿元，研发投入强度3.6%。"), []);
        // The money of the whole stands behind that of some.
        assert_eq!(of("企业研发投入10亿元。全区研发经费投入24.4亿元，研发投入强度3.6%。"), [Holds]);
    }
}
