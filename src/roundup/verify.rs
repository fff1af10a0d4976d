//! Verbatim or not a quote: a citation is checked against its snapshot, or where the snapshot is not on this machine,
//! against the hash that its record holds.

use super::problem::Problem;
use crate::{
    model::{Citation, ELLIPSIS, Entry, Form, Span, Summary, SummaryBy},
    text::Document,
};

/// Checks a machine-made summary: its sentences stand in the snapshot, and its text is made of them and nothing else.
/// What a program of the host's wrote stands in no text: there the record's hash says that nobody changed it since.
#[must_use]
pub fn summary_stands(summary: &Summary, hash: Option<&str>, snapshot: Option<&str>) -> bool {
    if summary.by == SummaryBy::Command {
        return hash == Some(summary.hash().as_str());
    }
    let made_of_them = fold(&summary.text) == fold(&summary.sentences.join(" "));
    made_of_them
        && match snapshot {
            // The author's summary may stand in the feed beside the text; then the record's hash stands for it.
            Some(_) if summary.by == SummaryBy::Author && hash == Some(summary.hash().as_str()) => true,
            Some(text) => {
                let text = Folded::of(text);
                summary.sentences.iter().all(|sentence| text.find_shortened(sentence).is_some())
            }
            None => hash == Some(summary.hash().as_str()),
        }
}

/// Checks every verbatim citation of an entry.
pub(super) fn entry(entry: &Entry, snapshot: &dyn Fn(&str) -> Option<String>, problems: &mut Vec<Problem>) {
    let (Some(blog), Some(kept)) = (&entry.blog, &entry.snapshot) else { return };
    let passages =
        entry.topics.iter().filter_map(|topic| topic.passage.as_ref()).chain(&entry.question).chain(&entry.proposal);
    let cited: Vec<_> = entry.definitions.iter().chain(&entry.quotes).chain(passages).collect();
    if cited.is_empty() {
        return;
    }
    let text = snapshot(&kept.hash);
    for citation in cited.into_iter().filter(|c| c.form == Form::Verbatim) {
        let picked = citation.reasons.iter().any(|reason| reason.signal == "host-picks");
        // A host's pick was checked when it was read.
        if !picked && !stands(citation, text.as_deref()) {
            problems.push(Problem {
                path: format!("harvest/{blog}.json"),
                message: format!("“{}” of “{}” is not in its snapshot", citation.text, entry.title),
                help: "the record was changed by hand or is damaged: delete it and run `blogkermis fetch`".into(),
            });
        }
    }
}

/// Whether a verbatim citation can be stood for.
#[must_use]
pub fn stands(citation: &Citation, snapshot: Option<&str>) -> bool {
    match (snapshot, citation.span) {
        (Some(text), Some(span)) => span.slice(text).is_some_and(|found| fold(found) == fold(&citation.text)),
        (Some(text), None) => find(text, &citation.text).is_some(),
        (None, _) => citation.hash.as_deref() == Some(blake3::hash(citation.text.as_bytes()).to_hex().as_str()),
    }
}

/// Whether every sentence of a text stands in another one, whatever its white space and quotation marks look like: then
/// whoever read that one has read this. A sentence that a feed cut short counts as far as it goes.
#[must_use]
pub fn is_within(text: &str, whole: &str) -> bool {
    let whole = fold(whole);
    let document = Document::from_plain(text, None);
    document.sentences().iter().all(|sentence| {
        let words = fold(&document.text[sentence.range.clone()]);
        let cut = words.trim_end_matches(|c: char| matches!(c, '…' | '.' | '[' | ']') || c.is_whitespace());
        whole.contains(&words) || !cut.is_empty() && cut != words && whole.contains(cut)
    })
}

/// Finds words in a text, whatever its white space and quotation marks look like.
#[must_use]
pub fn find(text: &str, words: &str) -> Option<Span> {
    Folded::of(text).find(&fold(words), 0).map(|(span, _)| span)
}

