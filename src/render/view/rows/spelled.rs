//! A figure as text: with the sign that its series shows, or with its own.

use super::Figure;

impl Figure {
    /// How it is spelled with its own sign, whatever the series' name tells.
    pub fn signed(&self) -> Spelled {
        let own = || Spelled { value: self.value.clone(), shown: self.shown.clone(), exact: self.exact.clone() };
        self.plainly.as_deref().cloned().unwrap_or_else(own)
    }
}

/// A figure as text.
#[derive(Debug, Clone)]
pub struct Spelled {
    /// Its value in the series' unit, for drawing.
    pub value: String,
    /// Its value as a table shows it.
    pub shown: String,
    /// Its value in full with its unit.
    pub exact: String,
}
