//! Finds definitions: patterns per language, ranked by features; most sentences that say “X is a …” define nothing.
//!
//! * [`announced`]: quotations that the words before call a definition
//! * [`general`]: sentences that define anything at all, where no theme is known
//! * [`listed`]: lists of definitions, terms in bold
//! * [`sentence`]: sentences that a pattern matches, or that answer a heading
//! * [`features`]: what speaks for and against a match
//! * [`tabled`]: rows of tables
//! * [`tags`]: personal, contrast
//! * [`borrowed`]: whose definition a sentence passes on

mod announced;
mod borrowed;
mod features;
mod general;
mod listed;
mod sentence;
mod tabled;
mod tags;

use std::ops::Range;

pub(super) use self::general::General;
use super::{
    Cast, cite,
    names::Known,
    quotes::{self, Quotation},
    scan::Scan,
    speaker::Attributed,
    theme::Theme,
};
use crate::{
    model::{Attribution, Citation, Reason},
    text::{BlockKind, Document, Sentence},
};

/// From this strength on a candidate is a definition: what the bands publish by default.
pub const ENOUGH: f64 = 3.0;

/// From this strength on the host hears of it: what the bands suggest by default.
const SUGGEST: f64 = 1.5;

/// Weaker candidates are not worth a look.
const LEAST: f64 = 0.0;

/// A definition before it is a citation.
struct Candidate {
    range: Range<usize>,
    term: Option<String>,
    strength: f64,
    attributed: Attributed,
    reasons: Vec<Reason>,
}

/// Finds the definitions in a document, strongest first, none overlapping another.
#[must_use]
pub fn definitions(document: &Document, theme: &Theme, cast: &Cast) -> Vec<Citation> {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    let quotations = quotes::find(&scan, &known);
    let mut definitions = cited(&scan, &known, &quotations);
    definitions.retain(|definition| definition.score >= score_of(ENOUGH));
    definitions
}

/// Every candidate of a definition, however weak, with its features as reasons; they may overlap. For fitting weights.
#[must_use]
pub fn candidates(document: &Document, theme: &Theme, cast: &Cast) -> Vec<Citation> {
    let scan = Scan::new(document, theme);
    let known = Known::new(document, cast);
    let quotations = quotes::find(&scan, &known);
    found(&scan, &known, &quotations, LEAST).into_iter().map(|candidate| cite(&scan, candidate)).collect()
}

/// Published and suggested ones; their scores tell them apart.
pub(super) fn cited(scan: &Scan<'_, '_>, known: &Known, quotations: &[Quotation]) -> Vec<Citation> {
    let candidates = found(scan, known, quotations, SUGGEST);
    strongest(candidates).into_iter().map(|candidate| cite(scan, candidate)).collect()
}

/// The candidates of at least a strength.
fn found(scan: &Scan<'_, '_>, known: &Known, quotations: &[Quotation], least: f64) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = announced::find(scan, quotations);
    candidates.extend(listed::find(scan));
    candidates.extend(tabled::find(scan));
    let mut previous_heading: Option<&Sentence> = None;
    for (index, sentence) in scan.sentences.iter().enumerate() {
        let block = &scan.document.blocks[sentence.block];
        if block.boilerplate {
            continue;
        }
        let kind = block.kind;
        if matches!(kind, BlockKind::Heading(_)) {
            previous_heading = Some(sentence);
            continue;
        }
        let heading = previous_heading.take();
        if kind.is_prose() {
            candidates.extend(sentence::find(scan, known, quotations, index, heading, least));
        }
    }
    candidates
}

fn cite(scan: &Scan<'_, '_>, mut candidate: Candidate) -> Citation {
    candidate.reasons.extend(tags::of(scan, &candidate.range));
    candidate.reasons.push(Reason::new("speaker", candidate.attributed.rule, 0.0));
    let score = score_of(candidate.strength);
    cite::citation(scan, 'd', &candidate.range, score, candidate.term, &candidate.attributed, candidate.reasons)
}

/// How sure a strength makes, 0 to 1, to three decimals as citations have it.
fn score_of(strength: f64) -> f64 {
    let score = 1.0 / (1.0 + (-(strength - 2.5) / 1.2).exp());
    (score * 1000.0).round() / 1000.0
}

/// Those that the host hears of, strongest first; of two that overlap the stronger one.
fn strongest(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.strength >= SUGGEST);
    candidates.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.range.start.cmp(&b.range.start)));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let range = &candidate.range;
        if !kept.iter().any(|other| range.start < other.range.end && other.range.start < range.end) {
            kept.push(candidate);
        }
    }
    kept
}

/// Somebody else's definition is shared by the author unless the text names the sharer.
fn passed_on(attributed: &Attributed) -> Attributed {
    if attributed.rule == "shared-definition" {
        return attributed.clone();
    }
    Attributed { speaker: Some(Attribution::Author), originator: attributed.speaker.clone(), ..attributed.clone() }
}
