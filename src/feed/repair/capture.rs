//! What an element holds, however badly it is closed.

use super::{Repair, split};
use crate::feed::{
    markup::{escape, write_end, write_start},
    tokens::{Tag, Token},
};

/// What an element holds.
#[derive(Debug, Default)]
pub(super) struct Captured {
    /// Its text with markup left out.
    pub(super) plain: String,
    /// The same with its markup, as HTML; `None` when there is none.
    pub(super) html: Option<String>,
}

impl Captured {
    /// HTML source: the markup, or the text, which is HTML that was escaped.
    pub(super) fn into_html(self) -> String {
        self.html.unwrap_or(self.plain)
    }
}

impl<'a> Repair<'a, '_> {
    /// Passes over an element nobody reads.
    pub(super) fn skip(&mut self, tag: &Tag<'a>) {
        self.read_to_end(tag, false);
    }

    /// What the element `tag` began holds.
    pub(super) fn capture(&mut self, tag: &Tag<'a>) -> Captured {
        self.read_to_end(tag, true)
    }

    /// Reads up to the end of the element `tag` began, or to where it must have ended: at the end of what it stands in,
    /// at the next item, and, for an element that holds `text`, where an element begins that no text has in it.
    pub(super) fn read_to_end(&mut self, tag: &Tag<'a>, text: bool) -> Captured {
        let mut captured = Captured::default();
        if tag.empty {
            return captured;
        }
        let mut same = 0_usize;
        loop {
            let before = self.tokens.position();
            let Some(token) = self.tokens.next() else { break };
            match token {
                Token::Text(raw) => {
                    let text = self.references.resolve(raw, self.notes);
                    if let Some(html) = &mut captured.html {
                        escape(html, &text);
                    }
                    captured.plain.push_str(&text);
                }
                Token::CData(text) => {
                    if let Some(html) = &mut captured.html {
                        escape(html, text);
                    }
                    captured.plain.push_str(text);
                }
                Token::Start(inner) if self.begins_item(inner.name) || text && self.is_sibling(&inner, tag) => {
                    self.tokens.rewind(before);
                    self.notes.add("mismatched-tags", "an element is not closed where it ends");
                    break;
                }
                Token::Start(inner) => {
                    same += usize::from(inner.name == tag.name && !inner.empty);
                    let html = captured.html.get_or_insert_with(|| {
                        let mut html = String::new();
                        escape(&mut html, &captured.plain);
                        html
                    });
                    write_start(html, &inner);
                }
                Token::End(name) if name == tag.name => {
                    if same == 0 {
                        break;
                    }
                    same -= 1;
                    write_end(captured.html.get_or_insert_default(), name);
                }
                Token::End(name) if self.stack.iter().any(|open| open.name == name) => {
                    self.tokens.rewind(before);
                    self.notes.add("mismatched-tags", "an element is not closed where it ends");
                    break;
                }
                Token::End(name) => {
                    if let Some(html) = &mut captured.html {
                        write_end(html, name);
                    }
                }
                Token::Aside => {}
            }
        }
        captured
    }

    pub(super) fn begins_item(&self, name: &str) -> bool {
        let (prefix, local) = split(name);
        let (item, usual) = if self.is_atom { ("entry", "atom") } else { ("item", "rss") };
        local.eq_ignore_ascii_case(item) && (prefix.is_empty() || prefix == usual || prefix == self.prefix)
    }

    /// Whether an element of RSS begins that cannot stand inside `tag`.
    pub(super) fn is_sibling(&self, inner: &Tag<'a>, tag: &Tag<'a>) -> bool {
        let names = ["category", "comments", "description", "enclosure", "guid", "link", "pubDate"];
        !self.is_atom && self.item_at.is_some() && inner.name != tag.name && !inner.empty && names.contains(&inner.name)
    }
}
