//! Giving an edition away and carrying a series on, by the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "tests look at what was written")]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read},
};

use predicates::{prelude::PredicateBooleanExt, str::contains};
use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};
use support::Site;
use zip::{CompressionMethod, ZipArchive};

const ROUNDUP: &str = "+++\ntitle = \"Wat we hardop leerden\"\npublished = 2026-11-16\n+++\n\nDit was *hardop leren*, met \
                       {{ ride() }} en iedereen.\n\n## Definities\n\n{{ definitions() }}\n\n{{ quotes() }}\n\n{{ threads() }}\n\n\
                       <p>Van mij<br>en van <a href=\"/about/\">ons</a> & jou<img src=\"/x.png\"></p>\n\n{{ entries() }}\n";

/// The sample edition with a published roundup, harvested.
fn published() -> Site {
    let site = Site::sample();
    site.write("content/hardop-leren/roundup.md", ROUNDUP);
    site.command().arg("fetch").assert().success();
    site
}

/// What `export` prints.
fn exported(site: &Site, format: &str) -> Vec<u8> {
    let out = site.command().args(["export", "hardop-leren", "--to", format, "--output", "-"]).assert().success();
    out.get_output().stdout.clone()
}

fn document(site: &Site) -> Value {
    serde_json::from_slice(&exported(site, "json")).unwrap()
}

#[test]
fn an_edition_is_data_for_others() {
    let site = published();
    site.command().args(["--offline", "build"]).assert().success();
    let document = document(&site);
    let built: Value = serde_json::from_str(&site.read("public/hardop-leren/edition.json")).unwrap();
    assert_eq!(document, built, "what is given away is what is published");
    let schema = serde_json::from_str(include_str!("../data/schema/edition.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mistakes: Vec<_> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    for (field, wrong) in [("statistics", json!({})), ("blogs", json!([{}])), ("roundup", json!({}))] {
        let mut broken = document.clone();
        broken[field] = wrong;
        assert!(!schema.is_valid(&broken), "{field}");
    }
    assert_eq!(document["roundup"]["title"], "Wat we hardop leerden");
    assert_eq!(document["edition"]["prompts"].as_array().unwrap().len(), 4);
    assert_eq!(document["statistics"]["languages"], json!({"en": 2, "nl": 12}));
    assert_eq!(document["statistics"]["returning_bloggers"], Value::Null, "it is the first");
    let page = site.read("public/hardop-leren/index.html");
    assert!(page.contains("<details class=\"figures\">") && page.contains("in het verslag"));
}

#[test]
fn who_came_back_shows_on_the_page() {
    let site = published();
    site.write(
        "content/eerder/_index.md",
        "+++\ntitle = \"Eerder\"\ntheme = \"eerder\"\nopens = 2025-01-01\ncloses = 2025-02-01\nblogs = []\n+++\n",
    );
    site.write(
        "content/eerder/entries/a.md",
        "+++\nurl = \"https://puntkomma.example/2025/a/\"\ntitle = \"Toen al\"\nauthor = \"Marnix Oldenkamp\"\nblog = \"puntkomma\"\n+++\n",
    );
    site.command().args(["--offline", "build"]).assert().success();
    let told = document(&site)["statistics"].clone();
    assert_eq!((told["new_bloggers"].as_u64(), told["returning_bloggers"].as_u64()), (Some(12), Some(1)));
    assert!(site.read("public/hardop-leren/index.html").contains("12 nieuw, 1 van een eerdere editie"));
    assert!(site.read("public/blogs/puntkomma/index.html").contains("Toen al"), "an entry may say whose blog it is on");
    site.write(
        "content/eerder/entries/a.md",
        "+++\nurl = \"https://puntkomma.example/2025/a/\"\ntitle = \"Toen al\"\nauthor = \"Marnix Oldenkamp\"\nblog = \"puntkoma\"\n+++\n",
    );
    site.command().args(["--offline", "build"]).assert().code(4).stderr(contains("there is no blog `puntkoma`"));
}

#[test]
fn a_list_of_feeds_can_be_added_elsewhere() {
    let site = published();
    let blog = site.read("content/blogs/puntkomma.md");
    site.write(
        "content/blogs/puntkomma.md",
        &blog.replace("feed = \"content/feeds/puntkomma.atom\"", "feed = \"https://puntkomma.example/feed?a=1&b=2\""),
    );
    let out = site.command().args(["export", "--to", "opml", "--json"]).assert().success();
    out.stderr(contains("12 of 13 blogs").and(contains("wrote hardop-leren.opml")))
        .stdout(contains("\"written\": true"));
    let list = site.read("hardop-leren.opml");
    assert!(
        list.contains("type=\"rss\"") && list.contains("a=1&amp;b=2") && list.contains("language=\"nl\""),
        "{list}"
    );
    let other = Site::with(&[("list.opml", &list)]);
    other.command().args(["add", "list.opml"]).assert().success();
    assert!(other.read("content/blogs/puntkomma.md").contains("https://puntkomma.example/feed?a=1&b=2"));
    site.command().args(["--offline", "build"]).assert().success();
    assert!(site.read("public/blogs/index.html").contains("blogs.opml") && site.has("public/blogs.opml"));
}

/// Every element of an XML file: its name and its attributes. Panics where it is not well-formed.
fn elements(name: &str, xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    let (mut elements, mut depth) = (Vec::new(), 0);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{xml}"));
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let attributes = tag.attributes().map(|attribute| {
                let attribute = attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                let key = attribute.key.as_ref().to_owned();
                (key, attribute.value.clone().into_owned())
            });
            elements.push((tag.name().as_ref().to_owned(), attributes.collect()));
        }
    }
    assert_eq!(depth, 0, "{name}");
    elements
}

