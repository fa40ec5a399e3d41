//! Scores: what the program says beside what a reader said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// Named parts of a whole, and the places where something went wrong.
#[derive(Debug, Default)]
pub(crate) struct Score {
    parts: BTreeMap<String, (f64, f64)>,
    misses: Vec<String>,
}

impl Score {
    fn count(&mut self, name: &str, good: bool) {
        let part = self.parts.entry(name.to_owned()).or_default();
        part.0 += f64::from(u8::from(good));
        part.1 += 1.0;
    }

    /// F1 of what was found and right, found and wrong, and not found.
    fn f1(&mut self, name: &str, right: usize, wrong: usize, missed: usize) {
        let [right, wrong, missed] = [right, wrong, missed].map(|count| count as f64);
        self.parts.insert(name.to_owned(), (2.0 * right, 2.0 * right + wrong + missed));
    }

    fn miss(&mut self, words: String) {
        self.misses.push(words);
    }

    /// A part of the score from 0 to 1; 1 where nothing was labelled for it.
    pub(crate) fn get(&self, name: &str) -> f64 {
        self.parts.get(name).filter(|part| part.1 > 0.0).map_or(1.0, |part| part.0 / part.1)
    }

    /// What went wrong, a line each.
    pub(crate) fn misses(&self) -> String {
        self.misses.join("\n")
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.parts.keys() {
            write!(f, "{name} {:.3}  ", self.get(name))?;
        }
        Ok(())
    }
}

/// Where something stands, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl Place {
    pub(crate) fn touches(self, other: Place) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn of(value: &Value) -> Place {
        let end = |key: &str| value[key].as_u64().unwrap_or(0);
        Place { start: end("start"), end: end("end") }
    }

    fn of_pair(value: &Value) -> Option<Place> {
        Some(Place { start: value.get(0)?.as_u64()?, end: value.get(1)?.as_u64()? })
    }

    /// Half of the shorter one is shared.
    fn mostly(self, other: Place) -> bool {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        2 * shared >= (self.end - self.start).min(other.end - other.start)
    }
}

/// A file of indicator labels: what was labelled, and in which part of the report.
pub(crate) struct Labelled {
    ranges: Vec<Place>,
    labels: Vec<Value>,
}

impl Labelled {
    pub(crate) fn read(text: &str) -> Labelled {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let all: Vec<Value> = lines.map(|line| serde_json::from_str(line).expect("a label a line")).collect();
        let ranges = all.iter().filter_map(|line| Place::of_pair(&line["range"])).collect();
        Labelled { ranges, labels: all.into_iter().filter(|line| line.get("range").is_none()).collect() }
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn same_number(a: &Value, b: &Value) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-4 * a.abs().max(1.0),
        _ => false,
    }
}

fn required(label: &Value) -> bool {
    label["required"].as_bool() != Some(false)
}

/// Figures found, their labels, and each field that a label names.
pub(crate) fn indicators(gold: &Labelled, report: &Value) -> Score {
    let mut score = Score::default();
    let found: Vec<&Value> = report["indicators"]
        .as_array()
        .expect("indicators")
        .iter()
        .filter(|one| {
            let start = Place::of(one).start;
            gold.ranges.is_empty() || gold.ranges.iter().any(|range| range.start <= start && start < range.end)
        })
        .collect();
    let mut used = BTreeSet::new();
    let (mut right, mut missed) = (0, 0);
    for label in &gold.labels {
        let place = Place::of(label);
        let beside = (0..found.len()).find(|at| !used.contains(at) && place.touches(Place::of(found[*at])));
        let unit = |one: &Value| one["unit"].as_str().unwrap_or("").trim().to_owned();
        let hit = beside.filter(|&at| {
            let implied = label["unit_implied"].as_bool() == Some(true) && unit(found[at]).is_empty();
            same_number(&label["value"], &found[at]["value"]) && (implied || unit(label) == unit(found[at]))
        });
        if let Some(at) = hit.or(beside.filter(|_| !required(label))) {
            used.insert(at);
        }
        if !required(label) {
            continue;
        }
        let Some(at) = hit else {
            missed += 1;
            score.miss(format!("missed {} {}", place.start, label["surface"]));
            continue;
        };
        right += 1;
        fields(label, found[at], &mut score);
    }
    let wrong = (0..found.len())
        .filter(|at| !used.contains(at))
        .filter(|at| {
            !gold.labels.iter().any(|label| Place::of(label).touches(Place::of(found[*at])) && !required(label))
        })
        .count();
    score.f1("f1", right, wrong, missed);
    score
}

