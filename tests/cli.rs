//! The program as people and scripts use it: exit codes, messages, files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs in a folder, in English, without a terminal.
fn run(at: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(args)
        .current_dir(at)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("LANG")
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// Every file of a folder with its bytes, by name.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn the_shipped_output_is_what_compare_writes() {
    let at = folder("shipped");
    let output = run(&own("."), &["compare", "2017", "--out", at.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let (shipped, written) = (contents(&own("output")), contents(&at));
    let names = |list: &[(String, Vec<u8>)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&shipped), names(&written));
    for ((name, shipped), (_, written)) in shipped.iter().zip(&written) {
        assert!(shipped == written, "output/{name} is not what compare writes: run it and commit output/");
    }
}

#[test]
fn one_thread_or_many_write_the_same_bytes() {
    let (one, many) = (folder("one-thread"), folder("many-threads"));
    for (at, threads) in [(&one, "1"), (&many, "7")] {
        let status = Command::new(env!("CARGO_BIN_EXE_nianlun"))
            .args(["compare", "2017", "--out", at.to_str().unwrap()])
            .current_dir(own("."))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert_eq!(code(&status), 0);
    }
    assert!(contents(&one) == contents(&many));
}

#[test]
fn a_missing_path_is_named() {
    let output = run(&folder("missing"), &["compare", "2017", "nowhere"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("nowhere"), "{}", said(&output));
}

#[test]
fn an_empty_folder_is_told_and_what_would_be_read() {
    let at = folder("empty");
    fs::create_dir(at.join("reports")).unwrap();
    let output = run(&at, &["compare", "2017"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("no reports") && said(&output).contains(".docx"), "{}", said(&output));
    assert!(!at.join("output").exists());
}

#[test]
fn a_year_without_a_report_names_those_there_are() {
    let output = run(&own("."), &["compare", "1999", "--out", folder("year").join("out").to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("1999") && said(&output).contains("2014, 2015"), "{}", said(&output));
}

#[test]
fn what_cannot_be_read_is_left_out_and_the_rest_is_done() {
    let at = folder("binary");
    fs::write(at.join("broken.txt"), [0, 1, 2, 0, 255, 254, 0, 7].repeat(40)).unwrap();
    fs::write(at.join("broken.docx"), b"PK\x03\x04 no archive").unwrap();
    fs::write(at.join("empty.txt"), b"").unwrap();
    for name in ["2016.html", "2017.txt"] {
        fs::copy(own("reports").join(name), at.join(name)).unwrap();
    }
    let output = run(&at, &["compare", "2017", ".", "--out", "out"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    for name in ["broken.txt", "broken.docx", "empty.txt"] {
        assert!(said(&output).contains(name), "{name}: {}", said(&output));
    }
    assert!(told(&output).contains("2 reports (2016–2017)"), "{}", told(&output));
    assert!(at.join("out/trends.csv").exists());
}

#[test]
fn two_reports_for_one_year_say_which_was_taken() {
    let at = folder("twice");
    for name in ["a.txt", "b.txt"] {
        fs::copy(own("reports/2017.txt"), at.join(name)).unwrap();
    }
    fs::copy(own("reports/2016.html"), at.join("2016.html")).unwrap();
    let output = run(&at, &["compare", "2017", ".", "--out", "out"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("b.txt") && said(&output).contains("a.txt is for 2017 too"), "{}", said(&output));
}

#[test]
fn a_base_that_is_the_only_report_says_what_is_missing() {
    let at = folder("only");
    fs::copy(own("reports/2017.txt"), at.join("2017.txt")).unwrap();
    let output = run(&at, &["compare", "2017", ".", "--out", "out"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(told(&output).contains("no other year"), "{}", told(&output));
}

#[test]
fn sections_tell_how_alike_they_and_their_reports_are() {
    let found = run(&own("."), &["diff", "2016", "2017", "--json"]);
    let diff: serde_json::Value = serde_json::from_str(&told(&found)).unwrap();
    let mut rows = csv::Reader::from_path(own("output/sections.csv")).unwrap();
    let heads = rows.headers().unwrap().clone();
    let (mut pairs, mut alone) = (0, 0);
    for row in rows.records().map(Result::unwrap) {
        let cell = |name: &str| row.get(heads.iter().position(|head| head == name).unwrap()).unwrap();
        if (cell("report_a"), cell("report_b")) != ("2016.html", "2017.txt") {
            continue;
        }
        let start = |side: &str| cell(side).parse::<u64>().ok();
        let (a, b) = (start("start_a"), start("start_b"));
        let section = diff["sections"].as_array().unwrap().iter().find(|section| {
            let at = |side: &str| section[side]["start"].as_u64();
            (at("a"), at("b")) == (a, b)
        });
        for name in ["carried_over", "cosine", "jaccard", "minimum_edit", "simple"] {
            let told = |measures: &serde_json::Value| format!("{:.3}", measures[name].as_f64().unwrap());
            assert_eq!(cell(&format!("report_{name}")), told(&diff["measures"]), "{name}");
            let own = if a.is_some() && b.is_some() { told(&section.unwrap()["measures"]) } else { String::new() };
            assert_eq!(cell(name), own, "{name} of {a:?} and {b:?}");
        }
        if a.is_some() && b.is_some() { pairs += 1 } else { alone += 1 }
    }
    assert!(pairs > 10 && alone > 0, "{pairs} and {alone}");
    assert!(
        told(&run(&own("."), &["compare", "2017", "--out", folder("alike").to_str().unwrap()]))
            .contains("carried over")
    );
}

#[test]
fn outputs_are_written_whole_or_not_at_all() {
    let at = folder("whole");
    fs::write(at.join("out"), b"a file, not a folder").unwrap();
    let output = run(&own("."), &["compare", "2017", "--out", at.join("out").to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("out"), "{}", said(&output));
    assert_eq!(fs::read(at.join("out")).unwrap(), b"a file, not a folder");
    // A file of which the place is taken by a folder: none of the others is left half-written.
    let at = folder("whole-2");
    fs::create_dir_all(at.join("out/trends.csv")).unwrap();
    let output = run(&own("."), &["compare", "2017", "--out", at.join("out").to_str().unwrap()]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("trends.csv"), "{}", said(&output));
    assert_eq!(contents_names(&at.join("out")), ["trends.csv"]);
}

fn contents_names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn inspect_exits_by_what_it_found() {
    let at = own(".");
    assert_eq!(code(&run(&at, &["inspect", "reports/2020.docx", "--json"])), 0);
    assert_eq!(code(&run(&at, &["inspect", "reports/2017.txt", "--json"])), 1);
    assert_eq!(code(&run(&at, &["inspect", "reports/none.txt", "--json"])), 2);
}

#[test]
fn the_offsets_of_inspect_count_in_its_text() {
    let at = own(".");
    for name in ["2014.txt", "2015.txt", "2016.html", "2017.txt", "2018.docx", "2019.txt", "2020.docx"] {
        let path = format!("reports/{name}");
        let text: Vec<char> = told(&run(&at, &["inspect", &path, "--text"])).chars().collect();
        let report: serde_json::Value =
            serde_json::from_slice(&run(&at, &["inspect", &path, "--json"]).stdout).expect("JSON");
        assert_eq!(report["source"]["chars"].as_u64(), Some(text.len() as u64), "{name}");
        for indicator in report["indicators"].as_array().unwrap() {
            let end = |key: &str| indicator[key].as_u64().unwrap() as usize;
            let there: String = text[end("start")..end("end")].iter().collect();
            assert_eq!(there, indicator["surface"].as_str().unwrap(), "{name}");
        }
    }
}

#[test]
fn chinese_messages_by_locale_and_by_option() {
    let at = folder("language");
    let output = run(&at, &["--lang", "zh", "compare", "2017", "无此路径"]);
    assert!(said(&output).contains("找不到 无此路径"), "{}", said(&output));
    let output = Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(["compare", "2017", "无此路径"])
        .current_dir(&at)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert!(said(&output).contains("找不到"), "{}", said(&output));
}

#[test]
fn trends_that_nobody_reports_exit_with_one() {
    let output = run(&own("."), &["trends", "--match", "火星移民"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("no series"), "{}", said(&output));
}

#[test]
fn figures_dealt_out_to_names_are_no_sum() {
    let at = folder("dealt");
    let report = "云溪市2019年政府工作报告\n一、工作情况\n道路、河道、电网、管网投资分别为2300万元、600万元、1700万元、1400万元。";
    fs::write(at.join("2019.txt"), format!("{report}\n二、下步打算\n继续努力，把各项工作做得更好。\n")).unwrap();
    let output = run(&at, &["check", "2019.txt", "--all"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    // Parts that are far more than a total are no parts of it; these are a little more.
    let dealt = "分别为2300万元、600万元、1700万元、1400万元";
    let parts = "共2500万元，其中道路600万元、河道900万元、电网700万元、管网400万元";
    let wrong = fs::read_to_string(at.join("2019.txt")).unwrap().replace(dealt, parts);
    assert!(wrong.contains(parts));
    fs::write(at.join("2019.txt"), wrong).unwrap();
    assert_eq!(code(&run(&at, &["check", "2019.txt"])), 1, "a total with parts is still one");
}

#[test]
fn numbers_beyond_all_bounds_stop_nothing() {
    let at = folder("huge");
    for (year, number) in [(2018, "7922816251426433759354395"), (2019, "99999999999999999999999999999亿")] {
        let text = format!("云溪市{year}年政府工作报告\n一、工作情况\n全市库存{number}件，办结案件59件，增长5%。\n");
        fs::write(at.join(format!("{year}.txt")), text).unwrap();
    }
    let output = run(&at, &["compare", "2018", ".", "--out", "out"]);
    assert_eq!(code(&output), 0, "{}", told(&output));
    assert!(fs::read_to_string(at.join("out/trends.csv")).unwrap().contains("59件"), "the other figures are there");
}

#[test]
fn a_report_is_not_written_over() {
    let at = folder("over");
    for (name, count) in [("a.txt", 5), ("b.txt", 6)] {
        fs::write(at.join(name), format!("云溪市报告\n全市办结案件{count}件。\n")).unwrap();
    }
    let output = run(&at, &["diff", "a.txt", "b.txt", "--docx", "./b.txt"]);
    assert_eq!(code(&output), 2, "{}", told(&output));
    assert!(fs::read_to_string(at.join("b.txt")).unwrap().contains("6件"));
}

#[test]
fn a_folder_of_reports_is_not_written_into_and_results_are_not_read() {
    let at = folder("beside");
    for year in ["2015", "2017"] {
        fs::copy(own(&format!("reports/{year}.txt")), at.join(format!("{year}.txt"))).unwrap();
    }
    let output = run(&at, &["compare", ".", "--out", "."]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("--out"), "{}", said(&output));
    assert_eq!(contents_names(&at), ["2015.txt", "2017.txt"]);
    // The page of the first run is no report of the second.
    let runs = [run(&at, &["compare", "2017", "."]), run(&at, &["compare", "2017", "."])];
    assert_eq!(runs.each_ref().map(code), [0, 0]);
    assert_eq!(told(&runs[0]), told(&runs[1]));
}

#[test]
fn a_year_that_a_later_report_tells_of_stands_in_its_place() {
    let at = folder("earlier");
    let report = |year: i32, says: &str| {
        fs::write(at.join(format!("{year}.txt")), format!("云溪市{year}年工作报告\n一、工作情况\n{says}\n")).unwrap();
    };
    report(2018, "行政复议案件按期办结率达到92%。");
    report(2019, "行政复议案件按期办结率由2015年的81%提高到95%。");
    let output = told(&run(&at, &["trends", ".", "--match", "办结率"]));
    assert!(output.contains("81% 2015 → 95% 2019"), "{output}");
}

#[test]
fn sentences_with_an_address_in_them_are_read() {
    let at = folder("address");
    let text =
        "云溪市2017年工作报告\n一、工作\n办理案件17件，网址为http://yunxi.example，受理申请3件。\n责任编辑：甲\n";
    fs::write(at.join("2017.txt"), text).unwrap();
    let output = told(&run(&at, &["inspect", "2017.txt"]));
    assert!(output.contains("17件") && output.contains("3件"), "{output}");
}

#[test]
fn words_that_say_nothing_are_refused() {
    let at = own(".");
    let output = run(&at, &["compare", "20177"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("20177") && said(&output).contains("four digits"), "{}", said(&output));
    let output = run(&at, &["compare", "2017", "2018"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("2018") && said(&output).contains("one base year"), "{}", said(&output));
    for words in [&["trends", "--explain", ""][..], &["compare", "--body", ""], &["check", "--body", ""]] {
        assert_eq!(code(&run(&at, words)), 2, "{words:?}");
    }
}

#[test]
fn why_two_series_are_not_one_is_told() {
    let at = own(".");
    let told = |other: &str| {
        let output = run(&at, &["trends", "--explain", "收到行政复议申请", "--and", other, "--lang", "en"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let weighed = told("行政复议机关共收到申请");
    assert!(weighed.contains("evidence of the two alone") && weighed.contains("to be one they need"), "{weighed}");
    let vetoed = told("行政复议申请增减量");
    assert!(vetoed.contains("figures of two sorts"), "{vetoed}");
    assert!(told("行政复议").contains("more pairs"));
    assert_eq!(code(&run(&at, &["trends", "--and", "审结"])), 2);
}

#[test]
fn why_nothing_is_told_apart_is_said() {
    let at = folder("apart");
    let report = |year: i32, says: &str| {
        fs::write(at.join(format!("{year}.txt")), format!("云溪市{year}年工作报告\n一、工作情况\n{says}\n")).unwrap();
    };
    report(2018, "行政复议案件按期办结率达到92%。");
    report(2019, "行政复议案件按期办结率达到95%，举办培训讲座7场，发放宣传手册300册。");
    let apart = |one: &str, other: &str| run(&at, &["trends", ".", "--explain", one, "--and", other]);
    assert!(told(&apart("办结率", "讲座")).contains("figures of two sorts"));
    for (one, other, why) in [
        ("办结率", "按期", "both names mean one series"),
        ("讲座", "手册", "no two reports tell"),
        ("讲座", "火星移民", "no series matches"),
    ] {
        let output = apart(one, other);
        assert_eq!((code(&output), told(&output)), (1, String::new()), "{one} {other}");
        assert!(said(&output).contains(why), "{}", said(&output));
    }
}

#[test]
fn the_ends_of_a_series_are_signed_as_it_is() {
    let at = folder("signed");
    let report = |year: i32, says: &str| {
        fs::write(at.join(format!("{year}.txt")), format!("云溪市{year}年工作报告\n一、工作情况\n{says}\n")).unwrap();
    };
    report(2018, "渔业总产值增长2%。");
    report(2019, "渔业总产值下降3%至5%。");
    let output = told(&run(&at, &["trends", ".", "--match", "渔业总产值"]));
    assert!(output.contains("2% 2018 → −3–−5% 2019"), "{output}");
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_neutralised() {
    let at = folder("formula");
    let report = |year: i32, count: i32| {
        format!(
            "云溪市{year}年法治政府建设工作报告\n一、工作情况\n=SUM(A1)工程办理复议案件{count}件，全部按期办结，群众满意。\n二、存在问题\n还有差距。\n三、下步打算\n继续努力。\n"
        )
    };
    fs::write(at.join("2016.txt"), report(2016, 31)).unwrap();
    fs::write(at.join("2017.txt"), report(2017, 42)).unwrap();
    let output = run(&at, &["compare", "2017", ".", "--out", "out", "--bom"]);
    assert!(code(&output) <= 1, "{}", said(&output));
    let trends = fs::read(at.join("out/trends.csv")).unwrap();
    assert!(trends.starts_with(b"\xef\xbb\xbf"));
    let mut rows = csv::Reader::from_reader(&trends[3..]);
    for row in rows.records() {
        for cell in row.unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '@', '\t']), "{cell}");
        }
    }
}

/// Two reports of one body, of which the first promises and the second answers.
fn promises(name: &str) -> PathBuf {
    let at = folder(name);
    fs::create_dir_all(at.join("reports")).unwrap();
    let early = "石桥县2023年工作情况报告\n一、2023年主要工作\n　　全年受理投诉500件，化解信访积案32件。\n二、2024年工作安排\n　　2024年，新建停车位800个，制定养犬管理办法。\n";
    let late = "石桥县2024年工作情况报告\n一、2024年主要工作\n　　全年受理投诉450件，同比下降20%。新建停车位650个。\n二、2025年工作安排\n　　2025年，制定养犬管理办法。\n";
    fs::write(at.join("reports/2023.txt"), early).unwrap();
    fs::write(at.join("reports/2024.txt"), late).unwrap();
    at
}

#[test]
fn plans_are_followed_in_the_terminal() {
    let output = run(&promises("plans"), &["plans", "--all"]);
    let told = told(&output);
    assert_eq!(code(&output), 0);
    assert!(told.contains("missed  新建停车位800个") && told.contains("→ 新建停车位650个"), "{told}");
    assert!(told.contains("not mentioned  制定养犬管理办法") && told.contains("promised again at 2024.txt"), "{told}");
}

#[test]
fn an_accepted_finding_stays_quiet_as_long_as_it_says_the_same() {
    let at = promises("accepted");
    let open = run(&at, &["check"]);
    assert!(code(&open) == 1 && told(&open).starts_with("✗ 2024.txt:3:"), "{}", told(&open));
    let found: serde_json::Value = serde_json::from_str(&told(&run(&at, &["check", "--format", "json"]))).unwrap();
    let one = &found["checks"][0];
    let row = |field: &str| one[field].as_str().unwrap().to_owned();
    let file = format!(
        "report,kind,quote,expected,reason\n{},{},{},{},另有口径\n",
        row("report"),
        row("kind"),
        row("quote"),
        row("expected")
    );
    fs::write(at.join("reports/accepted.csv"), file).unwrap();
    let quiet = run(&at, &["check"]);
    assert!(
        code(&quiet) == 0 && !told(&quiet).contains('✗') && told(&quiet).contains("1 accepted"),
        "{}",
        told(&quiet)
    );
    let sarif: serde_json::Value = serde_json::from_str(&told(&run(&at, &["check", "--format", "sarif"]))).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["suppressions"][0]["justification"], "另有口径");
}

#[test]
fn a_brief_is_written_in_three_forms() {
    let at = promises("brief");
    let told = told(&run(&at, &["brief", "2023"]));
    assert!(told.starts_with("# 石桥县") && told.contains("Missed: 新建停车位800个"), "{told}");
    assert!(told.contains("2024.txt:3"), "every sentence has its place: {told}");
    for name in ["brief.html", "brief.docx"] {
        assert_eq!(code(&run(&at, &["brief", "2023", "2024", "--out", name])), 0, "{name}");
        assert!(fs::read(at.join(name)).is_ok_and(|bytes| !bytes.is_empty()), "{name}");
    }
}

#[test]
fn inspect_tells_by_which_rule_a_field_was_decided() {
    let at = folder("why");
    fs::write(at.join("2020.txt"), "关于2020年档案工作情况的报告\n\n全市收到查档申请120件，办结110件。\n").unwrap();
    let output = told(&run(&at, &["inspect", "2020.txt", "--why"]));
    for line in [
        "scope: 全市  ← what the sentence is about, until it names another",
        "period: 2020  ← the year that the report looks back at",
        "role: actual  ← nothing says that it is aimed at or of before",
        "← a subject told before, and its own words",
    ] {
        assert!(output.contains(line), "{line}: {output}");
    }
}

#[test]
fn a_folder_of_lexicons_is_used_and_its_mistakes_are_said_with_their_line() {
    let at = folder("lexicon");
    fs::write(at.join("2020.txt"), "关于2020年档案工作情况的报告\n\n全市收到查档申请120件。\n").unwrap();
    fs::create_dir(at.join("words")).unwrap();
    let args = ["inspect", "2020.txt", "--lexicon", "words"];
    assert!(told(&run(&at, &args)).contains("全市"));
    fs::write(at.join("words/checks.toml"), "parts = [\"其中\"]\nparst = []\n").unwrap();
    let output = run(&at, &args);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("checks.toml:2: unknown field `parst`"), "{}", said(&output));
    fs::rename(at.join("words/checks.toml"), at.join("words/cheques.toml")).unwrap();
    assert!(said(&run(&at, &args)).contains("cheques.toml: no lexicon has this name"));
}
