//! Checks (核查): whether a report's figures agree with each other, and with what other years say.
//!
//! A check only fails where the report itself says that two things are one: a total and its parts, a rate and what it is
//! of, a growth and the year before. What could be counted otherwise is not judged.

mod reason;
mod rounding;
mod percent;
mod running;
mod cells;
mod across;
mod columns;
mod rates;
mod rolls;
mod clause;
mod entire;
mod lists;
mod totals;
mod sums;
mod habit;
mod tables;
mod accounts;
mod means;
mod possible;
mod same;
mod told;
mod multiples;
pub(crate) mod again;
mod spans;
mod between;
mod shares;
mod bounds;
mod points;
mod names;
mod rows;
mod jubilees;
mod wholes;
mod grown;
mod aims;
mod headings;
mod editions;
mod annexed;
mod unions;
mod deficits;
mod years;
mod leaps;
pub mod accepted;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::config::Config;
use crate::corpus::{Body, Entry};
use serde::Serialize;

use crate::diagnostic::{Code, Message};
use crate::indicator::Indicator;
use crate::text::Span;
use crate::timeline::Timeline;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A total and its parts.
    Sum,
    /// A rate and what it is of.
    Rate,
    /// A growth and the levels of two years.
    Growth,
    /// What the year before was, told by two reports.
    Restated,
    /// A stock from year to year: in force before, made, repealed, in force now.
    Roll,
    /// The totals of a table.
    Table,
    /// A damaged number, date or reference.
    Damage,
    /// A year that can't be.
    Year,
}

impl Kind {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Sum => "sum",
            Kind::Rate => "rate",
            Kind::Growth => "growth",
            Kind::Restated => "restated",
            Kind::Roll => "roll",
            Kind::Table => "table",
            Kind::Damage => "damage",
            Kind::Year => "year",
        }
    }
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It agrees.
    Holds,
    /// It does not, and nothing in the text explains it.
    Fails,
    /// It needs a look: damaged, or truncated instead of rounded.
    Suspect,
}

impl Verdict {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Fails => "fails",
            Verdict::Suspect => "suspect",
        }
    }
}

/// A check that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The report, by its place among the body's.
    pub report: usize,
    /// What was checked.
    pub kind: Kind,
    /// What was found.
    pub verdict: Verdict,
    /// The figure that was checked.
    pub span: Span,
    /// What it should be by the others; empty where nothing can be said.
    pub expected: String,
    /// What it is.
    pub found: String,
    /// The reckoning in words.
    pub message: Message,
}

/// All checks of a body, by report and place.
pub fn check(body: &Body, timeline: &Timeline, config: &Config) -> Vec<Check> {
    let (mut checks, mut bounds) = (Vec::new(), Vec::new());
    for (report, entry) in body.entries.iter().enumerate() {
        checks.extend(sums::check(report, entry, config));
        checks.extend(tables::check(report, entry, &config.ties));
        checks.extend(columns::check(report, entry, &config.ties));
        checks.extend(rates::check(report, entry, &config.ties));
        checks.extend(accounts::check(report, entry, &config.ties));
        checks.extend(means::check(report, entry, &config.ties));
        checks.extend(possible::check(report, entry, &config.ties));
        checks.extend(rolls::check(report, entry, &config.ties));
        checks.extend(told::check(report, entry, &config.ties));
        checks.extend(multiples::check(report, entry, &config.ties));
        checks.extend(bounds::check(report, entry, config));
        checks.extend(names::check(report, entry, config));
        checks.extend(rows::check(report, entry, config));
        checks.extend(years::check(report, entry));
        checks.extend(jubilees::check(report, entry, &config.ties));
        checks.extend(between::check(report, entry, config));
        checks.extend(shares::check(report, entry, config));
        checks.extend(headings::check(report, entry, &config.ties));
        checks.extend(deficits::check(report, entry, config));
        checks.extend(editions::check(report, entry, &config.ties));
        checks.extend(damage(report, entry));
        bounds.extend(bounds::lists_within(report, entry, config));
        let named = again::Named::new(entry, config);
        bounds.extend(again::agreeing(report, entry, &named, config));
        bounds.extend(again::bounded(report, &named));
        bounds.extend(spans::check(report, entry, &named, config));
        bounds.extend(wholes::check(report, entry, config));
        bounds.extend(grown::check(report, entry, config));
        bounds.extend(unions::check(report, entry, config));
        bounds.extend(aims::check(report, &named));
        bounds.extend(annexed::check(report, entry));
    }
    checks.extend(across::check(body, timeline, config));
    checks.extend(habit::check(body, config));
    checks.extend(leaps::check(body, timeline, config));
    checks.extend(rolls::carried(body, &config.ties));
    checks.extend(rolls::rolled(body, &config.ties));
    // What only bounds a figure, or is as it was told elsewhere, says nothing where it is reckoned.
    let place = |check: &Check| (check.report, check.span, check.kind);
    let reckoned: BTreeSet<_> = checks.iter().map(place).collect();
    checks.extend(
        bounds.into_iter().filter(|check| check.verdict != Verdict::Holds || !reckoned.contains(&place(check))),
    );
    // Of several checks of a figure the worst is told; but a change that one of two values explains is of that one.
    let order = |check: &Check| match check.verdict {
        Verdict::Holds if check.kind == Kind::Growth => 0,
        Verdict::Fails => 1,
        Verdict::Suspect => 2,
        Verdict::Holds => 3,
    };
    checks.sort_by_key(|check| (check.report, check.span, check.kind, order(check)));
    checks.dedup_by_key(|check| (check.report, check.span, check.kind));
    checks
}

