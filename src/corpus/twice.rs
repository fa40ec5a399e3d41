//! One report that came twice (重复): whether two files of a body and a year say the same, and where not.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::indicator::Indicator;
use crate::report::Report;
use crate::source::Format;

use super::diagnostics::Twice;

/// Figures that are named; the rest are counted.
const NAMED: usize = 5;

/// Two files that share so many of their figures, in tenths, are one report; with fewer they are two. Set by hand: what
/// readers of formats lose of one report is a figure or two, two reports share some tenths at most.
const SHARED: usize = 8;

/// How two files of one year stand to each other: whether they are one report, and which of its figures differ.
pub(super) fn compared(taken: (&Report, &[Indicator]), left: (&Report, &[Indicator])) -> Option<Twice> {
    if letters(taken.0) == letters(left.0) {
        return Some(Twice::Same);
    }
    let (ours, theirs) = (figures(taken), figures(left));
    let shared: usize = ours.iter().map(|(figure, count)| *count.min(theirs.get(figure).unwrap_or(&0))).sum();
    let all = taken.1.len().max(left.1.len());
    if all == 0 || shared * 10 < all * SHARED {
        return None;
    }
    let beyond = |these: &BTreeMap<String, usize>, others: &BTreeMap<String, usize>| -> Vec<String> {
        these
            .iter()
            .filter(|(figure, count)| others.get(*figure).unwrap_or(&0) < count)
            .map(|(f, _)| f.clone())
            .collect()
    };
    let (mut only_taken, mut only_left) = (beyond(&ours, &theirs), beyond(&theirs, &ours));
    let more = only_taken.len().saturating_sub(NAMED) + only_left.len().saturating_sub(NAMED);
    only_taken.truncate(NAMED);
    only_left.truncate(NAMED);
    Some(if only_taken.is_empty() && only_left.is_empty() {
        Twice::SameFigures
    } else {
        Twice::Differ { only_taken, only_left, more }
    })
}

/// The letters and digits of a report: spaces and marks are what formats treat as they like.
fn letters(report: &Report) -> Vec<char> {
    report.text.folded(report.body).iter().copied().filter(|c| c.is_alphanumeric()).collect()
}

/// The figures as they are printed, without white space, and how often.
fn figures((report, indicators): (&Report, &[Indicator])) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for indicator in indicators {
        let printed: String = report.text.folded(indicator.span).iter().filter(|c| !c.is_whitespace()).collect();
        *out.entry(printed).or_default() += 1;
    }
    out
}

/// Of two files of one report that are about as long, the one whose format keeps more of it is taken: numbers of lists,
/// tables and headings. Less is better.
pub(super) fn rank(format: Format) -> u8 {
    match format {
        Format::Docx | Format::Odt | Format::Html | Format::Mhtml | Format::Epub => 0,
        Format::Rtf | Format::Doc => 1,
        Format::Text | Format::Xlsx => 2,
        Format::Ofd | Format::Pdf => 3,
    }
}

/// Whether two files are about as long: to a twentieth.
pub(super) fn as_long(a: &Report, b: &Report) -> bool {
    let mut both = [a.body.len(), b.body.len()];
    both.sort_by_key(|length| Reverse(*length));
    (both[0] - both[1]) * 20 <= both[0]
}
