//! How fast the stages are, on the sample edition: `cargo bench`.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a bench")]

use std::{fs, path::Path};

use blogkermis::{
    content,
    extract::{self, Cast, Theme},
    feed::{self, Feed},
    text::Document,
};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample_feeds() -> Vec<Vec<u8>> {
    let files = fs::read_dir(root().join("content/feeds")).unwrap();
    files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

fn posts() -> Vec<Feed> {
    sample_feeds().iter().filter_map(|bytes| feed::read(bytes, None, None).ok()).collect()
}

#[divan::bench]
fn read_feeds(bencher: Bencher<'_, '_>) {
    let feeds = sample_feeds();
    let size = feeds.iter().map(Vec::len).sum::<usize>();
    bencher
        .counter(BytesCount::new(size))
        .bench(|| feeds.iter().filter_map(|bytes| feed::read(bytes, None, None).ok()).count());
}

#[divan::bench]
fn text_of_posts(bencher: Bencher<'_, '_>) {
    let feeds = posts();
    let html: Vec<_> = feeds.iter().flat_map(|feed| &feed.posts).map(blogkermis::model::Post::html).collect();
    let size = html.iter().map(|html| html.len()).sum::<usize>();
    bencher
        .counter(BytesCount::new(size))
        .bench(|| html.iter().map(|html| Document::from_html(html, None)).collect::<Vec<_>>());
}

#[divan::bench]
fn extract_from_posts(bencher: Bencher<'_, '_>) {
    let content = content::load(root()).unwrap();
    let edition = &content.editions[0].edition;
    let theme = Theme::new(edition, &edition.call_urls(&content.config.base_url));
    let feeds = posts();
    let read: Vec<_> =
        feeds.iter().flat_map(|feed| &feed.posts).map(|post| (post, Document::from_html(post.html(), None))).collect();
    let size = read.iter().map(|(_, document)| document.text.len()).sum::<usize>();
    let cast = Cast::default();
    let (policy, bands) = (&content.config.quotation, &content.config.bands);
    bencher.counter(BytesCount::new(size)).bench(|| {
        read.iter()
            .map(|(post, document)| extract::read(post, document, &theme, &cast, policy, bands))
            .collect::<Vec<_>>()
    });
}
