//! Years in words (年份): single ones, and several told of at once (五年来, “十三五”时期, 今后三年).

use crate::config::{Config, Phrases, Times};
use crate::quantity::digit;
use crate::text::signs::{COMING, OF, TEN, YEAR};

use super::Role;
pub(crate) use super::plan_years::few;
pub(super) use super::plan_years::{Years, plan_at, plan_part};

/// 2025年是“十四五”收官之年: the clause is about the year, whatever else it names.
pub(super) fn opens_with_year(clause: &[char], times: &Times) -> bool {
    let opening = &clause[..clause.len().min(12)];
    let year = (0..opening.len().saturating_sub(4))
        .find(|&at| opening[at..at + 4].iter().all(char::is_ascii_digit) && opening[at + 4] == YEAR);
    // 2021年以来的五年: the year is where several begin.
    year.is_some_and(|at| several(&clause[..at], times).is_none() && !times.year_goes_on.open(&clause[at + 5..]))
}

/// Whether a time of several years stands at the very start: 五年来, 过去五年, “十四五”时期.
pub(super) fn at_start(clause: &[char], times: &Times) -> bool {
    several(&clause[..clause.len().min(10)], times).is_some()
}

/// All times of several years that a heading names.
pub(super) fn all_several(chars: &[char], times: &Times) -> Vec<Years> {
    let mut found: Vec<Years> =
        (0..chars.len()).filter_map(|at| plan_at(chars, at, times).map(|last| (5, Some(last)))).collect();
    if found.is_empty() {
        found.extend(several(chars, times));
    }
    found
}

/// Five years told of at once (五年来, “十三五”时期, 三年累计, 近5年): how many, and the last one where the words say it.
pub(super) fn several(chars: &[char], times: &Times) -> Option<Years> {
    (0..chars.len()).find_map(|at| {
        let years = several_at(chars, at, times).map(|years| (years, None));
        // 高于“十三五”时期, 比过去五年: what is compared with is no time of its own.
        let lead =
            chars[..at].strip_suffix(&['“']).or_else(|| chars[..at].strip_suffix(&['"'])).unwrap_or(&chars[..at]);
        let found = years.or_else(|| range_at(chars, at, times));
        let found = found.or_else(|| plan_part(chars, at, times));
        found.or_else(|| Some((5, Some(plan_at(chars, at, times)?)))).filter(|_| !times.exceeded.close(lead))
    })
}

/// 1979年到1981年: the years from one to another, both counted; not what is in the middle of a longer number.
fn range_at(chars: &[char], at: usize, times: &Times) -> Option<Years> {
    let whole = !chars[..at].last().is_some_and(char::is_ascii_digit);
    let first = chars.get(at..at + 4).filter(|_| whole).and_then(calendar_year)?;
    let rest = &chars[at + 4..];
    let rest = rest.strip_prefix(&[YEAR]).unwrap_or(rest);
    let (mark, rest) = rest.split_first().filter(|(mark, _)| times.year_ranges.has(**mark))?;
    let rest = rest.strip_prefix(&[*mark]).unwrap_or(rest);
    let last = rest.get(..4).filter(|_| rest.get(4) == Some(&YEAR)).and_then(calendar_year)?;
    u8::try_from(last - first + 1).ok().filter(|years| (2..=60).contains(years)).map(|years| (years, Some(last)))
}

/// How many years the words at `at` tell of: 五年来, 近5年.
fn several_at(chars: &[char], at: usize, times: &Times) -> Option<u8> {
    // 四十五年来, 二〇一五年共: the digit is the end of a longer number.
    let ends_number =
        at > 0 && (chars[at - 1] == TEN || chars[at - 1].is_ascii_digit() || digit(chars[at - 1]).is_some());
    match &chars[at..] {
        [_, YEAR, ..] if ends_number => None,
        [_, YEAR, behind @ ..] if is_record(behind, times) => None,
        [n, YEAR, behind @ ..] if times.years_told.open(behind) => few(*n),
        here => {
            let (lead, ()) = times.years_past.at_start(here)?;
            match &here[lead..] {
                [n, YEAR, ..] => few(*n),
                _ => None,
            }
        }
    }
}

/// 投资总额五年为, 两年平均增长: over how many years a clause sums up; not 连续三年增长, 第三年.
pub(super) fn summed(clause: &[char], times: &Times) -> Option<Years> {
    (0..clause.len()).find_map(|at| {
        let [n, YEAR, behind @ ..] = &clause[at..] else { return None };
        let inside = clause[..at]
            .last()
            .is_some_and(|&c| times.not_years_summed.has(c) || c == TEN || c.is_ascii_digit() || digit(c).is_some());
        times.years_summed.at_start(behind).filter(|_| !inside)?;
        Some((few(*n)?, None))
    })
}

