//! What speaks for two figures being one indicator, field by field, in bits.
//!
//! Each field is compared on ordered levels and gives a weight, the binary logarithm of how much more often that level
//! is met among figures of one indicator than among others (Fellegi and Sunter 1969, A Theory for Record Linkage). What
//! is missing is no evidence. Some fields are vetoes: figures of different measures, roles, dimensions or spans are never
//! one series, nor are labels that contrast (收入, 支出).

use rust_decimal::Decimal;

use crate::config::{Config, Counter, Facets, Linking};
use crate::indicator::Measure;

use super::alike::{Ground, alike, names_their_head};
use super::counted::Counted;
use super::kinds::{Kinds, kinds};
use super::lacking::one_sided;
use super::scope::{ranked_among_others, scope};
use super::size::{close, magnitude};

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
    /// A word that they alone have in their reports (独有的词).
    Sole,
    /// The other report tells its value again (重述).
    Restated,
    /// The one is a total, the other a part of one (总分).
    Sum,
    /// The one was added, the other is there in all (流量与存量).
    Counted,
    /// The only ones of their sort between figures that are linked (同一位置).
    Place,
    /// Changes of figures that are linked (所属指标).
    Of,
    /// Which of several figures of one thing in a sentence it is (先后).
    Turn,
}

impl Field {
    /// All of them, in the order above.
    pub const ALL: [Field; 17] = [
        Field::Subject,
        Field::Unit,
        Field::Scope,
        Field::TimeBasis,
        Field::Section,
        Field::Facets,
        Field::Magnitude,
        Field::Direction,
        Field::Context,
        Field::Neighbours,
        Field::Sole,
        Field::Restated,
        Field::Sum,
        Field::Counted,
        Field::Place,
        Field::Of,
        Field::Turn,
    ];

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
            Field::Sole => "sole",
            Field::Restated => "restated",
            Field::Sum => "sum",
            Field::Counted => "counted",
            Field::Place => "place",
            Field::Of => "of",
            Field::Turn => "turn",
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
    if a.block != b.block || a.years != b.years && !stands_alike(a, b) {
        return Err(Veto::Block);
    }
    if Facets::contrast(&a.facets, &b.facets) || a.denied.opposes(&b.denied, &config.counting) {
        return Err(Veto::Contrast);
    }
    if matches!((a.counter, b.counter), (Counter::People, Counter::Times) | (Counter::Times, Counter::People)) {
        return Err(Veto::Counter);
    }
    let known = &config.linking;
    let about = alike(a, b, likeness, known);
    let mut weights = Vec::with_capacity(MOST_FIELDS);
    let two = about.bits > 0.0 && kinds(&a.named, &b.named, config) == Some(Kinds::Two);
    weights.push((Field::Subject, about.bits + if two { known.subject.two_kinds } else { 0.0 }));
    let bare = (a.bare || b.bare) && about.ground == Ground::Label;
    if bare || about.ground == Ground::Each {
        let alike = a.context.cosine(&b.context);
        push(&mut weights, Field::Context, known.context.slope * (alike - known.context.middle));
    }
    match scope(&a.scope, &b.scope, known).filter(|_| !ranked_among_others(a, b)) {
        None => return Err(Veto::Scope),
        Some(weight) => push(&mut weights, Field::Scope, weight),
    }
    if let (Some(x), Some(y)) = (&a.unit, &b.unit) {
        push(&mut weights, Field::Unit, if x == y { known.unit.same } else { unlike(about.likeness, a, b, config) });
    }
    if a.basis != b.basis {
        push(&mut weights, Field::TimeBasis, known.other.time_basis);
    }
    if a.sum.opposes(b.sum) {
        push(&mut weights, Field::Sum, known.sum.total_and_part);
    } else if a.joint != b.joint && about.ground != Ground::Each {
        push(&mut weights, Field::Sum, if names_their_head(a, b) { known.sum.head } else { known.sum.joint });
    }
    if a.rest != b.rest {
        push(&mut weights, Field::Sum, known.sum.rest);
    }
    if let (Some(x), Some(y)) = (a.section, b.section) {
        push(&mut weights, Field::Section, if x == y { known.section.same } else { known.section.other });
    }
    push(&mut weights, Field::Facets, one_sided(a, b, config));
    push(&mut weights, Field::Counted, counted_alike(a, b, config));
    push(&mut weights, Field::Magnitude, close(a, b, config) + magnitude(a.value, b.value, known));
    if a.direction.zip(b.direction).is_some_and(|(x, y)| x != y) {
        push(&mut weights, Field::Direction, known.other.direction);
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

/// The weight against two counters or units that are not the same. Another counter and another order of magnitude
/// together are another thing: 2878个小区, 9.8万户; so are counters of another sort under another label: 退役军人1万人,
/// 为退役军人提供岗位5万个.
fn unlike(likeness: f64, a: &Fields, b: &Fields, config: &Config) -> f64 {
    let known = &config.linking;
    let one = a.unit.as_deref().zip(b.unit.as_deref()).is_some_and(|(x, y)| config.counting.stand_for(x, y));
    let sorts = (a.counter == Counter::Sorts) != (b.counter == Counter::Sorts);
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let far = low > Decimal::ZERO && high / Decimal::from(known.bounds.far) > low;
    let one_thing = likeness >= known.bounds.one_thing;
    match a.block.dimension.as_str() {
        "count" if one && !far => known.unit.alike,
        "count" if sorts => known.unit.sorts,
        "count" if !far && likeness >= known.bounds.within && high / Decimal::TWO <= low => known.unit.other,
        "count" if !one_thing && (far || a.counter != b.counter) => known.unit.other_thing,
        "count" if far => known.unit.far,
        _ => known.unit.other,
    }
}

/// Whether a level told of several years and one of one year may be the same thing as it stands at the end: 85个学科进入前列, told
/// in a part about five years, beside 80 the year before. What was done in five years is several times what one year did.
fn stands_alike(a: &Fields, b: &Fields) -> bool {
    let (low, high) = (a.value.min(b.value), a.value.max(b.value));
    let added = |one: &Fields| one.counted == Some(Counted::Added) || one.averaged;
    !added(a) && !added(b) && high / Decimal::from(3) <= low / Decimal::TWO
}

/// Whether one of two figures was added and the other, several times as much and told without a verb, is what there is.
fn of_what_there_is(a: &Fields, b: &Fields, known: &Linking) -> bool {
    let pair = |added: &Fields, other: &Fields| {
        (added.renewed || added.counted == Some(Counted::Added))
            && other.plain
            && !other.cumulative
            && added.value > Decimal::ZERO
            && other.value / Decimal::from(known.bounds.stock) >= added.value
    };
    pair(a, b) || pair(b, a)
}

/// Whether of two figures of which one counts from some start that one is several times the other: 累计更新渔船58艘, 更新渔船13艘.
fn of_many_years(a: &Fields, b: &Fields, known: &Linking) -> bool {
    let (since, other) = if a.cumulative { (a, b) } else { (b, a) };
    other.value > Decimal::ZERO && since.value / Decimal::from(known.bounds.stock) >= other.value
}

/// The weight against a figure of what was added and one of what there is, against one that counts from long ago and
/// one of a year, and against a mean of years and one year. What there is in all may well be told as counted from the
/// start: 累计建成公园80个, 公园达到85个.
fn counted_alike(a: &Fields, b: &Fields, config: &Config) -> f64 {
    let known = &config.linking;
    let level = a.block.measure == Measure::Level;
    let unlike = level && a.counted.is_some() && b.counted.is_some() && a.counted != b.counted;
    let since = if a.cumulative == b.cumulative {
        0.0
    } else {
        let of_a_year = if a.cumulative { b.counted } else { a.counted };
        match of_a_year {
            Some(Counted::There) => 0.0,
            _ if level && of_many_years(a, b, known) => known.counted.since_far,
            Some(Counted::Added) => known.counted.since_and_added,
            None => known.counted.since,
        }
    };
    let if_not = |same: bool, weight: f64| if same { 0.0 } else { weight };
    // What there is in all, or was counted from the start, is the same at the end of one year and of several.
    let in_all = |one: &Fields| one.cumulative || one.counted == Some(Counted::There);
    let one_span = a.years == b.years || in_all(a) && in_all(b) || close(a, b, config) > 0.0;
    let plain = level && a.unit == b.unit && of_what_there_is(a, b, known);
    if_not(!plain, known.counted.added_and_plain)
        + if_not(one_span, known.counted.span)
        + if_not(!unlike, known.counted.added_and_there)
        + since
        + if_not(a.averaged == b.averaged, known.counted.mean)
}

#[cfg(test)]
mod tests {
    use super::super::each::names_several;
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

    fn scope_of(a: &ScopeClass, b: &ScopeClass) -> Option<f64> {
        scope(a, b, &Config::builtin().unwrap().linking)
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn other_counters_speak_against() {
        let wells = fields("全市修缮古井120处。");
        assert!(weight(&wells, &fields("全市修缮古井131处。"), Field::Unit) > 0.0);
        assert!(close(weight(&wells, &fields("全市修缮古井131座。"), Field::Unit), 0.2));
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
        let several = |label: &str| names_several(&label.chars().collect::<Vec<_>>(), &Config::builtin().unwrap());
        assert!(several("竹笋、茶叶产量") && !several("各县（市、区）竹笋产量") && !several("码头启动建设、签约项目"));
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
        assert_eq!(scope_of(&of("东丘县"), &of("西陵县")), None);
        assert!(scope_of(&of("东丘县"), &of("东丘县")) > Some(0.0));
        assert!(scope_of(&of("市财政局"), &of("财政部门")) < Some(0.0));
        assert!(!of("东丘县").may_be(&of("西陵县")) && of("东丘县").may_be(&ScopeClass::Whole));
    }

    #[test]
    fn a_scope_that_only_one_side_tells_is_a_break_and_no_veto() {
        use ScopeClass::{Below, Own, Unsaid, Whole};
        assert!(scope_of(&Unsaid, &Own).is_some_and(|weight| weight < 0.0) && Unsaid.breaks_from(&Own));
        assert_eq!(scope_of(&Whole, &Own), None);
        assert_eq!(scope_of(&Own, &Below), None);
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
