//! What runs through several entries: topics that at least two authors come back to.
//!
//! A topic is a noun that some entry keeps coming back to. Other entries are in its thread when they do so too, when it is
//! one of their key words, or when a sentence of theirs that is shown anyway names it. Dutch and English entries meet in
//! the nouns of `data/roundup/pairs.txt`.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};

use super::{
    Thread,
    shared_words::stems,
    word_lists::{is_generic, theme_stems},
};
use crate::{
    model::{Edition, Entry, Form, SummaryBy},
    text::stem::stem,
};

/// The most threads a draft has.
const MOST: usize = 5;

/// A topic that this share of the entries has is part of the theme rather than a thread through it.
const TOO_COMMON: f64 = 0.6;

/// What a word that an entry only mentions weighs, as if it were used so often.
const MENTIONED: f64 = 0.4;

/// English stems by what their Dutch partners are known by.
static PAIRS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let lines = include_str!("../../data/roundup/pairs.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |line: &str| {
        let (nl, en) = line.split_once(" = ")?;
        Some((stem(en.trim(), "en").into_owned(), stem(nl.trim(), "nl").into_owned()))
    };
    lines.filter_map(pair).collect()
});

/// What a stem is known by in all languages.
fn known_by(stem: String, language: &str) -> String {
    if language == "en" { PAIRS.get(&stem).cloned().unwrap_or(stem) } else { stem }
}

/// Finds the threads of an edition, the strongest first, so that as many as can be are in one. Each has a quote, of
/// another author than the threads before it where that can be.
#[must_use]
pub fn find(entries: &[Entry], edition: &Edition) -> Vec<Thread> {
    let mut candidates = candidates(entries, edition);
    let mut chosen: Vec<Candidate<'_>> = Vec::new();
    let mut told: HashSet<usize> = HashSet::new();
    let mut left: Vec<Candidate<'_>> = Vec::new();
    while chosen.len() < MOST && !candidates.is_empty() {
        // A thread that brings in somebody of whom no thread has told yet is worth more than a stronger one that does not.
        let worth = |c: &Candidate<'_>| {
            let fresh = c.members.keys().filter(|at| !told.contains(at)).count();
            c.weight * (0.25 + fresh as f64)
        };
        let best = (0..candidates.len()).max_by(|&a, &b| {
            worth(&candidates[a]).total_cmp(&worth(&candidates[b])).then(candidates[b].word.cmp(&candidates[a].word))
        });
        let Some(best) = best else { break };
        let candidate = candidates.swap_remove(best);
        let fresh = candidate.members.keys().any(|at| !told.contains(at));
        // The same people about another word: a companion of the other thread, none of its own.
        if !fresh && chosen.len() >= 2 || chosen.iter().any(|other| other.tells_the_same(&candidate)) {
            left.push(candidate);
            continue;
        }
        told.extend(candidate.members.keys());
        chosen.push(candidate);
    }
    left.extend(candidates);
    let mut quoted: HashSet<&str> = HashSet::new();
    let subjects: BTreeSet<String> = chosen.iter().map(|candidate| candidate.word.clone()).collect();
    let mut threads = Vec::new();
    for thread in &chosen {
        let id = |at: usize| entries[at].id.clone();
        let mut passages: Vec<(usize, &Passage<'_>)> = thread
            .members
            .iter()
            .flat_map(|(&at, member)| member.passages.iter().map(move |passage| (at, passage)))
            .collect();
        passages.sort_by(|(a_at, a), (b_at, b)| {
            let seen = |at: &usize| quoted.contains(entries[*at].author.name.as_str());
            seen(a_at).cmp(&seen(b_at)).then(b.score.total_cmp(&a.score)).then(a_at.cmp(b_at))
        });
        if let Some((at, _)) = passages.first() {
            quoted.insert(&entries[*at].author.name);
        }
        let passages: Vec<_> = passages.into_iter().map(|(at, passage)| (id(at), passage.text.to_owned())).collect();
        let companion = companion(thread, &chosen, &left, entries, &subjects);
        threads.push(Thread {
            subject: thread.word.clone(),
            entries: thread.members.keys().map(|&at| id(at)).collect(),
            quote: passages.first().cloned(),
            passages,
            companion,
        });
    }
    threads
}

/// What else two or more of a thread's people share.
fn companion(
    thread: &Candidate<'_>,
    chosen: &[Candidate<'_>],
    left: &[Candidate<'_>],
    entries: &[Entry],
    subjects: &BTreeSet<String>,
) -> Option<(String, Vec<String>)> {
    let shared = |other: &Candidate<'_>| -> Vec<usize> {
        other.members.keys().copied().filter(|at| thread.members.contains_key(at)).collect()
    };
    let people =
        |members: &[usize]| members.iter().map(|&at| entries[at].author.name.as_str()).collect::<BTreeSet<_>>().len();
    let others =
        left.iter().filter(|other| !subjects.contains(&other.word) && !chosen.iter().any(|c| c.key == other.key));
    let best = others.map(|other| (other, shared(other))).filter(|(_, members)| people(members) > 1).max_by(
        |(a, am), (b, bm)| am.len().cmp(&bm.len()).then(a.weight.total_cmp(&b.weight)).then(b.word.cmp(&a.word)),
    );
    best.map(|(other, members)| (other.word.clone(), members.into_iter().map(|at| entries[at].id.clone()).collect()))
}

/// What an entry says of a topic.
struct Passage<'a> {
    text: &'a str,
    score: f64,
}

