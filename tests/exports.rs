//! What other programs open: each CSV is as datapackage.json describes it, the workbook holds the same, a stream of bodies
//! says what a run over files says.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Two years of a county that does not exist.
const REPORTS: [(&str, &str); 2] = [
    (
        "2020.txt",
        "松岭县2020年法治政府建设工作报告\n一、工作情况\n全年受理行政复议申请80件，办结76件。培训执法人员1200人次，满意率98.5%。\n二、存在问题\n力量不足。\n",
    ),
    (
        "2021.txt",
        "松岭县2021年法治政府建设工作报告\n一、工作情况\n全年受理行政复议申请95件，办结92件。培训执法人员1350人次，满意率99.1%。\n二、存在问题\n=1+1，力量仍然不足。\n",
    ),
];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("in")).unwrap();
    for (name, text) in REPORTS {
        fs::write(folder.join("in").join(name), text).unwrap();
    }
    folder
}

fn nianlun(folder: &Path, args: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_nianlun")).args(args).current_dir(folder).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Header and rows of a CSV file.
fn csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (head, rows)
}

#[test]
fn every_table_is_as_the_data_package_says() {
    let folder = folder("package");
    nianlun(&folder, &["compare", "2020", "in", "--out", "out"]);
    let out = folder.join("out");
    let package: Value = serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
    let described: BTreeSet<String> = package["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|resource| {
            let path = resource["path"].as_str().unwrap();
            agrees(path, &csv(&out.join(path)), &resource["schema"]);
            path.to_owned()
        })
        .collect();
    let files = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let written: BTreeSet<String> = files.filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(described, written, "each table is described, and nothing else");
}

/// Names, types and keys of a table.
fn agrees(path: &str, (head, rows): &(Vec<String>, Vec<Vec<String>>), schema: &Value) {
    let fields = schema["fields"].as_array().unwrap();
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(&names, head, "{path}");
    for row in rows {
        for (cell, field) in row.iter().zip(fields).filter(|(cell, _)| !cell.is_empty()) {
            let fits = match field["type"].as_str().unwrap() {
                "integer" => cell.parse::<i64>().is_ok(),
                "number" => cell.parse::<rust_decimal::Decimal>().is_ok(),
                "boolean" => cell == "true" || cell == "false",
                kind => kind == "string",
            };
            assert!(fits, "{path}: {cell:?} is no {}", field["type"]);
        }
    }
    let Some(key) = schema["primaryKey"].as_array() else { return };
    let places: Vec<usize> =
        key.iter().map(|name| names.iter().position(|known| name == known).expect("a column of the key")).collect();
    let keys: BTreeSet<Vec<&String>> =
        rows.iter().map(|row| places.iter().map(|&place| &row[place]).collect()).collect();
    assert_eq!(keys.len(), rows.len(), "{path}: the key is no key");
    assert!(keys.iter().flatten().all(|cell| !cell.is_empty()), "{path}: an empty cell in a key");
}

