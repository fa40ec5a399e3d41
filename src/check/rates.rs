//! Rates and what they are of: 32件信访件已化解27件，化解率84.3%.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Check, Kind, Verdict, plain};
use crate::config::Kind as Sort;
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::timeline::printed::slack;

/// How many figures before a rate may be what it is of.
const REACH: usize = 9;
/// How many parts may be added up to a numerator.
const PARTS: usize = 6;

/// Checks the rates of one report against the counts of their sentences.
pub(super) fn check(report: usize, entry: &Entry) -> Vec<Check> {
    let indicators = &entry.indicators;
    (0..indicators.len()).filter(|&at| is_rate(&indicators[at])).filter_map(|at| judge(report, entry, at)).collect()
}

fn is_rate(indicator: &Indicator) -> bool {
    let named = indicator.label.ends_with('率')
        || indicator.label.contains('占')
        || indicator.label.ends_with("比例")
        || indicator.label.ends_with("比重");
    indicator.kind == Sort::Rate
        && indicator.unit.as_deref() == Some("%")
        && indicator.role == Role::Actual
        && indicator.high.is_none()
        && indicator.qualifier.is_none()
        && named
        && indicator.table.is_none()
}

fn judge(report: usize, entry: &Entry, at: usize) -> Option<Check> {
    let indicators = &entry.indicators;
    let rate = &indicators[at];
    let counts: Vec<&Indicator> = indicators[at.saturating_sub(REACH)..at]
        .iter()
        .filter(|other| {
            other.quote == rate.quote
                && matches!(other.kind, Sort::Count | Sort::Money | Sort::Area)
                && other.role == Role::Actual
                && other.value > Decimal::ZERO
        })
        .collect();
    if let Some((numerator, denominator)) = named(rate, &counts) {
        let rounded = |value: Decimal| rounded_to(value, rate.value.scale());
        let (n, d) = (slack(&entry.report.text, numerator), slack(&entry.report.text, denominator));
        let least = rounded(percent(numerator.value - n, denominator.value + d));
        let most = rounded(percent(numerator.value + n, denominator.value - d));
        // As exact as the two are printed the rate may be right: then it is not judged by their last digits.
        let near = least <= rate.value && rate.value <= most;
        let mut check = reckon(report, rate, &[numerator.value], denominator.value, true);
        if near && check.verdict != Verdict::Holds {
            check.verdict = Verdict::Holds;
            check.message =
                Message::new("比率在分子分母的精度内相符", "the rate agrees as exactly as the two are printed");
        }
        return Some(check);
    }
    // No pair is named: only an agreement says something.
    for denominator in counts.iter().rev() {
        let parts: Vec<&&Indicator> = counts
            .iter()
            .filter(|part| {
                part.unit == denominator.unit && part.id != denominator.id && part.value <= denominator.value
            })
            .collect();
        let single = parts.iter().find(|part| agrees(rate.value, part.value, denominator.value));
        if let Some(part) = single {
            return Some(reckon(report, rate, &[part.value], denominator.value, false));
        }
        let inside: Vec<Decimal> =
            parts.iter().filter(|part| part.part_of == Some(denominator.id)).map(|part| part.value).collect();
        if let Some(chosen) = subset(&inside, rate.value, denominator.value)
            .filter(|_| rate.label.contains("纠错") || rate.label.contains("纠正"))
        {
            return Some(reckon(report, rate, &chosen, denominator.value, false));
        }
    }
    None
}

/// The count that the rate is named after and the one that it is of: 化解27件 of 32件 for 化解率.
fn named<'a>(rate: &Indicator, counts: &[&'a Indicator]) -> Option<(&'a Indicator, &'a Indicator)> {
    let last = rate.label.rsplit('·').next()?;
    let stem: Vec<char> = last.strip_suffix('率')?.chars().collect();
    let stem: String = stem[stem.len().saturating_sub(2)..].iter().collect();
    if stem.chars().count() < 2 {
        return None;
    }
    let at = counts.iter().rposition(|count| {
        count.label.ends_with(&stem) || count.label.rsplit('·').next().is_some_and(|part| part.starts_with(&stem))
    })?;
    let numerator = counts[at];
    let denominator = match numerator.part_of {
        Some(total) => counts.iter().find(|count| count.id == total)?,
        None => {
            counts[..at].iter().rev().find(|count| count.unit == numerator.unit && count.value >= numerator.value)?
        }
    };
    Some((numerator, denominator))
}

fn percent(numerator: Decimal, denominator: Decimal) -> Decimal {
    numerator.checked_div(denominator).unwrap_or_default() * Decimal::ONE_HUNDRED
}

fn rounded_to(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn agrees(rate: Decimal, numerator: Decimal, denominator: Decimal) -> bool {
    !denominator.is_zero() && rounded_to(percent(numerator, denominator), rate.scale()) == rate
}

/// Parts whose sum agrees, the fewest first.
fn subset(parts: &[Decimal], rate: Decimal, denominator: Decimal) -> Option<Vec<Decimal>> {
    let parts = &parts[..parts.len().min(PARTS)];
    let mut sets: Vec<u32> = (1..1_u32 << parts.len()).filter(|set| set.count_ones() >= 2).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let of = |set: u32| {
        parts.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, value)| *value).collect::<Vec<_>>()
    };
    sets.into_iter().map(of).find(|chosen| agrees(rate, chosen.iter().sum(), denominator))
}

fn reckon(report: usize, rate: &Indicator, numerator: &[Decimal], denominator: Decimal, certain: bool) -> Check {
    let sum: Decimal = numerator.iter().sum();
    let exact = percent(sum, denominator);
    let places = rate.value.scale();
    let rounded = rounded_to(exact, places);
    let cut = exact.round_dp_with_strategy(places, RoundingStrategy::ToZero);
    let verdict = match () {
        () if rounded == rate.value => Verdict::Holds,
        () if cut == rate.value => Verdict::Suspect,
        () if certain => Verdict::Fails,
        () => Verdict::Suspect,
    };
    let said = numerator.iter().map(|value| plain(*value)).collect::<Vec<_>>().join(" + ");
    let said = if numerator.len() > 1 { format!("({said})") } else { said };
    let reckoning = format!("{said} ÷ {} = {}%", plain(denominator), exact.round_dp(places + 2).normalize());
    let (zh, en) = match verdict {
        Verdict::Holds => (format!("比率相符：{reckoning}"), format!("the rate agrees: {reckoning}")),
        Verdict::Suspect => {
            (format!("比率是截去而非四舍五入：{reckoning}"), format!("the rate was cut off, not rounded: {reckoning}"))
        }
        Verdict::Fails => (format!("比率不符：{reckoning}"), format!("the rate does not agree: {reckoning}")),
    };
    Check {
        report,
        kind: Kind::Rate,
        verdict,
        span: rate.span,
        expected: plain(rounded),
        found: plain(rate.value),
        message: Message::new(zh, en),
    }
}
