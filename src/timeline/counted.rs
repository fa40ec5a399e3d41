//! Whether a figure tells what was added or what there is: 新增上市公司23家, 上市公司达731家 (流量与存量).
//!
//! Labels alone often don't say it: in a row (新增甲40家、乙11家) the verb stands once, and 达到 belongs to no label.

use crate::indicator::Indicator;
use crate::text::{Span, Text};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// What came to be in the time that it covers.
    Added,
    /// All that there is.
    There,
}

/// Verbs of what comes to be.
const ADDED: [&str; 10] = ["新增", "净增", "增设", "新建", "新设", "新培育", "新认定", "新开通", "新引进", "新获批"];

/// Words of what there is in all.
const THERE: [&str; 24] = [
    "增至",
    "增加到",
    "增加至",
    "增长到",
    "增长至",
    "提高到",
    "提升到",
    "提升至",
    "升至",
    "扩大到",
    "扩大至",
    "发展到",
    "总量",
    "总数",
    "保有",
    "拥有",
    "现有",
    "共有",
    "已有",
    "余额",
    "存量",
    "突破",
    "里程",
    "在册",
];

/// Reads what a figure counts from the words of its clause before it; none where they say neither.
pub fn counted(text: &Text, indicator: &Indicator) -> Option<Counted> {
    let start = indicator.quote.start.min(indicator.span.start);
    let before: String = text.folded(Span::new(start, indicator.span.start)).iter().collect();
    let clause = before.rsplit([',', ';', '。', ':', '!', '?']).next().unwrap_or_default();
    let mut parts = clause.rsplit('、');
    let own = parts.next().unwrap_or_default();
    let has = |part: &str, words: &[&str]| words.iter().any(|word| part.contains(word));
    if has(own, &ADDED) {
        Some(Counted::Added)
    } else if has(own, &THERE) || own.ends_with('达') || own.ends_with("达到") {
        Some(Counted::There)
    } else {
        // The verb of a row stands before its first member.
        parts
            .find(|part| has(part, &ADDED) || has(part, &THERE))
            .filter(|part| has(part, &ADDED))
            .map(|_| Counted::Added)
    }
}

/// Words of a mean of several years.
const MEAN: [&str; 5] = ["年均", "年平均", "平均每年", "年度平均", "年复合"];

/// Whether a figure is a mean of several years, told so in its own part of the clause.
pub fn averaged(text: &Text, indicator: &Indicator) -> bool {
    let start = indicator.quote.start.min(indicator.span.start);
    let before: String = text.folded(Span::new(start, indicator.span.start)).iter().collect();
    let clause = before.rsplit([',', ';', '。', ':', '!', '?']).next().unwrap_or_default();
    let own = clause.rsplit('、').next().unwrap_or_default();
    MEAN.iter().any(|word| own.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn read(sentence: &str) -> Vec<Option<Counted>> {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        found.iter().map(|indicator| counted(&report.text, indicator)).collect()
    }

    #[test]
    fn a_row_shares_its_verb_until_another_takes_over() {
        use Counted::{Added, There};
        assert_eq!(read("全年新增书店12家、茶馆9家，剧院达到31家。"), [Some(Added), Some(Added), Some(There)]);
        assert_eq!(read("绿道里程新增17公里、突破700公里，办理来信50件。"), [Some(Added), Some(There), None]);
    }

    #[test]
    fn a_mean_of_years_is_told_in_its_own_part() {
        let config = Config::builtin().unwrap();
        let source =
            crate::source::read("茶叶产量年均增长4%、出口增长5%，游客增长6%。".as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        let means: Vec<bool> = found.iter().map(|indicator| averaged(&report.text, indicator)).collect();
        assert_eq!(means, [true, false, false]);
    }
}
