//! Why a feed could not be read, in the terms a host acts on.

use super::find::Nothing;
use crate::{feed::FeedError, fetch::FetchError, model::FailureKind, store};

/// A look that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// For programs.
    pub kind: FailureKind,
    /// For people.
    pub message: String,
}

impl From<&Nothing> for Failed {
    fn from(nothing: &Nothing) -> Self {
        let kind = match nothing {
            Nothing::Unreachable(_) => FailureKind::Unreachable,
            Nothing::Status(status) => of_status(*status),
            Nothing::Guarded(_) => FailureKind::Forbidden,
            Nothing::Unreadable(_) | Nothing::Broken(_) => FailureKind::Unreadable,
            Nothing::Robots(_) | Nothing::Login => FailureKind::Refused,
            Nothing::Failed(_) => FailureKind::Other,
            Nothing::NotPage(_) | Nothing::Comments | Nothing::OnlyComments | Nothing::NoFeed => {
                FailureKind::NotFoundOnPage
            }
        };
        Self { kind, message: nothing.to_string() }
    }
}

impl From<&FetchError> for Failed {
    fn from(error: &FetchError) -> Self {
        let kind = of_fetch(error);
        let message = match kind {
            FailureKind::Gone => "its server says that it is gone for good (410)".to_owned(),
            _ => error.to_string(),
        };
        Self { kind, message }
    }
}

impl From<&FeedError> for Failed {
    fn from(error: &FeedError) -> Self {
        Self { kind: of_feed(error), message: error.to_string() }
    }
}

impl From<store::Failure> for Failed {
    fn from(failure: store::Failure) -> Self {
        Self { kind: failure.kind, message: failure.message }
    }
}

fn of_status(status: u16) -> FailureKind {
    match status {
        410 => FailureKind::Gone,
        404 => FailureKind::NotFound,
        401 | 403 | 407 | 451 => FailureKind::Refused,
        429 => FailureKind::Busy,
        _ => FailureKind::ServerError,
    }
}

fn of_fetch(error: &FetchError) -> FailureKind {
    match error {
        // A 503 that names no time is a server in trouble, and says nothing about us.
        FetchError::Status { status: 503, retry_after: Some(_) } => FailureKind::Busy,
        FetchError::Status { status, .. } => of_status(*status),
        error if error.is_refusal() => FailureKind::Forbidden,
        FetchError::TooLarge { .. } | FetchError::HeadTooLarge { .. } => FailureKind::TooLarge,
        FetchError::Timeout { .. } => FailureKind::TooSlow,
        FetchError::Redirect(_) => FailureKind::Redirects,
        FetchError::Interrupted(_) => FailureKind::BrokenOff,
        FetchError::Unreachable(_) | FetchError::Connection(_) => FailureKind::Unreachable,
        _ => FailureKind::Other,
    }
}

/// What kind of failure a body that is no feed is.
pub(super) fn of_feed(error: &FeedError) -> FailureKind {
    match error {
        FeedError::Empty => FailureKind::Empty,
        FeedError::Html { .. } => FailureKind::WebPage,
        FeedError::Moved { .. } => FailureKind::Redirects,
        _ => FailureKind::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::of_fetch;
    use crate::{fetch::FetchError, model::FailureKind};

    #[test]
    fn only_a_server_that_limits_us_is_busy() {
        let kind = |status, retry_after| of_fetch(&FetchError::Status { status, retry_after });
        assert_eq!(kind(429, None), FailureKind::Busy);
        assert_eq!(kind(503, Some(60)), FailureKind::Busy);
        assert_eq!(kind(503, None), FailureKind::ServerError);
        assert_eq!(kind(410, None), FailureKind::Gone);
        assert_eq!(kind(403, None), FailureKind::Refused);
    }
}
