//! `nianlun brief BASE [YEAR]`: two pages on what changed between two years, to hand on.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use nianlun::render::brief;
use nianlun::render::view::View;
use nianlun::{Body, Pair};

use super::asked::{Asked, ReportArgs};
use super::write::write_whole;
use super::{Session, load};

/// Two pages on what changed between two years, to hand on: numbers, wording, promises, and what does not add up.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun brief 2017                    the report of 2017 and the one after it, in ./reports
  nianlun brief 2017 2019 reports/      two years
  nianlun brief 2017 --out brief.docx   for Word; .html and .md, too")]
pub(super) struct BriefArgs {
    /// The base year, the other year, then files and folders of reports (default: reports/).
    #[arg(value_name = "BASE] [YEAR] [PATH", required = true)]
    what: Vec<String>,
    /// The file to write: .md, .html or .docx; printed where none is named.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How it is spelled, where the file's name doesn't say it.
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    reports: ReportArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Md,
    Html,
    Docx,
}

pub(super) fn run(session: &Session, args: &BriefArgs) -> anyhow::Result<ExitCode> {
    let Some(year) = Asked::with_year(&args.what, &args.reports, &session.options).options.base_year else {
        bail!(
            "{}",
            session.say("请先写基准年，例如 nianlun brief 2017", "name the base year first: nianlun brief 2017")
        );
    };
    let mut asked = Asked::with_year(&args.what[1..], &args.reports, &session.options);
    let other = asked.options.base_year.replace(year);
    asked.options.texts = true;
    let loaded = load::load(session, &asked)?;
    let view = View::of(&loaded);
    let terms = loaded.terms(&asked.options);
    let mut briefs = Vec::new();
    for (body, (_, terms)) in view.bodies.iter().zip(&terms) {
        let Some(reports) = pair(body.body, year, other) else { continue };
        briefs.push(brief::brief(body, reports, terms));
    }
    let Some(first) = briefs.first() else {
        bail!("{}", session.say("没有两个年份的报告可以比较", "there are no reports of two years to compare"));
    };
    let bytes = match format(session, args)? {
        Format::Md => {
            briefs.iter().map(|one| brief::markdown(one, session.language)).collect::<Vec<_>>().join("\n").into_bytes()
        }
        _ if briefs.len() > 1 => bail!(
            "{}",
            session.say("有多个机关；请指明一个机关的报告", "there are several bodies; name the reports of one")
        ),
        Format::Html => brief::html(first, session.language).into_bytes(),
        Format::Docx => brief::docx(first, session.language)?,
    };
    match &args.out {
        Some(path) => {
            let shown = path.display();
            write_whole(path, &bytes)
                .with_context(|| session.say(&format!("无法写入 {shown}"), &format!("can't write {shown}")))?;
        }
        None => super::print_bytes(&bytes)?,
    }
    load::warn(session, &loaded);
    Ok(ExitCode::SUCCESS)
}

/// The format that is asked for, by itself or by the file's name; an error where the name asks for another.
fn format(session: &Session, args: &BriefArgs) -> anyhow::Result<Format> {
    match (args.format, &args.out) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Md),
        (None, Some(path)) => by_name(path).ok_or_else(|| {
            let shown = path.display();
            anyhow::anyhow!(session.say(
                &format!("{shown}：简报写成 .md、.html 或 .docx；其他文件名请加 --format"),
                &format!("{shown}: a brief is .md, .html or .docx; for another name add --format"),
            ))
        }),
    }
}

/// The format that a file's name asks for.
fn by_name(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Some(Format::Md),
        "html" | "htm" => Some(Format::Html),
        "docx" => Some(Format::Docx),
        _ => None,
    }
}

/// The two reports, the earlier one first: that of the base year and that of the other year, else its neighbour.
fn pair(body: &Body, base: i32, other: Option<i32>) -> Option<Pair<usize>> {
    let of = |year: i32| body.entries.iter().position(|entry| entry.year() == year);
    let base = of(base)?;
    let other = match other {
        Some(year) => of(year)?,
        None if base + 1 < body.entries.len() => base + 1,
        None => base.checked_sub(1)?,
    };
    (base != other).then(|| Pair::new(base.min(other), base.max(other)))
}
