//! The feeds that a page names in its `<link>`s, and which of them are feeds of comments.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::plain;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FeedLink {
    /// Its address.
    pub url: Url,
    /// What the page calls it.
    pub title: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
}

impl FeedLink {
    /// Whether it is a feed of comments, as far as its name and its address say.
    #[must_use]
    pub fn is_comments(&self) -> bool {
        is_comments(&self.title, &self.url)
    }
}

/// The feeds that a page's `<link>`s name: those of a feed's own media type first, comment feeds last.
pub(super) fn feeds(document: &Html, base: Option<&Url>) -> Vec<FeedLink> {
    let mut found: Vec<(u8, FeedLink)> = Vec::new();
    for link in select(document, "link[rel][href]") {
        let rel = link.attr("rel").unwrap_or_default();
        let href = link.attr("href").unwrap_or_default();
        let Some(named) = Named::read(rel, link.attr("type").unwrap_or_default(), href) else { continue };
        let Some(url) = absolute(href, base) else { continue };
        let title = plain::fold(link.attr("title").unwrap_or_default());
        let rank = if is_comments(&title, &url) { 2 } else { u8::from(!named.is_feed_type) };
        if !found.iter().any(|(_, known)| known.url == url) {
            found.push((rank, FeedLink { url, title, media_type: named.media_type }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, link)| link).collect()
}

/// What a link's relation, type and address say together: it names a feed.
pub(super) struct Named {
    pub(super) media_type: String,
    /// Whether the type is one that only feeds have.
    pub(super) is_feed_type: bool,
}

impl Named {
    /// `None` when the link names no feed.
    pub(super) fn read(rel: &str, media_type: &str, href: &str) -> Option<Self> {
        let rel = rel.to_ascii_lowercase();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_feed_type = matches!(
            media_type.as_str(),
            "application/rss+xml"
                | "application/atom+xml"
                | "application/feed+json"
                | "application/rdf+xml"
                | "text/rss+xml"
                | "application/rss"
                | "application/atom"
                | "text/atom+xml"
                | "application/x.atom+xml"
        );
        let mut words = rel.split_ascii_whitespace();
        let names_feed = words.clone().any(|word| word == "feed");
        let alternate = words.any(|word| word == "alternate");
        // A file of a list of posts is served as plain XML or JSON by some; its name tells.
        let by_name = matches!(media_type.as_str(), "application/xml" | "text/xml") && looks_like_feed(href)
            || media_type == "application/json" && href.to_ascii_lowercase().ends_with("feed.json");
        (names_feed || alternate && (is_feed_type || by_name)).then_some(Self { media_type, is_feed_type })
    }
}

fn looks_like_feed(href: &str) -> bool {
    let href = href.to_ascii_lowercase();
    ["feed", "rss", "atom", "index.xml"].iter().any(|word| href.contains(word))
}

/// Whether a link leads to a feed of comments.
pub(super) fn is_comments(title: &str, url: &Url) -> bool {
    // “No Comment » Feed” is the feed of a blog with that name: what it is stands behind the last quote.
    let title = title.rsplit('»').next().unwrap_or_default().to_lowercase();
    let path = url.path().to_ascii_lowercase();
    ["comment", "reactie", "kommentar", "commentaire", "comentario", "commenti", "opmerking"]
        .iter()
        .any(|word| title.contains(word))
        || path.contains("/comments/")
        || url.query().is_some_and(|query| query.contains("comments"))
}

/// Whether a feed that was read is one of comments, by its own title and where it stands.
#[must_use]
pub fn is_comments_feed(title: &str, url: &Url) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "comments on",
        "comments for",
        "recent comments",
        "reacties op",
        "reacties voor",
        "reacties bij",
        "kommentare zu",
        "kommentare für",
        "commentaires sur",
        "commentaires pour",
        "comentarios en",
        "commenti su",
    ];
    let title = title.to_lowercase();
    BEGINNINGS.iter().any(|beginning| title.starts_with(beginning)) || is_comments("", url)
}

pub(super) fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| document.select(&selector).collect()).unwrap_or_default()
}

/// An http(s) address; the scheme `feed:`, before or instead of it, is what browsers once opened a reader with.
pub(super) fn absolute(href: &str, base: Option<&Url>) -> Option<Url> {
    let href = href.trim();
    let rest = href.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("feed:")).map(|_| &href[5..]);
    let href = match rest {
        Some(rest) if rest.starts_with("//") => format!("https:{rest}"),
        Some(rest) => rest.to_owned(),
        None => href.to_owned(),
    };
    let url = base.map_or_else(|| Url::parse(&href), |base| base.join(&href)).ok()?;
    (!href.is_empty() && matches!(url.scheme(), "http" | "https")).then_some(url)
}

#[cfg(test)]
mod tests {
    use scraper::Html;
    use url::Url;

    use super::{feeds, is_comments_feed};

    fn named(page: &str) -> Vec<String> {
        let base = Url::parse("https://a.example/blog/").unwrap();
        feeds(&Html::parse_document(page), Some(&base)).into_iter().map(|link| link.url.into()).collect()
    }

    #[test]
    fn the_blogs_own_feed_comes_first_and_comments_last() {
        let page = r#"<link rel=alternate type="application/rss+xml" title="A &raquo; Comments Feed" href="comments/feed/">
            <link rel=alternate type="application/xml" href="/sitemap.xml"><link rel=alternate type="text/xml" href="/rss.xml">
            <link rel="ALTERNATE home" type="Application/RSS+XML; charset=utf-8" title="A &raquo; Feed" href="feed/">
            <link rel=alternate type="application/json" href="/wp-json/"><link rel=feed href="feed:https://b.example/x">
            <link rel=stylesheet type="application/rss+xml" href="no"><link rel=feed href="feed://c.example/y">"#;
        assert_eq!(
            named(page),
            [
                "https://a.example/blog/feed/",
                "https://a.example/rss.xml",
                "https://b.example/x",
                "https://c.example/y",
                "https://a.example/blog/comments/feed/"
            ]
        );
    }

    #[test]
    fn a_blog_may_be_called_after_comments() {
        let page = r#"<link rel=alternate type="application/rss+xml" title="Geen commentaar &raquo; Reactiesfeed" href="a">
            <link rel=alternate type="application/rss+xml" title="No Comment &raquo; Feed" href="b">"#;
        assert_eq!(named(page), ["https://a.example/blog/b", "https://a.example/blog/a"]);
    }

    #[test]
    fn a_feed_of_comments_says_so_itself() {
        let is = |title, url| is_comments_feed(title, &Url::parse(url).unwrap());
        assert!(is("Comments on: Brood", "https://a.example/brood/feed/"));
        assert!(is("Reacties op: Brood", "https://a.example/brood/feed/"));
        assert!(is("Brood", "https://a.example/feeds/12/comments/default"));
        assert!(is("Brood", "https://a.example/?feed=comments-rss2"));
        assert!(!is("No comments, please", "https://a.example/feed/"));
    }
}
