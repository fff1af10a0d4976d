//! Whom a blogger meets in an edition, and in which concepts.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Value;

use super::{context::EditionModel, views::PassengerView};

/// Somebody who shares concepts.
#[derive(Serialize, JsonSchema)]
pub(super) struct Companion<'a> {
    /// Who.
    #[schemars(with = "PassengerView")]
    person: &'a Value,
    /// The word and its language, the most telling first.
    words: Vec<(&'a str, &'a str)>,
}

/// The company of somebody in an edition. Mutual: whoever is in it has this one for company.
pub(super) fn of<'a>(edition: &'a EditionModel, name: &str) -> Vec<Companion<'a>> {
    let Some(seat) = edition.people.seat_of(name) else { return Vec::new() };
    let others = edition.bonds.company.get(&seat).map(Vec::as_slice).unwrap_or_default();
    let words = |other: usize| {
        let told = edition.bonds.told(seat, other);
        told.map(|concept| (concept.word.as_str(), concept.lang.as_str())).collect()
    };
    others.iter().map(|&other| Companion { person: &edition.passengers[other], words: words(other) }).collect()
}
