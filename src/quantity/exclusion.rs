//! What is no figure although it has a numeral: dates, ordinals, names, references (不是指标的数字).
//!
//! One rule, one function; each has its cases in `tests/cases/quantity`.

use crate::config::{Config, Kind};

use super::attribute::{Belongs, belongs};
use super::place::{Place, is_stop};
use super::{Form, Mention, Numeral, UnitName, digit, power};
use crate::text::{Span, is_han};

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
    let number = chars.get(close + 1 + rest) == Some(&'号');
    Some(if number { close + 1 + rest } else { close })
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
    if place.before(1) == ['第'] {
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
        .or_else(|| date(&place, mention))
        .or_else(|| time_of_day(&place))
        .or_else(|| reference(&place, numeral))
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
        .or_else(|| layout(&place, mention));
    mention.none = match reason {
        Some(reason) => Some(reason),
        None if mention.han => han(&place, mention, numeral, config),
        None => bare(&place, mention, numeral),
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
        ['年', ..] => Some(NotAFigure::Year),
        ['、' | '-' | '—' | '~' | '至' | '和' | '/', next] if next.is_ascii_digit() => Some(NotAFigure::Year),
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
fn date(place: &Place<'_>, mention: &Mention) -> Option<NotAFigure> {
    let bound = mention.qualifier.is_some_and(|_| place.kind == Some(Kind::Duration)) && place.unit(1) == ['日'];
    match place.unit(2) {
        ['月', ..] => Some(NotAFigure::Date),
        ['日', ..] if !bound && mention.value <= rust_decimal::Decimal::from(31) => Some(NotAFigure::Date),
        ['号', ..] => Some(NotAFigure::Reference),
        ['季', '度'] | ['年', '代'] | ['世', '纪'] | ['旬', ..] => Some(NotAFigure::Date),
        _ => None,
    }
}

/// 8时30分, 9:30, 3点.
fn time_of_day(place: &Place<'_>) -> Option<NotAFigure> {
    let short = place.numeral_end - place.start <= 2;
    match place.unit(2) {
        ['时' | '点', next]
            if short
                && (next.is_ascii_digit()
                    || is_stop(*next)
                    || matches!(next, '至' | '前' | '后' | '整' | '半' | '起' | '许')) =>
        {
            Some(NotAFigure::TimeOfDay)
        }
        [':', next] if short && next.is_ascii_digit() => Some(NotAFigure::TimeOfDay),
        ['分', ..] if short && place.before(1) == ['时'] => Some(NotAFigure::TimeOfDay),
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

fn mention_is_bare(place: &Place<'_>) -> bool {
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

/// Words without the mark or the verb behind them: 电话：, 邮编为.
fn before_mark(words: &[char]) -> &[char] {
    let mark = words.iter().rev().take_while(|c| matches!(c, ':' | '：' | ' ' | '为' | '是')).count();
    &words[..words.len() - mark]
}

/// Telephone numbers, post codes, account numbers: long runs of digits without a unit, or announced as such.
fn phone(place: &Place<'_>, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if place.end != place.numeral_end || numeral.scaled || numeral.han {
        return None;
    }
    let length = place.numeral_end - place.start;
    let zero = place.chars[place.start] == '0' && length >= 3;
    let announced = config.words.call_nouns.at_end(before_mark(place.before(8))).is_some();
    (zero || length >= 7 || announced).then_some(NotAFigure::Phone)
}

/// Numbers in names: PM2.5, 5G, 4A级, 1+3, 12345热线, 国道318线.
fn name(place: &Place<'_>, mention: &Mention, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if numeral.han {
        return None;
    }
    let measured = matches!(place.kind, Some(Kind::Rate | Kind::Money)) || numeral.scaled && mention.unit.is_some();
    let letter = |c: char| c.is_ascii_alphabetic();
    if letter(place.last())
        && !measured
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
        && (mention.unit.is_none() || place.unit(1) == ['线'])
    {
        return Some(NotAFigure::Name);
    }
    // 中国企业500强, 百强: the name of a list.
    if matches!(place.unit(1), ['强']) && !matches!(place.unit(2), [_, '度' | '化' | '震' | '降']) {
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
        && matches!(place.unit(1), ['版' | '时' | '代'])
    {
        return Some(NotAFigure::Name);
    }
    if bare
        && (3..=5).contains(&(place.numeral_end - place.start))
        && config.words.numbered_names.at_start(place.unit(2)).is_some()
    {
        return Some(NotAFigure::Name);
    }
    // 12345政务服务便民热线: its name may be long.
    let behind = place.unit(14);
    let named = behind.iter().position(|c| !is_han(*c)).map_or(behind, |end| &behind[..end]);
    if bare && (3..=5).contains(&(place.numeral_end - place.start)) && named.windows(2).any(|pair| pair == ['热', '线'])
    {
        return Some(NotAFigure::Name);
    }
    None
}

/// 三元区, 九江市, 百色: a place whose name begins with a numeral.
fn place_name(place: &Place<'_>, mention: &Mention, config: &Config) -> Option<NotAFigure> {
    let words = &config.words;
    let here = &place.chars[place.start..];
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
    (listed || shaped && mention.value < rust_decimal::Decimal::ONE_HUNDRED).then_some(NotAFigure::Name)
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
    let spaced = text.first().is_some_and(|c| c.is_whitespace());
    let worded = text.iter().find(|c| !c.is_whitespace()).is_some_and(|&c| is_han(c));
    let sentence = text.iter().any(|c| matches!(c, '。' | ';' | ',')) || text.iter().any(char::is_ascii_digit);
    (opens && worded && (parted || spaced) && line <= LONGEST && !sentence && mention.unit.is_none() && !mention.han)
        .then_some(NotAFigure::ListMark)
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
fn layout(place: &Place<'_>, mention: &Mention) -> Option<NotAFigure> {
    // 6大主导产业: as many as a programme has by its name.
    if place.unit(1) == ['大'] && mention.unit.is_none() {
        return Some(NotAFigure::Phrase);
    }
    let short = mention.value <= rust_decimal::Decimal::from(20) && place.unit(1) == ['个'];
    let frame = matches!(place.after(2), ['方' | '层', '面'] | ['维', '度']);
    (short && frame).then_some(NotAFigure::Phrase)
}

/// A Chinese numeral is a figure where it has a scale, is a share or a multiple, or counts what was done or had.
fn han(place: &Place<'_>, mention: &Mention, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if numeral.spelled {
        return Some(NotAFigure::Name);
    }
    if mention.form != Form::Plain {
        return None;
    }
    let Some(UnitName::Known(id)) = mention.unit else { return Some(NotAFigure::Phrase) };
    let unit = config.units.get(id);
    // 千里, 万亩良田, 万亿元大关: a round power of ten is a figure only where something comes near it or beyond.
    let digits = &place.chars[place.start..place.numeral_end];
    let round = digits.iter().all(|&c| power(c).is_some_and(|power| power >= 100));
    let reached =
        config.words.before.at_end(place.before(4)).is_some() || matches!(place.last(), '达' | '到' | '至' | '破');
    let of_something = unit.kind != Kind::Count && is_han(place.next()) && place.next() != '的';
    if round && (!reached || of_something) {
        return Some(NotAFigure::Phrase);
    }
    // 三星堆, 五星级: a name or a grade.
    if unit.name == "星" {
        return Some(NotAFigure::Name);
    }
    if unit.name == "个指标" && mention.value < rust_decimal::Decimal::from(10) {
        return Some(NotAFigure::Phrase);
    }
    let words = &config.words;
    let reach = &place.chars[place.start.saturating_sub(4)..(place.start + 6).min(place.chars.len())];
    if (0..reach.len()).any(|at| words.fixed.at_start(&reach[at..]).is_some_and(|(len, ())| at + len > 4 && at <= 4)) {
        return Some(NotAFigure::Phrase);
    }
    if unit.kind != Kind::Count {
        return (unit.kind == Kind::Duration
            && !place.before(4).iter().collect::<String>().contains("连续")
            && mention.value < rust_decimal::Decimal::from(10)
            || mention.value <= rust_decimal::Decimal::ONE && !matches!(unit.kind, Kind::Ratio))
        .then_some(NotAFigure::Phrase);
    }
    if mention.value <= rust_decimal::Decimal::ONE {
        return Some(NotAFigure::Phrase);
    }
    if mention.qualifier.is_some() || mention.value >= rust_decimal::Decimal::from(20) {
        return None;
    }
    if words.frames.at_start(place.after(4)).is_some() {
        return Some(NotAFigure::Phrase);
    }
    let clause = place.clause(24);
    let listed = listed_names(place, config);
    let acted = (0..clause.len()).any(|at| words.acts.at_start(&clause[at..]).is_some()) && !clause.ends_with(&['这']);
    (!(acted || listed) || digit(place.last()).is_some()).then_some(NotAFigure::Phrase)
}

/// 云和、遂昌、景宁四个县: names in a row, then how many they are.
fn listed_names(place: &Place<'_>, config: &Config) -> bool {
    let before = place.before(24);
    let stop = before.iter().rposition(|&c| is_stop(c) && c != '、');
    before[stop.map_or(0, |at| at + 1)..].contains(&'、')
        && place.unit(1) == ['个']
        && config.words.listed_nouns.at_start(place.after(1)).is_some()
}

/// A number without a unit is a figure where it has a scale or a decimal part, or stands where a value stands.
fn bare(place: &Place<'_>, mention: &Mention, numeral: &Numeral) -> Option<NotAFigure> {
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
    let stands = matches!(last, '为' | '达' | '到' | '至' | '计' | '共' | '有' | '数' | '量' | '了');
    let noun = is_han(next) && !matches!(next, '年' | '月' | '日' | '号' | '的' | '是' | '和' | '与' | '、');
    let alone = is_stop(next) && place.numeral_end - place.start >= 2 && is_han(last);
    let long = place.numeral_end - place.start >= 3 && is_han(last);
    (!(stands && (alone || noun)
        || noun && long
        || noun && place.chars.get(place.numeral_end) == Some(&' ')
        || noun && (is_han(last) || last == ' ') && place.numeral_end - place.start <= 2))
        .then_some(NotAFigure::Bare)
}
