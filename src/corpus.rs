//! Files to a corpus (语料): reports by body and year, read in parallel, in a fixed order.

mod alarms;
mod diagnostics;
mod find;

mod bodies;
mod called;
mod twice;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use diagnostics::{Twice, Why};
use find::Archives;

use crate::config::{Config, Names};
use crate::diagnostic::{Code, Diagnostic, Noted};
use crate::indicator::{self, Indicator};
use crate::report::{self, Report};
use crate::source::{self, Format, Source};

pub use bodies::{Claim, Given, Told, given, tell};
pub use diagnostics::LeftOut;
pub use find::{BODIES, Files, KINDS, files, is_report};

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

    fn as_read(&self) -> alarms::Read<'_> {
        alarms::Read { report: &self.report, indicators: &self.indicators }
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

/// All that was read.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Bodies by name.
    pub bodies: Vec<Body>,
    /// Files that were left out, by path.
    pub left_out: Vec<LeftOut>,
}

/// A file that was read, or why it was not.
pub type Read = Result<Entry, Box<LeftOut>>;

/// Reads the files in parallel, in their order. `progress` is called once a file is done.
pub fn read(files: &[PathBuf], config: &Config, progress: impl Fn() + Sync) -> Vec<Read> {
    let archives = Archives::of(files);
    files
        .par_iter()
        .map(|path| {
            let entry = bytes_of(path, &archives, config).and_then(|bytes| read_bytes(path, &bytes, config));
            progress();
            entry
        })
        .collect()
}

/// Puts what was read in order. A file that can't be read is left out and said; the others are still there.
///
/// `given` are the bodies that the reader named.
pub fn gather(read: Vec<Read>, given: &[Given], names: &Names) -> Corpus {
    let mut left_out = Vec::new();
    let mut entries = Vec::new();
    for result in read {
        match result {
            Ok(entry) => entries.push(entry),
            Err(why) => left_out.push(*why),
        }
    }
    let claims: Vec<Claim> = entries.iter().map(Claim::of).collect();
    let told = bodies::tell(&claims, given, names);
    arranged(told.into_iter().zip(entries).collect(), left_out)
}

/// Reports whose bodies are known, in order: one a body and year.
pub fn arranged(told: Vec<(Told, Entry)>, left_out: Vec<LeftOut>) -> Corpus {
    let mut corpus = Corpus { bodies: Vec::new(), left_out };
    let mut named: Vec<(String, Entry)> = Vec::new();
    for (told, mut entry) in told {
        if told.by_folder {
            entry.notes.insert(0, diagnostics::named_by_folder(&told.name));
        }
        entry.report.metadata.body = Some(told.name.clone());
        named.push((told.name, entry));
    }
    called::by_one_way(&mut named);
    named.sort_by(|(a, x), (b, y)| (a, x.year(), rank(x), &x.path).cmp(&(b, y.year(), rank(y), &y.path)));
    for (name, entry) in named {
        if corpus.bodies.last().is_none_or(|body| body.name != name) {
            corpus.bodies.push(Body { name: name.clone(), entries: Vec::new() });
        }
        let Some(body) = corpus.bodies.last_mut() else { continue };
        match body.entries.last_mut().filter(|last| last.year() == entry.year()) {
            Some(taken) => {
                let left = better(taken, entry);
                let reason = duplicate(taken, &left);
                corpus.left_out.push(LeftOut { path: left.path, reason });
            }
            None => body.entries.push(entry),
        }
    }
    for body in &mut corpus.bodies {
        leave_undated_out(body, &mut corpus.left_out);
    }
    corpus.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    for body in &mut corpus.bodies {
        let odd = alarms::beside(&body.entries.iter().map(Entry::as_read).collect::<Vec<_>>());
        for (entry, odd) in body.entries.iter_mut().zip(odd) {
            entry.notes.extend(odd);
            entry.notes.sort_by_key(|note| (note.span, note.code));
        }
    }
    corpus
}

/// Leaves a report without a year out where the body has others: it stands nowhere among them.
fn leave_undated_out(body: &mut Body, left_out: &mut Vec<LeftOut>) {
    let dated = |entry: &Entry| entry.report.metadata.year.is_some();
    if !body.entries.iter().any(dated) {
        return;
    }
    let (kept, undated) = std::mem::take(&mut body.entries).into_iter().partition(dated);
    body.entries = kept;
    left_out.extend(undated.into_iter().map(|entry| LeftOut { path: entry.path, reason: diagnostics::undated() }));
}

