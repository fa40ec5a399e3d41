//! What the tool knows of the language and of reports, as data: units, words around figures, scopes, contrast facets
//! and section roles. Compiled in from `config/*.toml`.

mod limits;
mod phrases;
mod units;
mod facets;
mod aliases;
mod checks;
mod counting;
mod promises;
mod wording;
mod roles;
mod names;

use serde::Deserialize;
use thiserror::Error;

use aliases::AliasesFile;
use checks::ChecksFile;
use counting::CountingFile;
use facets::FacetsFile;
use names::NamesFile;
use promises::PromisesFile;
use roles::{RolesFile, WeightsFile};
use wording::WordingFile;

pub use aliases::Aliases;
pub use checks::{Cases, Rules, Ties};
pub use counting::{Counter, Counting};
pub use facets::{FacetSet, Facets};
pub use limits::Limits;
pub use names::{Names, Office};
pub use phrases::Phrases;
pub use promises::{Claims, Promises};
pub use roles::{Border, Classes, ROLES, Roles, Weights};
pub use units::{Kind, Unit, UnitId, Units};
pub use wording::Wording;

/// Why a configuration can't be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// Not TOML, or a key that does not exist.
    #[error("{file}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// What the parser says, with line and column.
        message: String,
    },
    /// A unit's scale is not a decimal number.
    #[error("the scale of the unit {unit} is no decimal number: {scale}")]
    Scale {
        /// The unit.
        unit: String,
        /// What stands there.
        scale: String,
    },
    /// Another way to write a unit that does not exist.
    #[error("{alias} is another way to write {unit}, which is no unit")]
    Alias {
        /// The other way.
        alias: String,
        /// The unit.
        unit: String,
    },
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
}

/// Everything that is known beforehand.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Units and counters.
    pub units: Units,
    /// Words around figures.
    pub words: Words,
    /// What tells the parts of a report apart.
    pub roles: Roles,
    /// Words around what a figure is about.
    pub grammar: Grammar,
    /// Whose figure it is.
    pub scopes: Scopes,
    /// Terms that make two labels mean other things.
    pub facets: Facets,
    /// Names for the same thing: what is put in their place.
    pub aliases: Aliases,
    /// What a figure counts.
    pub counting: Counting,
    /// What tells a phrase from a stretch that is only repeated.
    pub wording: Wording,
    /// What a plan promises.
    pub promises: Promises,
    /// What the names of public bodies and of their yearly papers are made of.
    pub names: Names,
    /// What ties figures together.
    pub ties: Ties,
    /// How much is read of a file.
    pub limits: Limits,
}

/// Words around what a figure is about, ready to be asked.
#[derive(Debug, Clone, Default)]
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
    pub begins: Phrases<()>,
    /// Words that end with such a character: 许可.
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

/// Whose figure it is, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Scopes {
    /// Territories, levels and offices.
    pub names: Phrases<()>,
    /// With 全国 before them a name: 重点实验室.
    pub titles: Phrases<()>,
    /// What the names of levels of government end with: 本级.
    pub levels: Phrases<()>,
    /// What a rank is among, and no scope otherwise: 世界.
    pub among: Phrases<()>,
}

