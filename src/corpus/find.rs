//! Which files are reports (文件): folders within folders, archives, and a word on each file that is not read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::config::Limits;
use crate::text::{decoded_names, shown_path};

use super::diagnostics::{LeftOut, Why};

/// The endings of files that are read when a folder is given.
const ENDINGS: &[&str] = &[
    "txt", "text", "html", "htm", "shtml", "xhtml", "mht", "mhtml", "md", "markdown", "docx", "docm", "pdf", "odt",
    "ods", "rtf", "doc", "wps", "ofd", "epub", "xlsx", "xlsm",
];

/// The same for people, the commonest of each kind.
pub const KINDS: &str = ".txt .md .html .mhtml .docx .doc .wps .odt .rtf .xlsx .pdf .ofd .epub .zip";

/// The endings of documents that people keep reports in and that are not read.
const DOCUMENTS: &[&str] = &[
    "xls", "xlsb", "csv", "et", "ppt", "pptx", "dps", "rar", "7z", "gz", "tar", "tgz", "jpg", "jpeg", "png", "tif",
    "tiff", "bmp", "gif", "webp", "caj", "ceb", "cebx", "sep", "gd", "djvu", "mobi", "azw3", "pages", "dot", "dotx",
];

/// Files that explain a folder have these names, whatever their endings.
const ABOUT: &[&str] = &["readme", "license", "licence", "changelog"];

/// What this program keeps beside reports.
const OWN: &[&str] = &["decisions.toml", "accepted.csv"];

/// Folders within folders go no deeper.
const DEEPEST: usize = 32;

/// Archives with more files are not read.
const MOST_IN_ARCHIVE: usize = 5_000;

/// Whether a file of this name is read where its folder is given: its ending is one that is read, and it is neither
/// hidden nor the lock that office programs leave beside an open document.
pub fn is_report(name: &str) -> bool {
    !is_hidden(name) && has_read_ending(name)
}

fn has_read_ending(name: &str) -> bool {
    ENDINGS.contains(&ending(name).as_str())
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}

fn is_archive(name: &str) -> bool {
    ending(name) == "zip"
}

/// What stands behind the last dot, in small letters; nothing where there is none.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// The name of a file as people see it.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| shown_path(Path::new(name))).unwrap_or_default()
}

/// The same of a folder; an archive is one, without its ending.
pub(super) fn folder_name(path: &Path) -> String {
    let name = name_of(path);
    if is_archive(&name) { name[..name.len() - ".zip".len()].to_owned() } else { name }
}

/// Files that are to be read, and those that are not.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// The reports, sorted. A file in an archive has the archive's path with its own behind it.
    pub reports: Vec<PathBuf>,
    /// What lies in a folder or an archive and is not read, by path.
    pub skipped: Vec<LeftOut>,
}

/// The report files of the given files, folders and archives. What a comparison wrote is passed over, as is what a browser
/// keeps beside a page that it saved.
///
/// An I/O error names the given path that is not there; what can't be read below one is among the skipped.
pub fn files(paths: &[PathBuf]) -> Result<Files, (PathBuf, io::Error)> {
    let mut walk = Walk::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk.folder(path, 0),
            Ok(meta) if meta.is_file() && is_archive(&name_of(path)) => walk.archive(path),
            Ok(_) => walk.out.reports.push(path.clone()),
            Err(_) if archive_of(path).is_some() => walk.out.reports.push(path.clone()),
            Err(error) => return Err((path.clone(), error)),
        }
    }
    let mut out = walk.out;
    out.reports.sort();
    // The same file under two spellings is one.
    let mut known = BTreeSet::new();
    out.reports.retain(|path| known.insert(real(path)));
    out.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    out.skipped.dedup_by(|a, b| a.path == b.path);
    Ok(out)
}

/// A path without its spelling, also of a file in an archive; as it is where it can't be followed.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (archive_of(path), path.parent(), path.file_name()) {
        (Some(_), Some(folder), Some(name)) => real(folder).join(name),
        _ => path.to_owned(),
    })
}

