//! What checks and what they found are called on the page (核查的名称).

use serde::Serialize;

use super::reading::Words;
use crate::check::{Kind, Verdict};

/// All that is checked.
const KINDS: [Kind; 8] =
    [Kind::Sum, Kind::Rate, Kind::Growth, Kind::Restated, Kind::Roll, Kind::Table, Kind::Damage, Kind::Year];

/// What a check can find, the worst first.
pub const VERDICTS: [Verdict; 3] = [Verdict::Fails, Verdict::Suspect, Verdict::Holds];

/// The words of all checks and of all that they find, the worst first.
#[derive(Debug, Clone, Serialize)]
pub struct CheckWords {
    /// By what is checked.
    pub kinds: Vec<(Kind, Words)>,
    /// By what was found.
    pub verdicts: Vec<(Verdict, Words)>,
}

impl CheckWords {
    /// Those of this program.
    pub fn all() -> Self {
        CheckWords {
            kinds: KINDS.map(|one| (one, kind(one))).into(),
            verdicts: VERDICTS.map(|one| (one, verdict(one))).into(),
        }
    }
}

/// What is checked, in words.
pub fn kind(kind: Kind) -> Words {
    let (zh, en) = match kind {
        Kind::Sum => ("分项与合计", "sum"),
        Kind::Rate => ("比率", "rate"),
        Kind::Growth => ("增长", "growth"),
        Kind::Restated => ("前后两年的说法", "told again"),
        Kind::Roll => ("结转", "roll-forward"),
        Kind::Table => ("表内合计", "table"),
        Kind::Damage => ("数字损坏", "damage"),
        Kind::Year => ("年份", "year"),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// What was found, in words.
pub fn verdict(verdict: Verdict) -> Words {
    let (zh, en) = match verdict {
        Verdict::Fails => ("不符", "fails"),
        Verdict::Suspect => ("存疑", "suspect"),
        Verdict::Holds => ("相符", "agrees"),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}
