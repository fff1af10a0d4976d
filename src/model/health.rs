//! How a feed is doing, in the terms a host acts on.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Fault, Lang, Moment};

/// Why a feed could not be read. The stable names are those of its JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureKind {
    /// Its server says that it is gone for good (410).
    Gone,
    /// Nothing stands at the address (404).
    NotFound,
    /// The server lets nobody in, or not us (401, 403, 451).
    Refused,
    /// The server asks for patience (429, or 503 with a time to wait).
    Busy,
    /// The server has trouble of its own (other 5xx, odd statuses).
    ServerError,
    /// There is no such name, no connection, no valid certificate.
    Unreachable,
    /// No complete answer within the limits.
    TooSlow,
    /// The answer broke off, or could not be unpacked.
    BrokenOff,
    /// The answer is larger than the limit.
    TooLarge,
    /// Redirects go round in a circle or lead nowhere.
    Redirects,
    /// The address, or one it leads to, may not be asked.
    Forbidden,
    /// A web page stands where the feed should: a log-in, a front page.
    WebPage,
    /// The answer is empty.
    Empty,
    /// The answer is something else than a feed.
    Unreadable,
    /// A file of the site could not be read.
    File,
    /// The blog names no feed, and none was found on its page.
    NotFoundOnPage,
    /// Everything else.
    #[default]
    Other,
}

impl FailureKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Gone,
        Self::NotFound,
        Self::Refused,
        Self::Busy,
        Self::ServerError,
        Self::Unreachable,
        Self::TooSlow,
        Self::BrokenOff,
        Self::TooLarge,
        Self::Redirects,
        Self::Forbidden,
        Self::WebPage,
        Self::Empty,
        Self::Unreadable,
        Self::File,
        Self::NotFoundOnPage,
        Self::Other,
    ];

    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::NotFound => "not-found",
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::ServerError => "server-error",
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too-slow",
            Self::BrokenOff => "broken-off",
            Self::TooLarge => "too-large",
            Self::Redirects => "redirects",
            Self::Forbidden => "forbidden",
            Self::WebPage => "web-page",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::File => "file",
            Self::NotFoundOnPage => "not-found-on-page",
            Self::Other => "other",
        }
    }

    /// Whether an answer came and was of no use: asking again at once would bring the same.
    #[must_use]
    pub fn is_unusable_answer(self) -> bool {
        matches!(self, Self::WebPage | Self::Empty | Self::Unreadable | Self::BrokenOff | Self::TooLarge)
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FailureKind {
    type Err = std::convert::Infallible;

    /// A name that a newer program wrote is [`FailureKind::Other`].
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(Self::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default())
    }
}

/// A feed that turned into somebody else's: an expired domain, most of the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// Its title before.
    pub title_before: String,
    /// Its title now.
    pub title: String,
    /// The language of its posts before, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language_before: Option<Lang>,
    /// The language of its posts now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
}

/// Something about a feed that its blogger or the host ought to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding {
    /// It cannot be read.
    Failed {
        /// Why.
        kind: FailureKind,
        /// The same in the words of the run that met it.
        error: String,
        /// Since when.
        since: Option<Moment>,
    },
    /// Its blog has neither a feed nor a page to find one on.
    Missing,
    /// It is somebody else's now.
    TakenOver(TakenOver),
    /// It has moved for good.
    Moved {
        /// Where to.
        to: Url,
    },
    /// It can be read, but only because it was mended.
    Broken {
        /// Where and how it is broken first.
        fault: Fault,
    },
    /// It was read, and nothing was ever in it.
    Empty,
    /// Nothing new came for half a year.
    Silent {
        /// The day of its newest post.
        since: Date,
    },
    /// Its server usually takes more than ten seconds.
    Slow,
}

impl Finding {
    /// Its stable name, for words in every language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Failed { kind, .. } => kind.name(),
            Self::Missing => "missing",
            Self::TakenOver(_) => "taken-over",
            Self::Moved { .. } => "moved",
            Self::Broken { .. } => "broken",
            Self::Empty => "no-posts",
            Self::Silent { .. } => "silent",
            Self::Slow => "slow",
        }
    }

    /// Whether posts are missed because of it; the others can wait.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Missing | Self::TakenOver(_) | Self::Moved { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::FailureKind;

    #[test]
    fn names_read_back() {
        for kind in FailureKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!("of-a-newer-program".parse(), Ok(FailureKind::Other));
    }
}
