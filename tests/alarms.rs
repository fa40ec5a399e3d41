//! What must not pass without a word: reports that were hardly read, files that are none, and what steers a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with these reports and nothing else.
fn folder(name: &str, files: &[(&str, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("alarms").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Runs in a folder, in English, as if its output were a terminal's.
fn run(at: &Path, args: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(args)
        .current_dir(at)
        .env("LC_ALL", "C.UTF-8")
        .env("CLICOLOR_FORCE", "1")
        .output();
    program.expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A school's report: its parts, each with a heading, and as many figures as asked for.
fn report(year: i32, figures: usize) -> String {
    let done: String = (0..figures).map(|at| format!("第{}教学点招生{}人。\n", at + 1, 40 + at)).collect();
    format!(
        "青禾学校{year}年工作报告\n一、{year}年工作情况\n全年秩序井然。\n{done}二、下一步工作打算\n我们将继续抓好教学，计划招生450人。\n"
    )
}

#[test]
fn a_report_with_hardly_any_figures_beside_the_others_is_told() {
    let few = "全年教学秩序井然，师生安康。\n".repeat(40);
    let text = format!("青禾学校2024年工作报告\n一、2024年工作情况\n{few}");
    let at = folder("unlike", &[("2022.txt", report(2022, 30)), ("2023.txt", report(2023, 30)), ("2024.txt", text)]);
    let output = run(&at, &["compare", ".", "--out", "out"]);
    assert!(told(&output).contains("2024.txt:1  only 0 figures were found; the other years have"), "{}", told(&output));
    assert!(told(&output).contains("no part about what is to come was found"), "{}", told(&output));
    let page = fs::read_to_string(at.join("out/index.html")).unwrap();
    let [alarm, strip] = ["To be checked before all else", "Text carried over"].map(|title| page.find(title).unwrap());
    assert!(alarm < strip);
}

#[test]
fn a_long_report_without_headings_or_figures_is_told() {
    let text = format!("东湖市审计局2024年工作报告\n{}", "我们依法履行职责，秩序井然。\n".repeat(300));
    let at = folder("silent", &[("2024.txt", text)]);
    let output = run(&at, &["inspect", "2024.txt", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    for code in ["\"no-outline\"", "\"no-figures\""] {
        assert!(told(&output).contains(code), "{code}: {}", told(&output));
    }
    let short = folder("short", &[("2024.txt", "东湖市审计局2024年工作报告\n全年秩序井然。\n".to_owned())]);
    assert!(!told(&run(&short, &["inspect", "2024.txt", "--json"])).contains("no-outline"));
}

#[test]
fn what_is_no_report_is_named_and_the_rest_is_done() {
    let garbled = encoding_rs::GB18030.decode(report(2021, 9).as_bytes()).0.into_owned();
    let files = [
        ("2020.txt", " \n　\n".to_owned()),
        ("2021.txt", garbled),
        ("2022.pdf", "%PDF-1.4\n%%EOF\n..".to_owned()),
        ("2023.txt", report(2023, 5)),
        ("2024.txt", report(2024, 5).replace("秩序井然", "网页以<html>开头，文件以%PDF-开头")),
    ];
    let at = folder("none", &files);
    let output = run(&at, &["compare", ".", "--out", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("2 reports (2023–2024)"), "{}", told(&output));
    assert!(told(&output).contains("files left out, 3: "), "{}", told(&output));
}

#[test]
fn nothing_of_a_report_steers_the_terminal() {
    let steered = |year: i32| {
        report(year, 3)
            .replace("青禾", "青禾\u{1b}]0;title\u{7}")
            .replace("工作情况", "工作\u{9b}2J情况\u{1b}[8m")
            .replace("招生", "招\u{202e}生\u{2066}\u{1b}[31m")
            .replace("打算", "打算\u{1b}[5m")
    };
    let files = [("2023\u{1b}[5m.txt", steered(2023)), ("2024.txt", steered(2024))];
    let at = folder("steered", &files);
    for args in [
        &["inspect", "2024.txt"][..],
        &["compare", ".", "--out", "out"],
        &["trends", "."],
        &["trends", ".", "--quotes"],
        &["check", "."],
        &["plans", "."],
        &["diff", "2023\u{1b}[5m.txt", "2024.txt"],
        &["inspect", "none\u{1b}[5m.txt"],
    ] {
        let output = run(&at, args);
        let shown = told(&output) + &String::from_utf8_lossy(&output.stderr);
        for odd in ["\u{1b}]", "\u{1b}[5m", "\u{1b}[8m", "\u{1b}[31m招", "\u{9b}", "\u{202e}", "\u{2066}", "\u{7}"] {
            assert!(!shown.contains(odd), "{args:?}: {odd:?} in {shown:?}");
        }
    }
    for table in ["trends.csv", "changes.csv", "timeline.dot"] {
        let text = fs::read_to_string(at.join("out").join(table)).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{table}");
    }
}
