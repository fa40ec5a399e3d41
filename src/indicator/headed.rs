//! Whose figures a part tells of, by its heading or by the short sentence that opens its paragraph (标题口径): （二）市本级, 1.全市。

use crate::config::{Config, Scopes};
use crate::report::{Report, Section, Sentence};
use crate::text::squeeze;

use super::scope;

/// The scope that holds for a sentence before it names one itself: of the run-in that opens its paragraph, or of the
/// nearest heading above it that names one.
pub(super) fn scope(report: &Report, sentence: &Sentence, config: &Config) -> Option<String> {
    run_in(report, sentence, config).or_else(|| {
        let mut next = sentence.section;
        while let Some(id) = next {
            let section = report.section(id);
            if let Some(scope) = of_heading(report, section, config) {
                return Some(scope);
            }
            next = section.parent;
        }
        None
    })
}

/// 1.全市。……: the first sentence of a paragraph, where it is nothing but a scope.
fn run_in(report: &Report, sentence: &Sentence, config: &Config) -> Option<String> {
    let at = report.sentences.partition_point(|other| other.span.start < sentence.span.start);
    let first = report.sentences[..at].iter().rev().take_while(|other| other.paragraph == sentence.paragraph).last()?;
    let words = report.text.folded(first.span);
    let listed = words.iter().position(|c| crate::text::is_han(*c) && crate::quantity::digit(*c).is_none())?;
    alone(words[listed..].split(|c| *c == '。').next()?, config)
}

/// The scope of a heading that is nothing but one, or that only its scope tells from a heading beside it:
/// 市本级收支情况 beside 全市收支情况.
fn of_heading(report: &Report, section: &Section, config: &Config) -> Option<String> {
    let title = report.text.folded(section.title?);
    if let Some(scope) = alone(title, config) {
        return Some(scope);
    }
    let (own, rest) = opening(title, config)?;
    let at = report.sections.iter().position(|other| other.id == section.id)?;
    let near = &report.sections[at.saturating_sub(NEAR)..report.sections.len().min(at + NEAR)];
    let beside = near.iter().filter(|other| other.parent == section.parent && other.id != section.id);
    let mut others = beside.filter_map(|other| opening(report.text.folded(other.title?), config));
    others.any(|(other, tail)| other != own && tail == rest).then_some(own)
}

/// So many headings before and behind one may stand beside it.
const NEAR: usize = 24;

/// The scope that words are, with nothing but what says so behind it: 市本级方面.
fn alone(words: &[char], config: &Config) -> Option<String> {
    let (scope, rest) = opening(words, config)?;
    let scopes: &Scopes = &config.scopes;
    (rest.is_empty() || scopes.headed.is(rest)).then_some(scope)
}

/// The territory, level or part of one that words begin with, and what stands behind it.
fn opening<'a>(words: &'a [char], config: &Config) -> Option<(String, &'a [char])> {
    let (at, len) = scope::find(words, config)?;
    (at == 0).then(|| (squeeze(&words[..len]), &words[len..]))
}
