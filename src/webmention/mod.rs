//! Webmention (W3C Recommendation of 12 January 2017): telling a page that it is linked to, and being told.
//!
//! * `discover`: where a page takes webmentions
//! * `send`: tells one page
//! * `ledger`: whom there is something to tell, after what was told before
//! * `own`: our page as it stands online; `gone`: pages that say that they are no more
//! * `links`: what a page links to

mod discover;
mod gone;
mod ledger;
mod links;
mod own;
mod send;

pub use discover::{Answered, endpoint};
pub use ledger::{Due, Held, Ledger, Occasion, Wanted, remembered};
pub use own::{OwnPage, OwnPageError, own_page};
pub use send::{Delivery, discover, may_pass, send};
