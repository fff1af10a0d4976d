//! What is taken out of HTML before it is sanitised.

use std::{borrow::Cow, ops::Range};

use scraper::{Html, Selector};

use crate::feed::tokens::{Token, Tokens};

/// The HTML without start tags of embedded things that nothing closes (`<iframe src="…"/>`): to an HTML parser all that
/// follows would be inside them, and go with them.
pub(super) fn without_unclosed(html: &str) -> Cow<'_, str> {
    const EMBEDS: [&str; 8] = ["iframe", "object", "applet", "video", "audio", "canvas", "noembed", "noframes"];
    let mut tokens = Tokens::new(html);
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => match tag.name.to_ascii_lowercase() {
                name if EMBEDS.contains(&name.as_str()) => open.push((name, at..tokens.position())),
                name if matches!(name.as_str(), "script" | "style") => tokens.skip_raw(&name),
                _ => {}
            },
            // The innermost of a kind is looked for among the last few: all others are unclosed anyway.
            Token::End(name) => {
                let from = open.len().saturating_sub(16);
                if let Some(i) = open[from..].iter().rposition(|(other, _)| name.eq_ignore_ascii_case(other)) {
                    open.remove(from + i);
                }
            }
            _ => {}
        }
        at = tokens.position();
    }
    if open.is_empty() {
        return html.into();
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for (_, tag) in open {
        kept.push_str(&html[from..tag.start]);
        from = tag.end;
    }
    kept.push_str(&html[from..]);
    kept.into()
}

/// Whether HTML may have parts that are not to be shown: `data-nosnippet`, or hidden on its own page.
pub(super) fn mentions_hidden(html: &str) -> bool {
    let bytes = html.as_bytes();
    let has = |word: &[u8]| bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    let is_attribute = |part: &[u8]| {
        part[1..7].eq_ignore_ascii_case(b"hidden")
            && matches!(part[0], b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'"' | b'\'' | 0x0c)
            && !(part[7].is_ascii_alphanumeric() || matches!(part[7], b'-' | b'_'))
    };
    has(b"data-nosnippet") || bytes.windows(8).any(is_attribute)
}

/// The HTML without the parts that are not to be shown.
pub(super) fn without_hidden(html: &str) -> String {
    let mut document = Html::parse_fragment(html);
    let marked: Vec<_> = match Selector::parse("[data-nosnippet], [hidden]") {
        Ok(selector) => document.select(&selector).map(|element| element.id()).collect(),
        Err(_) => Vec::new(),
    };
    for id in marked {
        if let Some(mut node) = document.tree.get_mut(id) {
            node.detach();
        }
    }
    document.root_element().inner_html()
}
