//! `nianlun trends --explain SERIES`: why the figures of a series belong together.

use nianlun::comparison::{self, explained};
use nianlun::render::terminal::{quiet, strong, underlined, unsure};
use nianlun::render::view::{Bits, BodyView};
use nianlun::{Aside, Comparison, Link, Observation, Series, Weighed};

use super::Session;

/// A series, link by link.
pub(super) fn series(session: &Session, loaded: &Comparison, body: &BodyView<'_>, series: &Series) -> String {
    let unit = series.unit.as_deref().unwrap_or("–");
    let mut out = format!(
        "{}  {}\n",
        strong(&series.name),
        quiet(&format!("{} {} {unit}  {}", series.measure.name(), series.role.name(), series.id))
    );
    for observation in &series.observations {
        out.push_str(&figure(session, loaded, body, observation));
        if let Some(link) = &observation.link {
            out.push_str(&reasons(session, loaded, body, series, observation, link));
        }
    }
    out.push('\n');
    out
}

/// The figures of two series, each of another report, that are nearest to each other; nothing where no two reports tell them.
pub(super) fn nearest<'a>(body: &BodyView<'_>, [one, other]: [&'a Series; 2]) -> Option<[&'a Observation; 2]> {
    let pairs = one.observations.iter().flat_map(|a| other.observations.iter().map(move |b| [a, b]));
    pairs.filter(|[a, b]| a.report != b.report).min_by_key(|ends| {
        let [a, b] = ends.map(|end| body.body.entries[end.report].year());
        (a.abs_diff(b), a.max(b))
    })
}

/// Why two series are not one: these figures of theirs, field by field.
pub(super) fn apart(
    session: &Session,
    loaded: &Comparison,
    body: &BodyView<'_>,
    [one, other]: [&Series; 2],
    ends: [&Observation; 2],
) -> String {
    let mut out =
        format!("{}  {}  |  {}  {}\n", strong(&one.name), quiet(&one.id), strong(&other.name), quiet(&other.id));
    for end in ends {
        out.push_str(&figure(session, loaded, body, end));
    }
    match comparison::apart((body.body, body.timeline), ends, &session.options) {
        Ok(found) => {
            let bits = Signed(found.reasons.iter().map(|reason| reason.weight).sum());
            let (zh, en) = (format!("两数本身的证据 {bits} 比特"), format!("evidence of the two alone: {bits} bits"));
            out.push_str(&format!("      {}\n{}", session.say(&zh, &en), weighed(session, &found.reasons)));
            for needed in &found.breakers {
                out.push_str(&format!("        {}\n", quiet(&session.told(needed))));
            }
        }
        Err(said) => out.push_str(&format!("      {}\n", unsure(&session.told(&said)))),
    }
    out
}

/// A line for each reason.
fn weighed(session: &Session, found: &[Weighed]) -> String {
    let line = |reason: &Weighed| {
        let weight = format!("{:>+5}", Signed(reason.weight));
        format!("        {weight}  {}  {}\n", reason.field.said().get(session.language), session.told(&reason.said))
    };
    found.iter().map(line).collect()
}

/// The figure in its sentence.
fn figure(session: &Session, loaded: &Comparison, body: &BodyView<'_>, observation: &Observation) -> String {
    let entry = &body.body.entries[observation.report];
    let indicator = body.indicator(observation);
    let aside = match observation.aside {
        Some(Aside::Again) => session.say("（又见）", " (told again)"),
        Some(Aside::Previous) => session.say("（上年数）", " (what it was before)"),
        None => String::new(),
    };
    let quote = underlined(&entry.report.text, indicator.quote, &[indicator.span]);
    let mut out = format!("  {}{aside}  {quote}\n", strong(&entry.year().to_string()));
    let read =
        body.timeline.ties.reads.iter().find(|(figure, _)| *figure == (observation.report, observation.indicator));
    if let Some((_, decision)) = read {
        let place = loaded.place_of_decision(*decision);
        out.push_str(&format!(
            "      {}\n",
            session.say(&format!("读法由审阅决定（{place}）"), &format!("read as a reviewer says ({place})"))
        ));
    }
    out
}

fn reasons(
    session: &Session,
    loaded: &Comparison,
    body: &BodyView<'_>,
    series: &Series,
    observation: &Observation,
    link: &Link,
) -> String {
    let language = session.language;
    let found = explained((body.body, body.timeline), series, observation, link, &session.options);
    let from = body.body.entries[series.observations[link.to].report].year();
    let bits = Bits::new(link.evidence.bits());
    let basis = link.basis.said();
    let mut out = format!(
        "      {}\n",
        session.say(
            &format!("← {from}：证据 {bits} 比特，{}", basis.zh),
            &format!("← {from}: evidence {bits} bits, {}", basis.en)
        )
    );
    if let Some(decision) = link.decision {
        let place = loaded.place_of_decision(decision);
        let said = session.say(
            &format!("审阅决定为同一指标（{place}）"),
            &format!("one indicator by a reviewer's decision ({place})"),
        );
        out.push_str(&format!("        {said}\n"));
    }
    out.push_str(&weighed(session, &found.reasons));
    for reason in &observation.breaks {
        let name = reason.said();
        let said = session.say(&format!("断点：{}", name.zh), &format!("break: {}", name.en));
        out.push_str(&format!("        {}\n", unsure(&said)));
    }
    if let Some(rival) = &link.runner_up {
        let entry = &body.body.entries[rival.report];
        let indicator = &entry.indicators[rival.indicator];
        let year = entry.year();
        let (label, surface) = (&indicator.label, entry.report.text.str(indicator.span));
        let (own, lead) = (Bits::new(rival.evidence.bits()), Bits::new(link.margin().unwrap_or_default()));
        out.push_str(&format!(
            "        {}\n",
            session.say(
                &format!("次优（{year} 年报告）：{label} {surface}，证据 {own}，相差 {lead}"),
                &format!("runner-up (report of {year}): {label} {surface}, evidence {own}, {lead} behind")
            )
        ));
    }
    let breakers: Vec<&str> = found.breakers.iter().map(|breaker| breaker.get(language)).collect();
    let (zh, en) = (breakers.join("；"), breakers.join("; "));
    out.push_str(&format!(
        "        {}\n",
        quiet(&session.say(&format!("会断开它的：{zh}"), &format!("would have broken it: {en}")))
    ));
    out
}

/// Evidence with its sign.
struct Signed(f64);

impl std::fmt::Display for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0.0 { "−" } else { "+" };
        f.pad(&format!("{sign}{}", Bits::new(self.0.abs())))
    }
}
