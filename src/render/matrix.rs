//! The table of bloggers and concepts: which concepts it has room for, and in which order ([`seriation`]).

use super::{
    bonds::{Bonds, SharedConcept},
    seriation,
};

/// So many columns fit beside a name.
const COLUMNS: usize = 12;
/// So many rows can be surveyed, and do not make the page heavy.
const ROWS: usize = 24;

/// The table: seats and places of concepts in order, and for each row which of the columns it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(crate) columns: Vec<usize>,
    pub(crate) rows: Vec<(usize, Vec<bool>)>,
    /// How many people have one of the concepts and no row.
    pub(crate) left: usize,
}

impl Matrix {
    /// The table of `people` people. The time grows with what the concepts have of people.
    pub(crate) fn of(bonds: &Bonds, people: usize) -> Self {
        let concepts = telling(&bonds.concepts, people);
        let mut count = vec![0_usize; people];
        let having = concepts.iter().flat_map(|at| &bonds.concepts[*at].people);
        having.for_each(|seat| count[*seat] += 1);
        let mut seats: Vec<usize> = (0..people).filter(|seat| count[*seat] > 0).collect();
        // Those who share most stay, in the order they came in.
        seats.sort_by_key(|seat| (std::cmp::Reverse(count[*seat]), *seat));
        let left = seats.len().saturating_sub(ROWS);
        seats.truncate(ROWS);
        seats.sort_unstable();
        let mut cells = Vec::new();
        for (column, at) in concepts.iter().enumerate() {
            let rows = bonds.concepts[*at].people.iter().filter_map(|seat| seats.binary_search(seat).ok());
            cells.extend(rows.map(|row| (row, column)));
        }
        let (row_order, column_order) = seriation::order(seats.len(), concepts.len(), &cells);
        let has =
            |row: usize, column: usize| bonds.concepts[concepts[column]].people.binary_search(&seats[row]).is_ok();
        let row = |row: &usize| (seats[*row], column_order.iter().map(|column| has(*row, *column)).collect());
        Self {
            rows: row_order.iter().map(row).collect(),
            columns: column_order.iter().map(|column| concepts[*column]).collect(),
            left,
        }
    }
}

/// The concepts that together tell most: each is worth more the more people it brings in who have few of those before it.
fn telling(concepts: &[SharedConcept], people: usize) -> Vec<usize> {
    let mut times = vec![0_u32; people];
    let mut left: Vec<usize> = (0..concepts.len()).collect();
    let mut chosen = Vec::new();
    while chosen.len() < COLUMNS {
        let worth = |at: usize| -> f64 {
            concepts[at].people.iter().map(|seat| 0.5_f64.powi(i32::try_from(times[*seat]).unwrap_or(i32::MAX))).sum()
        };
        let best = (0..left.len()).max_by(|&a, &b| {
            let (one, other) = (left[a], left[b]);
            worth(one).total_cmp(&worth(other)).then(other.cmp(&one))
        });
        let Some(best) = best else { break };
        let at = left.remove(best);
        concepts[at].people.iter().for_each(|seat| times[*seat] += 1);
        chosen.push(at);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Matrix, ROWS};
    use crate::render::bonds::tests::bonds;

    #[test]
    fn what_belongs_together_stands_together() {
        let bonds = bonds(&[
            ("brood", &[0, 2, 4]),
            ("oven", &[0, 4]),
            ("deeg", &[2, 4]),
            ("schaamte", &[1, 3]),
            ("koor", &[1, 3, 5]),
        ]);
        let matrix = Matrix::of(&bonds, 7);
        let words: Vec<&str> = matrix.columns.iter().map(|at| bonds.concepts[*at].word.as_str()).collect();
        let seats: Vec<usize> = matrix.rows.iter().map(|(seat, _)| *seat).collect();
        assert_eq!(words, ["oven", "brood", "deeg", "schaamte", "koor"]);
        assert_eq!(seats, [0, 4, 2, 1, 3, 5]);
        assert_eq!(matrix.rows[0].1, [true, true, false, false, false]);
        assert_eq!(Matrix::of(&super::Bonds::default(), 3), Matrix::default());
    }

    #[test]
    fn a_large_edition_has_a_table_that_can_be_surveyed() {
        let people: Vec<Vec<usize>> = (0..40).map(|n| (0..20).map(|m| (n * 7 + m * 11) % 200).collect()).collect();
        let people: Vec<Vec<usize>> = people
            .into_iter()
            .map(|mut list| {
                list.sort_unstable();
                list.dedup();
                list
            })
            .collect();
        let words: Vec<String> = (0..40).map(|n| format!("woord{n:02}")).collect();
        let concepts: Vec<(&str, &[usize])> =
            words.iter().map(String::as_str).zip(people.iter().map(Vec::as_slice)).collect();
        let matrix = Matrix::of(&bonds(&concepts), 200);
        assert_eq!((matrix.columns.len(), matrix.rows.len()), (COLUMNS, ROWS));
        assert!(matrix.left > 0 && matrix.rows.iter().all(|(_, cells)| cells.contains(&true)));
    }
}
