//! Files to a corpus (语料): reports by body and year, read in parallel, in a fixed order.

mod bodies;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use bodies::{Claim, real};

use crate::config::{Config, Names};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::indicator::{self, Indicator};
use crate::report::{self, Report};
use crate::source;
use crate::text::Span;

pub use bodies::{Given, given};

/// A report of the corpus with all that was read from it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// The report.
    pub report: Report,
    /// Its indicators in text order.
    pub indicators: Vec<Indicator>,
    /// What was noted on the way, in text order.
    pub notes: Vec<Diagnostic>,
}

impl Entry {
    /// The report's year; reports without one stand before all others.
    pub fn year(&self) -> i32 {
        self.report.metadata.year.unwrap_or(0)
    }
}

/// The reports of one public body, earliest first.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its name: from the titles, else from the folder or the files.
    pub name: String,
    /// Its reports, at most one a year.
    pub entries: Vec<Entry>,
}

/// A file that is not part of the corpus, and why.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: Diagnostic,
}

/// All that was read.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Bodies by name.
    pub bodies: Vec<Body>,
    /// Files that were left out, by path.
    pub left_out: Vec<LeftOut>,
}

/// The endings of files that are read when a folder is given.
const ENDINGS: &[&str] = &[
    "txt", "text", "html", "htm", "shtml", "xhtml", "docx", "docm", "pdf", "odt", "ods", "rtf", "doc", "wps", "ofd",
    "epub",
];

/// Whether a file of this name is read where its folder is given: its ending is one that is read, and it is neither
/// hidden nor the lock that office programs leave beside an open document.
pub fn is_report(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !is_hidden(name) && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}

/// The report files of the given files and folders, sorted; a folder's other files, hidden ones and
/// those that a comparison wrote are not among them.
///
/// An I/O error names its path.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
    let mut found = Vec::new();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|error| (path.clone(), error))?;
        if meta.is_dir() { walk(path, &mut found)? } else { found.push(path.clone()) }
    }
    found.sort();
    // The same file under two spellings is one.
    let mut known = std::collections::BTreeSet::new();
    found.retain(|path| known.insert(real(path)));
    Ok(found)
}

/// Whether a folder holds what a comparison wrote: its page is no report.
fn was_written(folder: &Path) -> bool {
    ["index.html", "timeline.json", "trends.csv"].iter().all(|name| folder.join(name).is_file())
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), (PathBuf, std::io::Error)> {
    let list = std::fs::read_dir(folder).map_err(|error| (folder.to_owned(), error))?;
    let mut entries = list.collect::<Result<Vec<_>, _>>().map_err(|error| (folder.to_owned(), error))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() && !is_hidden(&name) && !was_written(&path) {
            walk(&path, found)?;
        } else if is_report(&name) && !path.is_dir() {
            found.push(path);
        }
    }
    Ok(())
}

/// A file that was read, or why it was not.
pub type Read = Result<Entry, Box<LeftOut>>;

/// Reads the files in parallel, in their order. `progress` is called once a file is done.
pub fn read(files: &[PathBuf], config: &Config, progress: impl Fn() + Sync) -> Vec<Read> {
    files
        .par_iter()
        .map(|path| {
            let entry = read_file(path, config);
            progress();
            entry
        })
        .collect()
}

/// Puts what was read in order. A file that can't be read is left out and said; the others are still there.
///
/// `given` are the bodies that the reader named.
pub fn gather(read: Vec<Read>, given: &[Given], names: &Names) -> Corpus {
    let mut corpus = Corpus::default();
    let mut entries = Vec::new();
    for result in read {
        match result {
            Ok(entry) => entries.push(entry),
            Err(left_out) => corpus.left_out.push(*left_out),
        }
    }
    let claims = entries.iter().map(|entry| Claim { path: &entry.path, body: entry.report.metadata.body_name.clone() });
    let told = bodies::tell(&claims.collect::<Vec<_>>(), given, names);
    let mut named: Vec<(String, Entry)> = Vec::new();
    for (told, mut entry) in told.into_iter().zip(entries) {
        if told.by_folder {
            entry.notes.insert(0, named_by_folder(&told.name));
        }
        entry.report.metadata.body = Some(told.name.clone());
        named.push((told.name, entry));
    }
    named.sort_by(|(a, x), (b, y)| (a, x.year(), rank(x), &x.path).cmp(&(b, y.year(), rank(y), &y.path)));
    for (name, entry) in named {
        if corpus.bodies.last().is_none_or(|body| body.name != name) {
            corpus.bodies.push(Body { name: name.clone(), entries: Vec::new() });
        }
        let Some(body) = corpus.bodies.last_mut() else { continue };
        match body.entries.last().filter(|last| last.year() == entry.year()) {
            Some(taken) => {
                let reason = duplicate(taken, &entry);
                corpus.left_out.push(LeftOut { path: entry.path, reason });
            }
            None => body.entries.push(entry),
        }
    }
    corpus.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    corpus
}

