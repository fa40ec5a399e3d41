//! 年轮 nianlun: what yearly reports say from year to year.
//!
//! [`read`] reads one report, [`diff`] compares the texts of two, and [`compare`] does all that there is to do with the
//! reports at some paths; [`render`] writes what they give. Two years of the example series:
//!
//! ```
//! use nianlun::render::view::View;
//! use nianlun::{Error, Options, compare};
//!
//! let mut options = Options::new()?;
//! options.base_year = Some(2017);
//! let found = compare(&["reports/2016.html", "reports/2017.txt"], &options)?;
//!
//! let view = View::of(&found);
//! let body = &view.bodies[0];
//! let named = |series: &&nianlun::Series| series.name == "收到行政复议申请";
//! let series = body.timeline.series.iter().find(named).ok_or("no such series")?;
//! let told: Vec<String> = body
//!     .by_period(series)
//!     .into_iter()
//!     .map(|(year, one)| format!("{year} {}", body.indicator(one).value))
//!     .collect();
//! assert_eq!(told, ["2015 71", "2016 83", "2017 96"]);
//!
//! // Every figure can be followed to its characters.
//! let report = &body.body.entries[1].report;
//! let figure = &body.body.entries[1].indicators[0];
//! assert!(report.text.str(figure.quote).contains(report.text.str(figure.span)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way of the data
//!
//! It goes one way, and the modules of the source stand in its order; each uses only those above it. The stages are not
//! shown here, what they give is.
//!
//! ```text
//! bytes → Text → Report → Indicators → Corpus → Alignment → Timeline → Diff, Checks, Commitments → Comparison → Tables, View → files, terminal, server
//! ```
//!
//! A stage is a plain function. It does not print, and it does not fail on odd input: what is odd becomes a
//! [`Diagnostic`] with a place. Every text is owned once, by its [`Report`]; all that follows is spans into it, so that
//! every figure that anybody sees can be followed to its characters. Offsets count Unicode scalar values, from 0, and ends
//! are not included.

// What the stages are made of is for the tests of this package; other programs go by `comparison`.
#[doc(hidden)]
pub mod pair;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod quantity;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod indicator;
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod similarity;
#[doc(hidden)]
pub mod review;
#[doc(hidden)]
pub mod align;
#[doc(hidden)]
pub mod timeline;
#[doc(hidden)]
pub mod panel;
#[doc(hidden)]
pub mod diff;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod commitment;
pub mod comparison;
pub mod table;
pub mod render;
pub mod stream;
pub mod serve;

pub use comparison::{Comparison, Difference, Error, Options, compare, diff, read};

// What they take and give.
#[doc(inline)]
pub use crate::{
    check::{Check, Verdict},
    commitment::Commitment,
    config::ConfigError,
    corpus::{Body, Corpus, Entry, Given, LeftOut},
    diagnostic::{Code, Diagnostic, Language, Message, Severity},
    diff::terms::{Term, TermChange},
    diff::{Change, Detail, Edit, Measures, NumberChange, Op, TextChange, TextDiff},
    indicator::{DirectionRule, Indicator, LabelRule, PeriodRule, Role, RoleRule, ScopeRule, Why},
    pair::Pair,
    panel::Panel,
    report::{Report, Section, SectionId},
    review::{Remark, Review},
    text::{Span, Text},
    timeline::Timeline,
    timeline::explain::{Explained, Weighed},
    timeline::series::{Aside, Break, Link, Observation, Series, Vintage},
};
