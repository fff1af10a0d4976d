//! Files of what people sent: mails, lists, issues, webmentions, toots. Bytes in, tips out; nobody is asked anything.
//!
//! * `mail`: `.eml` files (RFC 5322), as mail programs save them
//! * `issue`: issues of a repository, by a form (GitHub's JSON)
//! * `mention`: webmentions that a service collected (jf2)
//! * `toot`: posts with a hashtag (Mastodon's JSON)
//! * `list`: addresses in a text; feeds in OPML

mod issue;
mod list;
mod mail;
mod mention;
mod toot;

pub use mention::{Claim, claims};

use serde_json::Value;
use url::Url;

use crate::{
    feed,
    model::{Tip, printable_line},
};

/// Why a file holds nothing that could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// It begins as JSON and is none.
    #[error("this looks like JSON and cannot be read: {0}")]
    Json(String),
    /// JSON of another kind.
    #[error("this is JSON, but neither issues, nor webmentions (jf2), nor posts of the fediverse")]
    UnknownJson,
    /// It begins as a mail and is none.
    #[error("this looks like a mail and cannot be read: {0}")]
    Mail(String),
    /// There is no address of a web page in it.
    #[error("there is no address of a post or a blog in it")]
    NoAddress,
}

impl IntakeError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Json(_) | Self::UnknownJson => {
                "save what the service answers as it is: https://webmention.io/api/mentions.jf2, \
                 /api/v1/timelines/tag/TAG of a fediverse server, /repos/OWNER/NAME/issues of GitHub"
            }
            Self::Mail(_) => "save the mail with its headers, as .eml, from your mail program",
            Self::NoAddress => "write each address on a line of its own, beginning with https://",
        }
    }
}

/// No file brings more: the rest of a longer one is for the next time.
const MOST: usize = 5_000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Reads a file, whatever it is: what it is shows in its first bytes. `own` are addresses that are no submissions, such as
/// the call's.
///
/// # Errors
/// When nothing in it can be read as something that somebody sent in.
pub fn read(bytes: &[u8], own: &[Url]) -> Result<Vec<Tip>, IntakeError> {
    let start = bytes.trim_ascii_start();
    let mut tips = if start.starts_with(b"{") || start.starts_with(b"[") {
        let value: Value = serde_json::from_slice(start).map_err(|error| IntakeError::Json(error.to_string()))?;
        issue::read(&value)
            .or_else(|| mention::read(&value, own))
            .or_else(|| toot::read(&value))
            .ok_or(IntakeError::UnknownJson)?
    } else if let Ok(opml) = feed::opml(bytes) {
        list::feeds(opml)
    } else if mail::is_mail(start) {
        mail::read(bytes, own)?
    } else {
        list::addresses(&String::from_utf8_lossy(bytes), own)
    };
    tips.truncate(MOST);
    if tips.is_empty() { Err(IntakeError::NoAddress) } else { Ok(tips) }
}

/// A name on one line, without what steers a terminal or a page; `None` when nothing is left.
fn name(text: &str) -> Option<String> {
    let name: String = printable_line(text).chars().take(LONGEST_NAME).collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// An address of a page that could be a submission.
fn page(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    (is_web && url.username().is_empty() && url.password().is_none()).then_some(url)
}

#[cfg(test)]
mod tests;
