//! `nianlun shell NAME`: what a shell needs to complete commands, and the manual page; for those who package this program.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Command, ValueEnum};
use clap_complete::Shell;

/// Print the completions of a shell, or the manual page.
#[derive(Debug, Args)]
pub(super) struct ShellArgs {
    /// What to print.
    #[arg(value_enum)]
    what: What,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
    /// The manual page, with one for each command after it.
    Man,
}

pub(super) fn run(args: &ShellArgs, mut command: Command) -> anyhow::Result<ExitCode> {
    let mut out: Vec<u8> = Vec::new();
    let shell = match args.what {
        What::Bash => Shell::Bash,
        What::Elvish => Shell::Elvish,
        What::Fish => Shell::Fish,
        What::Powershell => Shell::PowerShell,
        What::Zsh => Shell::Zsh,
        What::Man => {
            pages(command, &mut out)?;
            super::print_bytes(&out)?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    clap_complete::generate(shell, &mut command, "nianlun", &mut out);
    super::print_bytes(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// The page of the program, then those of its commands.
fn pages(mut command: Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for one in command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help") {
        out.flush()?;
        clap_mangen::Man::new(one.clone()).render(out)?;
    }
    Ok(())
}
