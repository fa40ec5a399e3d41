//! What can't be whatever else is so (合理性): a thing that fell by more than there was of it, a share that grew by more than it
//! is, shares of one whole that are not all of it (三次产业结构 4.0:37.7:58.3).

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, amount, plain};
use crate::config::{Direction, Ties};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Span;
use crate::text::signs::POINT;
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::slack;

/// Checks what one report says of changes against the values that changed.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let indicators = &entry.indicators;
    let fell = indicators.iter().filter_map(|one| fell(one, ties));
    let grew = (0..indicators.len()).filter(|&at| indicators[at].table.is_none()).flat_map(|at| grew(entry, at));
    fell.chain(grew)
        .chain(structures(entry, ties))
        .chain(listed(entry, ties))
        .map(|check| Check { report, ..check })
        .collect()
}

/// 三次产业结构为4.0:37.7:58.3: shares of one whole are all of it.
fn structures(entry: &Entry, ties: &Ties) -> Vec<Check> {
    let text = &entry.report.text;
    let mut checks = Vec::new();
    for sentence in &entry.report.sentences {
        let chars = text.folded(sentence.span);
        let Some((mut at, ..)) = ties.structures.find(chars) else { continue };
        // 产业结构为4.8:38.8:56.4，投资结构为50:30:20: of the clause that names them only.
        let end = chars[at..].iter().position(|c| matches!(c, ',' | ';' | '。')).map_or(chars.len(), |end| at + end);
        while at < end {
            let Some((shares, len)) = chars[at].is_ascii_digit().then(|| proportion(&chars[at..])).flatten() else {
                at += 1;
                continue;
            };
            let start = sentence.span.start + at as u32;
            checks.extend(all_of_it(&shares, Span::new(start, start + len as u32)));
            at += len;
        }
    }
    checks
}

/// Three numbers or more with colons between: 4.0:37.7:58.3, with their length.
fn proportion(chars: &[char]) -> Option<(Vec<Decimal>, usize)> {
    let mut shares = Vec::new();
    let mut at = 0;
    loop {
        let len = chars[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        let number: String = chars[at..at + len].iter().collect();
        shares.push(number.parse::<Decimal>().ok()?);
        at += len;
        match chars.get(at) {
            Some(':' | '∶') if chars.get(at + 1).is_some_and(char::is_ascii_digit) => at += 1,
            _ => break,
        }
    }
    (shares.len() > 2).then_some((shares, at))
}

fn all_of_it(shares: &[Decimal], span: Span) -> Option<Check> {
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(*share))?;
    let places = shares.iter().map(Decimal::scale).max().unwrap_or_default();
    let room = Decimal::new(1, places) * Decimal::from(shares.len()) / Decimal::TWO;
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    let said = shares.iter().map(|share| plain(*share)).collect::<Vec<_>>().join(" + ");
    let (verdict, message) = match () {
        () if off <= room => (
            Verdict::Holds,
            Message::new(
                format!("占比之和为 100%：{said} = {sum}"),
                format!("the shares are all of it: {said} = {sum}"),
            ),
        ),
        // 6:3:1 is no row of percents.
        () if off > Decimal::from(FAR) => return None,
        () => (
            Verdict::Suspect,
            Message::new(
                format!("占比之和不为 100%：{said} = {sum}"),
                format!("the shares are not all of it: {said} = {sum}"),
            ),
        ),
    };
    let (expected, found) = ("100".to_owned(), plain(sum));
    Some(Check { report: 0, kind: Kind::Sum, verdict, span, expected, found, message })
}

/// 投资5038亿元，其中，民生占44%，产业占16%，基础设施占37%: shares of one whole, each told with 占, are no more than all of it.
fn listed(entry: &Entry, ties: &Ties) -> Vec<Check> {
    let text = &entry.report.text;
    let shares = |inside: &[Indicator]| -> Option<Check> {
        let before = |at: usize| {
            let from = at.checked_sub(1).map_or(inside[at].quote.start, |last| inside[last].span.end);
            text.folded(Span::new(from.min(inside[at].span.start), inside[at].span.start))
        };
        let share = |at: &usize| {
            let one = &inside[*at];
            let share = one.measure() == Measure::Share && one.role != Role::Previous && one.high.is_none();
            share && ties.share_of.at_end(before(*at)).is_some()
        };
        let first = (0..inside.len()).find(|at| share(at) && ties.among.any(before(*at)))?;
        let row: Vec<usize> = (first..inside.len()).take_while(|at| share(at)).collect();
        let exact = row.iter().all(|at| inside[*at].qualifier.is_none());
        let values: Vec<Decimal> = row.iter().map(|at| inside[*at].value).collect();
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
        if row.len() < 3 || !exact || sum < Decimal::from(NEARLY) {
            return None;
        }
        let said = values.iter().map(|value| plain(*value)).collect::<Vec<_>>().join(" + ");
        let room = row.iter().map(|at| slack(text, &inside[*at])).sum::<Decimal>();
        let (verdict, zh, en) = if sum <= Decimal::ONE_HUNDRED + room {
            (Verdict::Holds, "占比之和不超过 100%", "the shares are no more than all of it")
        } else {
            (Verdict::Suspect, "占比之和超过 100%", "the shares are more than all of it")
        };
        let message = Message::new(format!("{zh}：{said} = {sum}"), format!("{en}: {said} = {sum}"));
        let (expected, found, span) = ("100".to_owned(), plain(sum), inside[*row.last()?].span);
        Some(Check { report: 0, kind: Kind::Sum, verdict, span, expected, found, message })
    };
    entry.indicators.chunk_by(|a, b| a.quote == b.quote).filter_map(shares).collect()
}

