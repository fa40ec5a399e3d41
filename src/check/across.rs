//! What a report says of the year before, against what the report of that year said: growth, change, and the value told
//! again.

use rust_decimal::Decimal;

use super::reason::{reason, with_reason};
use super::rounding::tells;
use super::{Check, Kind, Verdict, amount, cells, percent, plain, running};
use crate::config::{Config, Kind as Sort, Qualifier, Ties};
use crate::corpus::{Body, Entry};
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::{Span, Text};
use crate::timeline::Timeline;
use crate::timeline::facts::{changes_of, previous_of};
use crate::timeline::printed::{slack, value_before};
use crate::timeline::series::{Basis, Break, Observation, Series, signed};

/// Checks every figure of a series against the one of the year before.
pub(super) fn check(body: &Body, timeline: &Timeline, config: &Config) -> Vec<Check> {
    timeline.series.iter().flat_map(|series| of_series(body, series, config)).collect()
}

fn of_series(body: &Body, series: &Series, config: &Config) -> Vec<Check> {
    let mut checks = Vec::new();
    let standing: Vec<_> = series.observations.iter().filter(|observation| observation.aside.is_none()).collect();
    let agreed: Vec<bool> = standing.windows(2).map(|pair| agrees(body, pair[0], pair[1])).collect();
    for (at, pair) in standing.windows(2).enumerate() {
        let [early, late] = pair else { continue };
        let (before, after) = (
            &body.entries[early.report].indicators[early.indicator],
            &body.entries[late.report].indicators[late.indicator],
        );
        let adjacent = before.period.zip(after.period).is_some_and(|(before, after)| after == before + 1);
        checks.extend(running::counting_on(late, before, after));
        // 万吨 and 亿公斤 are one measure in two units.
        let units = before.unit != after.unit;
        if !adjacent || units || !(exact(before) && exact(after)) || after.years > 1 {
            continue;
        }
        let comparable = late.breaks.iter().all(|reason| *reason == Break::TimeBasis);
        let indicators = &body.entries[late.report].indicators;
        let in_row = cells::before(indicators, late.indicator);
        let previous =
            previous_of(indicators, late.indicator).or(in_row).filter(|&at| indicators[at].period == before.period);
        let sure = late
            .link
            .as_ref()
            .is_some_and(|link| matches!(link.basis, Basis::Exact | Basis::Lexicon | Basis::Reviewer));
        // Other names, but the years around them agree to the digit: it is one indicator.
        let [since, on] = [at > 0 && agreed[at - 1], agreed.get(at + 1) == Some(&true)];
        let sure = sure || since && on;
        let texts = [early, late].map(|one| &body.entries[one.report].report.text);
        let slack_before = slack(texts[0], before);
        let told = previous.map(|previous| (&indicators[previous], texts[1]));
        let sound = comparable && late.breaks.is_empty();
        let told = told.and_then(|told| told_again(late.report, (before, slack_before), told, after, sure, sound));
        checks.extend(told);
        // What is planned is measured against what was done, not against the plan before.
        let entry = &body.entries[late.report];
        if series.role == Role::Target {
            checks.extend(planned(late, entry, before, after, slack_before));
            continue;
        }
        let told = Told {
            entry,
            level: late.indicator,
            after,
            before: (before.value, slack_before),
            in_row,
            // Another month or scope, or another thing: the two are not one.
            one: late.breaks.is_empty() && sure,
            near: late.breaks.is_empty() && !sure && (since || on),
            running: before.qualifier.is_some() || after.qualifier.is_some(),
            alike: before.qualifier == after.qualifier,
        };
        checks.extend(changes_of(indicators, late.indicator).into_iter().filter_map(|change| {
            let check = changed(&told, change, config)?;
            Some(Check { report: late.report, ..check })
        }));
    }
    checks
}

