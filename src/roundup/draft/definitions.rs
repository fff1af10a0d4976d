//! The definitions, introduced one by one.

use std::collections::BTreeMap;

use super::{
    super::{
        markdown::{escape, link},
        phrases::Argument::{Count, Text},
    },
    block::{self, Block},
    ledger::Ledger,
    stands_out,
    voice::Voice,
};
use crate::model::{Attribution, Citation, Entry};

/// What marks a definition of a draft: the theme sets those that follow each other in columns.
const DEFINITION: &str = "class=\"definition\"";

/// Of somebody with one entry at most this many definitions are shown; with more entries fewer, since each is quoted too.
const PER_PERSON: usize = 2;

/// Whether a text tells the definitions as a draft does; the drafts of version 0.1 had all of them in one grid.
#[must_use]
pub fn lists_definitions(text: &str) -> bool {
    text.contains(DEFINITION) || text.contains("class=\"side-by-side\"")
}

pub(super) fn blocks<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>) -> Vec<Block> {
    let told = told(&voice.collected.entries);
    if told.is_empty() {
        return Vec::new();
    }
    let shown = shown(&told, voice.extent.definitions);
    let heading = voice.say("definitions-heading", &[]);
    let mut opening = vec![voice.say("definitions-opening", &[("count", Count(told.len()))])];
    if shown.len() < told.len() {
        opening.push(voice.say("definitions-some", &[("count", Count(shown.len()))]));
    }
    let mut blocks = vec![Block::new("definitions", format!("## {heading}\n\n{}", opening.join(" ")))];
    let mut own = 0;
    let mut before = None;
    for (entry, definition) in &shown {
        let again = before.replace(&entry.author.name) == Some(&entry.author.name);
        let frame = frame(voice, entry, definition, again, &mut own);
        let passage = voice.passage(&definition.text, &definition.language, definition.form);
        ledger.define(entry, &definition.text);
        let id = format!("definition-{}-{}", block::key(entry), definition.id);
        blocks.push(Block::new(id, format!("<div {DEFINITION}>\n\n{frame}\n\n{passage}\n\n</div>")));
    }
    blocks.extend(stands_out::block(voice, &told));
    blocks
}

/// The definitions of everybody, the best of each where somebody has many.
fn told(entries: &[Entry]) -> Vec<(&Entry, &Citation)> {
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *of.entry(&entry.author.name).or_default() += 1;
    }
    let mut left: BTreeMap<&str, usize> =
        of.into_iter().map(|(name, entries)| (name, (PER_PERSON + 1).saturating_sub(entries).max(1))).collect();
    let mut told = Vec::new();
    for entry in entries {
        let Some(left) = left.get_mut(entry.author.name.as_str()) else { continue };
        let mut order: Vec<usize> = (0..entry.definitions.len()).collect();
        order.sort_by(|&a, &b| entry.definitions[b].score.total_cmp(&entry.definitions[a].score).then(a.cmp(&b)));
        order.truncate(*left);
        *left -= order.len();
        order.sort_unstable();
        told.extend(order.into_iter().map(|at| (entry, &entry.definitions[at])));
    }
    told
}

/// Those that are shown: the surest, in the order of the entries.
fn shown<'a>(told: &[(&'a Entry, &'a Citation)], most: usize) -> Vec<(&'a Entry, &'a Citation)> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by(|&a, &b| told[b].1.score.total_cmp(&told[a].1.score).then(a.cmp(&b)));
    order.truncate(most);
    order.sort_unstable();
    order.into_iter().map(|at| told[at]).collect()
}

/// Who says it, or who shares whose: a sharer is not an originator.
/// `again` says that the definition before is of the same person.
fn frame(voice: &Voice<'_>, entry: &Entry, definition: &Citation, again: bool, own: &mut usize) -> String {
    let name = link(&entry.author.name, entry.url.as_ref());
    // The host speaks without a name: it is the word itself that leads to the post.
    let word = link(&voice.say("definition-word", &[]), entry.url.as_ref());
    let word = ("definition", Text(&word));
    match (origin(entry, definition), entry.by_host) {
        (Origin::Own, true) => voice.say("definition-host", &[word]),
        (Origin::Own, false) if again => voice.say("definition-again", &[("name", Text(&name))]),
        (Origin::Own, false) => {
            *own += 1;
            voice.vary("definition-own", *own - 1, &[("name", Text(&name))])
        }
        (Origin::Somebody(who), by_host) => {
            let id = if by_host { "definition-host-shared" } else { "definition-shared" };
            voice.say(id, &[("name", Text(&name)), word, ("originator", Text(&escape(who)))])
        }
        (Origin::Unknown, by_host) => {
            let id = if by_host { "definition-host-shared-unknown" } else { "definition-shared-unknown" };
            voice.say(id, &[("name", Text(&name)), word])
        }
    }
}

/// Whose words a definition is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin<'a> {
    /// The author's of the entry.
    Own,
    /// Somebody's, by name.
    Somebody(&'a str),
    /// Nobody knows whose.
    Unknown,
}

pub(super) fn origin<'a>(entry: &Entry, definition: &'a Citation) -> Origin<'a> {
    let author = entry.author.name.as_str();
    let somebody = |who: &'a Option<Attribution>| match who {
        Some(Attribution::Person(name)) if name != author => Some(name.as_str()),
        _ => None,
    };
    let speaker = || somebody(&definition.speaker).filter(|_| definition.originator.is_none());
    match somebody(&definition.originator).or_else(speaker) {
        Some(name) => Origin::Somebody(name),
        None if definition.originator.is_none() => Origin::Unknown,
        None => Origin::Own,
    }
}
