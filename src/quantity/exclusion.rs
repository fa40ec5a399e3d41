//! What is no figure although it has a numeral: dates, ordinals, names, references (不是指标的数字).
//!
//! One rule, one function; each has its cases in `tests/cases/quantity`.

mod named;
mod worded;

use crate::config::{Config, Kind};

use super::attribute::{Belongs, belongs};
use super::place::{Place, is_stop};
use super::{Form, Mention, Numeral, UnitName};
use crate::text::signs::{DAY, MONTH, NUMBERED, ORDINAL, PART, PIECES, YEAR};
use crate::text::{Span, is_han};
use named::{name, phone, place_name};
pub(super) use worded::goes_on;
use worded::han;

/// Why a numeral is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotAFigure {
    /// A calendar year, or a span of them (2017年, 2015—2020年).
    Year,
    /// A month, a day, a quarter (11月份, 4日, 一季度).
    Date,
    /// A time of day (8时30分).
    TimeOfDay,
    /// An ordinal (第十二条, 四中全会).
    Ordinal,
    /// A document number or another reference (〔2017〕49号).
    Reference,
    /// Inside a title 《…》.
    Title,
    /// Inside a short quotation: a name or a slogan (“四个全面”).
    Quoted,
    /// Part of a name (PM2.5, 5G, 12345热线, 1+3).
    Name,
    /// A telephone number, a post code, an account.
    Phone,
    /// A list mark (1.、（2）, 一是).
    ListMark,
    /// Bounds an attribute of something else (60岁以上老年人).
    Attribute,
    /// A Chinese numeral in a set phrase, or one that lays out the text (三个方面).
    Phrase,
    /// A number that has neither unit nor a place where a figure can stand.
    Bare,
}

impl NotAFigure {
    /// The name used in case files and in `inspect --numbers`.
    pub const fn name(self) -> &'static str {
        match self {
            NotAFigure::Year => "year",
            NotAFigure::Date => "date",
            NotAFigure::TimeOfDay => "time",
            NotAFigure::Ordinal => "ordinal",
            NotAFigure::Reference => "reference",
            NotAFigure::Title => "title",
            NotAFigure::Quoted => "quoted",
            NotAFigure::Name => "name",
            NotAFigure::Phone => "phone",
            NotAFigure::ListMark => "list",
            NotAFigure::Attribute => "attribute",
            NotAFigure::Phrase => "phrase",
            NotAFigure::Bare => "bare",
        }
    }
}

/// The longest quotation that is a name or a slogan rather than a sentence, in scalar values.
const SLOGAN: usize = 30;

/// The longest title.
const TITLE: usize = 120;

