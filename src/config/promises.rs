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
    /// Statements that hold until they no longer do.
    pub claims: Claims,
}

/// What tells a statement that holds until it no longer does (断言).
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// Before what did not occur: 未发生.
    pub none: Phrases<()>,
    /// Behind it: 零发生.
    pub none_after: Phrases<()>,
    /// All of it: 全部.
    pub all: Phrases<()>,
    /// Less than all: 基本.
    pub nearly: Phrases<()>,
    /// Nobody before: 率先.
    pub first: Phrases<()>,
    /// How grave, from 1: 一般, 较大, 重大, 特别重大.
    pub gravity: Phrases<u8>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PromisesFile {
    lead: Vec<String>,
    means: Vec<String>,
    ends: Vec<String>,
    ceilings: Vec<String>,
    claims: ClaimsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ClaimsFile {
    none: Vec<String>,
    none_after: Vec<String>,
    all: Vec<String>,
    nearly: Vec<String>,
    first: Vec<String>,
    gravity: Vec<Vec<String>>,
}

impl PromisesFile {
    pub(super) fn promises(&self) -> Promises {
        let claims = &self.claims;
        let ranked = claims.gravity.iter().zip(1_u8..);
        Promises {
            lead: plain(&self.lead),
            means: plain(&self.means),
            ends: plain(&self.ends),
            ceilings: plain(&self.ceilings),
            claims: Claims {
                none: plain(&claims.none),
                none_after: plain(&claims.none_after),
                all: plain(&claims.all),
                nearly: plain(&claims.nearly),
                first: plain(&claims.first),
                gravity: Phrases::new(
                    ranked.flat_map(|(words, rank)| words.iter().map(move |word| (word.as_str(), rank))),
                ),
            },
        }
    }
}
