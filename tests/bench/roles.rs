//! Fits what the evidence for roles weighs: `cargo bench --bench roles -- LABELS… [--write]`.
//!
//! LABELS are folders: of `NAME.frame.json` beside the reports that they name (`{"report", "segments": [[start, role]…]}`,
//! the report's path from the folder above), or of reports whose lines are `role | text` (`tests/cases/roles`). A report's
//! kind is the first word of its file's name up to `-`.
//!
//! A linear chain: the weights make the labelled roles of a report's paragraphs, as one path, as likely as they can, held
//! near nothing by their squares. Each kind is left out in turn, and told by weights fitted on the rest; then all are
//! fitted, and with `--write` put into `src/config/role-weights.toml`. `--misses` prints the paragraphs that got another role.

#![allow(clippy::unwrap_used, reason = "a fitting that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use nianlun::config::{Border, Config, ROLES};
use nianlun::report::{self, Report, Role};
use nianlun::source;

/// How often the weights are moved.
const ROUNDS: usize = 120;

/// How strongly they are held near nothing, unless `--held=N` says otherwise.
const HELD: f64 = 5.0;

/// A role that cannot follow.
const NEVER: f64 = -100.0;

struct Paragraph {
    evidence: Vec<usize>,
    border: Border,
    role: usize,
    chars: usize,
    words: String,
    barred: [bool; ROLES],
}

struct Labelled {
    name: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone)]
struct Model {
    evidence: Vec<[f64; ROLES]>,
    moves: [[[f64; ROLES]; ROLES]; 4],
    start: [f64; ROLES],
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let config = Config::builtin().unwrap();
    let held = arguments.iter().find_map(|argument| argument.strip_prefix("--held=")?.parse().ok()).unwrap_or(HELD);
    let mut names = Vec::new();
    let mut labelled = Vec::new();
    for folder in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            labelled.extend(read(&file, &config, &mut names));
        }
    }
    if labelled.is_empty() {
        println!("no labels: cargo bench --bench roles -- FOLDER… [--write]");
        return;
    }
    let kinds: BTreeSet<String> = labelled.iter().map(|report| kind(&report.name).to_owned()).collect();
    let all: Vec<&Labelled> = labelled.iter().collect();
    let mut kept = Tally::default();
    for kind_out in kinds.iter().filter(|_| !arguments.iter().any(|argument| argument == "--no-leave-out")) {
        let (out, rest): (Vec<&Labelled>, Vec<&Labelled>) =
            all.iter().partition(|report| kind(&report.name) == kind_out);
        let model = fit(&rest, names.len(), held);
        for report in out {
            let path = told(&model, report);
            if arguments.iter().any(|argument| argument == "--misses") {
                misses(report, &path);
            }
            kept.add(report, &path);
        }
    }
    println!("each kind left out: {}", kept.said());
    for genre in ["provinces", "state-council", "lishui", "invented"] {
        let of = |report: &&Labelled| genre_of(&report.name) == genre;
        let (out, rest): (Vec<&Labelled>, Vec<&Labelled>) = all.iter().copied().partition(of);
        if out.is_empty() || rest.is_empty() {
            continue;
        }
        let model = fit(&rest, names.len(), held);
        let mut tally = Tally::default();
        out.iter().for_each(|report| tally.add(report, &told(&model, report)));
        println!("all of {genre} left out: {}", tally.said());
    }
    let model = fit(&all, names.len(), held);
    let mut own = Tally::default();
    all.iter().for_each(|report| own.add(report, &told(&model, report)));
    println!("fitted on all: {}", own.said());
    if arguments.iter().any(|argument| argument == "--write") {
        std::fs::write("src/config/role-weights.toml", written(&model, &names, all.len())).unwrap();
    }
}

/// Prints the paragraphs that got another role.
fn misses(report: &Labelled, path: &[usize]) {
    for (paragraph, told) in report.paragraphs.iter().zip(path).filter(|(paragraph, told)| paragraph.role != **told) {
        let (wanted, told) = (Role::ALL[paragraph.role].said().1, Role::ALL[*told].said().1);
        println!("{}: {wanted}, told {told}: {}", report.name, paragraph.words);
    }
}

