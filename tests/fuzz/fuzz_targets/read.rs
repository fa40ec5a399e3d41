//! Any bytes, read as a file of any format, then cut in two and compared as the reports of two years, as far as the page:
//! no stage panics, and what must hold of figures, edits and files does (tests/pipeline).
#![no_main]

#[path = "../../pipeline/mod.rs"]
mod pipeline;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nianlun::config::Config;
use nianlun::similarity::Weights;

/// The lexicons and weights, read once: that takes longer than most inputs.
static GIVEN: LazyLock<(Config, Weights)> =
    LazyLock::new(|| (Config::builtin().expect("the lexicons are sound"), Weights::builtin()));

fuzz_target!(|bytes: &[u8]| {
    let Some((&format, bytes)) = bytes.split_first() else { return };
    let (config, weights) = &*GIVEN;
    let ending = ["txt", "html", "docx", "pdf"][usize::from(format) % 4];
    pipeline::read(bytes, &format!("2016.{ending}"), config);
    let (a, b) = bytes.split_at(bytes.len() / 2);
    let read = |bytes, year| pipeline::read(bytes, &format!("{year}.{ending}"), config);
    if let (Some(a), Some(b)) = (read(a, 2016), read(b, 2017)) {
        pipeline::compare(a, b, config, weights);
    }
});
