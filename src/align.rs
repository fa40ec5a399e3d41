//! Two reports side by side: which section of the one is which of the other (对齐).

pub mod features;
pub mod fixed;
pub mod sections;
