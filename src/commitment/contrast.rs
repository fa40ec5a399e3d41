//! Whether two names that look alike are of two things: one says another kind of the same (水路货运量, 公路货运量), another act
//! (新建, 改造), or another stage (二期, 三期).

use super::act::verb;
use super::clauses::{items, without_deadlines};
use super::named::without_tails;
use super::torn::{is_paired_otherwise, is_torn};
use crate::config::Config;
use crate::indicator::{calendar_year, own_part};
use crate::similarity::{Pairs, Weights};
use crate::text::is_han;
use crate::text::signs::{HAN_NUMBERS, ORDINAL, RATE};
use crate::timeline::kinds::{WORD, before_common_end, telling};

/// What the name of a figure names, without what is done to it and what goes without saying, and the letters of it alone.
pub(super) fn thing_of(label: &[char], config: &Config) -> Vec<char> {
    // 带动│工业投资: 动工 is no word there.
    let label = without_deadlines(own_part(label), config);
    let own = config.aliases.apply(&label[config.promises.brings.at_start(&label).map_or(0, |(len, ())| len)..]);
    let thing = config.aliases.thing(&own).map_or(own, |(thing, _)| thing);
    let mut open = 0;
    // 科学实施农业综合开发: how it is done goes with what is done.
    let words = &config.promises;
    let no_name = [&words.unsaid, &words.left, &words.lead, &config.wording.manner, &config.grammar.lead];
    let said = |rest: &[char]| {
        let word = no_name.iter().find_map(|words| words.at_start(rest));
        word.map(|(len, ())| len).or_else(|| verb(rest, config))
    };
    while let Some(len) = said(&thing[open..]).filter(|len| open + len < thing.len()) {
        open += len;
    }
    thing[open..].iter().copied().filter(|c| is_han(*c) || c.is_ascii_alphanumeric()).collect()
}

/// Whether two names end alike and are of two kinds by what stands before that: 水路货运量, 公路货运量.
///
/// A verb or how it is done there (分批建设) tells of no kind.
pub(super) fn of_two_kinds(own: &[char], other: &[char], config: &Config) -> bool {
    let (own, other) = before_common_end(own, other);
    let kinds = [
        &config.wording.govern,
        &config.grammar.verbs,
        &config.wording.manner,
        &config.promises.acts,
        &config.promises.adds,
        &config.promises.lead,
        &config.promises.loose,
    ];
    let no_kind = |word: &[char]| kinds.iter().any(|words| words.at_end(word).is_some_and(|(len, ())| len >= WORD));
    let apart = !own.is_empty() && !other.is_empty() && !own.iter().any(|c| other.contains(c));
    apart && !no_kind(own) && !no_kind(other)
}

/// What one name says more than another that is the end of it: 夜间 of 夜间公交线路, beside 公交线路.
pub(super) fn of_a_kind<'a>(own: &'a [char], other: &'a [char]) -> &'a [char] {
    let (more, rest) = before_common_end(own, other);
    if rest.is_empty() && other.len() >= WORD { more } else { &[] }
}

/// Whether something else is done to what two figures count: 新建, 改造.
pub(super) fn of_two_acts(own: &[char], other: &[char], config: &Config) -> bool {
    act_of(own, config).zip(act_of(other, config)).is_some_and(|(own, other)| own != other)
}

/// Whether two names of growths are of two counts of the same: how many there are, and how many people come (民宿数量, 民宿游客), or what
/// is made and what is sold (产量, 销量). A name that says nothing of how it is counted may be short for the other.
pub(super) fn of_two_counts(own: &[char], other: &[char], config: &Config) -> bool {
    let known = |name: &[char]| config.aliases.apply(own_part(name));
    if known(own) == known(other) {
        return false;
    }
    let [(own, counted), (other, beside)] = [own, other].map(|name| counted(name, config));
    // 游客接待量, 接待游客
    if [&own, &other].iter().any(|thing| telling(thing, config).is_empty()) {
        return false;
    }
    let open = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (rest, more) = (telling(&own[open..], config), telling(&other[open..], config));
    let of_people = [counted, beside].contains(&Count::People) && counted != beside;
    match (rest.is_empty(), more.is_empty()) {
        // 门诊量 and 门诊人次 are one.
        (true, true) => of_people && ![counted, beside].contains(&Count::Amount),
        (true, false) => more.len() >= WORD && (counted != Count::Unsaid || beside == Count::People),
        (false, true) => rest.len() >= WORD && (beside != Count::Unsaid || counted == Count::People),
        (false, false) => {
            let ends_alike =
                !before_common_end(rest, more).0.is_empty() || rest.ends_with(more) || more.ends_with(rest);
            open >= WORD && !ends_alike && [counted, beside].contains(&Count::Amount)
        }
    }
}

