//! Places in an order (位次) that words tell, and those that share the words of the one before.

use rust_decimal::Decimal;

use crate::config::{Config, Qualifier};
use crate::text::Span;
use crate::text::signs::{ORDINAL, STOP, YEAR};

use super::numeral::numeral;
use super::place::{Place, is_stop, moved};
use super::{Mention, NotAFigure, UnitName};

/// 居全省首位, 位列榜首, 进入全国前三: a place without 第, behind what says that it is one.
pub(super) fn worded(chars: &[char], at: usize, config: &Config) -> Option<Mention> {
    let words = &config.words;
    if !words.opens_rank(chars[at]) {
        return None;
    }
    let clause = &chars[at.saturating_sub(16)..at];
    let clause = &clause[clause.iter().rposition(|&c| is_stop(c)).map_or(0, |stop| stop + 1)..];
    let placed = words.rank_places.at_end(clause).is_some();
    let (len, value, qualifier) = if let Some((len, value)) = words.rank_words.at_start(&chars[at..]) {
        if words.rank_names.at_start(&chars[at..]).is_some() {
            return None;
        }
        (placed || words.rank_verbs.any(clause)).then_some((len, Decimal::from(value), None))?
    } else {
        let (lead, ()) = words.rank_leads.at_start(&chars[at..])?;
        let number = numeral(&chars[at + lead..]).filter(|number| !number.spelled && number.value.is_integer())?;
        let mut len = lead + number.len;
        let behind = chars.get(at + len..).unwrap_or_default();
        let counter = words.rank_counters.at_start(behind).map(|(len, ())| len);
        len += counter.unwrap_or(0);
        let alone =
            counter.is_some() || behind.first().is_none_or(|&c| !crate::text::is_han(c) && !c.is_ascii_alphanumeric());
        let entered = placed || words.rank_verbs.at_end(clause).is_some() || words.rank_enters.at_end(clause).is_some();
        // 进入前370名
        let most = if counter.is_some() { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
        let some = number.value <= most && number.value > Decimal::ONE;
        (alone && entered && some).then_some((len, number.value, Some(Qualifier::AtMost)))?
    };
    let span = Span::new(at as u32, (at + len) as u32);
    Some(Mention { rank: true, qualifier, ..Mention::plain(span, value, None, None) })
}

/// Whether words only say that something came to another place in an order: 进到, 跃升至.
pub(crate) fn moves(words: &[char], config: &Config) -> bool {
    moved(words, config) == Some(words.len())
}

/// 居全省第1、第2位, 列第三和第五: what follows a place in a row is one too.
pub(super) fn goes_on(chars: &[char], last: &Mention, mention: &mut Mention, config: &Config) {
    if !last.rank || last.none.is_some() || mention.rank || mention.span.start < last.span.end {
        return;
    }
    let between = &chars[last.span.end as usize..mention.span.start as usize];
    let (ordinal, link) = match between {
        [link @ .., ORDINAL] => (true, link),
        link => (false, link),
    };
    // 第11│进到第3: what it became.
    let became = || ordinal && moves(link, config);
    let joined = matches!(link, [mark] if config.words.rank_links.has(*mark)) || became();
    let place = Place {
        chars,
        start: mention.span.start as usize,
        numeral_end: mention.numeral.end as usize,
        end: mention.span.end as usize,
        kind: None,
    };
    let counted = match mention.unit {
        Some(UnitName::Known(id)) => {
            let name: Vec<char> = config.units.get(id).name.chars().collect();
            config.words.rank_counters.is(&name)
        }
        Some(UnitName::Unknown(_)) => false,
        None => ordinal || config.words.rank_counters.at_start(place.unit(2)).is_some(),
    };
    if joined
        && counted
        && mention.none.is_none_or(|none| matches!(none, NotAFigure::Ordinal | NotAFigure::Phrase | NotAFigure::Bare))
    {
        mention.none = None;
        mention.rank = true;
        mention.unit = None;
        mention.span.start -= u32::from(ordinal);
    }
}

/// 居全市第3位，上年为第5位; 列第11位（2022年91.3分、第14位）: a place that only its ordinal tells, where its sentence told one before.
pub(super) fn told_again(chars: &[char], found: &mut [Mention], config: &Config) {
    /// So far apart, in characters, the two stand at most. Set by hand: further off the place is told whole again.
    const NEAR: usize = 60;
    let mut last: Option<usize> = None;
    for mention in found {
        let start = mention.span.start as usize;
        let between = last.filter(|last| (*last..=*last + NEAR).contains(&start)).map(|last| &chars[last..start]);
        if mention.none == Some(NotAFigure::Ordinal)
            && is_bare_place(chars, mention, config)
            && between.is_some_and(|between| names_past(between, config))
        {
            mention.none = None;
            mention.rank = true;
            mention.unit = None;
            mention.span.start = mention.numeral.start - 1;
        }
        if mention.rank && mention.none.is_none() {
            last = Some(mention.span.end as usize);
        }
    }
}

/// Whether words inside a sentence name a year before: 2022年, 上年.
fn names_past(words: &[char], config: &Config) -> bool {
    let year = |at: usize| {
        let before = &words[..at];
        let digits = || before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        words[at] == YEAR && (before.last().is_some_and(|c| config.grammar.last_year.has(*c)) || digits() == 4)
    };
    !words.contains(&STOP) && (0..words.len()).any(year)
}

/// （2022年）│第14位: an ordinal with its counter between a mark or what says that it was so and a mark.
fn is_bare_place(chars: &[char], mention: &Mention, config: &Config) -> bool {
    let numeral_end = mention.numeral.end as usize;
    let behind = chars.get(numeral_end..).unwrap_or_default();
    let counted = behind.first().is_some_and(|c| config.words.place_counters.has(*c));
    let closed = behind.get(1).is_none_or(|c| is_stop(*c) || matches!(c, '(' | ')'));
    let before = &chars[..mention.numeral.start as usize];
    let Some(before) = before.strip_suffix(&[ORDINAL]) else { return false };
    let opened = before.last().is_some_and(|c| is_stop(*c) || *c == '(' || config.words.rank_was.has(*c));
    counted && closed && opened
}
