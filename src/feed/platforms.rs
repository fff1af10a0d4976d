//! Where platforms keep the feeds of their blogs, channels and profiles, by their own documentation.

use url::Url;

/// What a page says that its address does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// `<meta name=generator>`, in lower case.
    pub(super) generator: String,
    /// A `YouTube` channel's id.
    pub(super) channel: Option<String>,
}

/// A feed by a platform's rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformFeed {
    /// Whose rule: `YouTube`, `Mastodon` …
    pub platform: &'static str,
    /// Where the feed should be.
    pub url: Url,
}

/// Platforms on which every blog has a host of its own, or that can be told by the generator a page names: the feed is
/// always at the same place below the root.
const BLOGS: [(&str, &str, &str, &str); 10] = [
    // name, host ends in, generator begins with, path
    ("WordPress.com", ".wordpress.com", "wordpress.com", "/feed/"),
    ("Blogger", ".blogspot.", "blogger", "/feeds/posts/default"),
    ("Substack", ".substack.com", "substack", "/feed"),
    ("Medium", ".medium.com", "medium", "/feed"),
    ("Tumblr", ".tumblr.com", "tumblr", "/rss"),
    ("Ghost", ".ghost.io", "ghost", "/rss/"),
    ("Wix", ".wixsite.com", "wix.com", "/blog-feed.xml"),
    ("Write.as", ".writeas.com", "writefreely", "/feed/"),
    ("micro.blog", ".micro.blog", "micro.blog", "/feed.xml"),
    ("Bear", ".bearblog.dev", "bear blog", "/feed/"),
];

/// What a platform's rules make of an address alone; also where the page itself cannot be had.
#[must_use]
pub fn platform_feeds(page: &Url) -> Vec<PlatformFeed> {
    by_rule(page, &Marks::default())
}

/// What a platform's rules make of a page.
pub(super) fn by_rule(page: &Url, marks: &Marks) -> Vec<PlatformFeed> {
    let host = page.host_str().unwrap_or_default().to_ascii_lowercase();
    let host = ["www.", "m.", "mobile."].iter().find_map(|front| host.strip_prefix(front)).unwrap_or(&host);
    let path: Vec<&str> = page.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let (platform, places): (&'static str, Vec<String>) = match host {
        "youtube.com" | "youtu.be" => ("YouTube", youtube(page, &path, marks)),
        "github.com" => ("GitHub", github(&path)),
        "bsky.app" => ("Bluesky", bluesky(&path)),
        "medium.com" => ("Medium", under(&path, "/feed/")),
        "dev.to" => ("dev.to", under(&path, "/feed/")),
        "tumblr.com" => ("Tumblr", tumblr(&path)),
        "reddit.com" => ("Reddit", reddit(&path)),
        "threads.net" | "threads.com" | "tiktok.com" | "instagram.com" | "substack.com" => return Vec::new(),
        _ => match on_its_own_host(host, &marks.generator) {
            Some((platform, place)) => (platform, vec![place.to_owned()]),
            None => ("Mastodon", fediverse(&path)),
        },
    };
    let urls = places.iter().filter_map(|place| page.join(place).ok());
    urls.map(|url| PlatformFeed { platform, url }).collect()
}

fn on_its_own_host(host: &str, generator: &str) -> Option<(&'static str, &'static str)> {
    let is_one = |end: &str, name: &str| {
        let by_host = if end.ends_with('.') { host.contains(end) } else { host.ends_with(end) };
        by_host || generator.starts_with(name)
    };
    BLOGS.iter().find(|(_, end, name, _)| is_one(end, name)).map(|(platform, _, _, place)| (*platform, *place))
}

/// A channel by its id, an old user name, or a list. A handle (`/@name`) has no feed: the page says whose it is.
fn youtube(page: &Url, path: &[&str], marks: &Marks) -> Vec<String> {
    let feed = |name: &str, value: &str| vec![format!("https://www.youtube.com/feeds/videos.xml?{name}={value}")];
    let list = page.query_pairs().find(|(name, _)| name == "list").map(|(_, list)| list.into_owned());
    match (path, list.filter(|list| is_word(list))) {
        (["playlist" | "watch", ..], Some(list)) if list.starts_with("PL") => feed("playlist_id", &list),
        (["channel", id, ..], _) if is_channel(id) => feed("channel_id", id),
        (_, _) if marks.channel.as_deref().is_some_and(is_channel) => {
            feed("channel_id", marks.channel.as_deref().unwrap_or_default())
        }
        (["user", name, ..], _) if is_word(name) => feed("user", name),
        _ => Vec::new(),
    }
}

