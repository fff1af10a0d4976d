//! Links for people that look like feeds: what a page without `<link>`s still tells.

use scraper::{ElementRef, Html};
use url::Url;

use super::{
    FeedLink,
    links::{absolute, is_comments, select},
    plain,
};

/// At most so many are worth a request each.
const MOST: usize = 4;
/// A longer text is a sentence that speaks of feeds, not a link's name.
const LONGEST_NAME: usize = 48;
/// The rank of a link that only invites to subscribe.
const ONLY_SUBSCRIBE: u8 = 5;
/// Where blogs have their feeds served.
const FEED_HOSTS: [&str; 6] =
    ["feedburner.com", "feedburner.google.com", "feedpress.me", "feedpress.com", "feedblitz.com", "rss.app"];
/// Readers whose “subscribe” links carry the feed's address.
const READERS: [&str; 6] =
    ["feedly.com", "add.my.yahoo.com", "netvibes.com", "inoreader.com", "newsblur.com", "theoldreader.com"];

/// The links of a page that look like its feed, the likeliest first: by their path, by their name. Only of the same
/// site or of a known host of feeds; no comment feeds, nothing inside comments.
pub(super) fn anchors(document: &Html, page: &Url, base: &Url) -> Vec<FeedLink> {
    let mut found: Vec<(u8, FeedLink)> = Vec::new();
    for anchor in select(document, "a[href], area[href]") {
        let Some(url) = absolute(anchor.attr("href").unwrap_or_default(), Some(base)) else { continue };
        let mut url = carried(&url).unwrap_or(url);
        url.set_fragment(None);
        if url == *page || !(is_same_site(&url, page) || is_host_of(&url, &FEED_HOSTS)) {
            continue;
        }
        let name = name(anchor);
        if is_comments(&name, &url) || is_in_comment(anchor) {
            continue;
        }
        let Some(rank) = rank(&url, &name) else { continue };
        // Elsewhere “subscribe” is about a paper, a letter or money.
        if rank == ONLY_SUBSCRIBE && url.host() != page.host() {
            continue;
        }
        if !found.iter().any(|(_, known)| known.url == url) {
            let media_type = anchor.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
            found.push((rank, FeedLink { url, title: name, media_type }));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, link)| link).take(MOST).collect()
}

/// Whether an address is one of a feed by its path alone: `/feed/`, `/blog.rss`, `/?feed=rss2`.
#[must_use]
pub fn has_feed_path(url: &Url) -> bool {
    matches!(Path::of(url), Some(Path::Feed))
}

/// What a person reads, or hears where there is only a picture.
fn name(anchor: ElementRef<'_>) -> String {
    let text = plain::fold(&plain::of_element(anchor));
    let silent = || {
        let own = ["title", "aria-label"].into_iter().filter_map(|name| anchor.attr(name));
        let pictures = anchor.descendent_elements().filter_map(|inside| inside.attr("alt").or(inside.attr("title")));
        own.chain(pictures).map(plain::fold).find(|text| !text.is_empty()).unwrap_or_default()
    };
    if text.is_empty() { silent() } else { text }
}

fn is_in_comment(anchor: ElementRef<'_>) -> bool {
    let mut above = anchor.ancestors().filter_map(|node| node.value().as_element());
    above.any(|above| above.classes().any(|class| class.to_ascii_lowercase().starts_with("comment")))
}

/// How a path and a name speak for a feed; smaller is likelier, `None` is no sign of one.
fn rank(url: &Url, name: &str) -> Option<u8> {
    let named = if name.chars().count() > LONGEST_NAME { Name::Other } else { Name::of(name) };
    let rank = match (Path::of(url)?, named) {
        (Path::Feed, Name::Feed) => 0,
        (Path::Feed, _) => 1,
        (Path::Hint, Name::Feed | Name::Subscribe) => 2,
        (Path::Other, Name::Feed) => 3,
        (Path::Hint, Name::Other) => 4,
        (Path::Other, Name::Subscribe) => ONLY_SUBSCRIBE,
        (Path::Other, Name::Other) => return None,
    };
    // The feed of one category is not the blog's.
    let of_a_part = url.path_segments().into_iter().flatten().any(|part| {
        matches!(part, "category" | "categories" | "categorie" | "tag" | "tags" | "label" | "labels" | "author")
    });
    Some(if of_a_part { rank + 6 } else { rank })
}

