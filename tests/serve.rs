//! `nianlun review` against its reader, other pages, other writers, and clients that mean no good.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server of its own for one test, ended with it.
struct Served {
    child: Child,
    authority: String,
    token: String,
    folder: PathBuf,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn report(year: i32, count: i32) -> String {
    format!(
        "云溪市{year}年法治政府建设工作报告\n一、工作情况\n全年受理行政复议申请{count}件，已经办结{}件。\n二、存在问题\n基层力量还有差距。\n三、下步打算\n继续努力。\n",
        count - 3
    )
}

/// Serves two small reports of an invented city.
fn serve(name: &str, prepare: impl FnOnce(&Path)) -> Served {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2016.txt"), report(2016, 31)).unwrap();
    fs::write(folder.join("2017.txt"), report(2017, 42)).unwrap();
    prepare(&folder);
    start(folder)
}

fn start(folder: PathBuf) -> Served {
    start_beside(folder, None)
}

/// The same with a second folder of reports, whose decisions are only read.
fn start_beside(folder: PathBuf, other: Option<&Path>) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(["review", "--no-open", folder.to_str().unwrap()])
        .args(other)
        .env("LC_ALL", "C.UTF-8")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").expect("an address");
    let (authority, token) = address.split_once('/').unwrap();
    Served { child, authority: authority.to_owned(), token: token.trim_end_matches('/').to_owned(), folder }
}

/// An answer: status, head, body.
struct Answer(u16, String, Vec<u8>);

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.2).unwrap_or_default()
    }
}

