//! `add --json`: one object a source.

use serde::Serialize;
use url::Url;

use super::{
    Added,
    preview::{Matches, PostPreview},
    source::Looked,
};
use crate::{
    harvest::find::{Extent, How, Other, Tried},
    model::{Blog, FeedSource, Lang, Slug},
};

/// One source.
#[derive(Serialize)]
pub(super) struct AddedJson<'a> {
    source: &'a str,
    added: Vec<BlogJson<'a>>,
    known: Vec<KnownJson<'a>>,
    feed: Option<FeedJson<'a>>,
    posts: &'a [PostPreview],
    matches: Option<&'a Matches>,
    others: &'a [Other],
    repeated: &'a [String],
    unusable: &'a [String],
    tried: &'a [Tried],
    error: Option<&'a str>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct BlogJson<'a> {
    slug: &'a Slug,
    title: &'a str,
    author: &'a str,
    url: Option<&'a Url>,
    feed: Option<&'a FeedSource>,
    language: Option<&'a Lang>,
}

#[derive(Serialize)]
struct KnownJson<'a> {
    title: &'a str,
    blog: &'a Slug,
}

#[derive(Serialize)]
struct FeedJson<'a> {
    url: String,
    how: &'static str,
    title: &'a str,
    author: &'a str,
    language: Option<&'a Lang>,
    format: &'a str,
    posts: usize,
    text: Extent,
}

impl Added {
    /// What became of one source, for programs.
    pub(super) fn as_json(&self) -> AddedJson<'_> {
        let Looked { source, preview, others, tried, failure, repeated, unusable, .. } = &self.look;
        AddedJson {
            source,
            added: self.blogs.iter().map(BlogJson::from).collect(),
            known: self.known.iter().map(|(title, known)| KnownJson { title, blog: known.slug() }).collect(),
            feed: preview.as_ref().map(|preview| FeedJson {
                url: preview.url.to_string(),
                how: preview.how.map_or("file", How::code),
                title: &preview.title,
                author: &preview.author,
                language: preview.language.as_ref(),
                format: &preview.format,
                posts: preview.count,
                text: preview.extent,
            }),
            posts: preview.as_ref().map_or(&[], |preview| &preview.newest),
            matches: preview.as_ref().and_then(|preview| preview.matches.as_ref()),
            others,
            repeated,
            unusable,
            tried,
            error: failure.as_ref().map(|failure| failure.message.as_str()),
            help: failure.as_ref().and_then(|failure| failure.help.as_deref()),
        }
    }
}

impl<'a> From<&'a Blog> for BlogJson<'a> {
    fn from(blog: &'a Blog) -> Self {
        Self {
            slug: &blog.slug,
            title: &blog.title,
            author: &blog.author,
            url: blog.url.as_ref(),
            feed: blog.feed.as_ref(),
            language: blog.language.as_ref(),
        }
    }
}
