//! How alike two texts are, from a few numbers kept of each.
//!
//! A text's shingles are its runs of five words; the likeness of two texts is the share of shingles they have in common
//! (Broder, *On the resemblance and containment of documents*, 1997). Of every text only the smallest hashes are kept,
//! which are a fair sample of all of them, so that memory stays flat however long the texts are.

use std::collections::BTreeSet;

use crate::text::token;

/// Words a shingle.
const RUN: usize = 5;
/// Hashes kept of a text.
const SAMPLE: usize = 256;

/// The sample of a text's shingles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch {
    /// The smallest hashes, ascending.
    hashes: Vec<u64>,
}

impl Sketch {
    /// The sketch of a plain text. Case and punctuation make no difference.
    pub(super) fn of(text: &str) -> Self {
        Self::sampled(text, SAMPLE)
    }

    /// Every shingle of a text: for a comparison that is forgotten at once.
    pub(super) fn whole(text: &str) -> Self {
        Self::sampled(text, usize::MAX)
    }

    fn sampled(text: &str, most: usize) -> Self {
        let words: Vec<String> = token::words(text).map(|(_, word)| word.to_lowercase()).collect();
        // A text shorter than a run is one shingle.
        let run = RUN.min(words.len()).max(1);
        let mut smallest = BTreeSet::new();
        for shingle in words.windows(run) {
            let hash = blake3::hash(shingle.join(" ").as_bytes());
            smallest.insert(first_eight(hash.as_bytes()));
            if smallest.len() > most {
                smallest.pop_last();
            }
        }
        Self { hashes: smallest.into_iter().collect() }
    }

    /// The sketch of the words of HTML, markup left out.
    pub(super) fn of_html(html: &str) -> Self {
        Self::of(&crate::text::Document::from_html(html, None).text)
    }

    /// The share of shingles in common, 0 to 1, estimated from the samples. Two empty texts are not alike.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        // The smallest hashes of both together are a sample of the union.
        let union: BTreeSet<u64> = self.hashes.iter().chain(&other.hashes).copied().collect();
        let sample: Vec<u64> = union.into_iter().take(SAMPLE).collect();
        if sample.is_empty() {
            return 0.0;
        }
        let has = |hashes: &[u64], hash: &u64| hashes.binary_search(hash).is_ok();
        let common = sample.iter().filter(|hash| has(&self.hashes, hash) && has(&other.hashes, hash)).count();
        common as f64 / sample.len() as f64
    }

    /// The smallest hashes, so many at most.
    pub(super) fn smallest(&self, most: usize) -> impl Iterator<Item = u64> {
        self.hashes.iter().take(most).copied()
    }

    /// The share of this sample that another text holds, which is known whole ([`Self::whole`]).
    pub(super) fn share_in(&self, whole: &Self) -> f64 {
        if self.hashes.is_empty() {
            return 0.0;
        }
        let found = self.hashes.iter().filter(|hash| whole.hashes.binary_search(hash).is_ok()).count();
        found as f64 / self.hashes.len() as f64
    }

    /// How many shingles the sample holds.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }
}

fn first_eight(bytes: &[u8; 32]) -> u64 {
    bytes.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sketch;

    const TEXT: &str = "Wie hardop leert, laat zien wat nog niet af is: een schets, een vraag, een fout van gisteren. \
        Dat voelt bloot, en toch komen juist daar de antwoorden op af die je zelf niet had kunnen bedenken.";

    #[test]
    fn the_same_words_are_the_same_text() {
        let loud = TEXT.to_uppercase().replace(',', " –");
        assert!((Sketch::of(TEXT).likeness(&Sketch::of(&loud)) - 1.0).abs() < f64::EPSILON);
        assert!(
            (Sketch::of_html(&format!("<p><b>{TEXT}</b></p>")).likeness(&Sketch::of(TEXT)) - 1.0).abs() < f64::EPSILON
        );
    }

    #[test]
    fn a_small_change_leaves_a_text_alike_and_another_text_is_another() {
        let changed = TEXT.replace("schets", "tekening");
        let likeness = Sketch::of(TEXT).likeness(&Sketch::of(&changed));
        assert!((0.6..1.0).contains(&likeness), "{likeness}");
        let other = "De bakker op de hoek sluit om zes uur, en wie later komt krijgt het brood van morgen.";
        assert!(Sketch::of(TEXT).likeness(&Sketch::of(other)) < 0.05);
        assert!(Sketch::of("").likeness(&Sketch::of("")) < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_and_goes_both_ways(a in "([a-e] ){0,60}", b in "([a-e] ){0,60}") {
            let (a, b) = (Sketch::of(&a), Sketch::of(&b));
            let likeness = a.likeness(&b);
            prop_assert!((0.0..=1.0).contains(&likeness));
            prop_assert!((likeness - b.likeness(&a)).abs() < f64::EPSILON);
            prop_assert!(a.len() <= super::SAMPLE);
        }
    }
}
