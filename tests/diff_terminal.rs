//! `nianlun diff` as people see it: one column, side by side, and as files for the record.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use unicode_width::UnicodeWidthStr;

/// A folder with two reports.
fn folder(name: &str, a: &str, b: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff_terminal").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2016.txt"), a).unwrap();
    fs::write(folder.join("2017.txt"), b).unwrap();
    folder
}

fn run(at: &Path, columns: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(["diff", "2016.txt", "2017.txt"])
        .args(args)
        .current_dir(at)
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", columns)
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const BEFORE: &str = "一、道路
全年修路31公里，通到各村。
旧桥拆了两座，河边立了护栏。
路灯全部换成节能灯，夜里更亮，群众出行方便多了。
二、绿化
公园里补种了草皮，花坛换了新土，座椅重新刷漆。
";

const AFTER: &str = "一、道路
全年修路42公里，通到各村。
路灯全部换成太阳能灯，夜里更亮，群众出行方便多了。
二、绿化
公园里补种了草皮，花坛换了新土，座椅重新刷漆。
苗圃扩大了一倍，树苗送到农户手里。
";

#[test]
fn texts_stand_side_by_side() {
    let output = run(&folder("beside", BEFORE, AFTER), "48", &["--side-by-side"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    let shown = told.split_once("\n\n").unwrap().1;
    let shown: String = shown.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let expected = "\
§ 道路 :1
  kept 1 · number 1 · reworded 1 · removed 1
~ 全年修路[-31公里-]，  │ number 全年修路{+42公
  通到各村。            │ 里+} (+11公里,
                        │ +35.5%)，通到各村。
- 旧桥拆了两座，河边立  │
  了护栏。              │
~ 路灯全部换成[-节能-]  │ reworded 路灯全部换成
  灯，夜里更亮，群众出  │ {+太阳能+}灯，夜里更
  行方便多了。          │ 亮，群众出行方便多
                        │ 了。

§ 绿化 :4
  kept 2 · added 1
+                       │ 苗圃扩大了一倍，树苗
                        │ 送到农户手里。
";
    assert_eq!(shown, expected);
    for line in shown.lines() {
        assert!(line.width() <= 48, "{line}");
    }
}

#[test]
fn without_a_terminal_a_change_is_a_line() {
    let at = folder("below", BEFORE, AFTER);
    let output = run(&at, "48", &[]);
    let plain = told(&output);
    assert!(plain.contains("\n- 旧桥拆了两座，河边立了护栏。\n"), "{plain}");
    assert!(plain.contains("31公里 → 42公里 (+11公里, +35.5%)"), "{plain}");
    assert!(!plain.contains('\u{1b}') && !plain.contains("公园里"), "{plain}");
    assert_eq!(plain, told(&run(&at, "200", &["--one-column", "--no-pager"])));
    assert!(told(&run(&at, "48", &["--all"])).contains("\n  公园里补种了草皮"));
}

#[test]
fn a_moved_sentence_says_where_it_stood() {
    let before = "一、道路\n养护队每天巡查，发现坑洼当天填平，雨后还要再查一遍。\n全年修路通到各村。\n桥梁定期检测。\n二、绿化\n公园里补种了草皮，花坛换了新土。\n";
    let after = "一、道路\n全年修路通到各村。\n桥梁定期检测。\n二、绿化\n公园里补种了草皮，花坛换了新土。\n养护队每天巡查，发现坑洼当天填平，雨后还要再查一遍。\n";
    let told = told(&run(&folder("moved", before, after), "100", &["--side-by-side"]));
    assert!(
        told.contains("> 养护队每天巡查，发现坑洼当天填平，雨后还要再") && told.contains("moved (from line 2, “道路”)"),
        "{told}"
    );
}

#[test]
fn the_exit_status_is_that_of_diff() {
    let same = folder("same", BEFORE, &BEFORE.replace('\n', "\r\n"));
    assert_eq!(run(&same, "80", &[]).status.code(), Some(0));
    assert_eq!(run(&same, "80", &["--docx", "same.docx"]).status.code(), Some(0));
    let other = folder("other", BEFORE, AFTER);
    assert_eq!(run(&other, "80", &["--side-by-side"]).status.code(), Some(1));
    assert_eq!(run(&other, "80", &["--docx", "no/such/folder.docx"]).status.code(), Some(2));
    assert_eq!(run(&other, "80", &["--side-by-side", "--one-column"]).status.code(), Some(2));
    fs::remove_file(other.join("2017.txt")).unwrap();
    assert_eq!(run(&other, "80", &[]).status.code(), Some(2));
}

#[test]
fn files_for_the_record_are_written() {
    let at = folder("record", BEFORE, AFTER);
    let output = run(&at, "80", &["--docx", "redline.docx", "--html", "page.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output), "written to redline.docx\nwritten to page.html\n");
    assert!(fs::read(at.join("redline.docx")).unwrap().starts_with(b"PK"));
    let page = fs::read_to_string(at.join("page.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("旧桥拆了两座") && page.contains("苗圃扩大了一倍"));
}

/// What the years say about a matter is one reading: the first report's sentences, then what came, changed and went.
#[test]
fn a_matter_through_the_years() {
    let at = folder("matter", BEFORE, AFTER);
    let told_of = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_nianlun"))
            .arg("diff")
            .args(args)
            .arg(&at)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("the program runs")
    };
    let told = told(&told_of(&["--match", "路"]));
    assert!(told.contains("  路灯全部换成节能灯，夜里更亮，群众出行方便多了。\n"), "{told}");
    assert!(told.contains("came 0 · changed 2"), "{told}");
    assert!(told.contains("~ reworded 路灯全部换成[-节能-]{+太阳能+}灯"), "{told}");
    assert!(!told.contains("公园里"), "{told}");
    let bridge = told_of(&["--match", "旧桥", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&bridge.stdout).unwrap();
    let years = json["bodies"][0]["years"].as_array().unwrap();
    assert_eq!(years[1]["told"][0]["course"], "went");
    assert_eq!(told_of(&["--match", "地铁"]).status.code(), Some(0));
}
