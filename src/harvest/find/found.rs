//! What came of a search: a feed with its kin, a list, or why nothing was found; and what was tried on the way.

use std::fmt;

use serde::{Serialize, Serializer};
use url::Url;

use super::Extent;
use crate::{
    feed::{Feed, Opml},
    fetch::Fetched,
};

/// What came of a search.
#[derive(Debug)]
pub struct Found {
    /// What is there.
    pub what: Discovery,
    /// Every request, in order.
    pub tried: Vec<Tried>,
    /// The page the feed was looked for on, unless it is too large to be kept.
    pub page: Option<Fetched>,
}

/// What is behind an address.
#[derive(Debug)]
pub enum Discovery {
    /// A blog's feed.
    Feed(Box<FoundFeed>),
    /// A list of feeds.
    List(Opml),
    /// No feed.
    Nothing(Nothing),
}

/// A feed that was found and read.
#[derive(Debug)]
pub struct FoundFeed {
    /// Where to ask for it from now on: the target of permanent redirects.
    pub url: Url,
    /// How it was found.
    pub how: How,
    /// What it holds.
    pub feed: Feed,
    /// Whether its posts are there whole.
    pub extent: Extent,
    /// The bytes it was read from, so that it need not be asked for again; not those of a feed larger than 1 MiB.
    pub fetched: Option<Fetched>,
    /// The page it was found by, if it was found by one.
    pub page: Option<Url>,
    /// Other feeds in the same place.
    pub others: Vec<Other>,
}

/// Another feed in the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other {
    /// Its address.
    pub url: Url,
    /// Its own title, or what the page calls it; may be empty.
    pub title: String,
    /// How it stands to the one that was taken.
    pub kinship: Kinship,
}

/// How another feed stands to the one that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kinship {
    /// The same posts.
    SamePosts,
    /// Other posts.
    OtherPosts,
    /// It was not asked for.
    Unread,
}

/// How an address came to be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is the address the search began with, or what a bare domain meant.
    Given,
    /// A `<link>` of the page.
    Link,
    /// A `Link` header of the page.
    Header,
    /// A link for people on the page.
    Anchor,
    /// The rule of a platform, with its name.
    Platform(&'static str),
    /// The blog's own page, because the page given is about one post or its comments.
    Home,
    /// A usual place.
    WellKnown,
}

impl How {
    /// A stable name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Link => "link",
            Self::Header => "header",
            Self::Anchor => "anchor",
            Self::Platform(_) => "platform",
            Self::Home => "home",
            Self::WellKnown => "well-known",
        }
    }
}

impl Serialize for How {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("as given"),
            Self::Link => f.write_str("named by the page"),
            Self::Header => f.write_str("named in a Link header"),
            Self::Anchor => f.write_str("linked on the page"),
            Self::Platform(name) => write!(f, "the place on {name}"),
            Self::Home => f.write_str("the blog’s own page"),
            Self::WellKnown => f.write_str("a usual place"),
        }
    }
}

/// One request of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// The address.
    pub url: Url,
    /// How it came to be tried.
    pub how: How,
    /// What was there.
    #[serde(flatten)]
    pub result: Verdict,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.url, self.how, self.result)
    }
}

/// What a request brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "result", content = "said")]
pub enum Verdict {
    /// A feed.
    Feed,
    /// A feed that was met before under another address.
    SameFeed,
    /// A feed of comments.
    Comments,
    /// A list of feeds.
    List,
    /// A web page.
    Page,
    /// Something else.
    NotFeed(String),
    /// robots.txt asks to stay away, or cannot be read.
    Robots(String),
    /// No answer, or one that says no.
    Failed(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Feed => f.write_str("a feed"),
            Self::SameFeed => f.write_str("the same feed again"),
            Self::Comments => f.write_str("a feed of comments"),
            Self::List => f.write_str("a list of feeds"),
            Self::Page => f.write_str("a web page"),
            Self::NotFeed(said) | Self::Failed(said) | Self::Robots(said) => f.write_str(said),
        }
    }
}

/// Why there is no feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    /// Nothing answers there.
    #[error("{0}")]
    Unreachable(String),
    /// The server says no.
    #[error("the server answered {0}")]
    Status(u16),
    /// The address guard says no.
    #[error("{0}")]
    Guarded(String),
    /// robots.txt says no, or cannot be read.
    #[error("{0}")]
    Robots(String),
    /// The answer was no use: too large, cut off, a redirect that leads nowhere.
    #[error("{0}")]
    Failed(String),
    /// Neither a feed nor a page.
    #[error("this is neither a feed nor a web page{}", .0.as_ref().map(|kind| format!(" ({kind})")).unwrap_or_default())]
    NotPage(Option<String>),
    /// Something that begins as a feed does.
    #[error("this looks like a feed and cannot be read: {0}")]
    Unreadable(String),
    /// A page behind a password.
    #[error("this is a page to log in on, and it names no feed")]
    Login,
    /// A feed of comments was given, and the blog's own was not found from there.
    #[error("this is a feed of comments, not of a blog’s posts")]
    Comments,
    /// The page names feeds of comments only.
    #[error("the page names only a feed of comments, and the blog’s own was not found")]
    OnlyComments,
    /// The page names feeds, and none of them can be read.
    #[error("the page names {}, and {} be read", feeds(*.0), if *.0 == 1 { "it cannot" } else { "none of them can" })]
    Broken(usize),
    /// The page names none.
    #[error("the page names no feed, and there is none in the usual places")]
    NoFeed,
}

fn feeds(count: usize) -> String {
    if count == 1 { "a feed".to_owned() } else { format!("{count} feeds") }
}

impl Nothing {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "look whether the address is spelt right and opens in a browser",
            Self::Status(404 | 410) => "look whether the address is spelt right; the page may have moved",
            Self::Status(401 | 403) => "give an address that anybody may read, or the feed’s own address",
            Self::Status(_) | Self::Failed(_) => "try again later, or give the feed’s own address",
            Self::Guarded(_) => {
                "to read a blog inside an organisation, open its address with `allow` under [fetch] in blogkermis.toml"
            }
            Self::Robots(_) => {
                "if it is a feed, write it as `feed` into the blog’s file; else give the feed’s own address"
            }
            Self::NotPage(_) => "give the address of the blog’s home page or of its feed",
            Self::Unreadable(_) => {
                "`blogkermis inspect feed ADDRESS` shows what is wrong with it; its blogger may want to know"
            }
            Self::Login => "give an address that can be read without logging in",
            Self::Comments | Self::OnlyComments => {
                "give the address of the blog’s home page, or of the feed of its posts"
            }
            Self::Broken(_) => "tell the blogger that the page points to a feed that does not work",
            Self::NoFeed => "ask the blogger where the feed is, and give its own address",
        }
    }

    /// Whether the network or a server stood in the way, and not what they brought.
    #[must_use]
    pub fn is_network(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(_) | Self::Guarded(_) | Self::Robots(_) | Self::Failed(_))
    }
}