fn kind(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(kind, _)| kind)
}

fn genre_of(name: &str) -> &'static str {
    match kind(name) {
        kind if kind.starts_with("state-council") => "state-council",
        "lishui" => "lishui",
        kind if kind.starts_with("invented") => "invented",
        _ => "provinces",
    }
}

/// A labelled report, whichever way it is written down.
fn read(file: &Path, config: &Config, names: &mut Vec<String>) -> Option<Labelled> {
    let name = file.file_name()?.to_str()?;
    if let Some(name) = name.strip_suffix(".frame.json") {
        let label: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let path = file.parent()?.parent()?.join(label["report"].as_str()?);
        let report = open(&std::fs::read(&path).unwrap(), path.file_name()?.to_str()?, config);
        let segments: Vec<(u32, Option<usize>)> = label["segments"]
            .as_array()?
            .iter()
            .map(|segment| (segment[0].as_u64().unwrap_or(0) as u32, role(segment[1].as_str().unwrap_or_default())))
            .collect();
        let at = |start: u32| segments.iter().rev().find(|(from, _)| *from <= start).and_then(|(_, role)| *role);
        return Some(labelled(name, &report, config, names, at));
    }
    let stem = name.strip_suffix(".txt")?;
    let (text, starts) = unlabelled(&std::fs::read_to_string(file).unwrap());
    let report = open(text.as_bytes(), "report.txt", config);
    let at = |start: u32| starts.iter().rev().find(|(from, _)| *from <= start).and_then(|(_, name)| role(name));
    Some(labelled(&format!("invented-{stem}-0"), &report, config, names, at))
}

/// The text of lines `role | text`, and where each role begins.
fn unlabelled(lines: &str) -> (String, Vec<(u32, String)>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for line in lines.lines() {
        let Some((role, words)) = line.split_once(" | ") else { continue };
        starts.push((text.chars().count() as u32, role.trim().to_owned()));
        writeln!(text, "{words}").unwrap();
    }
    (text, starts)
}

fn role(name: &str) -> Option<usize> {
    Role::ALL.iter().position(|role| role.said().1 == name)
}

fn open(bytes: &[u8], name: &str, config: &Config) -> Report {
    report::read(source::read(bytes, name).unwrap().value, name, config).value
}

fn labelled(
    name: &str,
    report: &Report,
    config: &Config,
    names: &mut Vec<String>,
    at: impl Fn(u32) -> Option<usize>,
) -> Labelled {
    let mut known: BTreeMap<String, usize> =
        names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
    let mut paragraphs = Vec::new();
    for witness in report::witnesses(report, config) {
        let Some(role) = at(witness.span.start) else { continue };
        let evidence = witness
            .evidence
            .iter()
            .map(|name| {
                *known.entry(name.clone()).or_insert_with(|| {
                    names.push(name.clone());
                    names.len() - 1
                })
            })
            .collect();
        let barred = Role::ALL.map(witness.bars());
        let words = report.text.str(witness.span).chars().take(40).collect();
        paragraphs.push(Paragraph {
            evidence,
            border: witness.border,
            role,
            chars: witness.span.len() as usize,
            words,
            barred,
        });
    }
    Labelled { name: name.to_owned(), paragraphs }
}

