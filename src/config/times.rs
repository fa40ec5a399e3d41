//! Words of time (时间词).

use super::lists::lists;
use super::{Chars, Phrases};

lists! {
/// Words of time, ready to be asked.
pub struct Times {
    /// Five-year plans by name, with their last year.
    pub plans: Phrases<i64>,
    /// Years that are near, by how far they are from the report's own: 去年.
    pub near: Phrases<i64>,
    /// Between two calendar years: 1979年到1981年.
    pub year_ranges: Chars,
    /// Between the years of a row.
    pub year_rows: Chars,
    /// Behind a number of years: so long ago.
    pub ago: Chars,
    /// Behind a plan's name: the words speak of its years (“十三五”时期).
    pub plan_behind: Phrases<()>,
    /// What closes the words for its years: 比“六五”期间.
    pub plan_ends: Phrases<()>,
    /// The same, of the whole time of a plan and not of the plan.
    pub plan_spans: Phrases<()>,
    /// The same, of those of its years that have passed: “十四五”以来.
    pub plan_since: Phrases<()>,
    /// Behind the first of several years: 2021年以来.
    pub year_goes_on: Chars,
    /// Before a number of years that have passed: 过去五年, 近3年.
    pub years_past: Phrases<()>,
    /// Behind it: 五年来, 三年累计.
    pub years_told: Chars,
    /// The same, in what went on over them: 投资总额五年为, 五年合计.
    pub years_summed: Phrases<()>,
    /// Before a number of years that were told one by one: 连续三年增长.
    pub not_years_summed: Chars,
    /// Behind 6年来: it is since when nothing was like it (五年来最好).
    pub records: Phrases<()>,
    /// Before a number of years to come.
    pub years_to_come: Phrases<()>,
    /// Behind a number of years within which something is to be done: 三年内.
    pub years_within: Chars,
    /// Behind a number of years: it is no span in which something went on (五年规划, 三年行动).
    pub no_span: Chars,
    /// One year, the last or this: 过去一年.
    pub one_year: Phrases<()>,
    /// What something is measured against follows: 比上年.
    pub compares: Chars,
    /// The same before a calendar year: 与2018年.
    pub compares_year: Chars,
    /// The same before 去年 and 今年, and what only ends in these words: 目今年.
    pub compares_near: Chars,
    /// Behind a calendar year: it is where a time begins or ends (2012年以来).
    pub year_bounds: Phrases<()>,
    /// Behind a calendar year, that it is what is compared with (2019年水平的85%).
    pub year_bases: Phrases<()>,
    /// Before such a year that ends so with 的: 是2019年的84%.
    pub year_is: Chars,
    /// Before a calendar year: it is one to be reached (到2020年).
    pub year_until: Chars,
    /// Before a calendar year: a change begins there (从2006年的).
    pub year_from: Chars,
    /// A time that has passed: 过去, 一年来, 回顾.
    pub past: Phrases<()>,
    /// The last year, said in a sentence that looks back.
    pub past_year: Phrases<()>,
    /// The same where it opens a part.
    pub just_past: Phrases<()>,
    /// At the start of a clause: it tells what is to be.
    pub will: Phrases<()>,
    /// How it stands by now, in a part that plans: 目前已达.
    pub by_now: Phrases<()>,
    /// The same in a figure's own clause.
    pub already: Phrases<()>,
    /// In a noun behind such a word: something else is measured of it or done to it.
    pub done_to: Phrases<()>,
    /// The same where they are all that stands before the figure in its clause: 全区有.
    pub there_are: Phrases<()>,
    /// What was done follows: 主要做了以下工作。
    pub introduces: Phrases<()>,
    /// What several years were like as a whole: 五年来极不平凡.
    pub sums_up: Phrases<()>,
    /// Right before the name of a plan whose years are only compared with: 高于“十三五”时期.
    pub exceeded: Chars,
    /// Those who are greeted at the start of a report: 各位代表.
    pub greetings: Phrases<()>,
    /// Behind the number of an item: 一是, 二要, 三、.
    pub item_marks: Chars,
    /// Before a date up to which something was counted: 截至11月底.
    pub until: Phrases<()>,
    /// The same at the start of a clause only (至12月底).
    pub until_here: Chars,
    /// Before a date, the year that it is of (截至去年9月底).
    pub years_of: Phrases<()>,
    /// What looks like such a date at the start and is none: 年底前.
    pub not_until: Phrases<()>,
    /// Up to when, or of what part of the year, without a date: 今年以来, 上半年.
    pub since: Phrases<()>,
    /// The first months or quarters: 前三季度, 前11个月.
    pub first_part: Chars,
    /// The same of the last ones.
    pub last_part: Chars,
    /// Before such a part where no year stands there: 根据.
    pub first_behind: Phrases<()>,
    /// What such parts are counted in.
    pub first_units: Phrases<()>,
    /// Between the months of a span: 1—11月.
    pub month_spans: Chars,
    /// Behind a month: 1—11月份.
    pub month_ends: Chars,
    /// Before such a date: it is what something is measured against, or done again and again (比年初, 每年末).
    pub not_asof: Chars,
    /// What may stand between the two: 比上│年末.
    pub asof_past: Chars,
    /// A date in words.
    pub days: Phrases<()>,
    /// Those that may go on with a date: 今年11月底.
    pub open_days: Phrases<()>,
    /// Behind a date: 2017年底, 11月份.
    pub date_ends: Chars,
    /// The time that the sentence before named: 同期，…….
    pub same_time: Phrases<()>,
    /// The same behind who acted, before what was done: 两级机关同期收到.
    pub same_time_acts: Phrases<()>,
    /// Right before it: it is the time of another year, or what something is measured against.
    pub not_same_time: Chars,
    /// The second half of the year.
    pub second_half: Phrases<()>,
    /// In the heading of a plan: it is for what is left of the year that the report is of.
    pub year_rest: Phrases<()>,
    /// The first half.
    pub first_half: Phrases<()>,
    /// At the end: all of the year, whenever the report was written (今年以来).
    pub all_year_ends: Phrases<()>,
    /// Quarters, in words that tell how many.
    pub quarters: Phrases<()>,
    /// The end of the year.
    pub year_ends: Phrases<()>,
    /// Behind a calendar year at the start of a clause: 2017年度, 2017年末, 2012年以来.
    pub year_tails: Phrases<()>,
    /// Behind a year: its end.
    pub end_marks: Chars,
}
}
