//! Years in words (年份): single ones, and several told of at once (五年来, “十三五”时期, 今后三年).

use crate::quantity::digit;

/// Several years told of at once: how many, and the last of them where the words say it.
pub(super) type Years = (u8, Option<i32>);

/// 2025年是“十四五”收官之年: the clause is about the year, whatever else it names.
pub(super) fn opens_with_year(clause: &[char]) -> bool {
    let opening = &clause[..clause.len().min(12)];
    let year = (0..opening.len().saturating_sub(4))
        .find(|&at| opening[at..at + 4].iter().all(char::is_ascii_digit) && opening[at + 4] == '年');
    // 2021年以来的五年: the year is where several begin.
    year.is_some_and(|at| {
        several(&clause[..at]).is_none() && !matches!(clause.get(at + 5), Some('以' | '-' | '—' | '至' | '到'))
    })
}

/// Whether a time of several years stands at the very start: 五年来, 过去五年, “十四五”时期.
pub(super) fn at_start(clause: &[char]) -> bool {
    several(&clause[..clause.len().min(10)]).is_some()
}

pub(super) fn contains(chars: &[char], word: &[char]) -> bool {
    chars.windows(word.len()).any(|window| window == word)
}

/// All times of several years that a heading names.
pub(super) fn all_several(chars: &[char]) -> Vec<Years> {
    let mut found: Vec<Years> =
        (0..chars.len()).filter_map(|at| plan_period(&chars[at..]).map(|last| (5, Some(last)))).collect();
    if found.is_empty() {
        found.extend(several(chars));
    }
    found
}

/// Five years told of at once (五年来, “十三五”时期, 三年累计, 近5年): how many, and the last one where the words say it.
pub(super) fn several(chars: &[char]) -> Option<Years> {
    for at in 0..chars.len() {
        // 四十五年来, 二〇一五年共: the digit is the end of a longer number.
        let ends_number =
            at > 0 && (chars[at - 1] == '十' || chars[at - 1].is_ascii_digit() || digit(chars[at - 1]).is_some());
        match &chars[at..] {
            [_, '年', ..] if ends_number => {}
            [_, '年', '来', rest @ ..] if is_record(rest) => {}
            [n, '年', '来' | '间' | '累' | '年' | '工' | '共' | '内' | '总', ..]
            | ['去' | '这' | '近', n, '年', ..]
            | ['去', '的', n, '年', ..] => {
                if let Some(years) = few(*n) {
                    return Some((years, None));
                }
            }
            _ => {}
        }
        if let Some(last) = plan_period(&chars[at..]) {
            return Some((5, Some(last)));
        }
    }
    None
}

/// Whether what stands behind 6年来 says since when nothing was like it (首次超过, 新高, 最好): a rank among years, and no
/// time that figures cover. 最大的变化 is what the years were like, and tells of all of them.
fn is_record(rest: &[char]) -> bool {
    let rest = rest.strip_prefix(&['的']).unwrap_or(rest);
    match rest {
        [_, _, '的', ..] => false,
        [first, second, ..] => "首次首度首个首回新高新低最高最低最好最多最少最大最小最快最优最佳"
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .any(|word| word == [*first, *second]),
        _ => false,
    }
}

/// 今后五年, 未来3年: years to come, and how many.
pub(super) fn to_come(chars: &[char]) -> Option<u8> {
    (0..chars.len()).find_map(|at| match &chars[at..] {
        ['今', '后', n, '年', ..] | ['未', '来', n, '年', ..] | ['下', '一', '个', n, '年', ..] => few(*n),
        _ => None,
    })
}

/// 三年内: within so many years from now on, in a part that plans.
pub(super) fn within(chars: &[char]) -> Option<u8> {
    (0..chars.len()).find_map(|at| match &chars[at..] {
        [n, '年', '内' | '之', ..] if at == 0 || few(chars[at - 1]).is_none() && chars[at - 1] != '十' => few(*n),
        _ => None,
    })
}

/// A number of years from two to nine, in either sort of digits.
fn few(c: char) -> Option<u8> {
    let number = c.to_digit(10).map(i64::from).or_else(|| digit(c))?;
    u8::try_from(number).ok().filter(|n| (2..=9).contains(n))
}

/// 五年增长30%，十年增加5万亿元: the span that the last clause opens with.
pub(super) fn opening_several(chars: &[char]) -> Option<Years> {
    // 十年增加5万亿元、年均增长6%: what 、 joins is told of the same span.
    [&[',', ';', '。', '、'] as &[char], &[',', ';', '。']].iter().find_map(|stops| {
        let from = chars.iter().rposition(|c| stops.contains(c)).map_or(0, |at| at + 1);
        span_at_start(&chars[from..])
    })
}

/// 五年增长, 十年累计: a span of years with what went on in it.
pub(super) fn span_at_start(clause: &[char]) -> Option<Years> {
    let (n, behind) = match clause {
        [n, '年', behind @ ..] if *n == '十' || few(*n).is_some() => (*n, behind),
        _ => return None,
    };
    let years = if n == '十' { 10 } else { few(n)? };
    // 五年淘汰产能, 五年增长; not 五年规划, 三年行动, 一年期.
    let word = behind.first().is_none_or(|c| "来级期度龄规计行内以之制前后间末底的未过攻一试".contains(*c));
    (!word && crate::text::is_han(behind[0])).then_some((years, None))
}

/// “十四五”时期, 今后五年: the words speak of the whole time of a plan, not of the plan (规划, 开局).
pub(super) fn spans_plan(chars: &[char]) -> bool {
    [['时', '期'], ['期', '间'], ['以', '来'], ['今', '后'], ['未', '来']].iter().any(|word| contains(chars, word))
}

