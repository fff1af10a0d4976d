//! Telling a feed from a page, and where to look when a page names none.

use url::Url;

use super::{
    decode::decode,
    notes::Notes,
    tokens::{Token, Tokens},
};

/// How far into a document its first element is looked for, in bytes.
const HEAD: usize = 8192;

/// Whether bytes look like a feed. The bytes decide: feeds are served as `text/html` and pages as `application/xml`; the
/// header only settles JSON, which says little about itself at its beginning.
#[must_use]
pub fn is_feed(bytes: &[u8], content_type: Option<&str>) -> bool {
    let text = decode(bytes.get(..HEAD).unwrap_or(bytes), content_type, &mut Notes::default());
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begin.starts_with('{') {
        let declared = content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("feed+json"));
        return declared || begin.contains("jsonfeed.org/version/");
    }
    let mut tokens = Tokens::new(begin);
    tokens
        .find_map(|token| match token {
            Token::Start(tag) => match tag.name.to_ascii_lowercase().as_str() {
                "html" | "head" | "body" | "opml" => Some(false),
                "rss" | "rdf:rdf" | "rdf" | "feed" | "atom:feed" => Some(true),
                _ => None,
            },
            _ => None,
        })
        .unwrap_or(false)
}

/// Where blogs keep their feed when their page does not say: the commonest places first, below the page's own folder
/// and then at the root of the site. Ask them one after the other and stop at the first feed.
#[must_use]
pub fn well_known(page: &Url) -> Vec<Url> {
    const NAMES: [&str; 7] = ["feed", "feed/", "rss.xml", "atom.xml", "index.xml", "feed.xml", "feed.json"];
    let mut found: Vec<Url> = Vec::new();
    if !matches!(page.scheme(), "http" | "https") {
        return found;
    }
    for folder in ["./", "/"] {
        let Ok(mut folder) = page.join(folder) else { continue };
        folder.set_query(None);
        for url in NAMES.iter().filter_map(|name| folder.join(name).ok()) {
            if !found.contains(&url) {
                found.push(url);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{is_feed, well_known};

    #[test]
    fn the_bytes_decide() {
        assert!(is_feed(b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", Some("text/html")));
        assert!(is_feed(b"\xff\xfe<\0f\0e\0e\0d\0>\0", None));
        assert!(is_feed(b"{\"version\": \"https://jsonfeed.org/version/1\"}", Some("application/json")));
        assert!(!is_feed(b"<!doctype html><html><body><rss>", Some("application/rss+xml")));
        assert!(!is_feed(b"{\"a\": 1}", Some("application/json")));
        assert!(!is_feed(b"", None));
    }

    #[test]
    fn looks_beside_the_page_and_then_at_the_root() {
        let at_root: Vec<String> =
            well_known(&Url::parse("https://a.example/?p=1").unwrap()).into_iter().map(Into::into).collect();
        assert_eq!(at_root[..3], ["https://a.example/feed", "https://a.example/feed/", "https://a.example/rss.xml"]);
        assert_eq!(at_root.len(), 7);
        let below = well_known(&Url::parse("https://a.example/blog/").unwrap());
        assert_eq!(below[0].as_str(), "https://a.example/blog/feed");
        assert_eq!(below.len(), 14);
    }
}
