//! Alarms on silent failure of an alignment of sections.

use crate::align::features::Features;
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::pair::Pair;
use crate::report::SectionId;
use crate::text::Span;

use super::{LEAST, SectionAlignment};

/// A heading whose text went elsewhere, and a shift that runs through all headings.
pub(super) fn alarms(features: Pair<&Features>, alignment: &SectionAlignment) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    let section = |side: &Features, id: SectionId| side.sections[id.index()].span.start;
    for pair in &alignment.pairs {
        let evidence = pair.evidence;
        let elsewhere = pair.runner_up.filter(|(_, score)| *score > LEAST);
        if evidence.title >= 0.9 && evidence.text < 0.1 && evidence.matched < 0.05 && elsewhere.is_some() {
            let start = section(features.after, pair.sections.after);
            notes.push(
                Diagnostic::new(
                    Severity::Warning,
                    Code::HeadingDisagrees,
                    Span::new(start, start + 1),
                    Message::new("标题相同而内容不同", "the heading is the same, but its text is another"),
                )
                .help(Message::new("请核对章节对应关系", "check which section it was")),
            );
        }
    }
    let shifts: Vec<i32> = alignment
        .pairs
        .iter()
        .filter(|pair| pair.relation.renamed && !pair.relation.split && !pair.relation.merged)
        .map(|pair| i32::from(pair.sections.after.0) - i32::from(pair.sections.before.0))
        .collect();
    if let [first, rest @ ..] = &shifts[..]
        && *first != 0
        && rest.len() >= 5
        && rest.iter().all(|shift| shift == first)
    {
        notes.push(Diagnostic::new(
            Severity::Warning,
            Code::ConstantShift,
            Span::default(),
            Message::new(
                "所有章节都错开同样的位数，请核对",
                "all sections are shifted by the same number; check the pairing",
            ),
        ));
    }
    notes
}
