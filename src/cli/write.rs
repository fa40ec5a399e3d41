//! Files that are written whole or not at all, and folders of them.
//!
//! A folder's new files are made in a folder beside it, and the two change places in one step: whoever looks sees the
//! old files or the new ones, never some of each, whenever the run ends. What else lies in the folder goes along.

mod workshop;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) use workshop::Workshop;

/// What a file holds.
#[derive(Debug)]
pub(super) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this file holds, which was made for it in a [`Workshop`].
    Made(PathBuf),
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Content::Bytes(bytes)
    }
}

/// Writes a file whole or not at all. What is no plain file (a device, a pipe) is written to as it is.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.starts_with("/dev") || path.exists() && !path.is_file() {
        return fs::write(path, bytes);
    }
    let beside = beside(path)?;
    create(&beside, bytes).and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // The error that matters is the first one.
        let _ = fs::remove_file(&beside);
    })
}

/// Writes each file whole or not at all: beside its place first, then moved there once all are written.
pub(super) fn write_all<N: AsRef<str>>(folder: &Path, files: &[(N, Content)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut made: Vec<(PathBuf, PathBuf)> = Vec::new();
    let written = files.iter().try_for_each(|(name, content)| {
        let path = folder.join(name.as_ref());
        let beside = beside(&path)?;
        made.push((beside.clone(), path));
        put(&beside, content)
    });
    let moved = written.and_then(|()| made.iter().try_for_each(|(beside, path)| fs::rename(beside, path)));
    moved.inspect_err(|_| {
        for (beside, _) in &made {
            let _ = fs::remove_file(beside);
        }
    })
}

/// Replaces all files of a run in a folder in one step. `stale` are files of earlier runs that go.
///
/// Runs that share a folder wait for each other. Where the system can't change two folders in one step, each file is
/// replaced by itself.
pub(super) fn replace_all<N: AsRef<str>>(folder: &Path, files: &[(N, Content)], stale: &[&str]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let real = folder.canonicalize()?;
    let ours = |name: &str| stale.contains(&name) || files.iter().any(|(own, _)| own.as_ref() == name);
    let _waits = lock(&real);
    recover(&real);
    // What stands in a file's place and is none, is not ours to remove.
    let taken = |name: &str| fs::symlink_metadata(real.join(name)).is_ok_and(|meta| meta.is_dir());
    if let Some((name, _)) = files.iter().find(|(name, _)| taken(name.as_ref())) {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, format!("{}/ is a folder", name.as_ref())));
    }
    if swapped(&real, files, &ours) {
        return Ok(());
    }
    write_all(&real, files)?;
    for name in stale {
        match fs::remove_file(real.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Holds off other runs that write into the same place, until it is dropped. Systems that can't lock a folder go without.
fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder.parent().unwrap_or(folder)).ok()?;
    file.lock().ok().map(|()| file)
}

/// Whether this process works in the folder: it would find itself in the old one.
fn is_inside(folder: &Path) -> bool {
    std::env::current_dir().is_ok_and(|here| here.canonicalize().unwrap_or(here).starts_with(folder))
}

/// Folders with more in them are not taken along file by file.
const MOST_OTHERS: usize = 2000;

/// Makes a new folder and lets it change places with the old one. `false` where that can't be done here.
fn swapped<N: AsRef<str>>(folder: &Path, files: &[(N, Content)], ours: &impl Fn(&str) -> bool) -> bool {
    let Ok(new) = beside(folder) else { return false };
    if is_inside(folder) || fs::create_dir(&new).is_err() {
        return false;
    }
    let made = fill(&new, folder, files, ours).and_then(|()| exchange(&new, folder));
    if made.is_ok() {
        // The old folder stands there now.
        clear(&new, folder, ours);
    } else {
        // Only new files are in it; what can't be removed now is by the next run.
        let _ = fs::remove_dir_all(&new);
    }
    made.is_ok()
}

/// Puts the new files into a folder, and the files of others beside them: they are in both folders until the change.
fn fill<N: AsRef<str>>(new: &Path, old: &Path, files: &[(N, Content)], ours: &impl Fn(&str) -> bool) -> io::Result<()> {
    fs::set_permissions(new, fs::metadata(old)?.permissions())?;
    files.iter().try_for_each(|(name, content)| put(&new.join(name.as_ref()), content))?;
    for (count, entry) in fs::read_dir(old)?.enumerate() {
        let entry = entry?;
        let is_ours = entry.file_name().to_str().is_some_and(ours);
        if count > MOST_OTHERS {
            return Err(io::Error::other("too many files"));
        }
        if !is_ours && entry.file_type()?.is_file() {
            fs::hard_link(entry.path(), new.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Takes an old folder away. Folders and links of others, and what came meanwhile, go into the new one, where it has no
/// such name; what can't go there stays where it is.
fn clear(old: &Path, folder: &Path, ours: &impl Fn(&str) -> bool) {
    for entry in fs::read_dir(old).into_iter().flatten().flatten() {
        let to = folder.join(entry.file_name());
        if !entry.file_name().to_str().is_some_and(ours) && to.symlink_metadata().is_err() {
            let _ = fs::rename(entry.path(), to);
        } else if entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
            let _ = fs::remove_file(entry.path());
        }
    }
    // Only where nothing is left in it.
    let _ = fs::remove_dir(old);
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Tidies up after runs that were ended: folders and links of others go back, the rest goes. Plain files are either new
/// ones that did not get into place, or old ones, or others' that are in the folder as well.
fn recover(folder: &Path) {
    let Some(parent) = folder.parent() else { return };
    let lead = lead(folder);
    let is_left = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with(&lead) && name.ends_with(ENDING) && entry.file_type().is_ok_and(|kind| kind.is_dir())
    };
    for old in fs::read_dir(parent).into_iter().flatten().flatten().filter(is_left) {
        for entry in fs::read_dir(old.path()).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let _ = fs::remove_file(entry.path());
            }
        }
        clear(&old.path(), folder, &|_| false);
    }
    for left in fs::read_dir(folder).into_iter().flatten().flatten() {
        // A file in the making that did not get into its place.
        let name = left.file_name();
        let is_left = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(ENDING));
        if is_left && left.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(left.path());
        }
    }
}

