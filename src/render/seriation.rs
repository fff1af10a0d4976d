//! Seriation: rows and columns of a table of dots in an order that shows what belongs together.
//!
//! Reciprocal averaging (M. O. Hill, “Reciprocal averaging: an eigenvector method of ordination”, Journal of Ecology 61,
//! 1973), which is correspondence analysis by repeated averaging: a column's place is the mean of the places of its rows, a
//! row's place the mean of those of its columns, over and over, until the first axis that is not trivial is left. What
//! has no dot in common with the rest is a table of its own: such parts are ordered one by one, the largest first.
//! No chance is involved, and only sums, quotients and square roots are, so that every machine finds the same order.

/// So many rounds, unless the places stop moving before.
const ROUNDS: usize = 200;

/// Movements smaller than this are none.
const STILL: f64 = 1e-9;

/// The order of the rows and of the columns that have a cell. `cells` are pairs of row and column, each once; of equals
/// the first comes first. The time grows with the number of cells.
pub(crate) fn order(rows: usize, columns: usize, cells: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    let mut of_row = vec![Vec::new(); rows];
    let mut of_column = vec![Vec::new(); columns];
    for &(row, column) in cells {
        of_row[row].push(column);
        of_column[column].push(row);
    }
    let mut parts = parts(&of_row, &of_column);
    parts.sort_by_key(|(rows, _)| (std::cmp::Reverse(rows.len()), rows.first().copied()));
    let (mut row_order, mut column_order) = (Vec::with_capacity(rows), Vec::with_capacity(columns));
    for (mut rows, mut columns) in parts {
        let (row_place, column_place) = places(&rows, &columns, &of_row, &of_column);
        // What differs by less than can be computed is the same place. Places have variance 1.
        #[expect(clippy::cast_possible_truncation, reason = "standardised places are small numbers")]
        let place = |places: &[f64], at: usize| (places[at] * 1e6).round() as i64;
        let by_row: Vec<i64> = (0..rows.len()).map(|at| place(&row_place, at)).collect();
        let by_column: Vec<i64> = (0..columns.len()).map(|at| place(&column_place, at)).collect();
        rows = sorted(rows, &by_row);
        columns = sorted(columns, &by_column);
        row_order.extend(rows);
        column_order.extend(columns);
    }
    (row_order, column_order)
}

fn sorted(items: Vec<usize>, places: &[i64]) -> Vec<usize> {
    let mut placed: Vec<(i64, usize)> = places.iter().copied().zip(items).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, item)| item).collect()
}

/// The rows and columns that hang together, each in order.
fn parts(of_row: &[Vec<usize>], of_column: &[Vec<usize>]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut seen_row = vec![false; of_row.len()];
    let mut seen_column = vec![false; of_column.len()];
    let mut parts = Vec::new();
    for start in (0..of_row.len()).filter(|row| !of_row[*row].is_empty()) {
        if std::mem::replace(&mut seen_row[start], true) {
            continue;
        }
        let (mut rows, mut columns, mut left) = (Vec::new(), Vec::new(), vec![start]);
        while let Some(row) = left.pop() {
            rows.push(row);
            for &column in &of_row[row] {
                if !std::mem::replace(&mut seen_column[column], true) {
                    columns.push(column);
                    left.extend(
                        of_column[column].iter().copied().filter(|row| !std::mem::replace(&mut seen_row[*row], true)),
                    );
                }
            }
        }
        rows.sort_unstable();
        columns.sort_unstable();
        parts.push((rows, columns));
    }
    parts
}