/// So many percent are nearly all of a whole: of fewer it says nothing that they are no more.
const NEARLY: i64 = 85;

/// By how many points shares may miss the whole and still be meant to be shares.
const FAR: i64 = 40;

/// 下降125%: more than all of it. What may be less than nothing (利润) may fall by more.
fn fell(one: &Indicator, ties: &Ties) -> Option<Check> {
    let label: Vec<char> = one.label.chars().collect();
    let more = one.direction == Some(Direction::Down) && one.value > Decimal::ONE_HUNDRED;
    let fell = one.measure() == Measure::Growth && more && one.role == Role::Actual && !ties.signed.any(&label);
    fell.then(|| Check {
        report: 0,
        kind: Kind::Growth,
        verdict: Verdict::Suspect,
        span: one.span,
        expected: String::new(),
        found: plain(-one.value),
        message: Message::new(
            format!("降幅 {}% 超过 100%：不可能比全部还多", plain(one.value)),
            format!("it fell by {} %, which is more than all of it", plain(one.value)),
        ),
    })
}

/// 达到520件，比上年增加48件: by no more than there is, for there were not less than none before.
fn grew(entry: &Entry, at: usize) -> Vec<Check> {
    let indicators = &entry.indicators;
    let level = &indicators[at];
    let plain_level = matches!(level.measure(), Measure::Level | Measure::Share)
        && matches!(level.role, Role::Actual)
        && level.high.is_none()
        && level.qualifier.is_none()
        && previous_of(indicators, at).is_none();
    if !plain_level {
        return Vec::new();
    }
    let changes = changes_of(indicators, at).into_iter().map(|change| &indicators[change]);
    changes.filter_map(|change| by(level, change)).collect()
}

fn by(level: &Indicator, change: &Indicator) -> Option<Check> {
    // 提高5个百分点; of 60万人 nothing is reckoned off a share.
    let in_points = change.unit.as_deref().is_some_and(|unit| unit.ends_with(POINT));
    let points = level.measure() == Measure::Share && in_points && change.unit != level.unit;
    let alike = change.measure() == Measure::Delta && (change.unit == level.unit || points);
    let up = match change.direction? {
        Direction::Up => true,
        Direction::Down => false,
    };
    if !alike || change.qualifier.is_some() {
        return None;
    }
    let was = if up { level.value - change.value } else { level.value + change.value };
    let over = points && was > Decimal::ONE_HUNDRED && level.value <= Decimal::ONE_HUNDRED;
    if !was.is_sign_negative() && !over {
        return None;
    }
    let unit = level.unit.as_deref();
    let (now, step) = (amount(level.value, unit), amount(change.value, change.unit.as_deref()));
    let before = amount(was, unit);
    let sign = if up { "−" } else { "+" };
    let message = Message::new(
        format!("推算上年为 {before}（{now} {sign} {step}），不可能"),
        format!("so it was {before} before ({now} {sign} {step}), which can't be"),
    );
    let (expected, found) = (plain(was), plain(change.value));
    Some(Check {
        report: 0,
        kind: Kind::Growth,
        verdict: Verdict::Suspect,
        span: change.span,
        expected,
        found,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn shares_of_one_whole_are_all_of_it() {
        let of = |told: &str| verdicts(Kind::Sum, &[(2024, told)]);
        assert_eq!(of("三次产业结构由5.1:39.2:55.7调整为4.8:38.8:56.4。"), [Verdict::Holds, Verdict::Holds]);
        assert_eq!(of("三次产业结构调整为4.8:38.8:59.4。"), [Verdict::Suspect]);
        assert_eq!(of("三次产业结构按1:2:3推进。"), []);
        let told = |last: &str| format!("投资5038万元，其中，民生工程占44%，自主创新占19%，基础设施占{last}%。");
        assert_eq!(of(&told("34")), [Verdict::Holds]);
        assert_eq!(of(&told("54")), [Verdict::Suspect]);
        // Of another thing, and more than can be added up.
        assert_eq!(of("三次产业结构调整为4.8:38.8:56.4，投资结构为50:30:10。"), [Verdict::Holds]);
        let most = Decimal::MAX;
        assert_eq!(of(&format!("三次产业结构为{most}:{most}:1。")), []);
    }

    #[test]
    fn nothing_falls_by_more_than_there_is() {
        let of = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        assert_eq!(of("投诉量下降125%。"), [Verdict::Suspect]);
        assert_eq!(of("企业利润下降125%。"), []);
        assert_eq!(of("全年受理申请50件，比上年增加80件。"), [Verdict::Suspect]);
        assert_eq!(of("全年受理申请50件，比上年增加8件。"), []);
    }
}
