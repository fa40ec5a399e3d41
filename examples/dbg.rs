use nianlun::pair::Pair;
fn main() {
    let c = nianlun::config::Config::builtin().unwrap();
    let w = nianlun::similarity::Weights::builtin();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let a: Vec<_> =
        args.iter().take(2).map(|p| nianlun::corpus::read_file(std::path::Path::new(&p), &c).unwrap()).collect();
    let f: Vec<_> = a.iter().map(|e| nianlun::align::sections::Features::new(&e.report, &w)).collect();
    let al = nianlun::align::sections::align(Pair::new(&f[0], &f[1]));
    let name = |p: &str| std::path::Path::new(p).file_name().unwrap().to_string_lossy().into_owned();
    println!("report_a,report_b,start_a,title_a,start_b,title_b,relation,score,similarity");
    let q = |r: &nianlun::report::Report, id| (r.section(id).span.start, r.title_of(id).replace(',', "，"));
    for p in &al.pairs {
        let (x, y) = (q(&a[0].report, p.sections.before), q(&a[1].report, p.sections.after));
        println!(
            "{},{},{},{},{},{},{},{:.3},{:.3}",
            name(&args[0]),
            name(&args[1]),
            x.0,
            x.1,
            y.0,
            y.1,
            p.relation,
            p.evidence.score(),
            p.evidence.text
        );
    }
    for id in &al.removed {
        let x = q(&a[0].report, *id);
        println!("{},{},{},{},,,removed,,", name(&args[0]), name(&args[1]), x.0, x.1);
    }
    for id in &al.added {
        let x = q(&a[1].report, *id);
        println!("{},{},,,{},{},added,,", name(&args[0]), name(&args[1]), x.0, x.1);
    }
}
