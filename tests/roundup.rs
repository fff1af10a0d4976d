//! The host's word over the machine's: decisions, corrections, picks, and what may be shown.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::Site;

const CALL: &str = "+++\ntitle = \"Traag lezen\"\ntheme = \"traag lezen\"\nopens = 2026-10-01\ncloses = 2026-10-31\n\
    host = \"bas\"\ntags = [\"traaglezen\"]\n[terms]\nnl = [\"traag lezen\"]\n+++\n\nDe oproep.\n";

/// Two posts of Anna (one with the tag, one that only names the theme), one of the host.
fn site() -> Site {
    let post = |id: &str, title: &str, tags: &str, text: &str| {
        format!(
            r#"{{"id": "{id}", "url": "https://{id}", "title": "{title}", "tags": [{tags}],
                 "date_published": "2026-10-12T08:00:00Z", "content_html": "{text}"}}"#
        )
    };
    let feed = |title: &str, author: &str, items: &[String]| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "{title}", "language": "nl",
                 "authors": [{{"name": "{author}"}}], "items": [{}]}}"#,
            items.join(",")
        )
    };
    let tagged = post(
        "anna.example/tagged",
        "Een bladzijde per dag",
        "\"traaglezen\"",
        "<p>Traag lezen is een bladzijde omslaan alsof er niemand wacht. Mijn boekhandelaar Truus zei: “Wie haast heeft, koopt \
         hier niets.” Dat onthield ik de hele herfst, ook toen de winter al begonnen was.</p><p>Ik heb er een lamp voor \
         gekocht. De lamp staat naast de stoel en de stoel staat naast het raam, en daar gebeurt het.</p>",
    );
    let named = post(
        "anna.example/named",
        "Traag lezen in de trein",
        "",
        "<p>Traag lezen in de trein lukt mij alleen tussen Meppel en Assen. Traag lezen vraagt om een traject zonder \
         bekenden. In de trein van half acht zit er altijd iemand die ik ken.</p><p>Traag lezen doe ik dus met een muts op.</p>",
    );
    let own = post(
        "bas.example/own",
        "Mijn stapel",
        "\"traaglezen\"",
        "<p>Op mijn nachtkastje ligt een stapel van elf boeken, en de bovenste lees ik het langzaamst van allemaal.</p>",
    );
    Site::with(&[
        ("content/traag-lezen/_index.md", CALL),
        (
            "content/blogs/anna.md",
            "+++\ntitle = \"Anna leest\"\nauthor = \"Anna Prins\"\nfeed = \"feeds/anna.json\"\n+++\n",
        ),
        ("content/blogs/bas.md", "+++\ntitle = \"Bas\"\nauthor = \"Bas Kok\"\nfeed = \"feeds/bas.json\"\n+++\n"),
        ("feeds/anna.json", &feed("Anna leest", "Anna Prins", &[tagged, named])),
        ("feeds/bas.json", &feed("Bas", "Bas Kok", &[own])),
    ])
}

fn entry(site: &Site, url: &str) -> Value {
    let out = site.command().args(["entries", "traag-lezen", "--all", "--json"]).assert().success();
    let document: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    let entries = document["entries"].as_array().unwrap();
    entries.iter().find(|e| e["url"] == url).unwrap_or_else(|| panic!("{url} in {document:#}")).clone()
}

#[test]
fn only_what_was_admitted_is_quoted_until_the_host_says_so() {
    let site = site();
    site.command().arg("build").assert().success();
    let page = site.read("public/traag-lezen/index.html");
    assert!(page.contains("Wie haast heeft") || page.contains("alsof er niemand wacht"));
    assert!(page.contains("Traag lezen in de trein"), "it is listed");
    assert!(!page.contains("Meppel"), "but nothing of it is quoted");
    site.command().args(["why", "in de trein"]).assert().success().stdout(contains("until the host accepts it"));
    site.write(
        "content/traag-lezen/entries/trein.md",
        "+++\nurl = \"https://anna.example/named\"\nstatus = \"accepted\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    assert!(site.read("public/traag-lezen/index.html").contains("Meppel"));
}

#[test]
fn a_host_rejects_corrects_and_blurbs() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/trein.md",
        "+++\nurl = \"https://anna.example/named\"\nstatus = \"rejected\"\n+++\n",
    );
    site.write(
        "content/traag-lezen/entries/tagged.md",
        "+++\nurl = \"https://www.anna.example/tagged/\"\ntitle = \"Eén bladzijde\"\nauthor = \"Anneke Prins\"\n\
         published = 2026-10-11\n+++\n\nAnneke telt *bladzijden*, en komt nooit verder dan één.\n",
    );
    site.command().arg("build").assert().success();
    assert_eq!(entry(&site, "https://anna.example/named")["status"], "rejected");
    let corrected = entry(&site, "https://anna.example/tagged");
    assert_eq!(corrected["title"], "Eén bladzijde");
    assert_eq!(corrected["author"]["name"], "Anneke Prins");
    assert_eq!(corrected["published"], "2026-10-11");
    assert_eq!(corrected["summary"]["by"], "host");
    assert_eq!(corrected["summary"]["text"], "Anneke telt bladzijden, en komt nooit verder dan één.");
    let page = site.read("public/traag-lezen/index.html");
    assert!(!page.contains("in de trein") && page.contains("en komt nooit verder dan één"));
}

