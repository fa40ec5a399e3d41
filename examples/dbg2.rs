//! experiment: linking
use nianlun::similarity::Weights;
use nianlun::timeline::{
    evidence::Fields,
    linking::{Fact, link},
};
fn main() {
    let c = nianlun::config::Config::builtin().unwrap();
    let w = Weights::builtin();
    let thr: f64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let files: Vec<std::path::PathBuf> = std::env::args().skip(2).map(Into::into).collect();
    let corpus = nianlun::corpus::read(&files, None, &c, || ());
    println!("series_id,report,char_start,char_end,value,period,label,role,years");
    for body in &corpus.bodies {
        let mut facts: Vec<Fact> = vec![];
        for (r, e) in body.entries.iter().enumerate() {
            for (i, x) in e.indicators.iter().enumerate() {
                if x.role == nianlun::indicator::Role::Previous {
                    println!(
                        "p{i},{},{},{},{},{},{},{:?},{}",
                        e.report.name,
                        x.span.start,
                        x.span.end,
                        x.value.normalize(),
                        x.period.unwrap_or(0),
                        x.label.replace(',', "，"),
                        x.role,
                        x.years
                    );
                    continue;
                }
                let f = Fields::new(x, e.report.metadata.year.max(e.report.metadata.covers), None, &c, &w);
                if let Some(o) = facts.iter_mut().find(|o| {
                    o.report == r
                        && o.fields.block == f.block
                        && o.fields.value == f.value
                        && e.indicators[o.indicators[0]].period == x.period
                        && o.fields.label.cosine(&f.label) > 0.6
                }) {
                    o.indicators.push(i);
                    continue;
                }
                facts.push(Fact { report: r, indicators: vec![i], fields: f });
            }
        }
        let t = std::time::Instant::now();
        let out = link(&facts, thr, &c, &|_, _| vec![]);
        eprintln!("{} facts {} series {:?}", facts.len(), out.len(), t.elapsed());
        for (sid, ks) in out.iter().enumerate() {
            for &k in ks {
                for &i in &facts[k].indicators {
                    let e = &body.entries[facts[k].report];
                    let x = &e.indicators[i];
                    println!(
                        "s{sid},{},{},{},{},{},{},{:?},{}",
                        e.report.name,
                        x.span.start,
                        x.span.end,
                        x.value.normalize(),
                        x.period.unwrap_or(0),
                        x.label.replace(',', "，"),
                        x.role,
                        x.years
                    );
                }
            }
        }
    }
}
