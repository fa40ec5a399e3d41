//! Which sections of a level are pairs: one of each assigned, and what flows beside that.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use crate::align::features::Features;
use crate::pair::Pair;

use super::{Evidence, LEAST, Relation, SectionAlignment, SectionPair};

/// The one-to-one assignment with the highest sum of scores; pairs below [`LEAST`] are left out.
pub(super) fn assign(evidence: &[Vec<Option<Evidence>>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (evidence.len(), evidence.first().map_or(0, Vec::len));
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    // A pair that is none is worth nothing, so that every side may stay alone.
    let weight = |row: usize, column: usize| {
        let score = evidence
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .flatten()
            .map_or(0.0, |evidence| evidence.score());
        if score >= LEAST { (score * 1e6) as i64 } else { 0 }
    };
    let mut assigned: Vec<(usize, usize)> = if rows <= columns {
        let weights = Matrix::from_fn(rows, columns, |(row, column)| weight(row, column));
        kuhn_munkres(&weights).1.into_iter().enumerate().collect()
    } else {
        let weights = Matrix::from_fn(columns, rows, |(column, row)| weight(row, column));
        kuhn_munkres(&weights).1.into_iter().enumerate().map(|(column, row)| (row, column)).collect()
    };
    assigned.retain(|&(row, column)| weight(row, column) > 0);
    assigned.sort_unstable();
    assigned
}

/// The least share of the assigned pair's score that a pair beside it has.
const RIVAL: f64 = 0.4;

/// A section beside the assigned one takes or gives enough to be a pair too.
fn flows_beside(evidence: &Evidence) -> bool {
    let (forward, back) = (evidence.flow.before, evidence.flow.after);
    evidence.text >= 0.1 && (forward.min(back) >= 0.15 || forward.max(back) >= 0.45 && evidence.matched >= 0.1)
}

/// Adds the assigned pairs, and those beside them that text flows between.
pub(super) fn add_pairs(
    features: Pair<&Features>,
    rows: &[usize],
    columns: &[usize],
    evidence: &[Vec<Option<Evidence>>],
    assigned: &[(usize, usize)],
    alignment: &mut SectionAlignment,
) {
    let mut chosen = Chosen::new(rows.len(), columns.len());
    let score = |row: usize, column: usize| evidence[row][column].map_or(0.0, |evidence| evidence.score());
    let mut matched = (vec![0.0_f64; rows.len()], vec![0.0_f64; columns.len()]);
    for &(row, column) in assigned {
        chosen.insert(row, column);
        matched.0[row] = matched.0[row].max(score(row, column));
        matched.1[column] = matched.1[column].max(score(row, column));
    }
    // A section that kept its own match splits or merges only with one that is nearly as like it.
    let rivals = |row: usize, column: usize| score(row, column) >= RIVAL * matched.0[row].max(matched.1[column]);
    for row in 0..rows.len() {
        for column in 0..columns.len() {
            let beside = rivals(row, column)
                && evidence[row][column].is_some_and(|evidence| evidence.score() >= LEAST && flows_beside(&evidence));
            if beside {
                chosen.insert(row, column);
            }
        }
    }
    // One that would stay alone goes with the section that most of its text came from, or went to.
    let lonely = |evidence: &Evidence, flow: f64| evidence.score() >= 1.2 * LEAST && flow >= 0.14;
    let best_of = |of: &mut dyn Iterator<Item = (usize, usize)>, flow: fn(Pair<f64>) -> f64| {
        of.filter_map(|(row, column)| {
            evidence[row][column]
                .filter(|_| rivals(row, column))
                .filter(|evidence| lonely(evidence, flow(evidence.flow)))
                .map(|evidence| ((row, column), evidence.score()))
        })
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    for column in (0..columns.len()).filter(|&column| chosen.of_column[column] == 0).collect::<Vec<_>>() {
        if let Some(((row, _), _)) = best_of(&mut (0..rows.len()).map(|row| (row, column)), |flow| flow.after) {
            chosen.insert(row, column);
        }
    }
    for row in (0..rows.len()).filter(|&row| chosen.of_row[row] == 0).collect::<Vec<_>>() {
        if let Some(((_, column), _)) = best_of(&mut (0..columns.len()).map(|column| (row, column)), |flow| flow.before)
        {
            chosen.insert(row, column);
        }
    }
    for row in 0..rows.len() {
        let others = (0..columns.len()).filter(|&other| !chosen.table[row][other]).filter_map(|other| {
            evidence[row][other].map(|evidence| (features.after.sections[columns[other]].id, evidence.score()))
        });
        let runner_up = others.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        for column in (0..columns.len()).filter(|&column| chosen.table[row][column]) {
            let Some(own) = evidence[row][column] else { continue };
            let (a, b) = (&features.before.sections[rows[row]], &features.after.sections[columns[column]]);
            let relation = Relation {
                renamed: a.masked != b.masked,
                moved: false,
                split: chosen.of_row[row] > 1,
                merged: chosen.of_column[column] > 1,
            };
            let sections = Pair::new(a.id, b.id);
            alignment.pairs.push(SectionPair { sections, relation, evidence: own, runner_up, decision: None });
        }
    }
}

/// Which of all pairs of a level's sections are pairs, with how many there are of each.
struct Chosen {
    table: Vec<Vec<bool>>,
    of_row: Vec<usize>,
    of_column: Vec<usize>,
}

impl Chosen {
    fn new(rows: usize, columns: usize) -> Self {
        Self { table: vec![vec![false; columns]; rows], of_row: vec![0; rows], of_column: vec![0; columns] }
    }

    fn insert(&mut self, row: usize, column: usize) {
        if !std::mem::replace(&mut self.table[row][column], true) {
            self.of_row[row] += 1;
            self.of_column[column] += 1;
        }
    }
}
