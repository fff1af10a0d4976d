//! Pull quotes: words of the text that a page shows a second time, larger. The ones in the text stay.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
};

use super::{Quotation, weights::REPEATED};
use crate::{extract::scan::Scan, text::BlockKind};

/// Fewer words may come twice by chance.
const FEWEST: usize = 5;

/// Weakens the quotations whose words stand elsewhere: of two that are quotations the one set apart, or the later one;
/// and what is set apart when a sentence of the text says the same without marks.
pub(super) fn weaken(scan: &Scan<'_, '_>, found: &mut [Quotation]) {
    let keys: Vec<Option<u64>> = found.iter().map(|quotation| key(scan, &quotation.inner)).collect();
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut repeats = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        match seen.get(key).copied() {
            None => {
                seen.insert(*key, index);
            }
            Some(other) if rank(scan, &found[index]) > rank(scan, &found[other]) => {
                seen.insert(*key, index);
                repeats.push(other);
            }
            Some(_) => repeats.push(index),
        }
    }
    let apart: Vec<usize> = (0..found.len()).filter(|&index| is_set_apart(scan, &found[index])).collect();
    if !apart.is_empty() {
        let mut sentences: HashMap<u64, usize> = HashMap::new();
        for sentence in &scan.sentences {
            if let Some(key) = key(scan, &sentence.range) {
                *sentences.entry(key).or_default() += 1;
            }
        }
        for index in apart {
            // Its first sentence is one of the document as well; a second one is the text's.
            let first = scan.sentences.partition_point(|sentence| sentence.range.end <= found[index].inner.start);
            let range = scan.sentences.get(first).map(|sentence| sentence.range.clone());
            let again = range.and_then(|range| key(scan, &range)).and_then(|key| sentences.get(&key));
            if again.is_some_and(|&times| times > 1) {
                repeats.push(index);
            }
        }
    }
    repeats.sort_unstable();
    repeats.dedup();
    for index in repeats {
        found[index].strength += REPEATED.weight();
        found[index].reasons.push(REPEATED.reason());
    }
}

/// Which of two to keep: with a speaker rather than without, in the text rather than set apart.
fn rank(scan: &Scan<'_, '_>, quotation: &Quotation) -> (bool, bool) {
    (quotation.attributed.speaker.is_some(), !is_set_apart(scan, quotation))
}

fn is_set_apart(scan: &Scan<'_, '_>, quotation: &Quotation) -> bool {
    let block = &scan.document.blocks[scan.block_at(quotation.outer.start)];
    block.blockquote.is_some() || matches!(block.kind, BlockKind::Caption | BlockKind::Heading(_))
}

/// The words of a range, deaf to case and punctuation; `None` when they are few.
fn key(scan: &Scan<'_, '_>, range: &Range<usize>) -> Option<u64> {
    let words = scan.words_in(range);
    if words.len() < FEWEST {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    for word in words {
        scan.forms[word.form].lower.hash(&mut hasher);
    }
    Some(hasher.finish())
}