#[test]
fn a_hosts_pick_is_verbatim_or_refused() {
    let site = site();
    site.command().arg("fetch").assert().success();
    let pick = |text: &str| {
        format!(
            "+++\nurl = \"https://anna.example/tagged\"\ndefinitions = []\n\
             quotes = [{{ text = \"{text}\", speaker = \"Truus Ham\" }}]\n+++\n"
        )
    };
    site.write("content/traag-lezen/entries/tagged.md", &pick("Wie haast heeft,  koopt hier niets."));
    let picked = entry(&site, "https://anna.example/tagged");
    assert_eq!(picked["definitions"], serde_json::json!([]));
    assert_eq!(picked["quotes"][0]["text"], "Wie haast heeft, koopt hier niets.", "as it stands in the post");
    assert_eq!(picked["quotes"][0]["speaker"], "Truus Ham");
    site.write("content/traag-lezen/entries/tagged.md", &pick("Wie tijd heeft, koopt hier alles."));
    let refused = contains("does not stand in the post").and(contains("entries/tagged.md")).and(contains("help:"));
    site.command().arg("build").assert().code(4).stderr(refused);
}

#[test]
fn what_no_feed_carries_needs_a_title_and_an_author() {
    let site = site();
    site.command().arg("fetch").assert().success();
    site.write("content/traag-lezen/entries/los.md", "+++\nurl = \"https://los.example/1\"\n+++\n");
    site.command()
        .arg("build")
        .assert()
        .code(4)
        .stderr(contains("no watched feed has a post at https://los.example/1"));
    site.write(
        "content/traag-lezen/entries/los.md",
        "+++\nurl = \"https://los.example/1\"\ntitle = \"Los bericht\"\nauthor = \"Kim\"\n+++\nGevonden door een lezer.\n",
    );
    site.command().arg("build").assert().success();
    assert!(site.read("public/traag-lezen/index.html").contains("Los bericht"));
}

#[test]
fn a_post_in_two_feeds_is_one_entry_and_one_decision() {
    let site = site();
    site.write(
        "content/blogs/planeet.md",
        "+++\ntitle = \"Planeet\"\nauthor = \"Iedereen\"\nfeed = \"feeds/planeet.json\"\n+++\n",
    );
    let planet = site
        .read("feeds/anna.json")
        .replace("https://anna.example/tagged", "http://www.anna.example/tagged/?utm_source=rss");
    site.write("feeds/planeet.json", &planet);
    let out = site.command().args(["fetch", "--json"]).assert().success();
    let fetched: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!(fetched["feeds"].as_array().unwrap().len(), 3);
    let out = site.command().args(["entries", "--json"]).assert().success();
    let document: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    let titles: Vec<_> = document["entries"].as_array().unwrap().iter().map(|e| e["title"].as_str().unwrap()).collect();
    assert_eq!(titles.iter().filter(|title| **title == "Een bladzijde per dag").count(), 1, "{titles:?}");
    site.write(
        "content/traag-lezen/entries/nee.md",
        "+++\nurl = \"https://anna.example/tagged\"\nstatus = \"rejected\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    assert!(!site.read("public/traag-lezen/index.html").contains("Een bladzijde per dag"));
}

#[test]
fn a_pick_survives_an_edit_of_the_post() {
    let site = site();
    site.command().arg("fetch").assert().success();
    site.write(
        "content/traag-lezen/entries/tagged.md",
        "+++\nurl = \"https://anna.example/tagged\"\nquotes = [{ text = \"Ik heb er een lamp voor gekocht.\" }]\n+++\n",
    );
    site.command().arg("build").assert().success();
    let edited = site.read("feeds/anna.json").replace("Ik heb er een lamp", "Ik had er een kaars");
    site.write("feeds/anna.json", &edited);
    site.command().arg("build").assert().success();
    assert_eq!(entry(&site, "https://anna.example/tagged")["quotes"][0]["text"], "Ik heb er een lamp voor gekocht.");
}

#[test]
fn a_decision_about_a_feed_that_cannot_be_read_stops_nothing() {
    let site = site();
    site.write("feeds/anna.json", "<html><title>Storing</title></html>");
    site.write(
        "content/traag-lezen/entries/tagged.md",
        "+++\nurl = \"https://anna.example/tagged\"\nstatus = \"accepted\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    site.command().arg("entries").assert().success();
}

#[test]
fn the_hosts_own_entry_stands_last_and_in_the_first_person() {
    let site = site();
    site.command().arg("fetch").assert().success();
    let out = site.command().args(["draft", "--stdout"]).assert().success();
    let draft = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    let own = draft.find("En mijn eigen bijdrage is [Mijn stapel]").unwrap();
    assert!(draft.find("Een bladzijde per dag").unwrap() < own);
}

#[test]
fn hostile_words_stay_words_in_the_draft_and_on_the_pages() {
    let site = Site::with(&[
        ("content/traag-lezen/_index.md", CALL),
        ("content/blogs/bas.md", "+++\ntitle = \"Bas\"\nauthor = \"Bas Kok\"\nfeed = \"feeds/x.json\"\n+++\n"),
        (
            "feeds/x.json",
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "url": "https://x.example/1",
                "title": "{{ rdie() }} <script>alert(1)</script> [x](javascript:alert(2)) \u001b[31m", "tags": ["traaglezen"],
                "authors": [{"name": "*Eva* <img src=x onerror=alert(3)>"}], "date_published": "2026-10-12T08:00:00Z",
                "content_html": "<p>Traag lezen is {{ nergens() }} je ogen laten rusten op een regel en hem dan nog eens lezen.</p>"}]}"#,
        ),
    ]);
    let out = site.command().arg("build").assert().success();
    assert!(!String::from_utf8_lossy(&out.get_output().stderr).contains('\u{1b}'));
    for (path, html) in site.pages() {
        assert!(
            !html.contains("<script>alert") && !html.contains("<img src=x") && !html.contains("href=\"javascript"),
            "{path}"
        );
    }
    site.command().arg("draft").assert().success();
    site.command().arg("build").assert().success();
    assert!(site.read("public/traag-lezen/index.html").contains("{{ rdie() }}"), "shown letter by letter");
}
