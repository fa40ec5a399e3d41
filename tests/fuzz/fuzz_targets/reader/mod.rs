//! One reader on any bytes: it ends, and what it gives is sound.

use std::io::{Cursor, Write};

use libfuzzer_sys::Corpus;
use nianlun::source;

/// Reads the bytes as a file of that ending.
pub fn read(bytes: &[u8], ending: &str) -> Corpus {
    let Ok(noted) = source::read(bytes, &format!("2016.{ending}")) else { return Corpus::Keep };
    let source = noted.value;
    let length = source.text.len();
    let spans = source.tables.iter().flat_map(|table| table.cells.iter().map(|cell| cell.span));
    let spans = spans.chain(source.furniture.iter().copied()).chain(source.headings.iter().map(|mark| mark.span));
    for span in spans.chain(noted.notes.iter().map(|note| note.span)) {
        assert!(span.start <= span.end && span.end <= length, "a place in the text");
    }
    assert_eq!(source.text.original().chars().count(), length as usize);
    Corpus::Keep
}

/// Reads a package of these parts: what stands between zero bytes, one after the other, and some that are always the same.
pub fn read_package(bytes: &[u8], parts: &[&str], fixed: &[(&str, &str)], ending: &str) -> Corpus {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let given = parts.iter().copied().zip(bytes.split(|byte| *byte == 0));
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, content) in fixed.chain(given) {
        let _ = zip.start_file(name, stored).and_then(|()| Ok(zip.write_all(content)?));
    }
    match zip.finish() {
        Ok(package) => read(&package.into_inner(), ending),
        Err(_) => Corpus::Reject,
    }
}
