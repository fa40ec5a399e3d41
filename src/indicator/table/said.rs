//! What headings and captions of tables say: their words, and beside them units, years and scopes.

use crate::config::Config;
use crate::indicator::asof::asof;
use crate::indicator::years::year_of;
use crate::indicator::{label, scope};
use crate::report::Report;
use crate::text::{Span, squeeze};

/// What a heading or a caption says beside its words: a unit, a year, a scope, up to when.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) words: String,
    pub(super) unit: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) scope: Option<String>,
    pub(super) asof: Option<String>,
}

impl Said {
    /// A cell of the column that tells each row's unit.
    pub(super) fn unit(report: &Report, span: Span) -> Self {
        let unit = squeeze(report.text.folded(span));
        Said { unit: (!unit.is_empty()).then_some(unit), ..Said::default() }
    }

    pub(super) fn new(report: &Report, config: &Config, span: Span) -> Self {
        let chars: Vec<char> = report.text.folded(span).iter().copied().filter(|c| !c.is_whitespace()).collect();
        let unit = unit_in_brackets(&chars);
        let plain = without_brackets(&chars, unit.is_some());
        let opened = label::without_marks(without_number(&plain, config));
        let scope = scope::find(opened, config).filter(|(at, _)| *at == 0).map(|(_, len)| squeeze(&opened[..len]));
        let opened = match (&scope, opened.len()) {
            (Some(scope), len) if scope.chars().count() < len => &opened[scope.chars().count()..],
            _ => opened,
        };
        let words = squeeze(opened);
        let words = ["情况统计表", "情况一览表", "情况表", "统计表", "一览表", "明细表", "汇总表"]
            .iter()
            .find_map(|end| words.strip_suffix(end))
            .unwrap_or(&words)
            .to_owned();
        Said {
            words: if words == "单位" { String::new() } else { words },
            unit,
            year: year_of(&chars),
            scope,
            asof: asof(&chars),
        }
    }

    /// Whether it is a calendar year and nothing else.
    pub(super) fn is_year(&self) -> bool {
        self.year.is_some() && self.words.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '度'))
    }
}

/// 表3, 附表2-1: a caption without the table's number.
fn without_number<'a>(caption: &'a [char], config: &Config) -> &'a [char] {
    let Some((len, ())) = config.words.table_marks.at_start(caption) else { return caption };
    let number =
        |c: &char| c.is_ascii_digit() || matches!(c, '-' | '.' | ':' | '、') || crate::quantity::digit(*c).is_some();
    // 表3 2024年: the year is no part of the number.
    let run = caption[len..].iter().take_while(|c| number(c)).count();
    let digits = caption[len..len + run].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let year = digits > 4 && caption.get(len + run) == Some(&'年');
    let run = if year { run - 4 } else { run };
    if run == 0 || caption.len() <= len + run { caption } else { &caption[len + run..] }
}

/// （单位：万元）, (%), 单位：件.
fn unit_in_brackets(chars: &[char]) -> Option<String> {
    let words: String = chars.iter().collect();
    if let Some(at) = words.find("单位:") {
        let unit: String =
            words[at + "单位:".len()..].chars().take_while(|c| !matches!(c, ')' | ',' | ';' | '、')).collect();
        return (!unit.is_empty()).then_some(unit);
    }
    let open = words.rfind('(')?;
    let inside = words[open + 1..].strip_suffix(')')?;
    let short = inside.chars().count() <= 5;
    (short
        && (inside == "%"
            || inside.ends_with([
                '元', '件', '人', '次', '个', '家', '项', '份', '名', '亩', '米', '里', '吨', '条', '户', '场', '起',
                '册', '天', '台',
            ])))
    .then(|| inside.to_owned())
}

fn without_brackets(chars: &[char], unit: bool) -> Vec<char> {
    let words: String = chars.iter().collect();
    let cut = if unit {
        words.rfind('(').filter(|_| words.ends_with(')')).or_else(|| words.find("单位:")).unwrap_or(words.len())
    } else {
        words.len()
    };
    words[..cut].trim_end_matches(['(', ':']).chars().collect()
}
