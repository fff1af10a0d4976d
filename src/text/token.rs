//! Words.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use unicode_segmentation::UnicodeSegmentation;

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

type Words = HashSet<&'static str>;

fn stop_words(language: &str) -> Option<&'static Words> {
    static NL: LazyLock<Words> = LazyLock::new(|| list(include_str!("../../data/text/stopwords/nl.txt")));
    static EN: LazyLock<Words> = LazyLock::new(|| list(include_str!("../../data/text/stopwords/en.txt")));
    static DE: LazyLock<Words> = LazyLock::new(|| list(include_str!("../../data/text/stopwords/de.txt")));
    static FR: LazyLock<Words> = LazyLock::new(|| list(include_str!("../../data/text/stopwords/fr.txt")));
    match language {
        "nl" => Some(&NL),
        "en" => Some(&EN),
        "de" => Some(&DE),
        "fr" => Some(&FR),
        _ => None,
    }
}

/// Reads a list of words: separated by white space, `#` begins a comment line.
pub(crate) fn list(file: &'static str) -> Words {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
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
