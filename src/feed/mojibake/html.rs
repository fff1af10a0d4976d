//! Mending the text in HTML, block by block.

use scraper::{Html, Node};

use super::{mend_block, pages};
use crate::feed::depth;

/// Elements whose text is no prose.
const CODE: &[&str] = &["code", "kbd", "pre", "samp", "script", "style", "textarea", "tt", "var"];

/// Elements that run along in the text around them.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "mark", "q",
    "rp", "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
];

/// The HTML with its text mended; `None` when there is nothing to mend. Parsed first, so that a character written as a
/// reference counts as itself, and only when there is something to suspect.
pub(in crate::feed) fn mend_html(html: &str) -> Option<String> {
    if !is_suspicious(html) || depth::check(html).is_err() {
        return None;
    }
    if !html.contains(['<', '&']) {
        return super::mend(html);
    }
    let mut document = Html::parse_fragment(html);
    // A block and the texts in it.
    let mut blocks: Vec<(_, Vec<_>)> = Vec::new();
    for node in document.tree.nodes().filter(|node| node.value().is_text()) {
        let mut block = None;
        let mut is_code = false;
        for above in node.ancestors() {
            let Some(element) = above.value().as_element() else { continue };
            is_code |= CODE.contains(&element.name());
            if block.is_none() && !INLINE.contains(&element.name()) {
                block = Some(above.id());
            }
        }
        let Some(block) = block.filter(|_| !is_code) else { continue };
        match blocks.last_mut() {
            Some((last, texts)) if *last == block => texts.push(node.id()),
            _ => blocks.push((block, vec![node.id()])),
        }
    }
    let mut changed = false;
    for (_, texts) in blocks {
        let pieces: Vec<String> =
            texts.iter().filter_map(|id| Some(document.tree.get(*id)?.value().as_text()?.to_string())).collect();
        let Some(mended) = mend_block(&pieces.iter().map(String::as_str).collect::<Vec<_>>()) else { continue };
        for (id, text) in texts.into_iter().zip(mended) {
            if let Some(mut node) = document.tree.get_mut(id)
                && let Node::Text(old) = node.value()
            {
                old.text = text.into();
                changed = true;
            }
        }
    }
    changed.then(|| document.root_element().inner_html())
}

/// Whether HTML source may hold something to mend: as characters, or as references to them.
fn is_suspicious(html: &str) -> bool {
    let references = ["&Atilde;", "&Acirc;", "&acirc;", "&eth;", "&#195;", "&#194;", "&#226;", "&#240;"];
    super::is_suspicious(html)
        || html.contains('&') && (references.iter().any(|name| html.contains(name)) || has_lead_before_reference(html))
}

/// `Ã&nbsp;`, `Ã&copy;`.
fn has_lead_before_reference(html: &str) -> bool {
    html.match_indices('&')
        .any(|(at, _)| html[..at].chars().next_back().is_some_and(|c| !c.is_ascii() && pages::can_lead(c)))
}
