//! Which of a few languages a short text is in, by the letters inside and at the edges of its words.
//!
//! A naive Bayes model over character n-grams (Cavnar and Trenkle 1994; Lui and Baldwin 2012 for choosing those that
//! tell most): every n-gram of the text that is in the table speaks against the languages in which it is rarer.

use std::{collections::HashMap, sync::LazyLock};

use super::data;

/// The longest n-gram that is looked for everywhere in a word; whole words may be longer.
const LONGEST: usize = 5;

/// The table of `data/text/ngrams.txt`; its head says what it holds.
struct Table {
    languages: Vec<String>,
    against: HashMap<String, Vec<u8>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(&data::file("ngrams.txt")));

impl Table {
    fn read(file: &str) -> Self {
        let mut lines = file.lines().filter(|line| !line.starts_with('#'));
        let languages: Vec<String> = lines.next().unwrap_or_default().split(' ').map(str::to_owned).collect();
        let row = |line: &str| {
            let (gram, levels) = line.split_once(' ')?;
            let levels: Vec<u8> = levels.bytes().map(|level| level.saturating_sub(b'a')).collect();
            (levels.len() == languages.len()).then(|| (gram.to_owned(), levels))
        };
        let against = lines.filter_map(row).collect();
        Self { languages, against }
    }
}

/// Whether the table knows a language.
pub(super) fn knows(language: &str) -> bool {
    TABLE.languages.iter().any(|known| known == language)
}

/// The language of the table that a text is most likely in; `None` when nothing of it is in the table.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let table = &*TABLE;
    let mut against = vec![0u64; table.languages.len()];
    let mut seen = false;
    let mut weigh = |gram: &str| {
        if let Some(levels) = table.against.get(gram) {
            seen = true;
            for (sum, level) in against.iter_mut().zip(levels) {
                *sum += u64::from(*level);
            }
        }
    };
    let mut padded = String::new();
    let mut ends = Vec::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        padded.clear();
        padded.push('_');
        padded.extend(word.chars().flat_map(char::to_lowercase));
        padded.push('_');
        ends.clear();
        ends.extend(padded.char_indices().map(|(at, _)| at).chain([padded.len()]));
        for length in 1..=LONGEST {
            for window in ends.windows(length + 1) {
                weigh(&padded[window[0]..window[length]]);
            }
        }
        if ends.len() > LONGEST + 1 {
            weigh(&padded);
        }
    }
    let best = against.iter().enumerate().min_by_key(|&(_, sum)| sum).map(|(index, _)| index)?;
    table.languages.get(best).filter(|_| seen).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{detect, knows};

    #[test]
    fn a_few_words_are_enough() {
        for (text, language) in [
            ("warme appeltaart", "nl"),
            ("Het regent alweer", "nl"),
            ("warm apple pie", "en"),
            ("Rain, again", "en"),
            ("warmer Apfelkuchen", "de"),
            ("Es regnet schon", "de"),
            ("tarte aux pommes", "fr"),
            ("Il pleut encore", "fr"),
        ] {
            assert_eq!(detect(text), Some(language), "{text}");
        }
        assert_eq!(detect("1234 !"), None);
        assert!(knows("nl") && !knows("es"));
    }
}
