//! Receiving webmentions, by the real binary over loopback: the receiver's cases of webmention.rocks, the checklist of the
//! W3C's implementation report, the conformance cases of webmentiond by their names, and what becomes of what came in.

#![allow(clippy::disallowed_methods, reason = "a test edits files")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod support;

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::{Client, redirect::Policy};
use serde_json::Value;
use support::{
    Site,
    web::{Page, Web, reader},
};
use url::form_urlencoded;

/// 2026-11-21T12:00:00Z, when the tests begin.
const BEGIN: i64 = 1_795_262_400;
const CALL: &str = "https://kermis.example/brood/";
const ROUNDUP: &str = "https://kermis.example/leren/";
const OLD: &str = "https://kermis.example/reizen/";

fn site(desk: &str) -> Site {
    let edition = |title: &str, opens: &str, closes: &str| {
        format!("+++\ntitle = \"{title}\"\ntheme = \"{title}\"\nopens = {opens}\ncloses = {closes}\n+++\n")
    };
    let done = "+++\ndraft = false\npublished = 2026-06-05\n+++\nHet verhaal van deze editie.\n";
    let site = Site::with(&[
        ("content/brood/_index.md", &edition("zuurdesem", "2026-11-01", "2026-11-30")),
        ("content/leren/_index.md", &edition("leren", "2026-05-01", "2026-05-31")),
        ("content/leren/roundup.md", done),
        ("content/reizen/_index.md", &edition("reizen", "2025-05-01", "2025-05-31")),
        ("content/reizen/roundup.md", done),
    ]);
    let toml = site.read("blogkermis.toml");
    site.write("blogkermis.toml", &format!("{toml}[desk]\nurl = \"https://kermis.example/-/\"\n{desk}"));
    site
}

struct Desk {
    child: Child,
    address: String,
    client: Client,
    runtime: tokio::runtime::Runtime,
}

impl Desk {
    fn start(site: &Site, web: &Web) -> Self {
        Self::start_at(site, web, 0)
    }

