//! Names of people: runs of capitalised words with particles, cautiously.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use serde::Deserialize;

use super::{
    Cast,
    lexicon::{self, Words},
    scan::language_of,
};
use crate::{
    model::{Attribution, Lang, Person, address},
    text::{Document, token},
};

/// What names are made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameWords {
    /// Capitalised words that are no people.
    not_people: Words,
    /// Small words inside a name.
    particles: Words,
    /// Titles before a name that are not part of it.
    titles: Words,
    /// How people are addressed by their surname alone; it stays with the surname.
    honorifics: Words,
    /// Abbreviations before a name: their full stop ends no sentence.
    abbreviated: Words,
}

const FILE: &str = include_str!("../../data/extract/names.toml");

static WORDS: LazyLock<NameWords> = LazyLock::new(|| lexicon::read(FILE));

/// Whether a word is abbreviated before a name: `Dr`, `St`.
pub(super) fn is_abbreviated(word: &str) -> bool {
    WORDS.abbreviated.has(&word.to_lowercase())
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) range: Range<usize>,
    /// Its words, titles left out.
    pub(super) text: String,
    /// How many words it has.
    pub(super) words: usize,
}

/// The names in a stretch of text, in order. `language` decides what a stop word is; ranges are bytes of `text`.
pub(super) fn find(text: &str, language: &str) -> Vec<Name> {
    let tokens: Vec<(Range<usize>, &str)> = words(text);
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !can_begin(&tokens, at, text, language) {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut next = at + 1;
        let mut particles = 0;
        while let Some((range, word)) = tokens.get(next) {
            let gap = text.get(tokens[next - 1].0.end..range.start).unwrap_or_default();
            let initial =
                gap == ". " && tokens[next - 1].1.chars().count() <= 2 || gap == "." && word.chars().count() <= 2;
            if gap != " " && gap != "-" && !initial {
                break;
            }
            let lower = word.to_lowercase();
            let everyday =
                token::is_stop_word(&lower, language) && word.chars().count() <= 3 && !initial && *word != "De";
            if is_capitalised(word) && !everyday && (initial || !WORDS.not_people.has(&lower)) {
                end = next;
                particles = 0;
            } else if WORDS.particles.has(word) && particles < 3 {
                particles += 1;
            } else {
                break;
            }
            next += 1;
        }
        let mut first = at;
        while first < end && WORDS.titles.has(&tokens[first].1.to_lowercase()) {
            first += 1;
        }
        // “mevrouw De Wilde” is nobody without the first word: there is no first name.
        let mut honoured = WORDS.honorifics.has(&tokens[first].1.to_lowercase());
        let surname = first == end || WORDS.particles.has(&tokens[first].1.to_lowercase());
        if let Some((before, honorific)) = first.checked_sub(1).map(|before| &tokens[before])
            && surname
            && WORDS.honorifics.has(&honorific.to_lowercase())
            && text.get(before.end..tokens[first].0.start) == Some(" ")
        {
            first -= 1;
            honoured = true;
        }
        let range = tokens[first].0.start..tokens[end].0.end;
        let mut words = end - first + 1;
        let mut name = text.get(range.clone()).unwrap_or_default();
        let mut stop = range.end;
        for suffix in ["'s", "’s"] {
            if let Some(bare) = name.strip_suffix(suffix) {
                name = bare;
                stop = range.start + bare.len();
            }
        }
        let bare = name.to_lowercase();
        let shouts = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let nobody = WORDS.not_people.has(&bare) || WORDS.titles.has(&bare) || (shouts && words == 1);
        if name.chars().count() > 1 && !nobody {
            if name.contains(char::is_whitespace) {
                words = words.max(2);
            }
            let text = if honoured && language == "nl" { decapitalised(name) } else { name.to_owned() };
            names.push(Name { range: range.start..stop, text, words });
        }
        at = end + 1;
    }
    names
}

/// “Mevrouw De Wilde” begins a sentence; elsewhere it is “mevrouw De Wilde”.
fn decapitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Words as names need them: with apostrophes inside, `'t` kept.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    token::words(text).collect()
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a name may begin at a word: capitalised, and at the start of a sentence no everyday word.
fn can_begin(tokens: &[(Range<usize>, &str)], at: usize, text: &str, language: &str) -> bool {
    let (range, word) = &tokens[at];
    if !is_capitalised(word) {
        return false;
    }
    let lower = word.to_lowercase().replace('’', "'");
    let addressed = at.checked_sub(1).is_some_and(|before| WORDS.honorifics.has(&tokens[before].1.to_lowercase()));
    if addressed && WORDS.particles.has(&lower) {
        return true;
    }
    if token::is_stop_word(&lower, language) || token::is_stop_word(&lower, "en") || token::is_stop_word(&lower, "nl") {
        // “Will Wright” may be a name; “Will you” is none.
        return false;
    }
    let titled = WORDS.titles.has(&lower);
    if WORDS.not_people.has(&lower) && !titled {
        return false;
    }
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    // Part of a hashtag, a path or an address.
    !before.ends_with(['#', '/', '_'])
}

