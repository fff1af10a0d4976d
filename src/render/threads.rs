//! The threads of an edition: subject, who come back to it, and a sentence of each.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    html,
    views::{EntryBrief, ThreadQuote},
};
use crate::{
    model::{Entry, Slug},
    roundup::Thread,
};

/// A thread as templates see it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Thread")]
pub(crate) struct ThreadView {
    /// For its heading's id.
    anchor: String,
    /// The word that its entries come back to.
    subject: String,
    /// The entries that do.
    entries: Vec<EntryBrief>,
    /// Its best sentence.
    quote: Option<ThreadQuote>,
    /// A sentence of each of its entries that has one, the best first.
    voices: Vec<ThreadQuote>,
    /// Those of its entries that have no sentence to show.
    besides: Vec<EntryBrief>,
    /// Another word that some of them share.
    companion: Option<String>,
}

/// What stands for a text in an address; for one without Latin letters its hash.
pub(crate) fn key(text: &str) -> String {
    Slug::from_text(text)
        .map_or_else(|| blake3::hash(text.as_bytes()).to_hex()[..8].to_owned(), |slug| slug.as_str().to_owned())
}

/// The threads, each with a name of its own. No entry has more than `most` sentences in all of them together.
pub(crate) fn views(
    threads: &[Thread],
    entries: &BTreeMap<&str, (EntryBrief, &Entry)>,
    most: usize,
) -> Vec<ThreadView> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut quoted: BTreeMap<String, usize> = BTreeMap::new();
    threads
        .iter()
        .map(|thread| {
            let key = html::id(&key(&thread.subject));
            let times = taken.entry(key.clone()).or_default();
            *times += 1;
            let anchor = if *times == 1 { key } else { format!("{key}-{times}") };
            let mut view = view(thread, anchor, entries);
            view.voices.retain(|voice| quoted.get(&voice.entry.id).is_none_or(|times| *times < most));
            for voice in &view.voices {
                *quoted.entry(voice.entry.id.clone()).or_default() += 1;
            }
            let silent = |brief: &&EntryBrief| view.voices.iter().all(|voice| voice.entry.id != brief.id);
            view.besides = view.entries.iter().filter(silent).cloned().collect();
            view
        })
        .collect()
}

fn view(thread: &Thread, anchor: String, entries: &BTreeMap<&str, (EntryBrief, &Entry)>) -> ThreadView {
    let quote = |(id, text): &(String, String)| {
        let (brief, entry) = entries.get(id.as_str())?;
        let known = entry.definitions.iter().chain(&entry.quotes).find(|citation| citation.text == *text);
        Some(ThreadQuote {
            citation: known.map(|citation| citation.id.clone()).unwrap_or_default(),
            deep_url: brief
                .url
                .as_ref()
                .map(|url| html::text_fragment(url, text, known.and_then(|citation| citation.around.as_ref()))),
            text: text.clone(),
            entry: brief.clone(),
        })
    };
    let mut voices: Vec<ThreadQuote> = Vec::new();
    for voice in thread.quote.iter().chain(&thread.passages).filter_map(quote) {
        if voices.iter().all(|other| other.entry.id != voice.entry.id && other.text != voice.text) {
            voices.push(voice);
        }
    }
    let briefs = thread.entries.iter().filter_map(|id| entries.get(id.as_str())).map(|(brief, _)| brief.clone());
    ThreadView {
        anchor,
        subject: thread.subject.clone(),
        entries: briefs.collect(),
        quote: thread.quote.as_ref().and_then(quote),
        voices,
        besides: Vec::new(),
        companion: thread.companion.as_ref().map(|(word, _)| word.clone()),
    }
}
