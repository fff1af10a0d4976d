//! `ping` through the real binary against a loopback server that is both our site and the hub.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering},
    },
};

use assert_cmd::Command;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use support::Site;
use tokio::runtime::Runtime;

/// What the hub answers and what it heard; where the site lies that is online.
struct Server {
    status: AtomicU16,
    heard: Mutex<Vec<String>>,
    public: PathBuf,
}

async fn answer(State(server): State<Arc<Server>>, method: Method, uri: Uri, body: Bytes) -> Response {
    if method == Method::POST {
        assert_eq!(uri.path(), "/hub");
        server.heard.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
        return StatusCode::from_u16(server.status.load(Ordering::SeqCst)).unwrap().into_response();
    }
    match std::fs::read(server.public.join(uri.path().trim_start_matches('/'))) {
        Ok(bytes) => bytes.into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

struct Net {
    _runtime: Runtime,
    server: Arc<Server>,
    address: SocketAddr,
    site: Site,
}

impl Net {
    /// A site with one edition and one post; its public/ is online.
    fn start() -> Self {
        let site = Site::with(&[("content/leren/_index.md", "+++\ntitle = \"Leren\"\ntheme = \"leren\"\n+++\n")]);
        let public = site.root().join("public");
        let server = Arc::new(Server { status: AtomicU16::new(204), heard: Mutex::default(), public });
        let (runtime, address) = support::serve(Router::new().fallback(answer).with_state(Arc::clone(&server)));
        let toml = format!(
            "title = \"Proef\"\nbase_url = \"http://{address}/\"\nlanguage = \"nl\"\n[websub]\nhub = \"http://{address}/hub\"\n"
        );
        site.write("blogkermis.toml", &toml);
        let net = Self { _runtime: runtime, server, address, site };
        net.post("Eerste", "eerste");
        net
    }

    fn post(&self, title: &str, name: &str) {
        let text = format!(
            "+++\nurl = \"https://a.example/{name}\"\nstatus = \"accepted\"\ntitle = \"{title}\"\nauthor = \"Els\"\n\
             published = 2026-10-01\nlanguage = \"nl\"\n+++\nWat Els schreef.\n"
        );
        self.site.write(&format!("content/leren/entries/{name}.md"), &text);
    }

    fn build(&self) {
        self.site.command().args(["build", "--offline", "--quiet"]).assert().success();
    }

    fn ping(&self) -> Command {
        let mut command = self.site.command();
        command.arg("ping").env("BLOGKERMIS_FETCH_ALLOW", self.address.to_string());
        command
    }

    fn heard(&self) -> Vec<String> {
        let mut heard = std::mem::take(&mut *self.server.heard.lock().unwrap());
        heard.sort();
        heard
    }
}

#[test]
fn a_hub_is_told_of_each_feed_that_has_changed_and_of_no_other() {
    let net = Net::start();
    net.build();
    assert!(net.site.read("public/feed.atom").contains("rel=\"hub\""));
    net.ping().args(["--dry-run"]).assert().success().stderr(contains("would be told of 6 feeds"));
    assert!(net.heard().is_empty());
    net.ping().assert().success().stderr(contains("told of 6 feeds, 0 as before"));
    let heard = net.heard();
    assert_eq!(heard.len(), 6);
    let base = format!("http%3A%2F%2F127.0.0.1%3A{}%2F", net.address.port());
    assert_eq!(heard[0], format!("hub.mode=publish&hub.url={base}feed.atom"));
    assert_eq!(heard[3], format!("hub.mode=publish&hub.url={base}leren%2Ffeed.atom"));

    net.build();
    net.ping().assert().success().stderr(contains("told of 0 feeds, 6 as before"));
    assert!(net.heard().is_empty());

    net.site.write("content/later/_index.md", "+++\ntitle = \"Later\"\ntheme = \"later\"\n+++\n");
    net.build();
    net.ping().assert().success().stderr(contains("told of 3 feeds, 6 as before"));
    assert!(net.heard().iter().all(|heard| heard.contains("later%2Ffeed.")));
}

#[test]
fn a_feed_that_is_not_online_as_it_was_built_waits() {
    let net = Net::start();
    net.ping().assert().code(1).stderr(contains("404").and(contains("put it online")));
    net.build();
    net.post("Tweede", "tweede");
    net.ping().assert().code(1).stderr(contains("another one is online"));
    assert!(net.heard().is_empty());
    net.ping().args(["--no-check"]).assert().success();
    assert_eq!(net.heard().len(), 6);
}

#[test]
fn a_hub_that_fails_is_told_again() {
    let net = Net::start();
    net.build();
    net.server.status.store(503, Ordering::SeqCst);
    let out = net.ping().args(["--json"]).assert().code(3).stderr(contains("503"));
    let json: serde_json::Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!((&json["feeds"][0]["result"], json["known"].as_u64()), (&"failed".into(), Some(0)), "{json}");
    assert_eq!(net.heard().len(), 6, "once each");
    net.server.status.store(202, Ordering::SeqCst);
    net.ping().assert().success().stderr(contains("told of 6 feeds"));
}

#[test]
fn without_a_hub_there_is_nothing_to_tell() {
    let site = Site::with(&[]);
    site.command().arg("ping").assert().code(2).stderr(contains("no WebSub hub").and(contains("[websub]")));
    site.write(
        "blogkermis.toml",
        "title = \"P\"\nbase_url = \"https://k.example/\"\n[websub]\nhubb = \"https://h.example/\"\n",
    );
    site.command().arg("ping").assert().code(4).stderr(contains("did you mean `hub`?"));
    site.write(
        "blogkermis.toml",
        "title = \"P\"\nbase_url = \"https://k.example/\"\n[websub]\nhub = \"mailto:a@b.example\"\n",
    );
    site.command().arg("ping").assert().code(4);
}
