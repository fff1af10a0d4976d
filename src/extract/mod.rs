//! Judging and citing: theme match, definitions, quotes, speakers, summary, key words. No I/O; what a rule says per
//! language stands in data files.
//!
//! * [`Theme`]: what the engine knows of an edition
//! * [`judge()`]: does a post take part, and why
//! * [`suggest_terms()`]: other words for the theme, for the host to choose from
//! * [`definitions()`], [`quotes()`]: verbatim passages with their speakers
//! * [`definition_candidates()`]: all that could be definitions, with their features, for fitting weights
//! * [`passages()`], [`people()`], [`quotation_marks()`]: everything between marks and everybody named, for checking a text
//! * [`genus()`]: what kind of thing a definition says its term is
//! * [`summary()`], [`keywords()`]: what a post says and is about
//! * [`read`]: all of it; [`inspect`]: the same without judging

mod carnival;
mod cite;
mod cues;
mod definitions;
mod genus;
mod judge;
mod keywords;
mod lexicon;
mod manner;
mod marks;
mod names;
mod next;
mod outbound;
mod passages;
mod patterns;
mod phrases;
mod question;
mod quotes;
mod report;
mod salience;
mod scan;
mod shorten;
mod speaker;
mod suggest;
mod summary;
mod teaser;
mod theme;
mod topics;
mod worth;

#[cfg(test)]
mod tests;

pub use definitions::{ENOUGH as DEFINITION_THRESHOLD, candidates as definition_candidates, definitions};
pub use genus::genus;
pub use judge::judge;
pub use keywords::keywords;
pub use marks::{Quoted, scan as quotation_marks};
pub use next::{Hint, HintKind, hints};
pub use passages::{Named, Passage, passages, people};
pub use quotes::quotes;
pub use report::{TextReport, inspect};
pub use suggest::{SuggestedTerm, suggest_terms};
pub use summary::summary;
pub use theme::Theme;

use std::sync::Arc;

use crate::{
    model::{Bands, Person, Post, QuotationPolicy, Reading, Status, Suggestions},
    text::{Document, fragment::Haystack},
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

/// How many sentences of an entry are offered as worth quoting.
const SENTENCES: usize = 5;

/// How many topics an entry gets: enough for two entries to meet in one.
const TOPICS: usize = 16;

/// Judges a post for an edition and, unless it is rejected, reads it. `bands` say how sure is sure enough.
#[must_use]
pub fn read(
    post: &Post,
    document: &Document,
    theme: &Theme,
    cast: &Cast,
    policy: &QuotationPolicy,
    bands: &Bands,
) -> Reading {
    let scan = scan::Scan::new(document, theme);
    let (status, fit) = judge::weigh(post, &scan);
    if status == Status::Rejected {
        return Reading {
            status,
            fit,
            summary: None,
            summary_hash: None,
            summary_key: None,
            definitions: Vec::new(),
            quotes: Vec::new(),
            suggestions: Suggestions::default(),
            keywords: Vec::new(),
            topics: Vec::new(),
            question: None,
            proposal: None,
            links: Vec::new(),
        };
    }
    let mut known = names::Known::new(document, cast);
    theme.host.iter().for_each(|host| known.meet(host));
    let quotations = quotes::find(&scan, &known);
    let salience = salience::Salience::of(&scan, &post.title);
    let worthy = worth::rank(&scan, &salience, &quotations);
    let (definitions, unsure_definitions) =
        bands.definitions.split(cite::without_bare_speakers(definitions::cited(&scan, &known, &quotations)));
    let (quotes, unsure_quotes) = bands.quotes.split(cite::without_bare_speakers(quotes::cited(&scan, &quotations)));
    let haystack = Haystack::new(&document.text);
    Reading {
        status,
        fit,
        definitions: cite::told_apart(definitions, &haystack),
        quotes: cite::told_apart(quotes, &haystack),
        suggestions: Suggestions {
            definitions: unsure_definitions,
            quotes: unsure_quotes,
            sentences: worth::cited(&scan, &worthy, SENTENCES),
        },
        keywords: keywords::of(&scan, KEYWORDS),
        topics: topics::find(&scan, &worthy, TOPICS),
        question: question::closing(&scan, &quotations),
        proposal: next::proposal(&scan, &quotations),
        links: outbound::links(&scan, post),
        summary: teaser::marked(&scan)
            .or_else(|| teaser::of_feed(post, document))
            .or_else(|| summary::pick(&scan, &salience, policy)),
        summary_hash: None,
        summary_key: None,
    }
}
