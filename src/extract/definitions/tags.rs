//! What kind of definition it is, for whoever asks why; it counts for nothing.

use std::ops::Range;

use crate::{
    extract::{lexicon::Lexicon, scan::Scan},
    model::Reason,
};

/// `personal`: it holds for whoever says it (“to me”). `contrast`: it says what the thing is not as well.
pub(super) fn of(scan: &Scan<'_, '_>, range: &Range<usize>) -> Vec<Reason> {
    let first = scan.sentences.partition_point(|sentence| sentence.range.end <= range.start);
    let language = scan.sentences.get(first).map_or("en", |sentence| scan.language_of(sentence));
    let words = &Lexicon::of(language).definitions;
    let text = scan.text(range);
    let personal = words.personal.matches(text).then(|| Reason::new("personal", "holds for whoever says it", 0.0));
    let contrast = words.contrast.matches(text).then(|| Reason::new("contrast", "says what it is not as well", 0.0));
    personal.into_iter().chain(contrast).collect()
}
