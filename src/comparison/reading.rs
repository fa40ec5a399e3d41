//! Files to reports: one, those of a folder, that of a year.

use std::path::{Path, PathBuf};

use super::{Corpus, Entry, Error, Options, Read};
use crate::corpus;
use crate::diagnostic::Diagnostic;
use crate::review::{self, Review};
use crate::source;
use crate::text::Span;

/// Reads one report: its outline, its figures, and what is odd in it.
pub fn read(path: impl AsRef<Path>, options: &Options) -> Result<Entry, Error> {
    let path = path.as_ref();
    if !path.exists() {
        return Err(Error::NotFound { path: path.to_owned() });
    }
    corpus::read_file(path, &options.config).map_err(|left_out| Error::Unreadable { left_out })
}

/// The same for bytes at hand; the path says by its name what they are, and where they lie or would lie.
pub fn read_bytes(path: &Path, bytes: &[u8], options: &Options) -> Read {
    corpus::read_bytes(path, bytes, &options.config)
}

/// The decoded text of a file: what all offsets count characters in.
pub fn decoded(path: &Path, options: &Options) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path.to_owned(), error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unreadable = |error: source::SourceError| {
        let (message, help) = error.said();
        let (severity, code) = (crate::diagnostic::Severity::Error, crate::diagnostic::Code::Unreadable);
        let reason = Diagnostic::new(severity, code, Span::default(), message).help(help);
        Error::Unreadable { left_out: Box::new(super::LeftOut { path: path.to_owned(), reason }) }
    };
    Ok(source::read_within(&bytes, &name, &options.config.limits).map_err(unreadable)?.value.text.original().to_owned())
}

/// The report files at the paths, sorted; an error where a path is not there or there are none.
pub fn files(paths: &[impl AsRef<Path>]) -> Result<Vec<PathBuf>, Error> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.as_ref().to_owned()).collect();
    let files = corpus::files(&paths).map_err(|(path, error)| Error::io(path, error))?;
    if files.is_empty() { Err(Error::NoReports { paths }) } else { Ok(files) }
}

/// Reads all reports at the paths, in parallel, in the order of their names; `progress` is called once a file is done.
pub fn read_all(paths: &[impl AsRef<Path>], options: &Options, progress: impl Fn() + Sync) -> Result<Vec<Read>, Error> {
    Ok(corpus::read(&files(paths)?, &options.config, progress))
}

/// The one report at the paths that is for a year. Files whose name says the year are read first; the others only where
/// there is none.
pub fn of_year(year: i32, paths: &[impl AsRef<Path>], options: &Options) -> Result<Entry, Error> {
    let digits = year.to_string();
    let named = |path: &PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().contains(&digits));
    let (likely, others): (Vec<PathBuf>, Vec<PathBuf>) = files(paths)?.into_iter().partition(named);
    for group in [likely, others] {
        let corpus = corpus::gather(corpus::read(&group, &options.config, || ()), &[], &options.config.names);
        let entries = corpus.bodies.into_iter().flat_map(|body| body.entries);
        let mut found: Vec<Entry> = entries.filter(|entry| entry.year() == year).collect();
        if found.len() > 1 {
            return Err(Error::Several { year, paths: found.into_iter().map(|entry| entry.path).collect() });
        }
        if let Some(entry) = found.pop() {
            return Ok(entry);
        }
    }
    Err(Error::NoneFor { year, paths: paths.iter().map(|path| path.as_ref().to_owned()).collect() })
}

/// An error where there is nothing to compare: no report could be read, or none is for the base year.
pub fn worth_comparing(corpus: &Corpus, options: &Options) -> Result<(), Error> {
    if corpus.bodies.is_empty() {
        return Err(Error::NothingRead { left_out: corpus.left_out.clone() });
    }
    let Some(year) = options.base_year else { return Ok(()) };
    let mut known: Vec<i32> = corpus.bodies.iter().flat_map(|body| body.entries.iter().map(Entry::year)).collect();
    if known.contains(&year) {
        return Ok(());
    }
    known.sort_unstable();
    known.dedup();
    Err(Error::NoSuchYear { year, known })
}

/// Where decisions on the reports lie: in the folders given, and beside the files given. The first is the one to write.
pub fn decision_files(paths: &[impl AsRef<Path>]) -> Vec<PathBuf> {
    let folder = |path: &Path| match path.parent() {
        _ if path.is_dir() => path.to_owned(),
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let file = folder(path.as_ref()).join(review::FILE);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The decisions in the file that was named, or beside the reports.
pub fn decisions(paths: &[impl AsRef<Path>], options: &Options) -> Result<Review, Error> {
    let files: Vec<PathBuf> = match &options.review {
        Some(file) => vec![file.clone()],
        None => decision_files(paths).into_iter().filter(|path| path.is_file()).collect(),
    };
    Ok(review::read(&files)?)
}
