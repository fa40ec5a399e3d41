//! Where a decision applies: by the year of the report and by what it says there.
//!
//! ```text
//! quote    = "调解 结案率62.4%"      white space does not count, nor does full or half width
//! surface  = "62.4%"                 inside the quote where the quote has it, else in the sentences that the quote touches
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Code, Message, Severity};
use crate::report::SectionId;
use crate::text::{Span, fold, squeeze};

use super::{DecisionId, Remark, Review, Verdict};

/// A figure by what the report says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FigureAddress {
    /// The report's year.
    pub report: i32,
    /// The public body; needed only where several have the same words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Words of the report at the figure, with it or beside it in its sentence.
    pub quote: String,
    /// The figure itself, as it is printed.
    pub surface: String,
}

/// A section by its title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SectionAddress {
    /// The report's year.
    pub report: i32,
    /// The public body; needed only where several have such a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Its title without the ordinal; of a part without a heading, the words that it begins with.
    pub title: String,
    /// The title of the section above it; needed only where two sections have the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
}

/// A part of a report: a section with all below it, or one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PartAddress {
    /// The report's year.
    pub report: i32,
    /// The public body; needed only where several have such a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The title of the section, or the words that it begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The title of the section above it; needed only where two sections have the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Words of the paragraph, where one is meant and no section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// A place in the corpus that a decision names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot<T> {
    /// The body, by its place in the corpus.
    pub(super) body: usize,
    /// The report, by its place among the body's.
    pub(super) report: usize,
    /// What is there.
    pub(super) what: T,
}

/// What the decisions name, as far as it is there.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Figures: the stretch of the surface.
    pub(super) figures: BTreeMap<DecisionId, Vec<Spot<Span>>>,
    /// Sections.
    pub(super) sections: BTreeMap<DecisionId, Vec<Spot<SectionId>>>,
}

/// Finds what the decisions name; what can't be found, or is not one place, is said.
pub(super) fn resolve(corpus: &Corpus, review: &Review, remarks: &mut Vec<Remark>) -> Found {
    let mut squeezed: BTreeMap<(usize, usize), Squeezed> = BTreeMap::new();
    let mut found = Found::default();
    for (id, decision) in review.all() {
        let mut lost = |missing: Missing| remarks.push(missing.remark(review, id));
        match &decision.verdict {
            Verdict::Same(addresses) | Verdict::Different(addresses) => {
                let spots: Vec<_> = addresses
                    .iter()
                    .filter_map(|address| figure(corpus, address, true, &mut squeezed).map_err(&mut lost).ok())
                    .collect();
                found.figures.insert(id, spots);
            }
            Verdict::Reads(address, _) | Verdict::Ignore(address) => {
                let read = matches!(decision.verdict, Verdict::Ignore(_));
                let spot = figure(corpus, address, read, &mut squeezed).map_err(&mut lost).ok();
                found.figures.insert(id, spot.into_iter().collect());
            }
            Verdict::Part(..) => {}
            Verdict::SameSections(addresses) | Verdict::DifferentSections(addresses) => {
                let spots: Vec<_> =
                    addresses.iter().filter_map(|address| section(corpus, address).map_err(&mut lost).ok()).collect();
                found.sections.insert(id, spots);
            }
        }
    }
    found
}

/// Why an address leads nowhere.
pub(super) struct Missing {
    severity: Severity,
    message: Message,
    help: Message,
}

impl Missing {
    pub(super) fn warning(message: Message, help: Message) -> Self {
        Missing { severity: Severity::Warning, message, help }
    }

    pub(super) fn remark(self, review: &Review, id: DecisionId) -> Remark {
        review.remark(id, self.severity, Code::DecisionStale, self.message, self.help)
    }
}

/// The reports of a year, of the body where one is named.
pub(super) fn reports<'a>(
    corpus: &'a Corpus,
    year: i32,
    body: Option<&str>,
) -> Result<Vec<(usize, usize, &'a Entry)>, Missing> {
    let named = |name: &str| body.is_none_or(|body| body == name);
    let found: Vec<_> = corpus
        .bodies
        .iter()
        .enumerate()
        .filter(|(_, of)| named(&of.name))
        .flat_map(|(at, of)| of.entries.iter().enumerate().map(move |(report, entry)| (at, report, entry)))
        .filter(|(_, _, entry)| entry.year() == year)
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let of = body.map(|body| format!("{body} ")).unwrap_or_default();
    // Fewer reports than usual may be compared; that is nothing to warn of.
    Err(Missing {
        severity: Severity::Note,
        message: Message::new(
            format!("没有 {of}{year} 年的报告，此决定未用上"),
            format!("there is no report of {of}for {year}; this decision had nothing to do"),
        ),
        help: Message::new("若报告已不在，请删去此决定", "delete it if the report is gone for good"),
    })
}

