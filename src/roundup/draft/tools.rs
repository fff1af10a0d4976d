//! What several entries point to: tools, models, pages elsewhere.

use std::collections::BTreeMap;

use url::Url;

use super::{
    super::{
        markdown::link,
        phrases::Argument::{Count, Text},
    },
    block::Block,
    voice::Voice,
};
use crate::{
    model::{Entry, address},
    text::token::is_stop_word,
};

/// More than this many are a list of links, which nobody asked for.
const MOST: usize = 8;

/// A page or a thing, and who points to it.
struct Pointed<'a> {
    url: &'a Url,
    text: &'a str,
    by: Vec<&'a Entry>,
}

pub(super) fn block(voice: &Voice<'_>) -> Option<Block> {
    let shared = shared(&voice.collected.entries);
    if shared.is_empty() {
        return None;
    }
    let lines = shared.iter().map(|pointed| {
        let names = voice.shorts(pointed.by.iter().copied());
        let title = link(pointed.text, Some(pointed.url));
        let listed = voice.some(&names);
        let line =
            voice.say("tool", &[("title", Text(&title)), ("names", Text(&listed)), ("count", Count(names.len()))]);
        format!("- {line}")
    });
    let lines: Vec<String> = lines.collect();
    let heading = voice.say("tools-heading", &[]);
    let opening = voice.say("tools-opening", &[("count", Count(lines.len()))]);
    Some(Block::new("tools", format!("## {heading}\n\n{opening}\n\n{}", lines.join("\n"))))
}

/// What at least two people link to: by address or, for a thing with a name, by that.
fn shared(entries: &[Entry]) -> Vec<Pointed<'_>> {
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    let contributors: Vec<String> = entries.iter().filter_map(|entry| host(entry.url.as_ref()?)).collect();
    let mut pointed: Vec<Pointed<'_>> = Vec::new();
    let mut by_address: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        for link in &entry.links {
            if host(&link.url).is_some_and(|host| contributors.contains(&host)) {
                continue;
            }
            let key = address::key(&link.url);
            let name = is_name(&link.text).then(|| link.text.to_lowercase());
            let known = by_address.get(&key).or_else(|| by_name.get(name.as_ref()?)).copied();
            let at = known.unwrap_or_else(|| {
                pointed.push(Pointed { url: &link.url, text: &link.text, by: Vec::new() });
                pointed.len() - 1
            });
            by_address.insert(key, at);
            if let Some(name) = name {
                by_name.insert(name, at);
                if !is_name(pointed[at].text) {
                    pointed[at].text = &link.text;
                }
            }
            if pointed[at].by.iter().all(|other| other.author.name != entry.author.name) {
                pointed[at].by.push(entry);
            }
        }
    }
    pointed.retain(|pointed| pointed.by.len() > 1);
    pointed.sort_by(|a, b| b.by.len().cmp(&a.by.len()).then_with(|| a.url.as_str().cmp(b.url.as_str())));
    pointed.truncate(MOST);
    pointed
}

/// Whether the words of a link are a name: one to four words, the first with a capital and no sentence around it.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let says_something = text
        .split_whitespace()
        .map(str::to_lowercase)
        .any(|word| !is_stop_word(&word, "nl") && !is_stop_word(&word, "en"));
    (1..=4).contains(&words)
        && says_something
        && text.starts_with(char::is_uppercase)
        && !text.ends_with(['.', '!', '?', ':', ','])
}
