//! What is compared of a figure to link it with those of other years.

use rust_decimal::Decimal;

use crate::config::{Config, Counter, FacetSet, Kind, Qualifier, Scopes};
use crate::indicator::{Indicator, IndicatorId, Measure, Role, TimeBasis};
use crate::similarity::{Pairs, Weights};
use crate::text::signs::{AND_SO_ON, HAN_NUMBERS, WHOLE};
use crate::text::{Span, Text};

use super::counted::{Counted, averaged, came_off, counted, plain, renewed, since};
use super::each::{each, names_several};
use super::opposites::Denied;
use super::quoted::{Quoted, done, quoted};

/// Whose figure it is, as far as it tells series apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScopeClass {
    /// Nothing is said.
    Unsaid,
    /// The whole territory: 全市.
    Whole,
    /// The body's own level: 市本级, 市直.
    Own,
    /// The level below: 各县（市、区）.
    Below,
    /// Both levels: 市、县两级.
    Both,
    /// An office or a place named.
    Named(String),
}

/// What is compared of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Fields {
    /// Figures of different blocks are never one series.
    pub block: Block,
    /// How many years it covers.
    pub years: u8,
    /// The label's pairs of characters, one name for each thing.
    pub label: Pairs,
    /// The same of what the label names, whatever is done to it, where it names a thing at all.
    pub thing: Option<Pairs>,
    /// The letters of what the label names, whatever is done to it.
    pub named: Vec<char>,
    /// The letters that its own part of the label names a thing with, once each and in order.
    pub own: Vec<char>,
    /// The numbers of what is done to it, in order.
    pub acts: Vec<u16>,
    /// Whether the label alone names nothing: 完成投资.
    pub bare: bool,
    /// All that its sentence says before the figure.
    pub around: Pairs,
    /// What stands before the figure in its sentence, and the heading over it: compared where the label names nothing.
    pub context: Pairs,
    /// The label's contrast facets.
    pub facets: FacetSet,
    /// What it denies, and the classes that it names.
    pub(crate) denied: Denied,
    /// Whose figure it is.
    pub scope: ScopeClass,
    /// Up to when it was counted.
    pub basis: TimeBasis,
    /// The unit's name.
    pub unit: Option<String>,
    /// What the unit counts.
    pub counter: Counter,
    /// The section it stands in, pooled over the years.
    pub section: Option<u32>,
    /// The value, for its order of magnitude only.
    pub value: Decimal,
    /// Which way a change went.
    pub direction: Option<crate::config::Direction>,
    /// Its place in a sum.
    pub sum: SumPlace,
    /// What was added, or what there is.
    pub counted: Option<Counted>,
    /// Of what took the place of something else: 更新公交车120辆.
    pub renewed: bool,
    /// Told without a verb of what was done: 公交车1284辆.
    pub plain: bool,
    /// A total since some start (累计), whatever the year.
    pub cumulative: bool,
    /// A mean of several years (年均).
    pub averaged: bool,
    /// Whether it is of those of what was tried that came to what was meant: 调解成功.
    pub came_off: Option<bool>,
    /// The names that it is told of one by one: 办结率、满意率均为100%.
    pub each: Vec<Pairs>,
    /// Its label names several things at once: 燃气、供水管网.
    pub joint: bool,
    /// How many letters the last of those has.
    pub last: usize,
    /// Its label names what is left of something: 审结·其他.
    pub rest: bool,
    /// The last part of its label, one name for each thing: 维持 of 行政复议·维持.
    pub tail: Vec<char>,
    /// What its label holds in quotation marks.
    pub quoted: Vec<Quoted>,
    /// Whether works are told as done or, no, as begun.
    pub done: Option<bool>,
}

/// Where a figure stands in a sum of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SumPlace {
    /// In none.
    #[default]
    None,
    /// It has parts.
    Total,
    /// It is part of another figure.
    Part,
}

impl SumPlace {
    /// Whether the one is a total, and the other a part of one.
    pub fn opposes(self, other: SumPlace) -> bool {
        matches!((self, other), (SumPlace::Total, SumPlace::Part) | (SumPlace::Part, SumPlace::Total))
    }

