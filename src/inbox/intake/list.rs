//! Addresses in a text, one or several a line; feeds in OPML.

use std::collections::HashSet;

use url::Url;

use super::{name, page};
use crate::{
    feed::Opml,
    model::{Route, Tip, address},
};

/// Every address in a text, each once, in its order. A line that begins with `#` is a remark.
pub(super) fn addresses(text: &str, own: &[Url]) -> Vec<Tip> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let tips = found(lines, own).into_iter();
    tips.map(|address| Tip { address, route: Route::List, author: None, text: None }).collect()
}

/// The addresses in some lines, each once, but not those of `own`.
pub(super) fn found<'a>(lines: impl Iterator<Item = &'a str>, own: &[Url]) -> Vec<Url> {
    let mut seen: HashSet<String> = own.iter().map(address::key).collect();
    let mut found = Vec::new();
    for line in lines {
        for start in line.match_indices("http").map(|(at, _)| at) {
            let rest = &line[start..];
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"“”«»|".contains(c)).unwrap_or(rest.len());
            // What stands around an address in a sentence is not part of it.
            let text = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '}', '*', '_']);
            if let Some(url) = page(text).filter(|url| seen.insert(address::key(url))) {
                found.push(url);
            }
        }
    }
    found
}

/// The blogs of a list of feeds: their pages, or the feeds themselves.
pub(super) fn feeds(opml: Opml) -> Vec<Tip> {
    let feeds = opml.feeds.into_iter();
    feeds
        .map(|feed| Tip {
            address: feed.page.unwrap_or(feed.feed),
            route: Route::List,
            author: name(&feed.title),
            text: None,
        })
        .collect()
}
