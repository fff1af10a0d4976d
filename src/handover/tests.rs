//! Documents of other people, kind and unkind.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

use super::{Archive, HandoverError, archive, calm, read};
use crate::model::{Form, Host};

fn document() -> Value {
    let words = "Durven is doen.";
    json!({
        "version": 1,
        "series": {"title": "Dorpskermis", "url": "https://dorp.example/", "language": "nl"},
        "edition": {
            "slug": "durven", "title": "Durven", "theme": "durven", "terms": {"nl": ["durven"]}, "language": "nl",
            "opens": "2026-05-01", "closes": "2026-05-22", "host": {"name": "Jan Bos", "url": null},
            "status": "published", "call": "https://dorp.example/durven/", "tags": ["kermis"], "prompts": ["Wat durf je?"],
        },
        "blogs": [{"slug": "jan", "title": "Jans blog", "author": "Jan Bos", "url": "https://jan.example/",
                   "feed": "https://jan.example/feed", "language": "nl"}],
        "entries": [{
            "id": "jan-1", "url": "https://jan.example/durven", "title": "Over durven", "author": {"name": "Jan Bos"},
            "blog": "jan", "published": "2026-05-03", "language": "nl", "status": "accepted", "included": true,
            "match": {"score": 1.0, "reasons": []}, "summary": {"text": "Kort.", "by": "host", "sentences": []},
            "definitions": [{"id": "d1", "text": words, "speaker": "self", "originator": null, "form": "verbatim",
                             "language": "nl", "score": 1.0, "span": null,
                             "hash": blake3::hash(words.as_bytes()).to_hex().to_string()}],
            "quotes": [], "keywords": [], "snapshot": null,
        }],
    })
}

fn of(document: &Value) -> Result<Archive, HandoverError> {
    read(document.to_string().as_bytes()).and_then(|document| archive(&document))
}

fn changed(pointer: &str, value: Value) -> Result<Archive, HandoverError> {
    let mut document = document();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        other => other[key.parse::<usize>().unwrap()] = value,
    }
    of(&document)
}

#[test]
fn a_past_edition_is_content() {
    let archive = of(&document()).unwrap();
    assert_eq!(archive.title.as_deref(), Some("Dorpskermis"));
    assert_eq!(
        archive.edition.host,
        Some(Host::Blog(archive.blogs[0].slug.clone())),
        "a host with a blog is that blog's"
    );
    assert_eq!(archive.edition.blogs.as_deref(), Some(&[][..]), "what is over watches nobody");
    let entry = &archive.entries[0];
    assert_eq!((entry.slug.as_str(), entry.blurb.as_str()), ("over-durven", "Kort."));
    let pick = &entry.definitions.as_ref().unwrap()[0];
    assert!(pick.form == Form::Verbatim && pick.hash.is_some());
    assert_eq!(archive.unvouched, 0);
    assert_eq!(changed("/edition/status", json!("open")).unwrap().edition.blogs, None);
}

#[test]
fn words_that_nobody_vouches_for_are_no_quotation() {
    let archive = changed("/entries/0/definitions/0/hash", Value::Null).unwrap();
    let pick = &archive.entries[0].definitions.as_ref().unwrap()[0];
    assert_eq!((pick.form, &pick.hash, archive.unvouched), (Form::Paraphrase, &None, 1));
    let error = changed("/entries/0/definitions/0/text", json!("Durven is laten.")).unwrap_err().to_string();
    assert!(error.starts_with("entries[0].definitions[0].hash: "), "{error}");
}

