//! Indicators (指标): figures with what they mean – label, scope, period, role, and what they are part of.

mod why;
mod layout;
mod word;
mod relation;
mod scope;
mod asof;
mod plan_years;
mod years;
mod opening;
mod standing;
mod period;
mod planned;
mod runs;
mod label;
mod counted;
mod row;
mod phrase;
mod pieces;
mod part;
mod reader;
mod whole;
mod sorts;
mod earlier;
mod places;
mod deal;
mod said;
mod graded;
mod behind;
mod ranked;
mod against;
mod became;
mod own;
mod carried;
mod draft;
mod context;
mod headed;
mod among;
mod piece;
mod outside;
mod parted;
mod steps;
mod purpose;
mod level;
mod kind;
mod dated;
mod foreseen;
mod clause;
mod table;
mod announced;

use rust_decimal::Decimal;

use crate::config::{Config, Direction, Kind, Qualifier};
use crate::diagnostic::Noted;
use crate::quantity::{self, Form, Mention, UnitName};
use crate::report::{Report, Role as SectionRole, SectionId};
use crate::text::Span;
use crate::text::signs::TOLD;

use announced::Announced;
pub use asof::TimeBasis;
use headed::Headed;
pub(crate) use planned::planned;
pub use why::{DirectionRule, LabelRule, PeriodRule, RoleRule, ScopeRule, Why};
pub(crate) use years::{calendar_year, few};

/// An indicator of a report by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct IndicatorId(pub u32);

impl IndicatorId {
    /// As an index into the report's indicators.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a figure is to its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What was reached (实际).
    Actual,
    /// What is to be reached (目标).
    Target,
    /// What it was before, told beside the new value (上年).
    Previous,
}

impl Role {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Actual => "actual",
            Role::Target => "target",
            Role::Previous => "previous",
        }
    }
}

/// What is measured: figures of different measures are never one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How much there is or was done (总量).
    Level,
    /// By how many percent it changed (增速).
    Growth,
    /// Its share of a whole (占比).
    Share,
    /// By how much it changed (增减量).
    Delta,
}

impl Measure {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Level => "level",
            Measure::Growth => "growth",
            Measure::Share => "share",
            Measure::Delta => "delta",
        }
    }
}

/// A figure with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its place in the report.
    pub id: IndicatorId,
    /// The surface: number, unit, and the modifiers glued to it.
    pub span: Span,
    /// The value in the base unit, as stated: a fall of 3.1 % is 3.1. Of a range the lower end.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// What the text says that the value went beyond, where it tells both: 突破8000公里、达8184公里.
    pub threshold: Option<Decimal>,
    /// Whether it is told in parts (三分之一, 1/3, 1∶3): its value is then the quotient, to six digits.
    pub fraction: bool,
    /// Which way a change went.
    pub direction: Option<Direction>,
    /// The unit as the report writes it, without its scale; `None` where it has none.
    pub unit: Option<String>,
    /// The sort of figure.
    pub kind: Kind,
    /// What a careful reader would put in a table's first column; `·` stands between a subject that was told before and the rest.
    pub label: String,
    /// What the label is about, without verbs and changes, for comparing across years.
    pub topic: String,
    /// Whose figure it is, where the text says so (全市, 市本级).
    pub scope: Option<String>,
    /// Up to when it was counted, where the text says so (截至11月底).
    pub asof: Option<String>,
    /// How much of its year it covers, by those words.
    pub basis: TimeBasis,
    /// The calendar year that it is about, the last one where it covers several.
    pub period: Option<i32>,
    /// How many years it covers.
    pub years: u8,
    /// How exact it is or of what sort.
    pub qualifier: Option<Qualifier>,
    /// What it is to the report.
    pub role: Role,
    /// The total that it is part of.
    pub part_of: Option<IndicatorId>,
    /// The innermost section that it stands in.
    pub section: Option<SectionId>,
    /// The sentence or table row that it stands in.
    pub quote: Span,
    /// The table and the cell's row and column, where it stands in one.
    pub table: Option<TablePlace>,
    /// The rules that decided its fields.
    pub why: Why,
}

/// A cell of one of the report's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct TablePlace {
    /// The table, by its place in the report.
    pub table: u32,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl Indicator {
    /// What is measured.
    pub const fn measure(&self) -> Measure {
        match self.kind {
            Kind::Growth => Measure::Growth,
            Kind::Rate => Measure::Share,
            Kind::Delta => Measure::Delta,
            _ => Measure::Level,
        }
    }

    /// Its label, folded.
    pub(crate) fn folded_label(&self) -> Vec<char> {
        self.label.chars().map(crate::text::fold).collect()
    }
}

