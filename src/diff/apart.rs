//! Whether two figures whose labels end alike are of two things all the same (另一事物): 自然村污水治理率 and 行政村污水治理率.
//!
//! The evidence between any two reports lets such labels pass, for one indicator is often called otherwise the next year.
//! Inside two sentences that belong together the labels alone must not carry it: what stands before their common end decides.

use super::purpose;
use crate::config::Config;
use crate::indicator::{Indicator, TimeBasis};
use crate::text::fold;
use crate::timeline::fields::ScopeClass;

/// A figure as its sentence tells it.
pub(super) struct Told<'a> {
    pub(super) figure: &'a Indicator,
    pub(super) scope: &'a ScopeClass,
    /// The sentence up to it.
    pub(super) sentence: &'a [char],
    /// The sentence before its own, and all of its own.
    pub(super) passage: &'a [char],
}

/// The shortest end that two labels have in common, and the shortest word before it, in letters.
const COMMON: usize = 2;
const LEAD: usize = 2;
/// A name in a label that is shorter names a sort of place and no place: 城市, 园区.
const NAME: usize = 3;

/// Whether two figures are of two things.
pub(super) fn are_apart(own: &Told<'_>, other: &Told<'_>, config: &Config) -> bool {
    let labels = labels([own, other]);
    let [x, y] = &labels;
    let common = x.iter().rev().zip(y.iter().rev()).take_while(|(a, b)| a == b).count();
    let leads = [&x[..x.len() - common], &y[..y.len() - common]];
    acts_differ(leads, config)
        || spans_differ(own.figure.basis, other.figure.basis)
        || common >= COMMON && config.apart.sorts.has(x[x.len() - common]) && heads_differ(leads, config)
        || levels_differ(own, other, &labels, config)
        || sorts_differ(own, other, &labels, config)
        || shares_differ([own, other], config)
        || is_of_the_world(own.figure, config) != is_of_the_world(other.figure, config)
        || purpose::differ([own.figure, other.figure], [own.passage, other.passage], config)
        || is_of_one_place([own, other], &labels, common, config)
}

/// 上半年 beside 全年: so much less of the year that the two numbers are none of one change. What is told up to autumn in one report
/// and for the year in the other is one.
fn spans_differ(own: TimeBasis, other: TimeBasis) -> bool {
    /// So many months more or less say another thing. Set by hand: reports are written in the last quarter or after it.
    const APART: u8 = 4;
    let months = |basis: TimeBasis| match basis {
        TimeBasis::Year => Some(12),
        TimeBasis::Through(months) => Some(months),
        _ => None,
    };
    match (months(own), months(other)) {
        (Some(own), Some(other)) => own.abs_diff(other) >= APART,
        _ => own != other && (own == TimeBasis::SecondHalf || other == TimeBasis::SecondHalf),
    }
}

/// 对全球经济增长的贡献率: what is contributed to what no such report is of.
fn is_of_the_world(figure: &Indicator, config: &Config) -> bool {
    let chars = |name: &str| name.chars().map(fold).collect::<Vec<char>>();
    let label = chars(&figure.label);
    let is_beyond = |words: &[char]| config.scopes.beyond.any(words);
    config.scopes.contributes.any(&label)
        && (is_beyond(&label) || figure.scope.as_deref().is_some_and(|scope| is_beyond(&chars(scope))))
}

/// 城镇居民收入 beside 全国居民收入: those of one sort of place beside all.
fn sorts_differ(own: &Told<'_>, other: &Told<'_>, labels: &[Vec<char>; 2], config: &Config) -> bool {
    let sort = |label: &[char]| config.scopes.areas.at_start(label).map(|(len, ())| len);
    let is_all = |told: &Told<'_>| *told.scope == ScopeClass::Whole;
    let is_part =
        |part: &[char], all: &[char]| sort(part).is_some_and(|len| sort(all).is_none() && part[len..] == *all);
    let [x, y] = labels;
    is_all(other) && is_part(x, y) || is_all(own) && is_part(y, x)
}

