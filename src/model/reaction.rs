//! What others say of a roundup on pages of their own, after a host let it be shown.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Lang, Moment, Person, Slug};

/// What a post does with the page it links to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReactionKind {
    /// It links to it.
    Mention,
    /// It answers it (`u-in-reply-to`).
    Reply,
    /// It keeps it (`u-bookmark-of`).
    Bookmark,
    /// It likes it (`u-like-of`).
    Like,
    /// It passes it on (`u-repost-of`).
    Repost,
}

impl ReactionKind {
    /// Its name, as it is stored and shown to programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Bookmark => "bookmark",
            Self::Like => "like",
            Self::Repost => "repost",
        }
    }

    /// Whether it says something: the others are a gesture with a name.
    #[must_use]
    pub fn has_words(self) -> bool {
        matches!(self, Self::Mention | Self::Reply)
    }
}

/// A mention, as its own page tells it. Every word is a stranger’s and plain text: whoever shows it escapes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verified {
    /// What the post does with our page.
    pub kind: ReactionKind,
    /// Who wrote it.
    pub author: Option<Person>,
    /// Its title; notes, replies and likes often have none.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// In which language the page is.
    pub language: Option<Lang>,
    /// The post in its own words, plain, on one line; empty where there are none.
    pub excerpt: String,
    /// The address by which the page wants to be known: two sources that share it are one mention. `None` where it does not
    /// say.
    pub canonical: Option<Url>,
    /// The address that the post gives itself.
    pub permalink: Option<Url>,
    /// The page shows several posts: the link will move off it, and the post has an address of its own.
    pub is_list: bool,
}

/// What a verified mention is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// An answer to the call: it is in the inbox.
    Submission,
    /// Something said of the roundup: shown when the host lets it.
    Reaction,
    /// Of an edition that is long over: nothing is made of it.
    Old,
    /// Its page shows many posts: the post’s own address is wanted.
    List,
}

impl Became {
    /// Every one of them.
    pub const ALL: [Self; 4] = [Self::Submission, Self::Reaction, Self::Old, Self::List];

    /// Its name, as it is stored and shown to programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Reaction => "reaction",
            Self::Old => "old",
            Self::List => "list",
        }
    }
}

/// A reaction as it may be shown. Every word is a stranger’s and plain text: whoever shows it escapes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    /// Where it stands.
    pub url: Url,
    /// What it does with our page.
    pub kind: ReactionKind,
    /// Who wrote it, as their page says.
    pub author: Option<Person>,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// When it appeared, as its page says.
    pub published: Option<Moment>,
    /// When we heard of it.
    pub received: Timestamp,
    /// In which language its page is.
    pub language: Option<Lang>,
    /// Its own words, plain, on one line; empty where there are none.
    pub excerpt: String,
}

impl Reaction {
    /// Where it stands in the list: the oldest first, by its own date or else by when we heard of it.
    #[must_use]
    pub fn sort_key(&self) -> (Timestamp, &str) {
        (self.published.map_or(self.received, Moment::sort_key), self.url.as_str())
    }
}

/// `harvest/reactions/<edition>.json`: the reactions to an edition that its host lets be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReactionsRecord {
    /// The format's number.
    pub version: u32,
    /// The edition.
    pub edition: Slug,
    /// In the order in which they are shown.
    pub reactions: Vec<Reaction>,
}

#[cfg(test)]
mod tests {
    use super::{Reaction, ReactionKind};
    use crate::model::Moment;

    #[test]
    fn its_own_date_counts_before_ours() {
        let reaction = |url: &str, published: Option<&str>| Reaction {
            url: url.parse().unwrap(),
            kind: ReactionKind::Reply,
            author: None,
            title: None,
            published: published.map(|day| day.parse::<Moment>().unwrap()),
            received: "2026-11-05T10:00:00Z".parse().unwrap(),
            language: None,
            excerpt: String::new(),
        };
        let mut all = [
            reaction("https://c.example/", None),
            reaction("https://b.example/", Some("2026-11-06")),
            reaction("https://a.example/", Some("2026-11-04")),
        ];
        all.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        let order: Vec<_> = all.iter().map(|reaction| reaction.url.as_str()).collect();
        assert_eq!(order, ["https://a.example/", "https://c.example/", "https://b.example/"]);
    }
}
