//! `nianlun plans`: what was promised, and what became of it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use nianlun::comparison::Outcome;
use nianlun::render::brief::kept_about;
use nianlun::render::terminal::{quiet, strong, underlined, unsure, wrong};
use nianlun::{Body, Commitment, Span};

use super::asked::{Asked, ReportArgs};
use super::{Session, load};

/// Say what each plan promised, and what the next report tells of it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun plans                   what the plans in ./reports promised in figures, and what became of it
  nianlun plans --all reports/    acts without a figure, and what can't be told yet, too")]
pub(super) struct PlansArgs {
    /// Files and folders of reports (default: reports/).
    paths: Vec<PathBuf>,
    /// Show acts without a figure that nothing is told of, and what it is too early to tell, too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reports: ReportArgs,
}

/// How outcomes are listed: what was missed first.
const ORDER: [Outcome; 5] =
    [Outcome::Missed, Outcome::NotMentioned, Outcome::Reported, Outcome::Met, Outcome::TooEarly];

pub(super) fn run(session: &Session, args: &PlansArgs) -> anyhow::Result<ExitCode> {
    let loaded = load::load(session, &Asked::new(&args.paths, &args.reports, &session.options))?;
    let mut out = String::new();
    for (body, plans) in loaded.corpus.bodies.iter().zip(&loaded.commitments) {
        for report in 0..body.entries.len() {
            let own: Vec<&Commitment> = plans.iter().filter(|plan| plan.report == report).collect();
            if !own.is_empty() {
                out.push_str(&of_report(session, body, report, &own, args.all));
            }
        }
    }
    if out.is_empty() {
        out = session.say(
            "没有找到承诺：这些报告没有写下一步安排的部分，或其中没有写要做什么\n",
            "no promises found: these reports have no part about what is to come, or none that says what is to be done\n",
        );
    }
    super::print(&out)?;
    load::warn(session, &loaded);
    Ok(ExitCode::SUCCESS)
}

/// The promises of one report: counts, then one by one.
fn of_report(session: &Session, body: &Body, report: usize, own: &[&Commitment], all: bool) -> String {
    let name = |at: usize| body.entries[at].report.name.as_str();
    let count = |outcome: Outcome, figure: bool| {
        own.iter().filter(|plan| plan.outcome == outcome && plan.target.is_some() == figure).count()
    };
    let doubt = |outcome: Outcome, figure: bool| {
        let unsure = own.iter().filter(|plan| {
            plan.outcome == outcome && plan.target.is_some() == figure && plan.answer.is_some_and(|one| one.is_unsure())
        });
        match unsure.count() {
            0 => String::new(),
            many => session.say(
                &format!("（其中 {many} 项换了说法，待核对）"),
                &format!(" ({many} of them in other words, to be looked at)"),
            ),
        }
    };
    let counts = |figure: bool| {
        let told = ORDER.iter().map(|&outcome| (outcome, count(outcome, figure))).filter(|(_, count)| *count > 0);
        let said = |(outcome, count)| format!("{} {count}{}", said(session, outcome), doubt(outcome, figure));
        told.map(said).collect::<Vec<_>>().join(" · ")
    };
    let mut out = format!("{}  {}\n", strong(&body.name), strong(name(report)));
    out.push_str(&format!("  {}  {}\n", session.say("数字目标", "targets"), counts(true)));
    out.push_str(&format!("  {}  {}\n", session.say("工作事项", "acts   "), counts(false)));
    for outcome in ORDER {
        let listed = own.iter().filter(|plan| plan.outcome == outcome);
        for plan in listed.filter(|plan| all || !is_quiet(plan)) {
            out.push_str(&line(session, body, plan));
        }
    }
    let hidden = own.iter().filter(|plan| !all && is_quiet(plan)).count();
    if hidden > 0 {
        let said = session.say(
            &format!("另有 {hidden} 项未列出：没有数字而未提及的工作事项，和未到期的；--all 全部列出"),
            &format!("{hidden} more not listed: acts without a figure that nothing is told of, and what it is too early to tell; --all lists them"),
        );
        out.push_str(&format!("  {}\n", quiet(&said)));
    }
    if own.iter().any(|plan| plan.is_judged_about()) {
        out.push_str(&format!("  {}\n", quiet(&session.told(&kept_about()))));
    }
    out.push('\n');
    out
}

/// Whether a promise is only listed where all are: an act that nothing is told of, and what it is too early to tell.
fn is_quiet(plan: &Commitment) -> bool {
    plan.outcome == Outcome::TooEarly || plan.target.is_none() && plan.outcome == Outcome::NotMentioned
}

fn said(session: &Session, outcome: Outcome) -> String {
    match outcome {
        Outcome::Met => session.say("达到", "met"),
        Outcome::Missed => session.say("未达到", "missed"),
        Outcome::Reported => session.say("有报告", "reported"),
        Outcome::NotMentioned => session.say("未提及", "not mentioned"),
        Outcome::TooEarly => session.say("未到期", "too early"),
    }
}

/// A promise and its answer, each with its place.
fn line(session: &Session, body: &Body, plan: &Commitment) -> String {
    let mark = match plan.outcome {
        Outcome::Met => "✓".to_owned(),
        Outcome::Missed => wrong("✗"),
        Outcome::NotMentioned => unsure("?"),
        Outcome::Reported => "·".to_owned(),
        Outcome::TooEarly => quiet("…"),
    };
    let place = |report: usize, span: Span| {
        let entry = &body.entries[report].report;
        (format!("{}:{}", entry.name, entry.text.position(span.start).line), &entry.text)
    };
    let (own, text) = place(plan.report, plan.span);
    let figure: Vec<Span> =
        plan.target.iter().map(|target| body.entries[plan.report].indicators[target.indicator].span).collect();
    let outcome = said(session, plan.outcome);
    let mut out = format!("{mark} {outcome}  {}  {}\n", underlined(text, plan.span, &figure), quiet(&own));
    if let Some(answer) = plan.answer {
        let (there, text) = place(answer.report, answer.span);
        let figure: Vec<Span> =
            answer.indicator.iter().map(|&at| body.entries[answer.report].indicators[at].span).collect();
        let doubt = if answer.is_unsure() {
            format!("  {}", unsure(&session.say("换了说法，待核对", "other words, see whether it is the same")))
        } else {
            String::new()
        };
        out.push_str(&format!("    → {}  {}{doubt}\n", underlined(text, answer.span, &figure), quiet(&there)));
    }
    if let Some((report, span)) = plan.again {
        let (there, _) = place(report, span);
        out.push_str(&format!(
            "    {}\n",
            quiet(&session.say(&format!("又写进 {there}"), &format!("promised again at {there}")))
        ));
    }
    out
}
