//! What is compared of reports, made once for each of them, however many others it is compared with.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Detail;
use super::measures::{Bag, Words};
use crate::align::sentences::{Drafts, Features, Vocabulary};
use crate::align::tokens::Tokens;
use crate::align::units::{Unit, units};
use crate::config::Config;
use crate::indicator::{Indicator, IndicatorId};
use crate::pair::Pair;
use crate::report::{Report, SectionId};
use crate::similarity::Weights;
use crate::timeline::evidence::{Fields, SumPlace};

/// Reports that are compared with each other.
#[derive(Debug)]
pub struct Prepared<'a> {
    pub(super) sides: Vec<Side<'a>>,
    pub(super) vocabulary: Vocabulary,
}

/// A report with what is compared of it.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) report: &'a Report,
    /// Its figures, in text order.
    pub(super) figures: &'a [Indicator],
    /// What is compared of each figure.
    pub(super) fields: Vec<Fields>,
    pub(super) config: &'a Config,
    pub(super) weights: &'a Weights,
    pub(super) tokens: Tokens,
    /// A number for each token: the same for the same characters in all reports.
    pub(super) names: Vec<u32>,
    pub(super) units: Vec<Unit>,
    pub(super) features: Features,
    pub(super) words: Words,
    pub(super) bag: Bag,
    /// The terms of each section, where they are asked for.
    pub(super) sections: Vec<Bag>,
}

impl<'a> Prepared<'a> {
    /// Reads what is compared of the reports, each with its figures, in parallel, and numbers it, in order. The measures of
    /// sections need [`Detail::Sections`].
    pub fn new(
        reports: &[(&'a Report, &'a [Indicator])],
        config: &'a Config,
        weights: &'a Weights,
        detail: Detail,
    ) -> Self {
        let read = |&(report, figures): &(&'a Report, &'a [Indicator])| {
            let tokens = Tokens::new(&report.text, config);
            let units = units(report, &tokens);
            let drafts = Drafts::new(report, &tokens, &units, &config.wording);
            (report, figures, tokens, units, drafts)
        };
        let read: Vec<_> = reports.par_iter().map(read).collect();
        let mut vocabulary = Vocabulary::new();
        let numbered: Vec<_> = read
            .into_iter()
            .map(|(report, figures, tokens, units, drafts)| {
                let names = vocabulary.tokens(report, &tokens);
                (report, figures, tokens, names, units, drafts.number(&mut vocabulary, weights))
            })
            .collect();
        let sides = numbered.into_par_iter().map(|(report, figures, tokens, names, units, features)| {
            let words = Words::new(report, &tokens, &names);
            let sections = match detail {
                Detail::Sections => report.sections.iter().map(|section| words.bag(section.span)).collect(),
                Detail::Reports => Vec::new(),
            };
            let bag = words.bag(report.text.span());
            let fields = fields(report, figures, config, weights);
            Side { report, figures, fields, config, weights, tokens, names, units, features, words, bag, sections }
        });
        Prepared { sides: sides.collect(), vocabulary }
    }

    /// The tokens of two of the reports, by their places.
    pub fn tokens(&self, places: Pair<usize>) -> Pair<&Tokens> {
        places.map(|at| &self.sides[at].tokens)
    }
}

/// What is compared of each of a report's figures.
fn fields(report: &Report, figures: &[Indicator], config: &Config, weights: &Weights) -> Vec<Fields> {
    let year = report.metadata.now();
    let totals: FxHashSet<IndicatorId> = figures.iter().filter_map(|figure| figure.part_of).collect();
    let place = |figure: &Indicator| match figure.part_of {
        Some(_) => SumPlace::Part,
        None if totals.contains(&figure.id) => SumPlace::Total,
        None => SumPlace::None,
    };
    figures.iter().map(|figure| Fields::new(&report.text, figure, year, None, place(figure), config, weights)).collect()
}

impl Side<'_> {
    /// The terms of a section; none where only those of the report were asked for.
    pub(super) fn bag_of(&self, id: SectionId) -> Option<&Bag> {
        self.sections.get(id.index())
    }

    /// Whether the terms of sections were asked for, or there are none.
    pub(super) fn has_sections(&self) -> bool {
        self.sections.len() == self.report.sections.len()
    }
}
