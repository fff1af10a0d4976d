//! Search without a server: an index that a small script reads, and a register that needs no script.
//!
//! * `index`: what can be found, as JSON
//! * `register`: the terms that entries come back to, from A to Z

mod index;
mod register;

pub(super) use index::index;
pub(super) use register::{Letter, register};
