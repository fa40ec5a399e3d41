//! What two figures' scopes say of their being one (口径): whose figure each is.

use crate::config::Linking;

use super::fields::{Fields, ScopeClass};

/// What the names of places end with.
const PLACE_ENDS: &str = "省市县区州旗盟镇乡";

/// Whether a scope is the name of a place by its ending: two places are never one.
fn is_place(name: &str) -> bool {
    name.chars().count() > 2 && name.ends_with(|c| PLACE_ENDS.contains(c))
}

impl ScopeClass {
    /// Whether a figure told in one scope may be the same as one told in the other within a report: not where both say
    /// whose it is, and say otherwise.
    pub(super) fn may_be(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Both, Named, Unsaid, Whole};
        match (self, other) {
            _ if self.is_same_as(other) => true,
            (Unsaid, _) | (_, Unsaid) | (Whole, Named(_)) | (Named(_), Whole) => true,
            (Whole, Both) | (Both, Whole) => true,
            _ => false,
        }
    }

    /// Whether two scopes are one: where nothing is said, the whole territory is meant.
    pub fn is_same_as(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Unsaid, Whole};
        self == other || matches!((self, other), (Unsaid, Whole) | (Whole, Unsaid))
    }

    /// Whether two scopes of figures of one series are a break: not 全市各级 and 全市, which are all of it in other words.
    pub fn breaks_from(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Both, Unsaid, Whole};
        let all = |scope: &ScopeClass| matches!(scope, Unsaid | Whole | Both);
        !(self.is_same_as(other) || all(self) && all(other))
    }
}

/// The weight of two scopes; none where both say whose figure it is, and say otherwise. Where only one says so, it is a break
/// in a series that may well be one.
pub(super) fn scope(a: &ScopeClass, b: &ScopeClass, known: &Linking) -> Option<f64> {
    use ScopeClass::{Both, Named, Unsaid, Whole};
    match (a, b) {
        (Named(a), Named(b)) if a == b => Some(known.scope.same_told),
        (Named(a), Named(b)) => (!(is_place(a) && is_place(b))).then_some(known.scope.two_names),
        (Named(_), _) | (_, Named(_)) => Some(known.scope.one_name),
        _ if a.is_same_as(b) => Some(if matches!(a, Unsaid | Whole) { 0.0 } else { known.scope.same_told }),
        (Unsaid | Whole, Both) | (Both, Unsaid | Whole) => Some(known.scope.whole_and_all),
        (Unsaid, _) | (_, Unsaid) => Some(known.scope.one_told),
        _ => None,
    }
}

/// Whether two ranks are among others: 居世界首位, 居发展中国家首位.
pub(super) fn ranked_among_others(a: &Fields, b: &Fields) -> bool {
    match (&a.scope, &b.scope) {
        // 全国, 全国同类医院 may be one, the one told with less.
        (ScopeClass::Named(x), ScopeClass::Named(y)) if a.block.dimension == "rank" => {
            let world = |name: &String| name.is_empty();
            x != y && (world(x) || world(y) || !x.contains(y.as_str()) && !y.contains(x.as_str()))
        }
        _ => false,
    }
}
