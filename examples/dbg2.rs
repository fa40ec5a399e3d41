//! experiment: linking
use nianlun::similarity::{Pairs, Weights};
use nianlun::indicator::Role;
fn main() {
    let c = nianlun::config::Config::builtin().unwrap();
    let w = Weights::builtin();
    let thr: f64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let files: Vec<std::path::PathBuf> = std::env::args().skip(2).map(Into::into).collect();
    let corpus = nianlun::corpus::read(&files, None, &c, || ());
    println!("series_id,report,char_start,char_end,value,period,label,role,years");
    for body in &corpus.bodies {
        struct P { r: usize, key: (String, bool, u8, String), pairs: Pairs, val: String, i: usize }
        let mut pts = vec![];
        for (r, e) in body.entries.iter().enumerate() { for (i, x) in e.indicators.iter().enumerate() {
            let dim = match &x.unit { Some(u) => c.units.named(u).map(|id| c.units.get(id).dimension.clone()).unwrap_or("count".into()), None => "count".into() };
            let label: Vec<char> = x.label.chars().filter(|c| *c != '·').collect();
            pts.push(P { r, key: (format!("{:?}", x.measure()), x.role == Role::Target, x.years, dim), pairs: Pairs::new(&label, &w), val: x.value.to_string(), i });
        } }
        // collapse duplicates in one report; cluster
        let n = pts.len();
        let mut cl: Vec<Vec<usize>> = (0..n).map(|k| vec![k]).collect();
        let sim = |a: &P, b: &P| if a.key != b.key { -1.0 } else { a.pairs.cosine(&b.pairs) };
        // naive agglomerative within block via repeated best merge
        use std::collections::BTreeMap;
        let mut blocks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (k, p) in pts.iter().enumerate() { blocks.entry(p.key.clone()).or_default().push(k); }
        let mut out: Vec<Vec<usize>> = vec![];
        for (_, ks) in blocks {
            let m = ks.len();
            let mut g: Vec<Vec<usize>> = ks.iter().map(|k| vec![*k]).collect();
            let mut s = vec![vec![0.0f64; m]; m];
            for i in 0..m { for j in 0..m { if i != j { s[i][j] = sim(&pts[ks[i]], &pts[ks[j]]); } } }
            let mut alive: Vec<bool> = vec![true; m];
            loop {
                let mut best = (thr, 0, 0);
                for i in 0..m { if !alive[i] { continue } for j in i + 1..m { if alive[j] && s[i][j] > best.0 { best = (s[i][j], i, j); } } }
                if best.0 <= thr { break }
                let (_, i, j) = best;
                // one per report unless same value
                let clash = g[i].iter().any(|&a| g[j].iter().any(|&b| pts[a].r == pts[b].r && pts[a].val != pts[b].val));
                if clash { s[i][j] = -1.0; s[j][i] = -1.0; continue }
                let (a, b) = (g[i].len() as f64, g[j].len() as f64);
                for k in 0..m { if alive[k] && k != i && k != j { let v = if s[i][k] < 0.0 || s[j][k] < 0.0 { -1.0 } else { (a * s[i][k] + b * s[j][k]) / (a + b) }; s[i][k] = v; s[k][i] = v; } }
                let t = std::mem::take(&mut g[j]); g[i].extend(t); alive[j] = false;
            }
            for (i, x) in g.into_iter().enumerate() { if alive[i] { out.push(x) } }
        }
        let _ = &mut cl;
        for (sid, ks) in out.iter().enumerate() { for &k in ks {
            let p = &pts[k]; let e = &body.entries[p.r]; let x = &e.indicators[p.i];
            println!("s{sid},{},{},{},{},{},{},{:?},{}", e.report.name, x.span.start, x.span.end, x.value.normalize(), x.period.unwrap_or(0), x.label.replace(',', "，"), x.role, x.years);
        } }
    }
}
