//! Long output page by page, as `git` does it: through `$PAGER`, or `less`, where stdout is a terminal.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use anstream::ColorChoice;

/// Prints a text; through a pager where stdout is a terminal and one is wanted and there.
pub(super) fn print(text: &str, wanted: bool) -> anyhow::Result<()> {
    if wanted && std::io::stdout().is_terminal() && paged(text) {
        return Ok(());
    }
    super::super::print(text)
}

/// Whether a pager showed the text.
fn paged(text: &str) -> bool {
    let pager = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let pager = pager.unwrap_or_else(|| "less -R".to_owned());
    if pager.trim() == "cat" {
        return false;
    }
    let mut command = Command::new("sh");
    command.arg("-c").arg(&pager).stdin(Stdio::piped());
    // Leave at the end of a short text, keep colours, and do not clear the screen.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    let coloured = anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never;
    let text = if coloured { text.to_owned() } else { anstream::adapter::strip_str(text).to_string() };
    if let Some(mut stdin) = child.stdin.take() {
        // A pager that was left before the end has closed its side.
        let _ = stdin.write_all(text.as_bytes());
    }
    // The shell says 127 where there is no such program.
    child.wait().is_ok_and(|status| status.code() != Some(127))
}
