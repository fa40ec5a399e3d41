//! The names that fonts give to glyphs, as far as reports need them (字形名称).

/// What the glyph of a name shows; `None` where the name says nothing.
pub(super) fn meaning(name: &str) -> Option<String> {
    // A variant is named after a point: zero.tab, one.sc
    let plain = name.split_once('.').map_or(name, |(plain, _)| plain);
    if let [letter] = plain.as_bytes() {
        return letter.is_ascii_alphabetic().then(|| plain.to_owned());
    }
    if let Some((_, shown)) = NAMES.iter().find(|(known, _)| *known == plain) {
        return Some((*shown).to_owned());
    }
    if let Some(units) =
        plain.strip_prefix("uni").filter(|units| units.len() >= 4 && units.len() % 4 == 0 && units.is_ascii())
    {
        let unit = |at: usize| u16::from_str_radix(&units[at..at + 4], 16).ok();
        let units: Vec<u16> = (0..units.len()).step_by(4).map(unit).collect::<Option<_>>()?;
        return String::from_utf16(&units).ok();
    }
    let digits = plain.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from)
}

const NAMES: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("space", " "),
    ("nbspace", " "),
    ("period", "."),
    ("comma", ","),
    ("percent", "%"),
    ("perthousand", "‰"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("hyphen", "-"),
    ("minus", "−"),
    ("plus", "+"),
    ("equal", "="),
    ("less", "<"),
    ("greater", ">"),
    ("slash", "/"),
    ("backslash", "\\"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("quotesingle", "'"),
    ("quotedbl", "\""),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("endash", "–"),
    ("emdash", "—"),
    ("ellipsis", "…"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("middot", "·"),
    ("asterisk", "*"),
    ("ampersand", "&"),
    ("at", "@"),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("yen", "¥"),
    ("exclam", "!"),
    ("question", "?"),
    ("underscore", "_"),
    ("asciitilde", "~"),
    ("asciicircum", "^"),
    ("grave", "`"),
    ("bar", "|"),
    ("degree", "°"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("plusminus", "±"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let read = |name| meaning(name).unwrap_or_default();
        assert_eq!(
            ["seven", "A", "uni5E74", "u20000", "zero.tab", "percent"].map(read),
            ["7", "A", "年", "𠀀", "0", "%"]
        );
        assert_eq!(["g17", "", ".notdef", "uniD800", "cid00123"].map(meaning), [None, None, None, None, None]);
    }
}
