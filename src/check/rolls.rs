//! Stocks that roll on: in force before + made − repealed = in force now; taken in + carried in = closed + carried out.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::timeline::printed::slack;

/// What a figure is to a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Opening,
    Added,
    Removed,
    Closing,
}

/// Checks the stocks of one report, paragraph by paragraph.
pub(super) fn check(report: usize, entry: &Entry) -> Vec<Check> {
    entry
        .report
        .paragraphs
        .iter()
        .flat_map(|paragraph| {
            let inside: Vec<&Indicator> = entry
                .indicators
                .iter()
                .filter(|indicator| indicator.table.is_none() && paragraph.span.covers(indicator.span))
                .collect();
            rules(&inside, entry)
                .into_iter()
                .flatten()
                .map(|(closing, reckoning)| judge(report, entry, closing, &reckoning))
                .collect::<Vec<_>>()
        })
        .collect()
}

type Reckoning<'a> = Vec<(bool, &'a Indicator)>;

/// Both kinds of stock that reports keep, where all their parts are told.
fn rules<'a>(inside: &[&'a Indicator], entry: &Entry) -> [Option<(&'a Indicator, Reckoning<'a>)>; 2] {
    [stock(inside, entry, in_force), stock(inside, entry, caseload)]
}

fn stock<'a>(
    inside: &[&'a Indicator],
    entry: &Entry,
    part: fn(&str) -> Option<Part>,
) -> Option<(&'a Indicator, Reckoning<'a>)> {
    let told = |wanted: Part| -> Vec<&'a Indicator> {
        inside.iter().copied().filter(|indicator| part(&words(entry, indicator)) == Some(wanted)).collect()
    };
    let one = |wanted: Part| -> Option<&'a Indicator> {
        match told(wanted)[..] {
            [only] => Some(only),
            _ => None,
        }
    };
    let (opening, added, removed, closing) =
        (one(Part::Opening)?, one(Part::Added)?, one(Part::Removed)?, one(Part::Closing)?);
    let all = [opening, added, removed, closing];
    let alike = all.iter().all(|one| one.unit == closing.unit && one.qualifier.is_none());
    alike.then(|| (closing, vec![(true, opening), (true, added), (false, removed)]))
}

/// A figure's label with the words right before it, where what happened to it stands.
fn words(entry: &Entry, indicator: &Indicator) -> String {
    let start = indicator.span.start.saturating_sub(14).max(indicator.quote.start);
    let before: String = entry.report.text.folded(crate::text::Span::new(start, indicator.span.start)).iter().collect();
    let clause = before.rsplit([',', ';', '。', '、']).next().unwrap_or_default();
    format!("{}|{clause}|{}", indicator.label, if indicator.role == Role::Previous { "上年" } else { "" })
}

/// Rules in force: 上年末有效264件, 制定24件, 废止45件, 年末现行有效247件.
fn in_force(words: &str) -> Option<Part> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let valid = has(&["有效", "现行", "在用"]);
    match () {
        () if valid && has(&["上年", "年初", "去年"]) => Some(Part::Opening),
        () if valid && !has(&["继续有效", "备案"]) => Some(Part::Closing),
        () if has(&["废止", "失效"]) && !has(&["拟", "建议"]) => Some(Part::Removed),
        () if has(&["制定", "出台", "新制定", "发布"])
            && has(&["规范性文件"])
            && !has(&["修改", "审查", "审核", "备案"]) =>
        {
            Some(Part::Added)
        }
        () => None,
    }
}

/// Cases: 上年结转15件, 受理81件, 审结83件, 结转下年13件.
fn caseload(words: &str) -> Option<Part> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    match () {
        () if has(&["结转下年", "结转至下年", "转下年", "结转下一年", "年末结转"]) => {
            Some(Part::Closing)
        }
        () if has(&["上年结转", "上期结转", "上年度结转", "去年结转"]) => Some(Part::Opening),
        () if words
            .split('|')
            .next()
            .is_some_and(|label| label.ends_with("受理") || label.ends_with("立案") || label.ends_with("受理案件")) =>
        {
            Some(Part::Added)
        }
        () if words.split('|').next().is_some_and(|label| label.ends_with("审结") || label.ends_with("办结")) => {
            Some(Part::Removed)
        }
        () => None,
    }
}

fn judge(report: usize, entry: &Entry, closing: &Indicator, reckoning: &Reckoning<'_>) -> Check {
    let expected: Decimal = reckoning.iter().map(|(plus, one)| if *plus { one.value } else { -one.value }).sum();
    let text = &entry.report.text;
    let room = slack(text, closing) + reckoning.iter().map(|(_, one)| slack(text, one)).sum::<Decimal>();
    let verdict = if (expected - closing.value).abs() <= room { Verdict::Holds } else { Verdict::Fails };
    let mut said = String::new();
    for (at, (plus, one)) in reckoning.iter().enumerate() {
        let sign = if at == 0 {
            ""
        } else if *plus {
            " + "
        } else {
            " − "
        };
        said.push_str(&format!("{sign}{}", plain(one.value)));
    }
    let (expected, found) = (plain(expected), plain(closing.value));
    let message = match verdict {
        Verdict::Holds => {
            Message::new(format!("滚动相符：{said} = {expected}"), format!("the stock rolls on: {said} = {expected}"))
        }
        _ => Message::new(
            format!("滚动不符：{said} = {expected}，报告为 {found}"),
            format!("the stock does not roll on: {said} = {expected}, the report says {found}"),
        ),
    };
    Check { report, kind: Kind::Roll, verdict, span: closing.span, expected, found, message }
}
