//! What a part of a report is for (作用).

use serde::{Deserialize, Serialize};

/// What a paragraph or a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Before the first part.
    Preamble,
    /// What was done (工作).
    Work,
    /// What is lacking (问题).
    Problems,
    /// What several years to come should bring (展望).
    Outlook,
    /// What the year to come should bring (打算).
    Plan,
    /// The appeal or the thanks at the end.
    Closing,
    /// What stands behind the report: a glossary, lists, tables.
    Annex,
}

impl Role {
    /// All of them, in the order that a report has them.
    pub const ALL: [Role; 7] =
        [Role::Preamble, Role::Work, Role::Problems, Role::Outlook, Role::Plan, Role::Closing, Role::Annex];

    /// The name that data files and decisions use.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Preamble => "preamble",
            Role::Work => "work",
            Role::Problems => "problems",
            Role::Outlook => "outlook",
            Role::Plan => "plan",
            Role::Closing => "closing",
            Role::Annex => "annex",
        }
    }

    /// What a part is for, in words: Chinese, English.
    pub const fn said(self) -> (&'static str, &'static str) {
        match self {
            Role::Preamble => ("前言", "preamble"),
            Role::Work => ("工作情况", "work"),
            Role::Problems => ("存在问题", "problems"),
            Role::Outlook => ("今后数年目标", "outlook"),
            Role::Plan => ("下一步打算", "plan"),
            Role::Closing => ("结语", "closing"),
            Role::Annex => ("附件", "annex"),
        }
    }

    /// Whether it speaks of what is to come: its figures are targets unless their words say otherwise.
    pub const fn is_ahead(self) -> bool {
        matches!(self, Role::Outlook | Role::Plan)
    }
}
