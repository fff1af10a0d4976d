//! The commands, by the real binary: what they say, what they write, how they end.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod support;

use assert_cmd::assert::Assert;
use predicates::{prelude::PredicateBooleanExt, str::contains};
use support::Site;

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn from_nothing_to_a_site_in_four_commands() {
    let site = Site::empty();
    site.command().args(["init", "--title", "Dorpskermis"]).assert().success();
    site.command().arg("init").assert().code(4).stderr(contains("already"));
    site.command()
        .args([
            "new",
            "samen zwijgen",
            "--opens",
            "2026-11-01",
            "--closes",
            "2026-11-30",
            "--term",
            "en=being silent together",
        ])
        .assert()
        .success();
    let call = site.read("content/samen-zwijgen/_index.md");
    assert!(call.contains("theme = \"samen zwijgen\"") && call.contains("opens = 2026-11-01"), "{call}");
    site.write(
        "content/feeds/stil.json",
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Stil blog", "home_page_url": "https://stil.example/",
            "authors": [{"name": "Stijn Zwart"}], "items": [{"id": "1", "url": "https://stil.example/1",
            "title": "Samen zwijgen in de trein", "date_published": "2026-11-03T08:00:00Z", "tags": ["blogkermis"],
            "content_html": "<p>Samen zwijgen is naast iemand zitten zonder dat de stilte gevuld hoeft te worden. Dat lukt in de trein beter dan thuis.</p>"}]}"#,
    );
    site.command()
        .args(["add", "content/feeds/stil.json"])
        .assert()
        .success()
        .stderr(contains("Samen zwijgen in de trein"));
    assert!(site.read("content/blogs/stil-blog.md").contains("author = \"Stijn Zwart\""));
    site.command().args(["add", "content/feeds/stil.json"]).assert().success().stderr(contains("watched already"));
    site.command().arg("build").assert().success().stderr(contains("1 accepted"));
    assert!(site.read("public/samen-zwijgen/index.html").contains("Samen zwijgen in de trein"));
    site.command().assert().success().stdout(contains("Dorpskermis").and(contains("1 entry")));
}

#[test]
fn an_opml_file_adds_every_blog_of_it() {
    let site = Site::with(&[(
        "lijst.opml",
        r#"<opml version="2.0"><head><title>x</title></head><body><outline text="map">
           <outline type="rss" text="Eén" xmlUrl="https://een.example/feed" htmlUrl="https://een.example/"/>
           <outline type="rss" text="Twee" xmlUrl="https://twee.example/feed"/></outline></body></opml>"#,
    )]);
    site.command().args(["add", "lijst.opml", "--dry-run"]).assert().success();
    assert!(!site.has("content/blogs/een.md"), "a dry run writes nothing");
    let out = site.command().args(["add", "lijst.opml", "--json"]).assert().success();
    let added: serde_json::Value = serde_json::from_str(&stdout(&out)).unwrap();
    assert_eq!(added[0]["source"], "lijst.opml");
    assert_eq!(added[0]["added"][0]["feed"], "https://een.example/feed");
    assert_eq!(added[0]["added"].as_array().unwrap().len(), 2);
    assert!(site.has("content/blogs/een.md") && site.has("content/blogs/twee.md"));
}

#[test]
fn every_mistake_is_shown_at_once_and_nothing_is_built() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    let before = site.read("public/index.html");
    let call = site.read("content/hardop-leren/_index.md");
    site.write("content/hardop-leren/_index.md", &call.replace("theme =", "thema ="));
    let blog = site.read("content/blogs/puntkomma.md");
    site.write("content/blogs/puntkomma.md", &blog.replace("+++\ntitle", "+++\ncolour = 3\ntitle"));
    let out = site.command().arg("build").assert().code(4);
    let said = stderr(&out);
    for part in ["content/hardop-leren/_index.md:", "content/blogs/puntkomma.md:2:1", "`theme`", "^^^", "help:"] {
        assert!(said.contains(part), "no {part} in {said}");
    }
    assert_eq!(site.read("public/index.html"), before);
}

