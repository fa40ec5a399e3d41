//! What a plan promises (承诺), and which of its figures are ceilings.

use serde::Deserialize;

use super::{Phrases, plain};

/// What tells a promise from the words around it, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    /// At the start of a clause, before what is promised: 一是.
    pub lead: Phrases<()>,
    /// At the start of a clause that says how or why, and promises nothing by itself: 坚持.
    pub means: Phrases<()>,
    /// What is brought about, at the end of a clause: 建成通车.
    pub ends: Phrases<()>,
    /// Of which less is better: 失业率.
    pub ceilings: Phrases<()>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PromisesFile {
    lead: Vec<String>,
    means: Vec<String>,
    ends: Vec<String>,
    ceilings: Vec<String>,
}

impl PromisesFile {
    pub(super) fn promises(&self) -> Promises {
        Promises {
            lead: plain(&self.lead),
            means: plain(&self.means),
            ends: plain(&self.ends),
            ceilings: plain(&self.ceilings),
        }
    }
}
