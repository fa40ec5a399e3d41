//! Where a report turns: which of its headings, and which openings of its paragraphs, say that something else begins.
//!
//! A paragraph that gives orders before a part called 下一步打算 tells, most likely, what was done; one behind it does not.

use crate::config::Config;
use crate::text::{Span, Text};

use super::outline::Section;

/// Where something is said to begin: its name, and the places in order.
pub(super) struct Turns(Vec<(&'static str, Vec<u32>)>);

/// What a heading says that counts: its name, and words of a title (`told`) of which one must be there, and none.
const SAID: [(&str, &[&str], &[&str]); 3] = [
    ("work", &["work", "past", "year.own"], &["plan", "outlook", "year.next"]),
    ("problems", &["problems"], &[]),
    ("plan", &["plan", "outlook", "year.next", "plan.ahead"], &["work", "past", "problems"]),
];

/// Finds where a report turns; `told` says what a title tells.
pub(super) fn turns(
    text: &Text,
    sections: &[Section],
    paragraphs: &[Span],
    told: impl Fn(&[char]) -> Vec<String>,
    config: &Config,
) -> Turns {
    let titled: Vec<(u32, u8, Vec<String>)> = sections
        .iter()
        .filter(|section| section.level <= 2)
        .filter_map(|section| Some((section.span.start, section.level, told(text.folded(section.title?)))))
        .collect();
    let mut all = Vec::new();
    for (name, some, none) in SAID {
        let says = |level: u8, said: &[String]| {
            // What a heading inside a part is about, its last word says.
            let end = format!("end.{name}");
            let yes = if level == 1 {
                some.iter().any(|word| said.iter().any(|one| one == word))
            } else {
                said.contains(&end)
            };
            yes && !none.iter().any(|word| said.iter().any(|one| one == word))
        };
        let places = titled.iter().filter(|(_, level, said)| says(*level, said)).map(|(start, _, _)| *start);
        all.push((name, places.collect()));
    }
    let next = paragraphs.iter().filter(|span| config.roles.said.opens(text.folded(**span), &["next"]));
    all.push(("next", next.map(|span| span.start).collect()));
    Turns(all)
}

impl Turns {
    /// What the turns say of a place: `never.plan` where no plan begins, `ahead.plan` before the first, `passed.plan` from
    /// there on.
    pub(super) fn at(&self, place: u32) -> impl Iterator<Item = String> + '_ {
        self.0.iter().map(move |(name, places)| match places.first() {
            None => format!("never.{name}"),
            Some(first) if place < *first => format!("ahead.{name}"),
            Some(_) => format!("passed.{name}"),
        })
    }
}
