//! Which year a title names (题名中的年份): its paper's own, among those of plans, terms, drafts and dates.

use crate::config::Names;
use crate::quantity::digit;
use crate::text::signs::{MONTH, SCHOOL, WHOLE, YEAR, YEAR_PERIOD};
use crate::text::{fold, years_in_digits};

use super::date::number;
use super::heading::is_dash;

/// Which year a title names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Titled {
    /// The year that the paper is of.
    pub(super) year: Option<i32>,
    /// The latest that it lays a draft for.
    pub(super) draft: Option<i32>,
    /// `year` is named as all of it (2021年度): it is what the paper tells of, whenever it was given. A draft's is not.
    pub(super) whole: bool,
}

/// A year of a title, and where the words behind it begin.
pub(super) struct Named {
    pub(super) year: i32,
    pub(super) end: usize,
    /// The first of the years that it ends: 2021 of 2021—2022学年.
    joined: Option<i32>,
}

/// The years of a title in order: 2020年, 二〇二〇年, 2021—2022学年, and four digits that open it.
pub(super) fn named(title: &[char]) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let mut at = 0;
    while at + 4 <= title.len() {
        let free = at == 0 || !is_digit(title[at - 1]);
        let ends = title.get(at + 4).is_none_or(|c| !is_digit(*c));
        let Some(year) = year_at(&title[at..]).filter(|_| free && ends) else {
            at += 1;
            continue;
        };
        let gap = title[..at].iter().rev().take_while(|c| is_dash(**c) || matches!(**c, YEAR | ' ')).count();
        let before = out
            .last()
            .filter(|last| gap > 0 && last.end + gap >= at && title[at - gap..at].iter().any(|c| is_dash(*c)));
        let joined = before.map(|last| last.year).filter(|first| *first < year);
        // 2018-19学年: the second half in two digits.
        if let [dash, tens, ones, SCHOOL | YEAR, ..] = title[at + 4..]
            && is_dash(dash)
            && let (Some(tens), Some(ones)) = (tens.to_digit(10), ones.to_digit(10))
            && (tens * 10 + ones) as i32 == (year + 1) % 100
        {
            let end = at + 7 + usize::from(title.get(at + 7) == Some(&YEAR));
            out.push(Named { year: year + 1, end, joined: Some(year) });
            at += 7;
            continue;
        }
        let year_mark = title.get(at + 4) == Some(&YEAR);
        let range = title.get(at + 4).is_some_and(|c| is_dash(*c));
        // 气候公报(2021)
        let alone = title.get(at + 4) == Some(&')') && at > 0 && title[at - 1] == '(';
        if year_mark || range || alone || joined.is_some() || at == 0 || title.get(at + 4) == Some(&SCHOOL) {
            out.push(Named { year, end: at + 4 + usize::from(year_mark), joined });
        }
        at += 4;
    }
    out
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some()
}

pub(super) fn year_at(chars: &[char]) -> Option<i32> {
    let year = chars.get(..4)?.iter().try_fold(0, |year, c| {
        let value = c.to_digit(10).map(i64::from).or_else(|| digit(*c))?;
        i32::try_from(value).ok().map(|value| year * 10 + value)
    })?;
    (1949..=2100).contains(&year).then_some(year)
}

/// What a title says of its year. Years inside 《》 and years of plans are others' years.
pub(super) fn titled(title: &str, names: &Names) -> Titled {
    let mut all: Vec<char> = title.chars().map(fold).filter(|c| !c.is_whitespace()).collect();
    years_in_digits(&mut all);
    let told = own_years(&outside_quotes(&all), names);
    if told == Titled::default() { own_years(&all, names) } else { told }
}

