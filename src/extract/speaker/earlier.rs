//! What was said before: the person a pronoun stands for, the speaker of the quotation just before.

use std::ops::Range;

use super::Attributed;
use crate::{
    extract::{
        lexicon::Lexicon,
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
    for sentence in split(text, language).into_iter().rev().take(3) {
        let sentence = &text[sentence];
        let mut people: Vec<String> = names::find(sentence, language)
            .into_iter()
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

/// A tag between two halves of an utterance is no longer than this, in words.
const LONGEST_TAG: usize = 50;

/// Whether only the tag of the first of two quotations stands between them, a sentence of its own: *“…,” said Anna Bos, a
/// baker. “…”*.
pub(super) fn only_tag(between: &str, attributed: &Attributed, language: &str) -> bool {
    let tagged = matches!(attributed.rule, "cue-after" | "described" | "pronoun" | "preposition-after" | "carry-over");
    let bare = between.trim();
    tagged
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
    let tag = attributed.rule == "cue-after" && words.len() <= 8;
    attributed.speaker.is_some() && (connective || tag) && !between.contains('\n')
}