/// A folded text that knows where each of its characters came from.
struct Folded {
    text: String,
    /// The code point of the original that each character of `text` stands for.
    origin: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        let mut spaced = true;
        for (at, c) in text.chars().enumerate() {
            if c.is_whitespace() {
                if !spaced {
                    folded.push(' ');
                    origin.push(at);
                }
                spaced = true;
            } else {
                spaced = false;
                folded.push(same_glyph(c));
                origin.push(at);
            }
        }
        Self { text: folded, origin }
    }

    /// Where folded words stand from a byte of the folded text on, and the byte behind them.
    fn find(&self, words: &str, from: usize) -> Option<(Span, usize)> {
        if words.is_empty() {
            return None;
        }
        let start = from + self.text.get(from..)?.find(words)?;
        let first = self.text[..start].chars().count();
        let last = first + words.chars().count() - 1;
        let span = Span { start: *self.origin.get(first)?, end: *self.origin.get(last)? + 1 };
        Some((span, start + words.len()))
    }

    /// Finds a sentence out of which words were left, each time with [`ELLIPSIS`] in their place: what is left stands in the
    /// text in the same order, and nothing lies between that is longer than a long sentence.
    fn find_shortened(&self, sentence: &str) -> Option<Span> {
        /// In characters.
        const LONGEST_OMISSION: usize = 600;
        let pieces: Vec<String> = sentence.split(ELLIPSIS).map(fold).filter(|piece| !piece.is_empty()).collect();
        let (first, others) = pieces.split_first()?;
        let mut from = 0;
        while let Some((start, end)) = self.find(first, from) {
            let mut span = start;
            let mut at = end;
            let all = others.iter().all(|piece| match self.find(piece, at) {
                Some((next, end)) if next.start - span.end <= LONGEST_OMISSION => {
                    span.end = next.end;
                    at = end;
                    true
                }
                _ => false,
            });
            if all {
                return Some(span);
            }
            from = end;
        }
        None
    }
}

/// Folds white space and quotation marks: what may differ between a text and its quotation.
#[must_use]
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(same_glyph).collect()
}

fn same_glyph(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folded, find, fold, summary_stands};
    use crate::{
        extract::{self, Theme},
        model::{Lang, QuotationPolicy},
        text::Document,
    };

    #[test]
    fn finds_across_white_space_and_glyphs() {
        let text = "Zij zei:  “durf\u{a0}te\nvragen” — en ging.";
        let span = find(text, "\"durf te vragen\"").unwrap();
        assert_eq!(span.slice(text), Some("“durf\u{a0}te\nvragen”"));
        assert_eq!(find(text, "durf te zeggen"), None);
        assert_eq!(find(text, "  "), None);
    }

    #[test]
    fn finds_what_is_left_of_a_sentence() {
        let text =
            "But the lamp (a gift from her aunt) “stood” still. The lamp moved. Nobody saw the lamp stood still.";
        let found = |sentence: &str| Folded::of(text).find_shortened(sentence).and_then(|span| span.slice(text));
        assert_eq!(found("[…] the lamp […] \"stood\" still."), Some("the lamp (a gift from her aunt) “stood” still."));
        assert_eq!(found("The lamp moved."), Some("The lamp moved."));
        // In another order, with a word of somebody else's, or nothing at all.
        assert_eq!(found("“stood” still. […] But the lamp"), None);
        assert_eq!(found("the lamp […] shone"), None);
        assert_eq!(found("[…]"), None);
        // What lies far apart is no sentence.
        let far = format!("One{}two.", " and".repeat(200));
        assert_eq!(Folded::of(&far).find_shortened("One […] two."), None);
    }

    proptest! {
        #[test]
        fn what_a_summary_shortens_stands(words in prop::collection::vec("(And |But |[a-z]{1,8}|[(]|[)]|,|[.] [A-Z]| ){1,3}", 10..90)) {
            let text = words.join(" ");
            let document = Document::from_plain(&text, Some(&Lang::en()));
            if let Some(summary) = extract::summary(&document, "", &Theme::default(), &QuotationPolicy::default()) {
                prop_assert!(summary_stands(&summary, None, Some(&document.text)), "{:?}", summary.sentences);
            }
        }

        #[test]
        fn every_part_of_a_text_is_found_in_it(text in "[a-c “”' \u{a0}\n]{1,30}", from in 0usize..30, length in 1usize..10) {
            let part: String = text.chars().skip(from).take(length).collect();
            if !fold(&part).is_empty() {
                let span = find(&text, &part).unwrap();
                prop_assert_eq!(fold(span.slice(&text).unwrap()), fold(&part));
            }
        }
    }
}
