//! A comparison as it is shown.

use crate::comparison::{self, Options, Read};
use crate::diagnostic::Language;
use crate::render::html;
use crate::render::view::View;
use crate::render::view::page::{self, Page};
use crate::review::{Remark, Review};

/// A comparison with its page.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) number: u64,
    pub(super) page: Page,
    pub(super) html: String,
    pub(super) remarks: Vec<Remark>,
}

/// Compares reports as decisions say, and spells the page out, to be read in a language first where one was asked for.
pub(super) fn compared(
    number: u64,
    read: Vec<Read>,
    review: Review,
    options: &Options,
    language: Option<Language>,
) -> Shown {
    let (mut page, remarks) = linked(read, review, options);
    page.language = language;
    Shown { number, html: html::served(&page, number), page, remarks }
}

/// Compares reports as decisions say.
pub(super) fn linked(read: Vec<Read>, review: Review, options: &Options) -> (Page, Vec<Remark>) {
    let found = comparison::link(comparison::gather(read, &options.bodies, &options.config().names), review, options);
    let view = View { searched: &options.config().aliases.searched, ..View::of(&found) };
    (page::page(&view), found.remarks)
}
