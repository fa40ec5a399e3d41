//! Two reports side by side.

use std::collections::BTreeMap;

use super::{Body, Comparison, Corpus, Entry, Options};
use crate::check;
use crate::diff::{self, Detail, Edit, NumberChange, Prepared, TextDiff, number_change};
use crate::pair::Pair;
use crate::review::{self, Review};
use crate::timeline;
use crate::timeline::series::Vintage;

/// How the texts of two reports differ.
#[derive(Debug)]
pub struct Difference<'a> {
    /// Sentence by sentence, and how alike the texts are as wholes.
    pub found: TextDiff,
    prepared: Prepared<'a>,
    options: &'a Options,
}

impl Difference<'_> {
    /// By how much a number changed; none where the edit is no change of a figure.
    pub fn number_change(&self, edit: &Edit) -> Option<NumberChange> {
        number_change(self.prepared.tokens(Pair::new(0, 1)), edit, &self.options.config)
    }
}

/// Compares the texts of two reports; the measures of each pair of sections only where [`Detail::Sections`] asks for them.
pub fn diff<'a>(entries: Pair<&'a Entry>, detail: Detail, options: &'a Options) -> Difference<'a> {
    let reports = entries.map(|entry| &entry.report);
    let both = [entries.before, entries.after].map(|entry| (&entry.report, entry.indicators.as_slice()));
    let (prepared, sections) = rayon::join(
        || Prepared::new(&both, &options.config, &options.weights, detail),
        || diff::align_sections(reports, &options.weights),
    );
    let found = prepared.diff(Pair::new(0, 1), &sections);
    Difference { found, prepared, options }
}

/// Two reports, whatever body and year they say they are of, as a comparison whose base is the earlier one; `diff` is what
/// [`diff`](fn@diff) found of them. No decisions are looked for.
pub fn of_two(entries: Pair<Entry>, diff: TextDiff, options: &Options) -> Comparison {
    let named = entries.after.report.metadata.body.clone().or_else(|| entries.before.report.metadata.body.clone());
    let name = named.unwrap_or_else(|| entries.after.report.name.clone());
    let base_year = entries.before.report.metadata.year;
    let body = Body { name, entries: vec![entries.before, entries.after] };
    let mut corpus = Corpus { bodies: vec![body], left_out: Vec::new() };
    let review = Review::default();
    let ties = review::apply(&mut corpus, &review, &options.config).bodies.into_iter().next().unwrap_or_default();
    let body = &corpus.bodies[0];
    let timeline = timeline::build(body, &[(0, 1)], ties, &options.config, &options.weights);
    let checks = vec![check::check(body, &timeline, &options.config)];
    let diffs = vec![BTreeMap::from([((0, 1), diff)])];
    let (timelines, vintage, remarks) = (vec![timeline], Vintage::Latest, Vec::new());
    Comparison {
        corpus,
        timelines,
        checks,
        commitments: vec![Vec::new()],
        claims: vec![Vec::new()],
        diffs,
        base_year,
        bases: vec![Some(0)],
        vintage,
        review,
        remarks,
    }
}