/// A file of a workbook.
fn part(book: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_workbook_has_heads_that_stay_filters_and_numbers() {
    let folder = folder("workbook");
    nianlun(&folder, &["compare", "2020", "in", "--out", "out"]);
    let book = folder.join("out/trends.xlsx");
    let names = part(&book, "xl/workbook.xml");
    for name in ["series", "wide", "changes", "checks", "columns"] {
        assert!(names.contains(&format!("name=\"{name}\"")), "{names}");
    }
    let series = part(&book, "xl/worksheets/sheet1.xml");
    assert!(series.contains("<autoFilter ") && series.contains("state=\"frozen\""));
    assert!(series.contains("<v>98.5</v>") && series.contains("<v>1200</v>"), "numbers are numbers");
    let (_, rows) = csv(&folder.join("out/trends.csv"));
    assert_eq!(series.matches("<row ").count(), rows.len() + 1, "a row a row, and the head");
    assert!(!series.contains("<f>"), "nothing is a formula");
}

#[test]
fn the_same_reports_give_the_same_workbook() {
    let folder = folder("again");
    nianlun(&folder, &["compare", "2020", "in", "--out", "one"]);
    nianlun(&folder, &["compare", "2020", "in", "--out", "two"]);
    assert_eq!(fs::read(folder.join("one/trends.xlsx")).unwrap(), fs::read(folder.join("two/trends.xlsx")).unwrap());
}

/// What `nianlun series` answers to these lines.
fn streamed(lines: &[String]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .arg("series")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(done.status.code(), Some(0), "bad lines don't end the run");
    let answers = String::from_utf8(done.stdout).unwrap();
    answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn line(body: &str) -> String {
    let reports = REPORTS.map(|(name, text)| json!({ "name": name, "year": null, "text": text }));
    json!({ "body": body, "reports": reports }).to_string()
}

#[test]
fn a_stream_says_what_a_run_over_files_says() {
    let folder = folder("stream");
    nianlun(&folder, &["panel", "in", "--out", "out"]);
    let (head, rows) = csv(&folder.join("out/trends.csv"));
    let answer = streamed(&[line("松岭县人民政府")]).remove(0);
    let spelled = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let observations = answer["observations"].as_array().unwrap();
    let told: Vec<Vec<String>> =
        observations.iter().map(|one| head.iter().map(|name| spelled(&one[name])).collect()).collect();
    assert_eq!(told, rows);
    assert!(!rows.is_empty());
}

#[test]
fn a_bad_line_costs_itself_only() {
    let bad = [
        "{",
        "[]",
        "",
        "{\"body\":\"甲县\",\"reports\":[]}",
        "{\"body\":\"甲县\",\"reports\":[{\"name\":\"a\",\"text\":\"\"}]}",
    ];
    let mut lines: Vec<String> = bad.iter().map(|line| (*line).to_owned()).collect();
    lines.insert(2, line("乙县"));
    lines.push(line("丙县"));
    let answers = streamed(&lines);
    let said: Vec<(&str, &str)> = answers
        .iter()
        .map(|answer| (answer["status"].as_str().unwrap(), answer["error"]["code"].as_str().unwrap_or_default()))
        .collect();
    let wanted = [
        ("error", "bad-line"),
        ("error", "bad-line"),
        ("ok", ""),
        ("error", "bad-line"),
        ("error", "no-reports"),
        ("error", "no-reports"),
        ("ok", ""),
    ];
    assert_eq!(said, wanted);
    assert_eq!((answers[2]["body"].as_str(), answers[6]["body"].as_str()), (Some("乙县"), Some("丙县")));
    let observations = |answer: &Value| answer["observations"].as_array().unwrap().len();
    assert_eq!(observations(&answers[2]), observations(&answers[6]), "nothing is carried from line to line");
}

#[test]
fn the_year_of_a_line_is_taken_where_the_report_says_none() {
    let text = "一、工作情况\n受理申请12件，办结11件。\n二、存在问题\n力量不足。\n";
    let report = |year: i32| json!({ "name": format!("r{}", year % 100), "year": year, "text": text });
    let answer = streamed(&[json!({ "body": "丁县", "reports": [report(2018), report(2019)] }).to_string()]).remove(0);
    let years: BTreeMap<i64, usize> =
        answer["observations"].as_array().unwrap().iter().fold(BTreeMap::new(), |mut all, one| {
            *all.entry(one["report_year"].as_i64().unwrap()).or_default() += 1;
            all
        });
    assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2018, 2019]);
}

#[test]
fn a_year_that_is_none_is_said() {
    let report = |name: &str, year: i32| {
        let text = format!("丁县{name}年工作情况报告\n一、工作情况\n受理申请12件，办结11件。\n");
        json!({ "name": name, "year": year, "text": text })
    };
    let line = json!({ "body": "丁县", "reports": [report("2018", 99_999), report("2019", 2019)] });
    let answer = streamed(&[line.to_string()]).remove(0);
    let said: Vec<_> = answer["diagnostics"].as_array().unwrap().iter().collect();
    assert_eq!((&said[0]["code"], &said[0]["report"]), (&json!("year-mismatch"), &json!("2018")));
    assert!(said[0]["message"].to_string().contains("99999"));
    // The report says its year itself.
    assert!(answer["observations"].as_array().unwrap().iter().any(|one| one["report_year"] == 2018));
}
