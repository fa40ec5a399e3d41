//! What a number is measured in: its unit, the words right behind it, and the other end of a range.

use rust_decimal::Decimal;

use crate::config::{Config, Kind, Qualifier, UnitId};
use crate::text::signs::{AND_MORE, HALF, MORE, MYRIAD, ORDINAL, PIECES, YI};
use crate::text::{Span, is_han};

use super::han::{digit, power};
use super::numeral::{Form, Numeral, numeral};
use super::{Mention, UnitName};

/// The unit after a numeral; one space may stand between them (40 学时), but none after a Chinese numeral.
pub(super) fn take_unit(chars: &[char], end: &mut usize, mention: &mut Mention, numeral: &Numeral, config: &Config) {
    match numeral.form {
        Form::Percent => {
            mention.unit = config.units.named("%").map(UnitName::Known);
            return;
        }
        Form::PerMille => {
            mention.unit = config.units.named("‰").map(UnitName::Known);
            return;
        }
        Form::Fraction => return,
        Form::Plain => {}
    }
    if let Some((len, id)) = one_and_a_half(&chars[*end..], config) {
        *end += len;
        mention.unit = Some(UnitName::Known(id));
        mention.value += Decimal::new(5, 1);
        return;
    }
    let gap = usize::from(!mention.han && chars.get(*end) == Some(&' '));
    let unit = config
        .units
        .at_start(&chars[*end + gap..])
        .filter(|(len, id)| !is_cut(&chars[*end + gap..], *len, *id, config));
    if let Some((len, id)) = unit {
        *end += gap + len;
        mention.unit = Some(UnitName::Known(id));
        *end += other_counter(&chars[*end..], id, config);
        if let Some((slash, unit)) = times(chars, *end, id, config) {
            *end += slash;
            mention.unit = Some(UnitName::Known(unit));
        } else if let Some(unit) = compound(chars, *end - len, *end, id, config) {
            *end = unit.end as usize;
            mention.unit = Some(UnitName::Unknown(unit));
        }
        // 10个多月 is rare, 2倍多 and 3公里多 are not.
        if matches!(chars.get(*end), Some(&(MORE | AND_MORE))) && !chars.get(*end + 1).is_some_and(|&c| is_han(c)) {
            *end += 1;
            mention.qualifier = Some(Qualifier::MoreThan);
        }
    }
}

/// 5/10万元: whether a unit of so many each (/10万) is only the end of what stands before a unit of its own.
fn is_cut(chars: &[char], len: usize, unit: UnitId, config: &Config) -> bool {
    let each = config.units.get(unit).name.starts_with('/');
    each && config.units.at_start(&chars[len..]).is_some()
}

/// 3000人│/次: the counter of turns, however it is set; how long the rest of it is, and the counter.
fn times(chars: &[char], end: usize, unit: UnitId, config: &Config) -> Option<(usize, UnitId)> {
    let behind = chars.get(end..)?.strip_prefix(&['/'])?;
    let turns = config.words.turns.at_start(behind).map(|(len, ())| len)?;
    let name = format!("{}{}", config.units.get(unit).name, behind[..turns].iter().collect::<String>());
    config.units.named(&name).map(|id| (1 + turns, id))
}

/// 87纳戈瑞│/小时, 3.4吨│/平方公里·月: so much of one unit to each of another, which is a unit of its own. Of money it stays the
/// currency, as in 每人700元.
fn compound(chars: &[char], start: usize, end: usize, unit: UnitId, config: &Config) -> Option<Span> {
    let behind = chars.get(end..)?.strip_prefix(&['/'])?;
    if config.units.get(unit).kind == Kind::Money || config.words.turns.at_start(behind).is_some() {
        return None;
    }
    let per = |words: &[char]| {
        let unit = config.units.at_start(words).map(|(len, _)| len);
        unit.or_else(|| config.words.per_units.at_start(words).map(|(len, ())| len))
    };
    let mut len = per(behind)?;
    if let Some(rest) = behind[len..].strip_prefix(&['·'])
        && let Some(more) = per(rest)
    {
        len += 1 + more;
    }
    let rest = &behind[len..];
    let goes_on = config.grammar.changes.at_start(rest).is_some()
        || config.grammar.became.at_start(rest).is_some()
        || config.words.after.at_start(rest).is_some();
    let stops = goes_on || rest.first().is_none_or(|&c| !is_han(c) && !c.is_ascii_alphanumeric());
    stops.then(|| Span::new(start as u32, (end + 1 + len) as u32))
}

/// 46台│(套), 143件│(次): how long another counter in brackets is.
fn other_counter(behind: &[char], unit: UnitId, config: &Config) -> usize {
    let Some(rest) = behind.strip_prefix(&['(']) else { return 0 };
    let close = rest.iter().take(4).position(|c| *c == ')').unwrap_or(0);
    let counts = |id: UnitId| config.units.get(id).kind == Kind::Count;
    let other = config.units.at_start(rest).filter(|(len, id)| *len == close && close > 0 && counts(*id));
    if counts(unit) && other.is_some() { close + 2 } else { 0 }
}

