//! Two reports as a review page of their own.

use std::collections::BTreeMap;

use nianlun::check;
use nianlun::corpus::{Body, Corpus, Entry};
use nianlun::diff::TextDiff;
use nianlun::pair::Pair;
use nianlun::render::html;
use nianlun::render::view::{BodyView, View, page};
use nianlun::review::{self, Review};
use nianlun::similarity::Weights;
use nianlun::timeline;
use nianlun::timeline::series::Vintage;

use super::super::Session;

/// The page for two reports, the earlier one as the base.
pub(super) fn page(session: &Session, entries: Pair<Entry>, diff: TextDiff) -> String {
    let named = entries.after.report.metadata.body.clone().or_else(|| entries.before.report.metadata.body.clone());
    let name = named.unwrap_or_else(|| entries.after.report.name.clone());
    let base_year = entries.before.report.metadata.year;
    let body = Body { name, entries: vec![entries.before, entries.after] };
    let mut corpus = Corpus { bodies: vec![body], left_out: Vec::new() };
    let ties = review::apply(&mut corpus, &Review::default(), &session.config).bodies;
    let body = &corpus.bodies[0];
    let weights = Weights::builtin();
    let ties = ties.into_iter().next().unwrap_or_default();
    let timeline = timeline::build(body, &[(0, 1)], ties, &session.config, &weights);
    let checks = check::check(body, &timeline);
    let diffs = BTreeMap::from([((0, 1), diff)]);
    let view = BodyView {
        body,
        timeline: &timeline,
        checks: &checks,
        commitments: &[],
        diffs: &diffs,
        base: Some(0),
        vintage: Vintage::Latest,
    };
    html::page(&page::page(&View { corpus: &corpus, bodies: vec![view], base_year }))
}
