//! HTML → text with offsets, blocks, sentences, words, stems, language. Knows nothing of carnivals.
//!
//! * [`Document`]: a text that remembers its structure; read from HTML or from plain text
//! * [`Block::boilerplate`]: share bars, comment forms, navigation, pull quotes: what belongs to no text
//! * [`Document::rows()`], [`Cell`]: tables
//! * [`Sentence`]: where sentences begin and end
//! * [`token`]: words with ranges, stop words
//! * [`stem`]: words without their endings
//! * [`language`]: which language a stretch of text is in
//! * [`fragment`]: how a passage of a page is named, so that a browser finds it
//! * [`fold()`]: text for comparing, deaf to white space and quote glyphs

mod boilerplate;
mod builder;
mod data;
mod document;
mod fold;
pub mod fragment;
mod html;
mod items;
pub mod language;
mod ngrams;
mod plain;
mod pull_quote;
mod sentence;
pub mod stem;
pub mod token;

#[cfg(test)]
mod tests;

pub use document::{Block, BlockKind, Cell, Document, Mark, MarkKind};
pub use fold::fold;
pub use sentence::{Sentence, split};
