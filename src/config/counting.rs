//! What figures count (流量与存量), and of what sort their counters are.

use serde::Deserialize;

use super::{Chars, Phrases};

/// Words that say what a figure counts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Counting {
    /// Verbs of what comes to be: 新增.
    pub added: Phrases<()>,
    /// Words of what there is in all: 拥有.
    pub there: Phrases<()>,
    /// The same where they stand right before the figure: 达到.
    pub there_before: Phrases<()>,
    /// Words of a mean of several years: 年均.
    pub mean: Phrases<()>,
    counters: Phrases<Counter>,
    /// Counters that stand for each other, a row each.
    alike: Vec<Vec<String>>,
    bare: Phrases<()>,
    /// What stands before a name and tells of no kind of it: 全部.
    pub no_kind: Phrases<()>,
    /// Letters that tell of a kind by themselves: 高技能人才.
    pub kind_letters: Phrases<()>,
    /// Letters that most names have: 率.
    pub no_letters: Chars,
    /// Verbs that open a part about what took another's place: 更新.
    pub renewed: Phrases<()>,
    /// Between names and the one figure that each of them has: 办结率、满意率│均为100%.
    pub each: Phrases<()>,
    /// Those of what was tried that came to what was meant: 调解成功.
    pub came_off: Phrases<()>,
    /// Counters of any things.
    pub any_things: Phrases<()>,
    /// What came in where nothing is told that came in before it, and what stands for it.
    pub entries: Vec<String>,
    /// Behind a numeral that follows a list: what stands behind names all of it (甲、乙、丙三大产业).
    pub together: Phrases<()>,
    /// What denies the word behind it: 不合格; and those that deny a verb of one letter.
    pub denials: Phrases<()>,
    pub verb_denials: Phrases<()>,
    /// What some of the people counted have or are, whatever else they have: 高级职称, 硕士以上学历.
    pub crossing: Phrases<()>,
    /// Those of them of which each has one at most: 本科, 专科.
    pub degrees: Phrases<()>,
    /// What tells classes of a thing apart by the numerals before it: 级; what links such numerals, and what makes ranges of them.
    pub classes: Phrases<()>,
    pub class_links: Chars,
    pub class_ranges: Phrases<()>,
    /// Grades of what is named: 国家级.
    pub grades: Phrases<()>,
    /// What makes a class with a bound of a number with its unit: 以上, 以下; and money that does by itself where there is much of it.
    pub bounds_least: Phrases<()>,
    pub bounds_most: Phrases<()>,
    pub bounds_money: Phrases<()>,
    /// What stands before a number and behind it that tells of the first of many: 前三户.
    pub tops_lead: Chars,
    pub tops: Phrases<()>,
    /// Verbs of one case after another, words of any case, and verbs whose object says what the cases behind them are of.
    pub case_steps: Phrases<()>,
    pub any_case: Phrases<()>,
    pub case_heads: Phrases<()>,
    /// The ends of what such cases are of, whatever the verb.
    pub case_things: Phrases<()>,
    /// Right before a bound, behind the value that stayed within it: 控制在.
    pub kept_within: Phrases<()>,
    /// That a figure is what is expected to come: 预计.
    pub foreseen: Phrases<()>,
    /// What the names of grades end with, and those of other sorts of what is counted: 5A级, 食品类.
    pub grade_ends: Phrases<()>,
    pub sort_ends: Phrases<()>,
    /// Words that end so and are none: 鱼类.
    pub sort_not: Phrases<()>,
    /// Money that is meant to be invested, and what says that some of it was: 总投资, 实际完成.
    pub invests: Phrases<()>,
    pub invested: Phrases<()>,
    /// What is said of some of many, behind how many they are: 全部完成.
    pub said_of: Phrases<()>,
    /// The ends of what is called an investment.
    pub investments: Phrases<()>,
    /// Bodies that earn: what they earned is told right behind how many they are.
    pub earners: Phrases<()>,
    /// Which of the values that were told is meant: 最高.
    pub extremes: Phrases<()>,
    /// Alone: what those that were told before did (服务).
    pub done_by_told: Phrases<()>,
    /// Behind an event, before who was there: 参赛│选手.
    pub attended: Phrases<()>,
    /// Alone behind another figure: what those that were told did, or what was done to them (到位).
    pub done_alone: Phrases<()>,
    /// Those of them that others than those told before do as well: 住院.
    pub done_by_others: Phrases<()>,
    /// Before what was agreed on: 协议│引资.
    pub agreed: Phrases<()>,
    /// So many more or fewer in the end: 净增.
    pub net: Phrases<()>,
    /// Prizes, some of those that were won.
    pub prizes: Phrases<()>,
    /// Names of parts that say no more than where or when: 省外.
    pub part_words: Phrases<()>,
    /// Ends of what is measured by points.
    pub scores: Phrases<()>,
    /// Ends of what is money, and of who people are.
    pub money_ends: Phrases<()>,
    pub people_ends: Phrases<()>,
    /// Ends of what is measured, as against whose it is.
    pub measures: Phrases<()>,
    /// Between those who are named and how much is measured of them: 为.
    pub is_of: Phrases<()>,
    /// Behind what there was: it became more, and that is all of them.
    pub spread: Phrases<()>,
    pub became_all: Phrases<()>,
    /// Between so many and those of them that it was done to: 完成.
    pub done_of: Phrases<()>,
    /// The ends of what projects are called.
    pub projects: Phrases<()>,
    /// At the start of what is said of some: it is not done yet.
    pub pending: Phrases<()>,
    /// That something is less than what is named behind: 低于.
    pub below: Phrases<()>,
    /// Behind a number: so many times in a row it went so (八│连增).
    pub runs: Phrases<()>,
    /// Before such a run, or a record: it was reached.
    pub run_verbs: Phrases<()>,
    /// The ends of what was reached where it was never so before.
    pub records: Phrases<()>,
    /// What the names of insurances end with, and what is said of those in them: 参保, 领取待遇.
    pub insurances: Phrases<()>,
    pub insured: Phrases<()>,
    /// What only bodies that earn have: 营业收入.
    pub earned: Phrases<()>,
    /// Such bodies, named together: 省属企业.
    pub owned: Phrases<()>,
    /// What a building has room for: 床位.
    pub capacities: Phrases<()>,
    /// Works that are begun, and those that are done: 新开工, 基本建成.
    pub begun: Phrases<()>,
    pub built: Phrases<()>,
    /// The ends of who does it, before what is done: 法院│审结.
    pub doers: Phrases<()>,
    /// The ends of quoted words that say of which kind things are: “枫桥式”.
    pub styles: Phrases<()>,
}

