//! Fits what speaks for a link: `cargo bench --bench links -- CORPUS LABELS.chains.json…`.
//!
//! A label file is of the body that its name begins with: CORPUS/BODY or CORPUS/provincial/BODY, else of `reports/`.
//!
//! Every two labelled figures of two reports that may be one are a case: of one chain or not. A weight counts in proportion to what
//! it says of a pair, so that all together are a logistic regression; it is held near the weights set by hand
//! (`src/config/linking.toml`), and what all links need is fitted with it. Each body is left out in turn and linked by weights
//! fitted on the others; the last table is fitted on all.

#![allow(clippy::unwrap_used, reason = "a fitting that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nianlun::config::{Config, Linking};
use nianlun::corpus::{self, Body};
use nianlun::review::Ties;
use nianlun::similarity::Weights;
use nianlun::timeline::around::{Linked, linked};
use nianlun::timeline::linking::{Rules, candidates};
use nianlun::timeline::{self, Pooled, evidence};
use serde_json::Value;

/// How strongly weights are held near those set by hand.
const HELD: [f64; 3] = [1.0, 10.0, 100.0];

/// Series of a precision below this are no use.
const PRECISE: f64 = 0.985;

/// The keys of `linking.toml` that are weights; the likenesses of the subject's line are by number.
type Key = (String, String);

struct Labelled {
    name: String,
    pooled: Pooled,
    /// The facts of each chain that are sure, in order.
    chains: Vec<Vec<usize>>,
    /// Pairs of labelled facts, what each weight says of them, and whether they are of one chain.
    cases: Vec<(Vec<f64>, f64, f64)>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some((folder, labels)) = arguments.split_first().filter(|(_, labels)| !labels.is_empty()) else {
        println!("no labels: cargo bench --bench links -- CORPUS LABELS.chains.json…");
        return;
    };
    let table: toml::Table = include_str!("../../src/config/linking.toml").parse().unwrap();
    let keys = keys(&table);
    let hand = values(&table, &keys);
    let config = Config::builtin().unwrap();
    let sets: Vec<Labelled> =
        labels.iter().map(|file| read(Path::new(folder), Path::new(file), &table, &keys)).collect();
    for set in &sets {
        let (yes, all) = (set.cases.iter().filter(|case| case.2 > 0.5).count(), set.cases.len());
        println!("{}: {} chains, {yes} of {all} pairs are one", set.name, set.chains.len());
    }
    let by_hand: Vec<(&str, Score)> = sets.iter().map(|set| (set.name.as_str(), score(set, &config))).collect();
    println!("by hand: {}", told(&by_hand));
    let rest = |out: &Labelled| -> Vec<&Labelled> { sets.iter().filter(|set| set.name != out.name).collect() };
    let by_least = sets
        .iter()
        .map(|out| (out.name.as_str(), score(out, &with_least(&rest(out), config.linking.clone(), &config))));
    println!("each left out, the least alone: {}", told(&by_least.collect::<Vec<_>>()));
    for held in HELD {
        let left_out = sets.iter().map(|out| {
            let fitted = fitted(&rest(out), &table, &keys, &hand, held, &config);
            (out.name.as_str(), score(out, &fitted.0))
        });
        println!("each left out, held {held}: {}", told(&left_out.collect::<Vec<_>>()));
    }
    let all: Vec<&Labelled> = sets.iter().collect();
    let (fitted, weights) = fitted(&all, &table, &keys, &hand, HELD[1], &config);
    let own: Vec<(&str, Score)> = sets.iter().map(|set| (set.name.as_str(), score(set, &fitted))).collect();
    println!("fitted on all, held {}: {}", HELD[1], told(&own));
    for (at, (section, key)) in keys.iter().enumerate() {
        println!("{section}.{key} {:.1} -> {:.2}", hand[at], weights[at]);
    }
    println!("least {:?}", fitted.linking.least);
}

/// The weights of the table, by name.
fn keys(table: &toml::Table) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (section, values) in table.iter().filter(|(section, _)| !matches!(section.as_str(), "least" | "bounds")) {
        for (key, value) in values.as_table().unwrap().iter().filter(|(key, _)| *key != "middle") {
            match value.as_array() {
                Some(line) => keys.extend((0..line.len()).map(|at| (section.clone(), at.to_string()))),
                None => keys.push((section.clone(), key.clone())),
            }
        }
    }
    keys
}

/// Where a weight stands in the table.
fn slot<'a>(table: &'a mut toml::Table, (section, key): &Key) -> &'a mut toml::Value {
    let section = &mut table[section.as_str()];
    match key.parse::<usize>() {
        Ok(at) => &mut section["line"][at][1],
        Err(_) => &mut section[key.as_str()],
    }
}

