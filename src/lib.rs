//! 年轮 nianlun.
pub mod config;
pub mod diagnostic;
pub mod pair;
pub mod quantity;
pub mod source;
pub mod text;
