//! The opening: the theme, who hangs in the ride, and in which languages they write.

use super::{
    super::{
        markdown::escape,
        phrases::Argument::{Count, Text},
    },
    block::Block,
    voice::Voice,
};
use crate::model::EntryKind;

pub(super) fn block(voice: &Voice<'_>) -> Block {
    let entries = &voice.collected.entries;
    let mut names: Vec<String> = Vec::new();
    for name in entries.iter().map(|entry| escape(&entry.author.name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let listed = voice.some(&names);
    let mut sentences = vec![voice.say("opening", &[("count", Count(names.len())), ("names", Text(&listed))])];
    if entries.is_empty() {
        sentences.push(voice.say("opening-invitation", &[]));
        if let Some(prompt) = voice.collected.edition.prompts.first() {
            let prompt = voice.quoted(prompt, &voice.collected.edition.language);
            sentences.push(voice.say("opening-prompt", &[("prompt", Text(&prompt))]));
        }
    }
    if entries.len() > names.len() {
        sentences.push(voice.say("opening-entries", &[("count", Count(entries.len()))]));
    }
    let minis = entries.iter().filter(|entry| entry.kind == EntryKind::Mini).count();
    if minis > 0 && minis < entries.len() {
        sentences.push(voice.say("opening-minis", &[("count", Count(minis))]));
    }
    sentences.extend(languages(voice));
    Block::new("opening", format!("{}\n\n{{{{ ride() }}}}", sentences.join(" ")))
}

/// How many write in another language than the roundup's, by language.
fn languages(voice: &Voice<'_>) -> Vec<String> {
    let mut foreign: Vec<(&str, usize)> = Vec::new();
    for language in voice.collected.entries.iter().map(|entry| &entry.language) {
        if voice.is_foreign(language) {
            match foreign.iter_mut().find(|(seen, _)| *seen == language.primary()) {
                Some((_, count)) => *count += 1,
                None => foreign.push((language.primary(), 1)),
            }
        }
    }
    let named = foreign.into_iter().filter_map(|(language, count)| {
        let id = format!("language-{language}");
        voice.can_say(&id).then(|| {
            let language = voice.say(&id, &[]);
            voice.say("opening-languages", &[("count", Count(count)), ("language", Text(&language))])
        })
    });
    named.collect()
}
