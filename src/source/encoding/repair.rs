//! Chinese of two bytes a character, read around damaged bytes (受损字节).
//!
//! One byte too many or too few turns all that follows, up to the next ASCII character, into other characters. So the bytes
//! are parted into characters all together: the way that costs least, where characters of every day cost nothing, rare
//! ones a little, and a byte that belongs to none a lot.
//!
//! ```text
//! C8 AB | C4 EA          全年
//! C8 AB | FF | C4 EA     全�年      one byte too many
//! C8 AB | C4 | 35        全�5       one too few
//! ```

use encoding_rs::{BIG5, Encoding};

/// Bytes read as one encoding of Chinese.
pub(super) struct Parted {
    /// The text; a replacement character for each stretch of bytes that belongs to no character.
    pub(super) text: String,
    /// How many such stretches there are, and bytes too many.
    pub(super) damaged: usize,
    /// Where in the text (in bytes) a byte that is of no character at all stood too many: it was left out.
    pub(super) stray: Vec<usize>,
    /// Characters beyond ASCII, and how many of them are rare and how many are outside the older standard.
    pub(super) wide: usize,
    pub(super) rare: usize,
    pub(super) beyond: usize,
}

impl Parted {
    /// Whether this is Chinese: hardly damaged, and four in five of its characters are those of every day.
    pub(super) fn is_chinese(&self) -> bool {
        self.wide > 0 && self.damaged * DAMAGED <= self.wide + DAMAGED && self.rare * 5 <= self.wide
    }
}

/// Of so many characters one may be damaged, or the bytes are something else.
const DAMAGED: usize = 50;

/// What a character costs, and a byte that belongs to none. Set by hand: in text that is one byte off more than half of the
/// characters are rare, so that one lost byte is found within some six characters.
const RARE: u32 = 3;
const BEYOND: u32 = 4;
const FOUR_BYTES: u32 = 6;
const LOST: u32 = 10;

/// How a stretch of bytes is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Ascii,
    Usual,
    Rare,
    Beyond,
    FourBytes,
    Lost,
}

impl Step {
    const fn cost(self) -> u32 {
        match self {
            Step::Ascii | Step::Usual => 0,
            Step::Rare => RARE,
            Step::Beyond => BEYOND,
            Step::FourBytes => FOUR_BYTES,
            Step::Lost => LOST,
        }
    }

    const fn bytes(self) -> usize {
        match self {
            Step::Ascii | Step::Lost => 1,
            Step::Usual | Step::Rare | Step::Beyond => 2,
            Step::FourBytes => 4,
        }
    }
}

/// Parts bytes into the characters of an encoding: GB18030 or Big5.
pub(super) fn parted(bytes: &[u8], encoding: &'static Encoding) -> Parted {
    let mut out = Parted { text: String::new(), damaged: 0, stray: Vec::new(), wide: 0, rare: 0, beyond: 0 };
    // No character has such a byte in it.
    bytes.split_inclusive(|byte| *byte < b'0').for_each(|piece| part(piece, encoding, &mut out));
    out
}

fn part(bytes: &[u8], encoding: &'static Encoding, out: &mut Parted) {
    let (mut at, mut from, mut lost) = (0, 0, false);
    for step in cheapest(bytes, encoding) {
        if step == Step::Lost {
            out.text.push_str(&encoding.decode_without_bom_handling(&bytes[from..at]).0);
            from = at + 1;
            let stray = !lost && is_stray(bytes, at);
            if stray {
                out.stray.push(out.text.len());
            } else if !lost {
                out.text.push('\u{fffd}');
            }
            out.damaged += usize::from(!lost);
            lost = !stray;
        } else {
            lost = false;
        }
        out.wide += usize::from(!matches!(step, Step::Ascii | Step::Lost));
        out.rare += usize::from(matches!(step, Step::Rare | Step::Beyond | Step::FourBytes));
        out.beyond += usize::from(matches!(step, Step::Beyond | Step::FourBytes));
        at += step.bytes();
    }
    out.text.push_str(&encoding.decode_without_bom_handling(&bytes[from..]).0);
}

