//! What the tool knows of the language and of reports, as data: units, words around figures, scopes, contrast facets
//! and section roles. Compiled in from `config/*.toml`.

mod limits;
mod phrases;
mod units;
mod words;
mod times;
mod grammar;
mod scopes;
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
use counting::CountingFile;
use facets::FacetsFile;
use names::NamesFile;
use roles::{RolesFile, WeightsFile};
use wording::WordingFile;

pub use aliases::Aliases;
pub use checks::{Cases, Rules, Ties};
pub use counting::{Counter, Counting};
pub use facets::{FacetSet, Facets};
pub use grammar::{Direction, Grammar};
pub use limits::Limits;
pub use names::{Names, Office};
pub use phrases::{Chars, Phrases};
pub use promises::{Claims, Promises};
pub use roles::{Border, Classes, ROLES, Roles, Weights};
pub use scopes::Scopes;
pub use times::Times;
pub use units::{Kind, Unit, UnitId, Units};
pub use wording::Wording;
pub use words::{Qualifier, Words};

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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    #[serde(default)]
    dimension: Vec<units::DimensionTable>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FormationFile {
    begin: Phrases<()>,
    end: Phrases<()>,
    counters: Vec<String>,
    counted: Vec<String>,
}

impl Config {
    /// What is compiled in.
    pub fn builtin() -> Result<Config, ConfigError> {
        let units: UnitsFile = parse("units.toml", include_str!("config/units.toml"))?;
        let formation: FormationFile = parse("lexicon.toml", include_str!("config/lexicon.toml"))?;
        let roles: RolesFile = parse("roles.toml", include_str!("config/roles.toml"))?;
        let weights: WeightsFile = parse("role-weights.toml", include_str!("config/role-weights.toml"))?;
        let grammar: Grammar = parse("grammar.toml", include_str!("config/grammar.toml"))?;
        let times: Times = parse("times.toml", include_str!("config/times.toml"))?;
        let facets: FacetsFile = parse("facets.toml", include_str!("config/facets.toml"))?;
        let aliases: AliasesFile = parse("aliases.toml", include_str!("config/aliases.toml"))?;
        let counting: CountingFile = parse("counting.toml", include_str!("config/counting.toml"))?;
        let names: NamesFile = parse("names.toml", include_str!("config/names.toml"))?;
        let wording: WordingFile = parse("wording.toml", include_str!("config/wording.toml"))?;
        Ok(Config {
            promises: parse("promises.toml", include_str!("config/promises.toml"))?,
            ties: parse("checks.toml", include_str!("config/checks.toml"))?,
            limits: Limits::default(),
            facets: facets.facets(),
            aliases: aliases.aliases(),
            counting: counting.counting(),
            wording: wording.wording(),
            names: names.names(),
            grammar: Grammar { begins: formation.begin, ends: formation.end, times, ..grammar },
            scopes: parse("scopes.toml", include_str!("config/scopes.toml"))?,
            roles: roles.roles(weights),
            units: Units::new(
                units.dimension,
                Phrases::of_lists(&[(&formation.counters, false), (&formation.counted, true)]),
            )?,
            words: parse("words.toml", include_str!("config/words.toml"))?,
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError::Toml { file: file.to_owned(), message: error.to_string() })
}
