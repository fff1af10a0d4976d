//! The page that the words before a quotation link to or name: a post of another contributor, the call of the host.

use std::collections::BTreeSet;

use url::Url;

use super::{Attributed, context::last_sentence};
use crate::{
    extract::{
        names::{self, Known},
        scan::{Scan, language_of},
    },
    model::address,
    text::{BlockKind, MarkKind, token},
};

/// A title of fewer words is named by chance.
const SHORTEST_TITLE: usize = 3;

/// Whose page the block at `index` links to in its last sentence, if everything there points to one person.
pub(super) fn page_of(scan: &Scan<'_, '_>, known: &Known, index: usize) -> Option<Attributed> {
    let block = scan.document.blocks.get(index)?;
    if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code) || block.blockquote.is_some() {
        return None;
    }
    let language = language_of(block);
    let sentence = last_sentence(scan.text(&block.range), language);
    let start = block.range.end - sentence.len();
    let host = scan.theme.host.as_ref();
    let links = block.marks.iter().filter(|mark| mark.range.start >= start).filter_map(|mark| match &mark.kind {
        MarkKind::Link(address) => Url::parse(address).ok(),
        _ => None,
    });
    let mut people: BTreeSet<&str> = links
        .filter_map(|url| {
            let key = address::key(&url);
            let call = host.filter(|_| scan.theme.calls.contains(&key)).map(|host| host.name.as_str());
            call.or_else(|| known.owner_of(&key))
        })
        .collect();
    let names_call = people.is_empty() && names_title(scan, sentence);
    if names_call && let Some(host) = host {
        people.insert(&host.name);
    }
    let mut people = people.into_iter();
    let (Some(only), None) = (people.next(), people.next()) else { return None };
    // Somebody else who is named there may be the one who speaks.
    let others = names::find(sentence, language).into_iter().any(|name| {
        known.complete(&name.text) != only
            && !only.contains(&name.text)
            && !(names_call && is_of_title(scan, &name.text))
    });
    let rule = if names_call { "call-named" } else { "page-linked" };
    (!others).then(|| Attributed::new(rule, Some(known.attribution(only))))
}

/// Whether a sentence names the call by its title, whatever the order of the words.
fn names_title(scan: &Scan<'_, '_>, sentence: &str) -> bool {
    let title = &scan.theme.title;
    let words: BTreeSet<String> = token::words(sentence).map(|(_, word)| word.to_lowercase()).collect();
    title.len() >= SHORTEST_TITLE && title.iter().all(|word| words.contains(word))
}

fn is_of_title(scan: &Scan<'_, '_>, name: &str) -> bool {
    token::words(name).all(|(_, word)| scan.theme.title.contains(&word.to_lowercase()))
}
