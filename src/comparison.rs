//! The way in (入口): reports are read, linked, checked and compared here, and nothing above needs to be called by itself.
//!
//! [`read`] reads one report, [`compare`] everything at some paths, [`diff`] the texts of two. What they need to know
//! stands in [`Options`]. What could not be read is in the result, with the reason; [`Error`] is for what leaves nothing
//! to compare.

mod error;
mod reading;
mod two;
mod many;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{self, Check};
use crate::commitment::claims::{self, Claim};
use crate::commitment::{self, Commitment};
use crate::config::{Config, Limits};
use crate::diagnostic::Message;
use crate::diff::terms::{self, Term};
use crate::diff::{Detail, Prepared, TextDiff};
use crate::pair::Pair;
use crate::panel;
use crate::review::{self, DecisionId, Remark, Review, Reviewed, Ties};
use crate::similarity::Weights;
use crate::timeline::explain::{self, Explained};
use crate::timeline::series::{Link, Observation, Series, Vintage};
use crate::timeline::{self, Timeline};

pub use crate::check::accepted;
pub use crate::commitment::Outcome;
pub use crate::corpus::{BODIES, Body, Corpus, Entry, Files, Given, KINDS, LeftOut, Read, gather, given, is_report};
pub use crate::diff::Words;
pub use crate::panel::{Candidate, Forms, Panel};
pub use crate::source::read_pdf;
pub use error::Error;
pub use many::{Aside, Many};
pub use reading::{
    decision_files, decisions, decoded, files, of_year, read, read_all, read_bytes, read_files, worth_comparing,
};
pub use two::{Difference, diff, of_two};

/// What to compare with what, and what is known of the language.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The year whose report the others are compared with; without one, every year is compared with the next.
    pub base_year: Option<i32>,
    /// Every two years, and not only neighbours and the base year.
    pub all_pairs: bool,
    /// Which value of a year is used where a later report tells another one.
    pub vintage: Vintage,
    /// Bodies that the reader named; the others are those that titles, files and folders name.
    pub bodies: Vec<Given>,
    /// The file of reviewers' decisions; without one, `decisions.toml` in the folders given.
    pub review: Option<PathBuf>,
    /// Whether the texts are compared too: it takes most of the time.
    pub texts: bool,
    /// Whether it is told what became of plans and claims.
    pub plans: bool,
    config: Arc<Config>,
    weights: Arc<Weights>,
}

impl Options {
    /// Neighbouring years, the latest values, the decisions beside the reports, and the lexicons that are compiled in.
    pub fn new() -> Result<Self, Error> {
        Ok(Options {
            base_year: None,
            all_pairs: false,
            vintage: Vintage::Latest,
            bodies: Vec::new(),
            review: None,
            texts: true,
            plans: true,
            config: Arc::new(Config::builtin()?),
            weights: Arc::new(Weights::builtin()),
        })
    }

    /// The same with the lexicons of a folder in place of those of the same names (`grammar.toml`).
    pub fn with_lexicons(folder: &Path) -> Result<Self, Error> {
        Ok(Options { config: Arc::new(Config::with_folder(folder)?), ..Options::new()? })
    }

    /// How much is read of a file, and in what way.
    pub fn limits(&mut self) -> &mut Limits {
        &mut Arc::make_mut(&mut self.config).limits
    }

    /// What is known of the language.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The indicators that the bodies share whose series were gathered.
    pub fn panels(&self, forms: &Forms) -> Vec<Panel> {
        forms.panels(&self.config)
    }
}

/// The reports of some bodies with all that was found of them. `timelines`, `checks` and what follows them are in the order of the
/// corpus' bodies.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Comparison {
    /// The reports, and the files that were left out.
    pub corpus: Corpus,
    /// Series and sections, linked through the years.
    pub timelines: Vec<Timeline>,
    /// What adds up and what doesn't.
    pub checks: Vec<Vec<Check>>,
    /// What the plans of reports promised, and what became of it.
    pub commitments: Vec<Vec<Commitment>>,
    /// What they claim (none occurred, all, first), and whether they still do.
    pub claims: Vec<Vec<Claim>>,
    /// The text changes of each pair of reports that was compared, by their places among the body's, the earlier first;
    /// none where [`Options::texts`] was off.
    pub diffs: Vec<BTreeMap<(usize, usize), TextDiff>>,
    /// The base year that was asked for.
    pub base_year: Option<i32>,
    /// The base report of each body, by its place among the body's, where it has one.
    pub bases: Vec<Option<usize>>,
    /// Which value of a year is used where several are told.
    pub vintage: Vintage,
    /// The decisions that were read.
    pub review: Review,
    /// Decisions that could not be applied, and why.
    pub remarks: Vec<Remark>,
}

/// Reads all reports at the paths (files and folders), links their figures and sections through the years, checks them, and
/// compares their texts.
///
/// An error where a path is not there, no report could be read, none is for the base year, or decisions can't be
/// understood. One file that can't be read is no error: it is in [`Corpus::left_out`].
pub fn compare(paths: &[impl AsRef<Path>], options: &Options) -> Result<Comparison, Error> {
    let review = decisions(paths, options)?;
    let corpus = gather(read_all(paths, options)?, &options.bodies, &options.config.names);
    worth_comparing(&corpus, options)?;
    Ok(link(corpus, review, options))
}

