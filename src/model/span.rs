//! Spans of a snapshot's text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points of a snapshot's text. `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// The span of a byte range of `text`. The range must lie on character boundaries.
    #[must_use]
    pub fn of_bytes(text: &str, range: Range<usize>) -> Self {
        let start = text[..range.start].chars().count();
        Self { start, end: start + text[range].chars().count() }
    }

    /// The byte range of this span in `text`; `None` when it reaches beyond its end or runs backwards.
    #[must_use]
    pub fn bytes(self, text: &str) -> Option<Range<usize>> {
        let mut boundaries = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let start = boundaries.nth(self.start)?;
        match self.end.checked_sub(self.start)? {
            0 => Some(start..start),
            length => Some(start..boundaries.nth(length - 1)?),
        }
    }

    /// The text under this span; `None` as for [`Span::bytes`].
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        self.bytes(text).map(|range| &text[range])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Span;

    proptest! {
        #[test]
        fn a_span_reads_back_its_bytes(text in "\\PC{0,40}", a in 0usize..60, b in 0usize..60) {
            let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a % boundaries.len(), b % boundaries.len());
            let range = boundaries[a.min(b)]..boundaries[a.max(b)];
            let span = Span::of_bytes(&text, range.clone());
            prop_assert_eq!(span.bytes(&text), Some(range.clone()));
            prop_assert_eq!(span.slice(&text), Some(&text[range]));
        }

        #[test]
        fn a_span_from_outside_never_panics(text in "\\PC{0,20}", start in 0usize..30, end in 0usize..30) {
            let _ = Span { start, end }.slice(&text);
        }
    }
}
