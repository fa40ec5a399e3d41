//! 年轮 nianlun: what yearly reports say from year to year.
//!
//! The data goes one way, and the modules below stand in its order; each uses only those above it.
//!
//! ```text
//! bytes → Text → Report → Indicators → Corpus → Alignment → Timeline → Diff, Checks, Commitments → View → files, terminal, server
//! ```
//!
//! A stage is a plain function. It does not print, and it does not fail on odd input: what is odd becomes a
//! [`diagnostic::Diagnostic`] with a place. Every text is owned once, by its
//! [`report::Report`]; all that follows is spans into it, so that every figure that anybody sees can be followed to its
//! characters.

pub mod pair;
pub mod text;
pub mod diagnostic;
pub mod config;
pub mod source;
pub mod quantity;
pub mod report;
pub mod indicator;
pub mod corpus;
pub mod similarity;
pub mod review;
pub mod align;
pub mod timeline;
pub mod panel;
pub mod diff;
pub mod check;
pub mod commitment;
pub mod table;
pub mod render;
pub mod serve;
