//! Why figures belong together, in words (依据): each link field by field, and what would have broken it.

use crate::config::{Config, Direction};
use crate::corpus::Body;
use crate::diagnostic::Message;
use crate::indicator::{Indicator, Measure};
use crate::report::SectionId;
use crate::similarity::Weights;

use super::Timeline;
use super::alike::{Alike, Ground, alike};
use super::evidence::{Evidence, Field, Fields, SumPlace, Veto, compare};
use super::series::{Basis, Break, Link, Observation, Series};

/// A field of a link's evidence, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The field.
    pub field: Field,
    /// How much it says, in bits; against the link where it is negative.
    pub weight: f64,
    /// What was found.
    pub said: Message,
}

/// A link, or why there is none, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// What speaks for and against it, the heaviest first.
    pub reasons: Vec<Weighed>,
    /// What would have broken it; of two figures that are not one, what they lack.
    pub breakers: Vec<Message>,
}

impl Field {
    /// The name for people.
    pub fn said(self) -> Message {
        let (zh, en) = match self {
            Field::Subject => ("主语", "subject"),
            Field::Unit => ("单位", "unit"),
            Field::Scope => ("口径", "scope"),
            Field::TimeBasis => ("时间口径", "time basis"),
            Field::Section => ("所在部分", "section"),
            Field::Facets => ("对立成分", "contrast"),
            Field::Magnitude => ("量级", "magnitude"),
            Field::Direction => ("升降", "direction"),
            Field::Context => ("句中前文", "context"),
            Field::Neighbours => ("上下文", "neighbours"),
            Field::Sole => ("独有的词", "word of their own"),
            Field::Restated => ("重述", "restated"),
            Field::Sum => ("总分", "total and part"),
            Field::Counted => ("流量与存量", "added or in all"),
            Field::Place => ("同一位置", "one place"),
            Field::Of => ("所属指标", "what they are of"),
            Field::Turn => ("先后", "which comes first"),
        };
        Message::new(zh, en)
    }
}

impl Basis {
    /// What it means, for people.
    pub fn said(self) -> Message {
        let (zh, en) = match self {
            Basis::Exact => ("标签相同", "the labels are the same"),
            Basis::Lexicon => ("同物异名", "the labels are names of one thing"),
            Basis::Similar => ("标签相近", "the labels are alike"),
            Basis::Restated => ("后一份报告重述", "the later report tells the value again"),
            Basis::Reviewer => ("审阅决定", "a reviewer said so"),
        };
        Message::new(zh, en)
    }
}

impl Break {
    /// What it means, for people.
    pub fn said(self) -> Message {
        let zh = match self {
            Break::TimeBasis => "时间口径",
            Break::Scope => "统计口径",
            Break::Unit => "单位",
            Break::Since => "累计与当年",
            Break::Definition => "定义",
        };
        Message::new(zh, self.name())
    }
}

/// Explains the link of an observation of a series.
pub fn explain(
    body: &Body,
    timeline: &Timeline,
    series: &Series,
    observation: &Observation,
    link: &Link,
    config: &Config,
    weights: &Weights,
) -> Explained {
    let ends = [&series.observations[link.to], observation];
    let pair = ends.map(|one| &body.entries[one.report].indicators[one.indicator]);
    let fields = ends.map(|one| fields_of(body, timeline, one, config, weights));
    let titles = ends.map(|one| title(body, one));
    let reasons = reasons(&link.evidence, pair, &fields, &titles, config);
    let breakers = breakers(link, &fields, pair, config);
    Explained { reasons, breakers }
}

