//! `nianlun compare [BASE_YEAR] [PATH…]`: the main job.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use nianlun::render::format::Format;
use nianlun::render::view::View;
use nianlun::render::{datapackage, graph, json, tables, xlsx};
use nianlun::table::{Cell, Table};

use super::asked::{Asked, OutputArgs, ReportArgs};
use super::bodies;
use super::load::{self, apart_from_reports, load};
use super::write::{Content, Workshop};
use super::{Session, leftover, no_parquet, summary};

/// Compare a year's report with the other years' and write everything into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun compare 2017                     the reports in ./reports, 2017 against the others
  nianlun compare 2019 2018.docx 2019.txt  two files
  nianlun compare --out review reports/    every year with the next, into ./review
  nianlun compare --body 甲市=a --body 乙市=b    two bodies, and panel.csv with what both report
  nianlun compare 2017 reports.zip         an archive of reports; folders may hold archives, too

All files of a run are replaced in one step (on Linux; elsewhere one by one). Exit status: 0, 1 where a file was left out or a decision needs a look, 2 where
there is nothing to compare.")]
pub(super) struct CompareArgs {
    /// The base year, then files and folders of reports (default: reports/).
    #[arg(value_name = "BASE_YEAR] [PATH")]
    what: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
    /// Compare every two years, not only neighbours and the base year.
    #[arg(long)]
    all_pairs: bool,
    #[command(flatten)]
    reports: ReportArgs,
    /// How the closing summary is printed (text, json), and what the tables are written as (csv, parquet); may be given twice.
    #[arg(long, value_enum)]
    pub(super) format: Vec<Asks>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Asks {
    Text,
    Json,
    Csv,
    Parquet,
}

impl CompareArgs {
    /// The format of the tables.
    fn tables(&self, session: &Session) -> anyhow::Result<Format> {
        match self.format.contains(&Asks::Parquet) {
            true => Format::parquet().ok_or_else(|| no_parquet(session)),
            false => Ok(Format::Csv { bom: self.output.bom }),
        }
    }
}

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<ExitCode> {
    let format = args.tables(session)?;
    let mut asked = Asked::with_year(&args.what, &args.reports, &session.options);
    asked.options.vintage = args.output.vintage.into();
    asked.options.all_pairs = args.all_pairs;
    asked.options.texts = true;
    apart_from_reports(session, &args.output.out, &asked.paths)?;
    let found = load(session, &asked)?;
    let searched = &asked.options.config().aliases.searched;
    let view = View { language: session.asked, searched, ..View::of(&found) };
    let terms = found.terms(&asked.options);
    let several = view.bodies.len() > 1;
    let panels = if several { found.panels(&asked.options) } else { Vec::new() };
    let (index, pages) = bodies::pages(&view, &panels);
    // Made one after the other, each when it is its turn to be written.
    let tables: [&dyn Fn() -> Option<Table>; 10] = [
        &|| Some(tables::trends(&view)),
        &|| Some(tables::trends_wide(&view)),
        &|| Some(tables::changes(&view)),
        &|| several.then(|| tables::panel(&view, &panels)),
        &|| Some(tables::sections(&view)),
        &|| Some(tables::text_changes(&view.text_diffs())),
        &|| Some(tables::terms(&terms)),
        &|| Some(tables::checks(&view)),
        &|| Some(tables::plans(&view)),
        &|| Some(tables::claims(&view)),
    ];
    let out = &args.output.out;
    let (files, _shop) = files(&view, index, tables.iter().filter_map(|table| table()), (format, out))?;
    let replaced = bodies::replace(out, &pages).and_then(|()| leftover::replace(session, out, &files));
    replaced.with_context(|| {
        session.say(
            &format!("无法写入 {}", args.output.out.display()),
            &format!("can't write into {}", args.output.out.display()),
        )
    })?;
    load::warn(session, &found);
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if several {
        names.insert(1, "bodies/");
    }
    super::print(&match args.format.contains(&Asks::Json) {
        false => summary::compare(session, &view, &terms, &args.output.out, &names),
        true => format!("{:#}\n", json::summary(&found, &args.output.out.display().to_string(), &names)),
    })?;
    Ok(ExitCode::from(u8::from(super::needs_a_look(&found.corpus.left_out, &found.remarks))))
}

/// The sheets of the workbook: the table's name, the sheet's, and how many columns of it stay.
const SHEETS: [(&str, &str, u16); 5] = [
    ("trends", "series", 2),
    ("trends-wide", "wide", 2),
    ("changes", "changes", 2),
    ("checks", "checks", 1),
    ("plans", "plans", 2),
];

/// Files that are made. Large ones wait for the others outside of memory.
#[derive(Debug)]
struct Files<'a> {
    out: &'a Path,
    shop: Option<Workshop>,
    made: Vec<(String, Content)>,
}

