//! A file of words, as its lists are read from it: values laid out flat, handed on piece by piece.
//!
//! One reader of one type stands between the files and the lists. By `toml`'s own, the code of every list is made for each of
//! the ways in which it hands on a table: a quarter of the program were that.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::Split;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use toml::de::DeTable;

use super::flat::Flat;

/// What a file says, or what is wrong with it and at which of its bytes.
pub(super) fn read<T: for<'de> Deserialize<'de>>(toml: &str) -> Result<T, (String, Option<Range<usize>>)> {
    let table = DeTable::parse(toml).map_err(|error| (error.message().to_owned(), error.span()))?;
    let flat = Flat::new(&table);
    read_flat(&flat.text).map_err(|wrong| (wrong.message, wrong.at.and_then(|at| flat.spans.get(at).cloned())))
}

/// What a file says that was laid out flat.
pub(super) fn read_flat<T: for<'de> Deserialize<'de>>(flat: &str) -> Result<T, Wrong> {
    T::deserialize(Value(&mut Reader { rest: flat, read: 0, word: None }))
}

/// What is wrong with a file, and the place among its values of the one that is.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: String,
    at: Option<usize>,
}

impl Wrong {
    /// The same, at this value unless it is known better.
    fn at(self, value: usize) -> Self {
        Wrong { at: self.at.or(Some(value)), ..self }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Wrong { message: message.to_string(), at: None }
    }
}

/// One value, without what a list or a table holds, which follows it.
#[derive(Clone, Copy)]
enum Piece<'i> {
    Word(&'i str),
    Whole(i64),
    Decimal(&'i str),
    Truth(bool),
    List(usize),
    /// A list of so many words, a line each.
    Lines(usize, &'i str),
    Table(usize),
    /// What is no value of a lexicon, by what it is called.
    Other(&'i str),
}

impl Piece<'_> {
    /// What is said of a value that is not what is wanted.
    #[cold]
    fn other(self, wanted: &dyn serde::de::Expected) -> Wrong {
        let unexpected = match self {
            Piece::Word(said) => Unexpected::Str(said),
            Piece::Whole(number) => Unexpected::Signed(number),
            Piece::Decimal(said) | Piece::Other(said) => Unexpected::Other(said),
            Piece::Truth(value) => Unexpected::Bool(value),
            Piece::List(_) | Piece::Lines(..) => Unexpected::Seq,
            Piece::Table(_) => Unexpected::Map,
        };
        Wrong::invalid_type(unexpected, wanted)
    }
}

/// A file as far as it is not yet read, and how many of its values are.
struct Reader<'i> {
    rest: &'i str,
    read: usize,
    /// A word of a list of them, which is the next value.
    word: Option<&'i str>,
}

impl<'i> Reader<'i> {
    /// The next value.
    fn piece(&mut self) -> Result<Piece<'i>, Wrong> {
        let piece = self.split().ok_or_else(|| Wrong::custom("a file that is cut short").at(self.read))?;
        self.read += 1;
        Ok(piece)
    }

    fn split(&mut self) -> Option<Piece<'i>> {
        if let Some(word) = self.word.take() {
            return Some(Piece::Word(word));
        }
        let colon = self.rest.bytes().position(|byte| byte == b':')?;
        let (letter, number) = self.rest[..colon].split_at_checked(1)?;
        self.rest = &self.rest[colon + 1..];
        Some(match letter {
            "w" => Piece::Word(self.bytes(number)?),
            "n" => Piece::Whole(number.parse().ok()?),
            "d" => Piece::Decimal(self.bytes(number)?),
            "b" => Piece::Truth(number == "1"),
            "l" => Piece::List(number.parse().ok()?),
            "s" => {
                let (bytes, rest) = self.rest.split_once(':')?;
                self.rest = rest;
                Piece::Lines(number.parse().ok()?, self.bytes(bytes)?)
            }
            "t" => Piece::Table(number.parse().ok()?),
            _ => Piece::Other(self.bytes(number)?),
        })
    }

    /// So many bytes.
    fn bytes(&mut self, number: &str) -> Option<&'i str> {
        let (bytes, rest) = self.rest.split_at_checked(number.parse().ok()?)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Leaves out so many values with all that they hold.
    fn skip(&mut self, mut values: usize) -> Result<(), Wrong> {
        while values > 0 {
            values += match self.piece()? {
                Piece::List(held) => held,
                Piece::Table(rows) => 2 * rows,
                _ => 0,
            };
            values -= 1;
        }
        Ok(())
    }
}