/// The same of amounts, whose unit tells people from other things: 图书销量, 图书印量.
pub(super) fn of_two_amounts(own: &[char], other: &[char], config: &Config) -> bool {
    let people = |name: &[char]| counted(name, config).1 == Count::People;
    !people(own) && !people(other) && of_two_counts(own, other, config)
}

/// How the name of a growth says that its thing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// Not at all.
    Unsaid,
    /// How many there are: 数量.
    Number,
    /// How many people: 人次, 游客.
    People,
    /// How much, or how many of some kind: 产量, 销售额.
    Amount,
}

/// The name of a growth's thing, without how it is counted, and that.
fn counted(name: &[char], config: &Config) -> (Vec<char>, Count) {
    let words = &config.promises;
    let label = own_part(name);
    let label = &label[config.grammar.percent_openers.at_start(label).map_or(0, |(len, ())| len)..];
    let label = &label[..label.len() - config.grammar.changes.at_end(label).map_or(0, |(len, _)| len)];
    let (mut thing, mut count) = (label, Count::Unsaid);
    loop {
        let kinds = [
            (&words.people_counted, Count::People),
            (&words.all_counted, Count::Number),
            (&words.amounts, Count::Amount),
        ];
        let found = kinds.iter().filter_map(|(list, kind)| Some((list.at_end(thing)?.0, *kind)));
        let Some((len, kind)) = found.reduce(|best, next| if next.0 > best.0 { next } else { best }) else { break };
        // 游客数量: of people.
        count = if kind == Count::People || count == Count::Unsaid { kind } else { count };
        if thing.len() < len + WORD {
            break;
        }
        thing = &thing[..thing.len() - len];
    }
    (thing_of(thing, config), count)
}

/// Whether two names tell of other grades or numbers of a kind: 4A级景区 and 5A级景区, 12345热线 and 12328热线.
pub(super) fn of_two_grades(own: &[char], other: &[char]) -> bool {
    let (own, other) = (grades(own), grades(other));
    !own.is_empty() && !other.is_empty() && !own.iter().any(|grade| other.contains(grade))
}

/// Whether a name is of how a rate changes, of which there is no part: 败诉率再降.
pub(super) fn is_rated(label: &[char]) -> bool {
    own_part(label).contains(&RATE)
}

/// What of a name may say that it is of a part: 技改项目·带动│工业投资 is of all.
pub(super) fn narrowed<'a>(label: &'a [char], config: &Config) -> &'a [char] {
    let own = own_part(label);
    if config.promises.brings.at_start(own).is_some() { own } else { label }
}

/// Whether a name counts what is made of two numbers: “28+10”项民生实事 are more than those that were promised.
pub(super) fn of_a_sum(name: &[char]) -> bool {
    name.windows(3).any(|three| three[1] == '+' && three[0].is_ascii_digit() && three[2].is_ascii_digit())
}

/// The numbers in a name with the letters of the alphabet that stand by them, and long ones by themselves; not years.
fn grades(name: &[char]) -> Vec<&[char]> {
    let words = name.split(|c| !c.is_ascii_alphanumeric());
    let lettered = |word: &[char]| word.iter().any(char::is_ascii_digit) && word.iter().any(char::is_ascii_alphabetic);
    let long = |word: &[char]| word.len() > 4 || word.len() == 4 && calendar_year(word).is_none();
    words.filter(|word| lettered(word) || word.iter().all(char::is_ascii_digit) && long(word)).collect()
}

/// What a label says is done to its thing; none where it names either of two acts: 新改建, 新建和改造.
fn act_of(label: &[char], config: &Config) -> Option<u8> {
    let (mut at, mut only) = (0, None);
    while at < label.len() {
        match config.promises.deeds.at_start(&label[at..]) {
            Some((_, deed)) if deed <= EITHER || only.is_some_and(|known| known != deed) => return None,
            Some((len, deed)) => {
                only = Some(deed);
                at += len;
            }
            None => at += 1,
        }
    }
    only
}

/// The first list: of words for several acts.
const EITHER: u8 = 1;

