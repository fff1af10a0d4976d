//! Webmention (W3C Recommendation of 12 January 2017): telling a page that it is linked to, and being told.
//!
//! * `discover`: where a page takes webmentions
//! * `send`: tells one page
//! * `ledger`: whom there is something to tell, after what was told before
//! * `own`: our page as it stands online; `gone`: pages that say that they are no more
//! * `receive`: what somebody asks of us; `verify`: whether their page says so, and what it says
//! * `aim`: which of our pages it is about, and what it is to us; `attend`: looks at what came in and puts down what that
//!   brings
//! * `links`: what a page links to; `entry`: what it says of its own post, by its microformats

mod aim;
mod attend;
mod discover;
mod entry;
mod gone;
mod ledger;
mod links;
mod own;
mod receive;
mod send;
mod verify;

pub use aim::{Aim, Aims, became, known_by};
pub use attend::{AttendError, look, publish, settle, shown};
pub use discover::{Answered, endpoint};
pub use ledger::{Due, Held, Ledger, Occasion, Wanted, remembered};
pub use own::{OwnPage, OwnPageError, own_page};
pub use receive::{Field, MAX_REQUEST, Refusal, Request};
pub use send::{Delivery, discover, may_pass, send};
pub use verify::{Unverified, Verdict, look_up, verify};
