//! The reader of Word documents: the parts of a package between zero bytes.
#![no_main]

mod reader;

const FIXED: &[(&str, &str)] = &[];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    reader::read_package(
        bytes,
        &["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"],
        FIXED,
        "docx",
    )
});
