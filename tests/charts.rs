//! Charts as files: a case is a file of `tests/cases/charts`: what it shows, the reports, and what stands in the picture.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn trends(at: &Path, language: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianlun"))
        .args(["--lang", language, "trends"])
        .args(args)
        .current_dir(at)
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn pictures(at: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// What stands in a picture, a line each: words as they are, marks with what they say when pointed at; an axis in one line.
fn seen(svg: &str) -> String {
    let mut reader = Reader::from_str(svg);
    let mut lines: Vec<String> = Vec::new();
    let mut axis: Vec<String> = Vec::new();
    let (mut open, mut inside, mut words): (Vec<String>, String, String) = Default::default();
    loop {
        match reader.read_event().expect("an SVG file is XML") {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                if name == "svg" {
                    assert_eq!(attribute(&element, "xmlns").as_deref(), Some("http://www.w3.org/2000/svg"));
                }
                let class = attribute(&element, "class").unwrap_or_default();
                match (name.as_str(), class.as_str()) {
                    ("path", "line") => {
                        let points = attribute(&element, "d").unwrap().split('L').count();
                        lines.push(format!("line through {points}"));
                    }
                    (
                        "circle" | "path" | "rect",
                        "dot" | "hollow" | "again" | "gap-line" | "band" | "bar" | "bar base",
                    ) => {
                        inside.clone_from(&class);
                        lines.push(class);
                    }
                    ("text", class) => inside = format!("text {class}"),
                    ("title" | "desc", _) => {}
                    _ => inside.clear(),
                }
                open.push(name);
                words.clear();
            }
            Event::Text(text) => words.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::End(_) => {
                let name = open.pop().unwrap();
                let parent = open.last().map(String::as_str).unwrap_or_default();
                match (name.as_str(), parent) {
                    ("title" | "desc", "svg") => lines.push(format!("{name}: {words}")),
                    ("title", _) => {
                        let line = lines.last_mut().unwrap();
                        line.push_str(&format!(": {words}"));
                    }
                    ("text", "g")
                        if inside == "text " && words.chars().all(|c| c.is_ascii_digit() || ",.−".contains(c)) =>
                    {
                        axis.push(words.clone());
                    }
                    ("text", _) => lines.push(format!("{} “{words}”", inside.trim())),
                    _ => {}
                }
                words.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    lines.push(format!("axes {}", axis.join(" ")));
    lines.join("\n") + "\n"
}

#[test]
fn cases() {
    let mut paths = pictures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/charts"));
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "txt"));
    let mut wrong = String::new();
    for path in &paths {
        let at = folder(path.file_stem().unwrap().to_str().unwrap());
        fs::create_dir(at.join("reports")).unwrap();
        let case = fs::read_to_string(path).unwrap();
        let parts: Vec<&str> = case.split("--- ").skip(1).collect();
        let (picture, reports) = parts.split_last().unwrap();
        let wanted = picture.split_once('\n').unwrap().1;
        for part in reports {
            let (year, says) = part.split_once('\n').unwrap();
            let text = format!("云溪市{year}年法治政府建设情况报告\n一、工作情况\n{says}");
            fs::write(at.join(format!("reports/{year}.txt")), text).unwrap();
        }
        let output = trends(&at, "zh", &["--svg", "charts"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let found: String =
            pictures(&at.join("charts")).iter().map(|path| seen(&fs::read_to_string(path).unwrap())).collect();
        if found != wanted {
            wrong.push_str(&format!("{}\n--- wanted\n{wanted}--- found\n{found}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(!paths.is_empty());
}

fn two_series(at: &Path) {
    fs::create_dir(at.join("reports")).unwrap();
    for (year, claims, hearings) in [(2016, 120, 9), (2017, 150, 11), (2018, 140, 15)] {
        let text = format!(
            "云溪市{year}年法治政府建设情况报告\n一、工作情况\n全年受理行政复议申请{claims}件。举行听证会{hearings}场。\n"
        );
        fs::write(at.join(format!("reports/{year}.txt")), text).unwrap();
    }
}

#[test]
fn filters_choose_and_the_count_is_said() {
    let at = folder("filters");
    two_series(&at);
    let all = trends(&at, "en", &["--svg", "all"]);
    assert!(told(&all).contains("2 charts written to all"), "{}", told(&all));
    let one = trends(&at, "en", &["--match", "听证", "--svg", "one"]);
    assert!(told(&one).contains("1 chart written"), "{}", told(&one));
    let [own] = &pictures(&at.join("one"))[..] else { panic!("one picture") };
    // A series has the same picture under the same name, alone or among others.
    assert_eq!(fs::read(own).unwrap(), fs::read(at.join("all").join(own.file_name().unwrap())).unwrap());
    let name = own.file_name().unwrap().to_str().unwrap();
    assert!(name.trim_end_matches(".svg").chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
    assert!(told(&one).contains(name) && told(&one).contains("听证"), "{}", told(&one));
    let none = trends(&at, "en", &["--match", "没有的词", "--svg", "none"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(!at.join("none").exists());
}

#[test]
fn bodies_that_report_the_same_have_pictures_of_their_own() {
    let at = folder("bodies");
    for body in ["甲市", "乙市"] {
        let place = at.join(body);
        fs::create_dir(&place).unwrap();
        for (year, claims) in [(2016, 120), (2017, 150)] {
            let text = format!("{body}{year}年法治政府建设情况报告\n一、工作情况\n全年受理行政复议申请{claims}件。\n");
            fs::write(place.join(format!("{year}.txt")), text).unwrap();
        }
    }
    let both = trends(&at, "en", &["甲市", "乙市", "--svg", "both"]);
    assert!(told(&both).contains("2 charts written"), "{}", told(&both));
    let names = pictures(&at.join("both"));
    assert!(
        ["甲市", "乙市"].iter().all(|body| names.iter().any(|path| path.to_string_lossy().contains(body))),
        "{names:?}"
    );
}

#[test]
fn pictures_stand_beside_what_was_there() {
    let at = folder("whole");
    two_series(&at);
    trends(&at, "en", &["--svg", "first"]);
    fs::create_dir_all(at.join("second")).unwrap();
    fs::write(at.join("second").join("notes.txt"), "kept").unwrap();
    assert_eq!(trends(&at, "en", &["--svg", "second"]).status.code(), Some(0));
    let names = |folder: &str| -> Vec<_> {
        pictures(&at.join(folder)).into_iter().map(|path| path.file_name().unwrap().to_owned()).collect()
    };
    let mut wanted = names("first");
    wanted.push("notes.txt".into());
    wanted.sort();
    let mut found = names("second");
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn a_picture_is_one_or_the_other() {
    let at = folder("one-or-other");
    two_series(&at);
    assert_eq!(trends(&at, "en", &["--svg", "a", "--csv"]).status.code(), Some(2));
}
