//! Figures that bound each other (上下限): what was gone beyond and what was reached (突破300亿元、达到316亿元), what was added and
//! what there is (新增12个、总数达到22个), a part and its whole (其中), what a value was and which way it went (由9.8%降至7.5%).

use rust_decimal::Decimal;

use super::{Check, Kind, Verdict, amount, lists, reckoned};
use crate::config::{Config, Counter, Direction, Kind as Sort, Qualifier};
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure, Role};
use crate::text::Span;
use crate::timeline::facts::{changes_of, previous_of};

/// Checks the bounds that one report tells of its figures.
pub(super) fn check(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let indicators = &entry.indicators;
    let prose = |at: &usize| indicators[*at].table.is_none() && indicators[*at].high.is_none();
    (0..indicators.len())
        .filter(prose)
        .flat_map(|at| {
            [beyond(entry, at, config), added(entry, at, config), among(entry, at, config), moved(entry, at)]
        })
        .flatten()
        .map(|check| Check { report, ..check })
        .collect()
}

/// The characters between two figures, where both stand in one sentence.
fn between<'a>(entry: &'a Entry, first: &Indicator, second: &Indicator) -> Option<&'a [char]> {
    let inside = first.quote == second.quote && first.span.end <= second.span.start;
    inside.then(|| entry.report.text.folded(Span::new(first.span.end, second.span.start)))
}

/// 突破300亿元、达到316亿元: less than what it went beyond it can't be.
fn beyond(entry: &Entry, at: usize, config: &Config) -> Option<Check> {
    let own = &entry.indicators[at];
    let unit = own.unit.as_deref();
    let now = amount(own.value, unit);
    if let Some(threshold) = own.threshold {
        let was = amount(threshold, unit);
        let message =
            Message::new(format!("前后说法相符：超过 {was}，为 {now}"), format!("both agree: beyond {was}, and {now}"));
        return Some(reckoned(Kind::Restated, Verdict::Holds, own, threshold, message));
    }
    let first = &entry.indicators[at.checked_sub(1)?];
    let words = between(entry, first, own)?;
    let words = words.strip_prefix(&['、']).or_else(|| words.strip_prefix(&[',']))?;
    let alike = first.unit == own.unit && first.kind == own.kind && own.unit.is_some();
    let less = own.value < first.value && own.value * Decimal::TWO > first.value;
    let beyond = first.qualifier == Some(Qualifier::MoreThan) && own.qualifier.is_none();
    (alike && less && beyond && config.grammar.reached.is(words)).then(|| {
        let was = amount(first.value, unit);
        let message =
            Message::new(format!("称超过 {was}，实为 {now}"), format!("said to be beyond {was}, and it is {now}"));
        reckoned(Kind::Restated, Verdict::Fails, own, first.value, message)
    })
}

/// 新增文明城市12个、总数达到22个: more than there are can't have been added.
fn added(entry: &Entry, at: usize, config: &Config) -> Option<Check> {
    let (first, own) = (&entry.indicators[at.checked_sub(1)?], &entry.indicators[at]);
    let words = between(entry, first, own)?;
    let mark = words.iter().position(|c| matches!(c, '、' | ','))?;
    let clause = &words[mark + 1..];
    let (len, ()) = config.ties.stocks.at_start(clause)?;
    let rest = &clause[len..];
    let reached = rest.is_empty()
        || config.grammar.reached.is(rest)
        || config.words.before.at_end(rest).is_some_and(|(len, _)| len == rest.len());
    let start = first.quote.start.min(first.span.start);
    let before = entry.report.text.folded(Span::new(start, first.span.start));
    let opening = before.rsplit(|c| matches!(c, ',' | ';' | '。' | ':')).next().unwrap_or_default();
    // 参保人数增加7359万，总计达到1.17亿: what came is told as a change of what there is.
    let grew = first.measure() == Measure::Delta && first.direction == Some(Direction::Up);
    let alike = first.unit == own.unit && (grew || first.kind == own.kind) && own.measure() == Measure::Level;
    if !reached || !alike || first.role != own.role || !(grew || config.counting.added.any(opening)) {
        return None;
    }
    let [new, all, old] =
        [first.value, own.value, own.value - first.value].map(|value| amount(value, own.unit.as_deref()));
    let (verdict, message) = if first.value <= own.value {
        let exact = first.qualifier.is_none() && own.qualifier.is_none();
        let zh = if exact { format!("，原有 {old}") } else { String::new() };
        let en = if exact { format!(", so {old} before") } else { String::new() };
        let message = Message::new(
            format!("新增不超过总数：新增 {new}，总数 {all}{zh}"),
            format!("{new} were added, {all} there are{en}"),
        );
        (Verdict::Holds, message)
    } else {
        let message = Message::new(
            format!("新增 {new}，多于总数 {all}"),
            format!("{new} were added, more than the {all} that there are"),
        );
        (Verdict::Suspect, message)
    };
    Some(reckoned(Kind::Roll, verdict, own, first.value, message))
}

