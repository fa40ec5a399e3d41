//! Whose figure it is (口径).

use serde::Deserialize;

use super::Phrases;

/// Whose figure it is, ready to be asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scopes {
    /// Territories, levels and offices.
    pub names: Phrases<()>,
    /// With 全国 before them a name: 重点实验室.
    pub titles: Phrases<()>,
    /// What the names of levels of government end with: 本级.
    pub levels: Phrases<()>,
    /// What a rank is among, and no scope otherwise: 世界.
    pub among: Phrases<()>,
}
