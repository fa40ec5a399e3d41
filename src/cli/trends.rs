//! `nianlun trends`: the series in the terminal, or as pictures.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use nianlun::render::terminal::visible;
use nianlun::render::terminal::{cut, padded, quiet, sparkline, strong, unsure};
use nianlun::render::view::figures::{grouped, mark, readable};
use nianlun::render::view::sign::Sign;
use nianlun::render::view::{BodyView, View, chart, one_line, page, rows};
use nianlun::render::{csv, svg, tables};
use nianlun::{Comparison, Entry, Observation, Role, Series};

use super::asked::{Asked, ReportArgs, Told};
use super::write::write_all;
use super::{Session, explain, load};

/// Show the series in the terminal, one line each, or draw them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun trends                          every series of ./reports that has two years or more
  nianlun trends --match 行政复议          those that have to do with 行政复议
  nianlun trends --explain 复议申请        why these belong together, link by link
  nianlun trends --explain 收到行政复议申请 --and 行政复议机关共收到申请   why these two are not one
  nianlun trends --match 复议 --csv > a.csv   the same as rows of trends.csv
  nianlun trends --match 复议 --svg charts    the same as the page's charts, a file each")]
pub(super) struct TrendsArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    /// Only series whose name, or a label of theirs, holds this text.
    #[arg(long = "match", value_name = "TEXT")]
    matching: Option<String>,
    /// Write rows of trends.csv instead.
    #[arg(long)]
    csv: bool,
    /// Draw each series that has figures of two years into a file of this folder, named after the series' id.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["csv", "quotes", "explain"])]
    svg: Option<PathBuf>,
    /// Series of a single figure too.
    #[arg(long)]
    all: bool,
    /// Quotes under each series, year by year.
    #[arg(long)]
    quotes: bool,
    /// Say why the figures of a series belong together: its id, or part of its name.
    #[arg(long, value_name = "SERIES", value_parser = NonEmptyStringValueParser::new())]
    explain: Option<String>,
    /// Say why the figures of `--explain` are not one series with those of this one: its id, or part of its name.
    #[arg(long, value_name = "SERIES", value_parser = NonEmptyStringValueParser::new(), requires = "explain")]
    and: Option<String>,
    /// Which value of a year is used where a later report tells another one.
    #[arg(long, value_enum, default_value_t)]
    vintage: Told,
    #[command(flatten)]
    reports: ReportArgs,
}

pub(super) fn run(session: &Session, args: &TrendsArgs) -> anyhow::Result<ExitCode> {
    let mut asked = Asked::new(&args.paths, &args.reports, &session.options);
    asked.options.vintage = args.vintage.into();
    let mut loaded = load::load(session, &asked)?;
    if let Some(folder) = &args.svg {
        return draw(session, args, &loaded, folder);
    }
    for (body, timeline) in loaded.corpus.bodies.iter().zip(&mut loaded.timelines) {
        timeline.series.retain(|series| wanted(args, body.entries.as_slice(), series));
    }
    let view = View::of(&loaded);
    if let Some(asked) = &args.explain {
        let explained: String =
            view.bodies.iter().flat_map(|body| explained(session, &loaded, body, asked, args)).collect();
        super::print(&explained)?;
        load::warn(session, &loaded);
        if explained.is_empty() {
            nothing(session);
        }
        return Ok(ExitCode::from(u8::from(explained.is_empty())));
    }
    if args.csv {
        super::print_bytes(&csv::bytes(&tables::trends(&view), false)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = String::new();
    for body in &view.bodies {
        let years: Vec<i32> = body.body.entries.iter().map(Entry::year).collect();
        let span = years.first().zip(years.last()).map(|(first, last)| format!("{first}–{last}")).unwrap_or_default();
        out.push_str(&format!(
            "{}  {}\n",
            strong(&body.body.name),
            quiet(&session.say(
                &format!("{span}，{} 条序列", body.timeline.series.len()),
                &format!("{span}, {} series", body.timeline.series.len())
            ))
        ));
        for series in &body.timeline.series {
            out.push_str(&line(session, body, series));
            if args.quotes {
                out.push_str(&quotes(body, series));
            }
        }
    }
    super::print(&out)?;
    load::warn(session, &loaded);
    let found = loaded.timelines.iter().any(|timeline| !timeline.series.is_empty());
    if !found {
        nothing(session);
    }
    Ok(ExitCode::from(u8::from(!found)))
}

/// The series of a body that are asked for, link by link; or the one of them that is named with the other to be told apart from it.
fn explained(
    session: &Session,
    loaded: &Comparison,
    body: &BodyView<'_>,
    asked: &str,
    args: &TrendsArgs,
) -> Vec<String> {
    let Some(other) = &args.and else {
        let all = body.timeline.series.iter();
        return all.map(|series| explain::series(session, loaded, body, series)).collect();
    };
    let (own, others) = (meant(&body.timeline.series, asked), meant(&body.timeline.series, other));
    let pairs = own.iter().flat_map(|one| others.iter().filter(|two| two.id != one.id).map(move |two| [*one, *two]));
    let mut found: Vec<String> = pairs.filter_map(|pair| explain::apart(session, loaded, body, pair)).collect();
    if found.len() > MOST_PAIRS {
        let more = found.len() - MOST_PAIRS;
        found.truncate(MOST_PAIRS);
        let (zh, en) = (
            format!("另有 {more} 对未列出；请写出两条序列的全名或编号"),
            format!("{more} more pairs; give the two names in full, or ids"),
        );
        found.push(format!("{}\n", unsure(&session.say(&zh, &en))));
    }
    found
}

/// So many pairs of series are told apart at once.
const MOST_PAIRS: usize = 5;

/// The series that somebody means who writes this: those of this id or name, or else those whose name holds it.
fn meant<'a>(all: &'a [Series], wanted: &str) -> Vec<&'a Series> {
    let exact: Vec<&Series> = all.iter().filter(|series| series.id == wanted || series.name == wanted).collect();
    if exact.is_empty() { all.iter().filter(|series| is_named(series, wanted)).collect() } else { exact }
}

