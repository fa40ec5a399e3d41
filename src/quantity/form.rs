//! What a numeral says before its unit is known (数的形式): a plain number, a share in words, a fraction.

/// What a numeral says, before its unit is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A plain number.
    Plain,
    /// A percent written in words (百分之五) or tenths (五成): the value is in percent.
    Percent,
    /// A thousandth written in words (千分之五): the value is in thousandths.
    PerMille,
    /// A fraction (三分之一, 一半): the value is the share, to six digits.
    Fraction,
}

impl Form {
    /// Whether it is a share in words, of a hundred or a thousand.
    pub(crate) fn is_share(self) -> bool {
        matches!(self, Form::Percent | Form::PerMille)
    }
}
