//! Whether a figure tells what was added or what there is: 新增上市公司23家, 上市公司达731家 (流量与存量).
//!
//! Labels alone often don't say it: in a row (新增甲40家、乙11家) the verb stands once, and 达到 belongs to no label.

use crate::config::{Config, Counting, Qualifier};
use crate::indicator::{Indicator, Measure};
use crate::text::{Span, Text};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// What came to be in the time that it covers.
    Added,
    /// All that there is.
    There,
}

/// Reads what a figure counts from the words of its clause before it; none where they say neither.
pub fn counted(text: &Text, indicator: &Indicator, words: &Counting) -> Option<Counted> {
    let clause = clause_before(text, indicator);
    let mut parts = clause.rsplit(|c| *c == '、');
    let own = parts.next().unwrap_or_default();
    if words.added.any(own) {
        Some(Counted::Added)
    } else if words.there.any(own) || words.there_before.at_end(own).is_some() {
        Some(Counted::There)
    } else {
        // The verb of a row stands before its first member.
        parts.find(|part| words.added.any(part) || words.there.any(part)).and_then(|part| {
            let added = words.added.any(part);
            added.then_some(Counted::Added)
        })
    }
}

/// Whether a figure counts from some start on: 累计 in its own part, or before a row that goes on without a verb of its own
/// (累计治理甲80公顷、│乙10公顷).
pub fn since(text: &Text, indicator: &Indicator, config: &Config) -> bool {
    let clause = clause_before(text, indicator);
    // 全年累计: added up over the year only.
    if config.grammar.of_a_year.any(clause) {
        return false;
    }
    if indicator.qualifier == Some(Qualifier::Cumulative) {
        return true;
    }
    if indicator.qualifier.is_some() || indicator.measure() != Measure::Level {
        return false;
    }
    let words = &config.counting;
    let mut parts = clause.rsplit(|c| *c == '、');
    let own = parts.next().unwrap_or_default();
    let opens = words.added.any(own) || words.there.any(own) || config.grammar.verbs.at_start(own).is_some();
    let told = parts.find(|part| config.grammar.sum_words.any(part) || words.added.any(part) || words.there.any(part));
    !opens && told.is_some_and(|part| config.grammar.sum_words.any(part))
}

/// Whether a figure is of what took the place of something else: its own part of the label opens with such a verb.
pub fn renewed(indicator: &Indicator, words: &Counting) -> bool {
    let part: Vec<char> =
        indicator.label.rsplit('·').next().unwrap_or_default().chars().map(crate::text::fold).collect();
    words.renewed.at_start(&part).is_some()
}

/// Whether a figure is told without a verb of what was done, in its own part of the clause and in those of its row before it: 公交车1284辆,
/// 其中新能源公交车1105辆.
pub fn plain(text: &Text, indicator: &Indicator, config: &Config) -> bool {
    let clause = clause_before(text, indicator);
    let verb = |at: usize| {
        config.aliases.act_at(&clause[at..]).is_some() || config.grammar.verbs.at_start(&clause[at..]).is_some()
    };
    !clause.is_empty() && !(0..clause.len()).any(verb)
}

/// Whether a figure is of those of what was tried that came to what was meant, by the end of its label or of the words before it (调处
/// 成功155件); none where nothing says so, and no where it is said before what is done, which may be no more than praise: 成功应对强降雨22轮.
pub fn came_off(text: &Text, indicator: &Indicator, config: &Config) -> Option<bool> {
    let label: Vec<char> = indicator.label.chars().map(crate::text::fold).collect();
    let clause = clause_before(text, indicator);
    let own = clause.rsplit(|c| *c == '、').next().unwrap_or_default();
    let words = &config.counting.came_off;
    let ends = words.at_end(&label).is_some() || words.at_end(own).is_some();
    (ends || words.any(&label) || words.any(own)).then_some(ends)
}

/// Whether a figure is a mean of several years, told so in its own part of the clause.
pub fn averaged(text: &Text, indicator: &Indicator, words: &Counting) -> bool {
    let clause = clause_before(text, indicator);
    words.mean.any(clause.rsplit(|c| *c == '、').next().unwrap_or_default())
}

/// What stands before a figure in its clause, folded.
pub(super) fn clause_before<'a>(text: &'a Text, indicator: &Indicator) -> &'a [char] {
    let start = indicator.quote.start.min(indicator.span.start);
    let before = text.folded(Span::new(start, indicator.span.start));
    let from = before.iter().rposition(|c| matches!(c, ',' | ';' | '。' | ':' | '!' | '?')).map_or(0, |at| at + 1);
    &before[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> Vec<Option<Counted>> {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        found.iter().map(|indicator| counted(&report.text, indicator, &config.counting)).collect()
    }

    #[test]
    fn a_row_shares_its_verb_until_another_takes_over() {
        use Counted::{Added, There};
        assert_eq!(read("全年新增书店12家、茶馆9家，剧院达到31家。"), [Some(Added), Some(Added), Some(There)]);
        assert_eq!(read("绿道里程新增17公里、突破700公里，办理来信50件。"), [Some(Added), Some(There), None]);
    }

    #[test]
    fn a_row_that_was_added_up_is_so_to_its_end() {
        let config = Config::builtin().unwrap();
        let source =
            crate::source::read("累计修缮古井80处、渡口12处，发放补贴3万元。".as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        let totals: Vec<bool> = found.iter().map(|indicator| since(&report.text, indicator, &config)).collect();
        assert_eq!(totals, [true, true, false]);
    }

    #[test]
    fn what_was_added_up_over_a_year_is_of_the_year() {
        let config = Config::builtin().unwrap();
        let since_start = |sentence: &str| {
            let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
            let report = crate::report::read(source, "2020.txt", &config).value;
            let found = crate::indicator::extract(&report, &config).value;
            since(&report.text, &found[0], &config)
        };
        assert!(since_start("累计修缮古井80处。") && !since_start("全年累计修缮古井80处。"));
    }

    #[test]
    fn a_mean_of_years_is_told_in_its_own_part() {
        let config = Config::builtin().unwrap();
        let source =
            crate::source::read("茶叶产量年均增长4%、出口增长5%，游客增长6%。".as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        let means: Vec<bool> =
            found.iter().map(|indicator| averaged(&report.text, indicator, &config.counting)).collect();
        assert_eq!(means, [true, false, false]);
    }
}