/// What the year before was, told again beside a level: where the two are certainly one indicator, or the values agree.
fn told_again(
    report: usize,
    (before, slack_before): (&Indicator, Decimal),
    (told, text): (&Indicator, &Text),
    after: &Indicator,
    sure: bool,
    comparable: bool,
) -> Option<Check> {
    // A value that is told again to fewer digits is the same value.
    let coarse = slack(text, told);
    let room = if coarse == slack_before { Decimal::ZERO } else { coarse.max(slack_before) };
    let alike = (told.value - before.value).abs() <= room;
    let restates = (sure || alike) && before.qualifier.is_none() && after.qualifier.is_none();
    restates.then(|| restated(report, before, told, alike, comparable))
}

/// A level with what it was the year before.
struct Told<'a> {
    entry: &'a Entry,
    /// Its place among the figures of its report.
    level: usize,
    after: &'a Indicator,
    /// What it was, with how far that may be off.
    before: (Decimal, Decimal),
    /// The cell of its own row that tells what it was.
    in_row: Option<usize>,
    /// Whether the two are certainly one indicator, and counted alike.
    one: bool,
    /// Other names, but the year before or after agrees.
    near: bool,
    /// Whether one of them is a running total, and whether both are.
    running: bool,
    alike: bool,
}

/// A change of a level against what the level was.
fn changed(told: &Told<'_>, at: usize, config: &Config) -> Option<Check> {
    let (entry, after, ties) = (told.entry, told.after, &config.ties);
    let (text, change) = (&entry.report.text, &entry.indicators[at]);
    let apart = against_another_year(entry, after, change)
        || against_a_base(entry, after, change, config)
        || of_a_list(entry, at, config);
    // 2023年增长9.8%，2024年增长12.4%: a growth grows by points at most.
    let apart = apart || after.measure() == Measure::Growth && change.kind == Sort::Growth;
    // A row of a table is held against its own value of the year before.
    let of_row = told.in_row.is_some() && after.table.zip(change.table).is_some_and(|(a, b)| a.row == b.row);
    if apart || of_row || dealt_to_another(entry, told.level, at, config) {
        return None;
    }
    let (before, room) = told.before;
    let implied = value_before(text, &Indicator { qualifier: None, ..after.clone() }, change)?.widened(room);
    let real = is_real(entry, after, change, ties);
    let verdict = match () {
        () if implied.holds(before) && !tells(text, [before, room], after, change) => return None,
        () if implied.holds(before) => Verdict::Holds,
        () if of_another(entry, told.level, at, config) => return None,
        // Other names, but the year before or after agrees, and this one but for a digit.
        () if told.near && slipped(before, after, change) => Verdict::Suspect,
        () if !told.one || told.running && !told.alike => return None,
        () if percent::meant(text, [before, room], after, change) => {
            return Some(percent::told(0, before, after, change));
        }
        () if real && explained_by_prices([before, room], [after.value, slack(text, after)], change) => return None,
        // Money and output may be revised, and a total may run since another day: that is no contradiction.
        () if real || matches!(after.kind, Sort::Money | Sort::Quantity) || told.running => Verdict::Suspect,
        () => Verdict::Fails,
    };
    growth(0, before, after, change, verdict, real)
}

/// Whether a change is what two values make but for a slip of the pen.
fn slipped(before: Decimal, after: &Indicator, change: &Indicator) -> bool {
    let made = match change.kind {
        Sort::Delta => Some(after.value - before),
        _ => (after.value - before).checked_div(before).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED)),
    };
    made.is_some_and(|made| reason(made.abs().round_dp(change.value.scale()), change.value).is_some())
}

/// Whether nothing but 累计 stands at a figure.
fn exact(one: &Indicator) -> bool {
    one.qualifier.is_none_or(|how| how == Qualifier::Cumulative)
}

