//! What speaks for two figures being one indicator, field by field, in bits.
//!
//! Each field is compared on ordered levels and gives a weight, the binary logarithm of how much more often that level
//! is met among figures of one indicator than among others (Fellegi and Sunter 1969, A Theory for Record Linkage). What
//! is missing is no evidence. Some fields are vetoes: figures of different measures, roles, dimensions or spans are never
//! one series, nor are labels that contrast (收入, 支出).

use rust_decimal::Decimal;

use crate::config::{Config, Counter, Facets};
use crate::indicator::Measure;

use super::counted::Counted;

pub use super::fields::{Block, Fields, ScopeClass, SumPlace};

/// A field of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What it is about (主语).
    Subject,
    /// The unit (单位).
    Unit,
    /// Whose figure it is (口径).
    Scope,
    /// Up to when it was counted (时间口径).
    TimeBasis,
    /// Where it stands (所在部分).
    Section,
    /// Terms that only one label has (对立成分).
    Facets,
    /// The order of magnitude (量级).
    Magnitude,
    /// Which way it went (升降).
    Direction,
    /// What stands before it in its sentence, where its label names nothing (句中语境).
    Context,
    /// What stands beside it (上下文).
    Neighbours,
    /// The other report tells its value again (重述).
    Restated,
    /// The one is a total, the other a part of one (总分).
    Sum,
    /// The one was added, the other is there in all (流量与存量).
    Counted,
}

impl Field {
    /// The name that data files use.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Subject => "subject",
            Field::Unit => "unit",
            Field::Scope => "scope",
            Field::TimeBasis => "time_basis",
            Field::Section => "section",
            Field::Facets => "facets",
            Field::Magnitude => "magnitude",
            Field::Direction => "direction",
            Field::Context => "context",
            Field::Neighbours => "neighbours",
            Field::Restated => "restated",
            Field::Sum => "sum",
            Field::Counted => "counted",
        }
    }
}

/// Why two figures can't be one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veto {
    /// Another measure, role, span or dimension.
    Block,
    /// Contrasting labels.
    Contrast,
    /// Another scope: a series of its own.
    Scope,
    /// People, and times that they came.
    Counter,
}

/// The evidence for a pair: a weight in bits for each field that says something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// Fields with their weights.
    pub weights: Vec<(Field, f64)>,
}

impl Evidence {
    /// The sum of the weights, in bits.
    pub fn bits(&self) -> f64 {
        self.weights.iter().map(|(_, weight)| weight).sum()
    }
}

/// Evidence beside the two facts' own fields.
pub type Extra<'a> = dyn Fn(usize, usize) -> Vec<(Field, f64)> + Sync + 'a;

/// Compares two figures.
pub fn compare(a: &Fields, b: &Fields, config: &Config) -> Result<Evidence, Veto> {
    compare_alike(a, b, a.label.cosine(&b.label), config)
}

/// The same where the likeness of the labels is known.
pub(super) fn compare_alike(a: &Fields, b: &Fields, likeness: f64, config: &Config) -> Result<Evidence, Veto> {
    if a.block != b.block {
        return Err(Veto::Block);
    }
    if Facets::contrast(&a.facets, &b.facets) {
        return Err(Veto::Contrast);
    }
    if matches!((a.counter, b.counter), (Counter::People, Counter::Times) | (Counter::Times, Counter::People)) {
        return Err(Veto::Counter);
    }
    let named = subject(likeness) + both_lack(a, b);
    // A label that names nothing is no evidence by itself, whatever it is compared with.
    let bare = a.bare || b.bare;
    let mut weights = Vec::with_capacity(MOST_FIELDS);
    weights.push((Field::Subject, if bare { named.min(0.0) } else { named }));
    if bare {
        push(&mut weights, Field::Context, context(a.context.cosine(&b.context)));
    }
    match scope(&a.scope, &b.scope) {
        None => return Err(Veto::Scope),
        Some(weight) => push(&mut weights, Field::Scope, weight),
    }
    if let (Some(x), Some(y)) = (&a.unit, &b.unit) {
        push(&mut weights, Field::Unit, if x == y { 0.4 } else { unlike(likeness, a, b) });
    }
    if a.basis != b.basis {
        push(&mut weights, Field::TimeBasis, -0.3);
    }
    if matches!((a.sum, b.sum), (SumPlace::Total, SumPlace::Part) | (SumPlace::Part, SumPlace::Total)) {
        push(&mut weights, Field::Sum, -2.0);
    } else if a.joint != b.joint {
        push(&mut weights, Field::Sum, -4.0);
    }
    if let (Some(x), Some(y)) = (a.section, b.section) {
        push(&mut weights, Field::Section, if x == y { 1.2 } else { -0.4 });
    }
    push(&mut weights, Field::Facets, -config.facets.one_sided(&a.facets, &b.facets));
    push(&mut weights, Field::Counted, counted_alike(a, b));
    push(&mut weights, Field::Magnitude, magnitude(a.value, b.value));
    if let (Some(x), Some(y)) = (a.direction, b.direction) {
        push(&mut weights, Field::Direction, if x == y { 0.0 } else { -0.5 });
    }
    Ok(Evidence { weights })
}

