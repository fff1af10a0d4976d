//! The edition as a whole: who gets how many words and quotes, how the feeds do, what the linter finds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::queue::Shelf;
use crate::{
    build,
    model::{Lang, Severity},
    roundup::{CollectedEdition, letter},
    store::Store,
    text::token,
};

/// What stands beside the queue.
#[derive(Default, Serialize)]
pub(super) struct Overview {
    pub(super) shares: Vec<Share>,
    /// The most words that anybody gets, for the meters.
    pub(super) most_words: usize,
    pub(super) feeds: Vec<Trouble>,
    pub(super) findings: Vec<Found>,
    /// Whether the host has begun to write.
    pub(super) has_roundup: bool,
    pub(super) entries: usize,
    /// How many of them have a blurb of the host's.
    pub(super) blurbs: usize,
}

/// How much of the roundup somebody gets.
#[derive(Serialize)]
pub(super) struct Share {
    pub(super) name: String,
    /// Of the summaries and blurbs.
    pub(super) words: usize,
    pub(super) quotes: usize,
    pub(super) definitions: usize,
    /// Whether a line of thought in the text, or the text itself, has them.
    pub(super) is_in_thread: bool,
}

/// A feed that somebody ought to look at.
#[derive(Serialize)]
pub(super) struct Trouble {
    pub(super) blog: String,
    pub(super) sentences: Vec<String>,
    pub(super) is_grave: bool,
}

/// Something that the linter found.
#[derive(Serialize)]
pub(super) struct Found {
    pub(super) code: String,
    pub(super) severity: &'static str,
    pub(super) message: String,
    pub(super) line: usize,
}

impl Overview {
    /// Of an edition; empty while it cannot be put together.
    pub(super) fn of(shelf: &Shelf, store: &Store, lang: &str) -> Self {
        let Some(collected) = &shelf.collected else { return Self::default() };
        let lang = Lang::parse(lang).unwrap_or_else(Lang::en);
        let shares = shares(collected);
        let host = |by: crate::model::SummaryBy| by == crate::model::SummaryBy::Host;
        Self {
            most_words: shares.iter().map(|share| share.words).max().unwrap_or_default().max(1),
            shares,
            feeds: feeds(shelf, &lang),
            findings: build::lint(collected, &shelf.content, store)
                .iter()
                .filter(|finding| collected.roundup.file.is_some() && finding.severity() != Severity::Hint)
                .map(|finding| Found {
                    code: finding.code.to_string(),
                    severity: if finding.severity() == Severity::Error { "error" } else { "warning" },
                    message: finding.message.clone(),
                    line: finding.diagnostic(collected).position().map_or(1, |(line, _)| line),
                })
                .collect(),
            has_roundup: collected.roundup.file.is_some(),
            entries: collected.entries.len(),
            blurbs: collected.entries.iter().filter(|e| e.summary.as_ref().is_some_and(|s| host(s.by))).count(),
        }
    }
}

fn shares(collected: &CollectedEdition) -> Vec<Share> {
    let mut by_name: BTreeMap<String, Share> = BTreeMap::new();
    for entry in &collected.entries {
        let name = entry.author.name.clone();
        let share = by_name.entry(name.to_lowercase()).or_insert_with(|| Share {
            name,
            words: 0,
            quotes: 0,
            definitions: 0,
            is_in_thread: false,
        });
        share.words += entry.summary.as_ref().map_or(0, |summary| token::count(&summary.text));
        share.quotes += entry.quotes.len();
        share.definitions += entry.definitions.len();
        // The host's text where there is one; else what the program would make of it.
        share.is_in_thread |= match &collected.roundup.file {
            Some(file) => {
                let has = |words: &str| !words.is_empty() && file.body.contains(words);
                has(&share.name) || entry.url.as_ref().is_some_and(|url| has(url.as_str()))
            }
            None => collected.threads.iter().any(|thread| thread.entries.contains(&entry.id)),
        };
    }
    let mut shares: Vec<Share> = by_name.into_values().collect();
    // Whom the host has forgotten stands first.
    shares.sort_by_key(|share| (share.is_in_thread, share.words, share.quotes));
    shares
}

fn feeds(shelf: &Shelf, lang: &Lang) -> Vec<Trouble> {
    let title = |slug| shelf.content.blogs.iter().find(|blog| &blog.slug == slug).map(|blog| blog.title.clone());
    let troubled = shelf.feeds.iter().filter(|feed| !feed.findings.is_empty());
    let told = troubled.map(|feed| Trouble {
        blog: title(&feed.blog).unwrap_or_else(|| feed.blog.to_string()),
        sentences: feed.findings.iter().map(|finding| letter::sentence(finding, lang)).collect(),
        is_grave: feed.is_troubled(),
    });
    told.collect()
}
