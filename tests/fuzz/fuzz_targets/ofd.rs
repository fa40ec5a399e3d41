//! The reader of OFD: the parts of a package between zero bytes.
#![no_main]

mod reader;

const FIXED: &[(&str, &str)] = &[
    ("OFD.xml", "<OFD xmlns=\"http://www.ofdspec.org/2016\"><DocBody><DocRoot>Doc_0/D.xml</DocRoot></DocBody></OFD>"),
    (
        "Doc_0/D.xml",
        "<Document xmlns=\"http://www.ofdspec.org/2016\"><Pages><Page BaseLoc=\"P.xml\"/></Pages></Document>",
    ),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    reader::read_package(bytes, &["Doc_0/P.xml", "Doc_0/Res.xml"], FIXED, "ofd")
});
