//! What a figure is held against (计划、目标、上年): words that only say so, and the figures that are it.

use crate::config::{Config, Kind};
use crate::text::signs::OF;
use crate::text::squeeze;

use super::label;
use super::layout::{Layout, Mark};
use super::phrase::is_plan_base;
use super::reader::{Draft, Reader};
use super::relation::{self, Read, Relation};
use super::whole::REACH;
use super::why::LabelRule;
use super::word::squeezed;

impl<'a> Reader<'a> {
    /// Whether a share tells only how far what was told before came of what was planned: 为预算的98.2%.
    pub(super) fn measures_plan(&self, at: usize, core: &[char]) -> bool {
        let share = self.figures[at].kind(self.config) == Kind::Rate;
        share && is_plan_base(core, &self.config.grammar)
    }

    /// 为年初预算的: what a share is measured against, as it stands: 年初 is no time of its own there.
    pub(super) fn plan_named(&self, read: &Read<'_>) -> String {
        squeeze(relation::strip_tail(read.subject, &self.config.grammar))
    }

    /// 增长5.4%（预期目标6%）, 上涨0.3%，处于3%的控制目标以内: what was aimed at is a growth as what is held against it is.
    pub(super) fn grows_as(&self, at: usize, core: &[char], draft: &Draft) -> Option<Relation> {
        let base = match self.layout.slots[at].inside {
            Some(outer) if self.bracketed_aim(at, core) => outer,
            _ => at.checked_sub(1).filter(|_| draft.aimed)?,
        };
        let (own, other) = (self.figures[at], self.figures[base]);
        let rates = own.kind(self.config) == Kind::Rate && own.unit == other.unit;
        self.drafts[base].relation.filter(|relation| rates && matches!(relation, Relation::By(_)))
    }

