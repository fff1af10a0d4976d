//! What a host's files can say of entries, by the real binary: every file of the site agrees.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::{Value, json};
use support::Site;

const CALL: &str = "+++\ntitle = \"Traag lezen\"\ntheme = \"traag lezen\"\nopens = 2026-10-01\ncloses = 2026-10-31\n\
    host = \"bas\"\ntags = [\"traaglezen\"]\n+++\n\nDe oproep.\n";

fn feed(author: &str, posts: &[(&str, &str, &str, &str)]) -> String {
    let items: Vec<Value> = posts
        .iter()
        .enumerate()
        .map(|(day, (url, title, by, text))| {
            let mut item = json!({
                "id": url, "url": url, "title": title, "tags": ["traaglezen"],
                "date_published": format!("2026-10-{:02}T08:00:00Z", 10 + day), "content_html": format!("<p>{text}</p>"),
            });
            if !by.is_empty() {
                item["authors"] = json!([{ "name": by }]);
            }
            item
        })
        .collect();
    json!({"version": "https://jsonfeed.org/version/1.1", "title": author, "language": "nl",
        "authors": [{"name": author}], "items": items})
    .to_string()
}

/// Anna wrote twice and lent her blog to Gijs once; Bas hosts.
fn site() -> Site {
    let blog = |title: &str, author: &str, feed: &str| {
        format!("+++\ntitle = \"{title}\"\nauthor = \"{author}\"\nfeed = \"feeds/{feed}.json\"\n+++\n")
    };
    let anna = [
        (
            "https://anna.example/een",
            "Een bladzijde per dag",
            "",
            "Ik sla elke dag één bladzijde om, en soms sla ik er een over omdat de kat erop ligt te slapen.",
        ),
        (
            "https://anna.example/gast",
            "Lezen met een liniaal",
            "Gijs de Gast",
            "Onder elke regel leg ik een liniaal, zodat mijn ogen niet vooruit kunnen lopen op het verhaal.",
        ),
        (
            "https://anna.example/twee",
            "Twee bladzijden per dag",
            "",
            "Sinds de klok verzet is lukken er twee, en de kat ligt tegenwoordig op de verwarming in de gang.",
        ),
    ];
    let bas = [(
        "https://bas.example/own",
        "Mijn stapel",
        "",
        "Op mijn nachtkastje ligt een stapel van elf boeken, en de bovenste lees ik het langzaamst.",
    )];
    Site::with(&[
        ("content/traag-lezen/_index.md", CALL),
        ("content/blogs/anna.md", &blog("Anna leest", "Anna Prins", "anna")),
        ("content/blogs/bas.md", &blog("Bas", "Bas Kok", "bas")),
        ("feeds/anna.json", &feed("Anna Prins", &anna)),
        ("feeds/bas.json", &feed("Bas Kok", &bas)),
    ])
}

fn edition(site: &Site) -> Vec<Value> {
    let document: Value = serde_json::from_str(&site.read("public/traag-lezen/edition.json")).unwrap();
    document["entries"].as_array().unwrap().clone()
}

fn titles(site: &Site) -> Vec<String> {
    edition(site).iter().map(|entry| entry["title"].as_str().unwrap().to_owned()).collect()
}

/// Every file of the site that is text, in one string.
fn all_of(site: &Site) -> String {
    let files = walkdir::WalkDir::new(site.root().join("public")).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    #[expect(clippy::disallowed_methods, reason = "the test looks at what was written")]
    let texts = files.map(|file| String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned());
    texts.collect()
}

#[test]
fn a_toot_stands_on_the_page_in_the_draft_the_feeds_and_the_data() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/toot.md",
        "+++\nurl = \"https://toot.example/@cor/1\"\nkind = \"mini\"\nauthor = \"Cor Zuid\"\npublished = 2026-10-20\n\
         text = \"Ik lees met handschoenen aan, dan blader je vanzelf langzamer.\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    let entry = edition(&site).into_iter().find(|entry| entry["author"]["name"] == "Cor Zuid").unwrap();
    assert_eq!((&entry["kind"], &entry["blog"]), (&json!("mini"), &Value::Null));
    assert_eq!(entry["url"], "https://toot.example/@cor/1");
    assert_eq!(entry["quotes"][0]["speaker"], "self");
    let page = site.read("public/traag-lezen/index.html");
    assert!(page.contains("met handschoenen aan") && page.contains("https://toot.example/@cor/1"));
    let files = walkdir::WalkDir::new(site.root().join("public")).into_iter().map(Result::unwrap);
    let feeds = files.filter(|f| f.path().extension().is_some_and(|e| e == "xml" || e == "atom" || e == "rss"));
    let paths: Vec<_> = feeds.map(|f| f.path().strip_prefix(site.root()).unwrap().display().to_string()).collect();
    assert!(!paths.is_empty());
    assert!(paths.iter().any(|path| site.read(path).contains("Cor Zuid")), "{paths:?}");
    site.command().args(["draft", "--stdout"]).assert().success().stdout(contains("Cor Zuid"));
}