/// Words around figures, ready to be asked.
#[derive(Debug, Clone, Default)]
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
    /// What brings something among the first: 进入.
    pub rank_enters: Phrases<()>,
    /// Words that are such a place by themselves, and which: 首位.
    pub rank_words: Phrases<i64>,
    /// Words that begin like one and are none: 首位度.
    pub rank_names: Phrases<()>,
    /// Before a number: among so many of the first (前三).
    pub rank_leads: Phrases<()>,
    /// What counts places: 位, 名.
    pub rank_counters: Phrases<()>,
    /// What the words for places begin with.
    pub rank_opens: Vec<char>,
    /// Heads of a table's column that tells units: 计量单位.
    pub unit_heads: Phrases<()>,
    /// Heads of a table's column that tells changes: 同比.
    pub change_heads: Phrases<()>,
    /// Units that rate what stands behind them: 1000千伏特高压.
    pub rated: Phrases<()>,
    /// What a duration before it is part of the name of: 过境免签.
    pub lasting: Phrases<()>,
    /// Units of time that are a figure only where something lasts so long.
    pub long_times: Phrases<()>,
    /// Before years: a time that is told of, and no figure.
    pub spans_before: Phrases<()>,
    /// In the clause before years: something lasts so long.
    pub lasts: Phrases<()>,
    /// Right before years: the same.
    pub lasts_before: Phrases<()>,
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
    /// What opens the number of a table in its caption: 表3.
    pub table_marks: Phrases<()>,
    /// At the end of the clause before such numbers: the same as `ratio_nouns`.
    pub ratio_ends: Phrases<()>,
    /// Before numbers with colons between: they are parts of a ratio.
    pub ratio_nouns: Phrases<()>,
    /// Names of places that begin with a numeral.
    pub numeral_places: Phrases<()>,
    /// Measure words that stand in such names behind the numeral.
    pub place_middles: Phrases<()>,
    /// What the names of administrative divisions end with.
    pub divisions: Phrases<()>,
    /// Words that begin with one of these ends.
    pub division_compounds: Phrases<()>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    #[serde(default)]
    dimension: Vec<units::DimensionTable>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LexiconFile {
    begin: Vec<String>,
    end: Vec<String>,
    counters: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordsFile {
    before: Qualified,
    after: Qualified,
    clause: Qualified,
    phrases: FixedPhrases,
    frames: Vec<String>,
    acts: Vec<String>,
    rank_verbs: Vec<String>,
    rank_places: Vec<String>,
    rank_enters: Vec<String>,
    rank_reaches: Vec<String>,
    rank_words: std::collections::BTreeMap<String, i64>,
    rank_names: Vec<String>,
    rank_leads: Vec<String>,
    rank_counters: Vec<String>,
    unit_heads: Vec<String>,
    change_heads: Vec<String>,
    rated: Vec<String>,
    lasting: Vec<String>,
    long_times: Vec<String>,
    spans_before: Vec<String>,
    lasts: Vec<String>,
    lasts_before: Vec<String>,
    spans_behind: Vec<String>,
    call_nouns: Vec<String>,
    year_heads: Vec<String>,
    values_before: Vec<String>,
    numbered_names: Vec<String>,
    listed_nouns: Vec<String>,
    no_counters: Vec<String>,
    ordinal_nouns: Vec<String>,
    numbered_before: Vec<String>,
    table_marks: Vec<String>,
    ratio_ends: Vec<String>,
    ratio_nouns: Vec<String>,
    numeral_places: Vec<String>,
    place_middles: Vec<String>,
    divisions: Vec<String>,
    division_compounds: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FixedPhrases {
    fixed: Vec<String>,
}

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

impl Qualified {
    fn phrases(&self) -> Phrases<Qualifier> {
        let lists = [
            (&self.about, Qualifier::About),
            (&self.almost, Qualifier::Almost),
            (&self.more_than, Qualifier::MoreThan),
            (&self.at_least, Qualifier::AtLeast),
            (&self.at_most, Qualifier::AtMost),
            (&self.average, Qualifier::Average),
            (&self.cumulative, Qualifier::Cumulative),
            (&self.consecutive, Qualifier::Consecutive),
        ];
        Phrases::new(lists.iter().flat_map(|(list, qualifier)| list.iter().map(|word| (word.as_str(), *qualifier))))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GrammarFile {
    lead: Vec<String>,
    tail: Vec<String>,
    rise: Vec<String>,
    fall: Vec<String>,
    rise_nouns: Vec<String>,
    fall_nouns: Vec<String>,
    against: Vec<String>,
    share: Vec<String>,
    verbs: Vec<String>,
    general: Vec<String>,
    nouns: Vec<String>,
    after: Vec<String>,
    twins: Vec<[String; 3]>,
    exceeds: Vec<String>,
    reached: Vec<String>,
    states: Vec<String>,
    flows: Vec<String>,
    of_a_year: Vec<String>,
    row_ends: Vec<String>,
    row_starts: Vec<String>,
    takes: Vec<String>,
    sums: Vec<String>,
    carried: Vec<String>,
    aims: Vec<String>,
    aimed: Vec<String>,
    aim_ends: Vec<String>,
    reviews: Vec<String>,
    became: Vec<String>,
    light: Vec<String>,
    compares: Vec<String>,
    compare_ends: Vec<String>,
    among_words: Vec<String>,
    stems: Vec<String>,
    manner_words: Vec<String>,
    hows: Vec<String>,
    chooses: Vec<String>,
    per: Vec<String>,
    colon_general: Vec<String>,
    compound_verbs: Vec<String>,
    topics: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ScopesFile {
    scopes: Vec<String>,
    levels: Vec<String>,
    titles: Vec<String>,
    among: Vec<String>,
}

/// Every verb, and what was done for the first time: 认定, 新认定.
fn with_new(verbs: Vec<String>) -> Vec<String> {
    let new: Vec<String> =
        verbs.iter().filter(|verb| verb.chars().count() == 2).map(|verb| format!("新{verb}")).collect();
    verbs.into_iter().chain(new).collect()
}

fn directed(up: &[String], down: &[String]) -> Phrases<Direction> {
    let side = |list: &'_ [String], direction: Direction| {
        list.iter().map(move |word| (word.clone(), direction)).collect::<Vec<_>>()
    };
    let all: Vec<(String, Direction)> =
        side(up, Direction::Up).into_iter().chain(side(down, Direction::Down)).collect();
    Phrases::new(all.iter().map(|(word, direction)| (word.as_str(), *direction)))
}

fn plain(list: &[String]) -> Phrases<()> {
    Phrases::new(list.iter().map(|word| (word.as_str(), ())))
}

impl Config {
    /// What is compiled in.
    pub fn builtin() -> Result<Config, ConfigError> {
        let units: UnitsFile = parse("units.toml", include_str!("config/units.toml"))?;
        let lexicon: LexiconFile = parse("lexicon.toml", include_str!("config/lexicon.toml"))?;
        let words: WordsFile = parse("words.toml", include_str!("config/words.toml"))?;
        let roles: RolesFile = parse("roles.toml", include_str!("config/roles.toml"))?;
        let weights: WeightsFile = parse("role-weights.toml", include_str!("config/role-weights.toml"))?;
        let grammar: GrammarFile = parse("grammar.toml", include_str!("config/grammar.toml"))?;
        let scopes: ScopesFile = parse("scopes.toml", include_str!("config/scopes.toml"))?;
        let facets: FacetsFile = parse("facets.toml", include_str!("config/facets.toml"))?;
        let aliases: AliasesFile = parse("aliases.toml", include_str!("config/aliases.toml"))?;
        let counting: CountingFile = parse("counting.toml", include_str!("config/counting.toml"))?;
        let names: NamesFile = parse("names.toml", include_str!("config/names.toml"))?;
        let wording: WordingFile = parse("wording.toml", include_str!("config/wording.toml"))?;
        let checks: ChecksFile = parse("checks.toml", include_str!("config/checks.toml"))?;
        let promises: PromisesFile = parse("promises.toml", include_str!("config/promises.toml"))?;
        Ok(Config {
            promises: promises.promises(),
            ties: checks.ties(),
            limits: Limits::default(),
            facets: facets.facets(),
            aliases: aliases.aliases(),
            counting: counting.counting(),
            wording: wording.wording(),
            names: names.names(),
            grammar: Grammar {
                lead: plain(&grammar.lead),
                tail: plain(&grammar.tail),
                changes: directed(&grammar.rise, &grammar.fall),
                change_nouns: directed(&grammar.rise_nouns, &grammar.fall_nouns),
                against: plain(&grammar.against),
                share: plain(&grammar.share),
                verbs: plain(&with_new(grammar.verbs)),
                general: plain(&grammar.general),
                nouns: plain(&grammar.nouns),
                after: plain(&grammar.after),
                exceeds: plain(&grammar.exceeds),
                reached: plain(&grammar.reached),
                states: plain(&grammar.states),
                flows: plain(&grammar.flows),
                of_a_year: plain(&grammar.of_a_year),
                row_ends: plain(&grammar.row_ends),
                row_starts: plain(&grammar.row_starts),
                begins: plain(&lexicon.begin),
                ends: plain(&lexicon.end),
                takes: plain(&grammar.takes),
                sums: plain(&grammar.sums),
                carried: plain(&grammar.carried),
                aims: plain(&grammar.aims),
                aimed: plain(&grammar.aimed),
                aim_ends: plain(&grammar.aim_ends),
                reviews: plain(&grammar.reviews),
                became: plain(&grammar.became),
                light: plain(&grammar.light),
                compares: plain(&grammar.compares),
                compare_ends: plain(&grammar.compare_ends),
                among_words: plain(&grammar.among_words),
                stems: plain(&grammar.stems),
                manner_words: plain(&grammar.manner_words),
                hows: plain(&grammar.hows),
                chooses: plain(&grammar.chooses),
                per: plain(&grammar.per),
                colon_general: plain(&grammar.colon_general),
                compound_verbs: plain(&grammar.compound_verbs),
                topics: plain(&grammar.topics),
                twins: grammar.twins,
            },
            scopes: Scopes {
                names: plain(&scopes.scopes),
                titles: plain(&scopes.titles),
                levels: plain(&scopes.levels),
                among: plain(&scopes.among),
            },
            roles: roles.roles(weights),
            units: Units::new(units.dimension, plain(&lexicon.counters))?,
            words: Words {
                before: words.before.phrases(),
                after: words.after.phrases(),
                clause: words.clause.phrases(),
                fixed: plain(&words.phrases.fixed),
                frames: plain(&words.frames),
                acts: plain(&words.acts),
                rank_verbs: plain(&words.rank_verbs),
                rank_places: plain(&words.rank_places),
                rank_enters: plain(&words.rank_enters),
                rank_reaches: plain(&words.rank_reaches),
                rank_words: Phrases::new(words.rank_words.iter().map(|(word, place)| (word.as_str(), *place))),
                rank_names: plain(&words.rank_names),
                rank_leads: plain(&words.rank_leads),
                rank_counters: plain(&words.rank_counters),
                rank_opens: words
                    .rank_words
                    .keys()
                    .chain(&words.rank_leads)
                    .filter_map(|word| word.chars().next())
                    .collect(),
                unit_heads: plain(&words.unit_heads),
                change_heads: plain(&words.change_heads),
                rated: plain(&words.rated),
                lasting: plain(&words.lasting),
                long_times: plain(&words.long_times),
                spans_before: plain(&words.spans_before),
                lasts: plain(&words.lasts),
                lasts_before: plain(&words.lasts_before),
                spans_behind: plain(&words.spans_behind),
                call_nouns: plain(&words.call_nouns),
                year_heads: plain(&words.year_heads),
                values_before: plain(&words.values_before),
                numbered_names: plain(&words.numbered_names),
                listed_nouns: plain(&words.listed_nouns),
                no_counters: plain(&words.no_counters),
                ordinal_nouns: plain(&words.ordinal_nouns),
                numbered_before: plain(&words.numbered_before),
                table_marks: plain(&words.table_marks),
                ratio_ends: plain(&words.ratio_ends),
                ratio_nouns: plain(&words.ratio_nouns),
                numeral_places: plain(&words.numeral_places),
                place_middles: plain(&words.place_middles),
                divisions: plain(&words.divisions),
                division_compounds: plain(&words.division_compounds),
            },
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError::Toml { file: file.to_owned(), message: error.to_string() })
}
