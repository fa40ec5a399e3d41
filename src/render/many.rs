//! The tables of many bodies, written as the bodies come: what is held is a few of them, and of the others only how their
//! series are told and where their rows lie.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::format::{Format, Rows};
use super::spool::{Place, Spool};
use super::tables::{self, Widened};
use super::view::View;
use crate::comparison::{Candidate, Comparison, Corpus, Forms, Options};
use crate::table::{Cell, Column, Table};

/// What the tables say of one body.
#[derive(Debug)]
pub struct Part {
    reports: usize,
    trends: Table,
    wide: Table,
    checks: Table,
    candidates: Vec<Candidate>,
    /// The rows of each candidate, in case others have its indicator too.
    figures: Vec<Vec<Vec<Cell>>>,
}

impl Part {
    /// Of a comparison of one body that stands beside others; without a base year.
    pub fn of(found: &Comparison, options: &Options) -> Part {
        let view = View::of(found);
        let candidates: Vec<Candidate> = found.candidates(options).into_iter().flatten().collect();
        let figures = |body: &super::view::BodyView<'_>, one: &Candidate| {
            tables::panel_figures(body, &body.timeline.series[one.series()]).rows
        };
        Part {
            reports: found.corpus.bodies.iter().map(|body| body.entries.len()).sum(),
            trends: tables::trends(&view),
            wide: tables::trends_wide(&view),
            checks: tables::checks(&view),
            figures: view.bodies.iter().flat_map(|body| candidates.iter().map(move |one| figures(body, one))).collect(),
            candidates,
        }
    }
}

/// What was written, for a closing line.
#[derive(Debug)]
pub struct Written {
    /// The tables, without their rows.
    pub tables: Vec<Table>,
    /// How many bodies there were.
    pub bodies: usize,
    /// How many reports.
    pub reports: usize,
    /// How many indicators several bodies share.
    pub shared: usize,
}

/// Tables in the making, in a folder of their own.
pub struct Tables {
    folder: PathBuf,
    format: Format,
    trends: Rows<BufWriter<File>>,
    checks: Rows<BufWriter<File>>,
    heads: Vec<Table>,
    wide: Spool,
    widened: Widened,
    /// The columns and the rows of each body in the wide table.
    widths: Vec<(Vec<Column>, Place)>,
    panel: Spool,
    /// The rows of a series of a body.
    figures: BTreeMap<(usize, usize), Place>,
    forms: Forms,
    reports: usize,
}

impl Tables {
    /// Begins the tables in an empty folder.
    pub fn new(folder: &Path, format: Format) -> io::Result<Tables> {
        let corpus = Corpus::default();
        let none = View { corpus: &corpus, bodies: Vec::new(), base_year: None, language: None, searched: &[] };
        let (trends, checks) = (tables::trends(&none), tables::checks(&none));
        Ok(Tables {
            folder: folder.to_owned(),
            format,
            trends: begin(folder, &trends, format)?,
            checks: begin(folder, &checks, format)?,
            heads: vec![trends, tables::trends_wide(&none), tables::panel_head(), checks],
            wide: Spool::create(&folder.join("wide.rows"))?,
            widened: Widened::default(),
            widths: Vec::new(),
            panel: Spool::create(&folder.join("panel.rows"))?,
            figures: BTreeMap::new(),
            forms: Forms::default(),
            reports: 0,
        })
    }

    /// Writes what is said of the next body.
    pub fn add(&mut self, part: Part) -> io::Result<()> {
        let Part { reports, trends, wide, checks, candidates, figures } = part;
        let body = self.widths.len();
        self.reports += reports;
        self.trends.add(trends.rows)?;
        self.checks.add(checks.rows)?;
        self.widened.add(&wide.columns);
        self.widths.push((wide.columns, self.wide.put(&wide.rows)?));
        for (one, rows) in candidates.iter().zip(figures) {
            self.figures.insert((body, one.series()), self.panel.put(&rows)?);
        }
        self.forms.add(candidates);
        Ok(())
    }

    /// Ends the tables: those of which it is only now known what stands where are written.
    pub fn finish(mut self, options: &Options) -> io::Result<Written> {
        let panels = options.panels(&self.forms);
        let mut panel = begin(&self.folder, &self.heads[2], self.format)?;
        let columns = tables::panel_figures_columns();
        for one in &panels {
            for member in &one.members {
                let Some(place) = self.figures.get(&(member.body, member.series)) else { continue };
                panel.add(tables::panel_rows(one, member, self.panel.get(*place, &columns)?))?;
            }
        }
        panel.finish()?;
        if !self.widths.is_empty() {
            self.heads[1].columns = self.widened.columns();
        }
        let mut wide = begin(&self.folder, &self.heads[1], self.format)?;
        for (columns, place) in &self.widths {
            let rows = self.wide.get(*place, columns)?;
            wide.add(rows.into_iter().map(|row| self.widened.row(columns, row)).collect())?;
        }
        wide.finish()?;
        self.trends.finish()?;
        self.checks.finish()?;
        Ok(Written { tables: self.heads, bodies: self.widths.len(), reports: self.reports, shared: panels.len() })
    }
}

/// Begins a table's file in a folder.
fn begin(folder: &Path, table: &Table, format: Format) -> io::Result<Rows<BufWriter<File>>> {
    let file = File::options().write(true).create_new(true).open(folder.join(format.file(table)))?;
    Rows::new(BufWriter::new(file), &table.columns, format)
}
