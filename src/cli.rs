//! The command line: what was typed, what it means, and one match. The only place that prints, reads the environment
//! or knows a terminal.

mod inspect;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use nianlun::config::Config;
use nianlun::diagnostic::Language;

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
    /// Show what one report says: outline, figures, and what is odd.
    Inspect(inspect::InspectArgs),
}

/// What every command needs.
struct Session {
    config: Config,
    language: Language,
}

/// Parses the command line and runs the command; gives the exit code.
pub(crate) fn run() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let session = Session { config: Config::builtin()?, language: language(args.lang) };
    match args.command {
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
