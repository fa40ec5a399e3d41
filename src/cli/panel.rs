//! `nianlun panel [PATH…]`: the tables only, for many bodies.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use nianlun::render::view::View;
use nianlun::render::{csv, datapackage, tables};

use super::asked::{Asked, OutputArgs, ReportArgs};
use super::load::{self, apart_from_reports, load};
use super::write::replace_all;
use super::{Session, needs_a_look};

/// Write the tables of many bodies' reports: no page, and texts are not compared.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun panel cities/                       trends, panel and checks of every body, into ./output
  nianlun panel cities/ --out tables --bom    for Excel

Exit status: 0, 1 where a file was left out or a decision needs a look, 2 where there is nothing to compare.")]
pub(super) struct PanelArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

pub(super) fn run(session: &Session, args: &PanelArgs) -> anyhow::Result<ExitCode> {
    let mut asked = Asked::new(&args.paths, &args.reports, &session.options);
    asked.options.vintage = args.output.vintage.into();
    apart_from_reports(session, &args.output.out, &asked.paths)?;
    let found = load(session, &asked)?;
    let view = View::of(&found);
    let panels = found.panels(&asked.options);
    let all = [tables::trends(&view), tables::trends_wide(&view), tables::panel(&view, &panels), tables::checks(&view)];
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for table in &all {
        files.push((format!("{}.csv", table.name), csv::bytes(table, args.output.bom)?));
    }
    files.push(("datapackage.json".to_owned(), datapackage::json(&all, args.output.bom).into_bytes()));
    let folder = args.output.out.display();
    replace_all(&args.output.out, &files, &[])
        .with_context(|| session.say(&format!("无法写入 {folder}"), &format!("can't write into {folder}")))?;
    load::warn(session, &found);
    let reports: usize = found.corpus.bodies.iter().map(|body| body.entries.len()).sum();
    let (bodies, shared) = (found.corpus.bodies.len(), panels.len());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    super::print(&session.say(
        &format!("{bodies} 个机关，{reports} 份报告，{shared} 个共有指标；结果在 {folder}/：{}\n", names.join("、")),
        &format!(
            "{bodies} bodies, {reports} reports, {shared} indicators shared; written to {folder}/: {}\n",
            names.join(", ")
        ),
    ))?;
    Ok(ExitCode::from(u8::from(needs_a_look(&found))))
}