fn own_years(title: &[char], names: &Names) -> Titled {
    let mut told = Titled::default();
    let years = named(title);
    for (at, one) in years.iter().enumerate() {
        let behind = &title[one.end..];
        // 2018年以来: from when on. (2022年12月): when it was written.
        let bracketed = one.end >= 6 && title[one.end - 6] == '(';
        if names.since.at_start(behind).is_some() || bracketed && is_month(behind) {
            continue;
        }
        let lead = behind.iter().take_while(|c| matches!(**c, YEAR_PERIOD | WHOLE)).count();
        let behind = &behind[lead..];
        let clause = &behind[..behind.iter().position(|c| is_digit(*c)).unwrap_or(behind.len())];
        // What a year in brackets is of stands before them: 预算草案的报告(2025).
        let alone = behind == [')'] && one.end >= 5 && title[one.end - 5] == '(';
        let clause = if alone { &title[..one.end - 5] } else { clause };
        if names.drafts.any(clause) && (at > 0 || alone) {
            told.draft = Some(one.year);
            continue;
        }
        let begins_range = years.get(at + 1).is_some_and(|next| next.joined.is_some());
        let plan =
            names.planned.find(clause).is_some_and(|(from, ..)| from <= 6 || alone) && !names.carried_out.any(clause);
        // Five years are a plan's, or the term of an office.
        let long = one.joined.is_some_and(|first| first + 1 < one.year);
        // 2019年督察反馈问题整改: of what was found in that year, and no report on it.
        let whole = title.get(one.end) == Some(&YEAR_PERIOD);
        let inspected = !whole && names.inspected.any(clause) && names.rectified.any(clause);
        if begins_range || long || inspected || plan && !(at == 0 && years.len() == 1 && names.drafts.any(clause)) {
            continue;
        }
        if told.year.is_none() {
            told.year = Some(one.year);
            told.whole = title.get(one.end) == Some(&YEAR_PERIOD) && !names.drafts.any(clause);
        }
    }
    told
}

/// Whether a month follows, and nothing behind it in the bracket.
fn is_month(behind: &[char]) -> bool {
    number(behind, 2).is_some_and(|(_, len)| behind[len..].starts_with(&[MONTH, ')']))
}

/// A title without what stands in 《》; all of it where that is the whole title.
fn outside_quotes(title: &[char]) -> Vec<char> {
    let mut depth = 0_usize;
    let mut out = Vec::new();
    for &c in title {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_title_tells_its_own_year_from_others() {
        let names = Config::builtin().unwrap().names;
        for (title, year, draft) in [
            ("2020年宁江市国民经济和社会发展统计公报", Some(2020), None),
            ("2008政府工作报告", Some(2008), None),
            ("二〇二一年政府工作报告", Some(2021), None),
            ("关于《宁江市第十四个五年规划和2035年远景目标纲要》实施情况的报告", None, None),
            ("关于国民经济和社会发展“九五”计划和2010年远景目标纲要的报告", None, None),
            ("关于2023年预算执行情况和2024年预算草案的报告", Some(2023), Some(2024)),
            ("宁江学院2021—2022学年信息公开工作年度报告", Some(2022), None),
            ("宁江学院2021-2022学年度本科教学质量报告", Some(2022), None),
            ("宁江小学2018-19学年度学校工作总结", Some(2019), None),
            ("宁江小学1999-00学年工作总结", Some(2000), None),
            ("关于2019年省级生态环境保护督察反馈问题整改落实情况的报告", None, None),
            ("宁江县审计局2023年度专项检查整改工作总结", Some(2023), None),
            ("宁江县水利局2025年工作总结和2026年工作思路", Some(2025), None),
            ("关于《宁江市2022年政府工作报告》落实情况的报告", Some(2022), None),
            ("政府工作报告", None, None),
            ("关于2018年以来全市破产审判工作情况的报告", None, None),
            ("宁江监管分局工作报告（2023年1月）", None, None),
            ("宁江监管分局2022年工作报告（2023年1月）", Some(2022), None),
            ("宁江监管分局2023年1月至12月工作总结", Some(2023), None),
            ("宁江市工作报告（2022年1月—12月）", Some(2022), None),
            ("宁江县气候公报（2021）", Some(2021), None),
            ("关于宁江县财政预算草案的报告（2025）", None, Some(2025)),
            ("关于省级督察反馈问题整改落实情况的报告（2019）", None, None),
            ("美丽乡村工作总结2050", None, None),
        ] {
            let told = titled(title, &names);
            assert_eq!((told.year, told.draft), (year, draft), "{title}");
        }
    }
}