    /// So many seconds after the beginning.
    fn start_at(site: &Site, web: &Web, seconds: i64) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("blogkermis"))
            .arg("--root")
            .arg(site.root())
            .args(["desk", "--public", "--port", "0"])
            .env("BLOGKERMIS_FETCH_ALLOW", web.address.to_string())
            .env("SOURCE_DATE_EPOCH", (BEGIN + seconds).to_string())
            .env_remove("http_proxy")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned()))
            .expect("the desk says where it listens");
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let client = reader().redirect(Policy::none()).build().unwrap();
        Self { child, address, client, runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    /// A page of the desk.
    fn get(&self, path: &str, accept: &str) -> Answer {
        self.ask(self.client.get(format!("http://{}{path}", self.address)).header("accept", accept))
    }

    fn ask(&self, request: reqwest::RequestBuilder) -> Answer {
        self.runtime.block_on(async { Answer::of(request.send().await.unwrap()).await })
    }

    fn post(&self, kind: &str, body: String) -> Answer {
        let request = self.client.post(format!("http://{}/-/webmention", self.address));
        self.ask(request.header("content-type", kind).body(body))
    }

    fn send(&self, source: &str, target: &str) -> Answer {
        let fields = [("source", source), ("target", target)];
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post("application/x-www-form-urlencoded", body)
    }

    /// What became of one that was taken, by the page that its sender was told of.
    fn status(&self, answer: &Answer) -> String {
        let location = answer.location.as_deref().expect("where it can be seen");
        let path = location.strip_prefix("https://kermis.example").expect("our address");
        let json: Value = serde_json::from_str(&self.get(path, "application/json").body).unwrap();
        json["status"].as_str().unwrap().to_owned()
    }

    /// The same, once its page was looked at.
    fn outcome(&self, answer: &Answer) -> String {
        for _ in 0..300 {
            let status = self.status(answer);
            if status != "waiting" {
                return status;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("nobody looks at {:?}", answer.location);
    }

    /// Sends one and says what became of it.
    fn tell(&self, source: &str, target: &str) -> String {
        let answer = self.send(source, target);
        assert_eq!(answer.status, 201, "{source} {target}: {}", answer.body);
        self.outcome(&answer)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    location: Option<String>,
    retry_after: Option<u64>,
    body: String,
}

impl Answer {
    async fn of(response: reqwest::Response) -> Self {
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (location, retry_after) = (header("location"), header("retry-after"));
        let status = response.status().as_u16();
        Self {
            status,
            location,
            retry_after: retry_after.map(|n| n.parse().unwrap()),
            body: response.text().await.unwrap(),
        }
    }
}

/// The program's own list of what came in.
fn mentions(site: &Site, args: &[&str]) -> Vec<Value> {
    let out = site.command().args(["mentions", "--json"]).args(args).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

fn submissions(site: &Site) -> Vec<Value> {
    let out = site.command().args(["submissions", "brood", "--all", "--json"]).output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

/// What readers see of the reactions: on the edition's page, and on the one for all of them.
fn build(site: &Site) -> String {
    site.command().args(["build", "--offline"]).assert().success();
    let all = "public/leren/reactions/index.html";
    site.read("public/leren/index.html") + &if site.has(all) { site.read(all) } else { String::new() }
}

fn reply(target: &str, words: &str) -> Page {
    Page::html(&format!(
        "<article class=h-entry><a class=\"p-author h-card\" href=/>Anna Bos</a> \
         <a class=u-in-reply-to href=\"{target}\">het rondje</a> <div class=e-content>{words}</div></article>"
    ))
}

#[test]
fn receiver_1_a_valid_request_is_taken() {
    let (site, web) = (site(""), Web::start());
    web.put("/post", reply(ROUNDUP, "Mooi."));
    let desk = Desk::start(&site, &web);
    let answer = desk.send(&web.url("/post"), ROUNDUP);
    assert_eq!(answer.status, 201);
    assert!(answer.location.as_ref().unwrap().starts_with("https://kermis.example/-/webmention/"));
    assert_eq!(desk.outcome(&answer), "reaction");
    // People see the same in words, and nobody sees what is not there.
    let path = answer.location.unwrap().replace("https://kermis.example", "");
    let page = desk.get(&format!("{path}?lang=nl"), "text/html");
    assert!(page.status == 200 && page.body.contains("voordat er hier iets van te zien is"), "{}", page.body);
    assert_eq!(desk.get("/-/webmention/0123456789abcdef", "text/html").status, 404);
    let endpoint = desk.get("/-/webmention?lang=en", "text/html");
    assert!(endpoint.status == 200 && endpoint.body.contains("This address takes webmentions"));
}

#[test]
fn receiver_2_garbage_is_refused() {
    let (site, web) = (site(""), Web::start());
    let desk = Desk::start(&site, &web);
    for (source, target) in [("asdf", ROUNDUP), (web.url("/post").as_str(), "asdf"), ("asdf", "qwer")] {
        let answer = desk.send(source, target);
        assert_eq!((answer.status, answer.location), (400, None), "{source} {target}");
    }
    assert!(web.asked().is_empty() && mentions(&site, &["--all"]).is_empty());
}

#[test]
fn url_validation_and_allowed_target() {
    let (site, web) = (site(""), Web::start());
    let desk = Desk::start(&site, &web);
    let post = web.url("/post");
    for (source, target) in [
        ("mailto:a@b.example", ROUNDUP),
        ("ftp://a.example/", ROUNDUP),
        ("javascript:alert(1)", ROUNDUP),
        ("file:///etc/passwd", ROUNDUP),
        ("https://me:secret@a.example/", ROUNDUP),
        ("", ROUNDUP),
        (&post, ""),
        (&post, "mailto:a@b.example"),
        // Not ours, or not just one of our pages.
        (&post, "https://elders.example/leren/"),
        (&post, "https://kermis.example/"),
        (&post, "https://kermis.example/nergens/"),
        (&post, "https://kermis.example/leren"),
        (&post, "https://kermis.example/leren/?p=1"),
        (&post, "http://kermis.example/leren/"),
        // Source and target are one page.
        (ROUNDUP, ROUNDUP),
        (ROUNDUP, "https://kermis.example/leren/#e-1"),
    ] {
        assert_eq!(desk.send(source, target).status, 400, "{source} {target}");
    }
    let form = |body: &str| desk.post("application/x-www-form-urlencoded", body.to_owned());
    assert_eq!(form("source=https%3A%2F%2Fa.example%2F").status, 400);
    assert_eq!(form("").status, 400);
    assert_eq!(form(&"x".repeat(20_000)).status, 413);
    assert_eq!(form(&"x".repeat(200_000)).status, 413);
    assert_eq!(desk.post("application/json", "{}".into()).status, 415);
    assert!(mentions(&site, &["--all"]).is_empty());
}

#[test]
fn allowed_target_ignore_fragment() {
    let (site, web) = (site(""), Web::start());
    let target = format!("{ROUNDUP}#e-anna");
    web.put("/post", reply(&target, "Mooi."));
    let desk = Desk::start(&site, &web);
    assert_eq!(desk.tell(&web.url("/post"), &target), "reaction");
    // Without the fragment it is the same pair.
    assert_eq!(desk.send(&web.url("/post"), ROUNDUP).status, 429);
    assert_eq!(mentions(&site, &["--all"]).len(), 1);
}

#[test]
fn do_async() {
    let (site, web) = (site(""), Web::start());
    // It takes the request and never says anything.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let source = format!("http://{}/post", silent.local_addr().unwrap());
    let toml = site.read("blogkermis.toml");
    let allowed = silent.local_addr().unwrap();
    site.write("blogkermis.toml", &format!("{toml}[fetch]\nallow = [\"{allowed}\"]\n"));
    let desk = Desk::start(&site, &web);
    let begin = Instant::now();
    let answer = desk.send(&source, ROUNDUP);
    assert_eq!(answer.status, 201);
    assert!(begin.elapsed() < Duration::from_secs(2), "its page was not waited for");
    assert_eq!(desk.status(&answer), "waiting");
}

#[test]
fn redirects_are_followed_and_not_for_ever() {
    let (site, web) = (site(""), Web::start());
    web.put("/post", reply(ROUNDUP, "Mooi."));
    web.put("/moved", Page::moved("/post"));
    web.put("/round", Page::moved("/about"));
    web.put("/about", Page::moved("/round"));
    for n in 0..30 {
        web.put(&format!("/hop-{n}"), Page::moved(&format!("/hop-{}", n + 1)));
    }
    let desk = Desk::start(&site, &web);
    assert_eq!(desk.tell(&web.url("/moved"), ROUNDUP), "reaction", "follow-one-redirect");
    assert_eq!(desk.tell(&web.url("/round"), ROUNDUP), "failed");
    web.asked();
    assert_eq!(desk.tell(&web.url("/hop-0"), ROUNDUP), "failed", "stop-after-n-redirects");
    assert!(web.asked().len() <= 21);
}

#[test]
fn only_a_link_to_just_this_page_counts() {
    let (site, web) = (site(""), Web::start());
    let desk = Desk::start(&site, &web);
    let cases = [
        ("reject-text", format!("Kijk op {ROUNDUP}"), false),
        ("reject-link-in-comment", format!("<!-- <a href=\"{ROUNDUP}\">x</a> -->"), false),
        ("no-link", "<p>Niets.</p>".to_owned(), false),
        ("longer-address", format!("<a href=\"{ROUNDUP}x\">x</a>"), false),
        ("link-in-a", format!("<a href=\"{ROUNDUP}\">x</a>"), true),
        ("link-in-img", format!("<img src=\"{ROUNDUP}\" alt=x>"), true),
        ("link-in-video", format!("<video src=\"{ROUNDUP}\"></video>"), true),
        ("link-in-audio", format!("<audio src=\"{ROUNDUP}\"></audio>"), true),
    ];
    for (name, body, links) in cases {
        web.put(&format!("/{name}"), Page::html(&body));
        let outcome = desk.tell(&web.url(&format!("/{name}")), ROUNDUP);
        assert_eq!(outcome, if links { "reaction" } else { "no-link" }, "{name}");
    }
    web.put("/json", Page::of_type("application/json", &format!("{{\"a\": [\"{ROUNDUP}\"]}}")));
    web.put("/plain", Page::of_type("text/plain", &format!("zie {ROUNDUP} daar")));
    for path in ["/json", "/plain"] {
        assert_eq!(desk.tell(&web.url(path), ROUNDUP), "reaction", "{path}");
    }
}

#[test]
fn nothing_is_shown_before_the_host_says_so_and_no_word_of_it_is_markup() {
    let (site, web) = (site(""), Web::start());
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;script&gt;alert(3)&lt;/script&gt; \
                   <a href=\"javascript:alert(4)\">klik</a>";
    web.put(
        "/post",
        Page::html(&format!(
            "<article class=h-entry><a class=\"p-author h-card\" href=\"javascript:alert(5)\">&lt;b onclick=x&gt;Anna</a> \
             <a class=u-in-reply-to href=\"{ROUNDUP}\">het rondje</a><div class=e-content>{hostile}</div></article>"
        )),
    );
    let desk = Desk::start(&site, &web);
    assert_eq!(desk.tell(&web.url("/post"), ROUNDUP), "reaction");
    let before = build(&site);
    assert!(!before.contains(&web.url("/post")) && !before.contains("reaction"), "moderated");

    let shown = mentions(&site, &["--show", "1"]);
    assert_eq!((shown[0]["moderation"].as_str(), shown[0]["became"].as_str()), (Some("shown"), Some("reaction")));
    let page = build(&site);
    assert!(page.contains(&web.url("/post")) && page.contains("&lt;b onclick=x&gt;Anna"));
    for bad in ["<script>alert", "onerror=alert(2)>", "javascript:", "<b onclick"] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert!(page.contains("rel=\"external ugc nofollow\""));

    mentions(&site, &["--hide", "1"]);
    assert!(!build(&site).contains(&web.url("/post")));
    assert!(!site.has("harvest/reactions/leren.json"));
}

#[test]
fn an_update_is_shown_once_and_only_after_the_host_has_read_it() {
    let (site, web) = (site(""), Web::start());
    let post = web.url("/post");
    web.put("/post", reply(ROUNDUP, "Mooi rondje."));
    let desk = Desk::start(&site, &web);
    desk.tell(&post, ROUNDUP);
    mentions(&site, &["--show", "1"]);
    assert_eq!(build(&site).matches("Mooi rondje.").count(), 1);
    let early = desk.send(&post, ROUNDUP);
    assert_eq!(early.status, 429, "the same pair within 30 seconds");
    assert!((1..=30).contains(&early.retry_after.unwrap()));
    drop(desk);

    web.put("/post", reply(ROUNDUP, "Koop hier pillen."));
    let desk = Desk::start_at(&site, &web, 60);
    let answer = desk.send(&post, ROUNDUP);
    assert_eq!(answer.status, 201);
    until(|| mentions(&site, &[])[0]["moderation"] == "waiting");
    let page = build(&site);
    assert!(!page.contains("pillen") && !page.contains("Mooi rondje."), "approved was another text");
    let shown = mentions(&site, &["--show", "1"]);
    assert_eq!(shown.len(), 1, "one mention, however often it is sent");
    assert_eq!(build(&site).matches("pillen").count(), 1);
}

#[test]
fn it_goes_when_the_link_is_missing_or_the_page_is_gone() {
    let (site, web) = (site(""), Web::start());
    let meta = "<meta http-equiv=status content=\"410 Gone\">";
    let cases = [
        ("remove-if-link-missing", Page::html("<p>Niets meer.</p>"), "no-link"),
        ("recognize-410", Page::status(410), "gone"),
        ("gone-by-meta", Page::html(&format!("{meta}<a href=\"{ROUNDUP}\">x</a>")), "gone"),
    ];
    let desk = Desk::start(&site, &web);
    for (name, ..) in &cases {
        web.put(&format!("/{name}"), reply(ROUNDUP, name));
        assert_eq!(desk.tell(&web.url(&format!("/{name}")), ROUNDUP), "reaction", "{name}");
    }
    mentions(&site, &["--show", "1", "2", "3"]);
    let page = build(&site);
    assert!(cases.iter().all(|(name, ..)| page.contains(name)));
    drop(desk);
    let desk = Desk::start_at(&site, &web, 60);
    for (name, page, outcome) in cases {
        web.put(&format!("/{name}"), page);
        let answer = desk.send(&web.url(&format!("/{name}")), ROUNDUP);
        assert_eq!(answer.status, 201);
        let state = || {
            mentions(&site, &["--all"])
                .iter()
                .any(|m| m["source"] == web.url(&format!("/{name}")) && m["state"] == outcome)
        };
        until(state);
        assert!(!build(&site).contains(name), "{name}");
    }
}

#[test]
fn a_page_that_does_not_answer_changes_nothing_and_is_tried_again() {
    let (site, web) = (site(""), Web::start());
    web.put("/post", reply(ROUNDUP, "Mooi rondje."));
    let desk = Desk::start(&site, &web);
    desk.tell(&web.url("/post"), ROUNDUP);
    mentions(&site, &["--show", "1"]);
    web.put("/post", Page::status(503));
    web.put("/new", Page::status(503));
    assert_eq!(desk.tell(&web.url("/new"), ROUNDUP), "again");
    drop(desk);
    // Re-verified, on the host's word: it is down, so what was found stays.
    let out =
        site.command().args(["mentions", "--check"]).env("BLOGKERMIS_FETCH_ALLOW", web.address.to_string()).output();
    assert_eq!(out.unwrap().status.code(), Some(1), "something is to be tried again");
    assert!(build(&site).contains("Mooi rondje."));
    // Half an hour later the desk tries again by itself.
    web.put("/new", reply(ROUNDUP, "Laat, maar toch."));
    let _desk = Desk::start_at(&site, &web, 1800);
    until(|| mentions(&site, &[]).len() == 2);
}

#[test]
fn re_verified() {
    let (site, web) = (site(""), Web::start());
    web.put("/post", reply(ROUNDUP, "Mooi rondje."));
    let desk = Desk::start(&site, &web);
    desk.tell(&web.url("/post"), ROUNDUP);
    mentions(&site, &["--show", "1"]);
    drop(desk);
    web.put("/post", Page::html("<p>De link is eruit.</p>"));
    assert!(build(&site).contains("Mooi rondje."));
    let mut check = site.command();
    check.args(["mentions", "--check"]).env("BLOGKERMIS_FETCH_ALLOW", web.address.to_string());
    let said = String::from_utf8(check.assert().success().get_output().stderr.clone()).unwrap();
    assert!(said.contains("1 page looked at: 0 link here, 1 do not, 0 gone"), "{said}");
    assert!(!build(&site).contains("Mooi rondje."));
}

#[test]
fn two_addresses_of_one_post_are_one_mention() {
    let (site, web) = (site(""), Web::start());
    let canonical = format!("<link rel=canonical href=\"{}\">", web.url("/post"));
    for path in ["/post", "/?p=7"] {
        let page = reply(ROUNDUP, "Mooi rondje.");
        web.put(path, Page { body: page.body.replace("<head>", &format!("<head>{canonical}")), ..page });
    }
    let desk = Desk::start(&site, &web);
    for path in ["/post", "/?p=7"] {
        assert_eq!(desk.tell(&web.url(path), ROUNDUP), "reaction");
    }
    assert_eq!(mentions(&site, &["--show", "1"]).len(), 1);
    assert_eq!(build(&site).matches("Mooi rondje.").count(), 1);
}

#[test]
fn the_call_takes_posts_the_roundup_reactions_and_an_old_edition_nothing() {
    let (site, web) = (site(""), Web::start());
    let link = |to: &str| {
        Page::html(&format!(
            "<article class=h-entry><p class=e-content>Over zuurdesem. <a href=\"{to}\">x</a></p></article>"
        ))
    };
    web.put("/answer", link(CALL));
    web.put("/like", Page::html(&format!("<div class=h-entry><a class=u-like-of href=\"{CALL}\">x</a></div>")));
    web.put("/old", link(OLD));
    let post = |n: usize, to: &str| {
        format!(
            "<article class=h-entry><a class=u-url href=/{n}>p</a><div class=e-content><a href=\"{to}\">x</a></div></article>"
        )
    };
    web.put("/", Page::html(&(post(1, CALL) + &post(2, "https://elders.example/"))));
    let desk = Desk::start(&site, &web);
    assert_eq!(desk.tell(&web.url("/answer"), CALL), "submission");
    assert_eq!(desk.tell(&web.url("/like"), CALL), "reaction", "who likes the call has not written for it");
    assert_eq!(desk.tell(&web.url("/old"), OLD), "old");
    let list = desk.send(&web.url("/"), CALL);
    assert_eq!(desk.outcome(&list), "list");
    let path = list.location.unwrap().replace("https://kermis.example", "");
    let page = desk.get(&format!("{path}?lang=en"), "text/html").body;
    assert!(page.contains("Send the address of the post itself") && page.contains(&web.url("/1")));

    let inbox = submissions(&site);
    assert_eq!(inbox.len(), 1);
    assert_eq!((inbox[0]["route"].as_str(), inbox[0]["state"].as_str()), (Some("webmention"), Some("queued")));
    let refused = site.command().args(["mentions", "--show", "1"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("submissions --accept"));
    // Its page goes: the host hears of it.
    drop(desk);
    web.put("/answer", Page::status(410));
    let desk = Desk::start_at(&site, &web, 60);
    desk.send(&web.url("/answer"), CALL);
    until(|| submissions(&site)[0]["state"] == "gone");
}

#[test]
fn no_address_inside_a_network_is_asked() {
    let (site, web) = (site(""), Web::start());
    let secret = Web::start();
    secret.put("/post", reply(ROUNDUP, "Geheim."));
    web.put("/lead", Page::moved(&secret.url("/post")));
    let desk = Desk::start(&site, &web);
    let port = secret.address.port();
    for source in [
        secret.url("/post"),
        web.url("/lead"),
        format!("http://localhost:{port}/post"),
        format!("http://[::ffff:127.0.0.1]:{port}/post"),
        "http://10.0.0.1/".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://2130706433/".to_owned(),
    ] {
        let answer = desk.send(&source, ROUNDUP);
        assert_eq!(desk.outcome(&answer), "failed", "{source}");
        let path = answer.location.unwrap().replace("https://kermis.example", "");
        let page = desk.get(&path, "text/html").body;
        for told in ["public address", "refused", "leads to"] {
            assert!(!page.contains(told), "who sends it learns nothing of our network: {page}");
        }
    }
    assert!(secret.asked().is_empty());
}

#[test]
fn no_more_than_the_host_says_in_an_hour() {
    let (site, web) = (site("mentions_per_hour = 12\n"), Web::start());
    let desk = Desk::start(&site, &web);
    for n in 0..3 {
        assert_eq!(desk.send(&web.url(&format!("/{n}")), ROUNDUP).status, 201);
    }
    let answer = desk.send(&web.url("/3"), ROUNDUP);
    assert_eq!(answer.status, 429, "one visitor has a quarter of it");
    assert!(answer.retry_after.unwrap() > 60);
    assert_eq!(mentions(&site, &["--all"]).len(), 3);
}

#[cfg(unix)]
#[test]
fn asked_to_end_the_desk_ends_and_loses_nothing() {
    let (site, web) = (site(""), Web::start());
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let toml = site.read("blogkermis.toml");
    site.write("blogkermis.toml", &format!("{toml}[fetch]\nallow = [\"{address}\"]\n"));
    let mut desk = Desk::start(&site, &web);
    // Its page is being looked at, and does not come.
    assert_eq!(desk.send(&format!("http://{address}/post"), ROUNDUP).status, 201);
    let _held = silent.accept().unwrap();
    let begin = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &desk.child.id().to_string()]).status().unwrap().success());
    let status = loop {
        if let Some(status) = desk.child.try_wait().unwrap() {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(15), "it does not end");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(status.success(), "{status}");
    let kept = mentions(&site, &["--all"]);
    assert_eq!((kept[0]["state"].as_str(), kept[0]["due"].is_string()), (Some("unseen"), true));
}

#[test]
fn a_host_of_a_static_site_pulls_what_a_service_collected() {
    let (site, web) = (site(""), Web::start());
    web.put("/post", reply(ROUNDUP, "Mooi rondje."));
    web.put("/answer", Page::html(&format!("<article class=h-entry><a href=\"{CALL}\">x</a></article>")));
    web.put("/liar", Page::html("<p>Geen link.</p>"));
    let child = |source: &str, target: &str| {
        format!("{{\"wm-source\": \"{}\", \"wm-target\": \"{target}\", \"wm-private\": false}}", web.url(source))
    };
    let private = child("/private", ROUNDUP).replace("false", "true");
    let children = [
        child("/post", ROUNDUP),
        child("/answer", CALL),
        child("/liar", ROUNDUP),
        child("/other", "https://kermis.example/elders/"),
        private,
    ];
    let jf2 = format!("{{\"type\": \"feed\", \"name\": \"Webmentions\", \"children\": [{}]}}", children.join(","));
    site.write("mentions.jf2", &jf2);
    web.put("/mentions.jf2?token=x", Page::of_type("application/json", &jf2));
    let pull = |args: &[&str]| {
        let mut command = site.command();
        command.arg("mentions").args(args).env("BLOGKERMIS_FETCH_ALLOW", web.address.to_string());
        command.assert().success().get_output().clone()
    };
    let dry = pull(&["--pull", "mentions.jf2", "--dry-run"]);
    assert!(String::from_utf8_lossy(&dry.stderr).contains("3 webmentions would be taken in"));
    assert!(!site.has(".blogkermis/kermis.db") || mentions(&site, &["--all"]).is_empty());
    let said = String::from_utf8(pull(&["--pull", "mentions.jf2"]).stderr).unwrap();
    assert!(
        said.contains("3 webmentions new, 0 there before") && said.contains("1 webmention of pages that take none"),
        "{said}"
    );
    assert!(said.contains("3 pages looked at: 2 link here, 1 do not, 0 gone"), "{said}");
    let said = String::from_utf8(pull(&["--pull", &web.url("/mentions.jf2?token=x")]).stderr).unwrap();
    assert!(said.contains("0 webmentions new, 3 there before"), "{said}");
    assert_eq!(submissions(&site).len(), 1);
    assert_eq!(mentions(&site, &["--show", "1"]).len(), 1);
    let record: Value = serde_json::from_str(&site.read("harvest/reactions/leren.json")).unwrap();
    assert_eq!(record["reactions"][0]["author"]["name"], "Anna Bos");
    assert!(build(&site).contains("Mooi rondje."));

    // Where the database is lost, the record goes on speaking for what was decided.
    std::fs::remove_dir_all(site.root().join(".blogkermis")).unwrap();
    mentions(&site, &[]);
    assert!(build(&site).contains("Mooi rondje."));
}

#[test]
fn what_an_author_takes_back_goes_with_its_reaction_and_stays_out() {
    let (site, web) = (site(""), Web::start());
    let post = web.url("/post");
    web.put("/post", reply(ROUNDUP, "Mooi rondje."));
    web.put(
        "/answer",
        Page::html(&format!(
            "<article class=h-entry><p class=e-content>Over zuurdesem. <a href=\"{CALL}\">x</a></p></article>"
        )),
    );
    let desk = Desk::start(&site, &web);
    assert_eq!(desk.tell(&post, ROUNDUP), "reaction");
    assert_eq!(desk.tell(&web.url("/answer"), CALL), "submission");
    drop(desk);
    mentions(&site, &["--show", "1"]);
    for address in [&post, &web.url("/answer")] {
        site.command().args(["withdraw", address, "--offline"]).assert().success();
    }
    assert!(mentions(&site, &["--all"]).is_empty() && submissions(&site).is_empty());
    assert!(!site.has("harvest/reactions/leren.json") && !build(&site).contains("Mooi rondje."));
    let desk = Desk::start_at(&site, &web, 60);
    assert_eq!(desk.tell(&post, ROUNDUP), "gone", "it does not come in again");
}

#[test]
fn a_copy_of_the_inbox_is_whole_and_replaces_nothing() {
    let site = site("");
    let nothing = site.command().args(["backup", "copy.db"]).output().unwrap();
    assert_eq!(nothing.status.code(), Some(2));
    site.write("list.txt", "https://a.example/1\nhttps://a.example/2\n");
    site.command().args(["intake", "list.txt", "--unseen"]).assert().success();
    site.command().args(["backup", "copy.db", "--dry-run"]).assert().success();
    assert!(!site.has("copy.db"));
    let out = site.command().args(["backup", "copy.db", "--json"]).assert().success();
    let told: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert!(told["bytes"].as_u64().unwrap() > 0);
    let again = site.command().args(["backup", "copy.db"]).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("never written over"));
    let before = submissions(&site);
    std::fs::remove_dir_all(site.root().join(".blogkermis")).unwrap();
    std::fs::create_dir(site.root().join(".blogkermis")).unwrap();
    std::fs::rename(site.root().join("copy.db"), site.root().join(".blogkermis/kermis.db")).unwrap();
    assert_eq!(submissions(&site), before);
    assert_eq!(before.len(), 2);
}

fn until(is_so: impl Fn() -> bool) {
    for _ in 0..150 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it never became so");
}
