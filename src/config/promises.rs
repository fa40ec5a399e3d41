//! What a plan promises (承诺), and which of its figures are ceilings.

use std::collections::BTreeMap;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

use super::lists::lists;
use super::{Chars, Phrases};

lists! {
/// What tells a promise from the words around it, ready to be asked.
pub struct Promises {
    /// At the start of a clause, before what is promised: 一是.
    pub lead: Phrases<()>,
    /// At the start of a clause that says how or why, and promises nothing by itself: 坚持.
    pub means: Phrases<()>,
    /// Where a clause opens with what something is done by, and at the end of it: 采取……方式.
    pub by_means: Phrases<()>,
    pub by_means_ends: Phrases<()>,
    /// Between what is taken for something and for what: 把民生作为重点.
    pub taken_as: Phrases<()>,
    /// At the end of such a clause, that it comes before all else: 重中之重.
    pub priorities: Phrases<()>,
    /// At the end of such a clause, what is carried out (重点工程), and that it is.
    pub undertakings: Phrases<()>,
    pub undertaken: Phrases<()>,
    /// At the end of a clause that opens with whom or what it is for, and promises nothing: 奠定基础.
    pub serves_ends: Phrases<()>,
    /// At the end of a clause, that all is to be better, and before it, what is all: 推动各项事业再上新台阶.
    pub slogan_ends: Phrases<()>,
    pub slogan_things: Phrases<()>,
    /// In a clause whose figures are given and not to be reached: 高校毕业生.
    pub given: Phrases<()>,
    /// Behind a figure that only says how many people there are: 人民.
    pub people: Phrases<()>,
    /// Longer words that begin as those do: 人民法院.
    pub not_people: Phrases<()>,
    /// Behind those, that they are all that is counted: 56万人民心中.
    pub people_behind: Phrases<()>,
    /// Before a figure of all those for whom something is done, however many there are: 服务好.
    pub for_all: Phrases<()>,
    /// At the end of a clause, a picture and no thing: 八方来客.
    pub pictures: Phrases<()>,
    /// At the end of a clause, how things stand: 艰巨.
    pub situations: Phrases<()>,
    /// Before a figure that is to be reached, whatever else its clause tells: 力争.
    pub reaches: Phrases<()>,
    /// Before what was done already: 已开工.
    pub already: Phrases<()>,
    /// Where a sentence opens that orders something: 要, 必须.
    pub orders: Phrases<()>,
    /// At the end of a clause that only says what follows: 主要目标是.
    pub announces: Phrases<()>,
    /// In a clause that says what follows, refers to what was said, or hands something over: 提交大会审查.
    pub refers: Phrases<()>,
    /// Between a noun and what it is said to be: 是.
    pub copula: Chars,
    /// Verbs of a plan beyond those that all texts have: 拓宽.
    pub acts: Phrases<()>,
    /// Verbs of one letter, where what they are done to follows: 建老年食堂, and what only begins so: 建筑.
    pub short_acts: Phrases<()>,
    pub not_short_acts: Phrases<()>,
    /// Between 以 and 为 … and what is done, by what light it is done: 以县为单元编制规划.
    pub by_light: Phrases<()>,
    pub as_light: Phrases<()>,
    pub lights: Phrases<()>,
    /// Words of manner that are verbs where no other follows: 加快.
    pub manner_acts: Phrases<()>,
    /// Where a clause opens whose verb stands behind what it is done to, for whom or where: 将.
    pub turns: Phrases<()>,
    /// The verbs that stand there: 纳入.
    pub turned: Phrases<()>,
    /// Right before the number of a target, that it is to be reached: 达到.
    pub holds: Phrases<()>,
    /// Right behind it, how far it may be missed: 以上.
    pub bounds: Phrases<()>,
    /// Before the name of a figure, that something else brings it about: 带动.
    pub brings: Phrases<()>,
    /// The same of whom something helps: 使.
    pub lets: Phrases<()>,
    /// Right before a share of what was planned: 年初预算的.
    pub of_plan: Phrases<()>,
    /// Verbs by which what a paper says is put into practice: 落实政策.
    pub carries_out: Phrases<()>,
    /// In the name of a sum that is spent, and not to be reached: 支出.
    pub spent: Phrases<()>,
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
    /// Beside a figure, that its things are still under way: 推进.
    pub ongoing: Phrases<()>,
    /// The same, that they have begun: 开工.
    pub begun: Phrases<()>,
    /// Those that say that the work has begun on each of what is counted.
    pub started: Phrases<()>,
    /// The same, that they are there: 建成.
    pub finished: Phrases<()>,
    /// The same, and it is more than to have begun.
    pub built: Phrases<()>,
    /// Before a figure that says how much more there is to be: 新建.
    pub adds: Phrases<()>,
    /// What is done to what is counted, in lists of which the first is for words of several acts: 新建, 改造.
    pub deeds: Phrases<u8>,
    /// Before a name, what goes without saying: 城镇老旧小区.
    pub unsaid: Phrases<()>,
    /// Behind the number of one of several that are told apart by it: 二期, 5号线.
    pub numbered_stages: Phrases<()>,
    /// Before a name: whose it is, which goes without saying.
    pub whose: Phrases<()>,
    /// Right before the number of a place among others: 前80名.
    pub first_of: Chars,
    /// The units of such a place: 名.
    pub places: Vec<String>,
    /// Before that, that one comes to a place, or among whom: 进入, 全省.
    pub placed: Phrases<()>,
    /// Right before a figure: no more than that is to come.
    pub holds_down: Phrases<()>,
    /// Before a name, of how wide a circle or for whom, which is said otherwise of the same thing: 基层, 乡镇.
    pub loose: Phrases<()>,
    /// The body's own place: 我市.
    pub here: Phrases<()>,
    /// Between the two places of a line: 至.
    pub joins_places: Chars,
    /// At the end of the name of a line, what a short name leaves out: 公路 of 高速公路.
    pub left_out: Phrases<()>,
    /// What names a part of all, by the list of those that say the same: 农村.
    pub narrower: Phrases<u8>,
    /// Whose a figure of money is, by the list of those that say the same: 市级.
    pub levels: Phrases<u8>,
    /// What names no thing in the name of a figure: 中央财政安排.
    pub carriers: Phrases<()>,
    /// Lists of units that count the same: 名, 人.
    pub alike_units: Vec<Vec<String>>,
    /// In a clause whose figures share what is said of the last: 分别.
    pub each: Phrases<()>,
    /// What counts days, at the end of a name: 天数.
    pub day_counts: Phrases<()>,
    /// Two years, this and the next: 今明两年.
    pub two_years: Phrases<()>,
    /// While those who promise are in office: 任期内.
    pub terms: Phrases<()>,
    /// Before a number of years within which something is to be done: 用三年, and behind it: 三年内.
    pub years_open: Phrases<()>,
    pub years_close: Phrases<()>,
    /// Right before years to come that are thought of: 谋划.
    pub foresees: Phrases<()>,
    /// At the end of a clause, what is drawn up for years to come: 计划.
    pub drawn_up: Phrases<()>,
    /// Before the number of some of those told right before: 其中.
    pub among: Phrases<()>,
    /// In a sentence, from where on it is of this year alone: 今年.
    pub this_year: Phrases<()>,
    /// By when in the year something is to be done, by the month that the words end with, where they name one: 年底前.
    pub deadlines: Phrases<Option<u8>>,
    /// Behind a month: 底前.
    pub month_behind: Phrases<()>,
    /// That something was done when it was to be: 如期.
    pub on_time: Phrases<()>,
    /// What an act comes to, by its step: 开工, 建成, 投用.
    pub stages: Phrases<u8>,
    /// Beside such a word: it is not there yet, or not all of it.
    pub not_yet: Phrases<()>,
    /// The same: only part of it is there.
    pub not_all: Phrases<()>,
    /// In a clause of what was done, that it comes later than it was to: 推迟至.
    pub delayed: Phrases<()>,
    /// Where a clause opens that goes on about the thing of the one before: 因.
    pub goes_on: Phrases<()>,
    /// Where a clause of what was done opens, what is still to come: 预计.
    pub expected: Phrases<()>,
    /// That something makes money again: 扭亏为盈.
    pub turns_profit: Phrases<()>,
    /// In a clause of what was done, that it made money, and that it lost some.
    pub profits: Phrases<()>,
    pub losses: Phrases<()>,
    /// Before those, that it is so still, or at last: 仍.
    pub still: Phrases<()>,
    /// Acts that are over when they are done, by the list of those that answer each other: 出台, 颁布.
    pub once: Phrases<u8>,
    /// In a clause that only prepares such an act: 草案.
    pub talk: Phrases<()>,
    /// Acts by which something holds from then on: 施行.
    pub takes_effect: Phrases<()>,
    /// In a clause of what came: a part of the whole: 一期.
    pub partly: Phrases<()>,
    /// Right before an act that did not come: 未.
    pub undone: Phrases<()>,
    /// In a clause that names a thing which came to nothing, or was done ill: 停办.
    pub amiss: Phrases<()>,
    /// How something goes, which is no stage: 平稳运行.
    pub goes: Phrases<()>,
    /// Verbs of what is held or fought: 办好.
    pub convenes: Phrases<()>,
    /// The last words of events and houses that have a name of their own: 论坛.
    pub named_ends: Phrases<()>,
    /// In a clause that thanks somebody, or tells who cares: 感谢.
    pub owed: Phrases<()>,
    /// The last words of the names of spots: 机场.
    pub spots: Phrases<()>,
    /// Words that many things have in their names: 中心.
    pub stock: Phrases<()>,
    /// What is written down, at the end of what is promised: 政策.
    pub papers: Phrases<()>,
    /// The units of what is held (场), and behind its noun, that it is held: 会.
    pub held_units: Vec<String>,
    pub held_ends: Phrases<()>,
    /// At the end of what is promised, what is done about it rather than what it is.
    pub tails: Phrases<()>,
    /// Right behind a name that is whole: 等.
    pub behind_names: Phrases<()>,
    /// The same in a clause that tells what was done: 全线.
    pub behind_told: Phrases<()>,
    /// Where a clause opens that only says what stood against something: 尽管.
    pub despite: Phrases<()>,
    /// Where a clause opens that only says in what circumstances something was done, and how it ends: 在……支持下.
    pub circumstance: Phrases<()>,
    /// The end of such a clause.
    pub circumstance_ends: Phrases<()>,
    /// The same where something was overcome, and what was: 克服……影响.
    pub overcomes: Phrases<()>,
    pub overcome: Phrases<()>,
    /// Before what a growth is to keep up with: 与经济增长.
    pub beside: Phrases<()>,
    /// What is passed, at the end of a clause: 认证.
    pub passed: Phrases<()>,
    /// What is brought about, at the end of a clause, beyond the stages: 见效.
    pub ends: Phrases<()>,
    /// Of which less is better: 失业率.
    pub ceilings: Phrases<()>,
    /// Behind those at the end of a name, how it is measured: 事故起数, not 投诉响应率.
    pub measured: Phrases<()>,
    /// Before those, what is done about it, of which more is better: 化解不良贷款.
    pub dealt_with: Phrases<()>,
    /// What is left of a thing, as it is promised: 剩余.
    pub left: Phrases<()>,
    /// The same as it is told: 还有.
    pub left_told: Phrases<()>,
    /// Before what is done to all of it: 全部.
    pub all_of_it: Phrases<()>,
    /// The same in one word with what is done: 还清.
    pub all_done: Phrases<()>,
    /// That people are taken on: 招聘.
    pub hires: Phrases<()>,
    /// At the end of a name, how many it counts: 人次.
    pub how_many: Phrases<()>,
    /// The same of people, and who they are: 出院人次, 出院患者.
    pub people_counted: Phrases<()>,
    /// At the end of the name of what is to be solved: 安全饮水问题.
    pub matters: Phrases<()>,
    /// At the end of what is of two things together, what that is: 发展和减排关系.
    pub of_both: Phrases<()>,
    /// How many, at the end of the name of a growth: 案件数量.
    pub all_counted: Phrases<()>,
    /// How much, at the end of the name of a growth: 产量.
    pub amounts: Phrases<()>,
    /// The names of a share of what was told right before: 占比.
    pub share_names: Phrases<()>,
    /// In a clause of what was done, that it was not: 没有实现……的目标.
    pub denied: Phrases<()>,
    /// Right before those, what was not reached: 目标.
    pub aims: Phrases<()>,
    /// Beside those, whose they are and when they were set: 年初确定的.
    pub aim_words: Phrases<()>,
    /// Statements that hold until they no longer do.
    pub claims: Claims,
}
}

