//! Bytes to characters: byte order mark, then encodings of seven bits, strict UTF-8, UTF-32 and UTF-16 by their zero bytes,
//! then GB18030 or Big5, then line by line (a file put together from two), then the same around damaged bytes, then a
//! guess.

mod repair;
mod seven_bit;
mod mojibake;
mod diagnostics;
mod doubt;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::Noted;
use crate::text::{Span, is_han};

use super::SourceError;
use diagnostics::{damage, lost_before};
use repair::{Parted, parted};

pub(super) use mojibake::is_mojibake;

/// Decoded bytes.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The encoding's WHATWG name.
    pub(super) encoding: &'static str,
}

/// How many bytes are looked at to tell text from binary data.
const SAMPLE: usize = 8192;

/// Decodes the bytes of a plain text file.
///
/// Fails where they are no text. A guessed encoding and bytes that it does not have are noted, and so is text that does not
/// look as Chinese does.
pub(super) fn decode(bytes: &[u8]) -> Result<Noted<Decoded>, SourceError> {
    decode_as_is(bytes).map(with_doubts)
}

fn with_doubts(mut noted: Noted<Decoded>) -> Noted<Decoded> {
    noted.notes.extend(doubt::doubts(&noted.value.text, noted.value.encoding));
    noted
}

fn decode_as_is(bytes: &[u8]) -> Result<Noted<Decoded>, SourceError> {
    // Before the mark of UTF-16, with which that of UTF-32 begins.
    if let Some(text) = utf32(bytes) {
        return Ok(Noted::plain(Decoded { text, encoding: "UTF-32" }));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(with(encoding, &bytes[mark..]));
    }
    if let Some((text, encoding)) = seven_bit::decode(bytes) {
        return Ok(Noted::plain(Decoded { text, encoding }));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if seven_bit::is_other(text) {
            return Err(SourceError::Binary { what: "ISO-2022" });
        }
        if text.contains('\0') && looks_binary(bytes) {
            return Err(SourceError::Binary { what: "NUL" });
        }
        let notes = lost_before(text).into_iter().collect();
        return Ok(Noted { value: Decoded { text: text.to_owned(), encoding: UTF_8.name() }, notes });
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return Ok(with(encoding, bytes));
    }
    if looks_binary(bytes) {
        return Err(SourceError::Binary { what: "NUL" });
    }
    let (chinese, encoding) = chinese(bytes);
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
        && mostly_common(&text)
        // Outside the older standard anything goes; within it a lost byte is told by what it makes of the rest.
        && (chinese.damaged == 0 || chinese.beyond * 100 > chinese.wide)
    {
        return Ok(Noted::plain(Decoded { text: text.into_owned(), encoding: encoding.name() }));
    }
    if let Some(mixed) = line_by_line(bytes) {
        return Ok(mixed);
    }
    // Bytes of Chinese are never those of a Western code page.
    if chinese.is_chinese() {
        let notes = damage(&chinese.text, &chinese.stray, encoding.name()).into_iter().collect();
        return Ok(Noted { value: Decoded { text: chinese.text, encoding: encoding.name() }, notes });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // No hint by top-level domain: a hint of "cn" was found to make the guess wrong.
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    let encoding = if guess == encoding_rs::GBK { GB18030 } else { guess };
    let mut noted = with(encoding, bytes);
    noted.notes.insert(0, diagnostics::guessed(encoding.name()));
    Ok(noted)
}

/// The bytes as the encoding of Chinese that fits them better.
fn chinese(bytes: &[u8]) -> (Parted, &'static Encoding) {
    let gb = parted(bytes, GB18030);
    let big5 = if gb.is_chinese() { None } else { Some(parted(bytes, BIG5)).filter(Parted::is_chinese) };
    big5.map_or((gb, GB18030), |big5| (big5, BIG5))
}

/// From so many bytes outside ASCII on, valid UTF-8 is no accident, whatever a page declares.
const SURELY_UTF_8: usize = 60;

/// Decodes bytes that may declare their encoding themselves (`<meta charset>`, an XML declaration).
///
/// A byte order mark goes first, then the declaration, unless the bytes are clearly UTF-8 or do not fit it; then the
/// bytes are looked at as those of plain text. A label that is not known is no declaration.
pub(super) fn decode_declared(bytes: &[u8], declared: Option<&str>) -> Result<Noted<Decoded>, SourceError> {
    let label = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A declaration that could be read as ASCII is not one of UTF-16.
    let label = label.map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e });
    let encoding = label.filter(|_| Encoding::for_bom(bytes).is_none());
    encoding.map_or_else(|| decode_as_is(bytes), |encoding| decode_labelled(bytes, encoding)).map(with_doubts)
}

