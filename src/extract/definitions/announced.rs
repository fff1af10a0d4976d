//! Quotations that are definitions because the words before say so.

use super::{Candidate, passed_on};
use crate::{
    extract::{lexicon::Lexicon, quotes::Quotation, scan::Scan},
    model::Reason,
};

/// Quotations that the words before call a definition: “X deelt de definitie van Y: “…””.
pub(super) fn find(scan: &Scan<'_, '_>, quotations: &[Quotation]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for quotation in quotations {
        let block = scan.block_at(quotation.outer.start);
        let start = scan.document.blocks[block].range.start;
        let before = scan.text(&(start..quotation.outer.start));
        let sentence = before.rsplit(['.', '!', '?']).next().unwrap_or(before);
        let lead = if before.trim().is_empty() && block > 0 {
            let text = scan.text(&scan.document.blocks[block - 1].range);
            if !text.trim_end().ends_with(':') {
                continue;
            }
            let cut = text.trim_end_matches(':').rfind(['.', '!', '?']).map_or(0, |at| at + 1);
            &text[cut..]
        } else {
            sentence
        };
        let lower = lead.to_lowercase();
        // In all languages: what is quoted is often in another one than what brings it in.
        let mut announcing = Lexicon::all().flat_map(|lexicon| lexicon.definitions.announcing.iter());
        let word = announcing.find(|word| lower.contains(word));
        let words = scan.words_in(&quotation.inner).len();
        let Some(word) = word.filter(|_| words >= 5) else { continue };
        let mut reasons = vec![Reason::new("announced", format!("the words before say “{word}”"), 3.5)];
        let term = scan.mentions_in(&quotation.inner).first().map(|mention| scan.text(&mention.range).to_owned());
        if term.is_some() {
            reasons.push(Reason::new("theme", "names the theme", 1.0));
        }
        let strength = reasons.iter().map(|reason| reason.weight).sum();
        candidates.push(Candidate {
            range: quotation.inner.clone(),
            term,
            strength,
            attributed: passed_on(&quotation.attributed),
            reasons,
        });
    }
    candidates
}