#[test]
fn what_only_the_machine_said_and_who_did_not_take_part_stay_behind() {
    let archive = changed("/entries/0/summary/by", json!("machine")).unwrap();
    assert_eq!(archive.entries[0].blurb, "");
    assert!(changed("/entries/0/included", json!(false)).unwrap().entries.is_empty());
    let archive = changed("/entries/0/url", Value::Null).unwrap();
    assert_eq!((archive.entries.len(), archive.nowhere), (0, 1));
    assert_eq!(changed("/entries/0/blog", json!("niemand")).unwrap().entries[0].blog, None);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (pointer, value, said) in [
        ("/version", json!(2), "version 2"),
        ("/version", json!("1"), "1:"),
        ("/edition/slug", json!("../../etc"), "no slug"),
        ("/edition/slug", json!("a".repeat(200)), "edition.slug"),
        ("/edition/title", json!(" \u{1b}\u{202e} "), "edition.title: there is nothing in it"),
        ("/edition/title", json!("x".repeat(3000)), "edition.title: longer"),
        ("/edition/language", json!("../nl"), "edition.language"),
        ("/entries/0/language", json!("nl\" onload=\"x"), "entries[0].language"),
        ("/edition/opens", json!("gisteren"), "1:"),
        ("/edition/call", json!("javascript:alert(1)"), "edition.call"),
        ("/blogs/0/slug", json!("a/b"), "no slug"),
        ("/blogs/0/feed", json!("file:///etc/passwd"), "blogs[0].feed"),
        ("/blogs/0/url", json!("https://jan:geheim@jan.example/"), "blogs[0].url"),
        ("/entries/0/url", json!("data:text/html,x"), "entries[0].url"),
        ("/entries/0/url", json!("geen adres"), "1:"),
        ("/entries/0/author/name", json!(""), "entries[0].author.name"),
        ("/entries/0/definitions/0/text", json!("a\u{1b}[2Jb"), "entries[0].definitions[0].text: there are control"),
        ("/entries", json!({}), "1:"),
        ("/roundup", json!({"markdown": "{{ rdie() }}"}), "roundup.markdown"),
        ("/roundup", json!({"markdown": "x".repeat(1 << 20)}), "roundup.markdown: longer"),
    ] {
        let error = changed(pointer, value).expect_err(pointer);
        assert!(error.to_string().contains(said), "{pointer}: {error}");
        assert!(!error.help().is_empty());
    }
    let mut twice = document();
    let entry = twice["entries"][0].clone();
    twice["entries"].as_array_mut().unwrap().push(entry);
    assert!(of(&twice).unwrap_err().to_string().contains("entries[1].url"));
    let mut without = document();
    without.as_object_mut().unwrap().remove("entries");
    assert!(of(&without).unwrap_err().to_string().contains("entries"));
    for bytes in [&b""[..], b"[]", b"{", b"null", &[b'['; 5000], b"\xff\xfe"] {
        assert!(read(bytes).is_err());
    }
}

/// What of a text would run, load or lead astray where pages are made of it.
fn unsafe_parts(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) if !html.starts_with("<!--blogkermis-shortcode-") => {
            Some(html.to_string())
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if dest_url.contains("script:") => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    events.collect()
}

/// A roundup as pages are made of it.
fn shown(markdown: &str) -> String {
    let calmed = calm::roundup(markdown).unwrap_or_default();
    crate::render::shortcode::split(&calmed, None).unwrap().text
}

#[test]
fn somebody_elses_markdown_is_text_where_it_would_be_more() {
    for hostile in [
        "<script>alert(1)</script>",
        "een <img src=x onerror=alert(1)> twee",
        "[klik](javascript:alert(1)) ![x](javascript:y) <javascript:alert(1)>",
        "[klik][a]\n\n[a]: java\tscript:alert(1)",
        "[x](y \"{{ ride() }}<script>alert(1)</script>\")",
        "```\n{{ ride() }}\n```\n\n<script>x</script>",
        "<!--blogkermis-shortcode-0--> {{ ride() }} <!--blogkermis-shortcode-0--><b onclick=x>",
        "</div></div></main><div>",
        "<div class=\"side-by-side\" onclick=\"x\">\n\n</div>",
        "<style>*{display:none}</style>\n\n<iframe src=//x>",
        "\\\\<script>x</script>",
    ] {
        let text = shown(hostile);
        assert_eq!(unsafe_parts(&text), Vec::<String>::new(), "{hostile:?} became {text:?}");
    }
}

#[test]
fn a_draft_stays_as_it_is() {
    let draft = "Het thema is *durven*.\n\n{{ ride() }}\n\n<div class=\"side-by-side\">\n<div>\n\n[Jan](<https://jan.example/>):\n\n\
                 > Durven is doen.\n\n</div>\n</div>\n\nZij zei <span lang=\"en\">“dare”</span>.\n\n{{ entries() }}\n";
    assert_eq!(calm::roundup(draft).as_deref().map(str::trim), Some(draft.trim()));
}

proptest! {
    #[test]
    fn nothing_runs_whatever_comes_in(text in "(<script>|</div>|<div>|<!--|-->|\\{\\{ ride\\(\\) \\}\\}|\\[x\\]\\(javascript:x\\)|`{1,3}|!|\\[|\\]|\\\\|<|>|\n| |\"|a|&lt;|\\(|\\)|~~~){0,24}") {
        if let Some(calmed) = calm::roundup(&text) {
            let text = crate::render::shortcode::split(&calmed, None).unwrap().text;
            let left: Vec<_> = unsafe_parts(&text).into_iter().filter(|html| !matches!(html.trim(), "<div>" | "</div>")).collect();
            let ours = |html: &String| html.replace("<div>", "").replace("</div>", "");
            prop_assert!(!left.iter().any(|html| ours(html).contains('<')), "{:?} in {:?}", left, text);
        }
        let passage = calm::passage(&text);
        prop_assert!(!passage.contains("{{"));
    }

    #[test]
    fn no_document_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), title in "\\PC{0,40}", text in "\\PC{0,80}") {
        let _ = read(&bytes);
        let _ = changed("/entries/0/title", json!(title));
        let _ = changed("/entries/0/summary/text", json!(text));
        let _ = changed("/roundup", json!({"markdown": text}));
    }
}
