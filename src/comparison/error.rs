//! Why there is nothing to compare.

use std::path::PathBuf;

use thiserror::Error;

use super::{KINDS, LeftOut};
use crate::config::ConfigError;
use crate::review::ReviewError;
use crate::text::shown_path;

/// Why there is nothing to compare: what is wrong, where, and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A lexicon can't be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// There is no such file or folder.
    #[error("there is no file or folder {}; name the reports' files or folders", shown_path(path))]
    NotFound {
        /// What was named.
        path: PathBuf,
    },
    /// The system does not let a path be read.
    #[error("can't read {}: {error}", shown_path(path))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The paths hold nothing that is read as a report.
    #[error("no reports in {} (read are {KINDS})", listed(paths))]
    NoReports {
        /// Where they were looked for.
        paths: Vec<PathBuf>,
        /// The files that are there, and why they are not read.
        left_out: Vec<LeftOut>,
    },
    /// The one file that was asked for can't be read.
    #[error("{}", unreadable(left_out))]
    Unreadable {
        /// The file, and why.
        left_out: Box<LeftOut>,
    },
    /// None of the reports could be read.
    #[error("none of the reports could be read")]
    NothingRead {
        /// The files, and why.
        left_out: Vec<LeftOut>,
    },
    /// No report is for the base year.
    #[error("no report is for {year}; there are {}", years(known))]
    NoSuchYear {
        /// The year that was asked for.
        year: i32,
        /// Those that there are.
        known: Vec<i32>,
    },
    /// No report at some paths is for a year.
    #[error("no report in {} is for {year}", listed(paths))]
    NoneFor {
        /// The year that was asked for.
        year: i32,
        /// Where it was looked for.
        paths: Vec<PathBuf>,
    },
    /// Several reports are for a year, and one was asked for.
    #[error("more than one report is for {year}; name the file: {}", listed(paths))]
    Several {
        /// The year that was asked for.
        year: i32,
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// Reviewers' decisions can't be understood.
    #[error(transparent)]
    Review(#[from] ReviewError),
}

impl Error {
    /// An I/O error with its path.
    pub(super) fn io(path: PathBuf, error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Error::NotFound { path },
            _ => Error::Io { path, error },
        }
    }
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| shown_path(path)).collect::<Vec<_>>().join(", ")
}

fn years(known: &[i32]) -> String {
    known.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")
}

fn unreadable(left_out: &LeftOut) -> String {
    let (message, help) = (&left_out.reason.message.en, &left_out.reason.help.en);
    let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
    format!("{}: {message}{help}", shown_path(&left_out.path))
}