/// The places of the rows and columns of one part along the first axis.
fn places(rows: &[usize], columns: &[usize], of_row: &[Vec<usize>], of_column: &[Vec<usize>]) -> (Vec<f64>, Vec<f64>) {
    let at = |list: &[usize], item: usize| list.binary_search(&item).unwrap_or_default();
    let of_row: Vec<Vec<usize>> =
        rows.iter().map(|&row| of_row[row].iter().map(|&column| at(columns, column)).collect()).collect();
    let of_column: Vec<Vec<usize>> =
        columns.iter().map(|&column| of_column[column].iter().map(|&row| at(rows, row)).collect()).collect();
    let mean = |list: &Vec<usize>, of: &[f64]| list.iter().map(|&at| of[at]).sum::<f64>() / list.len() as f64;
    let mut row_place: Vec<f64> = (0..rows.len()).map(|at| at as f64).collect();
    standardise(&mut row_place, &of_row);
    let mut column_place: Vec<f64> = of_column.iter().map(|list| mean(list, &row_place)).collect();
    for _ in 0..ROUNDS {
        let mut moved: Vec<f64> = of_row.iter().map(|list| mean(list, &column_place)).collect();
        standardise(&mut moved, &of_row);
        let most = moved.iter().zip(&row_place).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        row_place = moved;
        column_place = of_column.iter().map(|list| mean(list, &row_place)).collect();
        if most < STILL {
            break;
        }
    }
    (row_place, column_place)
}

/// Mean 0 and variance 1, a row counting for as much as it has cells; all 0 where there is no variance.
fn standardise(places: &mut [f64], of_row: &[Vec<usize>]) {
    let total: f64 = of_row.iter().map(|list| list.len() as f64).sum();
    let weighted = |places: &[f64], power: i32| -> f64 {
        places.iter().zip(of_row).map(|(place, list)| place.powi(power) * list.len() as f64).sum::<f64>() / total
    };
    let mean = weighted(places, 1);
    for place in places.iter_mut() {
        *place -= mean;
    }
    let deviation = weighted(places, 2).sqrt();
    let scale = if deviation > STILL { deviation.recip() } else { 0.0 };
    for place in places {
        *place *= scale;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::order;

    #[test]
    fn a_shuffled_band_is_a_band_again() {
        // Row n of the band has columns n and n + 1; both are shuffled.
        let (rows, columns) = ([3, 0, 4, 1, 2], [5, 2, 0, 4, 1, 3]);
        let cells: Vec<(usize, usize)> = (0..5)
            .flat_map(|n| {
                [n, n + 1].map(|m| {
                    (rows.iter().position(|r| *r == n).unwrap(), columns.iter().position(|c| *c == m).unwrap())
                })
            })
            .collect();
        let (row_order, column_order) = order(5, 6, &cells);
        let mut told: Vec<usize> = row_order.iter().map(|at| rows[*at]).collect();
        let mut columns_told: Vec<usize> = column_order.iter().map(|at| columns[*at]).collect();
        if told[0] > told[4] {
            told.reverse();
            columns_told.reverse();
        }
        assert_eq!((told, columns_told), (vec![0, 1, 2, 3, 4], vec![0, 1, 2, 3, 4, 5]));
    }

    #[test]
    fn parts_stay_together_and_the_empty_are_left_out() {
        let (rows, columns) = order(6, 4, &[(0, 0), (3, 0), (1, 2), (5, 2), (4, 2), (4, 1)]);
        assert_eq!(rows[3..], [0, 3]);
        assert_eq!((rows.len(), columns.len(), columns[2]), (5, 3, 0));
        assert_eq!(order(3, 3, &[]), (vec![], vec![]));
    }

    proptest! {
        #[test]
        fn nobody_is_lost(cells in prop::collection::btree_set((0_usize..12, 0_usize..9), 0..60)) {
            let cells: Vec<(usize, usize)> = cells.into_iter().collect();
            let (rows, columns) = order(12, 9, &cells);
            let want: BTreeSet<usize> = cells.iter().map(|cell| cell.0).collect();
            prop_assert_eq!(rows.iter().copied().collect::<BTreeSet<_>>(), want.clone());
            prop_assert_eq!(rows.len(), want.len());
            let want: BTreeSet<usize> = cells.iter().map(|cell| cell.1).collect();
            prop_assert_eq!(columns.iter().copied().collect::<BTreeSet<_>>(), want.clone());
            prop_assert_eq!(columns.len(), want.len());
            prop_assert_eq!(order(12, 9, &cells), (rows, columns));
        }
    }
}
