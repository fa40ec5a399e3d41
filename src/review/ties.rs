//! What decisions tie together and hold apart, once those that contradict others were left out and said.
//!
//! ```text
//! line 3  same       a ── b
//! line 9  same            b ── c     so a, b and c are one
//! line 15 different  a ────── c      holds; the `same` that closes the ring is left out
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Code, Message, Severity};
use crate::indicator::{Indicator, Role};
use crate::pair::Pair;
use crate::report::SectionId;
use crate::text::Span;

use super::address::{Found, Spot};
use super::{DecisionId, Remark, Review, Verdict};

/// A figure of a body: its report's place, and its own there.
pub type Figure = (usize, usize);

/// A section of a body: its report's place, and the section.
pub type Place = (usize, SectionId);

/// Two that a decision speaks of, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie<P> {
    /// The decision.
    pub decision: DecisionId,
    /// The two, the earlier report's first.
    pub ends: Pair<P>,
}

/// Those that are one by decisions, and whether they lead through several of them.
pub type Group<P> = Vec<P>;

/// What decisions say of figures, or of sections; free of contradictions.
#[derive(Debug, Clone)]
pub struct Decided<P> {
    /// Every two that a decision calls one.
    pub same: Vec<Tie<P>>,
    /// Every two that a decision calls different.
    pub different: Vec<Tie<P>>,
    /// Those that are one, also by way of others.
    pub groups: Vec<Group<P>>,
}

impl<P> Default for Decided<P> {
    fn default() -> Self {
        Decided { same: Vec::new(), different: Vec::new(), groups: Vec::new() }
    }
}

impl<P: Copy + Ord> Decided<P> {
    /// The group that one is in.
    pub fn group(&self, one: P) -> Option<usize> {
        self.groups.iter().position(|group| group.contains(&one))
    }

    /// The decision by which two are one: the one that names both, or the first that leads from one to the other.
    pub fn one(&self, a: P, b: P) -> Option<DecisionId> {
        let group = self.group(a).filter(|group| self.groups[*group].contains(&b))?;
        let named = self.same.iter().find(|tie| tie.ends == ordered(a, b));
        let way = self.same.iter().find(|tie| self.groups[group].contains(&tie.ends.before));
        named.or(way).map(|tie| tie.decision)
    }

    /// The decision by which two are not one.
    pub fn apart(&self, a: P, b: P) -> Option<DecisionId> {
        let (x, y) = (self.group(a), self.group(b));
        let like = |own: P, group: Option<usize>, end: P| own == end || group.is_some() && self.group(end) == group;
        self.different
            .iter()
            .find(|tie| {
                let Pair { before, after } = tie.ends;
                like(a, x, before) && like(b, y, after) || like(a, x, after) && like(b, y, before)
            })
            .map(|tie| tie.decision)
    }

    /// The last of those before one that a decision calls the same.
    pub fn earlier(&self, one: P) -> Option<P> {
        self.same.iter().filter(|tie| tie.ends.after == one).map(|tie| tie.ends.before).max()
    }

    /// Whether any decision speaks of one.
    pub fn names(&self, one: P) -> bool {
        self.same.iter().chain(&self.different).any(|tie| tie.ends.before == one || tie.ends.after == one)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.different.is_empty()
    }

    fn join(&mut self, members: &[P]) {
        let mut joined: BTreeSet<P> = members.iter().copied().collect();
        self.groups.retain(|group| {
            let touches = group.iter().any(|one| members.contains(one));
            if touches {
                joined.extend(group);
            }
            !touches
        });
        self.groups.push(joined.into_iter().collect());
    }

    /// The members together with all that are one with them.
    fn whole(&self, members: &[P]) -> BTreeSet<P> {
        let groups = self.groups.iter().filter(|group| group.iter().any(|one| members.contains(one)));
        members.iter().copied().chain(groups.flatten().copied()).collect()
    }
}

fn ordered<P: Ord>(a: P, b: P) -> Pair<P> {
    if a <= b { Pair::new(a, b) } else { Pair::new(b, a) }
}

/// What decisions say of a body's reports.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// Of its figures.
    pub figures: Decided<Figure>,
    /// Of its sections.
    pub sections: Decided<Place>,
    /// Figures that read as a reviewer says.
    pub reads: Vec<(Figure, DecisionId)>,
}