/// So many fields say something at most: the list grows for no pair.
const MOST_FIELDS: usize = 12;

fn push(weights: &mut Vec<(Field, f64)>, field: Field, weight: f64) {
    if weight != 0.0 {
        weights.push((field, weight));
    }
}

/// Labels this much alike name one thing, in whatever it is counted: 扶贫资金覆盖的村民3万人, 1万户.
const ONE_THING: f64 = 0.8;

/// The weight against two counters or units that are not the same. Another counter and another order of magnitude
/// together are another thing: 2878个小区, 9.8万户; so are counters of another sort under another label: 退役军人1万人,
/// 为退役军人提供岗位5万个.
fn unlike(likeness: f64, a: &Fields, b: &Fields) -> f64 {
    let sorts = (a.counter == Counter::Sorts) != (b.counter == Counter::Sorts);
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let far = low > Decimal::ZERO && high / Decimal::from(8) > low;
    let one_thing = likeness >= ONE_THING;
    match a.block.dimension.as_str() {
        "count" if sorts => -3.0,
        "count" if !one_thing && (far || a.counter != b.counter) => -10.0,
        "count" if far => -6.0,
        _ => -0.7,
    }
}

/// The weight against a figure of what was added and one of what there is, against one that counts from long ago and
/// one of a year, and against a mean of years and one year. What there is in all may well be told as counted from the
/// start: 累计建成公园80个, 公园达到85个.
fn counted_alike(a: &Fields, b: &Fields) -> f64 {
    let level = a.block.measure == Measure::Level;
    let unlike = level && a.counted.is_some() && b.counted.is_some() && a.counted != b.counted;
    let since = if a.cumulative == b.cumulative {
        0.0
    } else {
        let of_a_year = if a.cumulative { b.counted } else { a.counted };
        match of_a_year {
            Some(Counted::There) => 0.0,
            Some(Counted::Added) => -6.0,
            None => -4.0,
        }
    };
    (if unlike { -9.0 } else { 0.0 }) + since + (if a.averaged == b.averaged { 0.0 } else { -9.0 })
}

/// Likenesses of labels with their weights, as measured.
const LINE: [(f64, f64); 6] = [(0.0, -8.0), (0.2, -4.0), (0.35, -0.6), (0.6, 3.0), (0.8, 5.0), (1.0, 7.0)];

/// The least likeness of labels that weighs as much as `weight`; 0 where any does, none where not even the same label does.
pub fn likeness(weight: f64) -> Option<f64> {
    let at = LINE.iter().position(|(_, y)| weight <= *y)?;
    let Some(before) = at.checked_sub(1) else { return Some(0.0) };
    let ((x0, y0), (x1, y1)) = (LINE[before], LINE[at]);
    Some(x0 + (x1 - x0) * (weight - y0) / (y1 - y0))
}

