//! What is kept of a feed, of a registrable domain and of a post's page.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    fetch::Validators,
    model::{FailureKind, Lang, Moment, PagePolicy},
};

/// A feed as it was last fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedFeed {
    /// Where to ask next time.
    pub url: Url,
    /// Where the body came from: the base of its relative links.
    pub base: Url,
    /// The last good body.
    pub body: Vec<u8>,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// For a conditional request.
    pub validators: Validators,
    /// When it was fetched or confirmed.
    pub fetched: Timestamp,
}

/// When an address may be asked again, and how it did so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Not before this, unless forced.
    pub next: Timestamp,
    /// Not before this, forced or not: the server asked for patience.
    pub held: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// The last of them.
    pub failure: Option<Failure>,
    /// Where permanent redirects lead.
    pub moved: Option<Move>,
    /// How long an answer takes, smoothed over the last few.
    pub took: Option<Duration>,
}

/// A look that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// When.
    pub at: Timestamp,
    /// Why, for programs.
    pub kind: FailureKind,
    /// Why, for people.
    pub message: String,
}

/// A permanent redirect, on probation: portals and maintenance pages answer 301 too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it leads.
    pub to: Url,
    /// When it was first seen.
    pub first: Timestamp,
    /// When it was last seen.
    pub last: Timestamp,
    /// In how many looks.
    pub times: u32,
}

/// What a whole registrable domain asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Nothing of it is asked before this.
    pub until: Timestamp,
    /// How often in a row it asked.
    pub times: u32,
}

/// A post's page: what its feed left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPage {
    /// Its main text, sanitised; empty when none was found or it may not be kept.
    pub main_html: String,
    /// Its canonical address.
    #[serde(default)]
    pub canonical: Option<Url>,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// When.
    #[serde(default)]
    pub published: Option<Moment>,
    /// In which language.
    #[serde(default)]
    pub language: Option<Lang>,
    /// What it lets others do.
    #[serde(default)]
    pub policy: PagePolicy,
}

/// A page that was asked for: it came, or when to try again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPage {
    /// BLAKE3 of what the feed said of the post then: another excerpt means another text.
    pub excerpt: String,
    /// What came; `None` while nothing did.
    pub page: Option<KeptPage>,
    /// Not before this, when nothing came.
    pub next: Timestamp,
    /// Failures in a row.
    pub failures: u32,
}
