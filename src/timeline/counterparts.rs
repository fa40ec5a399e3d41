//! Sentences of two neighbouring reports that tell the same things (对应句): figures are linked between them, and what else they count in
//! one unit, nearly as many, in one place, is one, too, however it is called.
//!
//! ```text
//! 走访渔户112家，办海市28场，供摊位1.9万个；募捐7笔     112家 ─── 126家
//! 走访渔户126家，赶海节33场，摊位2.3万个；募捐9笔       28场 ═══ 33场     the only ones in 场, and right behind what is linked
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::config::{Config, Counter};
use crate::indicator::Measure;

use super::evidence::{Fields, SumPlace};
use super::facts::Fact;
use super::kinds::{Kinds, WORD, kinds, telling};
use super::places::{may_be_called_one, other_act, ranges, same_sort};
use super::tails::{Lists, by_tails, in_runs};

/// Two reports of neighbouring years, with what is linked between them: for each figure the one of the other report.
pub(super) struct Linked<'a> {
    pub(super) facts: &'a [Fact],
    pub(super) partner: &'a dyn Fn(usize, usize) -> Option<usize>,
}

/// So many figures of a sentence are looked at.
const MOST: usize = 40;

/// The figures of two neighbouring reports that are called alike in lists that tell the same, and those that stand in one place of such
/// sentences; the earlier one first.
pub(super) fn in_sentences(linked: &Linked<'_>, years: &[i32], config: &Config) -> [Vec<(usize, usize)>; 2] {
    let reports = ranges(linked.facts, years.len());
    let (mut lists, mut found) = (Vec::new(), Vec::new());
    for (early, own) in reports.iter().enumerate() {
        let Some(late) = years.iter().position(|year| *year == years[early] + 1) else { continue };
        let free =
            |(a, b): &(usize, usize)| (linked.partner)(*a, late).is_none() && (linked.partner)(*b, early).is_none();
        lists.extend(in_runs(linked.facts, [own, &reports[late]], config).into_iter().filter(free));
        let sentence_of = |at: usize, report: &Range<usize>| sentence(linked.facts, at, report);
        let mut pairs: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for at in own.clone() {
            if let Some(other) = (linked.partner)(at, late) {
                let key = (sentence_of(at, own).start, sentence_of(other, &reports[late]).start);
                pairs.entry(key).or_default().push((at, other));
            }
        }
        for ((from, to), ties) in pairs {
            let sides = [sentence_of(from, own), sentence_of(to, &reports[late])];
            let free = |range: &Range<usize>, report: usize| {
                range.clone().filter(|at| (linked.partner)(*at, report).is_none()).collect::<Vec<usize>>()
            };
            let free = [free(&sides[0], late), free(&sides[1], early)];
            let alike = by_tails(&Lists { facts: linked.facts, sides: &sides, free: &free, ties: &ties, config });
            let two = Two { facts: linked.facts, free, ties: &ties, config };
            let told = |(a, b): &(usize, usize)| alike.iter().any(|(x, y)| x == a || y == b);
            found.extend(two.pairs().into_iter().filter(|pair| !told(pair)));
            lists.extend(alike);
        }
    }
    [lists, found]
}

/// The figures of the sentence of one.
fn sentence(facts: &[Fact], at: usize, report: &Range<usize>) -> Range<usize> {
    let same = |other: &usize| facts[*other].quote == facts[at].quote;
    let before = (report.start.max(at.saturating_sub(MOST))..at).rev().take_while(same).count();
    let behind = (at + 1..report.end.min(at + MOST)).take_while(same).count();
    at - before..at + 1 + behind
}

/// Two sentences that tell the same.
struct Two<'a> {
    facts: &'a [Fact],
    /// What is not linked of each.
    free: [Vec<usize>; 2],
    /// What is.
    ties: &'a [(usize, usize)],
    config: &'a Config,
}

