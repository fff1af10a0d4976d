//! What comes back from a server.

use std::time::Duration;

use url::Url;

use super::body::Leave;

/// What a server told of a body so that it can be asked for again cheaply; kept verbatim (RFC 9110 §8.8): weak and
/// unquoted tags are sent back as they came, because a repaired one would match nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Validators {
    /// These, brought up to date by what an answer to them told: what it left out still holds (RFC 9111 §3.2).
    #[must_use]
    pub(super) fn refreshed(&self, told: Self) -> Self {
        Self {
            etag: told.etag.or_else(|| self.etag.clone()),
            last_modified: told.last_modified.or_else(|| self.last_modified.clone()),
        }
    }
}

/// An answer.
#[expect(clippy::large_enum_variant, reason = "most answers are bodies, and each is moved once or twice in its life")]
#[derive(Debug)]
pub enum Answer {
    /// 200 with a body.
    Fresh(Fetched),
    /// 304: the copy at hand still stands.
    NotModified(Confirmed),
}

/// A body and where it came from.
#[derive(Debug)]
#[non_exhaustive]
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
    /// `Content-Language`, where it names one language.
    pub language: Option<String>,
    /// The values of `Link` (RFC 8288), as they came, a value a header line; the first few.
    pub links: Vec<String>,
    /// The values of `X-Robots-Tag`, as they came, a value a header line; the first few.
    pub robots: Vec<String>,
    /// `tdm-reservation: 1`: the right to text and data mining is reserved (TDM Reservation Protocol §3.2).
    pub tdm_reserved: bool,
    /// For the next time.
    pub validators: Validators,
    /// `Cache-Control: max-age`, in seconds; where there is none, `Expires` counted from the answer's own `Date`
    /// (RFC 9111 §4.2.1).
    pub max_age: Option<u64>,
    /// How long the server took, redirects included, waiting for a turn not.
    pub took: Duration,
    /// A large body has leave to be in memory until this is dropped.
    pub(super) _leave: Leave,
}

/// What a 304 tells of the copy at hand (RFC 9111 §4.3.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Confirmed {
    /// For the next time: those which were sent, refreshed by those which came back.
    pub validators: Validators,
    /// As [`Fetched::max_age`].
    pub max_age: Option<u64>,
    /// As [`Fetched::took`].
    pub took: Duration,
}

#[cfg(test)]
mod tests {
    use super::Validators;

    #[test]
    fn what_a_304_leaves_out_still_holds() {
        let validators = |etag: &str, last_modified: &str| Validators {
            etag: Some(etag.to_owned()).filter(|etag| !etag.is_empty()),
            last_modified: Some(last_modified.to_owned()).filter(|date| !date.is_empty()),
        };
        let sent = validators("\"1\"", "gisteren");
        assert_eq!(sent.refreshed(validators("", "")), sent);
        assert_eq!(sent.refreshed(validators("\"2\"", "")), validators("\"2\"", "gisteren"));
        assert_eq!(validators("", "gisteren").refreshed(validators("\"2\"", "nu")), validators("\"2\"", "nu"));
    }
}
