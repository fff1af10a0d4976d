//! RSS 2.0 (the RSS Advisory Board's specification), for readers that know nothing newer.

use std::io;

use jiff::fmt::rfc2822::DateTimePrinter;

use super::{
    RenderError,
    feeds::{Feed, Item},
    html::safe_url,
    xml::{Xml, clean, document, element},
};
use crate::model::Moment;

/// A feed in RSS. The author's name stands in `dc:creator`: `author` wants a mail address. Their page stands in Atom's
/// `author`, which may stand in an item as any element of another namespace may. What RSS has no word for, the address of
/// the original, is the last link of the text.
pub(crate) fn rss(feed: &Feed) -> Result<Vec<u8>, RenderError> {
    document(|xml| {
        xml.create_element("rss")
            .with_attribute(("version", "2.0"))
            .with_attribute(("xmlns:atom", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xmlns:content", "http://purl.org/rss/1.0/modules/content/"))
            .with_attribute(("xmlns:dc", "http://purl.org/dc/elements/1.1/"))
            .write_inner_content(|xml| {
                xml.create_element("channel").write_inner_content(|xml| channel(xml, feed)).map(|_| ())
            })
            .map(|_| ())
    })
}

fn channel(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    element(xml, "title", &feed.title)?;
    element(xml, "link", &feed.home)?;
    // Not optional, though it may be all there is to say.
    element(xml, "description", if feed.description.is_empty() { &feed.title } else { &feed.description })?;
    element(xml, "language", &feed.lang)?;
    if let Some(updated) = feed.updated {
        element(xml, "lastBuildDate", &date_time(updated))?;
    }
    element(xml, "generator", "blogkermis")?;
    element(xml, "docs", "https://www.rssboard.org/rss-specification")?;
    let address = format!("{}.rss", feed.address);
    xml.create_element("atom:link")
        .with_attribute(("href", address.as_str()))
        .with_attribute(("rel", "self"))
        .with_attribute(("type", "application/rss+xml"))
        .write_empty()?;
    if let Some(hub) = &feed.hub {
        let hub = clean(hub);
        xml.create_element("atom:link")
            .with_attribute(("href", hub.as_str()))
            .with_attribute(("rel", "hub"))
            .write_empty()?;
    }
    feed.items
        .iter()
        .try_for_each(|entry| xml.create_element("item").write_inner_content(|xml| item(xml, entry)).map(|_| ()))
}

fn item(xml: &mut Xml, item: &Item) -> io::Result<()> {
    element(xml, "title", &item.title)?;
    element(xml, "link", &item.page)?;
    element(xml, "guid", &item.page)?;
    if let Some(published) = item.published {
        element(xml, "pubDate", &date_time(published))?;
    }
    element(xml, "dc:creator", &item.author.name)?;
    if let Some(url) = safe_url(item.author.url.as_ref()) {
        xml.create_element("atom:author").write_inner_content(|xml| {
            element(xml, "atom:name", &item.author.name)?;
            element(xml, "atom:uri", &url)
        })?;
    }
    element(xml, "dc:language", item.lang.as_str())?;
    if !item.summary.is_empty() {
        // Readers take it for HTML.
        element(xml, "description", &super::html::escape(&item.summary))?;
    }
    element(xml, "content:encoded", &item.html)
}

/// RFC 822 with a year of four digits; a day begins at midnight UTC.
fn date_time(moment: Moment) -> String {
    let printer = DateTimePrinter::new();
    let zoned = match moment {
        Moment::Instant(at, offset) => at.to_zoned(offset.to_time_zone()),
        Moment::Day(_) => moment.sort_key().to_zoned(jiff::tz::TimeZone::UTC),
    };
    // It has no words for years before Christ, nor has any feed a date of theirs.
    printer.zoned_to_string(&zoned).unwrap_or_default()
}
