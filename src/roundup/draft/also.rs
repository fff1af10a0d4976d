//! Those whom no definition and no thread has named: nobody goes home unmentioned.

use std::collections::BTreeSet;

use super::{
    super::{
        markdown::link,
        phrases::Argument::{Count, Text},
    },
    about::telling_words,
    block::Block,
    voice::Voice,
};
use crate::model::Entry;

/// More than this many sentences nobody reads; the others are named.
const MOST: usize = 8;

pub(super) fn block(voice: &Voice<'_>, before: &[Block]) -> Option<Block> {
    let collected = voice.collected;
    let mut named: BTreeSet<&str> = collected
        .threads
        .iter()
        .flat_map(|thread| voice.members(thread))
        .map(|entry| entry.author.name.as_str())
        .collect();
    let told = |entry: &Entry| {
        let id = format!("definition-{}-", super::block::key(entry));
        before.iter().any(|block| block.id.starts_with(&id))
    };
    named.extend(collected.entries.iter().filter(|entry| told(entry)).map(|entry| entry.author.name.as_str()));
    let mut rest: Vec<&Entry> = Vec::new();
    for entry in &collected.entries {
        if named.insert(&entry.author.name) {
            rest.push(entry);
        }
    }
    // Where nothing is shared the list has said it all.
    if rest.is_empty() || rest.len() == collected.entries.len() {
        return None;
    }
    let heading = voice.say("also-heading", &[]);
    let shown = rest.len().min(MOST);
    let mut sentences: Vec<String> =
        rest[..shown].iter().enumerate().map(|(at, entry)| sentence(voice, entry, at)).collect();
    let others = voice.shorts(rest[shown..].iter().copied());
    if !others.is_empty() {
        let listed = voice.some(&others);
        sentences.push(voice.say("also-others", &[("names", Text(&listed)), ("count", Count(others.len()))]));
    }
    Some(Block::new("also", format!("## {heading}\n\n{}", sentences.join(" "))))
}

fn sentence(voice: &Voice<'_>, entry: &Entry, turn: usize) -> String {
    let name = voice.short(&entry.author.name);
    let title = link(&entry.title, entry.url.as_ref());
    let (words, _) = telling_words(voice, entry);
    let listed = voice.words(&words);
    let arguments = [("name", Text(&name)), ("title", Text(&title)), ("words", Text(&listed))];
    match (entry.by_host, words.is_empty()) {
        (true, _) => voice.say("also-host", &arguments),
        (false, false) => voice.vary("also", turn, &arguments),
        (false, true) => voice.vary("also-plain", turn, &arguments),
    }
}
