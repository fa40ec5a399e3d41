//! Two reports side by side: which section of the one is which of the other, and which sentence (对齐).

mod order;
pub mod features;
pub mod fixed;
pub mod sections;
pub mod tokens;
pub mod units;
pub mod sentences;