fn values(table: &toml::Table, keys: &[Key]) -> Vec<f64> {
    let mut table = table.clone();
    keys.iter().map(|key| slot(&mut table, key).as_float().unwrap()).collect()
}

/// What is known of links with other weights.
fn with(table: &toml::Table, keys: &[Key], weights: &[f64]) -> Linking {
    let mut table = table.clone();
    keys.iter().zip(weights).for_each(|(key, weight)| *slot(&mut table, key) = toml::Value::Float(*weight));
    table.try_into().unwrap()
}

fn read(folder: &Path, file: &Path, table: &toml::Table, keys: &[Key]) -> Labelled {
    let name = file.file_name().unwrap().to_str().unwrap();
    let name = name.split('.').next().unwrap().trim_end_matches(|c: char| c == '-' || c.is_ascii_digit()).to_owned();
    let places = [folder.join(&name), folder.join("provincial").join(&name), PathBuf::from("reports")];
    let config = Config::builtin().unwrap();
    let files = corpus::files(&[places.into_iter().find(|place| place.is_dir()).unwrap()]).unwrap().reports;
    let mut gathered = corpus::gather(corpus::read(&files, &config, || ()), &[], &config.names);
    let body = gathered.bodies.swap_remove(0);
    let pairs = timeline::pairs(body.entries.len(), None, false);
    let pooled = timeline::pooled(&body, &pairs, &Ties::default(), &config, &Weights::builtin());
    let gold: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let chains: Vec<Vec<usize>> = gold.iter().map(|chain| facts_of(chain, &body, &pooled)).collect();
    let mut set = Labelled { name, pooled, chains, cases: Vec::new() };
    set.cases = cases(&set, table, keys, &config);
    set
}

/// The facts of a chain's points that were found, none twice.
fn facts_of(chain: &Value, body: &Body, pooled: &Pooled) -> Vec<usize> {
    let mut found = Vec::new();
    for point in chain["points"].as_array().unwrap() {
        let stem = point["report"].as_str().unwrap().rsplit_once('.').unwrap().0;
        let also = point["also"].as_array().into_iter().flatten();
        let doubtful = [chain, point].iter().any(|one| one["doubtful"].as_bool() == Some(true));
        let spots: Vec<(u64, u64)> = std::iter::once(point)
            .chain(also)
            .map(|spot| (spot["start"].as_u64().unwrap(), spot["end"].as_u64().unwrap()))
            .collect();
        let fact = pooled.facts.iter().position(|fact| {
            let entry = &body.entries[fact.report];
            let of_report = entry.path.file_stem().is_some_and(|own| own.to_string_lossy() == stem);
            of_report
                && fact.indicators.iter().any(|&at| {
                    let span = entry.indicators[at].span;
                    spots.iter().any(|spot| (span.start as u64) < spot.1 && spot.0 < span.end as u64)
                })
        });
        found.extend(fact.filter(|fact| !doubtful && !found.contains(fact)));
    }
    found
}

/// All pairs of labelled facts that may be one.
fn cases(set: &Labelled, table: &toml::Table, keys: &[Key], config: &Config) -> Vec<(Vec<f64>, f64, f64)> {
    let facts = &set.pooled.facts;
    let hand = values(table, keys);
    let mut chains: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, members) in set.chains.iter().enumerate() {
        members.iter().for_each(|&fact| {
            chains.entry(fact).or_default().insert(at);
        });
    }
    let others: Vec<Config> = (0..keys.len())
        .map(|at| {
            let mut weights = hand.clone();
            weights[at] += 1.0;
            Config { linking: with(table, keys, &weights), ..config.clone() }
        })
        .collect();
    let rules = Rules::default();
    let around = linked(facts, &set.pooled.years, &rules, config);
    let mut cases = Vec::new();
    for scored in candidates(facts, config) {
        let (a, b) = (scored.pair.0 as usize, scored.pair.1 as usize);
        let (Some(x), Some(y)) = (chains.get(&a), chains.get(&b)) else { continue };
        let of = |config: &Config| evidence::compare(&facts[a].fields, &facts[b].fields, config).unwrap().bits();
        let own = of(config);
        let mut said: Vec<f64> = others.iter().map(|other| of(other) - own).collect();
        for (field, weight) in around.extra(a, b) {
            let name = if field == evidence::Field::Restated { "restated" } else { "neighbour" };
            let at = keys.iter().position(|(_, key)| key == name).unwrap();
            said[at] += weight / hand[at];
        }
        // Bits that no weight stands for in proportion: of the context's middle.
        let rest = own - keys.iter().enumerate().map(|(at, _)| said[at] * hand[at]).sum::<f64>()
            + around.extra(a, b).iter().map(|(_, weight)| weight).sum::<f64>();
        cases.push((said, rest, f64::from(u8::from(!x.is_disjoint(y)))));
    }
    cases
}

