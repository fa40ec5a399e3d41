//! Stocks that roll on: in force before + made − repealed = in force now; taken in + carried in = closed + carried out.

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, plain};
use crate::config::{Cases, Phrases, Rules, Ties};
use crate::corpus::{Body, Entry};
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Role};
use crate::text::Span;
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
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    entry
        .report
        .paragraphs
        .iter()
        .flat_map(|paragraph| {
            let from = entry.indicators.partition_point(|one| one.span.start < paragraph.span.start);
            let to = entry.indicators.partition_point(|one| one.span.start < paragraph.span.end);
            let inside: Vec<&Indicator> = entry.indicators[from..to.max(from)]
                .iter()
                .filter(|indicator| indicator.table.is_none() && paragraph.span.covers(indicator.span))
                .collect();
            rules(&inside, entry, ties)
                .into_iter()
                .flatten()
                .map(|(closing, reckoning)| judge(report, entry, closing, &reckoning))
                .collect::<Vec<_>>()
        })
        .collect()
}

type Reckoning<'a> = Vec<(bool, &'a Indicator)>;

/// Both kinds of stock that reports keep, where all their parts are told.
fn rules<'a>(inside: &[&'a Indicator], entry: &Entry, ties: &Ties) -> [Option<(&'a Indicator, Reckoning<'a>)>; 2] {
    let words = |one: &Indicator| words(entry, one);
    [stock(inside, |one| in_force(&words(one), &ties.rules)), stock(inside, |one| caseload(&words(one), &ties.cases))]
}

fn stock<'a>(
    inside: &[&'a Indicator],
    part: impl Fn(&Indicator) -> Option<Part>,
) -> Option<(&'a Indicator, Reckoning<'a>)> {
    let one = |wanted: Part| only(inside.iter().copied().filter(|indicator| part(indicator) == Some(wanted)));
    let (opening, added, removed, closing) =
        (one(Part::Opening)?, one(Part::Added)?, one(Part::Removed)?, one(Part::Closing)?);
    let all = [opening, added, removed, closing];
    let alike = all.iter().all(|one| one.unit == closing.unit && one.qualifier.is_none());
    alike.then(|| (closing, vec![(true, opening), (true, added), (false, removed)]))
}

/// The one that there is; none where there are several.
fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}

/// What is carried into a year against what was carried out of the year before, where each report tells it once.
pub(super) fn carried(body: &Body, ties: &Ties) -> Vec<Check> {
    let told = |report: usize, wanted: Part| {
        let entry = &body.entries[report];
        let fits = |one: &&Indicator| {
            let of = words(entry, one);
            one.table.is_none() && caseload(&of, &ties.cases) == Some(wanted) && of.of_all(wanted, &ties.cases)
        };
        only(entry.indicators.iter().filter(fits)).filter(|one| one.qualifier.is_none())
    };
    let next = |pair: usize| body.entries[pair + 1].year() == body.entries[pair].year() + 1;
    (0..body.entries.len().saturating_sub(1))
        .filter(|&pair| next(pair))
        .filter_map(|pair| {
            let (out, into) = (told(pair, Part::Closing)?, told(pair + 1, Part::Opening)?);
            let alike = out.unit == into.unit && out.scope == into.scope;
            alike.then(|| carries(pair + 1, out, into))
        })
        .collect()
}

fn carries(report: usize, out: &Indicator, into: &Indicator) -> Check {
    let (expected, found) = (plain(out.value), plain(into.value));
    let verdict = if out.value == into.value { Verdict::Holds } else { Verdict::Suspect };
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("与上年结转一致：{found}"),
            format!("as carried over by the report of the year before: {found}"),
        ),
        _ => Message::new(
            format!("上年报告结转 {expected}，本报告称上年结转 {found}；可能口径不同"),
            format!(
                "the report of the year before carried {expected} over, this one says {found}; it may be counted otherwise"
            ),
        ),
    };
    Check { report, kind: Kind::Roll, verdict, span: into.span, expected, found, message }
}

/// What was in force by the report of the year before, with what was made and repealed since, against what is in force now, where each
/// report tells each once and of one scope.
pub(super) fn rolled(body: &Body, ties: &Ties) -> Vec<Check> {
    let told = |report: usize, wanted: Part| {
        let entry = &body.entries[report];
        let fits = |one: &&Indicator| {
            one.table.is_none() && one.role == Role::Actual && in_force(&words(entry, one), &ties.rules) == Some(wanted)
        };
        only(entry.indicators.iter().filter(fits)).filter(|one| one.qualifier.is_none() && one.years == 1)
    };
    let next = |late: &usize| body.entries[*late].year() == body.entries[late - 1].year() + 1;
    let one = |late: usize| {
        let (opening, closing) = (told(late - 1, Part::Closing)?, told(late, Part::Closing)?);
        let (added, removed) = (told(late, Part::Added)?, told(late, Part::Removed)?);
        let of_one = |one: &&Indicator| one.unit == closing.unit && one.scope == closing.scope;
        let text = |report: usize| &body.entries[report].report.text;
        let room = slack(text(late - 1), opening)
            + [added, removed, closing].map(|one| slack(text(late), one)).iter().sum::<Decimal>();
        [opening, added, removed].iter().all(of_one).then(|| since(late, [opening, added, removed], closing, room))
    };
    (1..body.entries.len()).filter(next).filter_map(one).collect()
}