/// What a counter counts, as far as it tells things apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Sorts, groups and rounds: 类, 批.
    Sorts,
    /// People: 人, 名.
    People,
    /// Times that something was done or somebody came: 次, 人次.
    Times,
    /// Households and their homes: 户, 套.
    Homes,
    /// Anything else.
    #[default]
    Other,
}

impl Counting {
    /// Whether a label is made of words alone that name nothing: 完成投资. At most [`FEW`] of them: a long row names something.
    pub fn is_bare(&self, label: &[char]) -> bool {
        let (mut at, mut words) = (0, 0);
        while at < label.len() {
            match self.bare.at_start(&label[at..]) {
                Some((len, ())) => (at, words) = (at + len, words + 1),
                None => return false,
            }
        }
        words <= FEW
    }

    /// Whether two counters count the same: 家 and 户 of firms.
    pub fn stand_for(&self, one: &str, other: &str) -> bool {
        let has = |row: &Vec<String>, unit: &str| row.iter().any(|own| own == unit);
        self.alike.iter().any(|row| has(row, one) && has(row, other))
    }

    /// The first of the counters that stand for each other with one; the counter itself where none does.
    pub fn row_of<'a>(&'a self, unit: &'a str) -> &'a str {
        let row = self.alike.iter().find(|row| row.iter().any(|own| own == unit));
        row.and_then(|row| row.first()).map_or(unit, String::as_str)
    }

    /// What a counter counts.
    pub fn counter(&self, unit: &str) -> Counter {
        let unit: Vec<char> = unit.chars().map(crate::text::fold).collect();
        match self.counters.at_start(&unit) {
            Some((len, counter)) if len == unit.len() => counter,
            _ => Counter::Other,
        }
    }
}

