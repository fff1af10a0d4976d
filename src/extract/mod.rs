//! Judging and citing: theme match, definitions, quotes, speakers, summary, key words. No I/O; what a rule says per
//! language stands in data files.
//!
//! * [`Theme`]: what the engine knows of an edition
//! * [`judge()`]: does a post take part, and why
//! * [`definitions()`], [`quotes()`]: verbatim passages with their speakers
//! * [`summary()`], [`keywords()`]: what a post says and is about
//! * [`read`]: all of it; [`inspect`]: the same without judging

mod cite;
mod cues;
mod definitions;
mod judge;
mod keywords;
mod lexicon;
mod marks;
mod names;
mod patterns;
mod quotes;
mod report;
mod scan;
mod speaker;
mod summary;
mod theme;
mod topics;

#[cfg(test)]
mod tests;

pub use definitions::definitions;
pub use judge::judge;
pub use keywords::keywords;
pub use quotes::quotes;
pub use report::{TextReport, inspect};
pub use summary::summary;
pub use theme::Theme;

use std::sync::Arc;

use crate::{
    model::{Person, Post, QuotationPolicy, Reading, Status},
    text::Document,
};

/// Who may be speaking besides those named in the text.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The author of the post.
    pub author: Option<Person>,
    /// All contributors of the edition, so that a first name can be completed. Shared by all of their posts.
    pub contributors: Arc<[Person]>,
}

/// How many key words an entry gets.
const KEYWORDS: usize = 8;

/// How many topics an entry gets: enough for two entries to meet in one.
const TOPICS: usize = 16;

/// Judges a post for an edition and, unless it is rejected, reads it.
#[must_use]
pub fn read(post: &Post, document: &Document, theme: &Theme, cast: &Cast, policy: &QuotationPolicy) -> Reading {
    let scan = scan::Scan::new(document, theme);
    let (status, fit) = judge::weigh(post, &scan);
    if status == Status::Rejected {
        return Reading {
            status,
            fit,
            summary: None,
            summary_hash: None,
            definitions: Vec::new(),
            quotes: Vec::new(),
            keywords: Vec::new(),
            topics: Vec::new(),
        };
    }
    let mut known = names::Known::new(document, cast);
    theme.host.iter().for_each(|host| known.meet(host));
    let quotations = quotes::find(&scan, &known);
    let scored = summary::score(&scan, &post.title);
    Reading {
        status,
        fit,
        definitions: definitions::cited(&scan, &known, &quotations),
        quotes: quotes::cited(&scan, &quotations),
        keywords: keywords::of(&scan, KEYWORDS),
        topics: topics::find(&scan, &scored, &quotations, TOPICS),
        summary: summary::pick(&scan, scored, policy),
        summary_hash: None,
    }
}
