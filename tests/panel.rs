//! Several bodies in one run, and values that later reports tell otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("panel").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(at: &Path, name: &str, text: &str) {
    let path = at.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Compares; gives what was said on stderr.
fn compare(at: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .arg("compare")
        .args(args)
        .current_dir(at)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
    said
}

/// Rows of one of the written tables, with the wanted columns only.
fn rows(at: &Path, file: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(at.join("output").join(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> =
        columns.iter().map(|name| header.iter().position(|column| column == *name).unwrap()).collect();
    reader.records().map(|row| places.iter().map(|&at| row.as_ref().unwrap()[at].to_owned()).collect()).collect()
}

fn report(body: &str, year: i32, says: &str) -> String {
    format!("{body}{year}年法治政府建设情况报告\n\n一、工作情况\n\n{says}\n")
}

fn two_bodies(at: &Path) {
    for (body, year, letters, books) in
        [("东丘市", 2019, 812, 31), ("东丘市", 2020, 904, 28), ("西陵县", 2019, 77, 5), ("西陵县", 2020, 93, 6)]
    {
        let own = if body == "东丘市" { "修缮古城墙3处" } else { "疏浚河道12公里" };
        let says = format!("全年办理群众来信来访{letters}件。全年新增城市书房{books}家。{own}。");
        write(at, &format!("reports/{body}{year}.txt"), &report(body, year, &says));
    }
}

#[test]
fn one_indicator_of_two_bodies_is_one_panel() {
    let at = folder("two");
    two_bodies(&at);
    compare(&at, &["2019"]);
    let found = rows(&at, "panel.csv", &["panel_id", "indicator", "body", "period", "value", "link_basis"]);
    let letters: Vec<_> = found.iter().filter(|row| row[1].contains("来信来访")).collect();
    assert!(letters.iter().all(|row| row[0] == letters[0][0] && row[5] == "across-exact"), "{found:?}");
    let mut values: Vec<[&str; 3]> = letters.iter().map(|row| [row[2].as_str(), &row[3], &row[4]]).collect();
    values.sort_unstable();
    let wanted = [
        ["东丘市人民政府", "2019", "812"],
        ["东丘市人民政府", "2020", "904"],
        ["西陵县人民政府", "2019", "77"],
        ["西陵县人民政府", "2020", "93"],
    ];
    assert_eq!(values, wanted);
    // What only one of them reports is in none.
    assert!(!found.iter().any(|row| row[1].contains("城墙") || row[1].contains("河道")), "{found:?}");
    let first = fs::read(at.join("output/panel.csv")).unwrap();
    compare(&at, &["2019"]);
    assert_eq!(first, fs::read(at.join("output/panel.csv")).unwrap());
}

#[test]
fn one_body_has_no_panel() {
    let at = folder("one");
    two_bodies(&at);
    compare(&at, &["2019"]);
    assert!(at.join("output/panel.csv").exists());
    // One of a run with more bodies is taken away, and that is said.
    assert!(compare(&at, &["2019", "--body", "两地"]).contains("panel.csv: removed"));
    assert!(!at.join("output/panel.csv").exists());
    assert!(!compare(&at, &["2019", "--body", "两地"]).contains("panel.csv"));
}

#[test]
fn a_folder_holds_the_tables_of_the_last_run_only() {
    let at = folder("last");
    two_bodies(&at);
    compare(&at, &[]);
    // Neither is listed as written by the run before.
    for name in ["trends.parquet", "mine.csv"] {
        fs::write(at.join("output").join(name), "PAR1").unwrap();
    }
    let asked = ["panel", "--out", "output", "--lang", "en"];
    let done = Command::new(env!("CARGO_BIN_EXE_nianlun")).args(asked).current_dir(&at).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    for name in ["terms.csv", "plans.csv"] {
        assert!(said.contains(&format!("output/{name}: removed")), "{said}");
        assert!(!at.join("output").join(name).exists(), "{name}");
    }
    for name in ["mine.csv", "trends.parquet", "trends.csv"] {
        assert!(at.join("output").join(name).exists(), "{name}");
    }
}

#[test]
fn falls_are_negative_at_both_ends() {
    let at = folder("falls");
    for (body, fall) in [("东丘市", "3%—4%"), ("西陵县", "2.5%")] {
        for year in [2019, 2020] {
            let says = format!("全年群众来信来访总量下降{fall}。");
            write(&at, &format!("reports/{body}{year}.txt"), &report(body, year, &says));
        }
    }
    compare(&at, &["2019"]);
    let found = rows(&at, "panel.csv", &["body", "value", "value_high", "value_raw", "direction"]);
    assert!(found.contains(&["东丘市人民政府", "-3", "-4", "3%—4%", "down"].map(str::to_owned).to_vec()), "{found:?}");
    assert!(found.contains(&["西陵县人民政府", "-2.5", "", "2.5%", "down"].map(str::to_owned).to_vec()), "{found:?}");
}

#[test]
fn what_one_added_is_not_what_another_has() {
    let at = folder("added");
    for (body, says) in [("东丘市", "新入选省级书香社区12个"), ("西陵县", "省级书香社区达到31个")]
    {
        write(&at, &format!("reports/{body}2020.txt"), &report(body, 2020, &format!("{says}。")));
    }
    compare(&at, &["2020"]);
    assert!(rows(&at, "panel.csv", &["indicator"]).is_empty());
}

#[test]
fn bodies_are_named_by_path() {
    let at = folder("named");
    for (place, value) in [("a", 15), ("b", 60)] {
        for year in [2019, 2020] {
            write(&at, &format!("{place}/{year}.txt"), &report("", year, &format!("全年办理群众来信来访{value}件。")));
        }
    }
    compare(&at, &["--body", "东丘市=a", "--body", "西陵县=b"]);
    let mut bodies: Vec<String> = rows(&at, "panel.csv", &["body"]).into_iter().flatten().collect();
    bodies.dedup();
    assert_eq!(bodies, ["东丘市", "西陵县"]);
}

/// Three years of which the third tells the second again, in these words.
fn restated(at: &Path, again: &str) {
    let says = [
        (2018, "全年接待读者48906人次。".to_owned()),
        (2019, "全年接待读者52133人次。".to_owned()),
        (2020, format!("全年接待读者56011人次，上年为{again}。")),
    ];
    for (year, says) in says {
        write(at, &format!("reports/{year}.txt"), &report("东丘市", year, &says));
    }
}

/// The value of 2019 with the report that it is of, as `changes.csv` has them.
fn of_2019(at: &Path, args: &[&str]) -> Vec<Vec<String>> {
    compare(at, args);
    let all = rows(at, "changes.csv", &["indicator", "to_period", "to_value", "to_report"]);
    all.into_iter().filter(|row| row[0].contains("读者") && row[1] == "2019").map(|row| row[2..].to_vec()).collect()
}

#[test]
fn a_later_report_that_says_otherwise_is_believed() {
    let at = folder("restated");
    restated(&at, "51870人次");
    assert_eq!(of_2019(&at, &["2018"]), [["51870", "2020.txt"]]);
    assert_eq!(of_2019(&at, &["2018", "--vintage", "first"]), [["52133", "2019.txt"]]);
    assert_eq!(of_2019(&at, &["2018", "--vintage", "all"]), [["52133", "2019.txt"], ["51870", "2020.txt"]]);
    // The base year goes by the same rule, and stands behind the year before it.
    let ends = |args: &[&str]| {
        compare(&at, args);
        rows(&at, "changes.csv", &["from_period", "from_value", "to_period", "to_value"])
    };
    assert_eq!(ends(&["2019"]), [["2018", "48906", "2019", "51870"], ["2019", "51870", "2020", "56011"]]);
    assert_eq!(
        ends(&["2019", "--vintage", "first"]),
        [["2018", "48906", "2019", "52133"], ["2019", "52133", "2020", "56011"]]
    );
}

#[test]
fn fewer_digits_say_nothing_new() {
    for (name, again) in
        [("rounded", "5.2万人次"), ("more-than", "5万多人次"), ("bounded", "不到6万人次"), ("repeated", "52133人次")]
    {
        let at = folder(name);
        restated(&at, again);
        assert_eq!(of_2019(&at, &["2018"]), [["52133", "2019.txt"]], "{again}");
        assert_eq!(of_2019(&at, &["2018", "--vintage", "all"]), [["52133", "2019.txt"]], "{again}");
    }
}

/// A figure of one body that is none.
const DECIDED: &str = r#"
[[ignore]]
report = 2019
body = "西陵县人民政府"
quote = "疏浚河道12公里"
surface = "12公里"
"#;

#[test]
fn panel_writes_what_compare_writes() {
    let at = folder("same");
    two_bodies(&at);
    write(&at, "reports/decisions.toml", DECIDED);
    for decided in [true, false] {
        if !decided {
            fs::remove_file(at.join("reports/decisions.toml")).unwrap();
        }
        compare(&at, &[]);
        let panel =
            Command::new(env!("CARGO_BIN_EXE_nianlun")).args(["panel", "--out", "tables"]).current_dir(&at).output();
        let panel = panel.unwrap();
        assert!(panel.status.success(), "{}", String::from_utf8_lossy(&panel.stderr));
        for table in ["trends.csv", "trends-wide.csv", "panel.csv", "checks.csv"] {
            let read = |folder: &str| fs::read_to_string(at.join(folder).join(table)).unwrap();
            assert_eq!(read("tables"), read("output"), "{table}, decisions: {decided}");
        }
        let rivers = rows(&at, "trends.csv", &["indicator"]).iter().filter(|row| row[0].contains("河道")).count();
        assert_eq!(rivers, if decided { 1 } else { 2 });
    }
    let mut beside: Vec<_> = fs::read_dir(&at).unwrap().map(|one| one.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, ["output", "reports", "tables"], "nothing is left of the making");
}

#[test]
fn parquet_is_written_or_it_is_said_how_to_get_it() {
    let at = folder("parquet");
    two_bodies(&at);
    let asked = ["panel", "--format", "parquet", "--out", "tables", "--lang", "en"];
    let done = Command::new(env!("CARGO_BIN_EXE_nianlun")).args(asked).current_dir(&at).output().unwrap();
    if cfg!(feature = "parquet") {
        assert!(done.status.success());
        let bytes = fs::read(at.join("tables/trends.parquet")).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        let package = fs::read_to_string(at.join("tables/datapackage.json")).unwrap();
        assert!(package.contains("\"trends.parquet\"") && !package.contains(".csv"));
    } else {
        assert_eq!(done.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&done.stderr).contains("--features parquet"));
        assert!(!at.join("tables").exists(), "nothing is begun");
    }
}
