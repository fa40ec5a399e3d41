//! Chinese in bytes of seven bits, as mail once carried it (七位编码).
//!
//! ```text
//! ~{VPND~}2024       HZ: GB 2312 between ~{ and ~}
//! +Ti1lhw-2024       UTF-7: UTF-16 in base64 between + and -
//! ESC $ ) A SO V P N D SI 2024    ISO-2022-CN: GB 2312 between shift out and shift in
//! ```

use encoding_rs::{GB18030, UTF_16BE};

use crate::text::is_han;

/// The text and the name of its encoding; none where there is hardly any Chinese in it.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let ascii = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii())?;
    let chinese = |text: &String| text.chars().filter(|c| is_han(*c)).count() * 5 > text.chars().count();
    // A tilde at the end of a line joins it with the next.
    let plain = |text: &str| text.replace("~\r\n", "").replace("~\n", "").replace("~~", "~");
    let hz = ascii.contains("~{").then(|| shifted(ascii, ["~{", "~}"], plain)).filter(chinese);
    let iso = || {
        let text = ascii.contains(DESIGNATES_GB).then(|| ascii.replace(DESIGNATES_GB, ""))?;
        Some(shifted(&text, ["\x0e", "\x0f"], str::to_owned)).filter(chinese)
    };
    hz.map(|text| (text, "HZ-GB-2312"))
        .or_else(|| iso().map(|text| (text, "ISO-2022-CN")))
        .or_else(|| utf7(ascii).filter(chinese).map(|text| (text, "UTF-7")))
}

/// What says in ISO-2022-CN that the characters between shift out and shift in are those of GB 2312.
const DESIGNATES_GB: &str = "\x1b$)A";

/// Whether text is written with other characters than those of ASCII by escapes (Japanese and Korean mail, CNS 11643), which
/// are not read.
pub(super) fn is_other(text: &str) -> bool {
    text.is_ascii() && text.contains("\x1b$")
}

/// GB 2312 in seven bits between two marks; `plain` reads what stands outside.
fn shifted(ascii: &str, [open, close]: [&str; 2], plain: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (at, piece) in ascii.split(open).enumerate() {
        let (inside, behind) = if at == 0 { ("", piece) } else { piece.split_once(close).unwrap_or((piece, "")) };
        let high: Vec<u8> = inside.bytes().filter(|b| *b > b' ').map(|b| b | 0x80).collect();
        out.push_str(&GB18030.decode_without_bom_handling(&high).0);
        out.push_str(&plain(behind));
    }
    out
}

fn utf7(ascii: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = ascii;
    while let Some((plain, piece)) = rest.split_once('+') {
        out.push_str(plain);
        // A plus sign also is one of the digits of base64.
        let len = piece.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'+')).count();
        let (coded, behind) = piece.split_at(len);
        rest = behind.strip_prefix('-').unwrap_or(behind);
        if coded.is_empty() {
            // +- is a plus sign.
            out.push('+');
        } else {
            let bytes = loose_base64(coded)?;
            out.push_str(&UTF_16BE.decode_without_bom_handling(&bytes[..bytes.len() & !1]).0);
        }
    }
    out.push_str(rest);
    Some(out)
}

/// The bytes of base64 without padding, whose last bits may be anything.
fn loose_base64(coded: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    use base64::alphabet::STANDARD;
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&STANDARD, config).decode(coded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_in_seven_bits_is_read() {
        let read = |bytes: &[u8]| decode(bytes).unwrap_or_default();
        assert_eq!(read(b"~{VPND~}2024~{Dj1(8f~}~~"), ("中文2024年报告~".to_owned(), "HZ-GB-2312"));
        assert_eq!(read(b"+Ti1lhw-2024+XnRipVRK"), ("中文2024年报告".to_owned(), "UTF-7"));
        assert_eq!(read(b"+UWhedFuhZ+U-2024"), ("全年审查2024".to_owned(), "UTF-7"));
        assert_eq!(read(b"\x1b$)A\x0eVPND\x0f2024\x0eDj1(8f\x0f"), ("中文2024年报告".to_owned(), "ISO-2022-CN"));
        assert_eq!(read(b"a+b-c ~{x"), (String::new(), ""));
        assert_eq!(read(b"1+1=2, C++, a+-b"), (String::new(), ""));
    }
}
