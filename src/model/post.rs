//! One item of a feed, before anybody judged it.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Moment, Person};

/// Something the program noticed and dealt with: a repair, a doubt. Sorted and shown, never fatal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// A stable kebab-case name: `bare-ampersand`, `undated-entry`.
    pub code: String,
    /// One sentence for people, lower case, no full stop.
    pub message: String,
}

impl Note {
    /// A note.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

/// A file that goes with a post: a recording, a film, a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Where it is; http or https.
    pub url: Url,
    /// Its media type as the feed gives it: `audio/mpeg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its size in bytes as the feed gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
}

/// A feed's item with everything the rest of the program wants to know of it. All HTML here is sanitised and all
/// addresses in it are absolute where a base was known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// The feed's own id of it, or one derived from its address or its words; unique within its feed.
    pub id: String,
    /// The page of the post, without tracking parameters; the file that goes with it when it has no page.
    pub url: Option<Url>,
    /// Plain text, white space folded; empty when the item has none.
    pub title: String,
    /// Who wrote it, as far as the item or its feed says.
    pub authors: Vec<Person>,
    /// When; `None` is unknown, and stays so.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// The language the item or its feed declares.
    pub language: Option<Lang>,
    /// Categories and tags.
    pub categories: Vec<String>,
    /// The summary, as sanitised HTML; empty when there is none.
    pub summary_html: String,
    /// The body, as sanitised HTML; empty when the feed gives only a summary.
    pub content_html: String,
    /// The files that go with it, each once, at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
}

impl Post {
    /// The fullest text the feed gives: the body, or else the summary.
    #[must_use]
    pub fn html(&self) -> &str {
        if self.content_html.trim().is_empty() { &self.summary_html } else { &self.content_html }
    }
}
