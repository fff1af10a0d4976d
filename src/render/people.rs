//! Who takes part in an edition: one seat for every author.

use std::collections::BTreeMap;

use super::collation::name_key;
use crate::model::Entry;

/// The seats of an edition.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// Per entry, its author's seat.
    pub(crate) seats: Vec<usize>,
    /// Per seat, its author's entries.
    pub(crate) entries: Vec<Vec<usize>>,
    /// Per seat, the name.
    pub(crate) names: Vec<String>,
    /// The seats in the order in which lists have the names.
    pub(crate) order: Vec<usize>,
    /// Per seat, whether none of its entries has a definition.
    silent: Vec<bool>,
    by_name: BTreeMap<String, usize>,
}

impl People {
    /// The authors of some entries, in the order of their first ones.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut people = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            let name = entry.author.name.as_str();
            let seat = people.seat_of(name).unwrap_or_else(|| {
                people.by_name.insert(name.to_owned(), people.names.len());
                people.names.push(name.to_owned());
                people.entries.push(Vec::new());
                people.names.len() - 1
            });
            people.seats.push(seat);
            people.entries[seat].push(at);
        }
        let silent = |list: &Vec<usize>| list.iter().all(|at| entries[*at].definitions.is_empty());
        people.silent = people.entries.iter().map(silent).collect();
        people.order = (0..people.names.len()).collect();
        people.order.sort_by_cached_key(|seat| name_key(&people.names[*seat]));
        people
    }

    /// The seat of somebody.
    pub(crate) fn seat_of(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Who gives no definition, in the order of names. Whoever wrote twice and defined once is not among them.
    pub(crate) fn without_definition(&self) -> Vec<&str> {
        self.order.iter().filter(|seat| self.silent[**seat]).map(|seat| self.names[*seat].as_str()).collect()
    }
}
