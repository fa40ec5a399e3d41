//! What the words around a figure say of its time and of whether it is aimed at (时间与目标): brackets passed over, a colon's
//! head for the whole list behind it.

use crate::config::{Config, Kind, Qualifier};
use crate::text::signs::{OF, YEAR};

use super::label;
use super::layout::{Layout, Mark, year_in_brackets};
use super::relation::Relation;
use super::word::squeezed;

/// 平均每年新增就业20万人、转移8万人: the average that opens a row is of each in it.
pub(super) fn shared_average(layout: &Layout<'_>, at: usize, config: &Config) -> bool {
    let first = (0..=at).rev().find(|&at| layout.slots[at].opened_by != Mark::Item).unwrap_or(at);
    let opening = squeezed(layout.before(first));
    first < at && config.grammar.each_time.at_start(&opening).is_some()
}

/// 平均时限由21个工作日│压缩到6个: what a value on average became is one too.
pub(super) fn average_before(layout: &Layout<'_>, at: usize, relation: Relation, config: &Config) -> Option<Qualifier> {
    let became = layout.touches(at)
        && (matches!(relation, Relation::To(_)) || config.grammar.became.at_end(layout.before(at)).is_some());
    let before = layout.before(at.checked_sub(1).filter(|_| became)?);
    let told = config.words.clause.rfind(before).is_some_and(|(.., qualifier)| qualifier == Qualifier::Average);
    (told || is_mean(before, config)).then_some(Qualifier::Average)
}

/// 笔均│40万元, 月人均补差: whether a mean opens a figure's words; 人均 is part of many names and is none.
pub(super) fn is_mean(before: &[char], config: &Config) -> bool {
    let mean = label::opening_mean(before, &config.grammar);
    mean.is_some_and(|mean| !config.grammar.per_capita.is(mean))
}

/// How far from a figure its sentence says anything of it, in scalar values: no sentence that is meant to be read is
/// longer, but a damaged file may be one.
pub(super) const FAR: u32 = 600;

/// The sentence up to the figure, where its own clause or one before it names a time: without brackets that closed
/// before it, and without what says that something was carried over from another year. What a colon announced counts
/// for the whole list behind it.
pub(super) fn time_context(layout: &Layout<'_>, at: usize, config: &Config) -> Vec<char> {
    let slot = layout.slots[at];
    let far = slot.left.saturating_sub(FAR as usize);
    let parts = |k: &usize| matches!(layout.marks[*k], Mark::Semicolon | Mark::Stop);
    let from = (far..slot.left).rev().find(parts).map_or(far, |k| k + 1);
    let mut words = Vec::new();
    if let Some(head) = colon_head(layout, at) {
        let end = head.end.min(from);
        words.extend(layout.chars[head.start.min(end)..end].iter().copied());
    }
    let topic = time_topic(layout, from, config);
    words.extend(layout.chars[topic].iter().copied());
    let grammar = &config.grammar;
    let is_plain = |(c, mark): (&char, &Mark)| {
        *mark != Mark::Open && *c != '(' && !grammar.carried.opens(*c) && !grammar.carries_into.opens(*c)
    };
    let plain = layout.plain.get_or_init(|| layout.chars.iter().zip(&layout.marks).map(is_plain).collect());
    let bases = bases(layout, at, config);
    let mut k = from;
    while k < slot.start {
        if let Some(base) = bases.iter().find(|base| base.start == k) {
            k = base.end;
            continue;
        }
        if plain[k] {
            words.push(layout.chars[k]);
            k += 1;
            continue;
        }
        let closed = || (k + 1..slot.start).find(|&end| layout.marks[end] == Mark::Close);
        if layout.marks[k] == Mark::Open
            && let Some(end) = closed()
        {
            k = end + 1;
        } else if let Some((len, _)) =
            year_in_brackets(&layout.chars[k..slot.start]).filter(|_| layout.slots.iter().any(|told| told.end == k))
        {
            k += len;
        } else if let Some(len) = carried_len(&layout.chars[k..slot.start], config) {
            k += len;
        } else {
            words.push(layout.chars[k]);
            k += 1;
        }
    }
    words
}

/// How long the words are at the start that say that something was carried over from another year or into one: 上年结转,
/// 结转至2024年.
fn carried_len(words: &[char], config: &Config) -> Option<usize> {
    if let Some((len, ())) = config.grammar.carried.at_start(words) {
        return Some(len);
    }
    let (len, ()) = config.grammar.carries_into.at_start(words)?;
    let year = words[len..].iter().take_while(|c| c.is_ascii_digit()).count();
    (year == 4 && words.get(len + year) == Some(&YEAR)).then_some(len + year + 1)
}

/// 产值30亿元，是│2010年的│2.5倍，出口20亿元: the years that multiples right before the figure are of, which are the time of nothing else.
fn bases(layout: &Layout<'_>, at: usize, config: &Config) -> Vec<std::ops::Range<usize>> {
    /// So many figures before one are looked at. Set by hand.
    const NEAR: usize = 8;
    let ratio = |from: usize, end: usize| {
        let unit = |k: usize| config.units.at_start(&layout.chars[k..end]);
        (from..end).filter_map(unit).any(|(_, id)| config.units.get(id).kind == Kind::Ratio)
    };
    let base = |k: usize| {
        let slot = layout.slots[k];
        let before = layout.chars[slot.left..slot.start].strip_suffix(&[YEAR, OF])?;
        let digits = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        (digits == 4 && ratio(slot.start, slot.end)).then(|| slot.start - digits - 2..slot.start)
    };
    (at.saturating_sub(NEAR)..at).filter_map(base).collect()
}

