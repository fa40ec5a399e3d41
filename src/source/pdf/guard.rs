//! Guards around a reader that was not made for hostile files: panics, endless work, endless nesting (防护).

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

/// What became of the work.
pub(super) enum Outcome<T> {
    /// It ended.
    Done(T),
    /// It panicked, or could not even begin.
    Panicked,
    /// It did not end in time.
    Late,
}

/// The name of the threads that may panic in silence.
const WORKER: &str = "nianlun-pdf";

/// The work descends into nested objects by recursion; this much (in bytes) is reserved for it and hardly ever used.
const STACK: usize = 256 << 20;

/// Does work on a thread of its own, for at most so long.
///
/// `stop` becomes true when the time is over; work that does not look at it goes on in the background to no end, for
/// threads can't be ended from outside.
pub(super) fn run<T: Send + 'static>(
    budget: Duration,
    work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
) -> Outcome<T> {
    quiet();
    let stop = Arc::new(AtomicBool::new(false));
    let (send, receive) = mpsc::channel();
    let inside = Arc::clone(&stop);
    let body = move || {
        // Nobody listens any more where the time is over.
        let _ = send.send(work(&inside));
    };
    if thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn(body).is_err() {
        return Outcome::Panicked;
    }
    match receive.recv_timeout(budget) {
        Ok(value) => Outcome::Done(value),
        // The sender is dropped when the thread unwinds.
        Err(RecvTimeoutError::Disconnected) => Outcome::Panicked,
        Err(RecvTimeoutError::Timeout) => {
            stop.store(true, Ordering::Relaxed);
            Outcome::Late
        }
    }
}

/// Keeps panics of the worker threads from being printed: a broken file is told as a diagnostic, and a backtrace on the
/// terminal would look like a fault of the program. All other threads keep the hook that they had. This is the one
/// piece of global state here; the standard library has no hook for a single thread.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(WORKER) {
                before(info);
            }
        }));
    });
}

/// Whether arrays or dictionaries open one in another as no real file does. Overflowing the stack ends the whole
/// program, and no guard can catch it.
pub(super) fn nests_too_deep(bytes: &[u8]) -> bool {
    const DEEPEST: u32 = 500;
    let mut depth = 0;
    bytes.iter().any(|byte| {
        match byte {
            b'[' | b'<' => depth += 1,
            b' ' | b'\t' | b'\r' | b'\n' | b'\0' => {}
            _ => depth = 0,
        }
        depth > DEEPEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_may_end_panic_or_be_late() {
        assert!(matches!(run(Duration::from_secs(60), |_| 7), Outcome::Done(7)));
        assert!(matches!(
            run(Duration::from_secs(60), |_| if true {
                panic!("silent")
            }),
            Outcome::Panicked
        ));
        let slow = |stop: &AtomicBool| {
            while !stop.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(1));
            }
        };
        assert!(matches!(run(Duration::from_millis(20), slow), Outcome::Late));
    }

    #[test]
    fn nesting_is_counted() {
        assert!(nests_too_deep("[ ".repeat(600).as_bytes()));
        assert!(!nests_too_deep("[<</a[".repeat(600).as_bytes()));
        assert!(!nests_too_deep(b""));
    }
}
