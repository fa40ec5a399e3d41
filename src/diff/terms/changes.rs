//! Which phrases are told more or less often than chance would have it, and which of those inside one another say it.

use std::collections::HashMap;

use super::repeats::Repeat;
use crate::similarity::Logs;

/// What became of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermChange {
    /// No earlier report has it.
    New,
    /// The report before has it; neither this one nor any later one does.
    Dropped,
    /// It is told more often than in the report before.
    Rising,
    /// It is told less often than in the report before.
    Falling,
}

impl TermChange {
    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            TermChange::New => "new",
            TermChange::Dropped => "dropped",
            TermChange::Rising => "rising",
            TermChange::Falling => "falling",
        }
    }
}

/// A phrase whose use changed with a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The phrase, folded, without blanks.
    pub term: String,
    /// The report that it changed with, by its place among the body's.
    pub report: usize,
    /// What became of it.
    pub change: TermChange,
    /// How often it stands in that report, and in the one before.
    pub count: u32,
    /// How often it stands in the report before.
    pub count_before: u32,
    /// The same of 10,000 characters, in thousandths.
    pub per_10000: u64,
    /// The log-likelihood ratio, in hundredths: of a new phrase against all reports before, of a dropped one against all
    /// reports since, of the others against the report before.
    pub keyness: u64,
    /// The first report and the last one that have it, by their places.
    pub first: usize,
    /// The last report that has it.
    pub last: usize,
}

/// The least keyness that counts, in millionths: the 95th percentile of chance.
const LEAST: u64 = 3_840_000;
/// The keyness that is asked of a phrase beside a shorter one inside it: the 99th percentile.
const OWN: u64 = 6_630_000;

/// The phrases whose use changed with a report, by change and keyness, strongest first; `sizes` are the reports' in
/// characters.
pub(super) fn changes(phrases: &[&Repeat], report: usize, sizes: &[u64], logs: &Logs) -> Vec<Term> {
    let sum = |sizes: &[u64]| sizes.iter().sum::<u64>();
    let sizes_of = Sizes {
        new: two(logs, [sum(&sizes[..report]), sizes[report]]),
        dropped: two(logs, [sizes[report - 1], sum(&sizes[report..])]),
        both: two(logs, [sizes[report - 1], sizes[report]]),
    };
    let rows: Vec<Row<'_>> = phrases.iter().filter_map(|one| Row::new(one, report, &sizes_of, logs)).collect();
    let mut terms: Vec<Term> =
        without_nested(rows, logs).into_iter().map(|row| row.term(report, sizes[report])).collect();
    terms.sort_by(|a, b| a.change.cmp(&b.change).then(b.keyness.cmp(&a.keyness)).then_with(|| a.term.cmp(&b.term)));
    terms
}

/// The sizes that the counts of a phrase are of, by what became of it.
struct Sizes {
    new: Two,
    dropped: Two,
    both: Two,
}

/// A phrase in a report and the one before.
struct Row<'a> {
    phrase: &'a Repeat,
    text: String,
    change: TermChange,
    counts: [u32; 2],
    /// In millionths.
    keyness: u64,
    first: usize,
    last: usize,
}

impl<'a> Row<'a> {
    /// `None` where its use did not change beyond chance.
    fn new(phrase: &'a Repeat, report: usize, sizes: &Sizes, logs: &Logs) -> Option<Self> {
        let counts = [phrase.counts[report - 1], phrase.counts[report]];
        let [before, now] = counts;
        if before.max(now) < 2 {
            return None;
        }
        let first = phrase.counts.iter().position(|&count| count > 0)?;
        let last = phrase.counts.iter().rposition(|&count| count > 0)?;
        let (change, keyness) = if first == report {
            (TermChange::New, keyness(logs, [0, now], &sizes.new))
        } else if last + 1 == report {
            (TermChange::Dropped, keyness(logs, [before, 0], &sizes.dropped))
        } else {
            let rises = u64::from(now) * sizes.both.sizes[0] > u64::from(before) * sizes.both.sizes[1];
            (if rises { TermChange::Rising } else { TermChange::Falling }, keyness(logs, counts, &sizes.both))
        };
        if keyness < LEAST {
            return None;
        }
        let text = phrase.chars.iter().collect();
        Some(Row { phrase, text, change, counts, keyness, first, last })
    }

    fn is_up(&self) -> bool {
        matches!(self.change, TermChange::New | TermChange::Rising)
    }

