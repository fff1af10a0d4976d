//! The search over a web that is a table: what is asked, in which order, and what is made of it.

use std::collections::HashMap;

use proptest::prelude::*;
use url::Url;

use super::{
    Discovery, Extent, Found, How, Kinship, Nothing, Start, Verdict,
    answer::{Got, Miss},
    search::Search,
};

/// What a server answers.
enum Page {
    Body(String),
    WithLink(String, &'static str),
    MovedTo(&'static str, String),
    Miss(Miss),
}

fn html(head: &str) -> Page {
    Page::Body(format!("<!doctype html><html><head><title>Pagina</title>{head}</head><body></body></html>"))
}

fn link(href: &str) -> String {
    format!("<link rel=alternate type='application/rss+xml' href='{href}'>")
}

fn rss_text(title: &str, posts: &[(&str, &str)]) -> String {
    let items = posts.iter().map(|(path, text)| {
        format!(
            "<item><title>{path}</title><link>https://a.example/{path}</link><description>{text}</description></item>"
        )
    });
    format!("<rss version='2.0'><channel><title>{title}</title>{}</channel></rss>", items.collect::<String>())
}

fn rss(title: &str, paths: &[&str]) -> Page {
    let posts: Vec<_> = paths.iter().map(|path| (*path, "Het begint zo …")).collect();
    Page::Body(rss_text(title, &posts))
}

fn whole(title: &str, paths: &[&str]) -> Page {
    let text = "woord ".repeat(120);
    let posts: Vec<_> = paths.iter().map(|path| (*path, text.as_str())).collect();
    Page::Body(rss_text(title, &posts))
}

/// Searches; everything that is not in the table is a 404. Returns what was asked too.
fn search(start: &str, web: Vec<(&str, Page)>) -> (Found, Vec<String>) {
    let web: HashMap<&str, Page> = web.into_iter().collect();
    let mut search = Search::new(&Start::typed(start).unwrap());
    let mut asked = Vec::new();
    while let Some(ask) = search.next() {
        asked.push(ask.url.to_string());
        let got = |url: &str, body: &str, links: &[String], search: &mut Search| {
            let url = Url::parse(url).unwrap();
            let got = Got { url: &url, permanent_url: &url, body: body.as_bytes(), content_type: None, links };
            search.hear(&ask, Ok(got));
        };
        match web.get(ask.url.as_str()) {
            Some(Page::Body(body)) => got(ask.url.as_str(), body, &[], &mut search),
            Some(Page::WithLink(body, link)) => got(ask.url.as_str(), body, &[(*link).to_owned()], &mut search),
            Some(Page::MovedTo(url, body)) => got(url, body, &[], &mut search),
            Some(Page::Miss(miss)) => {
                search.hear(&ask, Err(miss.clone()));
            }
            None => {
                search.hear(&ask, Err(Miss::Status(404)));
            }
        }
    }
    (search.finish(None, None), asked)
}

fn feed_of(found: &Found) -> (&str, How) {
    match &found.what {
        Discovery::Feed(feed) => (feed.url.as_str(), feed.how),
        other => panic!("no feed: {other:?}, tried {:?}", found.tried),
    }
}

fn nothing(found: &Found) -> &Nothing {
    match &found.what {
        Discovery::Nothing(nothing) => nothing,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_feed_is_found_at_once() {
    let (found, asked) = search("https://a.example/feed", vec![("https://a.example/feed", rss("A", &["1"]))]);
    assert_eq!(feed_of(&found), ("https://a.example/feed", How::Given));
    assert_eq!(asked.len(), 1);
}

#[test]
fn what_the_page_names_comes_before_what_the_server_names_and_then_guesses() {
    let page = format!("<!doctype html>{}<a href='/anchor.rss'>RSS</a>", link("/named"));
    let header = "</comments/feed>; rel=feed, </header>; rel=alternate; type=\"application/rss+xml\"";
    let base = "https://a.example/";
    let web = |works: &[&'static str]| {
        let mut web = vec![(base, Page::WithLink(page.clone(), header))];
        web.extend(works.iter().map(|url| (*url, rss("A", &["1"]))));
        web
    };
    for (works, url, how, requests) in [
        ("https://a.example/named", "https://a.example/named", How::Link, 3),
        ("https://a.example/header", "https://a.example/header", How::Header, 3),
        ("https://a.example/anchor.rss", "https://a.example/anchor.rss", How::Anchor, 4),
        ("https://a.example/feed", "https://a.example/feed", How::WellKnown, 5),
        ("https://a.example/atom.xml", "https://a.example/atom.xml", How::WellKnown, 7),
    ] {
        let (found, asked) = search(base, web(&[works]));
        assert_eq!((feed_of(&found), asked.len()), ((url, how), requests), "{asked:?}");
    }
    let (found, asked) = search(base, web(&[]));
    assert_eq!((nothing(&found), asked.len()), (&Nothing::Broken(2), 12));
    assert_eq!(found.tried.len(), asked.len());
}

#[test]
fn twelve_requests_at_most() {
    let anchor = |number| format!("<a href='/{number}.rss'>RSS</a>");
    let anchors = (0..9).map(anchor).collect::<Vec<_>>().concat();
    let named = (0..9).map(|number| link(&format!("/named{number}"))).collect::<Vec<_>>().concat();
    let page = Page::Body(format!("<!doctype html>{named}{anchors}"));
    let (found, asked) = search("https://a.example/", vec![("https://a.example/", page)]);
    assert_eq!(asked.len(), 12);
    assert_eq!(asked.iter().filter(|url| url.contains("named")).count(), 4);
    assert_eq!(nothing(&found), &Nothing::Broken(4));
}

#[test]
fn the_same_posts_are_offered_once_and_whole_ones_win() {
    let page =
        || html(&(link("/rss") + &link("/atom") + &link("/brood") + &link("/rss/") + &link("/pod") + &link("/pod2")));
    let web = |atom: Page| {
        vec![
            ("https://a.example/", page()),
            ("https://a.example/rss", rss("A", &["1", "2", "3"])),
            ("https://a.example/atom", atom),
            ("https://a.example/brood", whole("Brood", &["7", "8"])),
            ("https://a.example/pod", rss("Pod", &["x", "y"])),
        ]
    };
    let (found, asked) = search("https://a.example/", web(whole("A", &["1", "2", "3"])));
    let Discovery::Feed(feed) = &found.what else { panic!("{:?}", found.what) };
    assert_eq!((feed.url.path(), feed.extent), ("/atom", Extent::Full), "the first has excerpts only");
    let others: Vec<_> = feed.others.iter().map(|other| (other.url.path(), other.kinship)).collect();
    assert_eq!(
        others,
        [
            ("/rss", Kinship::SamePosts),
            ("/brood", Kinship::OtherPosts),
            ("/pod", Kinship::OtherPosts),
            ("/pod2", Kinship::Unread)
        ]
    );
    assert_eq!(asked.len(), 5, "an address is asked once, with or without its slash");
    let (found, _) = search("https://a.example/", web(rss("A", &["1", "2", "3"])));
    assert_eq!(feed_of(&found).0, "https://a.example/rss", "no better: the page's order counts");
}

#[test]
fn two_addresses_of_one_feed_are_one() {
    let web = vec![
        ("https://a.example/", html(&(link("/old") + &link("/new")))),
        ("https://a.example/old", Page::MovedTo("https://a.example/new", rss_text("A", &[("1", "x")]))),
        ("https://a.example/new", rss("A", &["1"])),
    ];
    let (found, _) = search("https://a.example/", web);
    let Discovery::Feed(feed) = &found.what else { panic!("{:?}", found.what) };
    assert!(feed.others.is_empty(), "{:?}", feed.others);
    assert_eq!(found.tried[2].to_string(), "https://a.example/new (named by the page): the same feed again");
}

#[test]
fn comment_feeds_are_never_taken() {
    let comments = "<link rel=alternate type='application/rss+xml' title='Reacties' href='/post/feed/'>";
    let post = || html(comments);
    let web = vec![
        ("https://a.example/post/", post()),
        ("https://a.example/post/feed/", rss("Reacties op: Post", &["1"])),
        ("https://a.example/", html(&link("/feed/"))),
        ("https://a.example/feed/", rss("A", &["1"])),
    ];
    let (found, asked) = search("https://a.example/post/", web);
    assert_eq!(feed_of(&found), ("https://a.example/feed/", How::Link));
    assert_eq!(asked, ["https://a.example/post/", "https://a.example/", "https://a.example/feed/"]);
    assert_eq!(found.tried[1].how, How::Home);
    // Named without saying what it is: its own title does.
    let web = vec![
        ("https://a.example/", html(&link("/a"))),
        ("https://a.example/a", rss("Comments for A", &["1"])),
        ("https://a.example/rss.xml", rss("A", &["1"])),
    ];
    assert_eq!(feed_of(&search("https://a.example/", web).0).0, "https://a.example/rss.xml");
    let (found, _) = search("https://a.example/post/", vec![("https://a.example/post/", post())]);
    assert_eq!(nothing(&found), &Nothing::OnlyComments);
}

#[test]
fn from_a_comment_feed_to_the_blogs_own() {
    let given = || {
        Page::Body(
            rss_text("Comments on: Post", &[]).replace("<channel>", "<channel><link>https://a.example/post/</link>"),
        )
    };
    let web = vec![
        ("https://a.example/post/feed/", given()),
        ("https://a.example/post/", html(&link("/feed/"))),
        ("https://a.example/feed/", rss("A", &["1"])),
    ];
    let (found, _) = search("https://a.example/post/feed/", web);
    assert_eq!(feed_of(&found), ("https://a.example/feed/", How::Link));
    let (found, asked) = search("https://a.example/post/feed/", vec![("https://a.example/post/feed/", given())]);
    assert_eq!((nothing(&found), asked.len()), (&Nothing::Comments, 2));
}

#[test]
fn bare_domains_are_tried_as_they_may_be_meant() {
    let feed = || rss("A", &["1"]);
    let down = || Page::Miss(Miss::NoConnection("no connection".into()));
    let no_name = || Page::Miss(Miss::NoSuchName);
    let (found, asked) = search("a.example", vec![("https://a.example/", down()), ("http://a.example/", feed())]);
    assert_eq!((feed_of(&found).0, asked.len()), ("http://a.example/", 2));
    let (found, asked) =
        search("a.example", vec![("https://a.example/", no_name()), ("https://www.a.example/", feed())]);
    assert_eq!((feed_of(&found).0, asked.len()), ("https://www.a.example/", 2));
    let (found, asked) =
        search("a.example", vec![("https://a.example/", no_name()), ("https://www.a.example/", no_name())]);
    assert_eq!(nothing(&found), &Nothing::Unreachable("there is no such name: a.example".into()));
    assert_eq!(asked, ["https://a.example/", "https://www.a.example/"]);
    let (found, asked) =
        search("https://a.example", vec![("https://a.example/", down()), ("http://a.example/", feed())]);
    assert_eq!(
        (nothing(&found), asked.len()),
        (&Nothing::Unreachable("no connection".into()), 1),
        "https was asked for"
    );
    let (found, asked) = search("a.example", vec![]);
    assert_eq!((nothing(&found), asked.len()), (&Nothing::Status(404), 1), "an answer is an answer");
}

#[test]
fn platforms_keep_their_feeds_in_their_place() {
    let web = vec![("https://toot.example/@els", html("")), ("https://toot.example/@els.rss", rss("Els", &["1"]))];
    let (found, asked) = search("@els@toot.example", web);
    assert_eq!((feed_of(&found), asked.len()), (("https://toot.example/@els.rss", How::Platform("Mastodon")), 2));
    let channel = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv";
    let page = html("<link rel=canonical href='https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv'>");
    let (found, _) = search(
        "https://www.youtube.com/@els",
        vec![("https://www.youtube.com/@els", page), (channel, rss("Els", &["1"]))],
    );
    assert_eq!(feed_of(&found), (channel, How::Platform("YouTube")));
    // The page is closed to programs, its feed is not.
    let web = vec![
        ("https://medium.com/@els", Page::Miss(Miss::Status(403))),
        ("https://medium.com/feed/@els", rss("Els", &["1"])),
    ];
    assert_eq!(feed_of(&search("https://medium.com/@els", web).0).0, "https://medium.com/feed/@els");
    let (found, asked) =
        search("https://medium.com/@els", vec![("https://medium.com/@els", Page::Miss(Miss::Status(429)))]);
    assert_eq!((nothing(&found), asked.len()), (&Nothing::Status(429), 1), "one that asks for patience gets it");
}

#[test]
fn says_what_is_in_the_way() {
    let one = |page: Page| {
        let (found, _) = search("https://a.example/", vec![("https://a.example/", page)]);
        nothing(&found).clone()
    };
    assert_eq!(one(html("")), Nothing::NoFeed);
    assert_eq!(one(html("<input type=password>")), Nothing::Login);
    assert_eq!(one(Page::MovedTo("https://a.example/wp-login.php", "<html>".into())), Nothing::Login);
    assert_eq!(one(Page::Body("zomaar wat".into())), Nothing::NotPage(None));
    assert_eq!(one(Page::Miss(Miss::Robots("no".into()))), Nothing::Robots("no".into()));
    assert_eq!(one(Page::Miss(Miss::Guarded("no".into()))), Nothing::Guarded("no".into()));
    let broken = r#"{"version": "https://jsonfeed.org/version/1.1", "items": 7"#;
    assert!(matches!(one(Page::Body(broken.into())), Nothing::Unreadable(_)));
    assert_eq!(Nothing::Broken(1).to_string(), "the page names a feed, and it cannot be read");
    assert_eq!(Nothing::Broken(2).to_string(), "the page names 2 feeds, and none of them can be read");
    assert_eq!(
        Nothing::NotPage(Some("image/png".into())).to_string(),
        "this is neither a feed nor a web page (image/png)"
    );
}

#[test]
fn a_list_of_feeds_is_a_list() {
    let list = "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/feed'/></body></opml>";
    let (found, _) = search("https://a.example/lijst", vec![("https://a.example/lijst", Page::Body(list.into()))]);
    assert!(matches!(&found.what, Discovery::List(list) if list.feeds.len() == 1), "{:?}", found.what);
}

#[test]
fn robots_are_asked_about_pages_and_guesses_and_not_about_feeds() {
    use super::search::Ask;
    let minds = |url: &str, how| Ask { url: Url::parse(url).unwrap(), how }.minds_robots();
    assert!(minds("https://a.example/", How::Given));
    assert!(!minds("https://a.example/feed/", How::Given), "somebody asks for this very feed");
    for how in [How::Link, How::Header, How::Platform("Medium")] {
        assert!(!minds("https://a.example/x", how), "{how}");
    }
    for how in [How::Home, How::Anchor, How::WellKnown] {
        assert!(minds("https://a.example/feed/", how), "{how}");
    }
}

proptest! {
    /// Whatever a server answers, the search ends, in time.
    #[test]
    fn ends_whatever_is_answered(answers in proptest::collection::vec(0usize..9, 0..20), start in "a\\.example(/[@~a-z0-9]{0,3}){0,3}/?") {
        let start = Start::typed(&start).unwrap();
        let mut search = Search::new(&start);
        let mut asked = Vec::new();
        let kinds = [
            "<!doctype html>".to_owned(),
            format!("<!doctype html>{}{}{}", link("/1"), link("/2"), link("../3")),
            "<!doctype html><a href=x.rss>RSS</a><a href=/y/feed>feed</a>".to_owned(),
            "<!doctype html><link rel=alternate type=application/rss+xml title=Reacties href=c>".to_owned(),
            rss_text("Comments on: x", &[]).replace("<channel>", "<channel><link>https://a.example/x/</link>"),
            rss_text("A", &[("1", "x")]),
        ];
        while let Some(ask) = search.next() {
            let answer = answers.get(asked.len()).copied().unwrap_or(6);
            asked.push(ask.url.clone());
            prop_assert!(asked.len() <= 12, "{asked:?}");
            let got = kinds.get(answer).map(|body| Got {
                url: &ask.url,
                permanent_url: &ask.url,
                body: body.as_bytes(),
                content_type: None,
                links: &[],
            });
            let misses = [Miss::Status(404), Miss::NoSuchName, Miss::NoConnection("no".into())];
            search.hear(&ask, got.ok_or_else(|| misses[answer - 6].clone()));
        }
        let found = search.finish(None, None);
        prop_assert_eq!(found.tried.len(), asked.len());
        prop_assert!(matches!(found.what, Discovery::Feed(_)) == found.tried.iter().any(|tried| tried.result == Verdict::Feed));
    }
}
