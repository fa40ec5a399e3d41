//! New and dropped wording (提法变化): phrases that appear, vanish, rise and fall from one report of a body to the next.
//!
//! A phrase is a stretch that the reports repeat and that ends where words end ([`repeats`]). Whether it is told more
//! often than chance would have it is its keyness: the log-likelihood ratio of Dunning, "Accurate Methods for the
//! Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993), as Rayson and Garside, "Comparing Corpora
//! using Frequency Profiling" (2000), take it for two texts. Above 3.84 one in twenty such differences is chance, above
//! 6.63 one in a hundred.

mod repeats;
mod phrase;
mod changes;

use crate::config::{Config, Phrases};
use crate::corpus::{Body, Entry};
use crate::quantity;
use crate::similarity::Logs;
use crate::text::is_han;
pub use changes::{Term, TermChange};
use phrase::Judge;
use rayon::prelude::*;
use repeats::{Repeat, Repeats, Run};

/// The phrases whose use changed from one report to the next, by report, change and keyness, strongest first.
///
/// A phrase inside a longer one is left out where the longer one tells the same; and the longer one where it only rises
/// with the shorter. Nothing comes out of a single report.
pub fn terms(body: &Body, config: &Config) -> Vec<Term> {
    if body.entries.len() < 2 {
        return Vec::new();
    }
    let texts: Vec<Vec<Run>> = body.entries.par_iter().map(|entry| runs(entry, config)).collect();
    let sizes: Vec<u64> = texts.iter().map(|runs| runs.iter().map(|run| run.chars.len() as u64).sum()).collect();
    let logs = Logs::new();
    let repeats = Repeats::new(&texts, &config.wording.loose, &logs);
    let name: Vec<char> = body.name.chars().collect();
    let end = config.wording.place_ends.at_end(&name).map_or(0, |(len, ())| len);
    let stem: String = if name.len() >= end + 2 { &name[..name.len() - end] } else { name.as_slice() }.iter().collect();
    let judge = Judge { wording: &config.wording, own: Phrases::new([(stem.as_str(), ())]) };
    let phrases: Vec<&Repeat> = repeats
        .list
        .par_iter()
        .filter(|one| one.chars.len() > 2 || one.quoted * 2 >= one.total())
        .filter(|one| judge.reads(&one.chars, one.total(), |rest| repeats.count(rest)))
        .collect();
    let reports = (1..sizes.len()).into_par_iter();
    reports.map(|report| changes::changes(&phrases, report, &sizes, &logs)).collect::<Vec<_>>().concat()
}

/// The text of a report in runs of letters: cut at punctuation, line ends and figures.
fn runs(entry: &Entry, config: &Config) -> Vec<Run> {
    let text = &entry.report.text;
    let mentions = quantity::scan(text, config).value;
    let figures = mentions.iter().filter(|one| one.none.is_none() || text.at(one.numeral.start).is_ascii_digit());
    let mut cut = vec![false; text.len() as usize];
    for figure in figures {
        cut[figure.span.range()].fill(true);
    }
    let mut runs: Vec<Run> = Vec::new();
    for paragraph in &entry.report.paragraphs {
        let mut run = Run { chars: Vec::new(), quoted: false };
        let (mut opened, mut straight) = (false, false);
        let original = text.str(paragraph.span).chars();
        let folded = text.folded(paragraph.span).iter().zip(&cut[paragraph.span.range()]);
        for ((&c, &cut), original) in folded.zip(original) {
            // A line that was wrapped inside a paragraph goes on.
            if c == ' ' && matches!(original, '\n' | '\r') {
                continue;
            }
            if !cut && (is_han(c) || c.is_ascii_alphanumeric()) {
                run.chars.push(c);
                continue;
            }
            if !run.chars.is_empty() {
                run.quoted = opened && matches!(c, '”' | '"' | '」');
                runs.push(std::mem::replace(&mut run, Run { chars: Vec::new(), quoted: false }));
            }
            // A straight mark closes what another one opened.
            opened = match c {
                '“' | '「' => true,
                '"' => !opened && !straight,
                _ => false,
            };
            straight = if c == '"' { !straight } else { straight };
        }
        if !run.chars.is_empty() {
            runs.push(run);
        }
    }
    runs
}
