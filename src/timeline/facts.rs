//! A report's figures as facts: a figure told twice is one fact, and one that tells what another was before is no fact of
//! its own but speaks for the year before (重述).

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::counted::{Counted, clause_before, counted, since};
use super::evidence::{Fields, SumPlace};
use super::printed::{Stretch, slack, value_before};
use crate::config::{Config, Facets, Kind};
use crate::corpus::Entry;
use crate::indicator::{Indicator, Measure, Role};
use crate::review::Decided;
use crate::similarity::Weights;
use crate::text::Span;

/// A figure of a report, told once or more often there.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The report, by its place among the body's.
    pub report: usize,
    /// Its indicators in the report: the first is the one that stands for it.
    pub indicators: Vec<usize>,
    /// What is compared.
    pub fields: Fields,
    /// What the report says that the value was the year before.
    pub before: Vec<Stretch>,
    /// How far the true value may be from the printed one.
    pub slack: Decimal,
    /// The sentence that tells it first.
    pub quote: Span,
    /// In which part of that sentence it stands, by the semicolons before it.
    pub clause: usize,
    /// The fact of which it is the first change of its measure that is told.
    pub of: Option<usize>,
    /// How many figures of the same label and measure its sentence tells before it: 增长6%以上，力争│8%.
    pub turn: u8,
    /// Whether another stands beside it in that row: which is whose is not told by their labels.
    pub in_turn: bool,
    /// Whether its report counts the same thing in other units beside it, so that the unit says which of the two it is: 改造小区7个、42栋.
    pub in_several: bool,
}

/// The facts of a body's reports; `section` gives a figure's section pooled over the years.
///
/// Figures told twice that decisions speak of are one fact only where the decisions make them one.
pub fn facts(
    entries: &[Entry],
    section: impl Fn(usize, &Indicator) -> Option<u32>,
    decided: &Decided<(usize, usize)>,
    config: &Config,
    weights: &Weights,
) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (report, entry) in entries.iter().enumerate() {
        // Most have other values: those of one value are few.
        let mut by_value: FxHashMap<Decimal, Vec<usize>> = FxHashMap::default();
        let totals: BTreeSet<_> = entry.indicators.iter().filter_map(|part| part.part_of).collect();
        let first = facts.len();
        let year = entry.report.metadata.now();
        for (at, indicator) in
            entry.indicators.iter().enumerate().filter(|(_, indicator)| indicator.role != Role::Previous)
        {
            let fields = Fields::new(
                &entry.report.text,
                indicator,
                year,
                section(report, indicator),
                SumPlace::among(indicator, |id| totals.contains(&id)),
                config,
                weights,
            );
            let may_be: Vec<usize> = if decided.is_empty() {
                by_value.get(&indicator.value).into_iter().flatten().copied().take(MOST_ALIKE).collect()
            } else {
                (first..facts.len()).collect()
            };
            let twin = may_be.into_iter().find(|&fact| {
                let fact = &facts[fact];
                let other = &entry.indicators[fact.indicators[0]];
                let (own, first) = ((report, at), (report, fact.indicators[0]));
                if decided.names(own) && fact.indicators.iter().any(|told| decided.names((report, *told))) {
                    return decided.one(own, first).is_some();
                }
                other.quote != indicator.quote && is_told_twice((fact, other), (&fields, indicator), config)
            });
            match twin {
                Some(fact) => facts[fact].indicators.push(at),
                None => {
                    by_value.entry(indicator.value).or_default().push(facts.len());
                    facts.push(told_once(entry, (report, at), fields, config));
                }
            }
        }
        tell_entries(&mut facts[first..], config);
        tell_changes(&mut facts, first, &entry.indicators);
        tell_units(&mut facts[first..], config);
        tell_added(&mut facts[first..], entry, config);
        tell_turns(&mut facts[first..], entry, config);
    }
    facts
}

