//! What is held again and again (届次): 成功举办第八届……博览会 in the work, 办好第九届……博览会 in the plan.

use super::{Check, Kind, Verdict};
use crate::config::Ties;
use crate::corpus::Entry;
use crate::diagnostic::Message;
use crate::quantity::numeral;
use crate::report::Role;
use crate::text::{Span, is_han};

/// An event with its number.
struct Edition {
    number: u32,
    name: Vec<char>,
    span: Span,
    planned: bool,
}

/// Checks that what a report plans to hold is the next after what it tells was held. Another number says nothing: some are held
/// twice a year, and some are made ready in one year for the next.
pub(super) fn check(report: usize, entry: &Entry, ties: &Ties) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::new();
    let all: Vec<Edition> =
        entry.report.sentences.iter().flat_map(|sentence| editions(entry, sentence.span, ties)).collect();
    for next in all.iter().filter(|one| one.planned) {
        let before = all.iter().find(|last| {
            !last.planned
                && last.number + 1 == next.number
                && last.span.end <= next.span.start
                && alike(&last.name, &next.name, ties)
        });
        if let Some(last) = before {
            let [was, is] = [last, next].map(|one| entry.report.text.str(one.span));
            let message =
                Message::new(format!("届次相接：{was} → {is}"), format!("the one after the last: {was} → {is}"));
            let (expected, found) = ((last.number + 1).to_string(), next.number.to_string());
            checks.push(Check {
                report,
                kind: Kind::Roll,
                verdict: Verdict::Holds,
                span: next.span,
                expected,
                found,
                message,
            });
        }
    }
    checks
}

/// The numbered events of a sentence in a part on the work or on the plan.
fn editions(entry: &Entry, sentence: Span, ties: &Ties) -> Vec<Edition> {
    let planned = match entry.report.role_at(sentence.start) {
        Role::Preamble | Role::Work => false,
        Role::Plan | Role::Outlook => true,
        Role::Problems | Role::Closing | Role::Annex => return Vec::new(),
    };
    let chars = entry.report.text.folded(sentence);
    let numbered = |at: usize| {
        let number = ties.nth.has(chars[at]).then(|| numeral(&chars[at + 1..])).flatten()?;
        let end = at + 1 + number.len;
        let (len, ()) = ties.editions.at_start(&chars[end..])?;
        let name: Vec<char> = chars[end + len..].iter().copied().take_while(|c| is_han(*c)).take(NAME).collect();
        let value = number.value.to_string().parse().ok()?;
        let span = Span::new(sentence.start + at as u32, sentence.start + (end + len) as u32);
        (name.len() >= SHORT).then_some(Edition { number: value, name, span, planned })
    };
    (0..chars.len().saturating_sub(2)).filter_map(numbered).collect()
}

/// Whether two names are of one event: up to their last word for one (博览会) they are alike, or one goes on where the other ends.
fn alike(a: &[char], b: &[char], ties: &Ties) -> bool {
    let whole = |name| ties.edition_ends.rfind(name).map_or(name, |(at, len, ())| &name[..at + len]);
    whole(a).iter().zip(whole(b)).all(|(x, y)| x == y)
}

/// How long a name is at least, and how much of it is read.
const SHORT: usize = 3;
const NAME: usize = 12;

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::*;

    #[test]
    fn the_next_is_one_more_than_the_last() {
        let of = |told: &str, plan: &str| {
            verdicts(Kind::Roll, &[(2024, &format!("成功举办{told}。\n二、下一步打算\n　　明年办好{plan}。"))])
        };
        assert_eq!(of("第八届竹业博览会", "第九届竹业博览会"), [Verdict::Holds]);
        assert_eq!(of("第八届竹业博览会", "第九届茶业博览会"), []);
        assert_eq!(of("第八届竹业博览会", "第八届竹业博览会"), []);
        assert_eq!(of("第八届竹业博览会取得成效", "第九届竹业博览会各项筹备"), [Verdict::Holds]);
        assert_eq!(of("第八届中国国际进口博览会", "第九届中国国际消费品博览会"), []);
    }
}