/// Whether what stands behind 6年来 says since when nothing was like it (首次超过, 新高, 最好): a rank among years, and no
/// time that figures cover. 最大的变化 is what the years were like, and tells of all of them.
fn is_record(behind: &[char], times: &Times) -> bool {
    let Some(rest) = behind.strip_prefix(&[COMING]) else { return false };
    let rest = rest.strip_prefix(&[OF]).unwrap_or(rest);
    !matches!(rest, [_, _, OF, ..]) && times.records.at_start(rest).is_some()
}

/// 今后五年, 未来3年: years to come, and how many.
pub(super) fn to_come(chars: &[char], times: &Times) -> Option<u8> {
    (0..chars.len()).find_map(|at| {
        let (lead, ()) = times.years_to_come.at_start(&chars[at..])?;
        match &chars[at + lead..] {
            [n, YEAR, ..] => few(*n),
            _ => None,
        }
    })
}

/// 三年内: within so many years from now on, in a part that plans.
pub(super) fn within(chars: &[char], times: &Times) -> Option<u8> {
    (0..chars.len()).find_map(|at| match &chars[at..] {
        [n, YEAR, behind @ ..]
            if times.years_within.open(behind) && (at == 0 || few(chars[at - 1]).is_none() && chars[at - 1] != TEN) =>
        {
            few(*n)
        }
        _ => None,
    })
}

/// 五年增长30%，十年增加5万亿元: the span that the last clause opens with.
pub(super) fn opening_several(chars: &[char], times: &Times) -> Option<Years> {
    // 十年增加5万亿元、年均增长6%: what 、 joins is told of the same span.
    [&[',', ';', '。', '、'] as &[char], &[',', ';', '。']].iter().find_map(|stops| {
        let from = chars.iter().rposition(|c| stops.contains(c)).map_or(0, |at| at + 1);
        span_at_start(&chars[from..], times)
    })
}

/// 五年增长, 十年累计: a span of years with what went on in it.
pub(super) fn span_at_start(clause: &[char], times: &Times) -> Option<Years> {
    let (n, behind) = match clause {
        [n, YEAR, behind @ ..] if *n == TEN || few(*n).is_some() => (*n, behind),
        _ => return None,
    };
    let years = if n == TEN { 10 } else { few(n)? };
    // 五年淘汰产能, 五年增长; not 五年规划, 三年行动, 一年期.
    let goes_on = behind.first().is_some_and(|c| crate::text::is_han(*c)) && !times.no_span.open(behind);
    goes_on.then_some((years, None))
}

/// “十四五”时期, 今后五年: the words speak of the whole time of a plan, not of the plan (规划, 开局).
pub(super) fn spans_plan(chars: &[char], times: &Times) -> bool {
    times.plan_spans.any(chars)
}

/// “十四五”以来: the words speak of the years of a plan up to now.
pub(super) fn since_plan(chars: &[char], times: &Times) -> bool {
    let behind = |at: usize| {
        let (len, _) = times.plans.at_start(&chars[at..])?;
        let rest = &chars[at + len..];
        let rest = rest.strip_prefix(&['”']).or_else(|| rest.strip_prefix(&['"'])).unwrap_or(rest);
        times.plan_since.at_start(rest)
    };
    (0..chars.len()).any(|at| behind(at).is_some())
}

/// Whether the words name a single year or the one past.
pub(super) fn one(chars: &[char], times: &Times) -> bool {
    year_named(chars, times).is_some() || said(&times.one_year, chars, times)
}

/// Whether the words name such a time, and not only as what something is measured against (比去年).
pub(super) fn said(named: &Phrases<()>, chars: &[char], times: &Times) -> bool {
    (0..chars.len()).any(|at| {
        let compared = chars[..at].last().is_some_and(|c| times.compares_near.has(*c));
        !compared && named.at_start(&chars[at..]).is_some()
    })
}

/// The time that words end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeAtEnd {
    /// A calendar year: 比1980年的.
    Year(i32),
    /// So many years ago: 比五年前的.
    Ago(u8),
    /// A plan's last year, and how many years are told of: five of 比“六五”期间的, one of 比“七五”末的.
    Plan(i32, u8),
}

/// The time that the words before a figure end with: 比1980年的, 由五年前的, 比“六五”期间的.
pub(super) fn time_at_end(words: &[char], times: &Times) -> Option<TimeAtEnd> {
    let words = words.strip_suffix(&[OF]).unwrap_or(words);
    if let Some(years) = years_ago(words, times) {
        return Some(TimeAtEnd::Ago(years));
    }
    let end = times.end_marks.close(words);
    let year = if end { &words[..words.len() - 1] } else { words };
    if let Some(year) = year.strip_suffix(&[YEAR]).and_then(|year| calendar_year(year.last_chunk::<4>()?)) {
        return Some(TimeAtEnd::Year(year));
    }
    let from = words.len().saturating_sub(LONGEST_PLAN);
    times.plan_ends.at_end(words)?;
    let last = (from..words.len()).find_map(|at| plan_at(words, at, times))?;
    Some(TimeAtEnd::Plan(last, if end { 1 } else { 5 }))
}

