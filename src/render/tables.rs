//! The tables of a comparison: which rows there are, and what stands in each column.

mod trends;
mod wide;
mod changes;
mod sections;
mod texts;
mod terms;
mod panel;
mod checks;
mod plans;
mod claims;

use rust_decimal::Decimal;

pub use changes::changes;
pub use checks::checks;
pub use claims::claims;
pub use panel::{panel, panel_figures, panel_figures_columns, panel_head, panel_rows};
pub use plans::plans;
pub use sections::sections;
pub use terms::terms;
pub use texts::text_changes;
pub use trends::trends;
pub use wide::{Widened, trends_wide};

/// The names of all tables that are written, whatever is asked for.
pub const NAMES: [&str; 10] =
    ["trends", "trends-wide", "changes", "panel", "sections", "text-changes", "terms", "checks", "plans", "claims"];

/// A number without zeros at its end.
fn number(value: Decimal) -> Option<Decimal> {
    Some(value.normalize())
}
