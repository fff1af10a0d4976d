//! What can still be had from a document that would give nothing.

use std::borrow::Cow;

use super::split;
use crate::feed::{
    notes::Notes,
    tokens::{Token, Tokens},
};

/// The document without the beginnings of a CDATA section and of a comment that do not end and would swallow items.
pub(super) fn without_unclosed_sections<'a>(text: &'a str, notes: &mut Notes) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    for (begin, end) in [("<![CDATA[", "]]>"), ("<!--", "-->")] {
        let after = text.rfind(end).map_or(0, |at| at + end.len());
        let Some(at) = text[after..].find(begin).map(|at| after + at) else { continue };
        let swallowed = &text[at + begin.len()..];
        // Where the document simply breaks off there is no item behind it, and what is there is no whole text.
        if has_items(swallowed) {
            notes.add("unclosed-section", "a CDATA section or a comment that does not end was taken for text");
            text = [&text[..at], swallowed].concat().into();
        }
    }
    text
}

/// Whether items begin in a document, whatever they stand in.
pub(super) fn has_items(text: &str) -> bool {
    Tokens::new(text).any(|token| match token {
        Token::Start(tag) => matches!(split(tag.name).1.to_ascii_lowercase().as_str(), "item" | "entry"),
        _ => false,
    })
}
