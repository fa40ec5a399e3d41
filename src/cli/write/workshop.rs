//! A folder for files in the making (作坊) that are too large for memory.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::lead;

/// How the names of these folders end.
const ENDING: &str = ".nianlun-rows";
/// A file in each, locked as long as its run goes on.
const LOCK: &str = "lock";

/// An empty folder beside another one. It goes when this is dropped; what a run left that was ended goes with the next one.
#[derive(Debug)]
pub(in crate::cli) struct Workshop {
    path: PathBuf,
    _lock: File,
}

impl Workshop {
    /// Makes it beside this folder, which is made where it is not there.
    pub(in crate::cli) fn beside(folder: &Path) -> io::Result<Workshop> {
        fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        sweep(&folder);
        let number = getrandom::u64().map_err(|error| io::Error::other(error.to_string()))?;
        let path = folder.with_file_name(format!("{}{number:016x}{ENDING}", lead(&folder)));
        fs::create_dir(&path)?;
        let lock = File::create_new(path.join(LOCK))?;
        // Systems that can't lock go without: then nobody sweeps either.
        let _ = lock.try_lock();
        Ok(Workshop { path, _lock: lock })
    }

    /// Where it is.
    pub(in crate::cli) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What can't be removed now is by the next run.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes what runs left beside a folder that were ended: nobody holds the lock in it.
fn sweep(folder: &Path) {
    let Some(parent) = folder.parent() else { return };
    let lead = lead(folder);
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_shop = name.starts_with(&lead) && name.ends_with(ENDING);
        let is_left = || File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_shop && entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_left() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
