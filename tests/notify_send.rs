//! `notify --send` through the real binary against a loopback server that is both our site and the bloggers'.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use assert_cmd::Command;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::Value;
use support::Site;
use tokio::runtime::Runtime;

/// What the server does, and what came in.
#[derive(Default)]
struct State_ {
    /// The pages, by path; anything else is 404.
    pages: BTreeMap<String, (u16, String)>,
    /// What endpoints answer.
    status: u16,
    /// The targets that were told, in order.
    told: Vec<String>,
    /// The pages that were asked for.
    asked: Vec<String>,
}

type Shared = Arc<Mutex<State_>>;

async fn answer(State(shared): State<Shared>, method: Method, uri: Uri, body: Bytes) -> Response {
    let mut state = shared.lock().unwrap();
    if method == Method::POST {
        let form: BTreeMap<_, _> = url::form_urlencoded::parse(&body).into_owned().collect();
        assert!(form["source"].ends_with("/leren/"), "{form:?}");
        state.told.push(form["target"].rsplit('/').next().unwrap().to_owned());
        let location = [(header::LOCATION, "/status/1"), (header::RETRY_AFTER, "600")];
        return (StatusCode::from_u16(state.status).unwrap(), location).into_response();
    }
    state.asked.push(uri.path().to_owned());
    match state.pages.get(uri.path()) {
        Some((status, html)) => {
            let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            (StatusCode::from_u16(*status).unwrap(), kind, html.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

struct Net {
    _runtime: Runtime,
    shared: Shared,
    address: SocketAddr,
    site: Site,
}

impl Net {
    /// A published edition with the posts `a` and `b`; `b` takes no webmentions.
    fn start() -> Self {
        let shared = Shared::default();
        let (runtime, address) = support::serve(Router::new().fallback(answer).with_state(Arc::clone(&shared)));
        let site = Site::with(&[
            ("content/leren/_index.md", "+++\ntitle = \"Leren\"\ntheme = \"leren\"\n+++\n"),
            ("content/leren/roundup.md", "+++\npublished = 2026-11-01\n+++\nHier hangt alles naast elkaar.\n"),
        ]);
        let toml = format!("title = \"Proef\"\nbase_url = \"http://{address}/\"\nlanguage = \"nl\"\n");
        site.write("blogkermis.toml", &toml);
        let net = Self { _runtime: runtime, shared, address, site };
        net.state().status = 201;
        for (name, endpoint) in
            [("a", "<link rel=webmention href=/wm>"), ("b", ""), ("c", "<a rel=webmention href=/wm>x</a>")]
        {
            net.state().pages.insert(format!("/{name}"), (200, format!("<p>Post.</p>{endpoint}")));
        }
        net.entry("a", "Wat a schreef.");
        net.entry("b", "Wat b schreef.");
        net.publish();
        net
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State_> {
        self.shared.lock().unwrap()
    }

    fn entry(&self, name: &str, blurb: &str) {
        let front = format!(
            "url = \"http://{}/{name}\"\nstatus = \"accepted\"\ntitle = \"Post {name}\"\nauthor = \"Iemand\"\n\
             published = 2026-10-01\nlanguage = \"nl\"\ntext = \"{blurb} En dat ging over leren.\"\n",
            self.address
        );
        self.site.write(&format!("content/leren/entries/{name}.md"), &format!("+++\n{front}+++\n{blurb}\n"));
    }

    /// Builds the site and puts its page online.
    fn publish(&self) {
        self.site.command().args(["build", "--offline", "--quiet"]).assert().success();
        let page = self.site.read("public/leren/index.html");
        self.state().pages.insert("/leren/".into(), (200, page));
    }

    fn send(&self) -> Command {
        let mut command = self.site.command();
        command.args(["notify", "leren", "--send"]).env("BLOGKERMIS_FETCH_ALLOW", self.address.to_string());
        command
    }

    /// Whom an endpoint heard of since the last look.
    fn told(&self) -> Vec<String> {
        let mut told = std::mem::take(&mut self.state().told);
        told.sort();
        told
    }
}

#[test]
fn update_1_and_who_knows_is_not_told_twice() {
    let net = Net::start();
    let out = net.send().args(["-v"]).assert().success();
    out.stderr(contains("1 post told, 1 without webmention").and(contains("/status/1")));
    let list = net.site.command().arg("notify").assert().success();
    list.stdout(contains("/a (webmention sent 2026-11-21)").and(contains("/b (web").not()));
    let out = net.site.command().args(["notify", "--json"]).assert().success();
    let json: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(
        (&json[0]["mentioned"]["state"], &json[1]["mentioned"]["state"]),
        (&"accepted".into(), &"no-endpoint".into())
    );
    assert_eq!(net.told(), ["a"]);
    net.send().assert().success().stderr(contains("0 posts told, 2 as before"));
    assert!(net.told().is_empty());

    net.entry("c", "Wat c schreef.");
    net.send().assert().code(1).stderr(contains("does not link to it yet").and(contains("put it online")));
    assert!(net.told().is_empty());
    net.publish();
    net.send().args(["--again"]).assert().success().stderr(contains("2 posts told, 1 without webmention"));
    assert_eq!(net.told(), ["a", "c"], "also who knows");

    net.entry("a", "Wat a schreef, en wat beter.");
    net.publish();
    net.send().assert().success().stderr(contains("(changed)"));
    assert_eq!(net.told(), ["a"], "only of whom something else is said");
}

#[test]
fn update_2_a_post_that_is_out_hears_that_the_link_is_gone() {
    let net = Net::start();
    net.entry("c", "Wat c schreef.");
    net.publish();
    net.send().assert().success();
    assert_eq!(net.told(), ["a", "c"]);
    let post = format!("http://{}/c", net.address);
    let withdraw = net.site.command().args(["withdraw", &post, "--yes"]).assert().success();
    withdraw.stderr(contains("notify leren --send"));
    net.send().assert().code(1).stderr(contains("still links to it"));
    net.publish();
    net.send().assert().success().stderr(contains("no longer linked"));
    assert_eq!(net.told(), ["c"]);
    let out = net.send().args(["--json"]).assert().success();
    assert!(net.told().is_empty());
    let json: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(json["known"], 2, "what is over is not remembered: {json}");
}

#[test]
fn delete_1_when_the_page_is_gone_everybody_hears_it() {
    for (status, page) in [(410, ""), (200, "<meta http-equiv=status content='410 Gone'>")] {
        let net = Net::start();
        net.send().assert().success();
        assert_eq!(net.told(), ["a"]);
        std::fs::remove_dir_all(net.site.root().join("content/leren")).unwrap();
        net.state().pages.insert("/leren/".into(), (404, String::new()));
        net.send().assert().code(3).stderr(contains("404"));
        net.state().pages.insert("/leren/".into(), (status, page.into()));
        net.send().assert().success().stderr(contains("1 post told"));
        assert_eq!(net.told(), ["a"]);
        net.send().assert().code(2).stderr(contains("there is no edition"));
    }
}

#[test]
fn nothing_is_told_before_there_is_something_to_see() {
    let net = Net::start();
    net.site.write("content/leren/roundup.md", "+++\ndraft = true\n+++\nNog niet klaar.\n");
    net.send().assert().code(2).stderr(contains("not published yet").and(contains("--yes")));
    net.state().pages.remove("/leren/");
    net.send().args(["--yes"]).assert().code(3).stderr(contains("404").and(contains("--no-check")));
    net.send().args(["--offline"]).assert().code(2);
    assert!(net.told().is_empty() && !net.state().asked.contains(&"/a".to_owned()));
    net.send().args(["--yes", "--no-check"]).assert().success();
    assert_eq!(net.told(), ["a"]);
}

#[test]
fn a_dry_run_finds_the_endpoints_and_sends_nothing() {
    let net = Net::start();
    net.send().args(["--dry-run"]).assert().success().stderr(contains("1 post would be told").and(contains("/wm")));
    let out = net.send().args(["--dry-run", "--json"]).assert().success();
    let json: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(json["webmentions"][0]["result"], "would-send");
    assert_eq!(json["webmentions"][0]["occasion"], "new");
    assert!(json["webmentions"][0]["endpoint"].as_str().unwrap().ends_with("/wm"));
    assert_eq!(json["webmentions"][1]["result"], "no-endpoint");
    assert!(net.told().is_empty());
    net.send().assert().success();
    assert_eq!(net.told(), ["a"], "the dry run left nothing behind");
}

#[test]
fn what_fails_says_so_and_is_tried_again_if_it_may_pass() {
    let net = Net::start();
    net.state().status = 500;
    let out = net.send().args(["--json"]).assert().code(3).stderr(contains("1 to be tried again"));
    let json: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    let first = &json["webmentions"][0];
    assert_eq!((&first["result"], &first["status"]), (&"waiting".into(), &500.into()), "{first}");
    net.send().assert().code(1).stderr(contains("asked to wait"));
    net.state().status = 202;
    // Eleven minutes later.
    net.send().env("SOURCE_DATE_EPOCH", "1795263060").assert().success().stderr(contains("(once more)"));
    assert_eq!(net.told(), ["a", "a"]);

    net.entry("a", "Iets anders.");
    net.publish();
    net.state().status = 400;
    net.send().assert().code(3).stderr(contains("1 refused"));
    net.send().assert().success();
    assert_eq!(net.told(), ["a"], "a refusal is final");
}

#[test]
fn nobody_inside_a_network_is_told_anything() {
    let net = Net::start();
    net.state().pages.insert("/a".into(), (200, "<link rel=webmention href='http://127.0.0.9/wm'>".into()));
    net.send().assert().code(3).stderr(contains("127.0.0.9").and(contains("not a public address")));
    net.send().assert().success();
    assert!(net.told().is_empty());
}
