//! The review page served to one reader on this machine (复核服务): decisions are saved as they are made, and what depends
//! on them is compared again.
//!
//! ```text
//! connection → http (limits) → gate (token, Host, Origin) → answer → desk → decisions file
//!                                                                     ↓ ↑
//!                                                                   compare, in the background
//! ```
//!
//! It listens on the loopback address only. A thread a connection, one request a connection, a deadline for each part of
//! it: there is no state between requests but the [`Desk`]'s, and nobody who trickles bytes holds a place for long.
//! It writes its own file of decisions, and a report that was dropped on the page where the reader asks for it; nothing else.

pub mod http;
pub mod gate;
pub mod file;
mod state;
pub mod desk;
mod answer;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Condvar, Mutex, PoisonError};

use gate::Gate;

pub use desk::{Desk, Where};

/// How many connections are served at a time; more wait until one is done.
const CONNECTIONS: usize = 32;

/// A server that listens already.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    gate: Gate,
}

impl Server {
    /// Listens on a port of the loopback address; on a free one for 0.
    pub fn bind(port: u16) -> io::Result<Server> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let gate = Gate::new(listener.local_addr()?)?;
        Ok(Server { listener, gate })
    }

    /// The address to open, with the token in it.
    pub fn address(&self) -> String {
        self.gate.address()
    }

    /// An address that leads there once, for starting a browser with.
    pub fn address_for_once(&self) -> Option<String> {
        self.gate.address_for_once()
    }

    /// Serves until the process ends; an error where connections can no longer be had.
    pub fn run(&self, desk: &Desk<'_>) -> io::Result<()> {
        let places = Places::default();
        std::thread::scope(|scope| {
            std::thread::Builder::new().name("compare".to_owned()).spawn_scoped(scope, || desk.keep_comparing())?;
            loop {
                let place = places.take();
                let stream = match self.listener.accept() {
                    Ok((stream, _)) => stream,
                    Err(error) if passes(&error) => continue,
                    Err(error) => {
                        desk.stop();
                        return Err(error);
                    }
                };
                // Without a thread the connection is closed, and the reader's browser asks again.
                let _ = std::thread::Builder::new().name("request".to_owned()).spawn_scoped(scope, move || {
                    answer::serve(&stream, &self.gate, desk);
                    drop(place);
                });
            }
        })
    }
}

/// Whether an error of `accept` is about one connection, or passes.
fn passes(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, WouldBlock};
    if matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted | WouldBlock) {
        return true;
    }
    // Too many open files: they close as requests end.
    let full = matches!(error.raw_os_error(), Some(23 | 24));
    if full {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    full
}

/// The places for connections that are taken.
#[derive(Debug, Default)]
struct Places {
    taken: Mutex<usize>,
    freed: Condvar,
}

/// One of them; given back when dropped.
struct Place<'a>(&'a Places);

impl Places {
    /// Waits until there is a place.
    fn take(&self) -> Place<'_> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= CONNECTIONS {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        Place(self)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.freed.notify_one();
    }
}
