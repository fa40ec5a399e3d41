//! Progress on stderr: only on a terminal, and only where it takes longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nianlun::Language;

/// Counts files that are done.
pub(super) struct Progress {
    total: usize,
    done: AtomicUsize,
    since: Instant,
    shown: bool,
    language: Language,
}

impl Progress {
    pub(super) fn new(total: usize, language: Language) -> Self {
        Progress {
            total,
            done: AtomicUsize::new(0),
            since: Instant::now(),
            shown: std::io::stderr().is_terminal(),
            language,
        }
    }

    /// One more file is done; says so once a second has passed.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && self.since.elapsed() > Duration::from_secs(1) {
            let word = if self.language == Language::Chinese { "读取" } else { "reading" };
            let _ = write!(std::io::stderr(), "\r{word} {done}/{}", self.total);
        }
    }

    /// Clears the line.
    pub(super) fn done(&self) {
        if self.shown && self.since.elapsed() > Duration::from_secs(1) {
            let _ = write!(std::io::stderr(), "\r{:24}\r", "");
        }
    }
}
