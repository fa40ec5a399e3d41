//! The stages one after the other on any input, and what must hold of what they give: for the properties and for the
//! fuzz target.

use std::collections::BTreeMap;
use std::path::Path;

use nianlun::check;
use nianlun::config::Config;
use nianlun::corpus::{self, Entry, Given};
use nianlun::diff::{self, terms};
use nianlun::pair::Pair;
use nianlun::quantity;
use nianlun::render::redline;
use nianlun::render::view::{BodyView, View, page};
use nianlun::render::{csv, graph, html, tables};
use nianlun::review::{self, Review};
use nianlun::similarity::Weights;
use nianlun::timeline;
use nianlun::timeline::series::{Observation, Vintage};

/// A report and its figures, as far as the bytes are one. Panics where its figures are not as they must be.
pub(crate) fn read(bytes: &[u8], name: &str, config: &Config) -> Option<Entry> {
    let entry = corpus::read_bytes(Path::new(name), bytes, config).ok()?;
    sound(&entry);
    Some(entry)
}

/// What holds of all figures of a report.
fn sound(Entry { report, indicators, .. }: &Entry) {
    let text: Vec<char> = report.text.original().chars().collect();
    for (index, indicator) in indicators.iter().enumerate() {
        assert_eq!(indicator.id.index(), index);
        assert!(indicator.span.start < indicator.span.end && indicator.span.end as usize <= text.len());
        assert!(indicator.quote.covers(indicator.span), "a figure stands in its quote");
        let surface: String = text[indicator.span.range()].iter().collect();
        assert_eq!(report.text.str(indicator.span), surface);
        // ⼗ is read as 十.
        let numeral = |c: char| {
            let read = nianlun::text::fold(c);
            c.is_numeric() || quantity::digit(read).is_some() || quantity::power(read).is_some()
        };
        let vague = |c: char| {
            matches!(
                c,
                '几' | '数'
                    | '半'
                    | '番'
                    | '兩'
                    | '億'
                    | '萬'
                    | '貳'
                    | '陸'
                    | '幾'
                    | '首'
                    | '榜'
                    | '头'
                    | '席'
                    | '鳌'
            )
        };
        assert!(surface.chars().any(|c| numeral(c) || vague(c)), "{surface:?} is no number");
        assert!(indicator.high.is_none_or(|high| high > indicator.value), "{surface:?}: the ends of a range");
        assert!(indicator.part_of.is_none_or(|total| total.index() < indicators.len() && total.index() != index));
    }
    assert!(indicators.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "in text order, none twice");
}

/// Two reports as those of two years: linked, checked, compared, and written out in every form.
pub(crate) fn compare(before: Entry, after: Entry, config: &Config, weights: &Weights) {
    let all = [Given { name: "甲市".to_owned(), under: None }];
    let mut corpus = corpus::gather(vec![Ok(before), Ok(after)], &all, &config.names);
    let mut ties = review::apply(&mut corpus, &Review::default(), config).bodies;
    let Some(body) = corpus.bodies.first() else { return };
    let pairs = timeline::pairs(body.entries.len(), None, true);
    let timeline = timeline::build(body, &pairs, ties.remove(0), config, weights);
    let mut linked: Vec<_> = timeline.series.iter().flat_map(|series| &series.observations).collect();
    linked.sort_by_key(|observation| (observation.report, observation.indicator));
    let same = |pair: &[&Observation]| (pair[0].report, pair[0].indicator) == (pair[1].report, pair[1].indicator);
    assert!(!linked.windows(2).any(same), "a figure is an observation of one series");
    assert!(linked.iter().all(|observation| observation.indicator < body.entries[observation.report].indicators.len()));
    let checks = check::check(body, &timeline, config);
    let mut diffs = BTreeMap::new();
    for (&(a, b), sections) in &timeline.alignments {
        let reports = Pair::new(&body.entries[a].report, &body.entries[b].report);
        let found = diff::diff(reports, sections, config, weights);
        let edits = || found.changes.iter().flat_map(|change| &change.edits);
        let later: String = edits().map(|edit| reports.after.text.str(edit.after)).collect();
        assert_eq!(later, reports.after.text.original());
        let mut earlier: Vec<_> = edits().map(|edit| edit.before).filter(|span| span.start < span.end).collect();
        earlier.sort();
        let earlier: String = earlier.into_iter().map(|span| reports.before.text.str(span)).collect();
        assert_eq!(earlier, reports.before.text.original());
        assert!(redline::docx(reports, &found).is_ok_and(|document| !document.is_empty()));
        diffs.insert((a, b), found);
    }
    let terms = [(body, terms::terms(body, config))];
    assert!(csv::bytes(&tables::terms(&terms), false).is_ok());
    let view = BodyView {
        body,
        timeline: &timeline,
        checks: &checks,
        commitments: &[],
        claims: &[],
        diffs: &diffs,
        base: None,
        vintage: Vintage::Latest,
    };
    let view = View { corpus: &corpus, bodies: vec![view], base_year: None, language: None, searched: &[] };
    assert!([tables::trends(&view), tables::trends_wide(&view)].iter().all(|table| csv::bytes(table, false).is_ok()));
    assert!(serde_json::from_str::<serde_json::Value>(&graph::json(&view)).is_ok());
    assert!(html::page(&page::page(&view)).ends_with("</html>"));
}
