//! How long the stages take: `cargo bench`. Reports of `../shared` where they are there, else those of `reports/`.
//!
//! Reading runs on one thread and is told in bytes of UTF-8 a second; linking and comparing by the number of reports.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

mod synthetic;

use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::BytesCount;
use nianlun::config::Config;
use nianlun::corpus::{self, Body};
use nianlun::diff;
use nianlun::indicator;
use nianlun::pair::Pair;
use nianlun::quantity;
use nianlun::report::{self, Report};
use nianlun::review::Ties;
use nianlun::similarity::Weights;
use nianlun::source;
use nianlun::timeline;

fn main() {
    divan::main();
}

/// The files of the series that is measured, in order.
fn series() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = here.join("../shared/corpus/state-council");
    let folder = if shared.is_dir() { shared } else { here.join("reports") };
    corpus::files(&[folder]).unwrap().reports
}

/// The decoded texts of the series, each a file of UTF-8.
fn texts(config: &Config) -> Vec<String> {
    let read =
        |path: &PathBuf| corpus::read_file(path, config).ok().map(|entry| entry.report.text.original().to_owned());
    series().iter().filter_map(read).collect()
}

fn read(text: &str, config: &Config) -> Report {
    let source = source::read(text.as_bytes(), "a.txt").unwrap();
    report::read(source.value, "a.txt", config).value
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

/// Everything that `inspect` does but printing.
#[divan::bench]
fn inspect(bencher: Bencher<'_, '_>) {
    let config = Config::builtin().unwrap();
    let texts = texts(&config);
    bencher.counter(bytes(&texts)).bench_local(|| {
        texts.iter().map(|text| indicator::extract(&read(text, &config), &config).value.len()).sum::<usize>()
    });
}

/// Decoding, outline and sentences.
#[divan::bench]
fn outline(bencher: Bencher<'_, '_>) {
    let config = Config::builtin().unwrap();
    let texts = texts(&config);
    bencher
        .counter(bytes(&texts))
        .bench_local(|| texts.iter().map(|text| read(text, &config).sections.len()).sum::<usize>());
}

/// Numerals with their units.
#[divan::bench]
fn quantities(bencher: Bencher<'_, '_>) {
    let config = Config::builtin().unwrap();
    let texts = texts(&config);
    let reports: Vec<Report> = texts.iter().map(|text| read(text, &config)).collect();
    bencher
        .counter(bytes(&texts))
        .bench_local(|| reports.iter().map(|report| quantity::scan(&report.text, &config).value.len()).sum::<usize>());
}

/// The first reports of the series as one body.
fn body(count: usize, config: &Config) -> Body {
    let files: Vec<PathBuf> = series().into_iter().take(count).collect();
    corpus::gather(corpus::read(&files, config, || ()), &[], &config.names).bodies.remove(0)
}

/// Sections aligned and indicators linked, by the number of reports.
#[divan::bench(args = [5, 10, 20], sample_count = 10)]
fn link(bencher: Bencher<'_, '_>, reports: usize) {
    let config = Config::builtin().unwrap();
    let weights = Weights::builtin();
    let body = body(reports, &config);
    let pairs = timeline::pairs(body.entries.len(), None, false);
    bencher.bench_local(|| timeline::build(&body, &pairs, Ties::default(), &config, &weights));
}

/// The same for made-up reports: so many years, so many figures in each.
#[divan::bench(args = [[20, 50], [20, 100], [20, 200], [20, 500], [5, 500], [40, 100]], sample_count = 3)]
fn link_many(bencher: Bencher<'_, '_>, [years, figures]: [usize; 2]) {
    let config = Config::builtin().unwrap();
    let weights = Weights::builtin();
    let reports = synthetic::reports(years, figures);
    let read = |(name, text): &(String, String)| corpus::read_bytes(Path::new(name), text.as_bytes(), &config);
    let body = corpus::gather(reports.iter().map(read).collect(), &[], &config.names).bodies.remove(0);
    let pairs = timeline::pairs(body.entries.len(), None, false);
    bencher.bench_local(|| timeline::build(&body, &pairs, Ties::default(), &config, &weights));
}

/// The text diff of two reports, each told `times` times over.
#[divan::bench(args = [1, 4, 16], sample_count = 10)]
fn text_diff(bencher: Bencher<'_, '_>, times: usize) {
    let config = Config::builtin().unwrap();
    let weights = Weights::builtin();
    let texts = texts(&config);
    let [a, b] = [&texts[texts.len() / 2], &texts[texts.len() / 2 + 1]].map(|text| read(&text.repeat(times), &config));
    let reports = Pair::new(&a, &b);
    bencher.bench_local(|| diff::diff(reports, &diff::align_sections(reports, &weights), &config, &weights));
}
