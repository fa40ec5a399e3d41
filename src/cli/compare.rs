//! `nianlun compare [BASE_YEAR] [PATH…]`: the main job.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use nianlun::check::{self, Check};
use nianlun::config::Config;
use nianlun::corpus::{self, Body, Corpus, Given, Read};
use nianlun::diff::terms::{self, Term};
use nianlun::diff::{self, TextDiff};
use nianlun::pair::Pair;
use nianlun::panel;
use nianlun::render::view::{BodyView, View, page};
use nianlun::render::{csv, graph, html};
use nianlun::review::{self, DecisionId, Remark, Review, Reviewed};
use nianlun::similarity::Weights;
use nianlun::timeline::series::Vintage;
use nianlun::timeline::{self, Timeline};
use rayon::prelude::*;

use super::Session;
use super::summary;

/// Compare a year's report with the other years' and write everything into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun compare 2017                     the reports in ./reports, 2017 against the others
  nianlun compare 2019 2018.docx 2019.txt  two files
  nianlun compare --out review reports/    every year with the next, into ./review
  nianlun compare --body 甲市=a --body 乙市=b    two bodies, and panel.csv with what both report")]
pub(super) struct CompareArgs {
    /// The base year, then files and folders of reports (default: reports/).
    #[arg(value_name = "BASE_YEAR] [PATH")]
    what: Vec<String>,
    /// The folder to write into.
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// Compare every two years, not only neighbours and the base year.
    #[arg(long)]
    all_pairs: bool,
    /// Reviewers' decisions (default: decisions.toml in the folders given).
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// Which value of a year is used where a later report tells another one.
    #[arg(long, value_enum, default_value_t)]
    vintage: Told,
    /// The public body that all reports are of, where titles, files and folders don't say it; or NAME=PATH, once for each
    /// body: the reports in that folder are that body's.
    #[arg(long, value_name = "NAME[=PATH]")]
    body: Vec<String>,
    /// Write the byte order mark that Excel wants into the CSV files.
    #[arg(long)]
    bom: bool,
}

/// Which of the values that reports tell of one year is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Told {
    First,
    #[default]
    Latest,
    All,
}

/// The reports that were asked for, read and linked.
pub(super) struct Loaded {
    pub(super) corpus: Corpus,
    pub(super) timelines: Vec<Timeline>,
    pub(super) checks: Vec<Vec<Check>>,
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
                let pairs: Vec<_> = timeline.alignments.iter().collect();
                let compared = pairs.into_par_iter().map(|(&(a, b), sections)| {
                    let reports = Pair::new(&body.entries[a].report, &body.entries[b].report);
                    ((a, b), diff::diff(reports, sections, config, &weights))
                });
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
            .zip(&self.diffs)
            .map(|(((body, timeline), checks), diffs)| BodyView {
                body,
                timeline,
                checks,
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

/// Splits what was typed into a base year and paths: the first word is a year where it is four digits and no such path exists.
pub(super) fn year_and_paths(what: &[String]) -> (Option<i32>, Vec<PathBuf>) {
    let year = what.first().and_then(|first| {
        let four = first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit());
        (four && !Path::new(first).exists()).then(|| first.parse().ok()).flatten()
    });
    let paths: Vec<PathBuf> = what.iter().skip(usize::from(year.is_some())).map(PathBuf::from).collect();
    (year, if paths.is_empty() { vec![PathBuf::from("reports")] } else { paths })
}

/// The paths to read: those named, and those of bodies given by path; the default folder only where neither is.
pub(super) fn with_given(paths: Vec<PathBuf>, named: bool, given: &[Given]) -> Vec<PathBuf> {
    let own: Vec<PathBuf> = given.iter().filter_map(|given| given.under.clone()).collect();
    if own.is_empty() { paths } else { if named { paths } else { Vec::new() }.into_iter().chain(own).collect() }
}

/// What to read, and how to link it.
#[derive(Debug, Default)]
pub(super) struct Asked<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) base_year: Option<i32>,
    pub(super) body: &'a [Given],
    pub(super) review: Option<&'a Path>,
    pub(super) vintage: Told,
    pub(super) all_pairs: bool,
}

