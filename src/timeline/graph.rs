//! The timeline as a graph: reports, sections and observations, joined by typed edges that carry their evidence.
//!
//! Links only run to a later year, so there are no cycles; one node an observation, never merged, so that a link can be
//! taken back by a reviewer.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::align::sections::{Relation, SectionAlignment};
use crate::corpus::Body;
use crate::indicator::Role;
use crate::report::SectionId;
use crate::review::{DecisionId, Ties};

use super::facts::{changes_of, previous_of};
use super::series::{Basis, Break, Series};

/// A node of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A report, by its place among the body's.
    Report(usize),
    /// A section of a report.
    Section(usize, SectionId),
    /// A figure of a report, by its place there.
    Observation(usize, usize),
}

/// An edge of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub enum Edge {
    /// A report holds a section, a section its parts, or a section a figure.
    Holds,
    /// A section of an earlier report became one of a later.
    Becomes {
        /// What became of it.
        relation: Relation,
        /// From 0 to 1.
        score: f64,
        /// The decision that it is so.
        decision: Option<DecisionId>,
    },
    /// A figure and the next one of its series.
    Next {
        /// The series, by its place.
        series: usize,
        /// The evidence, in bits.
        bits: f64,
        /// What it mainly rests on.
        basis: Basis,
        /// Why the two are not comparable.
        breaks: Vec<Break>,
        /// The decision that they are one indicator.
        decision: Option<DecisionId>,
    },
    /// The same figure told again in one report.
    Again,
    /// What a figure was before, and the figure.
    Was,
    /// A change and what changed.
    GrowthOf,
    /// A part and its total.
    PartOf,
    /// A target, and the figure that a later report tells of the same year.
    TargetOf,
    /// A later report tells a figure of an earlier one again, alike or not.
    Restates {
        /// Whether the values agree.
        agrees: bool,
    },
    /// The same indicator in another scope.
    ScopeVariant,
    /// Two figures or sections that are not one, by a decision.
    KeptApart {
        /// The decision.
        decision: DecisionId,
    },
}

impl Edge {
    /// The name that data files use.
    pub const fn name(&self) -> &'static str {
        match self {
            Edge::Holds => "holds",
            Edge::Becomes { .. } => "becomes",
            Edge::Next { .. } => "next",
            Edge::Again => "again",
            Edge::Was => "was",
            Edge::GrowthOf => "growth_of",
            Edge::PartOf => "part_of",
            Edge::TargetOf => "target_of",
            Edge::Restates { .. } => "restates",
            Edge::ScopeVariant => "scope_variant",
            Edge::KeptApart { .. } => "kept_apart",
        }
    }

    /// The decision that it hangs on.
    pub const fn decision(&self) -> Option<DecisionId> {
        match self {
            Edge::Becomes { decision, .. } | Edge::Next { decision, .. } => *decision,
            Edge::KeptApart { decision } => Some(*decision),
            _ => None,
        }
    }
}

/// The timeline's graph with an index of its nodes.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The graph.
    pub graph: DiGraph<Node, Edge>,
    nodes: BTreeMap<Node, NodeIndex>,
}

impl Graph {
    /// The place of a node.
    pub fn index(&self, node: Node) -> Option<NodeIndex> {
        self.nodes.get(&node).copied()
    }

    fn node(&mut self, node: Node) -> NodeIndex {
        *self.nodes.entry(node).or_insert_with(|| self.graph.add_node(node))
    }

    fn edge(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.node(from), self.node(to));
        self.graph.add_edge(from, to, edge);
    }

    /// The targets of edges of a kind that leave a node, in the order in which they were made.
    pub fn leaving<'a>(&'a self, node: Node, kind: &'a str) -> impl Iterator<Item = (Node, &'a Edge)> + 'a {
        use petgraph::visit::EdgeRef;
        let edges = self.index(node).into_iter().flat_map(|index| self.graph.edges(index));
        let mut found: Vec<_> = edges
            .filter(move |edge| edge.weight().name() == kind)
            .map(|edge| (edge.id(), self.graph[edge.target()], edge.weight()))
            .collect();
        found.sort_by_key(|(id, ..)| *id);
        found.into_iter().map(|(_, node, edge)| (node, edge))
    }

    /// What hangs on a reviewer's decision: edges by their ends, in the order in which they were made.
    pub fn hanging_on(&self, decision: DecisionId) -> Vec<(Node, Node, &Edge)> {
        let edges = self.graph.edge_indices().filter(|index| self.graph[*index].decision() == Some(decision));
        let ends = |index| self.graph.edge_endpoints(index).map(|(from, to)| (self.graph[from], self.graph[to]));
        edges.filter_map(|index| ends(index).map(|(from, to)| (from, to, &self.graph[index]))).collect()
    }

    /// A section's path: what it became, year by year, by the best match.
    pub fn section_path(&self, report: usize, section: SectionId) -> Vec<Node> {
        let mut path = vec![Node::Section(report, section)];
        while let Some(&Node::Section(at, _)) = path.last() {
            let next = self
                .leaving(path[path.len() - 1], "becomes")
                .filter(|(node, _)| matches!(node, Node::Section(report, _) if *report == at + 1));
            let best = next
                .map(|(node, edge)| (node, if let Edge::Becomes { score, .. } = edge { *score } else { 0.0 }))
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            match best {
                Some((node, _)) => path.push(node),
                None => break,
            }
        }
        path
    }
}

