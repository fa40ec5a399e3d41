//! Numbers in a row that share the unit behind the last: 分别提高15、22个百分点, 分别为23.1、20.5亿元.

use rust_decimal::Decimal;

use crate::config::{Config, Kind};

use super::{Form, Mention, NotAFigure, UnitName};

/// So far before a row stands at most what deals it out. Set by hand: no name of what is dealt is longer.
const NEAR: usize = 16;

/// 分别提高15、22个百分点, 0.02个和0.11个百分点: numbers in a row that share the unit behind the last, or its end, and its scale
/// (23.1、20.5亿元). What is counted shares it where 分别 deals the row out (分别招生320、180人): by themselves two numbers may be about
/// how many there are (三、五个).
pub(super) fn units(chars: &[char], found: &mut [Mention], config: &Config) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else { continue };
        let Some(UnitName::Known(id)) = second.unit else { continue };
        let counted = config.units.get(id).kind == Kind::Count;
        let Some(between) = chars.get(first.span.end as usize..second.span.start as usize) else { continue };
        let bare = first.unit.is_none() && first.form == Form::Plain && first.span.end == first.numeral.end;
        let begun = first.unit.is_some() && first.form == Form::Plain && begins_alike(chars, first, second);
        let mark = config.words.listed_signs.is(between);
        let whole = matches!(first.none, None | Some(NotAFigure::Bare));
        let shares = !counted || bare && is_dealt(chars, first.span.start as usize, config);
        if shares && (bare || begun) && mark && whole && second.none.is_none() && first.han == second.han {
            first.unit = second.unit;
            first.none = None;
            if let Some(scale) = scale(chars, second).filter(|_| bare && !is_scaled(chars, first)) {
                first.value = first.value.checked_mul(scale).unwrap_or(first.value);
            }
        }
    }
}

/// 0.02个和0.11个百分点: whether the unit of the first is how that of the second begins.
fn begins_alike(chars: &[char], first: &Mention, second: &Mention) -> bool {
    let unit =
        |mention: &Mention| chars.get(mention.numeral.end as usize..mention.span.end as usize).unwrap_or_default();
    let (first, second) = (unit(first), unit(second));
    !first.is_empty() && first.len() < second.len() && second.starts_with(first)
}

/// 小学、初中分别招生│320、180人: whether 分别 deals a row out, or the number is one more of such a row.
fn is_dealt(chars: &[char], start: usize, config: &Config) -> bool {
    let mut before = &chars[start.saturating_sub(4 * NEAR)..start];
    while let Some(mark) = (1..=2).find(|len| {
        before.len() > *len
            && config.words.listed_signs.is(&before[before.len() - len..])
            && before[before.len() - len] != ','
    }) {
        let number = &before[..before.len() - mark];
        let digits = number.iter().rev().take_while(|c| c.is_ascii_digit() || **c == '.').count();
        if digits == 0 {
            return false;
        }
        before = &number[..number.len() - digits];
    }
    let clause = before.iter().rposition(|c| matches!(c, ',' | ';' | '。' | '\n')).map_or(0, |at| at + 1);
    let near = &before[clause.max(before.len().saturating_sub(NEAR))..];
    config.grammar.distributes.any(near) && !near.iter().any(char::is_ascii_digit)
}

/// The digits of a number as they are printed.
fn printed(chars: &[char], mention: &Mention) -> Option<Decimal> {
    let digits = chars.get(mention.numeral.start as usize..mention.numeral.end as usize)?;
    let digits: String = digits.iter().filter(|c| c.is_ascii_digit() || **c == '.').collect();
    digits.parse().ok()
}

/// 20.5│亿: by how much the scale behind its digits makes a number larger.
fn scale(chars: &[char], mention: &Mention) -> Option<Decimal> {
    let printed = printed(chars, mention).filter(|printed| !printed.is_zero() && !mention.han)?;
    // The first of a row that was read already has its scale without its words.
    mention.value.checked_div(printed).filter(|scale| *scale > Decimal::ONE && scale.is_integer())
}

/// Whether a number has a scale of its own: 12万.
fn is_scaled(chars: &[char], mention: &Mention) -> bool {
    printed(chars, mention) != Some(mention.value)
}
