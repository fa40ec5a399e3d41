//! The page before the pages of several bodies: what each has, and an indicator that several tell, side by side.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use rust_decimal::Decimal;

use super::overview::files_left_out;
use super::words::both;
use super::{STYLE, policy_for, short, sign, spelled_data, tag};
use crate::render::view::figures::grouped;
use crate::render::view::shared::{Home, HomeBody};
use crate::source::{MAKER, PROPERTY};

/// The script's parts.
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("js/core.js"),
    include_str!("js/take.js"),
    include_str!("js/bodies.js"),
    "})();\n"
);

/// The whole file.
pub fn home(home: &Home) -> String {
    html! {
        (DOCTYPE)
        html lang=(tag(home.language)) data-lang=(short(home.language)) data-first=[home.language.map(|one| short(Some(one)))] {
            head {
                meta charset="utf-8";
                meta name=(PROPERTY) content=(MAKER);
                meta http-equiv="Content-Security-Policy" content=(policy_for(SCRIPT, false));
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "年轮 · " (home.bodies.len()) " 个主体" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (both("跳到正文", "Skip to content")) }
                (header(home))
                main id="main" tabindex="-1" {
                    section.view.open id="bodies" aria-labelledby="bodies-title" {
                        h1 id="bodies-title" tabindex="-1" { (both("主体", "Bodies")) }
                        (files_left_out(&home.left_out))
                        (table(home))
                        (shared(home))
                    }
                }
                p #live.hidden role="status" aria-live="polite" {}
                script type="application/json" id="data" { (PreEscaped(spelled_data(home))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn header(home: &Home) -> Markup {
    let count = home.bodies.len();
    html! {
        header {
            (sign())
            div #what.what {
                b { (both(&format!("{count} 个主体"), &format!("{count} bodies"))) }
                @if let Some(year) = home.base_year { span.base { " · " (both("基准年", "base year")) " " b { (year) } } }
            }
            div.tools.needs-script { button #language type="button" lang="en" title="English" { "EN" } }
        }
    }
}

fn table(home: &Home) -> Markup {
    html! {
        p.lead {
            (both(
                "每个主体有自己的页面：指标、文本、承诺、核查都在那里。下面可以把几个主体都说到的指标并排看。",
                "Each body has a page of its own with its indicators, texts, promises and checks. Below, indicators that several bodies tell stand side by side.",
            ))
        }
        div.wide tabindex="0" role="region" aria-label="主体 Bodies" {
            table.bodies {
                thead {
                    tr {
                        th scope="col" { (both("主体", "Body")) }
                        th scope="col" { (both("报告年份", "Reports of")) }
                        th.n scope="col" { (both("字数", "Characters")) }
                        th.n scope="col" { (both("跨年序列", "Series")) }
                        th.n scope="col" { (both("最近一份沿用上年", "Latest carried over")) }
                        th.n scope="col" { (both("数字不符", "Figures that fail")) }
                        th.n scope="col" { (both("待复核", "To review")) }
                    }
                }
                tbody { @for body in &home.bodies { (row(body)) } }
            }
        }
    }
}

fn row(body: &HomeBody) -> Markup {
    let page = format!("bodies/{}", body.file);
    let count = |number: usize| grouped(Decimal::from(number));
    html! {
        tr {
            th scope="row" { a.name lang="zh-CN" href=(page) { (body.name) } }
            td { (years(&body.years)) }
            td.n { (grouped(Decimal::from(body.chars))) }
            td.n { a href={ (page) "#indicators" } { (count(body.series)) } }
            td.n { @if let Some(carried) = body.carried { ((u32::from(carried) + 5) / 10) "%" } @else { "–" } }
            td.n.bad[body.failing > 0] { a href={ (page) "#checks?verdict=fails" } { (count(body.failing)) } }
            td.n { a href={ (page) "#review" } { (count(body.open)) } }
        }
    }
}

/// Years, neighbours as a stretch: 2014–2016、2018.
fn years(all: &[i32]) -> String {
    let mut parts: Vec<(i32, i32)> = Vec::new();
    for &year in all {
        match parts.last_mut() {
            Some((_, last)) if year == *last || year == *last + 1 => *last = year,
            _ => parts.push((year, year)),
        }
    }
    let part = |(from, to): &(i32, i32)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    parts.iter().map(part).collect::<Vec<_>>().join("、")
}

fn shared(home: &Home) -> Markup {
    html! {
        h2 #shared-title { (both("同一指标并排", "One indicator side by side")) }
        @if home.shared.is_empty() {
            p.soft { (both("没有找到几个主体都说到、说法和单位都一致的指标。", "No indicator was found that several bodies tell in the same words and unit.")) }
        }
        div #shared-drawn {}
        noscript { p { (both("此处需要脚本；同样的内容在 panel.csv 中。", "This needs scripts; panel.csv has the same.")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_a_row_are_a_stretch() {
        assert_eq!(years(&[2014, 2015, 2016, 2018]), "2014–2016、2018");
        assert_eq!(years(&[]), "");
    }

    #[test]
    fn the_page_holds_no_markup_of_others() {
        let body = HomeBody {
            name: "<b>市".to_owned(),
            file: "_b_市.html".to_owned(),
            years: vec![2017],
            chars: 1,
            series: 0,
            failing: 0,
            open: 0,
            carried: None,
        };
        let page = home(&Home {
            schema: "nianlun.bodies/1",
            base_year: Some(2017),
            reasons: Default::default(),
            searched: Vec::new(),
            left_out: Vec::new(),
            bodies: vec![body],
            shared: Vec::new(),
            language: None,
        });
        assert!(page.contains("&lt;b&gt;市") && !page.contains("<b>市"));
        assert!(page.contains("href=\"bodies/_b_市.html\"") && !page.contains("connect-src"));
    }
}
