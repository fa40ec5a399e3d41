//! One request and one answer over a connection, within limits of size and time.
//!
//! As much of HTTP/1.1 as browsers use on their own machine: `httparse` reads the head; a body comes with its length;
//! every connection ends with its answer. A deadline is one for the whole of a part, not for each byte of it.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a head.
const HEAD: usize = 16 << 10;
/// The most headers.
const HEADERS: usize = 64;
/// How long a head may take.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long the writing of an answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// How long what a refused client still sends is read and thrown away, so that it gets to read the answer.
const LINGER: Duration = Duration::from_secs(1);

/// The head of a request.
#[derive(Debug, Clone)]
pub struct Head {
    /// GET, POST…
    pub method: String,
    /// The path with the query, as it was sent.
    pub target: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// A header's value; an error where it is there twice.
    pub fn header(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let first = found.next().map(|(_, value)| value.as_str());
        if found.next().is_some() { Err(Refusal::Malformed) } else { Ok(first) }
    }
}

/// Why a request is not answered as it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The client has gone; there is nobody to answer.
    Gone,
    /// It is no request that is understood here.
    Malformed,
    /// The head or the body took too long.
    Slow,
    /// The head is too long.
    LongHead,
    /// The body is too long.
    LongBody,
    /// A body without its length.
    NoLength,
    /// No token, another host, or a page of another origin asks.
    Forbidden,
    /// There is no such thing.
    Absent,
    /// It is there, but not for this method.
    Method,
    /// The body is of another type than it should be.
    Type,
}

impl Refusal {
    /// The status line's number and words; none where nobody reads it.
    pub const fn status(self) -> Option<(u16, &'static str)> {
        match self {
            Refusal::Gone => None,
            Refusal::Malformed => Some((400, "Bad Request")),
            Refusal::Forbidden => Some((403, "Forbidden")),
            Refusal::Absent => Some((404, "Not Found")),
            Refusal::Method => Some((405, "Method Not Allowed")),
            Refusal::Slow => Some((408, "Request Timeout")),
            Refusal::NoLength => Some((411, "Length Required")),
            Refusal::LongBody => Some((413, "Content Too Large")),
            Refusal::Type => Some((415, "Unsupported Media Type")),
            Refusal::LongHead => Some((431, "Request Header Fields Too Large")),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status line's number and words.
    pub status: (u16, &'static str),
    /// `Content-Type`.
    pub kind: &'static str,
    /// More headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What every answer says: nothing is kept, framed, guessed at, or open to other origins.
const ALWAYS: &str = "Connection: close\r\n\
    Cache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\n\
    X-Frame-Options: DENY\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n";

/// For answers that say no policy of their own.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

impl Answer {
    /// A refusal in one line.
    pub fn refusal(refusal: Refusal) -> Option<Answer> {
        let status = refusal.status()?;
        let body = format!("{} {}\n", status.0, status.1).into_bytes();
        Some(Answer { status, kind: "text/plain; charset=utf-8", headers: Vec::new(), body })
    }

    fn head(&self) -> String {
        let policied = self.headers.iter().any(|(name, _)| *name == "Content-Security-Policy");
        let policy = if policied { String::new() } else { format!("Content-Security-Policy: {POLICY}\r\n") };
        let own: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (number, words) = self.status;
        let (kind, length) = (self.kind, self.body.len());
        format!(
            "HTTP/1.1 {number} {words}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{ALWAYS}{policy}{own}\r\n"
        )
    }
}

/// A connection of which the head was read.
#[derive(Debug)]
pub struct Incoming<'a> {
    stream: &'a TcpStream,
    /// The head.
    pub head: Head,
    /// What came after it so far.
    rest: Vec<u8>,
}

/// Reads the head.
pub fn incoming(stream: &TcpStream) -> Result<Incoming<'_>, Refusal> {
    let until = Instant::now() + HEAD_TIME;
    let mut bytes = Vec::new();
    loop {
        if let Some((head, end)) = parsed(&bytes)? {
            bytes.drain(..end);
            return Ok(Incoming { stream, head, rest: bytes });
        }
        if bytes.len() >= HEAD {
            return Err(Refusal::LongHead);
        }
        let room = (HEAD - bytes.len()).min(4096);
        if some(stream, &mut bytes, room, until)? == 0 {
            return Err(Refusal::Gone);
        }
    }
}

/// A head at the beginning of these bytes, and its length; none where it is not there as a whole.
pub(super) fn parsed(bytes: &[u8]) -> Result<Option<(Head, usize)>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let end = match request.parse(bytes) {
        Ok(httparse::Status::Complete(end)) => end,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::LongHead),
        Err(_) => return Err(Refusal::Malformed),
    };
    let headers = request
        .headers
        .iter()
        .map(|header| Ok((header.name.to_owned(), std::str::from_utf8(header.value)?.to_owned())))
        .collect::<Result<_, std::str::Utf8Error>>()
        .map_err(|_| Refusal::Malformed)?;
    let word = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Ok(Some((Head { method: word(request.method), target: word(request.path), headers }, end)))
}

