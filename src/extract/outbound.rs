//! Where a post sends its readers.

use std::collections::BTreeSet;

use url::Url;

use super::scan::Scan;
use crate::{
    model::{Link, Post, address},
    text::MarkKind,
};

/// More links than this are a list of links, of which the first tell enough.
const MOST: usize = 30;

/// The pages elsewhere that a text links to, in its order, each once: no navigation, no call, nothing of its own site.
pub(super) fn links(scan: &Scan<'_, '_>, post: &Post) -> Vec<Link> {
    let own = post.url.as_ref().and_then(Url::host_str).map(|host| host.trim_start_matches("www."));
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for block in scan.document.blocks.iter().filter(|block| !block.boilerplate) {
        for mark in &block.marks {
            let MarkKind::Link(href) = &mark.kind else { continue };
            // What is relative leads to the post's own site.
            let Ok(url) = Url::parse(href) else { continue };
            let host = url.host_str().map(|host| host.trim_start_matches("www."));
            let key = address::key(&url);
            let text = scan.text(&mark.range).split_whitespace().collect::<Vec<_>>().join(" ");
            let elsewhere = matches!(url.scheme(), "http" | "https") && host.is_some() && host != own;
            if elsewhere && !text.is_empty() && !scan.theme.calls.contains(&key) && seen.insert(key) {
                links.push(Link { url: address::canonical(&url), text });
                if links.len() == MOST {
                    return links;
                }
            }
        }
    }
    links
}
