//! `nianlun check`: what does not add up.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use nianlun::render::terminal::{quiet, strong, underlined, unsure, wrong};
use nianlun::render::view::View;
use nianlun::{Span, Verdict};

use super::asked::{Asked, ReportArgs};
use super::{Session, load};

/// Say what does not add up: totals, rates, growth, stocks, years, damaged numbers.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun check                   all reports in ./reports, and what they say of each other
  nianlun check 2018.docx         one report by itself
  nianlun check --all reports/    what holds, too

Exit status: 0 where nothing fails, 1 where something does, 2 where nothing could be read.")]
pub(super) struct CheckArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    /// Show what holds, too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reports: ReportArgs,
}

/// How much of a sentence is shown on each side of a figure, in scalar values.
const AROUND: u32 = 40;

pub(super) fn run(session: &Session, args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let loaded = load::load(session, &Asked::new(&args.paths, &args.reports, &session.options))?;
    let view = View::of(&loaded);
    let mut out = String::new();
    let mut counts = [0_usize; 3];
    for body in &view.bodies {
        for check in body.checks {
            counts[check.verdict as usize] += 1;
            if check.verdict == Verdict::Holds && !args.all {
                continue;
            }
            let entry = &body.body.entries[check.report];
            let text = &entry.report.text;
            let line = text.position(check.span.start).line;
            let mark = match check.verdict {
                Verdict::Holds => "✓".to_owned(),
                Verdict::Fails => wrong("✗"),
                Verdict::Suspect => unsure("?"),
            };
            let quote = Span::new(check.span.start.saturating_sub(AROUND), (check.span.end + AROUND).min(text.len()));
            out.push_str(&format!(
                "{mark} {} {}\n    {}\n",
                strong(&format!("{}:{line}", entry.report.name)),
                check.message.get(session.language),
                underlined(text, quote, &[check.span])
            ));
        }
    }
    let [holds, fails, suspect] = counts;
    out.push_str(&quiet(&session.say(
        &format!("{holds} 处相符，{fails} 处不符，{suspect} 处存疑"),
        &format!("{holds} hold, {fails} fail, {suspect} need a look"),
    )));
    out.push('\n');
    super::print(&out)?;
    load::warn(session, &loaded);
    Ok(ExitCode::from(u8::from(fails > 0)))
}
