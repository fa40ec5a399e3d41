//! The words of a rich text file (控制字).

/// What stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A byte of text, written as it is or as `\'d6`.
    Byte(u8),
    /// `\par`, `\u20013`, `\~`
    Control {
        /// Its letters, or its sign.
        name: &'a str,
        /// The number behind it.
        number: Option<i32>,
    },
}

/// Reads words one by one.
pub(super) struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Words<'a> {
        Words { bytes, at: 0 }
    }

    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is(*byte)).unwrap_or(rest.len());
        self.at += length;
        std::str::from_utf8(&rest[..length]).unwrap_or_default()
    }

    /// A word behind its backslash.
    fn control(&mut self) -> Option<Word<'a>> {
        let first = *self.bytes.get(self.at)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => {
                    let digits = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                    let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    self.at += if byte.is_some() { 2 } else { 0 };
                    byte.map_or(Word::Byte(b'?'), Word::Byte)
                }
                b'\\' | b'{' | b'}' => Word::Byte(first),
                b'\r' | b'\n' => Word::Control { name: "par", number: None },
                b'~' => Word::Control { name: "~", number: None },
                b'_' => Word::Control { name: "_", number: None },
                b'*' => Word::Control { name: "*", number: None },
                _ => Word::Control { name: "", number: None },
            });
        }
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        let minus = self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(minus);
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let number = digits.parse::<i64>().ok().map(|number| if minus { -number } else { number });
        let number = number.map(|number| number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32);
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if name == "bin" {
            self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.bytes.len());
        }
        Some(Word::Control { name, number })
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        match byte {
            b'{' => Some(Word::Open),
            b'}' => Some(Word::Close),
            b'\\' => self.control(),
            byte => Some(Word::Byte(byte)),
        }
    }
}
