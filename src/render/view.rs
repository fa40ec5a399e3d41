//! What is shown, as typed rows, computed once; each format only spells it.

pub mod figures;
pub mod reading;
pub mod rows;
pub mod chart;
pub mod comparison;
pub mod queue;
pub mod overview;
pub mod page;
pub mod difference;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::Check;
use crate::commitment::Commitment;
use crate::corpus::{Body, Corpus};
use crate::diff::TextDiff;
use crate::indicator::{Indicator, Role, time_basis};
use crate::pair::Pair;
use crate::report::Report;
use crate::text::squeeze;
use crate::timeline::Timeline;
use crate::timeline::series::{Break, Observation, Series, Vintage, status};
use crate::timeline::vintage;
use figures::signed;

/// A body with all that was found about it.
#[derive(Debug, Clone)]
pub struct BodyView<'a> {
    /// The body and its reports.
    pub body: &'a Body,
    /// Its timeline.
    pub timeline: &'a Timeline,
    /// Its checks.
    pub checks: &'a [Check],
    /// What its plans promised, and what became of it.
    pub commitments: &'a [Commitment],
    /// The text changes of each pair of reports that was compared, by their places.
    pub diffs: &'a BTreeMap<(usize, usize), TextDiff>,
    /// The base report's place, where the body has one.
    pub base: Option<usize>,
    /// Which of several values of a period is used.
    pub vintage: Vintage,
}

/// Everything that is shown.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// Its bodies.
    pub bodies: Vec<BodyView<'a>>,
    /// The base year, where one was given.
    pub base_year: Option<i32>,
}

/// A reported figure as `trends.csv` has it.
#[derive(Debug, Clone)]
pub struct TrendRow<'a> {
    /// Its series.
    pub series: &'a Series,
    /// Its place in the series.
    pub observation: &'a Observation,
    /// The figure.
    pub indicator: &'a Indicator,
    /// The body's name.
    pub body: &'a str,
    /// The report's file name.
    pub report: &'a str,
    /// The report's year.
    pub report_year: i32,
    /// The figure as the report prints it.
    pub raw: String,
    /// The letter of CL_OBS_STATUS.
    pub status: char,
    /// The title of its section.
    pub section: String,
    /// The sentence that it stands in.
    pub quote: String,
    /// The evidence of its link, in bits.
    pub score: Option<Bits>,
    /// The evidence beyond the runner-up's, in bits.
    pub margin: Option<Bits>,
    /// What the link mainly rests on.
    pub basis: &'static str,
    /// What reviewers decided about the figure.
    pub review: String,
}

/// Evidence in tenths of a bit, for printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bits(i64);

impl Bits {
    /// Rounded to tenths.
    pub fn new(bits: f64) -> Self {
        Bits((bits * 10.0).round() as i64)
    }

    /// As tenths.
    pub const fn tenths(self) -> i64 {
        self.0
    }

    /// As a decimal.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 1)
    }
}

impl std::fmt::Display for Bits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.decimal())
    }
}