/// Builds the graph of a body.
pub(super) fn graph(
    body: &Body,
    alignments: &BTreeMap<(usize, usize), SectionAlignment>,
    series: &[Series],
    ties: &Ties,
) -> Graph {
    let mut graph = Graph::default();
    for (report, entry) in body.entries.iter().enumerate() {
        graph.node(Node::Report(report));
        for section in &entry.report.sections {
            let parent = section.parent.map_or(Node::Report(report), |parent| Node::Section(report, parent));
            graph.edge(parent, Node::Section(report, section.id), Edge::Holds);
        }
        for (at, indicator) in entry.indicators.iter().enumerate() {
            let place = indicator.section.map_or(Node::Report(report), |section| Node::Section(report, section));
            graph.edge(place, Node::Observation(report, at), Edge::Holds);
        }
        inside(&mut graph, report, &entry.indicators);
    }
    for (&(a, b), alignment) in alignments {
        for pair in &alignment.pairs {
            let edge = Edge::Becomes { relation: pair.relation, score: pair.evidence.score(), decision: pair.decision };
            graph.edge(Node::Section(a, pair.sections.before), Node::Section(b, pair.sections.after), edge);
        }
    }
    for (at, one) in series.iter().enumerate() {
        along(&mut graph, body, at, one);
    }
    across(&mut graph, body, series);
    for tie in &ties.figures.different {
        let ends = tie.ends.map(|(report, at)| Node::Observation(report, at));
        graph.edge(ends.before, ends.after, Edge::KeptApart { decision: tie.decision });
    }
    for tie in &ties.sections.different {
        let ends = tie.ends.map(|(report, section)| Node::Section(report, section));
        graph.edge(ends.before, ends.after, Edge::KeptApart { decision: tie.decision });
    }
    graph
}

/// Edges between the figures of one report.
fn inside(graph: &mut Graph, report: usize, indicators: &[crate::indicator::Indicator]) {
    for (at, indicator) in indicators.iter().enumerate() {
        if let Some(total) = indicator.part_of {
            graph.edge(Node::Observation(report, at), Node::Observation(report, total.index()), Edge::PartOf);
        }
        if let Some(previous) = previous_of(indicators, at) {
            graph.edge(Node::Observation(report, previous), Node::Observation(report, at), Edge::Was);
        }
        for change in changes_of(indicators, at) {
            graph.edge(Node::Observation(report, change), Node::Observation(report, at), Edge::GrowthOf);
        }
    }
}

/// Edges along a series: each figure to the next, figures told again, values restated later.
fn along(graph: &mut Graph, body: &Body, at: usize, series: &Series) {
    let node =
        |place: usize| Node::Observation(series.observations[place].report, series.observations[place].indicator);
    let indicator = |place: usize| {
        &body.entries[series.observations[place].report].indicators[series.observations[place].indicator]
    };
    let mut standing = 0;
    for (place, observation) in series.observations.iter().enumerate() {
        match observation.aside {
            None => {
                standing = place;
                if let Some(link) = &observation.link {
                    let edge = Edge::Next {
                        series: at,
                        bits: link.evidence.bits(),
                        basis: link.basis,
                        breaks: observation.breaks.iter().copied().collect(),
                        decision: link.decision,
                    };
                    graph.edge(node(link.to), node(place), edge);
                }
            }
            Some(super::series::Aside::Again) => graph.edge(node(standing), node(place), Edge::Again),
            Some(super::series::Aside::Previous) => {
                let period = indicator(place).period;
                let earlier = series.observations[..place].iter().position(|other| {
                    other.report < observation.report
                        && body.entries[other.report].indicators[other.indicator].period == period
                });
                if let Some(earlier) = earlier {
                    graph.edge(
                        node(earlier),
                        node(place),
                        Edge::Restates { agrees: indicator(earlier).value == indicator(place).value },
                    );
                }
            }
        }
    }
}

/// Series of one name beyond which they are not told to belong together.
const MOST_ALIKE: usize = 1000;

/// Edges between series: targets to what was reached, and one indicator in two scopes.
fn across(graph: &mut Graph, body: &Body, series: &[Series]) {
    let first =
        |series: &Series| series.observations.first().map(|first| Node::Observation(first.report, first.indicator));
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in series.iter().enumerate() {
        named.entry(&one.name).or_default().push(at);
    }
    // A name that so many series share tells none from the others. No report has them.
    named.values_mut().filter(|alike| alike.len() > MOST_ALIKE).for_each(Vec::clear);
    for target in series.iter().filter(|series| series.role == Role::Target) {
        for actual in named[target.name.as_str()].iter().map(|&at| &series[at]).filter(|series| {
            series.role == Role::Actual && series.measure == target.measure && series.years == target.years
        }) {
            for aim in &target.observations {
                let period = body.entries[aim.report].indicators[aim.indicator].period;
                let reached = actual.observations.iter().find(|observation| {
                    observation.report > aim.report
                        && body.entries[observation.report].indicators[observation.indicator].period == period
                });
                if let Some(reached) = reached {
                    graph.edge(
                        Node::Observation(aim.report, aim.indicator),
                        Node::Observation(reached.report, reached.indicator),
                        Edge::TargetOf,
                    );
                }
            }
        }
    }
    for (at, a) in series.iter().enumerate() {
        for b in named[a.name.as_str()].iter().filter(|other| **other > at).map(|&other| &series[other]) {
            let same = a.measure == b.measure
                && a.role == b.role
                && a.years == b.years
                && a.scope != b.scope
                && a.unit == b.unit;
            if let (true, Some(x), Some(y)) = (same, first(a), first(b)) {
                graph.edge(x, y, Edge::ScopeVariant);
            }
        }
    }
}
