//! What runs through several entries: topics that at least two authors keep coming back to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    Thread,
    shared_words::stems,
    word_lists::{is_generic, theme_stems},
};
use crate::model::{Citation, Edition, Entry};

/// The most threads a draft has.
const MOST: usize = 5;

/// A topic that this share of the entries has is part of the theme rather than a thread through it.
const TOO_COMMON: f64 = 0.6;

/// Finds the threads of an edition, the strongest first. Each has a quote, of another author than the threads before it
/// where that can be.
#[must_use]
pub fn find(entries: &[Entry], edition: &Edition) -> Vec<Thread> {
    let mut candidates = candidates(entries, edition);
    let mut threads: Vec<Thread> = Vec::new();
    let mut quoted: HashSet<&str> = HashSet::new();
    let mut told: HashSet<usize> = HashSet::new();
    while threads.len() < MOST && !candidates.is_empty() {
        // A thread that brings in somebody of whom no thread has told yet is worth more than a stronger one that does not.
        let worth = |c: &Candidate| {
            let fresh = c.entries.keys().filter(|at| !told.contains(at)).count();
            c.weight * (1.0 + fresh as f64)
        };
        let best = (0..candidates.len()).max_by(|&a, &b| {
            worth(&candidates[a]).total_cmp(&worth(&candidates[b])).then(candidates[b].word.cmp(&candidates[a].word))
        });
        let Some(best) = best else { break };
        let candidate = candidates.swap_remove(best);
        let fresh = candidate.entries.keys().any(|at| !told.contains(at));
        if !fresh && threads.len() >= 2 {
            continue;
        }
        let passages = candidate.entries.iter().filter_map(|(&at, topic)| Some((at, topic.as_ref()?)));
        let mut passages: Vec<_> = passages.collect();
        passages.sort_by(|(a_at, a), (b_at, b)| {
            let seen = |at: &usize| quoted.contains(entries[*at].author.name.as_str());
            seen(a_at).cmp(&seen(b_at)).then(b.score.total_cmp(&a.score)).then(a_at.cmp(b_at))
        });
        let quote = passages.first().map(|(at, passage)| {
            quoted.insert(&entries[*at].author.name);
            (entries[*at].id.clone(), passage.text.clone())
        });
        told.extend(candidate.entries.keys());
        let ids = candidate.entries.keys().map(|&at| entries[at].id.clone()).collect();
        threads.push(Thread { subject: candidate.word, entries: ids, quote });
    }
    threads
}

struct Candidate<'a> {
    word: String,
    weight: f64,
    /// By entry, what it says about the word.
    entries: BTreeMap<usize, Option<&'a Citation>>,
}

/// Every topic that at least two authors share and not nearly all entries.
fn candidates<'a>(entries: &'a [Entry], edition: &Edition) -> Vec<Candidate<'a>> {
    let theme = theme_stems(edition);
    let mut shared: BTreeMap<String, Candidate<'a>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for topic in &entry.topics {
            let language = entry.language.primary();
            let tells = |(stem, word): &(String, String)| !theme.contains(stem) && !is_generic(word, language);
            let words: Vec<_> = stems(&topic.word, language).map(|(_, stem, word)| (stem, word)).collect();
            if !words.iter().all(tells) {
                continue;
            }
            let key = words.iter().map(|(stem, _)| stem.as_str()).collect::<Vec<_>>().join(" ");
            let candidate = shared.entry(key).or_insert_with(|| Candidate {
                word: topic.word.clone(),
                weight: 0.0,
                entries: BTreeMap::new(),
            });
            // The shortest form is the nearest to what a dictionary has.
            if topic.word.chars().count() < candidate.word.chars().count() {
                candidate.word.clone_from(&topic.word);
            }
            candidate.weight += (1.0 + topic.count as f64).ln();
            candidate.entries.insert(at, topic.passage.as_ref());
        }
    }
    let limit = (entries.len() as f64 * TOO_COMMON).max(2.0);
    let mut candidates: Vec<_> = shared.into_values().collect();
    candidates.retain_mut(|candidate| {
        let authors: BTreeSet<_> = candidate.entries.keys().map(|&at| entries[at].author.name.as_str()).collect();
        // What few entries have tells more of them than what many have.
        candidate.weight *= (1.0 + entries.len() as f64 / authors.len().max(1) as f64).ln();
        authors.len() >= 2 && authors.len() as f64 <= limit && candidate.entries.values().any(Option::is_some)
    });
    candidates
}
