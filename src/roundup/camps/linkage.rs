//! Agglomerative clustering with average linkage: the two groups that are most alike are joined until none are alike
//! enough. Deterministic: of equals the first.

/// From this likeness on, two groups say the same kind of thing.
const ALIKE: f64 = 0.12;

/// Groups items by how alike every two of them are (a symmetric matrix); the items of a group are in order.
pub(super) fn join(mut likeness: Vec<Vec<f64>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..likeness.len()).map(|at| vec![at]).collect();
    while let Some((a, b)) = most_alike(&likeness) {
        let (size_a, size_b) = (groups[a].len() as f64, groups[b].len() as f64);
        let mean = |(one, other): (&f64, &f64)| (size_a * one + size_b * other) / (size_a + size_b);
        let means: Vec<f64> = likeness[a].iter().zip(&likeness[b]).map(mean).collect();
        for (row, mean) in likeness.iter_mut().zip(&means) {
            row[a] = *mean;
        }
        likeness[a] = means;
        likeness.remove(b);
        for row in &mut likeness {
            row.remove(b);
        }
        let joined = groups.remove(b);
        groups[a].extend(joined);
        groups[a].sort_unstable();
    }
    groups
}

fn most_alike(likeness: &[Vec<f64>]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (a, row) in likeness.iter().enumerate() {
        for (b, &alike) in row.iter().enumerate().skip(a + 1) {
            if alike >= ALIKE && best.is_none_or(|(most, ..)| alike > most) {
                best = Some((alike, a, b));
            }
        }
    }
    best.map(|(_, a, b)| (a, b))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn the_most_alike_come_together_and_strangers_stay_alone() {
        let matrix = vec![
            vec![1.0, 0.1, 0.5, 0.0],
            vec![0.1, 1.0, 0.3, 0.0],
            vec![0.5, 0.3, 1.0, 0.0],
            vec![0.0, 0.0, 0.0, 1.0],
        ];
        // 1 is alike enough to the group of 0 and 2 on average: 0.2.
        assert_eq!(join(matrix), [vec![0, 1, 2], vec![3]]);
        assert_eq!(join(vec![vec![1.0, 0.11], vec![0.11, 1.0]]), [vec![0], vec![1]]);
        assert!(join(Vec::new()).is_empty());
    }
}
