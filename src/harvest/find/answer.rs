//! What comes back from a request, as far as the search needs to know.

use url::Url;

use super::found::{Nothing, Verdict};
use crate::{
    feed::{self, Feed, Opml},
    fetch::Fetched,
};

/// An answer with a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Got<'a> {
    pub(super) url: &'a Url,
    pub(super) permanent_url: &'a Url,
    pub(super) body: &'a [u8],
    pub(super) content_type: Option<&'a str>,
    pub(super) links: &'a [String],
}

impl<'a> From<&'a Fetched> for Got<'a> {
    fn from(fetched: &'a Fetched) -> Self {
        Self {
            url: &fetched.url,
            permanent_url: &fetched.permanent_url,
            body: &fetched.body,
            content_type: fetched.content_type.as_deref(),
            links: &fetched.links,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    NoSuchName,
    NoConnection(String),
    Status(u16),
    Guarded(String),
    /// robots.txt asks to stay away, or cannot be read; the client does not tell which.
    Robots(String),
    Other(String),
}

impl Miss {
    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Self::NoSuchName => Verdict::Failed("there is no such name".into()),
            Self::Status(status) => Verdict::Failed(format!("the server answered {status}")),
            Self::Robots(said) => Verdict::Robots(said.clone()),
            Self::NoConnection(said) | Self::Guarded(said) | Self::Other(said) => Verdict::Failed(said.clone()),
        }
    }

    pub(super) fn nothing(&self, url: &Url) -> Nothing {
        match self {
            Self::NoSuchName => {
                Nothing::Unreachable(format!("there is no such name: {}", url.host_str().unwrap_or_default()))
            }
            Self::NoConnection(said) => Nothing::Unreachable(said.clone()),
            Self::Status(status) => Nothing::Status(*status),
            Self::Guarded(said) => Nothing::Guarded(said.clone()),
            Self::Robots(said) => Nothing::Robots(said.clone()),
            Self::Other(said) => Nothing::Failed(said.clone()),
        }
    }

    /// Whether the page is closed to programs while its feed may be open.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Status(401 | 403 | 406) | Self::Robots(_))
    }
}

/// What a body is.
pub(super) enum Body {
    Feed(Feed),
    Comments(Feed),
    List(Opml),
    Page,
    Unreadable(String),
    Other,
}

impl Body {
    pub(super) fn of(got: Got<'_>) -> Self {
        let error = match feed::read(got.body, Some(got.url), got.content_type) {
            Ok(feed) if feed::is_comments_feed(&feed.title, got.url) => return Self::Comments(feed),
            Ok(feed) => return Self::Feed(feed),
            Err(error) => error,
        };
        if feed::is_feed(got.body, got.content_type) {
            Self::Unreadable(error.to_string())
        } else if let Ok(list) = feed::opml(got.body) {
            Self::List(list)
        } else if feed::is_page(got.body, got.content_type) {
            Self::Page
        } else {
            Self::Other
        }
    }
}
