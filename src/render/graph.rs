//! The timeline for other programs: node-link JSON, GraphML (Gephi, networkx) and DOT (Graphviz), with stable ids.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::view::figures::share;
use super::view::{Bits, BodyView, View, one_line};
use crate::text::visible;
use crate::timeline::graph::{Edge, Node};

/// A node or an edge with its attributes, in a fixed order.
type Attributes = Vec<(&'static str, String)>;

// Both are made as they are written: of large reports there is no room for all of them.

/// All nodes with their ids.
fn nodes(view: &View<'_>) -> impl Iterator<Item = (String, Attributes)> {
    view.bodies.iter().flat_map(|body| {
        let graph = &body.timeline.graph.graph;
        graph.node_indices().map(move |index| (id(body, graph[index]), node(body, graph[index])))
    })
}

/// All edges with the ids of what they lead from and to.
fn edges(view: &View<'_>) -> impl Iterator<Item = (String, String, Attributes)> {
    view.bodies.iter().flat_map(|body| {
        let graph = &body.timeline.graph.graph;
        graph.edge_indices().filter_map(move |index| {
            let (from, to) = graph.edge_endpoints(index)?;
            Some((id(body, graph[from]), id(body, graph[to]), edge(body, &graph[index])))
        })
    })
}

/// Stable as long as the report's text is: the file's name and the offset.
fn id(body: &BodyView<'_>, node: Node) -> String {
    let name = |report: usize| &body.body.entries[report].report.name;
    match node {
        Node::Report(report) => format!("{}/{}", body.body.name, name(report)),
        Node::Section(report, section) => format!(
            "{}/{}#{}",
            body.body.name,
            name(report),
            body.body.entries[report].report.section(section).span.start
        ),
        Node::Observation(report, at) => {
            format!("{}/{}@{}", body.body.name, name(report), body.body.entries[report].indicators[at].span.start)
        }
    }
}

fn node(body: &BodyView<'_>, node: Node) -> Attributes {
    match node {
        Node::Report(report) => {
            let entry = &body.body.entries[report];
            vec![
                ("type", "report".to_owned()),
                ("label", entry.report.name.clone()),
                ("year", entry.year().to_string()),
            ]
        }
        Node::Section(report, section) => {
            let entry = &body.body.entries[report];
            let title = entry.report.title_of(section);
            vec![
                ("type", "section".to_owned()),
                ("label", title),
                ("year", entry.year().to_string()),
                ("level", entry.report.section(section).level.to_string()),
            ]
        }
        Node::Observation(report, at) => {
            let entry = &body.body.entries[report];
            let indicator = &entry.indicators[at];
            vec![
                ("type", "observation".to_owned()),
                ("label", indicator.label.clone()),
                ("year", entry.year().to_string()),
                ("period", indicator.period.map(|period| period.to_string()).unwrap_or_default()),
                ("value", indicator.value.normalize().to_string()),
                ("unit", indicator.unit.clone().unwrap_or_default()),
                ("role", indicator.role.name().to_owned()),
                ("measure", indicator.measure().name().to_owned()),
                ("surface", one_line(entry.report.text.str(indicator.span))),
            ]
        }
    }
}

fn edge(body: &BodyView<'_>, edge: &Edge) -> Attributes {
    let mut attributes = vec![("type", edge.name().to_owned())];
    match edge {
        Edge::Becomes { relation, score, .. } => {
            attributes.extend([("relation", relation.to_string()), ("score", share(*score).to_string())])
        }
        Edge::Next { series, bits, basis, breaks, .. } => {
            attributes.push(("series", body.timeline.series[*series].id.clone()));
            attributes.push(("score", Bits::new(*bits).to_string()));
            attributes.push(("basis", basis.name().to_owned()));
            attributes.push(("breaks", breaks.iter().map(|reason| reason.name()).collect::<Vec<_>>().join("; ")));
        }
        Edge::Restates { agrees } => attributes.push(("agrees", agrees.to_string())),
        _ => {}
    }
    if edge.decision().is_some() {
        attributes
            .push(("review", if matches!(edge, Edge::KeptApart { .. }) { "different" } else { "same" }.to_owned()));
    }
    attributes
}

/// A graph as node-link JSON has it; names of fields in the order of the alphabet, as those of its nodes and links.
struct NodeLink<'a>(&'a View<'a>);

struct Nodes<'a>(&'a View<'a>);

struct Links<'a>(&'a View<'a>);

impl Serialize for NodeLink<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut fields = out.serialize_struct("graph", 5)?;
        fields.serialize_field("directed", &true)?;
        fields.serialize_field("links", &Links(self.0))?;
        fields.serialize_field("multigraph", &true)?;
        fields.serialize_field("nodes", &Nodes(self.0))?;
        fields.serialize_field("schema", "nianlun.timeline/1")?;
        fields.end()
    }
}

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(nodes(self.0).map(|(id, attributes)| object([("id", id)], attributes)))
    }
}

