//! The entries' own texts, as far as they are on this machine.

use std::collections::HashSet;

use crate::{
    model::{Entry, EntryKind},
    roundup::verify::fold,
    text::token,
};

/// The texts behind an edition.
pub(super) struct Sources<'a> {
    entries: &'a [Entry],
    /// Folded, in the order of the entries; `None` where only the records are here.
    texts: Vec<Option<String>>,
    /// Their texts before their authors changed them, as far as those were kept.
    past: Vec<Vec<String>>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(entries: &'a [Entry], snapshot: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |entry: &Entry| {
            // A mini entry is its own source.
            let own = entry.quotes.first().filter(|_| entry.blog.is_none() && entry.kind == EntryKind::Mini);
            let kept = entry.snapshot.as_ref().and_then(|kept| snapshot(&kept.hash));
            kept.or_else(|| own.map(|quote| quote.text.clone())).map(|text| fold(&text))
        };
        let past = |entry: &Entry| {
            let kept = entry.past_snapshots.iter().filter_map(|hash| snapshot(hash));
            kept.map(|text| fold(&text)).collect()
        };
        Self { entries, texts: entries.iter().map(text).collect(), past: entries.iter().map(past).collect() }
    }

    /// Whether the text of an entry is here.
    pub(super) fn has_text(&self, entry: usize) -> bool {
        self.texts.get(entry).is_some_and(Option::is_some)
    }

    /// Whether somebody's words, folded, stand in an entry, as far as that is known.
    pub(super) fn holds(&self, entry: usize, words: &str) -> bool {
        let text = self.texts.get(entry).and_then(Option::as_deref);
        text.is_some_and(|text| text.contains(words)) || self.published(entry).any(|passage| passage.contains(words))
    }

    /// Whether somebody's words, folded, stood in an entry before its author changed it.
    pub(super) fn held(&self, entry: usize, words: &str) -> bool {
        self.past.get(entry).is_some_and(|texts| texts.iter().any(|text| text.contains(words)))
    }

    /// Whether some words are, or stand in, what the policy lets through of an entry.
    pub(super) fn is_published(&self, words: &str) -> bool {
        (0..self.entries.len()).any(|entry| self.published(entry).any(|passage| passage.contains(words)))
    }

    /// How many words the text of an entry has, when somebody counted.
    pub(super) fn words(&self, entry: usize) -> Option<usize> {
        self.entries.get(entry)?.snapshot.as_ref().map(|kept| kept.words)
    }

    /// What of an entry has been verified and let through, folded: citations, its summary, its sentences in threads.
    fn published(&self, entry: usize) -> impl Iterator<Item = String> {
        let entry = &self.entries[entry];
        let cited = entry.definitions.iter().chain(&entry.quotes).map(|citation| citation.text.as_str());
        let passages = entry.topics.iter().filter_map(|topic| topic.passage.as_ref());
        let cited = cited.chain(passages.map(|passage| passage.text.as_str()));
        cited.chain(entry.summary.as_ref().map(|summary| summary.text.as_str())).map(fold)
    }

    /// Every run of so many words of an entry, in lower case; of what is known of it, where its text is not here.
    pub(super) fn runs(&self, entry: usize, length: usize) -> HashSet<String> {
        let mut runs = HashSet::new();
        let texts: Vec<String> = match self.texts.get(entry) {
            Some(Some(text)) => vec![text.clone()],
            _ => self.published(entry).collect(),
        };
        for text in texts {
            let words: Vec<String> = token::words(&text).map(|(_, word)| word.to_lowercase()).collect();
            runs.extend(words.windows(length.max(1)).map(|run| run.join(" ")));
        }
        runs
    }
}
