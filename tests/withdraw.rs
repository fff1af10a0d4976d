//! `withdraw`, by the real binary: nothing of the post is left anywhere, and the host's own words are left to the host.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

mod support;

use std::fs;

use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::Site;

const URL: &str = "https://anna.example/lamp";
const CALL: &str = "+++\ntitle = \"Traag lezen\"\ntheme = \"traag lezen\"\nopens = 2026-10-01\ncloses = 2026-10-31\n\
    host = \"bas\"\ntags = [\"traaglezen\"]\n+++\n\nDe oproep.\n";

/// What is Anna's own: her post's address, title, and words of it.
const TRACES: [&str; 4] = ["anna.example/lamp", "De lamp naast de stoel", "omslaan alsof er niemand", "Truus"];

fn feed(author: &str, items: &[(&str, &str, &str)]) -> String {
    let items = items.iter().map(|(url, title, text)| {
        format!(
            r#"{{"id": "{url}", "url": "{url}", "title": "{title}", "tags": ["traaglezen"],
                 "date_published": "2026-10-12T08:00:00Z", "content_html": "{text}"}}"#
        )
    });
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "{author}", "language": "nl",
             "authors": [{{"name": "{author}"}}], "items": [{}]}}"#,
        items.collect::<Vec<_>>().join(",")
    )
}

fn site() -> Site {
    let text = "<p>Traag lezen is een bladzijde omslaan alsof er niemand wacht. Mijn boekhandelaar Truus zei: “Wie haast \
        heeft, koopt hier niets.” Dat onthield ik de hele herfst, ook toen de winter al begonnen was.</p>";
    let own = "<p>Op mijn nachtkastje ligt een stapel van elf boeken, en de bovenste lees ik het langzaamst van allemaal.</p>";
    let blog = |title: &str, author: &str, feed: &str| {
        format!("+++\ntitle = \"{title}\"\nauthor = \"{author}\"\nfeed = \"feeds/{feed}.json\"\n+++\n")
    };
    Site::with(&[
        ("content/traag-lezen/_index.md", CALL),
        ("content/blogs/anna.md", &blog("Anna leest", "Anna Prins", "anna")),
        ("content/blogs/bas.md", &blog("Bas", "Bas Kok", "bas")),
        ("feeds/anna.json", &feed("Anna Prins", &[(URL, "De lamp naast de stoel", text)])),
        ("feeds/bas.json", &feed("Bas Kok", &[("https://bas.example/own", "Mijn stapel", own)])),
    ])
}

/// The files under a folder that hold one of the traces.
fn traces_in(site: &Site, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for file in walkdir::WalkDir::new(site.root().join(folder)) {
        let file = file.unwrap();
        if file.file_type().is_file() {
            let text = String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned();
            let held = TRACES.iter().filter(|trace| text.contains(**trace));
            found.extend(held.map(|trace| format!("{}: {trace}", file.path().display())));
        }
    }
    found
}

#[test]
fn nothing_of_a_withdrawn_post_is_left_and_it_does_not_come_back() {
    let site = site();
    site.command().arg("build").assert().success();
    site.command().args(["notify", "--mail"]).assert().success();
    site.command().args(["notify", "--sent"]).assert().success();
    for folder in ["public", "harvest", ".blogkermis", ".blogkermis/outbox"] {
        assert!(!traces_in(&site, folder).is_empty(), "{folder} knows it first");
    }
    site.command().args(["withdraw", URL, "--dry-run"]).assert().success().stderr(contains("would write"));
    assert!(!site.has("content/traag-lezen/entries") && !traces_in(&site, "harvest").is_empty());
    let out = site.command().args(["withdraw", "de lamp naast", "--json"]).assert().success();
    let said: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!((&said["done"], &said["posts"]), (&Value::Bool(true), &1.into()));
    let tombstone = said["tombstones"][0].as_str().unwrap();
    let text = site.read(tombstone);
    assert!(text.contains("status = \"withdrawn\"") && text.contains("since = 2026-11-21T12:00:00"), "{text}");
    for folder in ["harvest", ".blogkermis", "content/traag-lezen"] {
        assert_eq!(traces_in(&site, folder), [""; 0], "{folder}");
    }
    // The feed still carries it.
    site.command().arg("build").assert().success().stderr(contains("1 accepted"));
    for folder in ["public", "harvest", ".blogkermis"] {
        assert_eq!(traces_in(&site, folder), [""; 0], "{folder}");
    }
    site.command().args(["why", URL]).assert().code(2);
    site.command().args(["withdraw", "https://www.anna.example/lamp/?utm_source=x"]).assert().success();
    site.command().args(["withdraw", "https://anna.example/stoel"]).assert().code(2).stderr(contains("help:"));
}

