//! Chinese in bytes of seven bits, as mail once carried it (七位编码).
//!
//! ```text
//! ~{VPND~}2024       HZ: GB 2312 between ~{ and ~}
//! +Ti1lhw-2024       UTF-7: UTF-16 in base64 between + and -
//! ```

use encoding_rs::{GB18030, UTF_16BE};

use crate::text::is_han;

/// The text and the name of its encoding; none where there is hardly any Chinese in it.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let ascii = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii())?;
    let chinese = |text: &String| text.chars().filter(|c| is_han(*c)).count() * 5 > text.chars().count();
    let hz = ascii.contains("~{").then(|| hz(ascii)).filter(chinese);
    hz.map(|text| (text, "HZ-GB-2312")).or_else(|| utf7(ascii).filter(chinese).map(|text| (text, "UTF-7")))
}

fn hz(ascii: &str) -> String {
    let mut out = String::new();
    for (at, piece) in ascii.split("~{").enumerate() {
        let (inside, behind) = if at == 0 { ("", piece) } else { piece.split_once("~}").unwrap_or((piece, "")) };
        let high: Vec<u8> = inside.bytes().filter(|b| *b > b' ').map(|b| b | 0x80).collect();
        out.push_str(&GB18030.decode_without_bom_handling(&high).0);
        // A tilde at the end of a line joins it with the next.
        out.push_str(&behind.replace("~\r\n", "").replace("~\n", "").replace("~~", "~"));
    }
    out
}

fn utf7(ascii: &str) -> Option<String> {
    let mut out = String::new();
    let mut pieces = ascii.split('+');
    out.push_str(pieces.next()?);
    for piece in pieces {
        let len = piece.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'/').count();
        let (coded, behind) = piece.split_at(len);
        let rest = behind.strip_prefix('-');
        if coded.is_empty() {
            // +- is a plus sign.
            out.push('+');
        } else {
            let bytes = loose_base64(coded)?;
            out.push_str(&UTF_16BE.decode_without_bom_handling(&bytes[..bytes.len() & !1]).0);
        }
        out.push_str(rest.unwrap_or(behind));
    }
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
        assert_eq!(read(b"a+b-c ~{x"), (String::new(), ""));
        assert_eq!(read(b"1+1=2, C++, a+-b"), (String::new(), ""));
    }
}
