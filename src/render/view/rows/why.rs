//! Why figures are not comparable (不可比), in words for page and chart; `Break::said` names what broke. The page is given
//! those of its own figures as data.

use std::collections::BTreeMap;

use crate::render::view::reading::Words;
use crate::timeline::change::Reason;
use crate::timeline::series::Break;

use super::Row;

/// Why figures are not comparable, by the names that the data has, each in words.
pub type Reasons = BTreeMap<&'static str, Words>;

/// Why figures are not comparable, in words.
pub fn reasons(breaks: &[Break]) -> Words {
    joined(breaks, said)
}

/// The same where there is little room.
pub fn short_reasons(breaks: &[Break]) -> Words {
    joined(breaks, shortly)
}

/// All that keeps figures of these series, or two of them, from being compared, in words.
pub fn all_reasons<'a>(rows: impl Iterator<Item = &'a Row>) -> Reasons {
    let of = |row: &'a Row| {
        let breaks = row.figures.iter().flat_map(|figure| &figure.breaks).map(|one| Reason::Broken(*one));
        breaks.chain(row.between.iter().flat_map(|change| change.reasons.iter().copied()))
    };
    rows.flat_map(of).map(|reason| (reason.name(), words(said(reason)))).collect()
}

const fn said(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Broken(Break::TimeBasis) => ("截至时间不同", "counted up to another month"),
        Reason::Broken(Break::Scope) => ("范围不同", "another scope"),
        Reason::Broken(Break::Unit) => ("单位不同", "another unit"),
        Reason::Broken(Break::Since) => ("累计与当年不同", "a running total and one year"),
        Reason::Broken(Break::Definition) => ("说法不同", "defined in other words"),
        Reason::Approximate => ("是约数", "about so much"),
        Reason::Threshold => ("只说过界限", "only a bound"),
        Reason::Range => ("是一个区间", "a range"),
        Reason::Span => ("年数不同", "over another number of years"),
        Reason::Measure => ("不是同一种量", "measured otherwise"),
    }
}

const fn shortly(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Broken(Break::TimeBasis) => ("截至时间不同", "month differs"),
        Reason::Broken(Break::Scope) => ("范围不同", "scope differs"),
        Reason::Broken(Break::Unit) => ("单位不同", "unit differs"),
        Reason::Broken(Break::Since) => ("累计与当年", "total or year"),
        Reason::Broken(Break::Definition) => ("说法不同", "words differ"),
        Reason::Range => ("是区间", "a range"),
        Reason::Span => ("年数不同", "years differ"),
        Reason::Approximate | Reason::Threshold | Reason::Measure => said(reason),
    }
}

fn words((zh, en): (&str, &str)) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

fn joined(breaks: &[Break], said: fn(Reason) -> (&'static str, &'static str)) -> Words {
    let parts: Vec<_> = breaks.iter().map(|one| said(Reason::Broken(*one))).collect();
    Words {
        zh: parts.iter().map(|part| part.0).collect::<Vec<_>>().join("、"),
        en: parts.iter().map(|part| part.1).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_break_has_words_of_its_own() {
        let both = [Break::Since, Break::Unit];
        assert_eq!(reasons(&both).zh, "累计与当年不同、单位不同");
        assert_eq!(reasons(&both).en, "a running total and one year, another unit");
        assert_eq!(short_reasons(&both).zh, "累计与当年、单位不同");
        assert_eq!(reasons(&[]), Words::default());
    }
}
