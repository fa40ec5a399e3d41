//! Several bodies (多个主体): each with where its page is, and the indicators that more than one of them tells.

use std::collections::BTreeMap;

use serde::Serialize;

use super::View;
use super::page::{LeftOutFile, Page, PageBody, body_page, left_out};
use super::reading::{Ends, PageReport};
use super::rows::{Reasons, Row, Spelled, all_reasons, by_name};
use crate::check::Verdict;
use crate::diagnostic::Language;
use crate::panel::{Member, Panel};
use crate::text::squeeze;
use crate::timeline::series::Break;

/// The page that stands before the bodies' own.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The layout's name and number.
    pub schema: &'static str,
    /// The base year, where one was given.
    pub base_year: Option<i32>,
    /// Why figures are not comparable, in words.
    pub reasons: Reasons,
    /// Words of which whoever looks for one means the others, too.
    pub searched: Vec<Vec<String>>,
    /// Files that were left out, with the reason.
    pub left_out: Vec<LeftOutFile>,
    /// Bodies by name.
    pub bodies: Vec<HomeBody>,
    /// The indicators that several bodies tell, by name.
    pub shared: Vec<Shared>,
    /// The language that it is read in first, where one was asked for; spelled as HTML only.
    #[serde(skip)]
    pub language: Option<Language>,
}

/// A body on that page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeBody {
    /// Its name.
    pub name: String,
    /// The file of its page, in the folder of bodies.
    pub file: String,
    /// The years of its reports.
    pub years: Vec<i32>,
    /// Characters of its reports.
    pub chars: u64,
    /// Series of several reports.
    pub series: usize,
    /// Checks that fail.
    pub failing: usize,
    /// Links to be decided.
    pub open: usize,
    /// How much of the latest report was carried over from the one before, in thousandths.
    pub carried: Option<u16>,
}

/// An indicator that several bodies tell.
#[derive(Debug, Clone, Serialize)]
pub struct Shared {
    /// Its id, as `panel.csv` has it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Level, growth, share or delta.
    pub measure: &'static str,
    /// Actual or target.
    pub role: &'static str,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The sort of figure.
    pub kind: &'static str,
    /// Each body's series.
    pub members: Vec<SharedMember>,
}

/// A body's series of a shared indicator.
#[derive(Debug, Clone, Serialize)]
pub struct SharedMember {
    /// The body, by its place.
    pub body: usize,
    /// The series on its page.
    pub series: String,
    /// What the body calls it, where that is another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whose figures they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// A figure a year.
    pub points: Vec<SharedPoint>,
}

/// A body's figure of a year.
#[derive(Debug, Clone, Serialize)]
pub struct SharedPoint {
    /// The calendar year.
    pub period: i32,
    /// Its value with its sign, for drawing.
    pub value: String,
    /// Its value as a table shows it.
    pub shown: String,
    /// Its value in full with its unit.
    pub exact: String,
    /// The year of the report that tells it.
    pub report: i32,
    /// Where it stands there.
    pub place: Ends,
    /// The words before it, itself, and those behind it.
    pub quote: [String; 3],
    /// What stands before it where it is a bound or about so much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'static str>,
    /// How exact it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<&'static str>,
    /// Up to when it was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asof: Option<String>,
    /// Of which part of its year it is, where that is not all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Why it does not compare with the year before.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "by_name")]
    pub breaks: Vec<Break>,
    /// Whether its link is unsure.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsure: bool,
}

/// Words of a quote on each side of its figure.
const AROUND: u32 = 48;

/// The page before the bodies' own, and each body's page with the name of its file.
pub fn home(view: &View<'_>, panels: &[Panel]) -> (Home, Vec<(String, Page)>) {
    let mut pages: Vec<Page> = view.bodies.iter().map(|body| body_page(view, body)).collect();
    let shared = panels.iter().filter_map(|panel| shared(panel, &pages)).collect();
    for panel in panels {
        for member in &panel.members {
            let row = pages.get_mut(member.body).and_then(|page| page.bodies[0].series.get_mut(member.series));
            if let Some(row) = row {
                row.shared = Some(panel.id.clone());
            }
        }
    }
    let files = file_names(view.bodies.iter().map(|body| body.body.name.as_str()));
    let bodies = pages.iter().zip(&files).map(|(page, file)| listed(&page.bodies[0], file)).collect();
    let reasons = all_reasons(pages.iter().flat_map(|page| &page.bodies[0].series));
    let (schema, base_year, left_out) = ("nianlun.bodies/1", view.base_year, left_out(view));
    let (searched, language) = (view.searched.to_vec(), view.language);
    let home = Home { schema, base_year, reasons, searched, left_out, bodies, shared, language };
    (home, files.into_iter().zip(pages).collect())
}

