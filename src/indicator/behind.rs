//! What stands behind figures: what became of so many things, or was done to all of them.

use crate::config::Kind;
use crate::quantity::UnitName;
use crate::text::squeeze;

use super::counted::counted;
use super::label;
use super::layout::Mark;
use super::reader::Reader;
use super::relation::{Read, Relation};

impl Reader<'_> {
    /// What the figure counts, where that stands behind it.
    pub(super) fn counted_noun(&self, at: usize, read: &Read<'_>, core: &[char]) -> Option<Vec<char>> {
        let mention = self.figures[at];
        let slot = self.layout.slots[at];
        let next_figure = slot.closed_by == Mark::None && at + 1 < self.figures.len();
        let mut behind: Vec<char> = self.layout.behind(at).to_vec();
        // 12类45件实事: classes of what the figure right behind them counts.
        if next_figure && behind.is_empty() && label::after_verbs(core, &self.config.grammar).is_empty() {
            behind = self.layout.behind(at + 1).to_vec();
        }
        // 较2022年的90.9%│提升9.1个百分点: what changed, and no thing.
        if next_figure && self.config.grammar.changes.at_start(&behind).is_some_and(|(len, _)| len == behind.len()) {
            return None;
        }
        // 与上年的1241万元│相比: what it is held against.
        let grammar = &self.config.grammar;
        if grammar
            .compares
            .at_start(&behind)
            .is_some_and(|(len, ())| len > 1 && grammar.compare_ends.is(&behind[..len]))
        {
            return None;
        }
        if let Some(noun) = self.graded_noun(at, core, &behind) {
            return Some(noun);
        }
        // 为1万名困境、留守儿童评估: the row of what is counted goes on to its noun.
        let named = (2..=4).contains(&behind.len()) && mention.kind(self.config) == Kind::Count;
        let starts =
            |words: &[char]| grammar.after.at_start(words).is_some() || grammar.verbs.at_start(words).is_some();
        let row = slot.closed_by == Mark::Item && named && !starts(&behind);
        if row && !starts(&self.layout.chars[slot.right + 1..]) {
            let floor = self.layout.slots.get(at + 1).map_or(self.layout.chars.len(), |next| next.start);
            let end = (slot.right..floor).find(|&k| !matches!(self.layout.marks[k], Mark::None | Mark::Item));
            let end = end.or((at + 1 == self.figures.len()).then_some(floor));
            behind = end.map_or(behind, |end| self.layout.chars[slot.end..end].to_vec());
        }
        if let Some(noun) = self.what_lasted(at, &behind, core, next_figure) {
            return Some(noun);
        }
        let times = matches!(mention.unit, Some(UnitName::Known(id)) if self.config.units.get(id).name == "次");
        let noun = counted(&behind, next_figure, times, self.config)?;
        let noun = self.without_rate(at, noun);
        // 隐患83处│整改79处
        let noun = Some(self.without_done(at, noun)).filter(|noun| !noun.is_empty())?;
        // 扩大到32个部门 counts; 增长6%的目标 does not.
        let counts = mention.kind(self.config) == Kind::Count;
        if matches!(read.relation, Relation::By(_) | Relation::To(_)) && !core.is_empty() && !counts {
            return None;
        }
        let share = mention.form.is_share()
            || mention.unit.is_some_and(
                |unit| matches!(unit, UnitName::Known(id) if self.config.units.get(id).kind == Kind::Rate),
            );
        // 确定4.5%的增长目标
        let aimed = grammar.change_nouns.is(noun) && label::after_verbs(core, grammar).is_empty();
        if share && !core.is_empty() && !read.done && !aimed {
            return None;
        }
        Some(noun.to_vec())
    }

    /// What went on for so long as a figure tells.
    fn what_lasted(&self, at: usize, behind: &[char], core: &[char], next_figure: bool) -> Option<Vec<char>> {
        // 连续13年蝉联全省第一: the rank belongs to what lasted.
        if self.lasts(at) && self.figures.get(at + 1).is_some_and(|next| next.rank) {
            return Some(self.layout.chars[self.layout.slots[at].end..self.layout.slots[at + 1].end].to_vec());
        }
        // 连续10年提高养老金
        if self.lasts(at) && core.is_empty() && !next_figure && behind.len() >= 4 {
            return Some(behind[..behind.len().min(26)].to_vec());
        }
        // 信访总量连续3年下降
        let changed = !core.is_empty() && !next_figure && (2..=8).contains(&behind.len());
        (self.lasts(at) && changed).then(|| behind.to_vec())
    }

    /// 85项任务│完成率96.5%: what is counted, without how much of it was done where the next figure tells that; 水质优良率, which no verb
    /// makes, is one word.
    fn without_rate<'b>(&self, at: usize, noun: &'b [char]) -> &'b [char] {
        let rate = self.layout.slots[at].closed_by == Mark::None
            && at + 1 < self.figures.len()
            && self.figures[at + 1].kind(self.config) == Kind::Rate;
        let stem = label::rated(noun, &self.config.grammar);
        if rate && stem.len() + 1 < noun.len() { stem } else { noun }
    }

    /// 138项任务│完成136项: what is counted, without what was done to so many of them as the next figure tells.
    fn without_done<'b>(&self, at: usize, noun: &'b [char]) -> &'b [char] {
        let some = self.layout.slots[at].closed_by == Mark::None
            && self
                .figures
                .get(at + 1)
                .is_some_and(|next| next.unit == self.figures[at].unit && next.value <= self.figures[at].value);
        let (len, ()) = self
            .config
            .counting
            .done_of
            .at_end(noun)
            .filter(|(len, ())| some && (noun.len() >= len + 2 || noun.len() == *len))
            .unwrap_or_default();
        &noun[..noun.len() - len]
    }

    /// 引导1亿人│在中西部就近城镇化: what so many are brought to do, where only a verb stands before them.
    pub(super) fn done_somewhere(&self, at: usize, core: &[char]) -> Option<Vec<char>> {
        let behind = self.layout.behind(at);
        let verb = !core.is_empty() && label::after_verbs(core, &self.config.grammar).is_empty();
        let placed = self.config.grammar.placed.open(behind) && (4..=20).contains(&behind.len());
        let last = at + 1 == self.figures.len() || self.layout.slots[at].closed_by != Mark::None;
        (verb && placed && last && !self.layout.touches(at)).then(|| behind.to_vec())
    }

    /// 74%用于民生: what a share of something told before is for or from.
    pub(super) fn spent_on(&self, at: usize, core: &[char]) -> String {
        let behind = self.layout.behind(at);
        let whole = self.layout.slots[at].closed_by != Mark::None && (4..=18).contains(&behind.len());
        let share = self.figures[at].kind(self.config) == Kind::Rate;
        let spent = self.config.grammar.spent.at_start(behind).is_some();
        if whole && share && spent && core.is_empty() { format!("·{}", squeeze(behind)) } else { String::new() }
    }

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
        // 个人新获评: the verb may begin before what is carried out.
        let tail = match (done, verb()) {
            (Some(done), Some(verb)) if verb < done && done < verb + 3 => Some(verb),
            (done, verb) => done.or(verb),
        };
        // 22个建设试点、8个推进│融合发展试点: the end of its own noun.
        let alike = |tail: usize| noun.len() >= 2 && behind[tail..].ends_with(&noun[noun.len() - 2..]);
        let Some(tail) = tail.filter(|tail| !alike(*tail)) else { return noun };
        noun.into_iter().chain(behind[tail..].iter().copied().take(20)).collect()
    }
}
