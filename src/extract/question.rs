//! The question a post ends with: what its author leaves to the readers.

use super::{cite, quotes::Quotation, scan::Scan, speaker::Attributed};
use crate::{
    model::{Citation, Reason},
    text::{BlockKind, Sentence},
};

/// A closing question stands in the last part of a text that is this share of it.
const LAST_PART: f64 = 0.25;

/// Shorter ones (*Waarom?*) lean on what went before; longer ones are no parting words.
const WORDS: std::ops::RangeInclusive<usize> = 5..=25;

/// The last question in the last part of a text that its author asks in a paragraph: none of a heading, of somebody
/// quoted, of what stands around the text.
pub(super) fn closing(scan: &Scan<'_, '_>, quotations: &[Quotation]) -> Option<Citation> {
    let prose: Vec<&Sentence> = scan
        .sentences
        .iter()
        .filter(|sentence| {
            let block = &scan.document.blocks[sentence.block];
            block.kind == BlockKind::Paragraph && block.blockquote.is_none() && !block.boilerplate && !block.aside
        })
        .collect();
    let end = prose.last()?.range.end as f64;
    let own = |sentence: &&&Sentence| {
        !quotations.iter().any(|q| q.outer.start < sentence.range.end && sentence.range.start < q.outer.end)
    };
    let asked = prose.iter().rev().take_while(|sentence| sentence.range.start as f64 >= end * (1.0 - LAST_PART));
    let question = asked.filter(own).find(|sentence| {
        let text = scan.text(&sentence.range);
        text.ends_with('?') && !text.contains('\n') && WORDS.contains(&scan.words_in(&sentence.range).len())
    })?;
    let reasons = vec![Reason::new("asks-at-the-end", "the last question of the text", 1.0)];
    Some(cite::citation(scan, 'q', &question.range, 1.0, None, &Attributed::author(), reasons))
}
