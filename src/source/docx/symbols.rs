//! Characters of symbol fonts (符号字体). Word stores them in a private area; these are what they look like.

/// Private characters of Wingdings, Wingdings 2 and Symbol that stand in reports, and their equals in Unicode.
const SYMBOLS: &[(char, char)] = &[
    ('\u{f0b7}', '•'),
    ('\u{f09f}', '•'),
    ('\u{f06c}', '●'),
    ('\u{f06d}', '❍'),
    ('\u{f06e}', '■'),
    ('\u{f06f}', '□'),
    ('\u{f071}', '❑'),
    ('\u{f074}', '◆'),
    ('\u{f075}', '◆'),
    ('\u{f076}', '❖'),
    ('\u{f0a7}', '▪'),
    ('\u{f0a8}', '□'),
    ('\u{f0d8}', '➢'),
    ('\u{f0e0}', '→'),
    ('\u{f0fb}', '✗'),
    ('\u{f0fc}', '✓'),
    ('\u{f0fd}', '☒'),
    ('\u{f0fe}', '☑'),
    ('\u{f052}', '☑'),
    ('\u{f0a3}', '□'),
    ('\u{f0b4}', '×'),
    ('\u{f0b1}', '±'),
    ('\u{f0b0}', '°'),
];

/// The character of a symbol; itself where it is none that is known.
pub(super) fn symbol(c: char) -> char {
    SYMBOLS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)
}

/// The mark of a list: private characters that are not known are some bullet.
pub(super) fn bullet(c: char) -> char {
    match symbol(c) {
        '\u{e000}'..='\u{f8ff}' => '•',
        known => known,
    }
}