/// Whether somebody who writes this means a series.
fn is_named(series: &Series, wanted: &str) -> bool {
    series.id == wanted || series.name.contains(wanted)
}

/// Writes the chart of each series that is wanted, and says which file shows which.
fn draw(session: &Session, args: &TrendsArgs, loaded: &Comparison, folder: &Path) -> anyhow::Result<ExitCode> {
    let mut files: Vec<(String, super::write::Content)> = Vec::new();
    let (mut list, mut alone) = (String::new(), 0);
    let view = View::of(loaded);
    for (at, body) in view.bodies.iter().enumerate() {
        let (around, rows) = (page::around(body), rows::rows(body));
        // Bodies that report the same have series of the same id.
        let prefix = if view.bodies.len() > 1 { file_name(at, &body.body.name) } else { String::new() };
        let chosen = body.timeline.series.iter().zip(&rows);
        for (_, row) in chosen.filter(|(series, _)| wanted(args, &body.body.entries, series)) {
            let target = page::target_of(row, &rows);
            if !chart::drawable(row, target) {
                alone += 1;
                continue;
            }
            let about = svg::About { body: &body.body.name, row, target, around: &around, language: session.language };
            let picture = chart::chart(&around, row, target, chart::WIDE, false);
            let name = format!("{prefix}{}.svg", row.id);
            list.push_str(&format!("  {name}  {}\n", visible(&row.name)));
            files.push((name, svg::file(&about, &picture).into_bytes().into()));
        }
    }
    load::warn(session, loaded);
    if files.is_empty() {
        if alone > 0 {
            let (zh, en) =
                (format!("{alone} 条序列都只有一个年份，不成图"), format!("{alone} series of one year make no chart"));
            eprintln!("nianlun: {}", session.say(&zh, &en));
        } else {
            nothing(session);
        }
        return Ok(ExitCode::FAILURE);
    }
    write_all(folder, &files).with_context(|| {
        session.say(&format!("无法写入 {}", folder.display()), &format!("can't write into {}", folder.display()))
    })?;
    let (count, place) = (files.len(), folder.display());
    let charts = if count == 1 { "chart" } else { "charts" };
    list.push_str(
        &session.say(&format!("已在 {place} 写入 {count} 张图"), &format!("{count} {charts} written to {place}")),
    );
    if alone > 0 {
        let (zh, en) =
            (format!("；{alone} 条序列只有一个年份，不成图"), format!("; {alone} series of one year make none"));
        list.push_str(&session.say(&zh, &en));
    }
    list.push('\n');
    super::print(&list)?;
    Ok(ExitCode::SUCCESS)
}

/// The name of a body as the beginning of a file's: its letters and digits, and its number, which makes it the only one.
fn file_name(at: usize, body: &str) -> String {
    let letters: String = body.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
    format!("{}-{letters}-", at + 1)
}

