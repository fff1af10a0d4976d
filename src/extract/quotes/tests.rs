//! Quotations and those who say them, in texts that were made up for it.

use super::{find, quotes, suggested};
use crate::{
    extract::{Cast, Theme, names::Known, scan::Scan},
    model::{Lang, Person},
    text::Document,
};

fn cast() -> Cast {
    Cast { author: Some(Person::named("Mies Kok")), contributors: [Person::named("Teun de Boer")].into() }
}

/// Text and speaker of every quote.
fn said(html: &str, language: &Lang) -> Vec<(String, Option<String>)> {
    let document = Document::from_html(html, Some(language));
    let found = quotes(&document, &Theme::of_terms(&["straatfeest".into()], Some(language)), &cast());
    found.into_iter().map(|citation| (citation.text, citation.speaker.map(String::from))).collect()
}

/// The speakers only.
fn speakers(html: &str, language: &Lang) -> Vec<Option<String>> {
    said(html, language).into_iter().map(|(_, speaker)| speaker).collect()
}

fn some(names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| Some((*name).to_owned())).collect()
}

#[test]
fn a_short_utterance_needs_a_tag() {
    let nl = Lang::nl();
    assert_eq!(said("<p>“Kom maar mee,” zei Anna Vermeer.</p>", &nl).len(), 1);
    assert_eq!(said("<p>We kenden de “kom maar mee” van vroeger.</p>", &nl), Vec::new());
    let found = said("<p>The lamps went on. “Nobody went home at ten.” The soup was gone by then.</p>", &Lang::en());
    assert_eq!(found.len(), 1, "a sentence of its own");
}

#[test]
fn what_follows_may_say_that_somebody_said_it() {
    assert_eq!(said("<p>“Daar word je wakker van” is de ervaring in de straat.</p>", &Lang::nl()).len(), 1);
    assert_eq!(said("<p>“Daar word je wakker van” is in de straat te lezen.</p>", &Lang::nl()), Vec::new());
}

#[test]
fn names_and_terms_are_named_on_either_side() {
    let nl = Lang::nl();
    for html in [
        "<p>We begonnen met “Hoe krijg je een straat aan tafel?” als openingsvraag van de avond.</p>",
        "<p>De hamvraag, “Wie doet er vanavond mee?”, bleef liggen.</p>",
        "<p>In het logboek heet het “wie het eerst gaat zitten” en meer niet.</p>",
    ] {
        assert_eq!(said(html, &nl), Vec::new(), "{html}");
    }
    assert_eq!(said("<p>We took “Who brings the chairs?” as a working title.</p>", &Lang::en()), Vec::new());
}

#[test]
fn what_is_not_sure_enough_is_suggested() {
    let nl = Lang::nl();
    let document = Document::from_html("<p>Het ging om “Wie er om elf uur nog zit” en om de soep.</p>", Some(&nl));
    let theme = Theme::of_terms(&[], None);
    let scan = Scan::new(&document, &theme);
    let known = Known::new(&document, &cast());
    let candidates = suggested(&scan, &find(&scan, &known));
    assert_eq!(candidates.len(), 1);
    assert!(quotes(&document, &theme, &cast()).is_empty());
}

const QUESTIONS: &str = "<h2>Waar begint een straatfeest?</h2><p>‘Bij de buren die je nog niet kent.’</p>\
<h2>En waar eindigt het?</h2><p>‘Bij de afwas. Daar begint het gesprek pas echt.’</p>\
<h2>Wat raad je anderen aan?</h2><p>‘Begin met een pan soep en zie wel wie er komt.’</p>";

