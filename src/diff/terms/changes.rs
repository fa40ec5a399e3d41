//! Which phrases are told more or less often than chance would have it, and which of those inside one another say it.

use std::collections::HashMap;

use super::repeats::Repeat;

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

/// The least keyness that counts: the 95th percentile of chance.
const LEAST: f64 = 3.84;
/// The keyness that is asked of a phrase beside a shorter one inside it: the 99th percentile.
const OWN: f64 = 6.63;

/// The phrases whose use changed with a report, by change and keyness, strongest first; `sizes` are the reports' in
/// characters.
pub(super) fn changes(phrases: &[&Repeat], report: usize, sizes: &[u64]) -> Vec<Term> {
    let rows: Vec<Row<'_>> = phrases.iter().filter_map(|one| Row::new(one, report, sizes)).collect();
    let mut terms: Vec<Term> = without_nested(rows).into_iter().map(|row| row.term(report, sizes[report])).collect();
    terms.sort_by(|a, b| a.change.cmp(&b.change).then(b.keyness.cmp(&a.keyness)).then_with(|| a.term.cmp(&b.term)));
    terms
}

/// A phrase in a report and the one before.
struct Row<'a> {
    phrase: &'a Repeat,
    text: String,
    change: TermChange,
    counts: [u32; 2],
    keyness: f64,
    first: usize,
    last: usize,
}

impl<'a> Row<'a> {
    /// `None` where its use did not change beyond chance.
    fn new(phrase: &'a Repeat, report: usize, sizes: &[u64]) -> Option<Self> {
        let counts = [phrase.counts[report - 1], phrase.counts[report]];
        let [before, now] = counts;
        if before.max(now) < 2 {
            return None;
        }
        let first = phrase.counts.iter().position(|&count| count > 0)?;
        let last = phrase.counts.iter().rposition(|&count| count > 0)?;
        let sum = |sizes: &[u64]| sizes.iter().sum::<u64>();
        let (change, keyness) = if first == report {
            (TermChange::New, keyness([0, now], [sum(&sizes[..report]), sizes[report]]))
        } else if last + 1 == report {
            (TermChange::Dropped, keyness([before, 0], [sizes[report - 1], sum(&sizes[report..])]))
        } else {
            let sizes = [sizes[report - 1], sizes[report]];
            let rises = u64::from(now) * sizes[0] > u64::from(before) * sizes[1];
            (if rises { TermChange::Rising } else { TermChange::Falling }, keyness(counts, sizes))
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
            keyness: (self.keyness * 100.0).round() as u64,
            first: self.first,
            last: self.last,
        }
    }
}

/// Of phrases inside one another that change alike, those that say it: the longest, unless a shorter one stands alone
/// often enough; and no longer one that only rises or falls with the shorter.
fn without_nested<'a>(mut rows: Vec<Row<'a>>) -> Vec<Row<'a>> {
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
                out[longer] = if within.contains(&0) { true } else { keyness(long.counts, within) < OWN };
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

/// The log-likelihood ratio of two counts in two texts of these sizes; 0 where a text is empty.
fn keyness(counts: [u32; 2], sizes: [u64; 2]) -> f64 {
    let [a, b] = counts.map(f64::from);
    let [n, m] = sizes.map(|size| size as f64);
    if n + m == 0.0 || a + b == 0.0 {
        return 0.0;
    }
    let part = |count: f64, size: f64| {
        let expected = size * (a + b) / (n + m);
        if count > 0.0 && expected > 0.0 { count * (count / expected).ln() } else { 0.0 }
    };
    2.0 * (part(a, n) + part(b, m))
}
