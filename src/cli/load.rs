//! The reports that were asked for, read and linked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;
use nianlun::check::{self, Check};
use nianlun::commitment::{self, Commitment};
use nianlun::config::Config;
use nianlun::corpus::{self, Body, Corpus, Read};
use nianlun::diff::{Detail, Prepared, TextDiff};
use nianlun::pair::Pair;
use nianlun::render::view::{BodyView, View};
use nianlun::review::{self, DecisionId, Remark, Review, Reviewed};
use nianlun::similarity::Weights;
use nianlun::timeline::series::Vintage;
use nianlun::timeline::{self, Timeline};
use rayon::prelude::*;

use super::Session;
use super::asked::{Asked, Told, decision_files};

/// The reports that were asked for, read and linked.
pub(super) struct Loaded {
    pub(super) corpus: Corpus,
    pub(super) timelines: Vec<Timeline>,
    pub(super) checks: Vec<Vec<Check>>,
    pub(super) commitments: Vec<Vec<Commitment>>,
    pub(super) diffs: Vec<BTreeMap<(usize, usize), TextDiff>>,
    pub(super) base_year: Option<i32>,
    pub(super) vintage: Vintage,
    pub(super) review: Review,
    /// Reviewers' decisions that could not be applied.
    pub(super) remarks: Vec<Remark>,
}

impl Loaded {
    /// Compares the texts of every two reports whose sections were paired.
    pub(super) fn compare_texts(&mut self, config: &Config) {
        let weights = Weights::builtin();
        let bodies = self.corpus.bodies.iter().zip(&self.timelines);
        self.diffs = bodies
            .map(|(body, timeline)| {
                let reports: Vec<_> =
                    body.entries.iter().map(|entry| (&entry.report, entry.indicators.as_slice())).collect();
                let prepared = Prepared::new(&reports, config, &weights, Detail::Sections);
                let pairs: Vec<_> = timeline.alignments.iter().collect();
                let compared =
                    pairs.into_par_iter().map(|(&(a, b), sections)| ((a, b), prepared.diff(Pair::new(a, b), sections)));
                compared.collect::<Vec<_>>().into_iter().collect()
            })
            .collect();
    }

    /// The file and the line of a decision.
    pub(super) fn place_of_decision(&self, id: DecisionId) -> String {
        let file = self.review.files[self.review.decisions[id.index()].file].path.file_name().unwrap_or_default();
        format!("{}:{}", file.to_string_lossy(), self.review.line(id))
    }

    /// Says on stderr what was left out: files, and decisions.
    pub(super) fn warn(&self, session: &Session) {
        self.corpus.left_out.iter().for_each(|left_out| session.warn_left_out(left_out));
        self.remarks.iter().for_each(|remark| session.warn_remark(remark));
    }

    /// As a view.
    pub(super) fn view(&self) -> View<'_> {
        let bodies = self
            .corpus
            .bodies
            .iter()
            .zip(&self.timelines)
            .zip(&self.checks)
            .zip(&self.commitments)
            .zip(&self.diffs)
            .map(|((((body, timeline), checks), commitments), diffs)| BodyView {
                body,
                timeline,
                checks,
                commitments,
                diffs,
                base: place_of(body, self.base_year),
                vintage: self.vintage,
            })
            .collect();
        View { corpus: &self.corpus, bodies, base_year: self.base_year }
    }
}

fn place_of(body: &Body, year: Option<i32>) -> Option<usize> {
    body.entries.iter().position(|entry| Some(entry.year()) == year)
}

/// The decisions in the file given, or in the folders of reports.
fn decisions(session: &Session, asked: &Asked) -> anyhow::Result<Review> {
    let files: Vec<PathBuf> = match &asked.review {
        Some(file) => vec![file.clone()],
        None => decision_files(&asked.paths).into_iter().filter(|path| path.is_file()).collect(),
    };
    review::read(&files).map_err(|error| anyhow::anyhow!("{}", error.said().get(session.language)))
}

