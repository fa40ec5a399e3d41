//! Figures with what they mean, and outlines: cases that read as what a person would write down.
//!
//! A case is a file of `tests/cases/figures`: what it shows, the text, and one line a figure:
//! `surface = value unit | label | kind`, then what else the text says of it; of its time, how many years it covers
//! where that is more than one, and the year where it is not the one that the report covers. Those of
//! `tests/cases/outlines` have a line a section.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::path::Path;

use nianlun::config::Config;
use nianlun::indicator::{self, Indicator, Role};
use nianlun::report::{Report, Section};
use nianlun::{report, source};

/// A figure as a case writes it.
fn line(text: &str, all: &[Indicator], figure: &Indicator, covers: Option<i32>) -> String {
    let surface = |figure: &Indicator| -> String {
        let span = figure.span.start as usize..figure.span.end as usize;
        text.chars().skip(span.start).take(span.len()).collect()
    };
    let value = figure.value.normalize();
    let mut line = format!("{} = {value}", surface(figure));
    if let Some(unit) = &figure.unit {
        line.push_str(&format!(" {unit}"));
    }
    line.push_str(&format!(" | {} | {}", figure.label, figure.kind.name()));
    if figure.role != Role::Actual {
        line.push_str(&format!(", {}", figure.role.name()));
    }
    if let Some(qualifier) = figure.qualifier {
        line.push_str(&format!(", {}", qualifier.name()));
    }
    if let Some(scope) = &figure.scope {
        line.push_str(&format!(", scope {scope}"));
    }
    if figure.years > 1 {
        line.push_str(&format!(", over {} years", figure.years));
    }
    if let Some(year) = figure.period.filter(|year| Some(*year) != covers) {
        line.push_str(&format!(", in {year}"));
    }
    if let Some(total) = figure.part_of {
        line.push_str(&format!(", part of {}", surface(&all[total.index()])));
    }
    line
}

/// Runs the cases of a folder of tests/cases: what each shows, a text, and what `found` writes of it.
fn run(folder: &str, found: impl Fn(&str, &Report) -> String) {
    let config = Config::builtin().unwrap();
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut wrong = String::new();
    for path in &paths {
        let case = std::fs::read_to_string(path).unwrap();
        let mut parts = case.split("---\n").skip(1);
        let (text, wanted) = (parts.next().unwrap(), parts.next().unwrap());
        let read = source::read(text.as_bytes(), "a.txt").unwrap().value;
        let lines = found(text, &report::read(read, "a.txt", &config).value);
        if lines != wanted {
            wrong.push_str(&format!("{}\n--- wanted\n{wanted}--- found\n{lines}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(!paths.is_empty());
}

#[test]
fn figures() {
    let config = Config::builtin().unwrap();
    run("figures", |text, report| {
        let found = indicator::extract(report, &config).value;
        found.iter().map(|figure| line(text, &found, figure, report.metadata.covers) + "\n").collect()
    });
}

/// A line a section: its level, its title, what it is for.
#[test]
fn outlines() {
    run("outlines", |_, report| {
        let line = |section: &Section| {
            let title = section.title.map_or("-", |title| report.text.str(title));
            format!("{} {title} | {}\n", section.level, section.role.said().1)
        };
        report.sections.iter().map(line).collect()
    });
}

/// Reports of many kinds whose lines are `role | text`: of 25 paragraphs at most one has another role.
#[test]
fn roles() {
    let config = Config::builtin().unwrap();
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/roles"));
    let (mut wrong, mut all) = (Vec::new(), 0);
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let case = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<(&str, &str)> = case.lines().filter_map(|line| line.split_once(" | ")).collect();
        let text: String = lines.iter().map(|(_, words)| format!("{words}\n")).collect();
        let read = report::read(source::read(text.as_bytes(), "a.txt").unwrap().value, "a.txt", &config).value;
        let mut start = 0;
        for (role, words) in lines {
            let found = read.role_at(start).said().1;
            if found != role && read.body.contains(start) {
                wrong.push(format!("{}: {words}\n  wanted {role}, found {found}", path.display()));
            }
            all += 1;
            start += words.chars().count() as u32 + 1;
        }
    }
    assert!(wrong.len() * 25 <= all, "{}", wrong.join("\n"));
}
