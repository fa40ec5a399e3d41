//! A target that a plan tells again, to say why it was set so: what became of it is what became of the one told first.

use super::{Commitment, Outcome};
use crate::check::again::aims_told_again;
use crate::config::Config;
use crate::corpus::Body;

/// 地区生产总值增长6%左右……经济增长目标设定为6%左右，考虑了需要和可能: gives a target for growth that is told again, and that nothing answers
/// by its own words, what became of the first. `all` are in order of their reports.
pub(super) fn told_again(body: &Body, all: &mut [Commitment], config: &Config) {
    for of_report in all.chunk_by_mut(|a, b| a.report == b.report) {
        let entry = &body.entries[of_report[0].report];
        let Some((first, again)) = aims_told_again(entry, config) else { continue };
        let told_of = |one: &Commitment| one.target.map(|target| entry.indicators[target.indicator].id);
        let Some(known) = of_report.iter().find(|one| told_of(one) == Some(first.id)).cloned() else { continue };
        for one in of_report.iter_mut().filter(|one| again.iter().any(|aim| told_of(one) == Some(aim.id))) {
            if matches!(one.outcome, Outcome::NotMentioned | Outcome::Reported) && one.read == known.read {
                (one.outcome, one.answer) = (known.outcome, known.answer);
            }
        }
    }
}