impl Promises {
    /// The length of what words say at their end that it is brought about: 建成通车 of 铁路建成通车. 0 where they say nothing of it.
    pub fn brought_about(&self, words: &[char]) -> usize {
        let mut rest = words;
        loop {
            let stage = self.stages.at_end(rest).map(|(len, _)| len);
            match stage.max(self.ends.at_end(rest).map(|(len, ())| len)) {
                Some(len) => rest = &rest[..rest.len() - len],
                None => return words.len() - rest.len(),
            }
        }
    }

    /// Whether folded words say that something did not come, or comes later than it was to.
    pub fn is_off(&self, words: &[char]) -> bool {
        self.denied.any(words) || self.delayed.any(words)
    }

    /// Whether folded words say that something is not there yet, or not all of it.
    pub fn is_open(&self, words: &[char]) -> bool {
        self.not_yet.any(words) || self.not_all.any(words)
    }

    /// The unit that stands for all that count the same, where there are several: 人 for 名. Units are given as a report's figures
    /// have them.
    pub fn counts_as(&self, unit: &str) -> Option<&str> {
        let alike = self.alike_units.iter().find(|alike| alike.iter().any(|other| other == unit))?;
        alike.first().map(String::as_str)
    }
}

lists! {
/// What tells a statement that holds until it no longer does (断言).
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
    /// Before what did not occur, where a word that it happens stands behind it: 无医疗事故发生.
    pub without: Phrases<()>,
    /// That something happens: 发生.
    pub happens: Phrases<()>,
    /// That it was brought down to none, and did not stay away: 动态清零.
    pub cleared: Phrases<()>,
    /// That it is noted down, where nothing else follows: 零登记.
    pub registered: Phrases<()>,
    /// What the words of a claim are only part of: 零售.
    pub unlike: Phrases<()>,
    /// At the end of what did not occur, what it is only called: 案件, 情况.
    pub ends: Phrases<()>,
    /// Between two things that did not occur.
    pub or: Phrases<()>,
    /// How grave, from 1: 一般, 较大, 重大, 特别重大.
    pub gravity: Phrases<u8>,
}
}

/// Lists of words, each word with the place of its list, from 1.
impl<'de> Deserialize<'de> for Phrases<u8> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let lists = Vec::<Vec<String>>::deserialize(file)?;
        let ranked: Vec<_> = lists.iter().zip(1_u8..).collect();
        Ok(Phrases::of_lists(&ranked))
    }
}

/// Lists of words by the month that they end with; of those under 0 none is known.
impl<'de> Deserialize<'de> for Phrases<Option<u8>> {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let lists = BTreeMap::<String, Vec<String>>::deserialize(file)?;
        let month = |name: &str| -> Result<Option<u8>, D::Error> {
            let month: Option<u8> = name.parse().ok().filter(|month| (0..=12).contains(month));
            let month = month.ok_or_else(|| D::Error::invalid_value(Unexpected::Str(name), &"a month, or 0"))?;
            Ok(Some(month).filter(|month| *month > 0))
        };
        let lists = lists.iter().map(|(name, words)| Ok((words, month(name)?)));
        Ok(Phrases::of_lists(&lists.collect::<Result<Vec<_>, _>>()?))
    }
}
