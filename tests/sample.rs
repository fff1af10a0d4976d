//! The sample edition from feeds to site, by the real binary: what a new user sees first.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use blogkermis::{content, harvest, model::Status, roundup::verify, store::Store};
use scraper::{Html, Selector};
use serde::Deserialize;
use support::Site;

/// What a careful reader finds in the sample's feeds.
#[derive(Deserialize)]
struct Gold {
    accepted: BTreeSet<String>,
    rejected: BTreeSet<String>,
    entries: Vec<GoldEntry>,
}

#[derive(Deserialize)]
struct GoldEntry {
    url: String,
    definitions: Vec<GoldDefinition>,
    quotes: Vec<GoldQuote>,
}

#[derive(Deserialize)]
struct GoldDefinition {
    text: String,
    originator: Option<String>,
}

#[derive(Deserialize)]
struct GoldQuote {
    text: String,
    speaker: Option<String>,
}

fn gold() -> Gold {
    serde_json::from_str(include_str!("fixtures/sample-gold.json")).unwrap()
}

fn entries(site: &Site) -> serde_json::Value {
    let out = site.command().args(["entries", "hardop-leren", "--all", "--json"]).assert().success();
    serde_json::from_slice(&out.get_output().stdout).unwrap()
}

#[test]
fn every_post_on_the_theme_is_found_and_no_other_is_accepted() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    let (gold, document) = (gold(), entries(&site));
    let mut accepted = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for entry in document["entries"].as_array().unwrap() {
        let url = entry["url"].as_str().unwrap().to_owned();
        if entry["status"] == "accepted" && entry["blog"].is_string() {
            accepted.insert(url.clone());
        }
        seen.insert(url);
    }
    assert_eq!(accepted, gold.accepted);
    assert!(gold.rejected.is_subset(&seen), "rejected posts are listed too");
}

#[test]
fn what_entries_prints_and_build_writes_follows_the_schema() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    let schema: serde_json::Value = serde_json::from_str(include_str!("../data/schema/edition.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let written: serde_json::Value = serde_json::from_str(&site.read("public/hardop-leren/edition.json")).unwrap();
    for document in [entries(&site), written] {
        let mistakes: Vec<_> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(mistakes.is_empty(), "{mistakes:#?}");
    }
    let mut broken = entries(&site);
    broken["entries"][0]["status"] = "perhaps".into();
    assert!(!schema.is_valid(&broken));
}

#[test]
fn definitions_and_quotes_are_found_with_the_right_names() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    let document = entries(&site);
    let by_url: BTreeMap<_, _> =
        document["entries"].as_array().unwrap().iter().map(|e| (e["url"].as_str().unwrap(), e)).collect();
    let mut missed = Vec::new();
    let mut misattributed = Vec::new();
    let (mut found, mut expected, mut given) = (0, 0, 0);
    for entry in gold().entries {
        let read = by_url[entry.url.as_str()];
        for kind in ["definitions", "quotes"] {
            given += read[kind].as_array().unwrap().len();
        }
        let wanted = entry.definitions.into_iter().map(|d| ("definitions", d.text, "originator", d.originator));
        let wanted = wanted.chain(entry.quotes.into_iter().map(|q| ("quotes", q.text, "speaker", q.speaker)));
        for (kind, text, who, name) in wanted {
            expected += 1;
            let hit = read[kind].as_array().unwrap().iter().find(|c| overlap(c["text"].as_str().unwrap(), &text) > 0.6);
            match hit {
                None => missed.push(format!("{kind}: {text}")),
                Some(citation) => {
                    found += 1;
                    let said = citation[who].as_str();
                    // Unknown is always right to say; a wrong name never is.
                    if said.is_some() && said != name.as_deref() {
                        misattributed.push(format!("{said:?} is not {name:?}: {text}"));
                    }
                }
            }
        }
    }
    println!("found {found} of {expected}; {given} given; missed {missed:#?}; misattributed {misattributed:#?}");
    assert!(misattributed.is_empty(), "{misattributed:#?}");
    assert!(found * 100 >= expected * 85, "found {found} of {expected}; missed {missed:#?}");
    assert!(found * 100 >= given * 80, "{given} given, {found} of them wanted");
}

/// The share of the longer text's words that both have.
fn overlap(a: &str, b: &str) -> f64 {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() as f64 / a.len().max(b.len()) as f64
}

