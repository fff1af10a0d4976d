//! What stage 1 leaves behind: one record a blog, as `harvest/<blog>.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    Citation, FailureKind, Fault, Lang, Match, Moment, PagePolicy, Person, Slug, Snapshot, Status, Suggestions,
    Summary, TakenOver,
};

/// How the last look at a feed went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum FeedState {
    /// It was read.
    Ok,
    /// It could not be read; what the last good copy gave still stands.
    Failed {
        /// What went wrong, for people.
        error: String,
        /// The same for programs.
        #[serde(default)]
        kind: FailureKind,
        /// Since when, without a good answer in between.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Moment>,
    },
    /// The blog has no feed address and none was found.
    Missing,
}

/// What is known of a blog's feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRecord {
    /// Where it was read: an address or a path inside the site.
    pub source: String,
    /// Its own title.
    pub title: String,
    /// `rss2`, `atom1`, `json` …
    pub format: String,
    /// How the last look went.
    #[serde(flatten)]
    pub state: FeedState,
    /// The first place where it is not well-formed, when it had to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// Where it has moved for good: seen on three days or more, over a week or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Url>,
    /// Whether its server usually takes more than ten seconds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub slow: bool,
    /// Whether it seems to be somebody else's now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over: Option<TakenOver>,
}

/// What the machine makes of one post for one edition. Only the match is kept of a post that was rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Accepted, candidate or rejected.
    pub status: Status,
    /// Why.
    #[serde(rename = "match")]
    pub fit: Match,
    /// What the post says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// [`Summary::hash`], written when the summary was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_hash: Option<String>,
    /// What the host's program was asked when it wrote the summary, as a hash: the same question is not asked twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_key: Option<String>,
    /// What it calls the theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub definitions: Vec<Citation>,
    /// What it quotes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Citation>,
    /// What it is not sure of.
    #[serde(default, skip_serializing_if = "Suggestions::is_empty")]
    pub suggestions: Suggestions,
    /// Its key phrases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// What it is about besides the theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    /// The author's own question that it ends with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Citation>,
    /// The sentence in which the author proposes a theme for a next edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Citation>,
    /// Where it sends its readers: pages elsewhere, not the call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A link from a post to a page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The page, without what only tracks who comes there.
    pub url: Url,
    /// The words of the link.
    pub text: String,
}

/// A word that a post keeps coming back to: threads through several posts are found by them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The word, lower case, in the form the post uses most.
    pub word: String,
    /// How often the post uses it.
    pub count: usize,
    /// The author's own sentence that says most about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Citation>,
}

/// Another record's entry that is the same post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameAs {
    /// Its blog.
    pub blog: Slug,
    /// Its id there.
    pub id: String,
    /// What shows it: `same-id`, `canonical`, `same-text`.
    pub because: String,
}

/// One post of a feed and what every edition that watches its blog makes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryRecord {
    /// The post's id, unique within its feed.
    pub id: String,
    /// Its page.
    pub url: Option<Url>,
    /// Its title.
    pub title: String,
    /// Who wrote it, as far as the feed says.
    pub authors: Vec<Person>,
    /// When it appeared.
    pub published: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// Its language, declared or detected.
    pub language: Lang,
    /// Its categories.
    pub categories: Vec<String>,
    /// The text it was read from.
    pub snapshot: Snapshot,
    /// Hashes of the texts it had before its author changed it, latest first: a host's pick may stand in one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_snapshots: Vec<String>,
    /// What its page lets others do, where that is not everything.
    #[serde(default, skip_serializing_if = "PagePolicy::is_open")]
    pub policy: PagePolicy,
    /// The entry it repeats: a cross-post, or a post that stands in two feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<SameAs>,
    /// Per edition, what the machine makes of it.
    pub readings: BTreeMap<Slug, Reading>,
}

impl EntryRecord {
    /// The id of the entry that this post becomes in an edition.
    #[must_use]
    pub fn entry_id(&self, blog: &Slug) -> String {
        entry_id(blog, &self.id)
    }
}

/// The id of the entry that a blog's post becomes in an edition.
#[must_use]
pub fn entry_id(blog: &Slug, post_id: &str) -> String {
    format!("{blog}-{}", &blake3::hash(post_id.as_bytes()).to_hex()[..8])
}

/// One blog's record. Sorted and pretty when written: a person can review it in a diff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlogRecord {
    /// Of this format; 1.
    pub version: u32,
    /// Whose.
    pub blog: Slug,
    /// Its feed.
    pub feed: FeedRecord,
    /// Its posts, newest first, undated last.
    pub entries: Vec<EntryRecord>,
}
