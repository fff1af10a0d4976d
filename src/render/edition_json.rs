//! `edition.json`, the exchange format: an edition with its entries, for another host or another program.

use serde_json::{Value, json};

use crate::{
    content::Content,
    model::{Blog, FeedSource},
    roundup::{CollectedEdition, statistics::Statistics},
};

/// The version of the format. It changes when a reader of the old one would misread the new one.
pub const VERSION: u32 = 1;

/// The JSON Schema (draft 2020-12) of what [`edition_json`] gives.
pub const SCHEMA: &str = include_str!("../../data/schema/edition.schema.json");

/// An edition in the exchange format. `all` adds the entries that are not included: candidates, rejected, withdrawn and
/// gone ones. Besides the entries it holds what a next host needs: the blogs, and the roundup once it is published.
#[must_use]
pub fn edition_json(content: &Content, collected: &CollectedEdition, statistics: &Statistics, all: bool) -> Value {
    let edition = &collected.edition;
    let base_url = &content.config.base_url;
    let others = if all { collected.others.as_slice() } else { &[] };
    let entries: Vec<_> = collected.entries.iter().chain(others).collect();
    let blogs: Vec<_> = content.blogs.iter().filter(|blog| edition.watches(&blog.slug)).map(blog_json).collect();
    let call = edition.call.clone().or_else(|| base_url.join(&format!("{}/", edition.slug)).ok());
    let mut document = json!({
        "version": VERSION,
        "series": { "title": content.config.title, "url": base_url, "language": content.config.language },
        "edition": {
            "slug": edition.slug,
            "title": edition.title,
            "theme": edition.theme,
            "terms": edition.terms,
            "language": edition.language,
            "opens": edition.opens,
            "closes": edition.closes,
            "deadline": edition.deadline(),
            "number": collected.number,
            "host": collected.host,
            "status": collected.phase,
            "call": call,
            "tags": edition.tags,
            "prompts": edition.prompts,
        },
        "entries": entries,
        "blogs": blogs,
        "statistics": statistics,
    });
    let published = collected.roundup.file.as_ref().filter(|file| !file.draft);
    if let (Some(file), Some(object)) = (published, document.as_object_mut()) {
        let roundup =
            json!({ "title": file.title, "published": file.published, "markdown": collected.roundup.body.trim() });
        object.insert("roundup".to_owned(), roundup);
    }
    document
}

/// A blog for another host. A feed that is a file of this site is of no use elsewhere.
fn blog_json(blog: &Blog) -> Value {
    let feed = match &blog.feed {
        Some(FeedSource::Web(url)) => Some(url),
        Some(FeedSource::File(_)) | None => None,
    };
    json!({
        "slug": blog.slug,
        "title": blog.title,
        "author": blog.author,
        "url": blog.url,
        "feed": feed,
        "language": blog.language,
    })
}
