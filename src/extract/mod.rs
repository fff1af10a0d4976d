//! Judging and citing: theme match, definitions, quotes, speakers, summary, key words. No I/O; what a rule says per
//! language stands in data files.

use jiff::Timestamp;

use crate::{
    model::{Citation, Edition, Lang, Match, Person, Post, QuotationPolicy, Reading, Status, Summary},
    text::Document,
};

/// What the engine knows of an edition: its terms folded and stemmed, its call's addresses, its window, its tags.
/// Made once an edition, used for every post.
#[derive(Clone, Debug)]
pub struct Theme {}

impl Theme {
    /// Prepares an edition. `call_urls` are all addresses the call stands at (on this site and elsewhere).
    #[must_use]
    pub fn new(_edition: &Edition, _call_urls: &[url::Url]) -> Self {
        todo!()
    }

    /// A theme made of bare terms, for `inspect text`.
    #[must_use]
    pub fn of_terms(_terms: &[String], _language: Option<&Lang>) -> Self {
        todo!()
    }
}

/// Who may be speaking besides those named in the text.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The author of the post.
    pub author: Option<Person>,
    /// All contributors of the edition, so that a first name can be completed.
    pub contributors: Vec<Person>,
}

/// Judges a post for an edition and, unless it is rejected, reads it.
#[must_use]
pub fn read(_post: &Post, _document: &Document, _theme: &Theme, _cast: &Cast, _policy: &QuotationPolicy) -> Reading {
    todo!()
}

/// Judges a post for an edition.
#[must_use]
pub fn judge(_post: &Post, _document: &Document, _theme: &Theme) -> (Status, Match) {
    todo!()
}

/// Finds the definitions in a document, strongest first, none overlapping another.
#[must_use]
pub fn definitions(_document: &Document, _theme: &Theme, _cast: &Cast) -> Vec<Citation> {
    todo!()
}

/// Finds the quotes in a document, in the order of the text.
#[must_use]
pub fn quotes(_document: &Document, _theme: &Theme, _cast: &Cast) -> Vec<Citation> {
    todo!()
}

/// Picks whole sentences that say what a document says; `None` when it has no sentence.
#[must_use]
pub fn summary(_document: &Document, _title: &str, _theme: &Theme, _policy: &QuotationPolicy) -> Option<Summary> {
    todo!()
}

/// The words a document is about, strongest first.
#[must_use]
pub fn keywords(_document: &Document, _most: usize) -> Vec<String> {
    todo!()
}

#[allow(unused)]
fn unused(_: Timestamp) {}
