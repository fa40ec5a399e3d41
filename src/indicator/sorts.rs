//! Sorts of what was told (类别): 5A级, 三级以上, 食品类 name nothing by themselves, and neither do the parts that a bracket lists.

use crate::config::{Config, Counter, Kind};
use crate::quantity::{Mention, UnitName};
use crate::text::signs::{LEVEL, TOLD};
use crate::text::squeeze;

use super::label;
use super::layout::Layout;
use super::phrase::joined;
use super::reader::{DEALT, Draft, Reader};
use super::relation::Relation;
use super::word::{self, squeezed};
use super::{Indicator, IndicatorId};

/// So long is the name of a sort at most. Set by hand: longer words that end so name what they are of.
const LONGEST: usize = 7;

/// Whether words are no more than the grade, rank or class of what was told: 5A级, 三级以上, 食品类; the last only of what is counted, as
/// 肉类 is measured by itself.
pub(super) fn is_sort(words: &[char], mention: &Mention, config: &Config) -> bool {
    let words = squeezed(words);
    let counted = mention.kind(config) == Kind::Count && !mention.rank;
    let named = |len: usize, least: usize| words.len() >= least + len;
    // 传承人│国家级: of a noun of its own.
    let noun = config.grammar.graded.at_end(&words).is_some_and(|(len, ())| words.len() >= len + 2);
    (2..=LONGEST).contains(&words.len())
        && !noun
        && !words.contains(&'、')
        && counted
        && (config.counting.grade_ends.at_end(&words).is_some_and(|(len, ())| named(len, 1))
            || config.counting.sort_ends.at_end(&words).is_some_and(|(len, ())| named(len, 2)))
        // 货物品类1342种: so many sorts.
        && mention.unit.is_none_or(|unit| matches!(unit, UnitName::Known(id) if config.counting.counter(&config.units.get(id).name) != Counter::Sorts))
        && config.counting.sort_not.at_end(&words).is_none()
        && config.grammar.verbs.at_start(&words).is_none()
}

/// What a sort is of, where what was told last is of another grade: 景区 of 5A级景区.
pub(super) fn ungraded<'a>(topic: &'a str, config: &Config) -> &'a str {
    let chars: Vec<char> = topic.chars().take(LONGEST).collect();
    let ends = (1..chars.len()).filter_map(|at| Some(at + config.counting.grade_ends.at_start(&chars[at..])?.0));
    // 60岁以上老年人口 is what those of 65 are among.
    let ends = ends.filter(|end| chars[..*end].contains(&LEVEL));
    let len = ends.max().map_or(0, |end| chars[..end].iter().map(|c| c.len_utf8()).sum());
    let rest = &topic[len..];
    if rest.chars().count() >= 2 && !rest.starts_with(TOLD) { rest } else { topic }
}

impl Reader<'_> {
    /// 代表性传承人中，│国家级6人: what a sort is of, where the clause right before it says what is parted.
    pub(super) fn parted_before(&self, at: usize, core: &[char]) -> Option<String> {
        if !is_sort(core, self.figures[at], self.config) {
            return None;
        }
        let (clause, _) = self.layout.whole_clauses_before(at).into_iter().next()?;
        let noun = word::before_among(clause, &self.config.grammar)?;
        label::noun_phrase(noun, self.config).map(squeeze)
    }
}

/// What is part of a total by a name that does not say of what is called after it.
pub(super) fn name_by_wholes(layout: &Layout<'_>, drafts: &mut [Draft], parents: &[Option<usize>], config: &Config) {
    name_sorts(drafts, parents);
    name_bracketed(layout, drafts, parents);
    name_parts(layout, drafts, parents, config);
}

/// 受理100件，办结90件，其中消费类60件、服务类40件: a sort is called after the total that it turns out to be part of.
fn name_sorts(drafts: &mut [Draft], parents: &[Option<usize>]) {
    for at in 0..drafts.len() {
        let Some(topic) = parents[at].map(|total| called(&drafts[total])) else { continue };
        if let Some(sort) = drafts[at].sort.as_deref().filter(|_| !topic.is_empty()) {
            let label = joined(&topic, sort);
            call(drafts, at, label);
        }
    }
}

/// So many figures behind one may tell how it changed, or what share it is. Set by hand.
const NEAR: usize = 3;

/// Calls a figure anew, and those behind it that are told of it: 其中博士80人，│占10%.
pub(super) fn call(drafts: &mut [Draft], at: usize, label: String) {
    let old = std::mem::replace(&mut drafts[at].label, label.clone());
    for draft in drafts.iter_mut().skip(at + 1).take(NEAR).filter(|_| !old.is_empty()) {
        let behind = draft.label.strip_prefix(old.as_str()).unwrap_or_default();
        if behind.starts_with(TOLD) || !behind.is_empty() && matches!(draft.relation, Some(Relation::By(_))) {
            draft.label = format!("{label}{behind}");
        }
    }
}