fn values(elements: &[(String, Vec<(String, String)>)], element: &str, attribute: &str) -> Vec<String> {
    let found = elements.iter().filter(|(name, _)| name == element).flat_map(|(_, attributes)| attributes);
    found.filter(|(name, _)| name == attribute).map(|(_, value)| value.clone()).collect()
}

#[test]
fn an_edition_is_a_book() {
    let site = published();
    let bytes = exported(&site, "epub");
    assert_eq!(bytes, exported(&site, "epub"), "the same edition is the same book");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "a reader knows it by its first bytes");
    let mut book = ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.by_index(0).unwrap().compression(), CompressionMethod::Stored);
    let names: Vec<String> =
        (0..book.len()).map(|at| book.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let mut read = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).unwrap();
        text
    };
    let container = elements("container", &read("META-INF/container.xml"));
    assert_eq!(values(&container, "rootfile", "full-path"), ["EPUB/package.opf"]);
    let text = read("EPUB/package.opf");
    let package = elements("package", &text);
    assert!(text.contains("<dc:language>nl</dc:language>") && text.contains("<dc:creator>Wietske Adema</dc:creator>"));
    assert!(text.contains("<meta property=\"dcterms:modified\">2026-11-21T12:00:00Z</meta>"), "{text}");
    let listed: BTreeSet<String> = values(&package, "item", "href").iter().map(|href| format!("EPUB/{href}")).collect();
    let inside: BTreeSet<String> =
        names.iter().filter(|name| name.starts_with("EPUB/") && *name != "EPUB/package.opf").cloned().collect();
    assert_eq!(listed, inside, "the manifest is complete, and nothing in it is missing");
    let ids = values(&package, "item", "id");
    let spine = values(&package, "itemref", "idref");
    assert!(spine.iter().all(|id| ids.contains(id)) && spine.len() == 17, "{spine:?}");
    assert_eq!(values(&package, "item", "properties"), ["nav"]);
    for name in inside.iter().filter(|name| *name != "EPUB/style.css") {
        let page = elements(name, &read(name));
        assert_eq!(values(&page, "html", "lang"), ["nl"], "{name}");
        assert!(!page.iter().any(|(element, _)| element == "img" || element == "script"), "{name}");
        for href in values(&page, "a", "href") {
            let leads = href.starts_with("https://") || inside.contains(&format!("EPUB/{href}"));
            assert!(leads, "{name}: {href}");
        }
    }
    let links = values(&elements("nav", &read("EPUB/nav.xhtml")), "a", "href");
    assert_eq!(links.len(), 16, "cover, roundup, fourteen entries");
    let roundup = read("EPUB/roundup.xhtml");
    assert!(roundup.contains("Wat we hardop leerden") && roundup.contains("entry-014.xhtml"), "{roundup}");
    assert!(roundup.contains("Van mij<br/>en van <a href=\"https://zweefmolen.example/about/\">"), "{roundup}");
    let entry = read("EPUB/entry-005.xhtml");
    assert!(entry.contains("gezegd door Ottoline Brack") && entry.contains("xml:lang=\"en\""), "{entry}");
    // The rest of the post is its author's.
    assert!(entry.len() < 6000 && entry.contains("Lees het hele stuk bij Callum"));
}

