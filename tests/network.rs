//! Feeds over HTTP, by the real binary against a loopback server: validators, the last good copy, the guard.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use support::Site;
use tokio::runtime::Runtime;

const FEED: &str = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Net</title>
    <id>urn:net</id><updated>2026-11-01T08:00:00Z</updated><entry><id>urn:net:1</id><title>Eerste bericht</title>
    <link href="https://net.example/1"/><published>2026-11-01T08:00:00Z</published><updated>2026-11-01T08:00:00Z</updated>
    <content type="html">&lt;p&gt;Een bericht van het net, lang genoeg om te lezen.&lt;/p&gt;</content></entry></feed>"#;

/// What the server is told and what it saw.
#[derive(Default)]
struct Server {
    /// 0 answers well; anything else is the status it answers with.
    status: AtomicUsize,
    /// Whether a 200 carries a log-in page instead of the feed.
    page: AtomicUsize,
    fresh: AtomicUsize,
    confirmed: AtomicUsize,
}

async fn answer(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    match server.status.load(Ordering::SeqCst) {
        0 => {}
        status => return StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap().into_response(),
    }
    if server.page.load(Ordering::SeqCst) == 1 {
        return ([(header::CONTENT_TYPE, "text/html")], "<html><head><title>Log in</title></head></html>")
            .into_response();
    }
    if headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == "W/\"odd one\"") {
        server.confirmed.fetch_add(1, Ordering::SeqCst);
        return StatusCode::NOT_MODIFIED.into_response();
    }
    server.fresh.fetch_add(1, Ordering::SeqCst);
    ([(header::ETAG, "W/\"odd one\""), (header::CONTENT_TYPE, "application/atom+xml")], FEED).into_response()
}

struct Net {
    _runtime: Runtime,
    server: Arc<Server>,
    address: SocketAddr,
    site: Site,
}

impl Net {
    fn start() -> Self {
        let server = Arc::new(Server::default());
        let (runtime, address) = support::serve(Router::new().fallback(answer).with_state(Arc::clone(&server)));
        let blog = format!("+++\ntitle = \"Net\"\nauthor = \"Nel\"\nfeed = \"http://{address}/feed\"\n+++\n");
        let site = Site::with(&[
            ("content/blogs/net.md", &blog),
            ("content/net/_index.md", "+++\ntitle = \"Net\"\ntheme = \"net\"\n[terms]\nnl = [\"net\"]\n+++\n"),
        ]);
        Self { _runtime: runtime, server, address, site }
    }

    fn fetch(&self) -> assert_cmd::Command {
        let mut command = self.site.command();
        command.arg("fetch").env("BLOGKERMIS_FETCH_ALLOW", self.address.to_string());
        command
    }

    fn counts(&self) -> (usize, usize) {
        (self.server.fresh.load(Ordering::SeqCst), self.server.confirmed.load(Ordering::SeqCst))
    }
}

#[test]
fn a_feed_is_asked_once_an_hour_and_then_with_its_own_validators() {
    let net = Net::start();
    net.fetch().assert().success().stderr(contains("opens 127.0.0.1").and(contains("fetched     net: 1 post")));
    let record = net.site.read("harvest/net.json");
    net.fetch().assert().success().stderr(contains("not due").and(contains("nothing new")));
    assert_eq!(net.counts(), (1, 0));
    net.fetch().arg("--force").assert().success().stderr(contains("unchanged"));
    assert_eq!(net.counts(), (1, 1), "the weak, oddly quoted tag came back letter by letter");
    net.fetch().env("SOURCE_DATE_EPOCH", "1795269600").assert().success().stderr(contains("unchanged"));
    assert_eq!(net.site.read("harvest/net.json"), record);
    net.site.command().args(["fetch", "--offline"]).assert().success();
    assert_eq!(net.site.read("harvest/net.json"), record, "offline is no change");
}

#[test]
fn the_last_good_copy_survives_errors_and_login_pages() {
    let net = Net::start();
    net.fetch().assert().success();
    net.server.page.store(1, Ordering::SeqCst);
    // Far enough in the future that the feed is due again.
    net.fetch().env("SOURCE_DATE_EPOCH", "1795269600").assert().success();
    net.server.status.store(404, Ordering::SeqCst);
    net.fetch().args(["--force"]).assert().success().stderr(contains("404").and(contains("the last good copy serves")));
    net.fetch().args(["--force", "--strict"]).assert().code(1);
    let record: serde_json::Value = serde_json::from_str(&net.site.read("harvest/net.json")).unwrap();
    assert_eq!(record["feed"]["state"], "failed");
    assert_eq!(record["entries"].as_array().unwrap().len(), 1);
    net.server.status.store(0, Ordering::SeqCst);
    net.server.page.store(0, Ordering::SeqCst);
    net.fetch().arg("--force").assert().success();
    let record: serde_json::Value = serde_json::from_str(&net.site.read("harvest/net.json")).unwrap();
    assert_eq!(record["feed"]["state"], "ok");
}

#[test]
fn a_fresh_checkout_builds_offline_from_what_was_harvested() {
    let net = Net::start();
    net.fetch().assert().success();
    let record = net.site.read("harvest/net.json");
    std::fs::remove_dir_all(net.site.root().join(".blogkermis")).unwrap();
    net.site.command().args(["build", "--offline", "--frozen"]).assert().success();
    assert_eq!(net.site.read("harvest/net.json"), record, "nothing was fetched, so nothing is known to have changed");
}

#[test]
fn a_dry_run_sends_nothing_and_a_frozen_one_forgets_nothing() {
    let net = Net::start();
    net.fetch().arg("--dry-run").assert().success();
    assert_eq!(net.counts(), (0, 0));
    net.fetch().arg("--frozen").assert().code(1);
    assert!(!net.site.has("harvest/net.json"));
    net.fetch().arg("--frozen").assert().code(1).stderr(contains("not due"));
    assert_eq!(net.counts(), (1, 0));
}

#[test]
fn a_gone_feed_is_left_in_peace() {
    let net = Net::start();
    net.fetch().assert().success();
    net.server.status.store(410, Ordering::SeqCst);
    net.fetch().arg("--force").assert().success().stderr(contains("gone for good"));
    net.server.status.store(0, Ordering::SeqCst);
    net.fetch().env("SOURCE_DATE_EPOCH", "1805269600").assert().success().stderr(contains("gone for good"));
    assert_eq!(net.counts(), (1, 0), "nobody asked again");
}

#[test]
fn a_loopback_address_is_refused_unless_it_is_opened() {
    let net = Net::start();
    net.site.command().arg("fetch").assert().success().stderr(contains("is no web port"));
    assert_eq!(net.counts(), (0, 0));
    net.site.write(
        "blogkermis.toml",
        &format!(
            "title = \"Binnen\"\nbase_url = \"https://kermis.example/\"\nlanguage = \"nl\"\n[fetch]\nallow = [\"{}\"]\n",
            net.address
        ),
    );
    net.site.command().args(["fetch", "--force"]).assert().success().stderr(contains("fetched     net"));
    assert_eq!(net.counts(), (1, 0));
}
