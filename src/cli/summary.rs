//! The closing summary: what was read, what was found, what is worth a look, and where the files are.

use std::path::Path;

use nianlun::render::terminal::{shown_path, visible};
use nianlun::render::view::{BodyView, View, one_line};
use nianlun::{Body, Code, Entry, LeftOut, Measures, Role, Severity, Term, TermChange, Verdict};
use rust_decimal::Decimal;

use super::Session;

/// Failing checks that the summary of a body names; the rest are counted.
const SHOWN: usize = 12;
/// New and dropped phrases that it names, of each.
const TERMS: usize = 8;
/// Files left out that it names.
const LEFT_OUT: usize = 20;

/// The summary of `compare`.
pub(super) fn compare(
    session: &Session,
    view: &View<'_>,
    terms: &[(&Body, Vec<Term>)],
    out: &Path,
    files: &[&str],
) -> String {
    let mut lines = Vec::new();
    for (body, (_, terms)) in view.bodies.iter().zip(terms) {
        let entries = &body.body.entries;
        lines.push(counts(session, body));
        if entries.len() == 1 {
            lines.push(session.say(
                "  只有这一份报告，没有其他年份可比；请加入上一年或下一年的报告",
                "  there is no other year to compare it with; add the report of the year before or after",
            ));
        }
        lines.extend(alarms(session, body.body));
        lines.extend(against(session, view.base_year, body));
        lines.extend(findings(session, body));
        lines.extend(alike(session, body));
        lines.extend(wording(session, body.body, body.base, terms));
    }
    lines.extend(skipped(session, &view.corpus.left_out));
    lines.push(session.say(
        &format!("结果在 {}/：{}", out.display(), files.join("、")),
        &format!("written to {}/: {}", out.display(), files.join(", ")),
    ));
    lines.push(String::new());
    lines.join("\n")
}

/// Alarms that the summary of a body names; the rest are counted.
const ALARMS: usize = 8;

/// What a reader must know before anything that is said of a body: reports that were hardly read, or in doubt.
fn alarms(session: &Session, body: &Body) -> Vec<String> {
    let all = body.entries.iter().flat_map(|entry| {
        let notes = entry.notes.iter().filter(|note| note.code.is_alarm() && note.severity > Severity::Note);
        notes.map(move |note| (entry, note))
    });
    let mut all: Vec<_> = all.collect();
    // Reports that were hardly read come before parts that are in doubt.
    all.sort_by_key(|(_, note)| note.code == Code::RoleUnsure);
    let mut lines: Vec<String> = all
        .iter()
        .map(|(entry, note)| {
            let line = entry.report.text.position(note.span.start).line;
            format!("  ⚠ {}:{line}  {}", visible(&entry.report.name), session.told(&note.message))
        })
        .collect();
    let more = lines.len().saturating_sub(ALARMS);
    lines.truncate(ALARMS);
    if more > 0 {
        lines.push(session.say(&format!("  ⚠ 另有 {more} 处（见网页）"), &format!("  ⚠ {more} more (on the page)")));
    }
    lines
}

/// How many files were not taken, and their names; the reasons stand on stderr and on the page.
fn skipped(session: &Session, left_out: &[LeftOut]) -> Option<String> {
    if left_out.is_empty() {
        return None;
    }
    let name = |left: &LeftOut| shown_path(&left.path);
    let names: Vec<String> = left_out.iter().take(LEFT_OUT).map(name).collect();
    let (count, names) = (left_out.len(), names.join(&session.say("、", ", ")));
    let more = if count > LEFT_OUT { " …" } else { "" };
    Some(
        session.say(
            &format!("未采用的文件 {count} 个：{names}{more}"),
            &format!("files left out, {count}: {names}{more}"),
        ),
    )
}

/// How much there is of a body: reports, sections, figures, series.
fn counts(session: &Session, body: &BodyView<'_>) -> String {
    let entries = &body.body.entries;
    let years: Vec<i32> = entries.iter().map(Entry::year).collect();
    let sections: usize = entries.iter().map(|entry| entry.report.sections.len()).sum();
    let figures: usize = entries.iter().map(|entry| entry.indicators.len()).sum();
    let series = body
        .timeline
        .series
        .iter()
        .filter(|series| {
            series.observations.iter().map(|o| o.report).collect::<std::collections::BTreeSet<_>>().len() > 1
        })
        .count();
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    };
    session.say(
        &format!(
            "{}：{} 份报告（{span}），{sections} 个部分，{figures} 个指标，{series} 条跨年序列",
            body.body.name,
            entries.len()
        ),
        &format!(
            "{}: {} {} ({span}), {sections} sections, {figures} figures, {series} series over several years",
            body.body.name,
            entries.len(),
            if entries.len() == 1 { "report" } else { "reports" }
        ),
    )
}

