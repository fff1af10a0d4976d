//! `add` by the real binary against a loopback server: where a feed is looked for, in which order, and what is said.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use assert_cmd::assert::Assert;
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::{
    Site,
    web::{Page, Web},
};

fn feed_of(title: &str, posts: &[&str]) -> Page {
    Page::of_type("application/rss+xml", &rss(title, posts))
}

/// A feed whose posts have these titles, the newest first, a day apart.
fn rss(title: &str, posts: &[&str]) -> String {
    let text = "Een alinea die lang genoeg is om te lezen en die niet midden in een zin ophoudt. ".repeat(8);
    let items = posts.iter().enumerate().map(|(at, post)| {
        let day = 20 - at;
        format!(
            "<item><title>{post}</title><link>https://blog.example/{at}</link><guid>https://blog.example/{at}</guid>\
             <pubDate>{day:02} Nov 2026 08:00:00 +0100</pubDate><description>&lt;p&gt;{text}{post}.&lt;/p&gt;</description></item>"
        )
    });
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><link>https://blog.example/</link>\
         <language>nl</language>{}</channel></rss>",
        items.collect::<String>()
    )
}

fn link(href: &str) -> String {
    format!("<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{href}\">")
}

struct Net {
    web: Web,
    site: Site,
}

impl Net {
    fn start(pages: &[(&str, Page)]) -> Self {
        let web = Web::start();
        let site = Site::with(&[(
            "content/brood/_index.md",
            "+++\ntitle = \"Brood\"\ntheme = \"zuurdesem\"\nopens = 2026-11-15\ncloses = 2026-11-30\ntags = [\"broodkermis\"]\n+++\n",
        )]);
        let net = Self { web, site };
        for (path, page) in pages {
            net.put(path, page.clone());
        }
        net
    }

    fn put(&self, path: &str, page: Page) {
        self.web.put(path, page);
    }

    fn url(&self, path: &str) -> String {
        self.web.url(path)
    }

    fn add(&self, path: &str) -> assert_cmd::Command {
        self.run(&[&self.url(path)])
    }

    fn run(&self, args: &[&str]) -> assert_cmd::Command {
        let mut command = self.site.command();
        command.arg("add").args(args).env("BLOGKERMIS_FETCH_ALLOW", self.web.address.to_string());
        command
    }

    /// What was asked for since the last look.
    fn asked(&self) -> Vec<String> {
        self.web.asked()
    }

    fn feed_in_file(&self, name: &str) -> String {
        let file = self.site.read(&format!("content/blogs/{name}.md"));
        let line = file.lines().find(|line| line.starts_with("feed = ")).unwrap();
        line.trim_start_matches("feed = ").trim_matches('"').replace(&self.web.address.to_string(), "HOST")
    }

    fn said(&self, assert: &Assert) -> String {
        let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        said.replace(&self.web.address.to_string(), "HOST")
    }
}

fn stdout(assert: &Assert) -> Value {
    serde_json::from_slice(&assert.get_output().stdout).unwrap()
}

const POSTS: [&str; 6] =
    ["Zuurdesem op maandag", "Over rogge en zuurdesem", "De bakker is dicht", "#broodkermis: korst", "Regen", "Zon"];

#[test]
fn a_blog_is_shown_before_it_is_added() {
    let home = Page::html(&(link("/feed.xml") + &link("/pod.xml") + "<a href='/rss'>RSS</a>"));
    let net = Net::start(&[
        ("/", home),
        ("/feed.xml", feed_of("Kruim &amp; Korst", &POSTS)),
        ("/pod.xml", feed_of("Kruim hoorbaar", &[]).with("x", "y")),
    ]);
    let out = net.add("/").assert().success();
    insta::assert_snapshot!(net.said(&out));
    assert_eq!(net.asked(), ["/", "/feed.xml", "/pod.xml"]);
    assert_eq!(net.feed_in_file("kruim-korst"), "http://HOST/feed.xml");
}

#[test]
fn a_blog_is_told_to_programs_too() {
    let net = Net::start(&[("/", Page::html(&link("/feed.xml"))), ("/feed.xml", feed_of("Kruim", &POSTS))]);
    let out = net.run(&[&net.url("/"), "--json", "--dry-run"]).assert().success();
    let told = serde_json::to_string_pretty(&stdout(&out)).unwrap().replace(&net.web.address.to_string(), "HOST");
    insta::assert_snapshot!(told);
    assert!(!net.site.has("content/blogs/kruim.md"), "a dry run writes nothing");
}

