//! Many lists of words that stand side by side in one file, each under the name of its field.

use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A struct, and how it is read of a file in which each field stands and nothing else. What is `beside` these is not read.
///
/// Each field is read into its place. What serde derives first holds every field aside, and for each knows how to drop all
/// of those before: for two hundred lists that is half a megabyte of code, which is run once.
macro_rules! lists {
    (
        $(#[$about:meta])*
        $seen:vis struct $name:ident { $($(#[$doc:meta])* $open:vis $field:ident: $kind:ty,)* }
        $(beside { $($(#[$more:meta])* $shown:vis $other:ident: $sort:ty,)* })?
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default)]
        $seen struct $name {
            $($(#[$doc])* $open $field: $kind,)*
            $($($(#[$more])* $shown $other: $sort,)*)?
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                struct Read;
                impl<'de> serde::de::Visitor<'de> for Read {
                    type Value = $name;

                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str(concat!("struct ", stringify!($name)))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut file: A) -> Result<$name, A::Error> {
                        let mut lists = $name::default();
                        let mut read = Vec::with_capacity(NAMES.len());
                        while let Some(name) = file.next_key_seed($crate::config::lists::OneOf(NAMES))? {
                            match name {
                                $(stringify!($field) => $crate::config::lists::fill(&mut lists.$field, &mut file)?,)*
                                _ => {}
                            }
                            read.push(name);
                        }
                        match NAMES.iter().find(|name| !read.contains(name)).filter(|_| read.len() < NAMES.len()) {
                            Some(lacking) => Err(serde::de::Error::missing_field(lacking)),
                            None => Ok(lists),
                        }
                    }
                }
                file.deserialize_struct(stringify!($name), NAMES, Read)
            }
        }
    };
}

pub(super) use lists;

/// Reads what a field holds into its place: in a function of its own, for it stands there hundreds of times.
#[inline(never)]
pub(super) fn fill<'de, T: Deserialize<'de>, A: MapAccess<'de>>(field: &mut T, file: &mut A) -> Result<(), A::Error> {
    *field = file.next_value()?;
    Ok(())
}

/// A name that must be one of these.
pub(super) struct OneOf(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for OneOf {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, file: D) -> Result<&'static str, D::Error> {
        file.deserialize_identifier(self)
    }
}

impl Visitor<'_> for OneOf {
    type Value = &'static str;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("field identifier")
    }

    fn visit_str<E: Error>(self, said: &str) -> Result<&'static str, E> {
        let known = self.0.iter().find(|name| **name == said);
        known.copied().ok_or_else(|| E::unknown_field(said, self.0))
    }
}
