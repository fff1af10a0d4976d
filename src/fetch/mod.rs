//! The polite client: address guard, limits, conditional requests. Knows nothing of feed formats.
//!
//! * `answer`, `error`: what comes back, and why nothing does
//! * `allow`, `guard`, `names`, `resolve`: which addresses may be asked at all
//! * `connect`, `proxy`: how a request gets there
//! * `headers`: what is said in a request and what is read from an answer
//! * `redirect`: where a chain of redirects leads, and how much of it is for good
//! * `limits`, `body`: how long an answer may take and how large it may be
//! * `domain`: whom a host name belongs to
//! * `robots`: which pages a site asks robots to leave alone
//! * `turns`: how many requests run at once, in all and per host
//! * `client`: one request from beginning to end; `client/submit`: the same for a form that is sent

mod allow;
mod answer;
mod body;
mod client;
mod connect;
mod domain;
mod error;
mod guard;
mod headers;
mod limits;
mod names;
mod proxy;
mod redirect;
mod resolve;
mod robots;
mod turns;

pub use answer::{Answer, Confirmed, Fetched, Validators};
pub use client::{Client, Submitted};
pub use domain::registrable_domain;
pub use error::{FetchError, TimeLimit};
pub use guard::is_public;
pub use proxy::Proxies;
