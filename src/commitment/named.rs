//! The clause of what was done that names what a promise names, where no clause says most of it.

use super::act::{lead, verb};
use crate::config::Config;
use crate::similarity::{Pairs, Weights};
use crate::text::signs::{AND_SO_ON, HAN_NUMBERS, LISTED, ORDINAL};
use crate::text::{Span, Text, is_han};

/// How much a run of characters weighs at least that names one thing (甲乙丙工程), and each of its pairs on average.
const NAME_WEIGHS: f64 = 2.9;
const NAME_PAIR: f64 = 0.85;

/// How much a run weighs at least that is half of a promise, and one that stands at its end. Set by hand on the labels of two
/// provinces and the State Council.
const HALF: f64 = 0.45;
const HALF_WEIGHS: f64 = 2.2;
const LAST_WEIGHS: f64 = 2.6;

/// How much a clause that names a thing shares with the promise at least: the least of the above.
pub(super) const LEAST: f64 = HALF_WEIGHS;

/// The clause that names what a promise names: the heaviest run of characters that both have.
///
/// It names one thing, or else, unless that is asked for (`strict`), is about half of what is promised (绩效管理 of 全面实施绩效管理) or
/// is what is promised, at its end.
pub(super) fn named(
    core: &[char],
    text: &Text,
    done: impl Iterator<Item = Span>,
    strict: bool,
    (config, weights): (&Config, &Weights),
) -> Option<Span> {
    // What it comes to is told otherwise: 机场 of 确保机场建成通航.
    let ends = config.promises.brought_about(core);
    let whole = Pairs::new(&core[verb(core, config).unwrap_or(0).min(core.len() - ends)..core.len() - ends], weights);
    let whole = whole.mass();
    let mut best: Option<(f64, Span)> = None;
    for clause in done {
        let theirs = text.folded(clause);
        for (from, at, run) in runs(core, theirs) {
            if !is_whole(&core[from + run..], config) || !is_whole_where_told(&theirs[at + run..], config) {
                continue;
            }
            // 甲市建设 names no thing of 甲市.
            let name = &core[from..from + run];
            if name.len() - config.promises.brought_about(name) < WORD {
                continue;
            }
            let mass = Pairs::new(name, weights).mass();
            let name = mass >= NAME_PAIR * (run - 1) as f64;
            let half = mass >= HALF_WEIGHS && mass >= HALF * whole;
            // What is done to it is no thing: 全线贯通.
            let last = from + run == core.len() && ends == 0;
            let heavy = mass >= NAME_WEIGHS && name || !strict && (half || last && name && mass >= LAST_WEIGHS);
            if heavy && best.is_none_or(|(known, _)| mass > known) {
                best = Some((mass, clause));
            }
        }
    }
    best.map(|(_, span)| span)
}

/// Whether a name may end before `behind`: what a name is of stands at its end, so that 甲州 is not 甲州大学.
fn is_whole(behind: &[char], config: &Config) -> bool {
    let promises = &config.promises;
    let words =
        [&config.wording.govern, &config.grammar.verbs, &promises.ends, &promises.states, &promises.behind_names];
    let open = behind.first().is_none_or(|c| !is_han(*c) && *c != QUOTES);
    open || promises.stages.at_start(behind).is_some() || words.iter().any(|words| words.at_start(behind).is_some())
}

/// The same where it is told of: 甲河流域特大洪水 does not tell of 甲河流域. How it went may stand there as well.
pub(super) fn is_whole_where_told(behind: &[char], config: &Config) -> bool {
    let promises = &config.promises;
    let words = [&config.wording.manner, &promises.already, &promises.behind_told, &promises.brings];
    is_whole(behind, config) || words.iter().any(|words| words.at_start(behind).is_some())
}

/// Before what has a name of its own: what stands in front of it only says of which.
const QUOTES: char = QUOTATION[0];

/// The longest runs of Han characters that both have, of four and more: where each begins in `ours` and in `theirs`, and its length.
fn runs(ours: &[char], theirs: &[char]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for from in 0..ours.len().saturating_sub(NAME - 1) {
        let Some(first) = ours.get(from..from + NAME).filter(|first| first.iter().all(|c| is_han(*c))) else {
            continue;
        };
        for (at, _) in theirs.windows(NAME).enumerate().filter(|(_, other)| *other == first) {
            let more = ours[from..].iter().zip(&theirs[at..]).take_while(|(a, b)| a == b && is_han(**a)).count();
            found.push((from, at, more));
        }
    }
    found
}

/// How many characters a name has at least, and how many without what it is to come to.
const NAME: usize = 4;
const WORD: usize = 3;

