//! What is shown, as typed rows, computed once; each format only spells it.

pub mod figures;
pub mod sign;
pub mod reading;
pub mod checked;
pub mod largest;
pub mod rows;
pub mod chart;
pub mod comparison;
pub mod queue;
pub mod promises;
pub mod overview;
pub mod page;
pub mod difference;
pub mod shared;

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::Check;
use crate::commitment::Commitment;
use crate::commitment::claims::Claim;
use crate::comparison::Comparison;
use crate::config::Kind;
use crate::corpus::{Body, Corpus};
use crate::diagnostic::Language;
use crate::diff::TextDiff;
use crate::indicator::{Indicator, Measure, Role};
use crate::pair::Pair;
use crate::report::Report;
use crate::text::{squeeze, visible};
use crate::timeline::Timeline;
use crate::timeline::change::{Change, change};
use crate::timeline::series::{Link, Observation, Series, Vintage, status};
use crate::timeline::vintage;

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
    /// What it claims, and whether it still does.
    pub claims: &'a [Claim],
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
    /// The language that pages are read in first, where one was asked for; else it is the browser's.
    pub language: Option<Language>,
    /// Words of which whoever looks for one means the others, too.
    pub searched: &'a [Vec<String>],
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
    /// Whether the link is unsure.
    pub unsure: bool,
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

    /// The calendar year that all others are compared with: the one that the base report reports on, and for what was to be
    /// reached the one after it, which that report plans. The same for all series of the body.
    pub fn base_period(&self, role: Role) -> Option<i32> {
        let base = &self.body.entries[self.base?];
        let covered = base.report.metadata.covers.unwrap_or(base.year());
        Some(if role == Role::Target { covered + 1 } else { covered })
    }

    /// The figure of the base period, whichever report tells it; none where none does.
    pub fn base_used(&self, series: &'a Series) -> Option<&'a Observation> {
        let base = self.base_period(series.role)?;
        self.by_period(series).into_iter().find(|(period, _)| *period == base).map(|(_, observation)| observation)
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
            margin: link.and_then(Link::margin).map(Bits::new),
            unsure: link.is_some_and(|link| link.unsure),
            basis: link.map_or("none", |link| link.basis.name()),
            review: self.timeline.ties.said((observation.report, observation.indicator)),
        }
    }

    /// The changes between the base period and every other one, of each series that has a figure of both.
    pub fn changes(&self) -> Vec<SeriesChange<'a>> {
        let mut rows: Vec<SeriesChange<'a>> = Vec::new();
        for series in &self.timeline.series {
            let Some(base) = self.base_used(series) else { continue };
            let others = self.by_period(series).into_iter().chain(self.other_vintages(series));
            for (_, other) in others.filter(|(_, other)| !std::ptr::eq(*other, base)) {
                let change = change(self.body, series, base, other);
                rows.extend(change.map(|change| SeriesChange { series, other, change }));
            }
        }
        let key = |row: &SeriesChange<'a>| row.change.ends.map(|end| (end.period, end.observation.report));
        rows.sort_by(|a, b| (&a.series.name, &a.series.id, key(a)).cmp(&(&b.series.name, &b.series.id, key(b))));
        rows
    }

    /// The changes between every two periods of a series, and between what another report told of a period and every other
    /// period: whichever two years a reader picks, their change is among these.
    pub fn changes_between(&self, series: &'a Series) -> Vec<Change<'a>> {
        let used = self.by_period(series);
        let others = self.other_vintages(series);
        let mut found = Vec::new();
        for (at, &(_, one)) in used.iter().enumerate() {
            let later = used[at + 1..].iter().chain(&others);
            found.extend(later.filter_map(|&(_, other)| change(self.body, series, one, other)));
        }
        found
    }

    /// What a figure of a level is where the base figure is 100, to two digits; none where the two don't compare.
    pub fn index(&self, series: &'a Series, base: &'a Observation, other: &'a Observation) -> Option<Decimal> {
        let level = series.measure == Measure::Level && series.kind != Kind::Rank;
        change(self.body, series, base, other).filter(|change| level && change.told.is_ok())?;
        let share = other.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base.value)?;
        Some(share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }
}

/// A change between the base period and another one.
#[derive(Debug, Clone)]
pub struct SeriesChange<'a> {
    /// The series.
    pub series: &'a Series,
    /// The figure that is not the base period's, or is another report's of it.
    pub other: &'a Observation,
    /// What became of the earlier one of the two.
    pub change: Change<'a>,
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
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

impl<'a> View<'a> {
    /// What is shown of a comparison.
    pub fn of(comparison: &'a Comparison) -> Self {
        let Comparison { corpus, timelines, checks, commitments, claims, diffs, bases, .. } = comparison;
        let bodies = corpus.bodies.iter().enumerate().map(|(at, body)| BodyView {
            body,
            timeline: &timelines[at],
            checks: &checks[at],
            commitments: &commitments[at],
            claims: &claims[at],
            diffs: &diffs[at],
            base: bases[at],
            vintage: comparison.vintage,
        });
        View { corpus, bodies: bodies.collect(), base_year: comparison.base_year, language: None, searched: &[] }
    }

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
