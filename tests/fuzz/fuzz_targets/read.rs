//! Any bytes, read as a file of any format and compared with the other half of themselves: no stage panics, figures stand
//! in their quotes, and the edits give both texts back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianlun::config::Config;
use nianlun::diff;
use nianlun::indicator;
use nianlun::pair::Pair;
use nianlun::report::{self, Report};
use nianlun::similarity::Weights;
use nianlun::source;

fn read(bytes: &[u8], name: &str, config: &Config) -> Option<Report> {
    let source = source::read(bytes, name).ok()?;
    let report = report::read(source.value, name, config).value;
    for figure in indicator::extract(&report, config).value {
        assert!(figure.quote.covers(figure.span));
        assert!(!report.text.str(figure.span).is_empty());
    }
    Some(report)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&format, bytes)) = bytes.split_first() else { return };
    let name = ["a.txt", "a.html", "a.docx", "a.pdf"][usize::from(format) % 4];
    let Ok(config) = Config::builtin() else { return };
    let weights = Weights::builtin();
    let (a, b) = bytes.split_at(bytes.len() / 2);
    read(bytes, name, &config);
    if let (Some(a), Some(b)) = (read(a, name, &config), read(b, name, &config)) {
        let reports = Pair::new(&a, &b);
        let sections = diff::align_sections(reports, &weights);
        let found = diff::diff(reports, &sections, &config, &weights);
        let later: String =
            found.changes.iter().flat_map(|change| &change.edits).map(|edit| b.text.str(edit.after)).collect();
        assert_eq!(later, b.text.original());
    }
});