    /// A figure's place among its report's figures.
    pub fn of(indicator: &Indicator, all: &[Indicator]) -> Self {
        Self::among(indicator, |id| all.iter().any(|other| other.part_of == Some(id)))
    }

    /// The same where it is known which figures are totals.
    pub fn among(indicator: &Indicator, is_total: impl FnOnce(IndicatorId) -> bool) -> Self {
        if indicator.part_of.is_some() {
            SumPlace::Part
        } else if is_total(indicator.id) {
            SumPlace::Total
        } else {
            SumPlace::None
        }
    }
}

/// What two figures must share to be compared at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// Level, growth, share or change.
    pub measure: Measure,
    /// A target, or what was reached.
    pub target: bool,
    /// How many years it covers; 1 for levels, which may be told of several years and stand at their end.
    pub years: u8,
    /// What its unit measures.
    pub dimension: String,
    /// A target for later than the year to come: one of a plan of several years.
    pub far: bool,
}

impl Block {
    /// That of an indicator of a report, which covers so many years.
    fn new(indicator: &Indicator, dimension: &str, years: u8, report_year: Option<i32>) -> Self {
        Block {
            measure: indicator.measure(),
            target: indicator.role == Role::Target,
            years: if indicator.measure() == Measure::Level { 1 } else { years },
            dimension: dimension.to_owned(),
            far: indicator.period.zip(report_year).is_some_and(|(period, year)| period > year + 1),
        }
    }
}

impl Fields {
    /// What is compared of an indicator of a report with this text; `section` is its section pooled over the years.
    pub fn new(
        text: &Text,
        indicator: &Indicator,
        report_year: Option<i32>,
        section: Option<u32>,
        sum: SumPlace,
        config: &Config,
        weights: &Weights,
    ) -> Self {
        let folded: Vec<char> = compared_name(indicator).chars().filter(|c| *c != '·').map(crate::text::fold).collect();
        let label = config.aliases.apply(kind_named(&folded, config));
        let changes = matches!(indicator.measure(), Measure::Growth | Measure::Delta);
        let label = if changes { without_change(&label, config) } else { &label };
        let dimension = dimension(indicator, config);
        // 连续9年 is how long it has been so by now, whatever time the part around it tells of.
        let years = if indicator.qualifier == Some(Qualifier::Consecutive) { 1 } else { indicator.years };
        let mut fields = Fields {
            years,
            block: Block::new(indicator, dimension, years, report_year),
            facets: FacetSet::new(),
            denied: Denied::default(),
            bare: config.counting.is_bare(label),
            context: Pairs::new(&config.aliases.apply(&before(text, indicator, label.len())), weights),
            around: Pairs::new(&config.aliases.apply(&sentence_before(text, indicator)), weights),
            thing: None,
            named: Vec::new(),
            own: own_letters(&indicator.label, config),
            acts: Vec::new(),
            label: Pairs::default(),
            scope: scope_class(indicator, &config.scopes),
            basis: indicator.basis,
            unit: indicator.unit.clone(),
            counter: indicator.unit.as_ref().map_or(Counter::Other, |unit| config.counting.counter(unit)),
            section,
            value: indicator.value,
            direction: indicator.direction,
            sum,
            counted: counted(text, indicator, &config.counting),
            renewed: renewed(indicator, &config.counting),
            plain: plain(text, indicator, config),
            cumulative: since(text, indicator, config),
            // A year's mean concentration is no mean of years.
            averaged: dimension != "concentration" && averaged(text, indicator, &config.counting),
            came_off: came_off(text, indicator, config),
            each: each(text, indicator, kind_named(&folded, config), config, weights),
            joint: names_several(kind_named(&folded, config), config),
            last: 0,
            rest: names_rest(&indicator.label, config),
            tail: config.aliases.apply(&folded_part(indicator.label.rsplit('·').next().unwrap_or_default())),
            quoted: quoted(&folded, &config.counting),
            done: done(&folded, &config.counting),
        };
        fields.name(label, config, weights);
        fields.facets.extend(indicator.label.split('·').flat_map(|part| config.facets.beside(&folded_part(part))));
        fields.facets.sort_unstable();
        fields.act_last(&indicator.label, config);
        fields
    }

