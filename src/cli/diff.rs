//! `nianlun diff A B`: two reports, sentence by sentence: in the terminal, or as a file for the record.

mod page;
mod pager;
mod record;
mod years;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use nianlun::comparison::{self, of_year};
use nianlun::render::{json, redline};
use nianlun::{Change, Detail, Entry, Pair, TextDiff, read};

use super::Session;
use super::write::write_whole;
use page::{Asked, Layout};
use years::Through;

/// Compare two reports sentence by sentence.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun diff 2016.txt 2017.txt        what changed, under the headings of the later report
  nianlun diff 2016 2017                the same for two years of ./reports
  nianlun diff 2016 2017 archive/       two years of another folder
  nianlun diff --all 2016.txt 2017.txt  what was kept as well
  nianlun diff 2016 2017 --word 复议    only the sentences with a word in them
  nianlun diff --json 2016.txt 2017.txt for other programs
  nianlun diff 2016 2017 --docx x.docx  tracked changes for Word and LibreOffice
  nianlun diff --since 2014 --match 复议
                                        what all years say about a matter: what came and went

  - removed   + added   ~ changed   > moved here
  [-old words-] {+new words+}   165位 → 168位 (+3位, +1.8%)

In a terminal of 120 columns or more the texts stand side by side, and a pager shows them.

Exit status: 0 where nothing but white space differs (with --match, where no sentence came, changed or went), 1 where
something does, 2 on trouble.")]
pub(super) struct DiffArgs {
    /// The earlier report: a file, or a year.
    #[arg(required_unless_present = "matching")]
    a: Option<String>,
    /// The later report: a file, or a year.
    #[arg(required_unless_present = "matching")]
    b: Option<String>,
    /// Where the years are looked for: files and folders (default: reports/).
    paths: Vec<PathBuf>,
    /// Write JSON for other programs.
    #[arg(long)]
    pub(super) json: bool,
    /// Show what was kept as well.
    #[arg(long, conflicts_with = "json")]
    all: bool,
    /// Only the changes under headings with these words in them.
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["json", "html", "docx"])]
    section: Option<String>,
    /// Only the changes with this word in them, in either text.
    #[arg(long, value_name = "WORD", conflicts_with_all = ["json", "html", "docx"])]
    word: Option<String>,
    /// What all years say about a matter, by a word: what came, changed and went from each report to the next.
    #[arg(long = "match", value_name = "WORD", conflicts_with_all = ["html", "docx", "section", "word"])]
    matching: Option<String>,
    /// The first year of these.
    #[arg(long, value_name = "YEAR", requires = "matching")]
    since: Option<i32>,
    /// How it is written: text, or json for other programs.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// Show the texts side by side, whatever the width of the terminal.
    #[arg(long, conflicts_with_all = ["json", "one_column"])]
    side_by_side: bool,
    /// Show the changes in one column, however wide the terminal.
    #[arg(long, conflicts_with = "json")]
    one_column: bool,
    /// Print at once, and not through $PAGER.
    #[arg(long)]
    no_pager: bool,
    /// Write a page for the browser instead: both texts, their changes, figures and checks.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    /// Write a document with tracked changes instead: all accepted it is the later text, all rejected the earlier.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    docx: Option<PathBuf>,
}