/// 到1985年，粮食产量……；棉花……: the time that opens the sentence holds for its later parts, from `from` on; nothing for the
/// first of them.
fn time_topic(layout: &Layout<'_>, from: usize, config: &Config) -> std::ops::Range<usize> {
    let start = layout.marks[..from].iter().rposition(|mark| *mark == Mark::Stop).map_or(0, |at| at + 1);
    let words = &layout.chars[start..from];
    let blank = words.iter().take_while(|c| c.is_whitespace()).count();
    let led = usize::from(words.get(blank).is_some_and(|c| config.grammar.times.year_until.has(*c)));
    let at = blank + led;
    let year = words.len() >= at + 5 && words[at..at + 4].iter().all(char::is_ascii_digit) && words[at + 4] == YEAR;
    let end = words.iter().position(|c| matches!(c, ',' | ':'));
    let topic = end.filter(|&end| end >= at + 5 && end <= at + 7 && year);
    topic.map_or(start..start, |end| start..start + end + 1)
}

/// What the last colon before a figure announced, where the figure stands in the list behind it: the words from the
/// sentence or clause's start to the colon.
fn colon_head(layout: &Layout<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let start = layout.slots[at].start;
    let far = start.saturating_sub(FAR as usize);
    let colon =
        (far..start).rev().take_while(|&k| layout.marks[k] != Mark::Stop).find(|&k| layout.marks[k] == Mark::Colon)?;
    let from =
        (far..colon).rev().find(|&k| matches!(layout.marks[k], Mark::Stop | Mark::Semicolon)).map_or(far, |k| k + 1);
    Some(from..colon)
}

/// 预期目标是：……: the colon's head says that all behind it is aimed at.
pub(super) fn listed_as_aim(layout: &Layout<'_>, at: usize, config: &Config) -> bool {
    colon_head(layout, at).is_some_and(|head| {
        let head = &layout.chars[head];
        config.grammar.aims.rfind(head).is_some_and(|(place, len, ())| {
            // 目标完成情况如下: what was reached of it.
            !config.grammar.reviews.any(&head[place + len..])
                && !config.grammar.reviews.any(&head[..place][place.saturating_sub(4)..])
        })
    })
}

/// The words before a multiple without what it is a multiple of: 是2016年的2.7倍.
pub(super) fn without_base<'a>(context: &'a [char], config: &Config) -> &'a [char] {
    let Some(rest) = context.strip_suffix(&[YEAR, OF]) else { return context };
    match rest {
        [before @ .., last] if config.grammar.last_year.has(*last) => before,
        [before @ .., a, b, c, d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()) => before,
        _ => context,
    }
}

/// 低于13%的预期目标: the figure is the aim that something else was measured against.
pub(super) fn aimed_at(behind: &[char], config: &Config) -> bool {
    let of = behind.strip_prefix(&[OF]);
    config.grammar.aimed.at_start(of.unwrap_or(behind)).is_some()
        || of.is_some_and(|of| config.grammar.aimed_of.at_start(of).is_some())
}

/// 年初计划改造60公里，│实际改造68公里: whether the clause tells what was meant to be done, and the next what was.
pub(super) fn planned(layout: &Layout<'_>, at: usize, config: &Config) -> bool {
    let words = |at: usize| squeezed(layout.before(at));
    let next = || if at + 1 < layout.slots.len() { words(at + 1) } else { Vec::new() };
    let own = words(at);
    config.grammar.planned_starts.at_start(&own).is_some()
        && config.grammar.planned_not.at_start(&own).is_none()
        && config.grammar.done_starts.at_start(&next()).is_some()
}

/// 目标3%左右, 完成年度目标4000人的108%: what stands right before the figure is the aim, and nothing is measured against it but
/// what its share behind it says.
pub(super) fn aim_named(context: &[char], behind: &[char], config: &Config) -> bool {
    let clause = context.rsplit(|c| matches!(c, ',' | ';' | '。' | '(' | '、' | ':')).next().unwrap_or(context);
    // 目标≥95%
    let clause = clause.strip_suffix(bound_at_end(clause, config)).unwrap_or(clause);
    let shared = matches!(behind, [OF, next, ..] if next.is_ascii_digit());
    config.grammar.aim_heads.at_end(clause).is_some() && (shared || !config.grammar.aim_measures.any(clause))
}

/// The word that bounds a figure, where it stands right before it: 不低于, ≥.
fn bound_at_end<'a>(clause: &'a [char], config: &Config) -> &'a [char] {
    let len = config.words.before.at_end(clause).map_or(0, |(len, _)| len);
    &clause[clause.len() - len..]
}

/// Words that make a figure in the look back an aim: 预期目标为, 目标是.
pub(super) fn aims(context: &[char], config: &Config) -> bool {
    config.grammar.aim_ends.any(&context[context.len().saturating_sub(12)..])
}
