//! Lists of feeds: OPML 1 and 2.

use url::Url;

use super::{
    FeedError,
    decode::decode,
    notes::Notes,
    person::web,
    plain,
    refs::{self, References},
    repair::html_title,
    tokens::{Token, Tokens},
};
use crate::model::{Lang, address};

/// A feed of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpmlFeed {
    /// What the list calls it; may be empty.
    pub title: String,
    /// Its address.
    pub feed: Url,
    /// The page it belongs to.
    pub page: Option<Url>,
    /// The language the list gives it.
    pub language: Option<Lang>,
}

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// The feeds, in the list's order, each once.
    pub feeds: Vec<OpmlFeed>,
    /// What the list calls the outlines whose feed stands in it before.
    pub repeated: Vec<String>,
    /// What the list calls the outlines that say they have a feed but give no http(s) address of one.
    pub unusable: Vec<String>,
}

/// Reads a list of feeds: every `outline` with an `xmlUrl`, however deep. Outlines that only group others are passed
/// over. Two addresses of one page ([`address::key`]) are one feed.
///
/// # Errors
/// When the bytes are no OPML.
pub fn opml(bytes: &[u8]) -> Result<Opml, FeedError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FeedError::Empty);
    }
    let mut notes = Notes::default();
    let text = refs::clean(decode(bytes, None, &mut notes), &mut notes);
    let mut references = References::default();
    let mut is_opml = false;
    let mut list = Opml::default();
    let mut known = std::collections::HashSet::new();
    for token in Tokens::new(&text) {
        let Token::Start(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            "opml" => is_opml = true,
            "html" if !is_opml => return Err(FeedError::Html { title: html_title(&text) }),
            "outline" if is_opml => {
                let mut value = |name| tag.attribute(name).map(|raw| references.resolve(raw, &mut notes).into_owned());
                let title = value("title").filter(|title| !title.trim().is_empty()).or_else(|| value("text"));
                let title = title.map(|title| plain::line(&title)).unwrap_or_default();
                let address = value("xmlUrl");
                let is_feed = address.is_some() || value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("rss"));
                match address.as_deref().and_then(web).filter(|url| url.host_str().is_some()) {
                    None if is_feed => list.unusable.push(title),
                    None => {}
                    Some(feed) if !known.insert(address::key(&feed)) => list.repeated.push(title),
                    Some(feed) => {
                        let page = value("htmlUrl").and_then(|url| web(&url));
                        let language = value("language").and_then(|tag| Lang::parse(&tag));
                        list.feeds.push(OpmlFeed { title, feed, page, language });
                    }
                }
            }
            _ => {}
        }
    }
    if is_opml { Ok(list) } else { Err(FeedError::Malformed("there is no `opml` in it".into())) }
}

#[cfg(test)]
mod tests {
    use super::opml;
    use crate::feed::FeedError;

    #[test]
    fn reads_nested_outlines_once() {
        let list = br#"<?xml version="1.0"?><opml version="2.0"><body><outline text="Group">
            <outline text="A &amp; B" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/" language="nl"/>
            <outline text="again" xmlurl="https://a.example/feed"/><outline text="and again" xmlUrl="http://www.a.example/feed/"/>
            <outline text="link" type="link" url="https://d.example/"/><outline text="bare" type="RSS"/>
            <outline title="C" text="c" xmlUrl='https://c.example/?x=1&y=2'>
            <outline text="file" xmlUrl="file:///etc/passwd"/></outline></body></opml>"#;
        let list = opml(list).unwrap();
        let feeds = &list.feeds;
        let told: Vec<_> = feeds.iter().map(|f| (f.title.as_str(), f.feed.as_str())).collect();
        assert_eq!(told, [("A & B", "https://a.example/feed"), ("C", "https://c.example/?x=1&y=2")]);
        assert_eq!(list.repeated, ["again", "and again"]);
        assert_eq!(list.unusable, ["bare", "file"]);
        assert_eq!(feeds[0].language.as_ref().map(crate::model::Lang::as_str), Some("nl"));
    }

    #[test]
    fn says_what_it_is_not() {
        assert_eq!(opml(b" \n"), Err(FeedError::Empty));
        assert!(matches!(opml(b"<html><title>x</title>"), Err(FeedError::Html { .. })));
        assert!(matches!(opml(b"<rss/>"), Err(FeedError::Malformed(_))));
    }
}
