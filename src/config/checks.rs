//! What ties figures together, so that they can be checked.

use serde::Deserialize;

use super::Phrases;

/// What ties figures together, ready to be asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ties {
    /// Behind a total, before its parts: 其中.
    pub parts: Phrases<()>,
    /// A total behind its parts, or in a table: 合计.
    pub totals: Phrases<()>,
    /// The same words where one part alone may follow.
    pub among: Phrases<()>,
    /// Before what a total is called: it is of what was told above.
    pub above: Phrases<()>,
    /// Before a number of points that follow one by one.
    pub announces: Phrases<()>,
    /// What such points are called.
    pub points: Phrases<()>,
    /// Counters of names that stand in a row before their number.
    pub counters: Phrases<()>,
    /// Behind a row that may be a choice of names: 等.
    pub examples: Phrases<()>,
    /// What joins the last two of a row.
    pub joins: Phrases<()>,
    /// What there is in all, told behind what was added to it.
    pub stocks: Phrases<()>,
    /// Names of which all together make a whole.
    pub partitions: Vec<Vec<String>>,
    /// Growth in real terms.
    pub real: Phrases<()>,
    /// A stock of rules.
    pub rules: Rules,
    /// A stock of cases.
    pub cases: Cases,
}

/// What a figure is to a stock of rules, by words of its label and its clause.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// What there is.
    pub there: Phrases<()>,
    /// What looks so and is not.
    pub not_there: Phrases<()>,
    /// There at the start.
    pub before: Phrases<()>,
    /// What went.
    pub removed: Phrases<()>,
    /// What is only to go.
    pub not_removed: Phrases<()>,
    /// What came.
    pub added: Phrases<()>,
    /// What it must be of.
    pub added_what: Phrases<()>,
    /// What was done to what there was.
    pub not_added: Phrases<()>,
}

/// What a figure is to a stock of cases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// Carried out.
    pub closing: Phrases<()>,
    /// Carried in.
    pub opening: Phrases<()>,
    /// Taken in: the label's end.
    pub added: Phrases<()>,
    /// Closed: the label's end.
    pub removed: Phrases<()>,
}