#[test]
fn the_feed_itself_whatever_its_server_calls_it() {
    for kind in ["text/html; charset=utf-8", "text/plain", "application/octet-stream", "application/atom+xml"] {
        let net = Net::start(&[("/feed", Page::of_type(kind, &rss("Kruim", &POSTS)))]);
        net.add("/feed").assert().success().stderr(contains("http://").and(contains("(as given)")));
        assert_eq!(net.asked(), ["/feed"], "{kind}");
    }
}

#[test]
fn a_redirect_for_good_is_written_down() {
    let net = Net::start(&[
        ("/", Page::html(&link("/oud"))),
        ("/oud", Page::moved("/nieuw")),
        ("/nieuw", feed_of("Kruim", &POSTS)),
    ]);
    net.add("/").assert().success();
    assert_eq!(net.feed_in_file("kruim"), "http://HOST/nieuw");
}

#[test]
fn the_header_the_base_and_the_anchors() {
    let feed = || feed_of("Kruim", &POSTS);
    let of_header = Page::html("niets").with(
        "link",
        "</x>; rel=\"hub\", <feeds/a,b>; title=\"a, b\"; rel=\"alternate\"; type=\"application/rss+xml\"",
    );
    let net = Net::start(&[("/blog/", of_header), ("/blog/feeds/a,b", feed())]);
    net.add("/blog/").assert().success().stderr(contains("named in a Link header"));
    assert_eq!(net.asked(), ["/blog/", "/blog/feeds/a,b"]);

    let of_base = Page::of_type("text/html", &format!("<base href='/elders/'>{}", link("feed")));
    let net = Net::start(&[("/blog/", of_base), ("/elders/feed", feed())]);
    net.add("/blog/").assert().success().stderr(contains("named by the page"));
    assert_eq!(net.asked(), ["/blog/", "/elders/feed"]);

    let of_anchors = Page::html(
        "<a href='/delen?rss&share=1'>RSS</a><a href='/comments/feed/'>RSS</a><a href='/abonneren'>Abonneren</a>\
         <a href='https://elders.example/feed/'>RSS</a><a href='/volg.rss'>Volg dit blog</a>",
    );
    let net = Net::start(&[("/", of_anchors), ("/abonneren", Page::html("niets")), ("/volg.rss", feed())]);
    net.add("/").assert().success().stderr(contains("linked on the page"));
    assert_eq!(net.asked(), ["/", "/volg.rss"]);
}

#[test]
fn the_usual_places_one_after_the_other_until_one_is_a_feed() {
    let soft_404 = Page::html("Deze pagina bestaat niet");
    let net = Net::start(&[
        ("/", Page::html("niets")),
        ("/feed", soft_404),
        ("/rss.xml", Page::of_type("application/rss+xml", "<!doctype html><p>ook niet</p>")),
        ("/index.xml", feed_of("Kruim", &POSTS)),
        ("/feed.xml", feed_of("Te laat", &POSTS)),
    ]);
    let out = net.run(&[&net.url("/"), "-v"]).assert().success().stderr(contains("a usual place"));
    assert_eq!(net.asked(), ["/", "/feed", "/rss.xml", "/atom.xml", "/index.xml"], "nothing after the first feed");
    let said = net.said(&out);
    for line in [
        "tried http://HOST/ (as given): a web page",
        "tried http://HOST/feed (a usual place): a web page",
        "tried http://HOST/atom.xml (a usual place): the server answered 404",
        "tried http://HOST/index.xml (a usual place): a feed",
    ] {
        assert!(said.contains(line), "no {line} in {said}");
    }
}

#[test]
fn a_post_whose_only_feed_is_its_comments_leads_to_the_blog() {
    let comments = "<link rel=alternate type='application/rss+xml' title='Kruim » Brood Reacties' href='/brood/feed/'>";
    let net = Net::start(&[
        ("/brood/", Page::html(comments)),
        ("/brood/feed/", feed_of("Reacties op: Brood", &["Ja"])),
        ("/", Page::html(&(comments.to_owned() + &link("/feed/")))),
        ("/feed/", feed_of("Kruim", &POSTS)),
    ]);
    net.add("/brood/").assert().success();
    assert_eq!(net.asked(), ["/brood/", "/", "/feed/"]);
    assert_eq!(net.feed_in_file("kruim"), "http://HOST/feed/");
    net.add("/brood/feed/").assert().success().stderr(contains("watched already"));
}

#[test]
fn a_profile_of_the_fediverse() {
    let net = Net::start(&[("/@els", Page::html("tuut")), ("/@els.rss", feed_of("Els", &POSTS))]);
    net.add("/@els").assert().success().stderr(contains("the place on Mastodon"));
    assert_eq!(net.asked(), ["/@els", "/@els.rss"]);
}

