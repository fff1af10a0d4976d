//! Who wrote it.

use super::{MOST_OF_A_KIND, Repair, split};
use crate::feed::{
    person,
    tokens::{Tag, Token},
};

impl<'a> Repair<'a, '_> {
    /// A person: a structure with a name, or one line of text.
    pub(super) fn person(&mut self, tag: &Tag<'a>) -> Option<person::Named> {
        if tag.empty {
            return None;
        }
        let mut found = person::Parts::default();
        loop {
            let before = self.tokens.position();
            match self.tokens.next()? {
                Token::Text(raw) => found.line.push_str(&self.references.resolve(raw, self.notes)),
                Token::CData(text) => found.line.push_str(text),
                Token::Start(inner) if self.begins_item(inner.name) => {
                    self.tokens.rewind(before);
                    break;
                }
                Token::Start(inner) => {
                    let text = self.capture(&inner).plain;
                    match split(inner.name).1.to_ascii_lowercase().as_str() {
                        "name" => found.name = text,
                        "uri" | "url" | "homepage" => found.url = self.absolute(&text, &inner),
                        _ => {}
                    }
                }
                Token::End(name) if name == tag.name => break,
                Token::End(name) if self.stack.iter().any(|open| open.name == name) => {
                    self.tokens.rewind(before);
                    break;
                }
                Token::End(_) | Token::Aside => {}
            }
        }
        found.named()
    }

    /// The feed an entry was copied from says who wrote it when the entry does not (RFC 4287, section 4.2.1).
    pub(super) fn source(&mut self, tag: &Tag<'a>) {
        if tag.empty {
            return;
        }
        loop {
            let before = self.tokens.position();
            match self.tokens.next() {
                Some(Token::Start(inner)) if self.begins_item(inner.name) => return self.tokens.rewind(before),
                Some(Token::Start(inner)) if split(inner.name).1.eq_ignore_ascii_case("author") => {
                    let author = self.person(&inner);
                    self.late_author = self.late_author.take().or(author);
                }
                Some(Token::Start(inner)) => {
                    if !matches!(split(inner.name).1, "link" | "category") {
                        self.skip(&inner);
                    }
                }
                Some(Token::End(name)) if name == tag.name => return,
                Some(Token::End(name)) if self.stack.iter().any(|open| open.name == name) => {
                    return self.tokens.rewind(before);
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    pub(super) fn author(&mut self, author: person::Named) {
        self.authors += 1;
        if self.authors > MOST_OF_A_KIND {
            return;
        }
        if self.item_at.is_none() {
            self.feed.authors.push(author);
            return;
        }
        self.seen.push("author");
        if self.is_atom {
            self.out.push_str("<author>");
            self.write("name", None, &author.name);
            if let Some(url) = &author.url {
                self.write("uri", None, url.as_str());
            }
            self.out.push_str("</author>");
        } else if let Some(item) = self.items.last_mut() {
            // RSS has a place for a mail address only: what is a name and a page would be lost there.
            item.authors.push(author);
        }
    }
}