/// Damaged places, as the reader of the report noted them.
fn damage(report: usize, entry: &Entry) -> impl Iterator<Item = Check> + '_ {
    let damaged = |code: Code| {
        matches!(code, Code::DamagedNumber | Code::DamagedDate | Code::DamagedReference | Code::ImpossibleValue)
    };
    entry.notes.iter().filter(move |note| damaged(note.code)).map(move |note| Check {
        report,
        kind: Kind::Damage,
        verdict: Verdict::Suspect,
        span: note.span,
        expected: String::new(),
        found: entry.report.text.str(note.span).to_owned(),
        message: note.message.clone(),
    })
}

/// A check of a figure, of no report yet: what it should be, and what it is.
fn reckoned(kind: Kind, verdict: Verdict, own: &Indicator, expected: Decimal, message: Message) -> Check {
    Check { report: 0, kind, verdict, span: own.span, expected: plain(expected), found: plain(own.value), message }
}

/// A decimal as data files print it.
fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A value with its unit as people write it, for what is said of it: 62661亿元.
fn amount(value: Decimal, unit: Option<&str>) -> String {
    let scales = [(1_000_000_000_000_i64, 2, "万亿"), (100_000_000, 4, "亿"), (10_000, 4, "万")];
    let scaled = scales.iter().find_map(|(by, digits, name)| {
        let by = Decimal::from(*by);
        let short = (value / by).normalize();
        (value.abs() >= by && short.scale() <= *digits).then(|| format!("{short}{name}"))
    });
    format!("{}{}", scaled.unwrap_or_else(|| plain(value)), unit.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, gather};
    use crate::review::Ties;
    use crate::similarity::Weights;
    use crate::timeline;

    /// The checks of a body's reports, each given by its year and the paragraph that tells its figures.
    pub(super) fn checked(reports: &[(i32, &str)]) -> Vec<(Kind, Verdict, String)> {
        let config = Config::builtin().unwrap();
        let entries = reports.iter().map(|(year, told)| {
            let name = format!("{year}.txt");
            let text = format!("白水区{year}年工作情况报告\n一、主要工作\n　　{told}\n二、存在问题\n　　力量薄弱。\n三、下一步打算\n　　继续努力。\n");
            let source = crate::source::read(text.as_bytes(), &name).unwrap().value;
            let report = crate::report::read(source, &name, &config).value;
            let indicators = crate::indicator::extract(&report, &config).value;
            Ok(Entry { path: name.into(), report, indicators, notes: Vec::new() })
        });
        let Corpus { bodies, .. } = gather(entries.collect(), &[], &config.names);
        let body = &bodies[0];
        let pairs = timeline::pairs(body.entries.len(), None, false);
        let built = timeline::build(body, &pairs, Ties::default(), &config, &Weights::builtin());
        check(body, &built, &config).into_iter().map(|one| (one.kind, one.verdict, one.message.en)).collect()
    }

    pub(super) fn verdicts(kind: Kind, reports: &[(i32, &str)]) -> Vec<Verdict> {
        checked(reports).into_iter().filter(|one| one.0 == kind).map(|one| one.1).collect()
    }

    #[test]
    fn parts_add_up_where_a_word_ties_them_to_their_total() {
        let holds = [
            "全年进出口总额80亿元，增长5%。其中，出口50亿元，增长6%；进口30亿元，增长3%。",
            "审结案件97件，其中维持46件、撤销14件、终止20件、驳回17件。",
            "全校在籍学生1200人，其中男生640人，女生560人。",
            "全年营业收入12.6亿元，其中：供水收入4.1亿元，污水处理收入6.2亿元，其他收入2.3亿元。",
        ];
        for told in holds {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [Verdict::Holds], "{told}");
        }
        let fails = [
            "全年进出口总额80亿元，其中，出口50亿元，增长6%；进口20亿元，增长3%。",
            "审结案件97件，其中维持46件、撤销14件、终止20件、驳回27件。",
            "全年进出口总额40亿元，其中，出口50亿元，增长6%；进口30亿元，增长3%。",
            "全年营业收入12.6亿元，其中：供水收入4.1亿元，污水处理收入6.2亿元，其他收入1.3亿元。",
        ];
        for told in fails {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [Verdict::Fails], "{told}");
        }
    }

    #[test]
    fn counts_that_happen_to_add_up_are_no_sum() {
        let none = [
            "全年检查企业300家，整改隐患180处，组织演练120场。",
            "新建公园32个、步道20公里、球场12个。",
            "审查合同50件、规范性文件30件、方案20件。",
            "全校教师100人，其中女教师60人、党员50人。",
        ];
        for told in none {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [], "{told}");
        }
    }

    #[test]
    fn what_each_has_on_average_is_no_part_of_what_all_have() {
        let none = [
            "居民人均可支配收入29362元。其中，城镇居民人均可支配收入38403元，增长5%；农村居民人均可支配收入17200元。",
            "财政收入43亿元，增长6%；城镇居民人均可支配收入30416元、农村居民人均可支配收入11083元。",
        ];
        for told in none {
            let bad = verdicts(Kind::Sum, &[(2024, told)]).into_iter().filter(|one| *one != Verdict::Holds).count();
            assert_eq!(bad, 0, "{told}");
        }
    }

    #[test]
    fn a_rate_may_be_of_the_two_together() {
        let both = "决定起诉803人；决定不起诉97人，不起诉率为10.8%。";
        assert_eq!(verdicts(Kind::Rate, &[(2024, both)]), [Verdict::Holds]);
        let neither = "决定起诉803人；决定不起诉97人，不起诉率为14.8%。";
        assert_eq!(verdicts(Kind::Rate, &[(2024, neither)]), [Verdict::Fails]);
    }

    #[test]
    fn a_change_is_of_the_value_that_it_agrees_with() {
        let reports =
            [(2023, "受理案件8000件，审结7500件。"), (2024, "受理案件8800件，审结8400件，同比分别增长10%和12%。")];
        assert_eq!(verdicts(Kind::Growth, &reports), [Verdict::Holds, Verdict::Holds]);
    }

    #[test]
    fn what_is_dealt_out_is_each_in_its_place() {
        let told = |second: &str| {
            [
                (2023, "批捕86人，起诉112人。".to_owned()),
                (2024, format!("批捕42人，起诉95人，同比分别减少44人、{second}人。")),
            ]
        };
        let of = |told: &[(i32, String)]| {
            let told: Vec<(i32, &str)> = told.iter().map(|(year, told)| (*year, told.as_str())).collect();
            verdicts(Kind::Growth, &told)
        };
        let holds = |told: &[(i32, String)]| of(told).into_iter().filter(|one| *one == Verdict::Holds).count();
        assert!(holds(&told("44")) <= 1, "the second is not of the first");
        assert!(!of(&told("17")).contains(&Verdict::Fails));
        let dealt = [
            (2023, "受理案件8000件，审结7500件。".to_owned()),
            (2024, "受理案件8800件，审结8400件，同比分别增长21%和12%。".to_owned()),
        ];
        assert_eq!(of(&dealt), [Verdict::Fails, Verdict::Holds]);
    }

    #[test]
    fn a_change_behind_two_amounts_is_of_the_second() {
        let reports = [
            (2023, "追回赃款1.26亿元，挽回经济损失0.865亿元。"),
            (2024, "追回赃款0.98亿元，挽回经济损失1.02亿元，同比增长17.9%。"),
        ];
        let bad = verdicts(Kind::Growth, &reports).into_iter().filter(|one| *one != Verdict::Holds).count();
        assert_eq!(bad, 0);
        let shares = [
            (2023, "一般公共预算收入完成152360万元，为年初预算的101.6%，比上年增长4.2%。"),
            (2024, "一般公共预算收入完成161820万元，为年初预算的101.1%，比上年增长6.2%。"),
        ];
        let bad = verdicts(Kind::Growth, &shares).into_iter().filter(|one| *one != Verdict::Holds).count();
        assert_eq!(bad, 0);
    }

    #[test]
    fn one_part_is_no_more_than_its_whole() {
        let holds = "新造林320亩，其中护岸林90亩。";
        assert_eq!(verdicts(Kind::Sum, &[(2024, holds)]), [Verdict::Holds]);
        let more = "新造林320亩，其中护岸林900亩。";
        assert_eq!(verdicts(Kind::Sum, &[(2024, more)]), [Verdict::Suspect]);
        // Several parts that are far more than the whole which the text says they are of.
        let far = "建设公园40个，其中口袋公园30个、湿地公园40个。";
        assert_eq!(verdicts(Kind::Sum, &[(2024, far)]), [Verdict::Suspect]);
        // A list of some of them.
        let some = "发放贷款100亿元，其中涉农贷款30亿元、普惠贷款25亿元。";
        assert_eq!(verdicts(Kind::Sum, &[(2024, some)]), [Verdict::Holds]);
        // Other things, and a word that is not there.
        for none in ["新造林320亩，其中投入资金900万元。", "新造林320亩，新修步道90公里。"] {
            assert_eq!(verdicts(Kind::Sum, &[(2024, none)]), [], "{none}");
        }
    }

    #[test]
    fn a_row_is_summed_up_by_the_total_behind_it_or_before_its_bracket() {
        let sums = |told: &str| verdicts(Kind::Sum, &[(2024, told)]);
        assert_eq!(sums("办理代表建议96件、委员提案86件，共计182件。"), [Verdict::Holds]);
        assert_eq!(sums("办理代表建议96件、委员提案86件，共计192件。"), [Verdict::Fails]);
        assert_eq!(sums("检查企业20家，责令整改5家、停业3家，共计8家。"), [Verdict::Holds]);
        assert_eq!(sums("全区共有学校56所（小学22所、中学34所）。"), [Verdict::Holds]);
        assert_eq!(sums("全区共有学校56所（小学22所、中学36所）。"), [Verdict::Fails]);
        // Of whole numbers that may be rounded no more is said than that they are no more.
        assert_eq!(sums("总投资12亿元，其中上级资金4.5亿元、地方配套7亿元。"), [Verdict::Holds]);
    }

    #[test]
    fn a_share_is_of_the_whole_that_its_part_is_of() {
        let rates = |told: &str| verdicts(Kind::Rate, &[(2024, told)]);
        assert_eq!(rates("新收案件1250件，其中民事案件875件，占70%。"), [Verdict::Holds]);
        assert_eq!(rates("新收案件1250件，其中民事案件875件，占75%。"), [Verdict::Suspect]);
        assert_eq!(rates("应到代表280人，实到266人，出席率92%。"), [Verdict::Suspect]);
        // Of all, as its whole is.
        let nested = "60岁及以上人口10.54万人，占23.4%，其中65岁及以上人口7.56万人，占16.8%。";
        assert!(!rates(nested).contains(&Verdict::Suspect));
        assert_eq!(rates("抽检食品2400批次，不合格36批次，合格率98.5%。"), [Verdict::Holds]);
    }

    #[test]
    fn names_are_as_many_as_their_number_says() {
        let holds = [
            "船舶、医药、现代食品3个产业集群壮大。",
            "新增东岭、西坡、南塘、北渡4个示范镇。",
            "供水、供气、公交等三类民生价格稳定。",
            "“智慧、绿色”港口、空港和陆港3个枢纽投用。",
            "发挥中央和地方两个积极性。",
            "健全区乡村三级服务网络。",
            "解决“种什么、谁来种、怎么种”三个问题。",
            "实施产业提升、设备改造、企业培育三大行动，成效明显。",
            "产值连续跨越7亿元、8亿元、9亿元三个大台阶。",
        ];
        for told in holds {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [Verdict::Holds], "{told}");
        }
        // One name short, and more names than there are.
        for told in [
            "东岭、西坡、南塘、北渡5个示范镇建成。",
            "东岭、西坡、南塘、北渡2个示范镇建成。",
            "供水、供气、供热、公交等三类民生价格稳定。",
            "东岭、西坡、南塘、北渡9个示范镇建成。",
        ] {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [Verdict::Suspect], "{told}");
        }
        let none = [
            "签订合同、协议20件。",
            "建成城区、郊区、港区5个污水处理厂。",
            "改造东岭、西坡、南塘6个港口。",
            "东岭、西坡、南塘达到3个。",
            "新建东岭桥、扩建西坡路、南塘园2个项目。",
            "实现安全发展、第二个目标如期实现。",
            "加强与湾区、三角洲、东三省、西南合作。",
            "推动电子证照、检查结果两地互认。",
            "改造东环线、集二线。",
            "审查合同、协议、方案等12个。",
            "在“夯实、拓宽、理顺、盘活”八个字上下功夫。",
            "严格区分和正确处理两类矛盾。",
            "编制第十二个五年规划。",
            "理顺区县与镇街两级财政。",
            "努力在贯穿一条主线、办好两件大事上取得进展。",
        ];
        for told in none {
            assert_eq!(verdicts(Kind::Sum, &[(2024, told)]), [], "{told}");
        }
    }

    #[test]
    fn what_was_told_above_is_summed_up() {
        let above = |n: &str| format!("围绕治水提出4项措施。围绕兴业提出5项措施。以上共计{n}项措施。");
        assert_eq!(verdicts(Kind::Sum, &[(2024, &above("9"))]), [Verdict::Holds]);
        assert_eq!(verdicts(Kind::Sum, &[(2024, &above("8"))]), [Verdict::Suspect]);
    }

    #[test]
    fn what_was_gone_beyond_is_no_more_than_what_was_reached() {
        let said = |told: &str| verdicts(Kind::Restated, &[(2024, told)]);
        assert_eq!(said("全区财政收入突破40亿元、达到42.6亿元。"), [Verdict::Holds]);
        assert_eq!(said("全区财政收入突破40亿元、达到32.6亿元。"), [Verdict::Fails]);
        assert_eq!(said("蔬菜产量51.2万吨。蔬菜产量跃上50万吨台阶。"), [Verdict::Holds]);
        assert_eq!(said("蔬菜产量51.2万吨。水果产量跃上50万吨台阶。"), []);
        assert_eq!(said("全年居民消费价格涨幅2.6%。居民消费价格涨幅2.6%，总体平稳。"), [Verdict::Holds]);
    }

    #[test]
    fn what_was_added_is_no_more_than_there_is() {
        let rolls = |told: &str| verdicts(Kind::Roll, &[(2024, told)]);
        assert_eq!(rolls("新增示范村12个，总数达到45个。"), [Verdict::Holds]);
        assert_eq!(rolls("参保人数增加7359人，总计达到1.17万人。"), [Verdict::Holds]);
        assert_eq!(rolls("新增示范村52个，总数达到45个。"), [Verdict::Suspect]);
        assert_eq!(rolls("新增示范村12个，带动就业45人。"), []);
    }

    #[test]
    fn values_go_the_way_that_the_word_says() {
        let goes = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        assert_eq!(goes("户均水费由80元降至65元。"), [Verdict::Holds]);
        assert_eq!(goes("户均水费由60元降至65元。"), [Verdict::Fails]);
        // The second place is higher than the fifth.
        assert_eq!(goes("综合考评由全市第五位上升至第二位。"), [Verdict::Holds]);
    }

    #[test]
    fn a_plan_may_be_measured_against_the_plan_before() {
        let plan = [(2023, "今年拟安排补助资金5.2亿元。"), (2024, "今年拟安排补助资金5.9亿元，比去年增加7000万元。")];
        let found = verdicts(Kind::Growth, &plan);
        assert!(found.is_empty() || found == [Verdict::Holds], "{found:?}");
    }

    #[test]
    fn a_change_told_with_both_values_agrees_or_does_not() {
        let wrong = checked(&[(2023, "全年受理投诉500件。"), (2024, "全年受理投诉450件，同比下降20%。")]);
        let growth: Vec<_> = wrong.iter().filter(|one| one.0 == Kind::Growth).collect();
        assert!(growth.len() == 1 && growth[0].1 == Verdict::Fails, "{wrong:?}");
        assert!(growth[0].2.contains("makes -10%") && growth[0].2.contains("says -20%"), "{}", growth[0].2);
        let right = [(2023, "全年受理投诉500件。"), (2024, "全年受理投诉450件，同比下降10%。")];
        assert_eq!(verdicts(Kind::Growth, &right), [Verdict::Holds]);
    }

    #[test]
    fn a_change_beside_both_values_or_beside_its_percent_agrees() {
        let grown = |told: &str| verdicts(Kind::Growth, &[(2024, told)]);
        assert_eq!(grown("受理投诉480件，较上年600件下降20%。"), [Verdict::Holds]);
        assert_eq!(grown("受理投诉480件，较上年600件下降30%。"), [Verdict::Suspect]);
        assert_eq!(grown("受理投诉480件，同比减少120件，下降20%。"), [Verdict::Holds]);
        assert_eq!(grown("受理投诉480件，同比减少120件，下降30%。"), [Verdict::Suspect]);
        let step = "日处理能力由8万吨提升到12万吨，新增8万吨。";
        assert_eq!(grown(step), [Verdict::Holds, Verdict::Suspect]);
    }

    #[test]
    fn growth_in_real_terms_need_not_agree_with_the_money_of_the_year() {
        let real = [
            ["全区生产总值258.6亿元。", "全区生产总值262.3亿元，按可比价计算，增长5.3%。"],
            ["全区农林牧渔业总产值92.4亿元。", "全区农林牧渔业总产值93.1亿元，比上年增长4.2%。"],
            ["规模以上工业增加值40亿元。", "规模以上工业增加值40.2亿元，增长6.1%。"],
            ["建筑业总产值60亿元。", "建筑业总产值61亿元，增长4%。"],
            ["服务业增加值88亿元。", "服务业增加值89亿元，同比增长5.5%。"],
        ];
        for [before, after] in real {
            let open: Vec<_> = verdicts(Kind::Growth, &[(2023, before), (2024, after)])
                .into_iter()
                .filter(|one| *one != Verdict::Holds)
                .collect();
            assert_eq!(open, [], "{after}");
        }
    }

    #[test]
    fn growths_of_two_years_are_no_level_and_its_change_and_output_may_be_revised() {
        let told = ["全区粮食加工业产值增长4.7%。", "2023年全区粮食加工业产值增长9.8%，2024年增长12.4%。"];
        let open = |told: [&str; 2]| {
            let checks = verdicts(Kind::Growth, &[(2023, told[0]), (2024, told[1])]);
            checks.into_iter().filter(|one| *one != Verdict::Holds).collect::<Vec<_>>()
        };
        assert_eq!(open(told), []);
        assert_eq!(open(["全区发电量5820万千瓦时。", "全区发电量6180万千瓦时，增长5.7%。"]), [Verdict::Suspect]);
    }

    #[test]
    fn cases_carried_over_roll_on() {
        let one = "上年结转15件，新收案件80件，办结83件，结转下年12件。";
        assert_eq!(verdicts(Kind::Roll, &[(2023, one)]), [Verdict::Holds]);
        let off = [(2023, one), (2024, "上年结转14件，新收案件90件，办结92件，结转下年12件。")];
        assert_eq!(verdicts(Kind::Roll, &off), [Verdict::Holds, Verdict::Suspect, Verdict::Holds]);
    }
}
