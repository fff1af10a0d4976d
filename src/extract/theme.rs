//! What the engine knows of an edition.

use std::collections::BTreeSet;

use url::Url;

use super::{
    carnival::ThemeWords,
    lexicon::{Lexicon, Words},
};
use crate::{
    model::{Edition, Host, Lang, Moment, Person, Side, Window, address},
    text::{fold, stem, token},
};

/// A shorter term, in letters, stands in many words by chance.
const PART: usize = 5;
/// What a compound adds to the term, in letters at least: less is an ending.
const REST: usize = 3;

/// What the engine knows of an edition: its terms folded and stemmed, its call's addresses, its window, its tags.
/// Made once an edition, used for every post.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    pub(super) terms: Vec<Term>,
    /// Folded by [`squash`], without `#`.
    pub(super) tags: BTreeSet<String>,
    /// Canonical forms of the call's addresses.
    pub(super) calls: BTreeSet<String>,
    /// The words of the edition's title in lower case.
    pub(super) title: BTreeSet<String>,
    /// Who speaks in the call.
    pub(super) host: Option<Person>,
    pub(super) window: Window,
}

/// One way to name the theme.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// As the host writes it.
    pub(super) text: String,
    /// The language it is said to be in.
    pub(super) language: String,
    /// Its words in lower case.
    pub(super) words: Vec<String>,
    /// Its words' stems.
    pub(super) stems: Vec<String>,
    /// Its letters and digits only, in lower case: the form of a hashtag or a compound.
    pub(super) squashed: String,
    /// Whether it is the theme itself and not another word for it.
    pub(super) main: bool,
    /// Whether it begins with capitals or holds a digit, and therefore is a name (“Rust 2018”).
    pub(super) named: bool,
    /// What its language knows of endings and compounds.
    rules: &'static ThemeWords,
}

impl Term {
    fn new(text: &str, language: &Lang, main: bool) -> Option<Self> {
        let text = fold(text.trim_start_matches('#'));
        let language = language.primary().to_owned();
        let words: Vec<String> = token::words(&text).map(|(_, word)| word.to_lowercase()).collect();
        if words.is_empty() {
            return None;
        }
        let stems = words.iter().map(|word| stem::stem(word, &language).into_owned()).collect();
        let named = text.contains(|c: char| c.is_ascii_digit());
        let rules = &Lexicon::of(&language).theme;
        Some(Self { squashed: squash(&text), language, words, stems, main, named, text, rules })
    }

    /// Whether a word (its lower-case form and its stem) can begin a mention of the term.
    fn may_begin_with(&self, lower: &str, stem: &str) -> bool {
        let endings = &self.rules.endings;
        self.words.first().is_some_and(|first| first == lower)
            || self.stems.first().is_some_and(|first| inflects(first, stem, endings))
            || self.squashed.starts_with(lower)
    }

    /// Whether a word is a compound with the term as its head or as its first part (`dorpskermis`, `kermisbezoek`), in
    /// a language that joins words.
    fn is_part_of(&self, lower: &str, stem: &str) -> bool {
        let [term] = self.stems.as_slice() else { return false };
        let rest = || stem.strip_suffix(term.as_str()).or_else(|| lower.strip_prefix(self.squashed.as_str()));
        self.squashed.len() >= PART
            && !self.named
            && lower.len() >= self.squashed.len() + REST
            && rest().is_some_and(|rest| rest.chars().count() >= REST)
            && self.rules.compounds
    }

    /// Whether the term is a single word that people also use without thinking of any theme.
    pub(super) fn is_plain(&self) -> bool {
        self.words.len() == 1 && !self.named
    }
}

impl Theme {
    /// Whether a moment lies in the edition's window or its days of grace, or may do so somewhere on earth.
    #[must_use]
    pub fn covers(&self, moment: Moment) -> bool {
        matches!(self.window.side(moment), Side::Within | Side::Late)
    }

    /// Prepares an edition. `call_urls` are all addresses the call stands at (on this site and elsewhere).
    #[must_use]
    pub fn new(edition: &Edition, call_urls: &[Url]) -> Self {
        let folded_theme = fold(&edition.theme).to_lowercase();
        let mut terms: Vec<Term> = Vec::new();
        for (index, (language, text)) in edition.all_terms().enumerate() {
            let main = index == 0 || fold(text).to_lowercase() == folded_theme;
            if let Some(term) = Term::new(text, language, main)
                && !terms.iter().any(|known| known.words == term.words && known.language == term.language)
            {
                terms.push(term);
            }
        }
        let calls = call_urls.iter().chain(&edition.call).map(address::key).collect();
        let tags = edition.tags.iter().map(|tag| squash(tag)).filter(|tag| !tag.is_empty()).collect();
        let title = token::words(&edition.title).map(|(_, word)| word.to_lowercase()).collect();
        let host = edition.host.as_ref().and_then(|host| match host {
            Host::Person(person) => Some(person.clone()),
            Host::Blog(_) => None,
        });
        Self { terms, tags, calls, title, host, window: edition.window() }
    }

