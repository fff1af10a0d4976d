//! The annotations agree with the texts and with the guideline.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

#[allow(dead_code, unreachable_pub, clippy::disallowed_methods, reason = "every user takes a part of it")]
mod corpus;
#[allow(dead_code, unreachable_pub, reason = "every user takes a part of it")]
mod matching;

use std::{collections::BTreeSet, path::PathBuf};

use corpus::{Annotated, Half, Label, QuoteKind};

/// All annotations; the texts of others only where `BLOGKERMIS_SHARED` names the folder that has them.
fn corpus() -> Vec<Annotated> {
    let shared = std::env::var_os("BLOGKERMIS_SHARED").map(PathBuf::from);
    let corpus = corpus::load(shared.as_deref()).expect("the annotations can be read");
    for skipped in corpus.iter().filter(|document| document.text.is_none()) {
        println!("skipped: the text of {} is not here; BLOGKERMIS_SHARED names the folder that has it", skipped.name);
    }
    corpus
}

#[test]
fn labels_agree_with_the_texts() {
    for document in corpus().iter().filter(|document| document.text.is_some()) {
        for sentence in &document.labels.sentences {
            let text = document.slice(sentence.at).unwrap_or_else(|| panic!("{} {:?}", document.name, sentence.at));
            assert_eq!(blake3::hash(text.as_bytes()).to_hex()[..12], sentence.hash, "{} {text}", document.name);
        }
        for at in document.labels.definitions.iter().map(|definition| definition.at) {
            assert!(document.slice(at).is_some(), "{} {at:?}", document.name);
        }
        for quote in &document.labels.quotes {
            let text = document.slice(quote.at).unwrap_or_else(|| panic!("{} {:?}", document.name, quote.at));
            let opens = text.starts_with(['“', '‘', '"', '\'']);
            assert!(opens || document.slice(before(quote.at)) == Some("> "), "{} {text}", document.name);
        }
    }
}

/// The two characters before a stretch.
fn before([start, _]: [usize; 2]) -> [usize; 2] {
    [start.saturating_sub(2), start]
}

#[test]
fn sentences_carry_the_labels_of_their_definitions() {
    for document in corpus() {
        let labels = &document.labels;
        for pair in labels.sentences.windows(2) {
            assert!(pair[0].at[1] <= pair[1].at[0], "{}: sentences overlap at {:?}", document.name, pair[1].at);
        }
        for sentence in &labels.sentences {
            let required = labels.definitions.iter().filter(|d| !d.optional).any(|d| covers(d.at, sentence.at));
            let optional = labels.definitions.iter().filter(|d| d.optional).any(|d| covers(d.at, sentence.at));
            let right = if required {
                Label::Definition
            } else if optional {
                Label::Optional
            } else {
                Label::Plain
            };
            assert_eq!(sentence.label, right, "{} {:?}", document.name, sentence.at);
        }
        for definition in &labels.definitions {
            let within = labels.sentences.iter().any(|sentence| covers(definition.at, sentence.at));
            assert!(within, "{}: no sentence has the definition at {:?}", document.name, definition.at);
            assert!(matches!(definition.level, 1 | 2) && !definition.term.is_empty(), "{}", document.name);
        }
        for quote in &labels.quotes {
            let speaks = quote.speaker.is_some();
            assert!(!speaks || quote.kind == QuoteKind::Quote, "{}: a {:?} has no speaker", document.name, quote.kind);
        }
    }
}

/// Whether a definition and a sentence share half of the shorter.
fn covers(definition: [usize; 2], sentence: [usize; 2]) -> bool {
    let shared = definition[1].min(sentence[1]).saturating_sub(definition[0].max(sentence[0]));
    2 * shared >= (definition[1] - definition[0]).min(sentence[1] - sentence[0])
}

#[test]
fn others_texts_are_named_with_their_licence_and_are_not_stored() {
    for document in corpus() {
        let labels = &document.labels;
        let others = labels.source.is_some() && labels.id.is_some() && labels.repository.is_some();
        assert_eq!(others, labels.licence.is_some(), "{}", document.name);
        assert_ne!(document.is_own(), others, "{}", document.name);
        assert!(!labels.theme.is_empty() && document.language().is_some(), "{}", document.name);
    }
}

#[test]
fn both_halves_have_both_languages_and_enough_of_them() {
    let corpus = corpus();
    let kinds: BTreeSet<(Half, &str)> =
        corpus.iter().map(|document| (document.half(), document.labels.language.as_str())).collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    let sentences: usize = corpus.iter().map(|document| document.labels.sentences.len()).sum();
    assert!(sentences >= 800, "{sentences}");
}
