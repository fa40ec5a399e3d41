//! Code pages of rich text files (代码页).

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// The encoding of a code page that the file names.
pub(super) fn code_page(number: i32) -> &'static Encoding {
    match number {
        936 | 54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        65001 => UTF_8,
        10000 => MACINTOSH,
        _ => WINDOWS_1252,
    }
}

/// The encoding of a font's character set, where it says one.
pub(super) fn charset(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(GB18030),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        0 => Some(WINDOWS_1252),
        _ => None,
    }
}
