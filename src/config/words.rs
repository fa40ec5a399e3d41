//! Words around figures: how exact they are, which numbers are none, what makes a place in an order.

use serde::{Deserialize, Deserializer};

use super::lists::lists;
use super::{Chars, Phrases};

lists! {
/// Words around figures, ready to be asked.
pub struct Words {
    /// Right before a number: 约, 超过, 不少于.
    pub before: Phrases<Qualifier>,
    /// Right after a number: 左右, 以上.
    pub after: Phrases<Qualifier>,
    /// Anywhere in the clause before it: 平均, 累计, 连续.
    pub clause: Phrases<Qualifier>,
    /// Set phrases that hold a Chinese numeral.
    pub fixed: Phrases<()>,
    /// Nouns that a small Chinese numeral counts only to lay out the text.
    pub frames: Phrases<()>,
    /// What is done so many times, or had so many of.
    pub acts: Phrases<()>,
    /// What makes a number behind 第 a place in an order: 居, 排名.
    pub rank_verbs: Phrases<()>,
    /// What such a place is among: 全省.
    pub rank_places: Phrases<()>,
    /// Those of them that only say so, with no change to a place: 进入全国前10.
    pub rank_reaches: Phrases<()>,
    /// How something came from one place in an order to another: 跃升.
    pub rank_moves: Phrases<()>,
    /// What brings something among the first: 进入.
    pub rank_enters: Phrases<()>,
    /// Words that are such a place by themselves, and which: 首位.
    pub rank_words: Phrases<i64>,
    /// Multiples without a counter, and how many times they say; 0 is a half: 翻番, 减半.
    pub multiples: Phrases<i64>,
    /// The unit of such multiples.
    pub fold_unit: String,
    /// Words that begin like one and are none: 首位度.
    pub rank_names: Phrases<()>,
    /// Before a number: among so many of the first (前三).
    pub rank_leads: Phrases<()>,
    /// What counts places: 位, 名.
    pub rank_counters: Phrases<()>,
    /// Heads of a table's column that tells units: 计量单位.
    pub unit_heads: Phrases<()>,
    /// Heads of a table's column that tells changes: 同比.
    pub change_heads: Phrases<()>,
    /// Units that rate what stands behind them: 1000千伏特高压.
    pub rated: Phrases<()>,
    /// What a duration before it is part of the name of: 过境免签.
    pub lasting: Phrases<()>,
    /// What is measured of all within a distance (500米站点覆盖率).
    pub within: Phrases<()>,
    /// Behind a slash: the counter of turns (人/次 for 人次).
    pub turns: Phrases<()>,
    /// What a value may be reckoned by behind a slash, besides units (3次/月).
    pub per_units: Phrases<()>,
    /// Units of time that are a figure only where something lasts so long.
    pub long_times: Phrases<()>,
    /// Before years: a time that is told of, and no figure.
    pub spans_before: Phrases<()>,
    /// In the clause before years: something lasts so long.
    pub lasts: Phrases<()>,
    /// Right before years: the same.
    pub lasts_before: Phrases<()>,
    /// Right before days: the same (开放│312天).
    pub lasts_days: Phrases<()>,
    /// Units of days.
    pub day_units: Phrases<()>,
    /// Right behind years: a time that is told of.
    pub spans_behind: Phrases<()>,
    /// Before a number that is called or written, and counts nothing: 电话.
    pub call_nouns: Phrases<()>,
    /// Counters that are a noun behind a year without 年: 2024县域榜单.
    pub year_heads: Phrases<()>,
    /// Right before a number: it is a value, and no year.
    pub values_before: Phrases<()>,
    /// Behind a number of three to five digits: it is part of the name.
    pub numbered_names: Phrases<()>,
    /// What names in a row are, behind how many they are.
    pub listed_nouns: Phrases<()>,
    /// Behind a number without a known unit: no counter begins with these.
    pub no_counters: Phrases<()>,
    /// Behind 第 and a number: it is the number of such a thing, and no place.
    pub ordinal_nouns: Phrases<()>,
    /// Before a number that is part of a name: 国道.
    pub numbered_before: Phrases<()>,
    /// Things that go by letters and are counted: SCI│38篇.
    pub lettered_names: Phrases<()>,
    /// Their counters.
    pub lettered: Phrases<()>,
    /// Right before the number of a table or a figure: 表1.3.
    pub numbered: Chars,
    /// What opens the number of a table in its caption: 表3.
    pub table_marks: Phrases<()>,
    /// Between the parts of a ratio, besides a colon: 1.3比1.
    pub ratio_marks: Chars,
    /// Right before a number: it is below zero (零下).
    pub below_zero: Phrases<()>,
    /// Right before a word of those that also ends others (负).
    pub below_zero_behind: Phrases<()>,
    /// What parts of an address end with, one behind the other: 118号5楼507室.
    pub address_parts: Chars,
    /// At the end of the clause before such numbers: the same as `ratio_nouns`.
    pub ratio_ends: Phrases<()>,
    /// Before numbers with colons between: they are parts of a ratio.
    pub ratio_nouns: Phrases<()>,
    /// Names of places that begin with a numeral.
    pub numeral_places: Phrases<()>,
    /// Measure words that stand in such names behind the numeral.
    pub place_middles: Phrases<()>,
    /// Counters in which plans and measures are laid out: 推出十条.
    pub laying_counters: Phrases<()>,
    /// Behind 里 in the names of places along a road: 十里铺.
    pub milestones: Chars,
    /// What joins a numeral with a landform in the name of a place, and landforms: 四方塘.
    pub landform_middles: Chars,
    /// The landforms.
    pub landforms: Chars,
    /// What the names of administrative divisions end with.
    pub divisions: Phrases<()>,
    /// Words that begin with one of these ends.
    pub division_compounds: Phrases<()>,
    /// Between the ends of a range, as a word: 20至30.
    pub range_marks: Chars,
    /// In the clause before it: it is no range, but what became of something (从3到5).
    pub range_froms: Chars,
    /// Behind 半 at the end of a unit: it is half of one (两年半的), and heads no word.
    pub half_ends: Chars,
    /// Behind 内: a word of its own (5个内设机构).
    pub inner_words: Chars,
    /// Behind a counter that is not known: the two are no word.
    pub counter_links: Chars,
    /// Between numbers that share the unit behind the last.
    pub listed_signs: Phrases<()>,
    /// Between two years, the first without 年: 2016、2017年.
    pub year_lists: Chars,
    /// Behind an hour: a time of day (8时整).
    pub time_ends: Chars,
    /// Before an hour: a day, or a part of it (凌晨│3时).
    pub hour_leads: Phrases<()>,
    /// Behind an hour.
    pub hours: Chars,
    /// Before minutes.
    pub joined_hour: Chars,
    /// Between what is called or written and its number: 电话为.
    pub calls: Chars,
    /// Behind a number with a point: which one it is (2.0版).
    pub version_ends: Chars,
    /// Behind a number: the name of a list (500强).
    pub lists_of: Phrases<()>,
    /// Those that begin so and are none.
    pub list_names: Phrases<()>,
    /// Behind the number of a road.
    pub road_lines: Phrases<()>,
    /// In the name behind a number of three to five digits: 12345政务服务便民热线.
    pub service_lines: Phrases<()>,
    /// Numbers of services that are their names.
    pub service_numbers: Phrases<()>,
    /// At the end of a place's name, behind such a character: a station, a bridge.
    pub place_ends: Phrases<()>,
    /// Between the measure word and the end of a place's name.
    pub place_inner: Chars,
    /// Behind a number: so many as a programme has by its name (6大主导产业).
    pub programmes: Phrases<()>,
    /// Behind 个: the number lays out the text (9个方面).
    pub layout_nouns: Phrases<()>,
    /// Right before a round number: it is a figure (达百亿).
    pub reaches_round: Chars,
    /// Right behind a round number with its unit: the same (百万吨大关).
    pub behind_round: Phrases<()>,
    /// At the end of a clause: the number is of what was told (这三项).
    pub this: Phrases<()>,
    /// Right before a number without a unit: a value (共收到12).
    pub stands_before: Chars,
    /// Behind a number without a unit: no noun that it counts.
    pub bare_behind: Chars,
    /// Behind a number: it is a date.
    pub dates_behind: Phrases<()>,
    /// Behind an age or a bound: it is a value, and bounds nothing.
    pub attribute_verbs: Chars,
    /// Units of age.
    pub ages: Phrases<()>,
    /// At the end of a bound: 10亿元以上.
    pub bound_ends: Phrases<()>,
    /// Right before a number that bounds a class of what is counted.
    pub class_bounds: Phrases<()>,
    /// Measures between a counter and such a bound.
    pub class_sizes: Phrases<()>,
    /// Before a size, or in its place: the money itself was spent, got or told.
    pub size_spent: Phrases<()>,
    /// At the start of what was done with the money, and is no class of that size.
    pub acts_on: Phrases<()>,
    /// Alone in a clause before a place in an order: 排第9名.
    pub rank_alone: Phrases<()>,
    /// What is counted by classes of money.
    pub classed: Phrases<()>,
    /// Behind what is so counted: how many they are of all, and no other thing (村占比).
    pub class_shares: Phrases<()>,
    /// Before a bound that is a value.
    pub bound_values: Chars,
    /// Between a bound and a number: it bounds nothing.
    pub bound_links: Chars,
    /// Behind a Chinese numeral: which one it is (三期).
    pub ordinal_counters: Phrases<()>,
    /// Before years: about as long (近三年).
    pub near: Phrases<()>,
    /// What a value is reckoned by, beside units: 每人.
    pub per_people: Phrases<()>,
    /// What counts places in an order behind 第: 第3位.
    pub place_counters: Chars,
    /// Between two places in an order.
    pub rank_links: Chars,
    /// Before an ordinal: it was or is that place (上年为第5位).
    pub rank_was: Chars,
    /// Before a scale: so many of it, at least (上万, 数十, 几百).
    pub indefinite: Chars,
    /// Before the first of these: it is part of a verb (迈上).
    pub steps_up: Chars,
    /// Behind a number right behind another: the class of what that one counts (3个2类新药).
    pub class_counters: Phrases<()>,
    /// Units that name a grade or a place: 三星级.
    pub grades: Phrases<()>,
    /// Units of which a few lay out the text: 三个指标.
    pub few_words: Phrases<()>,
}
}

