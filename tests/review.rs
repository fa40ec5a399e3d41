//! Reviewers' decisions: each changes what it should and nothing else, outlives changes elsewhere, and is said where it
//! no longer applies.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Two figures that are counted otherwise: calls a day, calls a year.
const DIFFERENT: &str = r#"
[[different]]
figures = [
  { report = 2015, quote = "日均接听市民来电近300个", surface = "300个" },
  { report = 2016, quote = "热线全年受理市民来电", surface = "11.6万个" },
]
by = "王芳"
on = "2021-03-02"
note = "日均与全年不可比"
"#;

/// One account, named once with and once without its name.
const SAME: &str = r#"
[[same]]
figures = [
  { report = 2015, quote = "年末关注人数超过", surface = "2.6万人" },
  { report = 2016, quote = "年末关注人数", surface = "4.7万人" },
]
"#;

/// Two that the program leaves apart.
const JOINED: &str = r#"
[[same]]
figures = [
  { report = 2016, quote = "市本级聘请法律顾问52名", surface = "52名" },
  { report = 2017, quote = "行政机关聘请法律顾问467名", surface = "467名" },
]
"#;

const IGNORE: &str = r#"
[[ignore]]
report = 2014
quote = "分两批对市级审批项目"
surface = "两批"
"#;

const READS: &str = r#"
[[reads]]
report = 2018
quote = "出庭应诉率与95%的目标还有距离"
surface = "95%"
role = "actual"
"#;

/// A copy of the reports that ship with the tool, to be changed and compared.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("review").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("reports")).unwrap();
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("reports")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "toml") {
                std::fs::copy(&path, folder.join("reports").join(path.file_name().unwrap())).unwrap();
            }
        }
        Folder(folder)
    }

    fn decide(&self, decisions: &str) {
        std::fs::write(self.0.join("reports/decisions.toml"), decisions).unwrap();
    }

    /// Changes the words of a report.
    fn change(&self, report: &str, from: &str, to: &str) {
        let path = self.0.join("reports").join(report);
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| encoding_rs::GB18030.decode(error.as_bytes()).0.into_owned());
        assert!(text.contains(from), "{report} does not say {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nianlun"));
        command.current_dir(&self.0).args(args).env("LC_ALL", "C.UTF-8").output().expect("the program runs")
    }

    /// Compares the reports; gives the rows of `trends.csv` and what was said of the decisions.
    fn compare(&self) -> (Trends, String) {
        let output = self.run(&["compare", "2017"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
        let mut reader = csv::Reader::from_path(self.0.join("output/trends.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        let columns =
            ["series_id", "report_year", "value_raw", "char_start", "role", "value", "unit", "link_basis", "review"];
        let places = columns.map(at);
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            places.map(|at| row[at].to_owned())
        });
        (Trends(rows.collect()), said)
    }

    fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join("output").join(name)).unwrap()
    }
}

/// Rows: series, year, surface, place, role, value, unit, basis, review.
struct Trends(Vec<[String; 9]>);

impl Trends {
    /// A figure by year and surface; by its place too where it is told more than once.
    fn row(&self, year: &str, surface: &str) -> &[String; 9] {
        self.0.iter().find(|row| row[1] == year && row[2] == surface).unwrap()
    }

    /// Every two figures that are in one series.
    fn together(&self) -> BTreeSet<[String; 2]> {
        let name = |row: &[String; 9]| format!("{} {}@{}", row[1], row[2], row[3]);
        let mut found = BTreeSet::new();
        for a in &self.0 {
            found.extend(self.0.iter().filter(|b| a[0] == b[0] && name(a) < name(b)).map(|b| [name(a), name(b)]));
        }
        found
    }

    /// The years of those that came together, or apart, since.
    fn changed(&self, since: &Trends) -> (BTreeSet<[String; 2]>, BTreeSet<[String; 2]>) {
        let (now, then) = (self.together(), since.together());
        (now.difference(&then).cloned().collect(), then.difference(&now).cloned().collect())
    }

