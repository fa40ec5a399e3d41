//! What a decision would change, before anybody takes it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use super::decisions::parsed;
use super::shown::linked;
use super::{Desk, Trouble};
use crate::diagnostic::Message;
use crate::render::view::difference::difference;
use crate::review::EditError;
use crate::serve::file::Versioned;
use crate::serve::state::{Preview, Said};

impl Desk<'_> {
    /// What an edit of the file would change, as JSON; nothing is saved and nothing that is shown changes.
    pub fn preview(&self, edit: impl FnOnce(&Path, &str) -> Result<String, EditError>) -> Result<String, Trouble> {
        let now = self.look();
        let (file, others, before) = (now.file.clone(), now.others.clone(), Arc::clone(&now.shown));
        let read = self.all_read(&now);
        drop(now);
        let text = edit(&self.place.decisions, &file.text)?;
        let file = Versioned { text, version: file.version };
        let review = parsed(&self.place, &file, &others).map_err(|error| Trouble::Refused(error.said()))?;
        let made = catch_unwind(AssertUnwindSafe(|| linked(read, review, self.options)));
        let Ok((page, remarks)) = made else {
            return Err(Trouble::Failed(Message::new("比较时程序出错", "comparing failed")));
        };
        let news = remarks.iter().filter(|remark| !before.remarks.contains(remark));
        let preview = Preview { changes: difference(&before.page, &page), remarks: news.map(Said::new).collect() };
        Ok(serde_json::to_string(&preview).unwrap_or_default())
    }
}
