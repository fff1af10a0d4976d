//! Which words several definitions share.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use super::word_lists::{is_frame, theme_stems};
use crate::{
    model::{Citation, Edition},
    text::{
        stem::stem,
        token::{is_stop_word, words},
    },
};

/// Shorter words seldom mean anything by themselves.
const SHORTEST: usize = 4;

/// A word that at least two definitions use, in whatever form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWord {
    /// The language of those definitions.
    pub language: String,
    /// What its forms have in common.
    pub stem: String,
    /// As it is written most often, lower case.
    pub label: String,
    /// Which of the definitions, counted from 0.
    pub definitions: BTreeSet<usize>,
}

#[derive(Default)]
struct Uses {
    definitions: BTreeSet<usize>,
    forms: BTreeMap<String, usize>,
    /// When it was first met.
    order: usize,
}

/// The words that at least two of some definitions share, the most shared first. Words of the theme do not count, since
/// everybody uses them, nor do words that only frame a definition (*means*, *versta*).
#[must_use]
pub fn shared_words<'a>(definitions: impl Iterator<Item = &'a Citation>, edition: &Edition) -> Vec<SharedWord> {
    let theme = theme_stems(edition);
    let mut seen: BTreeMap<(String, String), Uses> = BTreeMap::new();
    for (at, definition) in definitions.enumerate() {
        let language = definition.language.primary();
        for (_, stem, word) in stems(&definition.text, language) {
            if !is_telling(&word, language, &stem, &theme) {
                continue;
            }
            let order = seen.len();
            let uses = seen.entry((language.to_owned(), stem)).or_insert_with(|| Uses { order, ..Uses::default() });
            uses.definitions.insert(at);
            *uses.forms.entry(word).or_default() += 1;
        }
    }
    let mut shared: Vec<_> = seen.into_iter().filter(|(_, uses)| uses.definitions.len() > 1).collect();
    shared.sort_by_key(|(_, uses)| (Reverse(uses.definitions.len()), uses.order));
    let word = |((language, stem), uses): ((String, String), Uses)| {
        let often = |(form, n): &(String, usize)| (*n, Reverse(form.chars().count()));
        let label = uses.forms.into_iter().max_by_key(often).map(|(form, _)| form).unwrap_or_default();
        SharedWord { language, stem, label, definitions: uses.definitions }
    };
    shared.into_iter().map(word).collect()
}

fn is_telling(word: &str, language: &str, stem: &str, theme: &HashSet<String>) -> bool {
    word.chars().count() >= SHORTEST
        && !is_stop_word(word, language)
        && !is_frame(word, language)
        && !theme.contains(stem)
}

/// The words of a text: where each stands in bytes, its stem, and itself in lower case.
pub fn stems<'a>(text: &'a str, language: &'a str) -> impl Iterator<Item = (Range<usize>, String, String)> + 'a {
    words(text).map(move |(range, word)| {
        let word = word.to_lowercase();
        (range, stem(&word, language).into_owned(), word)
    })
}