/// What tells a promise from other things that are called much like its own.
pub(super) struct Another<'a> {
    promise: &'a [char],
    stages: Vec<Stage<'a>>,
    /// What is promised, without what is done to it.
    object: &'a [char],
    /// The same without what is done about it.
    name: &'a [char],
    /// Whether that is a list.
    listed: bool,
}

impl<'a> Another<'a> {
    /// Reads it from a promise.
    pub(super) fn new(promise: &'a [char], config: &Config) -> Self {
        let object = &promise[verb(promise, config).unwrap_or(0)..];
        let (stages, name) = (stages_named(promise, config), without_tails(object, config));
        Another { promise, stages, object, name, listed: items(object).len() > 1 }
    }

    /// Whether a clause that names a thing sets another beside it than the promise does.
    pub(super) fn is_paired_otherwise(&self, clause: &[char], config: &Config) -> bool {
        is_paired_otherwise(self.name, clause, config)
    }

    /// Whether a clause is about another thing, though it says most of the promise: where what both say is part of a longer word in
    /// each, and each begins it otherwise (校史馆数字化, 档案馆数字化), or where it names another stage (二期, 三期).
    pub(super) fn is_told(&self, clause: &[char], (config, weights): (&Config, &Weights)) -> bool {
        let theirs = if self.stages.is_empty() { Vec::new() } else { stages_named(clause, config) };
        // 市民中心一期 and 档案馆二期 are stages of two things.
        let another_stage = |own: &Stage| {
            let mut beside = theirs.iter().filter(|other| other.of == own.of && other.class == own.class).peekable();
            beside.peek().is_some() && beside.all(|other| other.number != own.number)
        };
        // 发展和减排关系 is of both.
        let of_both = config.promises.of_both.at_end(self.name).is_some();
        if self.stages.iter().any(another_stage)
            || is_torn(self.name, clause, config)
            || of_both && self.is_paired_otherwise(clause, config)
        {
            return true;
        }
        let object = self.object;
        let (from, at, len) = if self.listed { (0, 0, 0) } else { longest_run(object, clause) };
        if len < RUN {
            return false;
        }
        let shared = || {
            let both = Pairs::new(object, weights);
            let run = Pairs::new(&object[from..from + len], weights).mass();
            run >= MOST_OF_IT * both.contained_in(&Pairs::new(clause, weights)) * both.mass()
        };
        let apart = |before: &[char], text: &[char]| {
            let word = word_before(before, config);
            !word.is_empty() && !word.iter().any(|c| text.contains(c))
        };
        apart(&object[..from], clause) && apart(&clause[..at], self.promise) && shared()
    }
}

/// How many letters two clauses have in a row that tell the same, and how much of what they share that is. Set by hand.
const RUN: usize = 4;
const MOST_OF_IT: f64 = 0.6;

/// A numbered stage of a thing, or one of several that are told apart by their numbers: 二期, 5号线.
struct Stage<'a> {
    /// The letters right before it, or behind it where none are: what it is a stage of.
    of: &'a [char],
    number: i64,
    /// What is numbered: 期.
    class: &'a [char],
}

/// The stages that a text names, of numbers of one character.
fn stages_named<'a>(text: &'a [char], config: &Config) -> Vec<Stage<'a>> {
    let number = |at: usize| {
        let alone = at == 0 || !text[at - 1].is_ascii_digit() && !HAN_NUMBERS.contains(text[at - 1]);
        let digit = || text[at].to_digit(10).map(i64::from).or_else(|| crate::quantity::digit(text[at]));
        if alone { digit() } else { None }
    };
    let named = |at: usize| {
        let number = number(at)?;
        let (len, ()) = config.promises.numbered_stages.at_start(&text[at + 1..])?;
        let behind = &text[at + 1 + len..];
        let before = &text[..at];
        let close = before.iter().rev().take_while(|c| is_han(**c)).count().min(WORD);
        // 第二届茶叶博览会: of what follows.
        let follows = close == 0 || before.ends_with(&[ORDINAL]);
        let of = if follows { &behind[..behind.len().min(WORD)] } else { &before[before.len() - close..] };
        Some(Stage { of, number, class: &text[at + 1..at + 1 + len] })
    };
    (0..text.len()).filter_map(named).collect()
}

