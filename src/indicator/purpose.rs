//! Money that is told before what it is for (资金与用途): 安排资金148亿元，实施民生实事28项.

use crate::config::{Config, Kind};
use crate::quantity::Mention;

use super::label;
use super::layout::{Layout, Mark};
use super::phrase::joined;
use super::reader::Draft;
use super::why::LabelRule;

/// Names the first figure of a sentence, where it is money that nothing before it says the use of, by what the next clause does
/// with it.
///
/// `carried` is what the sentence before is about: less telling than a use.
pub(super) fn name_purpose(
    layout: &Layout<'_>,
    figures: &[&Mention],
    drafts: &mut [Draft],
    carried: Option<&str>,
    config: &Config,
) {
    let (Some(first), Some(slot)) = (drafts.first(), layout.slots.first()) else { return };
    let (told, own) = first.label.split_once('·').unwrap_or(("", &first.label));
    let own: Vec<char> = own.chars().collect();
    let unsaid = told.is_empty() || Some(told) == carried;
    let money = unsaid && figures[0].kind(config) == Kind::Money && config.counting.is_bare(&own);
    if !money || slot.closed_by != Mark::Comma {
        return;
    }
    let end = (slot.right + 1..layout.chars.len())
        .find(|&at| !matches!(layout.marks[at], Mark::None | Mark::Item))
        .unwrap_or(layout.chars.len());
    let clause = &layout.chars[slot.right + 1..end];
    let done = label::open(clause, &config.grammar).rest;
    let Some((verb, ())) = config.grammar.purposes.at_start(done) else { return };
    let next = layout.slots.get(1).filter(|next| next.start < end);
    let noun = match (next, drafts.get(1)) {
        (Some(_), Some(next)) => next.topic.clone(),
        _ => label::noun_phrase(&done[verb..], config).map(crate::text::squeeze).unwrap_or_default(),
    };
    let noun: Vec<char> = noun.chars().collect();
    let noun = &noun[config.grammar.purposes.at_start(&noun).map_or(0, |(len, ())| len)..];
    if noun.len() < LEAST {
        return;
    }
    let noun: String = noun.iter().collect();
    let own: String = own.into_iter().collect();
    let draft = &mut drafts[0];
    draft.label = joined(&noun, &own);
    draft.subject.clone_from(&draft.label);
    draft.topic = noun;
    draft.rules.0 = LabelRule::Purpose;
}

/// So many letters name a use at least.
const LEAST: usize = 3;

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn labels(sentence: &str) -> Vec<String> {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        crate::indicator::extract(&report, &config).value.into_iter().map(|indicator| indicator.label).collect()
    }

    #[test]
    fn money_is_named_by_its_use() {
        assert_eq!(labels("安排资金5亿元，修缮古渡口28处。")[0], "古渡口·安排资金");
        assert_eq!(labels("安排资金5亿元，办好28件渔民实事。")[0], "渔民实事·安排资金");
        // What it is of was told: the next clause goes on with something else.
        assert_eq!(labels("渔港码头完成投资5亿元，修缮古渡口28处。")[0], "渔港码头完成投资");
    }
}