    /// Whether what reviewers said is the only thing that rows show besides links.
    fn reviewed(&self) -> BTreeSet<[&str; 3]> {
        self.0.iter().filter(|row| !row[8].is_empty()).map(|row| [row[1].as_str(), &row[2], &row[8]]).collect()
    }
}

#[test]
fn no_decisions_change_nothing() {
    let folder = Folder::new("none");
    let (before, said) = folder.compare();
    let files = ["trends.csv", "sections.csv", "checks.csv", "timeline.json"];
    let then = files.map(|name| folder.file(name));
    folder.decide("# nothing yet\n");
    let (after, still) = folder.compare();
    assert_eq!(then, files.map(|name| folder.file(name)));
    assert_eq!((said, before.0), (still, after.0));
}

#[test]
fn different_figures_come_apart() {
    let folder = Folder::new("different");
    let (before, _) = folder.compare();
    folder.decide(
        "[[different]]\nfigures = [\n  { report = 2016, quote = \"年末关注人数\", surface = \"4.7万人\" },\n  \
         { report = 2017, quote = \"年末关注人数\", surface = \"7.3万人\" },\n]\n",
    );
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(before.row("2016", "4.7万人")[0], before.row("2017", "7.3万人")[0]);
    assert_ne!(after.row("2016", "4.7万人")[0], after.row("2017", "7.3万人")[0]);
    // Only the one series comes apart: all that changes are pairs of its own figures.
    let (_, apart) = after.changed(&before);
    let own = &before.row("2016", "4.7万人")[0];
    let of_it: BTreeSet<String> =
        before.0.iter().filter(|row| row[0] == *own).map(|row| format!("{} {}@{}", row[1], row[2], row[3])).collect();
    assert!(!apart.is_empty() && apart.iter().flatten().all(|end| of_it.contains(end)), "{apart:?}");
    assert_eq!(after.reviewed(), [["2016", "4.7万人", "different"], ["2017", "7.3万人", "different"]].into());
}

#[test]
fn same_figures_come_together() {
    let folder = Folder::new("same");
    let (before, _) = folder.compare();
    folder.decide(JOINED);
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    let (together, apart) = after.changed(&before);
    assert!(apart.is_empty(), "{apart:?}");
    // Each figure of the one series with each of the other.
    assert!(together.iter().flatten().all(|end| end.contains("名@")), "{together:?}");
    assert_eq!(together.len(), 8);
    assert_eq!(after.row("2017", "467名")[7], "reviewer");
    assert_eq!(after.0.iter().filter(|row| row[7] == "reviewer").count(), 1);
    assert_eq!(after.reviewed(), [["2016", "52名", "same"], ["2017", "467名", "same"]].into());
    let graph = String::from_utf8(folder.file("timeline.json")).unwrap();
    assert_eq!(graph.matches("\"review\": \"same\"").count(), 1);
}

#[test]
fn what_is_no_figure_goes() {
    let folder = Folder::new("ignore");
    let (before, _) = folder.compare();
    folder.decide(IGNORE);
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    let kept: Vec<_> = before.0.iter().filter(|row| !(row[1] == "2014" && row[2] == "两批")).cloned().collect();
    assert_eq!(kept, after.0);
    assert_eq!(before.0.len(), after.0.len() + 1);
}

#[test]
fn a_surface_reads_as_a_reviewer_says() {
    let folder = Folder::new("reads");
    let (before, _) = folder.compare();
    folder.decide(READS);
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!((&before.row("2018", "95%")[4], &after.row("2018", "95%")[4]), (&"target".into(), &"actual".into()));
    let others = |trends: &Trends| {
        let others = trends.0.iter().filter(|row| !(row[1] == "2018" && row[2] == "95%"));
        others.map(|row| row[1..].to_vec()).collect::<BTreeSet<_>>()
    };
    assert_eq!(others(&before), others(&after));
    assert_eq!(after.reviewed(), [["2018", "95%", "reads"]].into());
}

