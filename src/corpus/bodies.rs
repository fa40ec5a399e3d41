//! Whose reports they are: one body under several spellings is one, two bodies in one folder are two.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::config::Names;
use crate::report::BodyName;

use super::Entry;
use super::find::{self, real};

/// A body that the reader named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// The file or the folder whose reports are its; all reports where there is none.
    pub under: Option<PathBuf>,
}

/// Bodies as they are typed: `NAME`, or `NAME=PATH`.
pub fn given(typed: &[String]) -> Vec<Given> {
    let one = |typed: &String| match typed.split_once('=') {
        Some((name, path)) => Given { name: name.to_owned(), under: Some(PathBuf::from(path)) },
        None => Given { name: typed.clone(), under: None },
    };
    typed.iter().map(one).collect()
}

/// A report's file, and the body that it names.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The file.
    pub path: PathBuf,
    /// The body; none where the report names none.
    pub body: Option<BodyName>,
}

impl Claim {
    /// That of a report that was read.
    pub fn of(entry: &Entry) -> Self {
        Claim { path: entry.path.clone(), body: entry.report.metadata.body_name.clone() }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// A body's name, and whether only the folder told it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The name.
    pub name: String,
    /// Whether only the folder told it.
    pub by_folder: bool,
}

/// The body of each report: the one that the reader gave for its path, that it names itself, that the other reports of
/// its folder agree on, or else the folder's name.
pub fn tell(claims: &[Claim], given: &[Given], names: &Names) -> Vec<Told> {
    let groups = group(claims, names);
    let under: Vec<(&Given, Option<PathBuf>)> =
        given.iter().map(|given| (given, given.under.as_deref().map(real))).collect();
    let said = |claim: &Claim| {
        let path = real(&claim.path);
        let paths = under.iter().filter(|(_, under)| under.as_ref().is_some_and(|under| path.starts_with(under)));
        // The nearest folder, then the name for all.
        let nearest = paths.max_by_key(|(_, under)| under.as_ref().map(|under| under.components().count()));
        nearest.or_else(|| under.iter().find(|(_, under)| under.is_none())).map(|(given, _)| given.name.clone())
    };
    // The reports of a folder mostly spell their body in one way.
    let mut spelled: BTreeMap<(&Path, &BodyName), String> = BTreeMap::new();
    for claim in claims {
        let Some(body) = &claim.body else { continue };
        spelled.entry((claim.folder(), body)).or_insert_with(|| full(&groups, &claim.path, body, names));
    }
    let mut in_folder: BTreeMap<&Path, BTreeSet<&str>> = BTreeMap::new();
    for ((folder, _), name) in &spelled {
        in_folder.entry(folder).or_default().insert(name);
    }
    let own = |claim: &Claim| spelled.get(&(claim.folder(), claim.body.as_ref()?)).cloned();
    let tell = |claim: &Claim| {
        if let Some(name) = said(claim).or_else(|| own(claim)) {
            return Told { name, by_folder: false };
        }
        let beside = in_folder.get(claim.folder()).filter(|beside| beside.len() == 1);
        let name = match beside.and_then(BTreeSet::first) {
            Some(only) => (*only).to_owned(),
            None => match find::folder_name(claim.folder()) {
                name if name.is_empty() => "reports".to_owned(),
                name => name,
            },
        };
        Told { name, by_folder: true }
    };
    claims.iter().map(tell).collect()
}

/// The spellings of one body, the fullest first, with the folders that they stand in.
struct Group {
    spellings: Vec<BodyName>,
    folders: Vec<PathBuf>,
}

/// Bodies by their spellings, the fullest name of each first.
fn group(claims: &[Claim], names: &Names) -> Vec<Group> {
    let mut all: Vec<(&BodyName, &Path)> =
        claims.iter().filter_map(|claim| Some((claim.body.as_ref()?, claim.path.as_path()))).collect();
    all.sort_by_key(|(body, path)| (std::cmp::Reverse(body.full().chars().count()), body.full(), path.to_owned()));
    all.dedup_by(|(a, here), (b, there)| a == b && here.parent() == there.parent());
    let mut groups: Vec<Group> = Vec::new();
    for (body, path) in all {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        match find(&groups, path, body, names) {
            Some(at) => {
                groups[at].spellings.push(body.clone());
                groups[at].folders.push(folder);
            }
            None => groups.push(Group { spellings: vec![body.clone()], folders: vec![folder] }),
        }
    }
    groups
}

/// The group that a name is of: of its own spelling, else the only one that it may be short for, in its folder first.
fn find(groups: &[Group], path: &Path, body: &BodyName, names: &Names) -> Option<usize> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let only = |fits: &dyn Fn(&Group) -> bool| {
        let fit: Vec<usize> = (0..groups.len()).filter(|at| fits(&groups[*at])).collect();
        let here: Vec<usize> = fit.iter().copied().filter(|at| groups[*at].folders.contains(&folder)).collect();
        match (&here[..], &fit[..]) {
            ([one], _) | ([], [one]) => Some(*one),
            _ => None,
        }
    };
    let is_own = |group: &Group| group.spellings.contains(body);
    let is_same = |group: &Group| group.spellings.iter().any(|other| body.is_same(other, names));
    let is_place = |group: &Group| group.spellings.iter().any(|other| body.is_place_of(other, names));
    only(&is_own).or_else(|| only(&is_same)).or_else(|| only(&is_place))
}

