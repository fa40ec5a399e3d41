//! `nianlun series`: a filter, a body a line.

use std::io::{BufRead, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use clap::Args;
use nianlun::stream;

use super::Session;

/// Read bodies from a pipe, a line each, and write what their reports say, a line each.
#[derive(Debug, Args)]
#[command(after_help = "A line in:
  {\"body\":\"甲市\",\"reports\":[{\"name\":\"2016.txt\",\"year\":2016,\"text\":\"…\"}, …]}
A line out, in the same order:
  {\"schema\":\"nianlun.series/1\",\"body\":\"甲市\",\"status\":\"ok\",\"observations\":[…],\"sections\":[…],\"checks\":[…],\"diagnostics\":[…]}
  {\"schema\":\"nianlun.series/1\",\"body\":\"甲市\",\"status\":\"error\",\"error\":{\"code\":\"…\",\"message\":\"…\"}}

A bad line has an error for its answer; it never ends the run. One line is held at a time.
Exit status: 0; 2 where the input can't be read.")]
pub(super) struct SeriesArgs {}

pub(super) fn run(session: &Session) -> anyhow::Result<ExitCode> {
    let mut input = std::io::stdin().lock();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        let written = writeln!(out, "{}", stream::answer(bytes, &session.options)).and_then(|()| out.flush());
        match written {
            // Nobody reads on.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            written => written?,
        }
    }
}
