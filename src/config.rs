//! What the tool knows of the language and of reports, as data: units, words around figures, scopes, contrast facets
//! and section roles. Compiled in from `config/*.toml`, which the build lays out so that they are quickly read.

mod limits;
mod direction;
mod flat;
mod file;
mod lists;
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
mod linking;
mod promises;
mod wording;
mod roles;
mod names;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

use aliases::AliasesFile;
use counting::CountingFile;
use facets::FacetsFile;
use names::NamesFile;
use roles::{RolesFile, WeightsFile};
use wording::WordingFile;

pub use aliases::{ADDED, Aliases, Naming};
pub use checks::{Account, Cases, Event, Means, Rules, Ties};
pub use counting::{Counter, Counting};
pub use direction::Direction;
pub use facets::{Apart, FacetSet, Facets};
pub use grammar::Grammar;
pub use limits::Limits;
pub use linking::Linking;
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
    #[error("{file}:{line}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A folder or a file of it can't be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// The path.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// A TOML file in a folder of lexicons that has none of their names.
    #[error("{file}: no lexicon has this name; those that can be given are {}", FILES.map(|(name, _)| name).join(", "))]
    Unknown {
        /// The file.
        file: String,
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
#[derive(Debug, Clone)]
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
    /// What parts two numbers whose labels end alike.
    pub apart: Apart,
    /// Names for the same thing: what is put in their place.
    pub aliases: Aliases,
    /// What people call a series.
    pub naming: Naming,
    /// What a figure counts.
    pub counting: Counting,
    /// What speaks for two figures being one indicator.
    pub linking: Linking,
    /// What tells a phrase from a stretch that is only repeated.
    pub wording: Wording,
    /// What a plan promises.
    pub promises: Box<Promises>,
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

/// Lexicons by their names, as the build laid them out.
macro_rules! built_in {
    ($($name:literal),+ $(,)?) => { [$(($name, include_str!(concat!(env!("OUT_DIR"), "/", $name)))),+] };
}

/// What is compiled in: files that a folder can have others in place of.
const FILES: [(&str, &str); 16] = built_in![
    "units.toml",
    "lexicon.toml",
    "words.toml",
    "grammar.toml",
    "times.toml",
    "scopes.toml",
    "roles.toml",
    "role-weights.toml",
    "facets.toml",
    "aliases.toml",
    "counting.toml",
    "linking.toml",
    "wording.toml",
    "promises.toml",
    "checks.toml",
    "names.toml",
];

/// Where files are looked for before those that are compiled in.
struct Lexicons<'a> {
    folder: Option<&'a Path>,
}

impl Lexicons<'_> {
    /// What a file says: the folder's own, where it has one.
    fn read<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<T, ConfigError> {
        if let Some(path) = self.folder.map(|folder| folder.join(name)).filter(|path| path.exists()) {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            return parse(&path.display().to_string(), &text);
        }
        let unknown = || ConfigError::Unknown { file: name.to_owned() };
        let (_, flat) = FILES.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
        file::read_flat(flat).map_err(|wrong| said_at(name, 1, wrong.message))
    }
}

/// The stack of the thread that reads lexicons, in bytes: the lists of words are many, and each is moved as a whole.
const STACK: usize = 8 << 20;

impl Config {
    /// What is compiled in.
    pub fn builtin() -> Result<Config, ConfigError> {
        Config::read(&Lexicons { folder: None })
    }

    /// What is compiled in, with the files of a folder in place of those of the same names (`grammar.toml`). A TOML file of
    /// another name is an error: nothing would be read from it.
    pub fn with_folder(folder: &Path) -> Result<Config, ConfigError> {
        let listed = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let named = |path: &Path| path.file_name().is_some_and(|name| FILES.iter().any(|(known, _)| name == *known));
        let toml = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
        if let Some(path) = paths.iter().find(|path| toml(path) && !named(path)) {
            return Err(ConfigError::Unknown { file: path.display().to_string() });
        }
        Config::read(&Lexicons { folder: Some(folder) })
    }

    /// Reads the files, two at a time: that is most of what a short run does.
    fn read(files: &Lexicons<'_>) -> Result<Config, ConfigError> {
        let (figures, reports) = std::thread::scope(|scope| {
            // A thread of its own, not one of a pool: those take up other work while they wait, each time deeper in their stack.
            let beside = std::thread::Builder::new().stack_size(STACK);
            let beside = beside.spawn_scoped(scope, || OfFigures::read(files));
            let reports = OfReports::read(files);
            let figures = match beside.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(figures)) => figures,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // No thread is to be had.
                Err(_) => OfFigures::read(files),
            };
            (figures, reports)
        });
        let OfFigures { units, words, grammar, names } = figures?;
        let OfReports { promises, ties, scopes, facets, apart, naming, aliases, counting, linking, wording, roles } =
            reports?;
        let limits = Limits::default();
        Ok(Config {
            units,
            words,
            roles,
            grammar,
            scopes,
            facets,
            apart,
            aliases,
            naming,
            counting,
            linking,
            wording,
            promises,
            names,
            ties,
            limits,
        })
    }
}

