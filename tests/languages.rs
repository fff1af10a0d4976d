//! German came in as data files alone: what they make the engine find, and what it leaves.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test")]

use std::sync::Arc;

use blogkermis::{
    extract::{self, Cast, Theme},
    model::{Attribution, Lang, Person},
    text::Document,
};

fn german() -> Option<Lang> {
    Lang::parse("de")
}

fn definitions(text: &str) -> Vec<String> {
    let document = Document::from_plain(text, german().as_ref());
    let theme = Theme::of_terms(&["Straßenfest".into(), "Nachbarschaft".into()], german().as_ref());
    extract::definitions(&document, &theme, &Cast::default()).into_iter().map(|found| found.text).collect()
}

#[test]
fn german_sentences_that_define() {
    for text in [
        "Unter einem Straßenfest verstehe ich einen Abend, der niemandem gehört.",
        "Straßenfest ist der Sammelbegriff für alles, was draußen geschieht und nichts kostet.",
        "Für mich ist Nachbarschaft vor allem die Kunst, im richtigen Moment nicht zu klingeln.",
        "Nachbarschaft bezeichnet das Verhältnis zwischen Leuten, die sich eine Wand teilen.",
        "Ein Straßenfest ist nichts anderes als ein Umzug, bei dem alle wieder zurückkommen.",
        "Als Nachbarschaft bezeichnet man die Leute, deren Müllabfuhr am selben Tag kommt.",
        "Meine eigene Definition von Nachbarschaft lautet: wer den Ersatzschlüssel hat.",
        "Ein Straßenfest ist, wenn die Kinder den Ball holen dürfen, ohne zu fragen.",
    ] {
        assert_eq!(definitions(text), [text], "{text}");
    }
}

#[test]
fn german_sentences_that_define_nothing() {
    for text in [
        "Das Straßenfest ist eine Katastrophe geworden, weil es die ganze Zeit geregnet hat.",
        "Das Straßenfest ist am Samstag, und alle bringen etwas mit.",
        "Gestern war ein schöner Tag für ein Straßenfest in unserer Straße.",
        "Wir haben beim Straßenfest lange über die Nachbarschaft gesprochen.",
        "Ist ein Straßenfest eigentlich eine Versammlung im Sinne des Gesetzes?",
        "Ein gutes Beispiel für Nachbarschaft ist Herr Krause, der meine Pakete annimmt.",
        "Ich finde, die Nachbarschaft ist ein wichtiges Thema für unsere Stadt.",
    ] {
        assert_eq!(definitions(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn germans_speak_before_and_after_their_words() {
    let author = Person::named("Jutta Feld");
    let cast = Cast { author: Some(author), contributors: Arc::from([Person::named("Bernd Holm")]) };
    let said = |text: &str| {
        let document = Document::from_plain(text, german().as_ref());
        let theme = Theme::of_terms(&[], german().as_ref());
        let quotes = extract::quotes(&document, &theme, &cast);
        let quote = quotes.first().unwrap_or_else(|| panic!("no quote in {text}"));
        quote.speaker.clone()
    };
    let bernd = Some(Attribution::Person("Bernd Holm".into()));
    for text in [
        "„Die Bänke bleiben bis Sonntag stehen“, sagt Bernd Holm, der sie gebaut hat.",
        "Bernd Holm erklärte: „Wir haben die Bänke aus alten Türen gebaut.“",
        "„Wir haben die Bänke aus alten Türen gebaut“, erzählte Bernd, „und aus Geduld.“",
        "Laut Bernd Holm gilt: „Die Straße wird erst am Montag wieder eine Straße.“",
    ] {
        assert_eq!(said(text), bernd, "{text}");
    }
    assert_eq!(said("„Ich bringe lieber Kuchen als Ratschläge“, sagte ich."), Some(Attribution::Author));
}

#[test]
fn french_words_have_speakers_and_no_definitions() {
    let french = Lang::parse("fr");
    let read = |text: &str| {
        let document = Document::from_plain(text, french.as_ref());
        let theme = Theme::of_terms(&["fête de rue".into()], french.as_ref());
        let quotes = extract::quotes(&document, &theme, &Cast::default());
        (
            quotes.first().and_then(|quote| quote.speaker.clone()),
            extract::definitions(&document, &theme, &Cast::default()),
        )
    };
    let odile = Some(Attribution::Person("Odile Marchand".into()));
    for text in [
        "« Nous avons sorti les tables avant midi », raconte Odile Marchand.",
        "Odile Marchand explique : « Nous avons sorti les tables avant midi. »",
        "Selon Odile Marchand : « Les tables restent dehors jusqu'à dimanche. »",
    ] {
        assert_eq!(read(text).0, odile, "{text}");
    }
    // Without a file for them there are no definitions, and nobody guesses in English.
    assert_eq!(read("Une fête de rue est une cuisine sans murs où tout le monde reste.").1, []);
}

#[path = "../examples/rules/table.rs"]
mod table;

/// Every data file with its language and its name.
fn data_files() -> Vec<(String, String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/extract");
    let files = walkdir::WalkDir::new(folder).min_depth(2).into_iter().map(|file| file.unwrap().into_path());
    let named = |path: &std::path::Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(|path| (named(path.parent().unwrap()), named(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn the_table_of_rules_is_what_the_data_says() {
    let written = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md")).unwrap();
    let made = table::markdown(&mut data_files());
    assert!(written == made, "docs/rules.md is old: cargo run --example rules > docs/rules.md");
    assert!(made.contains("| `nl.onder-verstaan` | 3 |") && made.contains("## de: definitions, pattern"));
}
