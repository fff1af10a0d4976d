//! What stands out among the definitions: who say the same kind of thing, what they have in common, who stands alone.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    super::{
        camps,
        phrases::Argument::{Count, Text},
        shared_words::{SharedWord, shared_words},
    },
    block::Block,
    definitions::{Origin, origin},
    voice::Voice,
};
use crate::{
    model::{Citation, Entry},
    text::stem::stem,
};

/// More groups than this nobody keeps apart.
const CAMPS: usize = 4;

/// Words that people share across the groups: at most so many are told.
const WORDS: usize = 2;

/// More people than this who stand alone are counted.
const ALONE: usize = 4;

pub(super) fn block(voice: &Voice<'_>, told: &[(&Entry, &Citation)]) -> Option<Block> {
    if told.len() < 2 {
        return None;
    }
    let definitions: Vec<&Citation> = told.iter().map(|(_, definition)| *definition).collect();
    let names = |members: &mut dyn Iterator<Item = usize>| voice.shorts(members.map(|at| told[at].0));
    let mut camps: Vec<(Vec<String>, camps::Camp)> = camps::find(&definitions, &voice.collected.edition)
        .into_iter()
        .map(|camp| (names(&mut camp.members.iter().copied()), camp))
        .collect();
    // One person with two definitions is no camp.
    camps.retain(|(names, camp)| names.len() > 1 && (!camp.words.is_empty() || camp.genus.is_some()));
    camps.truncate(CAMPS);
    let mut sentences = Vec::new();
    if camps.len() > 1 {
        let labels: Vec<String> =
            camps.iter().map(|(_, camp)| label(camp)).map(|label| voice.words(std::slice::from_ref(&label))).collect();
        sentences.push(voice.say("stands-out-question", &[("options", Text(&or(voice, &labels)))]));
    }
    for (at, (names, camp)) in camps.iter().enumerate() {
        let sentence = of_camp(voice, names, camp, at);
        let first = at == 0 && camps.len() == 1;
        sentences.push(if first { voice.say("stands-out", &[("sentence", Text(&sentence))]) } else { sentence });
    }
    sentences.extend(agreement(voice, told, &camps));
    sentences.extend(borrowed(voice, told));
    let placed: BTreeSet<&String> = camps.iter().flat_map(|(names, _)| names).collect();
    let everybody = names(&mut (0..told.len()));
    let alone: Vec<String> = everybody.into_iter().filter(|name| !placed.contains(name)).collect();
    if !camps.is_empty() && !alone.is_empty() {
        let listed = voice.some(&alone);
        let id = if alone.len() > ALONE { "stands-out-alone-many" } else { "stands-out-alone" };
        sentences.push(voice.say(id, &[("count", Count(alone.len())), ("names", Text(&listed))]));
    } else if sentences.is_empty() {
        sentences.push(voice.say("stands-out-nothing", &[("count", Count(told.len()))]));
    }
    Some(Block::new("stands-out", sentences.join(" ")))
}

fn label(camp: &camps::Camp) -> String {
    camp.genus.clone().or_else(|| camp.words.first().cloned()).unwrap_or_default()
}

fn of_camp(voice: &Voice<'_>, names: &[String], camp: &camps::Camp, turn: usize) -> String {
    let listed = voice.some(names);
    let mut arguments = vec![("names", Text(&listed)), ("count", Count(names.len()))];
    let words = voice.words(&camp.words);
    let genus = camp.genus.as_ref().map(|genus| voice.words(std::slice::from_ref(genus))).unwrap_or_default();
    if camp.genus.is_some() {
        arguments.push(("genus", Text(&genus)));
        voice.say("stands-out-genus", &arguments)
    } else {
        arguments.push(("words", Text(&words)));
        voice.vary("stands-out-camp", turn, &arguments)
    }
}

/// The words that most authors share, unless a camp is known by them.
fn agreement(voice: &Voice<'_>, told: &[(&Entry, &Citation)], camps: &[(Vec<String>, camps::Camp)]) -> Vec<String> {
    let shared = shared_words(told.iter().map(|(_, definition)| *definition), &voice.collected.edition);
    let known: BTreeSet<&String> = camps.iter().flat_map(|(_, camp)| camp.words.iter().chain(&camp.genus)).collect();
    let known = |word: &SharedWord| known.iter().any(|known| stem(known, &word.language) == word.stem);
    let users = shared.into_iter().filter(|word| !known(word)).map(|word| {
        let names = voice.shorts(word.definitions.iter().map(|&at| told[at].0));
        (word.label, names)
    });
    // What only the members of one camp share is theirs.
    let users = users.filter(|(_, names)| !camps.iter().any(|(camp, _)| names.iter().all(|name| camp.contains(name))));
    let mut users: Vec<(String, Vec<String>)> = users.filter(|(_, names)| names.len() > 1).collect();
    users.sort_by_key(|(_, names)| Reverse(names.len()));
    users.truncate(WORDS);
    let said = users.into_iter().enumerate().map(|(at, (word, names))| {
        let (word, listed) = (voice.words(&[word]), voice.some(&names));
        let id = match (at, camps.is_empty()) {
            (0, true) => "stands-out-word",
            (0, false) => "stands-out-word-too",
            _ => "stands-out-word-next",
        };
        voice.say(id, &[("names", Text(&listed)), ("count", Count(names.len())), ("word", Text(&word))])
    });
    said.collect()
}

/// Who takes the definition from somebody else.
fn borrowed(voice: &Voice<'_>, told: &[(&Entry, &Citation)]) -> Option<String> {
    let sharers = told.iter().filter(|(entry, definition)| matches!(origin(entry, definition), Origin::Somebody(_)));
    let names = voice.shorts(sharers.map(|(entry, _)| *entry));
    let listed = voice.some(&names);
    (!names.is_empty() && names.len() * 2 < told.len())
        .then(|| voice.say("stands-out-borrowed", &[("names", Text(&listed)), ("count", Count(names.len()))]))
}

/// `a, b or c`.
fn or(voice: &Voice<'_>, items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => {
            let about = |item: &String| voice.say("stands-out-option", &[("option", Text(item))]);
            let first: Vec<String> = first.iter().map(about).collect();
            format!("{} {} {}", first.join(", "), voice.say("or", &[]), about(last))
        }
        _ => voice.list(items),
    }
}
