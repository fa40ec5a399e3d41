//! `nianlun compare [BASE_YEAR] [PATH…]`: the main job.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use nianlun::corpus::Body;
use nianlun::diff::terms::{self, Term};
use nianlun::panel;
use nianlun::render::view::page;
use nianlun::render::{csv, graph, html, tables};
use nianlun::similarity::Weights;
use rayon::prelude::*;

use super::asked::{Asked, ReportArgs, Told};
use super::load::load;
use super::write::write_all;
use super::{Session, summary};

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
    /// Which value of a year is used where a later report tells another one.
    #[arg(long, value_enum, default_value_t)]
    vintage: Told,
    #[command(flatten)]
    reports: ReportArgs,
    /// Write the byte order mark that Excel wants into the CSV files.
    #[arg(long)]
    bom: bool,
}

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<ExitCode> {
    let asked =
        Asked { vintage: args.vintage, all_pairs: args.all_pairs, ..Asked::with_year(&args.what, &args.reports) };
    apart_from_reports(session, &args.out, &asked.paths)?;
    let mut loaded = load(session, &asked)?;
    loaded.compare_texts(&session.config);
    let view = loaded.view();
    let terms: Vec<(&Body, Vec<Term>)> =
        loaded.corpus.bodies.par_iter().map(|body| (body, terms::terms(body, &session.config))).collect();
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("index.html", html::page(&page::page(&view)).into_bytes()),
        ("trends.csv", csv::bytes(&tables::trends(&view), args.bom)?),
        ("trends-wide.csv", csv::bytes(&tables::trends_wide(&view), args.bom)?),
        ("changes.csv", csv::bytes(&tables::changes(&view), args.bom)?),
        ("sections.csv", csv::bytes(&tables::sections(&view), args.bom)?),
        ("text-changes.csv", csv::bytes(&tables::text_changes(&view.text_diffs()), args.bom)?),
        ("terms.csv", csv::bytes(&tables::terms(&terms), args.bom)?),
        ("checks.csv", csv::bytes(&tables::checks(&view), args.bom)?),
        ("plans.csv", csv::bytes(&tables::plans(&view), args.bom)?),
        ("timeline.json", graph::json(&view).into_bytes()),
        ("timeline.graphml", graph::graphml(&view).into_bytes()),
        ("timeline.dot", graph::dot(&view).into_bytes()),
    ];
    let several = view.bodies.len() > 1;
    if several {
        let bodies: Vec<_> = loaded.corpus.bodies.iter().zip(&loaded.timelines).collect();
        let panels = panel::panels(&bodies, &session.config, &Weights::builtin());
        files.insert(4, ("panel.csv", csv::bytes(&tables::panel(&view, &panels), args.bom)?));
    }
    write_all(&args.out, &files).with_context(|| {
        session.say(&format!("无法写入 {}", args.out.display()), &format!("can't write into {}", args.out.display()))
    })?;
    // One of a run with more bodies would be taken for this one's.
    let leftover = args.out.join("panel.csv");
    if !several && std::fs::remove_file(&leftover).is_ok() {
        let path = leftover.display();
        anstream::eprintln!(
            "{}",
            session.say(
                &format!("{path}：已删去，这次只有一个机关的报告，没有面板可写"),
                &format!("{path}: removed; there is no panel of the reports of one body")
            )
        );
    }
    loaded.warn(session);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    super::print(&summary::compare(session, &view, &terms, &args.out, &names))?;
    let doubtful = !loaded.corpus.left_out.is_empty() || loaded.remarks.iter().any(super::warns);
    Ok(ExitCode::from(u8::from(doubtful)))
}

/// An error where the folder to write into is one that is read: its page would be taken for a report the next time.
fn apart_from_reports(session: &Session, out: &Path, paths: &[PathBuf]) -> anyhow::Result<()> {
    let same = |path: &&PathBuf| path.is_dir() && path.canonicalize().ok() == out.canonicalize().ok();
    let Some(folder) = paths.iter().find(same) else { return Ok(()) };
    let folder = folder.display();
    bail!(
        "{}",
        session.say(
            &format!("{folder} 是报告文件夹，写入其中的结果下次会被当作报告读取；请用 --out 指定别处"),
            &format!(
                "what is written into {folder} would be read as a report the next time; name another folder with --out"
            )
        )
    )
}