#[test]
fn what_cannot_be_exported_is_said() {
    let site = published();
    site.command().args(["export", "nergens"]).assert().code(2).stderr(contains("there is no edition `nergens`"));
    site.command().args(["export", "--to", "epub", "--dry-run"]).assert().success().stderr(contains("would write"));
    assert!(!site.has("hardop-leren.epub"));
    site.command().args(["export", "--output", "nowhere/a.json"]).assert().code(4).stderr(contains("help:"));
    site.command().args(["export", "--to", "epub", "--output", "boek.epub"]).assert().success();
    site.command().args(["export", "--to", "epub", "--output", "boek.epub"]).assert().success();
    assert!(site.has("boek.epub"));
}

/// What must survive a change of hosts, by the entries' addresses.
fn essence(document: &Value) -> Vec<Value> {
    let cited = |entry: &Value, kind: &str| -> Vec<Value> {
        let of = |c: &Value| {
            json!([c["id"], c["text"], c["term"], c["speaker"], c["originator"], c["form"], c["language"], c["hash"]])
        };
        entry[kind].as_array().unwrap().iter().map(of).collect()
    };
    let entry = |entry: &Value| {
        let by_host = entry["summary"]["by"] == "host";
        json!({
            "url": entry["url"], "title": entry["title"], "author": entry["author"], "blog": entry["blog"],
            "published": entry["published"], "language": entry["language"], "kind": entry["kind"],
            "blurb": by_host.then(|| entry["summary"]["text"].clone()),
            "definitions": cited(entry, "definitions"), "quotes": cited(entry, "quotes"),
        })
    };
    let mut entries: Vec<Value> = document["entries"].as_array().unwrap().iter().map(entry).collect();
    entries.sort_by_key(|entry| entry["url"].as_str().unwrap().to_owned());
    entries
}

#[test]
fn a_drafted_roundup_is_handed_over_as_readers_see_it() {
    let site = Site::sample();
    site.command().arg("fetch").assert().success();
    site.command().args(["draft", "hardop-leren"]).assert().success();
    let draft = site.read("content/hardop-leren/roundup.md");
    site.write("content/hardop-leren/roundup.md", &draft.replacen("draft = true", "draft = false", 1));
    let before = document(&site);
    let markdown = before["roundup"]["markdown"].as_str().unwrap();
    assert!(markdown.contains("<div class=\"definition\">") && !markdown.contains("<!-- blogkermis"), "{markdown}");
    site.command().args(["export", "hardop-leren", "--output", "edition.json"]).assert().success();
    let next = Site::empty();
    fs::copy(site.root().join("edition.json"), next.root().join("edition.json")).unwrap();
    next.command().args(["init", "kermis", "--from", "edition.json"]).assert().success();
    let theirs = next.read("kermis/content/hardop-leren/roundup.md");
    let count = |text: &str| text.matches("<div class=\"definition\">").count();
    assert_eq!(count(&theirs), count(markdown), "{theirs}");
    assert!(!theirs.contains("&lt;div"), "{theirs}");
}

