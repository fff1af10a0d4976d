//! The polite client: address guard, limits, conditional requests. Knows nothing of feed formats.

use url::Url;

use crate::model::FetchPolicy;

/// What a server told of a body so that it can be asked for again cheaply; kept verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer.
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
    /// Where to ask next time: the target of permanent redirects only (301, 308), else the address asked.
    pub permanent_url: Url,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// For the next time.
    pub validators: Validators,
    /// `Cache-Control: max-age`, in seconds.
    pub max_age: Option<u64>,
}

/// Why there is no answer. Messages are for people: lower case, no full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// A scheme other than http and https, a user name in the address, a port that is no web port.
    #[error("{0}")]
    Address(String),
    /// The address leads to a network that is not public.
    #[error("{host} leads to {address}, which is not a public address")]
    NotPublic {
        /// The name that was asked for.
        host: String,
        /// Where it leads.
        address: String,
    },
    /// A status other than 200 and 304.
    #[error("the server answered {status}")]
    Status {
        /// The status code.
        status: u16,
        /// `Retry-After`, in seconds from now.
        retry_after: Option<u64>,
    },
    /// The body is larger than the limit.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// It took too long.
    #[error("no complete answer within {seconds} s")]
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// Too many redirects, or one in a circle, or one without an address.
    #[error("{0}")]
    Redirect(String),
    /// Everything else: no such name, connection refused, TLS, a broken body.
    #[error("{0}")]
    Connection(String),
}

/// Whether anything is gained by asking again soon.
impl FetchError {
    /// Whether the same request may well succeed a little later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        todo!()
    }
}

/// The client. Cheap to clone; at most two requests a host at a time, [`FetchPolicy::concurrency`] in all.
#[derive(Clone, Debug)]
pub struct Client {}

impl Client {
    /// Makes a client. `test_allow` is the value of `BLOGKERMIS_FETCH_ALLOW`, read by the caller.
    ///
    /// # Errors
    /// When an entry of an allow list cannot be read, or TLS cannot be set up.
    pub fn new(_policy: &FetchPolicy, _test_allow: Option<&str>) -> Result<Self, FetchError> {
        todo!()
    }

    /// Asks for an address, following redirects under the same guard.
    ///
    /// # Errors
    /// See [`FetchError`]. One transient failure is retried once after a moment.
    pub async fn get(&self, _url: &Url, _validators: &Validators) -> Result<Answer, FetchError> {
        todo!()
    }
}