/// The fact that an indicator of a report tells, as long as nothing else of its report is known.
fn told_once(entry: &Entry, (report, at): (usize, usize), fields: Fields, config: &Config) -> Fact {
    let own = &entry.indicators[at];
    let (before, slack) = (before(entry, at, config), slack(&entry.report.text, own));
    let (indicators, quote) = (vec![at], own.quote);
    let said = entry.report.text.folded(Span::new(quote.start.min(own.span.start), own.span.start));
    let clause = said.iter().filter(|c| **c == ';').count();
    Fact {
        report,
        indicators,
        fields,
        before,
        slack,
        quote,
        clause,
        of: None,
        turn: 0,
        in_turn: false,
        in_several: false,
    }
}

/// Whether a figure of another sentence tells a fact again.
fn is_told_twice((fact, first): (&Fact, &Indicator), (fields, own): (&Fields, &Indicator), config: &Config) -> bool {
    !Facets::contrast(&fact.fields.facets, &fields.facets)
        && fact.fields.block == fields.block
        && fact.fields.scope.may_be(&fields.scope)
        && first.value == own.value
        && first.high == own.high
        && first.period == own.period
        && fact.fields.label.cosine(&fields.label) > config.linking.bounds.told_twice
}

/// Says of what came in as the first thing of a case that its report tells (受理投诉) that it is what came in (收到投诉), where the report tells
/// of no such thing what came in before it.
fn tell_entries(facts: &mut [Fact], config: &Config) {
    let facets = config.counting.entries.iter().map(|word| config.facets.of(&word.chars().collect::<Vec<_>>()));
    let found: Vec<_> = facets.filter_map(|found| found.first().copied()).collect();
    let [next, first] = found[..] else { return };
    let entered: Vec<Vec<char>> =
        facts.iter().filter(|fact| fact.fields.facets.contains(&first)).map(|fact| fact.fields.own.clone()).collect();
    for fact in facts.iter_mut().filter(|fact| fact.fields.facets.contains(&next)) {
        let shared = |other: &Vec<char>| fact.fields.own.iter().filter(|c| other.binary_search(c).is_ok()).count();
        if !entered.iter().any(|other| shared(other) >= super::kinds::WORD) && !fact.fields.facets.contains(&first) {
            fact.fields.facets.push(first);
            fact.fields.facets.sort_unstable();
        }
    }
}

/// Says of each figure among a report's whether another beside it counts the same thing in another unit.
fn tell_units(facts: &mut [Fact], config: &Config) {
    for at in 1..facts.len() {
        let (own, other) = (&facts[at], &facts[at - 1]);
        let one = own.quote == other.quote
            && own.fields.block == other.fields.block
            && own.fields.label == other.fields.label
            && own.fields.unit.as_deref().zip(other.fields.unit.as_deref()).is_some_and(|(own, other)| {
                own != other
                    && !config.counting.stand_for(own, other)
                    && config.units.converted(Decimal::ONE, own, other).is_none()
            });
        if one {
            facts[at].in_several = true;
            facts[at - 1].in_several = true;
        }
    }
}

/// Says of each figure among a report's that it was added in the year where the next one tells how many of the thing there are by then:
/// 两个村获评示范村，全市累计9个. What there was before is known then.
fn tell_added(facts: &mut [Fact], entry: &Entry, config: &Config) {
    for at in 1..facts.len() {
        let [added, total] = [&facts[at - 1], &facts[at]];
        let Some(before) = total_before(added, total, config) else { continue };
        let slack = added.slack + total.slack;
        let known = before_added(entry, total.indicators[0], config).is_some();
        facts[at - 1].fields.counted = Some(Counted::Added);
        if !known {
            facts[at].before.push(Stretch::around(before, slack));
        }
    }
}

