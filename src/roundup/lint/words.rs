//! The words that the rules look for, per language, read once from `data/lint/words`. Another language is another file
//! there.

use std::{
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use regex::Regex;
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::{model::Lang, text::token};

#[derive(RustEmbed)]
#[folder = "data/lint/words"]
struct Files;

/// The language whose words stand in for those of a language without a file.
const FALLBACK: &str = "en";

/// A file, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    people: String,
    entries: String,
    announces_people: Vec<String>,
    announces_entries: Vec<String>,
    heading_people: Vec<String>,
    heading_entries: Vec<String>,
    lists: String,
    next: String,
    link_texts: String,
    own: String,
    shares: Vec<String>,
    of: String,
    unknown: String,
    numbers: BTreeMap<String, usize>,
}

/// Everything the rules know of one language.
#[derive(Debug, Default)]
pub(super) struct LintWords {
    /// How many people are announced: in the opening, and in a heading.
    pub(super) people: Announcing,
    /// How many entries are announced.
    pub(super) entries: Announcing,
    lists: HashSet<String>,
    next: Vec<String>,
    link_texts: HashSet<String>,
    own: HashSet<String>,
    shares: Vec<Regex>,
    /// Words before the name of whoever made a definition.
    pub(super) of: HashSet<String>,
    unknown: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

/// Patterns with a number in them, its group named `n`.
#[derive(Debug, Default)]
pub(super) struct Announcing {
    pub(super) opening: Vec<Regex>,
    pub(super) heading: Vec<Regex>,
}

static WORDS: LazyLock<BTreeMap<String, LintWords>> = LazyLock::new(|| {
    let read = |path: &str| {
        let file = Files::get(path)?;
        let file: File = toml::from_str(str::from_utf8(&file.data).ok()?).unwrap_or_default();
        Some((path.strip_suffix(".toml")?.to_owned(), LintWords::of_file(file)))
    };
    Files::iter().filter_map(|path| read(&path)).collect()
});

static EMPTY: LazyLock<LintWords> = LazyLock::new(LintWords::default);

impl LintWords {
    /// The words of a language; English where there are none.
    pub(super) fn of(language: &Lang) -> &'static Self {
        WORDS.get(language.primary()).or_else(|| WORDS.get(FALLBACK)).unwrap_or(&EMPTY)
    }

    fn of_file(file: File) -> Self {
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
        let lines = |text: &str| text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<_>>();
        let any = |words: &str| format!("(?:{})", words.split_whitespace().collect::<Vec<_>>().join("|"));
        // The longest first, or “tien” would do for “tienen”.
        let mut numbers: Vec<&str> = file.numbers.keys().map(String::as_str).collect();
        numbers.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let number = format!(r"(?<n>\d{{1,3}}|{})(?:['’-]?en)?", numbers.join("|"));
        let (people, entries) = (any(&file.people), any(&file.entries));
        // A malformed pattern says nothing here instead of ending the program; a test compiles them all.
        let patterns = |written: &[String]| {
            let written = written.iter();
            let filled = written.map(|pattern| {
                pattern.replace("{n}", &number).replace("{people}", &people).replace("{entries}", &entries)
            });
            filled.filter_map(|pattern| Regex::new(&format!("(?i){pattern}")).ok()).collect::<Vec<_>>()
        };
        Self {
            people: Announcing { opening: patterns(&file.announces_people), heading: patterns(&file.heading_people) },
            entries: Announcing {
                opening: patterns(&file.announces_entries),
                heading: patterns(&file.heading_entries),
            },
            lists: set(&file.lists),
            next: lines(&file.next),
            link_texts: lines(&file.link_texts).into_iter().collect(),
            own: set(&file.own),
            shares: patterns(&file.shares),
            of: set(&file.of),
            unknown: lines(&file.unknown),
            numbers: file.numbers,
        }
    }

    /// What a number in digits or words is worth.
    pub(super) fn number(&self, written: &str) -> Option<usize> {
        self.numbers.get(written).copied().or_else(|| written.parse().ok())
    }

    /// Whether a text announces a list.
    pub(super) fn announces_list(&self, text: &str) -> bool {
        has_word(text, &self.lists)
    }

    /// Whether a text speaks of a next edition.
    pub(super) fn speaks_of_next(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.next.iter().any(|phrase| lower.contains(phrase.as_str()))
    }

    /// Whether the text of a link says nothing.
    pub(super) fn is_empty_link(&self, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        self.link_texts.contains(&bare)
    }

    /// Whether the host speaks of herself or himself.
    pub(super) fn speaks_of_self(&self, text: &str) -> bool {
        has_word(text, &self.own)
    }

    /// Where a text says that somebody shares a definition: the ends of those words.
    pub(super) fn sharing(&self, text: &str) -> Option<std::ops::Range<usize>> {
        self.shares.iter().find_map(|pattern| pattern.find(text)).map(|found| found.range())
    }

    /// Whether a text says that nobody knows whose a definition is.
    pub(super) fn admits_unknown(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.unknown.iter().any(|phrase| lower.contains(phrase.as_str()))
    }
}

fn has_word(text: &str, words: &HashSet<String>) -> bool {
    token::words(text).any(|(_, word)| words.contains(&word.to_lowercase().replace('’', "'")))
}

#[cfg(test)]
mod tests {
    use super::{File, Files, LintWords};

    #[test]
    fn the_files_are_well_formed() {
        for path in Files::iter() {
            let data = Files::get(&path).unwrap().data;
            let file: File = toml::from_str(str::from_utf8(&data).unwrap()).unwrap();
            let written = file.announces_people.len() + file.announces_entries.len() + file.shares.len();
            let words = LintWords::of_file(file);
            let compiled = words.people.opening.len() + words.entries.opening.len() + words.shares.len();
            assert_eq!(written, compiled, "{path}: a pattern is malformed");
            assert!(!words.people.heading.is_empty() && words.number("7") == Some(7), "{path}");
        }
    }
}