/// 造林148万亩，其中工程造林43万亩: one part alone is no more than its whole.
fn among(entry: &Entry, at: usize, config: &Config) -> Option<Check> {
    let indicators = &entry.indicators;
    let own = &indicators[at];
    let mut behind = indicators.iter().skip(at + 1).take_while(|one| one.quote == own.quote);
    let part = behind.find(|one| one.measure() == Measure::Level)?;
    // The reader of the report takes nothing for a part that is more than its whole.
    // 年均100亿元，其中去年120亿元: a year is no part of a mean.
    if own.qualifier == Some(Qualifier::Average) {
        return None;
    }
    if part.part_of != Some(own.id) && !(part.part_of.is_none() && part.value > own.value) {
        return None;
    }
    let words = between(entry, own, part)?;
    // 新登记147万户，其中企业57.3万家: other counters, but what the reader takes for a part.
    let counters = || [own, part].map(|one| one.unit.as_ref().map(|unit| config.counting.counter(unit)));
    let things = |counter: Option<Counter>| matches!(counter, Some(Counter::Homes | Counter::Other));
    let counted = part.part_of == Some(own.id) && own.kind == Sort::Count && counters().into_iter().all(things);
    let alike =
        (part.unit == own.unit || counted) && part.kind == own.kind && part.role == own.role && part.high.is_none();
    let level = own.measure() == Measure::Level && own.unit.is_some() && own.value > Decimal::ZERO;
    let other = indicators[at + 1..part.id.index()].iter().any(|one| one.unit == own.unit && one.kind == own.kind);
    // Several parts make a list, which is summed or says nothing.
    let alone = lists::told(entry, at, config).is_none();
    // 其中 at the end of what stands between, or the part's own words behind it without another mark.
    let (place, _, ()) = config.ties.among.rfind(words)?;
    let direct = !words[place..].iter().any(|c| matches!(c, ';' | '。'))
        && words[place..].iter().filter(|c| **c == ',').count() <= 1;
    if !alike || !level || other || !alone || !direct || part.measure() != Measure::Level {
        return None;
    }
    let [some, all] = [part.value, own.value].map(|value| amount(value, own.unit.as_deref()));
    if part.value > own.value {
        // People and times they came are told by other measures.
        let times = own.unit.as_ref().is_some_and(|unit| config.counting.counter(unit) == Counter::Times);
        let message = Message::new(
            format!("其中的 {some} 多于总数 {all}"),
            format!("the part of {some} is more than the whole of {all}"),
        );
        return (!times && part.years == own.years)
            .then(|| reckoned(Kind::Sum, Verdict::Suspect, own, part.value, message));
    }
    let share = part.value.checked_div(own.value)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1).normalize();
    let message = Message::new(
        format!("其中不超过总数：{some} ÷ {all} = {share}%"),
        format!("the part is no more than the whole: {some} ÷ {all} = {share}%"),
    );
    Some(reckoned(Kind::Sum, Verdict::Holds, own, part.value, message))
}

/// 贷款增加191亿元，其中制造业贷款11亿元，绿色贷款60亿元: none of a list is more than their whole, where they need not make it.
pub(super) fn lists_within(report: usize, entry: &Entry, config: &Config) -> Vec<Check> {
    let indicators = &entry.indicators;
    let listed = |at: usize| {
        let own = &indicators[at];
        let list = lists::told(entry, at, config).filter(|list| list.word && own.table.is_none())?;
        let values = list.parts.iter().map(|&part| indicators[part].value);
        let sum = values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
        let first = &indicators[*list.parts.first()?];
        let words = between(entry, own, first)?;
        let direct = config.ties.among.any(words)
            && !lists::mirrors(entry, own, &list.parts)
            && own.high.is_none()
            && own.qualifier != Some(Qualifier::Average);
        let years = list.parts.iter().all(|&part| indicators[part].years == own.years);
        if !direct || !years || sum > own.value {
            return None;
        }
        let unit = own.unit.as_deref();
        // They may overlap (女性与党员), so that their sum says nothing: each of them is no more.
        let most = list.parts.iter().map(|&part| indicators[part].value).max()?;
        let (some, all) = (amount(most, unit), amount(own.value, unit));
        let many = list.parts.len();
        let message = Message::new(
            format!("其中{many}项均不超过总数：最多 {some} ≤ {all}"),
            format!("none of the {many} parts is more than the whole: {some} at most, of {all}"),
        );
        Some(Check { report, ..reckoned(Kind::Sum, Verdict::Holds, own, most, message) })
    };
    (0..indicators.len()).filter_map(listed).collect()
}

/// 由9.8%降至7.5%: the values go the way that the word says.
fn moved(entry: &Entry, at: usize) -> Option<Check> {
    let indicators = &entry.indicators;
    let own = &indicators[at];
    let direction = own.direction?;
    if own.role == Role::Previous || !matches!(own.measure(), Measure::Level | Measure::Share) {
        return None;
    }
    let before = &indicators[previous_of(indicators, at)?];
    // A change told beside both values says more.
    if before.high.is_some() || before.value == own.value || !changes_of(indicators, at).is_empty() {
        return None;
    }
    // Of places in an order the lower number is the higher place.
    let up = (own.value > before.value) != (own.kind == Sort::Rank);
    let [was, now] = [before.value, own.value].map(|value| amount(value, own.unit.as_deref()));
    // Between percents the difference is in points.
    let unit = own.unit.as_deref().filter(|unit| *unit != "%");
    let by = amount((own.value - before.value).abs(), unit);
    let percent = (own.value - before.value)
        .checked_div(before.value)
        .and_then(|share| Some(share.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1)));
    let share = percent.filter(|_| own.measure() == Measure::Level && own.kind != Sort::Rank).map_or(
        [String::new(), String::new()],
        |percent| {
            let signed = format!("{}{}%", if up { "+" } else { "" }, percent.normalize());
            [format!("（{signed}）"), format!(" ({signed})")]
        },
    );
    let verdict = if up == (direction == Direction::Up) { Verdict::Holds } else { Verdict::Fails };
    let message = match verdict {
        Verdict::Holds => Message::new(
            format!("升降相符：{was} → {now}，相差 {by}{}", share[0]),
            format!("it goes the way that is said: {was} → {now}, by {by}{}", share[1]),
        ),
        _ => Message::new(
            format!("升降不符：{was} → {now}，与所用词语相反"),
            format!("it goes the other way than is said: {was} → {now}"),
        ),
    };
    Some(reckoned(Kind::Growth, verdict, own, before.value, message))
}