/// Whether a byte that belongs to no character is one too many: no character has it in any place. Between two digits it
/// may have been one.
fn is_stray(bytes: &[u8], at: usize) -> bool {
    let digit =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| matches!(b, b'0'..=b'9' | b'.' | b','));
    bytes[at] == 0xff && !(digit(at.checked_sub(1)) && digit(Some(at + 1)))
}

/// The cheapest way through the bytes.
fn cheapest(bytes: &[u8], encoding: &'static Encoding) -> Vec<Step> {
    // The cost up to each byte, and the step that leads there.
    let mut best: Vec<(u32, Step)> = vec![(u32::MAX, Step::Lost); bytes.len() + 1];
    best[0].0 = 0;
    for at in 0..bytes.len() {
        let so_far = best[at].0;
        for step in [Some(Step::Lost), step_at(bytes, at, encoding)].into_iter().flatten() {
            let (to, cost) = (at + step.bytes(), so_far.saturating_add(step.cost()));
            if best.get(to).is_some_and(|known| cost < known.0) {
                best[to] = (cost, step);
            }
        }
    }
    let mut steps = Vec::new();
    let mut at = bytes.len();
    while at > 0 {
        steps.push(best[at].1);
        at -= best[at].1.bytes();
    }
    steps.reverse();
    steps
}

/// The character that begins at a byte, by how usual it is; none where no character does.
fn step_at(bytes: &[u8], at: usize, encoding: &'static Encoding) -> Option<Step> {
    let lead = bytes[at];
    if lead.is_ascii() {
        return Some(Step::Ascii);
    }
    let trail = *bytes.get(at + 1)?;
    if encoding == BIG5 {
        let held = matches!(trail, 0x40..=0x7e | 0xa1..=0xfe);
        return match lead {
            // Marks, and the characters of every day.
            0xa1..=0xc6 if held => Some(Step::Usual),
            0xc9..=0xf9 if held => Some(Step::Rare),
            _ => None,
        };
    }
    match (lead, trail) {
        // Marks, and the first level of GB 2312: the characters of every day; then its second level.
        (0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe) => Some(Step::Usual),
        (0xa4..=0xa9 | 0xd8..=0xf7, 0xa1..=0xfe) => Some(Step::Rare),
        (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => Some(Step::Beyond),
        (0x81..=0xfe, 0x30..=0x39) => match bytes.get(at + 2..at + 4) {
            Some([0x81..=0xfe, 0x30..=0x39]) => Some(Step::FourBytes),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    const TEXT: &str = "全年共审查行政规范性文件59件，提出意见建议若干条，全部按期办结并予以公开，增长12.5%。";

    #[test]
    fn a_byte_too_many_too_few_or_changed_costs_a_character_or_two() {
        let (gb, _, _) = GB18030.encode(TEXT);
        for at in 0..gb.len() {
            let mut more = gb.to_vec();
            more.insert(at, 0xff);
            let mut less = gb.to_vec();
            less.remove(at);
            let mut other = gb.to_vec();
            other[at] = b'?';
            for bytes in [more, less, other] {
                let read = parted(&bytes, GB18030).text;
                let kept = TEXT.chars().filter(|c| read.contains(*c)).count();
                assert!(kept + 3 >= TEXT.chars().count(), "{at}: {read}");
            }
        }
    }

    #[test]
    fn text_that_is_whole_stays_whole() {
        for text in [TEXT, "朱镕基、李鎏、亳州、汨罗江、喆、㐂、𠮷", "東湖市養老機構達到八萬餘個、發放津貼"]
        {
            let (gb, _, _) = GB18030.encode(text);
            assert_eq!(parted(&gb, GB18030).text, text);
        }
    }

    #[test]
    fn two_encodings_are_told_apart() {
        let (gb, _, _) = GB18030.encode(TEXT);
        let (big5, _, _) = BIG5.encode("東湖市二零二四年社會保障工作情況報告，全市參保人數達到八十八萬人。");
        assert!(parted(&gb, GB18030).is_chinese() && !parted(&gb, BIG5).is_chinese());
        assert!(parted(&big5, BIG5).is_chinese() && !parted(&big5, GB18030).is_chinese());
    }
}