/// 比去年增加8000亿元, of what is planned: where it agrees with the plan before, that is what it was measured against. It need
/// not be: most plans are measured against what was done.
fn planned(late: &Observation, entry: &Entry, before: &Indicator, after: &Indicator, room: Decimal) -> Vec<Check> {
    let indicators = &entry.indicators;
    let changes = changes_of(indicators, late.indicator).into_iter().map(|change| &indicators[change]);
    let verdict = |change: &Indicator| {
        let implied = value_before(&entry.report.text, after, change)?.widened(room);
        match () {
            () if change.kind != Sort::Delta => None,
            () if implied.holds(before.value) => Some(Verdict::Holds),
            () => None,
        }
    };
    changes.filter_map(|change| growth(late.report, before.value, after, change, verdict(change)?, false)).collect()
}

/// Whether the sentence measures the change against another year than the one before: 比2002年增长65.5%.
fn against_another_year(entry: &Entry, level: &Indicator, change: &Indicator) -> bool {
    let from = change.span.start.saturating_sub(BASE_BEFORE).max(level.span.end.min(change.span.start));
    let chars = entry.report.text.folded(Span::new(from, change.span.start));
    chars.windows(6).any(|words| {
        let year: Option<i32> =
            words[1..5].iter().map(|c| c.to_digit(10)).try_fold(0, |sum, digit| Some(sum * 10 + digit? as i32));
        matches!(words[0], '比' | '较')
            && words[5] == '年'
            && level.period.zip(year).is_some_and(|(now, year)| year < now - 1)
    })
}

/// Whether a change is measured against no year but what was aimed at or others have: 死亡率0.05，较控制指标低0.03.
fn against_a_base(entry: &Entry, level: &Indicator, change: &Indicator, config: &Config) -> bool {
    let (ties, grammar) = (&config.ties, &config.grammar);
    let from = change.span.start.saturating_sub(BASE_BEFORE).max(level.span.end.min(change.span.start));
    let words = entry.report.text.folded(Span::new(from, change.span.start));
    let than = ties.than.rfind(words).map(|(at, len, ())| (at, at + len));
    than.is_some_and(|(at, end)| grammar.against.at_start(&words[at..]).is_none() && ties.bases.any(&words[end..]))
}

/// How far before a change the year that it is measured against may stand, in scalar values.
const BASE_BEFORE: u32 = 16;

/// Whether a change is one of several that follow each other at once (分别增长8.4%和8%), dealt out over the figures before
/// them: which belongs to which is not said beside them.
fn of_a_list(entry: &Entry, change: usize, config: &Config) -> bool {
    let indicators = &entry.indicators;
    let joined = |a: &Indicator, b: &Indicator| {
        let between = entry.report.text.folded(Span::new(a.span.end.min(b.span.start), b.span.start));
        a.quote == b.quote && a.kind == b.kind && a.unit == b.unit && matches!(between, ['和' | '、' | '与' | '及'])
    };
    let own = &indicators[change];
    let beside = change.checked_sub(1).is_some_and(|before| joined(&indicators[before], own))
        || indicators.get(change + 1).is_some_and(|after| joined(own, after));
    // Where the reader of the report dealt them out, each has a name of its own.
    beside && !config.grammar.distributes.any(entry.report.text.folded(own.quote))
}

/// Whether a sentence deals out changes (分别), and this one to another figure than the given: the second of two changes is of the
/// second of two figures. Where there are more figures than changes (71件98人，187件612人，分别) nothing says which they are of.
fn dealt_to_another(entry: &Entry, level: usize, change: usize, config: &Config) -> bool {
    let indicators = &entry.indicators;
    let (own, told) = (&indicators[level], &indicators[change]);
    if !dealt(entry, own, told, config) {
        return false;
    }
    let is_change = |at: &usize| matches!(indicators[*at].kind, Sort::Growth | Sort::Delta);
    let inside = |at: &usize| indicators[*at].quote == told.quote;
    let behind = (level + 1..indicators.len()).take(ROW).take_while(inside);
    let row: Vec<usize> = behind.skip_while(|at| !is_change(at)).take_while(is_change).collect();
    let Some(first) = row.first().copied().filter(|_| row.contains(&change)) else { return false };
    let levels: Vec<usize> = (0..first).rev().take(ROW).take_while(inside).take_while(|at| !is_change(at)).collect();
    let places = [levels.iter().rev().position(|at| *at == level), row.iter().position(|at| *at == change)];
    let paired = levels.iter().any(|at| levels.contains(&(at + 1)) && glued(&indicators[*at], &indicators[at + 1]));
    match levels.len().cmp(&row.len()) {
        std::cmp::Ordering::Equal => places[0] != places[1],
        std::cmp::Ordering::Greater => paired,
        std::cmp::Ordering::Less => false,
    }
}

