//! Plain text: nothing but characters, so page furniture is told by what its lines say.

use crate::diagnostic::Noted;
use crate::text::Text;

use super::encoding::Decoded;
use super::{Format, Source};

/// Makes a source of decoded plain text. The lines of page furniture are found with the report, by `report`.
pub(super) fn read(decoded: Noted<Decoded>) -> Noted<Source> {
    let Noted { value: Decoded { text, encoding }, notes } = decoded;
    let source = Source {
        format: Format::Text,
        encoding,
        text: Text::new(text),
        furniture: Vec::new(),
        headings: Vec::new(),
        tables: Vec::new(),
    };
    Noted { value: source, notes }
}