fn fields(label: &Value, found: &Value, score: &mut Score) {
    let said = format!("{}{}", found["label"].as_str().unwrap_or(""), found["scope"].as_str().unwrap_or(""));
    let lacks: Vec<&str> = label["label"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|term| !said.contains(term))
        .collect();
    score.count("label", lacks.is_empty());
    if !lacks.is_empty() {
        score.miss(format!("label {} {} lacks {lacks:?}: {said}", label["start"], label["surface"]));
    }
    for field in ["kind", "role", "qualifier", "scope", "asof", "part_of"] {
        let Some(want) = label.get(field) else { continue };
        let have = &found[field];
        let good = match (field, want.as_str(), have.as_str()) {
            ("part_of", ..) => want.is_null() == have.is_null(),
            (_, Some(want), Some(have)) => want.contains(have) || have.contains(want),
            _ => want == have,
        };
        score.count(field, good);
        if !good {
            score.miss(format!("{field} {} {}: {want}, not {have}", label["start"], label["surface"]));
        }
    }
}

/// What the report says of itself, its headings, and its damaged places.
pub(crate) fn structure(gold: &Value, report: &Value) -> Score {
    let mut score = Score::default();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for (key, want) in gold["meta"].as_object().expect("meta") {
        if matches!(key.as_str(), "chrome_lines" | "signed_raw") || want.is_null() {
            continue;
        }
        let have = &report["metadata"][key];
        score.count("metadata", text(want) == text(have));
        if text(want) != text(have) {
            score.miss(format!("{key}: {want}, not {have}"));
        }
    }
    // What is said before the report and after it is no section of it.
    let around = |one: &Value| matches!(one["role"].as_str(), Some("preamble" | "closing"));
    let headings = |list: &Value| -> BTreeSet<(u64, u64)> {
        let kept = list.as_array().into_iter().flatten().filter(|one| !around(one));
        kept.map(|one| (one["start"].as_u64().unwrap_or(0), one["level"].as_u64().unwrap_or(0))).collect()
    };
    let (want, have) = (headings(&gold["sections"]), headings(&report["sections"]));
    score.miss(format!("headings missed {:?}", &want - &have));
    score.miss(format!("headings made up {:?}", &have - &want));
    score.f1("section_f1", (&want & &have).len(), (&have - &want).len(), (&want - &have).len());
    let notes: Vec<Place> = report["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|note| note["code"].as_str().is_some_and(|code| code.starts_with("damaged")))
        .map(Place::of)
        .collect();
    for damage in gold["damage"].as_array().into_iter().flatten() {
        let start = damage["start"].as_u64().unwrap_or(0);
        let place = Place { start, end: start + damage["surface"].as_str().unwrap_or("").chars().count() as u64 };
        let told = notes.iter().any(|note| note.touches(place));
        score.count("damage", told);
        if !told {
            score.miss(format!("damage not told: {damage}"));
        }
    }
    score
}

/// A CSV file as rows of named cells.
pub(crate) fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().expect("CSV")
}

fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn cell(row: &BTreeMap<String, String>, name: &str) -> Option<u64> {
    row.get(name).and_then(|cell| cell.parse().ok())
}

/// Section pairs, their relation, and sections that stand alone.
pub(crate) fn sections(gold: &Value, rows: &[BTreeMap<String, String>]) -> Score {
    type Key = (Option<u64>, Option<u64>);
    let mut score = Score::default();
    let name = |key: &str| stem(gold[key].as_str().unwrap_or("")).to_owned();
    let listed = |doubtful: bool| {
        let pairs = gold["pairs"].as_array().into_iter().flatten();
        let kept = pairs.filter(move |pair| (pair["doubtful"].as_bool() == Some(true)) == doubtful);
        kept.map(|pair| ((pair["a"].as_u64(), pair["b"].as_u64()), pair["relation"].as_str().unwrap_or("").to_owned()))
    };
    let want: BTreeMap<Key, String> = listed(false).collect();
    let loose: Vec<Key> = listed(true).map(|(key, _)| key).collect();
    let unsure = |key: &Key| {
        loose.iter().any(|pair| {
            pair == key
                || pair.0.is_some() && pair.0 == key.0 && !want.keys().any(|firm| firm.0 == pair.0)
                || pair.1.is_some() && pair.1 == key.1 && !want.keys().any(|firm| firm.1 == pair.1)
        })
    };
    let have: BTreeMap<Key, &str> = rows
        .iter()
        .filter(|row| stem(&row["report_a"]) == name("a") && stem(&row["report_b"]) == name("b"))
        .map(|row| ((cell(row, "start_a"), cell(row, "start_b")), row["relation"].as_str()))
        .filter(|(key, _)| !unsure(key))
        .collect();
    for (measure, alone) in [("pairs", false), ("alone", true)] {
        let kind = |key: &&Key| (key.0.is_none() || key.1.is_none()) == alone;
        let want: BTreeSet<Key> = want.keys().filter(kind).copied().collect();
        let have: BTreeSet<Key> = have.keys().filter(kind).copied().collect();
        (&want - &have).iter().for_each(|key| score.miss(format!("section pair missed {key:?}")));
        (&have - &want).iter().for_each(|key| score.miss(format!("section pair made up {key:?}")));
        score.f1(measure, (&want & &have).len(), (&have - &want).len(), (&want - &have).len());
    }
    for (key, relation) in &want {
        let Some(found) = have.get(key).filter(|_| key.0.is_some() && key.1.is_some()) else { continue };
        let good = found.split('+').any(|part| part == relation);
        score.count("relation", good);
        if !good {
            score.miss(format!("relation of {key:?}: {relation}, not {found}"));
        }
    }
    score
}

