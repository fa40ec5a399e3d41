//! What a figure counts, where that stands behind it: 11次│府院联席会议.

use crate::config::{Config, Grammar};
use crate::quantity::{digit, moves};
use crate::text::signs::OF;

use super::word;

/// The longest name of what a figure counts that stands behind it, in scalar values.
const LONGEST_COUNTED: usize = 26;

/// The noun that a figure counts, in what follows it: 11次│府院联席会议; `None` where something else follows.
///
/// After 次 a verb is what was done so many times: 4次│降低存款准备金率.
pub(super) fn counted<'a>(behind: &'a [char], next_figure: bool, times: bool, config: &Config) -> Option<&'a [char]> {
    let grammar = &config.grammar;
    let blank = behind.iter().take_while(|c| c.is_whitespace()).count();
    let behind = &behind[blank..];
    // 4.5%的│增长目标: the noun is all there is.
    let (of, behind) = behind.strip_prefix(&[OF]).map_or((false, behind), |behind| (true, behind));
    // 3百亿、4百亿两个台阶: how many they are, and nothing that is counted.
    if matches!(behind, [n, step, ..] if digit(*n).is_some() && grammar.counted_steps.has(*step)) {
        return None;
    }
    // 3.1万套（间）: another counter; 2件（《甲条例》《乙条例》）: which they are. No noun either way.
    if behind.first() == Some(&'(') {
        let close = word::closing(behind)?;
        return counted(&behind[close + 1..], next_figure, times, config);
    }
    // 4个已实施满两年的决策事项: a clause with 的 is an attribute of the noun behind it.
    let attribute = grammar.attributes.open(behind) && behind.iter().take(16).any(|c| *c == OF);
    if let Some((len, ())) = grammar.after.at_start(behind)
        && !attribute
        && !(len == 1 && word::heads(behind, grammar))
        && !(times && grammar.changes.at_start(behind).is_some())
        && !(of && grammar.change_nouns.at_start(behind).is_some_and(|(noun, _)| noun > len))
    {
        return None;
    }
    // 由2786元│调整至2893元, 第11│进到第3
    let became = grammar.became.at_start(behind).is_some_and(|(len, ())| len == behind.len());
    if next_figure && (became || moves(behind, config)) {
        return None;
    }
    // 从15家跃升到38家: what became of it.
    if grammar.changes.at_start(behind).is_some_and(|(len, _)| grammar.became_ends.open(&behind[len..])) {
        return None;
    }
    // 6.5%左右的增速可以……: the noun, and not what it makes possible.
    if let Some(len) = (2..=4.min(behind.len()))
        .find(|&len| grammar.change_nouns.at_end(&behind[..len]).is_some_and(|(noun, _)| noun == len))
    {
        return Some(&behind[..len]);
    }
    let noun = if next_figure {
        word::without_counts_of(own_words(behind, config), grammar)
    } else {
        word::without_made(behind, &config.ties)?
    };
    let noun = within_quotation(noun);
    let cut = noun.iter().position(|c| matches!(c, '“' | '《')).filter(|at| *at >= 6);
    // 公共数据“跑起来”示范场景: the noun goes on behind the quotation.
    let cut =
        cut.filter(|_| noun.iter().rposition(|c| matches!(c, '”' | '》')).is_none_or(|close| noun.len() - close < 3));
    // 事项实现“一次办”: what they reached is quoted.
    let cut = cut.filter(|at| grammar.quoting.at_end(&noun[..*at]).is_none() || noun.len() > LONGEST_COUNTED);
    let noun = cut.map_or(noun, |at| &noun[..at]);
    // 强降水│和59天高温天气: what stands behind another number is counted by that one.
    let joined = (2..noun.len()).find(|&at| grammar.and_words.has(noun[at - 1]) && noun[at].is_ascii_digit());
    let noun = joined.map_or(noun, |at| &noun[..at - 1]);
    let noun = &noun[..noun.len().min(LONGEST_COUNTED)];
    let noun = without_last(noun, grammar);
    (!noun.is_empty()).then_some(noun)
}

/// 以“8个装置、525家研发机构│”为主体: a noun up to where the quotation ends in which it stands.
fn within_quotation(noun: &[char]) -> &[char] {
    let ends = |at: &usize| {
        let opened = |mark: char| noun[..*at].contains(&mark);
        noun[*at] == '”' && !opened('“') || noun[*at] == '》' && !opened('《')
    };
    (1..noun.len()).find(ends).map_or(noun, |end| &noun[..end])
}

/// A noun without what only joins it to the next, or counts what follows among it (26项指标│中，21项).
fn without_last<'a>(noun: &'a [char], grammar: &Grammar) -> &'a [char] {
    match noun.split_last() {
        Some((last, rest)) if grammar.joins.has(*last) => rest,
        _ => word::before_among(noun, grammar).unwrap_or(noun),
    }
}

/// Of what stands between two figures, what the first one counts: what leads to the next is its own (32件信访件│已化解27件), and so is what
/// is done there, up to the last verb (183个县│划分学区732个).
fn own_words<'a>(between: &'a [char], config: &Config) -> &'a [char] {
    let grammar = &config.grammar;
    let leads = |at: &usize| {
        let words = &between[*at..];
        // 3个城中│村改造项目
        let half = word::ends(&between[..=*at], grammar);
        // 64个县市│新增人口30万人
        let bound = grammar.plain_changes.has(words[0]) && grammar.change_bound.close(&between[..*at]);
        let starts = grammar.next_starts.has(words[0]) && !bound;
        starts && !grammar.others.is(words) && !word::heads(words, grammar) && !half
    };
    let done = |at: &usize| {
        let words = &between[*at..];
        grammar.verbs.at_start(words).is_some_and(|(len, ())| len >= 2 && words.len() >= len + 2)
            && config.wording.nominal.at_start(words).is_none()
            && grammar.nouns.at_start(words).is_none()
    };
    let end = (1..between.len()).find(leads).or_else(|| (2..between.len().saturating_sub(3)).rev().find(done));
    end.map_or(between, |at| &between[..at])
}