/// How long the name of a plan's years is at most: 第十一个五年计划期间.
const LONGEST_PLAN: usize = 12;

/// The length of the time at the start that something is measured against: 五年前, “六五”期间, “七五”末.
pub(super) fn past_at_start(words: &[char], times: &Times) -> Option<usize> {
    (3..=words.len().min(LONGEST_PLAN))
        .find(|&len| matches!(time_at_end(&words[..len], times), Some(TimeAtEnd::Ago(_) | TimeAtEnd::Plan(..))))
}

pub(super) fn compares(chars: &[char], times: &Times) -> bool {
    times.compares.any(chars)
}

/// The last calendar year named, for headings of tables.
pub(super) fn year_of(chars: &[char], times: &Times) -> Option<i32> {
    year_named(chars, times).map(|(year, _)| year)
}

/// The last calendar year named that is not what something is compared with or the number of a plan; and whether it is
/// one to be reached (到2020年).
pub(super) fn year_named(chars: &[char], times: &Times) -> Option<(i32, bool)> {
    years_named(chars, times).next().map(|(named, _, _)| named)
}

/// The calendar years named, the last first: each with whether it is to be reached, its place, and whether it is where
/// a change begins (从2006年的).
pub(super) fn years_named<'a>(
    chars: &'a [char],
    times: &'a Times,
) -> impl Iterator<Item = ((i32, bool), usize, bool)> + 'a {
    (0..chars.len().saturating_sub(4)).rev().filter_map(move |at| {
        let [YEAR, ..] = chars[at + 4..] else { return None };
        let year = calendar_year(&chars[at..at + 4])?;
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        let after = &chars[at + 5..];
        let base = times.year_bases.at_start(after).is_some() || matches!(after, [OF]) && times.year_is.has(before);
        let compared = base || times.compares_year.has(before) || times.year_bounds.at_start(after).is_some();
        let running = before.is_ascii_digit() || matches!(before, '-' | '—' | '~');
        let target = times.year_until.has(before) || !matches!(after, [OF, ..]);
        (!compared && !running).then_some(((year, target), at, times.year_from.has(before)))
    })
}

/// 2019年、2020年和2021年, 2019至2021年: the calendar years of a row, where there are just so many.
pub(super) fn years_in_row(chars: &[char], count: usize, times: &Times) -> Option<Vec<i32>> {
    let mut years = Vec::new();
    let mut ranges = false;
    let (mut at, mut end) = (0, 0);
    while at + 4 <= chars.len() {
        let Some(year) = calendar_year(&chars[at..at + 4]) else {
            at += 1;
            continue;
        };
        let between = chars[end..at].iter().filter(|c| !c.is_whitespace() && **c != YEAR);
        let ranged = between.clone().next().is_some() && between.clone().all(|c| times.year_ranges.has(*c));
        ranges |= !years.is_empty() && ranged;
        let glued = ranged || between.clone().all(|c| times.year_rows.has(*c));
        if !years.is_empty() && !glued {
            return None;
        }
        years.push(year);
        (at, end) = (at + 4, at + 4);
    }
    let named = chars.get(end) == Some(&YEAR);
    let all = match years[..] {
        [first, last] if ranges => (first..=last).collect(),
        _ => years,
    };
    (named && all.len() == count && count > 1).then_some(all)
}

/// What stands behind the years that words begin with: 竹笋出口 of 2021至2023年竹笋出口.
pub(super) fn behind_years<'a>(mut words: &'a [char], times: &Times) -> &'a [char] {
    let is_year = |words: &[char]| words.get(..4).and_then(calendar_year).is_some();
    while is_year(words) {
        words = words[4..].strip_prefix(&[YEAR]).unwrap_or(&words[4..]);
        if let [c, rest @ ..] = words
            && (times.year_ranges.has(*c) || times.year_rows.has(*c))
            && is_year(rest)
        {
            words = rest;
        }
    }
    words
}

/// Four digits as a year of this age.
pub(crate) fn calendar_year(digits: &[char]) -> Option<i32> {
    let year: Option<i32> = digits.iter().map(|c| c.to_digit(10)).try_fold(0, |n, d| Some(n * 10 + d? as i32));
    year.filter(|year| (1949..=2100).contains(year))
}

/// Where the last clause begins.
pub(super) fn last_clause(chars: &[char]) -> usize {
    chars.iter().rposition(|c| matches!(c, ',' | ';' | '。' | '、')).map_or(0, |at| at + 1)
}