/// 立案300件。│其中食品类60件，广告、价格类分别为20件、18件: the same where the total stands in the sentence before, and for what was dealt out.
pub(super) fn name_sorts_outside(
    drafts: &mut [Draft],
    totals: Option<&[Option<IndicatorId>]>,
    found: &[Indicator],
    config: &Config,
) {
    for (draft, total) in drafts.iter_mut().zip(totals.into_iter().flatten()) {
        let Some(total) = total.and_then(|total| found.get(total.index())) else { continue };
        let label: Vec<char> = draft.label.chars().collect();
        let measured = config.grammar.row_ends.at_end(&label).is_some() || config.grammar.nouns.is(&label);
        let dealt = draft.head.as_deref() == Some(DEALT) && draft.verb.is_empty() && label.len() <= SHORT && !measured;
        if draft.sort.is_some() || dealt && label.last() != total.topic.chars().last().as_ref() {
            let name = draft.sort.clone().unwrap_or_else(|| draft.label.clone());
            draft.label = joined(&total.label, &name);
        }
    }
}

/// So long is what a bracket calls a part at most, where it says no more than which part it is. Set by hand.
const SHORT: usize = 6;

/// 民宿66家（甲级4家、乙级11家）, 消费券1500万元（市级财政900万元）: a part that a bracket lists is called after what stands before the bracket.
fn name_bracketed(layout: &Layout<'_>, drafts: &mut [Draft], parents: &[Option<usize>]) {
    for at in 0..drafts.len() {
        let outer = layout.slots[at].inside.filter(|&outer| parents[at] == Some(outer));
        let Some(topic) = outer.map(|outer| called(&drafts[outer])) else { continue };
        let draft = &drafts[at];
        let short = draft.label.chars().count() <= SHORT && !draft.label.contains('·');
        if short && !topic.is_empty() && !topic.ends_with(&draft.label) && !draft.label.ends_with(&topic) {
            let label = joined(&topic, &draft.label);
            call(drafts, at, label);
        }
    }
}

/// 工农业总产值34亿元，工业、农业分别为24亿元、10亿元; 公开招聘74人，其中博士2人; 转移就业6920人，其中省外4150人: a part by a name that tells
/// neither what is measured nor what was done is called after what it is part of.
fn name_parts(layout: &Layout<'_>, drafts: &mut [Draft], parents: &[Option<usize>], config: &Config) {
    for at in 0..drafts.len() {
        let Some(whole) = parents[at].filter(|_| layout.slots[at].inside.is_none()) else { continue };
        let (own, all) = (&drafts[at], &drafts[whole]);
        let label: Vec<char> = own.label.chars().collect();
        let told: Vec<char> = all.topic.chars().collect();
        let dealt = own.head.as_deref() == Some(DEALT);
        let plain =
            label.len() <= SHORT && !own.label.contains(TOLD) && (dealt || own.verb.is_empty()) && own.sort.is_none();
        // 单独招生录取: what was done to it says itself what it is of.
        let acts_itself = label::before_verbs(&label, &config.grammar).len() < label.len()
            || config.counting.done_alone.at_end(&label).is_some();
        let plain = plain && (label.len() <= 4 || !acts_itself);
        let end = label.len().saturating_sub(2);
        // 工业总产值 of 工农业总产值, 贫困户 of 农户: named as what they are part of is.
        let of: Vec<char> = all.subject.chars().collect();
        let named = label[end..] == of[of.len().saturating_sub(2)..]
            || label.last() == told.last()
            || label[end..] == told[told.len().saturating_sub(2)..];
        let measured = config.grammar.row_ends.at_end(&label).is_some() || config.grammar.nouns.is(&label);
        let acts = || own.among_row && !measured && done_at_all(all, config);
        let unsaid = dealt && !measured || own.among_row && config.counting.part_words.is(&label) || acts();
        let topic = if all.subject.is_empty() { called(all) } else { all.subject.clone() };
        if plain && unsaid && !named && !topic.is_empty() && !topic.ends_with(&own.label) {
            let label = joined(&topic, &own.label);
            call(drafts, at, label);
        }
    }
}

/// 公开招聘, 医师流失: whether a total tells how many something was done to, or what they did.
fn done_at_all(whole: &Draft, config: &Config) -> bool {
    let subject: Vec<char> = whole.subject.chars().collect();
    let verb: Vec<char> = whole.verb.chars().collect();
    let there = config.counting.there.any(&verb);
    let done = config.counting.done_alone.at_end(&subject).is_some();
    !there && (done || !whole.verb.is_empty()) || label::before_verbs(&subject, &config.grammar).len() < subject.len()
}

/// 新建书屋 as 书屋; 给予政务处分, whose noun ends like a verb, as it stands; a sort as what it is of.
fn called(whole: &Draft) -> String {
    let sort = whole.sort.is_some();
    if sort || whole.subject.ends_with(&whole.topic) { whole.topic.clone() } else { whole.subject.clone() }
}