#[test]
fn every_citation_on_the_site_stands_in_a_snapshot() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    let content = content::load(site.root()).unwrap();
    let records = harvest::load(site.root(), &content.blogs).unwrap();
    let store = Store::open(site.root()).unwrap();
    let mut texts: Vec<String> = Vec::new();
    for record in records.values() {
        for entry in &record.entries {
            let text = store.snapshot(&entry.snapshot.hash).unwrap().expect("every text that was read is kept");
            for reading in entry.readings.values() {
                let passages = reading.topics.iter().filter_map(|topic| topic.passage.as_ref());
                for citation in reading.definitions.iter().chain(&reading.quotes).chain(passages) {
                    assert_eq!(citation.span.unwrap().slice(&text), Some(citation.text.as_str()));
                }
                for sentence in reading.summary.iter().flat_map(|summary| &summary.sentences) {
                    assert!(verify::find(&text, sentence).is_some(), "{sentence}");
                }
            }
            texts.push(verify::fold(&text));
        }
    }
    for folder in &content.editions {
        texts.extend(folder.entries.iter().filter_map(|file| file.text.as_deref()).map(verify::fold));
    }
    let out = site.command().args(["draft", "--stdout"]).assert().success();
    let draft = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    let mut quoted = 0;
    for words in draft.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(words, _)| words) {
        let words = verify::fold(&words.replace('\\', ""));
        assert!(texts.iter().any(|text| text.contains(&words)), "{words}");
        quoted += 1;
    }
    assert!(quoted > 20, "only {quoted} quotations in the draft");
    let quotations = Selector::parse("blockquote, [data-citation]").unwrap();
    let mut checked = 0;
    for (path, html) in site.pages() {
        for element in Html::parse_document(&html).select(&quotations) {
            let words = verify::fold(&element.text().collect::<String>());
            assert!(texts.iter().any(|text| text.contains(&words)), "{path}: {words}");
            checked += 1;
        }
    }
    assert!(checked > 40, "only {checked} quotations on the whole site");
}

#[test]
fn why_explains_a_post_that_is_in_and_one_that_is_out() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    let gold = gold();
    for (urls, accepted) in [(&gold.accepted, true), (&gold.rejected, false)] {
        for url in urls {
            let out = site.command().args(["why", url]).assert().success();
            let text = String::from_utf8(out.get_output().stdout.clone()).unwrap();
            assert_eq!(text.contains("In hardop-leren: accepted"), accepted, "{url}: {text}");
            assert!(text.lines().any(|line| line.starts_with("  +") || line.starts_with("  -")), "no reason: {text}");
        }
    }
}

#[test]
fn a_changed_summary_is_refused() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    let path = "harvest/korst-en-kruim.json";
    let record = site.read(path).replace("41 vrijdagen", "42 vrijdagen");
    std::fs::rename(site.root().join("content/feeds"), site.root().join("content/gone")).unwrap();
    std::fs::rename(site.root().join(".blogkermis"), site.root().join("elsewhere")).unwrap();
    site.write(path, &record);
    let out = site.command().args(["build", "--offline"]).assert().code(4);
    assert!(String::from_utf8_lossy(&out.get_output().stderr).contains("the summary of"));
}

#[test]
fn a_changed_record_is_refused() {
    let site = Site::sample();
    site.command().arg("build").assert().success();
    let path = "harvest/korst-en-kruim.json";
    let mut record: serde_json::Value = serde_json::from_str(&site.read(path)).unwrap();
    let accepted = record["entries"].as_array_mut().unwrap().iter_mut().find_map(|entry| {
        let reading = &mut entry["readings"]["hardop-leren"];
        (reading["status"] == serde_json::to_value(Status::Accepted).unwrap()).then_some(reading)
    });
    let quotes = accepted.unwrap()["quotes"].as_array_mut().unwrap();
    quotes[0]["text"] = "dit heeft niemand ooit gezegd".into();
    site.write(path, &serde_json::to_string_pretty(&record).unwrap());
    let before = site.read("public/index.html");
    // A fresh checkout without the feeds: nothing mends the record, and only its hashes stand for the texts.
    std::fs::rename(site.root().join("content/feeds"), site.root().join("content/gone")).unwrap();
    std::fs::rename(site.root().join(".blogkermis"), site.root().join("elsewhere")).unwrap();
    let out = site.command().args(["build", "--offline"]).assert().code(4);
    let message = String::from_utf8(out.get_output().stderr.clone()).unwrap();
    assert!(message.contains("dit heeft niemand ooit gezegd") && message.contains("help:"), "{message}");
    assert_eq!(site.read("public/index.html"), before, "the last site stands untouched");
}