/// What a path says.
enum Path {
    Feed,
    Hint,
    Other,
}

impl Path {
    /// `None` for what is plainly something else, and for addresses that hand a page on to others.
    fn of(url: &Url) -> Option<Self> {
        let path = url.path().to_ascii_lowercase();
        let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
        let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
        let query = url.query().unwrap_or_default().to_ascii_lowercase();
        let other =
            ["sitemap", "opensearch", "wlwmanifest", "xmlrpc", "oembed", "opml", "share", "login", "mailverify"];
        let letters = ["newsletter", "nieuwsbrief", "mailing", "account", "checkout", "podcast"];
        let pictures = ["jpg", "jpeg", "png", "gif", "svg", "webp", "pdf", "zip", "mp3", "mp4", "css", "js"];
        if other.iter().any(|word| stem.contains(word)) || pictures.contains(&ending) || query.contains("share=") {
            return None;
        }
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let names_feed = |words: &[String]| {
            words.iter().any(|word| matches!(word.as_str(), "rss" | "rss2" | "atom" | "feed" | "rdf"))
        };
        let by_ending = match ending {
            "rss" | "atom" | "rdf" => true,
            "xml" => stem == "index" || names_feed(&words(stem)),
            "json" | "php" | "aspx" | "" => names_feed(&words(stem)),
            _ => false,
        };
        let by_query = url.query_pairs().any(|(name, value)| {
            matches!(&*name, "feed" | "format" | "page" | "type" | "output")
                && matches!(&*value, "rss" | "rss2" | "atom" | "rdf" | "feed" | "backend")
        });
        if by_ending || by_query {
            return Some(Self::Feed);
        }
        let all = words(&path);
        if path == "/" || letters.iter().any(|word| path.contains(word)) {
            return None;
        }
        let hints = ending == "xml" || names_feed(&all) || all.iter().any(|word| word == "feeds");
        Some(if hints { Self::Hint } else { Self::Other })
    }
}

/// What a link's name says.
enum Name {
    Feed,
    Subscribe,
    Other,
}

impl Name {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| name.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
        if has(&["rss", "atom", "feed", "feeds", "rssfeed", "webfeed", "newsfeed"]) {
            Self::Feed
        } else if has(&["abonneren", "abonneer", "abonnieren", "abonner", "subscribe", "suscribirse", "syndicate"]) {
            Self::Subscribe
        } else {
            Self::Other
        }
    }
}

/// The address inside a reader's “subscribe” link.
fn carried(url: &Url) -> Option<Url> {
    if !is_host_of(url, &READERS) {
        return None;
    }
    let in_query = url.query_pairs().find_map(|(_, value)| absolute(&value, None));
    in_query.or_else(|| {
        // feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fa.example%2Ffeed: a path is decoded as one value of a query.
        let path = url.path().replace('+', "%2B");
        let (_, decoded) = url::form_urlencoded::parse(format!("={path}").as_bytes()).into_owned().next()?;
        absolute(&decoded[decoded.find("http")?..], None)
    })
}

