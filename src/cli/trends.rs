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
use nianlun::{Comparison, Entry, Message, Observation, Role, Series};

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
    if args.explain.is_some() {
        return explain_all(session, &loaded, &view, args);
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

/// Why there is nothing to explain; what is known of more stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nothing {
    /// No series matches, or only one of two names.
    Series,
    /// Both names mean one series.
    Same,
    /// No two reports tell the two series.
    Reports,
}

impl Nothing {
    fn said(self) -> Message {
        let (zh, en) = match self {
            Nothing::Series => ("没有符合条件的序列", "no series matches"),
            Nothing::Same => (
                "两个名称指的是同一条序列；请另写一条序列的名称或编号，或去掉 --and，看它的各个连接",
                "both names mean one series; give the name or id of another, or leave out --and to see its links",
            ),
            Nothing::Reports => (
                "没有两份报告分别说到这两条序列，无从比较；请写出另一条序列的名称或编号",
                "no two reports tell one of the two series each, so there is nothing to compare; give the name or id of another",
            ),
        };
        Message::new(zh, en)
    }
}

/// Explains what is asked for, body by body.
fn explain_all(session: &Session, loaded: &Comparison, view: &View<'_>, args: &TrendsArgs) -> anyhow::Result<ExitCode> {
    let (mut told, mut nothing) = (String::new(), Nothing::Series);
    for body in &view.bodies {
        match explained(session, loaded, body, args) {
            Ok(of_body) => told.push_str(&of_body),
            Err(why) => nothing = nothing.max(why),
        }
    }
    super::print(&told)?;
    load::warn(session, loaded);
    if told.is_empty() {
        eprintln!("nianlun: {}", session.told(&nothing.said()));
    }
    Ok(ExitCode::from(u8::from(told.is_empty())))
}

/// The series of a body that are asked for, link by link; or those that `--explain` names with those that `--and` names, to be told
/// apart from them.
fn explained(
    session: &Session,
    loaded: &Comparison,
    body: &BodyView<'_>,
    args: &TrendsArgs,
) -> Result<String, Nothing> {
    let all = &body.timeline.series;
    let (Some(asked), Some(other)) = (&args.explain, &args.and) else {
        return Ok(all.iter().map(|series| explain::series(session, loaded, body, series)).collect());
    };
    let (own, others) = (meant(all, asked), meant(all, other));
    if own.is_empty() || others.is_empty() {
        return Err(Nothing::Series);
    }
    if pairs(&own, &others).next().is_none() {
        return Err(Nothing::Same);
    }
    let told = |pair: [usize; 2]| {
        let two = pair.map(|at| &all[at]);
        explain::nearest(body, two).map(|ends| (two, ends))
    };
    let mut found = pairs(&own, &others).filter_map(told);
    let first = found.by_ref().take(MOST_PAIRS);
    let mut out: String = first.map(|(two, ends)| explain::apart(session, loaded, body, two, ends)).collect();
    if out.is_empty() {
        return Err(Nothing::Reports);
    }
    let more = found.count();
    if more > 0 {
        let (zh, en) = (
            format!("另有 {more} 对未列出；请写出两条序列的全名或编号"),
            format!("{more} more pairs; give the two names in full, or ids"),
        );
        out.push_str(&format!("{}\n", unsure(&session.say(&zh, &en))));
    }
    Ok(out)
}

/// So many pairs of series are told apart at once.
const MOST_PAIRS: usize = 5;

/// Each series of the one list with each of the other, by their places, which rise in both; two that stand in both lists only once.
fn pairs<'a>(own: &'a [usize], others: &'a [usize]) -> impl Iterator<Item = [usize; 2]> + 'a {
    let holds = |list: &[usize], one: usize| list.binary_search(&one).is_ok();
    own.iter().enumerate().flat_map(move |(at, &one)| {
        let is_again = move |two: usize| holds(&own[..at], two) && holds(others, one);
        others.iter().copied().filter(move |&two| two != one && !is_again(two)).map(move |two| [one, two])
    })
}

/// The series that somebody means who writes this, by their places: those of this id or name, or else those whose name holds it.
fn meant(all: &[Series], wanted: &str) -> Vec<usize> {
    let those = |is: &dyn Fn(&Series) -> bool| (0..all.len()).filter(|&at| is(&all[at])).collect::<Vec<_>>();
    let exact = those(&|series| series.id == wanted || series.name == wanted);
    if exact.is_empty() { those(&|series| is_named(series, wanted)) } else { exact }
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
    eprintln!("nianlun: {}", session.told(&Nothing::Series.said()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_series_are_told_apart_once() {
        let of = |own: &[usize], others: &[usize]| pairs(own, others).collect::<Vec<_>>();
        assert_eq!(of(&[1, 4], &[2, 5]), [[1, 2], [1, 5], [4, 2], [4, 5]]);
        // Names that both fit: each with each, not with itself, and not the other way round too.
        assert_eq!(of(&[1, 2, 3], &[1, 2, 3]), [[1, 2], [1, 3], [2, 3]]);
        assert_eq!(of(&[2, 3], &[1, 2, 3]), [[2, 1], [2, 3], [3, 1]]);
        assert_eq!(of(&[2], &[2]), [[0; 2]; 0]);
    }
}
