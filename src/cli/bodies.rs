//! The pages of a comparison: one, or where there are several bodies the list of them and one each in a folder beside it.

use std::path::Path;
use std::{fs, io};

use nianlun::comparison::{BODIES, Panel};
use nianlun::render::html;
use nianlun::render::view::page::{self, SCHEMA};
use nianlun::render::view::{View, shared};

use super::write::{Content, replace_all};

/// `index.html`, and where there are several bodies the files of their pages.
pub(super) fn pages(view: &View<'_>, panels: &[Panel]) -> (String, Vec<(String, Content)>) {
    if view.bodies.len() < 2 {
        return (html::page(&page::page(view)), Vec::new());
    }
    let (home, pages) = shared::home(view, panels);
    let files = pages.iter().map(|(name, page)| (name.clone(), html::body_page(page).into_bytes().into()));
    (html::home(&home), files.collect())
}

/// Replaces the pages in the folder of bodies. Those of bodies that are not there any more go; files of others stay.
pub(super) fn replace(out: &Path, pages: &[(String, Content)]) -> io::Result<()> {
    let folder = out.join(BODIES);
    let stale = stale(&folder, pages);
    if pages.is_empty() && stale.is_empty() {
        return Ok(());
    }
    let stale: Vec<&str> = stale.iter().map(String::as_str).collect();
    replace_all(&folder, pages, &stale)?;
    // Nothing is lost where it is not empty: the system leaves it then.
    if pages.is_empty() {
        let _ = fs::remove_dir(&folder);
    }
    Ok(())
}

/// Pages of earlier runs whose body has none now: only files that say themselves that they are such pages.
fn stale(folder: &Path, pages: &[(String, Content)]) -> Vec<String> {
    let is_page = |path: &Path| fs::read(path).is_ok_and(|bytes| is_ours(&bytes));
    let named = fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_new = pages.iter().any(|(own, _)| *own == name);
        (!is_new && name.ends_with(".html") && is_page(&entry.path())).then_some(name)
    });
    named.collect()
}

/// The start of the data of a page, whichever version wrote it.
fn is_ours(bytes: &[u8]) -> bool {
    let name = SCHEMA.split_once('/').map_or(SCHEMA, |(name, _)| name);
    let start = format!("id=\"data\">{{\"schema\":\"{name}/");
    bytes.windows(start.len()).any(|window| window == start.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_bodies_that_are_gone_go_and_files_of_others_stay() {
        let out = std::env::temp_dir().join(format!("nianlun-bodies-{}", std::process::id()));
        let _ = fs::remove_dir_all(&out);
        fs::create_dir_all(&out).unwrap();
        let page = |words: &str| format!("<p>{words}</p><script id=\"data\">{{\"schema\":\"{SCHEMA}\"}}").into_bytes();
        replace(&out, &[("甲.html".to_owned(), page("1").into()), ("乙.html".to_owned(), page("1").into())]).unwrap();
        fs::write(out.join("bodies/mine.html"), "<p>mine</p>").unwrap();
        replace(&out, &[("甲.html".to_owned(), page("2").into())]).unwrap();
        assert_eq!(fs::read(out.join("bodies/甲.html")).unwrap(), page("2"));
        assert!(!out.join("bodies/乙.html").exists() && out.join("bodies/mine.html").exists());
        fs::remove_file(out.join("bodies/mine.html")).unwrap();
        replace(&out, &[]).unwrap();
        assert!(!out.join("bodies").exists());
        fs::remove_dir_all(out).unwrap();
    }
}
