//! The cases of another extractor (`../shared/specs`) as a pass list that works both ways: a listed case that fails and
//! an unlisted one that passes both fail the test. `tests/golden/specs/NAME.txt` holds the indices of the cases that
//! pass; what the cases say stays where it is.
//!
//! The cases were written for chat bots: they measure how numerals, units and times are read, not what is an indicator.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr;

use nianlun::config::{Config, Qualifier};
use nianlun::quantity::{self, Form, Mention, UnitName};
use nianlun::text::{Span, Text};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::{own, read, shared};

/// A case: its text, and what it expects, place by place.
struct Case<'a> {
    text: Text,
    results: Vec<(Span, &'a Value)>,
}

impl<'a> Case<'a> {
    /// Reads a case; places are counted in UTF-16 units there, with the last one included.
    fn new(case: &'a Value) -> Self {
        let input = case["Input"].as_str().unwrap();
        let scalar = |unit: u64| {
            let starts = input.chars().scan(0, |at, c| Some(std::mem::replace(at, *at + c.len_utf16() as u64)));
            starts.take_while(|start| *start < unit).count() as u32
        };
        let results = case["Results"].as_array().unwrap().iter().map(|result| {
            let start = result["Start"].as_u64().unwrap();
            let end = result["Length"].as_u64().map_or_else(|| result["End"].as_u64().unwrap() + 1, |len| start + len);
            (Span::new(scalar(start), scalar(end)), &result["Resolution"])
        });
        Case { results: results.collect(), text: Text::new(input.to_owned()) }
    }

    /// A resolved value without its sign, which is no part of a numeral here; `None` where it is not exact.
    fn value(resolution: &Value) -> Option<Decimal> {
        Decimal::from_str(resolution["value"].as_str()?.trim_end_matches('%').trim_start_matches('-')).ok()
    }

    /// Where the numeral of a result begins: behind the sign.
    fn numeral_start(&self, place: Span) -> u32 {
        let sign = matches!(self.text.at(place.start), '负' | '負' | '-' | '－' | '−');
        let start = place.start + u32::from(sign);
        start + self.text.folded(Span::new(start, place.end)).iter().take_while(|c| **c == ' ').count() as u32
    }
}

/// Fractions are written out to six digits here, to fifteen there.
fn same(own: Decimal, wanted: Decimal) -> bool {
    own == wanted || wanted < Decimal::ONE && (own - wanted).abs() < Decimal::new(1, 6)
}

/// The numeral at the place has the value, and ends where it does there.
fn number(case: &Case<'_>) -> bool {
    case.results.iter().all(|(place, resolution)| {
        let start = case.numeral_start(*place);
        let found = quantity::numeral(&case.text.all_folded()[start as usize..]);
        found.is_some_and(|found| {
            start + found.len as u32 == place.end
                && Case::value(resolution).is_some_and(|wanted| same(found.value, wanted))
        })
    })
}

/// The figure that covers the most of a place.
fn at(found: &[Mention], place: Span) -> Option<&Mention> {
    found.iter().filter(|mention| mention.span.overlap(place) > 0).max_by_key(|mention| mention.span.overlap(place))
}

fn unit<'a>(case: &'a Case<'_>, mention: &Mention, config: &'a Config) -> &'a str {
    match mention.unit {
        Some(UnitName::Known(id)) => &config.units.get(id).name,
        Some(UnitName::Unknown(span)) => case.text.str(span),
        None => "",
    }
}

fn percent(case: &Case<'_>, found: &[Mention], config: &Config) -> bool {
    case.results.iter().all(|(place, resolution)| {
        at(found, *place).is_some_and(|mention| {
            // A fraction is a share of one here; a difference between percents has a unit of its own.
            let percents = match mention.form {
                Form::Fraction => Some(mention.value * Decimal::ONE_HUNDRED),
                Form::Percent => Some(mention.value),
                Form::PerMille => Some(mention.value / Decimal::TEN),
                Form::Plain => Some(mention.value).filter(|_| matches!(unit(case, mention, config), "%" | "百分点")),
            };
            percents.zip(Case::value(resolution)).is_some_and(|(own, wanted)| same(own, wanted))
        })
    })
}