impl Incoming<'_> {
    /// Reads the body: at most `limit` bytes, all of them within `time`.
    pub fn body(&mut self, limit: usize, time: Duration) -> Result<Vec<u8>, Refusal> {
        let until = Instant::now() + time;
        if self.head.header("transfer-encoding")?.is_some() {
            return Err(Refusal::NoLength);
        }
        let length = self.head.header("content-length")?.ok_or(Refusal::NoLength)?;
        if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::Malformed);
        }
        let length: usize = length.parse().map_err(|_| Refusal::LongBody)?;
        if length > limit {
            return Err(Refusal::LongBody);
        }
        let mut body = std::mem::take(&mut self.rest);
        if body.len() < length && self.head.header("expect")?.is_some() {
            write(self.stream, b"HTTP/1.1 100 Continue\r\n\r\n", until).map_err(|_| Refusal::Gone)?;
        }
        while body.len() < length {
            let room = (length - body.len()).min(64 << 10);
            if some(self.stream, &mut body, room, until)? == 0 {
                return Err(Refusal::Gone);
            }
        }
        body.truncate(length);
        Ok(body)
    }
}

/// Reads some bytes, at most `room`; 0 at the end of the stream.
fn some(mut stream: &TcpStream, bytes: &mut Vec<u8>, room: usize, until: Instant) -> Result<usize, Refusal> {
    let start = bytes.len();
    bytes.resize(start + room, 0);
    let read = loop {
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        let Some(left) = left else { break Err(Refusal::Slow) };
        if stream.set_read_timeout(Some(left)).is_err() {
            break Err(Refusal::Gone);
        }
        match stream.read(&mut bytes[start..]) {
            Ok(read) => break Ok(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if timed_out(&error) => break Err(Refusal::Slow),
            Err(_) => break Err(Refusal::Gone),
        }
    };
    bytes.truncate(start + read.unwrap_or(0));
    read
}

fn timed_out(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn write(mut stream: &TcpStream, mut bytes: &[u8], until: Instant) -> io::Result<()> {
    while !bytes.is_empty() {
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        stream.set_write_timeout(Some(left.ok_or(io::ErrorKind::TimedOut)?))?;
        match stream.write(&bytes[..bytes.len().min(64 << 10)]) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes the answer and ends the connection. A client that has gone is no error.
pub fn answer(stream: &TcpStream, answer: &Answer) {
    let until = Instant::now() + ANSWER_TIME;
    let written = write(stream, answer.head().as_bytes(), until).and_then(|()| write(stream, &answer.body, until));
    if written.is_err() || stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    // A connection that is closed over unread bytes is reset, and the answer may be lost with it.
    let until = Instant::now() + LINGER;
    let mut thrown = Vec::new();
    while matches!(some(stream, &mut thrown, 64 << 10, until), Ok(1..)) {
        thrown.clear();
    }
}
