//! Ratios in parts (比例): 2.5∶1, 三次产业结构 8.3∶40.6∶51.1.

use rust_decimal::Decimal;

use crate::config::Config;

use super::numeral::numeral;
use super::place::is_stop;
use super::{Form, Mention, UnitName};
use crate::text::signs::YEAR;

/// Takes the other parts of a ratio that begins with a bare number, and makes both one figure.
///
/// To one or to a hundred (性别比 106.8∶100), or of three parts and more, its value is the first part; of two parts it is the first to the second, to six
/// digits. A colon between whole numbers is a time or a score where no word says that it parts a ratio.
pub(super) fn take(chars: &[char], mention: &mut Mention, config: &Config) {
    let mut end = mention.span.end as usize;
    // 1.3比1: no counter, but what parts the two.
    let worded = matches!(mention.unit, Some(UnitName::Unknown(_)))
        && end.checked_sub(1).is_some_and(|last| config.words.ratio_marks.has(chars[last]))
        && chars.get(end).is_some_and(char::is_ascii_digit);
    if mention.unit.is_some() && !worded || mention.form != Form::Plain || mention.han || mention.high.is_some() {
        return;
    }
    end -= usize::from(worded);
    let mut parts = vec![mention.value];
    let mut marked = true;
    let blank = |at: usize| usize::from(chars.get(at) == Some(&' '));
    while let at = end + blank(end)
        && let Some(&mark) = chars.get(at)
        && (matches!(mark, '∶' | ':') || config.words.ratio_marks.has(mark))
        && let from = at + 1 + blank(at + 1)
        && let Some(part) = numeral(&chars[from..]).filter(|part| !part.han && part.form == Form::Plain)
        && (!config.words.ratio_marks.has(mark) || !measured(&chars[from + part.len..], part.value))
    {
        // 54 : 46: with blanks around it only a word says that the mark parts a ratio.
        marked &= mark == '∶' && from == end + 1;
        parts.push(part.value);
        end = from + part.len;
    }
    if parts.len() < 2 {
        return;
    }
    let start = mention.span.start as usize;
    let clause = &chars[start.saturating_sub(14)..start];
    let clause = &clause[clause.iter().rposition(|&c| is_stop(c)).map_or(0, |stop| stop + 1)..];
    let told =
        config.words.ratio_nouns.any(clause) || config.words.ratio_ends.at_end(without_tail(clause, config)).is_some();
    let whole = parts.iter().all(Decimal::is_integer);
    if !marked && whole && !told {
        return;
    }
    mention.unit = None;
    mention.value = match parts.as_slice() {
        [first, second] if ![Decimal::ONE, Decimal::ONE_HUNDRED].contains(second) => {
            first.checked_div(*second).map_or(*first, |value| value.round_dp(6).normalize())
        }
        _ => parts[0],
    };
    mention.span.end = end as u32;
    mention.numeral.end = end as u32;
    mention.form = Form::Fraction;
}

/// 3.85比│2020年, 12比│上年: whether behind 比 stands what is compared with, and no part of a ratio.
fn measured(behind: &[char], value: Decimal) -> bool {
    matches!(behind.first(), Some(&YEAR | '%' | '.')) || value >= Decimal::ONE_THOUSAND
}

/// A clause without the words that stand between its noun and a number: 师生比│为, 收入比│由.
fn without_tail<'a>(clause: &'a [char], config: &Config) -> &'a [char] {
    let mut rest = clause;
    while let Some((len, ())) = config.grammar.tail.at_end(rest) {
        rest = &rest[..rest.len() - len];
    }
    rest
}