    fn most(&self) -> u32 {
        self.counts[0].max(self.counts[1])
    }

    fn term(self, report: usize, size: u64) -> Term {
        let [count_before, count] = self.counts;
        Term {
            term: self.text,
            report,
            change: self.change,
            count,
            count_before,
            per_10000: (u64::from(count) * 10_000_000 + size / 2).checked_div(size).unwrap_or(0),
            keyness: (self.keyness + 5000) / 10_000,
            first: self.first,
            last: self.last,
        }
    }
}

/// Of phrases inside one another that change alike, those that say it: the longest, unless a shorter one stands alone
/// often enough; and no longer one that only rises or falls with the shorter.
fn without_nested<'a>(mut rows: Vec<Row<'a>>, logs: &Logs) -> Vec<Row<'a>> {
    rows.sort_by(|a, b| a.phrase.chars.len().cmp(&b.phrase.chars.len()).then_with(|| a.text.cmp(&b.text)));
    let by_text: HashMap<&[char], usize> =
        rows.iter().enumerate().map(|(at, row)| (row.phrase.chars.as_slice(), at)).collect();
    let mut out = vec![false; rows.len()];
    for longer in 0..rows.len() {
        let chars = &rows[longer].phrase.chars;
        let inside = (2..chars.len()).flat_map(|length| chars.windows(length)).filter_map(|part| by_text.get(part));
        for &shorter in inside {
            let (short, long) = (&rows[shorter], &rows[longer]);
            if out[shorter] || out[longer] || short.is_up() != long.is_up() {
                continue;
            }
            if long.most() * 10 >= short.most() * 7 {
                out[shorter] = true;
            } else {
                let within = short.counts.map(u64::from);
                out[longer] = within.contains(&0) || keyness(logs, long.counts, &two(logs, within)) < OWN;
            }
        }
    }
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !out[at - 1]
    });
    rows
}

/// Two sizes, with the logarithms of each and of both together.
struct Two {
    sizes: [u64; 2],
    logs: [i64; 2],
    log: i64,
}

fn two(logs: &Logs, sizes: [u64; 2]) -> Two {
    Two { sizes, logs: sizes.map(|size| logs.of(size)), log: logs.of(sizes[0] + sizes[1]) }
}

/// The log-likelihood ratio of two counts in two texts of these sizes, in millionths; 0 where a text is empty.
fn keyness(logs: &Logs, counts: [u32; 2], texts: &Two) -> u64 {
    /// 2,000,000 times the natural logarithm of 2.
    const NATURAL: i128 = 1_386_294;
    let [a, b] = counts.map(u64::from);
    let both = logs.of(a + b);
    let part = |at: usize, count: u64| {
        let expected = texts.logs[at] + both - texts.log;
        let told = count > 0 && texts.sizes[at] > 0;
        if told { i128::from(count) * i128::from(logs.of(count) - expected) } else { 0 }
    };
    u64::try_from(((part(0, a) + part(1, b)) * NATURAL) >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyness_is_that_of_the_formula() {
        let logs = Logs::new();
        let keyness = |counts: [u32; 2], sizes: [u64; 2]| super::keyness(&logs, counts, &two(&logs, sizes));
        // 2·(12·ln(12/8) + 4·ln(4/8)), and one text a third as long: 2·(12·ln(12/12) + 4·ln(4/4)).
        assert_eq!(keyness([12, 4], [20_000, 20_000]) / 10_000, 418);
        assert_eq!(keyness([12, 4], [30_000, 10_000]), 0);
        assert_eq!(keyness([0, 0], [30_000, 10_000]), 0);
        assert_eq!(keyness([3, 0], [30_000, 0]), 0);
        let formula = |counts: [u32; 2], sizes: [u64; 2]| {
            let expected =
                |at: usize| sizes[at] as f64 * f64::from(counts[0] + counts[1]) / (sizes[0] + sizes[1]) as f64;
            let part = |at: usize| f64::from(counts[at]) * (f64::from(counts[at]) / expected(at)).ln();
            2.0 * (part(0) + part(1))
        };
        for counts in [[1, 2], [7, 90], [2000, 1500]] {
            let exact = formula(counts, [17_431, 22_003]) * 1e6;
            assert!((keyness(counts, [17_431, 22_003]) as f64 - exact).abs() < 20.0 + exact / 1e6, "{counts:?}");
        }
    }
}