/// Why two figures of different series are not one: what each field says, without what stands around them, and what would have made
/// them one; or what they must share and don't.
pub fn apart(
    body: &Body,
    timeline: &Timeline,
    ends: [&Observation; 2],
    config: &Config,
    weights: &Weights,
) -> Result<Explained, Message> {
    let pair = ends.map(|one| &body.entries[one.report].indicators[one.indicator]);
    let fields = ends.map(|one| fields_of(body, timeline, one, config, weights));
    let titles = ends.map(|one| title(body, one));
    let evidence = compare(&fields[0], &fields[1], config).map_err(|veto| vetoed(veto, &fields, pair))?;
    let least = config.linking.least.link + config.linking.least.alone;
    let needed = Message::new(
        format!("两数要相连，须在 {least} 比特以上（连同上下文），且没有更近的一方"),
        format!("to be one they need {least} bits, what stands around them included, and no figure that is nearer"),
    );
    Ok(Explained { reasons: reasons(&evidence, pair, &fields, &titles, config), breakers: vec![needed] })
}

/// What speaks for and against two figures' being one, the heaviest first.
fn reasons(
    evidence: &Evidence,
    pair: [&Indicator; 2],
    fields: &[Fields; 2],
    titles: &[String; 2],
    config: &Config,
) -> Vec<Weighed> {
    let reason = |&(field, weight)| Weighed { field, weight, said: found(field, pair, fields, titles, config) };
    let mut reasons: Vec<Weighed> = evidence.weights.iter().map(reason).collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.field.cmp(&b.field)));
    reasons
}

/// What two figures must share to be one indicator, and don't.
fn vetoed(veto: Veto, fields: &[Fields; 2], pair: [&Indicator; 2]) -> Message {
    match veto {
        Veto::Block => {
            let of = |at: usize| {
                let (measure, role) = (measure(pair[at]), role(fields[at].block.target));
                let (unit, years) = (pair[at].unit.as_deref().unwrap_or("–"), fields[at].years);
                let (zh, en) = if fields[at].block.far { ("，远期", ", far ahead") } else { ("", "") };
                Message::new(
                    format!("{}（{}，以“{unit}”计，跨 {years} 年{zh}）", measure.zh, role.zh),
                    format!("{} ({}, in “{unit}”, over {years} year(s){en})", measure.en, role.en),
                )
            };
            let (a, b) = (of(0), of(1));
            Message::new(
                format!("不是一类数：{} → {}", a.zh, b.zh),
                format!("figures of two sorts: {} → {}", a.en, b.en),
            )
        }
        Veto::Contrast => Message::new(
            format!("名称对立：“{}”与“{}”", pair[0].label, pair[1].label),
            format!("the labels contrast: “{}” and “{}”", pair[0].label, pair[1].label),
        ),
        Veto::Scope => {
            let of = |one: &Indicator| one.scope.clone().unwrap_or_else(|| "–".to_owned());
            let (a, b) = (of(pair[0]), of(pair[1]));
            Message::new(format!("口径不同：{a} → {b}"), format!("two scopes: {a} → {b}"))
        }
        Veto::Counter => Message::new("一方数人，另一方数人次", "one counts people, the other how often they came"),
    }
}

/// What is compared of a figure of a series.
fn fields_of(body: &Body, timeline: &Timeline, one: &Observation, config: &Config, weights: &Weights) -> Fields {
    let entry = &body.entries[one.report];
    let indicator = &entry.indicators[one.indicator];
    let year = entry.report.metadata.now();
    let section = indicator.section.and_then(|section| timeline.paths.get(&(one.report, section))).copied();
    let sum = SumPlace::of(indicator, &entry.indicators);
    Fields::new(&entry.report.text, indicator, year, section, sum, config, weights)
}

fn title(body: &Body, observation: &Observation) -> String {
    let entry = &body.entries[observation.report];
    let section: Option<SectionId> = entry.indicators[observation.indicator].section;
    section.map(|section| entry.report.title_of(section)).unwrap_or_default()
}

/// How alike what the two figures are about is.
fn about([a, b]: &[Fields; 2], config: &Config) -> Alike {
    alike(a, b, a.label.cosine(&b.label), &config.linking)
}