#[test]
fn a_bare_address_is_asked_with_https_and_then_without() {
    let net = Net::start(&[("/feed", feed_of("Kruim", &POSTS))]);
    net.run(&[&format!("{}/feed", net.web.address)]).assert().success();
    assert_eq!(net.feed_in_file("kruim"), "http://HOST/feed");
}

#[test]
fn the_one_with_whole_posts_is_taken_and_the_other_named() {
    let short =
        rss("Kruim", &POSTS).replace("midden in een zin ophoudt.", "midden …").replace(".&lt;/p&gt;", " …&lt;/p&gt;");
    let net = Net::start(&[
        ("/", Page::html(&(link("/kort.xml") + &link("/lang.xml") + &link("/andere.xml")))),
        ("/kort.xml", Page::of_type("application/rss+xml", &short)),
        ("/lang.xml", feed_of("Kruim", &POSTS)),
        ("/andere.xml", feed_of("Andere koek", &[])),
    ]);
    let out = net.add("/").assert().success();
    assert_eq!(net.feed_in_file("kruim"), "http://HOST/lang.xml");
    let said = net.said(&out);
    for part in [
        "also there: http://HOST/kort.xml (the same posts)",
        "also there: http://HOST/andere.xml (“Andere koek”)",
        "`blogkermis add http://HOST/andere.xml`",
        "6 posts, full text",
    ] {
        assert!(said.contains(part), "no {part} in {said}");
    }
}

#[test]
fn a_blog_is_added_once() {
    let net = Net::start(&[
        ("/", Page::html(&link("/feed"))),
        ("/feed", feed_of("Kruim", &POSTS)),
        ("/ander", Page::html(&link("/anders"))),
        ("/anders", feed_of("Kruim op een andere manier", &["x"])),
    ]);
    net.add("/").assert().success().stderr(contains("1 blog added"));
    net.add("/feed?utm_source=a").assert().code(3).stderr(contains("404"));
    net.add("/feed")
        .assert()
        .success()
        .stderr(contains("“Kruim” is watched already: content/blogs/kruim.md").and(contains("0 blogs added")));
    net.add("/ander").assert().success().stderr(
        contains("content/blogs/kruim.md has the same home page").and(contains("help: to add it all the same")),
    );
    net.add("/anders")
        .assert()
        .success()
        .stderr(contains("warning: “Kruim op een andere manier” has the same home page").and(contains("1 blog added")));
    assert!(net.site.has("content/blogs/kruim-op-een-andere-manier.md"));
}

const LIST: &str = r#"<opml version="2.0"><body><outline text="map"><outline text="in de map">
    <outline type="rss" text="Kruim" xmlUrl="https://kruim.example/feed" htmlUrl="https://kruim.example/"/>
    <outline type="rss" text="Kruim nog eens" xmlUrl="http://www.kruim.example/feed/"/></outline>
    <outline type="rss" text="Kruim in Atom" xmlUrl="https://kruim.example/atom" htmlUrl="https://kruim.example/"/>
    <outline type="rss" text="Dood" xmlUrl=""/><outline type="rss" text="Korst" xmlUrl="https://korst.example/rss"/>
    </outline></body></opml>"#;

#[test]
fn a_list_over_http_adds_its_blogs_without_asking_them() {
    let net = Net::start(&[("/lijst", Page::of_type("text/xml", LIST))]);
    let out = net.add("/lijst").assert().success();
    assert_eq!(net.asked(), ["/lijst"]);
    insta::assert_snapshot!(net.said(&out));
    assert!(net.site.has("content/blogs/kruim.md") && net.site.has("content/blogs/korst.md"));
    net.add("/lijst")
        .assert()
        .success()
        .stderr(contains("0 blogs new, 3 watched already, 1 named twice: “Kruim nog eens”"));
    net.site.write("leeg.opml", "<opml version='2.0'><body/></opml>");
    net.run(&["leeg.opml"]).assert().code(4).stderr(contains("the list names no feed").and(contains("xmlUrl")));
}

#[test]
fn an_edition_that_names_its_blogs_has_to_name_the_new_one() {
    let net = Net::start(&[("/feed", feed_of("Kruim", &POSTS))]);
    net.site.write(
        "content/blogs/korst.md",
        "+++\ntitle = \"Korst\"\nauthor = \"Kas\"\nfeed = \"https://korst.example/\"\n+++\n",
    );
    let edition = net.site.read("content/brood/_index.md");
    net.site.write("content/brood/_index.md", &edition.replace("tags", "blogs = [\"korst\"]\ntags"));
    net.add("/feed").assert().success().stderr(contains("put `kruim` into `blogs` of content/brood/_index.md"));
}