/// The archive that a path leads into.
pub(super) fn archive_of(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|above| is_archive(&name_of(above)) && above.is_file())
}

/// The folder in which a comparison of several bodies keeps a page for each.
pub const BODIES: &str = "bodies";

/// Whether a folder holds what a comparison wrote: its page is no report.
fn was_written(folder: &Path) -> bool {
    let all = |names: &[&str]| names.iter().all(|name| folder.join(name).is_file());
    all(&["index.html", "timeline.json", "trends.csv"]) || all(&["trends.csv", "datapackage.json"])
}

/// Whether a file beside such a page is one that a comparison writes: the page, the workbook, tables and graphs.
fn is_of_run(name: &str) -> bool {
    ["index.html", "trends.xlsx"].contains(&name) || ["csv", "json", "graphml", "dot"].contains(&ending(name).as_str())
}

/// The name of a file in an archive as a path in it: `./`, a root and the other slash are left out.
fn inner_name(raw: &[u8]) -> String {
    let name = decoded_names(raw).replace('\\', "/");
    name.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/")
}

/// Whether a browser keeps the folder beside a page that it saved.
fn is_of_page(folder: &Path) -> bool {
    let name = name_of(folder);
    let Some(page) = name.strip_suffix("_files").or_else(|| name.strip_suffix(".files")) else { return false };
    ["html", "htm", "shtml", "xhtml"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
}

#[derive(Default)]
struct Walk {
    out: Files,
    /// Folders that were seen: links may lead in circles.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let written = was_written(folder);
        if !self.seen.insert(real(folder)) || depth > 0 && is_of_page(folder) {
            return;
        }
        if depth > DEEPEST {
            return self.skip(folder, &Why::Deep);
        }
        let mut entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => return self.skip(folder, &Why::Folder(error)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (name, path) = (name_of(&entry.path()), entry.path());
            if is_hidden(&name) {
                if has_read_ending(&name) {
                    self.skip(&path, &Why::Hidden);
                }
                continue;
            }
            match fs::metadata(&path) {
                // The pages of bodies that a comparison wrote are no reports.
                Ok(meta) if meta.is_dir() && written && name == BODIES => {}
                Ok(meta) if meta.is_dir() => self.folder(&path, depth + 1),
                Ok(meta) if meta.is_file() && !(written && is_of_run(&name)) => self.file(&path, &name),
                Ok(meta) if meta.is_file() => {}
                Ok(_) => self.skip(&path, &Why::Special),
                Err(error) => self.skip(&path, &Why::File(error)),
            }
        }
    }

    fn file(&mut self, path: &Path, name: &str) {
        if is_archive(name) {
            self.archive(path);
        } else if !OWN.contains(&name) {
            self.plain(path, name);
        }
    }

    /// A file by its name: a report, or not.
    fn plain(&mut self, path: &Path, name: &str) {
        let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        if ABOUT.contains(&stem.as_str()) {
            self.skip(path, &Why::About);
        } else if is_report(name) {
            self.out.reports.push(path.to_owned());
        } else {
            self.skip(path, &Why::Kind { document: DOCUMENTS.contains(&ending(name).as_str()) });
        }
    }

    fn archive(&mut self, path: &Path) {
        let archive = match Archive::open(path) {
            Ok(archive) => archive,
            Err(why) => return self.skip(path, &why),
        };
        for name in archive.places.keys() {
            let inner = path.join(name);
            let last = name.rsplit('/').next().unwrap_or_default();
            // The Macintosh keeps a shadow of each file in a folder of its own.
            if is_hidden(last) || name.starts_with("__MACOSX/") {
                continue;
            }
            if is_archive(last) { self.skip(&inner, &Why::Nested) } else { self.plain(&inner, last) }
        }
    }

    fn skip(&mut self, path: &Path, why: &Why) {
        self.out.skipped.push(why.of(path));
    }
}

