//! What money is for (用途): 中央财政安排补助资金 is of one thing with another such sum only where both are for the same.
//!
//! Some labels say it themselves (中央财政安排渔港资金), others leave it to what stands around them.

use rustc_hash::FxHashSet;

use crate::config::{Apart, Config};
use crate::indicator::Indicator;
use crate::similarity::letters;
use crate::text::{fold, is_han};

/// How much of what stands around the one has to stand around the other where a label leaves it open what the money is for, in
/// thousandths of the shorter passage. Set by hand.
const SAME: usize = 200;
/// The fewest pairs of letters that say what money is for.
const FEW: usize = 2;

/// Whether two sums are for two purposes, or nothing says that they are for one, as the sentences around them stand.
pub(super) fn differ(figures: [&Indicator; 2], passages: [&[char]; 2], config: &Config) -> bool {
    let words = &config.apart;
    let labels = figures.map(label);
    let purposes = labels.each_ref().map(|label| purpose(label, words));
    let is_open = |side: usize| purposes[side].len() < FEW;
    let is_paid = |label: &[char]| words.payers.any(label);
    match (is_open(0), is_open(1)) {
        (false, false) => {
            labels.iter().all(|label| is_paid(label)) && !purposes[0].iter().any(|c| purposes[1].contains(c))
        }
        _ if labels[0] == labels[1] && !is_open(0) => false,
        _ if !labels.iter().any(|label| is_fund(label, words)) => false,
        _ => {
            let around = passages.map(|passage| told_pairs(passage, words));
            let shorter = around[0].len().min(around[1].len());
            let both = around[0].iter().filter(|pair| around[1].contains(*pair)).count();
            1000 * both < SAME * shorter
        }
    }
}

/// Whether a label is made of words alone that leave open what the money is for.
fn is_fund(label: &[char], words: &Apart) -> bool {
    !label.is_empty() && purpose(label, words).len() < FEW && words.funds.any(label)
}

fn label(figure: &Indicator) -> Vec<char> {
    figure.label.chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
}

/// What is left of a label without such words.
fn purpose(label: &[char], words: &Apart) -> Vec<char> {
    let mut left = Vec::new();
    let mut at = 0;
    while at < label.len() {
        match fund_at(&label[at..], words) {
            0 => {
                left.push(label[at]);
                at += 1;
            }
            length => at += length,
        }
    }
    left
}

/// The length of such a word at the start.
fn fund_at(chars: &[char], words: &Apart) -> usize {
    let lengths = [words.payers.at_start(chars), words.funds.at_start(chars)];
    lengths.into_iter().flatten().map(|(length, ())| length).max().unwrap_or(0)
}

/// The pairs of letters of a passage that belong to no such word.
fn told_pairs(passage: &[char], words: &Apart) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    let mut at = 0;
    while at + 1 < passage.len() {
        match fund_at(&passage[at..], words) {
            length @ 2.. => at += length,
            _ => {
                if is_han(passage[at]) && is_han(passage[at + 1]) {
                    found.insert(letters([passage[at], passage[at + 1]]));
                }
                at += 1;
            }
        }
    }
    found
}
