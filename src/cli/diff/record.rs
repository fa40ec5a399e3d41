//! Two reports as a review page of their own.

use nianlun::comparison::of_two;
use nianlun::render::html;
use nianlun::render::view::{View, page};
use nianlun::{Entry, Pair, TextDiff};

use super::super::Session;

/// The page for two reports, the earlier one as the base.
pub(super) fn page(session: &Session, entries: Pair<Entry>, diff: TextDiff) -> String {
    let two = of_two(entries, diff, &session.options);
    let searched = &session.options.config().aliases.searched;
    html::page(&page::page(&View { language: session.asked, searched, ..View::of(&two) }))
}
