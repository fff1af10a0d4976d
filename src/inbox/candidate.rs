//! A blog as it was found, before it has a file in this site.

use std::collections::HashSet;

use url::Url;

use crate::{
    feed::OpmlFeed,
    model::{Blog, FeedSource, Lang, SeenPost, Slug, address},
};

/// A blog as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its title; may be empty.
    pub title: String,
    /// Empty when nothing says who writes it.
    pub author: String,
    /// Its page.
    pub url: Option<Url>,
    /// Its feed.
    pub feed: FeedSource,
    /// The language it says it is in.
    pub language: Option<Lang>,
    /// Whether the feed's own address was given, and not found by a page.
    pub is_given: bool,
}

impl Candidate {
    /// What to call it before it has a file.
    #[must_use]
    pub fn name(&self) -> String {
        if self.title.is_empty() { self.host().unwrap_or_else(|| self.feed.to_string()) } else { self.title.clone() }
    }

    fn host(&self) -> Option<String> {
        let host = self.url.as_ref().and_then(Url::host_str).or(match &self.feed {
            FeedSource::Web(url) => url.host_str(),
            FeedSource::File(_) => None,
        })?;
        Some(host.trim_start_matches("www.").to_owned())
    }

    /// Gives it a title if it has none, and a name that nobody has.
    #[must_use]
    pub fn into_blog(self, taken: &HashSet<Slug>) -> Blog {
        let host = self.host();
        let title = if self.title.is_empty() { host.clone().unwrap_or_else(|| "blog".into()) } else { self.title };
        let named = if Slug::from_text(&title).is_some() { &title } else { host.as_ref().unwrap_or(&title) };
        let slug = Slug::free(named, "blog", |slug| !taken.contains(slug));
        Blog {
            slug,
            title,
            author: self.author,
            url: self.url,
            feed: Some(self.feed),
            language: self.language,
            bio: String::new(),
        }
    }
}

impl From<OpmlFeed> for Candidate {
    fn from(outline: OpmlFeed) -> Self {
        Self {
            title: outline.title,
            author: String::new(),
            url: outline.page,
            feed: FeedSource::Web(outline.feed),
            language: outline.language,
            is_given: false,
        }
    }
}

impl Candidate {
    /// The blog that a submitted post stands on; `None` without a feed: nothing could be watched.
    #[must_use]
    pub fn of_post(post: &SeenPost) -> Option<Self> {
        Some(Self {
            title: post.blog.clone(),
            author: post.author.clone().unwrap_or_default(),
            url: post.home.clone(),
            feed: FeedSource::Web(post.feed.clone()?),
            language: None,
            is_given: false,
        })
    }
}

/// What two blogs with the same feed share.
#[must_use]
pub fn feed_key(feed: &FeedSource) -> String {
    match feed {
        FeedSource::Web(url) => address::key(url),
        FeedSource::File(path) => path.clone(),
    }
}