/// Stretches in which nothing is a figure: titles, short quotations, brackets of document numbers; in order.
pub(super) fn shields(chars: &[char]) -> Vec<(Span, NotAFigure)> {
    let mut shields = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let found = match chars[at] {
            '《' => close(chars, at, '《', '》', TITLE).map(|end| (end, NotAFigure::Title)),
            '“' => close(chars, at, '“', '”', SLOGAN)
                .filter(|&end| is_slogan(&chars[at + 1..end]))
                .map(|end| (end, NotAFigure::Quoted)),
            '"' => close(chars, at, '\0', '"', SLOGAN)
                .filter(|&end| is_slogan(&chars[at + 1..end]))
                .map(|end| (end, NotAFigure::Quoted)),
            '‘' => close(chars, at, '‘', '’', SLOGAN)
                .filter(|&end| is_slogan(&chars[at + 1..end]))
                .map(|end| (end, NotAFigure::Quoted)),
            '〔' | '﹝' => reference_end(chars, at).map(|end| (end, NotAFigure::Reference)),
            '（' | '(' => case_end(chars, at).map(|end| (end, NotAFigure::Reference)),
            _ => None,
        };
        match found {
            Some((end, reason)) => {
                shields.push((Span::new(at as u32, end as u32 + 1), reason));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    shields
}

/// The place of the closing mark within `limit` characters and the same paragraph; marks of the same kind nest.
fn close(chars: &[char], open: usize, opens: char, closes: char, limit: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, &c) in chars.iter().enumerate().skip(open + 1).take(limit) {
        if c == '\n' {
            return None;
        }
        if c == opens {
            depth += 1;
        } else if c == closes {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

fn is_slogan(inside: &[char]) -> bool {
    !inside.iter().any(|c| matches!(c, '。' | ';' | '；'))
}

/// 〔2017〕49号, or 〔2017〕 alone: the last character of it.
fn reference_end(chars: &[char], open: usize) -> Option<usize> {
    let close = chars.iter().skip(open + 1).take(8).position(|c| matches!(c, '〕' | '﹞'))? + open + 1;
    let rest = chars[close + 1..].iter().take(6).take_while(|c| c.is_ascii_digit()).count();
    let number = chars.get(close + 1 + rest) == Some(&NUMBERED);
    Some(if number { close + 1 + rest } else { close })
}

/// （2023）云0102民终5号, （2023）第108号: the number of a case or of a decision: the last character of it.
fn case_end(chars: &[char], open: usize) -> Option<usize> {
    /// So long are court, sort and number together at most. Set by hand: （2023）最高法知民终1234号.
    const LONGEST: usize = 16;
    let (year, rest) = (chars.get(open + 1..open + 5)?, chars.get(open + 6..)?);
    let closed = matches!(chars[open + 5], '）' | ')') && year.iter().all(char::is_ascii_digit);
    let end = rest.iter().take(LONGEST).take_while(|c| c.is_alphanumeric()).position(|c| *c == NUMBERED)?;
    let numbered = end >= 2 && rest[end - 1].is_ascii_digit() && !rest[0].is_ascii_digit();
    (closed && numbered && rest[0] != YEAR).then_some(open + 6 + end)
}

/// Decides whether a mention is a figure, and whether it is a rank.
pub(super) fn judge(chars: &[char], mention: &mut Mention, numeral: &Numeral, config: &Config) {
    let place = Place {
        chars,
        start: mention.span.start as usize,
        numeral_end: mention.numeral.end as usize,
        end: mention.span.end as usize,
        kind: match mention.unit {
            Some(UnitName::Known(id)) => Some(config.units.get(id).kind),
            _ => None,
        },
    };
    if place.before(1) == [ORDINAL] {
        mention.rank = place.is_rank(config);
        if !mention.rank {
            mention.none = Some(NotAFigure::Ordinal);
        } else {
            // 第4位 is a place, not a number of 位.
            mention.span.start -= 1;
            mention.unit = None;
        }
        return;
    }
    let reason = year(&place, numeral, config)
        .or_else(|| date(&place, mention, config))
        .or_else(|| time_of_day(&place, config))
        .or_else(|| reference(&place, numeral))
        .or_else(|| numbered(&place, mention, config))
        .or_else(|| phone(&place, numeral, config))
        .or_else(|| name(&place, mention, numeral, config))
        .or_else(|| place_name(&place, mention, config))
        .or_else(|| list_mark(&place, mention))
        .or_else(|| heading_number(&place, mention))
        .or_else(|| {
            belongs(&place, mention, config).map(|belongs| match belongs {
                Belongs::Attribute => NotAFigure::Attribute,
                Belongs::Ordinal => NotAFigure::Ordinal,
            })
        })
        .or_else(|| layout(&place, mention, config));
    mention.none = match reason {
        Some(reason) => Some(reason),
        None if mention.han => han(&place, mention, numeral, config),
        None => bare(&place, mention, numeral, config),
    };
}

/// Calendar years (2017年, 二〇一七年, 2015-2020年, 2017年度): four digits from 1900 to 2100.
fn year(place: &Place<'_>, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    let whole =
        |value: rust_decimal::Decimal| value.is_integer() && (1900..=2100).contains(&i64::try_from(value).unwrap_or(0));
    let four = !numeral.scaled && whole(numeral.value);
    if !four {
        // The first of 2016、2017年, and years before the common form.
        return None;
    }
    match place.unit(2) {
        [YEAR, ..] => Some(NotAFigure::Year),
        [mark, next] if config.words.year_lists.has(*mark) && next.is_ascii_digit() => Some(NotAFigure::Year),
        ['.' | '-' | '/', ..] => Some(NotAFigure::Date),
        _ if names_a_year(place, config) => Some(NotAFigure::Year),
        _ => None,
    }
}

/// 2024县域榜单, 亮相2025云端大会: the year of what it stands before, without 年; not 共有2024个 or 达到2024.
fn names_a_year(place: &Place<'_>, config: &Config) -> bool {
    let digits = place.numeral_end - place.start == 4 && place.chars[place.start] == '2';
    let noun = place.chars.get(place.numeral_end).is_some_and(|&c| is_han(c));
    let counted = place.end > place.numeral_end && config.words.year_heads.at_start(place.unit(1)).is_none();
    let value = config.words.values_before.at_end(place.before(2)).is_some();
    let recent = place.chars[place.start..place.numeral_end].starts_with(&['2', '0']);
    digits && recent && noun && !counted && !value
}

/// Months, days, quarters, decades, centuries; not 3个月, not 15日内.
fn date(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<NotAFigure> {
    let bound = mention.qualifier.is_some_and(|_| place.kind == Some(Kind::Duration)) && place.unit(1) == [DAY];
    match place.unit(2) {
        [MONTH, ..] => Some(NotAFigure::Date),
        [DAY, ..] if !bound && mention.value <= rust_decimal::Decimal::from(31) => Some(NotAFigure::Date),
        [NUMBERED, ..] => Some(NotAFigure::Reference),
        behind if config.words.dates_behind.at_start(behind).is_some() => Some(NotAFigure::Date),
        _ => None,
    }
}

/// 8时30分, 9:30, 3点.
fn time_of_day(place: &Place<'_>, config: &Config) -> Option<NotAFigure> {
    let words = &config.words;
    let short = place.numeral_end - place.start <= 2;
    match place.unit(2) {
        // 6日22时启动, 凌晨3时开闸
        [hour, ..] if short && words.hours.has(*hour) && words.hour_leads.at_end(place.before(3)).is_some() => {
            Some(NotAFigure::TimeOfDay)
        }
        [hour, next]
            if short
                && words.hours.has(*hour)
                && (next.is_ascii_digit() || is_stop(*next) || words.time_ends.has(*next)) =>
        {
            Some(NotAFigure::TimeOfDay)
        }
        [':', next] if short && next.is_ascii_digit() => Some(NotAFigure::TimeOfDay),
        [PART, ..] if short && words.joined_hour.open(place.before(1)) => Some(NotAFigure::TimeOfDay),
        _ if short
            && place.last() == ':'
            && place.before(2).first().is_some_and(char::is_ascii_digit)
            && mention_is_bare(place) =>
        {
            Some(NotAFigure::TimeOfDay)
        }
        _ => None,
    }
}

pub(super) fn mention_is_bare(place: &Place<'_>) -> bool {
    place.numeral_end == place.end
}

/// 49号, 〔2017〕, 002645662-4-2017-5033: references and codes.
fn reference(place: &Place<'_>, numeral: &Numeral) -> Option<NotAFigure> {
    if numeral.scaled {
        return None;
    }
    let next = place.next();
    let bare = mention_is_bare(place);
    if matches!(place.last(), '〔' | '[' | '【') && bare {
        return Some(NotAFigure::Reference);
    }
    if matches!(next, '〕' | ']' | '】') && bare {
        return Some(NotAFigure::Reference);
    }
    let joined = |c: char| matches!(c, '-' | '_' | '/' | '\\' | '@' | '#');
    if bare && (joined(place.last()) || (next == '-' && place.after(2).get(1).is_some_and(char::is_ascii_alphanumeric)))
    {
        return Some(NotAFigure::Reference);
    }
    None
}

/// 表1.3: which table or figure it is.
fn numbered(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<NotAFigure> {
    let number = &place.chars[place.start..place.numeral_end];
    let parted = number.contains(&'.') && number.iter().all(|c| c.is_ascii_digit() || *c == '.');
    let named = config.words.numbered.has(place.last()) && !matches!(mention.unit, Some(UnitName::Known(_)));
    (parted && named).then_some(NotAFigure::Reference)
}

/// 1.1 调查目的: the number of a heading, alone at the start of a short line with no unit behind it.
fn heading_number(place: &Place<'_>, mention: &Mention) -> Option<NotAFigure> {
    const LONGEST: usize = 30;
    let opens = place.chars[..place.start].iter().rev().take_while(|c| **c != '\n').all(|c| c.is_whitespace());
    // No more of the line than tells that it is too long: a text may be one line with a hundred thousand numerals.
    let rest = &place.chars[place.numeral_end..];
    let line = rest.iter().take(LONGEST + 1).take_while(|c| **c != '\n').count();
    let text = &rest[..line];
    let parted = place.chars[place.start..place.numeral_end].contains(&'.');
    // 1.1.概况: a point more.
    let dotted = parted && text.first() == Some(&'.');
    let spaced = text.first().is_some_and(|c| c.is_whitespace()) || dotted;
    let text = &text[usize::from(dotted)..];
    let text = without_year(text);
    let worded = text.iter().find(|c| !c.is_whitespace()).is_some_and(|&c| is_han(c));
    let sentence = text.iter().any(|c| matches!(c, '。' | ';' | ',')) || text.iter().any(char::is_ascii_digit);
    // 2.1台网建设: what would be a counter begins the title.
    let plain = place.chars[place.start..place.numeral_end].iter().all(|c| c.is_ascii_digit() || *c == '.');
    let begins =
        parted && plain && place.end == place.numeral_end + 1 && text.len() >= 4 && text.iter().all(|c| is_han(*c));
    let titled = worded && (parted || spaced) && line <= LONGEST && !sentence && (mention.unit.is_none() || begins);
    // 7.1 执法。办理行政处罚案件341件: over a paragraph that begins in its line.
    let lead = text.iter().take(LEAD + 2).position(|c| matches!(c, '。' | ':'));
    let run_in = parted
        && spaced
        && worded
        && !matches!(mention.unit, Some(UnitName::Known(_)))
        && lead.is_some_and(|end| !text[..end].iter().any(|c| c.is_ascii_digit() || matches!(c, ',' | '、' | ';')));
    (opens && !mention.han && (titled || run_in)).then_some(NotAFigure::ListMark)
}

/// The longest lead of a paragraph behind its number.
const LEAD: usize = 16;

/// 2022年新进教师: a title without the year that opens it.
fn without_year(title: &[char]) -> &[char] {
    let blank = title.iter().take_while(|c| c.is_whitespace()).count();
    let digits = title[blank..].iter().take_while(|c| c.is_ascii_digit()).count();
    let year = blank > 0 && digits == 4 && title.get(blank + digits) == Some(&YEAR);
    if year { &title[blank + digits..] } else { title }
}

/// 1. and (2) at the start of a clause.
fn list_mark(place: &Place<'_>, mention: &Mention) -> Option<NotAFigure> {
    if mention.unit.is_some() || place.numeral_end - place.start > 2 {
        return None;
    }
    let starts = |c: char| is_stop(c) || c == ' ';
    match place.next() {
        '.' | '、' | '．' if starts(place.last()) && !place.after(2).get(1).is_some_and(char::is_ascii_digit) => {
            Some(NotAFigure::ListMark)
        }
        ')' if starts(place.last()) || (place.last() == '(' && place.before(2).first().is_none_or(|c| starts(*c))) => {
            Some(NotAFigure::ListMark)
        }
        _ => None,
    }
}

/// 9个方面, 6个维度: how the text is laid out, whatever the numeral is written with.
fn layout(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<NotAFigure> {
    // 6大主导产业: as many as a programme has by its name.
    if config.words.programmes.is(place.unit(1)) && mention.unit.is_none() {
        return Some(NotAFigure::Phrase);
    }
    let short = mention.value <= rust_decimal::Decimal::from(20) && place.unit(1) == [PIECES];
    let frame = config.words.layout_nouns.is(place.after(2));
    (short && frame).then_some(NotAFigure::Phrase)
}

/// A number without a unit is a figure where it has a scale or a decimal part, or stands where a value stands.
fn bare(place: &Place<'_>, mention: &Mention, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if mention.unit.is_some() || mention.form != Form::Plain {
        return None;
    }
    let last = place.last();
    let next = place.next();
    if numeral.scaled {
        let named = matches!(last, '-' | '.' | '/' | '《')
            || next == '.' && place.after(2).get(1).is_some_and(char::is_ascii_digit);
        return (named || !(is_han(last) || matches!(last, ' ' | '、' | ',' | '(' | ':' | '\t' | '。' | ';' | '\n')))
            .then_some(NotAFigure::Bare);
    }
    let stands = config.words.stands_before.has(last);
    let noun = is_han(next) && !config.words.bare_behind.has(next);
    let alone = is_stop(next) && place.numeral_end - place.start >= 2 && is_han(last);
    let long = place.numeral_end - place.start >= 3 && is_han(last);
    (!(stands && (alone || noun)
        || noun && long
        || noun && place.chars.get(place.numeral_end) == Some(&' ')
        || noun && (is_han(last) || last == ' ') && place.numeral_end - place.start <= 2))
        .then_some(NotAFigure::Bare)
}
