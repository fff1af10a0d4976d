//! The SQLite file `.blogkermis/kermis.db`: what may be lost (HTTP cache, snapshots), what must be atomic, and the
//! inbox, which must not be lost.
//!
//! * `records`: what is kept of a feed, a domain and a page
//! * `error`: why the file could not be used
//! * `forget`: taking a post out, so that its words are not left in the file
//! * `schema`: its tables, and how an older file becomes a newer one
//! * `database`: opening it, reading and writing it; `backup`: a copy of it while it is in use
//! * `pings`: what hubs were told of
//! * `notices`: what bloggers were told; `mentions`: the webmentions that were sent
//! * `decisions`: what the host did at the desk
//! * `inbox`: what people sent in, and what became of it; `tickets`: what somebody is sending in by the form
//! * `received`: the webmentions that others sent, and whether they are shown

mod backup;
mod database;
mod decisions;
mod error;
mod forget;
mod inbox;
mod mentions;
mod notices;
mod pings;
mod received;
mod records;
mod schema;
mod tickets;

pub use backup::BackupError;
pub use database::Store;
pub use decisions::{Back, Decision, FileChange, Letter};
pub use error::StoreError;
pub use forget::Kept;
pub use inbox::{Mover, NoStep, Received, Step};
pub use mentions::{MentionState, SentMention};
pub use notices::SentNotice;
pub use received::{Asked, Due, Looked, Moderation, Patience, ReceivedMention, ReceivedState, distinct};
pub use records::{AskedPage, CachedFeed, Failure, Hold, KeptPage, Move, Schedule};
pub use tickets::{OpenTicket, Ticket, TicketState};
