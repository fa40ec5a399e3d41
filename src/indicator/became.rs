//! What a value was before it became another (由…到…): which of two figures is the earlier one, and what both are called.

use crate::config::Config;
use crate::quantity::Mention;

use super::against::name_held;
use super::layout::Layout;
use super::phrase::is_before;
use super::reader::{DEALT, Draft};
use super::relation::Relation;
use super::sorts::call;
use super::word::squeezed;

/// So long is at most the noun that is counted on the way. Set by hand.
const NOUN: usize = 8;

/// 由9.8%降至7.5%: the first of two figures that touch is what the value was.
fn mark_previous(layout: &Layout<'_>, drafts: &mut [Draft], config: &Config) {
    for at in 1..drafts.len() {
        let to = (drafts[at].moved || matches!(drafts[at].relation, Some(Relation::To(_)))) && layout.touches(at);
        let before = layout.before(at);
        // 预算由50亿元调整为48亿元: what was planned anew, in the same year.
        let anew = layout.touches(at) && !config.grammar.plan_heads.any(layout.before(at - 1));
        let became = to || anew && config.grammar.became.at_end(before).is_some();
        let dealt = drafts[at - 1].head.as_deref() == Some(DEALT);
        if !became && !dealt && !drafts[at - 1].compared {
            drafts[at - 1].previous &= is_before(layout.before(at - 1), &config.grammar);
        } else if became
            && (drafts[at - 1].previous
                || config.grammar.from_starts.any(layout.before(at - 1))
                || config.grammar.until_now.at_end(&squeezed(layout.before(at - 1))).is_some())
        {
            drafts[at - 1].previous = true;
            // 从20亿元增加到去年的98亿元
            drafts[at].previous = false;
        }
    }
    mark_row_before(layout, drafts, config);
    if let Some(last) = drafts.len().checked_sub(1) {
        drafts[last].previous &= is_before(layout.before(last), &config.grammar);
    }
    became_all(layout, drafts, config);
}

/// 由5个站点│扩大到所有站点: so many there were before it was all of them. People who go somewhere become none (由6名队员到各村│).
fn became_all(layout: &Layout<'_>, drafts: &mut [Draft], config: &Config) {
    let counting = &config.counting;
    for (at, draft) in drafts.iter_mut().enumerate() {
        let from = squeezed(layout.before(at)).last().is_some_and(|last| config.grammar.from_words.has(*last));
        let behind = squeezed(layout.behind(at));
        let noun = (0..behind.len().min(NOUN + 1)).take_while(|&len| len == 0 || crate::text::is_han(behind[len - 1]));
        let spread = |len: usize| {
            let (verb, ()) = counting.spread.at_start(&behind[len..])?;
            let people = counting.people_ends.at_end(&behind[..len]).is_some();
            (!people).then(|| &behind[len + verb..])
        };
        draft.previous |= from && noun.filter_map(spread).any(|rest| counting.became_all.at_start(rest).is_some());
    }
}

/// 从4.6万元和1.7万元分别提高到5.9万元和2.3万元: the row that 从 opens is what the row behind 分别 was, name by name.
fn mark_row_before(layout: &Layout<'_>, drafts: &mut [Draft], config: &Config) {
    let mut at = 0;
    while at < drafts.len() {
        let row = |k: usize, drafts: &[Draft]| {
            drafts[k].head.as_deref() == Some(DEALT) && matches!(drafts[k].relation, Some(Relation::To(_)))
        };
        let count = (at..drafts.len()).take_while(|&k| row(k, drafts)).count();
        let opened = |first: usize| config.grammar.from_starts.any(layout.before(first));
        if count >= 2
            && layout.touches(at)
            && let Some(first) = at.checked_sub(count).filter(|&first| opened(first))
        {
            for k in 0..count {
                let Draft { label, subject, topic, scope, rules, .. } = drafts[at + k].clone();
                let before = &mut drafts[first + k];
                *before = Draft { label, subject, topic, scope, rules, previous: true, ..before.clone() };
            }
        }
        at += count.max(1);
    }
}

/// Tells of each figure whether it is what a value was before the next, and what such two are called.
pub(super) fn what_became(layout: &Layout<'_>, figures: &[&Mention], drafts: &mut [Draft], config: &Config) {
    mark_previous(layout, drafts, config);
    name_held(layout, drafts, config);
    name_on_the_way(layout, figures, drafts, config);
}

/// 试点由5个县扩大到9个县, 试点由5个扩大到9个县: the noun stands behind one of the two or behind both, and both are called after it and what
/// stands before the first.
fn name_on_the_way(layout: &Layout<'_>, figures: &[&Mention], drafts: &mut [Draft], config: &Config) {
    for at in 1..drafts.len() {
        let (before, behind) = (squeezed(layout.before(at - 1)), squeezed(layout.behind(at - 1)));
        let from = drafts[at - 1].previous && before.last().is_some_and(|last| config.grammar.from_words.has(*last));
        let to = layout.touches(at) && matches!(drafts[at].relation, Some(Relation::To(_)));
        if !from || !to || figures[at - 1].unit != figures[at].unit {
            continue;
        }
        let Some(noun) = (0..=behind.len().min(NOUN)).find(|&len| turns(&behind[len..], config)) else { continue };
        let (noun, told): (String, String) = (behind[..noun].iter().collect(), behind.iter().collect());
        let own = drafts[at - 1].label.as_str();
        let last = drafts[at].label.as_str();
        let counted = last.chars().count() <= NOUN && layout.behind(at).starts_with(&last.chars().collect::<Vec<_>>());
        let (head, noun) = match own.strip_suffix(told.as_str()).or_else(|| own.strip_suffix(noun.as_str())) {
            // 由5个扩大到9个县: the last says it for both.
            Some(head) if noun.is_empty() && counted => (head, last),
            Some(head) => (head, noun.as_str()),
            None => continue,
        };
        if !head.is_empty() && !noun.is_empty() {
            // 试点县由5个县扩大到9个县: called so already.
            let label = if head.ends_with(noun) { head.to_owned() } else { format!("{head}{noun}") };
            call(drafts, at - 1, label.clone());
            call(drafts, at, label);
        }
    }
}

/// Whether words are a verb by which a value becomes another, and nothing else: 扩大到, 提升至, 调整为.
fn turns(words: &[char], config: &Config) -> bool {
    let whole = |len: usize| len == words.len();
    let grammar = &config.grammar;
    let to = |len: usize| whole(len) || whole(len + 1) && grammar.to_ends.open(&words[len..]);
    let changes = grammar.changes.at_start(words).is_some_and(|(len, _)| to(len));
    let became = grammar.became.at_start(words).is_some_and(|(len, ())| whole(len));
    changes || became || config.counting.spread.at_start(words).is_some_and(|(len, ())| whole(len))
}
