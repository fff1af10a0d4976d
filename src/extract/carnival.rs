//! How people speak of carnivals: the patterns of `theme.toml`, of all languages together, because titles mix them.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::lexicon::{Lexicon, Words};

/// What one language says of carnivals and of themes, as in its `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ThemeWords {
    /// Whether the language joins words to one.
    pub(super) compounds: bool,
    /// What may follow a stem that the stemmer leaves on.
    pub(super) endings: Words,
    carnival: Vec<Sign>,
    takes_part: Vec<Sign>,
    about: Vec<Sign>,
    hosting: Vec<Sign>,
    list: Vec<Sign>,
    proposes: Vec<Sign>,
    offers: Vec<Sign>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    /// `nl.oproep`: what reasons show.
    id: String,
    re: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    example: String,
}

/// The patterns of one kind.
pub(super) struct Signs(Vec<(&'static str, Regex)>);

/// One place where a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'t> {
    pub(super) id: &'static str,
    pub(super) text: &'t str,
}

impl Found<'_> {
    /// What a reason shows: the words, and the rule that found them.
    pub(super) fn detail(&self) -> String {
        format!("{} ({})", self.text, self.id)
    }
}

impl Signs {
    fn of(kind: impl Fn(&'static ThemeWords) -> &'static [Sign]) -> Self {
        let signs = Lexicon::all().flat_map(|lexicon| kind(&lexicon.theme));
        Self(signs.filter_map(|sign| Some((sign.id.as_str(), sign.compile()?))).collect())
    }

    /// The pattern that matches first in a text.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        let found = self.0.iter().filter_map(|(id, regex)| Some((id, regex.find(text)?)));
        found.min_by_key(|(_, found)| found.start()).map(|(id, found)| Found { id, text: found.as_str() })
    }

    /// All matches of all patterns, at most `most` of them.
    pub(super) fn find_all<'t>(&self, text: &'t str, most: usize) -> Vec<Found<'t>> {
        let all = self.0.iter().flat_map(|(id, regex)| regex.find_iter(text).map(|found| (*id, found)));
        all.take(most).map(|(id, found)| Found { id, text: found.as_str() }).collect()
    }
}

impl Sign {
    /// Edges of words are those of ASCII: the patterns begin and end with such letters, and the matcher stays fast.
    fn compile(&self) -> Option<Regex> {
        RegexBuilder::new(&format!(r"\b(?:{})", self.re).replace(r"\b", r"(?-u:\b)"))
            .case_insensitive(true)
            .build()
            .ok()
    }
}

/// Names of carnivals in general: what makes a post speak of a carnival at all.
pub(super) static CARNIVAL: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.carnival));
/// The post says that it is part of a carnival.
pub(super) static TAKES_PART: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.takes_part));
/// The title says that the post is about a carnival.
pub(super) static ABOUT: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.about));
/// The post asks others to take part.
pub(super) static HOSTING: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.hosting));
/// The title is one of link lists and of notes about everything.
pub(super) static LIST: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.list));

/// The sentence proposes a theme for a next edition.
pub(super) static PROPOSES: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.proposes));
/// Its author would host one.
pub(super) static OFFERS: LazyLock<Signs> = LazyLock::new(|| Signs::of(|words| &words.offers));

#[cfg(test)]
mod tests {
    use crate::extract::lexicon::Lexicon;

    #[test]
    fn every_sign_finds_its_example_in_any_case() {
        let mut count = 0;
        for theme in Lexicon::all().map(|lexicon| &lexicon.theme) {
            let kinds = [&theme.carnival, &theme.takes_part, &theme.about, &theme.hosting, &theme.list];
            for signs in kinds.into_iter().chain([&theme.proposes, &theme.offers]) {
                for sign in signs {
                    let regex = sign.compile().unwrap_or_else(|| panic!("{}: no regex", sign.id));
                    assert!(
                        regex.is_match(&sign.example) && regex.is_match(&sign.example.to_uppercase()),
                        "{}",
                        sign.id
                    );
                    assert!(!regex.is_match(&format!("x{}", sign.example.replace(' ', "x"))), "{}", sign.id);
                    count += 1;
                }
            }
        }
        assert!(count > 15);
    }
}
