//! Whose figure it is (口径).

use super::lists::lists;
use super::{Chars, Phrases};

lists! {
/// Whose figure it is, ready to be asked.
pub struct Scopes {
    /// What counts places, so that a place's name before it is none of a scope: 示范区3个.
    pub counts_places: Phrases<()>,
    /// Sorts of places, and who lives there: 城区, 农村; 居民.
    pub areas: Phrases<()>,
    pub area_people: Phrases<()>,
    /// Before a whole territory: what it had is only contributed to (对全国……贡献率).
    pub contributes: Phrases<()>,
    /// Wholes that no report is of: what they are told of is one clause's only (全球).
    pub beyond: Phrases<()>,
    /// Territories, levels and offices.
    pub names: Phrases<()>,
    /// With 全国 before them a name: 重点实验室.
    pub titles: Phrases<()>,
    /// What begins so and is no such name: 性病.
    pub not_titles: Phrases<()>,
    /// Words that the last letter of a whole's name begins (全│校园), and what only begins like them.
    pub halves: Phrases<()>,
    pub not_halves: Phrases<()>,
    /// Behind the names of places whose courts are told of.
    pub courts: Phrases<()>,
    /// Scopes that the names of places end with: 芷城区.
    pub named_ends: Phrases<()>,
    /// Right before 全国, with such a name behind it: what somebody was named (入选全国名县).
    pub honours: Phrases<()>,
    /// The same where what is named is the nation's, and how that is called.
    pub gained: Phrases<()>,
    pub nation: Phrases<()>,
    /// The ends of such names.
    pub honour_ends: Phrases<()>,
    /// Behind the name of a level: what each level has of its own (县级│一般公共预算).
    pub accounts: Phrases<()>,
    /// Accounts of a budget, as headings name them.
    pub budgets: Phrases<()>,
    /// What opens a list of the chief items of an account: 主要支出项目.
    pub chief_items: Phrases<()>,
    /// What a heading says of such an account, and no more: 执行情况.
    pub budget_parts: Phrases<()>,
    /// Behind a level and such an account: the name of another thing (县级财政│局).
    pub not_accounts: Phrases<()>,
    /// What the names of levels of government end with: 本级.
    pub levels: Phrases<()>,
    /// What a rank is among, and no scope otherwise: 世界.
    pub among: Phrases<()>,
    /// The kinds by which a sentence parts what was told that are whose figures they are: 分县区看.
    pub split_places: Phrases<()>,
    /// Behind a scope, in a heading that is nothing but one: 市本级情况.
    pub headed: Phrases<()>,
    /// What a whole territory's name, or each of its parts', begins with: 全市, 各县.
    pub wholes: Chars,
    /// What a level of it ends with: 市本级.
    pub whole_ends: Chars,
    /// Behind a verb: it is the stem of a noun (省级孵化器).
    pub stem_ends: Chars,
    /// Sorts of places that are a scope only where a clause begins with them and something is done.
    pub plain: Phrases<()>,
    /// What the names of governments and their offices end with.
    pub office_ends: Chars,
    /// What the names of those end with who do something themselves: 中级法院, 乡镇学校.
    pub doers: Phrases<()>,
    /// What levels are called together: 县区.
    pub tiers: Phrases<()>,
    /// Behind such a name: what is theirs, and no doing of theirs (市政府常务会议).
    pub of_office: Phrases<()>,
    /// Before a name: something is done by it or to it, and whose figure it is stands elsewhere.
    pub done_by: Chars,
    /// Those of them behind which a whole territory is whose figure it is all the same: 对全市.
    pub toward: Chars,
    /// The same for an office: 由市政府.
    pub acted: Chars,
    /// Before a name: the two are one word (城区 in 中心城区).
    pub inner_before: Chars,
    /// Zones that are a part of a longer name where one stands before them.
    pub zones: Phrases<()>,
    /// At the end of the name of a place that 范围内 makes a scope of: 片区.
    pub reach_places: Phrases<()>,
    /// What no province's name holds.
    pub not_provinces: Chars,
    /// What the names of regions end with.
    pub regions: Phrases<()>,
    /// What a bureau's name ends with.
    pub bureaus: Phrases<()>,
    /// What it begins with.
    pub bureau_starts: Chars,
    /// What it does not hold.
    pub not_bureaus: Chars,
    /// Behind it, where it does something: 共受理.
    pub bureau_acts: Chars,
    /// Between it and what it did: when (全年│受理).
    pub bureau_whens: Phrases<()>,
    /// Several levels together: 市县两级.
    pub several_levels: Phrases<()>,
    /// All levels of a territory: 全市各级.
    pub all_levels: Phrases<()>,
    /// At the start of a clause: the body itself that reports (本院).
    pub own_offices: Phrases<()>,
    /// What begins so and is no office: 本行政区域.
    pub own_not: Phrases<()>,
    /// A whole territory's own, though its name does not say so.
    pub whole_names: Phrases<()>,
    /// The whole world, in several words: 世界, 全球.
    pub worlds: Phrases<()>,
    /// The body's own level.
    pub own_levels: Phrases<()>,
    /// What the names of the level below begin with: 各县.
    pub below: Phrases<()>,
}
}
