//! Sets of phrases, looked for all at once: one walk through a text, however many there are.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

/// Phrases in lower case with straight apostrophes; in the data files one to a line. The texts they are looked for in
/// are lower case too.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct PhraseSet {
    /// `None` for a set without phrases.
    automaton: Option<AhoCorasick>,
}

impl PhraseSet {
    /// Whether one of them stands anywhere in a text, also inside words.
    pub(super) fn in_text(&self, lower: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(lower))
    }

    /// How many different ones stand in a text as whole words.
    pub(super) fn count(&self, lower: &str) -> usize {
        let Some(automaton) = &self.automaton else { return 0 };
        let whole = automaton.find_iter(lower).filter(|found| is_whole(lower, found.start(), found.end()));
        whole.map(|found| found.pattern()).collect::<BTreeSet<_>>().len()
    }

    /// Whether a text is one of them, and nothing else.
    pub(super) fn is(&self, lower: &str) -> bool {
        let found = self.automaton.as_ref().and_then(|automaton| automaton.find(lower));
        found.is_some_and(|found| found.range() == (0..lower.len()))
    }

    /// Whether a text begins with one of them, as whole words.
    pub(super) fn begins(&self, lower: &str) -> bool {
        let Some(automaton) = &self.automaton else { return false };
        let first = automaton.find(lower);
        first.is_some_and(|found| found.start() == 0 && is_whole(lower, 0, found.end()))
    }
}

/// Whether a stretch of a text begins and ends where words do.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

impl From<String> for PhraseSet {
    fn from(lines: String) -> Self {
        let phrases: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if phrases.is_empty() {
            return Self::default();
        }
        // The longest one wins where several begin at the same place.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases);
        Self { automaton: automaton.ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::PhraseSet;

    #[test]
    fn whole_words_and_parts_of_words() {
        let phrases = PhraseSet::from("we need\nnever\n\nne".to_owned());
        assert_eq!(phrases.count("we need what we never had, and never will"), 2);
        assert_eq!(phrases.count("nevertheless"), 0);
        assert!(phrases.in_text("nevertheless") && !phrases.in_text("always"));
        assert!(
            phrases.begins("we need chairs") && !phrases.begins("we needed chairs") && !phrases.begins("so we need")
        );
        assert!(phrases.is("we need") && !phrases.is("we need it") && !PhraseSet::default().is(""));
        assert!(!PhraseSet::default().in_text("never") && !PhraseSet::from("\n".to_owned()).begins(""));
    }
}
