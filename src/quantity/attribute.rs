//! Numbers that tell which things something else is about (定语): 60岁以上老年人, 总投资10亿元以上项目, 三年期.

use crate::config::{Chars, Config, Kind, Qualifier};
use crate::text::is_han;
use crate::text::signs::{AMONG, EACH, LEVEL, LISTED, OF, ORDINAL, YEAR};

use super::place::{Place, is_stop};
use super::{Mention, UnitName};

/// What a number is to the thing behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    /// It bounds or sizes it.
    Attribute,
    /// It says which one it is.
    Ordinal,
}

/// 60岁以上老年人, 5年以上工龄, 3年期: the bound belongs to an attribute of somebody or something else.
pub(super) fn belongs(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<Belongs> {
    let Some(UnitName::Known(id)) = mention.unit else { return None };
    // 每50公斤: what something else is reckoned by.
    if place.last() == EACH {
        return Some(Belongs::Attribute);
    }
    let unit = config.units.get(id);
    let next = place.next();
    let words = &config.words;
    let noun = is_han(next) && !words.attribute_verbs.has(next);
    if words.ages.is_word(&unit.name) && (noun || matches!(place.after(2), [OF, _])) {
        return Some(Belongs::Attribute);
    }
    // 14周岁以上│不满16周岁: one class with two bounds.
    if words.ages.is_word(&unit.name) && words.before.at_start(place.after(3)).is_some() {
        return Some(Belongs::Attribute);
    }
    // 居全市11个县（市、区）第2位: among how many the place is.
    if unit.kind == Kind::Count && ranks_among(place, config) {
        return Some(Belongs::Attribute);
    }
    // 26—30岁│1260名, 500万元以下│12家: a class, and right behind it how many are in it.
    let bounded = matches!(
        mention.qualifier,
        Some(Qualifier::Range | Qualifier::AtLeast | Qualifier::AtMost | Qualifier::MoreThan)
    );
    let counted = next.is_ascii_digit()
        // 6岁及以下，│318例
        || words.ages.is_word(&unit.name) && next == ',' && place.after(2).last().is_some_and(char::is_ascii_digit);
    // 20万元以上的│6个
    let of =
        || matches!(place.after(2), [OF, next] if next.is_ascii_digit()) && words.bound_ends.is(place.before_end(2));
    if bounded && unit.kind != Kind::Rate && (counted || unit.kind == Kind::Money && of()) {
        return Some(Belongs::Attribute);
    }
    if unit.kind == Kind::Duration && !years_that_count(place, unit.name.as_str(), config) {
        return Some(Belongs::Attribute);
    }
    if bounds_what_follows(place, unit.kind, config) || unit.kind == Kind::Money && sizes_what_is_counted(place, config)
    {
        return Some(Belongs::Attribute);
    }
    // 1000千伏│特高压工程, 240小时│过境免签: what something is rated at or lasts, in its name.
    let rated = words.rated.is_word(&unit.name) && is_han(next);
    if rated || unit.kind == Kind::Duration && words.lasting.at_start(place.after(6)).is_some() {
        return Some(Belongs::Attribute);
    }
    if unit.kind == Kind::Length && measured_within(place, config) {
        return Some(Belongs::Attribute);
    }
    // 30万吨级航道: the size of something else.
    if next == LEVEL && place.after(2).get(1).is_some_and(|c| is_han(*c)) && unit.kind != Kind::Count {
        return Some(Belongs::Attribute);
    }
    if mention.han && words.ordinal_counters.is_word(&unit.name) {
        return Some(Belongs::Ordinal);
    }
    None
}

/// 500米站点覆盖率, 5公里内学校覆盖率: how far what is measured lies at most.
fn measured_within(place: &Place<'_>, config: &Config) -> bool {
    /// So far behind stands what is measured. Set by hand.
    const NEAR: usize = 14;
    let behind = place.after(NEAR);
    let clause = behind.iter().take_while(|c| is_han(**c)).count();
    let Some((at, ..)) = config.words.within.rfind(&behind[..clause]) else { return false };
    // 铺设管网120公里│实现自来水覆盖率98%: laid, and not how far away something is.
    let acts = |words: &[char]| (0..words.len()).any(|at| config.grammar.verbs.at_start(&words[at..]).is_some());
    !acts(&behind[..at]) && !acts(place.clause(NEAR))
}

/// 总投资10亿元以上项目102个, 30户以上自然村: the bound tells which things a number right behind them counts.
fn bounds_what_follows(place: &Place<'_>, kind: Kind, config: &Config) -> bool {
    let bounded = config.words.bound_ends.is(place.before_end(2));
    let value = config.words.bound_values.has(place.last());
    if !bounded || value || matches!(kind, Kind::Rate | Kind::Duration | Kind::Ratio) {
        return false;
    }
    let behind = place.after(16);
    let noun = behind.iter().take_while(|c| is_han(**c)).count();
    let counted = (2..=12).contains(&noun) && behind.get(noun).is_some_and(char::is_ascii_digit);
    let links = config.words.bound_links.any(&behind[..noun]);
    let grammar = &config.grammar;
    let done = grammar.verbs.at_start(behind).is_some() || grammar.after.at_start(behind).is_some();
    let general = behind.starts_with(&[OF]);
    counted && !links && !done && !general
}

/// Whether a rank stands right behind the parts of a territory that are counted, and a verb that ranks with the territory
/// right before the number.
fn ranks_among(place: &Place<'_>, config: &Config) -> bool {
    const LONGEST: usize = 14;
    let words = &config.words;
    let behind = place.after(LONGEST + 1);
    let noun = behind.iter().take_while(|c| is_han(**c) && !matches!(**c, ORDINAL | OF)).count();
    // 在全省14个市州中排│第6位
    let told = behind[..noun].iter().rposition(|c| *c == AMONG).map_or(&[][..], |at| &behind[at..noun]);
    if behind.get(noun) == Some(&ORDINAL) && words.rank_verbs.any(told) {
        return true;
    }
    let close = behind.get(noun).filter(|c| **c == '(').and_then(|_| behind.iter().position(|c| *c == ')'));
    let end = close.map_or(noun, |close| close + 1);
    let ranked = behind.get(end) == Some(&ORDINAL);
    let before = place.clause(14);
    let among = words.rank_places.at_end(before).map(|(len, ())| &before[..before.len() - len]);
    noun > 0 && ranked && among.is_some_and(|before| words.rank_enters.at_end(before).is_some())
}

/// 总投资超10亿元项目│50个, 10亿元以上的项目│50个, 50个│总投资超10亿元项目: how large each of those is that another number counts.
fn sizes_what_is_counted(place: &Place<'_>, config: &Config) -> bool {
    let words = &config.words;
    let before = place.clause(24);
    let bound = words.class_bounds.at_end(before).map(|(len, ())| len);
    if bound.is_none() && !words.bound_ends.is(place.before_end(2)) {
        return false;
    }
    let behind = place.after(24);
    let of = usize::from(behind.starts_with(&[OF]));
    let run = behind[of..].iter().take_while(|c| is_han(**c)).count();
    let (said, next) = (&behind[of..of + run], behind.get(of + run));
    let noun = without_link(said, config);
    let does = |at: usize| {
        config.grammar.verbs.at_start(&noun[at..]).is_some_and(|(len, ())| len >= 2)
            && config.wording.nominal.at_start(&noun[at..]).is_none()
    };
    if words.classed.at_end(noun).is_none() || (0..noun.len()).any(does) || words.acts_on.at_start(noun).is_some() {
        return false;
    }
    // 50个│总投资超: a counter, and the measure of its things; 新增贷款超300亿元│支持企业 is a sum of its own.
    let measured = &before[..before.len() - bound.unwrap_or(0)];
    // 完成投资超120亿元│重点项目35个: what was done with the money comes first.
    let size = words.class_sizes.at_end(measured).map(|(len, ())| &measured[..measured.len() - len]);
    let spent = |before: &[char]| words.size_spent.at_end(before).is_some();
    let sized = match size {
        Some(before) => !spent(before),
        None => bound.is_none() || !spent(measured) && config.grammar.verbs.at_end(measured).is_some(),
    };
    if next.is_some_and(char::is_ascii_digit) {
        return sized;
    }
    let measured = &measured[..measured.len() - words.class_sizes.at_end(measured).map_or(0, |(len, ())| len)];
    let counter = |len: &usize| {
        let at = measured.len() - len;
        measured[at - 1].is_ascii_digit()
            && config.units.at_start(&measured[at..]).is_some_and(|(unit, _)| unit == *len)
    };
    noun.len() == said.len() && next.is_none_or(|c| is_stop(*c)) && (1..measured.len().min(4)).any(|len| counter(&len))
}

/// 企业│只有, 村│占比由, 项目│增至: what is counted, without what leads to its number and without how much of all they are.
fn without_link<'a>(said: &'a [char], config: &Config) -> &'a [char] {
    let mut noun = said;
    loop {
        let value = noun.last().filter(|c| config.words.bound_values.has(**c)).map(|_| 1);
        let tail = || config.grammar.tail.at_end(noun).map(|(len, ())| len);
        let share = || config.words.class_shares.at_end(noun).map(|(len, ())| len);
        match tail().or(value).or_else(share) {
            Some(len) => noun = &noun[..noun.len() - len],
            None => return noun,
        }
    }
}

