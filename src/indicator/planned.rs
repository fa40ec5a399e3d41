//! Which sentences tell of what is to come (将来之事).

use crate::config::Config;
use crate::report::Report;

use super::period::Frame;

/// For each sentence of a report, whether it stands in a part about what is to come and is not said of the past.
pub(crate) fn planned(report: &Report, config: &Config) -> Vec<bool> {
    let report = report.reading.as_ref().map_or(report, |reading| &reading.report);
    let mut frame = Frame::new(report, config);
    let plans = |sentence| {
        frame.enter(report, config, sentence);
        frame.plans()
    };
    report.sentences.iter().map(plans).collect()
}
