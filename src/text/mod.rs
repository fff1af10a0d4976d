//! HTML → text with offsets, blocks, sentences, words, stems, language. Knows nothing of carnivals.

use std::ops::Range;

use crate::model::Lang;

/// What kind of block a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// `h1` to `h6`.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// `li`.
    ListItem,
    /// A paragraph inside a `blockquote`.
    Quotation,
    /// `figcaption`, or the source line (`cite`, `footer`) of a `blockquote`.
    Caption,
    /// `dt`.
    Term,
    /// `dd`.
    Description,
    /// `td`, `th`.
    Cell,
    /// `pre`.
    Code,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`Document::text`], in bytes.
    pub range: Range<usize>,
    /// Its language, declared (`lang`) or detected; `None` when it is too short to tell.
    pub language: Option<Lang>,
    /// The elements inside it that carry meaning.
    pub marks: Vec<Mark>,
    /// Which blockquote of the document this block belongs to, counted from 0.
    pub blockquote: Option<usize>,
}

/// What an inline element means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `a href`.
    Link(String),
    /// `strong`, `b`.
    Strong,
    /// `em`, `i`.
    Emphasis,
    /// `q`; quotation marks are added to the text where the HTML relies on the browser for them.
    Quote,
    /// `cite`.
    Cite,
    /// `code`, `kbd`, `samp`.
    Code,
    /// `dfn`, `abbr title`.
    Defining,
}

/// An inline element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it means.
    pub kind: MarkKind,
    /// Where it stands in [`Document::text`], in bytes.
    pub range: Range<usize>,
}

/// A text that remembers its structure. All ranges are byte ranges of `text` on character boundaries, and blocks are
/// in order and do not overlap. `text` is NFC; white space is folded; blocks are separated by `\n\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The plain text: what a snapshot stores and what spans count in.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Reads sanitised HTML. `language` is what the feed or the page declares; blocks may differ.
    #[must_use]
    pub fn from_html(_html: &str, _language: Option<&Lang>) -> Self {
        todo!()
    }

    /// Reads plain text: paragraphs are separated by blank lines.
    #[must_use]
    pub fn from_plain(_text: &str, _language: Option<&Lang>) -> Self {
        todo!()
    }

    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// The language most of the text is in; `None` when nothing is long enough to tell.
    #[must_use]
    pub fn language(&self) -> Option<Lang> {
        todo!()
    }

    /// How many words it has.
    #[must_use]
    pub fn word_count(&self) -> usize {
        todo!()
    }
}