/// An archive that was opened, with its index.
struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// Its files by their names, sorted; of those of one name the first.
    places: BTreeMap<String, usize>,
}

impl Archive {
    fn open(path: &Path) -> Result<Archive, Why> {
        let broken = |error: ZipError| Why::Archive(error.to_string());
        let file = File::open(path).map_err(Why::File)?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
        if zip.len() > MOST_IN_ARCHIVE {
            return Err(Why::Crowded { most: MOST_IN_ARCHIVE });
        }
        let mut places = BTreeMap::new();
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(broken)?;
            if entry.is_file() {
                places.entry(inner_name(entry.name_raw())).or_insert(at);
            }
        }
        Ok(Archive { zip, places })
    }

    /// The bytes of a file in it, within the limits.
    fn bytes(&mut self, inner: &str, limits: &Limits) -> Result<Vec<u8>, Why> {
        let entry = self.places.get(inner).map_or(Err(ZipError::FileNotFound), |at| self.zip.by_index(*at));
        let entry = entry.map_err(|error| match error {
            ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => Why::Locked,
            error => Why::Archive(error.to_string()),
        })?;
        read_within(entry, limits)
    }
}

/// The archives that some files lie in, each opened once. Threads take turns: to inflate a file is little work beside
/// reading it.
#[derive(Default)]
pub(super) struct Archives(BTreeMap<PathBuf, Mutex<Archive>>);

impl Archives {
    /// Those of some files. One that can't be opened is tried again, and said, where a file of it is asked for.
    pub(super) fn of(paths: &[PathBuf]) -> Archives {
        let paths: BTreeSet<&Path> = paths.iter().filter_map(|path| archive_of(path)).collect();
        let open = |path: &Path| Some((path.to_owned(), Mutex::new(Archive::open(path).ok()?)));
        Archives(paths.into_iter().filter_map(open).collect())
    }

    fn bytes(&self, archive: &Path, path: &Path, limits: &Limits) -> Result<Vec<u8>, Why> {
        let inner = path.strip_prefix(archive).map(Path::to_string_lossy).unwrap_or_default().replace('\\', "/");
        match self.0.get(archive) {
            Some(open) => open.lock().unwrap_or_else(PoisonError::into_inner).bytes(&inner, limits),
            None => Archive::open(archive)?.bytes(&inner, limits),
        }
    }
}

/// The bytes of a file, or of one in an archive, within the limits.
pub(super) fn bytes(path: &Path, archives: &Archives, limits: &Limits) -> Result<Vec<u8>, Why> {
    if let Some(archive) = archive_of(path) {
        return archives.bytes(archive, path, limits);
    }
    // What the shell holds open for a program is named by these; any other pipe would be waited for.
    let is_open = ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder));
    let meta = fs::metadata(path).map_err(Why::File)?;
    if meta.is_dir() {
        return Err(Why::File(io::ErrorKind::IsADirectory.into()));
    }
    if !meta.is_file() && !is_open {
        return Err(Why::Special);
    }
    if meta.len() > limits.largest {
        return Err(Why::Large { most: limits.largest });
    }
    read_within(File::open(path).map_err(Why::File)?, limits)
}

/// What is said of the size is not to be trusted: what comes is counted.
fn read_within(from: impl Read, limits: &Limits) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    from.take(limits.largest.saturating_add(1)).read_to_end(&mut bytes).map_err(Why::File)?;
    if bytes.len() as u64 > limits.largest { Err(Why::Large { most: limits.largest }) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_archives_are_paths() {
        for name in ["./报告/2024.txt", "/报告/2024.txt", "报告\\2024.txt", "报告//./2024.txt"] {
            assert_eq!(inner_name(name.as_bytes()), "报告/2024.txt");
        }
    }

    #[test]
    fn names_say_what_is_a_report() {
        assert!(is_report("a.PDF") && is_report("甲.2017.Md") && is_archive("b.Zip"));
        assert!(!is_report("~$a.docx") && !is_report(".a.txt") && !is_report("a") && !is_report("a.xls"));
    }
}