#[test]
fn a_damaged_surface_becomes_a_figure() {
    let folder = Folder::new("damaged");
    folder.change("2017.txt", "整合设置综合窗口52个", "整合设置综合窗口五Ｏ二个");
    let (before, _) = folder.compare();
    assert!(!before.0.iter().any(|row| row[2].contains("Ｏ二")));
    folder.decide(
        "[[reads]]\nreport = 2017\nquote = \"综合窗口五O二个\"\nsurface = \"五O二个\"\nvalue = 502\nunit = \"个\"\n",
    );
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    let row = after.row("2017", "五Ｏ二个");
    assert_eq!((row[5].as_str(), row[6].as_str(), row[8].as_str()), ("502", "个", "reads"));
}

#[test]
fn decisions_outlive_changes_elsewhere() {
    let folder = Folder::new("elsewhere");
    folder.decide(&format!("{DIFFERENT}{SAME}{IGNORE}{READS}"));
    let (before, _) = folder.compare();
    folder.change("2015.txt", "省人民政府", "（另附说明3页。）\n\n省人民政府");
    folder.change("2017.txt", "整合设置综合窗口52个", "新建窗口12个，整合设置综合窗口53个");
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(before.reviewed(), after.reviewed());
    assert_eq!(after.row("2015", "2.6万人")[0], after.row("2016", "4.7万人")[0]);
    assert_ne!(after.row("2015", "300个")[0], after.row("2016", "11.6万个")[0]);
    assert_ne!(before.row("2015", "300个")[3], after.row("2015", "300个")[3], "the text did not move");
}

#[test]
fn a_decision_whose_words_are_gone_is_said() {
    let folder = Folder::new("stale");
    folder.decide(&format!("# 审阅\n{DIFFERENT}{IGNORE}"));
    folder.change("2015.txt", "日均接听市民来电近300个", "每天接听来电近300个");
    folder.change("2014.txt", "分两批对市级", "分几次对市级");
    let (after, said) = folder.compare();
    assert!(said.contains("decisions.toml:3: decision-stale: the report for 2015 does not say"), "{said}");
    assert!(said.contains("“300个” now stands in"), "{said}");
    assert!(said.contains("decisions.toml:12: decision-stale: the report for 2014 does not say"), "{said}");
    assert!(after.reviewed().is_empty());
    assert_eq!(folder.run(&["compare", "2017"]).status.code(), Some(1));
    let zh = folder.run(&["--lang", "zh", "check"]);
    assert!(String::from_utf8(zh.stderr).unwrap().contains("2015 年报告没有“日均接听市民来电近300个”"));
}

#[test]
fn an_address_of_several_places_is_said() {
    let folder = Folder::new("ambiguous");
    folder.change("2017.txt", "整合设置综合窗口52个", "整合设置综合窗口52个，另设窗口52个");
    folder.decide("[[ignore]]\nreport = 2017\nquote = \"推行一窗受理\"\nsurface = \"52个\"\n");
    let (_, said) = folder.compare();
    assert!(said.contains("decisions.toml:1: decision-stale") && said.contains("in 2 places"), "{said}");
    folder.decide("[[ignore]]\nreport = 2017\nquote = \"另设窗口52个\"\nsurface = \"52个\"\n");
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(after.0.iter().filter(|row| row[1] == "2017" && row[2] == "52个").count(), 1);
}

