//! What a paragraph that addresses the hearers (各位代表) says of whether the report ends with it.

use crate::config::{Border, Roles};

use super::heading;

/// A paragraph with this piece of evidence closes no report.
pub(super) const BARS_CLOSING: &str = "bars.closing";

/// The same of one that a number opens (（三）……推动出台《……条例》): one word that may hand over a report or appeal is none there. It weighs
/// nothing.
pub(super) const IN_ROW: &str = "bars.row";

/// The length of an address to the hearers at the start of a paragraph (各位代表！), with what closes it.
pub(super) fn greeting(words: &[char], roles: &Roles) -> usize {
    let Some((len, class)) = roles.said.words.at_start(words) else { return 0 };
    if roles.said.names[class as usize] != "greeting" {
        return 0;
    }
    let mark = |c: &char| c.is_whitespace() || matches!(c, '!' | ',' | ':' | '。' | '、');
    len + words[len..].iter().take_while(|c| mark(c)).count()
}

/// Whether a paragraph is no end yet, though it addresses the hearers or appeals to them: it owns up to several things that are
/// lacking, or opens with the year to come and says what shall be done. `counts` tells how often it holds words of each class of
/// `said`, `opens` the years that it opens with.
fn is_before_the_end(words: &[char], counts: &[usize], opens: &[String], roles: &Roles) -> bool {
    let count = |name: &str| roles.said.class(name).map_or(0, |class| counts[class as usize]);
    let lacks = greeting(words, roles) > 0 && count("lack") > 1 && count("admit") > 1;
    let plans = count("modal") > 0 && opens.iter().any(|year| year == "year.next");
    !words.contains(&'!') && count("thanks") == 0 && (lacks || plans)
}

/// Whether a paragraph may close a report, by its words: `counts` of each class, and the years that it `opens` with.
pub(super) fn closes(
    words: &[char],
    border: Border,
    (counts, opens): (&[usize], &[String]),
    roles: &Roles,
    evidence: &mut Vec<String>,
) -> bool {
    // What closes a report appeals to somebody, thanks, hands over, or is a line without a sentence.
    let closes = |name: &&str| roles.said.class(name).is_some_and(|class| counts[class as usize] > 0);
    let closing = words.contains(&'!') || ["appeal", "thanks", "handing", "greeting"].iter().any(closes);
    let listed = heading::ordinal(words).is_some();
    let appeals = roles.said.class("appeal").is_some_and(|class| counts[class as usize] > 1);
    if listed && !words.contains(&'!') && !appeals && !["thanks", "greeting"].iter().any(closes) {
        evidence.push(IN_ROW.to_owned());
    }
    if is_before_the_end(words, counts, opens, roles) {
        evidence.push(BARS_CLOSING.to_owned());
    }
    if !closing && (words.contains(&'。') || listed || border != Border::Open) {
        evidence.push(BARS_CLOSING.to_owned());
    }
    closing
}
