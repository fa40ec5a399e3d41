//! What a part is called after (总体): the whole that it is of, told before it.

use crate::config::{Grammar, Kind};
use crate::text::signs::{RATE, SHARE};

use super::label;
use super::layout::Mark;
use super::phrase::joined;
use super::reader::{Draft, Reader};
use super::relation::Relation;
use super::word::squeezed;

/// So many figures before one may tell what it is of. Set by hand: no row that is meant to be read is longer.
pub(super) const REACH: usize = 40;

impl Reader<'_> {
    /// 2874件，其中甲类612件、乙类1137件，│办结2791件: whether a figure stands behind a row of parts, or is more than the one told
    /// before it, and so is of the whole.
    pub(super) fn outgrows(&self, at: usize, part: usize) -> bool {
        let (own, other) = (self.figures[at], self.figures[part]);
        if part + REACH < at || !self.drafts[part].among_row {
            return false;
        }
        let item = |at: usize| self.layout.slots.get(at).is_some_and(|slot| slot.opened_by == Mark::Item);
        let row = item(part) || item(part + 1);
        let more = own.unit == other.unit && own.value > other.value && own.kind(self.config) == Kind::Count;
        // 其中小额贷款6亿元、121笔，│占笔数的72%: of the parts.
        let share = self.layout.before(at).iter().find(|c| !c.is_whitespace()) == Some(&SHARE);
        !item(at) && !share && (row || more)
    }

    /// 其中│已消除风险: whether words say that something was done to some of what was told, or was not.
    pub(super) fn is_settled(&self, before: &[char]) -> bool {
        let grammar = &self.config.grammar;
        let words = squeezed(before);
        let among = grammar.among_words.at_start(&words).map_or(0, |(len, ())| len);
        let behind = grammar.settled.at_start(&words[among..]).map(|(len, ())| &words[among + len..]);
        behind.is_some_and(|verb| grammar.verbs.at_start(verb).is_some_and(|(len, ())| len >= 2))
    }

    /// Whether a figure stands in a row behind a rate, and is one.
    pub(super) fn is_rate_in_row(&self, at: usize) -> bool {
        let rate = |at: usize| self.figures[at].kind(self.config) == Kind::Rate && !self.figures[at].rank;
        at > 0 && self.layout.slots[at].opened_by == Mark::Item && rate(at) && rate(at - 1)
    }

    /// What has the place in an order that a figure tells: the nearest figure before that is a level and no share of another.
    pub(super) fn ranked_before(&self, at: usize) -> Option<String> {
        let slots = &self.layout.slots;
        let told = |k: &usize| {
            let draft = &self.drafts[*k];
            let share = draft.subject.rsplit('·').next().is_some_and(|last| last.starts_with(SHARE));
            !draft.subject.is_empty()
                && !draft.of_plan
                && !share
                && (slots[*k].inside.is_none() || slots[*k].inside == slots[at].inside)
        };
        (0..self.drafts.len()).rev().take(REACH).find(told).map(|k| self.drafts[k].subject.clone())
    }

    /// Whether the figure right before is a part, by its words, in the same brackets, or as a class that begins with a number: 其中甲类12件，
    /// │占5%, （环保投资21亿元，│占4%）, 0—14岁人口18万人，│占16%.
    pub(super) fn is_behind_part(&self, at: usize) -> bool {
        let inside = |at: usize| self.layout.slots[at].inside;
        let Some(last) = self.drafts.last() else { return false };
        last.among_row || self.is_behind_class() || inside(at).is_some() && inside(at) == inside(at - 1)
    }

    /// Whether the figure right before is of a class that begins with a number: 0—14岁人口18万人，│占16%.
    pub(super) fn is_behind_class(&self) -> bool {
        let own = self.drafts.last().and_then(|last| last.subject.rsplit('·').next());
        own.is_some_and(|own| own.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// What later figures go on with behind a general noun: what was told before it, unless the clause said another thing.
    pub(super) fn goes_on_with_topic(&self, at: usize, core: &[char], subject: &str) -> Option<String> {
        // 0—14岁人口18万人，占16%；│15—59岁人口: the next class is none of the one before.
        if core == [SHARE] && self.is_behind_class() {
            return self.drafts.last().map(|last| last.topic.clone());
        }
        let topic = self.earlier(at).map(|draft| draft.topic.clone())?;
        (subject.starts_with(&topic) || self.invested_in(at, core).is_none()).then_some(topic)
    }

    /// What a figure among others is among: the nearest one before in the same unit that is not among them, else the nearest.
    pub(super) fn whole_before(&self, at: usize) -> Option<&Draft> {
        let told = |k: &usize| {
            let draft = &self.drafts[*k];
            self.figures[*k].unit == self.figures[at].unit
                && !draft.among_row
                && !draft.topic.is_empty()
                && !matches!(draft.relation, Some(Relation::By(_)))
                && self.layout.slots[*k].inside.is_none()
        };
        (0..self.drafts.len()).rev().take(REACH).find(told).map(|k| &self.drafts[k]).or_else(|| self.earlier(at))
    }

    /// Whether a figure stands in a row that 其中 opened.
    pub(super) fn goes_on_among(&self, at: usize) -> bool {
        // 其中药店400家（连锁120家）、│其他200家: behind the bracket the row goes on.
        let slots = &self.layout.slots;
        let beside = |k: &usize| slots[*k].inside.is_none() || slots[*k].inside == slots[at].inside;
        let last = (0..self.drafts.len()).rev().take(REACH).find(beside);
        slots[at].opened_by == Mark::Item && last.is_some_and(|last| self.drafts[last].among_row)
    }

    /// 处罚120件，其中警告20件、│罚款90件: the whole of a figure in a row right beside a part that is measured alike, unless that was a thing
    /// with what was done to it (其中甲类申请受理60件、│审结57件).
    pub(super) fn whole_beside(&self, at: usize) -> Option<String> {
        let grammar = &self.config.grammar;
        let alike = |last: usize| {
            let told: Vec<char> = self.drafts[last].subject.rsplit('·').next().unwrap_or_default().chars().collect();
            let noun = label::before_verbs(&told, grammar).len();
            self.drafts[last].among_row
                && self.figures[last].unit == self.figures[at].unit
                && (noun == 0 || noun == told.len())
        };
        let beside = self.layout.slots[at].opened_by == Mark::Item && at.checked_sub(1).is_some_and(alike);
        self.whole_before(at).filter(|_| beside).map(|whole| whole.subject.clone())
    }

    /// A part of what was told, by a name that says no measure: 居民收入3万元。其中城镇居民│4万元, 销售面积52万平方米，其中住宅│43万平方米.
    /// Nothing of what is counted.
    pub(super) fn part_named(&self, at: usize, own: &str, draft: &Draft, carried: Option<&str>) -> Option<String> {
        if self.figures[at].kind(self.config) == Kind::Count || !draft.among_row {
            return None;
        }
        let told = |k: &usize| {
            let last = &self.drafts[*k];
            !last.among_row && !last.topic.is_empty() && !last.of_plan && !self.figures[*k].rank
        };
        let more = |k: &usize| {
            self.figures[*k].unit == self.figures[at].unit && self.figures[*k].value >= self.figures[at].value
        };
        let (own, grammar): (Vec<char>, _) = (own.chars().collect(), &self.config.grammar);
        let whole = (0..self.drafts.len()).rev().find(told);
        let group = whole.map_or(carried, |k| Some(self.drafts[k].subject.as_str()));
        let group = group.and_then(|told| part_of_group(&own, told, grammar));
        group.or_else(|| {
            let rate = self.figures[at].kind(self.config) == Kind::Rate;
            let whole = (0..self.drafts.len()).rev().filter(|_| !rate).filter(told).find(more)?;
            part_of_whole(&own, &self.drafts[whole].subject, grammar)
        })
    }
}

/// 居民人均可支配收入, 城镇居民: what is measured of a group is measured of a part of it.
fn part_of_group(own: &[char], told: &str, grammar: &Grammar) -> Option<String> {
    /// So long is at most what is measured: 人均可支配收入. Set by hand.
    const LONGEST: usize = 10;
    let told: Vec<char> = told.chars().collect();
    let group = own.len().checked_sub(2).filter(|stem| *stem > 0).map(|stem| &own[stem..])?;
    let from = told.windows(2).position(|two| two == group)? + 2;
    let measured = &told[from..];
    let is_measure =
        measured.len() <= LONGEST && !measured.contains(&SHARE) && grammar.general.at_end(measured).is_some();
    // 新增铁路里程……其中│高速铁路: what was done is done to the part as well.
    let done = &told[..told.len() - label::after_verbs(&told, grammar).len()];
    let done = if own.starts_with(done) { &[] } else { done };
    (is_measure && !told[..from].ends_with(own)).then(|| done.iter().chain(own).chain(measured).collect())
}

/// 商品房销售面积, 住宅: a part by a name of its own that is no measure.
fn part_of_whole(own: &[char], told: &str, grammar: &Grammar) -> Option<String> {
    /// So long is such a name at most. Set by hand: longer ones say what is measured.
    const LONGEST: usize = 4;
    let measured = grammar.general.at_end(own).is_some() || grammar.amounts.close(own) || own.last() == Some(&RATE);
    let name: String = own.iter().collect();
    let part = (2..=LONGEST).contains(&own.len()) && !measured && !told.is_empty() && !told.ends_with(&name);
    part.then(|| joined(told, &name))
}