/// So many bytes of a file are large: twenty yearly reports of a country make smaller ones.
const LARGE: usize = 8 << 20;

impl Files<'_> {
    fn push(&mut self, name: &str, bytes: Vec<u8>) {
        let put = |mut file: File| file.write_all(&bytes);
        let made = if bytes.len() > LARGE { self.made_outside(name, put) } else { None };
        self.made.push((name.to_owned(), made.map_or_else(|| Content::Bytes(bytes), Content::Made)));
    }

    fn push_table(&mut self, table: &Table, format: Format) -> io::Result<()> {
        let size = |cell: &Cell| if let Cell::Text(text) = cell { text.len() } else { 0 };
        let large = table.rows.iter().flatten().map(size).sum::<usize>() > LARGE;
        let (name, put) = (format.file(table), |file: File| format.write(table, BufWriter::new(file)));
        match if large { self.made_outside(&name, put) } else { None } {
            Some(path) => self.made.push((name, Content::Made(path))),
            None => self.push(&name, format.bytes(table)?),
        }
        Ok(())
    }

    /// Makes a file outside of memory. None where there is no room: there may be in memory.
    fn made_outside(&mut self, name: &str, put: impl FnOnce(File) -> io::Result<()>) -> Option<PathBuf> {
        if self.shop.is_none() {
            self.shop = Workshop::beside(self.out).ok();
        }
        let path = self.shop.as_ref()?.path().join(name);
        File::create(&path).and_then(put).ok().map(|()| path)
    }
}

/// Files with their names, and where the large ones of them are until they are in their place.
type Made = (Vec<(String, Content)>, Option<Workshop>);

/// All files, in the order in which the summary names them, and where the large ones of them are until they are in their place.
fn files(
    view: &View<'_>,
    index: String,
    tables: impl IntoIterator<Item = Table>,
    (format, out): (Format, &Path),
) -> anyhow::Result<Made> {
    let mut files = Files { out, shop: None, made: Vec::new() };
    files.push("index.html", index.into_bytes());
    let mut written = Vec::new();
    for mut table in tables {
        files.push_table(&table, format)?;
        // Of the largest tables all that is needed from here on is which columns they have.
        if SHEETS.iter().all(|(name, ..)| *name != table.name) {
            table.rows = Vec::new();
        }
        written.push(table);
    }
    let package = datapackage::json(&written, format);
    let sheet = |(name, sheet, fixed)| {
        let at = written.iter().position(|table| table.name == name)?;
        Some((sheet, written.swap_remove(at), fixed))
    };
    let sheets: Vec<_> = SHEETS.into_iter().filter_map(sheet).collect();
    files.push("trends.xlsx", xlsx::workbook(sheets)?);
    files.push(datapackage::FILE, package.into_bytes());
    files.push("timeline.json", graph::json(view).into_bytes());
    files.push("timeline.graphml", graph::graphml(view).into_bytes());
    files.push("timeline.dot", graph::dot(view).into_bytes());
    Ok((files.made, files.shop))
}
