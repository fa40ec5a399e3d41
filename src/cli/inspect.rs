//! `nianlun inspect FILE`: one report, no other year needed.

mod why;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use nianlun::comparison::decoded;
use nianlun::render::terminal::visible;
use nianlun::render::view::figures::han_ordinal;
use nianlun::render::view::one_line;
use nianlun::render::{json, terminal};
use nianlun::{Entry, Error, Indicator, Role, SectionId, Severity, read};

use super::{Session, diagnostics};

/// Show what one report says.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nianlun inspect reports/2017.txt           the outline with its figures under each heading
  nianlun inspect reports/2017.txt --json    the same for other programs
  nianlun inspect reports/2018.docx --text   the text that all offsets refer to
  nianlun inspect reports/2017.txt --why     where each figure's label, scope, year and role come from

Exit status: 0, 1 where something needs a look, 2 where the file could not be read.")]
pub(super) struct InspectArgs {
    /// The report, of any format that is read; in an archive, the archive's path with its own behind it.
    file: PathBuf,
    /// Write JSON for other programs.
    #[arg(long)]
    pub(super) json: bool,
    /// Print the decoded text that all offsets refer to.
    #[arg(long, conflicts_with = "json")]
    text: bool,
    /// Tell for every figure by which rule each of its fields was decided.
    #[arg(long, conflicts_with_all = ["json", "text"])]
    why: bool,
}

pub(super) fn run(session: &Session, args: &InspectArgs) -> anyhow::Result<ExitCode> {
    let path = args.file.display().to_string();
    if args.text {
        super::print_text(&decoded(&args.file, &session.options).map_err(|error| session.error(&error))?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let entry = match read(&args.file, &session.options) {
        Err(Error::Unreadable { left_out }) if args.json => {
            super::print(&format!("{}\n", json::unreadable(&path, &left_out.reason)))?;
            anstream::eprintln!("nianlun: {}", session.error(&Error::Unreadable { left_out }));
            return Ok(ExitCode::from(2));
        }
        read => read.map_err(|error| session.error(&error))?,
    };
    if args.json {
        let said = json::report(&path, &entry.report, &entry.indicators, &entry.notes);
        super::print_json(&said)?;
    } else {
        super::print(&page(session, &entry, args.why))?;
        super::print(&diagnostics::render(session, &path, &entry.report, &entry.notes))?;
    }
    let worth_a_look = entry.notes.iter().any(|note| note.severity >= Severity::Warning);
    Ok(ExitCode::from(u8::from(worth_a_look)))
}

/// The outline with the figures under each heading, quotes with the figures underlined.
fn page(session: &Session, entry: &Entry, why: bool) -> String {
    let report = &entry.report;
    let metadata = &report.metadata;
    let mut out = String::new();
    let title = metadata.title.clone().unwrap_or_else(|| report.name.clone());
    out.push_str(&terminal::strong(&title));
    out.push('\n');
    let said = [
        metadata.year.map(|year| year.to_string()),
        metadata.document_number.clone(),
        metadata.signatory.clone(),
        metadata.signed.or(metadata.published).map(String::from),
        Some(format!("{:?}, {}", report.format, report.encoding)),
        Some(session.say(&format!("{} 字", report.text.len()), &format!("{} characters", report.text.len()))),
        Some(session.say(&format!("{} 个部分", report.sections.len()), &format!("{} sections", report.sections.len()))),
        Some(
            session.say(&format!("{} 个指标", entry.indicators.len()), &format!("{} figures", entry.indicators.len())),
        ),
    ];
    out.push_str(&terminal::quiet(&said.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
    out.push('\n');
    let mut inside: BTreeMap<Option<SectionId>, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &entry.indicators {
        inside.entry(indicator.section).or_default().push(indicator);
    }
    let inside = |section: Option<SectionId>| inside.get(&section).map(Vec::as_slice).unwrap_or_default();
    figures(session, entry, inside(None), why, &mut out);
    for section in &report.sections {
        let indent = "  ".repeat(section.level as usize - 1);
        let ordinal = section.ordinal.map(|ordinal| match section.level {
            1 => format!("{}、", han_ordinal(ordinal)),
            2 => format!("（{}）", han_ordinal(ordinal)),
            _ => format!("{ordinal}. "),
        });
        let title =
            section.title.map_or_else(|| session.say("（无标题）", "(no heading)"), |_| report.title_of(section.id));
        let line = report.text.position(section.span.start).line;
        out.push_str(&format!(
            "\n{indent}{}{}  {}\n",
            ordinal.unwrap_or_default(),
            terminal::strong(&title),
            terminal::quiet(&format!(":{line}"))
        ));
        figures(session, entry, inside(Some(section.id)), why, &mut out);
    }
    out.push('\n');
    out
}

/// The figures of a section: each sentence with its figures underlined, then a line a figure.
fn figures(session: &Session, entry: &Entry, inside: &[&Indicator], why: bool, out: &mut String) {
    for group in inside.chunk_by(|a, b| a.quote == b.quote) {
        let Some(first) = group.first() else { continue };
        let spans: Vec<_> = group.iter().map(|indicator| indicator.span).collect();
        out.push_str(&format!("    {}\n", terminal::underlined(&entry.report.text, first.quote, &spans)));
        for indicator in group {
            let surface = one_line(entry.report.text.str(indicator.span));
            let mut more = Vec::new();
            more.extend(indicator.scope.clone());
            more.extend(indicator.asof.clone());
            if indicator.role != Role::Actual {
                more.push(if indicator.role == Role::Target {
                    session.say("目标", "target")
                } else {
                    session.say("此前", "before")
                });
            }
            more.extend(indicator.qualifier.map(|qualifier| qualifier.name().replace('_', " ")));
            if let Some(period) =
                indicator.period.filter(|period| Some(*period) != entry.report.metadata.year || indicator.years > 1)
            {
                more.push(if indicator.years > 1 {
                    format!("{}–{period}", period - i32::from(indicator.years) + 1)
                } else {
                    period.to_string()
                });
            }
            if let Some(total) = indicator.part_of.and_then(|id| entry.indicators.get(id.index())) {
                more.push(session.say(
                    &format!("属于 {}", one_line(entry.report.text.str(total.span))),
                    &format!("part of {}", one_line(entry.report.text.str(total.span))),
                ));
            }
            out.push_str(&format!(
                "      {}  {}  {}\n",
                terminal::padded(&surface, 14),
                visible(&indicator.label),
                terminal::quiet(&more.join(", "))
            ));
            for line in why.then(|| why::why(session, entry, indicator)).into_iter().flatten() {
                out.push_str(&format!("          {}\n", terminal::quiet(&line)));
            }
        }
    }
}
