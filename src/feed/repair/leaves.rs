//! The elements of a feed that somebody reads.

use url::Url;

use super::Repair;
use crate::feed::{
    base64,
    markup::{escape, looks_like_html},
    person,
    tokens::Tag,
    vocabulary::Leaf,
};

impl<'a> Repair<'a, '_> {
    pub(super) fn leaf(&mut self, leaf: Leaf, tag: &Tag<'a>) {
        match leaf {
            Leaf::Text(name) => {
                let text = self.capture(tag).plain;
                self.put(name, None, text.trim());
            }
            Leaf::Fallback(name) => {
                let text = self.capture(tag).plain;
                self.late(name, text.trim());
            }
            Leaf::Html(name) => {
                let html = self.capture(tag).into_html();
                self.put(name, None, &html);
            }
            Leaf::HtmlFallback(name) => {
                let html = self.capture(tag).into_html();
                self.late(name, &html);
            }
            Leaf::Construct(name) => self.construct(name, tag),
            Leaf::Category => self.category(tag),
            Leaf::Keywords => {
                let text = self.capture(tag).plain;
                for word in text.split(',') {
                    self.write_category(word, None, None);
                }
            }
            Leaf::Link => self.link(tag),
            Leaf::Guid => {
                let text = self.capture(tag).plain;
                let is_permalink =
                    !tag.attribute("isPermaLink").is_some_and(|v| v.trim().eq_ignore_ascii_case("false"));
                self.guid(&text, is_permalink);
            }
            Leaf::Author => {
                if let Some(author) = self.person(tag) {
                    self.author(author);
                }
            }
            Leaf::AuthorFallback => {
                let author = self.person(tag);
                if self.late_author.is_none() {
                    self.late_author = author;
                }
                if self.item_at.is_none() && self.feed.authors.is_empty() {
                    self.feed.authors.extend(self.late_author.take());
                }
            }
            Leaf::Language => {
                let text = self.capture(tag).plain;
                let aside = if self.item_at.is_some() { self.items.last_mut() } else { Some(&mut self.feed) };
                if let Some(aside) = aside.filter(|_| !text.trim().is_empty()) {
                    aside.language = Some(text.trim().to_owned());
                }
            }
            Leaf::Source => self.source(tag),
            Leaf::Enclosure => self.enclosure(tag),
            Leaf::Pace(wish) => self.pace(wish, tag),
            Leaf::Original => {
                let text = self.capture(tag).plain;
                let original = person::web(&self.absolute(&text, tag));
                if let Some(item) = self.items.last_mut() {
                    item.original = item.original.take().or(original);
                }
            }
            Leaf::NewAddress => {
                let text = self.capture(tag).plain;
                let moved = person::web(&self.absolute(&text, tag));
                self.moved = self.moved.take().or(moved);
            }
            Leaf::Item | Leaf::Channel | Leaf::Group => {}
        }
    }

    /// An Atom text construct (RFC 4287, section 3.1) or content (4.1.3), and their forebears in Atom 0.3.
    pub(super) fn construct(&mut self, name: &'static str, tag: &Tag<'a>) {
        if let Some(language) = tag.attribute("xml:lang").filter(|_| name == "content")
            && let Some(aside) = self.items.last_mut()
        {
            aside.language = Some(language.to_owned());
        }
        if tag.attribute("xml:base").is_some() && name != "title" {
            let base = self.absolute(
                tag.attribute("xml:base").unwrap_or_default(),
                &Tag { attributes: Vec::new(), ..tag.clone() },
            );
            if let (Some(aside), Ok(base)) = (self.items.last_mut(), Url::parse(&base)) {
                aside.base = Some(base);
            }
        }
        if name == "content" && tag.attribute("src").is_some() {
            self.skip(tag);
            self.notes.add("content-elsewhere", "an entry's content stands at another address and was not read");
            return;
        }
        let kind = tag.attribute("type").map(|kind| kind.trim().to_ascii_lowercase());
        let mode = tag.attribute("mode").filter(|_| self.old_atom).map(|mode| mode.trim().to_ascii_lowercase());
        let captured = self.capture(tag);
        let sloppy = captured.html.is_some();
        let (kind, value) = match (kind.as_deref(), mode.as_deref()) {
            (_, Some("base64")) => match base64::decode(&captured.plain) {
                Some(text) => ("html", text),
                None => return,
            },
            (Some("html" | "text/html"), _) if self.old_atom && mode.as_deref() != Some("escaped") && !sloppy => {
                ("html", captured.plain)
            }
            (Some("xhtml" | "application/xhtml+xml"), _) if !sloppy && !looks_like_html(&captured.plain) => {
                ("text", captured.plain)
            }
            (Some(kind), _) if kind.contains("html") => ("html", captured.into_html()),
            (_, Some("escaped")) => {
                (if looks_like_html(&captured.plain) { "html" } else { "text" }, captured.into_html())
            }
            (None | Some("text" | "text/plain"), _) if sloppy => ("html", captured.into_html()),
            (None, _) if looks_like_html(&captured.plain) => ("html", captured.plain),
            (None | Some("text"), _) => ("text", captured.plain),
            (Some(kind), _) if kind.starts_with("text/") => ("text", captured.plain),
            (Some(kind), _) if kind.ends_with("xml") => ("html", captured.into_html()),
            _ => match base64::decode(&captured.plain) {
                Some(text) => (if looks_like_html(&text) { "html" } else { "text" }, text),
                None => return,
            },
        };
        self.put(name, Some(kind), &value);
    }

    pub(super) fn link(&mut self, tag: &Tag<'a>) {
        if let Some(href) = tag.attribute("href") {
            let href = self.references.resolve(href, self.notes).into_owned();
            let href = self.absolute(&href, tag);
            let rel = tag.attribute("rel").unwrap_or("alternate").trim().to_ascii_lowercase();
            if rel == "enclosure" {
                self.add_enclosure(&href, tag.attribute("type"), tag.attribute("length"));
            }
            if self.is_atom {
                let kind = tag.attribute("type").unwrap_or_default();
                self.out.push_str("<link");
                for (name, value) in [("rel", rel.as_str()), ("href", &href), ("type", kind)] {
                    if !value.is_empty() {
                        self.out.extend([" ", name, "=\""]);
                        escape(&mut self.out, value);
                        self.out.push('"');
                    }
                }
                self.out.push_str("/>");
            } else if rel == "alternate" {
                self.late("link", &href);
            }
            // An unclosed `<link href="…">` must not swallow what follows; a lone `</link>` closes nothing.
        } else {
            let text = self.capture(tag).plain;
            let href = self.absolute(&text, tag);
            if self.is_atom {
                if !href.is_empty() {
                    self.out.push_str("<link rel=\"alternate\" href=\"");
                    escape(&mut self.out, &href);
                    self.out.push_str("\"/>");
                }
            } else {
                self.put("link", None, &href);
            }
        }
    }

    /// The address `raw` stands for, resolved as far as the document's own bases go.
    pub(super) fn absolute(&self, text: &str, tag: &Tag<'a>) -> String {
        let text = text.trim();
        let base = self.stack.last().and_then(|open| open.base.as_ref());
        let own = tag.attribute("xml:base").and_then(|own| base.map_or_else(|| Url::parse(own), |b| b.join(own)).ok());
        match own.as_ref().or(base).map(|base| base.join(text)) {
            Some(Ok(url)) if !text.is_empty() => url.into(),
            _ => text.to_owned(),
        }
    }

    pub(super) fn guid(&mut self, text: &str, is_permalink: bool) {
        self.put("guid", None, text.trim());
        if is_permalink && let Some(aside) = self.items.last_mut() {
            aside.permalink.get_or_insert_with(|| text.trim().to_owned());
        }
    }

    pub(super) fn category(&mut self, tag: &Tag<'a>) {
        let term = tag
            .attribute("term")
            .or_else(|| tag.attribute("text"))
            .map(|term| self.references.resolve(term, self.notes).into_owned());
        let label = tag.attribute("label").map(|label| self.references.resolve(label, self.notes).into_owned());
        let scheme = tag.attribute("scheme").map(str::to_owned);
        if let Some(term) = term {
            self.write_category(&term, label.as_deref(), scheme.as_deref());
        } else {
            let text = self.capture(tag).plain;
            self.write_category(&text, None, None);
        }
    }
}
