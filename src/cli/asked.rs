//! What was asked for: which reports, of which body, against which year.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::ValueEnum;
use clap::builder::NonEmptyStringValueParser;
use nianlun::comparison::given;
use nianlun::{Options, Vintage};

/// What every command over several reports can be told of them.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Reviewers' decisions (default: decisions.toml in the folders given).
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// The public body that all reports are of, where titles, files and folders don't say it; or NAME=PATH, once for each
    /// body: the reports in that folder are that body's.
    #[arg(long, value_name = "NAME[=PATH]", value_parser = NonEmptyStringValueParser::new())]
    body: Vec<String>,
}

/// Where tables are written, and how.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// The folder to write into.
    #[arg(long, default_value = "output", value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Which value of a year is used where a later report tells another one.
    #[arg(long, value_enum, default_value_t)]
    pub(super) vintage: Told,
    /// Write the byte order mark that Excel wants into the CSV files.
    #[arg(long)]
    pub(super) bom: bool,
}

/// Which of the values that reports tell of one year is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Told {
    First,
    #[default]
    Latest,
    All,
}

impl From<Told> for Vintage {
    fn from(told: Told) -> Self {
        match told {
            Told::First => Vintage::First,
            Told::Latest => Vintage::Latest,
            Told::All => Vintage::All,
        }
    }
}

/// What to read, and how to compare it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Options,
}

impl Asked {
    /// The reports at these paths, and those of the bodies given by path; the default folder where neither is. Texts are
    /// not compared unless a command asks for it.
    pub(super) fn new(paths: &[PathBuf], reports: &ReportArgs, options: &Options) -> Self {
        let mut options = options.clone();
        options.bodies = given(&reports.body);
        options.review = reports.review.clone();
        options.texts = false;
        let mut paths: Vec<PathBuf> = paths.to_vec();
        paths.extend(options.bodies.iter().filter_map(|given| given.under.clone()));
        if paths.is_empty() {
            paths.push(PathBuf::from("reports"));
        }
        Asked { paths, options }
    }

    /// The same where the first word may be a base year: it is where it is four digits and no such path exists.
    pub(super) fn with_year(what: &[String], reports: &ReportArgs, options: &Options) -> Self {
        let year = what.first().and_then(|first| {
            let four = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
            (four && !Path::new(first).exists()).then(|| first.parse().ok()).flatten()
        });
        let paths: Vec<PathBuf> = what.iter().skip(usize::from(year.is_some())).map(PathBuf::from).collect();
        let mut asked = Asked::new(&paths, reports, options);
        asked.options.base_year = year;
        asked
    }
}
