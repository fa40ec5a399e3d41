//! The command line: what was typed, what it means, and one match. The only place that prints, reads the environment
//! or knows a terminal.

mod asked;
mod bodies;
mod brief;
mod check;
mod compare;
mod diagnostics;
mod diff;
mod explain;
mod inspect;
mod leftover;
mod load;
mod panel;
mod plans;
mod progress;
mod read_pdf;
mod review;
mod series;
mod shell;
mod summary;
mod trends;
mod trouble;
mod usage;
mod write;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use nianlun::render::terminal::{shown_path, visible};
use nianlun::{Error, Language, LeftOut, Message, Options, Remark, Severity};

use progress::Progress;

/// 年轮: compare yearly reports – sections, indicators and text, year over year.
#[derive(Debug, Parser)]
#[command(name = "nianlun", version, arg_required_else_help = true)]
struct Args {
    /// The language of messages and the first of pages; by the locale unless given.
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Files larger than this are not read, in megabytes, nor texts longer than so many million characters. [default: 200,
    /// and texts of 2 million characters]
    #[arg(long, global = true, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..))]
    max_size: Option<u64>,
    /// A folder with lexicons to use in place of those of the same names (grammar.toml, units.toml).
    #[arg(long, global = true, value_name = "DIR")]
    lexicon: Option<PathBuf>,
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
    /// Say what each plan promised, and what the next report tells of it.
    Plans(plans::PlansArgs),
    /// Two pages on what changed between two years, to hand on.
    Brief(brief::BriefArgs),
    /// Compare two reports sentence by sentence.
    Diff(diff::DiffArgs),
    /// Show what one report says: outline, figures, and what is odd.
    Inspect(inspect::InspectArgs),
    /// Write the tables of many bodies' reports, and nothing else.
    Panel(panel::PanelArgs),
    /// Read bodies from a pipe, a line each, and write what their reports say, a line each.
    Series(series::SeriesArgs),
    /// Print the completions of a shell, or the manual page.
    #[command(hide = true)]
    Shell(shell::ShellArgs),
    /// Read a PDF from stdin and print what is in it: this program asks itself, so that no file can take a run down.
    #[command(hide = true)]
    ReadPdf,
}

impl Command {
    /// Whether other programs read the answer.
    fn wants_json(&self) -> bool {
        match self {
            Command::Compare(args) => args.format.contains(&compare::Asks::Json),
            Command::Check(args) => args.format == check::Format::Json,
            Command::Diff(args) => args.json,
            Command::Inspect(args) => args.json,
            _ => false,
        }
    }
}

/// What every command needs.
struct Session {
    /// What is compared with what unless a command is told otherwise.
    options: Options,
    language: Language,
    /// The language that was asked for, and is not only that of the locale.
    asked: Option<Language>,
}

impl Session {
    /// A sentence in the reader's language, without styles: what steers a terminal is made visible.
    fn say(&self, zh: &str, en: &str) -> String {
        self.told(&Message::new(zh, en))
    }

    /// The same of a message.
    fn told(&self, message: &Message) -> String {
        visible(message.get(self.language)).into_owned()
    }

    /// What leaves nothing to do, in the reader's language; files that could not be read are said before.
    fn error(&self, error: &Error) -> anyhow::Error {
        if let Error::NothingRead { left_out } | Error::NoReports { left_out, .. } = error {
            left_out.iter().for_each(|left_out| self.warn_left_out(left_out));
        }
        anyhow::anyhow!("{}", trouble::said(error).get(self.language))
    }

    /// Says on stderr that a file was left out, and why.
    fn warn_left_out(&self, left_out: &LeftOut) {
        let help = self.told(&left_out.reason.help);
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        anstream::eprintln!("{}: {}{help}", shown(&left_out.path), self.told(&left_out.reason.message));
    }

    /// Says on stderr what there is to say of a decision, with its line.
    fn warn_remark(&self, remark: &Remark) {
        let note = &remark.diagnostic;
        let help = self.told(&note.help);
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        let (path, line, code) = (shown(&remark.path), remark.line, note.code.name());
        anstream::eprintln!("{path}:{line}: {code}: {}{help}", self.told(&note.message));
    }