/// What is known of links, with weights fitted on some bodies, and those that were fitted; then the least bits that two figures
/// alone need, tried one by one: of those that are precise in every body the one of the best mean F1, the greatest of equals.
fn fitted(
    sets: &[&Labelled],
    table: &toml::Table,
    keys: &[Key],
    hand: &[f64],
    held: f64,
    config: &Config,
) -> (Config, Vec<f64>) {
    let (weights, start) = regression(sets, hand, held);
    let mut linking = with(table, keys, &weights);
    linking.least.link -= start;
    (with_least(sets, linking, config), weights)
}

fn with_least(sets: &[&Labelled], linking: Linking, config: &Config) -> Config {
    let mut best = (f64::MIN, config.clone());
    for alone in [4.0, 3.5, 3.0, 2.5, 2.0, 1.5] {
        let mut tried = Config { linking: linking.clone(), ..config.clone() };
        tried.linking.least.alone = alone;
        let scores: Vec<Score> = sets.iter().map(|set| score(set, &tried)).collect();
        let precise = scores.iter().map(Score::precision).fold(1.0, f64::min) >= PRECISE;
        let f1 = scores.iter().map(Score::f1).sum::<f64>() / scores.len() as f64 - if precise { 0.0 } else { 1.0 };
        if f1 > best.0 {
            best = (f1, tried);
        }
    }
    best.1
}

/// Weights, and what all pairs have in common, in bits, by gradient steps scaled by each weight's own bend.
fn regression(sets: &[&Labelled], hand: &[f64], held: f64) -> (Vec<f64>, f64) {
    let (mut weights, mut start) = (hand.to_vec(), 0.0);
    for _ in 0..3000 {
        let mut slope: Vec<f64> = weights.iter().zip(hand).map(|(own, hand)| held * (own - hand) / 10.0).collect();
        let mut bend = vec![held / 10.0; weights.len()];
        let (mut start_slope, mut start_bend) = (0.0, 0.1);
        for set in sets {
            // Each body counts as much as any other, with a thousand pairs.
            let worth = 1000.0 / set.cases.len().max(1) as f64;
            for (said, rest, truth) in &set.cases {
                let bits = start + rest + said.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>();
                let likely = 1.0 / (1.0 + (-bits).exp2());
                let (off, spread) = (worth * (likely - truth), worth * likely * (1.0 - likely));
                for (at, x) in said.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                    slope[at] += off * x;
                    bend[at] += spread * x * x;
                }
                start_slope += off;
                start_bend += spread;
            }
        }
        // All move at once: a tenth of what each by itself would.
        weights.iter_mut().zip(slope.iter().zip(&bend)).for_each(|(own, (slope, bend))| *own -= 0.1 * slope / bend);
        start -= 0.1 * start_slope / start_bend;
    }
    (weights, start)
}

/// Links between figures of chains.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.wanted.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall())
    }
}

/// Of every two figures in one series, how many are of one chain; of every two that follow each other in a chain, how many
/// are in one series.
fn score(set: &Labelled, config: &Config) -> Score {
    let Linked { series, .. } = linked(&set.pooled.facts, &set.pooled.years, &Rules::default(), config);
    let mut of = vec![0; set.pooled.facts.len()];
    series.iter().enumerate().for_each(|(at, members)| members.iter().for_each(|&fact| of[fact] = at));
    let mut score = Score::default();
    for (at, chain) in set.chains.iter().enumerate() {
        score.wanted += chain.len().saturating_sub(1);
        score.found += chain.windows(2).filter(|two| of[two[0]] == of[two[1]]).count();
        for (place, x) in chain.iter().enumerate() {
            score.right += chain[place + 1..].iter().filter(|y| of[*x] == of[**y]).count();
            // One number may be told of two things: either series is right.
            let strange =
                |y: &&usize| of[*x] == of[**y] && !set.chains.iter().any(|own| own.contains(x) && own.contains(*y));
            score.wrong += set.chains[at + 1..].iter().flatten().filter(strange).count();
        }
    }
    score
}

fn told(scores: &[(&str, Score)]) -> String {
    let one = |(name, score): &(&str, Score)| format!("{name} {:.3}/{:.3}", score.f1(), score.precision());
    let mean = scores.iter().map(|(_, score)| score.f1()).sum::<f64>() / scores.len() as f64;
    format!("F1/precision {}; mean F1 {mean:.4}", scores.iter().map(one).collect::<Vec<_>>().join(", "))
}
