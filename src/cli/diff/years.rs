//! One matter through the years: what a body's reports say about it, and what came and went.

use std::path::PathBuf;

use nianlun::comparison::{self, Words};
use nianlun::diff::matter::{Course, Said, Year, matter};
use nianlun::render::matter::json;
use nianlun::render::terminal::{quiet, strong};
use nianlun::{Body, Comparison, Pair};

use super::super::asked::Asked;
use super::super::{Session, load};
use super::page::{Layout, Page};

/// What is asked of the years.
pub(super) struct Through<'a> {
    /// The word that the matter goes by.
    pub(super) word: &'a str,
    /// The first year.
    pub(super) since: Option<i32>,
    /// What stayed word for word as well.
    pub(super) all: bool,
    /// For other programs.
    pub(super) json: bool,
    pub(super) layout: Layout,
}

/// The reading, as text or JSON, and whether anything came, changed or went; an error where no report can be read.
pub(super) fn read(session: &Session, paths: &[PathBuf], through: &Through<'_>) -> anyhow::Result<(String, bool)> {
    let mut options = session.options.clone();
    options.texts = true;
    let paths = if paths.is_empty() { vec![PathBuf::from("reports")] } else { paths.to_vec() };
    let asked = Asked { paths, options };
    let mut corpus =
        comparison::gather(load::read(session, &asked)?, &asked.options.bodies, &asked.options.config().names);
    if let Some(since) = through.since {
        corpus.bodies.iter_mut().for_each(|body| body.entries.retain(|entry| entry.year() >= since));
        corpus.bodies.retain(|body| !body.entries.is_empty());
    }
    let review = comparison::decisions(&asked.paths, &asked.options).map_err(|error| session.error(&error))?;
    let loaded = comparison::link(corpus, review, &asked.options);
    let told: Vec<(&Body, Vec<Year<'_>>)> = loaded
        .corpus
        .bodies
        .iter()
        .zip(&loaded.diffs)
        .map(|(body, diffs)| (body, matter(body, diffs, through.word, through.since)))
        .collect();
    let found = told.iter().any(|(_, years)| years.iter().any(|year| !year.told.is_empty()));
    let out = if through.json {
        format!("{}\n", json(through.word, &told))
    } else {
        text(session, &loaded, &told, found, through)
    };
    load::warn(session, &loaded);
    let differs = |said: &Said<'_>| matches!(said, Said::Changed(..)) && !said.is_kept();
    Ok((out, told.iter().flat_map(|(_, years)| years).flat_map(|year| &year.told).any(differs)))
}

fn text(
    session: &Session,
    loaded: &Comparison,
    told: &[(&Body, Vec<Year<'_>>)],
    found: bool,
    through: &Through<'_>,
) -> String {
    let word = through.word;
    if !found {
        return session.say(&format!("没有写到“{word}”的句子\n"), &format!("no sentence says “{word}”\n"));
    }
    let mut out = String::new();
    for (body, years) in told {
        out.push_str(&format!("{}  {}\n", strong(&body.name), strong(word)));
        for year in years {
            out.push_str(&of_year(session, body, year, through));
        }
        if loaded.corpus.bodies.len() > 1 {
            out.push('\n');
        }
    }
    out
}

/// What one report says: how much, then what came, changed and went.
fn of_year(session: &Session, body: &Body, year: &Year<'_>, through: &Through<'_>) -> String {
    let entry = &body.entries[year.report];
    let report = &entry.report;
    let mut out = format!("\n§ {}  {}\n", strong(&report.name), quiet(&counts(session, year)));
    let earlier = year.earlier.map_or(report, |at| &body.entries[at].report);
    let page = Page {
        session,
        reports: Pair::new(earlier, report),
        difference: None,
        words: Words::new(),
        width: match through.layout {
            Layout::OneColumn(width) => width,
            Layout::SideBySide(width) => Some(width),
        },
        moved: None,
    };
    for said in &year.told {
        match said {
            Said::First(span) => out.push_str(&page.sentence(*span)),
            Said::Changed(_, _) if said.is_kept() && !through.all => {}
            Said::Changed(change, _) => match through.layout {
                Layout::OneColumn(width) => out.push_str(&page.below(change, width)),
                Layout::SideBySide(width) => out.push_str(&page.beside(change, width)),
            },
        }
    }
    out
}

/// How many sentences came, stayed and went.
fn counts(session: &Session, year: &Year<'_>) -> String {
    let of = |course: Course| {
        year.told.iter().filter(|said| matches!(said, Said::Changed(_, own) if *own == course)).count()
    };
    if year.earlier.is_none() {
        let count = year.told.len();
        return session.say(&format!("{count} 句"), &format!("{count} sentences"));
    }
    let kept = year.told.iter().filter(|said| said.is_kept()).count();
    let (came, went) = (of(Course::Came), of(Course::Went));
    let changed = of(Course::Stayed).saturating_sub(kept);
    if came + went + changed + kept == 0 {
        return session.say("未写到", "nothing");
    }
    session.say(
        &format!("新写 {came} · 改写 {changed} · 照旧 {kept} · 不再写 {went}"),
        &format!("came {came} · changed {changed} · as before {kept} · went {went}"),
    )
}
