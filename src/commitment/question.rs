//! A promise beside the report that may answer it.

use super::Outcome;
use super::act::verb;
use super::clauses::without_deadlines;
use super::judge::judge;
use super::promises::Promise;
use super::told::Told;
use crate::config::Config;
use crate::corpus::Entry;
use crate::indicator::Indicator;
use crate::similarity::Weights;

/// A promise beside the report that may answer it.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) promise: &'a Promise,
    /// The report that makes it, and what it tells.
    pub(super) entry: &'a Entry,
    pub(super) own: &'a Told,
    /// The report that tells of its year.
    pub(super) then: &'a Entry,
    pub(super) told: &'a Told,
    pub(super) config: &'a Config,
    pub(super) weights: &'a Weights,
}

impl<'a> Question<'a> {
    /// What the promise is about.
    pub(super) fn core(&self) -> &'a [char] {
        &self.promise.about
    }

    /// All that the promise says, but by when.
    pub(super) fn whole(&self) -> Vec<char> {
        without_deadlines(self.entry.report.text.folded(self.promise.core), self.config)
    }

    /// What that is done to: the same without the verb that it opens with.
    pub(super) fn object(&self) -> &'a [char] {
        let core = self.core();
        &core[verb(core, self.config).unwrap_or(0)..]
    }

    /// The target's figure.
    pub(super) fn goal(&self) -> Option<&'a Indicator> {
        Some(&self.entry.indicators[self.promise.target?.indicator])
    }

    /// What became of the target by a figure of the later report.
    pub(super) fn judged(&self, at: usize) -> Outcome {
        let (Some(target), Some(goal)) = (&self.promise.target, self.goal()) else { return Outcome::Reported };
        judge(target, (&self.entry.report.text, goal), (&self.then.report.text, &self.then.indicators[at]))
    }
}
