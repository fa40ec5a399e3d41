//! Rows of parts that leave none out (穷尽列举): the last is 其他, there are as many tiers as the total says, the total's own name names
//! them all (建议和提案), or one is what the other is not (合格与不合格).

use rust_decimal::Decimal;

use super::clause::own_clause;
use crate::config::{Config, Ties};
use crate::corpus::Entry;
use crate::indicator::Indicator;
use crate::quantity::{digit, numeral};
use crate::text::Span;

/// Whether the parts that a word says are of a total are all that there are.
pub(super) fn are_all(entry: &Entry, total: &Indicator, parts: &[usize], config: &Config) -> bool {
    let named = || {
        are_tiers(entry, total, parts, &config.ties)
            || are_named(entry, total, parts, &config.ties)
            || are_opposites(entry, parts, &config.ties)
    };
    ends_with_rest(entry, total, parts, config) || !goes_on(entry, total, parts, &config.ties) && named()
}

/// Whether more is told behind the parts: 其余80批次尚未出结果, 另有转办件16件.
fn goes_on(entry: &Entry, total: &Indicator, parts: &[usize], ties: &Ties) -> bool {
    let Some(&last) = parts.last() else { return false };
    let one = &entry.indicators[last];
    let behind = entry.report.text.folded(Span::new(one.span.end, one.quote.end.max(one.span.end)));
    let next = entry.indicators.get(last + 1).filter(|next| one.quote.covers(next.span));
    ties.and_more.any(behind) || next.is_some_and(|next| next.unit == total.unit && next.kind == total.kind)
}

/// With 其他 behind them no part is left out, where it is all the rest of the total (其他收入 of 营业收入): 其他民生支出 is some of it.
fn ends_with_rest(entry: &Entry, total: &Indicator, parts: &[usize], config: &Config) -> bool {
    let rest = |at: &usize| {
        let name: Vec<char> = entry.indicators[*at].label.rsplit('·').next().unwrap_or_default().chars().collect();
        // 信息不存在或作其他处理.
        let of = config.grammar.others.rfind(&name).map(|(at, len, ())| &name[at + len..]);
        // 其他类: of the same as the others.
        of.is_some_and(|of| config.ties.rest_classes.is(of) || total.label.ends_with(&of.iter().collect::<String>()))
    };
    parts.last().is_some_and(rest)
}

/// 四级网格员320名，其中市级2名、县级18名、乡级60名、村级240名: as many tiers as the total says it has, a part each, are all of it.
fn are_tiers(entry: &Entry, total: &Indicator, parts: &[usize], ties: &Ties) -> bool {
    let text = &entry.report.text;
    let clause = own_clause(text, total);
    let Some(at) = (1..clause.len()).find(|at| ties.tiered.at_start(&clause[*at..]).is_some()) else { return false };
    let said = (0..at).rev().take_while(|from| digit(clause[*from]).is_some() || clause[*from].is_ascii_digit()).last();
    let many = said.and_then(|from| numeral(&clause[from..at])).map(|number| number.value);
    let tier = |part: &usize| {
        let clause = own_clause(text, &entry.indicators[*part]);
        let word = ties.parts.at_start(clause).map_or(clause, |(len, ())| &clause[len..]);
        let named = word.iter().position(|c| !ties.tiers.has(*c)).filter(|at| *at > 0)?;
        ties.tiered.at_start(&word[named..]).map(|_| word[..named].to_vec())
    };
    let tiers: Vec<_> = parts.iter().map_while(tier).collect();
    let apart = (1..tiers.len()).all(|at| !tiers[..at].contains(&tiers[at]));
    many == Some(Decimal::from(parts.len())) && tiers.len() == parts.len() && apart
}

/// What a part is called in its clause: 建议 of 其中建议211件.
pub(super) fn called<'a>(entry: &'a Entry, part: usize, ties: &Ties) -> &'a [char] {
    let clause = own_clause(&entry.report.text, &entry.indicators[part]);
    let rest = ties.parts.at_start(clause).map_or(clause, |(len, ())| &clause[len..]);
    rest.strip_prefix(&[':']).unwrap_or(rest)
}

/// 办理建议和提案467件，其中建议211件、提案256件: the name of the total joins those of its parts, and no other.
fn are_named(entry: &Entry, total: &Indicator, parts: &[usize], ties: &Ties) -> bool {
    let text = &entry.report.text;
    // The row of the names may have 、 in it, which ends a clause.
    let before = text.folded(Span::new(total.quote.start.min(total.span.start), total.span.start));
    let clause = before.rsplit(|c| matches!(c, ',' | ';' | '。' | ':')).next().unwrap_or_default();
    let joint = |words: &[char]| {
        let joins = (0..words.len()).filter(|at| words[*at] == '、' || ties.joins.at_start(&words[*at..]).is_some());
        joins.count()
    };
    let mut rest = clause;
    for (at, part) in parts.iter().enumerate() {
        let name = called(entry, *part, ties);
        let place = (name.len() >= NAME).then(|| rest.windows(name.len()).position(|words| words == name)).flatten();
        let Some(place) = place.filter(|place| joint(&rest[..*place]) == usize::from(at > 0)) else { return false };
        rest = &rest[place + name.len()..];
    }
    joint(rest) == 0 && ties.examples.find(rest).is_none()
}

/// How long a name is at least by which a total names its part.
const NAME: usize = 2;

/// 合格1240批次、不合格36批次: one of two parts is what the other is not.
fn are_opposites(entry: &Entry, parts: &[usize], ties: &Ties) -> bool {
    let [one, other] = parts else { return false };
    let [one, other] = [one, other].map(|part| called(entry, *part, ties));
    let denies =
        |a: &[char], b: &[char]| a.len() >= NAME && ties.denied.at_start(b).is_some_and(|(len, ())| &b[len..] == a);
    denies(one, other) || denies(other, one)
}

#[cfg(test)]
mod tests {
    use super::super::tests::verdicts;
    use super::super::{Kind, Verdict};
    use Verdict::{Fails, Holds};

    fn of(told: &str) -> Vec<Verdict> {
        verdicts(Kind::Sum, &[(2024, told)])
    }

    #[test]
    fn a_total_may_name_all_of_its_parts() {
        let told = |n: &str| format!("全年修缮码头和渡口{n}处，其中码头26处、渡口41处。");
        assert_eq!(of(&told("67")), [Holds]);
        assert_eq!(of(&told("69")), [Fails]);
        assert!(!of("全年修缮码头、渡口和航标69处，其中码头26处、渡口41处。").contains(&Fails));
        assert!(!of("全年修缮码头、渡口等设施69处，其中码头26处、渡口41处。").contains(&Fails));
        let acts = |n: &str| format!("新建、改建航道{n}公里，其中新建18公里、改建27公里。");
        assert_eq!(of(&acts("45")), [Holds]);
        assert_eq!(of(&acts("47")), [Fails]);
    }

    #[test]
    fn what_is_and_what_is_not_are_all() {
        let told = |n: &str| format!("检测水样{n}份，其中达标430份、未达标12份。");
        assert_eq!(of(&told("442")), [Holds]);
        assert_eq!(of(&told("452")), [Fails]);
        let rest = |n: &str| format!("收到船员申诉{n}件，其中支持31件、驳回12件、撤回或作其他处理9件。");
        assert_eq!(of(&rest("52")), [Holds]);
        assert_eq!(of(&rest("58")), [Fails]);
    }
}