fn decode_labelled(bytes: &[u8], encoding: &'static Encoding) -> Result<Noted<Decoded>, SourceError> {
    let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
    let wide = bytes.iter().filter(|b| !b.is_ascii()).count();
    if wide >= SURELY_UTF_8 && std::str::from_utf8(bytes).is_ok() {
        return decode_as_is(bytes);
    }
    // Every byte is one of a Western code page, which pages in Chinese declare too.
    let read = encoding.decode_without_bom_handling_and_without_replacement(bytes).filter(|_| encoding != WINDOWS_1252);
    if let Some(text) = read {
        return Ok(Noted::plain(Decoded { text: text.into_owned(), encoding: encoding.name() }));
    }
    Ok(match decode_as_is(bytes) {
        Ok(read) if encoding != WINDOWS_1252 && read.notes.is_empty() || read.value.encoding == encoding.name() => read,
        Ok(read) if encoding == WINDOWS_1252 && is_surely_chinese(bytes, read.value.encoding) => read,
        _ => with(encoding, bytes),
    })
}

/// Whether bytes that were read in an encoding are Chinese in it, and no accented letters before others.
fn is_surely_chinese(bytes: &[u8], encoding: &str) -> bool {
    let of = [GB18030, BIG5].into_iter().find(|chinese| chinese.name() == encoding);
    of.map_or(encoding == UTF_8.name(), |chinese| parted(bytes, chinese).is_chinese())
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Noted<Decoded> {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let notes = if errors { damage(&text, &[], encoding.name()).into_iter().collect() } else { Vec::new() };
    Noted { value: Decoded { text, encoding: encoding.name() }, notes }
}

/// UTF-16 without a mark: in a text with line ends and digits every other byte of them is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    if (odd + even) * 200 < pairs || odd == even {
        return None;
    }
    // 一 (U+4E00) has a zero byte on the other side.
    let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    mostly_common(&text).then_some(encoding)
}

/// UTF-32 of either byte order, with or without a mark; none where a unit is no scalar value.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<4>();
    let first = units.first().filter(|_| rest.is_empty())?;
    let read: fn([u8; 4]) -> u32 = match first {
        [0, 0, _, _] => u32::from_be_bytes,
        [_, _, 0, 0] => u32::from_le_bytes,
        _ => return None,
    };
    let text: String = units.iter().map(|unit| char::from_u32(read(*unit))).collect::<Option<_>>()?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    mostly_common(&text).then_some(text)
}

/// Of so many characters one may be damaged, or the bytes are something else.
const DAMAGED: usize = 50;

