//! How much what two figures are about speaks for their being one (主语相似).
//!
//! A label is compared as it stands; without what is done to its thing, so that the order of verb and noun counts for nothing (改造老旧小区,
//! 老旧小区改造); and, where one says less than the other, with what its own sentence told before it (东湖片区……，通办事项, 东湖片区通办事项).
//! The best of the three counts.

use crate::config::{ADDED, Linking};
use crate::similarity::Pairs;

use super::fields::Fields;

/// What a comparison of two labels rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The labels as they stand.
    Label,
    /// What they name, whatever is done to it.
    Thing,
    /// One says less, and what it leaves out was told before it.
    Before,
    /// One is told of several names one by one, of which the other's is one.
    Each,
}

/// What two labels weigh, in bits, the likeness from 0 to 1 that this rests on, and what is alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    /// The weight.
    pub bits: f64,
    /// The likeness.
    pub likeness: f64,
    /// What is alike.
    pub ground: Ground,
}

/// Compares what two figures are about, where the likeness of their labels is known.
pub fn alike(a: &Fields, b: &Fields, likeness: f64, known: &Linking) -> Alike {
    let bits = known.subject.weight(likeness) + both_lack(&a.label, &b.label, known);
    // A label that names nothing is no evidence by itself, whatever it is compared with.
    let bare = a.bare || b.bare;
    let label = Alike { bits: if bare { bits.min(0.0) } else { bits }, likeness, ground: Ground::Label };
    let others = [
        thing(a, b, known).filter(|_| !bare),
        told_before(a, b, known).or_else(|| told_before(b, a, known)),
        one_of_each(a, b, known).or_else(|| one_of_each(b, a, known)),
    ];
    others.into_iter().flatten().fold(label, |best, other| if other.bits > best.bits { other } else { best })
}

/// Both labels without what is done to their things, unless other things are done to them.
fn thing(a: &Fields, b: &Fields, known: &Linking) -> Option<Alike> {
    let (x, y) = (a.thing.as_ref()?, b.thing.as_ref()?);
    let within = |few: &[u16], many: &[u16]| few.iter().all(|act| many.contains(act));
    let added = |one: &Fields| one.acts.contains(&ADDED);
    let against = match () {
        // 新增授信, 授信余额: what was added, and what there is.
        () if added(a) != added(b) => return None,
        () if a.acts == b.acts => known.subject.reordered,
        // 采购设备: two letters name too little without what is done.
        () if a.named.len().min(b.named.len()) < NAMING => return None,
        () if within(&a.acts, &b.acts) || within(&b.acts, &a.acts) => known.subject.one_act,
        () => return None,
    };
    let likeness = x.cosine(y);
    Some(Alike {
        bits: known.subject.weight(likeness) + both_lack(x, y, known) + against,
        likeness,
        ground: Ground::Thing,
    })
}

/// So many letters name a thing, whatever is done to it.
const NAMING: usize = 3;

/// `less` with what its sentence told before it, where its label stands in the other and the rest of that one was told.
fn told_before(less: &Fields, more: &Fields, known: &Linking) -> Option<Alike> {
    let bounds = &known.bounds;
    let says_less = less.label.mass() < more.label.mass() && less.label.contained_in(&more.label) >= bounds.stands_in;
    let likeness = says_less.then(|| more.label.covered_by(&less.label, &less.around))?;
    (likeness >= bounds.told).then(|| Alike {
        bits: known.subject.weight(likeness) + known.subject.told_before,
        likeness,
        ground: Ground::Before,
    })
}

/// The name among those that one figure is told of one by one that is nearest to another figure's.
fn one_of_each(several: &Fields, one: &Fields, known: &Linking) -> Option<Alike> {
    let told = several.each.iter().filter(|_| one.each.is_empty());
    let weighed = told.map(|name| {
        let likeness = name.cosine(&one.label);
        let bits = known.subject.weight(likeness) + both_lack(name, &one.label, known) + known.subject.told_before;
        Alike { bits, likeness, ground: Ground::Each }
    });
    weighed.max_by(|a, b| a.bits.total_cmp(&b.bits))
}

/// The weight against labels that each have telling words which the other lacks: 民营经济增加值, 服务业增加值. One that
/// only says less of the same lacks words on one side alone.
fn both_lack(a: &Pairs, b: &Pairs, known: &Linking) -> f64 {
    let within = a.contained_in(b).max(b.contained_in(a));
    known.subject.both_lack * (1.0 - within / known.bounds.within).max(0.0)
}

/// Whether one of two names says of what sort all the things are that the other names: 学位 of 中小学、幼儿园学位, but not 供水管网 of
/// 燃气、供水管网, which is one of them.
pub(super) fn names_their_head(a: &Fields, b: &Fields) -> bool {
    let (joint, one) = if a.joint { (a, b) } else { (b, a) };
    !one.named.is_empty() && one.named.len() < joint.last && joint.named.ends_with(&one.named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::similarity::Weights;
    use crate::timeline::fields::SumPlace;

    /// What two sentences' last figures are alike in.
    fn compared(one: &str, other: &str) -> Alike {
        let config = Config::builtin().unwrap();
        let fields = |sentence: &str| {
            let source = crate::source::read(sentence.as_bytes(), "2020.txt").unwrap().value;
            let report = crate::report::read(source, "2020.txt", &config).value;
            let found = crate::indicator::extract(&report, &config).value;
            let last = found.last().unwrap();
            Fields::new(&report.text, last, Some(2020), None, SumPlace::None, &config, &Weights::builtin())
        };
        let (a, b) = (fields(one), fields(other));
        alike(&a, &b, a.label.cosine(&b.label), &config.linking)
    }

    #[test]
    fn the_order_of_verb_and_noun_counts_for_nothing() {
        let two = compared("全市改造渔港码头12处。", "全市渔港码头改造15处。");
        assert!(two.ground == Ground::Thing && two.bits > 5.0, "{two:?}");
        // Another act is done to it.
        assert!(compared("全市改造渔港码头12处。", "全市拆除渔港码头3处。").ground == Ground::Label);
    }

    #[test]
    fn what_a_sentence_told_before_fills_in_what_a_label_leaves_out() {
        let two = compared("东湖渔港联盟组建服务队11个，通办事项210项。", "东湖渔港联盟通办事项260项。");
        assert!(two.ground == Ground::Before && two.bits > 2.0, "{two:?}");
        assert!(compared("西山茶场组建服务队11个，通办事项210项。", "东湖渔港联盟通办事项260项。").bits < 2.0);
    }
}