/// `room` is by how much the four may be rounded.
fn since(report: usize, [opening, added, removed]: [&Indicator; 3], closing: &Indicator, room: Decimal) -> Check {
    let expected = opening.value + added.value - removed.value;
    let holds = (expected - closing.value).abs() <= room;
    let sum =
        format!("{} + {} − {} = {}", plain(opening.value), plain(added.value), plain(removed.value), plain(expected));
    let message = match holds {
        true => Message::new(
            format!("存量自上年报告滚动相符：{sum}"),
            format!("the stock rolls on from the report of the year before: {sum}"),
        ),
        false => Message::new(
            format!("自上年报告的存量推算 {sum}，本报告称 {}；可能口径不同", plain(closing.value)),
            format!(
                "from the stock of the report of the year before {sum}, this one says {}; it may be counted otherwise",
                plain(closing.value)
            ),
        ),
    };
    let verdict = if holds { Verdict::Holds } else { Verdict::Suspect };
    Check {
        report,
        kind: Kind::Roll,
        verdict,
        span: closing.span,
        expected: plain(expected),
        found: plain(closing.value),
        message,
    }
}

/// What tells what a figure is to a stock.
struct Words {
    /// Its label.
    label: Vec<char>,
    /// Its label and the words of its clause before it.
    all: Vec<char>,
    /// Whether it is told of the year before.
    before: bool,
}

impl Words {
    /// Whether what was left is all that was: it is carried over, or nothing stands before its word that makes it some of it
    /// (长期未结案件17件).
    fn of_all(&self, part: Part, names: &Cases) -> bool {
        let list = if part == Part::Closing { &names.closing } else { &names.opening };
        let clause = self.all.splitn(2, |c| *c == '|').nth(1).unwrap_or_default();
        let clause = names.leads.at_start(clause).map_or(clause, |(len, ())| &clause[len..]);
        names.carried.any(&self.all) || list.at_start(clause).is_some()
    }
}

/// A figure's label with the words right before it, where what happened to it stands.
fn words(entry: &Entry, indicator: &Indicator) -> Words {
    let start = indicator.span.start.saturating_sub(14).max(indicator.quote.start.min(indicator.span.start));
    let before = entry.report.text.folded(Span::new(start, indicator.span.start));
    let clause = before.rsplit(|c| matches!(c, ',' | ';' | '。' | '、')).next().unwrap_or_default();
    let label: Vec<char> = indicator.label.chars().collect();
    let all = label.iter().copied().chain(['|']).chain(clause.iter().copied()).collect();
    Words { label, all, before: indicator.role == Role::Previous }
}

/// Rules in force: 上年末有效264件, 制定24件, 废止45件, 年末现行有效247件.
fn in_force(words: &Words, names: &Rules) -> Option<Part> {
    let has = |list: &Phrases<()>| list.any(&words.all);
    let valid = has(&names.there);
    match () {
        () if valid && (words.before || has(&names.before)) => Some(Part::Opening),
        () if valid && !has(&names.not_there) => Some(Part::Closing),
        () if has(&names.removed) && !has(&names.not_removed) => Some(Part::Removed),
        () if has(&names.added) && has(&names.added_what) && !has(&names.not_added) => Some(Part::Added),
        () => None,
    }
}

/// Cases: 上年结转15件, 受理81件, 审结83件, 结转下年13件.
fn caseload(words: &Words, names: &Cases) -> Option<Part> {
    let has = |list: &Phrases<()>| list.any(&words.all);
    match () {
        () if has(&names.opening) => Some(Part::Opening),
        () if has(&names.closing) => Some(Part::Closing),
        () if names.added.at_end(&words.label).is_some() => Some(Part::Added),
        () if names.removed.at_end(&words.label).is_some() => Some(Part::Removed),
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

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};

    #[test]
    fn rules_in_force_roll_on_from_the_report_before() {
        let before = "全县制定规范性文件12件，废止9件，现行有效规范性文件146件。";
        let now = |left: &str| format!("全县制定规范性文件15件，废止21件，现行有效规范性文件{left}件。");
        let of = |left: &str| verdicts(Kind::Roll, &[(2023, before), (2024, &now(left))]);
        assert_eq!(of("140"), [Verdict::Holds]);
        assert_eq!(of("152"), [Verdict::Suspect]);
        let rounded = |left: &str| format!("全县制定规范性文件0.15万件，废止0.21万件，现行有效规范性文件{left}万件。");
        let of = |left: &str| {
            let before = "全县制定规范性文件0.1万件，废止0.1万件，现行有效规范性文件1.2万件。";
            verdicts(Kind::Roll, &[(2023, before), (2024, &rounded(left))])
        };
        assert_eq!(of("1.1"), [Verdict::Holds]);
        assert_eq!(of("1.4"), [Verdict::Suspect]);
        assert_eq!(verdicts(Kind::Roll, &[(2022, before), (2024, &now("152"))]), []);
    }

    #[test]
    fn what_was_left_of_some_is_not_carried_over() {
        let of = |left: &str| verdicts(Kind::Roll, &[(2023, left), (2024, "受理案件610件，其中新收580件、旧存30件。")]);
        assert!(of("长期未结案件尚有4件。").is_empty());
        assert!(of("年末未结案件30件。").contains(&Verdict::Holds));
        assert!(of("年末未结案件34件。").contains(&Verdict::Suspect));
        assert!(of("连同上年共结转下年34件。").contains(&Verdict::Suspect));
    }
}
