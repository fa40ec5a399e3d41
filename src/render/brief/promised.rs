//! What was promised and what became of it, and what is no longer claimed.

use super::{Line, Part, Quote, quote};
use crate::commitment::claims::{Claim, Kind, Status};
use crate::commitment::{ABOUT_PERCENT, Commitment, Outcome};
use crate::diagnostic::Message;
use crate::pair::Pair;
use crate::render::view::BodyView;

/// How many promises of each outcome, and how many claims, are told.
const EACH: usize = 4;

/// What the earlier plan promised, and what the later report tells of it.
pub(super) fn promised(view: &BodyView<'_>, reports: Pair<usize>) -> Part {
    let own: Vec<&Commitment> = view
        .commitments
        .iter()
        .filter(|plan| plan.report == reports.before && plan.read == Some(reports.after))
        .collect();
    let title = Message::new("承诺与结果", "What was promised, and delivered");
    if own.is_empty() {
        return Part { title, lines: Vec::new() };
    }
    let count = |outcome: Outcome, figure: bool| {
        own.iter().filter(|plan| plan.outcome == outcome && plan.target.is_some() == figure).count()
    };
    let targets = own.iter().filter(|plan| plan.target.is_some()).count();
    let (met, missed, reported, silent) = (
        count(Outcome::Met, true),
        count(Outcome::Missed, true),
        count(Outcome::Reported, true),
        count(Outcome::NotMentioned, true),
    );
    let acts = own.len() - targets;
    let (told, untold) = (count(Outcome::Reported, false), count(Outcome::NotMentioned, false));
    let unsure = |figure: bool| {
        let unsure = own.iter().filter(|plan| plan.outcome == Outcome::Reported && plan.target.is_some() == figure);
        match unsure.filter(|plan| plan.answer.is_some_and(|answer| answer.is_unsure())).count() {
            0 => (String::new(), String::new()),
            many => (
                format!("（其中{many}项换了说法，待核对）"),
                format!(" ({many} of them in other words, to be looked at)"),
            ),
        }
    };
    let (doubt, doubt_of_acts) = (unsure(true), unsure(false));
    let mut lines = vec![
        counted(
            format!(
                "数字目标 {targets} 项：达到 {met}，未达到 {missed}，有报告而无可比数字 {reported}{}，未见对应表述 {silent}",
                doubt.0
            ),
            format!(
                "{targets} targets: {met} met, {missed} missed, {reported} told of without a figure to compare{}, {silent} without an answer that was found",
                doubt.1
            ),
        ),
        counted(
            format!("工作事项 {acts} 项：有报告 {told}{}，未见对应表述 {untold}", doubt_of_acts.0),
            format!("{acts} acts: {told} told of{}, {untold} without an answer that was found", doubt_of_acts.1),
        ),
    ];
    if own.iter().any(|plan| plan.is_judged_about()) {
        lines.push(Line { said: kept_about(), quotes: Vec::new() });
    }
    for outcome in [Outcome::Missed, Outcome::Met, Outcome::NotMentioned] {
        let listed = own.iter().filter(|plan| plan.outcome == outcome && plan.target.is_some());
        lines.extend(listed.take(EACH).map(|plan| line(view, plan)));
    }
    Part { title, lines }
}

/// How far a figure may be off a target of 左右.
pub fn kept_about() -> Message {
    Message::new(
        format!("“左右”按目标值的{ABOUT_PERCENT}%以内计为达到"),
        format!("“about” (左右) is kept by what is within {ABOUT_PERCENT} % of the target"),
    )
}

fn counted(zh: String, en: String) -> Line {
    Line { said: Message::new(zh, en), quotes: Vec::new() }
}

fn line(view: &BodyView<'_>, plan: &Commitment) -> Line {
    let entries = &view.body.entries;
    let mut quotes: Vec<Quote> = vec![quote(&entries[plan.report], plan.span)];
    quotes.extend(plan.answer.map(|answer| quote(&entries[answer.report], answer.span)));
    let (zh, en) = match plan.outcome {
        Outcome::Met => ("达到", "Met"),
        Outcome::Missed => ("未达到", "Missed"),
        Outcome::Reported => ("有报告", "Told of"),
        Outcome::NotMentioned => ("未见对应表述", "No answer found"),
        Outcome::TooEarly => ("未到期", "Too early"),
    };
    // Of a clause with several targets, the one that this line is about.
    let promise = quote(&entries[plan.report], plan.part).words;
    Line { said: Message::new(format!("{zh}：{promise}"), format!("{en}: {promise}")), quotes }
}

/// What was claimed and is no longer, or less of it.
pub(super) fn claimed(view: &BodyView<'_>, reports: Pair<usize>) -> Part {
    let told = |claim: &&Claim| {
        claim.report == reports.after
            && matches!(claim.kind, Kind::NoneOccurred | Kind::All)
            && match claim.status {
                Status::Limited | Status::Contradicted => true,
                Status::Gone => claim.kind == Kind::NoneOccurred,
                _ => false,
            }
    };
    let mut claims: Vec<&Claim> = view.claims.iter().filter(told).collect();
    claims.sort_by_key(|claim| (claim.status, claim.kind, claim.id));
    let lines = claims.into_iter().take(EACH).map(|claim| {
        let now = quote(&view.body.entries[claim.told], claim.span);
        let before = view.claims.iter().find(|other| other.id == claim.id && other.report + 1 == claim.report);
        let before = before.filter(|_| claim.status == Status::Limited);
        let mut quotes: Vec<Quote> = before.iter().map(|one| quote(&view.body.entries[one.told], one.span)).collect();
        let (zh, en) = match claim.status {
            Status::Limited => ("表述收窄", "Said of less"),
            Status::Contradicted => ("不再表述，数字与之相反", "No longer said, and figures tell otherwise"),
            _ => ("不再表述", "No longer said"),
        };
        let said = Message::new(format!("{zh}：{}", now.words), format!("{en}: {}", now.words));
        quotes.push(now);
        quotes.extend(claim.against.map(|span| quote(&view.body.entries[claim.report], span)));
        Line { said, quotes }
    });
    Part { title: Message::new("不再作出或收窄的表述", "What is no longer said"), lines: lines.collect() }
}
