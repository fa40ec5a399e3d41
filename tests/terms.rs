//! New and dropped wording. A case is a file of `tests/cases/terms`: what it shows, the reports of one body, and one line a
//! phrase.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::path::PathBuf;

use nianlun::config::Config;
use nianlun::corpus::{Body, Entry};
use nianlun::diff::terms::terms;
use nianlun::report;
use nianlun::source;
use proptest::prelude::*;

fn body(texts: &[&str], config: &Config) -> Body {
    let entries = texts.iter().filter_map(|text| {
        let source = source::read(text.as_bytes(), "a.txt").ok()?;
        let report = report::read(source.value, "a.txt", config).value;
        Some(Entry { path: PathBuf::from("a.txt"), report, indicators: Vec::new(), notes: Vec::new() })
    });
    Body { name: "云溪市".to_owned(), entries: entries.collect() }
}

/// The phrases as a case writes them.
fn lines(body: &Body, config: &Config) -> Vec<String> {
    let year = |report: usize| body.entries[report].year();
    let line = |term: nianlun::diff::terms::Term| {
        format!(
            "{} {} {} {}→{}, {} to {}",
            year(term.report),
            term.change.name(),
            term.term,
            term.count_before,
            term.count,
            year(term.first),
            year(term.last)
        )
    };
    terms(body, config).into_iter().map(line).collect()
}

#[test]
fn cases() {
    let config = Config::builtin().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/terms");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 4);
    let mut wrong = String::new();
    for file in files {
        let case = std::fs::read_to_string(&file).unwrap();
        let parts: Vec<&str> = case.split("---\n").collect();
        let (expected, reports) = parts[1..].split_last().unwrap();
        let found = lines(&body(reports, &config), &config).join("\n");
        if found.trim() != expected.trim() {
            wrong.push_str(&format!("\n{}\n{found}\n", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_the_texts(texts in proptest::collection::vec("((溪长制|湿地公园|修路|种树|清淤)(到户|先行|、|，|。|的)){0,30}", 1..4)) {
        let config = Config::builtin().unwrap();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let body = body(&texts, &config);
        for term in terms(&body, &config) {
            let places = |text: &str| text.char_indices().filter(|(at, _)| text[*at..].starts_with(&term.term)).count();
            let counts: Vec<u32> =
                body.entries.iter().map(|entry| places(entry.report.text.original()) as u32).collect();
            prop_assert_eq!([term.count_before, term.count], [counts[term.report - 1], counts[term.report]]);
            prop_assert_eq!(counts.iter().position(|count| *count > 0), Some(term.first));
            prop_assert_eq!(counts.iter().rposition(|count| *count > 0), Some(term.last));
        }
    }
}
