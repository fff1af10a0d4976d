//! Sentences worth quoting: what hosts pick from a post that has neither a definition nor a quote. The author's own
//! sentences, short, on the theme, with a claim or a contrast, at the hinges of the text; never somebody else's words,
//! nothing that leans on the sentence before or asks the reader something.

use super::{
    cite,
    lexicon::Lexicon,
    manner::folded,
    quotes::Quotation,
    salience::{Salience, Scored},
    scan::{Scan, language_of},
    speaker::Attributed,
};
use crate::{
    model::{Citation, Reason},
    text::BlockKind,
};

/// A sentence that could be quoted and what speaks for it.
#[derive(Clone, Debug)]
pub(super) struct Worthy {
    /// Its number in [`Scan::sentences`].
    pub(super) index: usize,
    /// The sum of the reasons' weights.
    pub(super) score: f64,
    reasons: Vec<Reason>,
}

impl Worthy {
    /// The sentence as a citation of the author's.
    pub(super) fn citation(&self, scan: &Scan<'_, '_>, reasons: Vec<Reason>) -> Citation {
        let range = &scan.sentences[self.index].range;
        cite::citation(scan, 'q', range, self.score.clamp(0.0, 1.0), None, &Attributed::author(), reasons)
    }
}

/// The sentences of a text that are worth quoting, the best first.
pub(super) fn rank(scan: &Scan<'_, '_>, salience: &Salience, quotations: &[Quotation]) -> Vec<Worthy> {
    let mut worthy: Vec<Worthy> = salience
        .sentences
        .iter()
        .filter(|candidate| could_be_quoted(scan, candidate, quotations))
        .map(|candidate| weigh(scan, candidate))
        .collect();
    worthy.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
    worthy
}

/// The best of them, each with its reasons.
pub(super) fn cited(scan: &Scan<'_, '_>, ranked: &[Worthy], most: usize) -> Vec<Citation> {
    ranked.iter().take(most).map(|worthy| worthy.citation(scan, worthy.reasons.clone())).collect()
}

fn could_be_quoted(scan: &Scan<'_, '_>, candidate: &Scored, quotations: &[Quotation]) -> bool {
    let sentence = &scan.sentences[candidate.index];
    let text = scan.text(&sentence.range);
    (6..=30).contains(&candidate.words)
        && candidate.manner.hindrance.is_none()
        && text.ends_with(['.', '!'])
        && !text.contains('\n')
        && !quotations.iter().any(|q| q.outer.start < sentence.range.end && sentence.range.start < q.outer.end)
}

fn weigh(scan: &Scan<'_, '_>, candidate: &Scored) -> Worthy {
    let sentence = &scan.sentences[candidate.index];
    let block = &scan.document.blocks[sentence.block];
    let text = folded(scan.text(&sentence.range));
    let words = &Lexicon::of(language_of(block)).summary;
    let pithy = words.pithy.count(&text).min(2);
    // A section ends where a heading follows, or nothing.
    let next = scan.document.blocks[sentence.block + 1..].iter().find(|next| !next.boilerplate);
    let ends_section = scan.sentences.get(candidate.index + 1).is_none_or(|next| next.block != sentence.block)
        && next.is_none_or(|next| matches!(next.kind, BlockKind::Heading(_)));
    let signals = [
        (true, "says", "what the post keeps coming back to".to_owned(), candidate.score),
        (candidate.on_theme, "theme", "names the theme".to_owned(), 0.4),
        (pithy > 0, "pithy", "a contrast, or something general".to_owned(), 0.15 * pithy as f64),
        (
            candidate.manner.claims > 0,
            "claim",
            "claims something, or wants something".to_owned(),
            0.1 * candidate.manner.claims as f64,
        ),
        (candidate.words <= 18, "short", format!("{} words", candidate.words), 0.1),
        (ends_section, "hinge", "ends a section".to_owned(), 0.1),
        // What a post is going to be about is for its summary.
        (candidate.manner.purpose, "announces", "says what the post sets out to do".to_owned(), -0.5),
    ];
    let held = signals.into_iter().filter(|(holds, ..)| *holds);
    let reasons: Vec<Reason> = held.map(|(_, signal, detail, weight)| Reason::new(signal, detail, weight)).collect();
    Worthy { index: candidate.index, score: reasons.iter().map(|reason| reason.weight).sum(), reasons }
}
