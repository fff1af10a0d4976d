//! Who shares which concepts: what the pictures and the pages of bloggers are made of.
//!
//! The time and the room that it takes grow with the number of entries, not with its square: a concept that more than
//! [`MEETING`] people have brings nobody together in particular and makes no pairs.

use std::collections::{BTreeMap, BTreeSet};

use crate::roundup::{CollectedEdition, concepts};

/// A concept of more people than this makes no pairs of them.
const MEETING: usize = 24;

/// So many shared concepts are told of two people.
const TOLD: usize = 5;

/// As many others are somebody's company.
const COMPANY: usize = 8;

/// A concept and who have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SharedConcept {
    /// As the texts write it.
    pub(crate) word: String,
    /// The language of the word.
    pub(crate) lang: String,
    /// The seats of those who have it, at least two, in order.
    pub(crate) people: Vec<usize>,
    /// What it tells: the logarithm of how few have it (idf).
    pub(crate) tells: f64,
}

/// The concepts of an edition, the most shared first, and who meet in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bonds {
    pub(crate) concepts: Vec<SharedConcept>,
    /// By two seats, the lower one first: the places of the concepts they share, the most telling first.
    pub(crate) pairs: BTreeMap<(usize, usize), Vec<usize>>,
    /// By seat, the others who share most with them: whoever is somebody's company has that somebody for company.
    pub(crate) company: BTreeMap<usize, Vec<usize>>,
}

impl Bonds {
    /// Looks at an edition's entries; `seats` has its author's seat for each.
    pub(crate) fn of(edition: &CollectedEdition, seats: &[usize]) -> Self {
        let all = seats.iter().max().map_or(0, |last| last + 1) as f64;
        let found = concepts::find(&edition.entries, &edition.edition).into_iter().map(|concept| {
            let people: BTreeSet<usize> = concept.members.keys().filter_map(|at| seats.get(*at)).copied().collect();
            let tells = (1.0 + all / people.len().max(1) as f64).ln();
            SharedConcept {
                word: concept.word,
                lang: concept.language.to_string(),
                people: people.into_iter().collect(),
                tells,
            }
        });
        Self::new(found.filter(|concept| concept.people.len() > 1).collect())
    }

    fn new(mut concepts: Vec<SharedConcept>) -> Self {
        concepts.sort_by(|a, b| b.people.len().cmp(&a.people.len()).then_with(|| a.word.cmp(&b.word)));
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        // Concepts of the fewest come first in every pair's list.
        for (at, concept) in concepts.iter().enumerate().rev().filter(|(_, concept)| concept.people.len() <= MEETING) {
            for (n, &one) in concept.people.iter().enumerate() {
                for &other in &concept.people[n + 1..] {
                    pairs.entry((one, other)).or_default().push(at);
                }
            }
        }
        let mut bonds = Self { concepts, pairs, company: BTreeMap::new() };
        bonds.keep_company();
        bonds
    }

    /// How much two people share: what their concepts tell, added up.
    pub(crate) fn strength(&self, concepts: &[usize]) -> f64 {
        concepts.iter().filter_map(|at| self.concepts.get(*at)).map(|concept| concept.tells).sum()
    }

    /// The concepts that two people share, the most telling first.
    fn between(&self, one: usize, other: usize) -> impl Iterator<Item = &SharedConcept> {
        let shared = self.pairs.get(&(one.min(other), one.max(other)));
        shared.into_iter().flatten().filter_map(|at| self.concepts.get(*at))
    }

    /// Those of them that are told.
    pub(crate) fn told(&self, one: usize, other: usize) -> impl Iterator<Item = &SharedConcept> {
        self.between(one, other).take(TOLD)
    }

    /// The strongest pairs first, as long as both have room.
    fn keep_company(&mut self) {
        let mut pairs: Vec<(f64, (usize, usize))> =
            self.pairs.iter().map(|(pair, shared)| (self.strength(shared), *pair)).collect();
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, (one, other)) in pairs {
            let has_room = |seat: &usize| self.company.get(seat).is_none_or(|others| others.len() < COMPANY);
            if has_room(&one) && has_room(&other) {
                self.company.entry(one).or_default().push(other);
                self.company.entry(other).or_default().push(one);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Bonds, MEETING, SharedConcept};

    /// Bonds out of concepts with their people.
    pub(crate) fn bonds(concepts: &[(&str, &[usize])]) -> Bonds {
        let all = concepts.iter().flat_map(|(_, people)| people.iter()).max().map_or(0, |last| last + 1) as f64;
        let concept = |(word, people): &(&str, &[usize])| SharedConcept {
            word: (*word).to_owned(),
            lang: "nl".into(),
            people: people.to_vec(),
            tells: (1.0 + all / people.len() as f64).ln(),
        };
        Bonds::new(concepts.iter().map(concept).collect())
    }

    #[test]
    fn rare_concepts_bring_people_nearer() {
        let bonds = bonds(&[("brood", &[0, 1, 2, 3]), ("oven", &[0, 3]), ("schaamte", &[1, 2])]);
        assert_eq!(bonds.concepts[0].word, "brood");
        assert_eq!(
            bonds.pairs[&(0, 3)].iter().map(|at| bonds.concepts[*at].word.as_str()).collect::<Vec<_>>(),
            ["oven", "brood"]
        );
        assert_eq!(bonds.company[&0], [3, 1, 2]);
        assert_eq!(bonds.between(3, 0).count(), 2);
        assert!(
            bonds.company.iter().all(|(one, others)| others.iter().all(|other| bonds.company[other].contains(one)))
        );
    }

    #[test]
    fn a_crowd_makes_no_pairs() {
        let crowd: Vec<usize> = (0..=MEETING).collect();
        let bonds = bonds(&[("brood", &crowd), ("oven", &[1, 2])]);
        assert_eq!(bonds.pairs.len(), 1);
        let all = self::bonds(&[("brood", &crowd[1..])]);
        assert!(all.company.values().all(|others| others.len() <= super::COMPANY));
    }
}
