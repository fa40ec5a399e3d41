//! Plain text: nothing but characters, so page furniture is told by what its lines say, and tables by their tabs.

use crate::diagnostic::Noted;
use crate::text::{Span, Text};

use super::encoding::Decoded;
use super::{Format, Source, celled, tabbed};

/// Makes a source of decoded plain text. The lines of page furniture are found with the report, by `report`.
pub(super) fn read(decoded: Noted<Decoded>) -> Noted<Source> {
    let Noted { value: Decoded { text, encoding }, notes } = decoded;
    let text = Text::new(text);
    let mut tables = tabbed::tables(&text, &[]);
    let taken: Vec<Span> = tables.iter().map(|table| table.span).collect();
    tables.extend(celled::tables(&text, &taken));
    tables.sort_by_key(|table| table.span);
    let source = Source { format: Format::Text, encoding, text, furniture: Vec::new(), headings: Vec::new(), tables };
    Noted { value: source, notes }
}