    /// 新收案件·审结: what is done to the things is what was told last.
    fn act_last(&mut self, label: &str, config: &Config) {
        let last = label.rsplit_once('·').map_or_else(Vec::new, |(_, last)| acts_of(last, config));
        self.acts = if last.is_empty() { std::mem::take(&mut self.acts) } else { last };
    }

    /// Compares the figure under this label from now on; in it are one name for each thing and no fillers.
    pub fn name(&mut self, label: &[char], config: &Config, weights: &Weights) {
        let aliases = &config.aliases;
        let short = || aliases.short_thing(label).filter(|(thing, _)| !config.counting.is_bare(thing));
        let thing = aliases.thing(label).or_else(short);
        self.facets = config.facets.of(label);
        self.denied = Denied::new(label, &config.counting);
        self.label = Pairs::new(label, weights);
        let letters = thing.as_ref().map_or(label, |(thing, _)| thing);
        self.named = letters.iter().copied().filter(|c| crate::text::is_han(*c)).collect();
        let listed = letters.iter().rposition(|c| *c == '、').map_or(0, |at| at + 1);
        self.last = letters[listed..].iter().filter(|c| crate::text::is_han(**c)).count();
        self.thing = thing.as_ref().map(|(thing, _)| Pairs::new(thing, weights));
        self.acts = thing.map(|(_, acts)| acts).unwrap_or_default();
    }
}

/// What a figure is compared by: its label; of a part by a name of its own (总收入·财政拨款) that name, whatever total it is told
/// under: another year tells it alone.
fn compared_name(indicator: &Indicator) -> &str {
    let own = indicator.label.strip_suffix(&indicator.topic).is_some_and(|total| total.ends_with('·'));
    if own && indicator.part_of.is_some() { &indicator.topic } else { &indicator.label }
}

/// Whether a label's last part names what is left of something: 审结·其他.
fn names_rest(label: &str, config: &Config) -> bool {
    let last = folded_part(label.rsplit('·').next().unwrap_or_default());
    let verb = config.grammar.verbs.at_start(&last).map_or(0, |(len, ())| len);
    config.grammar.others.at_start(&last).or_else(|| config.grammar.others.at_start(&last[verb..])).is_some()
}

/// The letters that the last part of a label names a thing with; of all of it where that part names nothing: 罚没金额 of 案件·罚没金额.
fn own_letters(label: &str, config: &Config) -> Vec<char> {
    let letters = |part: &str| {
        let folded: Vec<char> = folded_part(part).into_iter().filter(|c| *c != '·').collect();
        let plain = config.aliases.apply(kind_named(&folded, config));
        let thing = config.aliases.thing(&plain).map_or(plain, |(thing, _)| thing);
        let telling = |c: &char| crate::text::is_han(*c) && !config.counting.no_letters.has(*c);
        let mut found: Vec<char> = thing.into_iter().filter(telling).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let own = letters(label.rsplit('·').next().unwrap_or_default());
    if own.len() >= super::kinds::WORD { own } else { letters(label) }
}

/// What is done to the things of a part of a label.
fn acts_of(part: &str, config: &Config) -> Vec<u16> {
    config.aliases.acts(&config.aliases.apply(&folded_part(part)))
}

/// A part of a label, folded.
fn folded_part(part: &str) -> Vec<char> {
    part.chars().map(crate::text::fold).collect()
}

/// What the unit of a figure measures; of one without, what sort of figure it is.
fn dimension<'a>(indicator: &Indicator, config: &'a Config) -> &'a str {
    match &indicator.unit {
        Some(unit) => config.units.named(unit).map_or("count", |id| config.units.get(id).dimension.as_str()),
        None if matches!(indicator.kind, Kind::Ratio | Kind::Rank) => indicator.kind.name(),
        None => "count",
    }
}

/// What stands before a figure in its clause, without digits and marks: letters only. The whole sentence before it where
/// the clause says hardly more than the label, of `label` letters, does.
fn before(text: &Text, indicator: &Indicator, label: usize) -> Vec<char> {
    let start = indicator.quote.start.min(indicator.span.start);
    let all = text.folded(Span::new(start, indicator.span.start));
    let letters = |part: &[char]| part.iter().copied().filter(|c| crate::text::is_han(*c)).collect::<Vec<char>>();
    let from = all.iter().rposition(|c| matches!(c, ',' | ';' | '。' | ':' | '!' | '?')).map_or(0, |at| at + 1);
    let clause = letters(&all[from..]);
    if clause.len() >= label + TELLING { clause } else { letters(all) }
}