#[test]
fn a_post_found_by_hand_needs_a_title_and_an_author() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/hand.md",
        "+++\nurl = \"https://dora.example/p\"\nstatus = \"accepted\"\n+++\n",
    );
    site.command().arg("build").assert().code(4).stderr(contains("hand.md").and(contains("`title` and `author`")));
    site.write(
        "content/traag-lezen/entries/hand.md",
        "+++\nurl = \"https://dora.example/p\"\ntitle = \"Dora leest\"\nauthor = \"Dora Visser\"\n+++\n\nGevonden in haar nieuwsbrief.\n",
    );
    site.command().arg("build").assert().success();
    let entry = edition(&site).into_iter().find(|entry| entry["title"] == "Dora leest").unwrap();
    assert_eq!((&entry["summary"]["by"], &entry["kind"]), (&json!("host"), &json!("post")));
    assert!(site.read("public/traag-lezen/index.html").contains("Gevonden in haar nieuwsbrief"));
    site.command().args(["draft", "--stdout"]).assert().success().stdout(contains("Dora Visser"));
}

#[test]
fn a_guest_is_the_author_by_the_feed_or_by_the_file() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/twee.md",
        "+++\nurl = \"https://anna.example/twee\"\nauthor = \"Fien Bos\"\n+++\n",
    );
    site.command().arg("build").assert().success();
    let author = |title: &str| {
        let entry = edition(&site).into_iter().find(|entry| entry["title"] == title).unwrap();
        (entry["author"]["name"].clone(), entry["blog"].clone())
    };
    assert_eq!(author("Lezen met een liniaal"), (json!("Gijs de Gast"), json!("anna")));
    assert_eq!(author("Twee bladzijden per dag"), (json!("Fien Bos"), json!("anna")));
    assert_eq!(author("Een bladzijde per dag"), (json!("Anna Prins"), json!("anna")));
    let draft = site.command().args(["draft", "--stdout"]).assert().success();
    let draft = String::from_utf8(draft.get_output().stdout.clone()).unwrap();
    for guest in ["Gijs de Gast", "Fien Bos"] {
        let line = draft.lines().find(|line| line.contains(guest) && line.contains("Anna leest"));
        assert!(line.is_some(), "{guest} wrote on Anna's blog: {draft}");
    }
}

#[test]
fn two_entries_of_one_blogger_share_a_seat() {
    let site = site();
    site.command().arg("build").assert().success();
    assert_eq!(titles(&site).len(), 4);
    let page = site.read("public/traag-lezen/index.html");
    assert!(page.contains("Een bladzijde per dag") && page.contains("Twee bladzijden per dag"));
    let ride = &page[page.find("<svg").unwrap()..page.find("</svg>").unwrap()];
    assert!(ride.contains("Anna Prins"), "{ride}");
    assert_eq!(ride.matches("Anna Prins").count(), ride.matches("Gijs de Gast").count(), "one seat each");
    // Anna, Gijs and Bas.
    site.command().args(["draft", "--stdout"]).assert().success().stdout(contains("z’n drieën"));
}

#[test]
fn the_hosts_own_entry_comes_last_whoever_hosts() {
    let site = site();
    site.command().arg("build").assert().success();
    assert_eq!(titles(&site).last().unwrap(), "Mijn stapel");
    site.write("content/traag-lezen/_index.md", &CALL.replace("host = \"bas\"", "host = \"anna\""));
    site.command().arg("build").assert().success();
    let order = titles(&site);
    assert_eq!(order[2..], ["Een bladzijde per dag", "Twee bladzijden per dag"], "Anna's are the last now: {order:?}");
    site.command().args(["draft", "--stdout"]).assert().success().stdout(contains("Mijn stapel"));
    site.write("content/traag-lezen/_index.md", &CALL.replace("host = \"bas\"", "host = { name = \"Gijs de Gast\" }"));
    site.command().arg("build").assert().success();
    assert_eq!(titles(&site).last().unwrap(), "Lezen met een liniaal", "a host without a blog of their own");
}

#[test]
fn what_is_withdrawn_or_gone_keeps_no_words() {
    let site = site();
    for (file, url, status) in
        [("een", "https://anna.example/een", "withdrawn"), ("gast", "https://anna.example/gast", "gone")]
    {
        site.write(
            &format!("content/traag-lezen/entries/{file}.md"),
            &format!("+++\nurl = \"{url}\"\nstatus = \"{status}\"\nsince = 2026-11-02\n+++\n\nDit had ik erover geschreven.\n"),
        );
    }
    site.command().arg("build").assert().success();
    let public = all_of(&site);
    for trace in ["anna.example/een", "anna.example/gast", "liniaal", "de kat erop", "Dit had ik"] {
        assert!(!public.contains(trace), "{trace}");
    }
    let out = site.command().args(["entries", "--all", "--json"]).assert().success();
    let document: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    let entries = document["entries"].as_array().unwrap();
    for (url, status) in [("https://anna.example/een", "withdrawn"), ("https://anna.example/gast", "gone")] {
        let entry = entries.iter().find(|entry| entry["url"] == url).unwrap();
        assert_eq!((&entry["status"], &entry["included"]), (&json!(status), &json!(false)));
        assert_eq!((&entry["summary"], &entry["snapshot"]), (&Value::Null, &Value::Null));
        assert_eq!((&entry["quotes"], &entry["keywords"]), (&json!([]), &json!([])));
    }
}

#[test]
fn a_misspelt_key_or_shortcode_names_the_nearest() {
    let site = site();
    site.write(
        "content/traag-lezen/entries/een.md",
        "+++\nurl = \"https://anna.example/een\"\nstaus = \"accepted\"\n+++\n",
    );
    site.write("content/traag-lezen/roundup.md", "+++\n+++\n\nEn dan {{ entires() }}.\n");
    site.command().arg("build").assert().code(4).stderr(
        contains("een.md:3:1")
            .and(contains("`status`"))
            .and(contains("roundup.md:4:"))
            .and(contains("`entries`"))
            .and(contains("^^^")),
    );
}
