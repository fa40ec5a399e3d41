//! Edits widened to whole words, for people: nobody reads half a word.
//!
//! Texts are compared character by character, for Chinese has no blanks and a dictionary may be wrong; only what is shown is
//! widened. Words are those of the dictionary that the Unicode Consortium's ICU cuts Chinese with (`icu_segmenter`): it is
//! part of the program, and takes the longest word at each place, which is the wrong one now and then: 细民 in 落细民营企业. So
//! what reports have side by side counts, too: letters that hardly ever meet are no word, and those that meet more often than
//! either does with its other neighbour are one.

use icu_provider::{DataError, DataErrorKind, DataProvider, DataRequest, DataResponse};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::provider::{Baked, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2};

use super::{Edit, Op};
use crate::pair::Pair;
use crate::report::Report;
use crate::similarity::{Weights, letters};
use crate::text::{Span, is_han};

/// How many characters an edit grows by at each end, at the most.
const MOST: u32 = 3;
/// From this level on reports hardly ever have a pair of letters; up to this one they often do.
const UNHEARD: u8 = 9;
const COMMON: u8 = 6;
/// How many characters before a place are looked at for the words around it.
const REACH: u32 = 24;

/// A dictionary of words (词典).
#[derive(Debug)]
pub struct Words {
    segmenter: WordSegmenter,
    /// Which pairs of letters reports have.
    weights: Weights,
}

/// ICU's dictionaries without those of Thai, Lao, Khmer and Burmese, which would be a megabyte of the program.
struct OnlyChinese;

impl DataProvider<SegmenterDictionaryAutoV2> for OnlyChinese {
    fn load(&self, asked: DataRequest<'_>) -> Result<DataResponse<SegmenterDictionaryAutoV2>, DataError> {
        Baked.load(asked)
    }
}

impl DataProvider<SegmenterDictionaryExtendedV2> for OnlyChinese {
    fn load(&self, _: DataRequest<'_>) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        Err(DataErrorKind::IdentifierNotFound.into_error())
    }
}

impl Default for Words {
    fn default() -> Self {
        Words::new()
    }
}

impl Words {
    /// The dictionary that ships with the program.
    pub fn new() -> Self {
        let options = WordBreakInvariantOptions::default();
        let mut segmenter = WordSegmenter::new_for_non_complex_scripts(options).static_to_owned();
        // It is compiled in, and a test holds that it is there: without it every character is a word.
        segmenter.load_dictionary_unstable(&OnlyChinese).ok();
        Words { segmenter, weights: Weights::builtin() }
    }

    /// The same edits with what changed widened to whole words; they tile the same stretches. What was widened over goes
    /// and comes again. Numbers stay as they are.
    pub fn widened(&self, reports: Pair<&Report>, edits: &[Edit]) -> Vec<Edit> {
        let changes = |edit: Option<&Edit>| edit.is_some_and(|edit| matches!(edit.op, Op::Delete | Op::Insert));
        let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
        for (at, &edit) in edits.iter().enumerate() {
            if edit.op != Op::Equal {
                add(&mut out, edit);
                continue;
            }
            let (before, after) = (at.checked_sub(1).and_then(|at| edits.get(at)), edits.get(at + 1));
            let start = if changes(before) { self.overhang(reports, edit, false) } else { 0 };
            let end = if changes(after) { self.overhang(reports, edit, true) } else { 0 };
            let length = edit.before.len();
            let (start, end) = if start + end > length { (length, 0) } else { (start, end) };
            // One letter between two changes is no common text.
            let lone = length == start + end + 1 && is_han(reports.before.text.at(edit.before.start + start));
            let (start, end) = if lone && changes(before) && changes(after) { (length, 0) } else { (start, end) };
            let [first, rest] = parted(edit, start);
            let [kept, last] = parted(rest, length - start - end);
            replaced(&mut out, first);
            if !kept.before.is_empty() || !kept.after.is_empty() {
                out.push(kept);
            }
            replaced(&mut out, last);
        }
        out
    }