#[test]
fn the_answers_of_an_interview_are_those_of_whoever_is_interviewed() {
    let nl = Lang::nl();
    let named = format!("<p>Een interview met Anna Vermeer over haar straat.</p>{QUESTIONS}");
    assert_eq!(speakers(&named, &nl), some(&["Anna Vermeer"; 3]));
    let labelled = format!("{QUESTIONS}<h2>Tot slot?</h2><p>Kees Bos: ‘Kom allemaal, en neem een stoel mee.’</p>");
    assert_eq!(speakers(&labelled, &nl), some(&["Kees Bos"; 4]));
    // Two people, or nobody: nobody.
    let two = format!("<p>Een interview met Anna Vermeer.</p><p>Een interview met Kees Bos.</p>{QUESTIONS}");
    assert_eq!(speakers(&two, &nl), [None, None, None]);
    assert_eq!(speakers(QUESTIONS, &nl), [None, None, None]);
    // Two headings do not make an interview.
    let few = "<p>Een interview met Anna Vermeer.</p><h2>Waarom?</h2><p>‘Omdat het kan en omdat het mag.’</p>";
    assert_eq!(speakers(few, &nl), [None]);
}

#[test]
fn the_questions_of_an_interview_may_be_in_bold() {
    let html = "<p>I spoke with Anna Vale about her street.</p>\
<p><strong>How did it begin?</strong></p><p>“With a table that did not fit through the door.”</p>\
<p><strong>And then?</strong></p><p>“Then somebody brought a second table, and a cake.”</p><p>“That was that.”</p>\
<p><strong>Would you do it again?</strong></p><p>“Every year, and I would buy more plates.”</p>";
    assert_eq!(speakers(html, &Lang::en()), some(&["Anna Vale"; 4]));
}

#[test]
fn words_in_another_language_are_brought_in_in_that_of_the_text() {
    let html = "<p>Wij lazen elkaar voor over straten, stoelen en soep, en over wie er dan nog blijft zitten.</p>\
<p>Anna Vermeer zegt het zo: “A street is not a road with houses on either side of it, it is a table that nobody has \
laid yet and to which everybody has already been invited by the weather.”</p>";
    assert_eq!(speakers(html, &Lang::nl()), some(&["Anna Vermeer"]));
}

#[test]
fn a_new_sentence_behind_the_words_is_no_tag() {
    let html = "<p>Anna Vermeer schrijft: “Een straat is een lange tafel” Zij denkt dat niemand dat gelooft.</p>";
    assert_eq!(speakers(html, &Lang::nl()), some(&["Anna Vermeer"]));
}

#[test]
fn notes_are_no_quotations() {
    let en = Lang::en();
    for html in [
        "<blockquote><p><b>Note</b>: the street is closed for cars from five to ten.</p></blockquote>",
        "<blockquote><p>[!TIP] Bring a chair for somebody who has none at home.</p></blockquote>",
    ] {
        assert_eq!(said(html, &en), Vec::new(), "{html}");
    }
    let words = "<blockquote><p>One thing: bring a chair for somebody who has none.</p></blockquote>";
    assert_eq!(said(words, &en).len(), 1);
}

#[test]
fn a_call_is_the_host_s() {
    use crate::{extract::Cast, model::Status};
    let _ = (Status::Accepted, Cast::default());
}

#[test]
fn a_source_word_may_count_behind_the_words_only() {
    let de = Lang::parse("de").unwrap();
    let behind = "<p>„Wir haben den ganzen Abend auf der Straße getanzt“, so Anna Vermeer am Montag.</p>";
    assert_eq!(speakers(behind, &de), some(&["Anna Vermeer"]));
    let elsewhere = "<p>Es war so Anna Vermeer sehr recht. „Wir haben den ganzen Abend auf der Straße getanzt.“</p>";
    assert!(!speakers(elsewhere, &de).contains(&Some("Anna Vermeer".to_owned())));
}

#[test]
fn a_name_behind_a_preposition_is_no_subject() {
    let found = speakers("<p>Aan Anna Vermeer schreef Kees Bos: “Kom toch ook naar het straatfeest.”</p>", &Lang::nl());
    assert_eq!(found, some(&["Kees Bos"]));
    let found = speakers("<p>Aan Anna Vermeer schreef hij: “Kom toch ook naar het straatfeest.”</p>", &Lang::nl());
    assert_eq!(found, some(&["hij"]));
}