impl Ties {
    /// Whether no decision speaks of the body.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.sections.is_empty() && self.reads.is_empty()
    }

    /// What decisions say of a figure, for a table: `same`, `different`, `reads`, joined with `+`.
    pub fn said(&self, figure: Figure) -> String {
        let among = |ties: &[Tie<Figure>]| ties.iter().any(|tie| tie.ends.before == figure || tie.ends.after == figure);
        let said = [
            ("same", among(&self.figures.same)),
            ("different", among(&self.figures.different)),
            ("reads", self.reads.iter().any(|(read, _)| *read == figure)),
        ];
        said.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect::<Vec<_>>().join("+")
    }
}

/// The ties of each body; decisions that contradict others are left out and said.
pub(super) fn ties(
    corpus: &Corpus,
    review: &Review,
    found: &Found,
    read: &[(Spot<Span>, DecisionId)],
    remarks: &mut Vec<Remark>,
) -> Vec<Ties> {
    let mut bodies = vec![Ties::default(); corpus.bodies.len()];
    for (spot, id) in read {
        bodies[spot.body].reads.extend(figure_of(corpus, spot).map(|figure| (figure, *id)));
    }
    let figures = found.figures.iter().map(|(id, spots)| {
        let places = spots.iter().filter_map(|spot| Some((spot.body, figure_of(corpus, spot)?))).collect();
        (*id, places)
    });
    let figures: Vec<(DecisionId, Vec<(usize, Figure)>)> = figures.collect();
    let sections: Vec<(DecisionId, Vec<(usize, Place)>)> = found
        .sections
        .iter()
        .map(|(id, spots)| (*id, spots.iter().map(|spot| (spot.body, (spot.report, spot.what))).collect()))
        .collect();
    // What is held apart comes first: a false link is worse than a missed one.
    for same in [false, true] {
        for (id, places) in &figures {
            let wanted = matches!(&review.decisions[id.index()].verdict, Verdict::Same(_)) && same
                || matches!(&review.decisions[id.index()].verdict, Verdict::Different(_)) && !same;
            let (true, Some((body, places))) = (wanted, of_one_body(review, *id, places, remarks)) else { continue };
            let entries = &corpus.bodies[body].entries;
            let fits = |decided: &Decided<Figure>| {
                if same { figures_fit(entries, review, decided, &places) } else { Ok(()) }
            };
            decide(review, *id, same, &places, &mut bodies[body].figures, fits, remarks);
        }
        for (id, places) in &sections {
            let wanted = matches!(&review.decisions[id.index()].verdict, Verdict::SameSections(_)) == same;
            let (true, Some((body, places))) = (wanted, of_one_body(review, *id, places, remarks)) else { continue };
            decide(review, *id, same, &places, &mut bodies[body].sections, |_| Ok(()), remarks);
        }
    }
    bodies
}

fn figure_of(corpus: &Corpus, spot: &Spot<Span>) -> Option<Figure> {
    let indicators = &corpus.bodies[spot.body].entries[spot.report].indicators;
    let at = indicators.iter().position(|indicator| indicator.span == spot.what)?;
    Some((spot.report, at))
}

/// The body and the places, without repeats; nothing where they are fewer than two or of several bodies.
fn of_one_body<P: Copy + Ord>(
    review: &Review,
    id: DecisionId,
    places: &[(usize, P)],
    remarks: &mut Vec<Remark>,
) -> Option<(usize, Vec<P>)> {
    let &(body, _) = places.first()?;
    if places.iter().any(|(other, _)| *other != body) {
        remarks.push(review.remark(
            id,
            Severity::Warning,
            Code::DecisionConflict,
            Message::new("涉及几个机关的报告，此条未用", "it speaks of reports of several bodies, and was left out"),
            Message::new("请按机关分别写，并用 body 说明机关", "write one for each body, and name it with `body`"),
        ));
        return None;
    }
    let places: BTreeSet<P> = places.iter().map(|(_, place)| *place).collect();
    (places.len() > 1).then(|| (body, places.into_iter().collect()))
}

/// Adds a decision, where nothing speaks against it.
fn decide<P: Copy + Ord>(
    review: &Review,
    id: DecisionId,
    same: bool,
    places: &[P],
    decided: &mut Decided<P>,
    fits: impl Fn(&Decided<P>) -> Result<(), (Message, Message)>,
    remarks: &mut Vec<Remark>,
) {
    let ties = || {
        places
            .iter()
            .enumerate()
            .flat_map(|(at, &a)| places[at + 1..].iter().map(move |&b| Tie { decision: id, ends: ordered(a, b) }))
    };
    if !same {
        decided.different.extend(ties());
        return;
    }
    let whole = decided.whole(places);
    let against: Vec<DecisionId> = decided
        .different
        .iter()
        .filter(|tie| whole.contains(&tie.ends.before) && whole.contains(&tie.ends.after))
        .map(|tie| tie.decision)
        .collect();
    let problem = match against.first() {
        Some(other) => {
            let lines = lines(review, decided, &whole, id, Some(*other));
            Err((
                Message::new(
                    format!("与 {} 矛盾：既说相同又说不同；此条未用", lines.zh),
                    format!("this contradicts {}: the same and different at once; it was left out", lines.en),
                ),
                Message::new("请删去其中一条", "delete one of them"),
            ))
        }
        None => fits(decided),
    };
    match problem {
        Ok(()) => {
            decided.same.extend(ties());
            decided.join(places);
        }
        Err((message, help)) => {
            remarks.push(review.remark(id, Severity::Warning, Code::DecisionConflict, message, help));
        }
    }
}