impl Served {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.authority).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(90))).unwrap();
        stream
    }

    /// Sends bytes as they are and reads what comes back; status 0 where nothing does.
    fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        answer(stream)
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let (authority, token) = (&self.authority, &self.token);
        let length = body.len();
        let head = format!(
            "{method} /{token}/{path} HTTP/1.1\r\nHost: {authority}\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        self.raw(&[head.as_bytes(), body].concat())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", b"")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, "Content-Type: application/json\r\n", body.to_string().as_bytes())
    }

    fn state(&self) -> Value {
        self.get("state").json()
    }

    /// The state once a comparison newer than this one is shown and nothing waits.
    fn settled(&self, after: u64) -> Value {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let state = self.state();
            if state["computing"] == false && state["number"].as_u64() > Some(after) {
                return state;
            }
            assert!(Instant::now() < until, "{state}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("decisions.toml")
    }

    fn names(&self) -> Vec<String> {
        let list = fs::read_dir(&self.folder).unwrap();
        let mut names: Vec<String> =
            list.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
    let body = bytes.split_off(end);
    let head = String::from_utf8(bytes).unwrap();
    let status = head.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
    Answer(status, head, body)
}

fn ignore(surface: &str) -> Value {
    json!({"verdict": "ignore", "figures": [{"report": 2017, "quote": "行政复议申请", "surface": surface}], "on": "2026-01-31"})
}

fn different() -> Value {
    let figure = |report: i32, surface: &str| json!({"report": report, "quote": "行政复议申请", "surface": surface});
    json!({"verdict": "different", "figures": [figure(2016, "31件"), figure(2017, "42件")]})
}

#[test]
fn a_decision_is_saved_compared_and_taken_back() {
    let served = serve("decision", |folder| fs::write(folder.join("decisions.toml"), "# 人工\n").unwrap());
    let first = served.state();
    let saved = served.post("decisions", &json!({"version": first["version"], "add": different()}));
    assert_eq!(saved.0, 200, "{}", saved.json());
    assert_ne!(saved.json()["version"], first["version"]);
    let text = fs::read_to_string(served.file()).unwrap();
    assert!(text.starts_with("# 人工\n\n[[different]]\n"), "{text}");
    let state = served.settled(0);
    let changes = state["steps"][0]["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0]["what"], "parted");
    assert_eq!((changes[0]["before"].as_array().unwrap().len(), changes[0]["after"].as_array().unwrap().len()), (1, 2));
    let page = String::from_utf8(served.get("").2).unwrap();
    assert!(page.contains(&format!("data-served=\"{}\"", state["number"])));
    // What another run of the program makes of it.
    let output = Command::new(env!("CARGO_BIN_EXE_nianlun")).args(["trends", served.folder.to_str().unwrap()]).output();
    assert!(!String::from_utf8(output.unwrap().stdout).unwrap().contains("42件"));
    let undone = served.post("decisions", &json!({"version": state["version"], "remove": 0}));
    assert_eq!(undone.0, 200);
    assert_eq!(fs::read_to_string(served.file()).unwrap(), "# 人工\n");
    let state = served.settled(state["number"].as_u64().unwrap());
    assert_eq!(state["steps"][1]["changes"][0]["what"], "joined");
    assert_eq!(state["decisions"], json!([]));
}

#[test]
fn what_a_correction_would_change_is_told_before_it_is_saved() {
    let served = serve("preview", |_| {});
    let first = served.state();
    let figure = json!([{"report": 2017, "quote": "行政复议申请", "surface": "42件"}]);
    // A role and a unit: the figure leaves the series of what was reached.
    let add = json!({"verdict": "reads", "figures": figure, "reads": {"target": true, "unit": "次"}});
    let told = served.post("preview", &json!({"version": "", "add": add}));
    assert_eq!(told.0, 200, "{}", told.json());
    let changes = told.json()["changes"].as_array().unwrap().clone();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0]["what"], "parted");
    assert!(changes[0]["after"].as_array().unwrap().iter().any(|line| line["unit"] == "次"), "{changes:?}");
    // Nothing is saved, and nothing that is shown is another.
    assert!(!served.file().exists());
    assert_eq!(served.state()["number"], first["number"]);
    // What is saved then changes the same.
    assert_eq!(served.post("decisions", &json!({"version": first["version"], "add": add})).0, 200);
    let text = fs::read_to_string(served.file()).unwrap();
    assert!(text.contains("unit = \"次\"\n") && text.contains("role = \"target\"\n"), "{text}");
    assert_eq!(served.settled(0)["steps"][0]["changes"], json!(changes));
    // A correction that can't be understood, or that fits nothing, says so.
    let empty = json!({"verdict": "reads", "figures": figure, "reads": {}});
    assert_eq!(served.post("preview", &json!({"version": "", "add": empty})).0, 422);
    let gone = json!({"verdict": "ignore", "figures": [{"report": 2017, "quote": "没有这句话", "surface": "9件"}]});
    let told = served.post("preview", &json!({"version": "", "add": gone})).json();
    assert_eq!(told["changes"], json!([]));
    assert!(told["remarks"].as_array().is_some_and(|all| !all.is_empty()), "{told}");
    assert_eq!(served.get("preview").0, 405);
}

#[test]
fn decisions_are_there_after_a_new_start() {
    let served = serve("again", |_| {});
    let state = served.state();
    assert_eq!(served.post("decisions", &json!({"version": state["version"], "add": ignore("42件")})).0, 200);
    let folder = served.folder.clone();
    drop(served);
    let state = start(folder).state();
    assert_eq!(state["decisions"][0]["verdict"], "ignore");
    assert_eq!(state["decisions"][0]["figures"][0]["surface"], "42件");
}

#[test]
fn decisions_in_other_folders_are_read_again_when_they_change() {
    let served = serve("beside", |_| {});
    let own = served.folder.clone();
    drop(served);
    let other = own.with_file_name("beside-other");
    let _ = fs::remove_dir_all(&other);
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("2018.txt"), report(2018, 55)).unwrap();
    fs::write(other.join("decisions.toml"), "# 只读\n").unwrap();
    let served = start_beside(own, Some(&other));
    let shown = served.state()["number"].as_u64().unwrap();
    fs::write(
        other.join("decisions.toml"),
        "[[ignore]]\nreport = 2018\nquote = \"行政复议申请\"\nsurface = \"55件\"\n",
    )
    .unwrap();
    let state = served.settled(shown);
    assert!(state["trouble"].is_null(), "{state}");
    assert_eq!(state["steps"][0]["changes"].as_array().unwrap().len(), 1, "{state}");
    // They are not this page's to take out, and the file stays as it is.
    assert_eq!(state["decisions"], json!([]));
    assert!(fs::read_to_string(other.join("decisions.toml")).unwrap().starts_with("[[ignore]]"));
    fs::write(other.join("decisions.toml"), "[[ignore\n").unwrap();
    assert!(served.state()["trouble"]["en"].as_str().is_some_and(|why| !why.is_empty()));
    assert_eq!(served.state()["number"], state["number"]);
}

