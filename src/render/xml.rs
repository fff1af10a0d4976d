//! Writing XML: Atom (RFC 4287) and OPML 2.0; `rss` and `sitemap` use what is here.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    RenderError,
    feeds::{Feed, Item},
    html::safe_url,
};
use crate::model::{Blog, FeedSource, Moment, Person};

/// Without the characters XML 1.0 forbids (section 2.2): the writer escapes, but does not drop them.
pub(crate) fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    text.chars().filter(allowed).collect()
}

/// RFC 3339, as Atom wants it; a day begins at midnight UTC.
fn date_time(moment: Moment) -> String {
    match moment {
        Moment::Instant(..) => moment.to_string(),
        Moment::Day(day) => format!("{day}T00:00:00Z"),
    }
}

pub(super) type Xml = Writer<Vec<u8>>;

pub(super) fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<Vec<u8>, RenderError> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let result =
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).and_then(|()| write(&mut xml));
    result.map_err(|error| RenderError { message: error.to_string() })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

pub(super) fn element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(text))).map(|_| ())
}

fn link(xml: &mut Xml, rel: &str, href: &str, kind: Option<&str>) -> io::Result<()> {
    let href = clean(href);
    let mut element = xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("href", href.as_str()));
    if let Some(kind) = kind {
        element = element.with_attribute(("type", kind));
    }
    element.write_empty().map(|_| ())
}

fn person(xml: &mut Xml, person: &Person) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| {
            element(xml, "name", &person.name)?;
            match safe_url(person.url.as_ref()) {
                Some(url) => element(xml, "uri", &url),
                None => Ok(()),
            }
        })
        .map(|_| ())
}

/// A feed in Atom.
pub(crate) fn atom(feed: &Feed) -> Result<Vec<u8>, RenderError> {
    document(|xml| {
        xml.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", feed.lang.as_str()))
            .write_inner_content(|xml| {
                element(xml, "title", &feed.title)?;
                element(xml, "subtitle", &feed.description)?;
                element(xml, "id", &feed.home)?;
                link(xml, "self", &format!("{}.atom", feed.address), Some("application/atom+xml"))?;
                link(xml, "alternate", &feed.home, Some("text/html"))?;
                if let Some(hub) = &feed.hub {
                    link(xml, "hub", hub, None)?;
                }
                element(xml, "updated", &updated(feed.updated))?;
                element(xml, "generator", "blogkermis")?;
                feed.items.iter().try_for_each(|item| atom_entry(xml, item, feed))
            })
            .map(|_| ())
    })
}

/// Atom insists on a date. Where nothing is known, the epoch says so plainly; the build's own time never stands in.
fn updated(moment: Option<Moment>) -> String {
    moment.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), date_time)
}

fn atom_entry(xml: &mut Xml, item: &Item, feed: &Feed) -> io::Result<()> {
    xml.create_element("entry")
        .with_attribute(("xml:lang", item.lang.as_str()))
        .write_inner_content(|xml| {
            element(xml, "title", &item.title)?;
            element(xml, "id", &item.page)?;
            link(xml, "alternate", &item.page, Some("text/html"))?;
            if let Some(original) = &item.original {
                link(xml, "via", original, None)?;
            }
            if let Some(published) = item.published {
                element(xml, "published", &date_time(published))?;
            }
            element(xml, "updated", &updated(item.dated.or(feed.updated)))?;
            person(xml, &item.author)?;
            if !item.summary.is_empty() {
                element(xml, "summary", &item.summary)?;
            }
            xml.create_element("content")
                .with_attribute(("type", "html"))
                .write_text_content(BytesText::new(&clean(&item.html)))
                .map(|_| ())
        })
        .map(|_| ())
}

/// Those blogs that have a feed on the web, as an OPML 2.0 list. `blogkermis add` reads it back.
///
/// # Errors
/// When the XML cannot be written.
pub fn opml<'a>(title: &str, blogs: impl Iterator<Item = &'a Blog>) -> Result<Vec<u8>, RenderError> {
    document(|xml| {
        xml.create_element("opml")
            .with_attribute(("version", "2.0"))
            .write_inner_content(|xml| {
                xml.create_element("head").write_inner_content(|xml| element(xml, "title", title))?;
                xml.create_element("body").write_inner_content(|xml| {
                    for blog in blogs {
                        let Some(FeedSource::Web(feed)) = &blog.feed else { continue };
                        let Some(feed) = safe_url(Some(feed)) else { continue };
                        let home = safe_url(blog.url.as_ref());
                        let (title, author) = (clean(&blog.title), clean(&blog.author));
                        let mut outline = xml
                            .create_element("outline")
                            .with_attribute(("type", "rss"))
                            .with_attribute(("text", title.as_str()))
                            .with_attribute(("title", title.as_str()))
                            .with_attribute(("description", author.as_str()))
                            .with_attribute(("xmlUrl", feed.as_str()));
                        if let Some(home) = &home {
                            outline = outline.with_attribute(("htmlUrl", home.as_str()));
                        }
                        if let Some(language) = &blog.language {
                            outline = outline.with_attribute(("language", language.as_str()));
                        }
                        outline.write_empty()?;
                    }
                    Ok(())
                })?;
                Ok(())
            })
            .map(|_| ())
    })
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn drops_what_xml_forbids() {
        assert_eq!(clean("a\u{1}b\u{b}c\u{fffe}d\te"), "abcd\te");
    }
}
