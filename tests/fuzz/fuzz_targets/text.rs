//! The reader of plain text, in any encoding.
#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus { reader::read(bytes, "txt") });