#[test]
fn contradictions_are_said() {
    let folder = Folder::new("contradictions");
    let (before, _) = folder.compare();
    let followers = |year: i32, surface: &str| {
        format!("  {{ report = {year}, quote = \"年末关注人数\", surface = \"{surface}\" }},\n")
    };
    let (a, b, c) = (followers(2015, "2.6万人"), followers(2016, "4.7万人"), followers(2017, "7.3万人"));
    // a = b, b = c, but a is not c: the second `same` closes the ring.
    folder.decide(&format!(
        "[[same]]\nfigures = [\n{a}{b}]\n[[same]]\nfigures = [\n{b}{c}]\n[[different]]\nfigures = [\n{a}{c}]\n"
    ));
    let (after, said) = folder.compare();
    assert!(said.contains("decisions.toml:6: decision-conflict: this contradicts lines 1, 11"), "{said}");
    assert_eq!(after.row("2015", "2.6万人")[0], after.row("2016", "4.7万人")[0]);
    assert_ne!(after.row("2015", "2.6万人")[0], after.row("2017", "7.3万人")[0]);
    // Two figures of one report in one series.
    let other = "  { report = 2016, quote = \"热线全年受理市民来电\", surface = \"11.6万个\" },\n";
    folder.decide(&format!("[[same]]\nfigures = [\n{a}{b}]\n[[same]]\nfigures = [\n{a}{other}]\n"));
    let (_, said) = folder.compare();
    assert!(said.contains("decisions.toml:6: decision-conflict: together with line 1 "), "{said}");
    // A level and a share.
    let share = "  { report = 2017, quote = \"提前办结率\", surface = \"96.8%\" },\n";
    folder.decide(&format!("[[same]]\nfigures = [\n{a}{share}]\n"));
    let (after, said) = folder.compare();
    assert!(said.contains("decision-conflict") && said.contains("measure other things"), "{said}");
    assert_eq!(after.changed(&before), (BTreeSet::new(), BTreeSet::new()));
    // No figure, and one that is the same as another.
    folder.decide(&format!(
        "[[same]]\nfigures = [\n{a}{b}]\n[[ignore]]\nreport = 2015\nquote = \"年末关注人数\"\nsurface = \"2.6万人\"\n"
    ));
    let (_, said) = folder.compare();
    assert!(said.contains("decisions.toml:6: decision-conflict: this contradicts the `same` in line 1"), "{said}");
}