impl<'a> BodyView<'a> {
    /// The figure of an observation.
    pub fn indicator(&self, observation: &Observation) -> &'a Indicator {
        &self.body.entries[observation.report].indicators[observation.indicator]
    }

    /// The figure that stands for a series in the base report.
    pub fn base_observation(&self, series: &'a Series) -> Option<&'a Observation> {
        let base = self.base?;
        series.observations.iter().find(|observation| observation.report == base && observation.aside.is_none())
    }

    /// The figure that the base year's period goes by: the base report's own, or what a later report made of it.
    pub fn base_used(&self, series: &'a Series) -> Option<&'a Observation> {
        let own = self.base_observation(series)?;
        let period = self.indicator(own).period;
        let used = self.by_period(series).into_iter().find(|(known, _)| Some(*known) == period);
        Some(used.map_or(own, |(_, observation)| observation))
    }

    /// The figure of each period that is used: see [`vintage`].
    pub fn by_period(&self, series: &'a Series) -> Vec<(i32, &'a Observation)> {
        vintage::used(self.body, series, self.vintage)
    }

    /// The figures of each period that [`Self::by_period`] leaves out because another report tells another value, where
    /// all are wanted.
    pub fn other_vintages(&self, series: &'a Series) -> Vec<(i32, &'a Observation)> {
        vintage::others(self.body, series, self.vintage)
    }

    /// The rows of `trends.csv` for this body.
    pub fn trends(&self) -> Vec<TrendRow<'a>> {
        let mut rows: Vec<TrendRow<'a>> = self
            .timeline
            .series
            .iter()
            .flat_map(|series| series.observations.iter().map(move |observation| self.trend(series, observation)))
            .collect();
        rows.sort_by(|a, b| {
            (&a.series.name, &a.series.id, a.report_year, a.indicator.span).cmp(&(
                &b.series.name,
                &b.series.id,
                b.report_year,
                b.indicator.span,
            ))
        });
        rows
    }

    fn trend(&self, series: &'a Series, observation: &'a Observation) -> TrendRow<'a> {
        let entry = &self.body.entries[observation.report];
        let indicator = self.indicator(observation);
        let text = &entry.report.text;
        let link = observation.link.as_ref();
        let margin = link
            .and_then(|link| link.runner_up.as_ref().map(|(_, other)| Bits::new(link.evidence.bits() - other.bits())));
        TrendRow {
            series,
            observation,
            indicator,
            body: &self.body.name,
            report: &entry.report.name,
            report_year: entry.year(),
            raw: one_line(text.str(indicator.span)),
            status: status(indicator, observation),
            section: indicator.section.map(|id| entry.report.title_of(id)).unwrap_or_default(),
            quote: quote(text.str(indicator.quote)),
            score: link.map(|link| Bits::new(link.evidence.bits())),
            margin,
            basis: link.map_or("none", |link| link.basis.name()),
            review: self.timeline.ties.said((observation.report, observation.indicator)),
        }
    }

    /// The rows of `changes.csv` for this body: every series that has a figure in the base report.
    pub fn changes(&self) -> Vec<ChangeRow<'a>> {
        let mut rows = Vec::new();
        for series in &self.timeline.series {
            let Some(base) = self.base_used(series) else { continue };
            for (_, observation) in
                self.by_period(series).into_iter().filter(|(period, _)| Some(*period) != self.indicator(base).period)
            {
                rows.push(self.change(series, base, observation));
            }
            // What else was told, of the base year too: how far it was revised.
            rows.extend(self.other_vintages(series).into_iter().map(|(_, other)| self.change(series, base, other)));
        }
        rows.sort_by(|a, b| {
            (&a.series.name, &a.series.id, a.period, a.report).cmp(&(&b.series.name, &b.series.id, b.period, b.report))
        });
        rows
    }

    fn change(&self, series: &'a Series, base: &'a Observation, observation: &'a Observation) -> ChangeRow<'a> {
        let (before, after) = (self.indicator(base), self.indicator(observation));
        let (from, to) = (signed(before), signed(after));
        let delta = to - from;
        let points = series.unit.as_deref() == Some("%");
        let percent = (!points && from > Decimal::ZERO)
            .then(|| delta.checked_div(from).map(|share| (share * Decimal::ONE_HUNDRED).round_dp(2).normalize()))
            .flatten();
        let reasons = reasons(series, base, observation, before, after);
        ChangeRow {
            series,
            base: before,
            indicator: after,
            report: observation.report,
            base_period: before.period.unwrap_or(0),
            period: after.period.unwrap_or(0),
            delta: delta.normalize(),
            delta_percent: percent,
            reasons,
        }
    }
}

/// A series' change against the base year as `changes.csv` has it.
#[derive(Debug, Clone)]
pub struct ChangeRow<'a> {
    /// The series.
    pub series: &'a Series,
    /// The base report's figure.
    pub base: &'a Indicator,
    /// The other figure.
    pub indicator: &'a Indicator,
    /// The other figure's report, by its place among the body's.
    pub report: usize,
    /// The base figure's year.
    pub base_period: i32,
    /// The other figure's year.
    pub period: i32,
    /// The other less the base figure: in 百分点 between percents.
    pub delta: Decimal,
    /// The same in percent of the base figure; none between percents and where the base is nothing.
    pub delta_percent: Option<Decimal>,
    /// Why the two are not comparable; nothing where they are.
    pub reasons: Vec<&'static str>,
}

/// Why two figures of a series are not comparable: the breaks between them, and what they say of themselves.
fn reasons(
    series: &Series,
    base: &Observation,
    other: &Observation,
    before: &Indicator,
    after: &Indicator,
) -> Vec<&'static str> {
    let (low, high) = (base.report.min(other.report), base.report.max(other.report));
    let mut breaks: Vec<Break> = series
        .observations
        .iter()
        .filter(|observation| low < observation.report && observation.report <= high)
        .flat_map(|observation| observation.breaks.iter().copied())
        .collect();
    breaks.sort();
    breaks.dedup();
    // A break on the way does not matter where both ends are counted alike again.
    breaks.retain(|reason| match reason {
        Break::TimeBasis => time_basis(before.asof.as_deref()) != time_basis(after.asof.as_deref()),
        Break::Unit => before.unit != after.unit,
        Break::Scope => before.scope != after.scope,
        Break::Definition => before.label != after.label,
    });
    let mut reasons: Vec<&'static str> = breaks.into_iter().map(Break::name).collect();
    let ranged = before.high.is_some() || after.high.is_some();
    if ranged {
        reasons.push("range");
    }
    reasons
}

/// Whether a series is one of aims.
pub fn is_target(series: &Series) -> bool {
    series.role == Role::Target
}

/// A sentence as a quote: without line breaks and white space between Han characters.
pub fn quote(text: &str) -> String {
    squeeze(&text.chars().collect::<Vec<_>>())
}

/// Text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> View<'a> {
    /// The text changes of every two reports that were compared, body by body.
    pub fn text_diffs(&self) -> Vec<(Pair<&'a Report>, &'a TextDiff)> {
        let of = |body: &BodyView<'a>| {
            let entries = &body.body.entries;
            let pairs = body.diffs.iter();
            pairs.map(|(&(a, b), diff)| (Pair::new(&entries[a].report, &entries[b].report), diff)).collect::<Vec<_>>()
        };
        self.bodies.iter().flat_map(of).collect()
    }
}