/// The clause that names in full what a promise names, however short, where that has a name of its own: what is held or fought, by the
/// verb (办好第五届茶博会, 打好保交房攻坚战), or an event or a house by its last word (茶博会, 苏北实验室), of letters that reports hardly
/// ever have side by side. Of several the first of the name that weighs most.
pub(super) fn by_proper_name(
    (core, object): (&[char], &[char]),
    text: &Text,
    done: impl Iterator<Item = Span> + Clone,
    (config, weights): (&Config, &Weights),
) -> Option<Span> {
    let items = items_of(object, config);
    let count = items.len();
    if count > FEW {
        return None;
    }
    let held = config.promises.convenes.at_start(&core[lead(core, config)..]).is_some();
    let mut best: Option<(f64, Span)> = None;
    for item in items {
        // 启动“无废岛”建设: what stands in quotation marks is a name.
        let quoted = item.first() == Some(&QUOTATION[0]) && item.iter().filter(|c| QUOTATION.contains(c)).count() == 2;
        let item: Vec<char> = item.iter().copied().filter(|c| !QUOTATION.contains(c)).collect();
        let name = without_edges(&item, config);
        let mass = Pairs::new(name, weights).mass();
        let proper = held || quoted || config.promises.named_ends.at_end(name).is_some();
        let rare = proper && mass >= ((name.len() as f64 - 1.0) * PROPER_PAIR).max(PROPER_WEIGHS);
        // All that is promised is about the one thing.
        let only = count == 1 && mass >= NAME_WEIGHS;
        if name.len() < WORD
            || !rare && !only
            || !name.iter().all(|c| is_han(*c))
            || best.is_some_and(|(known, _)| known >= mass)
        {
            continue;
        }
        let names = |clause: &Span| {
            let theirs = text.folded(*clause);
            let off = config.promises.is_off(theirs) || config.promises.amiss.any(theirs);
            !off && is_named_whole(name, theirs, config)
        };
        best = done.clone().find(names).map(|clause| (mass, clause)).or(best);
    }
    best.map(|(_, span)| span)
}

/// Whether a clause tells of all of a name, and of no longer one: what stands before it ends with a sign, a place or what is done, and
/// what stands behind it begins so. Quotation marks count for nothing.
pub(super) fn is_named_whole(name: &[char], clause: &[char], config: &Config) -> bool {
    let plain: Vec<char> = clause.iter().copied().filter(|c| !QUOTATION.contains(c)).collect();
    let name: Vec<char> = name.iter().copied().filter(|c| !QUOTATION.contains(c)).collect();
    let (wording, promises) = (&config.wording, &config.promises);
    let words = [
        &wording.govern,
        &config.grammar.verbs,
        &wording.manner,
        &promises.acts,
        &promises.lead,
        &promises.behind_told,
        &promises.convenes,
        &promises.behind_names,
        &promises.here,
    ];
    let opens = |before: &[char]| {
        before.last().is_none_or(|c| !is_han(*c))
            || words.iter().any(|words| words.at_end(before).is_some())
            || promises.once.at_end(before).is_some()
            || promises.stages.at_end(before).is_some()
            || wording.place_ends.at_end(before).is_some()
    };
    plain
        .windows(name.len().max(1))
        .enumerate()
        .any(|(at, run)| run == name && opens(&plain[..at]) && is_whole_where_told(&plain[at + name.len()..], config))
}

/// The items of a list. What joins two stands between words: not in 和平桥, 普及.
fn items_of<'a>(object: &'a [char], config: &Config) -> Vec<&'a [char]> {
    let (mut items, mut from) = (Vec::new(), 0);
    for at in 0..object.len() {
        let joins = config.grammar.joins.has(object[at]) && at >= from + WHOLE && at + WHOLE < object.len();
        if object[at] == LISTED || joins {
            items.push(&object[from..at]);
            from = at + 1;
        }
    }
    items.push(&object[from..]);
    items
}

/// So many letters has a word at least that stands by itself: 高 of 高等 is none.
const WHOLE: usize = 2;

/// An item without its number in front (第五届) and what is done to it behind.
fn without_edges<'a>(item: &'a [char], config: &Config) -> &'a [char] {
    // 甲、乙等活动
    let so_on = (WHOLE..item.len()).find(|at| item[*at] == AND_SO_ON);
    let mut name = &item[..so_on.unwrap_or(item.len())];
    if name.first() == Some(&ORDINAL) {
        let digits = name[1..].iter().take_while(|c| c.is_ascii_digit() || HAN_NUMBERS.contains(**c)).count();
        name = &name[(digits + 2).min(name.len())..];
    }
    without_tails(name, config)
}

/// A name without what is done to it, or it comes to, at its end.
pub(super) fn without_tails<'a>(mut name: &'a [char], config: &Config) -> &'a [char] {
    loop {
        let tail =
            config.promises.brought_about(name).max(config.promises.tails.at_end(name).map_or(0, |(len, ())| len));
        if tail == 0 {
            return name;
        }
        name = &name[..name.len() - tail];
    }
}

const QUOTATION: [char; 2] = ['“', '”'];

/// A list of more items is about what they have in common, and one of them tells little of it. Set by hand.
const FEW: usize = 4;

/// How much each pair of a proper name weighs at least on average, and all of them. Set by hand.
const PROPER_PAIR: f64 = 0.8;
pub(super) const PROPER_WEIGHS: f64 = 1.9;
