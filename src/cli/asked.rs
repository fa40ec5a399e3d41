//! What was asked for: which reports, of which body, against which year.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::ValueEnum;
use clap::builder::NonEmptyStringValueParser;
use nianlun::corpus::{self, Given};
use nianlun::review;

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

/// Which of the values that reports tell of one year is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Told {
    First,
    #[default]
    Latest,
    All,
}

/// What to read, and how to link it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) paths: Vec<PathBuf>,
    pub(super) base_year: Option<i32>,
    pub(super) body: Vec<Given>,
    /// The file of decisions, where one was named.
    pub(super) review: Option<PathBuf>,
    pub(super) vintage: Told,
    pub(super) all_pairs: bool,
}

impl Asked {
    /// The reports at these paths, and those of the bodies given by path; the default folder where neither is.
    pub(super) fn new(paths: &[PathBuf], reports: &ReportArgs) -> Self {
        let body = corpus::given(&reports.body);
        let mut paths: Vec<PathBuf> = paths.to_vec();
        paths.extend(body.iter().filter_map(|given| given.under.clone()));
        if paths.is_empty() {
            paths.push(PathBuf::from("reports"));
        }
        let review = reports.review.clone();
        Asked { paths, base_year: None, body, review, vintage: Told::default(), all_pairs: false }
    }

    /// The same where the first word may be a base year: it is where it is four digits and no such path exists.
    pub(super) fn with_year(what: &[String], reports: &ReportArgs) -> Self {
        let year = what.first().and_then(|first| {
            let four = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
            (four && !Path::new(first).exists()).then(|| first.parse().ok()).flatten()
        });
        let paths: Vec<PathBuf> = what.iter().skip(usize::from(year.is_some())).map(PathBuf::from).collect();
        Asked { base_year: year, ..Asked::new(&paths, reports) }
    }
}

/// Where decisions on the reports lie: in the folders given, and beside the files given. The first is the one to write.
pub(super) fn decision_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folder = |path: &PathBuf| match path.parent() {
        _ if path.is_dir() => path.clone(),
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let file = folder(path).join(review::FILE);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}