fn is_host_of(url: &Url, hosts: &[&str]) -> bool {
    let host = url.host_str().unwrap_or_default();
    hosts.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// The same host, or one below the other (`feeds.a.example` and `www.a.example`).
fn is_same_site(url: &Url, page: &Url) -> bool {
    fn bare(url: &Url) -> &str {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }
    let (one, other) = (bare(url), bare(page));
    let below =
        |host: &str, site: &str| site.contains('.') && host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
    one == other && url.port() == page.port() || below(one, other) || below(other, one)
}

#[cfg(test)]
mod tests {
    use scraper::Html;
    use url::Url;

    use super::anchors;

    fn found(page: &str) -> Vec<String> {
        let address = Url::parse("https://www.a.example/blog/").unwrap();
        let links = anchors(&Html::parse_document(page), &address, &address);
        links.into_iter().map(|link| link.url.into()).collect()
    }

    #[test]
    fn the_likeliest_come_first() {
        let page = r#"<a href="/over">Abonneren</a><a href="/lijst.xml">lijst</a><a href="/volgen">RSS</a>
            <a href="/category/brood/feed/">RSS</a><a href="/rss.xml">volg dit blog</a><a href="atom.xml">Atom</a>"#;
        assert_eq!(
            found(page),
            [
                "https://www.a.example/blog/atom.xml",
                "https://www.a.example/rss.xml",
                "https://www.a.example/volgen",
                "https://www.a.example/lijst.xml"
            ]
        );
    }

    #[test]
    fn other_sites_comments_and_things_that_only_sound_alike_are_passed_over() {
        for page in [
            r#"<a href="https://b.example/feed/">RSS</a>"#,
            r#"<a href="/comments/feed/">RSS</a>"#,
            r#"<a href="/x/feed/">RSS van de reacties</a>"#,
            r#"<div class="comment-body"><a href="/feed/">RSS</a></div>"#,
            r#"<a href="/feedback">Feedback</a>"#,
            r#"<a href="/sitemap.xml">RSS</a>"#,
            r#"<a href="/atom.jpg">Atom</a>"#,
            r#"<a href="/feed/?share=mastodon">Feed</a>"#,
            r#"<a href="/2026/11/brood">Hoe ik een feed vond waar niemand er meer een verwachtte, en wat toen</a>"#,
            r##"<a href="#feed">feed</a>"##,
            r#"<a href="/">RSS</a><a href="/newsletter">Subscribe</a>"#,
            r#"<a href="https://shop.a.example/krant">Abonneren</a>"#,
            r#"<a href="javascript:feed()">feed</a>"#,
            r#"<a href="mailto:abonneren@a.example">Abonneren</a>"#,
        ] {
            assert_eq!(found(page), [""; 0], "{page}");
        }
    }

    #[test]
    fn feeds_at_a_feed_host_below_the_site_and_inside_a_readers_link() {
        let page = r#"<a href="https://feeds.feedburner.com/a">x</a><a href="https://feeds.feedburner.com/a">RSS</a>
            <a href="https://feeds.a.example/all.rss"><img alt="RSS"></a>
            <a href="https://feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fa.example%2Ffeed.xml">Feedly</a>
            <a href="https://feedly.com/i/subscription/feed/https://b.example/feed.xml">Feedly</a>
            <a href="https://add.my.yahoo.com/rss?url=http://a.example/rss">Yahoo</a>"#;
        assert_eq!(
            found(page),
            [
                "https://feeds.a.example/all.rss",
                "https://a.example/feed.xml",
                "http://a.example/rss",
                "https://feeds.feedburner.com/a"
            ]
        );
    }

    #[test]
    fn the_many_ways_to_name_a_feeds_file() {
        for path in [
            "feed",
            "feed/",
            "rss",
            "rss2.xml",
            "index.xml",
            "atom.xml",
            "feed.json",
            "blog.rss",
            "posts.atom",
            "index.rdf",
            "rss.php",
            "my-feed.xml",
            "?feed=rss2",
            "?format=rss",
            "spip.php?page=backend",
            "feed:https://a.example/x/feed",
        ] {
            assert_eq!(found(&format!("<a href='{path}'>hier</a>")).len(), 1, "{path}");
        }
    }
}