/// A labelled point of an indicator, and the series that the program put it into.
struct Point<'a> {
    chain: usize,
    report: &'a str,
    series: Option<&'a str>,
    surface: &'a str,
    doubtful: bool,
}

/// Indicators followed over the years: points found, links right and wrong, periods.
pub(crate) fn chains(gold: &Value, rows: &[BTreeMap<String, String>]) -> Score {
    let mut score = Score::default();
    let mut points: Vec<Point<'_>> = Vec::new();
    let gold = gold.as_array().expect("chains");
    let spots: Vec<(&str, u64)> = gold
        .iter()
        .flat_map(|one| one["points"].as_array().expect("points"))
        .map(|point| (stem(point["report"].as_str().unwrap_or("")), Place::of(point).start))
        .collect();
    for (chain, one) in gold.iter().enumerate() {
        for point in one["points"].as_array().expect("points") {
            let spot = (stem(point["report"].as_str().unwrap_or("")), Place::of(point).start);
            // One number told of two indicators: either series is right.
            if spots.iter().filter(|other| **other == spot).count() > 1 {
                continue;
            }
            let report = stem(point["report"].as_str().unwrap_or(""));
            let also = point["also"].as_array().into_iter().flatten();
            let hit = std::iter::once(point).chain(also).find_map(|spot| {
                let value = if spot.get("value").is_some() { &spot["value"] } else { &point["value"] };
                rows.iter().find(|row| {
                    let place =
                        Place { start: cell(row, "char_start").unwrap_or(0), end: cell(row, "char_end").unwrap_or(0) };
                    stem(&row["report"]) == report
                        && place.touches(Place::of(spot))
                        && same_number(value, &Value::from(row["value"].as_str()))
                })
            });
            score.count("points", hit.is_some());
            if let Some(row) = hit {
                score.count("period", row["period"].parse().ok() == point["period"].as_i64());
            }
            let doubtful = one["doubtful"].as_bool() == Some(true) || point["doubtful"].as_bool() == Some(true);
            let surface = point["surface"].as_str().unwrap_or("");
            let series = hit.map(|row| row["series_id"].as_str());
            points.push(Point { chain, report, series, surface, doubtful });
        }
    }
    let (mut linked, mut cut) = (0, 0);
    for pair in points.iter().filter(|point| !point.doubtful).collect::<Vec<_>>().windows(2) {
        let [a, b] = pair else { continue };
        if a.chain != b.chain {
            continue;
        }
        if a.series.is_some() && a.series == b.series {
            linked += 1;
        } else {
            cut += 1;
            score.miss(format!("link missed: {} {} – {} {}", a.report, a.surface, b.report, b.surface));
        }
    }
    for (at, a) in points.iter().enumerate() {
        for b in points[at + 1..].iter().filter(|b| a.series.is_some() && a.series == b.series && a.report != b.report)
        {
            score.count("precision", a.chain == b.chain);
            if a.chain != b.chain {
                score.miss(format!("link made up: {} {} – {} {}", a.report, a.surface, b.report, b.surface));
            }
        }
    }
    let precision = score.get("precision");
    let recall = f64::from(linked) / f64::from((linked + cut).max(1));
    let sum = precision + recall;
    score.parts.insert("link_f1".to_owned(), (2.0 * precision * recall, if sum > 0.0 { sum } else { 1.0 }));
    score
}

