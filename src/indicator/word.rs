//! Word formation (构词): characters that are a word of their own in one place and half of a word in another.

use crate::config::{Config, Grammar, Ties};
use crate::quantity::digit;
use crate::text::is_han;
use crate::text::signs::{AMONG, AND_SO_ON, LISTED, OF, RATE, TEN};

/// Whether the first character here is the head of a longer word: 对外, 并购, 有效, 就业.
pub(super) fn heads(chars: &[char], grammar: &Grammar) -> bool {
    grammar.begins.at_start(chars).is_some()
}

/// Whether the last character here is the end of a longer word: 许可, 审计, 行为.
pub(super) fn ends(chars: &[char], grammar: &Grammar) -> bool {
    grammar.ends.at_end(chars).is_some()
}

/// Where the bracket that opens the words closes, brackets inside it passed over.
pub(super) fn closing(words: &[char]) -> Option<usize> {
    let depth = words.iter().scan(0_i32, |depth, c| {
        *depth += i32::from(*c == '(') - i32::from(*c == ')');
        Some(*depth)
    });
    depth.enumerate().find(|(_, depth)| *depth == 0).map(|(at, _)| at)
}

/// 事项│向社会公布: a general noun, and what was done with it.
pub(super) fn general_object(noun: &[char], grammar: &Grammar) -> bool {
    let Some((len, ())) = grammar.general.at_start(noun) else { return false };
    let behind = &noun[len..];
    // 规模以上工业: no 规模 with what was done to it.
    if grammar.bounds.at_start(behind).is_some() {
        return false;
    }
    grammar.object_ends.open(behind)
        || grammar.verbs.at_start(behind).is_some_and(|(verb, ())| verb >= 2 && verb == behind.len())
}

/// Whether the word of one character that opens the words is one by itself: 超│50亿元 and 超│年度目标, not 超采.
pub(super) fn stands_alone(words: &[char], grammar: &Grammar) -> bool {
    let [first, behind @ ..] = words else { return false };
    let number = behind.first().is_none_or(|c| !is_han(*c) || digit(*c).is_some() || *c == TEN);
    let bound = grammar.lead_bounds.has(*first) && !number && grammar.plan_steps.at_start(behind).is_none();
    !bound && !heads(words, grammar)
}

/// 14个项目│有9个: a noun without what links it to those of it that something is said of.
pub(super) fn without_counts_of<'a>(noun: &'a [char], grammar: &Grammar) -> &'a [char] {
    let linked = grammar.counts_of.at_end(noun).filter(|(len, ())| noun.len() >= len + 2);
    linked.map_or(noun, |(len, ())| &noun[..noun.len() - len])
}

/// 3个街道│构成: a noun without what makes a whole of it and those before; nothing where no noun is left (三部分构成).
pub(super) fn without_made<'a>(noun: &'a [char], ties: &Ties) -> Option<&'a [char]> {
    let Some((len, ())) = ties.makes_up.at_end(noun) else { return Some(noun) };
    let rest = &noun[..noun.len() - len];
    rest.first().is_some_and(|c| digit(*c).is_none()).then_some(rest)
}

/// Characters without white space.
pub(super) fn squeezed(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| !c.is_whitespace()).collect()
}

/// 26项指标│中, 办结案件│中: words before the 中 that closes them as a word of its own; none where no noun is left.
pub(super) fn before_among<'a>(words: &'a [char], grammar: &Grammar) -> Option<&'a [char]> {
    let (last, noun) = words.split_last()?;
    (*last == AMONG && noun.len() >= 2 && !ends(words, grammar)).then_some(noun)
}

/// 在│审结案件中: the words behind the 在 that 中 closes at their end; all of them where none does.
pub(super) fn led_among<'a>(words: &'a [char], grammar: &Grammar) -> &'a [char] {
    match words.split_first() {
        Some((first, rest)) if grammar.placed.has(*first) && before_among(rest, grammar).is_some() => rest,
        _ => words,
    }
}

/// 网上办理率, 按需维保率: whether a rate tells no more than what was done and how, and not of what it is one.
pub(super) fn is_done_so(rate: &[char], grammar: &Grammar) -> bool {
    let mut stem = rate.strip_suffix(&[RATE]).unwrap_or(rate);
    while let Some((len, ())) = grammar.verbs.at_end(stem).max(grammar.hows.at_end(stem)) {
        stem = &stem[..stem.len() - len];
    }
    stem.is_empty()
}

/// 杀人、抢劫等│严重暴力犯罪: what a row of examples is of; all of the words where they end in none, or in one that names nothing (补贴等│方面).
pub(super) fn behind_examples<'a>(words: &'a [char], config: &Config) -> &'a [char] {
    let and_so_on = |at: &usize| {
        let half = ends(&words[..=*at], &config.grammar) || heads(&words[*at..], &config.grammar);
        words[*at] == AND_SO_ON && words[..*at].contains(&LISTED) && !half
    };
    let noun = (1..words.len()).rev().find(and_so_on).map(|end| &words[end + 1..]);
    let named = |noun: &&[char]| {
        noun.len() >= 4 && noun.iter().all(|c| is_han(*c) && *c != OF) && config.words.frames.at_start(noun).is_none()
    };
    noun.filter(named).unwrap_or(words)
}

/// 知识产权保护│力度: a noun without how much of it there is.
pub(super) fn without_force<'a>(noun: &'a [char], config: &Config) -> &'a [char] {
    &noun[..noun.len() - config.promises.tails.at_end(noun).map_or(0, |(len, ())| len)]
}
