//! `nianlun inspect FILE`: one report, no other year needed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use nianlun::diagnostic::Severity;
use nianlun::{indicator, render, report, source};

use super::Session;

/// Show what one report says.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// The report: text, HTML, DOCX or PDF.
    file: PathBuf,
    /// Write JSON for other programs.
    #[arg(long)]
    json: bool,
    /// Print the decoded text that all offsets refer to.
    #[arg(long, conflicts_with = "json")]
    text: bool,
}

pub(super) fn run(session: &Session, args: &InspectArgs) -> anyhow::Result<ExitCode> {
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|error| anyhow::anyhow!("{path}: {error}"))?;
    let mut notes = Vec::new();
    let source = source::read(&bytes, &name)
        .map_err(|error| anyhow::anyhow!("{path}: {}", error.said().0.get(session.language)))?
        .take(&mut notes);
    if args.text {
        anstream::print!("{}", source.text.original());
        return Ok(ExitCode::SUCCESS);
    }
    let report = report::read(source, &name, &session.config).take(&mut notes);
    let indicators = indicator::extract(&report, &session.config).take(&mut notes);
    notes.sort();
    notes.sort_by_key(|note| note.span);
    if args.json {
        println!("{}", render::json::report(&path, &report, &indicators, &notes));
    }
    let worth_a_look = notes.iter().any(|note| note.severity >= Severity::Warning);
    Ok(ExitCode::from(u8::from(worth_a_look)))
}