/// The end of a text that belongs to the word behind it: up to a sign, or a verb or word of manner.
fn word_before<'a>(text: &'a [char], config: &Config) -> &'a [char] {
    let sign = text.iter().rposition(|c| !is_han(*c)).map_or(0, |at| at + 1);
    let text = &text[sign..];
    let lists = [
        &config.wording.govern,
        &config.grammar.verbs,
        &config.promises.acts,
        &config.wording.manner,
        &config.promises.lead,
        &config.promises.unsaid,
        &config.promises.loose,
        &config.promises.here,
        &config.promises.carriers,
        &config.promises.behind_names,
    ];
    let ends = lists.iter().filter_map(|words| words.rfind(text).map(|(at, len, ())| at + len));
    &text[ends.max().unwrap_or(0)..]
}

/// The longest run of characters that two texts have in common: where it begins in each, and its length.
pub(super) fn longest_run(own: &[char], other: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    for from in 0..own.len() {
        // No run from here on is longer.
        if own.len() - from <= best.2 {
            break;
        }
        for at in 0..other.len() {
            let len = own[from..].iter().zip(&other[at..]).take_while(|(a, b)| a == b && is_han(**a)).count();
            if len > best.2 {
                best = (from, at, len);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn two_names_that_end_alike_are_of_two_kinds_by_what_stands_before() {
        let config = Config::builtin().unwrap();
        let two = |own: &str, other: &str| of_two_kinds(&chars(own), &chars(other), &config);
        assert!(two("公路货运量", "水路货运量"));
        assert!(!two("交通固定资产投资", "固定资产投资"));
        assert!(!two("就诊率", "转化率"));
        assert!(!two("分批建设社区食堂", "便民社区食堂"), "how it is done is no kind");
        assert_eq!(of_a_kind(&chars("夜间公交线路"), &chars("公交线路")), chars("夜间"));
    }

    #[test]
    fn two_growths_may_be_of_two_counts_of_one_thing() {
        let config = Config::builtin().unwrap();
        let two = |own: &str, other: &str| of_two_counts(&chars(own), &chars(other), &config);
        assert!(two("茶馆数量", "茶馆客人人次"));
        assert!(two("书店总量", "书店读者"));
        assert!(two("书店", "书店读者"));
        assert!(two("福利院数量", "福利院床位"));
        assert!(two("邮政业务量", "邮政业务收入"));
        assert!(two("拖拉机产量", "拖拉机销量"));
        assert!(!two("住院人次", "住院患者"));
        assert!(!two("住院量", "住院人次"));
        assert!(!two("旅客", "旅客人数"));
        assert!(!two("观众接待量", "接待观众"));
        assert!(!two("个体户数量", "个体户总量"));
        assert!(!two("个体户", "个体户数量"));
        assert!(!two("规上工业增加值", "规上工业"));
        assert!(!two("税收", "税收收入"));
        assert!(!two("固定资产投资额", "固定资产投资完成额"));
    }

    #[test]
    fn one_act_of_two_is_either() {
        let config = Config::builtin().unwrap();
        let two = |own: &str, other: &str| of_two_acts(&chars(own), &chars(other), &config);
        assert!(two("新建实验室", "改造实验室"));
        assert!(!two("新建改造农村公路", "新建农村公路"));
        assert!(!two("新建停车场", "新建、改造停车场"));
        assert!(!two("更新改造管网", "新建管网"));
    }

    #[test]
    fn a_clause_may_say_most_of_a_promise_and_be_about_another_thing() {
        let config = Config::builtin().unwrap();
        let weights = Weights::builtin();
        let other =
            |own: &str, clause: &str| Another::new(&chars(own), &config).is_told(&chars(clause), (&config, &weights));
        assert!(other("启动校史馆数字化改造", "档案馆数字化改造完成"));
        assert!(!other("推进污水处理厂二期建设", "污水处理厂建成"));
        assert!(other("推进污水处理厂二期建设", "污水处理厂三期建设加快"));
        assert!(!other("启动校史馆数字化改造", "校史馆数字化改造完成"));
        assert!(other("建设污水处理厂2期工程", "污水处理厂3期工程建成"));
        assert!(other("建设地铁5号线", "地铁6号线建成"));
        assert!(other("举办第二届茶叶博览会", "第一届茶叶博览会举办"));
        assert!(!other("推进市民中心一期工程建设", "市民中心工程建设完成,档案馆二期工程建设启动"));
        assert!(!other("加强我市社会信用体系建设", "海州社会信用体系建设加快"));
        assert!(!other("加强乡镇综合行政执法", "基层综合行政执法加强"));
        assert!(!other("推进民生实事项目建设", "十大实事项目建设全部完成"));
        assert!(!other("推进社区停车治理", "完成社区停车治理项目30个"));
    }
}
