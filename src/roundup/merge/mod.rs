//! Brings a newer draft into a roundup that the host has edited: a three-way merge by marked blocks.
//!
//! Before each block of a draft stands a mark, an HTML comment with the block's id and the fingerprint of its text. The
//! fingerprint is the third side of the merge: while the text after a mark has it, the block is the machine's and follows
//! the draft; as soon as it has another one the block is the host's and is never changed, and a newer text is offered below
//! it in a comment. What the host writes between blocks stays where it is; what the host takes out stays out, since the
//! last comment remembers what was offered.
//!
//! * [`write()`]: a draft with its marks
//! * [`update()`]: the merge, and what it did
//! * [`without_marks`]: what readers get to see
//! * `marks`: what the comments look like

mod marks;
#[cfg(test)]
mod tests;
mod update;

pub use marks::{has_marks, without_marks};
pub use update::{Change, Updated, update, write};
