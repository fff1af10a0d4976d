//! The plain data every other room speaks in: no I/O, no HTML, no clock.
//!
//! * [`slug`], [`lang`], [`moment`], [`span`]: small values with invariants
//! * [`address`]: when two addresses mean one page
//! * [`printable`](mod@printable): characters that are for reading
//! * [`person`]: who wrote, who spoke
//! * [`config`], [`desk`]: what a host may set for a whole site; [`bands`]: how sure the machine must be
//! * [`blog`], [`edition`]: what stands in `content/`; [`window`]: the days in which posts count
//! * [`post`]: one item of a feed, before anybody judged it; [`pace`], [`fault`]: how often to ask for a feed, and what is
//!   wrong with it
//! * [`citation`], [`entry`]: what takes part, and what is shown of it
//! * [`health`]: how a feed is doing
//! * [`colour`], [`palette`]: the colours of an edition, and what can be read on what
//! * [`page_policy`]: what a page lets others do
//! * [`lint`]: the rules of the linter by name, and what a host may set
//! * [`submission`]: what people sent in, and what became of it
//! * [`reaction`]: what others say of a roundup
//! * [`withdrawn`]: posts that are not to come back
//! * [`record`]: what stage 1 leaves in `harvest/`

pub mod address;
pub mod bands;
pub mod blog;
pub mod citation;
pub mod colour;
pub mod config;
pub mod desk;
pub mod edition;
pub mod entry;
pub mod fault;
pub mod health;
pub mod lang;
pub mod lint;
pub mod moment;
pub mod pace;
pub mod page_policy;
pub mod palette;
pub mod person;
pub mod post;
pub mod printable;
pub mod reaction;
pub mod record;
pub mod slug;
pub mod span;
pub mod submission;
pub mod window;
pub mod withdrawn;

pub use bands::{Band, Banded, Bands};
pub use blog::{Blog, FeedSource};
pub use citation::{Around, Attribution, Citation, Form};
pub use colour::Colour;
pub use config::{FetchPolicy, QuotationPolicy, SeriesHosts, SiteConfig, SiteLinks, Summariser};
pub use desk::DeskPolicy;
pub use edition::{Edition, Host, Phase};
pub use entry::{ELLIPSIS, Entry, EntryKind, Match, Reason, Snapshot, Status, Suggestions, Summary, SummaryBy};
pub use fault::Fault;
pub use health::{FailureKind, Finding, TakenOver};
pub use lang::{Lang, SPOKEN};
pub use lint::{LintCode, LintPolicy, Severity};
pub use moment::Moment;
pub use pace::Pace;
pub use page_policy::PagePolicy;
pub use palette::Palette;
pub use person::Person;
pub use post::{Enclosure, Note, Post};
pub use printable::{is_printable, printable, printable_line};
pub use reaction::{Became, Reaction, ReactionKind, ReactionsRecord, Verified};
pub use record::{BlogRecord, EntryRecord, FeedRecord, FeedState, Link, Reading, SameAs, Topic};
pub use slug::Slug;
pub use span::Span;
pub use submission::{Consent, Corrections, Route, Seen, SeenPost, Shortcoming, Submission, SubmissionState, Tip};
pub use window::{Side, Window};
pub use withdrawn::Withdrawn;
