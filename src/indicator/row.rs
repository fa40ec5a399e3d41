//! Names in a row (并列): what 分别 deals figures out to, each with what opens and closes the row.

use crate::config::{Config, Grammar};
use crate::quantity::digit;
use crate::text::signs::{LEVEL, LISTED, OF, ORDINAL, RATE, SHARE};

use super::label::before_verbs;
use super::word;

/// Several names in one word: 城乡居民收入 as 城镇居民收入 and 农村居民收入, 三次产业 as each of the three.
pub(super) fn twins(row: &[char], count: usize, grammar: &Grammar) -> Option<Vec<String>> {
    let words = crate::text::squeeze(row);
    let (all, names) =
        grammar.twins.iter().filter_map(|row| row.split_first()).find(|(all, _)| words.contains(all.as_str()))?;
    (count == names.len()).then(|| names.iter().map(|name| words.replacen(all.as_str(), name, 1)).collect())
}

/// The members of a row, parted by 、 and by 和, 及, 与 where they are words of their own (not 普及率, 和谐).
pub(super) fn in_a_row<'a>(row: &'a [char], grammar: &Grammar) -> Vec<&'a [char]> {
    let links = |at: usize| {
        grammar.joins.has(row[at]) && !word::ends(&row[..=at], grammar) && !word::heads(&row[at..], grammar)
    };
    let mut parts = Vec::new();
    let mut from = 0;
    for at in (0..row.len()).filter(|&at| row[at] == '、' || links(at)).chain([row.len()]) {
        parts.push(&row[from..at]);
        from = at + 1;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// 粮肉奶│产量: names of one character each in one word, before the noun of quantity that they share.
pub(super) fn single(row: &[char], count: usize, config: &Config) -> Option<Vec<String>> {
    let (names, noun) = row.split_at_checked(count).filter(|(_, noun)| noun.len() >= 2)?;
    let whole =
        count >= 3 && config.counting.is_bare(noun) && names.iter().all(|c| config.grammar.single_things.has(*c));
    whole.then(|| names.iter().map(|name| std::iter::once(name).chain(noun).collect()).collect())
}

/// The members of a row of so many at least; of 甲、乙与丙改革试点 as two, the second is of both.
fn members<'a>(row: &'a [char], count: usize, grammar: &Grammar) -> Option<Vec<&'a [char]>> {
    let parts = in_a_row(row, grammar);
    if parts.len() > count {
        let listed: Vec<&[char]> = row.split(|c| *c == LISTED).filter(|part| !part.is_empty()).collect();
        return Some(if listed.len() == count { listed } else { parts });
    }
    (parts.len() == count).then_some(parts)
}

/// Names in a row: 二氧化硫、化学需氧量排放量 as its two, each with the noun that closes the row.
pub(super) fn names(row: &[char], count: usize, grammar: &Grammar) -> Option<Vec<String>> {
    let parts = members(row, count, grammar)?;
    let parts = &parts[parts.len() - count..];
    if let Some(names) = ordinals(parts) {
        return Some(names);
    }
    let last: String = parts.last()?.iter().collect();
    let first: String = parts.first()?.iter().collect();
    let closes = |words: &str| {
        let told = of_each(words, parts, grammar);
        let told = told.or_else(|| done_to(words, parts, grammar)).or_else(|| behind_alike(words, parts, grammar));
        told.unwrap_or_else(|| closing(words, &first, grammar))
    };
    // 甲、乙产业产值占工业比重: what is shared is the share, with what it is of.
    let end = match last.split_once(SHARE) {
        Some((head, share)) if share.chars().count() > 2 => format!("{}{SHARE}{share}", closes(head)),
        _ => closes(&last),
    };
    let end = end.as_str();
    let tail: Vec<char> = last.chars().skip(1).collect();
    // 起数、死亡人数 of the same: what the first is of without its own noun.
    let stem = parts[0].to_vec();
    let stem = grammar.row_ends.at_end(&stem).map(|(len, ())| &stem[..stem.len() - len]);
    let stem: String = stem.map(|stem| before_verbs(stem, grammar).iter().collect()).unwrap_or_default();
    let start: String =
        grammar.row_starts.at_start(parts[0]).map(|(len, ())| parts[0][..len].iter().collect()).unwrap_or_default();
    Some(
        parts
            .iter()
            .map(|part| {
                // 获批│省、市级课题: the verb is no part of the level's name.
                let done = grammar
                    .verbs
                    .at_start(part)
                    .filter(|(verb, ())| verb + 1 == part.len() && tail.first() == Some(&LEVEL));
                let part = done.map_or(*part, |(verb, ())| &part[verb..]);
                // 中、高等教育: the first is 中等教育.
                if let [only] = part
                    && tail.len() >= 3
                    && !(grammar.row_grades.has(*only) && grammar.row_grade_ends.is_word(end))
                {
                    return std::iter::once(*only).chain(tail.iter().copied()).collect();
                }
                let general = grammar.general.is(part) || grammar.row_totals.open(part) && part.len() <= TOTAL;
                let closed = grammar.row_ends.at_end(part).is_some();
                let own = grammar.row_starts.at_start(part).is_some();
                let part: String = part.iter().filter(|c| !c.is_whitespace()).collect();
                if general && part != first && stem.chars().count() >= 2 {
                    return format!("{stem}{part}");
                }
                // 城镇居民、农村居民人均收入: what both end with is not told twice.
                let suffix = if closed { "" } else { behind(&part, end) };
                let prefix = if own || part == first { "" } else { start.as_str() };
                format!("{prefix}{part}{suffix}")
            })
            .collect(),
    )
}

