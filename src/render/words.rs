//! Where the words that several definitions share stand in each.

use std::fmt::Write as _;

use super::html::escape;
use crate::{
    model::{Citation, Edition},
    roundup::shared_words::{SharedWord, shared_words, stems},
    text::stem::stem,
};

/// How many shared words can be told apart by their underlining.
const MARKED: usize = 4;
/// How many the table has room for.
const LISTED: usize = 8;

/// The words that at least two of some definitions share, the most shared first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    words: Vec<SharedWord>,
}

impl Shared {
    /// Looks for shared words. The theme's own words do not count: everybody uses them.
    pub(crate) fn of<'a>(definitions: impl Iterator<Item = &'a Citation>, edition: &Edition) -> Self {
        let mut words = shared_words(definitions, edition);
        words.truncate(LISTED);
        Self { words }
    }

    /// The words with their languages, the most shared first.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|word| (word.label.as_str(), word.language.as_str()))
    }

    /// How many of them are marked in the texts.
    pub(crate) fn marked(&self) -> usize {
        self.words.len().min(MARKED)
    }

    /// The definition's text, with the first four shared words in `mark` elements.
    pub(crate) fn mark(&self, definition: &Citation) -> String {
        let text = &definition.text;
        let mut out = String::with_capacity(text.len() + 64);
        let mut done = 0;
        for (range, stem, _) in stems(text, definition.language.primary()) {
            let Some(found) = self.find(definition.language.primary(), &stem).filter(|n| *n < MARKED) else { continue };
            out.push_str(&escape(&text[done..range.start]));
            done = range.end;
            let _ = write!(out, "<mark class=\"w{}\">{}</mark>", found + 1, escape(&text[range]));
        }
        out.push_str(&escape(&text[done..]));
        out
    }

    /// For each shared word, whether the definition uses it.
    pub(crate) fn uses(&self, definition: &Citation) -> Vec<bool> {
        let language = definition.language.primary();
        let mut uses = vec![false; self.words.len()];
        for (_, stem, _) in stems(&definition.text, language) {
            if let Some(used) = self.find(language, &stem).and_then(|n| uses.get_mut(n)) {
                *used = true;
            }
        }
        uses
    }

    /// The shared word that a word is a form of, and its style where it is marked, counted from 1.
    pub(crate) fn form_of(&self, word: &str, language: &str) -> Option<(&str, Option<usize>)> {
        let stem = stem(&word.to_lowercase(), language).into_owned();
        let found = self.find(language, &stem)?;
        Some((&self.words[found].label, (found < MARKED).then_some(found + 1)))
    }

    fn find(&self, language: &str, stem: &str) -> Option<usize> {
        self.words.iter().position(|word| word.language == language && word.stem == stem)
    }
}