#[test]
fn sections_are_tied_and_held_apart() {
    let folder = Folder::new("sections");
    folder.compare();
    let rows = |folder: &Folder| {
        let mut reader = csv::Reader::from_reader(std::io::Cursor::new(folder.file("sections.csv")));
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let of = |rows: &[Vec<String>]| {
        let pairs = rows.iter().filter(|row| row[0] == "2016.html" && row[1] == "2017.txt");
        pairs.map(|row| (row[3].clone(), row[5].clone())).collect::<BTreeSet<_>>()
    };
    let before = of(&rows(&folder));
    let (a, b) = before.iter().find(|(a, b)| !a.is_empty() && a == b).cloned().unwrap();
    let table = |kind: &str| {
        format!(
            "[[{kind}]]\nsections = [\n  {{ report = 2016, title = \"{a}\" }},\n  {{ report = 2017, title = \"{b}\" }},\n]\n"
        )
    };
    folder.decide(&table("different"));
    let (_, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    let apart = of(&rows(&folder));
    assert!(!apart.contains(&(a.clone(), b.clone())));
    folder.decide(&table("same"));
    folder.compare();
    assert_eq!(of(&rows(&folder)), before);
    folder.decide(&format!("{}{}", table("same"), table("different")));
    let (_, said) = folder.compare();
    assert!(said.contains("decisions.toml:1: decision-conflict: this contradicts line 6"), "{said}");
    folder
        .decide("[[same]]\nsections = [{ report = 2016, title = \"无此标题\" }, { report = 2017, title = \"无\" }]\n");
    let (_, said) = folder.compare();
    assert!(said.contains("decision-stale") && said.contains("has no section “无此标题”"), "{said}");
}

#[test]
fn a_bad_file_is_an_error_with_its_line() {
    let folder = Folder::new("bad");
    folder.decide("# 审阅\n[[ignore]]\nreport = 2017\nqoute = \"x\"\nsurface = \"1\"\n");
    for command in ["compare", "trends", "check"] {
        let output = folder.run(&[command]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("decisions.toml:4: ") && said.contains("qoute"), "{said}");
    }
    let zh = String::from_utf8(folder.run(&["--lang", "zh", "check"]).stderr).unwrap();
    assert!(zh.contains("第 4 行"), "{zh}");
    std::fs::write(folder.0.join("mine.toml"), SAME).unwrap();
    let output = folder.run(&["trends", "--review", "mine.toml", "--csv"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains(",reviewer,same"));
    assert_eq!(folder.run(&["check", "--review", "none.toml"]).status.code(), Some(2));
}

#[test]
fn section_decisions_outlive_changes_elsewhere_and_are_said_when_gone() {
    let folder = Folder::new("sections-elsewhere");
    folder.compare();
    let pairs = |folder: &Folder| {
        let mut reader = csv::Reader::from_reader(std::io::Cursor::new(folder.file("sections.csv")));
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
        let ours = rows.filter(|row| row[0] == "2016.html" && row[1] == "2017.txt");
        ours.map(|row| [row[3].clone(), row[5].clone()]).collect::<BTreeSet<_>>()
    };
    let before = pairs(&folder);
    let [a, b] = before.iter().find(|[a, b]| !a.is_empty() && a == b).cloned().unwrap();
    let decided = format!(
        "[[different]]\nsections = [\n  {{ report = 2016, title = \"{a}\" }},\n  {{ report = 2017, title = \"{b}\" }},\n]\n"
    );
    folder.decide(&decided);
    folder.compare();
    let apart = pairs(&folder);
    assert!(!apart.contains(&[a.clone(), b.clone()]));
    // Only what concerns the two has changed.
    let kept = |pair: &&[String; 2]| pair[0] != a && pair[1] != b;
    let untouched: BTreeSet<_> = before.iter().filter(kept).collect();
    assert!(
        untouched.len() > 3 && untouched.iter().filter(|pair| apart.contains(**pair)).count() + 2 > untouched.len()
    );
    folder.change("2015.txt", "省人民政府", "（另附说明3页。）\n\n省人民政府");
    folder.change("2017.txt", "整合设置综合窗口52个", "新建窗口12个，整合设置综合窗口53个");
    let (_, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(pairs(&folder), apart);
    folder.decide(&format!("# 审阅\n\n{}", decided.replace(&format!("\"{b}\""), "\"已改的标题\"")));
    let (_, said) = folder.compare();
    assert!(said.contains("decisions.toml:3: decision-stale"), "{said}");
    assert_eq!(pairs(&folder), before);
}

#[test]
fn readings_that_contradict_are_said() {
    let folder = Folder::new("readings");
    let (before, _) = folder.compare();
    let at = "report = 2017\nquote = \"整合设置综合窗口52个\"\nsurface = \"52个\"\n";
    let reads = |value: u32| format!("[[reads]]\n{at}value = {value}\n");
    let ignore = format!("[[ignore]]\n{at}");
    // Two readings of one surface: the first holds.
    folder.decide(&format!("{}{}", reads(25), reads(82)));
    let (after, said) = folder.compare();
    assert!(said.contains("decisions.toml:6: decision-conflict: this contradicts the `reads` in line 1"), "{said}");
    assert!(said.contains("delete one of the two"), "{said}");
    assert_eq!(after.row("2017", "52个")[5], "25");
    // Told twice alike they don't contradict.
    folder.decide(&format!("{}{}", reads(25), reads(25)));
    let (after, said) = folder.compare();
    assert!(!said.contains("decision-"), "{said}");
    assert_eq!(after.row("2017", "52个")[5], "25");
    // What reads as something is a figure, whichever is said first.
    for decisions in [format!("{}{ignore}", reads(25)), format!("{ignore}{}", reads(25))] {
        folder.decide(&decisions);
        let (after, said) = folder.compare();
        assert!(said.contains("decision-conflict: this contradicts the `reads` in line"), "{said}");
        assert_eq!(after.row("2017", "52个")[5], "25");
    }
    // So is what is not the same as another.
    folder.decide(&format!(
        "[[ignore]]\nreport = 2016\nquote = \"年末关注人数\"\nsurface = \"4.7万人\"\n{}",
        DIFFERENT.replace("热线全年受理市民来电", "年末关注人数").replace("11.6万个", "4.7万人")
    ));
    let (after, said) = folder.compare();
    assert!(said.contains("decisions.toml:1: decision-conflict: this contradicts the `different` in line 6"), "{said}");
    assert_eq!(after.0.len(), before.0.len());
    let zh = folder.run(&["--lang", "zh", "check"]);
    assert!(String::from_utf8(zh.stderr).unwrap().contains("与第 6 行的 different 矛盾，此条未用 (请删去其中一条)"));
}

#[test]
fn a_reading_that_makes_two_unlike_is_said() {
    let folder = Folder::new("unlike");
    let reads = "[[reads]]\nreport = 2016\nquote = \"年末关注人数\"\nsurface = \"4.7万人\"\nrole = \"target\"\n";
    folder.decide(&format!("{reads}{SAME}"));
    let (after, said) = folder.compare();
    assert!(said.contains("decisions.toml:7: decision-conflict") && said.contains("a target and an actual"), "{said}");
    assert!(said.contains("put it right with `reads`"), "{said}");
    assert_eq!(after.row("2016", "4.7万人")[4], "target");
    assert_ne!(after.row("2015", "2.6万人")[0], after.row("2016", "4.7万人")[0]);
}

#[test]
fn every_kind_is_said_when_its_words_are_gone() {
    let folder = Folder::new("gone");
    let (before, _) = folder.compare();
    let gone = |decision: &str| decision.replace("quote = \"", "quote = \"并无此语");
    for (name, decision) in [("same", SAME), ("different", DIFFERENT), ("reads", READS), ("ignore", IGNORE)] {
        folder.decide(&gone(decision));
        let (after, said) = folder.compare();
        assert!(said.contains("decisions.toml:2: decision-stale") && said.contains("并无此语"), "{name}: {said}");
        assert!(said.contains("delete the decision"), "{name}: {said}");
        assert_eq!(after.0, before.0, "{name}");
    }
    // Of two figures that are one, one is gone: nothing is left to tie.
    folder.decide(&SAME.replace("年末关注人数超过", "并无此语"));
    let (after, said) = folder.compare();
    assert_eq!(said.matches("decision-stale").count(), 1, "{said}");
    assert_eq!(after.0, before.0);
}

#[test]
fn what_a_part_is_for_decides_what_its_figures_are() {
    let folder = Folder::new("part");
    let (before, _) = folder.compare();
    let start = |row: &[String; 9]| row[3].parse::<u32>().unwrap();
    let place = start(before.row("2016", "4.7万人"));
    folder.decide("[[part]]\nreport = 2016\nquote = \"年末关注人数\"\nrole = \"plan\"\n");
    let (after, said) = folder.compare();
    assert!(!said.contains("decisions.toml"), "{said}");
    assert_eq!((&*before.row("2016", "4.7万人")[4], &*after.row("2016", "4.7万人")[4]), ("actual", "target"));
    // Only the paragraph is read otherwise.
    let far = |trends: &Trends| {
        trends
            .0
            .iter()
            .filter(|row| row[1] == "2016" && start(row).abs_diff(place) > 600)
            .map(|row| row[4].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(far(&before), far(&after));
    folder.decide("");
    assert_eq!(folder.compare().0.0, before.0);
}
