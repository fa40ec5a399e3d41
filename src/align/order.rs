//! Which pairs keep their order: the heaviest run.

/// The increasing run of places with the greatest sum of weights: the indices of its members, in order.
///
/// Of runs that weigh the same the one with the earlier members is taken. Time grows with n·log n.
pub(crate) fn heaviest_run(places: &[(usize, u64)]) -> Vec<usize> {
    let mut ranks: Vec<usize> = places.iter().map(|place| place.0).collect();
    ranks.sort_unstable();
    ranks.dedup();
    // A Fenwick tree over the places: the best run that ends at a place or before it, with its last member.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); ranks.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let mut best: (u64, Option<usize>) = (0, None);
    for (at, &(place, weight)) in places.iter().enumerate() {
        let rank = ranks.partition_point(|&other| other < place) + 1;
        let mut found: (u64, Option<usize>) = (0, None);
        let mut node = rank - 1;
        while node > 0 {
            if tree[node].0 > found.0 {
                found = tree[node];
            }
            node &= node - 1;
        }
        before.push(found.1);
        let own = (found.0 + weight, Some(at));
        let mut node = rank;
        while node < tree.len() {
            if own.0 > tree[node].0 {
                tree[node] = own;
            }
            node += node & node.wrapping_neg();
        }
        if own.0 > best.0 {
            best = own;
        }
    }
    let mut run = Vec::new();
    let mut next = best.1;
    while let Some(at) = next {
        run.push(at);
        next = before[at];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_run_keeps_its_order() {
        // The long one that jumped ahead outweighs the two short ones that it passed.
        assert_eq!(heaviest_run(&[(2, 5), (3, 5), (1, 100)]), [2]);
        assert_eq!(heaviest_run(&[(1, 5), (3, 5), (2, 4), (4, 5)]), [0, 1, 3]);
        assert!(heaviest_run(&[]).is_empty());
    }
}
