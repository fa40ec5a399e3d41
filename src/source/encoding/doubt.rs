//! What is odd in a text that was decoded without an error (存疑): its characters are not those that Chinese is written with,
//! or question marks stand where characters were.

use encoding_rs::{BIG5, GB18030};

use crate::diagnostic::Diagnostic;
use crate::text::{fold, is_han};

use super::diagnostics::{lost_marks, unsure};

/// The characters that modern Chinese is written with most: some three in five of those of any report, of any body.
const EVERYDAY: &str = include_str!("../../config/everyday-han.txt");

/// Of so many Han characters at least one is of every day. Text that was read in a wrong encoding has one of six at most.
const SHARE: usize = 3;

/// So many of them are looked at.
const SAMPLE: usize = 20_000;

/// So few Han characters say something only where none is of every day.
const FEW: usize = 8;

/// So many question marks within words are no slips of the pen, nor is more than one of so many characters.
const MARKS: usize = 3;
const MARKED: usize = 100;

/// What there is to say of a decoded text.
pub(super) fn doubts(text: &str, encoding: &str) -> Vec<Diagnostic> {
    let chinese = [GB18030, BIG5].iter().any(|one| one.name() == encoding);
    let foreign = if chinese { is_foreign(text).then(|| unsure(text, encoding)) } else { None };
    foreign.into_iter().chain(marks(text)).collect()
}

/// Whether hardly any of the Han characters is one of every day.
fn is_foreign(text: &str) -> bool {
    let (mut all, mut everyday) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| is_han(*c)).take(SAMPLE) {
        all += 1;
        everyday += usize::from(EVERYDAY.contains(fold(c)));
    }
    if all < FEW { all > 2 && everyday == 0 } else { everyday * SHARE < all }
}

/// Question marks in the middle of words: the encoding that the text was saved in had no such characters.
fn marks(text: &str) -> Option<Diagnostic> {
    let (mut places, mut han) = (Vec::new(), 0_usize);
    let (mut before, mut run): (Option<char>, Option<usize>) = (None, None);
    for (at, c) in text.char_indices() {
        if c == '?' {
            run = run.or_else(|| before.is_some_and(is_han).then_some(at));
        } else {
            places.extend(run.take().filter(|_| is_han(c)));
            han += usize::from(is_han(c));
        }
        before = Some(c);
    }
    if places.len() < MARKS || places.len() * MARKED < han {
        return None;
    }
    lost_marks(text, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::encoding::decode;

    const TEXT: &str = "东湖市2024年全年共审查行政规范性文件59件，\n提出意见建议若干条，全部按期办结并向社会公开。\n";

    fn codes(bytes: &[u8]) -> Vec<(Code, u32)> {
        decode(bytes).unwrap().notes.iter().map(|note| (note.code, note.span.start)).collect()
    }

    #[test]
    fn another_encoding_that_fits_is_said() {
        // EUC-TW: other characters at the same bytes.
        let taiwan = b"Report\n\xe5\xa7\xe3\xb5\xc5\xaa2023\xc8\xa1\xda\xec\xd3\xb9\xdc\xaf\xdc\xb9\xe7\xc6\xf0\xb7\n";
        assert_eq!(codes(taiwan), [(Code::EncodingGuessed, 7)]);
        assert_eq!(
            codes(
                "Rapport g\u{e9}n\u{e9}ral de l'ann\u{e9}e, g\u{e9}n\u{e9}ral"
                    .chars()
                    .map(|c| c as u8)
                    .collect::<Vec<_>>()
                    .as_slice()
            )
            .len(),
            1
        );
        assert_eq!(codes(&GB18030.encode(TEXT).0), []);
        assert_eq!(codes(&GB18030.encode("東湖市養老機構達到八萬餘個、發放津貼").0), []);
        assert_eq!(codes(&GB18030.encode("《龘鱻》").0), []);
    }

    #[test]
    fn question_marks_in_words_are_lost_characters() {
        let lossy = TEXT.replace(['东', '审', '规', '条', '办'], "?");
        assert_eq!(codes(&GB18030.encode(&lossy).0), [(Code::EncodingDamaged, 11)]);
        assert_eq!(codes(lossy.as_bytes()).len(), 1);
        assert_eq!(codes("怎么办?靠改革。谁来办?大家办。".as_bytes()), []);
    }
}
