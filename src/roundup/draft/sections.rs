//! The common threads: a section for each topic that several entries share.

use std::collections::BTreeSet;

use super::{
    super::{
        Thread,
        phrases::Argument::{Count, Text},
    },
    block::{self, Block},
    ledger::Ledger,
    voice::{Voice, capitalised},
};
use crate::model::Entry;

pub(super) fn blocks<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>) -> Vec<Block> {
    let threads = &voice.collected.threads;
    if threads.is_empty() {
        return Vec::new();
    }
    let opening = voice.say("threads-opening", &[("count", Count(threads.len()))]);
    let heading = voice.say("threads-heading", &[]);
    let mut blocks = vec![Block::new("threads", format!("## {heading}\n\n{opening}"))];
    let mut companions: BTreeSet<&str> = threads.iter().map(|thread| thread.subject.as_str()).collect();
    for (at, thread) in threads.iter().enumerate() {
        let text = section(voice, ledger, thread, at, &mut companions);
        blocks.push(Block::new(format!("thread-{}", block::subject_key(&thread.subject)), text));
    }
    blocks
}

fn section<'a>(
    voice: &Voice<'a>,
    ledger: &mut Ledger<'a>,
    thread: &'a Thread,
    turn: usize,
    companions: &mut BTreeSet<&'a str>,
) -> String {
    let members = voice.members(thread);
    let names = voice.shorts(members.iter().copied());
    let listed = voice.some(&names);
    let word = voice.words(std::slice::from_ref(&thread.subject));
    // What some of them share besides makes a better heading than one word.
    let companion = thread.companion.as_ref().filter(|(word, _)| companions.insert(word.as_str()));
    let title = capitalised(&thread.subject);
    let heading = if let Some((other, _)) = companion {
        voice.say("thread-heading-pair", &[("subject", Text(&title)), ("other", Text(other))])
    } else {
        let arguments = [("subject", Text(&title)), ("lower", Text(&thread.subject)), ("count", Count(names.len()))];
        voice.vary("thread-heading", turn, &arguments)
    };
    let arguments = [("names", Text(&listed)), ("count", Count(names.len())), ("word", Text(&word))];
    let mut sentences = vec![voice.vary("thread", turn, &arguments)];
    for (at, (entry, words)) in passages(voice, ledger, thread).into_iter().enumerate() {
        let name = voice.short(&entry.author.name);
        let quoted = voice.quoted(words, &entry.language);
        let id = match (at, entry.by_host) {
            (_, true) => "thread-quote-host",
            (0, false) => "thread-quote",
            (_, false) => "thread-quote-next",
        };
        sentences.push(voice.vary(id, turn, &[("name", Text(&name)), ("words", Text(&quoted))]));
    }
    if let Some((other, ids)) = companion {
        let sharing = members.iter().copied().filter(|entry| ids.contains(&entry.id));
        let names = voice.shorts(sharing);
        let listed = voice.list(&names);
        let other = voice.words(std::slice::from_ref(other));
        sentences.push(voice.say(
            "thread-companion",
            &[("names", Text(&listed)), ("word", Text(&other)), ("count", Count(names.len()))],
        ));
    }
    format!("### {}\n\n{}", heading, sentences.join(" "))
}

/// What is quoted in a section: of those who have been quoted least, of different people.
fn passages<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>, thread: &'a Thread) -> Vec<(&'a Entry, &'a str)> {
    let find = |id: &str| voice.collected.entries.iter().find(|entry| entry.id == id);
    let mut candidates: Vec<(&Entry, &str)> =
        thread.passages.iter().filter_map(|(id, words)| Some((find(id)?, words.as_str()))).collect();
    // The order among equals is the thread's: the best first.
    candidates.sort_by_key(|(entry, _)| ledger.times(&entry.author.name));
    let mut taken: Vec<(&Entry, &str)> = Vec::new();
    for (entry, words) in candidates {
        let new = taken.iter().all(|(other, _)| other.author.name != entry.author.name);
        if taken.len() < ledger.thrift.section_quotes && new && !ledger.is_said(words) && ledger.has_room(entry, words)
        {
            ledger.quote(entry, words);
            taken.push((entry, words));
        }
    }
    taken
}