    /// 占比41%，低于全省平均水平│46%: the words without 低于 where the rate is what something is held against, and no difference: below
    /// it stands a lower one, above it a higher one that is not twice as high.
    pub(super) fn held_against<'b>(&self, at: usize, core: &'b [char]) -> Option<&'b [char]> {
        let grammar = &self.config.grammar;
        let (len, ()) = grammar.exceeds.at_start(core).filter(|(len, ())| core.len() >= len + 2)?;
        let rate = |at: usize| {
            let figure = self.figures[at];
            figure.kind(self.config) == Kind::Rate && !figure.rank
        };
        let like = |k: usize| rate(k) && self.figures[k].unit == self.figures[at].unit;
        let level = |k: &usize| like(*k) && matches!(self.drafts[*k].relation, Some(Relation::Level | Relation::To(_)));
        let told = (0..at).rev().take(REACH).find(level).filter(|_| rate(at))?;
        let (own, told) = (self.figures[at].value, self.figures[told].value);
        let below = self.config.counting.below.at_start(core).is_some();
        let fits = if below { told < own } else { own < told && told < own + own };
        fits.then(|| &core[len..])
    }

    /// 新入规企业3家（县下达任务2家）: whether words in brackets are what was meant of the figure before them.
    pub(super) fn bracketed_aim(&self, at: usize, core: &[char]) -> bool {
        /// So long is such an aim's name at most. Set by hand.
        const LONGEST: usize = 12;
        let inside = self.layout.slots[at].inside.is_some() && core.len() <= LONGEST;
        inside && self.config.grammar.plan_heads.at_end(core).is_some()
    }

    /// 高于全省平均水平3个百分点, 为预算的98%: whether words only hold what was told against something else, and nothing goes on from that.
    pub(super) fn only_measures(&self, at: usize, core: &[char]) -> bool {
        let grammar = &self.config.grammar;
        // 增速高于全省
        let behind = grammar.change_nouns.at_start(core).map_or(core, |(len, _)| &core[len..]);
        self.measures_plan(at, core) || self.bracketed_aim(at, core) || grammar.exceeds.at_start(behind).is_some()
    }

    /// 比上年（核定数为3131万人次）增长: whether what opens the brackets that a figure stands in is what something is measured against.
    pub(super) fn compared_in_brackets(&self, at: usize) -> bool {
        self.before_bracket(at).is_some_and(|words| self.config.grammar.against.at_end(words).is_some())
    }

    /// 完成任务│58万亩的100.7%, 完成年度任务（130亿元）的109.8%: whether a figure is what was planned, which something is measured
    /// against right there.
    pub(super) fn is_aim(&self, at: usize, core: &[char]) -> bool {
        let amount = self.figures[at].kind(self.config) != Kind::Rate;
        let measured = self.layout.behind(at).first() == Some(&OF) && at + 1 < self.figures.len();
        let shared = || measured && is_plan_base(core, &self.config.grammar);
        let bracketed = || core.is_empty() && self.plan_before_bracket(at).is_some();
        // 安全利用率91.7%，完成年度目标（│91%）: a rate is measured against a rate.
        let rates = || {
            let rate = |at: usize| self.figures[at].kind(self.config) == Kind::Rate && !self.figures[at].rank;
            let alone = self.layout.slots[at].closed_by == Mark::Close && !measured;
            at > 0 && rate(at) && rate(at - 1) && alone && bracketed()
        };
        amount && (shared() || bracketed()) || rates()
    }

    /// 离市定│25%的目标, 低于省控│4.5%目标: whether words only hold what was told against the aim that the figure is.
    pub(super) fn measures_aim_behind(&self, at: usize, core: &[char]) -> bool {
        let grammar = &self.config.grammar;
        let behind = self.layout.behind(at);
        let rate = self.figures[at].kind(self.config) == Kind::Rate;
        let behind = match behind.strip_prefix(&[OF]) {
            Some(behind) => behind,
            None if rate => behind,
            None => return false,
        };
        let Some((len, ())) = grammar.plan_heads.at_start(behind) else { return false };
        let held = grammar.plan_measures.any(core) || grammar.exceeds.at_start(core).is_some();
        held && is_plan_base(&[core, &behind[..len]].concat(), grammar)
    }

    /// 完成任务58万亩的│100.7%: whether a figure only says how far the aim right before it was met.
    pub(super) fn goes_on_from_aim(&self, at: usize, core: &[char]) -> bool {
        core.is_empty() && self.layout.touches(at) && self.drafts.last().is_some_and(|last| last.aimed)
    }

    /// 为上年的│104.7%: whether a percentage tells how much of what was before there is now.
    pub(super) fn is_share_of_before(&self, at: usize, before: &[char]) -> bool {
        let words = squeezed(before);
        let told = self.config.grammar.shares_of.any(&words);
        told && self.figures[at].kind(self.config) == Kind::Rate && words.last() == Some(&OF)
    }

    /// The words of its clause before the brackets that a figure stands in.
    fn before_bracket(&self, at: usize) -> Option<&'a [char]> {
        let layout = self.layout;
        let open = layout.slots[at].left.checked_sub(1).filter(|open| layout.marks[*open] == Mark::Open)?;
        let from = layout.marks[..open].iter().rposition(|mark| *mark != Mark::None).map_or(0, |at| at + 1);
        Some(&layout.chars[from..open])
    }

    /// The same, where they name a plan: 完成年度任务（130亿元）.
    fn plan_before_bracket(&self, at: usize) -> Option<&'a [char]> {
        let grammar = &self.config.grammar;
        self.before_bracket(at).filter(|words| is_plan_base(label::open(words, grammar).rest, grammar))
    }

    /// 完成年度任务（130亿元）│的109.8%: the words before the brackets are those of the figure behind them.
    pub(super) fn across_bracket(&self, at: usize, before: &'a [char]) -> &'a [char] {
        let of = before.iter().filter(|c| !c.is_whitespace()).eq(&[OF]);
        at.checked_sub(1).filter(|_| of).and_then(|last| self.plan_before_bracket(last)).unwrap_or(before)
    }
}

/// 与上年的7.1%│相比，失业率下降0.4个百分点: what is held against, where nothing before says what it is, is of what changed by that.
pub(super) fn name_held(layout: &Layout<'_>, drafts: &mut [Draft], config: &Config) {
    let grammar = &config.grammar;
    for at in 1..drafts.len() {
        let behind = layout.behind(at - 1);
        let held = grammar.compares.at_start(behind).is_some_and(|(len, ())| grammar.compare_ends.is(&behind[..len]));
        let changed = matches!(drafts[at].relation, Some(Relation::By(_)));
        let told = drafts[at - 1].rules.0 == LabelRule::Before && drafts[at].own;
        let unsaid = drafts[at - 1].label.is_empty() || told;
        if held && changed && unsaid && drafts[at - 1].previous {
            let Draft { subject, topic, .. } = drafts[at].clone();
            let before = &mut drafts[at - 1];
            (before.label, before.subject, before.topic) = (subject.clone(), subject, topic);
            before.rules.0 = LabelRule::Told;
        }
    }
}
