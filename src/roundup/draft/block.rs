//! The parts of a draft. A host's text and a later draft are compared part by part.

use super::super::markdown::to_plain;
use crate::{
    model::{Entry, Slug},
    text::token,
};

/// A part of a draft: Markdown that stands by itself, no element open at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is: `opening`, `definition-<entry>-<citation>`, `entry-<entry>`, `thread-<subject>` … Unique within the draft,
    /// and the same as long as what it is about takes part, whoever else comes or goes.
    pub id: String,
    /// Its text, without empty lines at its edges.
    pub text: String,
}

impl Block {
    /// A block.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into() }
    }
}

/// What stands for an entry in the names of its blocks.
pub(super) fn key(entry: &Entry) -> String {
    blake3::hash(entry.id.as_bytes()).to_hex()[..8].to_owned()
}

/// What stands for a subject in the name of a block; for one without Latin letters its hash.
pub(super) fn subject_key(subject: &str) -> String {
    Slug::from_text(subject)
        .map_or_else(|| blake3::hash(subject.as_bytes()).to_hex()[..8].to_owned(), |slug| slug.as_str().to_owned())
}

/// The blocks as one text.
pub(super) fn join(blocks: &[Block]) -> String {
    let mut body = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    body.push('\n');
    body
}

/// How many words readers see.
pub(super) fn words(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| token::count(&to_plain(&block.text))).sum()
}
