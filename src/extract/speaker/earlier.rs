//! What was said before: the person a pronoun stands for, the speaker of the quotation just before.

use std::ops::Range;

use super::Attributed;
use crate::{
    extract::{
        lexicon::Lexicon,
        marks,
        names::{self, Known},
        scan::Scan,
    },
    model::Attribution,
    text::split,
};

/// The one person named in the sentences before; nobody when there are several.
pub(super) fn antecedent(
    scan: &Scan<'_, '_>,
    known: &Known,
    range: Range<usize>,
    language: &str,
) -> Option<Attributed> {
    let text = scan.text(&range);
    // Whom people address or speak of is not who speaks.
    let quoted = marks::scan(text);
    let unquoted = |at: usize| !quoted.iter().any(|quoted| quoted.outer.contains(&at));
    for sentence in split(text, language).into_iter().rev().take(3) {
        let start = sentence.start;
        let sentence = &text[sentence];
        let mut people: Vec<String> = names::find(sentence, language)
            .into_iter()
            .filter(|name| unquoted(start + name.range.start))
            .filter(|name| name.words >= 2 || known.knows(&name.text) || known.complete(&name.text) != name.text)
            .map(|name| known.complete(&name.text))
            .collect();
        people.sort();
        people.dedup();
        match &people[..] {
            [] => {}
            [only] => return Some(Attributed::new("pronoun-resolved", Some(Attribution::Person(only.clone())))),
            _ => return None,
        }
    }
    None
}

/// A tag inside a sentence is no longer than this, in words.
const HALVED: usize = 25;

/// A tag between two halves of an utterance is no longer than this, in words.
const LONGEST_TAG: usize = 50;

/// Whether a speaker may stand behind the words rather than before them.
fn is_tag(attributed: &Attributed) -> bool {
    matches!(attributed.rule, "cue-after" | "described" | "pronoun" | "carry-over")
}

/// Whether only the tag of the first of two quotations stands between them, a sentence of its own: *“…,” said Anna Bos, a
/// baker. “…”*.
pub(super) fn only_tag(between: &str, attributed: &Attributed, language: &str) -> bool {
    let bare = between.trim();
    is_tag(attributed)
        && attributed.speaker.is_some()
        && !between.contains('\n')
        && bare.ends_with(['.', '?', '!'])
        && bare.split_whitespace().count() <= LONGEST_TAG
        && split(bare.trim_start_matches([',', ' ']), language).len() == 1
}

/// Whether two quotations are one utterance: only the tag or a connective stands between.
pub(super) fn carries_over(between: &str, attributed: &Attributed, language: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let connectives = &Lexicon::of(language).cues.connectives;
    let connective = words.len() <= 2
        && words.iter().all(|word| connectives.has(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()));
    let tag = is_tag(attributed)
        && words.len() <= if between.trim_end().ends_with(',') { HALVED } else { 12 }
        && split(between.trim(), language).len() <= 1;
    attributed.speaker.is_some() && (connective || tag) && !between.contains('\n')
}
