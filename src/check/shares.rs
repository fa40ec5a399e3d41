//! A share of a whole that the report tells elsewhere: 服务业增加值26.2万亿元，占国内生产总值比重46.1% beside 国内生产总值56.9万亿元;
//! 都市圈经济总量4万亿元，占全省比重61.3% beside 地区生产总值6.8万亿元.

use rust_decimal::Decimal;

use super::same::{NAMED, bare, name};
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::Config;
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
    shares.map(|check| Check { report, ..check }).collect()
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
    let percent = |n: Decimal, d: Decimal| n.checked_div(d).map(|made| made * Decimal::ONE_HUNDRED);
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
        assert_eq!(of("地区生产总值678亿元。西部片区经济总量400亿元，占全国比重0.3%。"), []);
    }
}
