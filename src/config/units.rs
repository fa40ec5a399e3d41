//! Units and counters: what a figure counts or measures, and what it can be compared with.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ConfigError, Phrases};

/// What sort of figure it is (指标类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number of things (件、人次).
    Count,
    /// A share of a whole, in percent (办结率).
    Rate,
    /// A change in percent (增长率).
    Growth,
    /// A change in the thing's own unit, or in 百分点 (增减量).
    Delta,
    /// Money (金额).
    Money,
    /// Area (面积).
    Area,
    /// Length (长度).
    Length,
    /// Time (时长、年限).
    Duration,
    /// Mass, volume, power, energy, points and other measures.
    Quantity,
    /// A place in an order (位次).
    Rank,
    /// A fraction or a multiple (几分之几、倍数).
    Ratio,
}

impl Kind {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Rate => "rate",
            Kind::Growth => "growth",
            Kind::Delta => "delta",
            Kind::Money => "money",
            Kind::Area => "area",
            Kind::Length => "length",
            Kind::Duration => "duration",
            Kind::Quantity => "quantity",
            Kind::Rank => "rank",
            Kind::Ratio => "ratio",
        }
    }
}

/// A unit or counter of the lexicon, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u16);

/// A unit: its name, its dimension, and its size there.
#[derive(Debug, Clone)]
pub struct Unit {
    /// As reports write it (件, 平方公里).
    pub name: String,
    /// The dimension's name (count, area).
    pub dimension: String,
    /// The kind of figure that it makes by itself.
    pub kind: Kind,
    /// Size in the dimension's base unit; `None` for counters and for 百分点.
    pub scale: Option<Decimal>,
    /// Whether its size is not exact: a month is 30 days only about.
    pub rough: bool,
}

/// All units and counters.
#[derive(Debug, Clone, Default)]
pub struct Units {
    list: Vec<Unit>,
    phrases: Phrases<UnitId>,
    /// Words that begin with a counter and are none: 家庭.
    /// Those that only look so, as a counter with what it counts, are there with `true`: 人居住.
    compounds: Phrases<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionTable {
    name: String,
    kind: Kind,
    #[serde(default)]
    units: BTreeMap<String, String>,
    #[serde(default)]
    counters: Vec<String>,
    /// Whether the sizes of its units are not exact.
    #[serde(default)]
    rough: bool,
    /// Other ways to write a unit of the table.
    #[serde(default)]
    aliases: BTreeMap<String, String>,
}

impl Units {
    pub(super) fn new(tables: Vec<DimensionTable>, compounds: Phrases<bool>) -> Result<Self, ConfigError> {
        let mut list: Vec<Unit> = Vec::new();
        let mut aliases: Vec<(String, String)> = Vec::new();
        for table in tables {
            aliases.extend(table.aliases);
            for (name, size) in table.units {
                let scale = match size.as_str() {
                    "points" => None,
                    size => Some(
                        Decimal::from_str_exact(size)
                            .map_err(|_| ConfigError::Scale { unit: name.clone(), scale: size.to_owned() })?,
                    ),
                };
                list.push(Unit { name, dimension: table.name.clone(), kind: table.kind, scale, rough: table.rough });
            }
            for name in table.counters {
                list.push(Unit { name, dimension: table.name.clone(), kind: table.kind, scale: None, rough: false });
            }
        }
        let id_of = |name: &str| list.iter().position(|unit| unit.name == name).map(|at| UnitId(at as u16));
        let mut names: Vec<(&str, UnitId)> =
            list.iter().enumerate().map(|(at, unit)| (unit.name.as_str(), UnitId(at as u16))).collect();
        for (alias, name) in &aliases {
            let id = id_of(name).ok_or_else(|| ConfigError::Alias { alias: alias.clone(), unit: name.clone() })?;
            names.push((alias, id));
        }
        let phrases = Phrases::new(names);
        Ok(Units { list, phrases, compounds })
    }

    /// The unit of an id.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.list[id.0 as usize]
    }

    /// The unit of that name.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        let chars: Vec<char> = name.chars().collect();
        self.phrases.at_start(&chars).filter(|(len, _)| *len == chars.len()).map(|(_, id)| id)
    }

    /// A value in another unit, exactly as far as a decimal goes; `None` where the two have no fixed ratio: of other
    /// dimensions, counters, months and days.
    pub fn converted(&self, value: Decimal, from: &str, to: &str) -> Option<Decimal> {
        if from == to {
            return Some(value);
        }
        let (from, to) = (self.get(self.named(from)?), self.get(self.named(to)?));
        if from.dimension != to.dimension || from.rough || to.rough {
            return None;
        }
        value.checked_mul(from.scale?)?.checked_div(to.scale?).map(|value| value.round_dp(FINEST).normalize())
    }

    /// The longest unit that `chars` begins with, where it is not the head of a longer word (家庭 is no 家).
    pub fn at_start(&self, chars: &[char]) -> Option<(usize, UnitId)> {
        let (len, id) = self.phrases.at_start(chars)?;
        // 5G is no 5 of anything, nor is MW the unit of MWh.
        let letter = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
        if letter(len - 1) && letter(len) {
            return None;
        }
        let compound = self.compounds.at_start(chars);
        if len == 1 && compound.is_some_and(|(_, counted)| !counted) {
            return None;
        }
        Some((len, id))
    }
}

/// Places behind the point that a converted value keeps.
const FINEST: u32 = 6;

#[cfg(test)]
mod tests {
    use super::super::Config;

    #[test]
    fn units_of_one_dimension_are_converted_exactly() {
        let config = Config::builtin().unwrap();
        let converted = |value: i64, from: &str, to: &str| {
            config.units.converted(value.into(), from, to).map(|value| value.to_string())
        };
        assert_eq!(converted(13_900, "斤", "吨").as_deref(), Some("6.95"));
        assert_eq!(converted(30, "亩", "公顷").as_deref(), Some("2"));
        assert_eq!(converted(2, "平方公里", "亩").as_deref(), Some("3000"));
        assert_eq!(converted(5, "人", "人"), Some("5".to_owned()));
        // No fixed ratio, or none at all.
        assert_eq!(converted(2, "个月", "天"), None);
        assert_eq!(converted(2, "吨标准煤", "吨"), None);
        assert_eq!(converted(2, "人", "人次"), None);
    }

    #[test]
    fn counters_are_not_found_inside_words() {
        let config = Config::builtin().unwrap();
        let unit = |s: &str| {
            let chars: Vec<char> = s.chars().collect();
            config.units.at_start(&chars).map(|(_, id)| config.units.get(id).name.clone())
        };
        assert_eq!(unit("家企业").as_deref(), Some("家"));
        assert_eq!(unit("家庭医生"), None);
        assert_eq!(unit("个体工商户"), None);
        assert_eq!(unit("个体育馆").as_deref(), Some("个"));
        assert_eq!(unit("个百分点").as_deref(), Some("百分点"));
        assert_eq!(unit("人次").as_deref(), Some("人次"));
        assert_eq!(unit("人员"), None);
        assert_eq!(unit("千瓦时").as_deref(), Some("千瓦时"));
        assert_eq!(unit("平方公里").as_deref(), Some("平方公里"));
    }
}
