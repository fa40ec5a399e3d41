//! What people and programs read: a view computed once, then one file a format that only spells it.

pub mod view;
pub mod tables;

pub mod csv;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod format;
pub mod datapackage;
mod spool;
pub mod many;
pub mod xlsx;
pub mod findings;
pub mod graph;
pub mod html;
pub mod json;
pub mod matter;
pub mod redline;
pub mod brief;
pub mod terminal;
pub mod svg;
