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
//! Beside it: `excerpt` tells excerpts from whole posts, `doubt` flags dates that cannot be right, `wellformed` finds
//! where a feed first breaks the rules of XML, `page` reads a web page, `opml` a list of feeds, `report` is what `inspect` prints, `notes` collects what was noticed.
//!
//! Where feeds may be: `leads`, everything on a page that may lead to one (`links`: its `<link>`s, `anchors`: its links
//! for people, `platforms`: rules of platforms); `link_header`: what the server names beside it; `discover`: feeds told
//! from pages, and the usual places.

mod anchors;
mod base64;
mod dates;
mod decode;
mod depth;
mod discover;
mod doubt;
mod entry;
mod excerpt;
mod json;
mod leads;
mod link_header;
mod links;
mod markup;
mod mojibake;
mod notes;
mod opml;
mod page;
mod parse;
mod person;
mod plain;
mod platforms;
mod refs;
mod repair;
mod report;
mod sanitize;
mod tokens;
mod vocabulary;
mod wellformed;

pub use anchors::has_feed_path;
pub(crate) use dates::lenient as date;
pub use depth::TooMuch;
pub use discover::{is_feed, well_known};
pub use doubt::doubtful_dates;
pub use excerpt::is_excerpt;
pub use leads::{Leads, is_page, leads};
pub use link_header::{header_feeds, header_links};
pub use links::{FeedLink, is_comments_feed};
pub use opml::{Opml, OpmlFeed, opml};
pub use page::{Page, document, page};
pub use parse::{Feed, FeedError, read};
pub(crate) use plain::of_element as text_of;
pub use platforms::{PlatformFeed, platform_feeds};
pub use report::{EntryReport, FeedHead, FeedReport};
pub use sanitize::sanitize;