/// 第一、二、三产业投资: ordinals that share their 第 and their noun.
fn ordinals(parts: &[&[char]]) -> Option<Vec<String>> {
    let (first, others) = parts.split_first()?;
    let [ORDINAL, number] = *first else { return None };
    let (last, middle) = others.split_last()?;
    let (_, noun) = last.split_first().filter(|(_, noun)| noun.len() >= 2)?;
    let alone = middle.iter().all(|part| part.len() == 1);
    let numbers = || std::iter::once(number).chain(others.iter().filter_map(|part| part.first()));
    (alone && numbers().all(|c| digit(*c).is_some()))
        .then(|| numbers().map(|number| [&[ORDINAL, *number], noun].concat().iter().collect()).collect())
}

/// 学生对授课态度、授课效果│的满意率: what only the last of a row is told to have is of each of them. None where another has something of
/// its own, or the noun measures nothing (医院、新建的学校).
fn of_each(last: &str, parts: &[&[char]], grammar: &Grammar) -> Option<String> {
    let (_, others) = parts.split_last()?;
    let last: Vec<char> = last.chars().collect();
    let of = last.iter().rposition(|c| *c == OF).filter(|of| *of >= 2)?;
    let noun = &last[of + 1..];
    // 科技、教育的支出: told as well without 的.
    let measures = noun.len() >= 2
        && !grammar.row_ends.is(noun)
        && (grammar.row_ends.at_end(noun).is_some() || noun.last() == Some(&RATE));
    (measures && !others.iter().any(|other| other.contains(&OF))).then(|| last[of..].iter().collect())
}

/// So long at most is the name of a total that does not say of what: 总花费.
const TOTAL: usize = 4;

/// 小麦、玉米、大豆播种面积: what is done to all of a row stands before the noun that closes it, right behind a name that is as
/// long as the others. None where nothing is done there.
fn done_to(last: &str, parts: &[&[char]], grammar: &Grammar) -> Option<String> {
    let (_, others) = parts.split_last()?;
    let len = others.first()?.len();
    let rest: Vec<char> = last.chars().skip(len).collect();
    let even = (2..=3).contains(&len) && others.iter().all(|other| other.len() == len);
    // 集中、散居养育标准, 城镇、农村居民收入标准: what all of them are of stands before it.
    let named = grammar.row_middles.at_start(&rest).is_some_and(|(middle, ())| grammar.row_ends.is(&rest[middle..]));
    if even && named {
        return Some(rest.iter().collect());
    }
    let (act, ()) = grammar.row_acts.at_start(&rest).filter(|_| even)?;
    grammar.row_ends.is(&rest[act..]).then(|| rest.iter().collect())
}

/// 内科、外科、儿科出院病人: what stands in the last name behind the character that all others end with, at about the same place; at
/// least the noun that closes the row. None where the names end otherwise.
fn behind_alike(last: &str, parts: &[&[char]], grammar: &Grammar) -> Option<String> {
    let (_, others) = parts.split_last()?;
    let end = *others.first()?.last()?;
    let alike = |other: &&[char]| other.len() >= 2 && other.last() == Some(&end);
    if !others.iter().all(alike) {
        return None;
    }
    let last: Vec<char> = last.chars().collect();
    let near = |len: usize| others.iter().any(|other| other.len().abs_diff(len) <= 1);
    let cut = (1..last.len()).find(|&at| last[at] == end && near(at + 1))? + 1;
    let rest = &last[cut..];
    let noun = grammar.row_ends.at_end(&last).map_or(2, |(len, ())| len);
    (rest.len() >= noun.max(2)).then(|| rest.iter().collect())
}

/// The noun that closes `last`, the end of a row that `first` opens; empty where none does.
///
/// 药品、食品抽检合格率: 抽检合格率, behind what `last` is a kind of.
fn closing(last: &str, first: &str, grammar: &Grammar) -> String {
    let last: Vec<char> = last.chars().collect();
    let Some((len, ())) = grammar.row_ends.at_end(&last).filter(|(len, ())| *len < last.len()) else {
        return String::new();
    };
    if len > 1 {
        // 水稻、玉米产量占比: 产量占比.
        let mut from = last.len() - len;
        while let Some((more, ())) =
            grammar.row_ends.at_end(&last[..from]).filter(|(more, ())| (2..from).contains(more))
        {
            from -= more;
        }
        return last[from..].iter().collect();
    }
    let first: Vec<char> = first.chars().collect();
    let alike = first.len() < last.len() && first.last() == first.len().checked_sub(1).map(|at| &last[at]);
    let named = before_verbs(&last[..last.len() - 1], grammar).len();
    // 养老、医疗参保率: as long as the others where no verb tells the noun from its rate.
    let even =
        !last.contains(&'(') && named + 1 == last.len() && (2..=5).contains(&last.len().saturating_sub(first.len()));
    let from = if alike || even { first.len() } else { named.max(1) };
    last[from..].iter().collect()
}

/// What of `end` is left to say behind `part`, which may end with how it begins.
fn behind<'a>(part: &str, end: &'a str) -> &'a str {
    let cut =
        end.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).filter(|&at| part.ends_with(&end[..at])).last();
    &end[cut.unwrap_or(0)..]
}

/// The row that a clause opens with, closed by the last noun that can close one: 甲、乙排放量│首次下降.
pub(super) fn row_at_start(clause: &[char], count: usize, grammar: &Grammar) -> Option<Vec<String>> {
    let end = (2..=clause.len())
        .rev()
        .find(|&end| grammar.row_ends.at_end(&clause[..end]).is_some_and(|(len, ())| len >= 2))?;
    let row = &clause[..end];
    (in_a_row(row, grammar).len() == count).then(|| names(row, count, grammar)).flatten()
}