/// What stands before the first of several numbers of one unit in a row: 天数分别为 of 天数分别为123天、│200天.
fn before_row<'a>(mut before: &'a [char], unit: &[char], joins: &Chars) -> &'a [char] {
    loop {
        let link = |c: &char| *c == LISTED || joins.has(*c);
        let number = before.split_last().filter(|(last, _)| link(last)).and_then(|(_, rest)| rest.strip_suffix(unit));
        let Some(number) = number else { return before };
        let digits = number.iter().rev().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        if digits == 0 {
            return before;
        }
        before = &number[..number.len() - digits];
    }
}

/// 优良天数305天，同比增加│7天: by how much it changed that a figure of the same unit told right before.
fn changes_what_was_told(before: &[char], unit: &[char], config: &Config) -> bool {
    let Some((len, _)) = config.grammar.changes.at_end(before) else { return false };
    let before = &before[..before.len() - len];
    let sentence = before.iter().rposition(|c| matches!(c, '。' | ';')).map_or(0, |at| at + 1);
    let told = &before[sentence..];
    let clause = told.iter().rposition(|&c| is_stop(c)).unwrap_or(0);
    let number = told[..clause].strip_suffix(unit).and_then(|rest| rest.last());
    // 平均候诊时间18分钟，下降│3分钟
    let right_behind = told.len() == clause + 1;
    number.is_some_and(char::is_ascii_digit) && (right_behind || config.grammar.against.any(&told[clause..]))
}