/// Two labels as they are matched, without quotation marks. Where both say what they belong to (案卷·合格率), only their own
/// parts: what they belong to was found in the text before them. Where one does, its own part if that is more than a short noun.
fn labels(told: [&Told<'_>; 2]) -> [Vec<char>; 2] {
    let both = told.iter().all(|told| told.figure.label.contains('·'));
    told.map(|told| {
        let label = told.figure.label.as_str();
        let last = label.rsplit('·').next().filter(|last| both || last.chars().nth(LEAD + 1).is_some());
        last.unwrap_or(label).chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
    })
}

/// 培养人才 beside 引进人才.
fn acts_differ(leads: [&[char]; 2], config: &Config) -> bool {
    let [own, other] = leads.map(|lead| config.apart.acts.find(lead).map(|(.., row)| row));
    own.zip(other).is_some_and(|(own, other)| own != other)
}

/// Two words that have nothing in common before one sort of thing: 自然村, 行政村. What is done may be said in other words.
fn heads_differ(leads: [&[char]; 2], config: &Config) -> bool {
    let [own, other] = leads;
    own.len() >= LEAD
        && other.len() >= LEAD
        && !own.iter().any(|c| other.contains(c))
        && !leads.iter().any(|lead| opens_with_act(lead, config))
}

/// Whether two labels that end alike begin with words that have nothing in common: 服务业, 世界 before 经济增长贡献率; or end as
/// two measures do: 治理率, 覆盖率.
pub(super) fn are_unlike(told: &[Told<'_>; 2], config: &Config) -> bool {
    let labels = [last_part(&told[0]), last_part(&told[1])];
    begin_unlike(&labels, config) || measures_differ(&labels, config)
}

fn last_part(told: &Told<'_>) -> Vec<char> {
    let last = told.figure.label.rsplit('·').next().unwrap_or_default();
    last.chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
}

fn begin_unlike([x, y]: &[Vec<char>; 2], config: &Config) -> bool {
    let common = x.iter().rev().zip(y.iter().rev()).take_while(|(a, b)| a == b).count();
    let plain = |lead: &[char]| lead.iter().copied().filter(|c| !config.apart.joints.has(*c)).collect::<Vec<char>>();
    let leads = [plain(&x[..x.len() - common]), plain(&y[..y.len() - common])];
    let names = |lead: &Vec<char>| lead.len() >= LEAD && !config.counting.is_bare(lead) && !is_act(lead, config);
    common >= COMMON && leads.iter().all(names) && !leads[0].iter().any(|c| leads[1].contains(c))
}

/// 生活垃圾治理率 beside 生活垃圾分类覆盖率: the two letters before the common end have nothing in common.
fn measures_differ(labels: &[Vec<char>; 2], config: &Config) -> bool {
    let measure = |label: &[char]| {
        let (end, ()) = config.wording.noun_ends.at_end(label)?;
        label[..label.len() - end].last_chunk::<LEAD>().copied()
    };
    let both = measure(&labels[0]).zip(measure(&labels[1]));
    both.is_some_and(|(x, y)| !x.iter().any(|c| y.contains(c)))
}

/// 科研支出占生产总值比重 beside 教育支出占生产总值比例: what is told of is not one thing, though the whole is.
fn shares_differ(told: [&Told<'_>; 2], config: &Config) -> bool {
    let share = |told: &Told<'_>| {
        let label = last_part(told);
        let (at, ..) = config.apart.shares.find(&label)?;
        Some(label[..at].to_vec())
    };
    let both = share(told[0]).zip(share(told[1]));
    both.is_some_and(|(x, y)| begin_unlike(&[x, y], config))
}

/// Whether words say nothing but what is done: 实施, 加快.
pub(super) fn is_act(words: &[char], config: &Config) -> bool {
    let verb = config.grammar.verbs.at_start(words).map(|(len, _)| len);
    let len = verb.max(config.wording.govern.at_start(words).map(|(len, _)| len)).unwrap_or(0);
    len == words.len()
}

/// Whether words begin with what is done: 新开工改造, 加快.
fn opens_with_act(words: &[char], config: &Config) -> bool {
    config.grammar.verbs.at_start(words).is_some() || config.wording.govern.at_start(words).is_some()
}

/// A figure of one level of government beside one of the whole territory.
fn levels_differ(own: &Told<'_>, other: &Told<'_>, labels: &[Vec<char>; 2], config: &Config) -> bool {
    let level = |label: &[char]| config.apart.levels.at_start(label).is_some();
    let is_whole = |told: &Told<'_>| *told.scope == ScopeClass::Whole;
    let [x, y] = labels;
    level(x) && is_whole(other) && !level(y) || level(y) && is_whole(own) && !level(x)
}

/// Whether one of two figures is that of a place of which the other one's sentence says nothing.
fn is_of_one_place(told: [&Told<'_>; 2], labels: &[Vec<char>; 2], common: usize, config: &Config) -> bool {
    let ends_as_place = |name: &[char]| {
        name.len() >= NAME
            && !opens_with_act(name, config)
            && (config.wording.place_ends.at_end(name).is_some() || config.apart.regions.at_end(name).is_some())
    };
    [0, 1].iter().any(|&side| {
        let (label, other) = (&labels[side], &labels[1 - side]);
        let within = || label.windows(other.len().max(1)).position(|part| part == other.as_slice());
        let lead = match common {
            COMMON.. => Some(label.len() - common),
            _ => within(),
        };
        let lead = lead.map(|end| label[..end].to_vec());
        let scope = match told[side].scope {
            ScopeClass::Named(name) => Some(name.chars().map(fold).collect::<Vec<char>>()),
            _ => None,
        };
        let is_told = |name: &[char]| told[1 - side].sentence.windows(name.len()).any(|part| part == name);
        [lead, scope].into_iter().flatten().any(|name| ends_as_place(&name) && !is_told(&name))
    })
}
