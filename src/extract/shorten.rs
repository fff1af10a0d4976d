//! What of a sentence a summary can do without: the connective that joins it to the sentence before, and asides in
//! brackets. [`ELLIPSIS`] stands for what is left out; what is kept stands in the text word for word.

use std::ops::Range;

use super::{lexicon::Lexicon, manner::folded, scan::Scan};
use crate::model::ELLIPSIS;

/// A shorter aside takes no more room than what would stand for it.
const SHORTEST_ASIDE: usize = 4;
/// A sentence of fewer words is not cut: what would be left is none.
const SHORTEST_REST: usize = 6;

/// The stretches of a sentence without its asides, in order: one that is all of it, when nothing can go. Bytes of the
/// document's text.
pub(super) fn kept(scan: &Scan<'_, '_>, index: usize) -> Vec<Range<usize>> {
    let whole = scan.sentences[index].range.clone();
    let text = scan.text(&whole);
    let within = |range: Range<usize>| whole.start + range.start..whole.start + range.end;
    let mut pieces = Vec::with_capacity(1);
    let mut from = 0;
    for aside in asides(text) {
        if aside.start <= from || scan.words_in(&within(aside.clone())).len() < SHORTEST_ASIDE {
            continue;
        }
        pieces.push(within(from..text[..aside.start].trim_end().len()));
        from = text.len() - text[aside.end..].trim_start().len();
    }
    pieces.push(within(from..text.len()));
    pieces.retain(|piece| !piece.is_empty());
    let left: usize = pieces.iter().map(|piece| scan.words_in(piece).len()).sum();
    if left < SHORTEST_REST { vec![whole] } else { pieces }
}

/// The stretches of a sentence that only a connective joins to the one before, without it; `None` where there is none, or
/// too little would be left.
pub(super) fn freed(
    scan: &Scan<'_, '_>,
    index: usize,
    kept: &[Range<usize>],
    language: &str,
) -> Option<Vec<Range<usize>>> {
    let (first, rest) = kept.split_first()?;
    let joined = joined_by(scan.text(first), language);
    let freed = first.start + joined..first.end;
    let words: usize = [&freed].into_iter().chain(rest).map(|piece| scan.words_in(piece).len()).sum();
    let stands = joined > 0 && first.start == scan.sentences[index].range.start && words >= SHORTEST_REST;
    stands.then(|| [freed].into_iter().chain(rest.iter().cloned()).collect())
}

/// A sentence as a summary shows it.
pub(super) fn shown(scan: &Scan<'_, '_>, index: usize, kept: &[Range<usize>]) -> String {
    let mut shown = String::new();
    let mut at = scan.sentences[index].range.start;
    for piece in kept {
        let text = scan.text(piece);
        if piece.start > at {
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(ELLIPSIS);
            if text.starts_with(char::is_alphanumeric) || at == scan.sentences[index].range.start {
                shown.push(' ');
            }
        }
        shown.push_str(text);
        at = piece.end;
    }
    if scan.text(&(at..scan.sentences[index].range.end)).contains(char::is_alphanumeric) {
        shown.push(' ');
        shown.push_str(ELLIPSIS);
    }
    shown.replace('\n', " ")
}

/// How many bytes at the beginning of a sentence only join it to the one before: `But`, `However,`, `But of course,`.
fn joined_by(text: &str, language: &str) -> usize {
    /// In bytes; no such beginning is longer.
    const LONGEST: usize = 40;
    let words = &Lexicon::of(language).summary;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let word = rest.split(' ').next().unwrap_or_default();
        let phrase = rest.split(", ").next().filter(|phrase| phrase.len() < LONGEST.min(rest.len()));
        at += match phrase {
            _ if words.joins.has(&folded(word)) => word.len() + 1,
            Some(phrase) if words.joins_before_comma.is(&folded(phrase)) => phrase.len() + 2,
            _ => return at,
        };
        if at >= text.len() {
            return 0;
        }
    }
}

/// The bracketed stretches of a sentence, their brackets included; none where brackets do not match.
fn asides(text: &str) -> Vec<Range<usize>> {
    let mut asides = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('(', None) => open = Some(at),
            (')', Some(from)) => {
                asides.push(from..at + 1);
                open = None;
            }
            ('(', Some(_)) | (')', None) => return Vec::new(),
            _ => {}
        }
    }
    if open.is_none() { asides } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{freed, kept, shown};
    use crate::{
        extract::{Theme, scan::Scan},
        model::Lang,
        text::Document,
    };

    /// The first sentence of a text as a summary shows it that does not have what stands before.
    fn shortened(text: &str, language: &Lang) -> String {
        let document = Document::from_plain(text, Some(language));
        let theme = Theme::default();
        let scan = Scan::new(&document, &theme);
        let kept = kept(&scan, 0);
        shown(&scan, 0, &freed(&scan, 0, &kept, language.primary()).unwrap_or(kept))
    }

    #[test]
    fn what_a_summary_can_do_without() {
        for (text, expected) in [
            ("But the chairs were never brought back.", "[…] the chairs were never brought back."),
            ("But of course, the chairs were never brought back.", "[…] the chairs were never brought back."),
            ("However, the chairs were never brought back.", "[…] the chairs were never brought back."),
            (
                "The chairs (all eleven of them, with two stools) were never brought back.",
                "The chairs […] were never brought back.",
            ),
            (
                "And the chairs (all eleven of them), which nobody owned, went (as they had come in May) by night.",
                "[…] the chairs […], which nobody owned, went […] by night.",
            ),
            ("The chairs were never brought back (not one of the eleven).", "The chairs were never brought back […]."),
        ] {
            assert_eq!(shortened(text, &Lang::en()), expected);
        }
        let dutch = "Maar de stoelen kwamen nooit meer terug (niet één van de elf).";
        assert_eq!(shortened(dutch, &Lang::nl()), "[…] de stoelen kwamen nooit meer terug […].");
    }

    #[test]
    fn what_stays_whole() {
        for text in [
            // What follows has another order because of the word, or needs what it stands for.
            "Still we waited for the chairs all evening.",
            "The chairs (eleven) were never brought back.",
            "The chairs :-) were never (brought ( back by anybody on earth).",
            "But nobody knew why.",
            "(All of this was written down by somebody else.)",
        ] {
            assert_eq!(shortened(text, &Lang::en()), text);
        }
        // With these the verb changes its place.
        let dutch = "Dus gingen we zonder stoelen naar het plein.";
        assert_eq!(shortened(dutch, &Lang::nl()), dutch);
    }
}