    /// How many characters at an end of what both have belong to words that changed.
    fn overhang(&self, reports: Pair<&Report>, equal: Edit, at_end: bool) -> u32 {
        let length = equal.before.len();
        let inside = |by: u32| {
            let place = |span: Span| if at_end { span.end - by } else { span.start + by };
            self.is_within(reports.before, place(equal.before)) || self.is_within(reports.after, place(equal.after))
        };
        let by = (0..=MOST.min(length)).find(|&by| by == length || !inside(by));
        by.unwrap_or(0)
    }

    /// Whether a place stands within a word.
    fn is_within(&self, report: &Report, at: u32) -> bool {
        let han = |at: u32| is_han(report.text.at(at));
        if at == 0 || !han(at - 1) || !han(at) {
            return false;
        }
        // How rarely reports have two letters side by side; more than that for what is no pair of letters.
        let level = |at: u32| match at > 0 && han(at - 1) && han(at) {
            true => self.weights.level(letters([report.text.at(at - 1), report.text.at(at)])),
            false => u8::MAX,
        };
        let here = level(at);
        if here >= UNHEARD {
            return false;
        }
        if here <= COMMON && here < level(at - 1) && here < level(at + 1) {
            return true;
        }
        let from = (0..REACH).find(|by| at - by == 0 || !han(at - by - 1)).map_or_else(|| at - REACH, |by| at - by);
        let to = (at..at + REACH).find(|&at| !han(at)).unwrap_or(at + REACH);
        let text = report.text.str(Span::new(from, to));
        let byte = report.text.str(Span::new(from, at)).len();
        !self.segmenter.as_borrowed().segment_str(text).any(|end| end == byte)
    }
}

/// An edit parted behind some characters of both sides; the second has what is left.
fn parted(edit: Edit, at: u32) -> [Edit; 2] {
    if at == 0 {
        let none = |span: Span| Span::new(span.start, span.start);
        return [Edit { before: none(edit.before), after: none(edit.after), ..edit }, edit];
    }
    let (before, after) = (edit.before.start + at, edit.after.start + at);
    [
        Edit { before: Span::new(edit.before.start, before), after: Span::new(edit.after.start, after), ..edit },
        Edit { before: Span::new(before, edit.before.end), after: Span::new(after, edit.after.end), ..edit },
    ]
}

/// What both have goes and comes again.
fn replaced(out: &mut Vec<Edit>, equal: Edit) {
    let Edit { before, after, .. } = equal;
    add(out, Edit { op: Op::Delete, before, after: Span::new(after.start, after.start) });
    add(out, Edit { op: Op::Insert, before: Span::new(before.end, before.end), after });
}

/// Adds an edit to those before it: of what changed at one place, what went stands before what came.
fn add(out: &mut Vec<Edit>, edit: Edit) {
    match edit.op {
        Op::Delete if edit.before.is_empty() => {}
        Op::Insert if edit.after.is_empty() => {}
        Op::Delete => {
            // What came there stands behind it.
            let insert = out.pop_if(|last| last.op == Op::Insert);
            match out.last_mut().filter(|last| last.op == Op::Delete) {
                Some(last) => last.before.end = edit.before.end,
                None => {
                    let at = insert.map_or(edit.after.start, |insert| insert.after.start);
                    out.push(Edit { after: Span::new(at, at), ..edit });
                }
            }
            let end = edit.before.end;
            out.extend(insert.map(|insert| Edit { before: Span::new(end, end), ..insert }));
        }
        Op::Insert => match out.last_mut().filter(|last| last.op == Op::Insert) {
            Some(last) => last.after.end = edit.after.end,
            None => out.push(edit),
        },
        _ => out.push(edit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_of_chinese_words_is_there() {
        let words = Words::new();
        let ends: Vec<usize> = words.segmenter.as_borrowed().segment_str("人民政府").collect();
        assert!(ends.len() < 5, "every character is a word: {ends:?}");
    }
}
