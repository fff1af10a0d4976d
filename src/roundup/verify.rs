//! Verbatim or not a quote: a citation is checked against its snapshot, or where the snapshot is not on this machine,
//! against the hash that its record holds.

use super::problem::Problem;
use crate::model::{Citation, Entry, Form, Span, Summary, SummaryBy};

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
            Some(text) => summary.sentences.iter().all(|sentence| find(text, sentence).is_some()),
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

/// Finds words in a text, whatever its white space and quotation marks look like.
#[must_use]
pub fn find(text: &str, words: &str) -> Option<Span> {
    let wanted = fold(words);
    if wanted.is_empty() {
        return None;
    }
    // The folded text, with the code point each of its characters came from.
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
    let start_byte = folded.find(&wanted)?;
    let first = folded[..start_byte].chars().count();
    let last = first + wanted.chars().count() - 1;
    Some(Span { start: *origin.get(first)?, end: *origin.get(last)? + 1 })
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

    use super::{find, fold};

    #[test]
    fn finds_across_white_space_and_glyphs() {
        let text = "Zij zei:  “durf\u{a0}te\nvragen” — en ging.";
        let span = find(text, "\"durf te vragen\"").unwrap();
        assert_eq!(span.slice(text), Some("“durf\u{a0}te\nvragen”"));
        assert_eq!(find(text, "durf te zeggen"), None);
        assert_eq!(find(text, "  "), None);
    }

    proptest! {
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
