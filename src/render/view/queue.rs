//! Links that somebody should decide, best first: what a decision would change, then how unsure the link is.

use serde::Serialize;

use super::rows::{LinkView, Row};

/// A link to be decided.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// The series, by its place among the body's.
    pub series: usize,
    /// The later figure, by its place in the series.
    pub figure: usize,
    /// How many figures stand on the shorter side of the link: what a "different" would cut off.
    pub weight: usize,
}

/// The questions of a body's series.
pub fn questions(rows: &[Row]) -> Vec<Question> {
    let mut found: Vec<(Question, i64)> = Vec::new();
    for (series, row) in rows.iter().enumerate() {
        let main: Vec<usize> = (0..row.figures.len()).filter(|&at| row.figures[at].aside.is_none()).collect();
        for (before, &at) in main.iter().enumerate() {
            let Some(link) = row.figures[at].link.as_ref().filter(|link| link.unsure) else { continue };
            // Whoever said what a figure reads as has looked at it: the question does not come back.
            if row.figures[at].read || row.figures[link.to].read {
                continue;
            }
            let weight = before.min(main.len() - before);
            found.push((Question { series, figure: at, weight }, doubt(link)));
        }
    }
    found.sort_by_key(|(question, doubt)| {
        (std::cmp::Reverse(question.weight), *doubt, question.series, question.figure)
    });
    found.into_iter().map(|(question, _)| question).collect()
}

/// The less evidence there is beyond the runner-up's, or at all, the smaller.
fn doubt(link: &LinkView) -> i64 {
    link.margin.unwrap_or(i64::MAX).min(link.bits)
}

#[cfg(test)]
mod tests {
    use super::super::rows::Figure;
    use super::*;
    use crate::timeline::series::Basis;

    /// A figure of a report; `unsure` where its link to the one before is.
    fn figure(report: usize, unsure: bool) -> Figure {
        let link = LinkView {
            to: 0,
            bits: 12,
            margin: None,
            basis: Basis::Similar,
            evidence: Vec::new(),
            unsure,
            rival: None,
        };
        Figure { report, place: [3, 5], quote: [0, 9], link: (report > 0).then_some(link), ..Figure::default() }
    }

    fn asked(figures: Vec<Figure>) -> usize {
        let row = Row {
            id: String::new(),
            name: "受理".to_owned(),
            measure: "level",
            role: "actual",
            unit: None,
            kind: "count",
            years: 1,
            covers: None,
            jumps: Vec::new(),
            topics: Vec::new(),
            topic_words: Vec::new(),
            scope: None,
            reports: figures.len(),
            section: None,
            section_title: String::new(),
            title: 0,
            base: None,
            counterpart: None,
            points: Vec::new(),
            between: Vec::new(),
            unsure: true,
            shared: None,
            figures,
        };
        questions(&[row]).len()
    }

    #[test]
    fn a_settled_question_does_not_come_back() {
        let read = |figure: Figure| Figure { read: true, ..figure };
        assert_eq!(asked(vec![figure(0, false), figure(1, true)]), 1);
        // A reviewer said same or different: the link is not unsure any more.
        assert_eq!(asked(vec![figure(0, false), figure(1, false)]), 0);
        // A reviewer said what one of the two reads as.
        assert_eq!(asked(vec![read(figure(0, false)), figure(1, true)]), 0);
        assert_eq!(asked(vec![figure(0, false), read(figure(1, true))]), 0);
    }
}