impl Serialize for Links<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(
            edges(self.0).map(|(from, to, attributes)| object([("source", from), ("target", to)], attributes)),
        )
    }
}

fn object<const N: usize>(
    first: [(&'static str, String); N],
    attributes: Attributes,
) -> BTreeMap<&'static str, String> {
    first.into_iter().chain(attributes).collect()
}

/// `timeline.json`: node-link.
pub fn json(view: &View<'_>) -> String {
    let mut out = serde_json::to_string_pretty(&NodeLink(view)).unwrap_or_default();
    out.push('\n');
    out
}

/// `timeline.graphml`.
pub fn graphml(view: &View<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let keys = |attributes: &mut dyn Iterator<Item = Attributes>| {
        attributes.flatten().map(|(name, _)| name).collect::<BTreeSet<&'static str>>()
    };
    for (side, names) in [
        ("node", keys(&mut nodes(view).map(|(_, attributes)| attributes))),
        ("edge", keys(&mut edges(view).map(|(_, _, attributes)| attributes))),
    ] {
        for name in names {
            out.push_str(&format!(
                "  <key id=\"{side}.{name}\" for=\"{side}\" attr.name=\"{name}\" attr.type=\"string\"/>\n"
            ));
        }
    }
    out.push_str("  <graph edgedefault=\"directed\">\n");
    let data = |side: &str, attributes: &Attributes| {
        attributes
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("<data key=\"{side}.{name}\">{}</data>", escape(value)))
            .collect::<String>()
    };
    for (id, attributes) in nodes(view) {
        out.push_str(&format!("    <node id=\"{}\">{}</node>\n", escape(&id), data("node", &attributes)));
    }
    for (at, (from, to, attributes)) in edges(view).enumerate() {
        out.push_str(&format!(
            "    <edge id=\"e{at}\" source=\"{}\" target=\"{}\">{}</edge>\n",
            escape(&from),
            escape(&to),
            data("edge", &attributes)
        ));
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// Text inside XML; control characters that XML does not have become spaces.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// `timeline.dot`: the sections' bands and the series' chains; what holds what is left out, or nothing could be seen.
pub fn dot(view: &View<'_>) -> String {
    let quoted =
        |text: &str| format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "));
    let get = |attributes: &Attributes, name: &str| {
        attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let drawn: Vec<(String, String, Attributes)> = edges(view)
        .filter(|(_, _, attributes)| matches!(get(attributes, "type").as_str(), "becomes" | "next"))
        .collect();
    let used: BTreeSet<&str> = drawn.iter().flat_map(|(from, to, _)| [from.as_str(), to.as_str()]).collect();
    let mut out =
        String::from("digraph timeline {\n  rankdir=LR;\n  node [shape=box, fontname=\"Noto Sans CJK SC\"];\n");
    for (id, attributes) in nodes(view).filter(|(id, _)| used.contains(id.as_str())) {
        let get = |name: &str| get(&attributes, name);
        let label = match get("type").as_str() {
            "observation" => format!("{} {}\\n{}", get("year"), get("label"), get("surface")),
            _ => format!("{} {}", get("year"), get("label")),
        };
        let shape = if get("type") == "section" { "box" } else { "ellipse" };
        out.push_str(&format!(
            "  {} [label={}, shape={shape}];\n",
            quoted(&id),
            quoted(&label).replace("\\\\n", "\\n")
        ));
    }
    for (from, to, attributes) in &drawn {
        let label = [get(attributes, "relation"), get(attributes, "breaks")]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let style = if get(attributes, "breaks").is_empty() { "solid" } else { "dashed" };
        out.push_str(&format!("  {} -> {} [label={}, style={style}];\n", quoted(from), quoted(to), quoted(&label)));
    }
    out.push_str("}\n");
    out
}
