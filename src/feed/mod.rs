//! Bytes → posts: encoding, repair, `feed-rs`, dates, permalinks, sanitising. No network.

use url::Url;

use crate::model::{Lang, Moment, Note, Person, Post};

/// A feed, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Its title, plain text.
    pub title: String,
    /// The page it belongs to.
    pub url: Option<Url>,
    /// The language it declares.
    pub language: Option<Lang>,
    /// `rss2`, `rss1`, `rss09`, `atom1`, `atom03`, `json`.
    pub format: String,
    /// Its items in the feed's order.
    pub posts: Vec<Post>,
    /// What was repaired or doubtful.
    pub notes: Vec<Note>,
}

/// Why bytes are no feed. Lower case, no full stop, says what they are instead where it can be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Nothing there.
    #[error("the document is empty")]
    Empty,
    /// A web page.
    #[error("this is a web page{}, not a feed", .title.as_ref().map(|t| format!(" (“{t}”)")).unwrap_or_default())]
    Html {
        /// Its title.
        title: Option<String>,
    },
    /// A parser gave up.
    #[error("not readable as a feed: {0}")]
    Malformed(String),
}

/// Reads a feed. `base` is the address it came from; `content_type` the header's value, if there was one.
///
/// # Errors
/// When the bytes are no feed. Never panics, whatever the bytes.
pub fn read(_bytes: &[u8], _base: Option<&Url>, _content_type: Option<&str>) -> Result<Feed, FeedError> {
    todo!()
}

/// HTML is nested so deeply, or so large, that reading it would take too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More than 512 open elements.
    #[error("the markup is nested more than 512 elements deep")]
    Depth,
    /// More bytes than a post may have.
    #[error("the markup is larger than 2 MiB")]
    Size,
}

/// Makes outside HTML harmless and its addresses absolute.
///
/// # Errors
/// When it is too deep or too large to be read at all.
pub fn sanitize(_html: &str, _base: Option<&Url>) -> Result<String, TooMuch> {
    todo!()
}

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FeedLink {
    /// Its address.
    pub url: Url,
    /// What the page calls it.
    pub title: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
}

/// What a page lets others do with it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PagePolicy {
    /// May be indexed.
    pub index: bool,
    /// May be excerpted.
    pub snippet: bool,
    /// The longest excerpt, in characters.
    pub max_snippet: Option<usize>,
    /// May be archived.
    pub archive: bool,
    /// Text and data mining is reserved.
    pub tdm: bool,
}

/// A web page, read. Serialises as `inspect page --json`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Page {
    /// The feeds it names, best first; comment feeds last.
    pub feeds: Vec<FeedLink>,
    /// Its canonical address.
    pub canonical: Option<Url>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When.
    pub published: Option<Moment>,
    /// In which language.
    pub language: Option<Lang>,
    /// Its main text, sanitised.
    pub main_html: String,
    /// The same as plain text.
    pub main_text: String,
    /// What it lets others do.
    pub policy: PagePolicy,
}

/// Reads a web page.
///
/// # Errors
/// When it is too deep or too large to be read at all.
pub fn page(_bytes: &[u8], _base: Option<&Url>, _content_type: Option<&str>) -> Result<Page, TooMuch> {
    todo!()
}

#[allow(unused)]
fn unused(_: Person) {}
