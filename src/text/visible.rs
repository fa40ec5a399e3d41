//! Text that is shown (可见化): what steers a terminal, or the order of a line, is made visible.

use std::borrow::Cow;

/// Whether a character steers what shows it, a terminal or the order of a line, and is not seen itself: control characters
/// but for line feeds and tabs, marks of direction.
pub fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with what steers made visible, one character for one: control characters as their pictures (␛), those without
/// one and marks of direction as replacement characters. Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return text.into();
    }
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        out.push(match c {
            '\r' if chars.peek() == Some(&'\n') => c,
            '\0'..='\u{1f}' if steers(c) => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            c if steers(c) => '\u{fffd}',
            c => c,
        });
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_seen_and_keeps_its_place() {
        assert_eq!(visible("审计\u{1b}[2J17件\u{202e}93条\u{7f}\u{9b}"), "审计␛[2J17件\u{fffd}93条␡\u{fffd}");
        assert_eq!(visible("甲\t乙\r\n丙\r丁"), "甲\t乙\r\n丙␍丁");
        assert!(matches!(visible("全年59件\n"), Cow::Borrowed(_)));
    }
}
