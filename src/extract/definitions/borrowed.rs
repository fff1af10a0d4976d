//! Whose definition a sentence passes on: the author shares it, somebody else said it.

use std::ops::Range;

use crate::{
    extract::{
        lexicon::Lexicon,
        names::{self, Known, Name},
        scan::Scan,
        speaker::{self, Attributed},
    },
    model::Attribution,
};

/// `volgens Y is T …`, `Y omschrijft T als …`, `de definitie van Y`, `ergens las ik`; `None`: nothing says so.
pub(super) fn find(scan: &Scan<'_, '_>, known: &Known, range: &Range<usize>, language: &str) -> Option<Attributed> {
    let lexicon = Lexicon::of(language);
    if let Some(found) = speaker::source_of_sentence(scan, known, range) {
        return Some(match found.speaker {
            Some(Attribution::Person(name)) => said_by(known, &name),
            Some(Attribution::Author) => Attributed::author(),
            Some(Attribution::Described(_)) | None => {
                Attributed { speaker: Some(Attribution::Author), originator: None, ..found }
            }
        });
    }
    let text = scan.text(range);
    // ASCII only: offsets must hold in the text as well.
    let lower = text.to_ascii_lowercase();
    let names = names::find(text, language);
    by_verb(text, &lower, &names, known, lexicon)
        .or_else(|| by_noun(scan, text, &lower, &names, known, lexicon))
        .or_else(|| lexicon.definitions.hearsay.in_text(&lower).then(|| unnamed("unknown-source")))
}

fn said_by(known: &Known, name: &str) -> Attributed {
    Attributed {
        speaker: Some(Attribution::Author),
        originator: Some(Attribution::Person(known.complete(name))),
        rule: "borrowed",
        cued: true,
    }
}

/// Somebody's, but nobody knows whose.
fn unnamed(rule: &'static str) -> Attributed {
    Attributed { speaker: Some(Attribution::Author), originator: None, rule, cued: true }
}

/// `Y omschrijft T als …`; of “she defines” nobody is named.
fn by_verb(text: &str, lower: &str, names: &[Name], known: &Known, lexicon: &Lexicon) -> Option<Attributed> {
    let verb = lexicon.definitions.defining.iter().find_map(|verb| lower.find(&format!(" {verb} ")))?;
    let before = &text[..verb];
    let subject = names.iter().rev().find(|name| name.range.end <= verb && verb - name.range.end < 4);
    if let Some(name) = subject {
        return Some(said_by(known, &name.text));
    }
    let subject = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    lexicon.definitions.pronouns.has(&subject).then(|| unnamed("pronoun"))
}

/// `de definitie van Y`.
fn by_noun(
    scan: &Scan<'_, '_>,
    text: &str,
    lower: &str,
    names: &[Name],
    known: &Known,
    lexicon: &Lexicon,
) -> Option<Attributed> {
    let words = &lexicon.definitions;
    let theme =
        |name: &Name| scan.mentions.iter().any(|mention| scan.text(&mention.range).eq_ignore_ascii_case(&name.text));
    words.nouns.iter().filter_map(|noun| lower.find(noun)).find_map(|at| {
        let name = names.iter().find(|name| {
            let last = text[..name.range.start].trim_end().rsplit(' ').next();
            name.range.start > at && last.is_some_and(|word| words.by.has(word))
        })?;
        (!theme(name)).then(|| said_by(known, &name.text))
    })
}
