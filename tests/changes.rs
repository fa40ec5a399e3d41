//! Changes as `compare` writes them: from the earlier year to the later, in one unit, or why there is none.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a report for each year, all of one body but those with a name before the year.
fn folder(name: &str, reports: &[(i32, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (year, says) in reports {
        write(&folder, "东丘市", *year, says);
    }
    folder
}

fn write(folder: &Path, body: &str, year: i32, says: &str) {
    let text = format!("{body}{year}年渔业工作情况报告\n\n一、工作情况\n\n{says}\n");
    fs::write(folder.join(format!("{body}{year}.txt")), text).unwrap();
}

/// Compares, and gives the rows of `changes.csv` with these columns, and what was said.
fn changes(at: &Path, args: &[&str], columns: &[&str]) -> (Vec<Vec<String>>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianlun"));
    let output = command.arg("compare").args(args).args(["--out", "out"]).current_dir(at).env("LC_ALL", "C.UTF-8");
    let output = output.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_path(at.join("out/changes.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> =
        columns.iter().map(|name| header.iter().position(|column| column == *name).unwrap()).collect();
    let row = |row: csv::StringRecord| places.iter().map(|&at| row[at].to_owned()).collect();
    (reader.records().map(|found| row(found.unwrap())).collect(), said)
}

const ENDS: [&str; 6] = ["from_period", "from_value", "to_period", "to_value", "delta", "delta_percent"];

#[test]
fn a_change_runs_from_the_earlier_year_whichever_is_the_base() {
    let at =
        folder("order", &[(2019, "全年修补渔船40艘。"), (2020, "全年修补渔船50艘。"), (2022, "全年修补渔船45艘。")]);
    let of = |base: &str| changes(&at, &[base, "."], &ENDS).0;
    let (first, whole, last) = (
        ["2019", "40", "2020", "50", "10", "25"],
        ["2019", "40", "2022", "45", "5", "12.5"],
        ["2020", "50", "2022", "45", "-5", "-10"],
    );
    assert_eq!(of("2019"), [first, whole]);
    assert_eq!(of("2020"), [first, last]);
    assert_eq!(of("2022"), [whole, last]);
    // Two files named in either order.
    let two = |a: &str, b: &str| changes(&at, &["2022", a, b], &ENDS).0;
    assert_eq!(two("东丘市2020.txt", "东丘市2022.txt"), [last]);
    assert_eq!(two("东丘市2022.txt", "东丘市2020.txt"), [last]);
}

#[test]
fn both_ends_are_in_one_unit() {
    let at = folder("units", &[(2019, "全年海带产量达到13.9亿斤。"), (2020, "全年海带产量达到72万吨。")]);
    let mut columns = vec!["unit", "comparable"];
    columns.extend(ENDS);
    let (rows, _) = changes(&at, &["2019", "."], &columns);
    assert_eq!(rows, [["吨", "true", "2019", "695000", "2020", "720000", "25000", "3.6"]]);
}

#[test]
fn what_is_not_exact_has_a_reason_and_no_difference() {
    let told = [("约", "approximate"), ("超过", "threshold")];
    for (word, reason) in told {
        let at = folder(reason, &[(2019, "全市渔港泊位40个。"), (2020, &format!("全市渔港泊位{word}50个。"))]);
        let (rows, _) = changes(&at, &["2019", "."], &["comparable", "reason", "delta", "delta_percent"]);
        assert_eq!(rows, [["false", reason, "", ""]], "{word}");
    }
}

#[test]
fn percents_differ_by_points() {
    let at = folder("points", &[(2019, "全市渔船检验率达到90%。"), (2020, "全市渔船检验率达到94.5%。")]);
    assert_eq!(changes(&at, &["2020", "."], &ENDS).0, [["2019", "90", "2020", "94.5", "4.5", ""]]);
}

#[test]
fn a_body_without_the_base_year_is_compared_with_none() {
    let at = folder("some", &[(2019, "全年修补渔船40艘。"), (2020, "全年修补渔船50艘。")]);
    for (year, says) in [(2020, "全年修补渔船7艘。"), (2021, "全年修补渔船9艘。")] {
        write(&at, "西陵县", year, says);
    }
    let (rows, said) = changes(&at, &["2019", "."], &["body", "from_period", "to_period"]);
    assert_eq!(rows, [["东丘市", "2019", "2020"]]);
    assert!(said.contains("2019") && said.lines().any(|line| line.contains("no report of 2019")), "{said}");
}

#[test]
fn a_word_that_two_figures_alone_have_links_results_near_each_other() {
    let linked = |name: &str, first: &str, second: &str| {
        let at = folder(name, &[(2019, first), (2020, second)]);
        changes(&at, &["2020", "."], &ENDS).0.len()
    };
    let first = "增殖投放海鳗42万尾。";
    assert_eq!(linked("sole", first, "海鳗放苗36万尾。"), 1);
    // More than twice as much, or a word that another such figure has, too.
    assert_eq!(linked("sole-far", first, "海鳗放苗96万尾。"), 0);
    assert_eq!(linked("sole-shared", first, "海鳗放苗36万尾。海鳗出苗20万尾。"), 0);
}

#[test]
fn what_is_left_of_something_is_none_of_it() {
    let at = folder(
        "rest",
        &[
            (2019, "审理渔业纠纷120件，其中调解60件、撤诉20件、其他40件。"),
            (2020, "审理渔业纠纷130件，其中调解70件、撤诉25件。"),
        ],
    );
    let found = changes(&at, &["2020", "."], &ENDS).0;
    assert!(!found.iter().any(|row| row[1] == "40"), "{found:?}");
    assert!(found.iter().any(|row| row[1] == "120" && row[3] == "130"), "{found:?}");
}

/// The values that are linked between two years' reports.
fn linked(name: &str, first: &str, second: &str) -> Vec<[String; 2]> {
    let at = folder(name, &[(2019, first), (2020, second)]);
    let rows = changes(&at, &["2020", "."], &["from_value", "to_value"]).0;
    rows.into_iter().map(|row| [row[0].clone(), row[1].clone()]).collect()
}

/// Whether two values are linked.
fn one(linked: &[[String; 2]], from: &str, to: &str) -> bool {
    linked.iter().any(|row| row == &[from, to])
}

#[test]
fn the_only_one_of_its_sort_between_linked_ones_is_one_in_other_words() {
    let found = linked(
        "between",
        "全市修补渔船40艘，下发隐患告知书310份，渔港泊位达到620个。",
        "全市修补渔船50艘，下达告知文书335份，渔港泊位达到640个。",
    );
    assert!(one(&found, "310", "335"), "{found:?}");
    // Far more than that, or named with no letter of it, however near.
    for (name, says) in [("between-far", "下达告知文书935份"), ("between-other", "发放海图335份")] {
        let second = format!("全市修补渔船50艘，{says}，渔港泊位达到640个。");
        let found = linked(name, "全市修补渔船40艘，下发隐患告知书310份，渔港泊位达到620个。", &second);
        assert_eq!(found.len(), 2, "{found:?}");
    }
}

#[test]
fn what_stands_in_one_sentence_with_linked_ones_may_be_one_in_other_words() {
    let of = |name: &str, says: &str| {
        let first = "新建渔港泊位36个，惠及渔民2143户，航道疏浚48公里。";
        let at = folder(name, &[(2019, first), (2020, says)]);
        changes(&at, &["2020", "."], &["from_value", "to_value", "comparable", "unsure"]).0
    };
    let found = of("sentence", "新建渔港泊位42个，渔家受益2610户，航道疏浚51公里。");
    assert!(found.contains(&["2143", "2610", "false", "true"].map(str::to_owned).to_vec()), "{found:?}");
    // Two of its unit, another unit, another sentence, or no letter of what it is of.
    let others = [
        ("sentence-two", "新建渔港泊位42个，渔家受益2610户，航道疏浚51公里，回访2300户。"),
        ("sentence-unit", "新建渔港泊位42个，渔家受益2610人，航道疏浚51公里。"),
        ("sentence-next", "新建渔港泊位42个，航道疏浚51公里。渔家受益2610户。"),
        ("sentence-other", "新建渔港泊位42个，处罚盐商2310户，航道疏浚51公里。"),
    ];
    for (name, says) in others {
        assert!(!of(name, says).iter().any(|row| row[0] == "2143"), "{name}");
    }
}

#[test]
fn narrower_things_are_no_names_of_wider_ones() {
    assert!(one(&linked("training-one", "举办安全培训52场。", "举办安全生产培训55场。"), "52", "55"));
    assert!(linked("in-all", "渔业合作社当年结余3.2亿元。", "渔业合作社累计结余3.6亿元。").is_empty());
}

#[test]
fn ranks_among_others_are_not_one() {
    let first = "海带产量居全国第2位。";
    assert!(one(&linked("rank", first, "海带产量居全国第1位。"), "2", "1"));
    assert!(linked("rank-other", first, "海带产量居沿海省份第1位。").is_empty());
    assert!(linked("rank-level", first, "海带产量居全省第1位。").is_empty());
}

#[test]
fn other_bounds_of_a_class_are_not_one() {
    let first = "产值3亿元以上的渔业企业61家。";
    assert!(one(&linked("bound", first, "产值三亿元以上渔业企业58家。"), "61", "58"));
    assert!(linked("bound-other", first, "产值6亿元以上的渔业企业58家。").is_empty());
    assert!(linked("bound-most", first, "产值3亿元以下的渔业企业58家。").is_empty());
    assert!(linked("bound-none", "32家渔业企业产值负增长。", "产值2亿元以上的渔业企业29家。").is_empty());
    assert!(linked("first-of-many", "前五家渔企税收占63%。", "渔企税收占71%。").is_empty());
}

#[test]
fn a_grade_of_one_alone_is_not_all_of_them() {
    assert!(linked("grade", "打造重点渔业集群18个。", "打造国家级渔业集群4个。").is_empty());
}

#[test]
fn what_is_least_is_linked_with_a_mark() {
    let marked = |name: &str, first: &str, second: &str| {
        let at = folder(name, &[(2019, first), (2020, second)]);
        let found = changes(&at, &["2020", "."], &["unsure"]).0;
        !found.is_empty() && found.iter().all(|row| row[0] == "true")
    };
    assert!(marked("least", "渔工月工资标准2100元。", "渔工最低月工资标准2190元。"));
    // The long name of 低保 has such a word itself.
    assert!(marked("least-named", "渔民低保标准810元。", "渔民低保最低标准840元。"));
    assert!(!marked("least-both", "渔工最低月工资标准2100元。", "渔工最低月工资标准2190元。"));
}

#[test]
fn what_is_done_and_two_letters_name_a_thing() {
    assert!(one(&linked("short", "全年购置渔网52台。", "渔网采购58台。"), "52", "58"));
    assert!(linked("short-other", "全年购置渔网52台。", "拆除渔网58台。").is_empty());
}

#[test]
fn the_first_aim_of_two_is_the_aim_of_the_year_before() {
    let plan = |says: &str| format!("全年修补渔船40艘。\n\n二、下一步工作安排\n\n{says}");
    let found = linked(
        "turn",
        &plan("2020年的目标是：渔业产值增长7%以上、力争达到8%。"),
        &plan("2021年的目标是：渔业产值增长6%以上。"),
    );
    assert!(one(&found, "7", "6") && !one(&found, "8", "6"), "{found:?}");
}

#[test]
fn a_sum_of_many_years_is_not_what_one_year_did() {
    assert!(linked("since-far", "全年淘汰老旧渔船13艘。", "累计淘汰老旧渔船58艘。").is_empty());
}

#[test]
fn the_sort_of_several_things_names_them_all() {
    assert!(one(&linked("head", "新增渔港、码头泊位620个。", "新增泊位640个。"), "620", "640"));
}

#[test]
fn what_a_change_leads_back_to_is_one_in_other_words() {
    let first = "渔船维修申报4871件。";
    assert!(one(&linked("told", first, "受理船舶修理类诉求申请报告5216件，同比增长7.1%。"), "4871", "5216"));
    assert!(linked("told-other", first, "受理船舶修理类诉求申请报告5216件，同比增长9.1%。").is_empty());
}

#[test]
fn opposites_and_other_classes_are_not_one() {
    assert!(linked("denied", "全市渔船年检达标690艘。", "全市渔船年检不达标142艘。").is_empty());
    let found = linked("classes", "全市二、三级渔港占58.3%。", "全市三级渔港占18.9%，二三级渔港占61.2%。");
    assert_eq!(found, [["58.3", "61.2"]]);
}

#[test]
fn a_whole_investment_is_not_what_was_done_of_it() {
    let first = "实施渔港项目28个，总投资186亿元，年度计划投资32亿元，完成投资29.7亿元。";
    let found = linked("investment", first, "实施渔港项目31个，完成投资36.2亿元。");
    assert!(one(&found, "2970000000", "3620000000") && !one(&found, "18600000000", "3620000000"), "{found:?}");
}

#[test]
fn the_unit_tells_apart_what_one_thing_is_counted_in() {
    let found = linked("several", "完成渔村改造7个、42栋。", "完成渔村改造10个，修补渔船3艘。");
    assert_eq!(found, [["7", "10"]]);
}

#[test]
fn what_there_is_is_not_what_was_renewed() {
    assert!(linked("renewed", "全市渔船1284艘，其中电动渔船1105艘。", "全年更新电动渔船120艘。").is_empty());
}

#[test]
fn what_others_left_is_not_linked() {
    let found = linked(
        "leftover",
        "元旦、春节分别接待游客86万人次、124万人次。",
        "春节、五一分别接待游客178万人次、215万人次。",
    );
    assert_eq!(found, [["1240000", "1780000"]]);
}

#[test]
fn what_stands_beside_a_linked_one_and_names_nothing_is_linked_with_a_mark() {
    let first = "举办渔工夜校11期，轮训船员骨干860人次；修补渔网430张。";
    let of = |name: &str, says: &str| {
        let at = folder(name, &[(2019, first), (2020, says)]);
        changes(&at, &["2020", "."], &["from_value", "to_value", "unsure"]).0
    };
    let row = ["860", "1020", "true"].map(str::to_owned).to_vec();
    assert!(of("beside", "举办渔工夜校13期，参训1020人次；修补渔网445张。").contains(&row));
    // Behind the end of a clause, or far from it.
    assert!(!of("beside-clause", "举办渔工夜校13期；参训1020人次；修补渔网445张。").contains(&row));
    assert!(!of("beside-far", "举办渔工夜校13期，参训3020人次；修补渔网445张。").iter().any(|row| row[0] == "860"));
}

#[test]
fn one_figure_of_several_names_is_that_of_each() {
    let found = linked("each", "渔民建议办结率97%。", "渔民建议见面率、办结率均为98%。");
    assert!(one(&found, "97", "98"), "{found:?}");
}

#[test]
fn what_was_added_leads_back_from_a_running_total() {
    let found = linked("roll", "培育渔港书屋124家。", "新培育渔港书屋36家，累计达160家。");
    assert!(one(&found, "124", "160") && !one(&found, "124", "36"), "{found:?}");
}

#[test]
fn what_was_tried_is_not_what_came_to_what_was_meant() {
    assert!(linked("came-off", "渔事调解成功1984件。", "渔事调解2300件。").is_empty());
    assert!(one(&linked("came-off-both", "渔事调解成功1984件。", "渔事成功调解2300件。"), "1984", "2300"));
}

#[test]
fn what_came_in_first_is_what_came_in() {
    assert!(one(&linked("entry", "受理渔民投诉214件。", "接到渔民投诉176件，同比下降17.8%。"), "214", "176"));
    let both = "接到渔民投诉176件，受理渔民投诉160件。";
    assert!(!one(&linked("entry-both", "受理渔民投诉158件。", both), "158", "176"));
}

#[test]
fn what_a_list_calls_alike_is_one_whatever_it_is_told_of() {
    let first =
        "全年收到渔事仲裁申请212件，审结190件，其中维持84件、驳回31件、变更6件、撤销9件、终止23件，海事法院审结40件。";
    let second =
        "全年收到渔事仲裁申请240件，审结221件。在审结案件中，维持97件，驳回44件，变更8件，撤销12件，终止60件。";
    let found = linked("list", first, second);
    for (from, to) in [("84", "97"), ("31", "44"), ("6", "8"), ("9", "12")] {
        assert!(one(&found, from, to), "{from} {to} {found:?}");
    }
    // Of other things.
    let other = "全年收到渔事仲裁申请240件，审结221件。在登记渔船中，维持97艘，驳回44艘，变更8艘，撤销12艘，终止60艘。";
    assert_eq!(linked("list-other", first, other).len(), 2);
    // Who does it is said or goes without saying.
    let first = "渔事一审案件91件，其中渔政局为被告27件，海事法院审结86件，败诉8件，败诉率9.3%。";
    let found = linked("doer", first, "渔事一审案件104件（渔政局为被告31件），审结92件、败诉9件，败诉率8.7%。");
    assert!(one(&found, "86", "92") && one(&found, "8", "9"), "{found:?}");
}

#[test]
fn a_kind_in_quotation_marks_is_not_all_of_them() {
    let first = "全市14个渔村共有船坞45座。";
    assert!(!one(&linked("quoted", first, "“灯塔式”渔村增至5个。"), "14", "5"));
    assert!(one(&linked("quoted-both", "“灯塔式”渔村达到4个。", "“灯塔式”渔村增至5个。"), "4", "5"));
    // An example that both name.
    let found = linked("example", "开展“海上课堂”活动643场次。", "举办“海上课堂”等惠渔活动近700场次。");
    assert!(one(&found, "643", "700"), "{found:?}");
    assert!(linked("example-other", "开展“海上课堂”活动643场次。", "举办“码头集市”等惠渔活动近700场次。").is_empty());
}

#[test]
fn what_came_before_the_total_that_is_told_next_was_added() {
    let first = "新增省级示范渔村2个，总数达到7个。";
    let found = linked("added", first, "年内3个村获评省级示范渔村，全市累计10个。");
    assert!(!one(&found, "7", "3") && one(&found, "7", "10"), "{found:?}");
    let found = linked("added-total", "建成海岛书屋16个。", "打造海岛书屋6个，总数达到22个。");
    assert!(one(&found, "16", "22") && !one(&found, "16", "6"), "{found:?}");
}

#[test]
fn works_that_are_begun_are_not_those_that_are_done() {
    let first = "基本建成渔民安置房480套。";
    assert!(linked("stages", first, "新开工渔民安置房540套。").is_empty());
    assert!(one(&linked("stages-one", first, "渔民安置房建成540套。"), "480", "540"));
}

#[test]
fn levels_in_a_row_without_names_are_not_one_that_has_a_name() {
    let first = "补助标准由600元、500元提高到690元、530元，渔民月人均补助水平达到485元、392元。";
    let found = linked("row", first, "渔民月人均补助水平城镇512元、乡村418元。");
    assert!(!found.iter().any(|row| row[1] == "418"), "{found:?}");
    assert!(one(&linked("row-one", "渔民月人均补助水平达到485元。", "渔民月人均补助水平512元。"), "485", "512"));
}

#[test]
fn the_only_ones_in_their_unit_are_one_in_other_words() {
    let first = "举办渔政执法人员培训班12期，培训2340人次。";
    let found = linked("unit", first, "举办渔政培训16期，培训2618人次。");
    assert!(one(&found, "12", "16") && one(&found, "2340", "2618"), "{found:?}");
    // Named with hardly a letter of it.
    assert!(!one(&linked("unit-other", first, "举办海图展览14期。"), "12", "14"));
}

#[test]
fn those_whom_it_reached_are_one_however_they_are_called() {
    let first = "开展渔法宣讲643场，发放海图9.2万份，受众21万人次。";
    assert!(one(&linked("reached", first, "开展渔法宣讲700场，覆盖群众23.4万人次。"), "210000", "234000"));
    assert!(!one(&linked("reached-other", first, "开展渔法宣讲700场，接待游客23.4万人次。"), "210000", "234000"));
    let first = "举办渔工夜校9期，培训1480人次。";
    assert!(one(&linked("trained", first, "举办渔工夜校13期，培训船员骨干1950人次。"), "1480", "1950"));
    assert!(!one(&linked("trained-other", first, "举办渔工夜校13期，慰问船员骨干1950人次。"), "1480", "1950"));
}

#[test]
fn what_names_a_thing_however_short_is_not_what_stands_in_its_place() {
    let of =
        |name: &str, [first, second]: [&str; 2], pair: [&str; 2]| one(&linked(name, first, second), pair[0], pair[1]);
    let others = [
        ["渔政部门立案210人，扣船340人，限航64人。", "渔政部门立案225人，扣船360人，吊证68人。"],
        ["发放休渔补贴12亿元，柴油3.2亿元，船险理赔8.6亿元。", "发放休渔补贴13亿元，网具3.3亿元，船险理赔9亿元。"],
        ["走访渔户120家，渔歌3场，解决难题32件。", "走访渔户130家，灯会7场，解决难题35件。"],
        ["举办渔工夜校12期，参训3200人次。", "举办渔工夜校13期，义诊3300人次。"],
        ["查处违规渔船320艘，罚款860万元，追缴120万元。", "查处违规渔船340艘，罚款900万元，奖励126万元。"],
    ];
    let pairs = [["64", "68"], ["320000000", "330000000"], ["3", "7"], ["3200", "3300"], ["1200000", "1260000"]];
    for (at, (texts, pair)) in others.into_iter().zip(pairs).enumerate() {
        assert!(!of(&format!("short-{at}"), texts, pair), "{texts:?}");
    }
    // One word of those who were there.
    let texts = ["举办渔工夜校12期，参训3200人次。", "举办渔工夜校13期，轮训3300人次。"];
    assert!(of("short-told", texts, ["3200", "3300"]));
}
