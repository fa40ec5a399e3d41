//! A file of words, as its lists are read from it: values of TOML, handed on piece by piece.
//!
//! One reader of one type stands between `toml` and the lists. By `toml`'s own, the code of every list is made for each of
//! the ways in which it hands on a table: a quarter of the program were that.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue};

/// What a file says, or what is wrong with it.
pub(super) fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Wrong> {
    let table =
        DeTable::parse(text).map_err(|error| Wrong { message: error.message().to_owned(), at: error.span() })?;
    let span = table.span();
    T::deserialize(Value { value: DeValue::Table(table.into_inner()), span })
}

/// What is wrong with a file, and the bytes of it that are.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) at: Option<Range<usize>>,
}

impl Wrong {
    /// The same, at these bytes unless it is known better.
    fn at(self, span: Range<usize>) -> Self {
        Wrong { at: self.at.or(Some(span)), ..self }
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

/// A value, and where it stands.
struct Value<'i> {
    value: DeValue<'i>,
    span: Range<usize>,
}

impl<'i> From<Spanned<DeValue<'i>>> for Value<'i> {
    fn from(value: Spanned<DeValue<'i>>) -> Self {
        Value { span: value.span(), value: value.into_inner() }
    }
}

impl Value<'_> {
    /// What is said of a value that is not what is wanted.
    #[cold]
    fn other(self, wanted: &dyn serde::de::Expected) -> Wrong {
        let unexpected = match &self.value {
            DeValue::String(said) => Unexpected::Str(said),
            DeValue::Integer(number) => match whole(number) {
                Some(number) => Unexpected::Signed(number),
                None => Unexpected::Other("a number that is too large"),
            },
            DeValue::Float(number) => Unexpected::Other(number.as_str()),
            DeValue::Boolean(value) => Unexpected::Bool(*value),
            DeValue::Datetime(_) => Unexpected::Other("a date"),
            DeValue::Array(_) => Unexpected::Seq,
            DeValue::Table(_) => Unexpected::Map,
        };
        Wrong::invalid_type(unexpected, wanted).at(self.span)
    }
}

/// A whole number, where it is not too large.
fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Wrong;

    /// Words and numbers; lists and tables are asked for as such.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let at = self.span.clone();
        let read: Result<V::Value, Wrong> = match self.value {
            DeValue::String(DeString::Owned(said)) => visitor.visit_string(said),
            DeValue::String(DeString::Borrowed(said)) => visitor.visit_borrowed_str(said),
            DeValue::Boolean(value) => visitor.visit_bool(value),
            DeValue::Integer(ref number) => match whole(number) {
                Some(number) => visitor.visit_i64(number),
                None => return Err(self.other(&visitor)),
            },
            DeValue::Float(ref number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => return Err(self.other(&visitor)),
            },
            _ => return Err(self.other(&visitor)),
        };
        read.map_err(|error| error.at(at))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            DeValue::Array(list) => visitor.visit_seq(List(list.into_iter())).map_err(|error| error.at(self.span)),
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value {
            DeValue::Table(table) => {
                let rows = Rows { rows: table.into_iter(), value: None };
                visitor.visit_map(rows).map_err(|error| error.at(self.span))
            }
            _ => Err(self.other(&visitor)),
        }
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
        match &self.value {
            DeValue::String(said) => {
                let said: StrDeserializer<'_, Wrong> = said.as_ref().into_deserializer();
                visitor.visit_enum(said).map_err(|error| error.at(self.span))
            }
            _ => Err(self.other(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple_struct
        identifier ignored_any
    }
}

/// What is left of a list.
struct List<'i>(<DeArray<'i> as IntoIterator>::IntoIter);

impl<'de> SeqAccess<'de> for List<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        self.0.next().map(|value| seed.deserialize(Value::from(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// What is left of a table, and the value of the key that was asked for last.
struct Rows<'i> {
    rows: <DeTable<'i> as IntoIterator>::IntoIter,
    value: Option<Spanned<DeValue<'i>>>,
}

impl<'de> MapAccess<'de> for Rows<'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        let Some((key, value)) = self.rows.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StrDeserializer<'_, Wrong> = key.get_ref().as_ref().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|error| error.at(key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        let value = self.value.take().ok_or_else(|| Wrong::custom("a value without a key"))?;
        seed.deserialize(Value::from(value))
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
        let wrong = read::<Lists>(text).unwrap_err();
        (wrong.message, wrong.at)
    }

    #[test]
    fn what_is_wrong_stands_at_its_bytes() {
        assert!(read::<Lists>("words = ['a', \"\\u4e00\"]\nnumber = -1_000").is_ok());
        let text = "words = ['a', 1]\n";
        assert_eq!(wrong(text), ("invalid type: integer `1`, expected a string".to_owned(), Some(14..15)));
        assert_eq!(wrong("words = []\nnumber = 'a'\n").1, Some(20..23));
        assert_eq!(wrong("number = 1\nwords = {}\n").0, "invalid type: map, expected a sequence");
        assert_eq!(wrong("words = []\nnumber = 9_999_999_999\n").1, Some(20..33));
        assert!(wrong("words = [\n").1.is_some());
    }
}