impl Words {
    /// Whether a word that is a place in an order by itself, or opens one, begins with `c`.
    pub fn opens_rank(&self, c: char) -> bool {
        self.rank_words.opens(c) || self.rank_leads.opens(c)
    }
}

/// How exact or of what sort a figure is (限定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// 约, 左右
    About,
    /// 近
    Almost,
    /// 超过, 余, 多
    MoreThan,
    /// 以上, 不少于
    AtLeast,
    /// 以内, 不超过
    AtMost,
    /// 平均, 年均
    Average,
    /// 累计
    Cumulative,
    /// 连续
    Consecutive,
    /// 20—30
    Range,
}

impl Qualifier {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Qualifier::About => "about",
            Qualifier::Almost => "almost",
            Qualifier::MoreThan => "more_than",
            Qualifier::AtLeast => "at_least",
            Qualifier::AtMost => "at_most",
            Qualifier::Average => "average",
            Qualifier::Cumulative => "cumulative",
            Qualifier::Consecutive => "consecutive",
            Qualifier::Range => "range",
        }
    }

    /// Whether it says that a value is not just this: about, almost, above or below it.
    pub const fn is_vague(self) -> bool {
        use Qualifier::{About, Almost, AtLeast, AtMost, MoreThan};
        matches!(self, About | Almost | MoreThan | AtLeast | AtMost)
    }
}

/// Words by how exact a figure beside them is, as the file has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Qualified {
    about: Vec<String>,
    almost: Vec<String>,
    more_than: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    average: Vec<String>,
    cumulative: Vec<String>,
    consecutive: Vec<String>,
}

impl<'de> Deserialize<'de> for Phrases<Qualifier> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let lists = Qualified::deserialize(file)?;
        Ok(Phrases::of_lists(&[
            (&lists.about, Qualifier::About),
            (&lists.almost, Qualifier::Almost),
            (&lists.more_than, Qualifier::MoreThan),
            (&lists.at_least, Qualifier::AtLeast),
            (&lists.at_most, Qualifier::AtMost),
            (&lists.average, Qualifier::Average),
            (&lists.cumulative, Qualifier::Cumulative),
            (&lists.consecutive, Qualifier::Consecutive),
        ]))
    }
}
