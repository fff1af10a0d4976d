//! HTML → plain text, for titles, names and a first look at a body. No offsets: `crate::text` is for that.

use feed_rs::model::Text;
use scraper::{ElementRef, Html, Node};

use super::{depth, markup::looks_like_html};
use crate::model::printable;

/// Titles are cut here: a longer one is a mistake or an attack.
const LONGEST_TITLE: usize = 1000;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// The title of a feed or an item. RSS leaves open what a title is made of, so one is HTML when it looks like it.
pub(super) fn title(title: &Text, format: &str) -> String {
    let declared = title.content_type.subty() == "html" || title.content_type.subty() == "xhtml";
    if declared || format.starts_with("rss") { line(&title.content) } else { fold(&title.content) }
}

/// One line of plain text out of text that may be HTML.
pub(super) fn line(text: &str) -> String {
    if looks_like_html(text) && depth::check(text).is_ok() { fold(&of_html(text)) } else { fold(text) }
}

/// White space folded, nothing in it that steers a terminal or turns the text around, and not longer than a title may be.
pub(super) fn fold(text: &str) -> String {
    let folded = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().take(LONGEST_TITLE).collect()
}

/// The beginning of a text, for naming something in a note.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The text of HTML, blocks separated by blank lines. The HTML must have passed [`depth::check`].
pub(super) fn of_html(html: &str) -> String {
    of_element(Html::parse_fragment(html).root_element())
}

/// The text of an element and everything in it.
pub(super) fn of_element(root: ElementRef<'_>) -> String {
    let mut blocks = vec![String::new()];
    let break_block = |blocks: &mut Vec<String>| {
        if blocks.last().is_some_and(|block| !block.trim().is_empty()) {
            blocks.push(String::new());
        }
    };
    let mut node = *root;
    'walk: loop {
        match node.value() {
            Node::Text(text) => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(text);
                }
            }
            Node::Element(element) if BLOCKS.contains(&element.name()) => break_block(&mut blocks),
            Node::Element(element) if element.name() == "br" => {
                if let Some(block) = blocks.last_mut() {
                    block.push(' ');
                }
            }
            _ => {}
        }
        let silent = node.value().as_element().is_some_and(|e| matches!(e.name(), "script" | "style" | "template"));
        if let Some(child) = node.first_child().filter(|_| !silent) {
            node = child;
            continue;
        }
        loop {
            if node.value().as_element().is_some_and(|element| BLOCKS.contains(&element.name())) {
                break_block(&mut blocks);
            }
            if node.id() == root.id() {
                break 'walk;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { break 'walk };
            node = parent;
        }
    }
    let folded = blocks.iter().map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}