/// How alike the labels of two figures are, in words.
fn alike_in([a, b]: [&Indicator; 2], about: Alike) -> Message {
    let (zh, en) = match about.ground {
        Ground::Label => ("", ""),
        Ground::Thing => ("（不计做法）", ", whatever is done to it"),
        Ground::Each => ("（数者均为）", ", one of several that it is told of"),
        Ground::Before => ("（补上句中前文）", ", with what its sentence told before"),
    };
    let alike = hundredths(about.likeness);
    Message::new(
        format!("“{}”与“{}”相似 {alike}%{zh}", a.label, b.label),
        format!("“{}” and “{}” are {alike} % alike{en}", a.label, b.label),
    )
}

/// What a field found in the two figures.
fn found(
    field: Field,
    [a, b]: [&Indicator; 2],
    fields: &[Fields; 2],
    titles: &[String; 2],
    config: &Config,
) -> Message {
    let two = |a: &str, b: &str| {
        if a == b { Message::new(a, a) } else { Message::new(format!("{a} → {b}"), format!("{a} → {b}")) }
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    match field {
        Field::Subject if a.label == b.label => {
            Message::new(format!("同为“{}”", a.label), format!("both “{}”", a.label))
        }
        Field::Subject => alike_in([a, b], about(fields, config)),
        Field::Unit => two(&or_none(&a.unit), &or_none(&b.unit)),
        Field::Scope => two(&or_none(&a.scope), &or_none(&b.scope)),
        Field::TimeBasis => two(&or_none(&a.asof), &or_none(&b.asof)),
        Field::Section => two(&titles[0], &titles[1]),
        Field::Facets => {
            let only = |own: &Fields, other: &Fields| own.facets.iter().any(|facet| !other.facets.contains(facet));
            let label = if only(&fields[1], &fields[0]) { &b.label } else { &a.label };
            Message::new(format!("只有“{label}”带有对立词"), format!("only “{label}” has a word with an opposite"))
        }
        Field::Magnitude => two(&a.value.normalize().to_string(), &b.value.normalize().to_string()),
        Field::Direction => {
            let name = |indicator: &Indicator| indicator.direction.map_or("–", Direction::name);
            two(name(a), name(b))
        }
        Field::Sum => Message::new("一方是总数，另一方是其中一部分", "one is a total, the other a part of one"),
        Field::Counted => {
            Message::new("一方是新增或累计，另一方不是", "one is what was added, or a running total, the other is not")
        }
        Field::Context => {
            let alike = hundredths(fields[0].context.cosine(&fields[1].context));
            Message::new(
                format!("名称本身不足以说明所指；句中前文相似 {alike}%"),
                format!("the labels name nothing by themselves; what stands before them is {alike} % alike"),
            )
        }
        Field::Neighbours | Field::Place | Field::Of | Field::Turn | Field::Sole => around(field),
        Field::Restated => {
            let value = a.value.normalize();
            Message::new(
                format!("后一份报告重述或推得出 {value}"),
                format!("the later report tells {value} again, or what leads to it"),
            )
        }
    }
}

/// What a field found around the two figures.
fn around(field: Field) -> Message {
    let (zh, en) = match field {
        Field::Neighbours => ("旁边的指标也连在一起", "the figures beside them are linked, too"),
        Field::Place => (
            "两份报告里前后的指标相连，其间同类的只有这一个",
            "the only ones of their sort between figures that are linked",
        ),
        Field::Of => ("所说的是同一指标的变化", "both tell how one indicator changed"),
        Field::Turn => (
            "一方是句中先说的一个，另一方是接着说的一个",
            "one is told first of its thing in its sentence, the other behind another",
        ),
        _ => (
            "两份报告各只有这一个同类指标带有这个词",
            "both have a word that no other figure like them in its report has",
        ),
    };
    Message::new(zh, en)
}

/// A share as whole percents.
fn hundredths(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// What would have broken a link: a field that carries it alone, a less like label, a contrast, another block.
fn breakers(link: &Link, fields: &[Fields; 2], pair: [&Indicator; 2], config: &Config) -> Vec<Message> {
    let mut found = Vec::new();
    let (bits, least) = (link.evidence.bits(), config.linking.least.link);
    if link.decision.is_some() {
        return vec![undecided(bits > least)];
    }
    for &(field, weight) in
        link.evidence.weights.iter().filter(|(field, weight)| *field != Field::Subject && *weight > 0.0)
    {
        if bits - weight < least {
            let name = field.said();
            found.push(Message::new(
                format!("没有“{}”这项依据", name.zh),
                format!("losing the evidence of the {}", name.en),
            ));
        }
    }
    let subject = link.evidence.weights.iter().find(|(field, _)| *field == Field::Subject).map(|(_, weight)| *weight);
    let least_alike = subject.and_then(|weight| config.linking.subject.likeness(weight - (bits - least)));
    let about = about(fields, config);
    if let Some(least) = least_alike.filter(|least| *least > 0.0 && about.ground == Ground::Label) {
        let (now, least) = (hundredths(about.likeness), hundredths(least));
        found.push(Message::new(
            format!("主语相似不足 {least}%（现为 {now}%）"),
            format!("subjects less than {least} % alike (they are {now} %)"),
        ));
    }
    for (own, others) in config.facets.opposites(&fields[0].facets) {
        if !others.is_empty() {
            let list = others.iter().take(4).copied().collect::<Vec<_>>().join("、");
            found.push(Message::new(
                format!("一方不是“{own}”而是“{list}”"),
                format!("“{list}” instead of “{own}” on one side"),
            ));
        }
    }
    let block = &fields[0].block;
    let unit = pair[0].unit.as_deref().unwrap_or("–");
    // A level may be told of several years as it stands at their end.
    let years = match block.measure {
        Measure::Level => Message::new("", ""),
        _ => Message::new(format!("、跨 {} 年", fields[0].years), format!(", not over {} year(s)", fields[0].years)),
    };
    found.push(Message::new(
        format!("一方不再是{}、{}{}、以“{unit}”同类单位计", measure(pair[0]).zh, role(block.target).zh, years.zh),
        format!(
            "one that is no {}, no {}{}, or not in a unit like “{unit}”",
            measure(pair[0]).en,
            role(block.target).en,
            years.en
        ),
    ));
    found.extend(link.unsure.then(|| doubt(link, config)));
    found
}

/// Why somebody should look at a link.
fn doubt(link: &Link, config: &Config) -> Message {
    let least = config.linking.least.unsure;
    match link.margin() {
        Some(margin) if margin < least => Message::new("次优相差不大，请核对", "the runner-up is close; have a look"),
        _ if link.evidence.bits() < least => Message::new("依据不多，请核对", "there is little evidence; have a look"),
        _ => {
            Message::new("两者名称像是同类中的两种，请核对", "by their names the two may be of two kinds; have a look")
        }
    }
}

/// What would be without a reviewer's decision; `holds`: the evidence makes the link by itself.
fn undecided(holds: bool) -> Message {
    let (zh, en) = if holds {
        ("没有它也会相连", "it would hold without it")
    } else {
        ("没有它就不相连", "it would not hold without it")
    };
    Message::new(format!("删去审阅决定；{zh}"), format!("deleting the reviewer's decision; {en}"))
}

fn measure(indicator: &Indicator) -> Message {
    let zh = match indicator.measure() {
        Measure::Level => "总量",
        Measure::Growth => "增速",
        Measure::Share => "占比",
        Measure::Delta => "增减量",
    };
    Message::new(zh, indicator.measure().name())
}

fn role(target: bool) -> Message {
    if target { Message::new("目标", "target") } else { Message::new("实际", "actual figure") }
}
