//! The patterns of definitions, per language, compiled once.

use std::{collections::BTreeSet, sync::OnceLock};

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::lexicon::{Phrases, Words};

/// What a pattern wants besides its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Needs {
    /// Nothing.
    #[default]
    Nothing,
    /// The theme as its subject.
    Theme,
    /// A genus word at the head of what is said.
    Genus,
}

/// A regular expression of a data file, regardless of case; compiled when it is first needed. An empty or malformed one
/// matches nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct Shape {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl From<String> for Shape {
    fn from(source: String) -> Self {
        Self { source, compiled: OnceLock::new() }
    }
}

impl Shape {
    pub(super) fn regex(&self) -> Option<&Regex> {
        let compile = || RegexBuilder::new(&self.source).case_insensitive(true).build().ok();
        if self.source.is_empty() { None } else { self.compiled.get_or_init(compile).as_ref() }
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Whether it matches at the beginning of a text only.
    pub(super) fn is_anchored(&self) -> bool {
        self.source.starts_with('^')
    }
}

/// One pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the data files")]
pub(super) struct Pattern {
    /// `nl.onder-verstaan`: what reasons show.
    pub(super) id: String,
    /// 3: a definition by itself.
    pub(super) strength: f64,
    re: Shape,
    /// One of these stands in every sentence that matches, in lower case.
    hints: Vec<String>,
    #[serde(default)]
    pub(super) needs: Needs,
    /// Whether a pronoun for the theme will do as the subject.
    #[serde(default)]
    pub(super) pronouns: bool,
    /// Whether the pattern eats the genus: then all that follows the term is what is said.
    #[serde(default)]
    pub(super) eats: bool,
    /// Whether the next sentence says what is defined.
    #[serde(default)]
    pub(super) announces: bool,
    /// Whether the sentence before says what is defined: “That is called …”.
    #[serde(default)]
    pub(super) recalls: bool,
    /// A sentence that it must match.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test runs the examples"))]
    example: String,
}

/// How one defines in a language: patterns, and the words that speak for and against what they match.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Definitions {
    pattern: Vec<Pattern>,
    /// Made when it is first needed.
    #[serde(skip)]
    hinting: OnceLock<Hinting>,
    /// Classes of things that definitions begin with: process, form, place.
    pub(super) genus: Words,
    /// Words that judge instead of define: problem, joy, example.
    pub(super) verdict: Words,
    /// Words that definitions do not begin with.
    pub(super) opening: Words,
    /// Words that stand for the theme: “think of them as …”.
    pub(super) anaphora: Words,
    /// Articles and connectives before what is defined.
    pub(super) before_term: Words,
    /// Subjects that are somebody.
    pub(super) persons: Words,
    /// The author's own case and not the thing.
    pub(super) possessed: Words,
    /// The first word of a question what something is.
    pub(super) what: Words,
    /// Beginnings of such questions.
    pub(super) asks: Phrases,
    /// First words that answer them although definitions do not begin with them.
    pub(super) answers: Words,
    /// What makes a sentence an example.
    pub(super) examples: Phrases,
    /// What the words before a quotation say when it is a definition.
    pub(super) announcing: Phrases,
    /// What a sentence says that announces a definition.
    pub(super) stems: Phrases,
    /// Verbs whose subject defines.
    pub(super) defining: Phrases,
    /// Words for a definition.
    pub(super) nouns: Phrases,
    /// Between a definition and whose it is.
    pub(super) by: Words,
    /// Somebody who defines and is not named.
    pub(super) pronouns: Words,
    /// Said by somebody nobody knows.
    pub(super) hearsay: Phrases,
    /// What the column of a table is called that holds terms.
    pub(super) term_column: Phrases,
    /// What the column is called that says what they mean.
    pub(super) meaning_column: Phrases,
    /// A definition that holds for whoever says it.
    pub(super) personal: Shape,
    /// A definition that says what the thing is not as well.
    pub(super) contrast: Shape,
}

/// The hints of all patterns, looked for at once.
#[derive(Debug, Default)]
struct Hinting {
    automaton: Option<AhoCorasick>,
    /// The number of each hint's pattern.
    patterns: Vec<usize>,
}

impl Hinting {
    fn of(patterns: &[Pattern]) -> Self {
        let hints = || patterns.iter().enumerate().flat_map(|(index, p)| p.hints.iter().map(move |hint| (index, hint)));
        let automaton = AhoCorasick::new(hints().map(|(_, hint)| hint)).ok();
        Self { automaton, patterns: hints().map(|(index, _)| index).collect() }
    }

    /// The numbers of the patterns that a text in lower case has a hint of.
    fn in_text(&self, lower: &str) -> BTreeSet<usize> {
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(lower));
        found.filter_map(|found| self.patterns.get(found.pattern().as_usize()).copied()).collect()
    }
}

impl Definitions {
    /// The patterns worth trying on a sentence: `worth` keeps those that could reach far enough, and one of the
    /// hints must stand in it.
    pub(super) fn matching<'a>(
        &'a self,
        sentence: &str,
        worth: impl Fn(&Pattern) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a Pattern, &'a Regex)> {
        let hinted = self.hinting.get_or_init(|| Hinting::of(&self.pattern)).in_text(&sentence.to_lowercase());
        self.pattern.iter().enumerate().filter_map(move |(index, pattern)| {
            if !hinted.contains(&index) || !worth(pattern) {
                return None;
            }
            pattern.re.regex().map(|regex| (pattern, regex))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::lexicon::Lexicon;

    #[test]
    fn every_pattern_matches_its_example() {
        for language in Lexicon::languages() {
            let patterns = &Lexicon::of(language).definitions;
            for pattern in &patterns.pattern {
                assert!(pattern.id.starts_with(language), "{}", pattern.id);
                let tried = patterns.matching(&pattern.example, |other| other.id == pattern.id).next();
                let (_, regex) = tried.unwrap_or_else(|| panic!("{}: no hint in the example, or no regex", pattern.id));
                assert!(regex.is_match(&pattern.example), "{} does not match its example", pattern.id);
            }
        }
    }
}