/// A file whose lines are UTF-8 in part and GB18030 in part, as pasting files together makes it, or UTF-8 with stray bytes;
/// none where the lines are one encoding that is not UTF-8, or no text.
fn line_by_line(bytes: &[u8]) -> Option<Noted<Decoded>> {
    let mut text = String::new();
    let (mut wide, mut other, mut damaged): (bool, Option<Span>, usize) = (false, None, 0);
    // No character of either encoding has the byte of a line feed in it.
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let [own, foreign] = [UTF_8, GB18030].map(|encoding| encoding.decode_without_bom_handling(line).0);
        let lost = |line: &str| line.matches('\u{fffd}').count();
        let (own_lost, foreign_lost) = (lost(&own), lost(&foreign));
        if own_lost <= foreign_lost || own_lost * DAMAGED < line.len() {
            wide |= !line.is_ascii();
            damaged += own_lost;
            text.push_str(&own);
        } else {
            damaged += foreign_lost;
            other.get_or_insert_with(|| {
                let start = text.chars().count() as u32;
                Span::new(start, start + foreign.trim_end().chars().count() as u32)
            });
            text.push_str(&foreign);
        }
    }
    let (count, han) = (text.chars().count(), text.chars().filter(|c| is_han(*c)).count());
    if !wide || han * 5 < count || damaged * DAMAGED > count || !mostly_common(&text) {
        return None;
    }
    let Some(first) = other else { return Some(with(UTF_8, bytes)) };
    let damage = if damaged > 0 { damage(&text, &[], "UTF-8, gb18030") } else { None };
    let notes = std::iter::once(diagnostics::mixed(first)).chain(damage).collect();
    Some(Noted { value: Decoded { text, encoding: UTF_8.name() }, notes })
}

fn looks_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    sample.contains(&0) || odd * 50 > sample.len()
}

