//! Words for a terminal: emphasis that also works without colour, widths in columns, sparklines.

mod wrap;

use anstyle::{AnsiColor, Effects, Style};
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use crate::text::{Span, Text};

pub use crate::text::{shown_path, steers, visible};

pub use wrap::{Piece, columns, spelled, wrap};

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Plain,
    /// It stands out.
    Strong,
    /// It stands back.
    Quiet,
    /// It went.
    Deleted,
    /// It came.
    Inserted,
}

impl Look {
    /// The terminal's style for it.
    pub const fn style(self) -> Style {
        match self {
            Look::Plain => Style::new(),
            Look::Strong => Style::new().effects(Effects::BOLD),
            Look::Quiet => Style::new().effects(Effects::DIMMED),
            Look::Deleted => AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH),
            Look::Inserted => AnsiColor::Green.on_default().effects(Effects::UNDERLINE),
        }
    }
}

/// Text that stands out.
pub fn strong(text: &str) -> String {
    styled(text, Look::Strong.style())
}

/// Text that stands back.
pub fn quiet(text: &str) -> String {
    if text.is_empty() { String::new() } else { styled(text, Look::Quiet.style()) }
}

/// Text about something wrong.
pub fn wrong(text: &str) -> String {
    styled(text, AnsiColor::Red.on_default().effects(Effects::BOLD))
}

/// Text that needs a look.
pub fn unsure(text: &str) -> String {
    styled(text, AnsiColor::Yellow.on_default())
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{}{style:#}", visible(text))
}

/// A quote with places in it underlined; white space between Han characters is left out.
pub fn underlined(text: &Text, quote: Span, places: &[Span]) -> String {
    let style = Style::new().effects(Effects::UNDERLINE | Effects::BOLD);
    let mut out = String::new();
    let mut at = quote.start;
    let piece = |from: u32, to: u32| text.piece(Span::new(from, to));
    for place in places.iter().filter(|place| quote.covers(**place)) {
        out.push_str(&visible(&piece(at, place.start)));
        out.push_str(&styled(&piece(place.start, place.end), style));
        at = place.end;
    }
    out.push_str(&visible(&piece(at, quote.end)));
    out
}

/// The text with spaces behind it up to a width in columns; a longer one stays as it is.
pub fn padded(text: &str, width: usize) -> String {
    let own = text.width();
    format!("{text}{}", " ".repeat(width.saturating_sub(own)))
}

/// The text with spaces before it up to a width in columns.
pub fn right(text: &str, width: usize) -> String {
    let own = text.width();
    format!("{}{text}", " ".repeat(width.saturating_sub(own)))
}

/// The start of a text that fits into a width in columns, with … where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    let text = visible(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let own = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + own + 1 > width {
            break;
        }
        used += own;
        out.push(c);
    }
    out.push('…');
    out
}

/// A line of eight heights; a year without a value is a gap.
pub fn sparkline(values: &[Option<Decimal>]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let known: Vec<Decimal> = values.iter().flatten().copied().collect();
    let (Some(low), Some(high)) = (known.iter().min().copied(), known.iter().max().copied()) else {
        return String::new();
    };
    let height = |value: Decimal| -> usize {
        let share = (value - low).checked_div(high - low).unwrap_or_else(|| Decimal::new(5, 1));
        usize::try_from((share * Decimal::from(7)).round()).unwrap_or(0).min(7)
    };
    values.iter().map(|value| value.map_or(' ', |value| BARS[height(value)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_columns() {
        assert_eq!(padded("复议", 6), "复议  ");
        assert_eq!(cut("行政复议申请", 7), "行政复…");
        let values = [Some(Decimal::ONE), None, Some(Decimal::TEN)];
        assert_eq!(sparkline(&values), "▁ █");
        assert_eq!(sparkline(&[Some(Decimal::ONE)]).chars().count(), 1);
    }
}