/// Checks that a reader would want, and failures that no reader sees.
pub(crate) fn checks(gold: &Value, rows: &[BTreeMap<String, String>]) -> Score {
    let mut score = Score::default();
    let gold = gold.as_array().expect("checks");
    let at = |row: &BTreeMap<String, String>, label: &Value| {
        let place = Place { start: cell(row, "char_start").unwrap_or(0), end: cell(row, "char_end").unwrap_or(0) };
        stem(&row["report"]) == stem(label["report"].as_str().unwrap_or("")) && place.touches(Place::of(label))
    };
    let verdicts = |label: &Value| label["verdict"].as_str().unwrap_or("").to_owned();
    for label in gold {
        let found = rows
            .iter()
            .any(|row| at(row, label) && verdicts(label).split('|').any(|verdict| verdict == row["verdict"]));
        score.count("found", found);
        if !found {
            score.miss(format!("check missed: {} {} {}", label["report"], label["surface"], label["verdict"]));
        }
    }
    for row in rows.iter().filter(|row| row["verdict"] == "fails") {
        let true_failure = gold.iter().any(|label| at(row, label) && verdicts(label).contains("fails"));
        score.count("true_failures", true_failure);
        if !true_failure {
            score.miss(format!("fails without reason: {} {}", row["report"], row["quote"]));
        }
    }
    score
}

/// Sentences that say the same: pairs found, and their labels.
pub(crate) fn sentences(gold: &Value, diff: &Value) -> Score {
    let mut score = Score::default();
    let inside = |place: Place, side: &str| {
        let ranges = gold[side].as_array().into_iter().flatten().filter_map(Place::of_pair);
        ranges.into_iter().any(|range| range.start <= place.start && place.start < range.end)
    };
    let both = |one: &Value| Place::of_pair(&one["a"]).zip(Place::of_pair(&one["b"]));
    let found: Vec<(Place, Place, &str)> = diff["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .filter_map(|change| both(change).map(|(a, b)| (a, b, change["change"].as_str().unwrap_or(""))))
        .filter(|(a, b, _)| a.end - a.start >= 12 && inside(*a, "range_a") && inside(*b, "range_b"))
        .collect();
    let gold = gold["pairs"].as_array().expect("pairs");
    let meets =
        |(a, b, _): &(Place, Place, &str), pair: &Value| both(pair).is_some_and(|(x, y)| a.mostly(x) && b.mostly(y));
    let (mut right, mut missed) = (0, 0);
    let mut used = BTreeSet::new();
    for pair in gold.iter().filter(|pair| pair["doubtful"].as_bool() != Some(true)) {
        let Some(at) = found.iter().position(|one| meets(one, pair)) else {
            missed += 1;
            score.miss(format!("pair missed {} {}", pair["a"], pair["b"]));
            continue;
        };
        right += 1;
        used.insert(at);
        score.count("label", pair["change"].as_str().unwrap_or("").split('|').any(|change| change == found[at].2));
    }
    let wrong = (0..found.len())
        .filter(|at| !used.contains(at) && !gold.iter().any(|pair| meets(&found[*at], pair)))
        .inspect(|at| score.misses.push(format!("pair made up {:?}", found[*at])))
        .count();
    score.f1("pairs", right, wrong, missed);
    score
}

/// `plans.csv` against promises that a reader followed into the next report: how many are there, how many outcomes are
/// right, and of those that were told of how many at the right place.
pub(crate) fn plans(gold: &Value, rows: &[BTreeMap<String, String>]) -> Score {
    let mut score = Score::default();
    let place = |row: &BTreeMap<String, String>, from: &str, to: &str| {
        Some(Place { start: cell(row, from)?, end: cell(row, to)? })
    };
    for label in gold.as_array().expect("promises") {
        let report = stem(label["report"].as_str().unwrap_or(""));
        let stands = |row: &&BTreeMap<String, String>| {
            stem(&row["report"]) == report
                && place(row, "char_start", "char_end").is_some_and(|own| own.touches(Place::of(label)))
                && (label["target"].is_null() || same_number(&label["target"], &Value::from(row["target"].as_str())))
        };
        let there: Vec<_> = rows.iter().filter(stands).collect();
        let wanted: Vec<&str> = label["outcome"].as_str().unwrap_or("").split('|').map(str::trim).collect();
        let best = there.iter().find(|row| wanted.contains(&row["outcome"].as_str())).or(there.first());
        score.count("found", best.is_some());
        let Some(row) = best else {
            score.miss(format!("promise missed: {} {}–{}", label["report"], label["start"], label["end"]));
            continue;
        };
        let right = wanted.contains(&row["outcome"].as_str());
        score.count("outcome", right);
        if !right {
            score.miss(format!("outcome: {} is {}, wanted {}", row["quote"], row["outcome"], label["outcome"]));
            continue;
        }
        let (Some(told), Some(own)) = (label["told"].as_array(), place(row, "outcome_start", "outcome_end")) else {
            continue;
        };
        let told = Place { start: told[0].as_u64().unwrap_or(0), end: told[1].as_u64().unwrap_or(0) };
        score.count("place", own.touches(told));
        if !own.touches(told) {
            score.miss(format!("told elsewhere: {} – {}", row["quote"], row["outcome_quote"]));
        }
    }
    score
}
