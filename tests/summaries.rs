//! Summaries by a command of the host's: what it is given, what becomes of what it writes, and of what it does not.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test stops")]

mod support;

use std::{fs, os::unix::fs::PermissionsExt, time::Instant};

use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use support::Site;

const RECORD: &str = "harvest/stil.json";
const TEXT: &str = "Samen zwijgen is naast iemand zitten zonder dat de stilte gevuld hoeft te worden. Dat lukt in de \
    trein beter dan thuis, want daar kijkt niemand ervan op.";

/// A site with one entry, and a program that summarises it.
fn site(script: &str) -> Site {
    let site = Site::with(&[
        (
            "content/blogs/stil.md",
            "+++\ntitle = \"Stil\"\nauthor = \"Stijn Zwart\"\nfeed = \"content/feeds/stil.json\"\n+++\n",
        ),
        (
            "content/zwijgen/_index.md",
            "+++\ntitle = \"Zwijgen\"\ntheme = \"samen zwijgen\"\ntags = [\"blogkermis\"]\nopens = 2026-11-01\ncloses = 2026-11-30\n+++\n\nDoe mee.\n",
        ),
    ]);
    feed(&site, TEXT);
    summariser(&site, script);
    configure(&site, "command = \"bin/vat-samen 'twee woorden'\"\ntimeout = 20\n");
    site
}

fn configure(site: &Site, summaries: &str) {
    site.write(
        "blogkermis.toml",
        &format!(
            "title = \"Proef\"\nbase_url = \"https://kermis.example/\"\nlanguage = \"nl\"\n[summaries]\n{summaries}"
        ),
    );
}

fn feed(site: &Site, text: &str) {
    let item = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "Stil", "items": [
        {"id": "1", "url": "https://stil.example/1", "title": "In de trein", "date_published": "2026-11-03T08:00:00Z",
            "tags": ["blogkermis"], "content_html": format!("<p>{text}</p>")},
        {"id": "2", "url": "https://stil.example/2", "title": "Soep", "date_published": "2026-11-04T08:00:00Z",
            "content_html": "<p>Vandaag kookte ik soep van pompoen en prei.</p>"},
    ]});
    site.write("content/feeds/stil.json", &item.to_string());
}