#[test]
fn another_host_carries_the_series_on() {
    let site = published();
    site.command().args(["export", "hardop-leren", "--output", "edition.json"]).assert().success();
    let next = Site::empty();
    fs::copy(site.root().join("edition.json"), next.root().join("edition.json")).unwrap();
    let args = ["init", "kermis", "--from", "edition.json", "--base-url", "https://volgende.example/", "--json"];
    next.command().args(args).arg("--dry-run").assert().success().stdout(contains("\"written\": false"));
    assert!(!next.has("kermis"), "a dry run leaves no trace");
    let out = next.command().args(args).assert().success();
    let told: Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
    assert_eq!((told["blogs"].as_u64(), told["entries"].as_u64()), (Some(13), Some(14)));
    assert_eq!((told["unvouched"].as_u64(), told["roundup"].as_bool()), (Some(0), Some(true)));
    let toml = next.read("kermis/blogkermis.toml");
    assert!(toml.contains("De Zweefmolen") && toml.contains("https://volgende.example/"), "{toml}");
    // The site is named by where the program stands.
    let run = |args: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("blogkermis").unwrap();
        command.current_dir(next.root().join("kermis")).env("SOURCE_DATE_EPOCH", "1795262400").args(args).assert()
    };
    run(&["--offline", "build"]).success();
    let (before, after) = (document(&site), next.read("kermis/public/hardop-leren/edition.json"));
    let after: Value = serde_json::from_str(&after).unwrap();
    assert_eq!(essence(&after), essence(&before));
    for field in ["slug", "title", "theme", "terms", "language", "opens", "closes", "host", "status", "tags", "prompts"]
    {
        assert_eq!(after["edition"][field], before["edition"][field], "{field}");
    }
    assert_eq!(after["roundup"]["published"], before["roundup"]["published"]);
    assert_eq!(after["statistics"]["quotes"], before["statistics"]["quotes"]);
    let page = next.read("kermis/public/hardop-leren/index.html");
    assert!(page.contains("Wat we hardop leerden") || page.contains("Dit was <em>hardop leren</em>"), "{page}");
    // The next host's theme says nothing yet of the past edition's blogs; a new edition watches them.
    run(&["new", "durven"]).success();
    let again: Value = {
        let out = run(&["export", "hardop-leren", "--output", "-"]).success();
        serde_json::from_slice(&out.get_output().stdout).unwrap()
    };
    assert_eq!(essence(&again), essence(&before), "and on to the host after that");
    // Nobody has the post's text here; its hash does not stand for other words.
    let path = "kermis/content/hardop-leren/entries/een-bordje-bij-de-prei.md";
    let file = next.read(path);
    next.write(path, &file.replacen("text = \"", "text = \"Nooit: ", 1));
    run(&["--offline", "build"]).code(4).stderr(contains("its `hash` is of other words"));
}

#[test]
fn what_is_wrong_leaves_no_trace() {
    let site = published();
    let good = document(&site);
    let next = Site::empty();
    let attempt = |document: &Value| {
        next.write("edition.json", &document.to_string());
        next.command().args(["init", "kermis", "--from", "edition.json"]).assert()
    };
    let changed = |pointer: &str, value: Value| {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        document
    };
    for (pointer, value, said) in [
        ("/version", json!(7), "version 7"),
        ("/edition/slug", json!("../weg"), "edition.json: 1:"),
        ("/edition/slug", json!("archive"), "no edition can be called `archive`"),
        ("/edition/slug", json!("about"), "stands at that address"),
        ("/edition/closes", json!("2020-01-01"), "closes"),
        ("/entries/0/url", json!("ftp://a.example/"), "entries[0].url"),
        ("/entries/3/definitions/0/text", json!("Dat zei niemand."), "entries[3].definitions[0].hash"),
        ("/roundup/markdown", json!("{{ rdie() }}"), "roundup.markdown"),
        ("/blogs/1/slug", json!("doornbos-noteert"), "blogs[1].slug"),
    ] {
        attempt(&changed(pointer, value)).code(4).stderr(contains(said).and(contains("help:")));
        let left: Vec<_> = fs::read_dir(next.root()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, ["edition.json"], "{pointer}");
    }
    next.command().args(["init", "kermis", "--from", "nergens.json"]).assert().code(4).stderr(contains("nergens.json"));
    let away = ["--offline", "init", "kermis", "--from", "https://a.example/edition.json"];
    next.command().args(away).assert().code(2).stderr(contains("--offline"));
    next.write("kermis/content/_index.md", "Van iemand anders.\n");
    attempt(&good).code(4).stderr(contains("there is content in"));
    assert_eq!(next.read("kermis/content/_index.md"), "Van iemand anders.\n");
    assert!(!next.has("kermis/blogkermis.toml"));
}

