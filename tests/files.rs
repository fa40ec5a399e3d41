//! Which files are read, and what is said of the others; one report is the same in every format.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nianlun::source::{self, Source};

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(at: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianlun"));
    command.args(args).current_dir(at).env("LC_ALL", "C.UTF-8").env_remove("LANG").output().expect("the program runs")
}

/// Compares the folder `all` there; gives the exit code and what it says as JSON.
fn compared(at: &Path) -> (i32, serde_json::Value) {
    let output = run(at, &["compare", "all", "--format", "json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}")))
}

/// The files left out: path, severity, code.
fn left_out(said: &serde_json::Value) -> Vec<[&str; 3]> {
    let rows = said["left_out"].as_array().unwrap().iter();
    rows.map(|row| ["path", "severity", "code"].map(|field| row[field].as_str().unwrap())).collect()
}

fn report(year: i32, count: u32) -> String {
    format!(
        "云溪市{year}年法治政府建设情况报告\n一、主要工作\n全年审查文件{count}件，办结案件128件。\n二、下一年计划\n继续努力。\n"
    )
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn each_file_that_is_not_read_is_said() {
    let at = folder("skipped");
    fs::create_dir_all(at.join("all/deeper")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(at.join("all").join(name), bytes).unwrap();
    write("2016.txt", report(2016, 50).as_bytes());
    write("deeper/2017.md", report(2017, 55).as_bytes());
    write("deeper/2018.xls", b"\xd0\xcf\x11\xe0");
    write("deeper/page.json", b"{}");
    write("README.md", b"# What is here");
    write("decisions.toml", b"");
    write("empty.txt", b"");
    write("picture.docx", b"\x89PNG\r\n");
    write("~$2016.docx", b"lock");
    let (code, said) = compared(&at);
    assert_eq!(code, 1);
    assert_eq!(said["bodies"][0]["reports"].as_array().unwrap().len(), 2);
    assert_eq!(
        left_out(&said),
        [
            ["all/README.md", "note", "skipped"],
            ["all/deeper/2018.xls", "warning", "skipped"],
            ["all/deeper/page.json", "note", "skipped"],
            ["all/empty.txt", "warning", "skipped"],
            ["all/picture.docx", "warning", "skipped"],
            ["all/~$2016.docx", "note", "skipped"],
        ]
    );
    let summary = String::from_utf8(run(&at, &["--lang", "zh", "compare", "all"]).stdout).unwrap();
    assert!(summary.contains("未采用的文件 6 个：") && summary.contains("2018.xls"), "{summary}");
}

#[test]
fn what_no_one_takes_for_a_report_is_no_failure() {
    let at = folder("notes");
    fs::create_dir_all(at.join("all")).unwrap();
    fs::write(at.join("all/2016.txt"), report(2016, 50)).unwrap();
    fs::write(at.join("all/2017.txt"), report(2017, 55)).unwrap();
    fs::write(at.join("all/notes.json"), "{}").unwrap();
    assert_eq!(compared(&at).0, 0);
    // The output of the first run is none of the second's reports.
    fs::rename(at.join("output"), at.join("all/output")).unwrap();
    assert_eq!(left_out(&compared(&at).1), [["all/notes.json", "note", "skipped"]]);
}

#[test]
fn what_the_program_wrote_is_no_report() {
    let at = folder("written");
    fs::create_dir_all(at.join("all")).unwrap();
    fs::write(at.join("all/2016.txt"), report(2016, 50)).unwrap();
    fs::write(at.join("all/2017.txt"), report(2017, 55)).unwrap();
    let written = ["brief.docx", "brief.html", "brief.md"];
    for name in written {
        let out = format!("all/{name}");
        assert!(run(&at, &["brief", "2016", "all", "--out", &out]).status.success());
    }
    run(&at, &["diff", "all/2016.txt", "all/2017.txt", "--docx", "all/marked.docx"]);
    assert!(run(&at, &["compare", "all", "--out", "out"]).status.success());
    fs::copy(at.join("out/trends.xlsx"), at.join("all/trends.xlsx")).unwrap();
    fs::copy(at.join("out/index.html"), at.join("all/page.html")).unwrap();
    let (code, said) = compared(&at);
    assert_eq!((code, said["bodies"][0]["reports"].as_array().unwrap().len()), (0, 2));
    let names = ["brief.docx", "brief.html", "brief.md", "marked.docx", "page.html", "trends.xlsx"];
    let wanted: Vec<_> = names.iter().map(|name| format!("all/{name}")).collect();
    let left = left_out(&said);
    assert_eq!(left.iter().map(|row| row[0]).collect::<Vec<_>>(), wanted);
    assert!(left.iter().all(|row| row[1..] == ["note", "skipped"]));
    let named = run(&at, &["--lang", "zh", "inspect", "all/brief.md"]);
    assert!(!named.status.success() && String::from_utf8_lossy(&named.stderr).contains("本程序"));
}

/// The years of the reports of the first body there, and the files left out.
fn years(at: &Path) -> (Vec<i64>, Vec<String>) {
    let (_, said) = compared(at);
    let reports = said["bodies"][0]["reports"].as_array().unwrap().iter();
    let left = left_out(&said).iter().map(|row| row[0].to_owned()).collect();
    (reports.map(|report| report["year"].as_i64().unwrap()).collect(), left)
}

fn court(title: &str, day: &str, count: u32) -> String {
    format!(
        "云溪县人民法院{title}\n{day}\n一、主要工作\n全院受理案件{count}件，审结率95%，比上年提高1个百分点。\n二、下一步安排\n继续努力，多办实事。\n"
    )
}

#[test]
fn reports_of_one_body_are_called_in_one_way() {
    let at = folder("called");
    fs::create_dir_all(at.join("all")).unwrap();
    let write = |name: &str, text: String| fs::write(at.join("all").join(name), text).unwrap();
    let day = |year: i32| format!("——{year}年1月11日在云溪县第十八届人民代表大会第一次会议上");
    write("a.txt", court("工作报告", &day(2021), 810));
    write("b.txt", court("工作报告", &day(2022), 850));
    assert_eq!(years(&at), (vec![2021, 2022], vec![]));
    // Given in January 2023 on 2022, by its title; that of January 2022 is on 2021.
    write("c.txt", court("2022年工作报告", "（2023年1月6日）", 890));
    assert_eq!(years(&at), (vec![2020, 2021, 2022], vec![]));
}

#[test]
fn an_abstract_takes_no_report_s_place() {
    let at = folder("abridged");
    fs::create_dir_all(at.join("all")).unwrap();
    let write = |name: &str, text: String| fs::write(at.join("all").join(name), text).unwrap();
    write("a.txt", court("2021年度工作报告", "", 850));
    write("b.txt", court("2022年度工作报告", "", 890));
    let more = "全院开展普法活动，走进村庄和学校，受到群众欢迎，今后还将继续开展下去。\n";
    write("c.txt", court("2022年度工作报告（摘要）", "", 890) + &more.repeat(20));
    assert_eq!(years(&at), (vec![2021, 2022], vec!["all/c.txt".to_owned()]));
}

#[test]
fn archives_are_folders() {
    let at = folder("archive");
    fs::create_dir(at.join("all")).unwrap();
    let (first, second) = (report(2016, 50), report(2017, 55));
    let inner = zipped(&[("2015.txt", report(2015, 40).as_bytes())]);
    let files: [(&str, &[u8]); 5] = [
        ("a/2016.txt", first.as_bytes()),
        ("../../2017.txt", second.as_bytes()),
        ("more.zip", &inner),
        ("__MACOSX/a/._2016.txt", b"\0\0"),
        ("sheet.xls", b"\xd0\xcf"),
    ];
    fs::write(at.join("all/reports.zip"), zipped(&files)).unwrap();
    fs::write(at.join("all/broken.zip"), b"PK\x03\x04 no archive").unwrap();
    let (code, said) = compared(&at);
    assert_eq!(code, 1);
    let names: Vec<_> = said["bodies"][0]["reports"].as_array().unwrap().iter().map(|r| r["path"].as_str()).collect();
    assert_eq!(names, [Some("all/reports.zip/a/2016.txt"), Some("all/reports.zip/../../2017.txt")]);
    assert_eq!(
        left_out(&said),
        [
            ["all/broken.zip", "error", "unreadable"],
            ["all/reports.zip/more.zip", "warning", "skipped"],
            ["all/reports.zip/sheet.xls", "warning", "skipped"],
        ]
    );
    let text = run(&at, &["inspect", "all/reports.zip/a/2016.txt", "--text"]).stdout;
    assert_eq!(String::from_utf8(text).unwrap(), first);
}

#[test]
fn a_file_beyond_the_limit_is_said_and_not_read() {
    let at = folder("large");
    fs::create_dir(at.join("all")).unwrap();
    fs::write(at.join("all/2016.txt"), report(2016, 50)).unwrap();
    fs::write(at.join("all/2017.txt"), report(2017, 55) + &" ".repeat(1 << 20)).unwrap();
    // What an archive says of a size is not what comes out of it.
    fs::write(at.join("all/2018.zip"), zipped(&[("2018.txt", &vec![b'1'; 2 << 20])])).unwrap();
    let output = run(&at, &["compare", "all", "--max-size", "1", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let large = |name| [name, "error", "unreadable"];
    assert_eq!(left_out(&said), [large("all/2017.txt"), large("all/2018.zip/2018.txt")]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("--max-size"));
}

#[test]
fn a_text_beyond_the_limit_is_said_and_not_read() {
    let at = folder("long");
    fs::write(at.join("2016.txt"), "全年办结案件。\n".repeat(300_000)).unwrap();
    let output = run(&at, &["inspect", "2016.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("more than 2000000 characters") && said.contains("--max-size"), "{said}");
    let output = run(&at, &["inspect", "2016.txt", "--text", "--max-size", "7"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap().chars().count(), 2_400_000);
}

#[cfg(unix)]
#[test]
fn pipes_circles_and_odd_names_stop_nothing() {
    use std::os::unix::ffi::OsStringExt;
    let at = folder("odd");
    fs::create_dir(at.join("all")).unwrap();
    assert!(Command::new("mkfifo").arg(at.join("all/pipe.txt")).status().unwrap().success());
    for (link, to) in [("circle", "."), ("gone.txt", "nowhere.txt"), ("null.txt", "/dev/null")] {
        std::os::unix::fs::symlink(to, at.join("all").join(link)).unwrap();
    }
    // 年 in GB18030.
    let name = std::ffi::OsString::from_vec(b"2016\xc4\xea.txt".to_vec());
    fs::write(at.join("all").join(name), report(2016, 50)).unwrap();
    fs::write(at.join("all/2017.txt"), report(2017, 55)).unwrap();
    let (code, said) = compared(&at);
    assert_eq!(code, 1);
    let names: Vec<_> = said["bodies"][0]["reports"].as_array().unwrap().iter().map(|r| r["name"].as_str()).collect();
    assert_eq!(names, [Some("2016年.txt"), Some("2017.txt")]);
    assert_eq!(
        left_out(&said),
        [
            ["all/gone.txt", "error", "unreadable"],
            ["all/null.txt", "note", "skipped"],
            ["all/pipe.txt", "note", "skipped"],
        ]
    );
    // Asked for by name, neither is waited for.
    assert_eq!(run(&at, &["inspect", "all/pipe.txt"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn names_steer_nothing() {
    use std::os::unix::ffi::OsStringExt;
    let at = folder("names");
    fs::create_dir(at.join("all")).unwrap();
    fs::write(at.join("all/2016.txt"), report(2016, 50)).unwrap();
    for name in ["\x1b[31m2017.txt", "\u{202e}2018.txt", "换\n行2018.txt"] {
        fs::write(at.join("all").join(name), report(2017, 55)).unwrap();
    }
    // 年 in GB18030.
    fs::write(at.join("all").join(std::ffi::OsString::from_vec(b"2017\xc4\xea.txt".to_vec())), report(2017, 55))
        .unwrap();
    let output = run(&at, &["compare", "all"]);
    let page = fs::read_to_string(at.join("output/index.html")).unwrap();
    let csv = fs::read_to_string(at.join("output/trends.csv")).unwrap();
    for said in
        [String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap(), page.clone(), csv]
    {
        assert!(!said.contains(['\x1b', '\u{202e}']), "{said}");
    }
    assert!(page.contains("换␊行2018.txt") && page.contains("2017年.txt"));
}

#[test]
fn one_report_in_two_formats_is_one() {
    let at = folder("twice");
    fs::create_dir(at.join("all")).unwrap();
    let page = |text: &str| format!("<html><body><p>{}</p></body></html>", text.trim().replace('\n', "</p>\n<p>"));
    let many: String = (1..=9).map(|n| format!("处理第{n}类申请{n}0件。\n")).collect();
    let both = |year, count| report(year, count).replace("二、", &format!("{many}二、"));
    fs::write(at.join("all/2016.txt"), both(2016, 50)).unwrap();
    fs::write(at.join("all/2016.html"), page(&both(2016, 50))).unwrap();
    fs::write(at.join("all/2017.txt"), both(2017, 55)).unwrap();
    fs::write(at.join("all/2017.html"), page(&both(2017, 5))).unwrap();
    fs::write(at.join("all/2018.txt"), both(2018, 60)).unwrap();
    fs::write(at.join("all/2018.html"), page(&report(2018, 61))).unwrap();
    let (_, said) = compared(&at);
    let names: Vec<_> = said["bodies"][0]["reports"].as_array().unwrap().iter().map(|r| r["name"].as_str()).collect();
    // A page keeps more of a report than its text does; what is longer is not thrown away.
    assert_eq!(names, [Some("2016.html"), Some("2017.html"), Some("2018.txt")]);
    let message = |at: usize| said["left_out"][at]["message"].as_str().unwrap();
    assert!(message(0).contains("their texts are the same"), "{}", message(0));
    assert!(message(1).contains("only the one taken has 5件; only this one has 55件"), "{}", message(1));
    assert!(message(2).contains("the longer one was taken"), "{}", message(2));
}

#[test]
fn a_report_that_cannot_be_read_is_json_too() {
    let at = folder("json");
    fs::write(at.join("a.docx"), b"PK\x03\x04 no archive").unwrap();
    let output = run(&at, &["inspect", "a.docx", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((said["diagnostics"][0]["code"].as_str(), said["metadata"].is_null()), (Some("unreadable"), true));
}

fn read(ending: &str) -> Source {
    let name = format!("tests/cases/formats/report.{ending}");
    source::read(&fs::read(own(&name)).unwrap(), &name).unwrap().value
}

/// The text without white space, and without the numbers of lists, which old Word files do not hold.
fn plain(source: &Source) -> String {
    let line = |line: &str| -> String {
        let line = line.trim();
        let rest = ["1.", "2."].iter().find_map(|number| line.strip_prefix(number)).unwrap_or(line);
        rest.chars().filter(|c| !c.is_whitespace()).collect()
    };
    source.text.original().lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_formats_of_word_processors_say_the_same() {
    let docx = read("docx");
    assert!(plain(&docx).contains("\n第二项工作完成34项。\n子项甲5件\n"));
    for ending in ["odt", "rtf", "doc"] {
        assert_eq!(plain(&read(ending)), plain(&docx), "{ending}");
    }
}

#[test]
fn merged_cells_stand_in_their_places() {
    let cells = |ending: &str| -> Vec<(String, u32, u32, u32, u32)> {
        let source = read(ending);
        let table = &source.tables[0];
        table.cells.iter().map(|c| (source.text.str(c.span).to_owned(), c.row, c.column, c.rows, c.columns)).collect()
    };
    let docx = cells("docx");
    assert!(docx.contains(&("自然人".to_owned(), 1, 2, 2, 1)));
    assert!(docx.contains(&("56,505,103".to_owned(), 6, 2, 1, 1)));
    for ending in ["odt", "rtf", "doc"] {
        assert_eq!(cells(ending), docx, "{ending}");
    }
}