impl Model {
    fn empty(names: usize) -> Self {
        Model { evidence: vec![[0.0; ROLES]; names], moves: [[[0.0; ROLES]; ROLES]; 4], start: [0.0; ROLES] }
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut f64> {
        let Model { evidence, moves, start } = self;
        evidence.iter_mut().flatten().chain(moves.iter_mut().flatten().flatten()).chain(start)
    }
}

/// Whether a role may follow another.
fn may(border: Border, from: usize, to: usize) -> bool {
    let (from, to) = (Role::ALL[from], Role::ALL[to]);
    match from {
        _ if from == to => true,
        _ if to == Role::Annex => border == Border::Behind,
        Role::Closing => false,
        Role::Annex => false,
        _ => to != Role::Preamble,
    }
}

fn change(model: &Model, border: Border, from: usize, to: usize) -> f64 {
    if may(border, from, to) { model.moves[border as usize][from][to] } else { NEVER }
}

fn weigh(model: &Model, paragraph: &Paragraph) -> [f64; ROLES] {
    std::array::from_fn(|role| {
        let weights: f64 = paragraph.evidence.iter().map(|name| model.evidence[*name][role]).sum();
        // A label beats a bar.
        if paragraph.barred[role] && paragraph.role != role { NEVER } else { weights }
    })
}

fn log_sum(values: [f64; ROLES]) -> f64 {
    let most = values.iter().copied().fold(f64::MIN, f64::max);
    most + values.iter().map(|value| (value - most).exp()).sum::<f64>().ln()
}

/// Moves every weight by a step of its own, which grows while the slope keeps its sign (Rprop).
fn fit(reports: &[&Labelled], names: usize, held: f64) -> Model {
    let mut model = Model::empty(names);
    let mut steps = Model::empty(names);
    steps.numbers().for_each(|step| *step = 0.05);
    let mut last = Model::empty(names);
    for _ in 0..ROUNDS {
        let mut slope = Model::empty(names);
        for report in reports {
            climb(&model, report, &mut slope);
        }
        for (((weight, slope), step), last) in
            model.numbers().zip(slope.numbers()).zip(steps.numbers()).zip(last.numbers())
        {
            *slope -= held * *weight;
            let turned = *slope * *last;
            if turned > 0.0 {
                *step = (*step * 1.2).min(0.5);
            } else if turned < 0.0 {
                *step = (*step * 0.5).max(1e-4);
                *slope = 0.0;
            }
            *weight += slope.signum() * *step * f64::from(u8::from(slope.abs() > 1e-9));
            *last = *slope;
        }
    }
    model
}

/// Adds what a report says of how the weights should move: what its labels have more than the model expects.
fn climb(model: &Model, report: &Labelled, slope: &mut Model) {
    let paragraphs = &report.paragraphs;
    let count = paragraphs.len();
    if count == 0 {
        return;
    }
    let weighed: Vec<[f64; ROLES]> = paragraphs.iter().map(|paragraph| weigh(model, paragraph)).collect();
    let mut before = vec![[0.0; ROLES]; count];
    let mut behind = vec![[0.0; ROLES]; count];
    before[0] = std::array::from_fn(|role| model.start[role] + weighed[0][role]);
    for at in 1..count {
        let border = paragraphs[at].border;
        before[at] = std::array::from_fn(|to| {
            log_sum(std::array::from_fn(|from| before[at - 1][from] + change(model, border, from, to)))
                + weighed[at][to]
        });
    }
    for at in (0..count - 1).rev() {
        let border = paragraphs[at + 1].border;
        behind[at] = std::array::from_fn(|from| {
            log_sum(std::array::from_fn(|to| {
                change(model, border, from, to) + weighed[at + 1][to] + behind[at + 1][to]
            }))
        });
    }
    let whole = log_sum(before[count - 1]);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        for role in 0..ROLES {
            let expected = (before[at][role] + behind[at][role] - whole).exp();
            let more = f64::from(u8::from(role == paragraph.role)) - expected;
            paragraph.evidence.iter().for_each(|name| slope.evidence[*name][role] += more);
            if at == 0 {
                slope.start[role] += more;
            }
        }
        let Some(next) = paragraphs.get(at + 1) else { continue };
        let border = next.border;
        for (from, reached) in before[at].iter().enumerate() {
            for to in (0..ROLES).filter(|to| may(border, from, *to)) {
                let path = reached + change(model, border, from, to) + weighed[at + 1][to] + behind[at + 1][to];
                let seen = f64::from(u8::from(from == paragraph.role && to == next.role));
                slope.moves[border as usize][from][to] += seen - (path - whole).exp();
            }
        }
    }
}

