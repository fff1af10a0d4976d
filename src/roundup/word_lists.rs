//! Words that tell nothing in a roundup, per language, as data files.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::shared_words::stems;
use crate::model::Edition;

type Lists = HashMap<&'static str, HashSet<&'static str>>;

static FRAMES: LazyLock<Lists> = LazyLock::new(|| {
    lists(include_str!("../../data/roundup/frames/nl.txt"), include_str!("../../data/roundup/frames/en.txt"))
});

static GENERIC: LazyLock<Lists> = LazyLock::new(|| {
    lists(include_str!("../../data/roundup/generic/nl.txt"), include_str!("../../data/roundup/generic/en.txt"))
});

fn lists(nl: &'static str, en: &'static str) -> Lists {
    HashMap::from([("nl", nl.lines().collect()), ("en", en.lines().collect())])
}

/// Whether a word only frames a definition: *means*, *versta*. Lower case.
pub(super) fn is_frame(word: &str, language: &str) -> bool {
    FRAMES.get(language).is_some_and(|list| list.contains(word))
}

/// Whether a word is about nothing in particular: *people*, *keer*. Lower case.
pub(super) fn is_generic(word: &str, language: &str) -> bool {
    GENERIC.get(language).is_some_and(|list| list.contains(word))
}

/// The stems of every word of the theme's terms.
pub(crate) fn theme_stems(edition: &Edition) -> HashSet<String> {
    edition.all_terms().flat_map(|(language, term)| stems(term, language.primary()).map(|(_, stem, _)| stem)).collect()
}