/// What a label says of its own figure, behind a subject that was told before.
pub(crate) fn own_part(label: &[char]) -> &[char] {
    &label[label.iter().rposition(|c| *c == TOLD).map_or(0, |at| at + 1)..]
}

/// All indicators of a report, in text order. Cannot fail; damaged places and unknown units are noted.
pub fn extract(report: &Report, config: &Config) -> Noted<Vec<Indicator>> {
    extract_with(report, config, &[])
}

/// A surface with what it says, whatever it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// The surface.
    pub span: Span,
    /// Its value in the base unit.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// Its unit.
    pub unit: Option<String>,
}

/// The same where some surfaces say what somebody says they do.
pub fn extract_with(report: &Report, config: &Config, forced: &[Forced]) -> Noted<Vec<Indicator>> {
    let Some(reading) = &report.reading else { return extract_as_is(report, config, forced) };
    let places = &reading.places;
    let forced: Vec<Forced> =
        forced.iter().map(|forced| Forced { span: places.read(forced.span), ..forced.clone() }).collect();
    let mut found = extract_as_is(&reading.report, config, &forced);
    for indicator in &mut found.value {
        indicator.span = places.original(indicator.span);
        indicator.quote = places.original(indicator.quote);
    }
    places.tell(&mut found.notes);
    found
}

/// The indicators of a report in its text as it stands.
fn extract_as_is(report: &Report, config: &Config, forced: &[Forced]) -> Noted<Vec<Indicator>> {
    let Noted { value: mut mentions, notes } = quantity::scan(&report.text, config);
    for Forced { span, value, high, unit } in forced {
        mentions.retain(|mention| mention.span.overlap(*span) == 0);
        let at = mentions.partition_point(|mention| mention.span < *span);
        let unit = unit.as_ref().and_then(|unit| config.units.named(unit)).map(UnitName::Known);
        mentions.insert(at, Mention::plain(*span, *value, *high, unit));
    }
    let mut found = Vec::new();
    let mut frame = period::Frame::new(report, config);
    let mut unit = Announced::default();
    let mut headed = Headed::default();
    let mut at = 0;
    for sentence in &report.sentences {
        while mentions.get(at).is_some_and(|mention| mention.span.start < sentence.span.start) {
            at += 1;
        }
        let from = at;
        while mentions.get(at).is_some_and(|mention| mention.span.start < sentence.span.end) {
            at += 1;
        }
        frame.enter(report, config, sentence);
        headed.enter(report, sentence, config);
        unit.enter(report, sentence, config);
        mentions[from..at].iter_mut().for_each(|mention| unit.read(report, mention, config));
        let figures: Vec<&Mention> = mentions[from..at].iter().filter(|mention| mention.none.is_none()).collect();
        // A glossary's figures, or an attached list's, are not the report's own.
        let attached = sentence.section.is_some_and(|id| report.section(id).role == SectionRole::Annex);
        if !figures.is_empty() && !attached && !table::covers(report, sentence.span) {
            clause::read(report, config, sentence, &figures, (&frame, &headed), &mut found);
        }
    }
    for (place, cells) in report.tables.iter().enumerate() {
        let base = found.len() as u32;
        found.extend(table::read(report, config, place, cells).into_iter().enumerate().map(|(at, mut indicator)| {
            indicator.id = IndicatorId(base + at as u32);
            indicator.part_of = indicator.part_of.map(|total| IndicatorId(base + total.0));
            indicator
        }));
        dated::mark_earlier_columns(&mut found[base as usize..], report.metadata.covers);
    }
    in_text_order(&mut found);
    Noted { value: found, notes }
}

/// Sorts indicators by place and numbers them anew; what is part of what moves along.
fn in_text_order(found: &mut [Indicator]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| found[at].span);
    let mut places = vec![IndicatorId(0); found.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = IndicatorId(place as u32);
    }
    for (at, indicator) in found.iter_mut().enumerate() {
        indicator.id = places[at];
        indicator.part_of = indicator.part_of.map(|total| places[total.index()]);
    }
    found.sort_by_key(|indicator| indicator.id);
}

/// The unit's name for a mention.
fn unit_name(report: &Report, config: &Config, mention: &Mention) -> Option<String> {
    match (mention.unit, mention.form) {
        (_, Form::Fraction) => None,
        (Some(UnitName::Known(id)), _) => Some(config.units.get(id).name.clone()),
        (Some(UnitName::Unknown(span)), _) => Some(report.text.str(span).to_owned()),
        (None, _) => None,
    }
}
