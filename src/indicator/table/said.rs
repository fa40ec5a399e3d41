//! What headings and captions of tables say: their words, and beside them units, years and scopes.

use super::super::word::squeezed;
use crate::config::{Config, Kind};
use crate::indicator::asof::asof;
use crate::indicator::years::year_of;
use crate::indicator::{label, scope};
use crate::report::Report;
use crate::text::signs::{YEAR, YEAR_PERIOD};
use crate::text::{Span, is_han, squeeze};

pub(super) const PERCENT: &str = "%";

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
        let chars = squeezed(report.text.folded(span));
        let unit = unit_in_brackets(&chars, config);
        let plain = without_brackets(&chars, unit.is_some(), config);
        let opened = label::without_marks(without_number(plain, config), &config.grammar);
        let scope = scope::find(opened, config).filter(|(at, _)| *at == 0).map(|(_, len)| squeeze(&opened[..len]));
        let opened = match (&scope, opened.len()) {
            (Some(scope), len) if scope.chars().count() < len => &opened[scope.chars().count()..],
            _ => opened,
        };
        let end = config.grammar.table_ends.at_end(opened).map_or(0, |(len, ())| len);
        let plain = &opened[..opened.len() - end];
        Said {
            words: if config.grammar.unit_words.is(plain) { String::new() } else { squeeze(plain) },
            unit,
            year: year_of(&chars, &config.grammar.times),
            scope,
            asof: asof(&chars, &config.grammar.times),
        }
    }

    /// A caption: one that says no more than that it is one (附：主要指标对比表) has no words.
    pub(super) fn caption(report: &Report, config: &Config, span: Span) -> Self {
        let said = Said::new(report, config, span);
        // 截至年底，学校主要数据如下表: what it is a table of stands last.
        let last = said.words.rsplit(',').next().unwrap_or_default().to_owned();
        let words: Vec<char> = last.chars().filter(|c| !c.is_ascii_digit() && *c != YEAR).collect();
        let own = config.scopes.own_offices.at_start(&words).map_or(0, |(len, ())| len);
        let mut rest = &words[own..];
        while let Some((len, ())) = config.grammar.caption_general.at_start(rest) {
            rest = &rest[len..];
        }
        let words = if rest.is_empty() { String::new() } else { last };
        Said { words, ..said }
    }

    /// Whether it is a calendar year and nothing else.
    pub(super) fn is_year(&self) -> bool {
        self.year.is_some() && self.words.chars().all(|c| c.is_ascii_digit() || matches!(c, YEAR | YEAR_PERIOD))
    }
}

/// The unit that the headings of a cell say, the nearest first. The caption's is of amounts: of money, a rate or a share
/// among them is in percent.
pub(super) fn unit_said(
    about: &Said,
    corner: &Said,
    beside: &[Said],
    above: &[Said],
    config: &Config,
) -> Option<String> {
    let heads = || above.iter().rev().chain(beside.iter().rev());
    let own = heads().find_map(|said| said.unit.clone());
    own.or_else(|| {
        let unit = [corner, about].into_iter().find_map(|said| said.unit.clone())?;
        let money = config.units.named(&super::scaled_unit(&unit, config).1?).map(|id| config.units.get(id).kind);
        let ratio = |said: &Said| {
            let words: Vec<char> = said.words.chars().collect();
            config.grammar.ratio_heads.at_end(&words).is_some() || config.grammar.change_nouns.at_end(&words).is_some()
        };
        let rated = money == Some(Kind::Money) && heads().any(ratio);
        Some(if rated { PERCENT.to_owned() } else { unit })
    })
}

/// 表3, 附表2-1: a caption without the table's number.
fn without_number<'a>(caption: &'a [char], config: &Config) -> &'a [char] {
    let Some((len, ())) = config.words.table_marks.at_start(caption) else { return caption };
    let number =
        |c: &char| c.is_ascii_digit() || matches!(c, '-' | '.' | ':' | '、') || crate::quantity::digit(*c).is_some();
    // 表3 2024年: the year is no part of the number.
    let run = caption[len..].iter().take_while(|c| number(c)).count();
    let digits = caption[len..len + run].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let year = digits > 4 && caption.get(len + run) == Some(&YEAR);
    let run = if year { run - 4 } else { run };
    if run == 0 || caption.len() <= len + run { caption } else { &caption[len + run..] }
}

/// The unit of 单位：万元, wherever it stands.
pub(super) fn unit_told_in(chars: &[char], config: &Config) -> Option<String> {
    let (_, from) = unit_told(chars, config)?;
    let unit: String = chars[from..].iter().take_while(|c| !matches!(c, ')' | ',' | ';' | '、' | '。' | ':')).collect();
    (!unit.is_empty()).then_some(unit)
}

/// （单位：万元）, (%), 单位：件.
fn unit_in_brackets(chars: &[char], config: &Config) -> Option<String> {
    if unit_told(chars, config).is_some() {
        return unit_told_in(chars, config);
    }
    // 比上年增减%: no bracket is around it.
    if let [.., before, '%'] = chars
        && is_han(*before)
    {
        return Some(PERCENT.to_owned());
    }
    let open = chars.iter().rposition(|c| *c == '(')?;
    let inside = chars[open + 1..].strip_suffix(&[')'])?;
    let unit =
        inside == ['%'] || config.grammar.unit_ends.close(inside) && inside.len() <= 5 || is_unit(inside, config);
    unit.then(|| inside.iter().collect())
}

/// 宗, 万人次, μg/m3, 万: a unit that is known, or how many of them the numbers are told by.
fn is_unit(words: &[char], config: &Config) -> bool {
    let one: Vec<char> = std::iter::once('1').chain(words.iter().copied()).collect();
    let rest = crate::quantity::numeral(&one).map_or(words, |number| &one[number.len..]);
    let scaled = rest.len() < words.len();
    rest.is_empty() && scaled || config.units.at_start(rest).is_some_and(|(len, _)| len == rest.len())
}

/// 单位：万元: where that stands and where the unit begins.
fn unit_told(chars: &[char], config: &Config) -> Option<(usize, usize)> {
    (0..chars.len()).find_map(|at| {
        let (len, ()) = config.grammar.unit_words.at_start(&chars[at..])?;
        (chars.get(at + len) == Some(&':')).then_some((at, at + len + 1))
    })
}

fn without_brackets<'a>(chars: &'a [char], unit: bool, config: &Config) -> &'a [char] {
    let bracket = || chars.iter().rposition(|c| *c == '(').filter(|_| chars.ends_with(&[')']));
    let cut = if unit { bracket().or_else(|| unit_told(chars, config).map(|(at, _)| at)) } else { None };
    let mut rest = &chars[..cut.unwrap_or(chars.len())];
    if let ([before @ .., '%'], true) = (rest, unit) {
        rest = before;
    }
    while let [before @ .., '(' | ':'] = rest {
        rest = before;
    }
    rest
}
