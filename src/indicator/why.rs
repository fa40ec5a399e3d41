//! By which rule each field of a figure was decided (依据): what `inspect --why` tells.

/// The rules that decided a figure's fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Why {
    /// What made its label.
    pub label: LabelRule,
    /// Where its scope comes from.
    pub scope: ScopeRule,
    /// What its period was taken from.
    pub period: PeriodRule,
    /// What made it a target, or what something was before.
    pub role: RoleRule,
    /// What says which way it went.
    pub direction: DirectionRule,
}

/// What made a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LabelRule {
    /// Its own words before the number.
    #[default]
    Own,
    /// Its own words, and the noun behind the number that it counts.
    Counted,
    /// Its own words, behind a subject that was told before.
    Told,
    /// Its own words, behind what the money is for.
    Purpose,
    /// A subject that was told before alone.
    Before,
    /// A name of a row that 分别 deals out.
    Dealt,
    /// The row before it, which it sums up.
    Sum,
    /// What was said of the figure right before, which this one went beyond.
    Beyond,
    /// The headings and the caption of a table.
    Headings,
}

/// Where a scope comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ScopeRule {
    /// Nothing names one.
    #[default]
    Unsaid,
    /// What the sentence is about, until it names another.
    Topic,
    /// Named inside its own clause, or by a part of the territory before it.
    Clause,
    /// Among whom a place in an order is.
    Rank,
    /// The headings of a table.
    Headings,
}

/// What a period was taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeriodRule {
    /// The year that the report looks back at: nothing says otherwise.
    #[default]
    Covered,
    /// The year after it, in a part that plans.
    Planned,
    /// Several years, named in its sentence, its paragraph or the headings over it.
    Several,
    /// A calendar year named before it.
    Named,
    /// A year named by how near it is: 去年.
    Near,
    /// By now, in a part that plans: 目前.
    Now,
    /// The year before that of the value beside it.
    YearBefore,
    /// The headings of a table.
    Headings,
}

/// What a figure's role was taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RoleRule {
    /// Nothing says otherwise: it was reached.
    #[default]
    Reached,
    /// It stands in a part that plans.
    Part,
    /// It is of a year to come.
    Year,
    /// Words around it say that it is aimed at: 预期目标.
    Aim,
    /// Words say that it is what the value was: 由, 上年为.
    Before,
}

/// What says which way a figure went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DirectionRule {
    /// It is no change.
    #[default]
    None,
    /// A verb right before the number: 增长.
    Verb,
    /// The noun that ends its label: 增幅.
    Noun,
}
