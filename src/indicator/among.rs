//! What figures are counted among (在……中): 抽查的22个项目中，8个项目……, 对外投资14个项目有9个已建成.

use crate::config::Grammar;
use crate::text::signs::{AMONG, OF};

use super::label;
use super::layout::{Layout, Mark};
use super::reader::Draft;
use super::relation;
use super::word;
use super::word::squeezed;

/// How many figures may stand between one and what it is counted among. Set by hand: a longer row has totals of its own.
const FAR: usize = 12;

/// The figure of the sentence that the words of another count it among, nearest first; whether the two fit is not asked.
pub(super) fn within(layout: &Layout<'_>, at: usize, drafts: &[Draft], grammar: &Grammar) -> Option<usize> {
    let own = squeezed(layout.behind(at));
    if layout.touches(at) {
        let between = squeezed(layout.before(at));
        // 83人│中50岁以上的35人
        let between = match between.split_first() {
            Some((&AMONG, said)) if !word::heads(&between, grammar) && said.last() == Some(&OF) => return Some(at - 1),
            _ => between,
        };
        // 1320家企业中│有专利的409家; 112个乡镇中│设立中队81个 is of another noun.
        let said = parted(&between, grammar).map(|at| relation::strip_tail(&between[at + 1..], grammar));
        if said.is_some_and(|said| said.is_empty() || said.last() == Some(&OF)) {
            return Some(at - 1);
        }
        let (len, ()) = grammar.counts_of.at_end(&between)?;
        let noun = &between[..between.len() - len];
        return (is_of(noun, &own, grammar) || is_said(&own, grammar)).then(|| at - 1);
    }
    let before = squeezed(layout.before(at));
    // 教师1342人；教师中│具有博士学位的986人: among those that were told by the same name.
    let parted = parted(&before, grammar);
    if let Some(noun) = parted.map(|end| &before[..end]) {
        let noun: String = label::open(noun, grammar).rest.iter().collect();
        let named = |whole: &usize| !noun.is_empty() && drafts[*whole].label.ends_with(&noun);
        return (at.saturating_sub(FAR)..at).rev().find(named);
    }
    (at.saturating_sub(FAR)..at).rev().find_map(|whole| {
        let behind = squeezed(layout.behind(whole));
        let (AMONG, noun) = behind.split_last().map(|(last, noun)| (*last, noun))? else { return None };
        let told = layout.slots[whole].closed_by == Mark::Comma;
        // 26项指标中，│21项完成: so many of them.
        let first = before.is_empty() && !own.is_empty();
        // 抽查的30个项目中，│11个目标设置不完整: what was wrong with so many.
        let denied = || grammar.denies.any(&own);
        let sort = own.is_empty() && before.last() == Some(&OF)
            || (noun.is_empty() || first) && is_said(&own, grammar)
            || first && denied();
        (told && (is_of(noun, &own, grammar) || sort)).then_some(whole)
    })
}

/// Where 中 stands behind a noun, as a word of its own: not 拟安排中央预算, 高中阶段.
fn parted(words: &[char], grammar: &Grammar) -> Option<usize> {
    let own = |at: &usize| !word::heads(&words[*at..], grammar) && !word::ends(&words[..=*at], grammar);
    (2..words.len()).filter(|at| words[*at] == AMONG).find(own)
}

/// Whether words begin with the end of a noun: 项目因…… of 专项债券项目.
fn is_of(noun: &[char], words: &[char], grammar: &Grammar) -> bool {
    let named = (2..=noun.len().min(6)).any(|len| words.starts_with(&noun[noun.len() - len..]));
    // 攻坚县中，317个县实现目标
    let one = || matches!((noun.last(), words), (Some(last), [first, rest @ ..]) if last == first && (is_said(rest, grammar) || grammar.denies.any(rest)));
    named || one()
}

/// Whether words say something of what is counted, and name no other thing: 连续三年亏损, 已完工.
fn is_said(words: &[char], grammar: &Grammar) -> bool {
    words.is_empty()
        || grammar.said_starts.at_start(words).is_some()
        || grammar.verbs.at_start(words).is_some()
        || grammar.lasting_words.at_start(words).is_some()
        || label::open(words, grammar).rest.len() < words.len()
}
