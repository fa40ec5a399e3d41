//! Files that are written whole or not at all, and never over something that its writer did not see.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use thiserror::Error;

/// A file's text at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    /// What it says; nothing where it is not there.
    pub text: String,
    /// The hash of that.
    pub version: String,
}

impl Versioned {
    /// A text with its hash.
    pub fn new(text: String) -> Self {
        let version = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Versioned { text, version }
    }
}

/// Why a file was not written; it is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// It says something else now.
    #[error("the file has changed")]
    Changed(Versioned),
    /// The system does not let it be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The most bytes of a file of decisions.
const LARGEST: u64 = 8 << 20;

/// Reads a file; one that is not there is empty.
pub fn read(path: &Path) -> io::Result<Versioned> {
    let too_large = || io::Error::other("over 8 MB");
    match fs::metadata(path) {
        Ok(about) if about.len() > LARGEST => Err(too_large()),
        Ok(_) => Ok(Versioned::new(fs::read_to_string(path)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Versioned::new(String::new())),
        Err(error) => Err(error),
    }
}

/// Replaces a file that says what its writer saw; gives what it says now.
///
/// Two programs that do so at a time wait for each other by a lock on the file that they replace, and the one that comes
/// second sees what the first wrote. An editor takes no lock: what it saves is seen up to the moment of the move.
pub fn replace(path: &Path, seen: &str, text: String) -> Result<Versioned, WriteError> {
    // A link to the file stays one.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let held = match File::open(path) {
        Ok(file) if file.metadata()?.is_file() => {
            if file.metadata()?.permissions().readonly() {
                return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
            }
            lock(&file)?;
            Some(file)
        }
        Ok(_) => return Err(io::Error::from(io::ErrorKind::IsADirectory).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let unchanged = || match read(path)? {
        now if now.version == seen => Ok(()),
        now => Err(WriteError::Changed(now)),
    };
    unchanged()?;
    let beside = beside(path)?;
    let put = || -> Result<(), WriteError> {
        write_synced(&beside, text.as_bytes())?;
        match &held {
            Some(file) => {
                fs::set_permissions(&beside, file.metadata()?.permissions())?;
                unchanged()?;
                Ok(fs::rename(&beside, path)?)
            }
            None => match into_new_place(&beside, path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Changed(read(path)?)),
                result => Ok(result?),
            },
        }
    };
    let result = put();
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result.map(|()| Versioned::new(text))
}

/// How long another program may hold the lock.
const PATIENCE: Duration = Duration::from_secs(2);

/// Locks a file; an error where somebody else holds it too long. Where there are no locks, the hash alone has to do.
fn lock(file: &File) -> io::Result<()> {
    let until = Instant::now() + PATIENCE;
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if Instant::now() >= until {
            return Err(io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path)?;
    let result = write_synced(&beside, bytes).and_then(|()| into_new_place(&beside, path));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

/// A name in the same folder that nobody uses, hidden and of an ending that is never read as a report.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let mut bytes = [0_u8; 6];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let mut name = OsString::from(".");
    name.push(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    name.push(".part");
    Ok(path.with_file_name(name))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Moves a file to where there is none; fails where there is one by then.
fn into_new_place(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => {
            let _ = fs::remove_file(from);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no second names: take the place first, then put the file into it.
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(to)?;
            fs::rename(from, to).inspect_err(|_| {
                let _ = fs::remove_file(to);
            })
        }
    }
}
