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

/// All source files, by their paths under src, with their text.
fn sources() -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![src.clone()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "rs") => {
                    let name = path.strip_prefix(&src).expect("a file of src").to_string_lossy().into_owned();
                    found.insert(name, fs::read_to_string(&path).expect("a source file"));
                }
                _ => {}
            }
        }
    }
    found
}

/// The modules that the files of a folder use and may not.
fn strays(folder: &str, prefix: &str, allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| name.starts_with(folder)) {
        let modules = used(text, prefix).into_iter().filter(|name| name.starts_with(|c: char| c.is_lowercase()));
        found.extend(
            modules.filter(|module| !allowed.contains(&module.as_str())).map(|one| format!("{name} uses {one}")),
        );
    }
    found
}

#[test]
fn the_command_line_and_the_server_go_by_the_entry() {
    let cli = ["comparison", "compare", "diff", "read", "table", "render", "stream", "serve"];
    let server = ["comparison", "render", "review", "diagnostic", "config", "indicator", "serve"];
    let mut found = strays("cli", "nianlun::", &cli);
    found.extend(strays("serve", "crate::", &server));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Chinese literals in the stages' code, functions over 60 lines, files over 400 lines: what makes the program hard to
/// change. They may only become fewer: who makes one fewer lowers the number here.
const MOST: [usize; 3] = [286, 5, 0];

/// Files in which Chinese is a message to people.
const MESSAGES: [&str; 7] = ["render/", "cli", "serve", "diagnostic", "explain", "check/", "corpus/alarms"];

#[test]
fn the_program_gets_no_harder_to_change() {
    let mut found = [0; 3];
    for (name, text) in sources().iter().filter(|(name, _)| !name.ends_with("tests.rs")) {
        let body = text.split("#[cfg(test)]").next().unwrap_or_default();
        if !MESSAGES.iter().any(|part| name.contains(part)) {
            found[0] += body.lines().map(literals).sum::<usize>();
        }
        found[1] += long_functions(body);
        found[2] += usize::from(body.matches('\n').count() > 400);
    }
    let more = found.iter().zip(MOST).any(|(found, most)| *found > most);
    assert!(!more, "literals, long functions, long files: {found:?}, at most {MOST:?}");
}

/// String and character literals of a line that hold Chinese.
fn literals(line: &str) -> usize {
    let code = line.split("//").next().unwrap_or_default();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let parts: Vec<&str> = code.split('"').collect();
    // What stands between two marks is a literal where it is Chinese: code is not.
    let strings = parts.iter().skip(1).rev().skip(1).filter(|part| part.contains(is_han)).count();
    let chars: Vec<char> = code.chars().collect();
    let single = chars.windows(3).filter(|three| three[0] == '\'' && is_han(three[1]) && three[2] == '\'').count();
    strings + single
}

/// Functions of more than 60 lines.
fn long_functions(text: &str) -> usize {
    let mut open: Option<(usize, String)> = None;
    let mut long = 0;
    for (at, line) in text.lines().enumerate() {
        let code = line.trim_start();
        match &open {
            None => {
                let plain = code.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
                let plain = plain.trim_start_matches("pub ").trim_start_matches("const ");
                if plain.starts_with("fn ") {
                    open = Some((at, format!("{}}}", &line[..line.len() - code.len()])));
                }
            }
            Some((start, end)) if line.starts_with(end.as_str()) => {
                long += usize::from(at - start > 60);
                open = None;
            }
            Some(_) => {}
        }
    }
    long
}

#[test]
fn what_is_counted_is_found() {
    assert_eq!(literals("let a = [\"中\", \"b\", \"c文\"]; // \"注\""), 2);
    assert_eq!(literals("matches!(c, '年' | 'x' | '月')"), 2);
    let function = format!("    pub(super) fn long() {{\n{}    }}\n", "        work();\n".repeat(60));
    assert_eq!((long_functions(&function), long_functions(&function.replacen("        work();\n", "", 1))), (1, 0));
    assert_eq!(long_functions("fn short() {\n    work();\n}\n"), 0);
}