#[test]
fn a_draft_is_written_once_and_then_the_hosts() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    site.command().args(["draft", "hardop-leren", "--dry-run"]).assert().success();
    assert!(!site.has("content/hardop-leren/roundup.md"));
    site.command().args(["draft", "hardop-leren"]).assert().success();
    let draft = site.read("content/hardop-leren/roundup.md");
    assert!(draft.contains("draft = true") && draft.contains("{{ ride() }}") && draft.contains("{{ entries() }}"));
    site.command().args(["draft", "hardop-leren"]).assert().code(4).stderr(contains("exists already"));
    site.command().args(["draft", "hardop-leren", "--stdout"]).assert().success().stdout(contains("{{ ride() }}"));
    site.write("content/hardop-leren/roundup.md", "+++\ntitle = \"Van mij\"\n+++\n\nAlleen dit, en {{ ride() }}\n");
    site.command().arg("build").assert().success();
    assert!(site.read("public/hardop-leren/index.html").contains("Alleen dit, en"));
    site.write("content/hardop-leren/roundup.md", "+++\n+++\n\nEerste regel.\n\nEn dan {{ rdie() }}\n");
    let out = site.command().arg("build").assert().code(4);
    assert!(stderr(&out).contains("roundup.md:6:") && stderr(&out).contains("`ride`"), "{}", stderr(&out));
}

#[test]
fn the_draft_of_the_sample_reads_as_agreed() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    let out = site.command().args(["draft", "hardop-leren", "--stdout"]).assert().success();
    insta::assert_snapshot!(stdout(&out));
}

#[test]
fn a_run_says_what_it_did_and_frozen_forbids_changes() {
    let site = Site::sample();
    site.command().args(["build", "--frozen"]).assert().code(1).stderr(contains("--frozen"));
    assert!(!site.has("harvest") && !site.has("public/index.html"));
    let out = site.command().arg("build").assert().success();
    let said = stderr(&out);
    for part in ["12 feeds read, 1 not: veldpost", "13 accepted", "rejected", "definitions", "quotes", "pages", " s\n"]
    {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
    site.command().args(["build", "--frozen"]).assert().success().stderr(contains("nothing new to write"));
    site.command().args(["build", "--strict"]).assert().code(1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = Site::sample();
    site.command().args(["build", "--dry-run"]).assert().success().stderr(contains("would be written"));
    for path in ["harvest", "public", ".blogkermis"] {
        assert!(!site.has(path), "{path}");
    }
}

#[test]
fn the_last_good_copy_serves_when_a_feed_breaks() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    site.write("content/feeds/korst-en-kruim.xml", "<html><head><title>Storing</title></head><body>weg</body></html>");
    site.command()
        .arg("build")
        .assert()
        .success()
        .stderr(contains("the last good copy serves").and(contains("13 accepted")));
}

#[test]
fn wrong_words_get_a_clear_answer() {
    let site = Site::sample();
    site.command().args(["entries", "hardop-lezen"]).assert().code(2).stderr(contains("there is hardop-leren"));
    site.command().args(["why", "niets van dit alles"]).assert().code(2).stderr(contains("help:"));
    site.command().args(["bouw"]).assert().code(2);
    let empty = Site::empty();
    empty.command().arg("build").assert().code(4).stderr(contains("blogkermis.toml"));
}

#[test]
fn a_reader_that_goes_away_stops_no_build() {
    let site = Site::sample();
    let script = format!("{} --root . build 2>&1 | head -n 1", assert_cmd::cargo::cargo_bin!("blogkermis").display());
    let status = std::process::Command::new("bash").args(["-c", &script]).current_dir(site.root()).status().unwrap();
    assert!(status.success());
    assert!(site.has("public/index.html"));
}

#[test]
fn inspect_prints_one_line_a_file() {
    let site = Site::sample();
    let feeds =
        ["content/feeds/puntkomma.atom", "content/feeds/nachtdienst.json", "content/feeds/doornbos-noteert.rdf"];
    let out = site.command().args(["inspect", "feed", "--json"]).args(feeds).assert().success();
    let formats: Vec<String> = stdout(&out)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["feed"]["format"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(formats, ["atom1", "json", "rss1"]);
    site.command()
        .args(["inspect", "feed", "content/feeds/veldpost.xml"])
        .assert()
        .code(4)
        .stderr(contains("web page"));
    site.write("hallo.html", "<p onclick=x>Onder <b>hardop leren</b> versta ik leren waar anderen bij zijn.</p>");
    let out = site
        .command()
        .args(["inspect", "text", "hallo.html", "--term", "hardop leren", "--language", "nl", "--json"])
        .assert()
        .success();
    let read: serde_json::Value = serde_json::from_str(&stdout(&out)).unwrap();
    assert_eq!(read["definitions"].as_array().unwrap().len(), 1);
    site.command().args(["inspect", "html", "hallo.html"]).assert().success().stdout(contains("onclick").not());
}

#[test]
fn the_readme_shows_the_programs_own_help() {
    let readme = include_str!("../README.md");
    let site = Site::empty();
    let out = site.command().arg("--help").assert().success();
    let help = stdout(&out);
    let commands: Vec<_> =
        help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.is_empty()).collect();
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        assert!(readme.contains(command.trim_end()), "the README lacks `{command}`");
    }
}