/// How a difference is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(super) fn run(session: &Session, args: &DiffArgs) -> anyhow::Result<ExitCode> {
    let json = args.json || args.format == Format::Json;
    match args.matching.as_deref().map(str::trim) {
        Some("") => bail!("{}", session.say("--match 后请写一个词", "--match wants a word")),
        Some(word) => return through(session, args, word, json),
        None => {}
    }
    let find = |name: &Option<String>| find(session, name.as_deref().unwrap_or_default(), &args.paths);
    let (before, after) = rayon::join(|| find(&args.a), || find(&args.b));
    let entries = Pair::new(before?, after?);
    let reports = entries.as_ref().map(|entry| &entry.report);
    // In the terminal and in a document only the whole reports are measured.
    let detail = if json || args.html.is_some() { Detail::Sections } else { Detail::Reports };
    let difference = comparison::diff(entries.as_ref(), detail, &session.options);
    let found = &difference.found;
    let paths = entries.as_ref().map(|entry| entry.path.display().to_string());
    if json {
        let paths = Pair::new(paths.before.as_str(), paths.after.as_str());
        super::print(&format!("{}\n", json::diff(paths, reports, found)))?;
    } else if args.html.is_none() && args.docx.is_none() {
        let asked = Asked {
            all: args.all,
            section: args.section.as_deref().map(str::trim).filter(|words| !words.is_empty()),
            word: args.word.as_deref().map(str::trim).filter(|word| !word.is_empty()),
        };
        let page = page::render(session, reports, &difference, (asked, layout(args)));
        pager::print(&page, !args.no_pager)?;
    }
    let code = ExitCode::from(u8::from(differs(found)));
    let inputs = entries.as_ref().map(|entry| entry.path.clone());
    let inputs = inputs.as_ref().map(PathBuf::as_path);
    if let Some(path) = &args.docx {
        write(session, path, inputs, &redline::docx(reports, found)?)?;
    }
    if let Some(path) = &args.html {
        let found = difference.found;
        write(session, path, inputs, record::page(session, entries, found).as_bytes())?;
    }
    Ok(code)
}

/// What all years say about a matter; every word that is no option is a path then.
fn through(session: &Session, args: &DiffArgs, word: &str, json: bool) -> anyhow::Result<ExitCode> {
    let named = [&args.a, &args.b].into_iter().flatten().map(PathBuf::from);
    let paths: Vec<PathBuf> = named.chain(args.paths.iter().cloned()).collect();
    let asked = Through { word, since: args.since, all: args.all, json, layout: layout(args) };
    let (page, differs) = years::read(session, &paths, &asked)?;
    if json {
        super::print(&page)?;
    } else {
        pager::print(&page, !args.no_pager)?;
    }
    Ok(ExitCode::from(u8::from(differs)))
}

/// From this width on, in columns, the texts stand side by side.
const WIDE: usize = 120;

/// No line is wider, whatever the terminal says.
const WIDEST: usize = 400;

/// How the changes stand: as asked for, or by the terminal's width; without a terminal a line a change.
fn layout(args: &DiffArgs) -> Layout {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok()).filter(|n| *n > 0);
    let terminal = std::io::stdout().is_terminal();
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = if terminal { told.or_else(measured) } else { told }.map(|width| width.min(WIDEST));
    match width {
        _ if args.side_by_side => Layout::SideBySide(width.unwrap_or(WIDE)),
        Some(width) if terminal && width >= WIDE && !args.one_column => Layout::SideBySide(width),
        Some(width) if terminal => Layout::OneColumn(Some(width)),
        _ => Layout::OneColumn(None),
    }
}

/// Writes a file and says where it is.
fn write(session: &Session, path: &Path, inputs: Pair<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    let shown = path.display();
    let is = |input: &Path| path.exists() && path.canonicalize().ok() == input.canonicalize().ok();
    if is(inputs.before) || is(inputs.after) {
        bail!(
            "{}",
            session.say(
                &format!("{shown} 是被比较的报告，未覆盖"),
                &format!("{shown} is one of the reports; it was left as it is")
            )
        );
    }
    write_whole(path, bytes)
        .with_context(|| session.say(&format!("无法写入 {shown}"), &format!("can't write {shown}")))?;
    super::print(&session.say(&format!("已写入 {shown}\n"), &format!("written to {shown}\n")))
}

/// Whether anything but white space differs.
fn differs(diff: &TextDiff) -> bool {
    diff.changes.iter().any(|change| change.change != Change::Kept)
}

/// The report that a word names: a file, or the year of one among the paths.
fn find(session: &Session, name: &str, paths: &[PathBuf]) -> anyhow::Result<Entry> {
    let year = (name.len() == 4).then(|| name.parse::<i32>().ok()).flatten().filter(|_| !Path::new(name).exists());
    let folder = [PathBuf::from("reports")];
    let paths = if paths.is_empty() { &folder[..] } else { paths };
    let found = match year {
        Some(year) => of_year(year, paths, &session.options),
        None => read(name, &session.options),
    };
    found.map_err(|error| session.error(&error))
}
