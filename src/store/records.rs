//! What is kept of a feed.

use jiff::Timestamp;
use url::Url;

use crate::fetch::Validators;

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

/// When an address may be asked again, and how often it failed in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Not before this.
    pub next: Timestamp,
    /// Failures in a row.
    pub failures: u32,
    /// The last failure's message.
    pub error: Option<String>,
    /// The server said 410: never again unless forced.
    pub gone: bool,
}
