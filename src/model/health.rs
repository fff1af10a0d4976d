//! How a feed is doing, in the terms a host acts on.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Lang;

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
    /// The server asks for patience (429, 503).
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
        let known = serde_json::from_value(serde_json::Value::from(name));
        Ok(known.unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::FailureKind;

    #[test]
    fn names_read_back() {
        use FailureKind as K;
        for kind in [
            K::Gone, K::NotFound, K::Refused, K::Busy, K::ServerError, K::Unreachable, K::TooSlow, K::BrokenOff, K::TooLarge,
            K::Redirects, K::Forbidden, K::WebPage, K::Empty, K::Unreadable, K::File, K::NotFoundOnPage, K::Other,
        ] {
            assert_eq!(kind.name().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!("of-a-newer-program".parse(), Ok(K::Other));
    }
}