/// 从1980年的28万人增加到40万人: the last year from which something changed.
pub(super) fn year_from(chars: &[char], times: &Times) -> Option<i32> {
    years_named(chars, times).find(|(_, _, from)| *from).map(|((year, _), _, _)| year)
}

/// 五年前: how many years ago that is, where it stands at the end.
pub(super) fn years_ago(chars: &[char], times: &Times) -> Option<u8> {
    let chars = chars.strip_suffix(&[OF]).unwrap_or(chars);
    match chars {
        [.., n, YEAR, ago] if times.ago.has(*ago) => few(*n).or((*n == TEN).then_some(10)),
        _ => None,
    }
}

/// 比2020年增长30%: the year that a change is measured against.
pub(super) fn year_against(clause: &[char], times: &Times) -> Option<i32> {
    (1..clause.len().saturating_sub(4))
        .rev()
        .filter(|&at| clause[at + 4] == YEAR && times.compares.has(clause[at - 1]))
        .find_map(|at| calendar_year(&clause[at..at + 4]))
}

/// 五年│新设经营主体: a name without the number of years that opens it, where the figure is of so many; what is aimed at keeps it.
pub(super) fn without_span(name: &str, (years, role): (u8, Role), config: &Config) -> String {
    let words: Vec<char> = name.chars().collect();
    let [number, YEAR, rest @ ..] = words.as_slice() else { return name.to_owned() };
    let told = years > 1 && role == Role::Actual && digit(*number) == Some(i64::from(years));
    // 五年累计│使用外资
    let summed = config.grammar.sum_words.at_start(rest).map_or(0, |(len, ())| len);
    let rest = &rest[summed..];
    let done = summed > 0 || config.grammar.verbs.at_start(rest).is_some();
    if told && done && rest.len() >= 4 { rest.iter().collect() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::asof::asof;
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn a_row_of_years_is_told_from_the_name_behind_it() {
        let times = &crate::config::Config::builtin().unwrap().grammar.times;
        let behind = |text: &str| behind_years(&chars(text), times).iter().collect::<String>();
        assert_eq!(behind("2021至2023年竹笋出口"), "竹笋出口");
        assert_eq!(behind("2021年、2022年5G用户"), "5G用户");
        assert_eq!(behind("2021年、2022年和平镇收入"), "和平镇收入");
        let row = |text: &str, count| years_in_row(&chars(text), count, times);
        assert_eq!(row("2019年、2020年和2021年收入", 3), Some(vec![2019, 2020, 2021]));
        assert_eq!(row("2019至2021年收入", 3), Some(vec![2019, 2020, 2021]));
        assert_eq!(row("2019年、2021年收入", 3), None);
        assert_eq!(row("20192021年收入", 3), None);
    }

    #[test]
    fn what_time_words_say() {
        let times = &crate::config::Config::builtin().unwrap().grammar.times;
        for (text, found) in [
            ("截至11月份,审查", Some("截至11月份")),
            ("截至2017年11月底,全市", Some("截至2017年11月底")),
            ("截至目前,", Some("截至目前")),
            ("1-11月,共受理", Some("1-11月")),
            ("年末城镇登记失业率", Some("年末")),
            ("年底前完成", None),
            ("比年初", None),
        ] {
            assert_eq!(asof(&chars(text), times).as_deref(), found, "{text}");
        }
        assert_eq!(several(&chars("五年来,"), times), Some((5, None)));
        // Since when nothing was like it is no time that figures cover.
        assert_eq!(several(&chars("出口增速6年来首次转正"), times), None);
        assert_eq!(several(&chars("水质为五年来最好"), times), None);
        assert_eq!(several(&chars("三年来的新低"), times), None);
        assert_eq!(several(&chars("五年来新增"), times), Some((5, None)));
        assert_eq!(several(&chars("五年来最大的变化"), times), Some((5, None)));
        assert_eq!(several(&chars("“十三五”时期"), times), Some((5, Some(2020))));
        assert_eq!(several(&chars("增长5%,高于“十三五”时期"), times), None);
        assert_eq!(year_named(&chars("到2020年,覆盖率"), times), Some((2020, true)));
        assert_eq!(year_named(&chars("比2020年分别"), times), None);
        assert_eq!(year_against(&chars("收入增长,产值比2016年"), times), Some(2016));
        assert_eq!(several(&chars("近5年"), times), Some((5, None)));
        assert_eq!(to_come(&chars("今后三年,"), times), Some(3));
        assert_eq!(within(&chars("两年内"), times), Some(2));
        assert_eq!(span_at_start(&chars("五年淘汰"), times), Some((5, None)));
        assert_eq!(span_at_start(&chars("五年规划"), times), None);
        assert!(opens_with_year(&chars("2025年是“十四五”规划收官之年"), times));
        assert!(!opens_with_year(&chars("“十四五”时期"), times));
    }
}
