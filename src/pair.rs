//! Two of a kind, one from the earlier report and one from the later: no twin `old_x` and `new_x` variables anywhere.

use serde::Serialize;

/// What stands in the earlier report (前) and in the later one (后).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Pair<T> {
    /// From the earlier report.
    pub before: T,
    /// From the later report.
    pub after: T,
}

impl<T> Pair<T> {
    /// A pair of the two.
    pub const fn new(before: T, after: T) -> Self {
        Pair { before, after }
    }

    /// The same function applied to both sides.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { before: f(self.before), after: f(self.after) }
    }

    /// References to both sides.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { before: &self.before, after: &self.after }
    }

    /// Each side joined with the same side of another pair.
    pub fn zip<U>(self, other: Pair<U>) -> Pair<(T, U)> {
        Pair { before: (self.before, other.before), after: (self.after, other.after) }
    }

    /// The pair seen from the other end: what was earlier is now later.
    pub fn invert(self) -> Pair<T> {
        Pair { before: self.after, after: self.before }
    }
}

impl<T> Pair<Option<T>> {
    /// Both sides where both are present.
    pub fn both(self) -> Option<Pair<T>> {
        Some(Pair { before: self.before?, after: self.after? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverting_twice_changes_nothing() {
        let pair = Pair::new(1, 2);
        assert_eq!(pair.invert().invert(), pair);
        assert_eq!(pair.map(|n| n * 2), Pair::new(2, 4));
        assert_eq!(Pair::new(Some(1), None::<i32>).both(), None);
    }
}
