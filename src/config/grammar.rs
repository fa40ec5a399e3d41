//! What the words around a figure say of what it is about (语法词).

use super::lists::lists;
use super::{Chars, Direction, Phrases, Times};

lists! {
/// Words around what a figure is about, ready to be asked.
pub struct Grammar {
    /// Taken off the start of a clause: 其中, 今年.
    pub lead: Phrases<()>,
    /// Words of the lead that are taken off only before a number or alone: 超50亿元, not 超采.
    pub lead_bounds: Chars,
    /// Ends of nouns that look like a tail.
    pub totals: Phrases<()>,
    /// Taken off right before a number: 达到, 共.
    pub tail: Phrases<()>,
    /// Verbs of change with their direction.
    pub changes: Phrases<Direction>,
    /// Nouns that are a change by themselves: 涨幅.
    pub change_nouns: Phrases<Direction>,
    /// What a change is measured against: 比上年, 同比.
    pub against: Phrases<()>,
    /// That things came in: 新收│案件.
    pub arrivals: Phrases<()>,
    /// Verbs that say by themselves what is counted: 接诊, 批捕.
    pub self_told: Phrases<()>,
    /// Verbs that open a predicate.
    pub verbs: Phrases<()>,
    /// Nouns too general to be a label by themselves.
    pub general: Phrases<()>,
    /// Nouns of quantity that take the place of one another, a row each.
    pub heads: Vec<Vec<String>>,
    /// Short nouns that could be taken for verbs.
    pub nouns: Phrases<()>,
    /// After a figure: what follows is no noun that the figure counts.
    pub after: Phrases<()>,
    /// Several names in one word, and each of them: 城乡, 城镇, 农村.
    pub twins: Vec<Vec<String>>,
    /// A figure is so much more or less than something else: 高于全国.
    pub exceeds: Phrases<()>,
    /// Right before the number: it is a state at the end of the time, not what happened in it.
    pub reached: Phrases<()>,
    /// Right before a value that is about to change: 现行.
    pub until_now: Phrases<()>,
    /// What a value that was gone beyond is called: 台阶, 大关.
    pub steps: Phrases<()>,
    /// Nouns of such a state.
    pub states: Phrases<()>,
    /// Words that tell of what happened all through it.
    pub flows: Phrases<()>,
    /// In the sentence before a figure, that it is of one year, though the text around it speaks of several: 全年.
    pub of_a_year: Phrases<()>,
    /// Before the noun that closes a row, what is done to each of its names: 小麦、玉米播种面积.
    pub row_acts: Phrases<()>,
    /// Nouns that close a row of names and belong to each: 排放量.
    pub row_ends: Phrases<()>,
    /// What opens a row of names and belongs to each: 规模以上.
    pub row_starts: Phrases<()>,
    /// Verbs of what money is for, at the start of the clause behind it: 实施.
    pub purposes: Phrases<()>,
    /// Grades of one character, which lack nothing in a row: 优.
    pub row_grades: Chars,
    /// The ends of such a row.
    pub row_grade_ends: Phrases<()>,
    /// What opens the short name of a total in a row: 总花费.
    pub row_totals: Chars,
    /// Verbs that take some of the many told before: 采纳.
    pub takes: Phrases<()>,
    /// What opens a figure that sums up those before: 合计.
    pub sums: Phrases<()>,
    /// Carried over from the year before or to the next: said of the year itself (上年结转).
    pub carried: Phrases<()>,
    /// In what a colon announces: what follows is aimed at (预期目标).
    pub aims: Phrases<()>,
    /// Right behind a figure: it is what was aimed at (的预期目标).
    pub aimed: Phrases<()>,
    /// The same behind 的 (8%的目标).
    pub aimed_of: Phrases<()>,
    /// At the end of what stands right before a figure: it is aimed at (目标3%).
    pub aim_heads: Phrases<()>,
    /// Things that one character names: 粮肉奶.
    pub single_things: Chars,
    /// What is left of a label where a verb was taken off, and names nothing: 部分 of 部分公开.
    pub some_of: Vec<String>,
    /// At the start of a clause in the look back: what was meant to be done (年初计划).
    pub planned_starts: Phrases<()>,
    /// What begins so and means no such thing: 计划生育.
    pub planned_not: Phrases<()>,
    /// At the start of the clause behind it: what was done (实际).
    pub done_starts: Phrases<()>,
    /// In such a clause: something else is measured against what was aimed at (高于目标).
    pub aim_measures: Phrases<()>,
    /// Right before a figure: it is aimed at (目标为).
    pub aim_ends: Phrases<()>,
    /// In the same place: it is what was reached, whatever was aimed at (完成情况).
    pub reviews: Phrases<()>,
    /// Right before a figure that touches another: that one became it (调整为).
    pub became: Phrases<()>,
    /// Behind a mark of a list, before what another act aims at: 力争.
    pub aim_leads: Phrases<()>,
    /// Verbs that say no more than that what follows was done: 开展.
    pub light: Phrases<()>,
    /// Before the year before and a percentage: so much of that there is (为上年的104.7%).
    pub shares_of: Phrases<()>,
    /// In what is said of some of many: something was not so (目标设置不完整).
    pub denies: Phrases<()>,
    /// Verbs before a piece of work that was finished (完成│老旧小区改造).
    pub finishes: Phrases<()>,
    /// Ends of what a piece of work is called: 改造.
    pub works: Phrases<()>,
    /// At the start of what was done to some, or was not (已消除风险).
    pub settled: Phrases<()>,
    /// Before the noun that closes a row, what all of its names are of: 城镇、农村│居民收入│标准.
    pub row_middles: Phrases<()>,
    /// Those of the means that are part of a name: 人均可支配收入.
    pub per_capita: Phrases<()>,
    /// Where something was counted up to a date: it was so by then (截至……已).
    pub by_now: Phrases<()>,
    /// The sides of an account: 收入, 支出, 结余.
    pub account_sides: Phrases<()>,
    /// Behind a side: it is planned so (收入│安排).
    pub side_plans: Phrases<()>,
    /// Alone: so many of what was told there are (实有58人).
    pub exists: Phrases<()>,
    /// In a clause: what it tells is yet to come.
    pub yet_to_come: Phrases<()>,
    /// Before a verb: it was done to what was told (被采纳).
    pub passive: Chars,
    /// What opens what a change is measured against: 与, 比.
    pub compares: Phrases<()>,
    /// What closes it: 相比.
    pub compare_ends: Phrases<()>,
    /// What opens a part of what was told: 其中.
    pub among_words: Phrases<()>,
    /// What opens and what ends the first clause of a sentence that parts what was told by kinds: 分产业看.
    pub split_starts: Phrases<()>,
    /// See [`Grammar::split_starts`].
    pub split_ends: Phrases<()>,
    /// The kinds that such a clause names.
    pub split_kinds: Phrases<()>,
    /// Behind a verb: it is the stem of a noun (办结率).
    pub stems: Phrases<()>,
    /// How a change went, with no subject in it: 年均, 累计.
    pub manner_words: Phrases<()>,
    /// How a rate was reached, in its name: 按期.
    pub hows: Phrases<()>,
    /// Those of `takes` that choose from among things of the same name.
    pub chooses: Phrases<()>,
    /// Each has so many on average: 人均.
    pub per: Phrases<()>,
    /// At the end of what a colon closes: no subject of what follows (目标).
    pub colon_general: Phrases<()>,
    /// Verbs that end like one of change: 建设提升.
    pub compound_verbs: Phrases<()>,
    /// Behind a scope: the sentence is about it (方面).
    pub topics: Phrases<()>,
    /// Behind a scope: all of it (范围内).
    pub reaches_of: Phrases<()>,
    /// Grades of things, whose noun two of them share.
    pub graded: Phrases<()>,
    /// Before a quotation that is part of what is counted.
    pub quoting: Phrases<()>,
    /// At the start of a bracket: what is counted with what stands before it, or without.
    pub bracket_adds: Phrases<()>,
    /// The first of the two that were just told.
    pub formers: Phrases<()>,
    /// The second of them.
    pub latters: Phrases<()>,
    /// At the start of a clause, with what is done to what stands between.
    pub toward: Phrases<()>,
    /// What is done to it.
    pub carried_on: Phrases<()>,
    /// At the start of a clause, up to 等: why it was done.
    pub because: Phrases<()>,
    /// What a mean is reckoned by, of whom or of what was told before (城镇居民│人均可支配收入, 亩均│投资), and alone (户均│666元).
    pub means: Phrases<()>,
    /// What means of a group are of: its income and its spending.
    pub group_means: Phrases<()>,
    /// Behind a name that opens a sentence: who did all of it.
    pub level_sides: Phrases<()>,
    /// Openings of an item without a number: 首先, 其次.
    pub item_words: Phrases<()>,
    /// Behind an item's number: 一是, 二要, 三、.
    pub item_marks: Chars,
    /// Whose report it is, said in it: 我市.
    pub ours: Phrases<()>,
    /// Behind a verb: it is done.
    pub done: Chars,
    /// Between a verb and one verb more: 取消和下放.
    pub verb_links: Chars,
    /// In words that are nothing but verbs: they stand in a row.
    pub verb_rows: Chars,
    /// Before what something is measured against: 比上年.
    pub compares_with: Chars,
    /// What is spent in a time, and is no stock at its end: 投入.
    pub flow_nouns: Phrases<()>,
    /// Verbs of what there is at the end of a time: 拥有汽车.
    pub owns: Phrases<()>,
    /// Behind what is counted, how it stands at the end of a time: 位居.
    pub stands: Phrases<()>,
    /// At the end of the clause that opens a sentence: all that follows is of what stands before (中级法院方面).
    pub sides: Phrases<()>,
    /// Before such a name: 从.
    pub side_starts: Phrases<()>,
    /// Behind it, where one of those stands before it: 看.
    pub side_ends: Phrases<()>,
    /// Behind such words: what it did so (有序│推进).
    pub moved: Phrases<()>,
    /// Before such words: what follows is to be so (要更加积极).
    pub orders: Chars,
    /// Behind what is measured: what it did, before its value is told (在全国率先破亿、达到1.3亿千瓦).
    pub predicates: Phrases<()>,
    /// Behind what a short leading sentence is about: how it went (有序推进).
    pub went: Phrases<()>,
    /// At the start of a clause: what a change is told without (扣除价格因素).
    pub asides: Phrases<()>,
    /// Where that ends: 因素.
    pub aside_ends: Phrases<()>,
    /// At the start of a few words before a number: how much it is on average, of something told before.
    pub averages: Phrases<()>,
    /// What was expected, or was so before, behind what is measured against it: 比预期.
    pub expected: Phrases<()>,
    /// At the start: what something told before is for.
    pub used_for: Phrases<()>,
    /// At the start: what something told before brings about (带动消费50亿元).
    pub drives: Phrases<()>,
    /// Ends of nouns that say how much: 金额, 面积数.
    pub amounts: Chars,
    /// Behind 规模 and the like: a word of its own (规模以上).
    pub bounds: Phrases<()>,
    /// Behind a general noun: what was done with it (事项向社会公布).
    pub object_ends: Chars,
    /// At the start of a clause that says how, and names nothing: 按, 通过.
    pub manner_starts: Chars,
    /// At the end of such a clause: 来看.
    pub manner_ends: Chars,
    /// In such a clause.
    pub manner_verbs: Phrases<()>,
    /// Behind a numeral that follows another: how many the numbers are (两个台阶).
    pub counted_steps: Chars,
    /// At the start of a clause that 的 makes an attribute: 已实施的.
    pub attributes: Chars,
    /// Behind a verb of change: the value became what follows (提高到).
    pub became_ends: Chars,
    /// Where a figure follows: what begins here leads to it, and is not counted by the figure before (32件│已化解27件).
    pub next_starts: Chars,
    /// Which begins like such a word and is none.
    pub others: Phrases<()>,
    /// Before what is added to an account, and before what stands beside a whole and is no part of it: 加上, 另有.
    pub plus: Phrases<()>,
    pub besides: Phrases<()>,
    /// What money is called that something is done with.
    pub sums_of_money: Phrases<()>,
    /// What was not done of a whole, at the start of its words: 尚未整改15个.
    pub undone: Phrases<()>,
    /// What what was planned is called, and what stands before it: 完成年初预算.
    pub plan_heads: Phrases<()>,
    /// More words that only measure against such a plan: 距, 上限.
    pub plan_measures: Phrases<()>,
    /// Behind it: that it is a bound (控制目标│以内).
    pub plan_bounds: Phrases<()>,
    /// All the words that such a phrase is made of.
    pub plan_steps: Phrases<()>,
    /// Before a year: something was carried over into it (结转至2024年).
    pub carries_into: Phrases<()>,
    /// Ends of names of what is measured without a unit: 指数.
    pub measures: Phrases<()>,
    /// What opens what is said of some of many, behind how many they are.
    pub said_starts: Phrases<()>,
    /// In the name of a number: it is told in no unit that a list is told in (人数).
    pub of_no_unit: Phrases<()>,
    /// Between a number and those of it that something is said of: 14个项目有9个.
    pub counts_of: Phrases<()>,
    /// Ends of names of what is one thing by another, told without a unit: 收入比.
    pub ratio_names: Phrases<()>,
    /// Before a number: so many were due or meant, and are no whole of those that are (应出庭59件).
    pub due: Phrases<()>,
    /// Between things in a row: 和.
    pub joins: Chars,
    /// In what stands between a subject and its number: the value was that (由上年).
    pub from_before: Phrases<()>,
    /// At the end of it: for each (提高到人均).
    pub per_head: Phrases<()>,
    /// Before those: a verb's end.
    pub before_per: Chars,
    /// Right before a number: it is what the value was.
    pub from_words: Chars,
    /// The same, somewhere before the number.
    pub from_starts: Chars,
    /// Right before a number: something is done to so much of it (做到100%回访).
    pub done_words: Phrases<()>,
    /// Before 年: the year before; and words of the levels above that begin so (上级).
    pub last_year: Chars,
    pub levels_above: Phrases<()>,
    /// Before the year before: it is what something is measured against.
    pub compares_year: Chars,
    /// Verbs of change of one character that stand alone: 增6%.
    pub plain_changes: Chars,
    /// Before a verb of change of one character: the two are one word (最高, 新增).
    pub change_bound: Chars,
    /// Those of them that a change to a value may follow: 税率降至.
    pub change_free_to: Chars,
    /// At the end of what a colon closes: a list of its own follows (主要目标是).
    pub frame_ends: Chars,
    /// Behind what a change is of: it is meant to come.
    pub intents: Phrases<()>,
    /// Between what something is measured against and the change: 比上年实际增长.
    pub comparison_adverbs: Phrases<()>,
    /// Behind a year in what something is measured against: 比上年同期的.
    pub year_trail: Chars,
    /// Before a number of years over which a change went: 这十年.
    pub span_starts: Chars,
    /// Behind it.
    pub span_ends: Chars,
    /// Such numbers.
    pub span_numbers: Chars,
    /// Behind these a phrase begins: a label that is too long is cut there.
    pub phrase_starts: Chars,
    /// At the start of a clause that sums up what its sentence is about.
    pub sum_openings: Phrases<()>,
    /// In a clause: its figure is that of the year before.
    pub before_told: Phrases<()>,
    /// The same at its start.
    pub before_opens: Phrases<()>,
    /// Left out before those.
    pub of_these: Chars,
    /// The same at its end.
    pub before_ends: Phrases<()>,
    /// Verbs of change that stand before what changed: 减少农村贫困人口.
    pub change_openers: Phrases<()>,
    /// The same before a percentage: it changed by so much.
    pub percent_openers: Phrases<()>,
    /// The ends of nouns that are shares themselves: 率.
    pub share_ends: Phrases<()>,
    /// Before a noun: it was told right before (此项支出).
    pub pointing: Phrases<()>,
    /// Between the numbers of a class: 26至30岁.
    pub class_marks: Chars,
    /// What a share of something is for or from: 74%用于民生.
    pub spent: Phrases<()>,
    /// Before the place where so many are brought: 在中西部.
    pub placed: Chars,
    /// Verbs that are done to what so many have: 提高20万教师待遇.
    pub raises: Phrases<()>,
    /// Behind a verb of change between two figures: the second is what it became.
    pub to_ends: Chars,
    /// Parts of time: in them no value stands behind 从.
    pub time_parts: Chars,
    /// At the start of a row: so much on average in each year (平均每年).
    pub each_time: Phrases<()>,
    /// So much in every single year (每年).
    pub each_year: Phrases<()>,
    /// In what stands before money: so many as were counted before are so large (120家超亿元).
    pub reaches: Chars,
    /// Alone before a figure: it sums up the list before it.
    pub total_words: Phrases<()>,
    /// Behind a figure: what became of so many (29件得到化解).
    pub became_words: Phrases<()>,
    /// Between two things: 和.
    pub and_words: Chars,
    /// Between figures of a row.
    pub row_glue: Chars,
    /// Behind a noun: it is done (进行).
    pub carries_out: Phrases<()>,
    /// Deals figures out to the names before it, in order.
    pub distributes: Phrases<()>,
    /// So much in each year.
    pub year_average: Phrases<()>,
    /// Something went on for so long.
    pub lasting_words: Phrases<()>,
    /// So much was added up.
    pub sum_words: Phrases<()>,
    /// What captions of tables end with: 情况统计表.
    pub table_ends: Phrases<()>,
    /// What heads a rate or a share ends with, beside nouns of change: 完成率.
    pub ratio_heads: Phrases<()>,
    /// What a unit in brackets ends with.
    pub unit_ends: Chars,
    /// Before a table's unit: 单位.
    pub unit_words: Phrases<()>,
    /// In a short line over a table: it is its caption.
    pub caption_words: Phrases<()>,
    /// What a caption consists of that says no more than that it is one.
    pub caption_general: Phrases<()>,
    /// Heads that say nothing of what a row is: 总数.
    pub no_part_heads: Phrases<()>,
    /// In a table's corner: its rows are places or offices.
    pub place_heads: Phrases<()>,
    /// Heads of a row or column of totals.
    pub table_totals: Phrases<()>,
}
beside {
    /// Words of time.
    pub times: Times,
    /// Words that begin with a character that is a function word by itself: 并购.
    pub begins: Phrases<()>,
    /// Words that end with such a character: 许可.
    pub ends: Phrases<()>,
}
}
