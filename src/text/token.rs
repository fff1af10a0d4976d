//! Words.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use unicode_segmentation::UnicodeSegmentation;

use super::data;

/// The words of a text with their byte ranges, by UAX #29: hyphens separate, apostrophes inside a word do not.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.unicode_word_indices().map(|(at, word)| (at..at + word.len(), word))
}

/// How many words a text has.
#[must_use]
pub fn count(text: &str) -> usize {
    text.unicode_words().count()
}

/// Whether a word in lower case says nothing by itself. Languages without a list have no stop words.
#[must_use]
pub fn is_stop_word(word: &str, language: &str) -> bool {
    stop_words(language).is_some_and(|list| list.contains(word))
}

/// Language → its words.
type Lists = BTreeMap<String, HashSet<String>>;

fn stop_words(language: &str) -> Option<&'static HashSet<String>> {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let files = data::by_language("stopwords", ".txt").into_iter();
        files.map(|(language, file)| (language, data::words(&file).map(str::to_owned).collect())).collect()
    });
    LISTS.get(language)
}

#[cfg(test)]
mod tests {
    use super::{count, is_stop_word, words};

    #[test]
    fn words_have_ranges() {
        let text = "Zo'n dag, sociaal-leren!";
        let found: Vec<_> = words(text).collect();
        assert_eq!(found.iter().map(|(_, w)| *w).collect::<Vec<_>>(), ["Zo'n", "dag", "sociaal", "leren"]);
        assert!(found.iter().all(|(range, word)| &text[range.clone()] == *word));
        assert_eq!(count(""), 0);
    }

    #[test]
    fn stop_words_per_language() {
        assert!(is_stop_word("het", "nl") && !is_stop_word("kermis", "nl"));
        assert!(is_stop_word("the", "en") && is_stop_word("und", "de") && is_stop_word("les", "fr"));
        assert!(!is_stop_word("the", "xx"));
    }
}