/// How many there were of a thing by what its sentence tells first to have come, and then to be there in all.
fn total_before(added: &Fact, total: &Fact, config: &Config) -> Option<Decimal> {
    let (own, all) = (&added.fields, &total.fields);
    let in_all = all.cumulative || all.counted == Some(Counted::There);
    let came = !own.cumulative && own.counted != Some(Counted::There);
    // 新建调解室6个，总数22个: the total is called as what came, or by nothing else.
    let called = || {
        let rest = all.named.strip_prefix(own.named.as_slice());
        own.label == all.label || rest.is_some_and(|rest| config.counting.is_bare(rest))
    };
    let one = added.quote == total.quote && added.clause == total.clause && own.block == all.block;
    // Money that was spent adds up, but not to what there is.
    let things = own.unit == all.unit
        && own.block.dimension == "count"
        && own.block.measure == Measure::Level
        && !own.block.target
        && own.years == 1;
    (one && things && in_all && came && own.value < all.value && !own.named.is_empty() && called())
        .then(|| all.value - own.value)
}

/// Says of each figure among a report's how many of the same label and measure its sentence tells right before it. What a label of
/// several things tells in turn are those things.
fn tell_turns(facts: &mut [Fact], entry: &Entry, config: &Config) {
    for at in 1..facts.len() {
        let (own, other) = (&facts[at], &facts[at - 1]);
        let again = own.quote == other.quote
            && own.fields.block == other.fields.block
            && own.fields.unit == other.fields.unit
            && own.fields.label == other.fields.label
            && !own.fields.joint;
        let turn = if again { other.turn.saturating_add(1) } else { 0 };
        let in_turn = again && in_a_row(entry, other.indicators[0], own.indicators[0], config);
        (facts[at].turn, facts[at].in_turn) = (turn, in_turn);
        facts[at - 1].in_turn |= in_turn;
    }
}

/// Whether two figures of a label that names one thing stand side by side in a row: 补助水平达到485元、392元.
fn in_a_row(entry: &Entry, first: usize, next: usize, config: &Config) -> bool {
    let (one, other) = (&entry.indicators[first], &entry.indicators[next]);
    let links = &config.counting.class_links;
    let between = entry.report.text.folded(Span::new(one.span.end.min(other.span.start), other.span.start));
    let row = matches!(between, [link] if links.has(*link));
    row && !one.label.chars().any(|c| links.has(c))
}

/// Says of each change among a report's facts, from `first` on, what it is a change of.
fn tell_changes(facts: &mut [Fact], first: usize, indicators: &[Indicator]) {
    let places: FxHashMap<usize, usize> =
        facts.iter().enumerate().skip(first).map(|(at, fact)| (fact.indicators[0], at)).collect();
    for level in first..facts.len() {
        if !matches!(facts[level].fields.block.measure, Measure::Level | Measure::Share) {
            continue;
        }
        let mut told: Vec<Measure> = Vec::new();
        for change in changes_of(indicators, facts[level].indicators[0]) {
            let Some(&fact) = places.get(&change) else { continue };
            let measure = facts[fact].fields.block.measure;
            if !told.contains(&measure) && facts[fact].of.is_none() {
                facts[fact].of = Some(level);
                told.push(measure);
            }
        }
    }
}

/// So many facts of one value are looked at for one that is told twice.
const MOST_ALIKE: usize = 100;

/// What a report says of the year before of a level: 上年为70件, 增加48件, 增长68.6%.
fn before(entry: &Entry, at: usize, config: &Config) -> Vec<Stretch> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let level = &indicators[at];
    if level.measure() != Measure::Level && level.measure() != Measure::Share {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(previous) = previous_of(indicators, at) {
        let previous = &indicators[previous];
        found.push(Stretch::around(previous.value, slack(text, previous)));
    }
    for change in changes_of(indicators, at) {
        found.extend(value_before(text, level, &indicators[change]));
    }
    found.extend(before_added(entry, at, config));
    found
}

/// What a running total was before what right before it is told to have come in the year: 新培育门店365家，累计达1605家.
fn before_added(entry: &Entry, at: usize, config: &Config) -> Option<Stretch> {
    let (text, indicators) = (&entry.report.text, &entry.indicators);
    let (total, added) = (&indicators[at], &indicators[at.checked_sub(1)?]);
    let of_year = counted(text, added, &config.counting) == Some(Counted::Added)
        || config.grammar.of_a_year.any(clause_before(text, added));
    let one = added.quote == total.quote && added.unit == total.unit && added.role == total.role && added.years == 1;
    let levels = added.measure() == Measure::Level && total.measure() == Measure::Level;
    let told = one && levels && of_year && since(text, total, config) && !since(text, added, config);
    (told && added.value < total.value)
        .then(|| Stretch::around(total.value - added.value, slack(text, total) + slack(text, added)))
}

