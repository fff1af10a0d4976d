//! Runs stage 1 over many blogs, reads and writes the records.
//!
//! * [`mod@run`]: all blogs at once, each for itself
//! * `blog`: one blog, from its feed to its record
//! * [`source`], `web`: brings a feed, from the network, the cache or a file of the site
//! * [`mod@find`]: finds the feed behind an address
//! * [`schedule`]: when a feed is asked again; `failure`: why it could not be read
//! * `reconcile`: the posts of a feed against those it gave before; `takeover`: whether it is still the same feed
//! * [`full_text`]: the rest of a post whose feed stops after the first lines
//! * [`reading`]: makes entries of posts; [`workbench`]: where that is done
//! * `summaries`: what a command of the host's is asked, and when; `summariser`: how it is run
//! * `same`, `sketch`: which entries of several blogs are one post
//! * [`records`]: `harvest/*.json` on disk; [`reactions`]: what others say of a roundup, once a host lets it be shown

mod blog;
mod failure;
pub mod find;
pub mod full_text;
pub mod reactions;
pub mod reading;
mod reconcile;
pub mod records;
pub mod run;
mod same;
pub mod schedule;
mod sketch;
pub mod source;
mod summaries;
mod summariser;
mod takeover;
mod web;
pub mod workbench;

pub use failure::Failed;
pub use find::{Found, Start, find};
pub use reading::Readers;
pub use records::{HarvestError, load};
pub use run::{Harvest, Look, Mode, Outcome, run};
pub use schedule::Force;
pub use summaries::UNSUMMARISED;
