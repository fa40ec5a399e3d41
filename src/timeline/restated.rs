//! What a report tells of the values of the one before it (重述): 上年为…, 由…提高到…, or a change that leads back to them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::{Config, Linking};

use super::evidence::{Block, Field};
use super::facts::Fact;

/// Whether the later of two reports tells the value of the earlier again, or what leads to it.
pub(super) fn restated(facts: &[Fact], years: &[i32], known: &Linking, a: usize, b: usize) -> Vec<(Field, f64)> {
    let (early, late) = if facts[a].report < facts[b].report { (a, b) } else { (b, a) };
    let next = years[facts[late].report] == years[facts[early].report] + 1;
    let value = facts[early].fields.value;
    let told = |before: &super::printed::Stretch| before.widened(facts[early].slack).holds(value);
    let agrees = next && value > Decimal::TEN && facts[late].before.iter().any(told);
    if agrees { vec![(Field::Restated, known.other.restated)] } else { Vec::new() }
}

/// The figures of a report that are of one sort, by value.
type Sorts<'a> = BTreeMap<(usize, &'a Block, Option<String>), Vec<(Decimal, usize)>>;

/// Pairs of figures of which the later tells the earlier one's value so exactly that hardly any other would fit, and none of the same
/// sort does: 查办案件5216件，增长7.0%, behind 4873件.
pub(super) fn exactly(facts: &[Fact], years: &[i32], config: &Config) -> Vec<(usize, usize)> {
    let known = &config.linking;
    let unit = |fact: &Fact| fact.fields.unit.as_deref().map(|unit| config.counting.row_of(unit).to_owned());
    let mut sorts: Sorts = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let key = (fact.report, &fact.fields.block, unit(fact));
        sorts.entry(key).or_default().push((fact.fields.value, at));
    }
    sorts.values_mut().for_each(|list| list.sort_unstable());
    let report_of: BTreeMap<i32, usize> = years.iter().copied().zip(0..).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (late, fact) in facts.iter().enumerate().filter(|(_, fact)| !fact.before.is_empty()) {
        let Some(report) = years[fact.report].checked_sub(1).and_then(|year| report_of.get(&year)) else { continue };
        let Some(list) = sorts.get(&(*report, &fact.fields.block, unit(fact))) else { continue };
        let mut fit: Vec<usize> = fact.before.iter().filter_map(|told| only(facts, list, *told, known)).collect();
        fit.dedup();
        if let [early] = fit[..] {
            pairs.push((early, late));
        }
    }
    // What two figures seem to tell is told by neither.
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    pairs.iter().for_each(|(early, _)| *told.entry(*early).or_default() += 1);
    pairs.retain(|(early, _)| told[early] == 1);
    pairs
}

/// The one figure of a sort whose value is in a stretch, where that is so narrow that by chance hardly any would be.
fn only(facts: &[Fact], list: &[(Decimal, usize)], told: super::printed::Stretch, known: &Linking) -> Option<usize> {
    let value = (told.low.checked_add(told.high)? / Decimal::TWO).abs();
    // So far a figure that is printed to three digits may be off.
    let near = told.widened(value / Decimal::ONE_HUNDRED);
    let from = list.partition_point(|(value, _)| *value < near.low);
    let to = list.partition_point(|(value, _)| *value <= near.high);
    let fits = |at: &usize| told.widened(facts[*at].slack).holds(facts[*at].fields.value);
    let mut fit = list.get(from..to)?.iter().map(|(_, at)| *at).filter(fits);
    let (found, None) = (fit.next()?, fit.next()) else { return None };
    let own = told.widened(facts[found].slack);
    // Of things counted one by one there is one value for each.
    let step = if facts[found].fields.block.dimension == "count" { Decimal::ONE } else { Decimal::ZERO };
    let wide = own.high.checked_sub(own.low)?.max(step);
    let met = wide.checked_mul(Decimal::from(list.len()))?.checked_mul(Decimal::from(known.bridge.chance))?;
    (met <= value.checked_mul(Decimal::from(SPREAD))?).then_some(found)
}

/// The figures of a sort are spread over three powers of ten: so many times the width of a narrow stretch beside its value.
const SPREAD: u32 = 7;