#[test]
fn hostile_fields_stay_text() {
    let site = published();
    let mut document = document(&site);
    let script = "<script>alert(1)</script> {{ ride() }} [x](javascript:alert(1)) +++ \u{1b}[31m";
    document["series"]["title"] = json!(script);
    document["edition"]["title"] = json!(script);
    document["edition"]["theme"] = json!(script);
    document["edition"]["prompts"] = json!([script]);
    document["edition"]["tags"] = json!([script]);
    document["edition"]["host"] = json!({ "name": script, "url": "https://a.example/\"><script>" });
    document["blogs"][0]["title"] = json!(script);
    document["blogs"][0]["author"] = json!(script);
    document["roundup"] = json!({ "title": script, "markdown": format!("+++\n{script}\n+++\n\n<img src=x onerror=alert(1)>\n\n{script}") });
    document["entries"][0]["title"] = json!(script);
    document["entries"][0]["author"] = json!({ "name": script });
    document["entries"][0]["summary"] = json!({ "text": script, "by": "host", "sentences": [] });
    let cited = "<script>alert(1)</script> {{ ride() }}";
    document["entries"][0]["quotes"] = json!([{
        "id": "q1", "text": cited, "speaker": script, "originator": script, "form": "verbatim", "language": "nl", "score": 1.0,
        "span": null, "hash": blake3::hash(cited.as_bytes()).to_hex().to_string(),
    }]);
    let next = Site::empty();
    next.write("edition.json", &document.to_string());
    next.command().args(["init", "--from", "edition.json"]).assert().success();
    next.command().args(["--offline", "build"]).assert().success();
    let pages = next.pages();
    assert!(pages.iter().any(|(_, page)| page.contains("&lt;script&gt;alert(1)")), "it is shown as it is written");
    for (path, page) in pages {
        assert!(!page.contains("<script>alert"), "{path}");
        assert!(!page.contains("href=\"javascript:") && !page.contains("onerror=alert(1)>"), "{path}");
        assert!(!page.contains('\u{1b}'), "{path}");
    }
    for file in walkdir::WalkDir::new(next.root().join("content")) {
        let file = file.unwrap();
        if file.file_type().is_file() {
            assert!(!fs::read_to_string(file.path()).unwrap().contains('\u{1b}'), "{}", file.path().display());
        }
    }
    next.command().args(["export", "--to", "epub"]).assert().success();
}

#[test]
fn an_edition_comes_from_another_hosts_site() {
    let site = published();
    let body = exported(&site, "json");
    let router = axum::Router::new()
        .route("/edition.json", axum::routing::get(move || async move { body }))
        .route("/page", axum::routing::get(|| async { "<html>no edition</html>" }));
    let (_runtime, address) = support::serve(router);
    let next = Site::empty();
    let init = |path: &str| {
        let mut command = next.command();
        command
            .args(["init", "--from", &format!("http://{address}{path}")])
            .env("BLOGKERMIS_FETCH_ALLOW", address.to_string());
        command.assert()
    };
    init("/nothing").code(3);
    init("/page").code(4).stderr(contains("/page: 1:1: "));
    assert!(!next.has("content"));
    init("/edition.json").success().stderr(contains("13 blogs, 14 entries and the roundup"));
    assert!(next.has("content/hardop-leren/roundup.md") && next.has("content/blogs/puntkomma.md"));
}