/// Whether the text is what people write: nearly all Han of the basic block, ASCII and common marks.
fn mostly_common(text: &str) -> bool {
    let (mut common, mut all) = (0_usize, 0_usize);
    for c in text.chars().take(SAMPLE) {
        all += 1;
        let good = matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}' | '\u{b7}' | '\u{2010}'..='\u{203b}' | '\u{2160}'..='\u{217f}' | '\u{2460}'..='\u{2473}'
            | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff00}'..='\u{ffef}' | '\u{d7}' | '\u{2103}' | '\u{feff}');
        common += usize::from(good);
    }
    common * 100 >= all * 97
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let noted = decode(bytes).unwrap();
        (noted.value.text, noted.value.encoding)
    }

    #[test]
    fn a_declaration_holds_where_the_bytes_fit_it() {
        let text = "云溪市2017年度报告，共审查行政规范性文件59件，提出意见建议若干条。";
        let (gb, _, _) = GB18030.encode(text);
        let (big5, _, _) = encoding_rs::BIG5.encode("年度報告，共審查文件");
        let read = |bytes: &[u8], label| {
            let noted = decode_declared(bytes, Some(label)).unwrap();
            (noted.value.text, noted.value.encoding, noted.notes.len())
        };
        assert_eq!(read(&gb, "gb2312"), (text.to_owned(), "gb18030", 0));
        assert_eq!(read(&gb, "utf-8"), (text.to_owned(), "gb18030", 0));
        assert_eq!(read(text.as_bytes(), "gb2312"), (text.to_owned(), "UTF-8", 0));
        assert_eq!(read(&big5, "big5").1, "Big5");
        assert_eq!(read(&gb, "no-such-label").1, "gb18030");
        let broken: Vec<u8> = gb.iter().copied().chain([0xff, b'x']).collect();
        assert_eq!(read(&broken, "gbk").2, 1);
    }

    #[test]
    fn each_encoding_is_told_by_its_bytes() {
        let text = "云溪市2017年度报告，共审查文件59件，一一办结。\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.clone()).collect();
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), "UTF-8"));
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), (text.to_owned(), "UTF-8"));
        assert_eq!(decoded(&gb), (text.to_owned(), "gb18030"));
        assert_eq!(decoded(&utf16), (text.to_owned(), "UTF-16LE"));
        assert_eq!(decoded(&utf16_be), (text.to_owned(), "UTF-16BE"));
        assert_eq!(decoded(&marked), (text.to_owned(), "UTF-16LE"));
        let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let utf32_be: Vec<u8> =
            "\u{feff}".chars().chain(text.chars()).flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(decoded(&utf32), (text.to_owned(), "UTF-32"));
        assert_eq!(decoded(&utf32_be), (text.to_owned(), "UTF-32"));
    }

    #[test]
    fn lines_may_have_their_own_encoding() {
        let (gb, _, _) = GB18030.encode("全年办结案件120件，同比下降5%。\n");
        let mixed: Vec<u8> = "云溪市2017年度报告\n".bytes().chain(gb.iter().copied()).collect();
        let noted = decode(&mixed).unwrap();
        assert_eq!(noted.value.text, "云溪市2017年度报告\n全年办结案件120件，同比下降5%。\n");
        assert_eq!(noted.notes[0].code, Code::EncodingGuessed);
        assert_eq!(noted.notes[0].span, Span::new(12, 30));
    }

    #[test]
    fn a_stray_byte_leaves_the_rest_readable() {
        let text =
            "云溪市2017年度报告，共审查行政规范性文件59件，提出意见建议若干条，全部按期办结并予以公开。\n".repeat(3);
        let mut bytes = text.clone().into_bytes();
        bytes.insert(9, 0xff);
        let noted = decode(&bytes).unwrap();
        assert_eq!(noted.value.encoding, "UTF-8");
        assert_eq!(noted.value.text.replace('\u{fffd}', ""), text);
        assert_eq!(noted.notes[0].code, Code::EncodingDamaged);
    }

    #[test]
    fn one_damaged_byte_leaves_the_rest_chinese() {
        let text =
            "云溪市2017年度报告，共审查行政规范性文件59件，\n提出意见建议若干条，全部按期办结并予以公开。\n".repeat(4);
        let (gb, _, _) = GB18030.encode(&text);
        for at in [7, 8, 40, 41, 90] {
            let mut longer = gb.to_vec();
            longer.insert(at, 0xff);
            let mut shorter = gb.to_vec();
            shorter.remove(at + 20);
            for bytes in [longer, shorter] {
                let noted = decode(&bytes).unwrap();
                assert_eq!(noted.value.encoding, "gb18030");
                assert!(noted.notes.iter().any(|note| note.code == Code::EncodingDamaged), "{at}");
                assert!(noted.value.text.matches('\u{fffd}').count() <= 1, "{at}");
            }
        }
    }

    #[test]
    fn a_western_declaration_makes_no_western_text_of_chinese() {
        let (gb, _, _) = GB18030.encode("云溪市2017年度报告，共审查行政规范性文件59件，提出意见建议若干条。");
        let read = |bytes: &[u8]| decode_declared(bytes, Some("iso-8859-1")).unwrap().value;
        assert_eq!(read(&gb).encoding, "gb18030");
        assert_eq!(read(b"Rapport g\xe9n\xe9ral").text, "Rapport général");
    }

    #[test]
    fn encodings_of_chinese_are_told_apart() {
        let text = "東湖市二零二四年社會保障工作情況報告，全市基本養老保險參保人數達到八十八萬人。";
        assert_eq!(decoded(&BIG5.encode(text).0), (text.to_owned(), "Big5"));
        assert_eq!(decoded(&GB18030.encode(text).0), (text.to_owned(), "gb18030"));
        assert_eq!(decoded(b"~{VPND~}2024~{Dj1(8f~}").1, "HZ-GB-2312");
        assert_eq!(decoded(b"a+b-c ~{x").1, "UTF-8");
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(decode(&[0, 159, 146, 150, 1, 2, 3, 0, 0, 255]).is_err());
    }

    #[test]
    fn bytes_that_fit_nothing_are_said() {
        let (gb, _, _) = GB18030.encode("云溪市二〇一七年度法治政府建设情况报告");
        let broken: Vec<u8> = gb.iter().copied().chain([0xff, 0xff]).collect();
        let noted = decode(&broken).unwrap();
        assert!(
            noted.notes.iter().any(|note| note.code == Code::EncodingDamaged || note.code == Code::EncodingGuessed)
        );
    }
}
