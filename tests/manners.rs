//! Manners and memory over many runs, by the real binary against a loopback server: what is asked when, what is learnt
//! of redirects, what a feed's page adds, which posts are one.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::Site;
use tokio::runtime::Runtime;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// 2026-11-21T12:00:00Z.
const START: i64 = 1_795_262_400;

/// An answer of the server: status, headers, body.
#[derive(Clone, Default)]
struct Page(u16, Vec<(&'static str, String)>, String);

#[derive(Default)]
struct Server {
    pages: Mutex<HashMap<String, Page>>,
    log: Mutex<Vec<String>>,
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let conditional = request.headers().contains_key(header::IF_NONE_MATCH);
    server.log.lock().unwrap().push(format!("{path}{}", if conditional { " if" } else { "" }));
    let page = server.pages.lock().unwrap().get(&path).cloned();
    let Some(Page(status, given, body)) = page else { return StatusCode::NOT_FOUND.into_response() };
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        headers.append(HeaderName::from_static(name), HeaderValue::from_str(&value).unwrap());
    }
    let same = headers.get(header::ETAG).is_some_and(|tag| request.headers().get(header::IF_NONE_MATCH) == Some(tag));
    if same {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (StatusCode::from_u16(status).unwrap(), headers, body).into_response()
}

struct Net {
    _runtime: Runtime,
    server: Arc<Server>,
    address: SocketAddr,
    site: Site,
}

impl Net {
    /// A site with these blogs, each with its feed at `/<blog>`, and an edition about chestnuts in the autumn of 2026.
    fn start(blogs: &[&str]) -> Self {
        let server = Arc::new(Server::default());
        let (runtime, address) = support::serve(Router::new().fallback(answer).with_state(Arc::clone(&server)));
        let site = Site::with(&[(
            "content/kastanjes/_index.md",
            "+++\ntitle = \"Kastanjes\"\ntheme = \"kastanjes\"\nlanguage = \"nl\"\nopens = 2026-11-01\n\
             closes = 2026-11-30\ntags = [\"kastanjes\"]\n+++\n",
        )]);
        let net = Self { _runtime: runtime, server, address, site };
        for blog in blogs {
            net.blog(blog, &format!("feed = \"http://{address}/{blog}\""));
        }
        net
    }

    fn blog(&self, slug: &str, keys: &str) {
        let file = format!("+++\ntitle = \"Blog {slug}\"\nauthor = \"Auteur {slug}\"\n{keys}\n+++\n");
        self.site.write(&format!("content/blogs/{slug}.md"), &file);
    }

    fn serve(&self, path: &str, status: u16, headers: &[(&'static str, &str)], body: &str) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.server.pages.lock().unwrap().insert(path.to_owned(), Page(status, headers, body.to_owned()));
    }

    /// Runs the program at a moment, in seconds after the start.
    fn at(&self, after: i64, args: &[&str]) -> assert_cmd::assert::Assert {
        let mut command = self.site.command();
        command.args(args).env("BLOGKERMIS_FETCH_ALLOW", self.address.to_string());
        command.env("SOURCE_DATE_EPOCH", (START + after).to_string()).assert()
    }

    /// What was asked since the last time somebody looked.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.server.log.lock().unwrap())
    }

    fn record(&self, blog: &str) -> Value {
        serde_json::from_str(&self.site.read(&format!("harvest/{blog}.json"))).unwrap()
    }
}

/// A feed of items, each with an id, an address and a text.
fn feed(items: &[(&str, &str, &str, &str)]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|(id, url, title, text)| {
            format!(
                "<item><guid isPermaLink=\"false\">{id}</guid><link>{url}</link><title>{title}</title>\
                 <pubDate>Sat, 14 Nov 2026 10:00:00 +0100</pubDate><category>kastanjes</category>\
                 <content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
            )
        })
        .collect();
    let items = items.concat();
    format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Blog over kastanjes</title><language>nl</language>{items}</channel></rss>"
    )
}

const TEXT: &str = "Vorige week raapte ik kastanjes in het park en thuis bleken het er honderd te zijn. Een kastanje is \
    een belofte van vuur: je poft haar, je brandt je vingers en daarna is het winter. De buurvrouw maakt er soep van, de \
    kinderen maken er poppetjes van, en ik leg ze op de kachel omdat mijn moeder dat ook deed.";

fn ids(record: &Value) -> Vec<&str> {
    record["entries"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

#[test]
fn only_the_blogs_that_are_named_are_asked() {
    let net = Net::start(&["a", "b"]);
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.serve("/b", 200, &[], &feed(&[("1", "https://b.example/1", "Soep", TEXT)]));
    net.at(0, &["fetch", "a"]).success().stderr(contains("fetched     a").and(contains("1 feed read")));
    assert!(!net.site.has("harvest/b.json"), "nothing is known of it");
    net.at(0, &["fetch", "b"]).success().stderr(contains("fetched     b").and(contains("not due     a")));
    assert_eq!(net.asked(), ["/a", "/b"]);
}

#[test]
fn a_run_ends_when_its_time_is_up() {
    let net = Net::start(&["a", "b"]);
    net.serve("/a", 200, &[], &feed(&[]));
    let slow = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = slow.local_addr().unwrap();
    net.blog("b", &format!("feed = \"http://{silent}/b\""));
    let toml = format!("{}[fetch]\nrun_timeout = \"2s\"\nallow = [\"{silent}\"]\n", net.site.read("blogkermis.toml"));
    net.site.write("blogkermis.toml", &toml);
    let began = std::time::Instant::now();
    net.at(0, &["fetch"]).success().stderr(
        contains("fetched     a").and(contains("the run had lasted long enough")).and(contains("1 feed was not asked")),
    );
    assert!(began.elapsed().as_secs() < 10);
}

#[test]
fn the_same_bytes_again_are_no_news() {
    let net = Net::start(&["a"]);
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.at(0, &["fetch"]).success().stderr(contains("fetched     a"));
    net.at(2 * HOUR, &["fetch"]).success().stderr(contains("unchanged   a").and(contains("nothing new")));
}

#[test]
fn a_server_that_asks_for_patience_gets_it_forced_or_not() {
    let net = Net::start(&["a"]);
    net.serve("/a", 429, &[("retry-after", "7200")], "");
    net.at(0, &["fetch"]).success().stderr(contains("429"));
    assert_eq!(net.asked(), ["/a"]);
    for args in [&["fetch"][..], &["fetch", "--force"], &["fetch", "a", "--force"]] {
        net.at(HOUR + 1, args).success();
    }
    assert_eq!(net.asked(), Vec::<String>::new());
    net.serve("/a", 200, &[], &feed(&[]));
    net.at(2 * HOUR + 1, &["fetch"]).success().stderr(contains("fetched     a"));
}

#[test]
fn cache_control_and_the_feed_s_own_wishes_are_heard() {
    let net = Net::start(&["a", "b"]);
    net.serve("/a", 200, &[("cache-control", "max-age=36000")], &feed(&[]));
    net.serve("/b", 200, &[], &feed(&[]).replace("<language>", "<ttl>600</ttl><language>"));
    net.at(0, &["fetch"]).success();
    net.at(9 * HOUR, &["fetch"]).success();
    assert_eq!(net.asked().len(), 2, "ten hours are asked for");
    net.at(11 * HOUR, &["fetch"]).success();
    assert_eq!(net.asked().len(), 2);
}

#[test]
fn a_gone_feed_is_asked_again_only_when_somebody_names_it() {
    let net = Net::start(&["a"]);
    net.serve("/a", 410, &[], "");
    net.at(0, &["fetch"]).success().stderr(contains("gone for good"));
    net.serve("/a", 200, &[], &feed(&[]));
    net.at(99 * DAY, &["fetch", "--force"]).success().stderr(contains("gone for good"));
    assert_eq!(net.asked(), ["/a"]);
    net.at(99 * DAY, &["fetch", "a", "--force"]).success().stderr(contains("fetched     a"));
}

#[test]
fn a_page_in_place_of_a_feed_is_not_asked_for_again_at_once() {
    let net = Net::start(&["a"]);
    net.serve("/a", 200, &[], "<html><head><title>Onderhoud</title></head><body>Even geduld</body></html>");
    net.at(0, &["fetch"]).success().stderr(contains("web page"));
    net.at(60, &["fetch", "--force"]).success().stderr(contains("web page"));
    assert_eq!(net.asked(), ["/a"], "nothing will have changed within a minute");
    net.at(60, &["fetch", "a", "--force"]).success();
    net.at(HOUR, &["fetch", "--force"]).success();
    assert_eq!(net.asked(), ["/a", "/a"]);
    net.at(HOUR, &["fetch", "b"]).code(2).stderr(contains("there is no blog `b`"));
}

#[test]
fn a_move_is_followed_at_once_and_believed_after_a_week() {
    let net = Net::start(&["a"]);
    let target = format!("http://{}/new", net.address);
    net.serve("/a", 301, &[("location", &target)], "");
    net.serve("/new", 200, &[("etag", "\"1\"")], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.at(0, &["fetch"]).success().stderr(contains("moved").not());
    assert_eq!(net.asked(), ["/a", "/new"]);
    net.at(2 * HOUR, &["fetch"]).success();
    assert_eq!(net.asked(), ["/new if"], "the redirect is not asked for every time");
    for day in [2, 4, 6] {
        net.at(day * DAY, &["fetch"]).success().stderr(contains("moved").not());
        assert_eq!(net.asked(), ["/a", "/new if"], "day {day}: it is looked at again now and then");
    }
    net.at(8 * DAY, &["fetch"]).success().stderr(contains("moved for good"));
    assert_eq!(net.record("a")["feed"]["moved"], Value::from(target.as_str()));
    net.at(20 * DAY, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a", "/new if", "/new if"], "once believed, the old address is left alone");

    net.at(20 * DAY, &["check", "--feeds", "--offline"])
        .code(1)
        .stdout(contains("moved for good").and(contains(&target)));
    let before = net.site.read("content/blogs/a.md");
    net.at(20 * DAY, &["check", "--feeds", "--rewrite", "--dry-run"]).success().stdout(contains("+ feed = "));
    assert_eq!(net.site.read("content/blogs/a.md"), before);
    net.at(20 * DAY, &["check", "--feeds", "--rewrite"])
        .success()
        .stdout(contains("- feed = ").and(contains("+ feed = ")));
    assert_eq!(net.site.read("content/blogs/a.md"), before.replace(&format!("http://{}/a", net.address), &target));
}

#[test]
fn a_false_permanent_redirect_is_forgotten() {
    let net = Net::start(&["a"]);
    let portal = format!("http://{}/portal", net.address);
    net.serve("/a", 301, &[("location", &portal)], "");
    net.serve("/portal", 200, &[], &feed(&[("9", "https://portal.example/9", "Welkom", "Log in bij de portal.")]));
    net.at(0, &["fetch"]).success();
    net.serve("/a", 200, &[("etag", "\"1\"")], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.at(2 * DAY, &["fetch"]).success();
    net.at(3 * DAY, &["fetch"]).success();
    net.at(20 * DAY, &["fetch"]).success().stderr(contains("moved").not());
    assert_eq!(net.asked(), ["/a", "/portal", "/a", "/a if", "/a if"]);
}

#[test]
fn an_excerpt_is_completed_from_its_page_once() {
    let net = Net::start(&["a"]);
    let page = format!("http://{}/post", net.address);
    let excerpt = "<p>Vorige week raapte ik kastanjes in het park en thuis bleken het er honderd te zijn. […]</p>";
    let items = format!(
        "<item><guid>{page}</guid><title>Kastanjes</title><pubDate>Sat, 14 Nov 2026 10:00:00 +0100</pubDate>\
         <description><![CDATA[{excerpt}]]></description></item>\
         <item><guid>{page}-old</guid><title>Bladeren</title><pubDate>Sat, 14 Nov 2020 10:00:00 +0100</pubDate>\
         <description>Kort […]</description></item>"
    );
    net.serve("/a", 200, &[], &format!("<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"));
    let whole = TEXT
        .split(". ")
        .map(|sentence| format!("<p>{sentence}. En dat is nog niet alles.</p>"))
        .collect::<Vec<_>>()
        .concat();
    net.serve(
        "/post",
        200,
        &[("content-type", "text/html")],
        &format!(
            "<!doctype html><html lang=nl><head><title>Kastanjes | A</title><meta name=author content='Els Bos'></head>\
             <body><nav><a href='/'>Home</a></nav><article><h1>Kastanjes</h1>{whole}</article>\
             <div class=comments><p>Mooi stuk over kastanjes, zegt iemand.</p></div></body></html>"
        ),
    );
    net.at(0, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a", "/robots.txt", "/post"], "only what could take part is worth a visit");
    let record = net.record("a");
    let entry = &record["entries"][0];
    assert!(entry["snapshot"]["words"].as_u64().unwrap() > 50, "{entry}");
    assert_eq!(entry["authors"][0]["name"], "Els Bos");
    net.at(2 * HOUR, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a"], "it is at hand");
    assert_eq!(net.record("a"), record);
    net.at(2 * HOUR, &["fetch", "--offline"]).success();
    assert_eq!(net.record("a"), record);
}

#[test]
fn a_page_that_goes_away_leaves_what_was_read_of_it() {
    let net = Net::start(&["a"]);
    let page = format!("http://{}/post", net.address);
    let excerpt = |more: &str| {
        format!(
            "<rss version='2.0'><channel><title>A</title><item><guid>{page}</guid><title>Kastanjes</title>\
             <pubDate>Sat, 14 Nov 2026 10:00:00 +0100</pubDate><description>Vorige week raapte ik kastanjes in het park \
             en thuis bleken het er honderd te zijn{more} […]</description></item></channel></rss>"
        )
    };
    let article = format!("<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>");
    net.serve("/a", 200, &[], &excerpt(""));
    net.serve("/post", 200, &[("content-type", "text/html")], &article);
    net.at(0, &["fetch"]).success();
    let words = net.record("a")["entries"][0]["snapshot"]["words"].clone();
    assert!(words.as_u64().unwrap() > 50);
    net.asked();
    net.serve("/a", 200, &[], &excerpt(", of meer"));
    net.serve("/post", 500, &[], "");
    net.at(2 * HOUR, &["fetch"]).success();
    assert_eq!(net.record("a")["entries"][0]["snapshot"]["words"], words, "the page of the earlier excerpt serves");
    net.asked();
    net.at(4 * HOUR, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a"], "and it is left alone for a while");
    net.serve("/post", 200, &[("content-type", "text/html")], &article.replace("honderd", "honderdtwaalf"));
    net.at(DAY, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a", "/robots.txt", "/post"]);
}

#[test]
fn a_feed_that_was_found_and_moves_is_followed_without_a_word() {
    let net = Net::start(&[]);
    net.blog("a", &format!("url = \"http://{}/home\"", net.address));
    net.serve(
        "/home",
        200,
        &[("content-type", "text/html")],
        "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head></html>",
    );
    let target = format!("http://{}/new", net.address);
    net.serve("/feed", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.serve("/new", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.at(0, &["fetch"]).success().stderr(contains("fetched     a"));
    net.serve("/feed", 301, &[("location", &target)], "");
    for day in [1, 3, 5, 9] {
        net.at(day * DAY, &["fetch"]).success().stderr(contains("moved").not());
    }
    net.asked();
    net.at(12 * DAY, &["fetch"]).success();
    assert_eq!(net.asked(), ["/new"]);
    assert_eq!(net.record("a")["feed"]["source"], target.as_str());
}

#[test]
fn what_a_page_forbids_is_not_kept() {
    let net = Net::start(&["a"]);
    let page = format!("http://{}/private/post", net.address);
    net.serve("/robots.txt", 200, &[], "User-agent: *\nDisallow: /private/\n");
    net.serve("/private/post", 200, &[], &format!("<html><body><article><p>{TEXT}</p></article></body></html>"));
    let open = format!("http://{}/open", net.address);
    net.serve(
        "/open",
        200,
        &[("x-robots-tag", "noarchive, nosnippet"), ("content-type", "text/html")],
        &format!("<html><body><article><p>{TEXT}</p></article></body></html>"),
    );
    let item = |url: &str| {
        format!(
            "<item><guid>{url}</guid><title>Kastanjes</title><category>kastanjes</category>\
             <pubDate>Sat, 14 Nov 2026 10:00:00 +0100</pubDate>\
             <description>Vorige week raapte ik kastanjes in het park en thuis bleken het er honderd te zijn […]</description></item>"
        )
    };
    let items = [item(&page), item(&open)].concat();
    net.serve("/a", 200, &[], &format!("<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"));
    net.at(0, &["fetch"]).success();
    assert_eq!(net.asked(), ["/a", "/robots.txt", "/open"], "robots.txt is honoured");
    let record = net.record("a");
    for entry in record["entries"].as_array().unwrap() {
        assert!(entry["snapshot"]["words"].as_u64().unwrap() < 30, "{entry}");
    }
    net.at(0, &["build", "--offline"]).success();
    let shown = net.site.read("public/kastanjes/edition.json");
    let edition: Value = serde_json::from_str(&shown).unwrap();
    let of_open: Vec<_> =
        edition["entries"].as_array().unwrap().iter().filter(|entry| entry["url"] == open.as_str()).collect();
    assert_eq!(of_open.len(), 1, "{shown}");
    assert!(of_open[0]["summary"].is_null() && of_open[0]["quotes"].as_array().unwrap().is_empty(), "{shown}");
}

#[test]
fn an_edited_post_is_an_update_and_a_new_id_is_no_new_post() {
    let net = Net::start(&["a"]);
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.at(0, &["fetch"]).success();
    let first = net.record("a");
    let edited = format!("{TEXT} Naschrift: het waren er honderdtwaalf.");
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes (2)", &edited)]));
    net.at(2 * HOUR, &["fetch"]).success();
    net.serve(
        "/a",
        200,
        &[],
        &feed(&[("tag:nieuw,1", "http://www.a.example/1/?utm_source=rss", "Kastanjes (2)", &edited)]),
    );
    net.at(4 * HOUR, &["fetch"]).success();
    let record = net.record("a");
    assert_eq!(ids(&record), ["1"]);
    assert_eq!(record["entries"][0]["title"], "Kastanjes (2)");
    assert_eq!(
        record["entries"][0]["past_snapshots"],
        Value::from(vec![first["entries"][0]["snapshot"]["hash"].clone()])
    );
}

#[test]
fn a_post_that_stands_in_two_feeds_is_one_entry() {
    let net = Net::start(&[]);
    net.blog("a", &format!("url = \"https://a.example/\"\nfeed = \"http://{}/a\"", net.address));
    net.blog("planeet", &format!("url = \"https://planeet.example/\"\nfeed = \"http://{}/planeet\"", net.address));
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    let reprint = format!("{TEXT} Dit stuk stond eerder op mijn eigen blog.");
    net.serve("/planeet", 200, &[], &feed(&[("77", "https://planeet.example/kastanjes", "Kastanjes", &reprint)]));
    net.at(0, &["build"]).success();
    assert_eq!(net.record("planeet")["entries"][0]["same_as"]["id"], "1");
    assert_eq!(net.record("planeet")["entries"][0]["same_as"]["because"], "same-text");
    let edition: Value = serde_json::from_str(&net.site.read("public/kastanjes/edition.json")).unwrap();
    let urls: Vec<_> =
        edition["entries"].as_array().unwrap().iter().map(|entry| entry["url"].as_str().unwrap()).collect();
    assert_eq!(urls, ["https://a.example/1"]);
    net.at(0, &["why", "https://planeet.example/kastanjes"])
        .success()
        .stdout(contains("rejected").and(contains("copy: https://a.example/1 (same-text)")));
}

#[test]
fn how_the_feeds_are_doing_is_said_in_plain_words() {
    let net = Net::start(&["a", "b", "c"]);
    net.serve("/a", 200, &[], &feed(&[("1", "https://a.example/1", "Kastanjes", TEXT)]));
    net.serve("/b", 200, &[], &format!("{}<kapot>", feed(&[("1", "https://b.example/1", "Soep & brood", TEXT)])));
    net.at(0, &["check", "--feeds"]).code(1).stdout(
        contains("! Nothing stands at the feed’s address any more")
            .and(contains("- The feed can be read, but only because we mended it: line 1")),
    );
    net.at(0, &["check", "--feeds", "a"]).success().stdout(contains("1 feed is well"));
    net.at(0, &["check", "--feeds", "--mail"]).code(1).stdout(
        contains("Subject: Over de feed van Blog c").and(contains("Dag Auteur b,")).and(contains("Auteur a").not()),
    );
    let json = net.at(0, &["check", "--json", "--offline"]).code(1).get_output().stdout.clone();
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["feeds"][2]["findings"][0]["kind"], "not-found");
    assert_eq!(json["feeds"][2]["findings"][0]["since"], "2026-11-21T12:00:00Z");
    net.at(0, &["build", "--offline"]).success();
    let page = net.site.read("public/status/index.html");
    assert!(page.contains("Op het adres van de feed staat niets meer (sinds 21 november 2026)."), "{page}");
    assert!(page.contains("Nieuwste bericht: <time") || page.contains("14 november 2026"), "{page}");
    // Time goes by, and nothing else happens.
    net.site
        .command()
        .args(["check", "--offline"])
        .env("SOURCE_DATE_EPOCH", (START + 200 * DAY).to_string())
        .assert()
        .code(1)
        .stdout(contains("The newest post is of 14 November 2026"));
}
