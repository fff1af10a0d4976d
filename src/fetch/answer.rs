//! What comes back from a server.

use url::Url;

/// What a server told of a body so that it can be asked for again cheaply; kept verbatim (RFC 9110 §8.8): weak and
/// unquoted tags are sent back as they came, because a repaired one would match nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer.
#[expect(clippy::large_enum_variant, reason = "most answers are bodies, and each is moved once or twice in its life")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200 with a body.
    Fresh(Fetched),
    /// 304.
    NotModified,
}

/// A body and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// After redirects.
    pub url: Url,
    /// Where to ask next time: the target of permanent redirects only (301, 308), else the address asked. A chain is
    /// learnt up to its first temporary redirect, or up to the first step from https back to http.
    pub permanent_url: Url,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// For the next time.
    pub validators: Validators,
    /// `Cache-Control: max-age`, in seconds; where there is none, `Expires` counted from the answer's own `Date`
    /// (RFC 9111 §4.2.1).
    pub max_age: Option<u64>,
}