/// “十三五” as the last year of that plan: 2020. Source: the numbering of five-year plans, the tenth being 2001 to 2005.
pub(super) fn plan_period(chars: &[char]) -> Option<i32> {
    let (number, rest) = match chars {
        ['十', '五', '五', rest @ ..] => (15, rest),
        ['十', n, '五', rest @ ..] => (10 + digit(*n)?, rest),
        _ => return None,
    };
    let number = i32::try_from(number).ok()?;
    let rest = rest.strip_prefix(&['”']).or_else(|| rest.strip_prefix(&['"'])).unwrap_or(rest);
    let spans = matches!(
        rest,
        ['时', '期', ..]
            | ['期', '间', ..]
            | ['以', '来', ..]
            | ['规', '划', ..]
            | ['发', '展', ..]
            | ['主', '要', ..]
            | ['目', '标', ..]
            | ['末', ..]
            | ['未', ..]
            | ['收', '官', ..]
            | ['累', ..]
            | ['五', '年', ..]
            | ['的' | '这', '五', '年', ..]
    );
    spans.then_some(1955 + number * 5)
}

/// Whether the words name a single year or the one past.
pub(super) fn one(chars: &[char]) -> bool {
    year_named(chars).is_some()
        || contains(chars, &['过', '去', '一', '年'])
        || contains(chars, &['一', '年', '来'])
        || contains(chars, &['去', '年'])
        || contains(chars, &['今', '年'])
}

pub(super) fn compares(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, '比' | '较'))
}

/// The last calendar year named, for headings of tables.
pub(super) fn year_of(chars: &[char]) -> Option<i32> {
    year_named(chars).map(|(year, _)| year)
}

/// The last calendar year named that is not what something is compared with or the number of a plan; and whether it is
/// one to be reached (到2020年).
pub(super) fn year_named(chars: &[char]) -> Option<(i32, bool)> {
    years_named(chars).next().map(|(named, _, _)| named)
}

/// The calendar years named, the last first: each with whether it is to be reached, its place, and whether it is where
/// a change begins (从2006年的).
pub(super) fn years_named(chars: &[char]) -> impl Iterator<Item = ((i32, bool), usize, bool)> + '_ {
    (0..chars.len().saturating_sub(4)).rev().filter_map(|at| {
        let ['年', ..] = chars[at + 4..] else { return None };
        let year = calendar_year(&chars[at..at + 4])?;
        let before = at.checked_sub(1).map_or('\0', |at| chars[at]);
        let after = &chars[at + 5..];
        let compared =
            matches!(before, '比' | '较' | '与' | '同') || matches!(after, ['以', '来', ..] | ['以', '前', ..]);
        let running = before.is_ascii_digit() || matches!(before, '-' | '—' | '~');
        let target = matches!(before, '到' | '至' | '在') || !matches!(after, ['的', ..]);
        (!compared && !running).then_some(((year, target), at, matches!(before, '从' | '由' | '自')))
    })
}

fn calendar_year(digits: &[char]) -> Option<i32> {
    let year: Option<i32> = digits.iter().map(|c| c.to_digit(10)).try_fold(0, |n, d| Some(n * 10 + d? as i32));
    year.filter(|year| (1949..=2100).contains(year))
}

/// 比2020年增长30%: the year that a change is measured against, in the last clause.
pub(super) fn year_against(chars: &[char]) -> Option<i32> {
    let from = chars.iter().rposition(|c| matches!(c, ',' | ';' | '。' | '、')).map_or(0, |at| at + 1);
    let clause = &chars[from..];
    (1..clause.len().saturating_sub(4))
        .rev()
        .filter(|&at| clause[at + 4] == '年' && matches!(clause[at - 1], '比' | '较'))
        .find_map(|at| calendar_year(&clause[at..at + 4]))
}

#[cfg(test)]
mod tests {
    use super::super::asof::asof;
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn what_time_words_say() {
        for (text, found) in [
            ("截至11月份,审查", Some("截至11月份")),
            ("截至2017年11月底,全市", Some("截至2017年11月底")),
            ("截至目前,", Some("截至目前")),
            ("1-11月,共受理", Some("1-11月")),
            ("年末城镇登记失业率", Some("年末")),
            ("年底前完成", None),
            ("比年初", None),
        ] {
            assert_eq!(asof(&chars(text)).as_deref(), found, "{text}");
        }
        assert_eq!(several(&chars("五年来,")), Some((5, None)));
        // Since when nothing was like it is no time that figures cover.
        assert_eq!(several(&chars("出口增速6年来首次转正")), None);
        assert_eq!(several(&chars("水质为五年来最好")), None);
        assert_eq!(several(&chars("三年来的新低")), None);
        assert_eq!(several(&chars("五年来新增")), Some((5, None)));
        assert_eq!(several(&chars("五年来最大的变化")), Some((5, None)));
        assert_eq!(several(&chars("“十三五”时期")), Some((5, Some(2020))));
        assert_eq!(year_named(&chars("到2020年,覆盖率")), Some((2020, true)));
        assert_eq!(year_named(&chars("比2020年分别")), None);
        assert_eq!(year_against(&chars("收入增长,产值比2016年")), Some(2016));
        assert_eq!(several(&chars("近5年")), Some((5, None)));
        assert_eq!(to_come(&chars("今后三年,")), Some(3));
        assert_eq!(within(&chars("两年内")), Some(2));
        assert_eq!(span_at_start(&chars("五年淘汰")), Some((5, None)));
        assert_eq!(span_at_start(&chars("五年规划")), None);
        assert!(opens_with_year(&chars("2025年是“十四五”规划收官之年")));
        assert!(!opens_with_year(&chars("“十四五”时期")));
    }
}
