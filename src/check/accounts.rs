//! Accounts that one sentence balances (收支结余、受理办结未结、年初增减年末): what there was, what came, what went, and what is left.
//!
//! ```text
//! 上年末有党员856名，发展24名，转出12名，年末868名
//! └ opening ┘      └ added ┘ └ removed ┘└ closing ┘     856 + 24 − 12 = 868
//! ```

use rust_decimal::Decimal;

use super::reason::{reason, with_reason};
use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Account, Kind as Sort, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Span;
use crate::timeline::printed::slack;

/// Checks the accounts of one report, sentence by sentence.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let figures: Vec<&Indicator> = entry.indicators.iter().filter(|one| one.table.is_none()).collect();
    let sentences = figures.chunk_by(|a, b| a.quote == b.quote);
    sentences
        .flat_map(|inside| ties.accounts.iter().filter_map(move |account| balance(entry, inside, account)))
        .map(|check| Check { report, ..check })
        .collect()
}

/// What a figure is to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Opening,
    /// What there was at first, told as a part of what came: 受理512件（含旧存48件）.
    Within,
    Added,
    Removed,
    Closing,
}

fn balance(entry: &Entry, inside: &[&Indicator], account: &Account) -> Option<Check> {
    let mut named: Vec<(Part, &Indicator)> = Vec::new();
    let mut from = None;
    for one in inside {
        let level = one.measure() == Measure::Level && one.unit.is_some() && one.role != Role::Target;
        let told = level.then(|| part(entry, from, one, account)).flatten();
        from = Some(one.span.end);
        named.extend(told.map(|part| (part, *one)));
    }
    let (last, closing) = named.pop().filter(|(part, _)| *part == Part::Closing)?;
    named.retain(|(_, one)| one.unit == closing.unit);
    let count = |wanted: Part| named.iter().filter(|(part, _)| *part == wanted).count();
    let opened =
        count(Part::Opening) == 1 && named.first().is_some_and(|(part, _)| *part == Part::Opening || !account.rolls);
    let flows = count(Part::Added) >= 1 && (count(Part::Removed) >= 1 || account.rolls && opened);
    // Several of one sort are only added up where what there was is told as well.
    let single = count(Part::Added) == 1 && count(Part::Removed) <= 1 && count(Part::Opening) <= 1;
    let needs = !account.rolls || opened;
    let closed = named.iter().all(|(part, _)| *part != last);
    let exact =
        named.iter().all(|(_, one)| one.qualifier.is_none() && one.high.is_none()) && closing.qualifier.is_none();
    if !flows || !(single || opened) || !needs || !closed || !exact {
        return None;
    }
    let counted: Vec<(bool, &Indicator)> = named
        .iter()
        .filter(|(part, _)| *part != Part::Within)
        .map(|(part, one)| (*part != Part::Removed, *one))
        .collect();
    // Figures without a part in it between the others: they may be of the account as well.
    let first = counted.first()?.1.span.start;
    let between = inside.iter().filter(|one| one.span.start >= first && one.unit == closing.unit).count();
    let alone = between == named.len() + 1;
    judge(entry, closing, &counted, opened, alone)
}

/// What the words of its clause before a figure make it: the last of them counts (受理并办结).
fn part(entry: &Entry, from: Option<u32>, one: &Indicator, account: &Account) -> Option<Part> {
    let start = from.unwrap_or(one.quote.start).min(one.span.start);
    let before = entry.report.text.folded(Span::new(start, one.span.start));
    let (bracket, words) = match before.iter().rposition(|c| matches!(c, ',' | ';' | '。' | '、' | ':' | '(' | ')')) {
        Some(mark) => (before[mark] == '(', &before[mark + 1..]),
        None => (false, before),
    };
    let lists = [
        (Part::Closing, &account.closing),
        (Part::Opening, &account.opening),
        (Part::Removed, &account.removed),
        (Part::Added, &account.added),
    ];
    let found =
        lists.into_iter().filter_map(|(part, list)| list.rfind(words).map(|(at, len, ())| (at + len, len, part)));
    let (.., part) = found.max_by_key(|(end, len, _)| (*end, *len))?;
    let inside = part == Part::Opening && (bracket || account.within.at_start(words).is_some());
    Some(if inside { Part::Within } else { part })
}

fn judge(
    entry: &Entry,
    closing: &Indicator,
    counted: &[(bool, &Indicator)],
    opened: bool,
    alone: bool,
) -> Option<Check> {
    let text = &entry.report.text;
    let made: Decimal = counted.iter().map(|(plus, one)| if *plus { one.value } else { -one.value }).sum();
    let finest = counted.iter().map(|(_, one)| slack(text, one)).chain([slack(text, closing)]).min()?;
    let room = if closing.kind == Sort::Count && finest.is_zero() {
        finest
    } else {
        finest * Decimal::from(counted.len() + 1)
    };
    let off = (made - closing.value).abs();
    let rounded = off <= counted.iter().map(|(_, one)| slack(text, one)).sum::<Decimal>() + slack(text, closing);
    let likely = reason(made, closing.value);
    let verdict = match () {
        () if off <= room => Verdict::Holds,
        () if rounded => return None,
        // What there was at first, or what went another way, may be told nowhere.
        () if alone && (opened || likely.is_some()) && !made.is_sign_negative() => Verdict::Suspect,
        () => return None,
    };
    let unit = closing.unit.as_deref();
    let mut said = String::new();
    for (at, (plus, one)) in counted.iter().enumerate() {
        let sign = match (at, plus) {
            (0, true) => "",
            (0, false) => "−",
            (_, true) => " + ",
            (_, false) => " − ",
        };
        said.push_str(&format!("{sign}{}", amount(one.value, unit)));
    }
    let (sum, now) = (amount(made, unit), amount(closing.value, unit));
    let message = match verdict {
        Verdict::Holds => {
            Message::new(format!("收支相符：{said} = {now}"), format!("the account balances: {said} = {now}"))
        }
        _ => Message::new(
            format!("收支不符：{said} = {sum}，报告为 {now}"),
            format!("the account does not balance: {said} = {sum}, the report says {now}"),
        ),
    };
    let message = with_reason(message, likely.filter(|_| verdict != Verdict::Holds));
    let (expected, found) = (plain(made), plain(closing.value));
    Some(Check { report: 0, kind: Kind::Roll, verdict, span: closing.span, expected, found, message })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Roll, &[(2024, told)])
    }

    #[test]
    fn what_came_and_went_makes_what_is_left() {
        let holds = [
            "全年收入3.62亿元，支出3.45亿元，结余1700万元。",
            "年初在册企业1200户，全年新增180户，注销60户，年末在册企业1320户。",
            "共受理行政复议申请215件，审结198件，尚未审结17件。",
            "全年受理各类案件5120件（含旧存480件），审结4850件，未结270件。",
        ];
        for told in holds {
            assert_eq!(of(told), [Verdict::Holds], "{told}");
        }
        let off = [
            "年初在册企业1200户，全年新增180户，注销60户，年末在册企业1380户。",
            "共受理行政复议申请215件，审结198件，尚未审结27件。",
        ];
        for told in off {
            assert_eq!(of(told), [Verdict::Suspect], "{told}");
        }
    }

    #[test]
    fn an_account_that_does_not_say_what_there_was_is_not_judged() {
        for none in ["受理案件102件，审结97件，结转下年13件。", "新增商户180户，注销60户，年末在册商户1320户。"]
        {
            assert_eq!(of(none), [], "{none}");
        }
    }
}