/// Both ends of a range or bound. Whether an end belongs to it is told by the qualifier where only one is given.
fn range(case: &Case<'_>, found: &[Mention]) -> bool {
    case.results.iter().all(|(place, resolution)| {
        let written = resolution["value"].as_str().unwrap_or_default();
        let ends: Vec<Option<Decimal>> = written
            .trim_matches(['(', ')', '[', ']'])
            .split(',')
            .map(|end| Decimal::from_str(end.trim_start_matches('-')).ok())
            .collect();
        at(found, *place).is_some_and(|mention| {
            let at_most = mention.qualifier == Some(Qualifier::AtMost);
            let at_least = matches!(mention.qualifier, Some(Qualifier::AtLeast | Qualifier::MoreThan));
            match ends[..] {
                [Some(low), Some(high)] if low == high => mention.value == low && mention.high.is_none(),
                [Some(low), Some(high)] => mention.value == low && mention.high == Some(high),
                [Some(low), None] => mention.value == low && at_least,
                [None, Some(high)] => mention.value == high && at_most,
                _ => false,
            }
        })
    })
}

/// What the other extractor calls the units that a report in Chinese may have.
const UNITS: &[(&str, &[&str])] = &[
    ("Chinese yuan", &["元"]),
    ("United States dollar", &["美元"]),
    ("Hong Kong dollar", &["港元"]),
    ("New Taiwan dollar", &["新台币"]),
    ("Japanese yen", &["日元"]),
    ("Euro", &["欧元"]),
    ("Swiss franc", &["瑞士法郎", "法郎"]),
    ("Mu", &["亩"]),
    ("Kilogram", &["公斤", "千克"]),
    ("Gram", &["克"]),
    ("Microgram", &["微克"]),
    ("Ton", &["吨"]),
    ("Jin", &["斤"]),
    ("Liang", &["两"]),
    ("Meter", &["米"]),
    ("Centimeter", &["厘米", "公分"]),
    ("Kilometer", &["公里", "千米"]),
    ("Kilowatt", &["千瓦"]),
    ("Hertz", &["赫兹"]),
    ("Kilocalorie", &["千卡"]),
];

/// Value and unit of an amount.
fn amount(case: &Case<'_>, found: &[Mention], config: &Config) -> bool {
    case.results.iter().all(|(place, resolution)| {
        let names = UNITS.iter().find(|(theirs, _)| resolution["unit"] == *theirs).map(|(_, ours)| *ours);
        at(found, *place).zip(names).is_some_and(|(mention, names)| {
            Case::value(resolution) == Some(mention.value) && names.contains(&unit(case, mention, config))
        })
    })
}

/// None of the places is taken for a figure; of a case without places nothing is.
fn none(case: &Case<'_>, found: &[Mention]) -> bool {
    let mut figures = found.iter().filter(|mention| mention.none.is_none());
    match &case.results[..] {
        [] => figures.next().is_none(),
        places => !figures.any(|mention| places.iter().any(|(place, _)| mention.span.overlap(*place) > 0)),
    }
}

/// The listed indices of the cases that pass.
fn listed(name: &str) -> BTreeSet<usize> {
    let list = read(&own(&format!("tests/golden/specs/{name}.txt")));
    list.split_whitespace().map(|index| index.parse().expect("an index")).collect()
}

#[test]
fn cases_of_another_extractor() {
    let config = Config::builtin().unwrap();
    let mut wrong = String::new();
    for name in [
        "NumberModel",
        "PercentModel",
        "NumberRangeModel",
        "CurrencyModel",
        "DimensionModel",
        "OrdinalModel",
        "DatePeriodExtractor",
    ] {
        let Some(file) = shared(&format!("specs/{name}.json")) else { return };
        let cases: Vec<Value> = serde_json::from_str(read(&file).trim_start_matches('\u{feff}')).unwrap();
        let passes = |case: &Value| {
            let case = Case::new(case);
            let found = quantity::scan(&case.text, &config).value;
            match name {
                _ if case.results.is_empty() => none(&case, &found),
                "NumberModel" => number(&case),
                "PercentModel" => percent(&case, &found, &config),
                "NumberRangeModel" => range(&case, &found),
                "CurrencyModel" | "DimensionModel" => amount(&case, &found, &config),
                _ => none(&case, &found),
            }
        };
        let passed: BTreeSet<usize> = (0..cases.len()).filter(|&index| passes(&cases[index])).collect();
        println!("{name}: {} of {} pass", passed.len(), cases.len());
        let expected = listed(name);
        for index in passed.symmetric_difference(&expected) {
            let what = if passed.contains(index) { "passes and is not listed" } else { "is listed and fails" };
            writeln!(wrong, "{name} {index} {what}: {}", cases[*index]["Input"]).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
