//! Which numbers in Chinese numerals are figures: most of them lay out the text or stand in set phrases.

use crate::config::{Config, Kind, Qualifier};
use crate::text::is_han;
use crate::text::signs::{OF, PIECES};

use super::NotAFigure;
use crate::quantity::han::{digit, power};
use crate::quantity::place::{Place, is_stop};
use crate::quantity::{Form, Mention, Numeral, UnitName};

/// A Chinese numeral is a figure where it has a scale, is a share or a multiple, or counts what was done or had.
pub(super) fn han(place: &Place<'_>, mention: &Mention, numeral: &Numeral, config: &Config) -> Option<NotAFigure> {
    if numeral.spelled {
        return Some(NotAFigure::Name);
    }
    if mention.form != Form::Plain {
        return None;
    }
    let Some(UnitName::Known(id)) = mention.unit else { return Some(NotAFigure::Phrase) };
    let unit = config.units.get(id);
    if is_no_amount(place, mention, unit.kind, config) {
        return Some(NotAFigure::Phrase);
    }
    // 三星堆, 五星级: a name or a grade.
    if config.words.grades.is_word(&unit.name) {
        return Some(NotAFigure::Name);
    }
    if config.words.few_words.is_word(&unit.name) && mention.value < rust_decimal::Decimal::from(10) {
        return Some(NotAFigure::Phrase);
    }
    let words = &config.words;
    let reach = &place.chars[place.start.saturating_sub(4)..(place.start + 6).min(place.chars.len())];
    if (0..reach.len()).any(|at| words.fixed.at_start(&reach[at..]).is_some_and(|(len, ())| at + len > 4 && at <= 4)) {
        return Some(NotAFigure::Phrase);
    }
    if unit.kind != Kind::Count {
        return (unit.kind == Kind::Duration
            && !config.grammar.lasting_words.any(place.before(4))
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
    // An indent is no word of it.
    let clause = &clause[clause.iter().take_while(|c| c.is_whitespace()).count()..];
    let listed = listed_names(place, config);
    let named = (0..clause.len()).any(|at| words.acts.at_start(&clause[at..]).is_some());
    // 回复工单十五件: what a clause does is counted, but for what plans are laid out in (推出十条).
    let done = !words.laying_counters.is_word(&unit.name) && config.grammar.verbs.at_start(clause).is_some();
    let acted = named && words.this.at_end(clause).is_none() || done || closes_what_was_done(place, clause, config);
    (!(acted || listed) || digit(place.last()).is_some()).then_some(NotAFigure::Phrase)
}

/// So long at least is the noun before a Chinese numeral that counts it, and so long at most. Set by hand.
const NOUN: std::ops::RangeInclusive<usize> = 2..=14;

/// 认定名优产品│八个: whether the number closes a clause whose verb did something to so many, which stand before it; 推出举措十条 only lays
/// out the text, as what stands behind its number does (抓好八个方面).
fn closes_what_was_done(place: &Place<'_>, clause: &[char], config: &Config) -> bool {
    let Some((verb, ())) = config.grammar.verbs.at_start(clause).filter(|(verb, ())| *verb >= 2) else { return false };
    is_stop(place.next()) && is_counted(&clause[verb..], config)
}

/// Whether words are a noun that a number behind it counts.
fn is_counted(noun: &[char], config: &Config) -> bool {
    let lays_out =
        config.words.frames.at_end(noun).is_some() || config.grammar.lead.at_end(noun).is_some_and(|(len, ())| len > 1);
    NOUN.contains(&noun.len()) && noun.iter().all(|c| is_han(*c)) && !lays_out
}

/// 新增商标四件、│专利九件: a noun and how many there are of it, right behind such a one that is a figure.
pub(in crate::quantity) fn goes_on(chars: &[char], last: &Mention, mention: &mut Mention, config: &Config) {
    let between = chars.get(last.span.end as usize..mention.span.start as usize).unwrap_or_default();
    let [mark, noun @ ..] = between else { return };
    let closes = chars.get(mention.span.end as usize).is_none_or(|c| is_stop(*c));
    let alike = last.none.is_none() && last.han && mention.han && mention.none == Some(NotAFigure::Phrase);
    let counted = |mention: &Mention| match mention.unit {
        Some(UnitName::Known(id)) => {
            config.units.get(id).kind == Kind::Count && mention.value > rust_decimal::Decimal::ONE
        }
        _ => false,
    };
    if alike
        && closes
        && matches!(mark, '、' | ',' | '，')
        && is_counted(noun, config)
        && counted(last)
        && counted(mention)
    {
        mention.none = None;
    }
}

/// 千里, 万亩良田, 两个万亿元台阶: whether a round power of ten is no amount, which it is only where something comes near it or beyond.
fn is_no_amount(place: &Place<'_>, mention: &Mention, kind: Kind, config: &Config) -> bool {
    let digits = &place.chars[place.start..place.numeral_end];
    let round = digits.iter().all(|&c| power(c).is_some_and(|power| power >= 100));
    // 百万吨大关, 百万户以上, and not 亿元以上│项目 or two of 万亿元台阶
    let limited = matches!(mention.qualifier, Some(Qualifier::AtLeast | Qualifier::AtMost | Qualifier::About));
    let step = config.words.behind_round.at_start(place.after(4)).is_some();
    let counted = place.last() == PIECES;
    // 万亿斤以上│并逐年增加
    let goes_on = config.grammar.lead.at_start(place.after(2)).is_some();
    let bound = step && !counted || limited && (!is_han(place.next()) || goes_on);
    let reached =
        bound || config.words.before.at_end(place.before(4)).is_some() || config.words.reaches_round.has(place.last());
    let of_something = !bound && kind != Kind::Count && is_han(place.next()) && place.next() != OF;
    round && (!reached || of_something || step && counted)
}

/// 云和、遂昌、景宁四个县: names in a row, then how many they are.
fn listed_names(place: &Place<'_>, config: &Config) -> bool {
    let before = place.before(24);
    let stop = before.iter().rposition(|&c| is_stop(c) && c != '、');
    before[stop.map_or(0, |at| at + 1)..].contains(&'、')
        && place.unit(1) == [PIECES]
        && config.words.listed_nouns.at_start(place.after(1)).is_some()
}