/// The lines of the decisions that a new one meets.
fn lines<P: Copy + Ord>(
    review: &Review,
    decided: &Decided<P>,
    whole: &BTreeSet<P>,
    id: DecisionId,
    other: Option<DecisionId>,
) -> Message {
    let ties = decided.same.iter().filter(|tie| whole.contains(&tie.ends.before)).map(|tie| tie.decision);
    let ids: BTreeSet<DecisionId> = ties.chain(other).filter(|other| *other != id).collect();
    let list: Vec<String> = ids.iter().map(|id| review.line(*id).to_string()).collect();
    let word = if list.len() == 1 { "line" } else { "lines" };
    Message::new(format!("第 {} 行", list.join("、")), format!("{word} {}", list.join(", ")))
}

/// Whether figures can be one series: of one measure and role, and one in each report but for those told twice.
fn figures_fit(
    entries: &[Entry],
    review: &Review,
    decided: &Decided<Figure>,
    places: &[Figure],
) -> Result<(), (Message, Message)> {
    let whole = decided.whole(places);
    let figure = |place: Figure| &entries[place.0].indicators[place.1];
    let surface = |place: Figure| entries[place.0].report.text.str(figure(place).span);
    let other = |at: Figure| decided.same.iter().find(|tie| tie.ends.before == at || tie.ends.after == at);
    let mut first_of: BTreeMap<usize, Figure> = BTreeMap::new();
    for &place in &whole {
        let first = *whole.iter().next().unwrap_or(&place);
        if let Some((zh, en)) = unlike(figure(first), figure(place)) {
            return Err((
                Message::new(
                    format!("“{}”与“{}”{zh}，不能成为一条序列；此条未用", surface(first), surface(place)),
                    format!(
                        "“{}” and “{}” {en}, and can't be one series; it was left out",
                        surface(first),
                        surface(place)
                    ),
                ),
                Message::new(
                    "若是读错，请用 reads 更正 kind、role",
                    "if one was misread, put it right with `reads` (kind, role)",
                ),
            ));
        }
        let known = *first_of.entry(place.0).or_insert(place);
        if known != place && !again(figure(known), figure(place)) {
            let year = entries[place.0].year();
            let met: Vec<DecisionId> =
                [known, place].iter().filter_map(|at| other(*at)).map(|tie| tie.decision).collect();
            let (zh, en) = match met.first() {
                Some(met) => (
                    format!("与第 {} 行合起来", review.line(*met)),
                    format!("together with line {} ", review.line(*met)),
                ),
                None => Default::default(),
            };
            return Err((
                Message::new(
                    format!("{zh}会把 {year} 年报告的“{}”和“{}”归为一个指标；此条未用", surface(known), surface(place)),
                    format!(
                        "{en}this would make “{}” and “{}” of the report for {year} one indicator; it was left out",
                        surface(known),
                        surface(place)
                    ),
                ),
                Message::new(
                    "一份报告只能有一个数；请删去其中一条",
                    "a report can have only one of them; delete one of the decisions",
                ),
            ));
        }
    }
    Ok(())
}

/// Why two figures can't be one series, whatever a reviewer says.
fn unlike(a: &Indicator, b: &Indicator) -> Option<(&'static str, &'static str)> {
    if a.role == Role::Previous || b.role == Role::Previous {
        return Some(("有一个是上年数", "are not both figures of their own: one tells what it was before"));
    }
    if a.measure() != b.measure() {
        return Some(("一是总量一是增速、占比或增减量", "measure other things (level, growth, share, change)"));
    }
    if a.role != b.role {
        return Some(("一是实际一是目标", "are a target and an actual figure"));
    }
    (a.years != b.years).then_some(("所跨年数不同", "cover other numbers of years"))
}

/// Whether two figures of a report tell the same.
fn again(a: &Indicator, b: &Indicator) -> bool {
    (a.value, a.high, &a.unit, a.period, a.kind, a.role) == (b.value, b.high, &b.unit, b.period, b.kind, b.role)
}