/// The weight of a likeness of labels: straight lines between measured points.
fn subject(likeness: f64) -> f64 {
    let at = LINE.iter().position(|(x, _)| likeness <= *x).unwrap_or(LINE.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (LINE[at - 1], LINE[at]);
    y0 + (y1 - y0) * (likeness - x0) / (x1 - x0)
}

/// The weight of a likeness of what stands before two figures whose labels name nothing. Set by hand: with the same words
/// before both it reaches what two reports by themselves need, with half of them it doesn't.
fn context(likeness: f64) -> f64 {
    8.0 * (likeness - 0.5)
}

/// Labels of which neither stands in the other by this much each name a thing of their own.
const WITHIN: f64 = 0.5;

/// The weight against labels that each have telling words which the other lacks: 民营经济增加值, 服务业增加值. One that
/// only says less of the same lacks words on one side alone.
fn both_lack(a: &Fields, b: &Fields) -> f64 {
    let within = a.label.contained_in(&b.label).max(b.label.contained_in(&a.label));
    -4.0 * (1.0 - within / WITHIN).max(0.0)
}

/// What the names of places end with.
const PLACE_ENDS: &str = "省市县区州旗盟镇乡";

/// Whether a scope is the name of a place by its ending: two places are never one.
fn is_place(name: &str) -> bool {
    name.chars().count() > 2 && name.ends_with(|c| PLACE_ENDS.contains(c))
}

impl ScopeClass {
    /// Whether a figure told in one scope may be the same as one told in the other within a report: not where both say
    /// whose it is, and say otherwise.
    pub(super) fn may_be(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Both, Named, Unsaid, Whole};
        match (self, other) {
            _ if self.is_same_as(other) => true,
            (Unsaid, _) | (_, Unsaid) | (Whole, Named(_)) | (Named(_), Whole) => true,
            (Whole, Both) | (Both, Whole) => true,
            _ => false,
        }
    }

    /// Whether two scopes are one: where nothing is said, the whole territory is meant.
    pub fn is_same_as(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Unsaid, Whole};
        self == other || matches!((self, other), (Unsaid, Whole) | (Whole, Unsaid))
    }

    /// Whether two scopes of figures of one series are a break: not 全市各级 and 全市, which are all of it in other words.
    pub fn breaks_from(&self, other: &ScopeClass) -> bool {
        use ScopeClass::{Both, Unsaid, Whole};
        let all = |scope: &ScopeClass| matches!(scope, Unsaid | Whole | Both);
        !(self.is_same_as(other) || all(self) && all(other))
    }
}

/// The weight of two scopes; none where both say whose figure it is, and say otherwise. Where only one says so, it is a break
/// in a series that may well be one.
fn scope(a: &ScopeClass, b: &ScopeClass) -> Option<f64> {
    use ScopeClass::{Both, Named, Unsaid, Whole};
    match (a, b) {
        (Named(a), Named(b)) if a == b => Some(0.8),
        (Named(a), Named(b)) => (!(is_place(a) && is_place(b))).then_some(-1.0),
        (Named(_), _) | (_, Named(_)) => Some(-0.5),
        _ if a.is_same_as(b) => Some(if matches!(a, Unsaid | Whole) { 0.0 } else { 0.8 }),
        (Unsaid | Whole, Both) | (Both, Unsaid | Whole) => Some(-0.3),
        (Unsaid, _) | (_, Unsaid) => Some(-1.0),
        _ => None,
    }
}