/// 平均住院日7.6天（2022年│7.9天）: what as long a time right before the bracket was in another year.
fn of_another_year(before: &[char], unit: &[char]) -> bool {
    let Some(year) = before.strip_suffix(&[YEAR]) else { return false };
    let outside = &year[..year.len() - year.iter().rev().take_while(|c| c.is_ascii_digit()).count()];
    year.len() - outside.len() == 4 && outside.strip_suffix(&['(']).is_some_and(|told| told.ends_with(unit))
}

/// Years and months are a figure where something lasts, is extended or cut to them; 过去五年, 三年行动 and 5年来 are time.
fn years_that_count(place: &Place<'_>, unit: &str, config: &Config) -> bool {
    let words = &config.words;
    let name: Vec<char> = unit.chars().collect();
    if !words.long_times.is(&name) {
        return true;
    }
    // 天数分别为123天、│200天; 平均每2年、3年 are no row of levels.
    let before = place.before(40);
    if changes_what_was_told(before, &name, config) || of_another_year(before, &name) {
        return true;
    }
    // 前11个月: the time that is told of, where a clause or a year stands before it; not how early (提前), nor 高考前3个月.
    let times = &config.grammar.times;
    let first = before.split_last().is_some_and(|(last, rest)| {
        let opens = rest.last().is_none_or(|c| is_stop(*c) || c.is_whitespace() || *c == YEAR);
        times.first_part.has(*last) && (opens || times.first_behind.at_end(rest).is_some())
    });
    if first && times.first_units.is(&name) {
        return false;
    }
    let before = if words.day_units.is(&name) { before_row(before, &name, &config.grammar.joins) } else { before };
    let clause = before.iter().rposition(|&c| is_stop(c)).map_or(0, |at| at + 1);
    let before = &before[clause.max(before.len().saturating_sub(10))..];
    if words.spans_before.at_end(before).is_some()
        || words.near.at_end(before).is_some() && name == [YEAR] && place.next() != ','
    {
        return false;
    }
    let days = words.day_units.is(&name) && words.lasts_days.at_end(before).is_some();
    let lasts = days || words.lasts.any(before) || words.lasts_before.at_end(before).is_some();
    lasts && words.spans_behind.at_start(place.after(1)).is_none()
}
