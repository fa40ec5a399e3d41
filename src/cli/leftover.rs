//! The files of a run, in place of those of an earlier one (旧表): of the tables that runs write, the folder then holds those of
//! this run only.

use std::io;
use std::path::Path;

use nianlun::render::{datapackage, format, tables};

use super::Session;
use super::write::{Content, replace_all};

/// Replaces the files of a folder. Tables of earlier runs that this one does not write, or writes in another format, go with
/// them, and it is said which.
pub(super) fn replace(session: &Session, folder: &Path, files: &[(String, Content)]) -> io::Result<()> {
    let before = earlier(folder);
    let stale: Vec<String> = before.into_iter().filter(|name| files.iter().all(|(own, _)| own != name)).collect();
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

/// The tables that an earlier run wrote into a folder, as its `datapackage.json` lists them; none where it lists none. A file of
/// somebody's own stays, whatever it is called.
fn earlier(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_to_string(folder.join(datapackage::FILE)).ok();
    let listed: Option<serde_json::Value> = listed.and_then(|text| serde_json::from_str(&text).ok());
    let resources = listed.as_ref().and_then(|package| package["resources"].as_array());
    let paths = resources.into_iter().flatten().filter_map(|resource| resource["path"].as_str());
    let ours = |name: &str, path: &str| format::ENDINGS.iter().any(|end| path == format!("{name}.{end}"));
    paths.filter(|path| tables::NAMES.iter().any(|name| ours(name, path))).map(str::to_owned).collect()
}