/// How names of folders and files in the making end.
const ENDING: &str = ".nianlun-new";

fn lead(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

/// A name beside a path that nobody has or can foresee.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let number = getrandom::u64().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(path.with_file_name(format!("{}{number:016x}{ENDING}", lead(path))))
}

/// Puts a file where none is yet; never through a link.
fn put(path: &Path, content: &Content) -> io::Result<()> {
    match content {
        Content::Bytes(bytes) => create(path, bytes),
        // Beside each other the two are mostly on one disk, and nothing needs to be copied.
        Content::Made(made) => fs::hard_link(made, path).or_else(|_| {
            let mut to = File::options().write(true).create_new(true).open(path)?;
            io::copy(&mut File::open(made)?, &mut to).map(|_| ())
        }),
    }
}

/// Writes a file that is not there yet; never through a link.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("nianlun-write-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut out: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        out.sort();
        out
    }

    #[test]
    fn all_files_are_replaced_and_those_of_others_stay() {
        let root = folder("all");
        let out = root.join("output");
        replace_all(&out, &[("a.csv", Content::Bytes(b"1".to_vec())), ("b.csv", Content::Bytes(b"1".to_vec()))], &[])
            .unwrap();
        fs::write(out.join("mine.txt"), "x").unwrap();
        fs::create_dir(out.join("more")).unwrap();
        fs::write(out.join("more/deep.txt"), "y").unwrap();
        replace_all(&out, &[("a.csv", Content::Bytes(b"2".to_vec()))], &["b.csv"]).unwrap();
        assert_eq!(names(&out), ["a.csv", "mine.txt", "more"]);
        assert_eq!(fs::read(out.join("a.csv")).unwrap(), b"2");
        assert_eq!(fs::read(out.join("more/deep.txt")).unwrap(), b"y");
        assert_eq!(names(&root), ["output"]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_was_made_in_a_workshop_gets_into_its_place() {
        let root = folder("made");
        let out = root.join("output");
        let old = root.join(".output.00.nianlun-rows");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("lock"), "").unwrap();
        let shop = Workshop::beside(&out).unwrap();
        assert!(!old.exists(), "what a run that was ended left is gone");
        fs::write(shop.path().join("a.csv"), "1").unwrap();
        replace_all(&out, &[("a.csv", Content::Made(shop.path().join("a.csv")))], &[]).unwrap();
        let other = Workshop::beside(&out).unwrap();
        assert!(shop.path().exists(), "what a run works in is left alone");
        drop((shop, other));
        assert_eq!((names(&root), names(&out)), (vec!["output".to_owned()], vec!["a.csv".to_owned()]));
        assert_eq!(fs::read(out.join("a.csv")).unwrap(), b"1");
        fs::remove_dir_all(root).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let root = folder("link");
        let out = root.join("output");
        fs::create_dir(&out).unwrap();
        fs::write(root.join("precious"), "p").unwrap();
        std::os::unix::fs::symlink(root.join("precious"), out.join("a.csv")).unwrap();
        replace_all(&out, &[("a.csv", Content::Bytes(b"2".to_vec()))], &[]).unwrap();
        assert_eq!(fs::read(root.join("precious")).unwrap(), b"p");
        assert!(!out.join("a.csv").is_symlink());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_stays() {
        let root = folder("taken");
        let out = root.join("output");
        fs::create_dir_all(out.join("b.csv")).unwrap();
        fs::write(out.join("b.csv/mine.txt"), "x").unwrap();
        assert!(
            replace_all(
                &out,
                &[("a.csv", Content::Bytes(b"1".to_vec())), ("b.csv", Content::Bytes(b"1".to_vec()))],
                &[]
            )
            .is_err()
        );
        assert_eq!((names(&out), names(&out.join("b.csv"))), (vec!["b.csv".to_owned()], vec!["mine.txt".to_owned()]));
        assert_eq!(names(&root), ["output"]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_an_ended_run_left_is_tidied_up() {
        let root = folder("left");
        let out = root.join("output");
        let old = root.join(format!(".output.0000{ENDING}"));
        fs::create_dir_all(old.join("more")).unwrap();
        fs::write(old.join("a.csv"), "1").unwrap();
        replace_all(&out, &[("a.csv", Content::Bytes(b"2".to_vec()))], &[]).unwrap();
        assert_eq!(
            (names(&root), names(&out)),
            (vec!["output".to_owned()], vec!["a.csv".to_owned(), "more".to_owned()])
        );
        fs::remove_dir_all(root).unwrap();
    }
}
