//! Numbers that tell which things something else is about (定语): 60岁以上老年人, 总投资10亿元以上项目, 三年期.

use crate::config::{Config, Kind, Qualifier};
use crate::text::is_han;
use crate::text::signs::{EACH, LEVEL, OF, YEAR};

use super::place::Place;
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
    // 26—30岁│1260名, 500万元以下│12家: a class, and right behind it how many are in it.
    let bounded = matches!(
        mention.qualifier,
        Some(Qualifier::Range | Qualifier::AtLeast | Qualifier::AtMost | Qualifier::MoreThan)
    );
    let counted = next.is_ascii_digit()
        // 6岁及以下，│318例
        || words.ages.is_word(&unit.name) && next == ',' && place.after(2).last().is_some_and(char::is_ascii_digit);
    if bounded && unit.kind != Kind::Rate && counted {
        return Some(Belongs::Attribute);
    }
    if unit.kind == Kind::Duration && !years_that_count(place, unit.name.as_str(), config) {
        return Some(Belongs::Attribute);
    }
    if bounds_what_follows(place, unit.kind, config) {
        return Some(Belongs::Attribute);
    }
    // 1000千伏│特高压工程, 240小时│过境免签: what something is rated at or lasts, in its name.
    let rated = words.rated.is_word(&unit.name) && is_han(next);
    if rated || unit.kind == Kind::Duration && words.lasting.at_start(place.after(6)).is_some() {
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

/// Years and months are a figure where something lasts, is extended or cut to them; 过去五年, 三年行动 and 5年来 are time.
fn years_that_count(place: &Place<'_>, unit: &str, config: &Config) -> bool {
    let words = &config.words;
    let name: Vec<char> = unit.chars().collect();
    if !words.long_times.is(&name) {
        return true;
    }
    let before = place.clause(10);
    if words.spans_before.at_end(before).is_some()
        || words.near.at_end(before).is_some() && name == [YEAR] && place.next() != ','
    {
        return false;
    }
    let lasts = words.lasts.any(before) || words.lasts_before.at_end(before).is_some();
    lasts && words.spans_behind.at_start(place.after(1)).is_none()
}