/// Reads the reports; an error where there are none.
pub(super) fn read(session: &Session, paths: &[PathBuf]) -> anyhow::Result<Vec<Read>> {
    let files = corpus::files(paths).map_err(|(path, error)| match no_year(session, &path) {
        Some(said) if !path.exists() => said,
        _ => session.io_error(&path, &error),
    })?;
    if files.is_empty() {
        let names = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        bail!(
            "{}",
            session.say(
                &format!("{names} 中没有报告（支持 .txt、.html、.docx、.pdf）"),
                &format!("no reports in {names} (.txt, .html, .docx, .pdf)")
            )
        );
    }
    let progress = session.progress(files.len());
    let read = corpus::read(&files, &session.config, || progress.step());
    progress.done();
    Ok(read)
}

/// What there is to say of a word that is digits only, and no file.
fn no_year(session: &Session, word: &Path) -> Option<anyhow::Error> {
    let digits = word.to_string_lossy();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let said = if digits.len() == 4 {
        session.say(
            &format!("{digits} 不是文件或文件夹；基准年只能有一个，写在最前面，其余各年都与它比较"),
            &format!("{digits} is no file or folder; there is one base year, named first, and all others are compared with it"),
        )
    } else {
        session.say(
            &format!("{digits} 既不是四位数的年份，也不是文件或文件夹"),
            &format!("{digits} is neither a year of four digits nor a file or folder"),
        )
    };
    Some(anyhow::anyhow!("{said}"))
}

/// An error where there is nothing to compare: no report could be read, or none is for the base year.
pub(super) fn worth_comparing(session: &Session, corpus: &Corpus, base_year: Option<i32>) -> anyhow::Result<()> {
    if corpus.bodies.is_empty() {
        for left_out in &corpus.left_out {
            session.warn_left_out(left_out);
        }
        bail!("{}", session.say("没有一份报告可以读取", "none of the reports could be read"));
    }
    let Some(year) = base_year else { return Ok(()) };
    let mut known: Vec<i32> =
        corpus.bodies.iter().flat_map(|body| body.entries.iter().map(corpus::Entry::year)).collect();
    if known.contains(&year) {
        return Ok(());
    }
    known.sort_unstable();
    known.dedup();
    let list = known.iter().map(i32::to_string).collect::<Vec<_>>().join("、");
    bail!(
        "{}",
        session.say(
            &format!("没有 {year} 年的报告；现有年份：{list}"),
            &format!("no report is for {year}; there are {}", list.replace('、', ", "))
        )
    )
}

/// Reads and links the reports; an error where there is nothing to compare.
pub(super) fn load(session: &Session, asked: &Asked) -> anyhow::Result<Loaded> {
    let review = decisions(session, asked)?;
    let corpus = corpus::gather(read(session, &asked.paths)?, &asked.body);
    worth_comparing(session, &corpus, asked.base_year)?;
    Ok(link(corpus, review, asked, &session.config))
}

/// Links the figures and sections of reports that were read, as the decisions say.
pub(super) fn link(mut corpus: Corpus, review: Review, asked: &Asked, config: &Config) -> Loaded {
    let &Asked { base_year, all_pairs, .. } = asked;
    let Reviewed { bodies: ties, remarks } = review::apply(&mut corpus, &review, config);
    let weights = Weights::builtin();
    let timelines: Vec<Timeline> = corpus
        .bodies
        .iter()
        .zip(ties)
        .map(|(body, ties)| {
            let pairs = timeline::pairs(body.entries.len(), place_of(body, base_year), all_pairs);
            timeline::build(body, &pairs, ties, config, &weights)
        })
        .collect();
    let checks = corpus.bodies.iter().zip(&timelines).map(|(body, timeline)| check::check(body, timeline)).collect();
    let commitments = corpus.bodies.iter().map(|body| commitment::commitments(body, config, &weights)).collect();
    let vintage = match asked.vintage {
        Told::First => Vintage::First,
        Told::Latest => Vintage::Latest,
        Told::All => Vintage::All,
    };
    let diffs = vec![BTreeMap::new(); corpus.bodies.len()];
    Loaded { corpus, timelines, checks, commitments, diffs, base_year, vintage, review, remarks }
}
