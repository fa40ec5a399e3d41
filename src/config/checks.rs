//! What ties figures together, so that they can be checked.

use serde::Deserialize;

use super::lists::lists;
use super::{Chars, Phrases};

lists! {
/// What ties figures together, ready to be asked.
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
    /// Before the number of a point: 第一.
    pub nth: Chars,
    /// Behind it: 一是.
    pub points_are: Chars,
    /// Counters of names that stand in a row before their number.
    pub counters: Phrases<()>,
    /// Behind a row that may be a choice of names: 等.
    pub examples: Phrases<()>,
    /// What joins the last two of a row.
    pub joins: Phrases<()>,
    /// What there is in all, told behind what was added to it.
    pub stocks: Phrases<()>,
    /// What a total of the row before it is called right before it.
    pub summed: Phrases<()>,
    /// The same, which is as often said of something else.
    pub summed_maybe: Phrases<()>,
    /// What a row or column of a table is called whose figures are not added up.
    pub not_added: Phrases<()>,
    /// Before shares of one whole with colons between.
    pub structures: Phrases<()>,
    /// What may be less than nothing.
    pub signed: Phrases<()>,
    /// Between two values and by how much more the second is.
    pub steps_up: Phrases<()>,
    /// Before how many times as much something is, and before how often it doubled.
    pub as_much: Phrases<()>,
    pub doubles: Phrases<()>,
    /// The units that count doublings.
    pub doublings: Vec<String>,
    /// The same of less.
    pub steps_down: Phrases<()>,
    /// Verbs that rates are named after, each with those that say the same of the things counted.
    pub rate_acts: Vec<Vec<String>>,
    /// Before what came in: what was left of the year before is none of it.
    pub newly_come: Phrases<()>,
    /// Before a verb that a rate is named after, where the rate is of the others.
    pub denied: Phrases<()>,
    /// Between a part and its share of its whole.
    pub share_of: Phrases<()>,
    /// Before what a share is of, right behind its part.
    pub share_opens: Phrases<()>,
    /// Before what a name of several lists.
    pub lists: Phrases<()>,
    /// What ought to be.
    pub due: Phrases<()>,
    /// What was, of what ought to be.
    pub came: Phrases<()>,
    /// Between a base and how much of it something is.
    pub of_which: Phrases<()>,
    /// Units that count in multiples.
    pub times: Phrases<()>,
    /// In the name of what each has on average.
    pub averages: Phrases<()>,
    /// Means for each of what is counted.
    pub means: Vec<Means>,
    /// Accounts that a sentence balances.
    pub accounts: Vec<Account>,
    /// Opens the parts that make a total, where one of the next closes them.
    pub made_of: Phrases<()>,
    /// Closes the parts that make a total.
    pub makes_up: Phrases<()>,
    /// Behind 其他: it is the rest of what the others are classes of.
    pub rest_classes: Phrases<()>,
    /// Behind parts, that there are more.
    pub and_more: Phrases<()>,
    /// Names of which all together make a whole.
    pub partitions: Vec<Vec<String>>,
    /// Of two parts that make a whole, what the first and the second are called by at the start of their names.
    pub halves: Vec<[String; 2]>,
    /// Units in which a ratio is told: 倍.
    pub ratio_units: Phrases<()>,
    /// Territories beyond that of a report that is not a nation's: 全国.
    pub beyond: Phrases<()>,
    /// Before the name of what both are parts of.
    pub all_of: Phrases<()>,
    /// What the ratio of both is called.
    pub ratios: Phrases<()>,
    /// What it is the ratio of.
    pub incomes: Phrases<()>,
    /// What the gap between them is called.
    pub gaps: Phrases<()>,
    /// Behind it, where it becomes less.
    pub narrows: Phrases<()>,
    /// At the start of a name, what only says that it was reached, and over what time.
    pub told: Phrases<()>,
    /// At the end of a name, what only says that it was counted.
    pub told_ends: Phrases<()>,
    /// Before a total, that it came over several years.
    pub over_years: Phrases<()>,
    /// Before what came in each of several years.
    pub each_year: Phrases<()>,
    /// The aim for the growth of the economy where it is told again.
    pub growth_aims: Phrases<()>,
    /// What such a name begins with: 提出今年.
    pub aim_leads: Phrases<()>,
    /// What grows where that aim is told first: 地区生产总值增长.
    pub growth_of: Phrases<()>,
    /// At the start of an aim for what there is already.
    pub keeps: Phrases<()>,
    /// What a figure behind its row is called where it is all of it.
    pub grand: Phrases<()>,
    /// Between a total and figures that are no parts of it.
    pub not_parts: Phrases<()>,
    /// Before the number of a name that was spelled out before.
    pub pointing: Phrases<()>,
    /// One sign for each tier of government.
    pub tiers: Chars,
    /// Behind the number of tiers.
    pub tiered: Phrases<()>,
    /// Behind the number of what is held again and again: 届.
    pub editions: Phrases<()>,
    /// The last word of its name: 博览会.
    pub edition_ends: Phrases<()>,
    /// What people of the country are called.
    pub country: Phrases<()>,
    /// That something of theirs grew more than that of town people: 快于城镇.
    pub faster: Phrases<()>,
    /// What it is that they have more of: 收入.
    pub earned: Phrases<()>,
    /// Before what is meant where nothing is said: 货物进出口.
    pub goods: Phrases<()>,
    /// What is meant then: 进出口.
    pub trade: Phrases<()>,
    /// What the public purse lacks.
    pub deficits: Phrases<()>,
    /// What that is called as a share of the product.
    pub deficit_rates: Phrases<()>,
    /// What two parts together are called, and the parts.
    pub unions: Vec<[String; 3]>,
    /// What is a share of another by its name.
    pub intensities: Vec<Intensity>,
    /// What all that a territory makes in a year is called.
    pub products: Phrases<()>,
    /// At the end of the name of a part of it.
    pub product_parts: Phrases<()>,
    /// Two of two.
    pub both: Chars,
    /// Behind the number of steps, each of which has a figure.
    pub steps: Phrases<()>,
    /// What figures are called that stand right before.
    pub figures: Phrases<()>,
    /// Behind the number of a name.
    pub name_counters: Phrases<()>,
    /// Between a row and the name of what it brought about.
    pub brings: Phrases<()>,
    /// Behind the years since something.
    pub jubilee: Phrases<()>,
    /// What stands before an event that is told: 庆祝, 在.
    pub celebrates: Phrases<()>,
    /// What everybody knows the year of.
    pub events: Vec<Event>,
    /// A year's amount, with what may be left out before it.
    pub yearly: Phrases<()>,
    /// Before what something is measured against, and what that is called where it is no year: 较控制指标.
    pub than: Phrases<()>,
    pub bases: Phrases<()>,
    /// Before the names that figures behind them are dealt out to: 分别为.
    pub dealt: Phrases<()>,
    /// Growth in real terms.
    pub real: Phrases<()>,
    /// A stock of rules.
    pub rules: Rules,
    /// A stock of cases.
    pub cases: Cases,
}
}

