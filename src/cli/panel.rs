//! `nianlun panel [PATH…]`: the tables only, for many bodies.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use nianlun::comparison::Aside;
use nianlun::render::datapackage;
use nianlun::render::format::Format;
use nianlun::render::many::{Part, Tables, Written};

use super::asked::{Asked, OutputArgs, ReportArgs};
use super::load::{self, apart_from_reports};
use super::write::{Content, Workshop};
use super::{Session, leftover, needs_a_look, no_parquet};

/// Write the tables of many bodies' reports: no page, and texts are not compared.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun panel cities/                       trends, panel and checks of every body, into ./output
  nianlun panel cities/ --out tables --bom    for Excel
  nianlun panel cities/ --format parquet      for pandas, polars, Spark, DuckDB

A few bodies are held at a time, whatever their number.
Exit status: 0, 1 where a file was left out or a decision needs a look, 2 where there is nothing to compare.")]
pub(super) struct PanelArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    reports: ReportArgs,
    /// What the tables are written as.
    #[arg(long, value_enum, default_value_t)]
    format: Asks,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Asks {
    #[default]
    Csv,
    Parquet,
}

pub(super) fn run(session: &Session, args: &PanelArgs) -> anyhow::Result<ExitCode> {
    let format = match args.format {
        Asks::Csv => Format::Csv { bom: args.output.bom },
        Asks::Parquet => Format::parquet().ok_or_else(|| no_parquet(session))?,
    };
    let mut asked = Asked::new(&args.paths, &args.reports, &session.options);
    asked.options.vintage = args.output.vintage.into();
    asked.options.plans = false;
    let out = &args.output.out;
    apart_from_reports(session, out, &asked.paths)?;
    let folder = out.display();
    let cant = || session.say(&format!("无法写入 {folder}"), &format!("can't write into {folder}"));
    let (written, names, aside) = write(session, &asked, out, format, cant)?;
    aside.left_out.iter().for_each(|left_out| session.warn_left_out(left_out));
    aside.remarks.iter().for_each(|remark| session.warn_remark(remark));
    let Written { bodies, reports, shared, .. } = written;
    super::print(&session.say(
        &format!("{bodies} 个机关，{reports} 份报告，{shared} 个共有指标；结果在 {folder}/：{}\n", names.join("、")),
        &format!(
            "{bodies} bodies, {reports} reports, {shared} indicators shared; written to {folder}/: {}\n",
            names.join(", ")
        ),
    ))?;
    Ok(ExitCode::from(u8::from(needs_a_look(&aside.left_out, &aside.remarks))))
}

/// Reads, links and writes one body after the other; gives the names of the files, too.
fn write(
    session: &Session,
    asked: &Asked,
    out: &Path,
    format: Format,
    cant: impl Fn() -> String,
) -> anyhow::Result<(Written, Vec<String>, Aside)> {
    let many = load::many(session, asked)?;
    let shop = Workshop::beside(out).with_context(&cant)?;
    let mut tables = Tables::new(shop.path(), format).with_context(&cant)?;
    let progress = session.progress(many.len(), ("比较", "comparing"));
    let take = |part| {
        progress.step();
        tables.add(part)
    };
    let aside = many.each(&asked.options, |found| Part::of(found, &asked.options), take).with_context(&cant)?;
    progress.done();
    let written = tables.finish(&asked.options).with_context(&cant)?;
    let made = |name: String| (name.clone(), Content::Made(shop.path().join(name)));
    let mut files: Vec<(String, Content)> = written.tables.iter().map(|table| made(format.file(table))).collect();
    let package = datapackage::json(&written.tables, format);
    files.push((datapackage::FILE.to_owned(), Content::Bytes(package.into_bytes())));
    leftover::replace(session, out, &files).with_context(&cant)?;
    Ok((written, files.into_iter().map(|(name, _)| name).collect(), aside))
}
