//! The chart of a series (图): marks with their places, computed once, for the page and for files alike.
//!
//! ```text
//! 件                  年月不同              the unit; over a gap, why the years beside it don't compare
//! 200 ┤        ░      ┆   ●── 182          ░ the base year, ┆ the gap, ● what was reached
//! 100 ┤  ●──── ● 120  ┆      ○ 目标 150     ○ what was to be reached
//!   0 ┼──────────────────────────
//!       2014  2015   2016  2017            every year that a report looks back at
//! ● 实际  ○ 目标  ┆ 断开处：不可相比         the marks in words
//! ```
//!
//! Lengths are tenths of a pixel, down and to the right of the upper left corner. A chart is drawn at two widths, for words
//! that are scaled down can't be read.

mod axis;
mod room;
mod draw;

use serde::{Serialize, Serializer};

use super::reading::Words;
use super::rows::Row;

pub use draw::{chart, charts};

/// A chart at a size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// What is drawn, from the back to the front.
    pub marks: Vec<Mark>,
}

/// A part of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The base year: left, top, width, height.
    Band([i32; 4]),
    /// A mark of the axis: its line from left to right, how far down, and its number, which stands before it.
    Tick([i32; 3], bool, String),
    /// Years below the axis.
    Years(Years),
    /// Years on both sides are not comparable: a line from one point to another; the reason, but in the legend.
    Gap([i32; 4], Option<Words>),
    /// A line through points.
    Line(Vec<[i32; 2]>),
    /// A bar: left, top, width, height; whether it is the base year's; its figure.
    Bar([i32; 4], bool, Option<Of>),
    /// A mark around a point, with its figure; without one it stands in the legend.
    Dot(Dot, [i32; 2], Option<Of>),
    /// Words at a point of their base line.
    Text(Look, Anchor, [i32; 2], Words),
}

/// Years in a row, in even steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first that is named.
    pub first: i32,
    /// The years from one that is named to the next.
    pub every: i32,
    /// How many are named.
    pub count: i32,
    /// The middle of the first, and the base line of all.
    pub at: [i32; 2],
    /// From one to the next, in thousandths of a pixel.
    pub step: i32,
    /// The base year.
    pub base: Option<i32>,
}

impl Years {
    /// Each year with its middle.
    pub fn each(&self) -> impl Iterator<Item = (i32, i32)> {
        let Years { first, every, count, at, step, .. } = *self;
        (0..count).map(move |index| (first + every * index, at[0] + step * index / 100))
    }
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum Dot {
    /// What was reached.
    Actual,
    /// What was to be reached.
    Target,
    /// Another value that another report tells of the same year.
    Again,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum Look {
    /// An axis, a legend.
    Quiet,
    /// A value.
    Value,
    /// Another report's value.
    Again,
    /// Why there is a gap.
    Gap,
}

/// Which end of words their point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

macro_rules! numbered {
    ($($name:ident),*) => { $(impl From<$name> for u8 { fn from(one: $name) -> u8 { one as u8 } })* };
}
numbered!(Dot, Look, Anchor);

/// A figure of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// One of the series.
    Own(usize),
    /// One of the series of what was to be reached.
    Target(usize),
}

/// As a number: a figure of the other series counts down from −1.
impl Serialize for Of {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        serializer.serialize_i64(match *self {
            Of::Own(at) => number(at),
            Of::Target(at) => -1 - number(at),
        })
    }
}

/// As an array that begins with a number for its sort, for there are many.
impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Mark::Band([x, y, w, h]) => (0, x, y, w, h).serialize(serializer),
            Mark::Gap([x0, y0, x1, y1], why) => (1, x0, y0, x1, y1, why.as_ref().map(pair)).serialize(serializer),
            Mark::Line(points) => (2, points.concat()).serialize(serializer),
            Mark::Bar([x, y, w, h], base, of) => (3, u8::from(*base), x, y, w, h, of).serialize(serializer),
            Mark::Dot(dot, [x, y], of) => (4, dot, x, y, of).serialize(serializer),
            Mark::Text(look, anchor, [x, y], words) if words.zh == words.en => {
                (5, look, anchor, x, y, &words.zh).serialize(serializer)
            }
            Mark::Text(look, anchor, [x, y], words) => (5, look, anchor, x, y, pair(words)).serialize(serializer),
            Mark::Tick([left, right, y], zero, number) => {
                (6, left, right, y, u8::from(*zero), number).serialize(serializer)
            }
            Mark::Years(Years { first, every, count, at: [x, y], step, base }) => {
                (7, first, every, count, x, y, step, base).serialize(serializer)
            }
        }
    }
}

fn pair(words: &Words) -> [&str; 2] {
    [&words.zh, &words.en]
}

/// What all charts of a body have in common.
#[derive(Debug, Clone)]
pub struct Around {
    /// The years that the reports look back at.
    pub columns: Vec<i32>,
    /// The year of each report.
    pub reports: Vec<i32>,
    /// The year that the base report looks back at.
    pub base: Option<i32>,
}

/// The size of a chart, in pixels; the legend comes below.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    width: f64,
    plot: f64,
}

/// For a page or a sheet.
pub const WIDE: Size = Size { width: 880.0, plot: 216.0 };
/// For a phone, or one of many.
pub const NARROW: Size = Size { width: 372.0, plot: 160.0 };

/// Whether there is something to draw: two years, or one and what was to be reached.
pub fn drawable(row: &Row, target: Option<&Row>) -> bool {
    row.points.len() > 1 || (!row.points.is_empty() && target.is_some_and(|target| !target.points.is_empty()))
}

#[cfg(test)]
mod tests;