/// That a report does not say whose it is.
fn named_by_folder(name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::BodyGuessed,
        Span::default(),
        Message::new(
            format!("报告没有写明机关，按所在文件夹归入{name}"),
            format!("the report does not say whose it is; by its folder it is {name}"),
        ),
    )
    .help(Message::new("若有误，请用 --body 指明", "if it is another's, name the body with --body"))
}

fn unreadable(path: &Path, message: Message, help: Message) -> Box<LeftOut> {
    let reason = Diagnostic::new(Severity::Error, Code::Unreadable, Span::default(), message).help(help);
    Box::new(LeftOut { path: path.to_owned(), reason })
}

/// Reads one file.
pub fn read_file(path: &Path, config: &Config) -> Read {
    read_bytes(path, &bytes_of(path)?, config)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Box<LeftOut>> {
    std::fs::read(path).map_err(|error| {
        let message = Message::new(format!("无法读取：{error}"), format!("can't be read: {error}"));
        unreadable(path, message, Message::default())
    })
}

/// Reads a file whose bytes are at hand; `path` says where it lies or would lie.
pub fn read_bytes(path: &Path, bytes: &[u8], config: &Config) -> Read {
    let (report, mut notes) = report_of(path, bytes, config)?;
    let indicators = indicator::extract(&report, config).take(&mut notes);
    notes.sort_by_key(|note| (note.span, note.code));
    Ok(Entry { path: path.to_owned(), report, indicators, notes })
}

/// The report of a file's bytes, with its notes in text order.
fn report_of(path: &Path, bytes: &[u8], config: &Config) -> Result<(Report, Vec<Diagnostic>), Box<LeftOut>> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut notes = Vec::new();
    let source = source::read_within(bytes, &name, &config.limits).map_err(|error| {
        let (message, help) = error.said();
        unreadable(path, message, help)
    })?;
    let source = source.take(&mut notes);
    let report = report::read(source, &name, config).take(&mut notes);
    notes.sort_by_key(|note| (note.span, note.code));
    Ok((report, notes))
}

/// Of two reports for one year the one that is whole is taken, then the longer one.
fn rank(entry: &Entry) -> (bool, std::cmp::Reverse<u32>) {
    let doubtful = entry.notes.iter().any(|note| matches!(note.code, Code::Fragment | Code::YearMismatch));
    (doubtful, std::cmp::Reverse(entry.report.body.len()))
}

fn duplicate(taken: &Entry, left: &Entry) -> Diagnostic {
    let name = taken.path.display();
    if left.report.metadata.year.is_none() {
        return Diagnostic::new(
            Severity::Warning,
            Code::YearMissing,
            Span::default(),
            Message::new(
                format!("看不出是哪一年的报告（{name} 也是如此）；此文件未采用"),
                format!("no year can be told, nor of {name}; this file was left out"),
            ),
        )
        .help(Message::new("请把年份写入文件名，如 2017.txt", "put the year into the file's name, as in 2017.txt"));
    }
    let year = taken.year();
    let same = taken.report.text.str(taken.report.body) == left.report.text.str(left.report.body);
    let (zh, en) = match (same, rank(taken).0 == rank(left).0) {
        (true, _) => ("内容相同", "their texts are the same"),
        (false, true) => ("采用较长的一份", "the longer one was taken"),
        (false, false) => ("采用完整的一份", "the one without doubts was taken"),
    };
    Diagnostic::new(
        Severity::Warning,
        Code::DuplicateBody,
        Span::default(),
        Message::new(
            format!("{year} 年已有 {name}，{zh}；此文件未采用"),
            format!("{name} is for {year} too; {en}, this file was left out"),
        ),
    )
    .help(Message::new("请移走其中一份", "move one of them away"))
}