/// The next value of a file.
struct Value<'r, 'i>(&'r mut Reader<'i>);

impl<'i> Value<'_, 'i> {
    /// The value, read by `visit`; what goes wrong does so at this value.
    fn read<T>(self, visit: impl FnOnce(Piece<'i>, &mut Reader<'i>) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let at = self.0.read;
        let piece = self.0.piece()?;
        visit(piece, self.0).map_err(|error| error.at(at))
    }
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Wrong;

    /// Words and numbers; lists and tables are asked for as such.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.read(|piece, _| match piece {
            Piece::Word(said) => visitor.visit_borrowed_str(said),
            Piece::Truth(value) => visitor.visit_bool(value),
            Piece::Whole(number) => visitor.visit_i64(number),
            Piece::Decimal(said) => match said.parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(piece.other(&visitor)),
            },
            _ => Err(piece.other(&visitor)),
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.read(|piece, reader| match piece {
            Piece::List(left) => {
                let mut list = Held { reader, left };
                let value = visitor.visit_seq(&mut list)?;
                list.reader.skip(list.left)?;
                Ok(value)
            }
            Piece::Lines(words, lines) => {
                let end = reader.read + words;
                let value = visitor.visit_seq(Lines { lines: lines.split('\n'), reader })?;
                reader.read = end;
                Ok(value)
            }
            _ => Err(piece.other(&visitor)),
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.read(|piece, reader| {
            let Piece::Table(rows) = piece else { return Err(piece.other(&visitor)) };
            visitor.visit_map(Held { reader, left: rows })
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.read(|piece, _| {
            let Piece::Word(said) = piece else { return Err(piece.other(&visitor)) };
            let said: StrDeserializer<'_, Wrong> = said.into_deserializer();
            visitor.visit_enum(said)
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    /// [`LINES`] are handed on as they stand.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        if name != LINES || !self.0.rest.starts_with('s') {
            return visitor.visit_newtype_struct(self);
        }
        self.read(|piece, reader| {
            let Piece::Lines(words, lines) = piece else { return Err(piece.other(&visitor)) };
            reader.read += words;
            visitor.visit_borrowed_str(lines)
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple_struct
        identifier ignored_any
    }
}

/// The name by which a list of words asks to be given as one text, a line each, where it can be: most are never looked into.
pub(super) const LINES: &str = "lines of words";

/// What is left of a list of words.
struct Lines<'r, 'i> {
    lines: Split<'i, char>,
    reader: &'r mut Reader<'i>,
}

impl<'de> SeqAccess<'de> for Lines<'_, 'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        let Some(word) = self.lines.next() else { return Ok(None) };
        self.reader.word = Some(word);
        seed.deserialize(Value(self.reader)).map(Some)
    }
}

/// What is left of a list or a table: so many values or rows.
struct Held<'r, 'i> {
    reader: &'r mut Reader<'i>,
    left: usize,
}

impl<'de> SeqAccess<'de> for &mut Held<'_, 'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(Value(self.reader)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Held<'_, 'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(Value(self.reader)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        seed.deserialize(Value(self.reader))
    }
}

/// A word of a file, not copied where it stands there as it is.
pub(super) struct Word<'i>(Cow<'i, str>);

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Word<'de> {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Word<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, said: &'de str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Borrowed(said)))
            }

            fn visit_str<E: Error>(self, said: &str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(said.to_owned())))
            }

            fn visit_string<E: Error>(self, said: String) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(said)))
            }
        }
        file.deserialize_str(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether they are read counts")]
    struct Lists {
        words: Vec<String>,
        #[serde(default)]
        number: i32,
    }

    fn wrong(text: &str) -> (String, Option<Range<usize>>) {
        read::<Lists>(text).unwrap_err()
    }

    #[test]
    fn what_is_wrong_stands_at_its_bytes() {
        assert!(read::<Lists>("words = ['a', \"\\u4e00\"]\nnumber = -1_000").is_ok());
        let text = "words = ['a', 1]\n";
        assert_eq!(wrong(text), ("invalid type: integer `1`, expected a string".to_owned(), Some(14..15)));
        assert_eq!(wrong("words = []\nnumber = 'a'\n").1, Some(20..23));
        assert_eq!(wrong("words = ['a', 'b']\nwords_ = 1\n").1, Some(19..25));
        assert_eq!(wrong("number = 1\nwords = {}\n").0, "invalid type: map, expected a sequence");
        assert_eq!(wrong("words = []\nnumber = 9_999_999_999\n").1, Some(20..33));
        assert!(wrong("words = [\n").1.is_some());
    }
}
