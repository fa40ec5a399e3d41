//! 年轮 on the command line.
use nianlun::*;
use serde_json::json;
fn main() {
    let path = std::env::args().nth(2).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let config = config::Config::builtin().unwrap();
    let mut notes = vec![];
    let source = source::read(&bytes, &path).unwrap().take(&mut notes);
    let name = path.rsplit('/').next().unwrap();
    let report = report::read(source, name, &config).take(&mut notes);
    let all = indicator::extract(&report, &config).take(&mut notes);
    let inds: Vec<_> = all.iter().map(|i| json!({
        "id": i.id, "start": i.span.start, "end": i.span.end, "surface": report.text.str(i.span), "value": i.value.normalize().to_string(), "value_high": i.high.map(|h| h.normalize().to_string()),
        "direction": i.direction.map(|d| d.name()), "unit": i.unit, "kind": i.kind.name(), "label": i.label, "scope": i.scope, "asof": i.asof, "period": i.period, "span": i.years,
        "qualifier": i.qualifier.map(|q| q.name()), "role": i.role.name(), "part_of": i.part_of, "quote": report.text.str(i.quote)})).collect();
    let secs: Vec<_> = report.sections.iter().map(|s| json!({"id": s.id, "parent": s.parent, "level": s.level, "title": report.title_of(s.id), "role": s.role, "start": s.span.start, "end": s.span.end})).collect();
    println!("{}", json!({"metadata": report.metadata, "sections": secs, "indicators": inds, "diagnostics": notes}));
}