/// So many figures a sentence deals out at most.
const ROW: usize = 24;

/// Whether changes are dealt out between two figures of a sentence: 分别.
fn dealt(entry: &Entry, level: &Indicator, change: &Indicator, config: &Config) -> bool {
    let between = entry.report.text.folded(Span::new(level.span.end.min(change.span.start), change.span.start));
    config.grammar.distributes.any(between)
}

/// Whether two figures are one right behind the other: 71件98人.
fn glued(one: &Indicator, next: &Indicator) -> bool {
    next.span.start.saturating_sub(one.span.end) <= 1 && one.unit != next.unit
}

/// Whether a change that does not agree with a figure stands behind another one that it may be of: 追回1亿元，挽回2亿元，增长5%; and a
/// growth in percent behind a share is of the amount before that (收入9亿元，为预算的101%，增长6%).
fn of_another(entry: &Entry, level: usize, change: usize, config: &Config) -> bool {
    let indicators = &entry.indicators;
    let (own, told) = (&indicators[level], &indicators[change]);
    let one_measure = |other: &Indicator| other.unit == own.unit && other.measure() == own.measure();
    let behind = indicators[level + 1..change].iter().any(|other| other.role == Role::Actual && one_measure(other));
    let percents = own.unit.as_deref() == Some("%") && told.kind == Sort::Growth;
    let amount = |other: &Indicator| other.measure() == Measure::Level && other.unit.as_deref() != Some("%");
    let before = indicators[..level].iter().rev().take_while(|other| other.quote == own.quote).take(REACH).any(amount);
    behind && !dealt(entry, own, told, config) || percents && before
}

/// So many figures before a share are looked at for what it is a share of.
const REACH: usize = 3;

/// Whether a growth is one in real terms: that of output, which statistics give at constant prices, or one that says so.
pub(super) fn is_real(entry: &Entry, level: &Indicator, change: &Indicator, ties: &Ties) -> bool {
    let label: Vec<char> = level.label.chars().chain(change.label.chars()).collect();
    let real = ties.real.any(&label) || ties.real.any(entry.report.text.folded(change.quote));
    matches!(level.kind, Sort::Money) && change.kind == Sort::Growth && real
}

/// By how many points prices may move what is told in money of the year, at most: what farms and mines get for their goods
/// falls by as much in a bad year.
const PRICES: [i64; 2] = [-12, 15];

/// Whether prices may explain how a change in real terms stands off the two values: each with how exactly it is printed
/// (40亿元 may be 39.5 as well), for what their rounding leaves open is no contradiction.
fn explained_by_prices(before: [Decimal; 2], after: [Decimal; 2], change: &Indicator) -> bool {
    let by = signed(change);
    let grown = |from: Decimal, to: Decimal| {
        (to - from).checked_div(from).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED))
    };
    let least = grown(before[0] + before[1], after[0] - after[1]);
    let most = grown(before[0] - before[1], after[0] + after[1]);
    least
        .zip(most)
        .is_some_and(|(least, most)| Decimal::from(PRICES[0]) <= most - by && least - by <= Decimal::from(PRICES[1]))
}

/// Whether a change that the later report tells is right for the two figures.
fn agrees(body: &Body, early: &Observation, late: &Observation) -> bool {
    let indicators = &body.entries[late.report].indicators;
    let before = &body.entries[early.report].indicators[early.indicator];
    changes_of(indicators, late.indicator).into_iter().any(|change| {
        value_before(&body.entries[late.report].report.text, &indicators[late.indicator], &indicators[change])
            .is_some_and(|implied| {
                implied.widened(slack(&body.entries[early.report].report.text, before)).holds(before.value)
            })
    })
}

