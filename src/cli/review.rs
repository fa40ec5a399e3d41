//! `nianlun review [BASE_YEAR] [PATH…]`: the page, served to its reader, so that decisions are saved as they are made.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context;
use clap::Args;
use nianlun::comparison;
use nianlun::serve::{Desk, Server, Where};

use super::asked::{Asked, ReportArgs, Told};
use super::{Session, load};

/// Confirm unsure links on the page in the browser; decisions are saved as they are made.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun review                       the reports in ./reports; decisions in reports/decisions.toml
  nianlun review 2017 city/            2017 as the base year; decisions in city/decisions.toml
  nianlun review --no-open --port 8017 only prints the address; forward the port to review from afar
  nianlun review --review mine.toml    decisions in a file of your own

`compare` and `trends` hold to what was decided. Only this machine reaches the page, and only
by the address that is printed. Ctrl-C ends it; everything is saved by then.")]
pub(super) struct ReviewArgs {
    /// The base year, then files and folders of reports (default: reports/).
    #[arg(value_name = "BASE_YEAR] [PATH")]
    what: Vec<String>,
    /// Print the address and open no browser.
    #[arg(long)]
    no_open: bool,
    /// The port to listen on; a free one unless given.
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "PORT")]
    port: u16,
    /// Compare every two years, not only neighbours and the base year.
    #[arg(long)]
    all_pairs: bool,
    /// Which value of a year is used where a later report tells another one.
    #[arg(long, value_enum, default_value_t)]
    vintage: Told,
    #[command(flatten)]
    reports: ReportArgs,
}

pub(super) fn run(session: &Session, args: &ReviewArgs) -> anyhow::Result<ExitCode> {
    let mut asked = Asked::with_year(&args.what, &args.reports, &session.options);
    asked.options.vintage = args.vintage.into();
    asked.options.all_pairs = args.all_pairs;
    asked.options.texts = true;
    let read = load::read(session, &asked)?;
    let corpus = comparison::gather(read.clone(), &asked.options.bodies, &asked.options.config().names);
    comparison::worth_comparing(&corpus, &asked.options).map_err(|error| session.error(&error))?;
    corpus.left_out.iter().for_each(|left_out| session.warn_left_out(left_out));
    let place = place(&asked);
    let decisions = place.decisions.display().to_string();
    let desk = Desk::new(&asked.options, session.asked, place, read)
        .map_err(|error| anyhow::anyhow!("{}", error.said().get(session.language)))?;
    desk.remarks().iter().for_each(|remark| session.warn_remark(remark));
    let server =
        Server::bind(args.port).with_context(|| session.say("无法在本机开启服务", "can't listen on this machine"))?;
    let address = server.address();
    super::print(&format!(
        "{address}\n{}\n",
        session.say(
            &format!("决定存入 {decisions}；按 Ctrl-C 结束"),
            &format!("decisions are saved in {decisions}; Ctrl-C ends it")
        )
    ))?;
    if !args.no_open {
        server.address_for_once().iter().for_each(|address| open(address));
    }
    server.run(&desk)?;
    Ok(ExitCode::SUCCESS)
}

/// The files that are meant: decisions are written to the file given, or to that beside the first reports.
fn place(asked: &Asked) -> Where {
    let mut files = comparison::decision_files(&asked.paths).into_iter();
    let first = files.next().unwrap_or_default();
    let folder = first.parent().unwrap_or(Path::new(".")).to_owned();
    let (decisions, others) = match &asked.options.review {
        Some(file) => (file.clone(), Vec::new()),
        None => (first, files.filter(|path| path.is_file()).collect()),
    };
    Where { decisions, others, folder }
}

/// Opens an address in the reader's browser, where there is one; the address was printed in any case.
fn open(address: &str) {
    let screen = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let program: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32", "url.dll,FileProtocolHandler"]
    } else if screen("DISPLAY") || screen("WAYLAND_DISPLAY") {
        &["xdg-open"]
    } else {
        return;
    };
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // It runs on; there is nothing to wait for.
    let _ = command.spawn();
}
