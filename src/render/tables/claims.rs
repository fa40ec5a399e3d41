//! `claims.csv`: what was claimed, and whether it still is.

use crate::commitment::claims::{Claim, Status};
use crate::render::view::{BodyView, View, one_line};
use crate::table::{Table, int, measured, text};

struct Row<'a> {
    body: &'a BodyView<'a>,
    claim: &'a Claim,
}

impl Row<'_> {
    /// Whether the report makes it: one that is gone or contradicted has no place there.
    fn stands(&self) -> bool {
        !matches!(self.claim.status, Status::Gone | Status::Contradicted)
    }
}

/// `claims.csv`: a row a claim and report. The quote of a claim that is gone is that of the report before.
pub fn claims(view: &View<'_>) -> Table {
    let rows = view.bodies.iter().flat_map(|body| body.claims.iter().map(move |claim| Row { body, claim }));
    Table::new(
        "claims",
        "a row a statement (none occurred, all, first) and report",
        &["body", "claim_id", "report"],
        rows,
        [
            text("body", "the public body", |row: &Row<'_>| row.body.body.name.clone()),
            text("claim_id", "the same for one statement in all years", |row| format!("c{}", row.claim.id)),
            text("kind", "none-occurred, all or first", |row| row.claim.kind.name().to_owned()),
            text("subject", "what it is claimed of", |row| one_line(&row.claim.subject)),
            text("limit", "what limits it", |row| one_line(&row.claim.limit)),
            text("report", "the report's file", |row| row.body.body.entries[row.claim.report].report.name.clone()),
            measured(
                "characters",
                int("char_start", "where it stands", |row| row.stands().then(|| row.claim.span.start.into())),
            ),
            measured(
                "characters",
                int("char_end", "where it ends", |row| row.stands().then(|| row.claim.span.end.into())),
            ),
            text("quote", "the clause", |row| {
                one_line(row.body.body.entries[row.claim.told].report.text.str(row.claim.span))
            }),
            text("status", "new, kept, reworded, limited, widened or gone", |row| row.claim.status.name().to_owned()),
        ],
    )
}
