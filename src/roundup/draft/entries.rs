//! The list of the entries: each with a paragraph of its own, the host's at the end.

use std::collections::BTreeSet;

use super::{
    super::phrases::Argument::{Count, Text},
    block::{self, Block},
    blurb,
    ledger::{CROWD, Ledger},
    voice::{Voice, capitalised},
};
use crate::model::Entry;

pub(super) fn blocks<'a>(voice: &Voice<'a>, ledger: &mut Ledger<'a>) -> Vec<Block> {
    let entries = &voice.collected.entries;
    if entries.is_empty() {
        return Vec::new();
    }
    let heading = voice.say("entries-heading", &[("count", Count(entries.len()))]);
    let mut opening = format!("## {heading}\n\n{{{{ entries() }}}}");
    let groups = if entries.len() < CROWD { vec![(None, entries.iter().collect())] } else { by_subject(voice) };
    let (most, some) = if groups.len() > 1 {
        (voice.extent.of_subject, "entries-some-of-each")
    } else {
        (voice.extent.entries, "entries-some")
    };
    if groups.iter().any(|(_, group)| group.len() > most) {
        opening += "\n\n";
        opening += &voice.say(some, &[("count", Count(most))]);
    }
    let mut blocks = vec![Block::new("entries", opening)];
    let mut before = None;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (subject, group) in groups {
        if let Some(subject) = subject {
            let heading = match &subject {
                Group::Subject(subject) => voice.say("entries-about", &[("subject", Text(&capitalised(subject)))]),
                Group::Others => voice.say("entries-others", &[]),
            };
            let id = match &subject {
                Group::Subject(subject) => format!("entries-{}", block::subject_key(subject)),
                Group::Others => "entries-others".to_owned(),
            };
            blocks.push(Block::new(id, format!("### {heading}")));
        }
        for entry in group.into_iter().take(most) {
            let again = !seen.insert(&entry.author.name);
            let text = blurb::of(voice, ledger, entry, again, &mut before);
            blocks.push(Block::new(format!("entry-{}", block::key(entry)), text));
        }
    }
    blocks
}

enum Group<'a> {
    Subject(&'a str),
    Others,
}

/// A crowd is read by subject: each entry under the first thread it is in, the host's own always last.
fn by_subject<'a>(voice: &Voice<'a>) -> Vec<(Option<Group<'a>>, Vec<&'a Entry>)> {
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let mut groups = Vec::new();
    for thread in &voice.collected.threads {
        let members = voice.members(thread).into_iter().filter(|entry| !entry.by_host);
        let group: Vec<&Entry> = members.filter(|entry| placed.insert(&entry.id)).collect();
        if !group.is_empty() {
            groups.push((Some(Group::Subject(thread.subject.as_str())), group));
        }
    }
    let others: Vec<&Entry> =
        voice.collected.entries.iter().filter(|entry| !placed.contains(entry.id.as_str())).collect();
    if !others.is_empty() {
        let heading = (!groups.is_empty()).then_some(Group::Others);
        groups.push((heading, others));
    }
    groups
}