/// The unit of 一个半月, 两年半, 三公里半, with its half: how long both are, and which unit it is.
///
/// 年半 before a word that 半 heads (半数, 半径) is none.
fn one_and_a_half(chars: &[char], config: &Config) -> Option<(usize, UnitId)> {
    if let [PIECES, HALF, rest @ ..] = chars {
        let whole: Vec<char> = std::iter::once(PIECES).chain(rest.iter().copied().take(3)).collect();
        let (len, id) = config.units.at_start(&whole)?;
        return (config.units.get(id).kind == Kind::Duration).then_some((len + 1, id));
    }
    let (len, id) = config.units.at_start(chars)?;
    let measured = config.units.get(id).scale.is_some();
    let ends = match chars.get(len + 1) {
        Some(&next) => !is_han(next) || config.words.half_ends.has(next),
        None => true,
    };
    (measured && chars.get(len) == Some(&HALF) && ends).then_some((len + 1, id))
}

/// A modifier right after number and unit: 以上, 左右, 以内.
pub(super) fn take_after(chars: &[char], end: &mut usize, mention: &mut Mention, config: &Config) {
    let Some((len, qualifier)) = config.words.after.at_start(&chars[*end..]) else { return };
    // 30日内 is a bound; 5个内设机构 is not, nor is 20个以内部.
    let short = len == 1;
    let duration = match mention.unit {
        Some(UnitName::Known(id)) => config.units.get(id).kind == Kind::Duration,
        _ => false,
    };
    if short && (!duration || chars.get(*end + 1).is_some_and(|c| config.words.inner_words.has(*c))) {
        return;
    }
    *end += len;
    mention.qualifier = Some(qualifier);
}

/// A range, where one begins at `at` with `first`, which the mention holds: takes its upper end into the mention and gives
/// the numeral that stands for both.
pub(super) fn take_range(
    chars: &[char],
    at: usize,
    end: &mut usize,
    mention: &mut Mention,
    first: &Numeral,
    config: &Config,
) -> Option<Numeral> {
    let (second, second_start) = upper_end(chars, at, *end, first, config)?;
    let mut high = Mention { value: second.value, unit: None, qualifier: None, ..mention.clone() };
    let mut high_end = second_start + second.len;
    take_unit(chars, &mut high_end, &mut high, &second, config);
    take_after(chars, &mut high_end, &mut high, config);
    let (low, top) = align_scales(first, &second, mention.unit.is_some());
    let same_unit = mention.unit.is_none() || high.unit.is_none() || mention.unit == high.unit;
    if !same_unit || low >= top {
        return None;
    }
    *end = high_end;
    mention.value = low;
    mention.high = Some(top);
    mention.unit = high.unit.or(mention.unit);
    mention.numeral = Span::new(at as u32, (second_start + second.len) as u32);
    mention.qualifier = Some(Qualifier::Range);
    mention.form = if high.form.is_share() { high.form } else { mention.form };
    Some(Numeral { scaled: first.scaled && second.scaled, ..second })
}

/// The numeral after a range mark: 6%－6.5%, 20—30个, 2至3年. Not the later value in 由9.8%降至7.5% or 从3到5.
fn upper_end(chars: &[char], start: usize, end: usize, first: &Numeral, config: &Config) -> Option<(Numeral, usize)> {
    let mark = *chars.get(end)?;
    let at = match mark {
        '-' | '~' | '—' => {
            let double = mark != '-' && chars.get(end + 1) == Some(&mark);
            end + 1 + usize::from(double)
        }
        word if config.words.range_marks.has(word) => {
            let before = &chars[start.saturating_sub(12)..start];
            let clause = before.iter().rposition(|c| matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '\n'));
            let clause = &before[clause.map_or(0, |at| at + 1)..];
            if config.words.range_froms.any(clause) {
                return None;
            }
            end + 1
        }
        _ => return None,
    };
    let second = numeral(&chars[at..])?;
    // 三至百分之五; but 百分之一至千分之五 are two shares of other wholes.
    let shared = second.form.is_share() && (first.form == second.form || first.form == Form::Plain);
    (second.han == first.han && second.form == first.form || shared).then_some((second, at))
}

/// The two ends of a range in the same scale: 3-5万 is 30000 to 50000.
fn align_scales(first: &Numeral, second: &Numeral, first_has_unit: bool) -> (Decimal, Decimal) {
    let mut low = first.value;
    if !first_has_unit && !first.scaled && second.scaled {
        let scales = [Decimal::from(100_000_000), Decimal::from(10_000)];
        if let Some(scale) = scales.into_iter().find(|scale| second.value >= *scale && low * scale < second.value) {
            low *= scale;
        }
    }
    (low, second.value)
}

/// A counter that no lexicon knows: one to three Han characters between the number and a stop.
pub(super) fn take_unknown_counter(chars: &[char], mention: &mut Mention, config: &Config) {
    let end = mention.span.end as usize;
    let gap = usize::from(chars.get(end) == Some(&' '));
    let start = end + gap;
    let run = chars[start..].iter().take(4).take_while(|c| is_han(**c)).count();
    // 1200万学生: what is counted, with no counter.
    let scaled = chars[mention.numeral.start as usize..end].iter().any(|c| matches!(*c, MYRIAD | YI));
    if scaled && run > 1 {
        return;
    }
    let linked = (1..4).contains(&run) && config.words.counter_links.has(chars[start + run - 1]);
    let run = run - usize::from(linked);
    // 13市│第2位: what stands between a number and a place is no counter.
    let placed = chars[start..].iter().take(run + 1).any(|c| *c == ORDINAL);
    let verb = config.words.no_counters.at_start(&chars[start..]).is_some();
    if (1..=3).contains(&run)
        && !verb
        && !placed
        && chars.get(start).is_some_and(|&c| digit(c).is_none() && power(c).is_none())
    {
        let span = Span::new(start as u32, (start + run) as u32);
        mention.unit = Some(UnitName::Unknown(span));
        mention.span.end = span.end;
    }
}
