//! Plain text: nothing but characters, so page furniture is told by what its lines say, and tables by their pipes,
//! tabs or blanks.

use crate::diagnostic::Noted;
use crate::text::{Span, Text, is_invisible};

use super::encoding::{Decoded, is_mojibake};
use super::{Format, Source, SourceError, celled, heads, piped, spaced};

/// Makes a source of decoded plain text. The lines of page furniture are found with the report, by `report`.
///
/// Fails where there is nothing to read in it: no character that shows, or only such as nobody wrote.
pub(super) fn read(decoded: Noted<Decoded>) -> Result<Noted<Source>, SourceError> {
    let Noted { value: Decoded { text, encoding }, notes } = decoded;
    if text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c)) {
        return Err(SourceError::Empty);
    }
    if is_mojibake(&text) {
        return Err(SourceError::Mojibake);
    }
    let text = Text::new(text);
    let mut tables = piped::tables(&text);
    for find in [heads::tables, spaced::tables, celled::tables] {
        let taken: Vec<Span> = tables.iter().map(|table| table.span).collect();
        tables.extend(find(&text, &taken));
        tables.sort_by_key(|table| table.span);
    }
    let source = Source { format: Format::Text, encoding, text, furniture: Vec::new(), headings: Vec::new(), tables };
    Ok(Noted { value: source, notes })
}
