//! The files that go with an item.

use super::Repair;
use crate::{
    feed::{person, tokens::Tag},
    model::Enclosure,
};

/// More files than a post of a blog has.
pub(in crate::feed) const MOST_ENCLOSURES: usize = 20;

impl<'a> Repair<'a, '_> {
    /// `enclosure` of RSS 2.0, `media:content` of Media RSS.
    pub(super) fn enclosure(&mut self, tag: &Tag<'a>) {
        self.skip(tag);
        let Some(url) = tag.attribute("url").or_else(|| tag.attribute("href")) else { return };
        let url = self.references.resolve(url, self.notes).into_owned();
        let length = tag.attribute("length").or_else(|| tag.attribute("fileSize"));
        self.add_enclosure(&self.absolute(&url, tag), tag.attribute("type"), length);
    }

    pub(super) fn add_enclosure(&mut self, url: &str, media_type: Option<&str>, length: Option<&str>) {
        let Some(url) = person::web(url) else { return };
        let Some(item) = self.items.last_mut().filter(|_| self.item_at.is_some()) else { return };
        add(
            &mut item.enclosures,
            Enclosure {
                url,
                media_type: media_type.and_then(media_type_of),
                length: length.and_then(|length| length.trim().parse().ok()).filter(|length| *length > 0),
            },
        );
    }
}

/// Adds a file, once, unless there are enough.
pub(in crate::feed) fn add(enclosures: &mut Vec<Enclosure>, enclosure: Enclosure) {
    if enclosures.len() < MOST_ENCLOSURES && !enclosures.iter().any(|known| known.url == enclosure.url) {
        enclosures.push(enclosure);
    }
}

/// A media type without its parameters, in lower case (RFC 6838, section 4.2); `None` when it has not the form of one.
pub(in crate::feed) fn media_type_of(text: &str) -> Option<String> {
    let kind = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    let (top, sub) = kind.split_once('/')?;
    (kind.len() <= 127 && is_name(top) && is_name(sub)).then_some(kind)
}