/// Says that no series is as wanted.
fn nothing(session: &Session) {
    eprintln!("nianlun: {}", session.say("没有符合条件的序列", "no series matches"));
}

fn wanted(args: &TrendsArgs, entries: &[Entry], series: &Series) -> bool {
    let reports: std::collections::BTreeSet<usize> =
        series.observations.iter().map(|observation| observation.report).collect();
    if let Some(wanted) = &args.explain {
        return is_named(series, wanted) || args.and.as_deref().is_some_and(|other| is_named(series, other));
    }
    let long = args.all || reports.len() > 1;
    let label = |text: &str| {
        series
            .observations
            .iter()
            .any(|observation| entries[observation.report].indicators[observation.indicator].label.contains(text))
    };
    long && args.matching.as_deref().is_none_or(|text| series.name.contains(text) || label(text) || series.id == text)
}

/// Name, unit, sparkline, first and last value, breaks.
fn line(session: &Session, body: &BodyView<'_>, series: &Series) -> String {
    let values = body.by_period(series);
    let sign = Sign::of(series);
    let years = values.first().map(|(first, _)| *first).zip(values.last().map(|(last, _)| *last));
    let drawn: Vec<_> = years
        .map(|(first, last)| {
            (first..=last)
                .map(|year| {
                    values
                        .iter()
                        .find(|(period, _)| *period == year)
                        .map(|(_, observation)| sign.told(observation.value))
                })
                .collect()
        })
        .unwrap_or_default();
    let told = |at: Option<&(i32, &Observation)>| {
        at.map(|(period, observation)| {
            let indicator = body.indicator(observation);
            let surface = body.body.entries[observation.report].report.text.str(indicator.span);
            let value = readable(sign.value(indicator), indicator, surface);
            let told = one_line(&format!("{}{value}", mark(indicator).unwrap_or_default()));
            format!("{told} {}", quiet(&period.to_string()))
        })
        .unwrap_or_default()
    };
    format!(
        "  {}  {}  {} → {}  {}  {}\n",
        padded(&cut(&series.name, 40), 40),
        padded(&sparkline(&drawn), 12),
        told(values.first()),
        told(values.last()),
        marks(session, body, series, sign).join(" "),
        quiet(&series.id)
    )
}

/// What there is to know of a series beside its values: that it is of targets, what another report told, breaks, doubts.
fn marks(session: &Session, body: &BodyView<'_>, series: &Series, sign: Sign) -> Vec<String> {
    let mut marks = Vec::new();
    if series.role == Role::Target {
        marks.push(session.say("目标", "target"));
    }
    // A year told again a year later keeps the break of its own report.
    let breaks: Vec<String> = series
        .observations
        .iter()
        .filter(|observation| !observation.breaks.is_empty())
        .filter_map(|observation| body.indicator(observation).period)
        .map(|period| period.to_string())
        .collect();
    for (period, other) in body.other_vintages(series) {
        let (year, value) = (body.body.entries[other.report].year(), grouped(sign.value(body.indicator(other))));
        let (zh, en) = (format!("{period} 年在 {year} 年报告为 {value}"), format!("{period} was {value} in {year}"));
        marks.push(session.say(&zh, &en));
    }
    if !breaks.is_empty() {
        marks
            .push(unsure(&session.say(&format!("断点 {}", breaks.join(" ")), &format!("breaks {}", breaks.join(" ")))));
    }
    let doubtful: Vec<String> = series
        .observations
        .iter()
        .filter(|observation| observation.link.as_ref().is_some_and(|link| link.unsure))
        .filter_map(|observation| body.indicator(observation).period)
        .map(|period| period.to_string())
        .collect();
    if !doubtful.is_empty() {
        let list = doubtful.join(" ");
        marks.push(unsure(&session.say(&format!("连接不确定 {list}"), &format!("unsure links {list}"))));
    }
    marks
}

/// Each figure in its sentence.
fn quotes(body: &BodyView<'_>, series: &Series) -> String {
    let mut out = String::new();
    for observation in &series.observations {
        let entry = &body.body.entries[observation.report];
        let indicator = body.indicator(observation);
        let line = entry.report.text.position(indicator.span.start).line;
        let quote = nianlun::render::terminal::underlined(&entry.report.text, indicator.quote, &[indicator.span]);
        out.push_str(&format!("      {}  {quote}\n", quiet(&format!("{}:{line}", entry.report.name))));
    }
    out
}
