//! `nianlun check`: what does not add up.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use nianlun::comparison::accepted::{self, Accepted};
use nianlun::render::findings::{self, Finding};
use nianlun::render::terminal::{quiet, strong, underlined, unsure, wrong};
use nianlun::{Error, Span, Verdict};

use super::asked::{Asked, ReportArgs};
use super::{Session, load};

/// Say what does not add up: totals, rates, growth, stocks, years, damaged numbers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun check                   all reports in ./reports, and what they say of each other
  nianlun check 2018.docx         one report by itself
  nianlun check --all reports/    what holds, too
  nianlun check --format sarif    for code hosts and editors

A finding that was looked at stays quiet if accepted.csv beside the reports has a row for it, with the reason:
  report,kind,quote,expected,reason

Exit status: 0 where nothing fails, 1 where something does, 2 where nothing could be read.")]
pub(super) struct CheckArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    /// Show what holds and what is accepted, too.
    #[arg(long)]
    all: bool,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Findings that are accepted (default: accepted.csv in the folders given).
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    #[command(flatten)]
    reports: ReportArgs,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
    Sarif,
}

/// How much of a sentence is shown on each side of a figure, in scalar values.
const AROUND: u32 = 40;

pub(super) fn run(session: &Session, args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let asked = Asked::new(&args.paths, &args.reports, &session.options);
    let loaded = load::load(session, &asked)?;
    let known = known(session, args, &asked)?;
    let mut all: Vec<Finding<'_>> = Vec::new();
    for (body, checks) in loaded.corpus.bodies.iter().zip(&loaded.checks) {
        all.extend(checks.iter().map(|check| {
            let entry = &body.entries[check.report];
            Finding { body: &body.name, entry, check, accepted: accepted::reason(&known, entry, check) }
        }));
    }
    // The worst first, as far as they are of one kind in the order of the text.
    all.sort_by_key(|finding| (rank(finding.check.verdict), finding.accepted.is_some()));
    let shown: Vec<Finding<'_>> = all
        .iter()
        .copied()
        .filter(|finding| args.all || finding.check.verdict != Verdict::Holds && finding.accepted.is_none())
        .collect();
    super::print(&match args.format {
        Format::Text => {
            let many = loaded.corpus.bodies.len() > 1;
            shown.iter().map(|finding| text(session, finding, many)).collect::<String>() + &counts(session, &all)
        }
        Format::Json => format!("{:#}\n", findings::json(&shown)),
        // What is accepted is told there as suppressed.
        Format::Sarif => format!("{:#}\n", findings::sarif(&of_sarif(&all, args.all), session.language)),
    })?;
    load::warn(session, &loaded);
    let fails = all.iter().any(|finding| finding.check.verdict == Verdict::Fails && finding.accepted.is_none());
    Ok(ExitCode::from(u8::from(fails)))
}

fn of_sarif<'a>(all: &[Finding<'a>], holds: bool) -> Vec<Finding<'a>> {
    all.iter().copied().filter(|finding| holds || finding.check.verdict != Verdict::Holds).collect()
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Fails => 0,
        Verdict::Suspect => 1,
        Verdict::Holds => 2,
    }
}

/// The findings that somebody accepted.
fn known(session: &Session, args: &CheckArgs, asked: &Asked) -> anyhow::Result<Vec<Accepted>> {
    let files: Vec<PathBuf> = match &args.accepted {
        Some(file) => vec![file.clone()],
        None => asked.paths.iter().map(|path| path.join(accepted::FILE)).filter(|path| path.is_file()).collect(),
    };
    let mut known = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|error| session.error(&Error::Io { path: file.clone(), error }))?;
        known.extend(accepted::read(&bytes).map_err(|error| {
            let path = file.display();
            anyhow::anyhow!(
                "{}",
                session.say(
                    &format!("{path} 无法读取：{error}；应有 report、kind、quote、expected、reason 各列"),
                    &format!("can't read {path}: {error}; it wants the columns report, kind, quote, expected, reason")
                )
            )
        })?);
    }
    Ok(known)
}

/// A finding as a compiler shows it: whose where there are several bodies, where, what, and the text around it.
fn text(session: &Session, finding: &Finding<'_>, many: bool) -> String {
    let (check, text) = (finding.check, &finding.entry.report.text);
    let position = text.position(check.span.start);
    let mark = match check.verdict {
        Verdict::Holds => "✓".to_owned(),
        Verdict::Fails => wrong("✗"),
        Verdict::Suspect => unsure("?"),
    };
    let quote = Span::new(check.span.start.saturating_sub(AROUND), (check.span.end + AROUND).min(text.len()));
    let place = strong(&format!("{}:{}:{}", finding.entry.report.name, position.line, position.column));
    let place = if many { format!("{} {place}", finding.body) } else { place };
    let mut out = format!(
        "{mark} {place} {} {}\n    {}\n",
        quiet(&format!("[{}]", check.kind.name())),
        session.told(&check.message),
        underlined(text, quote, &[check.span])
    );
    if let Some(reason) = finding.accepted {
        out.push_str(&format!(
            "    {}\n",
            quiet(&session.say(&format!("已核：{reason}"), &format!("accepted: {reason}")))
        ));
    }
    out
}

fn counts(session: &Session, all: &[Finding<'_>]) -> String {
    let of = |verdict: Verdict| all.iter().filter(|one| one.check.verdict == verdict && one.accepted.is_none()).count();
    let (holds, fails, suspect) = (of(Verdict::Holds), of(Verdict::Fails), of(Verdict::Suspect));
    let accepted = all.iter().filter(|one| one.accepted.is_some()).count();
    let mut said = session.say(
        &format!("{holds} 处相符，{fails} 处不符，{suspect} 处存疑"),
        &format!("{holds} hold, {fails} fail, {suspect} need a look"),
    );
    if accepted > 0 {
        said.push_str(&session.say(&format!("，{accepted} 处已核"), &format!(", {accepted} accepted")));
    }
    quiet(&said) + "\n"
}
