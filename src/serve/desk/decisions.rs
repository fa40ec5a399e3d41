//! The files of decisions that a desk works with: its own, which it writes, and others that it only reads.

use std::path::Path;

use crate::review::{self, Decision, Review, ReviewError};
use crate::serve::file::{self, Versioned};

use super::Where;

/// A file of decisions as it stands.
pub(super) fn read_file(path: &Path) -> Result<Versioned, ReviewError> {
    file::read(path).map_err(|error| ReviewError::Io { path: path.to_owned(), error })
}

/// Those that are only read, as they stand.
pub(super) fn read_others(place: &Where) -> Result<Vec<Versioned>, ReviewError> {
    place.others.iter().map(|path| read_file(path)).collect()
}

/// All decisions: those of the own file first.
pub(super) fn parsed(place: &Where, file: &Versioned, others: &[Versioned]) -> Result<Review, ReviewError> {
    let own = std::iter::once((place.decisions.clone(), file.text.clone()));
    let others = place.others.iter().zip(others).map(|(path, file)| (path.clone(), file.text.clone()));
    review::parse(own.chain(others).collect())
}

/// Those of the own file.
pub(super) fn own(review: &Review) -> impl Iterator<Item = &Decision> {
    review.decisions.iter().filter(|decision| decision.file == 0)
}
