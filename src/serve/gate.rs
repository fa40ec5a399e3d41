//! Who may ask: whoever knows the token, under the server's own name, and not from another page.
//!
//! The token stands in the path, so that each address on the page is relative to it and no cookie is needed, which any
//! other server on this machine would get to see. `Host` keeps out pages that had their own name point here (DNS
//! rebinding), `Origin` those that only guess addresses.

use std::io;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use super::http::{Head, Refusal};

/// Bytes of a token.
const TOKEN: usize = 16;

/// What a request has to bring.
#[derive(Debug)]
pub struct Gate {
    token: String,
    ticket: Mutex<Option<String>>,
    authority: String,
}

/// Who may pass, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass<'a> {
    /// Whoever knows the token: the part of the path after it.
    Inside(&'a str),
    /// Whoever has the ticket, the first time, or left out the slash after the token: where to go on.
    Onward(String),
}

impl Gate {
    /// A gate with a new token from the system, for the address that is listened on.
    pub fn new(address: SocketAddr) -> io::Result<Gate> {
        Ok(Gate { token: random()?, ticket: Mutex::new(Some(random()?)), authority: address.to_string() })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/{}/", self.authority, self.token)
    }

    /// An address that leads there once. A browser is started with it: what a program was started with can be seen by
    /// everybody on the machine, and is of no use by then.
    pub fn address_for_once(&self) -> Option<String> {
        let ticket = self.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        ticket.as_ref().map(|ticket| format!("http://{}/{ticket}", self.authority))
    }

    /// Whether a request may pass, and where to.
    pub fn pass<'a>(&self, head: &'a Head) -> Result<Pass<'a>, Refusal> {
        let own = |origin: &str| origin.strip_prefix("http://") == Some(self.authority.as_str());
        if head.header("host")? != Some(self.authority.as_str()) || !head.header("origin")?.is_none_or(own) {
            return Err(Refusal::Forbidden);
        }
        // A link somewhere else may lead here where it has the token; other requests come from the page itself.
        let elsewhere = head.header("sec-fetch-site")?.is_some_and(|site| !matches!(site, "same-origin" | "none"));
        if elsewhere && head.method != "GET" {
            return Err(Refusal::Forbidden);
        }
        let path = head.target.split(['?', '#']).next().unwrap_or_default();
        let rest = path.strip_prefix('/').ok_or(Refusal::Malformed)?;
        let (token, rest) = rest.split_once('/').map_or((rest, None), |(token, rest)| (token, Some(rest)));
        let inside = || format!("/{}/", self.token);
        if alike(token.as_bytes(), self.token.as_bytes()) {
            return Ok(rest.map_or_else(|| Pass::Onward(inside()), Pass::Inside));
        }
        let mut ticket = self.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        if head.method == "GET" && ticket.as_ref().is_some_and(|known| alike(token.as_bytes(), known.as_bytes())) {
            *ticket = None;
            return Ok(Pass::Onward(inside()));
        }
        Err(Refusal::Forbidden)
    }
}

fn random() -> io::Result<String> {
    let mut bytes = [0_u8; TOKEN];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two are the same, in a time that does not tell how much of them is.
fn alike(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (x, y)| all | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::http;

    #[test]
    fn a_ticket_is_good_for_once() {
        let gate = Gate::new(SocketAddr::from(([127, 0, 0, 1], 8017))).unwrap();
        let address = gate.address_for_once().unwrap();
        let path = address.strip_prefix("http://127.0.0.1:8017").unwrap();
        let head = |method: &str, path: &str| {
            let text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:8017\r\n\r\n");
            http::parsed(text.as_bytes()).unwrap().unwrap().0
        };
        assert_eq!(gate.pass(&head("POST", path)), Err(Refusal::Forbidden));
        let Ok(Pass::Onward(inside)) = gate.pass(&head("GET", path)) else { panic!("the ticket is good") };
        assert_eq!(gate.address(), format!("http://127.0.0.1:8017{inside}"));
        assert_eq!(gate.pass(&head("GET", path)), Err(Refusal::Forbidden));
        assert_eq!(gate.pass(&head("GET", &format!("{inside}state?x"))), Ok(Pass::Inside("state")));
        assert_eq!(gate.address_for_once(), None);
    }
}