    /// The theme with the host whose name stands with their blog and not with the edition.
    #[must_use]
    pub fn hosted_by(self, host: Option<Person>) -> Self {
        Self { host: host.or(self.host), ..self }
    }

    /// A theme made of bare terms, for `inspect text`.
    #[must_use]
    pub fn of_terms(terms: &[String], language: Option<&Lang>) -> Self {
        let language = language.cloned().unwrap_or_else(Lang::en);
        let terms = terms.iter().filter_map(|text| Term::new(text, &language, true)).collect();
        Self { terms, ..Self::default() }
    }

    /// Whether a word can begin a mention of any term.
    pub(super) fn may_begin_with(&self, lower: &str, stem: &str) -> bool {
        self.terms.iter().any(|term| term.may_begin_with(lower, stem))
    }

    /// Whether a word is a compound with a term as its part.
    pub(super) fn is_part_of(&self, lower: &str, stem: &str) -> bool {
        self.terms.iter().any(|term| term.is_part_of(lower, stem))
    }

    /// The longest term at a place in a run of words (`lower` forms with the `stems` beside them); how many words.
    pub(super) fn term_at<'t>(&'t self, lower: &[&str], stems: &[&str]) -> Option<(&'t Term, usize)> {
        let mut best: Option<(&Term, usize)> = None;
        for term in &self.terms {
            let length = if starts_with(term, lower, stems) {
                term.words.len()
            } else if let Some(joined) = joined(term, lower) {
                joined
            } else {
                continue;
            };
            if best.is_none_or(|(_, longest)| length > longest) {
                best = Some((term, length));
            }
        }
        best
    }
}

/// Word for word, each the same or with the same stem.
fn starts_with(term: &Term, lower: &[&str], stems: &[&str]) -> bool {
    let (words, word_stems) = (&term.words, &term.stems);
    let endings = &term.rules.endings;
    words.len() <= lower.len()
        && words.iter().zip(word_stems).zip(lower.iter().zip(stems)).all(|((word, word_stem), (lower, stem))| {
            word == lower || (word.len() > 2 && inflects(word_stem, stem, endings))
        })
}

/// Whether two stems are of one word: the same, or with one of the endings that the stemmer leaves on.
fn inflects(term: &str, stem: &str, endings: &Words) -> bool {
    term == stem || term.len() > 2 && stem.strip_prefix(term).is_some_and(|ending| endings.has(ending))
}

/// One compound for several words (`sociaalleren`), or several words for a compound (`web log`).
fn joined(term: &Term, lower: &[&str]) -> Option<usize> {
    let first = lower.first()?;
    if term.words.len() > 1 {
        return (*first == term.squashed).then_some(1);
    }
    let second = lower.get(1)?;
    (first.len() > 1 && second.len() > 1 && term.squashed.strip_prefix(*first) == Some(*second)).then_some(2)
}

/// Letters and digits only, in lower case.
pub(super) fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Theme, squash};
    use crate::{model::Lang, text::stem};

    fn at(theme: &Theme, text: &str) -> Option<usize> {
        let lower: Vec<&str> = text.split(' ').collect();
        let stems: Vec<String> = lower.iter().map(|word| stem::stem(word, "nl").into_owned()).collect();
        theme.term_at(&lower, &stems.iter().map(String::as_str).collect::<Vec<_>>()).map(|(_, length)| length)
    }

    #[test]
    fn terms_are_found_inflected_and_compounded() {
        let theme = Theme::of_terms(&["Lange wandeling".into(), "kermis".into()], Some(&Lang::nl()));
        assert_eq!(at(&theme, "lange wandelingen maken"), Some(2));
        assert_eq!(at(&theme, "langewandeling"), Some(1));
        assert_eq!(at(&theme, "kermissen zijn"), Some(1));
        assert_eq!(at(&theme, "ker mis"), Some(2));
        assert_eq!(at(&theme, "korte wandeling"), None);
        assert_eq!(
            at(&Theme::of_terms(&["samen wandelen".into()], Some(&Lang::nl())), "samen wandelende mensen"),
            Some(2)
        );
        assert_eq!(squash("#Lange-Wandeling"), "langewandeling");
    }

    #[test]
    fn compounds_hold_a_term_where_words_are_joined() {
        let held = |language: &Lang, term: &str, word: &str| {
            let theme = Theme::of_terms(&[term.into()], Some(language));
            theme.is_part_of(word, &stem::stem(word, language.primary()))
        };
        for word in ["dorpskermis", "dorpskermissen", "kermisbezoek"] {
            assert!(held(&Lang::nl(), "kermis", word), "{word}");
        }
        assert!(!held(&Lang::nl(), "kermis", "kermissen") && !held(&Lang::nl(), "kermis", "kerk"));
        assert!(!held(&Lang::nl(), "bal", "balzaal") && !held(&Lang::en(), "color", "colorless"));
    }
}
