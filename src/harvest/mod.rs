//! Runs stage 1 over many blogs, reads and writes the records.
//!
//! * [`records`]: `harvest/*.json` on disk
//! * [`source`]: brings a feed's bytes, from the network, the cache or a file of the site
//! * [`reading`]: makes a record of a feed's posts
//! * [`mod@find`]: finds the feed behind an address
//! * [`mod@run`]: all blogs at once, each for itself

pub mod find;
pub mod reading;
pub mod records;
pub mod run;
pub mod source;

pub use find::{Found, Start, find};
pub use reading::Readers;
pub use records::{HarvestError, load};
pub use run::{Harvest, Look, Mode, Outcome, run};