/// The figure that tells what a figure was before, in the same sentence: the one before it (由…增至…) or after it (上年为…).
/// None is what two figures were.
pub fn previous_of(indicators: &[Indicator], at: usize) -> Option<usize> {
    let own = &indicators[at];
    // 收到83件，上年同期为71件; but 废止51件；上年末有效的386件 is about something else.
    let follows = |after: &usize| {
        *after < indicators.len()
            && was(indicators, *after, at)
            && indicators[*after].direction.is_none()
            && tells_of(&indicators[*after].label, &own.label)
            && became(indicators, after + 1) != Some(*after)
    };
    became_by_name(indicators, at).or_else(|| became(indicators, at)).or_else(|| Some(at + 1).filter(follows))
}

/// 从4.6万元和1.7万元分别提高到5.9万元和2.3万元: of a row that became another, the one of the same name.
fn became_by_name(indicators: &[Indicator], at: usize) -> Option<usize> {
    let own = indicators.get(at)?;
    let named = |before: &usize| was(indicators, *before, at) && indicators[*before].label == own.label;
    (0..at)
        .rev()
        .take_while(|before| indicators[*before].quote == own.quote)
        .find(named)
        .filter(|_| own.direction.is_some())
}

/// The figure right before one that it rose or fell from.
fn became(indicators: &[Indicator], at: usize) -> Option<usize> {
    let own = indicators.get(at)?;
    // 上年末有效386件，年末现行有效377件: the same words end both.
    let ends_alike = |before: usize| {
        let last = indicators[before].label.rsplit('·').next().unwrap_or_default();
        !last.is_empty() && own.label.ends_with(last)
    };
    at.checked_sub(1).filter(|&before| was(indicators, before, at) && (own.direction.is_some() || ends_alike(before)))
}

/// Whether a figure of the sentence may be what another was before.
fn was(indicators: &[Indicator], previous: usize, at: usize) -> bool {
    let (other, own) = (&indicators[previous], &indicators[at]);
    other.role == Role::Previous
        && other.quote == own.quote
        && other.unit == own.unit
        && own.role != Role::Previous
        && !matches!(own.kind, Kind::Growth | Kind::Delta)
}

/// Whether a label of the year before names nothing that the figure's own label does not: 行政复议申请·比上年 tells of
/// 收到行政复议申请, 规范性文件·有效 not of 废止规范性文件.
fn tells_of(previous: &str, own: &str) -> bool {
    previous.split('·').filter(|part| !part.contains("上年") && !part.contains("去年")).all(|part| own.contains(part))
}

/// What the names of values are written with: 产值, 价格, 利润.
const VALUES: &str = "值额率量价润入";

/// Whether a change is of a value of what a count counts, and not of their number: 17个行业, 行业增加值增长5%.
fn names_a_value(level: &Indicator, rest: &str) -> bool {
    level.kind == Kind::Count && rest.contains(|c| VALUES.contains(c))
}

/// The figures of the sentence that tell how a figure changed: 增长15.7%, 比上年增加12件.
pub fn changes_of(indicators: &[Indicator], at: usize) -> Vec<usize> {
    let level = &indicators[at];
    indicators
        .iter()
        .enumerate()
        .skip(at + 1)
        .take(3)
        .take_while(|(_, other)| other.quote == level.quote)
        .filter(|(_, other)| {
            matches!(other.kind, Kind::Growth | Kind::Delta)
                && other.years == level.years
                && other.label.strip_prefix(level.label.as_str()).is_some_and(|rest| !names_a_value(level, rest))
        })
        .map(|(change, _)| change)
        .collect()
}
