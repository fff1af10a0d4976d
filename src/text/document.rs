//! A text that remembers its structure.

use std::ops::Range;

use super::{Sentence, boilerplate, html, language, plain, pull_quote, sentence, token};
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

impl BlockKind {
    /// Whether sentences of this block are the running words of the text: no headings, captions or code.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::Quotation | Self::Description)
    }
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
    /// The language of the words in its quotation marks, where it is another one.
    pub quoted: Option<Lang>,
    /// The elements inside it that carry meaning.
    pub marks: Vec<Mark>,
    /// Which blockquote of the document this block belongs to, counted from 0.
    pub blockquote: Option<usize>,
    /// It stands in an `aside`, beside the text.
    pub aside: bool,
    /// Where in a table it stands. A cell may have several blocks.
    pub cell: Option<Cell>,
    /// It stands around the text (a share bar, a comment form, a licence) and is not to be cited or summed up.
    pub boilerplate: bool,
}

/// A place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The row, counted from 0 through all tables of the document.
    pub row: usize,
    /// The column, counted from 0; a cell that spans several counts as one.
    pub column: usize,
    /// Whether it is a `th`.
    pub header: bool,
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
/// in order and do not overlap. `text` is NFC; white space is folded (a line break inside a block is one `\n`);
/// blocks are separated by `\n\n`.
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
    pub fn from_html(html: &str, language: Option<&Lang>) -> Self {
        pull_quote::mark(boilerplate::mark(language::label(html::read(html), language)))
    }

    /// Reads plain text: paragraphs are separated by blank lines, list items begin with a bullet.
    #[must_use]
    pub fn from_plain(text: &str, language: Option<&Lang>) -> Self {
        boilerplate::mark(language::label(plain::read(text), language))
    }

    /// The rows of its tables: the indices of the blocks of each, in order. A row whose cells all are headers names
    /// the columns of those that follow.
    #[must_use]
    pub fn rows(&self) -> Vec<Range<usize>> {
        let mut rows: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let Some(cell) = block.cell else { continue };
            match rows.last_mut() {
                Some((row, blocks)) if *row == cell.row && blocks.end == index => blocks.end = index + 1,
                _ => rows.push((cell.row, index..index + 1)),
            }
        }
        rows.into_iter().map(|(_, blocks)| blocks).collect()
    }

    /// The text of a block.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.range.clone()]
    }

    /// The language of a stretch inside one block: the block's, or that of the words it quotes.
    #[must_use]
    pub fn language_in<'b>(&self, block: &'b Block, range: &Range<usize>) -> Option<&'b Lang> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        block.quoted.as_ref().filter(|quoted| language::is_in(text, quoted)).or(block.language.as_ref())
    }

    /// The language most of the text is in; `None` when nothing is long enough to tell.
    #[must_use]
    pub fn language(&self) -> Option<Lang> {
        language::of_document(self)
    }

    /// How many words it has.
    #[must_use]
    pub fn word_count(&self) -> usize {
        token::count(&self.text)
    }

    /// Its sentences in order. A sentence never reaches beyond its block; code has none, a heading is one.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        sentence::of_document(self)
    }
}
