//! What a plan promises (承诺), and which of its figures are ceilings.

use serde::{Deserialize, Deserializer};

use super::Phrases;

/// What tells a promise from the words around it, ready to be asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promises {
    /// At the start of a clause, before what is promised: 一是.
    pub lead: Phrases<()>,
    /// At the start of a clause that says how or why, and promises nothing by itself: 坚持.
    pub means: Phrases<()>,
    /// In a clause whose figures are given and not to be reached: 高校毕业生.
    pub given: Phrases<()>,
    /// Before what was done already: 已开工.
    pub already: Phrases<()>,
    /// Where a sentence opens that orders something: 要, 必须.
    pub orders: Phrases<()>,
    /// At the end of a clause that only says what follows: 主要目标是.
    pub announces: Phrases<()>,
    /// Behind a noun, how it is to be: 保持稳定.
    pub states: Phrases<()>,
    /// Where a clause opens or right before a figure, what was only intended: 拟.
    pub intends: Phrases<()>,
    /// Right behind such a figure: 的任务.
    pub intended_behind: Phrases<()>,
    /// Between a clause and one that says that it did not come: 但.
    pub however: Phrases<()>,
    /// Before a figure that was only intended: 原计划.
    pub intended: Phrases<()>,
    /// In a clause, that something has begun: 开工.
    pub begun: Phrases<()>,
    /// The same, that it is there: 建成.
    pub finished: Phrases<()>,
    /// Before a figure that says how much more there is to be: 新建.
    pub adds: Phrases<()>,
    /// What names a part of all, by the list of those that say the same: 农村.
    #[serde(deserialize_with = "ranked")]
    pub narrower: Phrases<u8>,
    /// Right behind a name that is whole: 等.
    pub behind_names: Phrases<()>,
    /// Before what a growth is to keep up with: 与经济增长.
    pub beside: Phrases<()>,
    /// What is brought about, at the end of a clause: 建成通车.
    pub ends: Phrases<()>,
    /// Of which less is better: 失业率.
    pub ceilings: Phrases<()>,
    /// In a clause of what was done, that it was not: 没有实现……的目标.
    pub denied: Phrases<()>,
    /// Statements that hold until they no longer do.
    pub claims: Claims,
}

/// What tells a statement that holds until it no longer does (断言).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(deserialize_with = "ranked")]
    pub gravity: Phrases<u8>,
}

/// Lists of words, each word with the place of its list, from 1.
fn ranked<'de, D: Deserializer<'de>>(file: D) -> Result<Phrases<u8>, D::Error> {
    let lists = Vec::<Vec<String>>::deserialize(file)?;
    let ranked: Vec<_> = lists.iter().zip(1_u8..).collect();
    Ok(Phrases::of_lists(&ranked))
}