/// So many words that name nothing by themselves name nothing together: 开展, 培训, 活动.
const FEW: usize = 2;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountingFile {
    added: Phrases<()>,
    there: Phrases<()>,
    there_before: Phrases<()>,
    mean: Phrases<()>,
    sorts: Vec<String>,
    people: Vec<String>,
    times: Vec<String>,
    homes: Vec<String>,
    #[serde(default)]
    alike: Vec<Vec<String>>,
    bare: Phrases<()>,
    no_kind: Phrases<()>,
    kind_letters: Phrases<()>,
    #[serde(default)]
    no_letters: Chars,
    #[serde(default)]
    together: Phrases<()>,
    #[serde(default)]
    renewed: Phrases<()>,
    #[serde(default)]
    each: Phrases<()>,
    #[serde(default)]
    came_off: Phrases<()>,
    #[serde(default)]
    any_things: Phrases<()>,
    #[serde(default)]
    entries: Vec<String>,
    #[serde(default)]
    denials: Phrases<()>,
    #[serde(default)]
    verb_denials: Phrases<()>,
    #[serde(default)]
    crossing: Phrases<()>,
    degrees: Phrases<()>,
    classes: Phrases<()>,
    #[serde(default)]
    class_links: Chars,
    #[serde(default)]
    class_ranges: Phrases<()>,
    #[serde(default)]
    grades: Phrases<()>,
    #[serde(default)]
    bounds_least: Phrases<()>,
    #[serde(default)]
    bounds_most: Phrases<()>,
    #[serde(default)]
    bounds_money: Phrases<()>,
    #[serde(default)]
    tops_lead: Chars,
    #[serde(default)]
    tops: Phrases<()>,
    case_steps: Phrases<()>,
    any_case: Phrases<()>,
    case_heads: Phrases<()>,
    case_things: Phrases<()>,
    kept_within: Phrases<()>,
    foreseen: Phrases<()>,
    grade_ends: Phrases<()>,
    sort_ends: Phrases<()>,
    sort_not: Phrases<()>,
    invests: Phrases<()>,
    invested: Phrases<()>,
    said_of: Phrases<()>,
    investments: Phrases<()>,
    earners: Phrases<()>,
    extremes: Phrases<()>,
    done_by_told: Phrases<()>,
    attended: Phrases<()>,
    done_alone: Phrases<()>,
    done_by_others: Phrases<()>,
    agreed: Phrases<()>,
    net: Phrases<()>,
    prizes: Phrases<()>,
    part_words: Phrases<()>,
    scores: Phrases<()>,
    money_ends: Phrases<()>,
    people_ends: Phrases<()>,
    measures: Phrases<()>,
    is_of: Phrases<()>,
    spread: Phrases<()>,
    became_all: Phrases<()>,
    done_of: Phrases<()>,
    projects: Phrases<()>,
    pending: Phrases<()>,
    below: Phrases<()>,
    runs: Phrases<()>,
    run_verbs: Phrases<()>,
    records: Phrases<()>,
    insurances: Phrases<()>,
    insured: Phrases<()>,
    earned: Phrases<()>,
    owned: Phrases<()>,
    capacities: Phrases<()>,
    begun: Phrases<()>,
    built: Phrases<()>,
    doers: Phrases<()>,
    styles: Phrases<()>,
}

impl CountingFile {
    /// The counters of all sorts.
    fn counters(&self) -> Phrases<Counter> {
        let lists = [
            (&self.sorts, Counter::Sorts),
            (&self.people, Counter::People),
            (&self.times, Counter::Times),
            (&self.homes, Counter::Homes),
        ];
        Phrases::new(lists.iter().flat_map(|(list, counter)| list.iter().map(|word| (word.as_str(), *counter))))
    }

    pub(super) fn counting(self) -> Counting {
        Counting {
            counters: self.counters(),
            added: self.added,
            there: self.there,
            there_before: self.there_before,
            mean: self.mean,
            alike: self.alike,
            bare: self.bare,
            no_kind: self.no_kind,
            kind_letters: self.kind_letters,
            no_letters: self.no_letters,
            renewed: self.renewed,
            each: self.each,
            came_off: self.came_off,
            any_things: self.any_things,
            entries: self.entries,
            together: self.together,
            denials: self.denials,
            verb_denials: self.verb_denials,
            classes: self.classes,
            crossing: self.crossing,
            degrees: self.degrees,
            class_links: self.class_links,
            class_ranges: self.class_ranges,
            grades: self.grades,
            bounds_least: self.bounds_least,
            bounds_most: self.bounds_most,
            bounds_money: self.bounds_money,
            tops_lead: self.tops_lead,
            tops: self.tops,
            case_steps: self.case_steps,
            any_case: self.any_case,
            case_heads: self.case_heads,
            case_things: self.case_things,
            kept_within: self.kept_within,
            foreseen: self.foreseen,
            grade_ends: self.grade_ends,
            sort_ends: self.sort_ends,
            sort_not: self.sort_not,
            invests: self.invests,
            invested: self.invested,
            said_of: self.said_of,
            investments: self.investments,
            earners: self.earners,
            extremes: self.extremes,
            done_by_told: self.done_by_told,
            attended: self.attended,
            done_alone: self.done_alone,
            done_by_others: self.done_by_others,
            agreed: self.agreed,
            net: self.net,
            prizes: self.prizes,
            part_words: self.part_words,
            scores: self.scores,
            money_ends: self.money_ends,
            people_ends: self.people_ends,
            measures: self.measures,
            is_of: self.is_of,
            spread: self.spread,
            became_all: self.became_all,
            done_of: self.done_of,
            projects: self.projects,
            pending: self.pending,
            below: self.below,
            runs: self.runs,
            run_verbs: self.run_verbs,
            records: self.records,
            insurances: self.insurances,
            insured: self.insured,
            earned: self.earned,
            owned: self.owned,
            capacities: self.capacities,
            begun: self.begun,
            built: self.built,
            doers: self.doers,
            styles: self.styles,
        }
    }
}
