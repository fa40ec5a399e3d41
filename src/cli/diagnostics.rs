//! Diagnostics as a compiler shows them: what, where, the place with a mark under it, and what to do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use nianlun::render::terminal::visible;
use nianlun::{Diagnostic, Report, Severity, Span};

use super::Session;

/// How much of a long line is shown on each side of a place, in scalar values.
const AROUND: u32 = 24;

/// All diagnostics of a report.
pub(super) fn render(session: &Session, path: &str, report: &Report, notes: &[Diagnostic]) -> String {
    let (renderer, shown) = (Renderer::styled(), visible(path));
    let mut out = String::new();
    for note in notes {
        let level = match note.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(session.told(&note.message)).id(note.code.name());
        let (excerpt, line, range) = excerpt(report, note.span);
        let snippet = Snippet::source(excerpt.as_str())
            .line_start(line)
            .path(shown.as_ref())
            .annotation(AnnotationKind::Primary.span(range));
        let help = session.told(&note.help);
        let mut group = title.element(snippet);
        if !help.is_empty() {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// A stretch of the line around a place, the line's number, and the place's bytes in the stretch.
fn excerpt(report: &Report, span: Span) -> (String, usize, std::ops::Range<usize>) {
    let text = &report.text;
    let line = text.line_at(span.start);
    let end = span.end.min(line.end.max(span.start));
    let from = span.start.saturating_sub(AROUND).max(line.start);
    let to = (end + AROUND).min(line.end).max(end);
    let lead = if from > line.start { "…" } else { "" };
    let tail = if to < line.end { "…" } else { "" };
    let before = visible(text.str(Span::new(from, span.start)));
    let place = visible(text.str(Span::new(span.start, end)));
    let behind = visible(text.str(Span::new(end, to)));
    let start = lead.len() + before.len();
    (
        format!("{lead}{before}{place}{behind}{tail}"),
        text.position(span.start).line as usize,
        start..start + place.len(),
    )
}