impl Two<'_> {
    /// The figures that are one by where they stand: of those that are measured alike and nearly as many there is one in each sentence.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let [own, others] = &self.free;
        // The only one, or the only one whose name ends alike: 反馈问题76个、完成整改71个, 发现问题64个.
        let only = |at: usize, found: Vec<usize>| {
            if let [one] = found[..] {
                return Some(one);
            }
            let mut alike = found.into_iter().filter(|other| self.end_alike(at, *other));
            alike.next().filter(|_| alike.next().is_none())
        };
        let one_of = |at: &usize| {
            let found = only(*at, others.iter().copied().filter(|other| self.fit(*at, *other)).collect())?;
            let back = only(found, own.iter().copied().filter(|other| self.fit(*other, found)).collect())?;
            (back == *at && self.placed(*at, found)).then_some((*at, found))
        };
        own.iter().filter_map(one_of).collect()
    }

    /// Whether the last parts of two labels end with one word.
    fn end_alike(&self, a: usize, b: usize) -> bool {
        let end = |at: usize| {
            let tail = &self.facts[at].fields.tail;
            tail.len().checked_sub(WORD).map(|from| &tail[from..])
        };
        end(a).zip(end(b)).is_some_and(|(one, other)| one == other && one.iter().all(|c| crate::text::is_han(*c)))
    }

    /// Whether two may be one by all but what they are called.
    fn fit(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.facts[a].fields, &self.facts[b].fields);
        let told_apart = match kinds(&a.named, &b.named, self.config) {
            Some(Kinds::Two) => true,
            Some(Kinds::OneOf) => {
                let (more, less) = if a.named.len() > b.named.len() { (a, b) } else { (b, a) };
                more.label.covered_by(&less.label, &less.around) < self.config.linking.bounds.told
            }
            None => false,
        };
        one_unit(a, b, self.config)
            && a.block.measure == Measure::Level
            && !a.block.target
            && !matches!(a.block.dimension.as_str(), "rank" | "ratio")
            && self.near(a, b)
            && !told_apart
            && !other_act(a, b)
            && !a.sum.opposes(b.sum)
            && a.joint == b.joint
            && a.rest == b.rest
    }

    /// Whether two values are near each other: by a third at most, or what is counted differs by no more than small numbers do by chance, or
    /// they moved as what is linked in their sentences did.
    fn near(&self, a: &Fields, b: &Fields) -> bool {
        let close = |x: Decimal, y: Decimal| {
            let (low, high) = (x.min(y), x.max(y));
            low > Decimal::ZERO && high / Decimal::from(4) < low / Decimal::from(3)
        };
        let by_chance = || {
            let (apart, high) = ((a.value - b.value).abs(), a.value.max(b.value));
            a.block.dimension == "count" && high < Decimal::from(SMALL) && apart * apart <= high * Decimal::from(4)
        };
        close(a.value, b.value) || by_chance() || self.moved_alike(a.value, b.value)
    }

    /// Whether two values have about the ratio that all linked levels of their sentences have, two at least, and hardly more than doubled.
    fn moved_alike(&self, a: Decimal, b: Decimal) -> bool {
        let levels: Vec<[Decimal; 2]> = self
            .ties
            .iter()
            .map(|&(x, y)| [&self.facts[x].fields, &self.facts[y].fields])
            .filter(|[x, y]| x.block.measure == Measure::Level && x.unit == y.unit)
            .map(|two| two.map(|one| one.value))
            .collect();
        let alike = |[x, y]: &[Decimal; 2]| {
            let (one, other) = (a.checked_mul(*y), b.checked_mul(*x));
            one.zip(other).is_some_and(|(one, other)| {
                let (low, high) = (one.min(other), one.max(other));
                low > Decimal::ZERO && high / Decimal::from(5) < low / Decimal::from(4)
            })
        };
        let (low, high) = (a.min(b), a.max(b));
        levels.len() >= 2 && high / Decimal::from(3) < low && levels.iter().all(alike)
    }

    /// Whether two stand in one place: in one order with what is linked, and as far from the nearest of those. Those that share a word may
    /// stand otherwise; those that share no letter stand right beside what is linked, with no end of a clause between.
    fn placed(&self, a: usize, b: usize) -> bool {
        let ordered = self.ties.iter().all(|&(x, y)| (x < a) == (y < b));
        let as_far = || {
            let beside = self.ties.iter().min_by_key(|(x, _)| x.abs_diff(a));
            beside.is_some_and(|&(x, y)| self.between(x, a) == self.between(y, b))
        };
        let (one, other) = (&self.facts[a].fields, &self.facts[b].fields);
        let part = |of: &Fields| of.sum == SumPlace::Part;
        let any = self.counts_any(one) && !(part(one) && part(other));
        let word = shared_word(one, other, self.config);
        // 发放资料9万份，受众21万人次; 覆盖群众23万人次: those that it reached, whatever stands between.
        let reached = self.reached(one) && self.reached(other);
        match shared_nouns(one, other, self.config) {
            // 产业, 产业园: of things counted by 个 there are many.
            _ if any && word.is_some() => word == Some(true) && may_be_called_one(one, other, self.config),
            _ if word.is_some() => true,
            1.. => ordered && (reached || as_far()) && !any,
            0 => {
                let as_set = part(one) == part(other) && !any && one_name(one, other);
                let beside = |(x, y): &(usize, usize)| {
                    self.beside(*x, a) && self.beside(*y, b) && self.of_told([*x, a], [*y, b])
                };
                ordered && as_set && (reached || self.ties.iter().any(beside))
            }
        }
    }

    /// Whether two figures name no thing of their own, so that they may be of what is told before them: 参训1020人次, 轮训860人次, or one
    /// is called as what it stands beside is (审结案件2947件3986人). What names a thing however short is of that: 缓刑, 低保.
    fn of_told(&self, [x, a]: [usize; 2], [y, b]: [usize; 2]) -> bool {
        let fields = |at: usize| &self.facts[at].fields;
        let told = |one: &Fields| self.config.counting.done_by_told.any(&one.named);
        let nameless = |one: &Fields| one.bare || told(one);
        let carried = |beside: usize, own: usize| fields(beside).label == fields(own).label;
        // 夜校·培训, 培训船员: what is done is all that the one is called.
        let done = |one: &Fields, other: &Fields| {
            let aliases = &self.config.aliases;
            let all = aliases.act_at(&one.tail) == Some(one.tail.len());
            all && aliases.acts(&one.tail).iter().any(|act| aliases.acts(&other.tail).contains(act))
        };
        let (one, other) = (fields(a), fields(b));
        // 参训, 轮训: done to those that are told in one word.
        let by_letter = || (told(one) || told(other)) && one.tail.iter().any(|c| other.tail.contains(c));
        nameless(one) && nameless(other)
            || by_letter()
            || carried(x, a)
            || carried(y, b)
            || done(one, other)
            || done(other, one)
    }

    /// Whether a figure is of those that were reached by what was told.
    fn reached(&self, one: &Fields) -> bool {
        self.config.counting.done_by_told.is(&one.tail)
    }

    /// Whether a figure is counted by what counts any things.
    fn counts_any(&self, one: &Fields) -> bool {
        let unit: Vec<char> = one.unit.iter().flat_map(|unit| unit.chars()).collect();
        self.config.counting.any_things.is(&unit)
    }

    /// How many levels stand between two: 增长14.3% counts for nothing.
    fn between(&self, a: usize, b: usize) -> usize {
        let level = |at: &usize| self.facts[*at].fields.block.measure == Measure::Level;
        (a.min(b) + 1..a.max(b)).filter(level).count()
    }

    /// Whether two stand beside each other.
    fn beside(&self, a: usize, b: usize) -> bool {
        self.between(a, b) == 0 && self.facts[a].clause == self.facts[b].clause
    }
}

