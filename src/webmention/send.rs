//! Sends a webmention (W3C Webmention, 3.1): asks the target where it takes them, each time anew, and tells it there, once.

use url::Url;

use super::discover::{Answered, endpoint};
use crate::fetch::{Client, FetchError, Submitted};

/// What became of a webmention.
#[derive(Debug)]
pub enum Delivery {
    /// It arrived (any 2xx).
    Accepted {
        /// Where it was sent.
        endpoint: Url,
        /// What came back.
        submitted: Submitted,
    },
    /// The target takes none.
    NoEndpoint,
    /// The target could not be asked, or the guard forbids it.
    Unasked(FetchError),
    /// The endpoint did not take it, or the guard forbids to send anything there.
    Unsent {
        /// Where it was sent.
        endpoint: Url,
        /// Why not.
        error: FetchError,
    },
}

impl Delivery {
    /// Why it did not arrive, where that is a failure.
    #[must_use]
    pub fn error(&self) -> Option<&FetchError> {
        match self {
            Self::Unasked(error) | Self::Unsent { error, .. } => Some(error),
            Self::Accepted { .. } | Self::NoEndpoint => None,
        }
    }

    /// Where it was sent, or was to be.
    #[must_use]
    pub fn endpoint(&self) -> Option<&Url> {
        match self {
            Self::Accepted { endpoint, .. } | Self::Unsent { endpoint, .. } => Some(endpoint),
            Self::NoEndpoint | Self::Unasked(_) => None,
        }
    }
}

/// Where a page takes webmentions. The page is fetched once: some give out an endpoint for one use.
///
/// # Errors
/// When the page cannot be read, whatever it may say beside a status such as 404.
pub async fn discover(client: &Client, target: &Url) -> Result<Option<Url>, FetchError> {
    let page = client.get_named(target).await?;
    let content_type = page.content_type.as_deref();
    Ok(endpoint(&Answered { url: &page.url, links: &page.links, content_type, body: &page.body }))
}

/// Tells `target` that `source` links to it, or no longer does.
pub async fn send(client: &Client, source: &Url, target: &Url) -> Delivery {
    match discover(client, target).await {
        Err(error) => Delivery::Unasked(error),
        Ok(None) => Delivery::NoEndpoint,
        Ok(Some(endpoint)) => {
            let fields = [("source", source.as_str()), ("target", target.as_str())];
            match client.submit(&endpoint, &fields).await {
                Ok(submitted) => Delivery::Accepted { endpoint, submitted },
                Err(error) => Delivery::Unsent { endpoint, error },
            }
        }
    }
}

/// Whether a failure may be gone on a later run. Refusals are not: of the guard, of the server (4xx), of what has no end.
#[must_use]
pub fn may_pass(error: &FetchError) -> bool {
    match error {
        FetchError::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502..=599),
        FetchError::TooLarge { .. }
        | FetchError::HeadTooLarge { .. }
        | FetchError::Redirect(_)
        | FetchError::Robots(_)
        | FetchError::Setting(_) => false,
        other => !other.is_refusal(),
    }
}
