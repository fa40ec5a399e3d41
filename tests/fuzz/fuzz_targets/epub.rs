//! The reader of books: the parts of a package between zero bytes.
#![no_main]

mod reader;

const FIXED: &[(&str, &str)] =
    &[("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>")];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    reader::read_package(bytes, &["a.html", "a.opf"], FIXED, "epub")
});
