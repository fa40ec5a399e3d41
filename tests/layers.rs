//! The list of modules is the reading order: a module uses only modules that stand above it, inside folders too.

#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules that a file declares, in order.
fn declared(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The modules named in paths that begin with `prefix`: `a` of `crate::a::B`, `a` and `b` of `super::{a::A, b}`.
fn used(text: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        let listed = match rest.strip_prefix('{') {
            Some(list) => list.split_once('}').map_or(list, |(list, _)| list).split(',').collect(),
            None => vec![rest],
        };
        for path in listed {
            let name: String = path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push(name);
        }
    }
    found
}

/// The files of a module: its own and those of its folder.
fn files(folder: &Path, module: &str) -> Vec<PathBuf> {
    let mut found = vec![folder.join(format!("{module}.rs"))];
    let mut folders = vec![folder.join(module)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "rs") => found.push(path),
                _ => {}
            }
        }
    }
    found
}

/// The uses in the module tree under `folder` that go down the list of `list`.
fn downward(folder: &Path, list: &Path, prefix: &str, found: &mut Vec<String>) {
    let text = fs::read_to_string(list).expect("a module's file");
    let order: BTreeMap<String, usize> = declared(&text).into_iter().enumerate().map(|(at, name)| (name, at)).collect();
    for (module, at) in &order {
        for file in files(folder, module) {
            let own = prefix == "crate::" || file.parent() == Some(folder);
            let text = fs::read_to_string(&file).expect("a module's file");
            for name in used(&text, prefix).iter().filter(|_| own) {
                if order.get(name).is_some_and(|other| other > at) {
                    found.push(format!("{} uses {prefix}{name}, which stands below it", file.display()));
                }
            }
        }
        if folder.join(module).is_dir() {
            downward(&folder.join(module), &folder.join(format!("{module}.rs")), "super::", found);
        }
    }
}

#[test]
fn modules_use_only_those_above_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    downward(&src, &src.join("lib.rs"), "crate::", &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_use_that_goes_down_is_found() {
    assert_eq!(used("use crate::b::X; crate::c::d()", "crate::"), ["b", "c"]);
    assert_eq!(used("use super::{a::A, b};", "super::"), ["a", "b"]);
    assert_eq!(declared("pub mod a;\nmod b;\nmod tests {"), ["a", "b"]);
}