/// The letters of the sentence before a figure, those next to it where it is long.
fn sentence_before(text: &Text, indicator: &Indicator) -> Vec<char> {
    let start = indicator.quote.start.min(indicator.span.start).max(indicator.span.start.saturating_sub(AROUND));
    let all = text.folded(Span::new(start, indicator.span.start));
    all.iter().copied().filter(|c| crate::text::is_han(*c)).collect()
}

/// So far before a figure its sentence may tell what it is of, in scalar values.
const AROUND: u32 = 120;

/// A label without the change that its figure measures: 粮食产量 of 粮食产量增长. All of it where hardly anything is left.
fn without_change<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    let rest = before_change(label, config);
    if rest.len() >= 2 { rest } else { label }
}

/// What stands before the change that ends a label, which may be nothing.
pub(super) fn before_change<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    let grammar = &config.grammar;
    let verb = grammar.changes.at_end(label).map_or(0, |(len, _)| len);
    let noun = grammar.change_nouns.at_end(label).map_or(0, |(len, _)| len);
    &label[..label.len() - verb.max(noun)]
}

/// So many letters beside a label's own name a thing: 境内外上市公司.
const TELLING: usize = 4;

/// What a label's things are of: 赛事 of 甲杯、乙杯等赛事, whose names are examples.
fn kind_named<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    if let Some(together) = told_together(label, config) {
        return together;
    }
    // 高等, 等级: no end of a list.
    let ends_list = |at: usize| {
        let words = &config.aliases.inside;
        label[at] == AND_SO_ON && words.at_end(&label[..=at]).is_none() && words.at_start(&label[at..]).is_none()
    };
    let Some(at) = (1..label.len()).find(|&at| ends_list(at) && CLOSES.contains(label[at - 1])) else {
        let listed = label.iter().position(|c| *c == '、');
        let named = listed.and_then(|list| (list..label.len()).find(|&at| ends_list(at)));
        return named.map_or(label, |at| behind(label, at));
    };
    behind(label, at)
}

/// What a list of names is told to be together, from the numeral on: 三大产业 of 竹笋、茶叶、油茶三大产业.
fn told_together<'a>(label: &'a [char], config: &Config) -> Option<&'a [char]> {
    let listed = label.iter().rposition(|c| *c == '、')?;
    let together =
        |at: &usize| HAN_NUMBERS.contains(label[*at]) && config.counting.together.at_start(&label[*at + 1..]).is_some();
    let at = (listed + 1..label.len()).find(together)?;
    (label.len() >= at + 1 + KIND).then(|| &label[at..])
}

/// What stands behind 等, where it is long enough to name a thing.
fn behind(label: &[char], at: usize) -> &[char] {
    if label.len() >= at + 1 + KIND { &label[at + 1..] } else { label }
}

/// How many letters name a kind of thing at least.
const KIND: usize = 3;

/// What ends a name that is an example: “甲”等.
const CLOSES: &str = "”》";

/// The class of the words of a figure's scope; what a rank is among is named as it is: 全国第三 is not 全省第三.
fn scope_class(indicator: &Indicator, scopes: &Scopes) -> ScopeClass {
    let Some(scope) = indicator.scope.as_deref() else { return ScopeClass::Unsaid };
    let words: Vec<char> = scope.chars().collect();
    if indicator.kind == Kind::Rank {
        let world = scopes.worlds.is(&words);
        return ScopeClass::Named(if world { String::new() } else { scope.to_owned() });
    }
    let whole = words.first() == Some(&WHOLE);
    let all_levels = scopes.all_levels.any(&words);
    if scopes.several_levels.any(&words) || whole && all_levels {
        ScopeClass::Both
    } else if whole || all_levels || scopes.whole_names.is(&words) {
        ScopeClass::Whole
    } else if scopes.own_levels.any(&words) {
        ScopeClass::Own
    } else if scopes.below.at_start(&words).is_some() {
        ScopeClass::Below
    } else {
        ScopeClass::Named(scope.to_owned())
    }
}
