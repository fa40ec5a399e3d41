//! A figure as text: with the sign that its series shows, or with its own.

use serde::Serialize;

use super::Figure;

impl Figure {
    /// How it is spelled with its own sign, whatever the series' name tells.
    pub fn signed(&self) -> &Spelled {
        self.plainly.as_deref().unwrap_or(&self.spelled)
    }
}

/// A figure as text.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(Default))]
pub struct Spelled {
    /// Its value in the series' unit with its sign, for drawing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Its value as the table shows it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shown: String,
    /// Its value in full with its unit.
    #[serde(skip)]
    pub exact: String,
}
