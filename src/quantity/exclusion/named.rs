//! Numbers that are part of a name: telephones, roads, lists, versions, places.

use crate::config::{Config, Kind};
use crate::text::is_han;
use crate::text::signs::{MILE, NUMBERED};

use super::{NotAFigure, mention_is_bare};
use crate::quantity::place::Place;
use crate::quantity::{Mention, Numeral};

/// Words without the mark or the verb behind them: 电话：, 邮编为.
fn before_mark<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let mark = words.iter().rev().take_while(|c| config.words.calls.has(**c)).count();
    &words[..words.len() - mark]
}

/// Telephone numbers, post codes, account numbers: long runs of digits without a unit, or announced as such.
pub(super) fn phone(place: &Place<'_>, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if place.end != place.numeral_end || numeral.scaled || numeral.han {
        return None;
    }
    let written = &place.chars[place.start..place.numeral_end];
    // 54 : 46 is a ratio.
    if !written.iter().all(char::is_ascii_digit) {
        return None;
    }
    let length = written.len();
    let zero = place.chars[place.start] == '0' && length >= 3;
    let announced = config.words.call_nouns.at_end(before_mark(place.before(8), config)).is_some();
    (zero || length >= 7 || announced).then_some(NotAFigure::Phone)
}

/// 12345政务服务便民热线, 12315投诉: the number of a service; the name behind it may be long.
fn is_service(place: &Place<'_>, config: &Config) -> bool {
    let behind = place.unit(14);
    let named = behind.iter().position(|c| !is_han(*c)).map_or(behind, |end| &behind[..end]);
    let number = &place.chars[place.start..place.numeral_end];
    config.words.service_numbers.is(number) && is_han(place.next())
        || (3..=5).contains(&number.len()) && config.words.service_lines.any(named)
}

/// Numbers in names: PM2.5, 5G, 4A级, 1+3, 12345热线, 国道318线.
pub(super) fn name(place: &Place<'_>, mention: &Mention, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if numeral.han {
        return None;
    }
    let measured = matches!(place.kind, Some(Kind::Rate | Kind::Money)) || numeral.scaled && mention.unit.is_some();
    let letter = |c: char| c.is_ascii_alphabetic();
    // 其中SCI38篇: of things that go by letters.
    let named = config.words.lettered_names.at_end(&place.chars[..place.start]).is_some();
    let counted = named && config.words.lettered.is(place.unit(1)) && place.numeral_end + 1 == place.end;
    if letter(place.last())
        && !measured
        && !counted
        && (mention.unit.is_none() || place.chars.get(place.numeral_end).is_none_or(|c| *c != ' '))
    {
        return Some(NotAFigure::Name);
    }
    if matches!(place.last(), '.' | '+' | '×' | '*' | '=')
        && place.before(2).first().is_some_and(|c| c.is_ascii_alphanumeric())
    {
        return Some(NotAFigure::Name);
    }
    let bare = mention_is_bare(place);
    let next = place.next();
    // 国道318线, 第318省道: which road it is.
    if place.numeral_end - place.start <= 4
        && !numeral.scaled
        && config.words.numbered_before.at_end(place.before(4)).is_some()
        && (mention.unit.is_none() || config.words.road_lines.is(place.unit(1)))
    {
        return Some(NotAFigure::Name);
    }
    // 中国企业500强, 百强: the name of a list.
    if config.words.lists_of.is(place.unit(1)) && !config.words.list_names.is(place.unit(2)) {
        return Some(NotAFigure::Name);
    }
    if bare
        && (letter(next)
            || (matches!(next, '+' | '×' | '*' | '=')
                && place.after(2).get(1).is_some_and(|c| c.is_ascii_alphanumeric() || is_han(*c))))
    {
        return Some(NotAFigure::Name);
    }
    // 2.0版, 3.0时代: which one it is.
    let whole = place.chars[place.start..place.numeral_end].iter().all(|c| c.is_ascii_digit() || *c == '.');
    if whole
        && place.chars[place.start..place.numeral_end].contains(&'.')
        && config.words.version_ends.open(place.unit(1))
    {
        return Some(NotAFigure::Name);
    }
    if bare
        && (3..=5).contains(&(place.numeral_end - place.start))
        && config.words.numbered_names.at_start(place.unit(2)).is_some()
    {
        return Some(NotAFigure::Name);
    }
    (bare && is_service(place, config)).then_some(NotAFigure::Name)
}

/// 118号│5楼│507室: a part of an address, behind parts that a house number opens. 教学楼3栋 is a count.
fn is_in_address(place: &Place<'_>, config: &Config) -> bool {
    let part = |c: &char| config.words.address_parts.has(*c);
    let mut before = &place.chars[..place.start];
    let mut numbered = false;
    while let [rest @ .., end] = before
        && part(end)
        && rest.last().is_some_and(char::is_ascii_digit)
    {
        numbered |= *end == NUMBERED;
        let digits = rest.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        before = &rest[..rest.len() - digits];
    }
    numbered && place.unit(1).first().is_some_and(part)
}

/// 三元区, 九江市, 百色: a place whose name begins with a numeral; and what stands behind the number of a house.
pub(super) fn place_name(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<NotAFigure> {
    let words = &config.words;
    let here = &place.chars[place.start..];
    if is_in_address(place, config) {
        return Some(NotAFigure::Name);
    }
    if !mention.han || mention.qualifier.is_some() {
        return None;
    }
    let listed = words.numeral_places.at_start(here).is_some_and(|(len, ())| len > place.numeral_end - place.start);
    // 三元区, 二道镇: a measure word of one character that an administrative division closes.
    let shaped = words.place_middles.at_start(place.unit(1)).is_some()
        && words.divisions.at_start(place.unit(3).get(1..).unwrap_or_default()).is_some_and(|(len, ())| {
            words
                .division_compounds
                .at_start(&place.chars[(place.numeral_end + 1).min(place.chars.len())..])
                .is_none_or(|(other, ())| other <= len)
        });
    // 三元里社区: one more character between.
    let inner = match place.unit(6) {
        [_, inner, end @ ..] => {
            let closes = words.divisions.at_start(end).is_some() || words.place_ends.at_start(end).is_some();
            words.place_inner.has(*inner) && closes
        }
        _ => false,
    };
    let shaped = shaped || inner && words.place_middles.at_start(place.unit(1)).is_some();
    let small = mention.value < rust_decimal::Decimal::ONE_HUNDRED;
    (listed || small && (shaped || is_landmark(place, config))).then_some(NotAFigure::Name)
}

/// 十里铺, 四方塘: named after a distance or a count.
fn is_landmark(place: &Place<'_>, config: &Config) -> bool {
    let words = &config.words;
    let [middle, end] = place.unit(2) else { return false };
    match *middle {
        MILE => words.milestones.has(*end),
        _ => words.landform_middles.has(*middle) && words.landforms.has(*end),
    }
}