/// What does not add up in a body's reports, as far as there is room for it.
fn findings(session: &Session, body: &BodyView<'_>) -> Vec<String> {
    let entries = &body.body.entries;
    let mut lines = Vec::new();
    let failing: Vec<_> = body.checks.iter().filter(|check| check.verdict == Verdict::Fails).collect();
    for check in failing.iter().take(SHOWN) {
        let entry = &entries[check.report];
        let line = entry.report.text.position(check.span.start).line;
        lines.push(format!(
            "  ✗ {}:{line}  {}  {}",
            visible(&entry.report.name),
            one_line(entry.report.text.str(check.span)),
            session.told(&check.message)
        ));
    }
    if failing.len() > SHOWN {
        let more = failing.len() - SHOWN;
        lines.push(session.say(
            &format!("  另有 {more} 处不符（见 checks.csv）"),
            &format!("  {more} more that do not add up (checks.csv)"),
        ));
    }
    let suspects = body.checks.iter().filter(|check| check.verdict == Verdict::Suspect).count();
    if suspects > 0 {
        lines.push(session.say(
            &format!("  {suspects} 处存疑（见 checks.csv）"),
            &format!("  {suspects} places need a look (checks.csv)"),
        ));
    }
    lines
}

/// Which years were compared; also where a body has no report of the base year.
fn against(session: &Session, base_year: Option<i32>, body: &BodyView<'_>) -> Option<String> {
    let year = base_year.filter(|_| body.body.entries.len() > 1)?;
    let Some(period) = body.base_period(Role::Actual) else {
        return Some(session.say(
            &format!("  没有 {year} 年的报告，数值未与基准比较；各年文字与下一年比较"),
            &format!("  no report of {year}: its figures are compared with no base, its texts each year with the next"),
        ));
    };
    let changes = body.changes();
    let others: std::collections::BTreeSet<i32> = changes
        .iter()
        .filter(|row| row.series.role == Role::Actual)
        .flat_map(|row| [row.change.ends.before.period, row.change.ends.after.period])
        .filter(|other| *other != period)
        .collect();
    let told = changes.iter().filter(|row| row.change.told.is_ok()).count();
    let list = others.iter().map(i32::to_string).collect::<Vec<_>>();
    Some(session.say(
        &format!(
            "  基准期 {period} 年（{year} 年报告），与 {} 比较：{told} 项变化可比，{} 项不可比（changes.csv 有原因）",
            list.join("、"),
            changes.len() - told
        ),
        &format!(
            "  base period {period} (report of {year}), against {}: {told} changes are comparable, {} are not (changes.csv says why)",
            list.join(", "),
            changes.len() - told
        ),
    ))
}

/// The strongest new and dropped phrases of the base year against the year before; of the last two years without one.
fn wording(session: &Session, body: &Body, base: Option<usize>, terms: &[Term]) -> Vec<String> {
    let report = base.unwrap_or(body.entries.len().saturating_sub(1));
    let Some(before) = report.checked_sub(1) else { return Vec::new() };
    let years = format!("{} → {}", body.entries[before].year(), body.entries[report].year());
    let named = |change: TermChange, zh: &str, en: &str| {
        let found: Vec<&Term> = terms.iter().filter(|term| term.report == report && term.change == change).collect();
        if found.is_empty() {
            return None;
        }
        let list = found.iter().take(TERMS).map(|term| {
            let count = term.count.max(term.count_before);
            format!("{} {count}", term.term)
        });
        let list = list.collect::<Vec<_>>().join(" · ");
        Some(session.say(&format!("  {zh}（{years}）：{list}"), &format!("  {en} ({years}): {list}")))
    };
    [named(TermChange::New, "新提法", "new wording"), named(TermChange::Dropped, "不再出现的提法", "dropped wording")]
        .into_iter()
        .flatten()
        .collect()
}

/// How alike the base year's text and the text of the year before are; of the last two years without one.
fn alike(session: &Session, body: &BodyView<'_>) -> Option<String> {
    let after = body.base.unwrap_or(body.body.entries.len().saturating_sub(1));
    let before = after.checked_sub(1)?;
    let found = &body.diffs.get(&(before, after))?.measures;
    let years = format!("{} → {}", body.body.entries[before].year(), body.body.entries[after].year());
    let said = measures(session, found);
    Some(session.say(&format!("  文字（{years}）：{said}"), &format!("  text ({years}): {said}")))
}

/// How alike two texts are, in words.
pub(super) fn measures(session: &Session, measures: &Measures) -> String {
    let said = |zh: &str, en: &str, share: u16| {
        let percent = Decimal::new(i64::from(share), 1).normalize();
        format!("{} {percent}%", session.say(zh, en))
    };
    [
        said("文字重复率", "carried over", measures.carried_over),
        said("余弦", "cosine", measures.cosine),
        said("杰卡德", "Jaccard", measures.jaccard),
        said("最小编辑", "minimum edit", measures.minimum_edit),
        said("逐句", "simple", measures.simple),
    ]
    .join(" · ")
}