#[derive(Default)]
struct Member<'a> {
    weight: f64,
    passages: Vec<Passage<'a>>,
}

struct Candidate<'a> {
    key: String,
    word: String,
    /// Whether the word is in the edition's language.
    at_home: bool,
    weight: f64,
    /// By entry.
    members: BTreeMap<usize, Member<'a>>,
}

impl Candidate<'_> {
    /// Whether nearly the same entries are in it.
    fn tells_the_same(&self, other: &Self) -> bool {
        let shared = self.members.keys().filter(|at| other.members.contains_key(at)).count();
        4 * shared > 3 * self.members.len().max(other.members.len())
    }
}

/// Every topic that at least two authors share and not nearly all entries.
fn candidates<'a>(entries: &'a [Entry], edition: &Edition) -> Vec<Candidate<'a>> {
    let theme = theme_stems(edition);
    let mut shared: BTreeMap<String, Candidate<'a>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let language = entry.language.primary();
        for topic in &entry.topics {
            let tells = |(stem, word): &(String, String)| !theme.contains(stem) && !is_generic(word, language);
            let words: Vec<_> = stems(&topic.word, language).map(|(_, stem, word)| (stem, word)).collect();
            if words.is_empty() || !words.iter().all(tells) {
                continue;
            }
            let known = words.iter().map(|(stem, _)| known_by(stem.clone(), language));
            let key = known.collect::<Vec<_>>().join(" ");
            let at_home = language == edition.language.primary();
            let candidate = shared.entry(key.clone()).or_insert_with(|| Candidate {
                key,
                word: topic.word.clone(),
                at_home,
                weight: 0.0,
                members: BTreeMap::new(),
            });
            // The shortest form is the nearest to what a dictionary has.
            let better = (at_home && !candidate.at_home)
                || at_home == candidate.at_home && topic.word.chars().count() < candidate.word.chars().count();
            if better {
                candidate.word.clone_from(&topic.word);
                candidate.at_home = at_home;
            }
            let passage = topic.passage.as_ref().map(|passage| Passage { text: &passage.text, score: passage.score });
            let member = candidate.members.entry(at).or_default();
            member.weight += (1.0 + topic.count as f64).ln();
            member.passages.extend(passage);
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        mention(&mut shared, at, entry);
    }
    let limit = (entries.len() as f64 * TOO_COMMON).max(2.0);
    let mut candidates: Vec<_> = shared.into_values().collect();
    candidates.retain_mut(|candidate| {
        let people = |at: &usize| entries[*at].author.name.as_str();
        let authors: BTreeSet<_> = candidate.members.keys().map(people).collect();
        candidate.weight = candidate.members.values().map(|member| member.weight).sum();
        // What few entries have tells more of them than what many have.
        candidate.weight *= (1.0 + entries.len() as f64 / authors.len().max(1) as f64).ln();
        let told = candidate.members.values().any(|member| !member.passages.is_empty());
        authors.len() >= 2 && authors.len() as f64 <= limit && told
    });
    candidates
}

/// Adds an entry to the topics that its key words or its shown sentences name.
fn mention<'a>(shared: &mut BTreeMap<String, Candidate<'a>>, at: usize, entry: &'a Entry) {
    let language = entry.language.primary();
    let mut mentions: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
    let known = |text: &'a str| stems(text, language).map(|(_, stem, _)| known_by(stem, language)).collect::<Vec<_>>();
    let topics = entry.topics.iter().filter_map(|topic| topic.passage.as_ref());
    let own = entry.definitions.iter().filter(|definition| definition.form == Form::Verbatim);
    let own = own.filter(|definition| definition.originator == Some(crate::model::Attribution::Author));
    let summary = entry.summary.as_ref().filter(|summary| summary.by == SummaryBy::Machine);
    let summary = summary.iter().flat_map(|summary| &summary.sentences).map(String::as_str);
    let said = topics.chain(own).map(|citation| citation.text.as_str()).chain(summary);
    for sentence in said {
        for word in known(sentence) {
            let sentences = mentions.entry(word).or_default();
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    for keyword in entry.keywords.iter().filter(|keyword| !keyword.contains(' ')) {
        for word in known(keyword) {
            mentions.entry(word).or_default();
        }
    }
    for (word, sentences) in mentions {
        if let Some(candidate) = shared.get_mut(&word) {
            let member =
                candidate.members.entry(at).or_insert_with(|| Member { weight: MENTIONED, ..Member::default() });
            for text in sentences {
                if member.passages.iter().all(|passage| passage.text != text) {
                    member.passages.push(Passage { text, score: MENTIONED });
                }
            }
        }
    }
}
