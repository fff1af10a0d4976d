//! A contributing blog.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Slug};

/// Where a blog's feed is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FeedSource {
    /// An http(s) address.
    Web(Url),
    /// A path inside the site, with `/` between its parts, never absolute and never with `..`.
    File(String),
}

impl std::fmt::Display for FeedSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Web(url) => f.write_str(url.as_str()),
            Self::File(path) => f.write_str(path),
        }
    }
}

/// One blog, as `content/blogs/<slug>.md` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blog {
    /// The file's name.
    pub slug: Slug,
    /// The blog's title.
    pub title: String,
    /// Its owner's name.
    pub author: String,
    /// Its home page.
    pub url: Option<Url>,
    /// Its feed; found from `url` by autodiscovery when absent.
    pub feed: Option<FeedSource>,
    /// Its language; guessed per entry when absent.
    pub language: Option<Lang>,
    /// The bio, in Markdown.
    pub bio: String,
}