/// A share that has a name of its own: 研发投入强度.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intensity {
    /// What it is called.
    pub rate: Phrases<()>,
    /// In the name of what it is the share of.
    pub part: Phrases<()>,
}

/// A mean for each of something.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// What stands before it: 户均.
    pub words: Phrases<()>,
    /// The counters of what it is divided by.
    pub counters: Vec<String>,
}

/// What everybody knows the year of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The year.
    pub year: i32,
    /// What it is called.
    pub words: Phrases<()>,
    /// What it is called where nothing belongs to it before: 建军, but not 海军建军.
    #[serde(default)]
    pub short: Phrases<()>,
}

/// What a figure is to an account, by the words before it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Whether it is a stock that rolls on, which says nothing without its opening.
    #[serde(default)]
    pub rolls: bool,
    /// What there was.
    pub opening: Phrases<()>,
    /// Before what there was, where it is told as a part of what came.
    pub within: Phrases<()>,
    /// What came.
    pub added: Phrases<()>,
    /// What went.
    pub removed: Phrases<()>,
    /// What is left.
    pub closing: Phrases<()>,
}

lists! {
/// What a figure is to a stock of rules, by words of its label and its clause.
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
}

lists! {
/// What a figure is to a stock of cases.
pub struct Cases {
    /// Carried out.
    pub closing: Phrases<()>,
    /// That it is carried over, in either of the two years: 结转.
    pub carried: Phrases<()>,
    /// Before either, what only tells when: 截至年底.
    pub leads: Phrases<()>,
    /// Carried in.
    pub opening: Phrases<()>,
    /// Taken in: the label's end.
    pub added: Phrases<()>,
    /// Closed: the label's end.
    pub removed: Phrases<()>,
}
}