/// The best path.
fn told(model: &Model, report: &Labelled) -> Vec<usize> {
    let mut ways: Vec<[usize; ROLES]> = Vec::new();
    let mut best: [f64; ROLES] = [0.0; ROLES];
    for (at, paragraph) in report.paragraphs.iter().enumerate() {
        let own = weigh(model, paragraph);
        let from = |to: usize| {
            let weight = |from: usize| best[from] + change(model, paragraph.border, from, to);
            (0..ROLES).map(|from| (weight(from), from)).fold((f64::MIN, 0), |a, b| if b.0 > a.0 { b } else { a })
        };
        let steps: [(f64, usize); ROLES] =
            std::array::from_fn(|to| if at == 0 { (model.start[to], to) } else { from(to) });
        best = std::array::from_fn(|to| steps[to].0 + own[to]);
        ways.push(steps.map(|(_, from)| from));
    }
    let mut role = (0..ROLES).fold(0, |most, role| if best[role] > best[most] { role } else { most });
    let mut path = Vec::new();
    for way in ways.iter().rev() {
        path.push(role);
        role = way[role];
    }
    path.reverse();
    path
}

/// Characters with the right role.
#[derive(Default)]
struct Tally {
    right: usize,
    near: usize,
    confused: usize,
    all: usize,
    worst: Vec<(usize, String)>,
}

impl Tally {
    fn add(&mut self, report: &Labelled, path: &[usize]) {
        let (mut right, mut all) = (0, 0);
        for (paragraph, told) in report.paragraphs.iter().zip(path) {
            let (wanted, told) = (Role::ALL[paragraph.role], Role::ALL[*told]);
            all += paragraph.chars;
            right += if wanted == told { paragraph.chars } else { 0 };
            let near = wanted == told || (wanted, told) == (Role::Outlook, Role::Plan);
            self.near += if near { paragraph.chars } else { 0 };
            let confused = wanted == Role::Work && told.is_ahead() || told == Role::Work && wanted.is_ahead();
            self.confused += if confused { paragraph.chars } else { 0 };
        }
        self.right += right;
        self.all += all;
        self.worst.push((right * 1000 / all.max(1), report.name.clone()));
    }

    fn said(&mut self) -> String {
        let all = self.all.max(1);
        let of = |part: usize| format!("{}.{}%", part * 100 / all, part * 1000 / all % 10);
        self.worst.sort();
        let worst: Vec<String> =
            self.worst.iter().take(8).map(|(right, name)| format!("{name} {}.{}", right / 10, right % 10)).collect();
        format!(
            "role {} loose {} past and future confused {}; worst {}",
            of(self.right),
            of(self.near),
            of(self.confused),
            worst.join(", ")
        )
    }
}

/// The data file: hundredths, whole; what weighs nothing is left out.
fn written(model: &Model, names: &[String], reports: usize) -> String {
    let row = |row: &[f64; ROLES]| {
        let numbers: Vec<String> = row.iter().map(|weight| format!("{}", (weight * 100.0).round() as i32)).collect();
        format!("[{}]", numbers.join(", "))
    };
    let mut out = format!(
        "# What each piece of evidence weighs for each role of a paragraph, in hundredths of a nat: preamble, work, problems,\n\
         # outlook, plan, closing, annex. Fitted by tests/bench/roles.rs on {reports} labelled reports; not to be written by hand.\n\n"
    );
    writeln!(out, "start = {}", row(&model.start)).unwrap();
    for (border, name) in
        [(Border::Open, "open"), (Border::Sub, "sub"), (Border::Main, "main"), (Border::Behind, "behind")]
    {
        writeln!(out, "# From each role (a row) to each (a column).\n{name} = [").unwrap();
        for from in 0..ROLES {
            let moves: [f64; ROLES] = std::array::from_fn(|to| change(model, border, from, to));
            writeln!(out, "  {},", row(&moves)).unwrap();
        }
        writeln!(out, "]").unwrap();
    }
    writeln!(out, "\n[evidence]").unwrap();
    let sorted: BTreeMap<&String, &[f64; ROLES]> = names.iter().zip(&model.evidence).collect();
    for (name, weights) in sorted {
        if weights.iter().any(|weight| (weight * 100.0).round() as i32 != 0) {
            writeln!(out, "\"{name}\" = {}", row(weights)).unwrap();
        }
    }
    out
}
