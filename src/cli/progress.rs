//! Progress on stderr: only on a terminal, and only where it takes longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Counts what is done.
pub(super) struct Progress {
    total: usize,
    done: AtomicUsize,
    since: Instant,
    shown: bool,
    word: &'static str,
}

impl Progress {
    pub(super) fn new(total: usize, word: &'static str) -> Self {
        Progress {
            total,
            done: AtomicUsize::new(0),
            since: Instant::now(),
            shown: std::io::stderr().is_terminal(),
            word,
        }
    }

    /// One more is done; says so once a second has passed, with the time that is left if it goes on so.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown && self.since.elapsed() > Duration::from_secs(1) {
            let left = self.since.elapsed().as_secs() * self.total.saturating_sub(done) as u64 / done as u64;
            let (word, total) = (self.word, self.total);
            let _ = write!(std::io::stderr(), "\r{word} {done}/{total}, {left} s   ");
        }
    }

    /// Clears the line.
    pub(super) fn done(&self) {
        if self.shown && self.since.elapsed() > Duration::from_secs(1) {
            let _ = write!(std::io::stderr(), "\r{:40}\r", "");
        }
    }
}
