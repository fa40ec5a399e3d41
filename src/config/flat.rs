//! A file of words laid out flat: its values one behind the other, in the order in which they are read. What is compiled in
//! is laid out when the program is built, so that no TOML is parsed at each start; a user's file is, when it is read.
//!
//! Each value is a letter, a number and a colon, which what it holds follows:
//!
//! | written   | what it is                                             |
//! |-----------|--------------------------------------------------------|
//! | `w6:其中` | a word, of so many bytes                               |
//! | `n-5:`    | a whole number                                         |
//! | `d3:0.6`  | a decimal number, of so many bytes                     |
//! | `b1:`     | true, or 0 for false                                   |
//! | `l2:`     | a list of so many values                               |
//! | `s2:13:其中…` | a list of so many words, and of so many bytes, a line each |
//! | `t2:`     | a table of so many rows: for each its name, its value  |
//! | `o6:a date` | what is no value of a lexicon, by what it is called  |

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file laid out.
#[derive(Default)]
pub(crate) struct Flat {
    /// The values.
    pub(crate) text: String,
    /// The bytes of the file that each of them stands at, in the same order.
    pub(crate) spans: Vec<Range<usize>>,
}

impl Flat {
    /// The values of a table and all that it holds.
    pub(crate) fn new(table: &Spanned<DeTable<'_>>) -> Flat {
        let mut flat = Flat::default();
        flat.table(table.get_ref(), table.span());
        flat
    }

    fn table(&mut self, table: &DeTable<'_>, span: Range<usize>) {
        self.push('t', &table.len().to_string(), "", span);
        for (name, value) in table.iter() {
            self.held('w', name.get_ref(), name.span());
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(word) => self.held('w', word, span),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => self.push('n', &number.to_string(), "", span),
                Err(_) => self.held('o', "a number that is too large", span),
            },
            DeValue::Float(number) => self.held('d', number.as_str(), span),
            DeValue::Boolean(is) => self.push('b', if *is { "1" } else { "0" }, "", span),
            DeValue::Datetime(_) => self.held('o', "a date", span),
            DeValue::Array(list) => match lines(list) {
                Some(lines) => {
                    self.push('s', &format!("{}:{}", list.len(), lines.len()), &lines, span);
                    self.spans.extend(list.iter().map(Spanned::span));
                }
                None => {
                    self.push('l', &list.len().to_string(), "", span);
                    list.iter().for_each(|value| self.value(value));
                }
            },
            DeValue::Table(table) => self.table(table, span),
        }
    }

    /// A value that is told by bytes, which their number stands before.
    fn held(&mut self, letter: char, bytes: &str, span: Range<usize>) {
        self.push(letter, &bytes.len().to_string(), bytes, span);
    }

    fn push(&mut self, letter: char, number: &str, bytes: &str, span: Range<usize>) {
        self.text.push(letter);
        [number, ":", bytes].into_iter().for_each(|piece| self.text.push_str(piece));
        self.spans.push(span);
    }
}

/// The words of a list, a line each; none where it is empty, or holds anything else.
fn lines(list: &[Spanned<DeValue<'_>>]) -> Option<String> {
    let word = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(word) if !word.contains('\n') => Some(word.to_string()),
        _ => None,
    };
    let words: Option<Vec<String>> = list.iter().map(word).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join("\n"))
}