#[test]
fn the_page_may_say_who_writes() {
    let home = Page::of_type("text/html", &format!("<meta name=author content='Els de Boer'>{}", link("/feed")));
    let net = Net::start(&[("/", home), ("/feed", feed_of("Kruim", &POSTS))]);
    net.add("/").assert().success().stderr(contains("by Els de Boer; nl;"));
    assert!(net.site.read("content/blogs/kruim.md").contains("author = \"Els de Boer\""));
}

fn robots(rules: &str) -> Page {
    Page::of_type("text/plain", &format!("User-agent: *\n{rules}\n"))
}

#[test]
fn robots_have_a_say_about_pages_and_guesses() {
    let net = Net::start(&[
        ("/robots.txt", robots("Disallow: /feed\nDisallow: /rss.xml\nDisallow: /geheim/")),
        ("/", Page::html("niets")),
        ("/feed", feed_of("Kruim", &POSTS)),
        ("/rss.xml", feed_of("Kruim", &POSTS)),
        ("/index.xml", feed_of("Kruim", &POSTS)),
        ("/geheim/", Page::html(&link("/index.xml"))),
    ]);
    let out = net.run(&[&net.url("/"), "-v", "--dry-run"]).assert().success();
    assert_eq!(net.asked(), ["/", "/atom.xml", "/index.xml"]);
    let refused = "tried http://HOST/feed (a usual place): robots.txt asks to leave this page alone";
    assert!(net.said(&out).contains(refused), "{}", net.said(&out));
    net.add("/geheim/").assert().code(3).stderr(contains("robots.txt asks").and(contains("help: if it is a feed")));
    assert_eq!(net.asked(), [""; 0]);
}

#[test]
fn robots_have_no_say_about_a_feed_that_somebody_names() {
    let net = Net::start(&[
        ("/robots.txt", robots("Disallow: /feed\nDisallow: /rss.xml")),
        ("/", Page::html(&link("/feed"))),
        ("/feed", feed_of("Kruim", &POSTS)),
        ("/rss.xml", feed_of("Korst", &POSTS)),
    ]);
    net.run(&[&net.url("/"), &net.url("/rss.xml"), "--dry-run"])
        .assert()
        .success()
        .stderr(contains("2 blogs would be added"));
    assert_eq!(net.asked(), ["/", "/feed", "/rss.xml"]);
}

/// What is said, and how it ends, when there is no feed.
#[test]
fn what_went_wrong_and_what_to_do() {
    let net = Net::start(&[
        ("/leeg/", Page::html("niets")),
        ("/reacties", feed_of("Reacties op Kruim", &["x"])),
        ("/inloggen", Page::html("<form><input type=password></form>")),
        ("/foto", Page::of_type("image/png", "\u{1}PNG")),
        ("/kapot", Page::of_type("application/feed+json", "{\"version\": \"https://jsonfeed.org/version/1.1\", ")),
        ("/stuk", Page::html(&link("/weg"))),
        (
            "/alleen",
            Page::html("<link rel=alternate type='application/rss+xml' title='Reacties' href='/comments/feed'>"),
        ),
        ("/dicht", Page::status(403)),
    ]);
    let mut said = String::new();
    for (path, code) in [
        ("/leeg/", 4),
        ("/reacties", 4),
        ("/inloggen", 4),
        ("/foto", 4),
        ("/kapot", 4),
        ("/stuk", 4),
        ("/alleen", 4),
        ("/dicht", 3),
        ("/nergens", 3),
    ] {
        let out = net.add(path).assert().code(code);
        said += &net.said(&out).replace("warning: BLOGKERMIS_FETCH_ALLOW opens HOST to this run\n", "");
        said += "\n";
    }
    insta::assert_snapshot!(said);
    for (word, code, message) in [
        ("http://10.0.0.1/", 3, "not a public address"),
        ("http://nergens.invalid/", 3, "there is no such name: nergens.invalid"),
        ("lijst.opml", 2, "neither an address nor a file"),
        ("blog", 2, "neither an address nor a file"),
    ] {
        net.run(&[word]).assert().code(code).stderr(contains(message).and(contains("help:")));
    }
    net.run(&["https://a.example/", "--offline"]).assert().code(2).stderr(contains("--offline"));
}

#[test]
fn one_that_fails_does_not_keep_the_others_out() {
    let net = Net::start(&[("/feed", feed_of("Kruim", &POSTS))]);
    let out = net.run(&["blog", &net.url("/feed"), &net.url("/weg"), "--json"]).assert().code(3);
    let told = stdout(&out);
    let sources: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["added"].as_array().unwrap().len(), one["error"].is_null()))
        .collect();
    assert_eq!(sources, [(0, false), (1, true), (0, false)]);
}
