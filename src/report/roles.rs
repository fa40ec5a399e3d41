//! Roles of paragraphs, decided together: the path through all of them that the evidence speaks for most (Viterbi).
//!
//! ```text
//! paragraph   各位代表…  一、2024年…  完成…   也要看到…   二、2025年…  实施…   让我们…！
//! role        preamble → work      → work → problems → plan       → plan → closing
//! ```

use crate::config::{ROLES, Roles};

use super::evidence::Witness;
use super::role::Role;

/// The role of a paragraph, and how much less the best path weighs that gives it another, in hundredths of a nat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    /// The role.
    pub(super) role: Role,
    /// How far the next best role is behind.
    pub(super) margin: i32,
}

/// The roles of a report's paragraphs; as many as there are witnesses.
pub(super) fn decide(witnesses: &[Witness], roles: &Roles) -> Vec<Decided> {
    let weighed: Vec<[i32; ROLES]> = witnesses.iter().map(|witness| weigh(witness, roles)).collect();
    let (Some(first), count) = (weighed.first(), weighed.len()) else { return Vec::new() };
    // The best weight of a path up to each paragraph and role, and of one from there on.
    let mut before = vec![[0_i32; ROLES]; count];
    let mut behind = vec![[0_i32; ROLES]; count];
    before[0] = std::array::from_fn(|role| roles.start(role) + first[role]);
    for at in 1..count {
        let border = witnesses[at].border;
        before[at] = std::array::from_fn(|to| {
            let best = (0..ROLES).map(|from| before[at - 1][from] + roles.change(border, from, to)).max();
            best.unwrap_or(0) + weighed[at][to]
        });
    }
    for at in (0..count - 1).rev() {
        let border = witnesses[at + 1].border;
        behind[at] = std::array::from_fn(|from| {
            (0..ROLES)
                .map(|to| roles.change(border, from, to) + weighed[at + 1][to] + behind[at + 1][to])
                .max()
                .unwrap_or(0)
        });
    }
    (0..count)
        .map(|at| {
            let whole: [i32; ROLES] = std::array::from_fn(|role| before[at][role] + behind[at][role]);
            let best = (0..ROLES).rev().max_by_key(|role| whole[*role]).unwrap_or(0);
            let next = (0..ROLES).filter(|role| *role != best).map(|role| whole[role]).max().unwrap_or(0);
            Decided { role: Role::ALL[best], margin: whole[best] - next }
        })
        .collect()
}

/// What all evidence of a paragraph weighs together.
fn weigh(witness: &Witness, roles: &Roles) -> [i32; ROLES] {
    let mut sum = [0; ROLES];
    for name in &witness.evidence {
        for (sum, weight) in sum.iter_mut().zip(roles.weights(name)) {
            *sum += weight;
        }
    }
    sum
}
