//! How long the pages of a large edition take: `cargo bench --bench pages`. The pure core alone: from entries in memory to the
//! plan of all files, without a disk or a network. Time is to grow with the number of pages, and no faster.

#![expect(clippy::unwrap_used, reason = "a bench")]

use std::{collections::BTreeMap, path::Path};

use blogkermis::{
    content::{self, Content},
    model::{Blog, Entry, FeedSource, Lang, Phase, Slug},
    render::{self, Site},
    roundup::{CollectedEdition, Roundup, Series, draft, threads},
};
use divan::{Bencher, counter::ItemsCount};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

const NOUNS: [&str; 24] = [
    "fiets", "tuin", "piano", "brug", "winkel", "kaart", "lamp", "trein", "kachel", "boot", "rugzak", "kast",
    "spiegel", "markt", "molen", "klok", "vijver", "ladder", "trommel", "koffer", "deur", "stoel", "hamer", "kraan",
];

/// What somebody wrote about two things, by their number.
fn entry(n: usize) -> Entry {
    let (one, other) = (NOUNS[n % NOUNS.len()], NOUNS[(n * 7 + n / NOUNS.len() + 3) % NOUNS.len()]);
    let citation = |id: String, text: String| {
        json!({
            "id": id, "text": text, "term": Value::Null, "speaker": "self", "originator": "self", "form": "verbatim",
            "language": "nl", "score": 0.9, "span": Value::Null, "hash": Value::Null, "rule": Value::Null,
        })
    };
    let summary = format!(
        "Vorige week stond de {one} in de gang en niemand wist van wie hij was. Toen ik er een dag later op terugkwam, had de \
         {other} me meer geleerd. Nu hangt er een lijstje naast de {one}, met een punaise van mijn zus. Het blijft wonderlijk \
         hoe een {other} pas iets vertelt als je hem met rust laat."
    );
    let definition =
        format!("Hardop leren is dat je bij de {one} blijft staan tot je ziet wat er aan de {other} mankeert.");
    let quote = format!("Wie langzaam naar een {other} kijkt, ziet dat de fouten er al zaten voordat de {one} kwam.");
    let value = json!({
        "id": format!("b{n}/1"),
        "url": format!("https://b{n}.example/over-de-{one}"),
        "title": format!("Over een {one} en een {other}"),
        "author": { "name": format!("Schrijver {n}"), "url": Value::Null },
        "blog": format!("b{n}"),
        "published": format!("2026-10-{:02}", 1 + n % 30),
        "language": "nl",
        "kind": "post",
        "status": "accepted",
        "included": true,
        "match": { "score": 0.9, "reasons": [] },
        "summary": { "text": summary, "by": "machine", "sentences": [] },
        "definitions": if n.is_multiple_of(3) { vec![citation(format!("d{n}"), definition)] } else { Vec::new() },
        "quotes": [citation(format!("q{n}"), quote)],
        "keywords": [one, other],
        "snapshot": { "hash": "ab".repeat(32), "words": 500, "fetched": "2026-10-31T08:00:00Z" },
    });
    let mut entry: Entry = serde_json::from_value(value).unwrap();
    entry.slug = Slug::new(&format!("schrijver-{n}")).ok();
    entry
}

fn blog(n: usize) -> Blog {
    Blog {
        slug: Slug::new(&format!("b{n}")).unwrap(),
        title: format!("Blog {n}"),
        author: format!("Schrijver {n}"),
        url: format!("https://b{n}.example/").parse().ok(),
        feed: format!("https://b{n}.example/feed.xml").parse().ok().map(FeedSource::Web),
        language: Some(Lang::nl()),
        bio: String::new(),
    }
}

/// The sample edition's call with this many entries, each on a blog of its own.
fn site(entries: usize) -> Site {
    let sample = content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let edition = sample.editions[0].edition.clone();
    let quotation = sample.config.quotation.clone();
    let entries: Vec<Entry> = (0..entries).map(entry).collect();
    let mut collected = CollectedEdition {
        threads: threads::find(&entries, &edition),
        edition,
        number: 1,
        phase: Phase::Closed,
        host: None,
        others: Vec::new(),
        quotation,
        entries,
        roundup: Roundup { body: String::new(), file: None },
    };
    collected.roundup.body = draft::body(&collected);
    let blogs = (0..collected.entries.len()).map(blog).collect();
    Site {
        content: Content { blogs, ..sample },
        series: Series { editions: vec![collected], feeds: Vec::new(), warnings: Vec::new() },
        templates: BTreeMap::new(),
        statics: BTreeMap::new(),
        reactions: BTreeMap::new(),
    }
}

#[divan::bench(args = [250, 500, 1000], sample_count = 10, sample_size = 1)]
fn pages(bencher: Bencher<'_, '_>, entries: usize) {
    let site = site(entries);
    let now = "2026-11-02T12:00:00Z".parse().unwrap();
    let pages = render::plan(&site, now).unwrap().pages;
    bencher.counter(ItemsCount::new(pages)).bench(|| render::plan(&site, now).unwrap());
}
