//! Webmention (W3C Recommendation of 12 January 2017): telling a page that it is linked to, and being told.
//!
//! * `discover`: where a page takes webmentions

mod discover;

pub use discover::{Answered, endpoint};