/// Counts below this vary by chance.
const SMALL: u32 = 100;

/// Whether the names of two figures share a word, of two letters at least, that names something by itself, and whether one of them ends
/// with it.
fn shared_word(a: &Fields, b: &Fields, config: &Config) -> Option<bool> {
    let [a, b] = [a, b].map(|one| telling(&one.named, config));
    let names = |word: &&[char]| {
        let verb = config.aliases.act_at(word).is_some() || config.grammar.verbs.at_start(word).is_some();
        !(verb && config.counting.is_bare(word) || word.iter().all(|c| config.counting.no_letters.has(*c)))
    };
    let shared = a.windows(2).filter(names).filter(|word| b.windows(2).any(|other| other == *word));
    shared.map(|word| a.ends_with(word) || b.ends_with(word)).reduce(|one, other| one || other)
}

/// Whether the unit of one is that of the other, or begins so: 场, 场次.
fn one_name(a: &Fields, b: &Fields) -> bool {
    a.unit.as_deref().zip(b.unit.as_deref()).is_some_and(|(x, y)| x.starts_with(y) || y.starts_with(x))
}

/// How many letters the names of two figures share that are none of a verb before or behind what they name.
fn shared_nouns(a: &Fields, b: &Fields, config: &Config) -> usize {
    let has = |one: &Fields, c: &char| telling(&one.named, config).contains(c) && one.own.binary_search(c).is_ok();
    a.own.iter().filter(|c| has(a, c) && has(b, c)).count()
}

/// Whether two figures are measured alike, in one unit: 场 and 场次 are one, 人 and 名, too.
fn one_unit(a: &Fields, b: &Fields, config: &Config) -> bool {
    let stands = || a.unit.as_deref().zip(b.unit.as_deref()).is_some_and(|(x, y)| config.counting.stand_for(x, y));
    let people = a.counter == Counter::People && b.counter == Counter::People;
    (one_name(a, b) || people || stands()) && same_sort(a, b, config)
}
