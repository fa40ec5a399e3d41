//! The reader of old Word documents and WPS.
#![no_main]

mod reader;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus { reader::read(bytes, "doc") });
