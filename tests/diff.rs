//! The text diff: cases that read as what a person sees, and laws that always hold.
//!
//! A case is a file of `tests/cases/diff`: what it shows, the two texts, and one line a change. `[-old-]` went, `{+new+}`
//! came, `{3件 → 5件}` is a number that became another; `¶` is a line end inside a change. Where a fifth part follows, it is
//! the same as people see it: widened to whole words.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use nianlun::align::sections::SectionAlignment;
use nianlun::config::Config;
use nianlun::diff::{Change, Edit, Op, TextChange, TextDiff, Words, align_sections, diff};
use nianlun::pair::Pair;
use nianlun::report::{self, Report};
use nianlun::similarity::Weights;
use nianlun::source;
use nianlun::text::Span;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

struct Setup {
    config: Config,
    weights: Weights,
}

impl Setup {
    #[expect(clippy::unwrap_used, reason = "a test helper; the built-in configuration is known to be well-formed")]
    fn new() -> Self {
        Setup { config: Config::builtin().unwrap(), weights: Weights::builtin() }
    }

    fn read(&self, text: &str) -> Option<Report> {
        let source = source::read(text.as_bytes(), "a.txt").ok()?;
        Some(report::read(source.value, "a.txt", &self.config).value)
    }

    fn diff(&self, a: &Report, b: &Report) -> TextDiff {
        let reports = Pair::new(a, b);
        let sections: SectionAlignment = align_sections(reports, &self.weights);
        diff(reports, &sections, &self.config, &self.weights)
    }
}

/// A change as a case writes it.
fn line(a: &Report, b: &Report, change: &TextChange, edits: &[Edit]) -> String {
    let read = |report: &Report, span: Span| report.text.str(span).replace('\n', "¶");
    let text: String = edits
        .iter()
        .map(|edit| match edit.op {
            Op::Equal => read(b, edit.after),
            Op::Delete => format!("[-{}-]", read(a, edit.before)),
            Op::Insert => format!("{{+{}+}}", read(b, edit.after)),
            Op::Number => format!("{{{} → {}}}", read(a, edit.before), read(b, edit.after)),
        })
        .collect();
    format!("{} {text}", change.change.name()).trim_end_matches('¶').to_owned()
}

