//! 年轮 on the command line.
use nianlun::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let config = config::Config::builtin().unwrap();
    let mut notes = vec![];
    let source = source::read(&bytes, &path).unwrap().take(&mut notes);
    let name = path.rsplit('/').next().unwrap();
    let report = report::read(source, name, &config).take(&mut notes);
    let all = quantity::scan(&report.text, &config).take(&mut notes);
    println!("{:#?}", report.metadata);
    println!("body {:?} of {}", report.body, report.text.len());
    for s in &report.sections { println!("{}{:?} {:?} {} {:?} {:?}", "  ".repeat(s.level as usize), s.span.start, s.ordinal, report.title_of(s.id), s.role, s.span); }
    for n in &notes { println!("{:?} {} {}", n.span, n.code.name(), n.message.zh); }
    if std::env::args().nth(2).is_some() {
        for m in all { println!("{} {:?} {} {:?} {:?} {:?}", m.span.start, report.text.str(m.span), m.value, m.unit.map(|u| match u { quantity::UnitName::Known(id)=>config.units.get(id).name.clone(), quantity::UnitName::Unknown(s)=>format!("?{}", report.text.str(s))}), m.qualifier, m.none); }
    }
}
