//! `plans.csv`: what was promised, and what became of it.

use rust_decimal::Decimal;

use crate::commitment::Commitment;
use crate::corpus::Entry;
use crate::indicator::Indicator;
use crate::render::view::{BodyView, View, one_line};
use crate::table::{Table, boolean, decimal, int, measured, text};
use crate::text::Span;

struct Row<'a> {
    body: &'a BodyView<'a>,
    plan: &'a Commitment,
}

impl<'a> Row<'a> {
    fn entry(&self) -> &'a Entry {
        &self.body.body.entries[self.plan.report]
    }

    fn wanted(&self) -> Option<&'a Indicator> {
        self.plan.target.map(|target| &self.entry().indicators[target.indicator])
    }

    fn told(&self) -> Option<Span> {
        self.plan.answer.map(|answer| answer.span)
    }

    fn again(&self) -> Option<Span> {
        self.plan.again.map(|(_, span)| span)
    }
}

/// `plans.csv`: a row a commitment of a report's plan. Places are of the clause that promises and of the one that answers.
pub fn plans(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(|body| body.commitments.iter().map(move |plan| Row { body, plan }));
    Table::new(
        "plans",
        "a row a commitment of a report's plan",
        &[],
        rows,
        [
            text("body", "the public body", |row: &Row<'_>| row.body.body.name.clone()),
            text("report", "the report that promises, its file", |row| row.entry().report.name.clone()),
            measured(
                "characters",
                int("char_start", "where the promise stands", |row| Some(row.plan.span.start.into())),
            ),
            measured("characters", int("char_end", "where it ends", |row| Some(row.plan.span.end.into()))),
            text("quote", "the clause that promises", |row| one_line(row.entry().report.text.str(row.plan.span))),
            decimal("target", "the figure that is to be reached; none of an act", |row| {
                row.wanted().map(|one| plain(one.value))
            }),
            decimal("target_high", "its upper end, of a range", |row| row.wanted()?.high.map(plain)),
            text("bound", "at_least, at_most, about or exact", |row| {
                row.plan.target.map(|target| target.bound.name().to_owned()).unwrap_or_default()
            }),
            text("unit", "the figure's unit", |row| row.wanted().and_then(|one| one.unit.clone()).unwrap_or_default()),
            int("period", "the year by which it is to be kept", |row| row.plan.period.map(i64::from)),
            text("outcome", "met, missed, reported, not-mentioned or too-early", |row| {
                row.plan.outcome.name().to_owned()
            }),
            text("outcome_report", "the report that tells of that year, its file", |row| {
                row.plan.read.map(|report| row.body.body.entries[report].report.name.clone()).unwrap_or_default()
            }),
            measured("characters", int("outcome_start", "where it is told", |row| Some(row.told()?.start.into()))),
            measured("characters", int("outcome_end", "where that ends", |row| Some(row.told()?.end.into()))),
            text("outcome_quote", "the clause that tells it", |row| {
                let told = row.plan.answer.map(|to| row.body.body.entries[to.report].report.text.str(to.span));
                told.map(one_line).unwrap_or_default()
            }),
            decimal("outcome_value", "the figure that was reached", |row| row.plan.reached(row.body.body).map(plain)),
            decimal("score", "how sure it is that both tell of one thing, from 0 to 1", |row| {
                row.plan.answer.map(|answer| Decimal::new(answer.score.into(), 3))
            }),
            boolean("ceiling", "whether less is better", |row| row.plan.target.map(|target| target.ceiling)),
            measured(
                "characters",
                int(
                    "again_start",
                    "where the next plan promises it again: the target that the series carry on, else word for word",
                    |row| Some(row.again()?.start.into()),
                ),
            ),
            measured("characters", int("again_end", "where that ends", |row| Some(row.again()?.end.into()))),
        ],
    )
}

fn plain(value: Decimal) -> Decimal {
    value.normalize()
}
