//! Text that is shown (可见化): what steers a terminal, or the order of a line, is made visible.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

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

/// A path as people may see it, in one line: what steers is visible, and a name that is not UTF-8, mostly made on a Chinese
/// Windows, is read.
pub fn shown_path(path: &Path) -> String {
    let text = system(path.as_os_str());
    visible(&text).replace('\n', "␊").replace('\r', "␍").replace('\t', "␉")
}

/// Names with the slashes between them, in UTF-8, else in the code page of Chinese systems.
pub fn decoded_names(raw: &[u8]) -> String {
    let name = |raw: &[u8]| match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    raw.split(|byte| *byte == b'/').map(name).collect::<Vec<_>>().join("/")
}

#[cfg(unix)]
fn system(name: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt;
    decoded_names(name.as_bytes())
}

#[cfg(not(unix))]
fn system(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
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

    #[test]
    fn names_of_files_are_read_and_stand_in_one_line() {
        let (gb, _, _) = encoding_rs::GB18030.encode("2017年报告.txt");
        assert_eq!(decoded_names(&gb), "2017年报告.txt");
        // The folder is UTF-8, the file is not.
        assert_eq!(decoded_names(&["报告/".as_bytes(), &gb].concat()), "报告/2017年报告.txt");
        assert_eq!(shown_path(Path::new("换\n行\u{202e}\u{1b}[2J.txt")), "换␊行\u{fffd}␛[2J.txt");
    }
}
