//! Which of the series an edition is.

use std::collections::BTreeMap;

use super::problem::Problem;
use crate::content::EditionContent;

/// The numbers of editions that stand newest first. One that gives no number comes after the one before it; the first
/// is 1. Two with one number deserve a look.
pub(super) fn of(editions: &[EditionContent], warnings: &mut Vec<Problem>) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(editions.len());
    let mut taken: BTreeMap<usize, &str> = BTreeMap::new();
    let mut last = 0;
    for edition in editions.iter().rev().map(|folder| &folder.edition) {
        last = edition.number.unwrap_or(last + 1);
        if let Some(other) = taken.insert(last, edition.slug.as_str()) {
            warnings.push(Problem {
                path: format!("content/{}/_index.md", edition.slug),
                message: format!("`{other}` is edition {last} too"),
                help: "give one of the two another `number`".to_owned(),
            });
        }
        numbers.push(last);
    }
    numbers.reverse();
    numbers
}

/// The same for who leaves the warnings to others.
pub(crate) fn numbers(editions: &[EditionContent]) -> Vec<usize> {
    of(editions, &mut Vec::new())
}