/// A text without white space, folded, with where each character stood.
pub(super) struct Squeezed {
    pub(super) chars: Vec<char>,
    offsets: Vec<u32>,
}

impl Squeezed {
    pub(super) fn new(entry: &Entry) -> Self {
        let body = entry.report.body;
        let (offsets, chars) = entry
            .report
            .text
            .folded(body)
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, c)| (body.start + at as u32, *c))
            .unzip();
        Squeezed { chars, offsets }
    }

    /// The places of the wanted characters among the kept ones from `range`.
    pub(super) fn places(&self, wanted: &[char], range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        let last = (range.end + 1).saturating_sub(wanted.len());
        (range.start..last)
            .filter(|&at| !wanted.is_empty() && self.chars[at..].starts_with(wanted))
            .map(|at| at..at + wanted.len())
            .collect()
    }

    /// The places of a surface that are not part of a longer number.
    fn surfaces(&self, wanted: &[char], range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        let digit = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        let point = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(|c| matches!(c, '.' | ','));
        let mut places = self.places(wanted, range);
        places.retain(|place| {
            let (before, last) = (place.start.checked_sub(1), place.end - 1);
            let starts_inside =
                digit(Some(place.start)) && (digit(before) || point(before) && digit(place.start.checked_sub(2)));
            let ends_inside =
                digit(Some(last)) && (digit(Some(place.end)) || point(Some(place.end)) && digit(Some(place.end + 1)));
            !starts_inside && !ends_inside
        });
        places
    }

    pub(super) fn span(&self, place: &std::ops::Range<usize>) -> Span {
        Span::new(self.offsets[place.start], self.offsets[place.end - 1] + 1)
    }

    /// The kept characters inside a span.
    fn inside(&self, span: Span) -> std::ops::Range<usize> {
        self.offsets.partition_point(|at| *at < span.start)..self.offsets.partition_point(|at| *at < span.end)
    }
}

/// Text for matching: folded, without white space.
pub(super) fn plain(text: &str) -> Vec<char> {
    text.chars().map(fold).filter(|c| !c.is_whitespace()).collect()
}

/// Finds one figure. `read`: a figure that was read must be there, not only its surface.
fn figure(
    corpus: &Corpus,
    address: &FigureAddress,
    read: bool,
    squeezed: &mut BTreeMap<(usize, usize), Squeezed>,
) -> Result<Spot<Span>, Missing> {
    let (quote, surface) = (plain(&address.quote), plain(&address.surface));
    let entries = reports(corpus, address.report, address.body.as_deref())?;
    let mut spots: Vec<Spot<Span>> = Vec::new();
    let (mut quoted, mut unread) = (false, false);
    let mut elsewhere = Vec::new();
    for &(body, report, entry) in &entries {
        let text = squeezed.entry((body, report)).or_insert_with(|| Squeezed::new(entry));
        for place in text.places(&quote, 0..text.chars.len()) {
            quoted = true;
            let inside = text.surfaces(&surface, place.clone());
            let around = if inside.is_empty() { sentences(entry, text, text.span(&place)) } else { place };
            for surface in text.surfaces(&surface, around) {
                match figure_at(entry, text.span(&surface)) {
                    Some(span) => spots.push(Spot { body, report, what: span }),
                    None if !read => spots.push(Spot { body, report, what: text.span(&surface) }),
                    None => unread = true,
                }
            }
        }
        let others = text.surfaces(&surface, 0..text.chars.len());
        elsewhere.extend(others.iter().map(|place| around(text, place)));
    }
    spots.sort_unstable();
    spots.dedup();
    let year = address.report;
    let (quote, surface) = (&address.quote, &address.surface);
    match spots[..] {
        [only] => Ok(only),
        [] if unread => Err(Missing::warning(
            Message::new(
                format!("{year} 年报告的“{surface}”没有读作指标"),
                format!("“{surface}” was not read as a figure in the report for {year}"),
            ),
            Message::new(
                "若是指标，请先用 reads 说明其数值与单位",
                "if it is one, say its value and unit with `reads`",
            ),
        )),
        [] => Err(not_said(year, if quoted { surface } else { quote }, surface, &elsewhere)),
        _ => Err(said_often(address, spots.len(), spots.iter().any(|spot| spot.body != spots[0].body))),
    }
}

