//! The inbox: whatever people send in, by whatever way, ends here and waits for the host.
//!
//! * [`intake`]: files of what people sent, as [`crate::model::Tip`]s
//! * [`look`](mod@look): what stands behind an address; [`assess`](mod@assess): which post is meant, and what lacks
//! * [`admission`]: what the machine may let in by itself
//! * [`settle`](mod@settle): what becomes of a submission that was looked at; [`take_in`]: the files that take one in
//! * [`recheck`](mod@recheck): whether what was accepted still says what it said
//! * [`corrections`](mod@corrections): what whoever sent a post by the form says of it
//! * [`candidate`]: a blog before it has a file; [`watched`]: those that have one
//! * [`receipt`]: what whoever sent it is told
//!
//! [`crate::model::SubmissionState`] is the machine all of it goes through, [`crate::store`] keeps it.

pub mod admission;
pub mod assess;
pub mod candidate;
pub mod corrections;
pub mod intake;
pub mod look;
pub mod receipt;
pub mod recheck;
pub mod settle;
pub mod take_in;
pub mod watched;
