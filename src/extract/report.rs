//! What the program sees in a text: `inspect text --json`.

use serde::Serialize;

use super::{
    Cast, SENTENCES, definitions, keywords, names::Known, quotes, salience::Salience, scan::Scan, summary, teaser,
    theme::Theme, worth,
};
use crate::{
    model::{Bands, Citation, Lang, QuotationPolicy, Span, Suggestions, Summary},
    text::Document,
};

/// Everything the engine finds in one text. Serialises as `inspect text --json`; spans count code points of `text`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextReport {
    /// The language of most of it.
    pub language: Option<Lang>,
    /// The plain text.
    pub text: String,
    /// Where its sentences stand.
    pub sentences: Vec<Span>,
    /// Definitions, strongest first.
    pub definitions: Vec<Citation>,
    /// Quotes, in the order of the text.
    pub quotes: Vec<Citation>,
    /// What the engine is not sure of.
    #[serde(skip_serializing_if = "Suggestions::is_empty")]
    pub suggestions: Suggestions,
    /// What it says in brief.
    pub summary: Option<Summary>,
    /// What it is about.
    pub keywords: Vec<String>,
}

/// How many key words are reported.
const KEYWORDS: usize = 10;

/// Reads a text without judging it. `bands` say how sure is sure enough.
#[must_use]
pub fn inspect(
    document: &Document,
    title: &str,
    theme: &Theme,
    cast: &Cast,
    policy: &QuotationPolicy,
    bands: &Bands,
) -> TextReport {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    let quotations = quotes::find(&scan, &known);
    let (definitions, unsure_definitions) = bands.definitions.split(definitions::cited(&scan, &known, &quotations));
    let (quotes, unsure_quotes) = bands.quotes.split(quotes::cited(&scan, &quotations));
    let salience = Salience::of(&scan, title);
    TextReport {
        language: document.language(),
        text: document.text.clone(),
        sentences: spans(&scan),
        definitions,
        quotes,
        suggestions: Suggestions {
            definitions: unsure_definitions,
            quotes: unsure_quotes,
            sentences: worth::cited(&scan, &worth::rank(&scan, &salience, &quotations), SENTENCES),
        },
        summary: teaser::marked(&scan).or_else(|| summary::pick(&scan, &salience, policy)),
        keywords: keywords::of(&scan, KEYWORDS),
    }
}

/// The sentences in code points, in one walk through the text.
fn spans(scan: &Scan<'_, '_>) -> Vec<Span> {
    let text = &scan.document.text;
    let (mut byte, mut point) = (0, 0);
    let mut to_point = |at: usize| {
        point += text.get(byte..at).map_or(0, |piece| piece.chars().count());
        byte = at;
        point
    };
    scan.sentences.iter().map(|s| Span { start: to_point(s.range.start), end: to_point(s.range.end) }).collect()
}
