//! Files to reports: one, those of a folder, that of a year.

use std::path::{Path, PathBuf};

use super::{Corpus, Entry, Error, Options, Read};
use crate::corpus::{self, Files};
use crate::review::{self, Review};

/// Reads one report: its outline, its figures, and what is odd in it.
pub fn read(path: impl AsRef<Path>, options: &Options) -> Result<Entry, Error> {
    let path = path.as_ref();
    if !corpus::exists(path) {
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
    if !corpus::exists(path) {
        return Err(Error::NotFound { path: path.to_owned() });
    }
    let unreadable = |left_out| Error::Unreadable { left_out };
    let bytes = corpus::bytes(path, &options.config).map_err(unreadable)?;
    let source = corpus::source_of(path, &bytes, &options.config).map_err(unreadable)?;
    Ok(source.value.text.original().to_owned())
}

/// The report files at the paths, sorted, with those that are not read; an error where a path is not there or there are no
/// reports.
pub fn files(paths: &[impl AsRef<Path>]) -> Result<Files, Error> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.as_ref().to_owned()).collect();
    let files = corpus::files(&paths).map_err(|(path, error)| Error::io(path, error))?;
    if files.reports.is_empty() { Err(Error::NoReports { paths, left_out: files.skipped }) } else { Ok(files) }
}

/// Reads files in parallel, in their order; those that are not read come last. `progress` is called once a file is done.
pub fn read_files(files: Files, options: &Options, progress: impl Fn() + Sync) -> Vec<Read> {
    let mut read = corpus::read(&files.reports, &options.config, progress);
    read.extend(files.skipped.into_iter().map(|left_out| Err(Box::new(left_out))));
    read
}

/// Reads all reports at the paths.
pub fn read_all(paths: &[impl AsRef<Path>], options: &Options) -> Result<Vec<Read>, Error> {
    Ok(read_files(files(paths)?, options, || ()))
}

/// The one report at the paths that is for a year. Files whose name says the year are read first; the others only where
/// there is none.
pub fn of_year(year: i32, paths: &[impl AsRef<Path>], options: &Options) -> Result<Entry, Error> {
    let digits = year.to_string();
    let named = |path: &PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().contains(&digits));
    let (likely, others): (Vec<PathBuf>, Vec<PathBuf>) = files(paths)?.reports.into_iter().partition(named);
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
