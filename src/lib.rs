//! 年轮 nianlun.
pub mod pair;
pub mod text;
pub mod diagnostic;
pub mod config;
pub mod source;
pub mod quantity;
pub mod report;
