//! The files of a run, in place of those of an earlier one (旧表): of the tables that runs write, the folder then holds those of
//! this run only.

use std::io;
use std::path::Path;

use nianlun::render::{format, tables};

use super::Session;
use super::write::{Content, replace_all};

/// Replaces the files of a folder. Tables of earlier runs that this one does not write, or writes in another format, go with
/// them, and it is said which.
pub(super) fn replace(session: &Session, folder: &Path, files: &[(String, Content)]) -> io::Result<()> {
    let stale = names(|name| files.iter().any(|(own, _)| own == name));
    let left: Vec<&String> = stale.iter().filter(|name| folder.join(name).is_file()).collect();
    let stale: Vec<&str> = stale.iter().map(String::as_str).collect();
    replace_all(folder, files, &stale)?;
    for name in left {
        let path = super::shown(&folder.join(name));
        let said = session.say(
            &format!("{path}：已删去，是以前写的，这次不写这个文件"),
            &format!("{path}: removed; an earlier run wrote it, and this one does not"),
        );
        anstream::eprintln!("{said}");
    }
    Ok(())
}

/// The files of all tables in all formats but those that are `written`.
fn names(written: impl Fn(&str) -> bool) -> Vec<String> {
    let files =
        tables::NAMES.iter().flat_map(|name| format::ENDINGS.iter().map(move |ending| format!("{name}.{ending}")));
    files.filter(|name| !written(name)).collect()
}
