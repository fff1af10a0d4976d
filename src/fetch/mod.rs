//! The polite client: address guard, limits, conditional requests. Knows nothing of feed formats.
//!
//! * `answer`, `error`: what comes back, and why nothing does
//! * `allow`, `guard`, `names`, `resolve`: which addresses may be asked at all
//! * `headers`: what is said in a request and what is read from an answer
//! * `redirect`: where a chain of redirects leads, and how much of it is for good
//! * `domain`: whom a host name belongs to
//! * `turns`: how many requests run at once, in all and per host
//! * `client`: one request from beginning to end

mod allow;
mod answer;
mod client;
mod domain;
mod error;
mod guard;
mod headers;
mod names;
mod redirect;
mod resolve;
mod turns;

pub use answer::{Answer, Confirmed, Fetched, Validators};
pub use client::Client;
pub use domain::registrable_domain;
pub use error::FetchError;
pub use guard::is_public;
