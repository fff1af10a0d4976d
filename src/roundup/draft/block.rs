//! A piece of a draft that is known again in the host's file.

/// A piece of a draft: a paragraph, a heading, a definition, an entry, a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The same for the same thing in every draft of an edition, however much comes in: `opening`, `entry-1f0c5b2e`. No
    /// white space.
    pub id: String,
    /// Markdown that stands by itself: what opens in a block closes in it.
    pub text: String,
}

impl Block {
    /// A block.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into() }
    }
}
