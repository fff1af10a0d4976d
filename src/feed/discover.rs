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

/// Names of a blog's feed, the commonest first.
const NAMES: [&str; 8] = ["feed", "rss.xml", "atom.xml", "index.xml", "feed.xml", "rss", "feed.json", "feed.atom"];

/// Where blogs keep their feed when their page does not say, the commonest places first: in the blog's own folder, if the
/// page is in one, and at the root of the site; eight at most, all of the page's own origin. Ask them one after the
/// other and stop at the first feed.
#[must_use]
pub fn well_known(page: &Url) -> Vec<Url> {
    if !matches!(page.scheme(), "http" | "https") {
        return Vec::new();
    }
    let folder = own_folder(page.path());
    let folders: Vec<(&str, &[&str])> = match folder {
        // The root belongs to somebody else.
        Some(folder) if folder.starts_with(['~', '@']) => vec![(folder, &NAMES)],
        Some(folder) => vec![(folder, &NAMES[..4]), ("", &NAMES[..4])],
        None => vec![("", &NAMES)],
    };
    let places = folders.into_iter().flat_map(|(folder, names)| names.iter().map(move |name| (folder, name)));
    let paths =
        places.map(|(folder, name)| if folder.is_empty() { format!("/{name}") } else { format!("/{folder}/{name}") });
    paths
        .map(|path| {
            let mut place = page.clone();
            place.set_query(None);
            place.set_fragment(None);
            place.set_path(&path);
            place
        })
        .collect()
}

/// The first folder of a path: of `/blog/2026/a.html` it is `blog`. A year is no blog's folder.
fn own_folder(path: &str) -> Option<&str> {
    let (folder, _) = path.strip_prefix('/')?.split_once('/')?;
    (!folder.is_empty() && !folder.bytes().all(|byte| byte.is_ascii_digit())).then_some(folder)
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
    fn looks_in_the_blogs_folder_and_at_the_root() {
        let paths = |page: &str| -> Vec<String> {
            let found = well_known(&Url::parse(page).unwrap());
            assert!(found.iter().all(|url| url.origin() == Url::parse(page).unwrap().origin()));
            found.iter().map(|url| url.path().to_owned() + url.query().unwrap_or_default()).collect()
        };
        let at_root = ["/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml", "/rss", "/feed.json", "/feed.atom"];
        for page in ["https://a.example/?p=1", "http://a.example:81/over.html#x", "https://a.example/2026/11/brood/"] {
            assert_eq!(paths(page), at_root, "{page}");
        }
        let below = ["/blog/feed", "/blog/rss.xml", "/blog/atom.xml", "/blog/index.xml"];
        for page in ["https://a.example/blog/", "https://a.example/blog/2026/11/brood.html"] {
            assert_eq!(paths(page), [below, ["/feed", "/rss.xml", "/atom.xml", "/index.xml"]].concat(), "{page}");
        }
        let of_one = paths("https://a.example/~els/dagboek/");
        assert!(of_one.len() == 8 && of_one.iter().all(|path| path.starts_with("/~els/")), "{of_one:?}");
        assert!(well_known(&Url::parse("mailto:a@b.example").unwrap()).is_empty());
    }
}
