//! The command line: what was typed, what it means, and one match. The only place that prints, reads the environment
//! or knows a terminal.

mod asked;
mod check;
mod compare;
mod diagnostics;
mod diff;
mod explain;
mod inspect;
mod load;
mod progress;
mod review;
mod summary;
mod trends;
mod write;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use nianlun::config::Config;
use nianlun::corpus::LeftOut;
use nianlun::diagnostic::{Language, Message, Severity};
use nianlun::review::Remark;

use progress::Progress;

/// 年轮: compare yearly reports – sections, indicators and text, year over year.
#[derive(Debug, Parser)]
#[command(name = "nianlun", version, arg_required_else_help = true)]
struct Args {
    /// The language of messages; by the locale unless given.
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare a year's report with the other years' and write everything into a folder.
    Compare(compare::CompareArgs),
    /// Confirm unsure links on the page in the browser; decisions are saved as they are made.
    Review(review::ReviewArgs),
    /// Show the series in the terminal, one line each.
    Trends(trends::TrendsArgs),
    /// Say what does not add up.
    Check(check::CheckArgs),
    /// Compare two reports sentence by sentence.
    Diff(diff::DiffArgs),
    /// Show what one report says: outline, figures, and what is odd.
    Inspect(inspect::InspectArgs),
}

/// What every command needs.
struct Session {
    config: Config,
    language: Language,
}

impl Session {
    /// A sentence in the reader's language.
    fn say(&self, zh: &str, en: &str) -> String {
        Message::new(zh, en).get(self.language).to_owned()
    }

    /// An I/O error with its path.
    fn io_error(&self, path: &Path, error: &std::io::Error) -> anyhow::Error {
        let path = path.display();
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                anyhow::anyhow!(
                    "{}",
                    self.say(
                        &format!("找不到 {path}；请指明报告文件或文件夹"),
                        &format!("there is no file or folder {path}; name the reports' files or folders")
                    )
                )
            }
            _ => anyhow::anyhow!(
                "{}",
                self.say(&format!("无法读取 {path}：{error}"), &format!("can't read {path}: {error}"))
            ),
        }
    }

    /// Why a single file could not be read, as an error.
    fn left_out_error(&self, left_out: &LeftOut) -> anyhow::Error {
        let (message, help) = (left_out.reason.message.get(self.language), left_out.reason.help.get(self.language));
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        anyhow::anyhow!("{}: {message}{help}", left_out.path.display())
    }

    /// Says on stderr that a file was left out, and why.
    fn warn_left_out(&self, left_out: &LeftOut) {
        let help = left_out.reason.help.get(self.language);
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        anstream::eprintln!("{}: {}{help}", left_out.path.display(), left_out.reason.message.get(self.language));
    }

    /// Says on stderr what there is to say of a decision, with its line.
    fn warn_remark(&self, remark: &Remark) {
        let note = &remark.diagnostic;
        let help = note.help.get(self.language);
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        let (path, line, code) = (remark.path.display(), remark.line, note.code.name());
        anstream::eprintln!("{path}:{line}: {code}: {}{help}", note.message.get(self.language));
    }

    /// A progress line on stderr, where that is a terminal.
    fn progress(&self, total: usize) -> Progress {
        Progress::new(total, self.language)
    }
}

/// Whether a decision needs a look.
fn warns(remark: &Remark) -> bool {
    remark.diagnostic.severity > Severity::Note
}

/// Parses the command line and runs the command; gives the exit code.
pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let session = Session { config: Config::builtin()?, language: language(args.lang) };
    match args.command {
        Command::Compare(args) => compare::run(&session, &args),
        Command::Review(args) => review::run(&session, &args),
        Command::Trends(args) => trends::run(&session, &args),
        Command::Check(args) => check::run(&session, &args),
        Command::Diff(args) => diff::run(&session, &args),
        Command::Inspect(args) => inspect::run(&session, &args),
    }
}

/// The language asked for, else that of the locale: Chinese where it says so, English elsewhere.
fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::Zh) => Language::Chinese,
        Some(Lang::En) => Language::English,
        None => {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
            if locale.is_some_and(|locale| locale.starts_with("zh")) { Language::Chinese } else { Language::English }
        }
    }
}

/// Prints to stdout. A reader that has gone (a closed pipe) is no error.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    gone_is_fine(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints bytes as they are.
fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    gone_is_fine(out.write_all(bytes).and_then(|()| out.flush()))
}

fn gone_is_fine(result: std::io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