/// The second half of [`compare`], for reports that are read already: links, checks and compares as the decisions say.
pub fn link(mut corpus: Corpus, review: Review, options: &Options) -> Comparison {
    let Reviewed { bodies: ties, remarks } = review::apply(&mut corpus, &review, &options.config);
    let several = corpus.bodies.len() > 1;
    let linked: Vec<Linked> =
        corpus.bodies.par_iter().zip(ties).map(|(body, ties)| linked(body, ties, several, options)).collect();
    collected(corpus, linked, review, remarks, options)
}

/// What is found of a body.
struct Linked {
    timeline: Timeline,
    checks: Vec<Check>,
    commitments: Vec<Commitment>,
    claims: Vec<Claim>,
    diffs: BTreeMap<(usize, usize), TextDiff>,
}

/// `several` where it stands beside other bodies: two may count the same thing, and in one table those are two series.
fn linked(body: &Body, ties: Ties, several: bool, options: &Options) -> Linked {
    let Options { config, weights, .. } = options;
    let pairs = timeline::pairs(body.entries.len(), place_of(body, options.base_year), options.all_pairs);
    let mut timeline = timeline::build(body, &pairs, ties, config, weights);
    if several {
        timeline.series.iter_mut().for_each(|series| series.id = format!("{}@{}", series.id, body.name));
    }
    Linked {
        checks: check::check(body, &timeline, config),
        commitments: if options.plans {
            commitment::commitments(body, &timeline.series, config, weights)
        } else {
            Vec::new()
        },
        claims: if options.plans { claims::claims(body, config, weights) } else { Vec::new() },
        diffs: if options.texts { texts(body, &timeline, options) } else { BTreeMap::new() },
        timeline,
    }
}

/// What was found of the bodies of a corpus, in their order.
fn collected(
    corpus: Corpus,
    linked: Vec<Linked>,
    review: Review,
    remarks: Vec<Remark>,
    options: &Options,
) -> Comparison {
    let &Options { base_year, vintage, .. } = options;
    let bases = corpus.bodies.iter().map(|body| place_of(body, base_year)).collect();
    let (timelines, checks, commitments, claims, diffs) = Default::default();
    let mut found = Comparison {
        corpus,
        timelines,
        checks,
        commitments,
        claims,
        diffs,
        base_year,
        bases,
        vintage,
        review,
        remarks,
    };
    for one in linked {
        found.timelines.push(one.timeline);
        found.checks.push(one.checks);
        found.commitments.push(one.commitments);
        found.claims.push(one.claims);
        found.diffs.push(one.diffs);
    }
    found
}

/// The text changes of every two reports whose sections were paired.
fn texts(body: &Body, timeline: &Timeline, options: &Options) -> BTreeMap<(usize, usize), TextDiff> {
    let reports: Vec<_> = body.entries.iter().map(|entry| (&entry.report, entry.indicators.as_slice())).collect();
    let prepared = Prepared::new(&reports, &options.config, &options.weights, Detail::Sections);
    let pairs: Vec<_> = timeline.alignments.iter().collect();
    let compared = pairs.into_par_iter().map(|(&(a, b), sections)| ((a, b), prepared.diff(Pair::new(a, b), sections)));
    compared.collect::<Vec<_>>().into_iter().collect()
}

/// The place of a year's report among the body's.
fn place_of(body: &Body, year: Option<i32>) -> Option<usize> {
    body.entries.iter().position(|entry| Some(entry.year()) == year)
}

impl Comparison {
    /// The phrases that are new, gone, or told more or less often, body by body.
    pub fn terms(&self, options: &Options) -> Vec<(&Body, Vec<Term>)> {
        self.corpus.bodies.par_iter().map(|body| (body, terms::terms(body, &options.config))).collect()
    }

    /// The indicators that several bodies share.
    pub fn panels(&self, options: &Options) -> Vec<Panel> {
        let mut forms = Forms::default();
        self.candidates(options).into_iter().for_each(|candidates| forms.add(candidates));
        options.panels(&forms)
    }

    /// The series of each body that others may have too.
    pub fn candidates(&self, options: &Options) -> Vec<Vec<Candidate>> {
        let bodies = self.corpus.bodies.par_iter().zip(&self.timelines);
        bodies.map(|(body, one)| panel::candidates(body, one, &options.config, &options.weights)).collect()
    }

    /// The file and the line of a decision.
    pub fn place_of_decision(&self, id: DecisionId) -> String {
        let file = self.review.files[self.review.decisions[id.index()].file].path.file_name().unwrap_or_default();
        format!("{}:{}", file.to_string_lossy(), self.review.line(id))
    }
}

/// What speaks for the link of a figure of a series, field by field, and what would break it.
pub fn explained(
    (body, timeline): (&Body, &Timeline),
    series: &Series,
    observation: &Observation,
    link: &Link,
    options: &Options,
) -> Explained {
    explain::explain(body, timeline, series, observation, link, &options.config, &options.weights)
}

/// Why two figures of different series are not one: what each field says, or what they must share and don't.
pub fn apart(
    (body, timeline): (&Body, &Timeline),
    ends: [&Observation; 2],
    options: &Options,
) -> Result<Explained, Message> {
    explain::apart(body, timeline, ends, &options.config, &options.weights)
}