/// Everybody who can be named in full: the cast, and the full names in the text.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// First name in lower case → full names that begin with it.
    by_first: HashMap<String, Vec<String>>,
    /// Surname in lower case → full names that end with it.
    by_last: HashMap<String, Vec<String>>,
    /// Full names in lower case.
    full: HashMap<String, String>,
    /// The language of most of the text.
    language: Option<Lang>,
    /// The author's name.
    author: Option<String>,
    /// The addresses of their pages, as [`address::key`] writes them, with their names.
    pages: Vec<(String, String)>,
}

impl Known {
    pub(super) fn new(document: &Document, cast: &Cast) -> Self {
        let mut known = Self { language: document.language(), ..Self::default() };
        known.author = cast.author.as_ref().map(|author| author.name.clone());
        for person in cast.author.iter().chain(cast.contributors.iter()) {
            known.meet(person);
        }
        for block in &document.blocks {
            let language = language_of(block);
            for name in find(document.block_text(block), language) {
                if name.words >= 2 {
                    known.add(&name.text);
                }
            }
        }
        known
    }

    /// Adds somebody who may be named or linked to.
    pub(super) fn meet(&mut self, person: &Person) {
        self.add(&person.name);
        self.pages.extend(person.url.as_ref().map(|url| (address::key(url), person.name.clone())));
    }

    /// Somebody by their full name: the author, or another person.
    pub(super) fn attribution(&self, name: &str) -> Attribution {
        if self.author.as_deref() == Some(name) { Attribution::Author } else { Attribution::Person(name.to_owned()) }
    }

    /// Whether somebody is the author, by whatever part of the name.
    pub(super) fn is_author(&self, somebody: &Attribution) -> bool {
        match somebody {
            Attribution::Author => true,
            Attribution::Described(_) => false,
            Attribution::Person(name) => self.author.as_ref().is_some_and(|author| {
                author == name || author.split_whitespace().next().is_some_and(|first| first == name)
            }),
        }
    }

    /// Whose page an address is or lies below, by its key.
    pub(super) fn owner_of(&self, key: &str) -> Option<&str> {
        let below =
            |page: &str| key.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        let mut owners = self.pages.iter().filter(|(page, _)| below(page)).map(|(_, name)| name.as_str());
        let first = owners.next()?;
        owners.all(|owner| owner == first).then_some(first)
    }

    fn add(&mut self, name: &str) {
        let name = name.trim();
        let lower = name.to_lowercase();
        if name.is_empty() || self.full.contains_key(&lower) {
            return;
        }
        if let Some(first) = lower.split_whitespace().next() {
            self.by_first.entry(first.to_owned()).or_default().push(name.to_owned());
        }
        if let Some(last) = lower.split_whitespace().nth(1).and_then(|_| lower.split_whitespace().next_back()) {
            self.by_last.entry(last.to_owned()).or_default().push(name.to_owned());
        }
        self.full.insert(lower, name.to_owned());
    }

    /// The full name when the text gives only a first name or a surname that belongs to one person; otherwise the name
    /// itself.
    pub(super) fn complete(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        if let Some(full) = self.full.get(&lower) {
            return full.clone();
        }
        let mut people = [&self.by_first, &self.by_last].into_iter().filter_map(|by| by.get(&lower)).flatten();
        match (people.next(), people.next()) {
            (Some(only), None) => only.clone(),
            _ => name.to_owned(),
        }
    }

    /// The language of most of the text.
    pub(super) fn language(&self) -> Option<&str> {
        self.language.as_ref().map(Lang::primary)
    }

    /// Whether a word is the first or the last one of somebody’s name.
    pub(super) fn knows_part(&self, name: &str) -> bool {
        self.knows(name) || self.by_last.contains_key(&name.to_lowercase())
    }

    /// Whether somebody of this (first or full) name is known. A surname alone may as well be the end of a firm's name.
    pub(super) fn knows(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.full.contains_key(&lower) || self.by_first.contains_key(&lower)
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, Known, NameWords, find};
    use crate::{extract::Cast, model::Person, text::Document};

    fn names(text: &str, language: &str) -> Vec<String> {
        find(text, language).into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn the_file_is_well_formed() {
        let words: NameWords = toml::from_str(FILE).unwrap();
        assert!(words.particles.has("van") && words.not_people.has("amsterdam"));
    }

    #[test]
    fn people_have_names() {
        assert_eq!(names("Gisteren zei Anna van der Meer dat Kees niet kwam.", "nl"), ["Anna van der Meer", "Kees"]);
        assert_eq!(names("According to Dr. Grace O. Hill’s paper in May", "en"), ["Grace O. Hill"]);
        assert_eq!(names("The Rust book says so. Initially I use Google.", "en"), Vec::<String>::new());
    }

    #[test]
    fn a_first_name_becomes_a_full_one_when_there_is_only_one() {
        let document = Document::from_plain("Vandaag sprak ik Anna Vermeer en Kees Bos en Kees Wal.", None);
        let cast = Cast { author: None, contributors: [Person::named("Mies de Wit")].into() };
        let known = Known::new(&document, &cast);
        assert_eq!(known.complete("Anna"), "Anna Vermeer");
        assert_eq!(known.complete("Mies"), "Mies de Wit");
        assert_eq!(known.complete("Kees"), "Kees");
        assert_eq!(known.complete("Bos"), "Kees Bos");
        assert_eq!(known.complete("Wit"), "Mies de Wit");
        assert!(!known.knows("Piet"));
    }
}