fn full(groups: &[Group], path: &Path, body: &BodyName, names: &Names) -> String {
    find(groups, path, body, names).map_or_else(|| body.full(), |at| groups[at].spellings[0].full())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let names = Config::builtin().unwrap().names;
        let of = |name: &str| (!name.is_empty()).then(|| BodyName::of(name, &names));
        let claims: Vec<Claim> =
            files.iter().map(|(path, name)| Claim { path: PathBuf::from(path), body: of(name) }).collect();
        tell(&claims, &[], &names).into_iter().map(|told| told.name).collect()
    }

    #[test]
    fn spellings_of_one_body_are_one() {
        let long = "宁江市青石区人民政府";
        assert_eq!(told(&[("a/1", "青石区政府"), ("a/2", long), ("a/3", "青石区"), ("a/4", "")]), [long; 4]);
        assert_eq!(told(&[("a/1", "宁江市"), ("a/2", "宁江市统计局")]), ["宁江市统计局"; 2]);
        // Whoever it reports to.
        let under = told(&[("a/1", "国家税务总局宁江市税务局"), ("a/2", "宁江市税务局")]);
        assert_eq!(under[0], under[1]);
    }

    #[test]
    fn bodies_of_one_folder_stay_apart() {
        let two = ["宁江县人民法院", "宁江县人民检察院"];
        assert_eq!(told(&[("a/1", two[0]), ("a/2", two[1])]), two);
        // Which of two cities' districts is meant, nobody knows; a folder may tell.
        let three = ["甲江市青石区人民政府", "乙江市青石区人民政府", "青石区人民政府"];
        assert_eq!(told(&[("a/1", three[0]), ("a/2", three[1]), ("a/3", three[2])]), three);
        assert_eq!(told(&[("a/1", three[0]), ("b/2", three[1]), ("b/3", three[2])]), [three[0], three[1], three[1]]);
    }

    #[test]
    fn a_folder_names_reports_that_name_nobody() {
        assert_eq!(told(&[("x/1", ""), ("x/2", "")]), ["x", "x"]);
    }

    #[test]
    fn bodies_are_typed_with_or_without_a_path() {
        let typed = given(&["甲市=reports/a".to_owned(), "乙市".to_owned()]);
        assert_eq!(typed[0].under.as_deref(), Some(Path::new("reports/a")));
        assert_eq!((typed[1].name.as_str(), &typed[1].under), ("乙市", &None));
    }
}
