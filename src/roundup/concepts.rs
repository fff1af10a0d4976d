//! Concepts: the nouns by which entries meet, without the theme's own words.
//!
//! A concept is a noun that some entry keeps coming back to. Other entries have it too when they do so, when it is one of
//! their key words, or when a sentence of theirs that is shown anyway names it. Dutch and English entries meet in the
//! nouns of `data/roundup/pairs.txt`.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

use super::{
    shared_words::stems,
    word_lists::{is_generic, theme_stems},
};
use crate::{
    model::{Edition, Entry, Form, Lang, SummaryBy},
    text::stem::stem,
};

/// A topic that this share of the entries has is part of the theme rather than a concept in it.
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

/// What an entry says of a concept.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The sentence, verbatim.
    pub text: &'a str,
    /// How much it is worth quoting; any number, for comparing.
    pub score: f64,
}

/// What a concept is to an entry.
#[derive(Debug, Default)]
pub struct Member<'a> {
    weight: f64,
    /// Its sentences that are about it or name it.
    pub passages: Vec<Passage<'a>>,
}

/// A noun that the entries of at least two authors share.
#[derive(Debug)]
pub struct Concept<'a> {
    /// What it is known by in all languages.
    pub key: String,
    /// As the texts write it, in the edition's language where any of them does.
    pub word: String,
    /// The language of that word.
    pub language: &'a Lang,
    /// Whether that is the edition's.
    at_home: bool,
    /// How much is made of it, and how few have it (idf); for comparing.
    pub weight: f64,
    /// By entry, counted from 0.
    pub members: BTreeMap<usize, Member<'a>>,
}

impl Concept<'_> {
    /// Whether nearly the same entries have it.
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
        let shared = self.members.keys().filter(|at| other.members.contains_key(at)).count();
        4 * shared > 3 * self.members.len().max(other.members.len())
    }
}

/// Every concept that at least two authors share and not nearly all entries, in the order of their keys.
#[must_use]
pub fn find<'a>(entries: &'a [Entry], edition: &Edition) -> Vec<Concept<'a>> {
    let theme = theme_stems(edition);
    let mut shared: BTreeMap<String, Concept<'a>> = BTreeMap::new();
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
            let concept = shared.entry(key.clone()).or_insert_with(|| Concept {
                key,
                word: topic.word.clone(),
                language: &entry.language,
                at_home,
                weight: 0.0,
                members: BTreeMap::new(),
            });
            // The shortest form is the nearest to what a dictionary has.
            let better = (at_home && !concept.at_home)
                || at_home == concept.at_home && topic.word.chars().count() < concept.word.chars().count();
            if better {
                concept.word.clone_from(&topic.word);
                concept.language = &entry.language;
                concept.at_home = at_home;
            }
            let passage = topic.passage.as_ref().map(|passage| Passage { text: &passage.text, score: passage.score });
            let member = concept.members.entry(at).or_default();
            member.weight += (1.0 + topic.count as f64).ln();
            member.passages.extend(passage);
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        mention(&mut shared, at, entry);
    }
    let limit = (entries.len() as f64 * TOO_COMMON).max(2.0);
    let mut concepts: Vec<_> = shared.into_values().collect();
    concepts.retain_mut(|concept| {
        let people = |at: &usize| entries[*at].author.name.as_str();
        let authors: BTreeSet<_> = concept.members.keys().map(people).collect();
        concept.weight = concept.members.values().map(|member| member.weight).sum();
        // What few entries have tells more of them than what many have.
        concept.weight *= (1.0 + entries.len() as f64 / authors.len().max(1) as f64).ln();
        authors.len() >= 2 && authors.len() as f64 <= limit
    });
    concepts
}

/// Adds an entry to the topics that its key words or its shown sentences name.
fn mention<'a>(shared: &mut BTreeMap<String, Concept<'a>>, at: usize, entry: &'a Entry) {
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
        if let Some(concept) = shared.get_mut(&word) {
            let member = concept.members.entry(at).or_insert_with(|| Member { weight: MENTIONED, ..Member::default() });
            for text in sentences {
                if member.passages.iter().all(|passage| passage.text != text) {
                    member.passages.push(Passage { text, score: MENTIONED });
                }
            }
        }
    }
}
