//! The timeline (脉络): the figures of one body's reports linked across the years.

pub mod evidence;
pub mod linking;