fn restated(report: usize, printed: &Indicator, told: &Indicator, alike: bool, comparable: bool) -> Check {
    // What is counted one by one was either so or not; what is estimated is revised.
    let counted = printed.kind == Sort::Count && told.kind == Sort::Count;
    let verdict = match () {
        () if alike => Verdict::Holds,
        () if comparable && counted => Verdict::Fails,
        () => Verdict::Suspect,
    };
    let [was, now] = [printed, told].map(|one| plain(signed(one)));
    let message = match verdict {
        Verdict::Holds => {
            Message::new(format!("与上年报告一致：{was}"), format!("as the report of the year before said: {was}"))
        }
        Verdict::Fails => Message::new(
            format!("上年报告为 {was}，本报告称上年为 {now}"),
            format!("the report of the year before said {was}, this one says that it was {now}"),
        ),
        Verdict::Suspect => Message::new(
            format!("上年报告为 {was}，本报告称上年为 {now}；上年数可能经过修订"),
            format!(
                "the report of the year before said {was}, this one says that it was {now}: it may have been revised"
            ),
        ),
    };
    let message = with_reason(message, reason(printed.value, told.value).filter(|_| verdict == Verdict::Fails));
    Check { report, kind: Kind::Restated, verdict, span: told.span, expected: was, found: now, message }
}

/// Whether two levels and the change between them agree, in words: `verdict` says it.
pub(super) fn growth(
    report: usize,
    before: Decimal,
    level: &Indicator,
    change: &Indicator,
    verdict: Verdict,
    real: bool,
) -> Option<Check> {
    let after = level.value;
    let made = if change.kind == Sort::Delta {
        after - before
    } else {
        (after - before).checked_div(before)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(change.value.scale().max(1))
    };
    let change_told = signed(change);
    let (expected, found) = (plain(made), plain(change_told));
    let [was, now] = [before, after].map(|value| amount(value, level.unit.as_deref()));
    let in_words = |value: Decimal| {
        if change.kind == Sort::Delta { amount(value, change.unit.as_deref()) } else { format!("{}%", plain(value)) }
    };
    let (by, told) = (in_words(made), in_words(change_told));
    // What is said is told as well where it is only the same as far as the values are rounded.
    let rounded = if by == told {
        [String::new(), String::new()]
    } else {
        [format!("（报告为 {told}，数值经四舍五入）"), format!(" (the report says {told}, the values are rounded)")]
    };
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("增减相符：{was} → {now}，即 {by}{}", rounded[0]),
            format!("the change agrees: {was} → {now} makes {by}{}", rounded[1]),
        ),
        Verdict::Suspect if real => Message::new(
            format!(
                "名义水平 {was} → {now} 变动 {expected}%，报告的实际增速为 {found}%（不变价）：差距超过价格变动，可能核算口径有调整"
            ),
            format!(
                "in prices of the year {was} → {now} makes {expected} %, the report says {found} % in real terms: \
                 more than prices explain, the figures may have been revised"
            ),
        ),
        Verdict::Suspect => Message::new(
            format!("增减不符：{was} → {now} 应为 {by}，报告为 {told}；上年数可能经过修订"),
            format!(
                "the change does not agree: {was} → {now} makes {by}, the report says {told}; last year's value may have been revised"
            ),
        ),
        Verdict::Fails => Message::new(
            format!("增减不符：{was} → {now} 应为 {by}，报告为 {told}"),
            format!("the change does not agree: {was} → {now} makes {by}, the report says {told}"),
        ),
    };
    let likely = reason(made, change_told);
    let message = with_reason(message, likely.filter(|_| verdict == Verdict::Fails));
    Some(Check { report, kind: Kind::Growth, verdict, span: change.span, expected, found, message })
}
