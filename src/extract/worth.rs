//! Sentences worth quoting.

use super::{
    lexicon::Lexicon,
    manner::folded,
    quotes::Quotation,
    salience::Salience,
    scan::{Scan, language_of},
};

/// The author's own sentences that stand by themselves, near the theme and pithy first: never somebody else's words,
/// nothing that leans on the sentence before. Score and number of the sentence.
pub(super) fn standing_alone(scan: &Scan<'_, '_>, salience: &Salience, quotations: &[Quotation]) -> Vec<(f64, usize)> {
    let mut scored: Vec<(f64, usize)> = salience
        .sentences
        .iter()
        .filter(|candidate| (6..=30).contains(&candidate.words))
        .filter(|candidate| {
            let sentence = &scan.sentences[candidate.index];
            let text = scan.text(&sentence.range);
            let foreign =
                quotations.iter().any(|q| q.outer.start < sentence.range.end && sentence.range.start < q.outer.end);
            !foreign && !candidate.manner.leans_back() && text.ends_with(['.', '!']) && !text.contains('\n')
        })
        .map(|candidate| {
            let sentence = &scan.sentences[candidate.index];
            let near = scan.mentions_in(&sentence.range).len();
            let text = folded(scan.text(&sentence.range));
            let language = language_of(&scan.document.blocks[sentence.block]);
            let pithy = Lexicon::of(language).summary.pithy.count(&text);
            (candidate.score + 0.4 * near.min(1) as f64 + 0.15 * pithy.min(2) as f64, candidate.index)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
}
