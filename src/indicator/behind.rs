//! What stands behind figures: what became of so many things, or was done to all of them.

use crate::text::squeeze;

use super::layout::Mark;
use super::reader::Reader;

impl Reader<'_> {
    /// 有29件得到化解: what became of so many, where nothing stands before them.
    pub(super) fn done_with(&self, at: usize) -> String {
        let behind = self.layout.behind(at);
        let verb = self.config.grammar.became_words.at_start(behind).is_some();
        let next_figure = self.layout.slots[at].closed_by == Mark::None && at + 1 < self.figures.len();
        if verb && !next_figure && behind.len() <= 8 { squeeze(behind) } else { String::new() }
    }

    /// 对5个市直部门和2个县进行专项督查: what is done to both stands behind the last.
    pub(super) fn with_shared_predicate(&self, at: usize, noun: Vec<char>) -> Vec<char> {
        let grammar = &self.config.grammar;
        let slot = self.layout.slots[at];
        let Some(next) = self.layout.slots.get(at + 1) else { return noun };
        let between: String = self.layout.chars[slot.end..next.start].iter().filter(|c| !c.is_whitespace()).collect();
        let joined = between.ends_with(|c| self.config.grammar.and_words.has(c));
        if !joined || between.contains([',', ';', '。']) {
            return noun;
        }
        let behind = self.layout.behind(at + 1);
        let done = (1..behind.len()).find(|&k| self.config.grammar.carries_out.at_start(&behind[k..]).is_some());
        let verb = || {
            // 创新中心: a verb that is a noun as well heads the name of a thing.
            let nominal = |k: usize, len: usize| {
                k + len < behind.len() && self.config.wording.nominal.at_start(&behind[k..]).is_some()
            };
            (1..behind.len())
                .find(|&k| grammar.verbs.at_start(&behind[k..]).is_some_and(|(len, ())| len >= 2 && !nominal(k, len)))
        };
        let Some(tail) = done.or_else(verb) else { return noun };
        noun.into_iter().chain(behind[tail..].iter().copied().take(20)).collect()
    }
}
