//! Single characters as matching sees them: forms that mean the same are one (折叠).

use super::signs::YEAR;

/// One scalar value as matching sees it: full width and presentation forms, odd spaces and dashes, and the radicals
/// that PDF extraction leaves in place of Han characters are folded, and so are those of traditional script; everything else
/// stays.
///
/// Source of the tables: Unicode Standard, blocks Halfwidth and Fullwidth Forms, Kangxi Radicals, CJK Radicals
/// Supplement. One scalar value always gives one, unlike NFKC.
pub fn fold(c: char) -> char {
    match c {
        '\u{0}'..='\u{7e}' => c,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2028}' => ' ',
        c if is_zero_width(c) => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '﹐' => ',',
        '﹑' | '､' => '、',
        '｡' => '。',
        '﹪' | '٪' => '%',
        '﹒' => '.',
        '‐' | '‑' | '‒' | '–' | '―' | '−' | '﹣' => '-',
        '〜' | '∼' => '~',
        '○' | '◯' | '〇' => '〇',
        '﹙' => '(',
        '﹚' => ')',
        '〝' => '“',
        '〞' | '〟' => '”',
        '\u{2e80}'..='\u{2fdf}' => beside(&OF_RADICALS, FIRST_RADICAL, c),
        '\u{4e00}'..='\u{9fff}' => beside(&OF_TRADITIONAL, FIRST_HAN, c),
        _ => c,
    }
}

/// Calendar years in Chinese digits (一九七八年, 二〇一六—二〇二〇年) in Arabic ones, a character for each: matching sees one
/// form. From 1900 to 2099; other rows of digits stay.
pub(crate) fn years_in_digits(folded: &mut [char]) {
    for end in (4..folded.len()).rev() {
        // Behind the digits stands 年, or a sign that leads on to a year in Arabic digits.
        let leads = || {
            let next = folded.get(end + 1..end + 6);
            let year = |next: &[char]| next[..4].iter().all(char::is_ascii_digit) && matches!(next[4], YEAR | BOTH);
            next.is_some_and(year) && LEADS.contains(folded[end])
        };
        let stands = folded[end] == YEAR || folded[end] == BOTH && folded.get(end + 1) == Some(&YEAR) || leads();
        let inside = || end.checked_sub(5).is_some_and(|before| value(folded[before]).is_some());
        if !stands || inside() {
            continue;
        }
        let digits: Option<Vec<char>> = folded[end - 4..end].iter().map(|c| value(*c)).collect();
        if let Some(digits) = digits.filter(|digits| matches!(digits[..2], ['1', '9'] | ['2', '0'])) {
            folded[end - 4..end].copy_from_slice(&digits);
        }
    }
}

/// The Arabic digit of a Chinese one as it stands in a year: 二0一二年 and 二O一二年 are set with what looks like its zero.
fn value(c: char) -> Option<char> {
    let at = if matches!(c, '0' | 'O' | 'o') { Some(0) } else { DIGITS.chars().position(|digit| digit == c) };
    char::from_digit(at? as u32, 10)
}

/// What leads from one year to the next, and what stands before 年 behind two of them (两年).
const LEADS: &str = "-—~、至到和";
const BOTH: char = '两';

/// The digits as years are written with them, in order.
const DIGITS: &str = "〇一二三四五六七八九";

/// Characters of traditional script with those of simplified script, a line each of the same length, in order: where the
/// transform Hant-Hans of Unicode CLDR and the table of OpenCC agree; without those that simplified texts use, too (乾, 著).
const TRADITIONAL: &[u8] = include_bytes!("../config/traditional.txt");

/// Radical symbols with the Han characters that look the same, a line each, in order. PDF fonts map radicals in simplified
/// text: where the symbol is of a traditional form, the simplified one stands beside it.
const RADICALS: &[u8] = include_bytes!("../config/radicals.txt");

/// The first character of each table below.
const FIRST_HAN: u32 = 0x4e00;
const FIRST_RADICAL: u32 = 0x2e80;

/// The tables with a place for every character of their blocks: each character of every text is looked up in them.
static OF_TRADITIONAL: [u16; 0x5200] = spread(TRADITIONAL, FIRST_HAN);
static OF_RADICALS: [u16; 0x160] = spread(RADICALS, FIRST_RADICAL);

/// Two characters of three bytes each and a line end.
const LINE: usize = 7;

/// The second character of each line at the place of the first; 0 where there is none.
const fn spread<const N: usize>(table: &[u8], first: u32) -> [u16; N] {
    let (mut out, mut at) = ([0; N], 0);
    while at + LINE <= table.len() {
        out[(three_bytes(table, at) - first) as usize] = three_bytes(table, at + 3) as u16;
        at += LINE;
    }
    out
}

/// The scalar value of a character of three bytes in UTF-8.
const fn three_bytes(bytes: &[u8], at: usize) -> u32 {
    (bytes[at] as u32 & 0xf) << 12 | (bytes[at + 1] as u32 & 0x3f) << 6 | bytes[at + 2] as u32 & 0x3f
}

/// The character beside `c` in a table that begins at `first`; `c` itself where there is none.
fn beside(table: &[u16], first: u32, c: char) -> char {
    let to = (c as u32).checked_sub(first).and_then(|at| table.get(at as usize)).copied().unwrap_or(0);
    if to == 0 { c } else { char::from_u32(to.into()).unwrap_or(c) }
}

/// Whether a scalar value takes no room on the page: joiners, marks of direction, soft hyphens.
pub const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A character with a radical symbol as the Han character that looks the same; all others as they are.
pub(crate) fn plain_radical(c: char) -> char {
    if matches!(c, '\u{2e80}'..='\u{2fdf}') { beside(&OF_RADICALS, FIRST_RADICAL, c) } else { c }
}

/// Whether a character takes no room at all, or is the null that some programs leave between letters.
pub fn is_invisible(c: char) -> bool {
    is_zero_width(c) || c == '\0'
}

/// Whether a scalar value is a Han character (汉字), the ideographic zero included.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '\u{f900}'..='\u{faff}' | '〇')
}
