//! What parts of a report are for (各部分的作用), by a reviewer: the report is cut anew, and its figures are read once more.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::indicator;
use crate::report::Role;
use crate::text::Span;

use super::address::{Missing, PartAddress, SectionAddress, Spot, Squeezed, not_said, plain, reports, section};
use super::{DecisionId, Remark, Review, Verdict};

/// A part of a report, what it is for, and the decision that says so.
type Decided = (Span, Role, DecisionId);

/// Applies all decisions about parts; of two about the same place only the first. What one of them cuts off is a part of its
/// own, which another may be about: what is not found is looked for again once the others hold, as long as that finds more.
pub(super) fn apply(corpus: &mut Corpus, review: &Review, config: &Config, remarks: &mut Vec<Remark>) {
    let mut open: Vec<_> = review
        .all()
        .filter_map(|(id, decision)| match &decision.verdict {
            Verdict::Part(address, role) => Some((id, address, *role)),
            _ => None,
        })
        .collect();
    let mut settled: BTreeMap<(usize, usize), Vec<Decided>> = BTreeMap::new();
    loop {
        let mut found: BTreeMap<(usize, usize), Vec<Decided>> = BTreeMap::new();
        let mut missing = Vec::new();
        open.retain(|&(id, address, role)| match part(corpus, address) {
            Ok(Spot { body, report, what }) => {
                let before = settled.entry((body, report)).or_default();
                match before.iter().find(|(span, _, _)| *span == what) {
                    None => {
                        before.push((what, role, id));
                        found.entry((body, report)).or_default().push((what, role, id));
                    }
                    Some((_, first, _)) if *first == role => {}
                    Some((_, _, first)) => remarks.push(contradicts(review, id, *first)),
                }
                false
            }
            Err(why) => {
                missing.push(why.remark(review, id));
                true
            }
        });
        if found.is_empty() {
            remarks.append(&mut missing);
            return;
        }
        for (at, new) in found {
            settle(&mut corpus.bodies[at.0].entries[at.1], &settled[&at], &new, review, config);
        }
    }
}

/// Finds one part: the stretch of a section or of a paragraph.
fn part(corpus: &Corpus, address: &PartAddress) -> Result<Spot<Span>, Missing> {
    let PartAddress { report, body, title, under, quote } = address.clone();
    if let Some(quote) = quote {
        return paragraph(corpus, report, body.as_deref(), &quote);
    }
    let wanted = SectionAddress { report, body, title: title.unwrap_or_default(), under };
    let found = section(corpus, &wanted)?;
    let of = &corpus.bodies[found.body].entries[found.report].report;
    Ok(Spot { body: found.body, report: found.report, what: of.section(found.what).span })
}

/// Finds the one paragraph that has these words.
fn paragraph(corpus: &Corpus, year: i32, body: Option<&str>, quote: &str) -> Result<Spot<Span>, Missing> {
    let wanted = plain(quote);
    let mut spots = Vec::new();
    for (body, report, entry) in reports(corpus, year, body)? {
        let text = Squeezed::new(entry);
        for place in text.places(&wanted, 0..text.chars.len()) {
            let words = text.span(&place);
            let own = entry.report.paragraph_of(words);
            spots.extend(own.map(|own| Spot { body, report, what: own.span }));
        }
    }
    spots.sort_unstable();
    spots.dedup();
    match spots[..] {
        [only] => Ok(only),
        [] => Err(not_said(year, quote, quote, &[])),
        _ => Err(Missing::warning(
            Message::new(
                format!("{year} 年报告有 {} 段说“{quote}”", spots.len()),
                format!("{} paragraphs of the report for {year} say “{quote}”", spots.len()),
            ),
            Message::new(
                "请加长 quote，使只有一段有这些字，或用 body 说明机关",
                "make the quote longer, so that one paragraph has it, or say whose report it is with `body`",
            ),
        )),
    }
}

/// Gives the paragraphs of an entry the roles that were decided, the widest first: what is said of a paragraph holds inside
/// what is said of its section, whichever was found first. `new`: those of `all` that were found last, and have no note yet.
fn settle(entry: &mut Entry, all: &[Decided], new: &[Decided], review: &Review, config: &Config) {
    let mut widest_first = all.to_vec();
    widest_first.sort_by_key(|(span, _, _)| std::cmp::Reverse(span.len()));
    let mut roles = entry.report.paragraph_roles();
    for (span, role, _) in &widest_first {
        for (paragraph, own) in entry.report.paragraphs.iter().zip(&mut roles) {
            if span.covers(paragraph.span) {
                *own = *role;
            }
        }
    }
    for (span, role, id) in new {
        let before = entry.report.role_at(span.start);
        entry.notes.retain(|note| note.code != Code::RoleUnsure || !span.covers(note.span));
        entry.notes.push(note(review, *id, *span, before, *role));
    }
    entry.report = entry.report.with_roles(&roles);
    entry.indicators = indicator::extract(&entry.report, config).value;
    entry.notes.sort_by_key(|note| (note.span, note.code));
}

fn note(review: &Review, id: DecisionId, span: Span, before: Role, now: Role) -> Diagnostic {
    let decision = &review.decisions[id.index()];
    let file = review.files[decision.file].path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let line = review.line(id);
    let message = Message::new(
        format!("按 {file} 第 {line} 行（part）读作“{}”；原读作“{}”", now.said().0, before.said().0),
        format!("read as {} by `part` in {file}:{line}; it was read as {}", now.said().1, before.said().1),
    );
    let place = Span::new(span.start, (span.start + 1).min(span.end));
    Diagnostic::new(Severity::Note, Code::DecisionApplied, place, message)
}