#[test]
fn cases() {
    let setup = Setup::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/diff");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    let mut wrong = String::new();
    for file in files {
        let case = std::fs::read_to_string(&file).unwrap();
        let parts: Vec<&str> = case.split("\n---\n").collect();
        let (a, b, expected, shown) = match parts[..] {
            [_, a, b, expected] => (a, b, expected, None),
            [_, a, b, expected, shown] => (a, b, expected, Some(shown)),
            _ => panic!("{} has neither four parts nor five", file.display()),
        };
        let (a, b) = (setup.read(a).unwrap(), setup.read(b).unwrap());
        let found = setup.diff(&a, &b);
        let mut check = |expected: &str, edits: &dyn Fn(&TextChange) -> Vec<Edit>| {
            let lines = found.changes.iter().map(|change| line(&a, &b, change, &edits(change)));
            let lines: Vec<String> = lines.collect();
            if lines.join("\n").trim() != expected.trim() {
                wrong.push_str(&format!("\n{}\n{}\n", file.display(), lines.join("\n")));
            }
        };
        check(expected, &|change| change.edits.clone());
        if let Some(shown) = shown {
            let words = Words::new();
            check(shown, &|change| words.widened(Pair::new(&a, &b), &change.edits));
        }
        laws(&a, &b, &found);
        assert_eq!(mirrored(&found.changes), sorted(&setup.diff(&b, &a).changes), "{}", file.display());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What must hold of any comparison.
fn laws(a: &Report, b: &Report, diff: &TextDiff) {
    tile(a, b, &diff.changes);
    named_back(&diff.changes);
    // What is widened to whole words holds the same.
    let words = Words::new();
    let widened = |change: &TextChange| {
        let edits = words.widened(Pair::new(a, b), &change.edits);
        let numbers = |edits: &[Edit]| edits.iter().filter(|edit| edit.op == Op::Number).copied().collect::<Vec<_>>();
        assert_eq!(numbers(&edits), numbers(&change.edits));
        TextChange { edits, ..change.clone() }
    };
    tile(a, b, &diff.changes.iter().map(widened).collect::<Vec<_>>());
}

/// What is named as a further partner is neither added nor removed by its own row; what stands alone there names its partner.
fn named_back(changes: &[TextChange]) {
    let holds = |side: Option<Span>, span: &Span| side.is_some_and(|side| side.covers(*span));
    for change in changes {
        let is_alone = change.before.is_none() || change.after.is_none();
        let is_named = !change.also.before.is_empty() || !change.also.after.is_empty();
        assert_eq!(is_alone && is_named, is_alone && !matches!(change.change, Change::Added | Change::Removed));
        if !is_alone {
            let removed =
                |span: &Span| changes.iter().any(|one| one.change == Change::Removed && holds(one.before, span));
            let added = |span: &Span| changes.iter().any(|one| one.change == Change::Added && holds(one.after, span));
            assert!(!change.also.before.iter().any(removed) && !change.also.after.iter().any(added), "{change:?}");
        }
    }
}

fn tile(a: &Report, b: &Report, changes: &[TextChange]) {
    let mut earlier: Vec<Span> = Vec::new();
    let (mut rejected, mut accepted) = (Vec::new(), String::new());
    for change in changes {
        for edit in &change.edits {
            let (x, y) = (a.text.str(edit.before), b.text.str(edit.after));
            match edit.op {
                Op::Equal => assert_eq!(x, y),
                Op::Delete => assert!(edit.after.is_empty() && !edit.before.is_empty()),
                Op::Insert => assert!(edit.before.is_empty() && !edit.after.is_empty()),
                Op::Number => assert!(!x.is_empty() && !y.is_empty() && x != y),
            }
            accepted.push_str(y);
            rejected.push((edit.before, x));
            whole(a, edit.before);
            whole(b, edit.after);
            if !edit.before.is_empty() {
                earlier.push(edit.before);
            }
        }
        let cover = |spans: &mut dyn Iterator<Item = Span>| spans.filter(|span| !span.is_empty()).reduce(Span::join);
        assert_eq!(change.before, cover(&mut change.edits.iter().map(|edit| edit.before)));
        assert_eq!(change.after, cover(&mut change.edits.iter().map(|edit| edit.after)));
    }
    assert_eq!(accepted, b.text.original());
    earlier.sort();
    assert!(earlier.windows(2).all(|pair| pair[0].end == pair[1].start));
    rejected.sort();
    assert_eq!(rejected.into_iter().map(|(_, text)| text).collect::<String>(), a.text.original());
}

/// No end of a span stands inside a number or inside a character as readers see it.
fn whole(report: &Report, span: Span) {
    let text = report.text.original();
    for offset in [span.start, span.end] {
        let at = report.text.str(Span::new(0, offset)).len();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
        assert!(!(digit(text[..at].chars().next_back()) && digit(text[at..].chars().next())), "{text:?} at {offset}");
        let border = at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at);
        assert!(border, "{text:?} at {offset}");
    }
}

/// Changes without their order, for comparing.
type Plain = (Option<Span>, Option<Span>, Change, u16, Vec<(Span, Span)>);

fn plain(change: &TextChange) -> Plain {
    let mut edits: Vec<(Span, Span)> = change
        .edits
        .iter()
        .map(|edit| {
            let empty = |span: Span| if span.is_empty() { Span::default() } else { span };
            (empty(edit.before), empty(edit.after))
        })
        .collect();
    edits.sort();
    (change.before, change.after, change.change, change.similarity, edits)
}

fn sorted(changes: &[TextChange]) -> Vec<Plain> {
    let mut all: Vec<Plain> = changes.iter().map(plain).collect();
    all.sort();
    all
}

fn mirrored(changes: &[TextChange]) -> Vec<Plain> {
    let mut all: Vec<Plain> = changes
        .iter()
        .map(plain)
        .map(|(before, after, change, similarity, edits)| {
            let change = match change {
                Change::Split => Change::Merged,
                Change::Merged => Change::Split,
                Change::Added => Change::Removed,
                Change::Removed => Change::Added,
                change => change,
            };
            let mut edits: Vec<_> = edits.into_iter().map(|(x, y)| (y, x)).collect();
            edits.sort();
            (after, before, change, similarity, edits)
        })
        .collect();
    all.sort();
    all
}

/// Sentences as reports have them, and anything at all.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一二三四五六七八九十]是(加强|推进|完善)[市场监管依法行政复议]{4,12}，(办结|受理)[0-9]{1,5}(件|万元|％|%)[。；！]",
        2 => "[收支审批公开]{3,9}[0-9]{1,3}\\.[0-9]{1,2}(亿元|个百分点|％)，(增长|下降)[0-9]{1,2}%。",
        2 => "（[一二三四]）[深化改革开放]{4,8}\r?\n",
        1 => "20[0-9]{2}年[0-9]{1,2}月",
        1 => "[\u{c}\u{3000}\t \r\n]{1,4}",
        1 => "(e\u{301}|葛\u{e0100}|👨\u{200d}👩\u{200d}👧|🇨🇳|각|１２３|²³|٣٤|。\u{301}|\\.5)",
        2 => proptest::collection::vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect()),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// A later text made from an earlier one: pieces of it kept, dropped, turned round, and new ones.
fn pairs() -> impl Strategy<Value = (String, String)> {
    let edited =
        (texts(), texts(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(a, new, x, y)| {
            let chars: Vec<char> = a.chars().collect();
            let (x, y) = (x.index(chars.len() + 1), y.index(chars.len() + 1));
            let (low, high) = (x.min(y), x.max(y));
            let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
            let later = format!("{}{new}{}{}", piece(low, high), piece(0, low), piece(high, chars.len()));
            (a, later)
        });
    prop_oneof![edited, (texts(), texts())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_tile_and_mirror((a, b) in pairs()) {
        let setup = Setup::new();
        if let (Some(a), Some(b)) = (setup.read(&a), setup.read(&b)) {
            let found = setup.diff(&a, &b);
            laws(&a, &b, &found);
            prop_assert_eq!(mirrored(&found.changes), sorted(&setup.diff(&b, &a).changes));
            let same = setup.diff(&a, &a);
            laws(&a, &a, &same);
            prop_assert!(same.changes.iter().all(|change| change.change == Change::Kept));
        }
    }
}
