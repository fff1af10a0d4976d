//! The words that the rules look for, per language, read once from `data/extract`. Another language is another folder
//! there.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use rust_embed::RustEmbed;
use serde::{Deserialize, de::DeserializeOwned};

use super::{carnival::ThemeWords, cues::Cues, definitions::General, patterns::Definitions, phrases::PhraseSet};

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
#[serde(default, deny_unknown_fields)]
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
#[serde(default, deny_unknown_fields)]
pub(super) struct SummaryWords {
    /// First words that need the sentence before.
    pub(super) leans_back: Words,
    /// Beginnings with such words that stand by themselves all the same.
    pub(super) stands: PhraseSet,
    /// First words that only join a sentence to the one before, and leave the order of what follows as it is.
    pub(super) joins: Words,
    /// Beginnings before a comma that do no more than that.
    pub(super) joins_before_comma: PhraseSet,
    /// What says that a post takes part in something, and nothing of its own.
    pub(super) takes_part: PhraseSet,
    /// Beginnings of sentences that draw a conclusion.
    pub(super) concludes: PhraseSet,
    /// What a text says of itself when it sets out.
    pub(super) purpose: PhraseSet,
    /// What an author stresses in so many words.
    pub(super) stresses: PhraseSet,
    /// What claims something, or wants something of the world.
    pub(super) claims: PhraseSet,
    /// What stands on every page and says nothing of the text.
    pub(super) boilerplate: PhraseSet,
    /// Contrast and generality make a sentence worth repeating.
    pub(super) pithy: PhraseSet,
    /// What authors call their own summary: a heading, or the beginning of a paragraph before a colon.
    pub(super) teaser: PhraseSet,
    /// Whether a capital in the middle of a sentence makes a name.
    pub(super) capitals_name: bool,
}

/// What tells topics from other words.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TopicWords {
    /// Words that stand before nouns.
    pub(super) determiners: Words,
    /// Whether compounds are written as several words.
    pub(super) compounds_apart: bool,
    /// Words between what is defined and its genus.
    pub(super) copulas: Words,
    /// Words before a genus.
    pub(super) articles: Words,
    /// Nouns that say nothing before another one: a kind of …
    pub(super) hollow: Words,
    /// What may stand between those two.
    pub(super) of: Words,
}

/// Everything the rules know of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) cues: Cues,
    pub(super) definitions: Definitions,
    pub(super) general: General,
    pub(super) quotes: QuoteWords,
    pub(super) summary: SummaryWords,
    pub(super) topics: TopicWords,
    pub(super) theme: ThemeWords,
}

/// The data files: one folder a language, named by its primary subtag, with a file for each field of [`Lexicon`]. A
/// language is added by adding its folder; a file it lacks leaves the rules that need it silent.
#[derive(RustEmbed)]
#[folder = "data/extract"]
struct Files;

/// The language whose words stand in for those of a language without a folder.
const FALLBACK: &str = "en";

static LEXICONS: LazyLock<BTreeMap<String, Lexicon>> = LazyLock::new(|| {
    let languages: BTreeSet<String> =
        Files::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
    languages.into_iter().map(|language| (language.clone(), Lexicon::of_folder(&language))).collect()
});

static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The content of a data file. The files are part of the program and a test reads them strictly; a malformed one says
/// nothing here instead of ending the program.
pub(super) fn read<T: DeserializeOwned + Default>(file: &str) -> T {
    toml::from_str(file).unwrap_or_default()
}

impl Lexicon {
    fn of_folder(language: &str) -> Self {
        Self {
            cues: file(language, "cues"),
            definitions: file(language, "definitions"),
            general: file(language, "general"),
            quotes: file(language, "quotes"),
            summary: file(language, "summary"),
            topics: file(language, "topics"),
            theme: file(language, "theme"),
        }
    }

    /// The words of a language; English where there are none.
    pub(super) fn of(language: &str) -> &'static Self {
        Self::known(language).or_else(|| Self::known(FALLBACK)).unwrap_or(&EMPTY)
    }

    /// The words of a language; `None` where there are none.
    pub(super) fn known(language: &str) -> Option<&'static Self> {
        LEXICONS.get(language)
    }

    /// The words of all languages, for what stands in texts whatever their language.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        LEXICONS.values()
    }

    /// The languages that have a folder, in alphabetical order.
    #[cfg(test)]
    pub(super) fn languages() -> impl Iterator<Item = &'static str> {
        LEXICONS.keys().map(String::as_str)
    }
}

/// One file of a language's folder; nothing where it has none.
fn file<T: DeserializeOwned + Default>(language: &str, name: &str) -> T {
    let embedded = Files::get(&format!("{language}/{name}.toml"));
    embedded.as_ref().and_then(|file| str::from_utf8(&file.data).ok()).map(read).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Files, General, Lexicon, QuoteWords, SummaryWords, TopicWords};
    use crate::extract::{carnival::ThemeWords, cues::Cues, patterns::Definitions};

    #[test]
    fn the_files_are_well_formed() {
        for path in Files::iter().filter(|path| path.contains('/')) {
            let file = Files::get(&path).unwrap();
            let text = str::from_utf8(&file.data).unwrap();
            let read = match path.split_once('/').unwrap().1 {
                "cues.toml" => toml::from_str::<Cues>(text).err(),
                "definitions.toml" => toml::from_str::<Definitions>(text).err(),
                "general.toml" => toml::from_str::<General>(text).err(),
                "quotes.toml" => toml::from_str::<QuoteWords>(text).err(),
                "summary.toml" => toml::from_str::<SummaryWords>(text).err(),
                "topics.toml" => toml::from_str::<TopicWords>(text).err(),
                "theme.toml" => toml::from_str::<ThemeWords>(text).err(),
                other => panic!("{path}: nothing reads a file named {other}"),
            };
            assert_eq!(read, None, "{path}");
        }
        assert!(Lexicon::languages().count() >= 2);
    }

    #[test]
    fn words_are_found_by_language() {
        assert!(Lexicon::of("nl").cues.say.has("zegt") && Lexicon::of("nl").cues.inverts);
        assert!(Lexicon::of("en").cues.to.has("told") && Lexicon::of("en").cues.own.has("i"));
        assert!(Lexicon::of("xx").cues.say.has("says") && Lexicon::known("xx").is_none());
        assert!(Lexicon::of("nl").summary.concludes.begins("kortom, er"));
    }
}
