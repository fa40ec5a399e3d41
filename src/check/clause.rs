//! The clause of a figure up to it.

use crate::indicator::Indicator;
use crate::text::{Span, Text};

/// What stands before a figure in its clause.
pub(super) fn own_clause<'a>(text: &'a Text, one: &Indicator) -> &'a [char] {
    let before = text.folded(Span::new(one.quote.start.min(one.span.start), one.span.start));
    before.rsplit(|c| matches!(c, ',' | ';' | '。' | ':' | '、')).next().unwrap_or_default()
}
