//! Everything on a page that may lead to a feed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use url::Url;

use super::{
    FeedLink, PlatformFeed, TooMuch,
    anchors::anchors,
    decode::decode,
    depth,
    links::{absolute, feeds, select},
    notes::Notes,
    plain,
    platforms::{self, Marks},
    tokens::{Token, Tokens},
};

/// How far into a document its first element is looked for, in bytes.
const HEAD: usize = 8192;

/// What on a page may lead to a feed, each list with the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leads {
    /// The page's title.
    pub title: String,
    /// The feeds of the blog that `<link>`s name.
    pub named: Vec<FeedLink>,
    /// The comment feeds that `<link>`s name.
    pub comments: Vec<FeedLink>,
    /// Links for people that look like feeds.
    pub anchors: Vec<FeedLink>,
    /// Feeds by the rule of the platform it is on.
    pub platform: Vec<PlatformFeed>,
    /// Whether it asks for a password.
    pub asks_for_password: bool,
}

/// Reads what on a page may lead to a feed. `page` is the address that answered; a `<base>` counts.
///
/// # Errors
/// When it is too deep or too large to be read at all.
pub fn leads(bytes: &[u8], page: &Url, content_type: Option<&str>) -> Result<Leads, TooMuch> {
    let text = decode(bytes, content_type, &mut Notes::default());
    depth::check(&text)?;
    catch_unwind(AssertUnwindSafe(|| read(&text, page))).map_err(|_| TooMuch::Tangle)
}

/// Whether bytes look like a web page: they have a tag near their beginning, and it is none of a feed or a picture.
#[must_use]
pub fn is_page(bytes: &[u8], content_type: Option<&str>) -> bool {
    let kind = content_type.unwrap_or_default().to_ascii_lowercase();
    if ["image/", "audio/", "video/", "font/", "application/pdf", "application/zip"].iter().any(|k| kind.starts_with(k))
    {
        return false;
    }
    let text = decode(bytes.get(..HEAD).unwrap_or(bytes), content_type, &mut Notes::default());
    let first = Tokens::new(&text).find_map(|token| match token {
        Token::Start(tag) => Some(tag.name.to_ascii_lowercase()),
        _ => None,
    });
    first.is_some_and(|name| !matches!(name.as_str(), "svg" | "urlset" | "sitemapindex" | "opml" | "rss" | "feed"))
}

fn read(text: &str, page: &Url) -> Leads {
    let document = Html::parse_document(text);
    let declared =
        select(&document, "base[href]").into_iter().find_map(|base| absolute(base.attr("href")?, Some(page)));
    let base = declared.as_ref().unwrap_or(page);
    let (comments, named) = feeds(&document, Some(base)).into_iter().partition(FeedLink::is_comments);
    let title = select(&document, "title").first().map(|title| plain::fold(&plain::of_element(*title)));
    let generator = select(&document, "meta[name=generator i][content]");
    let generator = generator.first().and_then(|meta| meta.attr("content")).unwrap_or_default();
    let marks = Marks { generator: plain::fold(generator).to_lowercase(), channel: channel(&document, text) };
    Leads {
        title: title.unwrap_or_default(),
        named,
        comments,
        anchors: anchors(&document, page, base),
        platform: platforms::by_rule(page, &marks),
        asks_for_password: !select(&document, "input[type=password i]").is_empty(),
    }
}

/// The id of the `YouTube` channel a page is about: its canonical address, its metadata, or else its script's data.
fn channel(document: &Html, text: &str) -> Option<String> {
    let canonical = select(document, "link[rel~=canonical i][href], meta[property='og:url' i][content]");
    let in_address = canonical.into_iter().filter_map(|element| element.attr("href").or(element.attr("content")));
    let in_address = in_address.filter_map(|address| address.split_once("/channel/").map(|(_, id)| id));
    let metadata = select(document, "meta[itemprop=channelId i][content], meta[itemprop=identifier i][content]");
    let in_metadata = metadata.into_iter().filter_map(|element| element.attr("content"));
    let in_script = ["\"externalId\":\"", "\"channelId\":\""].into_iter().filter_map(|key| text.split_once(key));
    let ids = in_address.chain(in_metadata).chain(in_script.map(|(_, rest)| rest));
    let ids = ids.map(|rest| rest.split(['"', '/', '?', '#', ' ']).next().unwrap_or_default());
    ids.map(str::to_owned).find(|id| platforms::is_channel(id))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{is_page, leads};

    #[test]
    fn sorts_what_leads_to_a_feed() {
        let page = r#"<!doctype html><base href="/blog/"><title>Een  blog</title><meta name=Generator content="Ghost 5">
            <link rel=alternate type="application/rss+xml" title="Reacties" href="comments/feed/">
            <link rel=alternate type="application/rss+xml" title="Blog" href="feed/">
            <a href="rss.xml">RSS</a><form><input type=Password></form>"#;
        let leads = leads(page.as_bytes(), &Url::parse("https://a.example/over/mij").unwrap(), None).unwrap();
        let urls = |links: &[super::FeedLink]| links.iter().map(|link| link.url.to_string()).collect::<Vec<_>>();
        assert_eq!(leads.title, "Een blog");
        assert_eq!(urls(&leads.named), ["https://a.example/blog/feed/"]);
        assert_eq!(urls(&leads.comments), ["https://a.example/blog/comments/feed/"]);
        assert_eq!(urls(&leads.anchors), ["https://a.example/blog/rss.xml"]);
        assert_eq!(leads.platform[0].url.as_str(), "https://a.example/rss/");
        assert!(leads.asks_for_password);
    }

    #[test]
    fn a_channel_is_known_by_any_of_its_marks() {
        let handle = Url::parse("https://www.youtube.com/@iemand").unwrap();
        for mark in [
            "<link rel=canonical href='https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv'>",
            "<meta property='og:url' content='https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv?x'>",
            "<meta itemprop='identifier' content='UCabcdefghijklmnopqrstuv'>",
            "<script>var data = {\"externalId\":\"UCabcdefghijklmnopqrstuv\"}</script>",
        ] {
            let leads = leads(mark.as_bytes(), &handle, None).unwrap();
            let expected = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv";
            assert_eq!(leads.platform.first().map(|feed| feed.url.as_str()), Some(expected), "{mark}");
        }
        assert!(leads(b"<script>{\"externalId\":\"UC&evil=1\"}</script>", &handle, None).unwrap().platform.is_empty());
    }

    #[test]
    fn a_page_has_tags() {
        assert!(is_page(b"<!doctype html><title>x", Some("text/html")));
        assert!(is_page(b"<p>x", None));
        assert!(!is_page(b"plain words", Some("text/html")));
        assert!(!is_page(b"<html>", Some("image/png")));
        assert!(!is_page(b"%PDF-1.7", None));
        assert!(!is_page(b"<?xml version='1.0'?><urlset>", Some("text/xml")));
    }
}
