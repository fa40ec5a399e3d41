//! Text that was read in a wrong encoding and saved so (乱码): nobody wrote it, and no figure in it can be trusted.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, WINDOWS_1252};

use super::repair::parted;

/// How many characters are looked at.
const SAMPLE: usize = 4000;

/// How texts are spoiled: written in the second encoding, read in the first.
const SPOILED: [(&Encoding, &Encoding); 5] =
    [(WINDOWS_1252, GB18030), (WINDOWS_1252, UTF_8), (GB18030, UTF_8), (GB18030, BIG5), (BIG5, GB18030)];

/// Whether text is no text: one in five of its characters is lost or is what lost ones become in GBK (U+951F, U+65A4,
/// U+62F7), or turned back into bytes it is Chinese in another encoding, which it is not as it stands.
pub(in crate::source) fn is_mojibake(text: &str) -> bool {
    let sample: String = text.chars().filter(|c| !c.is_whitespace()).take(SAMPLE).collect();
    let lost = sample.chars().filter(|c| matches!(c, '\u{fffd}' | '\u{951f}' | '\u{65a4}' | '\u{62f7}')).count();
    let wide = sample.chars().filter(|c| !c.is_ascii()).count();
    // What was lost already has no bytes to turn back into.
    let kept = sample.replace('\u{fffd}', "");
    lost * 5 > wide && lost > 1 || wide > 5 && !is_usual(&kept) && SPOILED.iter().any(|pair| comes_back(&kept, *pair))
}

/// Whether most of what is not ASCII are characters that Chinese is written with every day.
fn is_usual(text: &str) -> bool {
    let in_big5 = || {
        let (big5, _, lossy) = BIG5.encode(text);
        !lossy && parted(&big5, BIG5).is_chinese()
    };
    parted(&GB18030.encode(text).0, GB18030).is_chinese() || in_big5()
}

/// Whether text is Chinese when it is turned into bytes of the encoding that it was read in, and those are read in the one
/// that it was written in.
fn comes_back(text: &str, (read, written): (&'static Encoding, &'static Encoding)) -> bool {
    let bytes = if read == WINDOWS_1252 { western(text) } else { read.encode(text).0.into_owned() };
    if written != UTF_8 {
        return parted(&bytes, written).is_chinese();
    }
    let text = written.decode_without_bom_handling(&bytes).0;
    // What was cut from a character at odd bytes is lost for good.
    let lost = text.matches('\u{fffd}').count();
    lost * 2 < text.chars().filter(|c| !c.is_ascii()).count() && is_usual(&text.replace('\u{fffd}', ""))
}

/// The bytes of Western text; what has none is left out.
fn western(text: &str) -> Vec<u8> {
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) => Some(WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).0).filter(|b| b.len() == 1).map(|b| b[0]),
    };
    text.chars().filter_map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "东湖市2024年全年共审查行政规范性文件59件，提出意见建议若干条，全部按期办结。";

    #[test]
    fn what_nobody_wrote_is_told() {
        let traditional = "東湖市二零二四年社會保障工作情況報告，全市參保人數達到八十八萬人。";
        for (read, written) in SPOILED {
            let text = if written == BIG5 { traditional } else { TEXT };
            let (bytes, _, _) = written.encode(text);
            let (spoiled, _) = read.decode_without_bom_handling(&bytes);
            assert!(is_mojibake(&spoiled), "{} in {}: {spoiled}", written.name(), read.name());
            assert!(!is_mojibake(text));
        }
        assert!(is_mojibake("\u{951f}\u{65a4}\u{62f7}\u{951f}\u{65a4}\u{62f7}2024"));
    }

    #[test]
    fn other_texts_are_none() {
        for text in
            ["Rapport général de l'année 2024, à Genève", "龘鱻麤", "全年59件，café。\u{fffd}", "2024 report", ""]
        {
            assert!(!is_mojibake(text), "{text}");
        }
    }
}
