//! What two parts make together grew as they did (总体与部分增速): 进出口增长22.5%，其中出口增长20.3%，进口增长24.9%.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain, reckoned};
use crate::config::Config;
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure};
use crate::text::Span;
use crate::timeline::printed::slack;
use crate::timeline::series::signed;

/// Checks the growth of what has two parts against theirs, where one sentence tells all three.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let grew = |one: &&Indicator| {
        let prose = one.table.is_none() && one.high.is_none() && one.direction.is_some() && one.qualifier.is_none();
        prose && one.measure() == Measure::Growth && one.unit.as_deref() == Some("%")
    };
    let all: Vec<&Indicator> = entry.indicators.iter().filter(grew).collect();
    let last = |one: &Indicator| one.topic.rsplit('·').next().unwrap_or_default().chars().collect::<Vec<char>>();
    // 有进出口实绩企业数 is no 进出口.
    let is = |one: &Indicator, whole: &str| {
        config.aliases.apply(&last(one)).ends_with(&whole.chars().collect::<Vec<char>>())
    };
    let sets = config.ties.unions.iter();
    let checks = sets.flat_map(|[whole, first, second]| {
        let wholes = all.iter().enumerate().filter(|(_, one)| is(one, whole));
        wholes
            .filter_map(|(at, own)| {
                // Behind it, and before the next of its kind.
                let mut behind = all[at + 1..]
                    .iter()
                    .take_while(|one| one.quote == own.quote && !one.topic.contains(whole.as_str()));
                let part = |one: &&&Indicator, name: &str| {
                    let named = one.topic.rsplit('·').next().is_some_and(|last| last.starts_with(name));
                    named && one.period == own.period && one.years == own.years && one.role == own.role
                };
                let one = behind.next().filter(|one| part(one, first) || part(one, second))?;
                let other = if part(&one, first) { second } else { first };
                let other = behind.next().filter(|one| part(one, other))?;
                let between = entry.report.text.folded(Span::new(own.span.end.min(one.span.start), one.span.start));
                // 服务进出口增长14.5%，出口增长20%: without 其中 what follows need not be of it.
                judge(entry, own, one, other)
                    .filter(|check| check.verdict == Verdict::Holds || config.ties.among.any(between))
            })
            .collect::<Vec<_>>()
    });
    checks.map(|check| Check { report, ..check }).collect()
}

fn judge(entry: &Entry, own: &Indicator, one: &Indicator, other: &Indicator) -> Option<Check> {
    let (low, high) = if signed(one) <= signed(other) { (one, other) } else { (other, one) };
    let text = &entry.report.text;
    let room = [own, low, high].iter().map(|one| slack(text, one)).sum::<Decimal>();
    let inside = signed(low) - room <= signed(own) && signed(own) <= signed(high) + room;
    let [least, all, most] = [low, own, high].map(|one| plain(signed(one)));
    let (verdict, message) = if inside {
        let zh = format!("总体增速在两部分之间：{least}% ≤ {all}% ≤ {most}%");
        (Verdict::Holds, Message::new(zh, format!("it grew as its parts did: {least} % ≤ {all} % ≤ {most} %")))
    } else {
        let zh = format!("总体增速 {all}% 不在两部分（{least}%、{most}%）之间");
        (
            Verdict::Suspect,
            Message::new(zh, format!("a growth of {all} % is not between those of its parts, {least} % and {most} %")),
        )
    };
    Some(reckoned(Kind::Growth, verdict, own, signed(low), message))
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn what_has_two_parts_grew_as_they_did() {
        let of = |whole: &str| {
            let told = format!("全年进出口总额364万元，增长{whole}%，其中，出口增长20.3%，进口增长24.9%。");
            verdicts(Kind::Growth, &[(2024, &told)])
        };
        assert_eq!(of("22.5"), [Verdict::Holds]);
        assert_eq!(of("25.5"), [Verdict::Suspect]);
        for none in [
            "有进出口实绩企业数增长12%，出口增长5%，进口增长3%。",
            "服务进出口增长14.5%，出口增长30.3%，进口增长24.9%。",
            "跨境电商进出口增长22.5%，出口增长30.3%，进口增长24.9%。",
        ] {
            assert_eq!(verdicts(Kind::Growth, &[(2024, none)]), [], "{none}");
        }
        let some = "跨境电商进出口总值增长22.5%，其中出口增长30.3%，进口增长24.9%。";
        assert_eq!(verdicts(Kind::Growth, &[(2024, some)]), [Verdict::Suspect]);
    }
}
