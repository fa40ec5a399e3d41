//! Work done by a process of its own (子进程): what takes it down takes nothing else down.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What became of the work.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It ended and said this.
    Said(Vec<u8>),
    /// It took more time, memory or room than it may.
    TooMuch,
    /// It ended without an answer.
    Failed,
}

/// Longest time for one file by the clock. The process itself stops after less time of work; this is for machines that
/// have much else to do.
const LONGEST: Duration = Duration::from_secs(60);

/// No longer answer (in bytes) is taken.
const MOST: u64 = 256 << 20;

/// The exit code of a process that met one of its limits.
pub(super) const MET_A_LIMIT: i32 = 75;

/// Gives a program its input and takes its answer.
pub(super) fn ask(program: &Path, task: &str, input: &[u8]) -> Outcome {
    let child =
        Command::new(program).arg(task).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return Outcome::Failed };
    let said = converse(&mut child, input);
    if said.is_none() {
        // The answer does not matter: it may have ended by itself.
        let _ = child.kill();
    }
    let status = child.wait();
    match (said, status) {
        (Some(said), Ok(status)) if status.success() => Outcome::Said(said),
        // Ended by a signal: the system's answer to too much time or memory.
        (Some(_), Ok(status)) if !matches!(status.code(), None | Some(MET_A_LIMIT)) => Outcome::Failed,
        (Some(_), Err(_)) => Outcome::Failed,
        _ => Outcome::TooMuch,
    }
}

/// What the program says until it closes its output; `None` where it takes too long.
fn converse(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let deadline = Instant::now() + LONGEST;
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    thread::scope(|scope| {
        // Two threads, because each side may wait for the other.
        scope.spawn(move || {
            // A program that has read enough closes its input.
            let _ = input.write_all(bytes);
        });
        let reader = scope.spawn(move || {
            let mut out = Vec::new();
            output.take(MOST).read_to_end(&mut out).ok().map(|_| out)
        });
        while !reader.is_finished() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(2));
        }
        if !reader.is_finished() {
            // Closes both pipes, so that both threads end.
            let _ = child.kill();
            return None;
        }
        reader.join().ok().flatten()
    })
}