/// Where decisions on the reports lie: in the folders given, and beside the files given. The first is the one to write.
pub(super) fn decision_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folder = |path: &PathBuf| match path.parent() {
        _ if path.is_dir() => path.clone(),
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let file = folder(path).join(review::FILE);
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The decisions in the file given, or in the folders of reports.
fn decisions(session: &Session, asked: &Asked<'_>) -> anyhow::Result<Review> {
    let files: Vec<PathBuf> = match asked.review {
        Some(file) => vec![file.to_owned()],
        None => decision_files(asked.paths).into_iter().filter(|path| path.is_file()).collect(),
    };
    review::read(&files).map_err(|error| anyhow::anyhow!("{}", error.said().get(session.language)))
}

/// Reads the reports; an error where there are none.
pub(super) fn read(session: &Session, paths: &[PathBuf]) -> anyhow::Result<Vec<Read>> {
    let files = corpus::files(paths).map_err(|(path, error)| session.io_error(&path, &error))?;
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
pub(super) fn load(session: &Session, asked: &Asked<'_>) -> anyhow::Result<Loaded> {
    let review = decisions(session, asked)?;
    let corpus = corpus::gather(read(session, asked.paths)?, asked.body);
    worth_comparing(session, &corpus, asked.base_year)?;
    Ok(link(corpus, review, asked, &session.config))
}

/// Links the figures and sections of reports that were read, as the decisions say.
pub(super) fn link(mut corpus: Corpus, review: Review, asked: &Asked<'_>, config: &Config) -> Loaded {
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
    let vintage = match asked.vintage {
        Told::First => Vintage::First,
        Told::Latest => Vintage::Latest,
        Told::All => Vintage::All,
    };
    let diffs = vec![BTreeMap::new(); corpus.bodies.len()];
    Loaded { corpus, timelines, checks, diffs, base_year, vintage, review, remarks }
}

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<ExitCode> {
    let (base_year, paths) = year_and_paths(&args.what);
    let given = corpus::given(&args.body);
    let paths = with_given(paths, args.what.len() > usize::from(base_year.is_some()), &given);
    let asked = Asked {
        paths: &paths,
        base_year,
        body: &given,
        review: args.review.as_deref(),
        vintage: args.vintage,
        all_pairs: args.all_pairs,
    };
    let mut loaded = load(session, &asked)?;
    loaded.compare_texts(&session.config);
    let view = loaded.view();
    let terms: Vec<(&Body, Vec<Term>)> =
        loaded.corpus.bodies.par_iter().map(|body| (body, terms::terms(body, &session.config))).collect();
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("index.html", html::page(&page::page(&view)).into_bytes()),
        ("trends.csv", csv::trends(&view, args.bom)?),
        ("trends-wide.csv", csv::trends_wide(&view, args.bom)?),
        ("changes.csv", csv::changes(&view, args.bom)?),
        ("sections.csv", csv::sections(&view, args.bom)?),
        ("text-changes.csv", csv::text_changes(&view.text_diffs(), args.bom)?),
        ("terms.csv", csv::terms(&terms, args.bom)?),
        ("checks.csv", csv::checks(&view, args.bom)?),
        ("timeline.json", graph::json(&view).into_bytes()),
        ("timeline.graphml", graph::graphml(&view).into_bytes()),
        ("timeline.dot", graph::dot(&view).into_bytes()),
    ];
    let several = view.bodies.len() > 1;
    if several {
        let bodies: Vec<_> = loaded.corpus.bodies.iter().zip(&loaded.timelines).collect();
        let panels = panel::panels(&bodies, &session.config, &Weights::builtin());
        files.insert(4, ("panel.csv", csv::panel(&view, &panels, args.bom)?));
    }
    write_all(&args.out, &files).with_context(|| {
        session.say(&format!("无法写入 {}", args.out.display()), &format!("can't write into {}", args.out.display()))
    })?;
    if !several {
        // One of a run with more bodies would be taken for this one's.
        let _ = std::fs::remove_file(args.out.join("panel.csv"));
    }
    loaded.warn(session);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    super::print(&summary::compare(session, &view, &terms, &args.out, &names))?;
    let doubtful = !loaded.corpus.left_out.is_empty() || loaded.remarks.iter().any(super::warns);
    Ok(ExitCode::from(u8::from(doubtful)))
}

/// Writes a file whole or not at all. What is no plain file (a device, a pipe) is written to as it is.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes);
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

/// Writes each file whole or not at all: beside its place first, then moved there once all are written.
pub(super) fn write_all<N: AsRef<str>>(folder: &Path, files: &[(N, Vec<u8>)]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let beside = |name: &str| folder.join(format!(".{name}.part"));
    let written: std::io::Result<()> =
        files.iter().try_for_each(|(name, bytes)| std::fs::write(beside(name.as_ref()), bytes));
    if let Err(error) = written {
        for (name, _) in files {
            let _ = std::fs::remove_file(beside(name.as_ref()));
        }
        return Err(error);
    }
    files.iter().try_for_each(|(name, _)| std::fs::rename(beside(name.as_ref()), folder.join(name.as_ref())))
}