/// Whose report a file is, as far as it says so itself: [`read_file`] without the figures.
pub fn claim_of(path: &Path, config: &Config) -> Result<Claim, Box<LeftOut>> {
    let (report, _) = report_of(path, &bytes(path, config)?, config)?;
    Ok(Claim { path: path.to_owned(), body: report.metadata.body_name })
}

/// Reads one file, which may lie in an archive.
pub fn read_file(path: &Path, config: &Config) -> Read {
    read_bytes(path, &bytes(path, config)?, config)
}

/// Whether there is a file or a folder of that path, in an archive or not.
pub fn exists(path: &Path) -> bool {
    path.exists() || find::archive_of(path).is_some()
}

/// The bytes of a file, which may lie in an archive, within the limits.
pub fn bytes(path: &Path, config: &Config) -> Result<Vec<u8>, Box<LeftOut>> {
    bytes_of(path, &Archives::default(), config)
}

fn bytes_of(path: &Path, archives: &Archives, config: &Config) -> Result<Vec<u8>, Box<LeftOut>> {
    find::bytes(path, archives, &config.limits).map_err(|why| Box::new(why.of(path)))
}

/// The source of a file whose bytes are at hand.
pub fn source_of(path: &Path, bytes: &[u8], config: &Config) -> Result<Noted<Source>, Box<LeftOut>> {
    let read = source::read_within(bytes, &find::name_of(path), &config.limits);
    read.map_err(|error| Box::new(Why::Source(error).of(path)))
}

/// Reads a file whose bytes are at hand; `path` says where it lies or would lie.
pub fn read_bytes(path: &Path, bytes: &[u8], config: &Config) -> Read {
    let (report, mut notes) = report_of(path, bytes, config)?;
    let indicators = indicator::extract(&report, config).take(&mut notes);
    notes.extend(alarms::alone(alarms::Read { report: &report, indicators: &indicators }));
    notes.sort_by_key(|note| (note.span, note.code));
    Ok(Entry { path: path.to_owned(), report, indicators, notes })
}

/// The report of a file's bytes, with its notes in text order.
fn report_of(path: &Path, bytes: &[u8], config: &Config) -> Result<(Report, Vec<Diagnostic>), Box<LeftOut>> {
    let mut notes = Vec::new();
    let source = source_of(path, bytes, config)?.take(&mut notes);
    let report = report::read(source, &find::name_of(path), config).take(&mut notes);
    notes.sort_by_key(|note| (note.span, note.code));
    Ok((report, notes))
}

/// Of two reports for one year the one that is whole is taken, then the longer one; an abstract only where there is no
/// other, and a workbook of tables only where there is not even that.
fn rank(entry: &Entry) -> (u8, std::cmp::Reverse<u32>) {
    let doubtful = entry.notes.iter().any(|note| matches!(note.code, Code::Fragment | Code::YearMismatch));
    let (abridged, sheets) = (entry.report.metadata.abridged, entry.report.format == Format::Xlsx);
    let rank = u8::from(doubtful) + 2 * u8::from(abridged) + 4 * u8::from(sheets);
    (rank, std::cmp::Reverse(entry.report.body.len()))
}

/// Of one report in two files of much the same length the one whose format keeps more of it is taken; gives the other.
fn better(taken: &mut Entry, mut other: Entry) -> Entry {
    let same = |a: &Entry, b: &Entry| compared(a, b).is_some() && twice::as_long(&a.report, &b.report);
    if rank(taken).0 == rank(&other).0
        && twice::rank(other.report.format) < twice::rank(taken.report.format)
        && same(taken, &other)
    {
        std::mem::swap(taken, &mut other);
    }
    other
}

fn compared(taken: &Entry, left: &Entry) -> Option<Twice> {
    twice::compared((&taken.report, &taken.indicators), (&left.report, &left.indicators))
}

fn duplicate(taken: &Entry, left: &Entry) -> Diagnostic {
    if left.report.metadata.year.is_none() {
        return diagnostics::no_year(&taken.path);
    }
    let abridged = left.report.metadata.abridged && !taken.report.metadata.abridged;
    let longer = match () {
        () if abridged => Twice::Abridged,
        () if rank(taken).0 == rank(left).0 => Twice::Longer,
        () => Twice::Whole,
    };
    diagnostics::duplicate(taken.year(), &taken.path, &compared(taken, left).unwrap_or(longer))
}