/// What is known of figures and the words around them, and of names.
struct OfFigures {
    units: Units,
    words: Words,
    grammar: Grammar,
    names: Names,
}

impl OfFigures {
    fn read(files: &Lexicons<'_>) -> Result<Self, ConfigError> {
        let units: UnitsFile = files.read("units.toml")?;
        let formation: FormationFile = files.read("lexicon.toml")?;
        let grammar: Grammar = files.read("grammar.toml")?;
        let times: Times = files.read("times.toml")?;
        let names: NamesFile = files.read("names.toml")?;
        let compounds = Phrases::of_lists(&[(&formation.counters, false), (&formation.counted, true)]);
        Ok(OfFigures {
            units: Units::new(units.dimension, compounds)?,
            words: files.read("words.toml")?,
            grammar: Grammar {
                verbs: grammar.verbs.also_behind('新'),
                begins: formation.begin,
                ends: formation.end,
                times,
                ..grammar
            },
            names: names.names(),
        })
    }
}

/// What is known of reports, and of what ties their figures together.
struct OfReports {
    promises: Box<Promises>,
    ties: Ties,
    scopes: Scopes,
    facets: Facets,
    apart: Apart,
    naming: Naming,
    aliases: Aliases,
    counting: Counting,
    linking: Linking,
    wording: Wording,
    roles: Roles,
}

impl OfReports {
    fn read(files: &Lexicons<'_>) -> Result<Self, ConfigError> {
        let roles: RolesFile = files.read("roles.toml")?;
        let weights: WeightsFile = files.read("role-weights.toml")?;
        let facets: FacetsFile = files.read("facets.toml")?;
        let aliases: AliasesFile = files.read("aliases.toml")?;
        let counting: CountingFile = files.read("counting.toml")?;
        let wording: WordingFile = files.read("wording.toml")?;
        Ok(OfReports {
            linking: files.read("linking.toml")?,
            promises: files.read("promises.toml")?,
            ties: files.read("checks.toml")?,
            scopes: files.read("scopes.toml")?,
            facets: facets.facets(),
            apart: facets.apart.apart(),
            naming: aliases.naming.clone(),
            aliases: aliases.aliases(),
            counting: counting.counting(),
            wording: wording.wording(),
            roles: roles.roles(weights),
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(name: &str, text: &str) -> Result<T, ConfigError> {
    file::read(text).map_err(|(message, at)| {
        let before = at.map_or(0, |span| span.start).min(text.len());
        let line = text.as_bytes()[..before].iter().filter(|byte| **byte == b'\n').count() + 1;
        said_at(name, line, message)
    })
}

fn said_at(file: &str, line: usize, message: String) -> ConfigError {
    ConfigError::Toml { file: file.to_owned(), line, message }
}

fn unreadable(path: &Path, error: &std::io::Error) -> ConfigError {
    ConfigError::Unreadable { path: path.display().to_string(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(name: &str, text: &str) -> Result<Config, ConfigError> {
        let folder = std::env::temp_dir().join(format!("nianlun-lexicon-{}-{}", std::process::id(), name.len()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let read = Config::with_folder(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        read
    }

    #[test]
    fn a_folder_s_file_stands_for_the_one_of_its_name() {
        let text = include_str!("config/aliases.toml").replace("fillers = [", "fillers = [\n  \"囫囵\",");
        let label: Vec<char> = "囫囵产量".chars().collect();
        let plain = |config: &Config| config.aliases.apply(&label).iter().collect::<String>();
        assert_eq!(plain(&Config::builtin().unwrap()), "囫囵产量");
        assert_eq!(plain(&with_file("aliases.toml", &text).unwrap()), "产量");
    }

    #[test]
    fn what_the_build_laid_out_is_what_the_files_say() {
        let files = Config::with_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config"));
        let files = files.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(format!("{:?}", Config::builtin().unwrap()), format!("{files:?}"));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_line() {
        let said = |name: &str, text: &str| with_file(name, text).unwrap_err().to_string();
        let error = said("checks.toml", "parts = [\"其中\"]\nparst = []\n");
        assert!(error.contains("checks.toml:2: unknown field `parst`"), "{error}");
        assert!(said("scopes.toml", "names = []\n").contains("missing field"));
        assert!(said("gramar.toml", "").contains("gramar.toml"));
    }
}
