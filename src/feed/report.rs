//! What `inspect` prints: a feed in a stable shape for people who wonder what the program sees, and for measuring.

use serde::Serialize;

use super::{Feed, plain};
use crate::model::{Lang, Moment, Note, Post};

/// `inspect feed --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedReport {
    /// The feed itself.
    pub feed: FeedHead,
    /// Its items, in the feed's order.
    pub entries: Vec<EntryReport>,
    /// What was repaired or doubtful.
    pub notes: Vec<Note>,
}

/// What a feed says of itself. What is unknown is an empty text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedHead {
    /// Its title.
    pub title: String,
    /// The page it belongs to.
    pub url: String,
    /// The language it declares.
    pub language: String,
    /// As [`Feed::format`].
    pub format: String,
}

/// One item. What is unknown is an empty text, and a date `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryReport {
    /// Its id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Names only.
    pub authors: Vec<String>,
    /// When it appeared.
    pub published: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// Its language.
    pub language: String,
    /// Its categories.
    pub categories: Vec<String>,
    /// The summary, sanitised.
    pub summary_html: String,
    /// The body, sanitised.
    pub content_html: String,
    /// The fullest text as plain text, blocks separated by blank lines.
    pub text: String,
}

impl From<&Feed> for FeedReport {
    fn from(feed: &Feed) -> Self {
        let head = FeedHead {
            title: feed.title.clone(),
            url: feed.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            language: feed.language.as_ref().map(Lang::to_string).unwrap_or_default(),
            format: feed.format.clone(),
        };
        Self { feed: head, entries: feed.posts.iter().map(EntryReport::from).collect(), notes: feed.notes.clone() }
    }
}

impl From<&Post> for EntryReport {
    fn from(post: &Post) -> Self {
        Self {
            id: post.id.clone(),
            url: post.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            title: post.title.clone(),
            authors: post.authors.iter().map(|author| author.name.clone()).collect(),
            published: post.published,
            updated: post.updated,
            language: post.language.as_ref().map(Lang::to_string).unwrap_or_default(),
            categories: post.categories.clone(),
            summary_html: post.summary_html.clone(),
            content_html: post.content_html.clone(),
            // Sanitised: what is in a post was measured before.
            text: plain::of_html(post.html()),
        }
    }
}