fn summariser(site: &Site, script: &str) {
    site.write("bin/vat-samen", &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(site.root().join("bin/vat-samen"), fs::Permissions::from_mode(0o755)).unwrap();
}

fn reading(site: &Site) -> Value {
    let record: Value = serde_json::from_str(&site.read(RECORD)).unwrap();
    let entries = record["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["id"] == "1").unwrap()["readings"]["zwijgen"].clone()
}

fn by(site: &Site) -> String {
    reading(site)["summary"]["by"].as_str().unwrap_or("nobody").to_owned()
}

const LOGGED: &str = "cat >> log; echo >> log; echo 'Stijn zwijgt graag, <b>vooral</b> *onderweg*.'";

#[test]
fn the_command_is_told_everything_and_its_words_are_nobodys() {
    let site = site(&format!("echo \"$1\" > argument; {LOGGED}"));
    site.command().arg("build").assert().success();
    assert_eq!(site.read("argument"), "twee woorden\n", "arguments are split as a shell would");
    let log = site.read("log");
    assert_eq!(log.lines().count(), 1, "a rejected post is nobody's business: {log}");
    let asked: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(
        asked,
        serde_json::json!({"version": 1, "title": "In de trein", "language": "nl", "theme": "samen zwijgen",
            "author": "Stijn Zwart", "words": {"least": 50, "most": 80}, "text": TEXT,
            "sentences": TEXT.split_inclusive(". ").map(str::trim).collect::<Vec<_>>()})
    );
    assert_eq!(by(&site), "command");
    assert_eq!(reading(&site)["summary"]["text"], "Stijn zwijgt graag, <b>vooral</b> *onderweg*.");

    let page = site.read("public/zwijgen/entries/in-de-trein/index.html");
    let (before, after) =
        page.split_once("Stijn zwijgt graag, &lt;b&gt;vooral&lt;/b&gt; *onderweg*.</p>").expect(&page);
    let paragraph = &before[before.rfind("<p").unwrap()..];
    assert!(!paragraph.contains("own-words"), "{paragraph}");
    assert!(after.contains("Samenvatting door een programma"), "{after}");
    assert!(!page.contains("Stijn Zwart: Stijn zwijgt"), "a description puts no words into his mouth");
    let call = site.read("public/zwijgen/index.html");
    assert!(!call.contains("“Stijn zwijgt") && !call.contains("<b>vooral"), "{call}");
    let feed = site.read("public/zwijgen/feed.json");
    assert!(feed.contains("Samenvatting door een programma"), "{feed}");
    let edition: Value = serde_json::from_str(&site.read("public/zwijgen/edition.json")).unwrap();
    assert_eq!(edition["entries"][0]["summary"]["by"], "command");
    site.command()
        .args(["why", "https://stil.example/1"])
        .assert()
        .success()
        .stdout(contains("written by the command"));

    let draft = site.command().args(["draft", "zwijgen", "--stdout"]).assert().success();
    let draft = String::from_utf8(draft.get_output().stdout.clone()).unwrap();
    let line = draft.lines().find(|line| line.contains("Stijn zwijgt graag")).expect(&draft);
    assert!(!line.contains(['“', '‘']) && !line.contains("igen woorden"), "{line}");
    assert!(line.contains("(Samengevat door een programma.)") && !line.contains(" *onderweg*"), "{line}");
}

#[test]
fn the_same_question_is_asked_once() {
    let site = site(LOGGED);
    let runs = |site: &Site| site.read("log").lines().count();
    site.command().arg("build").assert().success();
    let record = site.read(RECORD);
    site.command().arg("build").assert().success().stderr(contains("nothing new in harvest/"));
    site.command().args(["build", "--frozen"]).assert().success();
    assert_eq!((runs(&site), site.read(RECORD)), (1, record.clone()));

    // A record that was committed is enough, on a machine that has no store.
    fs::remove_dir_all(site.root().join(".blogkermis")).unwrap();
    site.command().args(["build", "--offline"]).assert().success();
    assert_eq!((runs(&site), site.read(RECORD)), (1, record.clone()));

    feed(&site, &format!("{TEXT} Probeer het eens."));
    for gentle in ["--dry-run", "--frozen"] {
        site.command().args(["fetch", gentle]).assert().stderr(contains("1 entry is not summarised"));
        assert_eq!((runs(&site), site.read(RECORD)), (1, record.clone()), "{gentle}");
    }
    site.command().arg("build").assert().success();
    assert_eq!((runs(&site), by(&site).as_str()), (2, "command"));

    site.write(RECORD, &site.read(RECORD).replace("Stijn zwijgt graag", "Stijn praat graag"));
    site.command().arg("build").assert().success();
    assert_eq!(runs(&site), 3, "what somebody changed is not what the command wrote");
    configure(&site, "command = \"bin/vat-samen anders\"\n");
    site.command().args(["fetch", "--offline"]).assert().success().stderr(contains("1 entry is not summarised"));
    assert_eq!((runs(&site), by(&site).as_str()), (3, "machine"), "nothing goes out");
    site.command().arg("fetch").assert().success();
    assert_eq!((runs(&site), by(&site).as_str()), (4, "command"), "another command may say something else");
}

#[test]
fn a_summary_changed_by_hand_is_not_built_where_nothing_can_be_asked() {
    let site = site(LOGGED);
    site.command().arg("build").assert().success();
    site.write(RECORD, &site.read(RECORD).replace("Stijn zwijgt graag", "Stijn praat graag"));
    // With neither feed nor store the record is all there is.
    fs::remove_dir_all(site.root().join(".blogkermis")).unwrap();
    let blog = site.read("content/blogs/stil.md");
    site.write("content/blogs/stil.md", &blog.replace("content/feeds/stil.json", "https://stil.example/feed"));
    site.command().args(["build", "--offline"]).assert().code(4).stderr(contains("changed by hand"));
}

#[test]
fn a_command_that_fails_costs_nothing_but_its_summary() {
    let wordy = "i=0; while [ $i -lt 121 ]; do printf 'a '; i=$((i+1)); done";
    for (script, said) in [
        ("echo 'te druk' >&2; echo >&2; exit 3", "exit status: 3): te druk"),
        ("cat > /dev/null", "wrote nothing"),
        ("printf ' \\n\\t\\033\\n'", "wrote nothing"),
        ("printf 'caf\\351'", "not UTF-8"),
        ("yes aaaaaaaaa", "more than 4 KiB"),
        (wordy, "121 words"),
    ] {
        let site = site(script);
        site.command().arg("build").assert().success().stderr(contains("warning:").and(contains(said)));
        assert_eq!(by(&site), "machine", "{script}");
        assert!(site.read("public/zwijgen/entries/in-de-trein/index.html").contains("own-words"));
    }
    let site = site("true");
    configure(&site, "command = \"er-is-geen-programma-dat-zo-heet\"\n");
    site.command().arg("build").assert().success().stderr(contains("could not be started"));
    let out = site.command().args(["fetch", "--json"]).assert().success();
    let json: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!((&json["unsummarised"], &json["feeds"][0]["notes"][0]["code"]), (&1.into(), &"unsummarised".into()));
}

#[test]
fn no_command_holds_up_a_run() {
    let start = Instant::now();
    // It never reads, and the text is larger than any pipe.
    let site = site("sleep 40 & sleep 40; echo te laat");
    configure(&site, "command = \"bin/vat-samen\"\ntimeout = 1\n");
    feed(&site, &TEXT.repeat(3000));
    site.command().arg("fetch").assert().success().stderr(contains("longer than 1 s"));
    assert_eq!(by(&site), "machine");
    // It ends, and leaves a child behind that holds its output open.
    summariser(&site, "sleep 40 & echo $! > kind; printf 'Kort\\n  en\\tgoed.\\n'");
    feed(&site, TEXT);
    site.command().arg("fetch").assert().success();
    assert_eq!(reading(&site)["summary"]["text"], "Kort en goed.");
    let child = site.read("kind");
    let state = fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "it was ended too: {state}");
    assert!(start.elapsed().as_secs() < 35, "{:?}", start.elapsed());
}

#[test]
fn a_command_that_keeps_failing_is_left_alone() {
    let site = site("echo >> log; exit 1");
    let item = |n: usize| {
        let text = format!("<p>Verhaal {n}. {}</p>", format!("Woord{n} zwijgt hier. ").repeat(n));
        serde_json::json!({"id": n.to_string(), "title": format!("Stuk {n}"), "tags": ["blogkermis"],
            "url": format!("https://stil.example/{n}"), "content_html": text, "date_published": "2026-11-03T08:00:00Z"})
    };
    let items: Vec<Value> = (1..=9).map(item).collect();
    let feed = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "Stil", "items": items});
    site.write("content/feeds/stil.json", &feed.to_string());
    site.command().arg("fetch").assert().success().stderr(contains("9 entries are not summarised"));
    let runs = site.read("log").lines().count();
    // The last failure comes while another command is at work.
    assert!((3..=4).contains(&runs), "{runs}");
}

#[test]
fn a_copy_is_not_asked_about_and_another_language_is_marked() {
    let site = site(LOGGED);
    let text = "Being silent together is sitting next to somebody without the need to fill the silence. That is easier \
        on a train than at home, because nobody there wonders why two people who know each other say nothing at all.";
    feed(&site, text);
    let blog = site.read("content/blogs/stil.md");
    site.write(
        "content/blogs/planeet.md",
        &blog.replace("\"Stil\"", "\"Planeet\"").replace("stil.json", "planeet.json"),
    );
    site.write("content/feeds/planeet.json", &site.read("content/feeds/stil.json"));
    site.command().arg("build").assert().success();
    assert_eq!(site.read("log").lines().count(), 1, "{}", site.read("log"));
    let draft = site.command().args(["draft", "zwijgen", "--stdout"]).assert().success();
    let draft = String::from_utf8(draft.get_output().stdout.clone()).unwrap();
    assert!(draft.contains("<span lang=\"en\">Stijn zwijgt graag"), "{draft}");
}
