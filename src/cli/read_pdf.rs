//! Reads a PDF for another process of this program, within limits of time and memory.

use std::io::Read;
use std::process::ExitCode;

/// Stack for objects within objects (in bytes).
const STACK: usize = 64 << 20;

pub(super) fn run() -> anyhow::Result<ExitCode> {
    limit();
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let work = std::thread::Builder::new().stack_size(STACK).spawn(move || nianlun::comparison::read_pdf(bytes))?;
    // A panic is told by the exit code, as an overflow of the stack is.
    let Ok(answer) = work.join() else { return Ok(ExitCode::from(1)) };
    super::print_bytes(&answer)?;
    Ok(ExitCode::SUCCESS)
}

/// Ten seconds of work and a gigabyte: what goes beyond is ended by the system.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    const SECONDS: u64 = 10;
    const BYTES: u64 = 1 << 30;
    for (resource, most) in [(Resource::Cpu, SECONDS), (Resource::As, BYTES), (Resource::Core, 0)] {
        let before = getrlimit(resource);
        let most = before.maximum.map_or(most, |maximum| maximum.min(most));
        // A system that keeps no such limit still has the clock of the process that asks.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: before.maximum });
    }
}

#[cfg(not(unix))]
fn limit() {}
