//! The blogs that have a file, by what tells them apart.

use std::collections::{HashMap, HashSet};

use super::candidate::{Candidate, feed_key};
use crate::model::{Blog, Slug, address};

/// The blogs of a site, those of this run among them.
#[derive(Debug, Default)]
pub struct Watched {
    feeds: HashMap<String, Slug>,
    homes: HashMap<String, Slug>,
    authors: HashMap<Slug, String>,
    /// Names of files that are in use.
    pub taken: HashSet<Slug>,
}

/// A blog that a candidate is the same as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It has the same feed.
    Feed(Slug),
    /// It has the same home page.
    Home(Slug),
}

impl Known {
    /// The name of its file.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Feed(slug) | Self::Home(slug) => slug,
        }
    }
}

impl Watched {
    /// Those of a site.
    #[must_use]
    pub fn of(blogs: &[Blog]) -> Self {
        let mut watched = Self::default();
        for blog in blogs {
            watched.add(blog);
        }
        watched
    }

    /// Adds one that has a file now.
    pub fn add(&mut self, blog: &Blog) {
        if let Some(feed) = &blog.feed {
            self.feeds.insert(feed_key(feed), blog.slug.clone());
        }
        if let Some(home) = &blog.url {
            self.homes.entry(address::key(home)).or_insert_with(|| blog.slug.clone());
        }
        self.authors.insert(blog.slug.clone(), blog.author.clone());
        self.taken.insert(blog.slug.clone());
    }

    /// Who writes a blog.
    #[must_use]
    pub fn author(&self, blog: &Slug) -> Option<&str> {
        self.authors.get(blog).map(String::as_str)
    }

    /// The blog that a candidate is the same as.
    #[must_use]
    pub fn find(&self, candidate: &Candidate) -> Option<Known> {
        let by_feed = self.feeds.get(&feed_key(&candidate.feed)).cloned().map(Known::Feed);
        by_feed.or_else(|| self.homes.get(&address::key(candidate.url.as_ref()?)).cloned().map(Known::Home))
    }
}