/// A name for each body's file: the body's own, without what a file's name or an address can't hold, each only once.
fn file_names<'a>(bodies: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let odd = |c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|#%&'.".contains(c);
    let plain = |name: &str| name.chars().take(60).map(|c| if odd(c) { '_' } else { c }).collect::<String>();
    let name = |body: &str| {
        let name = plain(body);
        // A system that takes large and small letters for one must not lose a page.
        let count = taken.entry(name.to_lowercase()).or_default();
        *count += 1;
        if *count > 1 { format!("{name}_{count}.html") } else { format!("{name}.html") }
    };
    bodies.map(name).collect()
}

fn listed(body: &PageBody, file: &str) -> HomeBody {
    let last = body.reports.len().saturating_sub(1);
    let latest = body.pairs.iter().find(|pair| pair.b == last && pair.a + 1 == last);
    HomeBody {
        name: body.name.clone(),
        file: file.to_owned(),
        years: body.reports.iter().map(|report| report.year).collect(),
        chars: body.reports.iter().map(|report| u64::from(report.chars)).sum(),
        series: body.series.iter().filter(|row| row.reports > 1).count(),
        failing: body.checks.iter().filter(|check| check.verdict == Verdict::Fails).count(),
        open: body.queue.len(),
        carried: latest.and_then(|pair| pair.carried),
    }
}

fn shared(panel: &Panel, pages: &[Page]) -> Option<Shared> {
    let row = |member: &Member| pages.get(member.body)?.bodies[0].series.get(member.series);
    let members: Vec<SharedMember> = panel
        .members
        .iter()
        .filter_map(|at| Some(member(&panel.name, at.body, row(at)?, &pages[at.body].bodies[0].reports)))
        .filter(|member| !member.points.is_empty())
        .collect();
    let first = row(panel.members.first()?)?;
    (members.len() > 1).then(|| Shared {
        id: panel.id.clone(),
        name: panel.name.clone(),
        measure: first.measure,
        role: first.role,
        unit: first.unit.clone(),
        kind: first.kind,
        members,
    })
}

fn member(name: &str, body: usize, row: &Row, reports: &[PageReport]) -> SharedMember {
    let points = row.points.iter().map(|point| {
        let figure = &row.figures[point.figure];
        let report = &reports[figure.report];
        // Another body may name it without the fall: beside each other all have their signs.
        let Spelled { value, shown, exact } = figure.signed().clone();
        SharedPoint {
            period: point.period,
            value,
            shown,
            exact,
            mark: figure.mark,
            report: report.year,
            place: figure.place,
            quote: quote(report, figure.quote, figure.place),
            qualifier: figure.qualifier,
            asof: figure.asof.clone(),
            part: figure.part.clone(),
            breaks: point.breaks.clone(),
            unsure: figure.link.as_ref().is_some_and(|link| link.unsure),
        }
    });
    SharedMember {
        body,
        series: row.id.clone(),
        name: (row.name != name).then(|| row.name.clone()),
        scope: row.scope.clone(),
        points: points.collect(),
    }
}

/// A figure with the words around it in its sentence; dots stand for those that are further away.
fn quote(report: &PageReport, quote: Ends, place: Ends) -> [String; 3] {
    let cut = |from: u32, to: u32| {
        let count = to.saturating_sub(from) as usize;
        squeeze(&report.text.chars().skip(from as usize).take(count).collect::<Vec<_>>())
    };
    let from = quote[0].max(place[0].saturating_sub(AROUND)).min(place[0]);
    let to = quote[1].min(place[1] + AROUND).max(place[1]);
    let dots = |cut_off: bool| if cut_off { "……" } else { "" };
    [
        format!("{}{}", dots(from > quote[0]), cut(from, place[0])),
        cut(place[0], place[1]),
        format!("{}{}", cut(place[1], to), dots(to < quote[1])),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_body_has_a_file_of_its_own() {
        let names = file_names(["云溪市", "甲/乙", "甲_乙", "A市", "a市", "a市 100%#"].into_iter());
        assert_eq!(names, ["云溪市.html", "甲_乙.html", "甲_乙_2.html", "A市.html", "a市_2.html", "a市_100__.html"]);
    }
}
