//! What a reader would notice at first glance, and must not pass without a word (不言则警): a long report without an
//! outline or without figures, one that is unlike its neighbours.

use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::indicator::Indicator;
use crate::report::{Report, Role};
use crate::text::Span;

/// From so many characters on a report has an outline and figures. Set by hand.
const LONG: u32 = 3000;
/// The share of a report, in percent, beyond which one part holds nearly all of it. Set by hand.
const NEARLY_ALL: u32 = 92;
/// Neighbours with fewer figures say nothing of how many there should be; of so many times as few it is said.
const MANY: usize = 20;
const FEWER: usize = 10;

/// A report with its figures.
#[derive(Clone, Copy)]
pub(super) struct Read<'a> {
    pub(super) report: &'a Report,
    pub(super) indicators: &'a [Indicator],
}

/// What is odd about a report by itself.
pub(super) fn alone(read: Read<'_>) -> Vec<Diagnostic> {
    let Read { report, indicators } = read;
    let chars = report.body.len();
    let mut out = Vec::new();
    if chars < LONG {
        return out;
    }
    let headed = report.sections.iter().any(|section| section.title.is_some());
    if !headed {
        let said = Message::new(
            format!("{chars} 字的报告没有读出目录结构：各部分的作用和年份可能有误"),
            format!(
                "no outline was found in {chars} characters: what its parts are for, and their years, may be wrong"
            ),
        );
        out.push(warning(report, Code::NoOutline, said, structure()));
    }
    if indicators.is_empty() {
        let said = Message::new(
            format!("{chars} 字的报告没有读出一个指标"),
            format!("no figure was found in {chars} characters"),
        );
        out.push(warning(report, Code::NoFigures, said, check_text()));
    }
    let main = report.sections.iter().filter(|section| section.level == 1);
    let whole = main.max_by_key(|section| section.span.len()).filter(|section| {
        let inside = report.sections.iter().filter(|other| other.parent == Some(section.id)).count();
        headed && inside == 0 && section.span.len() * 100 >= chars * NEARLY_ALL
    });
    if let Some(section) = whole {
        let said = Message::new(
            "一个部分几乎包含了整篇报告，其中没有标题：可能有标题没有读出",
            "one part holds nearly all of the report and has no headings in it: some may have been missed",
        );
        let place = section.title.unwrap_or(Span::new(section.span.start, section.span.start + 1));
        out.push(Diagnostic::new(Severity::Warning, Code::NoOutline, place, said).help(structure()));
    }
    out
}

/// What is odd about each of a body's reports beside the others.
pub(super) fn beside(reads: &[Read<'_>]) -> Vec<Vec<Diagnostic>> {
    let others = |at: usize| (0..reads.len()).filter(move |other| *other != at).map(|other| reads[other]);
    (0..reads.len())
        .map(|at| {
            let others: Vec<Read<'_>> = others(at).collect();
            [few_figures(reads[at], &others), no_plan(reads[at], &others)].into_iter().flatten().collect()
        })
        .collect()
}

fn few_figures(own: Read<'_>, others: &[Read<'_>]) -> Option<Diagnostic> {
    let mut figures: Vec<usize> = others.iter().map(|read| read.indicators.len()).collect();
    figures.sort_unstable();
    let count = own.indicators.len();
    let usual = figures.get(figures.len().saturating_sub(1) / 2).copied()?;
    (usual >= MANY && count * FEWER <= usual).then(|| {
        let said = Message::new(
            format!("只读出 {count} 个指标，其他年份通常有 {usual} 个"),
            format!("only {count} figures were found; the other years have {usual}"),
        );
        warning(own.report, Code::UnlikeNeighbours, said, check_text())
    })
}

fn no_plan(own: Read<'_>, others: &[Read<'_>]) -> Option<Diagnostic> {
    let ahead = |role: Role| matches!(role, Role::Plan | Role::Outlook);
    let plans = |read: &Read<'_>| read.report.sections.iter().any(|section| ahead(section.role));
    let planned = others.iter().filter(|read| plans(read)).count();
    (planned > 0 && !plans(&own) && planned * 4 >= others.len() * 3).then(|| {
        let said = Message::new(
            "没有读出对下一年的打算，其他年份有：目标可能被当作结果",
            "no part about what is to come was found, which the other years have: targets may stand as results",
        );
        warning(own.report, Code::UnlikeNeighbours, said, structure())
    })
}

fn warning(report: &Report, code: Code, said: Message, help: Message) -> Diagnostic {
    let start = report.body.start;
    Diagnostic::new(Severity::Warning, code, Span::new(start, (start + 1).min(report.body.end)), said).help(help)
}

fn structure() -> Message {
    Message::new(
        "请用 inspect 查看目录；若原文分段已丢失，请从原处重新保存",
        "look at its outline with inspect; if its paragraphs were lost, save it again from where it came from",
    )
}

fn check_text() -> Message {
    Message::new("请用 inspect --text 核对文字是否完整", "check with inspect --text whether the text is whole")
}