/// That a report does not say what an address quotes, and where it has the surface.
pub(super) fn not_said(year: i32, what: &str, surface: &str, elsewhere: &[String]) -> Missing {
    let places = elsewhere.iter().take(3).map(|words| format!("“{words}”")).collect::<Vec<_>>().join("、");
    let help = if places.is_empty() {
        Message::new("请删去此决定，或改为报告现在的文字", "delete the decision, or put the report's words in")
    } else {
        Message::new(
            format!("“{surface}”现见于{places}；请改用那里的文字，或删去此决定"),
            format!("“{surface}” now stands in {places}; put those words in, or delete the decision"),
        )
    };
    Missing::warning(
        Message::new(format!("{year} 年报告没有“{what}”"), format!("the report for {year} does not say “{what}”")),
        help,
    )
}

/// That a report says what an address quotes in several places; `bodies`: in the reports of several bodies.
fn said_often(address: &FigureAddress, several: usize, bodies: bool) -> Missing {
    let (year, quote, surface) = (address.report, &address.quote, &address.surface);
    let help = if bodies {
        Message::new("请用 body 说明是哪个机关", "say whose report it is with `body`")
    } else {
        Message::new(
            "请加长 quote，使其中只有这一处",
            "make the quote longer, so that it holds only the one that is meant",
        )
    };
    Missing::warning(
        Message::new(
            format!("{year} 年报告有 {several} 处“{quote}”带“{surface}”"),
            format!("the report for {year} has “{quote}” with “{surface}” in {several} places"),
        ),
        help,
    )
}

/// The sentences and table rows that a stretch touches, as one.
fn sentences(entry: &Entry, text: &Squeezed, quote: Span) -> std::ops::Range<usize> {
    let touching = entry.report.sentences.iter().map(|sentence| sentence.span);
    let rows = entry.indicators.iter().filter(|indicator| indicator.table.is_some()).map(|indicator| indicator.quote);
    let all = touching.chain(rows).filter(|span| span.overlap(quote) > 0).fold(quote, Span::join);
    text.inside(all)
}

/// The figure that was read at a surface: the very one, or the only one that overlaps it.
fn figure_at(entry: &Entry, surface: Span) -> Option<Span> {
    let overlapping: Vec<Span> =
        entry.indicators.iter().map(|indicator| indicator.span).filter(|span| span.overlap(surface) > 0).collect();
    match overlapping[..] {
        [only] => Some(only),
        _ => overlapping.into_iter().find(|span| *span == surface),
    }
}

/// How many characters are shown on each side of a surface.
const AROUND: usize = 8;

fn around(text: &Squeezed, place: &std::ops::Range<usize>) -> String {
    let end = (place.end + AROUND).min(text.chars.len());
    text.chars[place.start.saturating_sub(AROUND)..end].iter().collect()
}

/// Finds one section.
pub(super) fn section(corpus: &Corpus, address: &SectionAddress) -> Result<Spot<SectionId>, Missing> {
    let title = plain(&address.title);
    let under = address.under.as_deref().map(plain);
    let mut spots = Vec::new();
    let mut titles = Vec::new();
    for (body, report, entry) in reports(corpus, address.report, address.body.as_deref())? {
        let of = &entry.report;
        for section in &of.sections {
            let own = plain(&of.title_of(section.id));
            let fits = if own.is_empty() {
                let start = of.text.folded(Span::new(section.text_start, section.span.end));
                plain(&squeeze(start)).starts_with(&title)
            } else {
                titles.push(of.title_of(section.id));
                own == title
            };
            let above = section.parent.map(|parent| plain(&of.title_of(parent))).unwrap_or_default();
            if fits && under.as_ref().is_none_or(|under| *under == above) {
                spots.push(Spot { body, report, what: section.id });
            }
        }
    }
    let (year, title) = (address.report, &address.title);
    match spots[..] {
        [only] => Ok(only),
        [] => {
            let list = titles.iter().map(|title| format!("“{title}”")).collect::<Vec<_>>().join("、");
            Err(Missing::warning(
                Message::new(
                    format!("{year} 年报告没有“{title}”这一部分"),
                    format!("the report for {year} has no section “{title}”"),
                ),
                Message::new(
                    format!("请改用现有标题，或删去此决定；现有：{list}"),
                    format!("put one of its titles in, or delete the decision; there are {list}"),
                ),
            ))
        }
        _ => Err(Missing::warning(
            Message::new(
                format!("{year} 年报告有 {} 个部分题为“{title}”", spots.len()),
                format!("the report for {year} has {} sections “{title}”", spots.len()),
            ),
            Message::new(
                "请用 under 写明上级标题，或用 body 说明机关",
                "say which with `under`, the title above it, or with `body`",
            ),
        )),
    }
}