/// A small weight against another order of magnitude: it must not hide the breaks that readers look for, so that it never
/// outweighs the same label.
fn magnitude(a: Decimal, b: Decimal) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    if low <= Decimal::ZERO {
        return 0.0;
    }
    match high.checked_div(low) {
        Some(ratio) if ratio > Decimal::from(1000) => -3.5,
        Some(ratio) if ratio > Decimal::from(30) => -2.0,
        Some(ratio) if ratio > Decimal::from(10) => -1.0,
        Some(_) => 0.0,
        None => -3.5,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::names_several;
    use super::*;
    use crate::similarity::Weights;

    /// What is compared of the first figure of a sentence.
    fn fields(sentence: &str) -> Fields {
        let config = Config::builtin().unwrap();
        let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
        let report = crate::report::read(source, "2020.txt", &config).value;
        let found = crate::indicator::extract(&report, &config).value;
        Fields::new(&report.text, &found[0], Some(2020), None, SumPlace::None, &config, &Weights::builtin())
    }

    /// The weight of a field; 0 where it says nothing.
    fn weight(a: &Fields, b: &Fields, wanted: Field) -> f64 {
        let evidence = compare(a, b, &Config::builtin().unwrap()).unwrap();
        evidence.weights.iter().find(|(field, _)| *field == wanted).map_or(0.0, |(_, weight)| *weight)
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn other_counters_speak_against() {
        let wells = fields("全市修缮古井120处。");
        assert!(weight(&wells, &fields("全市修缮古井131处。"), Field::Unit) > 0.0);
        assert!(close(weight(&wells, &fields("全市修缮古井131座。"), Field::Unit), -0.7));
        // Of another sort, or far apart: no count of the same.
        assert!(close(weight(&wells, &fields("全市修缮古井4类。"), Field::Unit), -3.0));
        assert!(close(weight(&wells, &fields("全市修缮古井9800座。"), Field::Unit), -6.0));
        let rowers = fields("全市登记船工1200人。");
        assert!(close(weight(&rowers, &fields("全市船工宿舍1300套。"), Field::Unit), -10.0));
    }

    #[test]
    fn a_joint_label_is_not_that_of_one_of_its_things() {
        let one = fields("全市竹笋产量达到300吨。");
        let joint = Fields { joint: true, ..one.clone() };
        assert!(close(weight(&one, &joint, Field::Sum), -4.0));
        assert!(close(weight(&joint, &joint, Field::Sum), 0.0));
        let (total, part) = (Fields { sum: SumPlace::Total, ..one.clone() }, Fields { sum: SumPlace::Part, ..one });
        assert!(weight(&total, &part, Field::Sum) < 0.0);
        assert!(names_several("竹笋、茶叶产量") && !names_several("各县（市、区）竹笋产量"));
    }

    #[test]
    fn what_was_added_is_not_what_there_is() {
        let there = fields("全市书店达到312家。");
        assert!(close(weight(&there, &fields("全市新评定书店20家。"), Field::Counted), -9.0));
        assert!(close(weight(&there, &fields("全市书店增至330家。"), Field::Counted), 0.0));
    }

    #[test]
    fn two_places_are_never_one() {
        let of = |name: &str| ScopeClass::Named(name.to_owned());
        assert_eq!(scope(&of("东丘县"), &of("西陵县")), None);
        assert!(scope(&of("东丘县"), &of("东丘县")) > Some(0.0));
        assert!(scope(&of("市财政局"), &of("财政部门")) < Some(0.0));
        assert!(!of("东丘县").may_be(&of("西陵县")) && of("东丘县").may_be(&ScopeClass::Whole));
    }

    #[test]
    fn a_scope_that_only_one_side_tells_is_a_break_and_no_veto() {
        use ScopeClass::{Below, Own, Unsaid, Whole};
        assert!(scope(&Unsaid, &Own).is_some_and(|weight| weight < 0.0) && Unsaid.breaks_from(&Own));
        assert_eq!(scope(&Whole, &Own), None);
        assert_eq!(scope(&Own, &Below), None);
        assert!(!Unsaid.breaks_from(&Whole) && !Whole.breaks_from(&ScopeClass::Both));
    }

    #[test]
    fn a_label_that_names_nothing_is_no_evidence() {
        let one = fields("渔港二期工程完成投资3.2亿元。");
        let bare = Fields { bare: true, ..one.clone() };
        assert!(weight(&one, &one, Field::Subject) > 0.0);
        assert!(weight(&bare, &bare, Field::Subject) <= 0.0 && weight(&bare, &bare, Field::Context) > 0.0);
        let other =
            Fields { context: fields("西山水库除险加固获得补助5000万元。").context, ..bare.clone() };
        assert!(weight(&bare, &other, Field::Context) < 0.0);
    }

    #[test]
    fn people_are_no_times_that_they_came() {
        let config = Config::builtin().unwrap();
        let of = |unit: &str| fields(&format!("全年培训船工1200{unit}。"));
        assert_eq!(compare(&of("人"), &of("人次"), &config), Err(Veto::Counter));
        assert!(compare(&of("人"), &of("名"), &config).is_ok());
    }

    #[test]
    fn sorts_of_trade_exclude_each_other() {
        let config = Config::builtin().unwrap();
        let all = fields("全年进出口增长5%。");
        let sort = |words: &str| fields(&format!("全年{words}进出口增长5%。"));
        assert_eq!(compare(&sort("跨境电商"), &sort("服务贸易"), &config), Err(Veto::Contrast));
        assert!(close(weight(&all, &sort("跨境电商"), Field::Facets), -2.5));
        // Trade in goods is what is meant where no sort is named.
        assert!(close(weight(&all, &sort("货物贸易"), Field::Facets), 0.0));
    }
}
