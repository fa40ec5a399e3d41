//! What the words around a figure say of what it is about (语法词).

use serde::{Deserialize, Deserializer};

use super::Phrases;

/// Words around what a figure is about, ready to be asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grammar {
    /// Taken off the start of a clause: 其中, 今年.
    pub lead: Phrases<()>,
    /// Taken off right before a number: 达到, 共.
    pub tail: Phrases<()>,
    /// Verbs of change with their direction.
    pub changes: Phrases<Direction>,
    /// Nouns that are a change by themselves: 涨幅.
    pub change_nouns: Phrases<Direction>,
    /// What a change is measured against: 比上年, 同比.
    pub against: Phrases<()>,
    /// 占
    pub share: Phrases<()>,
    /// Verbs that open a predicate.
    #[serde(deserialize_with = "with_new")]
    pub verbs: Phrases<()>,
    /// Nouns too general to be a label by themselves.
    pub general: Phrases<()>,
    /// Short nouns that could be taken for verbs.
    pub nouns: Phrases<()>,
    /// After a figure: what follows is no noun that the figure counts.
    pub after: Phrases<()>,
    /// Two names in one word: 城乡 is 城镇 and 农村.
    pub twins: Vec<[String; 3]>,
    /// A figure is so much more or less than something else: 高于全国.
    pub exceeds: Phrases<()>,
    /// Right before the number: it is a state at the end of the time, not what happened in it.
    pub reached: Phrases<()>,
    /// Nouns of such a state.
    pub states: Phrases<()>,
    /// Words that tell of what happened all through it.
    pub flows: Phrases<()>,
    /// In the sentence before a figure, that it is of one year, though the text around it speaks of several: 全年.
    pub of_a_year: Phrases<()>,
    /// Nouns that close a row of names and belong to each: 排放量.
    pub row_ends: Phrases<()>,
    /// What opens a row of names and belongs to each: 规模以上.
    pub row_starts: Phrases<()>,
    /// Words that begin with a character that is a function word by itself: 并购.
    #[serde(skip)]
    pub begins: Phrases<()>,
    /// Words that end with such a character: 许可.
    #[serde(skip)]
    pub ends: Phrases<()>,
    /// Verbs that take some of the many told before: 采纳.
    pub takes: Phrases<()>,
    /// What opens a figure that sums up those before: 合计.
    pub sums: Phrases<()>,
    /// Carried over from the year before or to the next: said of the year itself (上年结转).
    pub carried: Phrases<()>,
    /// In what a colon announces: what follows is aimed at (预期目标).
    pub aims: Phrases<()>,
    /// Right behind a figure: it is what was aimed at (的预期目标).
    pub aimed: Phrases<()>,
    /// Right before a figure: it is aimed at (目标为).
    pub aim_ends: Phrases<()>,
    /// In the same place: it is what was reached, whatever was aimed at (完成情况).
    pub reviews: Phrases<()>,
    /// Right before a figure that touches another: that one became it (调整为).
    pub became: Phrases<()>,
    /// Verbs that say no more than that what follows was done: 开展.
    pub light: Phrases<()>,
    /// What opens what a change is measured against: 与, 比.
    pub compares: Phrases<()>,
    /// What closes it: 相比.
    pub compare_ends: Phrases<()>,
    /// What opens a part of what was told: 其中.
    pub among_words: Phrases<()>,
    /// Behind a verb: it is the stem of a noun (办结率).
    pub stems: Phrases<()>,
    /// How a change went, with no subject in it: 年均, 累计.
    pub manner_words: Phrases<()>,
    /// How a rate was reached, in its name: 按期.
    pub hows: Phrases<()>,
    /// Those of `takes` that choose from among things of the same name.
    pub chooses: Phrases<()>,
    /// Each has so many on average: 人均.
    pub per: Phrases<()>,
    /// At the end of what a colon closes: no subject of what follows (目标).
    pub colon_general: Phrases<()>,
    /// Verbs that end like one of change: 建设提升.
    pub compound_verbs: Phrases<()>,
    /// Behind a scope: the sentence is about it (方面).
    pub topics: Phrases<()>,
}

/// Which way a change went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 增长
    Up,
    /// 下降
    Down,
}

impl Direction {
    /// The other way.
    pub const fn turned(self) -> Self {
        match self {
            Direction::Up => Direction::Down,
            Direction::Down => Direction::Up,
        }
    }

    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

/// Words of change by their direction, as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Directed {
    rise: Vec<String>,
    fall: Vec<String>,
}

impl<'de> Deserialize<'de> for Phrases<Direction> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let Directed { rise, fall } = Directed::deserialize(file)?;
        Ok(Phrases::of_lists(&[(&rise, Direction::Up), (&fall, Direction::Down)]))
    }
}

/// Every verb, and what was done for the first time: 认定, 新认定.
fn with_new<'de, D: Deserializer<'de>>(file: D) -> Result<Phrases<()>, D::Error> {
    let verbs = Vec::<String>::deserialize(file)?;
    let new = verbs.iter().filter(|verb| verb.chars().count() == 2).map(|verb| format!("新{verb}")).collect();
    Ok(Phrases::of_lists(&[(&verbs, ()), (&new, ())]))
}