#[test]
fn answers_say_which_is_newer() {
    let served = serve("told", |_| {});
    let told = |state: &Value| state["told"].as_u64().unwrap();
    let first = served.state();
    let saved = served.post("decisions", &json!({"version": first["version"], "add": ignore("42件")})).json();
    let refused = served.post("decisions", &json!({"version": first["version"], "add": ignore("42件")}));
    assert_eq!(refused.0, 409);
    let last = served.state();
    assert!(told(&first) < told(&saved) && told(&saved) < told(&refused.json()) && told(&refused.json()) < told(&last));
}

#[test]
fn the_answer_is_closed_to_other_pages() {
    let served = serve("headers", |_| {});
    let Answer(status, head, body) = served.get("");
    assert_eq!(status, 200);
    let head = head.to_ascii_lowercase();
    for line in [
        "frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "cross-origin-resource-policy: same-origin",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(!head.contains("access-control"), "{head}");
    let page = String::from_utf8(body).unwrap();
    assert!(page.contains("default-src 'none'; ") && page.contains("connect-src 'self'; "));
}

#[test]
fn who_has_no_token_or_comes_from_elsewhere_is_refused() {
    let served = serve("strangers", |_| {});
    let (host, token) = (&served.authority, &served.token);
    let port = host.split(':').nth(1).unwrap();
    let asks = |target: &str, headers: &str| served.raw(format!("GET {target} HTTP/1.1\r\n{headers}\r\n").as_bytes()).0;
    let own = format!("Host: {host}\r\n");
    assert_eq!(asks(&format!("/{token}/state"), &own), 200);
    for target in [
        "/",
        "/state",
        "/0123456789abcdef0123456789abcdef/state",
        &format!("/{}/state", &token[..31]),
        &format!("/{}/state", token.to_uppercase() + "0"),
        &format!("//{token}/state"),
        "http://evil.example/state",
    ] {
        assert!(matches!(asks(target, &own), 400 | 403), "{target}");
    }
    for host in [
        format!("Host: localhost:{port}"),
        format!("Host: evil.example:{port}"),
        "Host: 127.0.0.1".to_owned(),
        format!("Host: {host}\r\nHost: evil.example"),
        format!("X-Host: {host}"),
    ] {
        assert!(matches!(asks(&format!("/{token}/state"), &format!("{host}\r\n")), 400 | 403), "{host}");
    }
    for origin in [
        "http://evil.example",
        "null",
        &format!("https://{host}"),
        &format!("http://{host}.evil.example"),
        &format!("http://localhost:{port}"),
    ] {
        assert_eq!(asks(&format!("/{token}/state"), &format!("{own}Origin: {origin}\r\n")), 403, "{origin}");
        let body = json!({"version": "", "remove": 0}).to_string();
        assert_eq!(
            served
                .ask(
                    "POST",
                    "decisions",
                    &format!("Content-Type: application/json\r\nOrigin: {origin}\r\n"),
                    body.as_bytes()
                )
                .0,
            403,
            "{origin}"
        );
    }
    let own_origin =
        format!("Content-Type: application/json\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(served.ask("POST", "decisions", &own_origin, b"{}").0, 422);
    assert_eq!(
        served.ask("POST", "decisions", "Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n", b"{}").0,
        403
    );
    // What a form of another page could send without asking first.
    assert_eq!(served.ask("POST", "decisions", "Content-Type: text/plain\r\n", b"{}").0, 415);
    assert_eq!(served.ask("OPTIONS", "decisions", "", b"").0, 405);
    assert_eq!(served.names(), ["2016.txt", "2017.txt"]);
}

#[test]
fn paths_lead_nowhere_else() {
    let served = serve("paths", |_| {});
    for path in ["../Cargo.toml", "..%2f..%2fetc%2fpasswd", "2016.txt", "/etc/passwd", "state/../..", "decisions.toml"]
    {
        assert_eq!(served.get(path).0, 404, "{path}");
    }
    let names = [
        "..%2Fescaped.txt",
        "%2Ftmp%2Fescaped.txt",
        "a%5Cb.txt",
        "a%00.txt",
        ".hidden.txt",
        "decisions.toml",
        "a.exe",
        "%",
        "%ff.txt",
        "",
        "C:x.txt",
        "..",
        "a/b.txt",
    ];
    for name in names {
        let status = served.ask("POST", &format!("reports/{name}"), "", report(2018, 50).as_bytes()).0;
        assert!(matches!(status, 400 | 422), "{name}: {status}");
        assert!(matches!(served.ask("POST", &format!("keep/{name}"), "", b"").0, 400 | 422), "{name}");
    }
    assert_eq!(served.names(), ["2016.txt", "2017.txt"]);
    assert!(!served.folder.parent().unwrap().join("escaped.txt").exists());
}

#[test]
fn what_is_too_much_or_no_request_is_refused() {
    let served = serve("too-much", |_| {});
    let (host, token) = (&served.authority, &served.token);
    let post = |path: &str, headers: &str| {
        served
            .raw(
                format!(
                    "POST /{token}/{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n{headers}\r\n"
                )
                .as_bytes(),
            )
            .0
    };
    assert_eq!(post("decisions", "Content-Length: 1048577\r\n"), 413);
    assert_eq!(post("reports/2018.txt", "Content-Length: 52428801\r\n"), 413);
    assert_eq!(post("decisions", "Content-Length: 99999999999999999999999999\r\n"), 413);
    assert_eq!(post("decisions", ""), 411);
    assert_eq!(post("decisions", "Transfer-Encoding: chunked\r\n"), 411);
    assert_eq!(post("decisions", "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n"), 411);
    for length in ["-1", "+2", "0x2", "", "2, 2"] {
        assert_eq!(post("decisions", &format!("Content-Length: {length}\r\n")), 400, "{length}");
    }
    assert_eq!(post("decisions", "Content-Length: 2\r\nContent-Length: 3\r\n"), 400);
    assert_eq!(post("decisions", &format!("X: {}\r\n", "x".repeat(20_000))), 431);
    assert_eq!(post("decisions", &"X: y\r\n".repeat(200)), 431);
    assert_eq!(served.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n").0, 400);
    assert_eq!(served.raw(b"GET / HTTP/9\r\n\r\n").0, 400);
    // A body that is really sent is not read to its end, and the server is there for the next one.
    let mut body =
        format!("POST /{token}/decisions HTTP/1.1\r\nHost: {host}\r\nContent-Length: 8000000\r\n\r\n").into_bytes();
    body.resize(8_000_000, b'x');
    assert!(matches!(served.raw(&body).0, 413 | 0));
    for wrong in [
        &b"{"[..],
        b"[]",
        b"{\"version\":\"\"}",
        b"\xff",
        "{\"version\":\"\",\"add\":{\"verdict\":\"same\"}}".as_bytes(),
    ] {
        let answer = served.ask("POST", "decisions", "Content-Type: application/json\r\n", wrong);
        assert!(matches!(answer.0, 409 | 422), "{}", answer.json());
    }
    assert_eq!(served.get("state").0, 200);
}

#[test]
fn who_trickles_is_cut_off_and_holds_up_nobody() {
    let served = serve("slow", |_| {});
    let (host, token) = (&served.authority, &served.token);
    // More than are served at a time, each sending a byte now and then.
    let started = Instant::now();
    let mut slow: Vec<TcpStream> = (0..40).map(|_| served.connect()).collect();
    let mut slow_body = served.connect();
    slow_body
        .write_all(
            format!("POST /{token}/decisions HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5000\r\n\r\n").as_bytes(),
        )
        .unwrap();
    let asked = std::thread::scope(|scope| {
        let asked = scope.spawn(|| (served.get("state").0, started.elapsed()));
        while started.elapsed() < Duration::from_secs(40) && !asked.is_finished() {
            for stream in &mut slow {
                let _ = stream.write_all(b"G");
            }
            let _ = slow_body.write_all(b"x");
            std::thread::sleep(Duration::from_millis(300));
        }
        asked.join().unwrap()
    });
    assert_eq!(asked.0, 200);
    assert!(asked.1 < Duration::from_secs(30), "{:?}", asked.1);
    let body = answer(slow_body);
    assert!(matches!(body.0, 408 | 0), "{}", body.0);
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn of_two_writers_at_once_none_is_lost() {
    let served = serve("writers", |_| {});
    let version = served.state()["version"].clone();
    // All see the same version: one saves, the others are told, and save on top of it.
    let conflicts: usize = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let (served, mut version) = (&served, version.clone());
                scope.spawn(move || {
                    let mut conflicts = 0;
                    loop {
                        let mut add = different();
                        add["note"] = json!(format!("第{writer}人"));
                        let answer = served.post("decisions", &json!({"version": version, "add": add}));
                        match answer.0 {
                            200 => return conflicts,
                            409 => conflicts += 1,
                            status => panic!("{status}: {}", answer.json()),
                        }
                        let now = answer.json();
                        assert!(now["text"].as_str().unwrap().contains("第"), "what it says now is told");
                        version = now["version"].clone();
                    }
                })
            })
            .collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    assert!(conflicts >= 7, "{conflicts}");
    let text = fs::read_to_string(served.file()).unwrap();
    assert!((0..8).all(|writer| text.contains(&format!("第{writer}人"))), "{text}");
    assert_eq!(served.names(), ["2016.txt", "2017.txt", "decisions.toml"]);
}

#[test]
fn two_servers_on_one_folder_lose_nothing() {
    let one = serve("servers", |_| {});
    let two = start(one.folder.clone());
    let version = one.state()["version"].clone();
    assert_eq!(one.post("decisions", &json!({"version": version, "add": ignore("42件")})).0, 200);
    let late = two.post("decisions", &json!({"version": version, "add": ignore("39件")}));
    assert_eq!(late.0, 409);
    assert_eq!(two.post("decisions", &json!({"version": late.json()["version"], "add": ignore("39件")})).0, 200);
    assert_eq!(one.settled(1)["decisions"].as_array().unwrap().len(), 2);
}

#[test]
fn what_an_editor_changed_is_seen_and_stays() {
    let served = serve("editor", |_| {});
    let seen = served.state();
    let by_hand = "# 人工写的\n[[ignore]]\nreport = 2016 # 次序、注释不变\nsurface = '31件'\nquote = \"行政复议申请\"\n\n# 末尾\n";
    fs::write(served.file(), by_hand).unwrap();
    let answer = served.post("decisions", &json!({"version": seen["version"], "add": ignore("42件")}));
    assert_eq!(answer.0, 409);
    assert_eq!(answer.json()["text"], by_hand);
    assert_eq!(fs::read_to_string(served.file()).unwrap(), by_hand);
    let state = served.settled(0);
    assert_eq!(state["decisions"][0]["line"], 2);
    // A file that can't be understood for now: nothing is saved into it, and what was understood last still holds.
    let broken = format!("{by_hand}[[same]\n");
    fs::write(served.file(), &broken).unwrap();
    let state = served.state();
    assert!(state["trouble"]["en"].as_str().unwrap().contains("decisions.toml:8"), "{state}");
    let answer = served.post("decisions", &json!({"version": state["version"], "add": ignore("42件")}));
    assert_eq!(answer.0, 422, "{}", answer.json());
    assert_eq!(fs::read_to_string(served.file()).unwrap(), broken);
    fs::write(served.file(), by_hand).unwrap();
    let state = served.state();
    assert_eq!(state["trouble"], Value::Null);
    assert_eq!(served.post("decisions", &json!({"version": state["version"], "add": ignore("42件")})).0, 200);
    assert!(fs::read_to_string(served.file()).unwrap().starts_with(by_hand));
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_is_half_written() {
    let served = serve("unwritable", |_| {});
    let state = served.state();
    // The folder goes away under the server, as a drive does that is pulled out.
    let away = served.folder.with_extension("away");
    let _ = fs::remove_dir_all(&away);
    fs::rename(&served.folder, &away).unwrap();
    let answer = served.post("decisions", &json!({"version": state["version"], "add": ignore("42件")}));
    assert_eq!(answer.0, 500);
    assert!(answer.json()["why"]["en"].as_str().unwrap().contains("can't write"), "{}", answer.json());
    fs::rename(&away, &served.folder).unwrap();
    assert_eq!(served.names(), ["2016.txt", "2017.txt"]);
    assert_eq!(served.post("decisions", &json!({"version": state["version"], "add": ignore("42件")})).0, 200);
    // The file's place is taken by a folder.
    fs::remove_file(served.file()).unwrap();
    fs::create_dir(served.file()).unwrap();
    let state = served.state();
    assert!(state["trouble"]["en"].as_str().is_some_and(|why| why.contains("can't be read")), "{state}");
    let answer = served.post("decisions", &json!({"version": state["version"], "add": ignore("39件")}));
    assert!(matches!(answer.0, 422 | 500), "{}: {}", answer.0, answer.json());
    assert_eq!(served.names(), ["2016.txt", "2017.txt", "decisions.toml"]);
}

#[test]
fn a_dropped_report_is_compared_and_kept_only_when_asked() {
    let served = serve("dropped", |_| {});
    let name = "2018%E5%B9%B4.txt";
    let answer = served.ask("POST", &format!("reports/{name}"), "", report(2018, 50).as_bytes());
    assert_eq!(answer.0, 200, "{}", answer.json());
    let state = served.settled(0);
    assert_eq!((&state["reports"][0]["name"], &state["reports"][0]["year"]), (&json!("2018年.txt"), &json!(2018)));
    assert!(String::from_utf8(served.get("").2).unwrap().contains("行政复议申请50件"));
    assert_eq!(served.names(), ["2016.txt", "2017.txt"]);
    // The same name again, and the name of a report of the folder.
    for known in [name, "2016.txt"] {
        assert_eq!(served.ask("POST", &format!("reports/{known}"), "", report(2018, 50).as_bytes()).0, 422, "{known}");
    }
    assert_eq!(served.ask("POST", "reports/2019.txt", "", &[0, 1, 2, 0, 255, 254, 0, 7].repeat(40)).0, 422);
    // A file that got there meanwhile is not written over.
    fs::write(served.folder.join("2018年.txt"), "早已在此").unwrap();
    assert_eq!(served.ask("POST", &format!("keep/{name}"), "", b"").0, 422);
    assert_eq!(fs::read_to_string(served.folder.join("2018年.txt")).unwrap(), "早已在此");
    fs::remove_file(served.folder.join("2018年.txt")).unwrap();
    assert_eq!(served.ask("POST", &format!("keep/{name}"), "", b"").0, 200);
    assert_eq!(fs::read_to_string(served.folder.join("2018年.txt")).unwrap(), report(2018, 50));
    assert_eq!(served.names(), ["2016.txt", "2017.txt", "2018年.txt"]);
    // One that is not kept can be taken out again.
    assert_eq!(served.ask("POST", "reports/2019.txt", "", report(2019, 60).as_bytes()).0, 200);
    let state = served.settled(1);
    assert_eq!(served.ask("DELETE", "reports/2019.txt", "", b"").0, 200);
    let state = served.settled(state["number"].as_u64().unwrap());
    assert_eq!(state["reports"].as_array().unwrap().len(), 1);
    assert!(!String::from_utf8(served.get("").2).unwrap().contains("行政复议申请60件"));
}
