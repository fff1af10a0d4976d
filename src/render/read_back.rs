//! Our own feeds, read by our own reader: what we say of others is what a machine hears. One title and one name are as
//! unfriendly as they come.

use jiff::Timestamp;

use super::{
    feeds::{Feed, Item},
    fixture, json_feed, rss, xml,
};
use crate::{
    feed::{self, sanitize},
    model::{Moment, Phase, Post},
    render::{Site, context::World, strings::Strings},
};

/// No markup: whatever looks like it in a title is taken for somebody's mistake by our reader, as by most.
const TITLE: &str = "3 < 4 & „leren” — ]]> 🎠 בקול, zegt 't";
const NAME: &str = "Bram \"de oude\" O’Neil & Zonen";

fn site() -> Site {
    let mut site = fixture::site();
    let entries = &mut site.series.editions[1].entries;
    entries[0].title = TITLE.into();
    entries[0].author.name = NAME.into();
    entries[1].published = "2026-05-04T23:30:15+02:00".parse().ok();
    entries[2].summary = None;
    site
}

/// What each format must keep of an item beside what all of them keep.
fn same(item: &Item, post: &Post, format: &str) {
    let page = Some(item.page.as_str());
    assert_eq!(Some(post.id.as_str()), page, "{format}");
    assert_eq!(post.url.as_ref().map(url::Url::as_str), page, "{format}");
    assert_eq!(post.title, item.title, "{format}");
    let names: Vec<&str> = post.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(names, [item.author.name.as_str()], "{format}");
    assert_eq!(post.authors[0].url, item.author.url, "{format}");
    assert_eq!(post.language.as_ref(), Some(&item.lang), "{format}: {}", item.title);
    assert_eq!(post.published.map(Moment::sort_key), item.published.map(Moment::sort_key), "{format}");
    if format == "atom" {
        assert_eq!(post.updated.map(Moment::sort_key), item.dated.map(Moment::sort_key));
    }
    let whole = |html: &str| sanitize(html, None).unwrap();
    assert_eq!(post.content_html, whole(&item.html), "{format}");
    // In some formats words without markup are read as a paragraph.
    let words = |html: &str| html.trim_start_matches("<p>").trim_end_matches("</p>").to_owned();
    assert_eq!(words(&post.summary_html), whole(&super::html::escape(&item.summary)), "{format}");
}

#[test]
fn every_field_comes_back() {
    let site = site();
    let strings = Strings::load().unwrap();
    let world = World::new(&site, &strings).unwrap();
    let series = Feed::series(&world);
    let edition = Feed::edition(&world, &world.editions[1], fixture::now());
    for ours in [&series, &edition] {
        assert_eq!(ours.items.len(), 14);
        assert!(ours.items.iter().any(|item| item.title == TITLE && item.author.name == NAME));
        let written = [
            ("atom", xml::atom(ours).unwrap()),
            ("rss", rss::rss(ours).unwrap()),
            ("json", json_feed::json_feed(ours)),
        ];
        for (format, bytes) in written {
            let read = feed::read(&bytes, None, None).unwrap();
            // One entry has no date, and says so in RSS and JSON; Atom wants the day it was found.
            let doubts: Vec<_> = read.notes.iter().filter(|note| note.code != "undated-entry").collect();
            assert!(read.fault.is_none() && doubts.is_empty(), "{format}: {:?} {doubts:?}", read.fault);
            assert_eq!(read.title, ours.title, "{format}");
            assert_eq!(read.url.as_ref().map(url::Url::as_str), Some(ours.home.as_str()), "{format}");
            assert_eq!(read.language.unwrap().as_str(), ours.lang, "{format}");
            assert_eq!(read.posts.len(), ours.items.len(), "{format}");
            for (item, post) in ours.items.iter().zip(&read.posts) {
                same(item, post, format);
            }
        }
    }
}

#[test]
fn the_hub_and_the_feed_itself_are_named() {
    let mut site = site();
    let hub = "https://hub.example/?a=1&b=2";
    site.content.config.hub = hub.parse().ok();
    let strings = Strings::load().unwrap();
    let world = World::new(&site, &strings).unwrap();
    for ours in [Feed::series(&world), Feed::edition(&world, &world.editions[1], fixture::now())] {
        let address = &ours.address;
        let written = [xml::atom(&ours).unwrap(), rss::rss(&ours).unwrap(), json_feed::json_feed(&ours)];
        for bytes in &written {
            let read = feed::read(bytes, None, None).unwrap();
            assert!(read.fault.is_none(), "{:?}", read.fault);
            assert_eq!((read.posts.len(), read.title.as_str()), (ours.items.len(), ours.title.as_str()));
            assert_eq!(read.url.as_ref().map(url::Url::as_str), Some(ours.home.as_str()), "the hub is not the page");
        }
        let [atom, rss, json] = written.map(|bytes| String::from_utf8(bytes).unwrap());
        let escaped = "https://hub.example/?a=1&amp;b=2";
        assert!(atom.contains(&format!("<link rel=\"hub\" href=\"{escaped}\"/>")), "{atom:.900}");
        assert!(atom.contains(&format!("<link rel=\"self\" href=\"{address}.atom\"")));
        assert!(rss.contains(&format!("<atom:link href=\"{escaped}\" rel=\"hub\"/>")), "{rss:.900}");
        assert!(rss.contains(&format!("<atom:link href=\"{address}.rss\" rel=\"self\"")));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["hubs"], serde_json::json!([{ "type": "WebSub", "url": hub }]));
        assert_eq!(json["feed_url"], format!("{address}.json"));
    }
    site.content.config.hub = None;
    let world = World::new(&site, &strings).unwrap();
    let ours = Feed::series(&world);
    for bytes in [xml::atom(&ours).unwrap(), rss::rss(&ours).unwrap(), json_feed::json_feed(&ours)] {
        assert!(!String::from_utf8(bytes).unwrap().contains("hub"), "where there is none, none is named");
    }
}

#[test]
fn the_original_stands_beside_our_page() {
    let site = site();
    let strings = Strings::load().unwrap();
    let world = World::new(&site, &strings).unwrap();
    let ours = Feed::series(&world);
    let json: serde_json::Value = serde_json::from_slice(&json_feed::json_feed(&ours)).unwrap();
    for (item, written) in ours.items.iter().zip(json["items"].as_array().unwrap()) {
        assert_eq!(written["external_url"].as_str(), item.original.as_deref());
        assert_eq!(written["authors"][0]["name"], item.author.name.as_str());
        assert_eq!(written["language"], item.lang.as_str());
    }
}

#[test]
fn a_feed_ends_when_nothing_can_come_any_more() {
    let mut site = site();
    let strings = Strings::load().unwrap();
    site.series.editions[1].edition.grace = jiff::SignedDuration::from_hours(48);
    let mut expired = |phase, now: &str| {
        site.series.editions[1].phase = phase;
        let world = World::new(&site, &strings).unwrap();
        let feed = Feed::edition(&world, &world.editions[1], now.parse::<Timestamp>().unwrap());
        let json: serde_json::Value = serde_json::from_slice(&json_feed::json_feed(&feed)).unwrap();
        json.get("expired").and_then(serde_json::Value::as_bool)
    };
    assert_eq!(expired(Phase::Open, "2026-05-10T00:00:00Z"), None);
    assert_eq!(expired(Phase::Closed, "2026-05-23T12:00:00Z"), None, "late ones are still welcome");
    assert_eq!(expired(Phase::Closed, "2026-05-25T12:00:00Z"), Some(true));
    assert_eq!(expired(Phase::Published, "2026-05-23T12:00:00Z"), Some(true));
}