fn contradicts(review: &Review, id: DecisionId, first: DecisionId) -> Remark {
    let line = review.line(first);
    review.remark(
        id,
        Severity::Warning,
        Code::DecisionConflict,
        Message::new(
            format!("与第 {line} 行的 part 矛盾，此条未用"),
            format!("this contradicts the `part` in line {line}, and was left out"),
        ),
        Message::new("请删去其中一条", "delete one of the two"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::{apply, parse};
    use super::*;
    use crate::corpus::gather;
    use crate::indicator;

    const REPORT: &str = "云岭县2024年工作报告\n一、工作情况\n　　全县受理申请120件，办结申请110件。\n　　新建公园3个，改造街道7条。\n二、存在的问题\n　　力量仍然不足。\n";

    /// What each figure is, with these decisions, the remarks on them, and how many notes say that one was applied.
    fn read(decisions: &str) -> (Vec<(String, indicator::Role)>, Vec<Code>, usize) {
        read_of(REPORT, decisions)
    }

    /// The same of another report.
    fn read_of(text: &str, decisions: &str) -> (Vec<(String, indicator::Role)>, Vec<Code>, usize) {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(text.as_bytes(), "2024.txt").unwrap().value;
        let report = crate::report::read(source, "2024.txt", &config).value;
        let indicators = indicator::extract(&report, &config).value;
        let entry = Entry { path: "2024.txt".into(), report, indicators, notes: Vec::new() };
        let mut corpus = gather(vec![Ok(entry)], &[], &config.names);
        let review = parse(vec![("decisions.toml".into(), decisions.to_owned())]).unwrap();
        let remarks = apply(&mut corpus, &review, &config).remarks;
        let entry = &corpus.bodies[0].entries[0];
        let figures = entry.indicators.iter();
        let said = figures.map(|one| (entry.report.text.str(one.span).to_owned(), one.role)).collect();
        let applied = entry.notes.iter().filter(|note| note.code == Code::DecisionApplied).count();
        (said, remarks.into_iter().map(|remark| remark.diagnostic.code).collect(), applied)
    }

    /// The figures that are targets.
    fn targets(figures: &[(String, indicator::Role)]) -> Vec<&str> {
        figures.iter().filter(|(_, role)| *role == indicator::Role::Target).map(|(said, _)| said.as_str()).collect()
    }

    #[test]
    fn a_section_is_for_what_a_reviewer_says() {
        assert_eq!(targets(&read("").0), [""; 0]);
        let (figures, remarks, applied) = read("[[part]]\nreport = 2024\ntitle = \"工作情况\"\nrole = \"plan\"\n");
        assert_eq!(targets(&figures), ["120件", "110件", "3个", "7条"]);
        assert_eq!((remarks, applied), (vec![], 1));
    }

    #[test]
    fn a_paragraph_is_for_what_a_reviewer_says_inside_its_section() {
        let paragraph = "[[part]]\nreport = 2024\nquote = \"新建公园\"\nrole = \"plan\"\n";
        assert_eq!(targets(&read(paragraph).0), ["3个", "7条"]);
        // Whatever is said of the section around it, and in whichever order.
        let section = "[[part]]\nreport = 2024\ntitle = \"工作情况\"\nrole = \"work\"\n";
        assert_eq!(targets(&read(&format!("{paragraph}{section}")).0), ["3个", "7条"]);
    }

    #[test]
    fn what_another_decision_cuts_off_is_a_part_too() {
        let paragraph = "[[part]]\nreport = 2024\nquote = \"全县受理\"\nrole = \"closing\"\n";
        let rest = "[[part]]\nreport = 2024\ntitle = \"新建公园3个，改造\"\nrole = \"plan\"\n";
        // Without the cut there is no such part.
        assert_eq!(read(rest).1, [Code::DecisionStale]);
        for decisions in [format!("{paragraph}{rest}"), format!("{rest}{paragraph}")] {
            let (figures, remarks, applied) = read(&decisions);
            assert_eq!((targets(&figures), remarks, applied), (vec!["3个", "7条"], vec![], 2));
        }
    }

    #[test]
    fn a_paragraph_keeps_its_decision_inside_a_part_that_is_found_later() {
        let text = REPORT.replace("7条。\n", "7条。\n　　整修桥梁9座，疏浚河道4条。\n");
        let part = |how: &str, role: &str| format!("[[part]]\nreport = 2024\n{how}\nrole = \"{role}\"\n");
        let cut = part("quote = \"全县受理\"", "closing");
        let rest = part("title = \"新建公园3个，改造\"", "plan");
        let inside = part("quote = \"整修桥梁\"", "work");
        // The rest is there only once the first paragraph is cut off, and all that is in it is planned but for the last.
        for decisions in [format!("{inside}{cut}{rest}"), format!("{rest}{cut}{inside}")] {
            let (figures, remarks, applied) = read_of(&text, &decisions);
            assert_eq!((targets(&figures), remarks, applied), (vec!["3个", "7条"], vec![], 3));
        }
    }

    #[test]
    fn what_is_not_there_or_contradicts_is_said() {
        let part =
            |title: &str, role: &str| format!("[[part]]\nreport = 2024\ntitle = \"{title}\"\nrole = \"{role}\"\n");
        assert_eq!(read(&part("重点工作", "plan")).1, [Code::DecisionStale]);
        let (figures, remarks, _) = read(&format!("{}{}", part("工作情况", "plan"), part("工作情况", "work")));
        assert_eq!((targets(&figures).len(), remarks), (4, vec![Code::DecisionConflict]));
    }
}
