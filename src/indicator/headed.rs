//! Whose figures a part tells of, by its heading or by the short sentence that opens them (标题口径): （二）市本级, 1.全市。

use crate::config::Config;
use crate::report::{Report, Section, SectionId, Sentence};
use crate::text::signs::STOP;
use crate::text::{is_han, squeeze};

use super::scope;

/// The scope that holds before a sentence names one itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Headed {
    /// Of the nearest heading above that names one.
    heading: Option<String>,
    /// Of the last short sentence of the paragraph that is nothing but one.
    run_in: Option<String>,
    /// The account that the nearest heading names.
    account: Option<String>,
    /// The same of such a sentence of the paragraph.
    run_in_account: Option<String>,
    section: Option<SectionId>,
    paragraph: Option<u32>,
}

impl Headed {
    /// Moves to a sentence.
    pub(super) fn enter(&mut self, report: &Report, sentence: &Sentence, config: &Config) {
        if self.paragraph.is_none() || sentence.section != self.section {
            (self.section, self.heading, self.account) = (sentence.section, None, None);
            let mut next = sentence.section;
            while let Some(section) = next.map(|id| report.section(id)).filter(|_| self.account.is_none()) {
                self.account = section.title.and_then(|title| account(report.text.folded(title), config));
                next = section.parent;
            }
            let mut next = sentence.section;
            while let Some(section) = next.map(|id| report.section(id)).filter(|_| self.heading.is_none()) {
                self.heading = of_heading(report, section, config);
                // （2）县区 beside （1）市本级: of another scope, whatever it is called.
                let other = || beside(report, section).any(|other| of_title(report, other, config).is_some());
                next = section.parent.filter(|_| !other());
            }
        }
        if self.paragraph != Some(sentence.paragraph) {
            (self.paragraph, self.run_in, self.run_in_account) = (Some(sentence.paragraph), None, None);
        }
        let words = report.text.folded(sentence.span);
        if words.len() <= ACCOUNT && words.ends_with(&[STOP]) {
            self.run_in_account = account(words, config).or(self.run_in_account.take());
        }
        let first = words.iter().position(|c| is_han(*c) && crate::quantity::digit(*c).is_none());
        if let Some(words) = first.map(|at| &words[at..]).filter(|words| words.len() <= LONGEST)
            && let Some(scope) = alone(words.split(|c| *c == '。').next().unwrap_or_default(), config)
        {
            self.run_in = Some(scope);
        }
    }

    /// The account that is told of, where only its income and spending are named: （三）国有资本经营预算执行情况。
    pub(super) fn account(&self) -> Option<&str> {
        self.run_in_account.as_deref().or(self.account.as_deref())
    }

    /// The scope that holds.
    pub(super) fn scope(&self) -> Option<String> {
        self.run_in.clone().or_else(|| self.heading.clone())
    }
}

/// So long is a sentence at most that only names an account. Set by hand: with its number and 执行情况.
const ACCOUNT: usize = 24;

/// The account of a heading that is no more than its name: （三）国有资本经营预算执行情况。
fn account(words: &[char], config: &Config) -> Option<String> {
    let accounts = &config.scopes.budgets;
    let (at, len, ()) = accounts.rfind(words)?;
    let behind = words[at + len..].strip_suffix(&[STOP]).unwrap_or(&words[at + len..]);
    let named = behind.is_empty() || config.scopes.budget_parts.is(behind);
    (named && !accounts.any(&words[..at])).then(|| squeeze(&words[at..at + len]))
}

/// So long is a sentence at most that is nothing but a scope. Set by hand: 各县（市、区）执行情况 is the longest.
const LONGEST: usize = 16;

/// So many headings before and behind one may stand beside it. Set by hand: reports have fewer parts, and a damaged one is not searched through.
const NEAR: usize = 24;

/// The scope of a heading that is nothing but one, or that only its scope tells from a heading beside it:
/// 市本级收支情况 beside 全市收支情况.
fn of_heading(report: &Report, section: &Section, config: &Config) -> Option<String> {
    if let Some(scope) = of_title(report, section, config) {
        return Some(scope);
    }
    let title = report.text.folded(section.title?);
    let (own, rest) = opening(title, config)?;
    let mut others = beside(report, section).filter_map(|other| opening(report.text.folded(other.title?), config));
    others.any(|(other, tail)| other != own && tail == rest).then_some(own)
}

/// The scope that a heading is, and nothing else.
fn of_title(report: &Report, section: &Section, config: &Config) -> Option<String> {
    alone(report.text.folded(section.title?), config)
}

/// The headings beside one, as far as they stand near it.
fn beside<'a>(report: &'a Report, section: &'a Section) -> impl Iterator<Item = &'a Section> {
    let at = section.id.index();
    let near = &report.sections[at.saturating_sub(NEAR)..report.sections.len().min(at + NEAR)];
    near.iter().filter(|other| other.parent == section.parent && other.id != section.id)
}

/// The scope that words are, with nothing but what says so behind it: 市本级方面.
fn alone(words: &[char], config: &Config) -> Option<String> {
    let (scope, rest) = opening(words, config)?;
    (rest.is_empty() || config.scopes.headed.is(rest)).then_some(scope)
}

/// The territory, level or part of one that words begin with, and what stands behind it. Several at once (各县) are none:
/// under such a heading each is told by its name.
fn opening<'a>(words: &'a [char], config: &Config) -> Option<(String, &'a [char])> {
    let (at, len) = scope::find(words, config)?;
    let several = config.scopes.below.at_start(words).is_some();
    (at == 0 && !several).then(|| (squeeze(&words[..len]), &words[len..]))
}
