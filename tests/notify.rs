//! `notify` through the real binary: what bloggers are told, and that nobody is told the same twice.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "tests look at what was written")]

mod support;

use std::fs;

use predicates::{prelude::PredicateBooleanExt as _, str::contains};
use serde_json::Value;
use support::Site;

const BLURB: &str = "content/hardop-leren/entries/nachtdienst.md";

fn fetched() -> Site {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    site
}

fn plan(site: &Site) -> Vec<Value> {
    let out = site.command().args(["notify", "--json"]).assert().success();
    serde_json::from_slice(&out.get_output().stdout).unwrap()
}

fn states(site: &Site) -> Vec<String> {
    plan(site).iter().map(|notice| notice["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn everybody_but_the_host_is_told_what_is_said_and_quoted() {
    let site = fetched();
    let plan = plan(&site);
    site.command().args(["build", "--offline"]).assert().success();
    let edition: Value = serde_json::from_str(&site.read("public/hardop-leren/edition.json")).unwrap();
    let host = edition["edition"]["host"]["name"].as_str().unwrap();
    let entries = edition["entries"].as_array().unwrap();
    let others = entries.iter().filter(|entry| entry["author"]["name"] != host);
    assert_eq!(plan.len(), others.clone().count());
    for (notice, entry) in plan.iter().zip(others) {
        assert_eq!(notice["entry"], entry["id"]);
        assert_eq!(notice["webmention"]["target"], entry["url"]);
        let source = notice["webmention"]["source"].as_str().unwrap();
        assert!(source.ends_with("/hardop-leren/"), "{source}");
        let body = notice["mail"]["body"].as_str().unwrap();
        let cited = entry["definitions"].as_array().unwrap().iter().chain(entry["quotes"].as_array().unwrap());
        for text in cited.map(|citation| citation["text"].as_str().unwrap()) {
            assert!(body.contains(text), "“{text}” is not in\n{body}");
        }
        if let Some(summary) = entry["summary"]["text"].as_str() {
            assert!(body.contains(summary), "{summary} is not in\n{body}");
        }
        assert!(body.contains(source) && body.contains(entry["url"].as_str().unwrap()));
    }
    let english = plan.iter().find(|notice| notice["language"] == "en").unwrap();
    assert!(english["mail"]["body"].as_str().unwrap().contains("Would you rather not take part?"));
    let dutch = plan.iter().find(|notice| notice["language"] == "nl").unwrap();
    insta::assert_snapshot!(dutch["mail"]["body"].as_str().unwrap());
}

#[test]
fn what_was_sent_is_remembered_and_only_changes_are_told_again() {
    let site = fetched();
    let count = plan(&site).len();
    site.command().args(["notify", "--sent", "--dry-run"]).assert().success().stderr(contains("would be remembered"));
    assert!(states(&site).iter().all(|state| state == "new"));
    site.command()
        .args(["notify", "--sent"])
        .assert()
        .success()
        .stderr(contains(format!("{count} notices remembered")));
    assert!(states(&site).iter().all(|state| state == "sent"));
    site.command().args(["notify", "--mail"]).assert().success().stderr(contains("0 drafts"));

    site.write(BLURB, &site.read(BLURB).replace("verpleegkundige", "nachtzuster"));
    let changed: Vec<_> = plan(&site).into_iter().filter(|notice| notice["state"] == "changed").collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0]["mail"]["subject"].as_str().unwrap().starts_with("Aangepast: "));
    site.command().args(["notify", "--mail"]).assert().success().stderr(contains("1 draft in"));
    assert_eq!(fs::read_dir(site.root().join(".blogkermis/outbox/hardop-leren")).unwrap().count(), 1);
}

#[test]
fn drafts_are_mail_and_nothing_is_sent() {
    let site = fetched();
    site.command().args(["notify", "--mail", "--dry-run"]).assert().success().stderr(contains("would go to"));
    assert!(!site.has(".blogkermis/outbox"));
    site.command().args(["notify", "--mail"]).assert().success();
    let folder = site.root().join(".blogkermis/outbox/hardop-leren");
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.is_ascii() && text.is_ascii(), "mail that goes everywhere is ASCII");
        for header in ["Message-ID: <", "Date: ", "Subject: ", "X-Unsent: 1", "Content-Type: text/plain; charset="] {
            assert!(head.contains(header), "no {header} in\n{head}");
        }
        assert!(!head.contains("To: "), "nobody's address is known");
        assert!(text.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
    }
    let out = site.command().args(["notify", "--send"]).assert().code(2);
    out.stderr(contains("not published yet").and(contains("--yes")));
}

#[test]
fn a_hostile_title_stays_in_its_header() {
    let site = fetched();
    site.write(
        BLURB,
        "+++\nurl = \"https://nachtdienst.example/hardop-leren-maar-niet-aan-het-bed/\"\nstatus = \"accepted\"\n\
         title = \"Nacht\\r\\nBcc: a@b.example\\r\\n\\r\\n<script> 👩‍🚀 \u{e9}\"\n+++\n",
    );
    site.command().args(["notify", "--mail"]).assert().success();
    let folder = site.root().join(".blogkermis/outbox/hardop-leren");
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(head.contains("Content-Type: text/plain"), "{head}");
    }
}