#[test]
fn what_the_host_wrote_is_shown_and_left_to_the_host() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/lamp.md",
        "+++\nurl = \"https://anna.example/lamp\"\nstatus = \"accepted\"\n+++\n\nAnna heeft een lamp, en Truus.\n",
    );
    site.command().arg("fetch").assert().success();
    site.write(
        "content/traag-lezen/roundup.md",
        "+++\n+++\n\nEerst Bas.\n\n[Anna Prins](https://anna.example/lamp) zegt dat wie haast\nheeft hier niets koopt, en: \
         “Wie haast heeft,\nkoopt hier niets.”\n",
    );
    let before = site.read("content/traag-lezen/roundup.md");
    site.command().args(["withdraw", URL]).assert().code(1).stdout(contains("- Anna heeft een lamp")).stderr(
        contains("entries/lamp.md").not().and(contains("--yes")).and(contains("content/traag-lezen/roundup.md:6:")),
    );
    assert!(site.has("content/traag-lezen/entries/lamp.md") && !traces_in(&site, "harvest").is_empty());
    let out = site.command().args(["withdraw", URL, "--yes", "--json"]).assert().code(1);
    let said: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    let places: Vec<_> = said["mentions"].as_array().unwrap().iter().map(|m| (&m["line"], &m["trace"])).collect();
    for trace in ["address", "words", "name"] {
        assert!(places.iter().any(|(_, found)| **found == trace), "no {trace} in {places:?}");
    }
    assert!(!site.has("content/traag-lezen/entries/lamp.md"));
    assert_eq!(site.read("content/traag-lezen/roundup.md"), before, "not touched");
    site.write("content/traag-lezen/roundup.md", "+++\n+++\n\nEerst Bas.\n");
    site.command().arg("build").assert().success();
    assert_eq!(traces_in(&site, "public"), [""; 0]);
    site.command().args(["withdraw", URL]).assert().success();
}

#[test]
fn a_copy_on_another_blog_does_not_take_its_place() {
    let site = site();
    let copy = site
        .read("feeds/anna.json")
        .replace("\"url\": \"https://anna.example/lamp\"", "\"url\": \"https://bas.example/copy\"");
    site.write("feeds/copy.json", &copy);
    site.write(
        "content/blogs/copy.md",
        "+++\ntitle = \"Kopie\"\nauthor = \"Cor Kopie\"\nfeed = \"feeds/copy.json\"\n+++\n",
    );
    site.command().arg("build").assert().success().stderr(contains("2 accepted"));
    let out = site.command().args(["withdraw", URL, "--json"]).assert().success();
    let said: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(said["hashes"].as_array().unwrap().len(), 2);
    site.command().arg("build").assert().success().stderr(contains("1 accepted"));
    assert_eq!(traces_in(&site, "public"), [""; 0]);
}

#[test]
fn a_toot_that_only_the_host_knew_of_goes_too() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/toot.md",
        "+++\nurl = \"https://toot.example/@cor/1\"\nkind = \"mini\"\nauthor = \"Cor Zuid\"\ntext = \"Traag lezen is bladeren \
         met handschoenen aan.\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    site.command().args(["withdraw", "https://toot.example/@cor/1", "--yes"]).assert().success();
    site.command().arg("build").assert().success();
    for (path, page) in site.pages() {
        assert!(!page.contains("Cor Zuid") && !page.contains("handschoenen"), "{path}");
    }
}

#[test]
fn a_tombstone_says_nothing_else() {
    let site = site();
    let hash = "0".repeat(64);
    site.write("content/traag-lezen/entries/a.md", &format!("+++\nhash = \"{hash}\"\nstatus = \"accepted\"\n+++\n"));
    site.write("content/traag-lezen/entries/b.md", "+++\nhash = \"abc\"\nstatus = \"withdrawn\"\n+++\n");
    site.command()
        .arg("build")
        .assert()
        .code(4)
        .stderr(contains("entries/a.md").and(contains("entries/b.md:2:")).and(contains("no hash of a post")));
}
