//! Stock and flow (存量与流量): what there is at the end of a time, and what happened in it.

use crate::config::{Config, Qualifier};

use super::layout::Layout;
use super::reader::Draft;
use super::word::squeezed;
use super::years::{several, span_at_start};

/// Whether a figure is a state at the end of the time, not what happened in it: 总量超过, 资产规模; not 累计, 新增产能.
pub(super) fn is_level(layout: &Layout<'_>, at: usize, draft: &Draft, config: &Config) -> bool {
    let before = layout.before(at);
    let mut words = squeezed(before);
    let times = &config.grammar.times;
    let over = span_at_start(&words, times).is_some();
    if let Some((len, ())) = config.grammar.reached.at_end(&words) {
        // 五年来用于教育的投入达到3200亿元: what was spent over the years.
        let spent = config.grammar.flow_nouns.at_end(&words[..words.len() - len]).is_some();
        return !(spent && (over || several(&words, times).is_some()));
    }
    if over {
        words.drain(..2);
    }
    let done =
        config.grammar.changes.at_start(&words).is_some() || over && config.grammar.verbs.at_start(&words).is_some();
    let label: Vec<char> = draft.label.chars().collect();
    if (config.grammar.owns.any(&words) || config.grammar.owns.any(&label)) && !config.grammar.flows.any(&words) {
        return true;
    }
    // 20所高校130个学科进入世界前列: nothing is done to what is counted.
    let acts = config.grammar.verbs.any(&words) || config.grammar.flows.any(&words);
    let clause = (at + 1..layout.slots.len()).take_while(|&next| layout.touches(next)).last().unwrap_or(at);
    if !acts && draft.verb.is_empty() && (at..=clause).any(|at| config.grammar.stands.any(layout.behind(at))) {
        return true;
    }
    let happened = done || !draft.verb.is_empty() || draft.head.as_deref().is_some_and(|head| !head.is_empty());
    if happened || config.grammar.flows.any(&words) {
        return false;
    }
    let mut beyond = false;
    loop {
        if config.grammar.states.at_end(&words).is_some() {
            return true;
        }
        // 资产规模首次突破, 人均收入超
        let Some((len, qualifier)) = config.words.before.at_end(&words) else {
            // 班列开行超2700列: what was done stands last.
            return beyond && config.grammar.verbs.at_end(&words).is_none();
        };
        beyond |= qualifier == Qualifier::MoreThan && len < words.len();
        words.truncate(words.len() - len);
    }
}