/// `UC` and 22 characters of base64url.
pub(super) fn is_channel(id: &str) -> bool {
    id.len() == 24 && id.starts_with("UC") && is_word(id)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// What a repository publishes; what the address is about comes first. A person's page has what they do in public.
fn github(path: &[&str]) -> Vec<String> {
    match path {
        [user] => vec![format!("/{user}.atom")],
        [owner, repository, "tags", ..] => vec![format!("/{owner}/{repository}/tags.atom")],
        [owner, repository, "commits", branch @ ..] if !branch.is_empty() => {
            vec![format!("/{owner}/{repository}/commits/{}.atom", branch.join("/"))]
        }
        [owner, repository, "discussions", ..] => vec![format!("/{owner}/{repository}/discussions.atom")],
        [owner, repository, ..] => {
            let both = ["releases.atom", "commits.atom"];
            let order = if path.get(2) == Some(&"commits") { [both[1], both[0]] } else { both };
            order.iter().map(|name| format!("/{owner}/{repository}/{name}")).collect()
        }
        [] => Vec::new(),
    }
}

fn bluesky(path: &[&str]) -> Vec<String> {
    match path {
        ["profile", who, ..] => vec![format!("/profile/{who}/rss")],
        _ => Vec::new(),
    }
}

fn under(path: &[&str], folder: &str) -> Vec<String> {
    match path {
        ["feed", ..] | [] => Vec::new(),
        [who, ..] => vec![format!("{folder}{who}")],
    }
}

fn tumblr(path: &[&str]) -> Vec<String> {
    match path {
        ["blog", name, ..] | [name, ..] if is_word(name) && *name != "blog" => {
            vec![format!("https://{name}.tumblr.com/rss")]
        }
        _ => Vec::new(),
    }
}

fn reddit(path: &[&str]) -> Vec<String> {
    match path {
        [kind @ ("r" | "user" | "u"), name, ..] => vec![format!("/{kind}/{name}/.rss")],
        _ => Vec::new(),
    }
}

/// Mastodon and those that do as it does, then `GoToSocial`; `/users/` is what Pixelfed does. A person
/// of another server has no feed here.
fn fediverse(path: &[&str]) -> Vec<String> {
    match path {
        [handle, ..] if handle.strip_prefix('@').is_some_and(is_word) => {
            vec![format!("/{handle}.rss"), format!("/{handle}/feed.rss")]
        }
        ["users", name, ..] if is_word(name) => vec![format!("/users/{name}.rss"), format!("/users/{name}.atom")],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Marks, by_rule};

    fn feeds(page: &str, generator: &str, channel: Option<&str>) -> Vec<String> {
        let marks = Marks { generator: generator.into(), channel: channel.map(Into::into) };
        by_rule(&Url::parse(page).unwrap(), &marks).into_iter().map(|feed| feed.url.into()).collect()
    }

    #[test]
    fn every_platform_has_its_place() {
        const ID: &str = "UCabcdefghijklmnopqrstuv";
        let channel = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv";
        for (page, expected) in [
            ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos", channel),
            ("https://m.youtube.com/channel/UCabcdefghijklmnopqrstuv", channel),
            ("https://www.youtube.com/user/iemand", "https://www.youtube.com/feeds/videos.xml?user=iemand"),
            (
                "https://youtube.com/playlist?list=PL0_a-9",
                "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0_a-9",
            ),
            (
                "https://github.com/a/b/tree/main",
                "https://github.com/a/b/releases.atom https://github.com/a/b/commits.atom",
            ),
            (
                "https://github.com/a/b/commits",
                "https://github.com/a/b/commits.atom https://github.com/a/b/releases.atom",
            ),
            ("https://github.com/a/b/commits/x/y", "https://github.com/a/b/commits/x/y.atom"),
            ("https://github.com/a", "https://github.com/a.atom"),
            ("https://bsky.app/profile/a.example/post/1", "https://bsky.app/profile/a.example/rss"),
            ("https://medium.com/@a/een-stuk-12", "https://medium.com/feed/@a"),
            ("https://a.medium.com/x", "https://a.medium.com/feed"),
            ("https://a.substack.com/p/x", "https://a.substack.com/feed"),
            ("https://a.tumblr.com/post/1", "https://a.tumblr.com/rss"),
            ("https://www.tumblr.com/blog/a", "https://a.tumblr.com/rss"),
            ("https://www.tumblr.com/a/123/x", "https://a.tumblr.com/rss"),
            ("https://a.wordpress.com/2026/x/", "https://a.wordpress.com/feed/"),
            ("https://a.blogspot.nl/2026/11/x.html", "https://a.blogspot.nl/feeds/posts/default"),
            ("https://a.ghost.io/", "https://a.ghost.io/rss/"),
            ("https://dev.to/a/x", "https://dev.to/feed/a"),
            ("https://old.reddit.com/r/a", ""),
            ("https://www.reddit.com/r/a/comments/1", "https://www.reddit.com/r/a/.rss"),
            ("https://toot.example/@a/123", "https://toot.example/@a.rss https://toot.example/@a/feed.rss"),
            ("https://toot.example/users/a", "https://toot.example/users/a.rss https://toot.example/users/a.atom"),
            ("https://toot.example/@a@elders.example", ""),
            ("https://www.tiktok.com/@a", ""),
            ("https://www.youtube.com/@a", ""),
            ("https://www.youtube.com/watch?v=1", ""),
            ("https://www.youtube.com/channel/kort", ""),
            ("https://medium.com/", ""),
            ("https://github.com/", ""),
            ("https://a.example/blog/", ""),
        ] {
            assert_eq!(feeds(page, "", None).join(" "), expected, "{page}");
        }
        for page in ["@a", "c/a", "watch?v=1", "user/a"] {
            assert_eq!(feeds(&format!("https://www.youtube.com/{page}"), "", Some(ID)), [channel], "{page}");
        }
        assert_eq!(feeds("https://www.youtube.com/@a", "", Some("UC\"><script>&x=1234567")), [""; 0]);
    }

    #[test]
    fn a_blog_under_its_own_name_is_told_by_its_generator() {
        assert_eq!(feeds("https://a.example/x", "ghost 5.9", None), ["https://a.example/rss/"]);
        assert_eq!(feeds("https://a.example/x", "blogger", None), ["https://a.example/feeds/posts/default"]);
        assert_eq!(feeds("https://a.example/x", "hugo 0.140", None), [""; 0]);
    }
}
