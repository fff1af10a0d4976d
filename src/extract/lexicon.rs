//! The words that the rules look for, per language, read once from `data/extract`. Another language is another folder
//! there and another line in [`LANGUAGES`].

use std::{collections::HashSet, sync::LazyLock};

use serde::{Deserialize, de::DeserializeOwned};

use super::{cues::Cues, patterns::Definitions};

/// Words in lower case; in the files they are separated by white space.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        Self(words.split_whitespace().map(str::to_owned).collect())
    }
}

/// Phrases in lower case, in the order in which they are tried; in the files one to a line.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Phrases(Vec<String>);

impl Phrases {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether one of them stands in a text in lower case, also inside words.
    pub(super) fn in_text(&self, lower: &str) -> bool {
        self.iter().any(|phrase| lower.contains(phrase))
    }
}

impl From<String> for Phrases {
    fn from(lines: String) -> Self {
        Self(lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }
}

/// What tells quotations from scare quotes, titles and apostrophes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuoteWords {
    /// Words of people who speak.
    pub(super) personal: Words,
    /// Words right before the marks that say that a name or a term follows.
    pub(super) naming: Words,
    /// Nouns for what has a name: also behind the marks, and before them with a comma.
    pub(super) named_nouns: Phrases,
    /// Whether such a noun may be the end of a longer word.
    pub(super) compounds: bool,
    /// Words that lead from a quotation to what it is taken for.
    pub(super) taken_as: Words,
    /// Forms of “to be”, right behind a quotation.
    pub(super) is: Words,
    /// Nouns for what people say.
    pub(super) reactions: Words,
    /// Last words of a sentence that goes on with somebody's words.
    pub(super) leading: Words,
    /// Phrases before the name of whoever is interviewed.
    pub(super) interviewing: Phrases,
    /// Labels of questions in an interview.
    pub(super) asks: Words,
    /// Labels of answers.
    pub(super) answers: Words,
    /// First words of a block quotation that is the author's own note.
    pub(super) notes: Words,
    /// What is left of words whose beginning an apostrophe stands for.
    pub(super) elided: Words,
}

/// What makes a sentence fit for a summary or not.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SummaryWords {
    /// First words that need the sentence before.
    pub(super) leans_back: Words,
    /// Beginnings of sentences that draw a conclusion.
    pub(super) concludes: Phrases,
    /// What stands on every page and says nothing of the text.
    pub(super) boilerplate: Phrases,
    /// Contrast and generality make a sentence worth repeating.
    pub(super) pithy: Phrases,
}

/// What tells topics from other words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicWords {
    /// Words that stand before nouns.
    pub(super) determiners: Words,
}

/// Everything the rules know of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) cues: Cues,
    pub(super) definitions: Definitions,
    pub(super) quotes: QuoteWords,
    pub(super) summary: SummaryWords,
    pub(super) topics: TopicWords,
}

/// The files of one language.
struct Files {
    cues: &'static str,
    definitions: &'static str,
    quotes: &'static str,
    summary: &'static str,
    topics: &'static str,
}

macro_rules! files {
    ($language:literal) => {
        Files {
            cues: include_str!(concat!("../../data/extract/", $language, "/cues.toml")),
            definitions: include_str!(concat!("../../data/extract/", $language, "/definitions.toml")),
            quotes: include_str!(concat!("../../data/extract/", $language, "/quotes.toml")),
            summary: include_str!(concat!("../../data/extract/", $language, "/summary.toml")),
            topics: include_str!(concat!("../../data/extract/", $language, "/topics.toml")),
        }
    };
}

/// The languages with files; the first one stands in for all others.
const LANGUAGES: [(&str, Files); 2] = [("en", files!("en")), ("nl", files!("nl"))];

static LEXICONS: LazyLock<[(&str, Lexicon); LANGUAGES.len()]> =
    LazyLock::new(|| LANGUAGES.map(|(language, files)| (language, Lexicon::of_files(&files))));

/// The content of a data file. The files are part of the program and a test reads them strictly; a malformed one says
/// nothing here instead of ending the program.
pub(super) fn read<T: DeserializeOwned + Default>(file: &str) -> T {
    toml::from_str(file).unwrap_or_default()
}

impl Lexicon {
    fn of_files(files: &Files) -> Self {
        Self {
            cues: read(files.cues),
            definitions: read(files.definitions),
            quotes: read(files.quotes),
            summary: read(files.summary),
            topics: read(files.topics),
        }
    }

    /// The words of a language; English where there are none.
    pub(super) fn of(language: &str) -> &'static Self {
        Self::known(language).unwrap_or(&LEXICONS[0].1)
    }

    /// The words of a language; `None` where there are none.
    pub(super) fn known(language: &str) -> Option<&'static Self> {
        LEXICONS.iter().find(|(known, _)| *known == language).map(|(_, lexicon)| lexicon)
    }

    /// The words of all languages, for what stands in texts whatever their language.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        LEXICONS.iter().map(|(_, lexicon)| lexicon)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::{LANGUAGES, Lexicon, QuoteWords, SummaryWords, TopicWords};
    use crate::extract::{cues::Cues, patterns::Definitions};

    fn strictly<T: DeserializeOwned>(language: &str, file: &str) -> T {
        toml::from_str(file).unwrap_or_else(|error| panic!("{language}: {error}"))
    }

    #[test]
    fn the_files_are_well_formed() {
        for (language, files) in &LANGUAGES {
            assert!(strictly::<Cues>(language, files.cues).inverts == (*language == "nl"));
            strictly::<Definitions>(language, files.definitions);
            strictly::<QuoteWords>(language, files.quotes);
            strictly::<SummaryWords>(language, files.summary);
            strictly::<TopicWords>(language, files.topics);
        }
    }

    #[test]
    fn words_are_found_by_language() {
        assert!(Lexicon::of("nl").cues.say.has("zegt") && Lexicon::of("nl").cues.inverts);
        assert!(Lexicon::of("en").cues.to.has("told") && Lexicon::of("en").cues.own.has("i"));
        assert!(Lexicon::of("xx").cues.say.has("says") && Lexicon::known("xx").is_none());
        assert!(Lexicon::of("nl").summary.concludes.iter().any(|phrase| phrase == "in deze blog"));
    }
}