    /// A progress line on stderr, where that is a terminal, of what is done to so many things, in both languages.
    fn progress(&self, total: usize, (zh, en): (&'static str, &'static str)) -> Progress {
        Progress::new(total, if self.language == Language::Chinese { zh } else { en })
    }
}

/// A file's name as a terminal may show it.
fn shown(path: &Path) -> String {
    shown_path(path)
}

/// Whether a decision needs a look.
fn warns(remark: &Remark) -> bool {
    remark.diagnostic.severity > Severity::Note
}

/// Whether a file or a decision needs a look: a file that nobody would take for a report needs none.
fn needs_a_look(left_out: &[LeftOut], remarks: &[Remark]) -> bool {
    let lost = |left_out: &LeftOut| left_out.reason.severity > Severity::Note;
    left_out.iter().any(lost) || remarks.iter().any(warns)
}

/// What there is to say where Parquet is asked for and was not built in.
fn no_parquet(session: &Session) -> anyhow::Error {
    anyhow::anyhow!(
        "{}",
        session.say(
            "这个程序构建时未带 Parquet；请用 cargo build --release --features parquet 构建，或安装 Python 包、容器中的版本",
            "this program was built without Parquet; build it with `cargo build --release --features parquet`, or take the one in the Python wheel or the container"
        )
    )
}

/// Parses the command line and runs the command; gives the exit code.
pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) if error.use_stderr() && matches!(asked_language(), Language::Chinese) => {
            anyhow::bail!("{}", usage::said(&error))
        }
        Err(error) => error.exit(),
    };
    if let Command::ReadPdf = args.command {
        return read_pdf::run();
    }
    let asked = args.lang.map(|lang| language(Some(lang)));
    let mut session = Session { options: Options::new()?, language: language(args.lang), asked };
    if let Some(folder) = &args.lexicon {
        session.options = Options::with_lexicons(folder).map_err(|error| session.error(&error))?;
    }
    let limits = session.options.limits();
    limits.reader = std::env::current_exe().ok();
    if let Some(megabytes) = args.max_size {
        limits.raise(megabytes);
    }
    let json = args.command.wants_json();
    let done = run_command(&session, args.command);
    if let (true, Err(error)) = (json, &done) {
        // What went wrong is an answer, too.
        print(&format!("{}\n", nianlun::render::json::error(&format!("{error:#}"))))?;
    }
    done
}

fn run_command(session: &Session, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Compare(args) => compare::run(session, &args),
        Command::Review(args) => review::run(session, &args),
        Command::Trends(args) => trends::run(session, &args),
        Command::Check(args) => check::run(session, &args),
        Command::Plans(args) => plans::run(session, &args),
        Command::Brief(args) => brief::run(session, &args),
        Command::Diff(args) => diff::run(session, &args),
        Command::Inspect(args) => inspect::run(session, &args),
        Command::Panel(args) => panel::run(session, &args),
        Command::Series(_) => series::run(session),
        Command::Shell(args) => shell::run(&args, Args::command()),
        Command::ReadPdf => read_pdf::run(),
    }
}

/// The language that a command line asks for which can't be parsed.
fn asked_language() -> Language {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let behind = words.windows(2).filter(|two| two[0] == "--lang").map(|two| two[1].as_str());
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    let asked = behind.chain(joined).find_map(|word| match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    });
    language(asked)
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

/// Prints the text of a report: as it is into a pipe, where offsets count; on a terminal with what steers it made visible,
/// one character for one.
fn print_text(text: &str) -> anyhow::Result<()> {
    match std::io::stdout().is_terminal() {
        true => print_bytes(visible(text).as_bytes()),
        false => print_bytes(text.as_bytes()),
    }
}

/// Prints JSON in one line, without holding it.
fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer(&mut out, value).map_err(std::io::Error::from);
    gone_is_fine(written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()))
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
