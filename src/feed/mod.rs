//! Bytes → posts: encoding, repair, `feed-rs`, dates, permalinks, sanitising. No network.
//!
//! On the way from a feed to its posts:
//!
//! 1. `decode`: bytes → text, whatever they claim to be; `refs`: forbidden characters and references
//! 2. `repair` (XML; with `tokens`, `vocabulary`, `markup`, `person`, `base64`) or `json`: anything that
//!    looks like a feed → the well-formed dialects that `feed-rs` reads, and what it has no place for
//! 3. `parse`: `feed-rs` behind a guard, and the [`Feed`]; `dates`: dates as people write them
//! 4. `entry`: one item → one [`Post`](crate::model::Post); `depth` and `sanitize`: its HTML; `plain`: its words;
//!    `mojibake`: text that was decoded wrongly before it came here
//!
//! Beside it: `doubt` flags dates that cannot be right, `wellformed` finds where a feed first breaks the rules of XML,
//! `page` reads a web page, `opml` a list of feeds, `discover` tells feeds from pages, `report` is what `inspect`
//! prints, `notes` collects what was noticed.

mod base64;
mod dates;
mod decode;
mod depth;
mod discover;
mod doubt;
mod entry;
mod json;
mod markup;
mod mojibake;
mod notes;
mod opml;
mod page;
mod parse;
mod person;
mod plain;
mod refs;
mod repair;
mod report;
mod sanitize;
mod tokens;
mod vocabulary;
mod wellformed;

pub use depth::TooMuch;
pub use discover::{is_feed, well_known};
pub use doubt::doubtful_dates;
pub use opml::{OpmlFeed, opml};
pub use page::{FeedLink, Page, PagePolicy, page};
pub use parse::{Feed, FeedError, read};
pub use report::{EntryReport, FeedHead, FeedReport};
pub use sanitize::sanitize;
