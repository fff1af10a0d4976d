//! HTML → plain text, for titles, names and a first look at a body. No offsets: `crate::text` is for that.

use feed_rs::model::Text;
use scraper::{ElementRef, Html, Node};

use super::{
    depth,
    markup::{is_void, looks_like_html},
    notes::Notes,
    refs::References,
    tokens::{Token, Tokens},
};
use crate::model::printable_line;

/// Titles are cut here: a longer one is a mistake or an attack.
const LONGEST_TITLE: usize = 1000;

/// So many bytes of words are read where no parser can say which of them are the text: a short novel.
const MOST_WORDS: usize = 256 << 10;

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
    let folded = printable_line(text);
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

/// The text of HTML that no parser should read, blocks separated by blank lines: the first [`MOST_WORDS`] of it. Takes time
/// linear in its source, of which it reads as much as a post may have.
pub(super) fn of_source(source: &str) -> String {
    let mut tokens = Tokens::new(source.get(..source.floor_char_boundary(depth::LARGEST)).unwrap_or(source));
    let (mut references, mut notes) = (References::default(), Notes::default());
    let mut text = String::new();
    // What is not to be shown: the element, and how many of its name are open in it.
    let mut hidden: Option<(String, usize)> = None;
    while let Some(token) = tokens.next().filter(|_| text.len() < MOST_WORDS) {
        match (token, &mut hidden) {
            (Token::Start(tag), Some((name, open))) if tag.name.eq_ignore_ascii_case(name) => *open += 1,
            (Token::End(ended), Some((name, open))) if ended.eq_ignore_ascii_case(name) => {
                *open -= 1;
                if *open == 0 {
                    hidden = None;
                }
            }
            (_, Some(_)) | (Token::Aside, None) => {}
            (Token::Text(words) | Token::CData(words), None) => {
                text.push_str(&references.resolve(&words.replace("\n\n", "\n"), &mut notes));
            }
            (Token::Start(tag), None) => {
                let name = tag.name.to_ascii_lowercase();
                text.push_str(if BLOCKS.contains(&name.as_str()) { "\n\n" } else { "" });
                text.push_str(if name == "br" { " " } else { "" });
                if matches!(name.as_str(), "script" | "style") {
                    tokens.skip_raw(&name);
                } else if (tag.attribute("data-nosnippet").or(tag.attribute("hidden"))).is_some() && !is_void(&name) {
                    hidden = Some((name, 1));
                }
            }
            (Token::End(name), None) => {
                text.push_str(if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) { "\n\n" } else { "" });
            }
        }
    }
    text.truncate(text.floor_char_boundary(MOST_WORDS));
    let blocks = text.split("\n\n").map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The text of HTML, blocks separated by blank lines. The HTML must have passed [`depth::check`].
pub(super) fn of_html(html: &str) -> String {
    of_element(Html::parse_fragment(html).root_element())
}

/// The text of an element and everything in it.
pub(crate) fn of_element(root: ElementRef<'_>) -> String {
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

#[cfg(test)]
mod tests {
    use super::of_source;

    #[test]
    fn the_words_are_left_of_what_no_parser_reads() {
        let source = "<div>a &amp; b<script>x</script> caf&eacute;<p>c<br>d</p>\n\ne<!-- f --><style>g</style><I>h</I>";
        assert_eq!(of_source(source), "a & b café\n\nc d\n\neh");
        assert_eq!(of_source("a <p data-nosnippet>b <p>c</p> d</p> e"), "a\n\ne");
        assert_eq!(of_source("a <span data-nosnippet>b"), "a");
        assert_eq!(of_source("a <i hidden>b</i>c"), "a c");
        assert_eq!(of_source("&lt;b&gt; 1 < 2"), "<b> 1 < 2");
        assert_eq!(of_source(&"a ".repeat(3 << 20)).len(), (256 << 10) - 1);
    }
}
