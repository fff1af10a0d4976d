//! Quotations and those who say them, in texts that were made up for it.

use std::collections::BTreeMap;

use super::{cited, find, quotes};
use crate::{
    extract::{Cast, Theme, names::Known, scan::Scan},
    model::{Edition, Host, Lang, Person, Slug},
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
    let candidates = cited(&scan, &find(&scan, &known));
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
fn a_source_below_the_words_signs_them() {
    let words = "A street is a long table, and nobody has sat down yet.";
    let nobody = "<p>Thank you for reading, and see you on the pavement.</p>";
    for (html, speaker) in [
        (format!("<blockquote><p>{words}<br>— Anna Vale, Streets</p></blockquote>"), "Anna Vale"),
        (format!("<blockquote><p>{words} — Anna Vale</p></blockquote>"), "Anna Vale"),
        (format!("<p>“{words}”</p><p>— Anna Vale, <cite>Streets</cite></p>"), "Anna Vale"),
        (format!("<p><em>{words}</em><br>— Anna Vale</p>{nobody}"), "Anna Vale"),
        (format!("<p>{words}</p><p>― Anna Vale, Streets</p>{nobody}"), "Anna Vale"),
        // Embedded posts.
        (
            format!(
                "<blockquote class='twitter-tweet'><p>{words}</p>— Anna Vale (@av) <a>May 1, 2024</a></blockquote>"
            ),
            "Anna Vale",
        ),
        (format!("<blockquote><p>{words}</p>— teapot 🌿 (@teapot_9) May 1, 2024</blockquote>"), "teapot"),
    ] {
        assert_eq!(said(&html, &Lang::en()), [(words.to_owned(), Some(speaker.to_owned()))], "{html}");
    }
    // The author's own name ends a letter, not a quotation.
    assert_eq!(said(&format!("{nobody}<p>— Mies Kok</p>"), &Lang::en()), Vec::new());
    assert_eq!(said(&format!("{nobody}<p>— Mies</p>"), &Lang::en()), Vec::new());
}

#[test]
fn a_sentence_that_begins_with_somebody_leads_to_their_words() {
    let en = Lang::en();
    let words = "every chair on the pavement is an invitation to sit down";
    assert_eq!(speakers(&format!("<p>Anna Vale has the month lined up as, “{words}.”</p>"), &en), some(&["Anna Vale"]));
    let baker = format!("<p>Kim, a baker, compares the pavement to a larder: “{words}.”</p>");
    assert_eq!(speakers(&baker, &en), some(&["Kim"]));
    for html in [
        format!("<p>Anna Vale met Kees Bos on the pavement, “{words}.”</p>"),
        format!("<p>Kim compares the pavement to a larder: “{words}.”</p>"),
    ] {
        assert_eq!(speakers(&html, &en), [None], "{html}");
    }
}

#[test]
fn those_who_were_asked_react() {
    let en = Lang::en();
    let asked = "<p>When we talked to the older bakers, the answer was usually “we get up when we want to get up”.</p>";
    assert_eq!(speakers(asked, &en), some(&["the older bakers"]));
    let named = "<p>I spoke to Anna Vale, and her answer was: “We get up when we want to get up.”</p>";
    assert_eq!(speakers(named, &en), some(&["Anna Vale"]));
    let nobody = "<p>When it rained, the answer was usually: “We get up when we want to get up.”</p>";
    assert_eq!(speakers(nobody, &en), [None]);
}

#[test]
fn a_nickname_needs_an_address() {
    let words = "<blockquote><p>Every chair on the pavement is an invitation to sit down.</p></blockquote>";
    let lead =
        "<p>Above my desk hangs teapot’s advice on <a href='https://forum.example/u/teapot'>sharp knives</a>:</p>";
    assert_eq!(speakers(&format!("{lead}{words}"), &Lang::en()), some(&["teapot"]));
    let lead = "<p>Above my desk hangs teapot’s advice on sharp knives:</p>";
    assert_eq!(speakers(&format!("{lead}{words}"), &Lang::en()), [None]);
}

/// The speakers of the quotes of a post that takes part in an edition.
fn in_edition(html: &str) -> Vec<Option<String>> {
    let site = "https://annavale.example/".parse().ok();
    let edition = Edition {
        slug: Slug::new("pavement").unwrap(),
        title: "The pavement carnival of May".into(),
        theme: "pavement".into(),
        language: Lang::en(),
        opens: None,
        closes: None,
        timezone: None,
        grace: jiff::SignedDuration::ZERO,
        number: None,
        host: Some(Host::Person(Person::named("Hanna Host"))),
        call: "https://kermis.example/call/".parse().ok(),
        tags: Vec::new(),
        blogs: None,
        prompts: Vec::new(),
        terms: BTreeMap::new(),
        palette: None,
        body: String::new(),
    };
    let theme = Theme::new(&edition, &[]);
    let contributors = [Person { name: "Anna Vale".into(), url: site }];
    let cast = Cast { author: Some(Person::named("Mies Kok")), contributors: contributors.into() };
    let document = Document::from_html(html, Some(&Lang::en()));
    let scan = Scan::new(&document, &theme);
    let known = Known::new(&document, &cast);
    find(&scan, &known).into_iter().map(|quotation| quotation.attributed.speaker.map(String::from)).collect()
}

#[test]
fn the_page_before_the_words_says_whose_they_are() {
    let words = "<blockquote><p>Every chair on the pavement is an invitation to sit down.</p></blockquote>";
    for (lead, speaker) in [
        (
            "<p>The best thing I read was <a href='https://www.annavale.example/2024/chairs'>this piece</a>.</p>",
            Some("Anna Vale"),
        ),
        ("<p>It began with <a href='https://kermis.example/call'>a question</a>.</p>", Some("Hanna Host")),
        ("<p>I could not resist the pavement carnival of May.</p>", Some("Hanna Host")),
        ("<p>It began with <a href='https://elsewhere.example/'>a question</a>.</p>", None),
        ("<p>Kees Bos sent me <a href='https://annavale.example/chairs'>this piece</a>.</p>", None),
    ] {
        assert_eq!(in_edition(&format!("{lead}{words}")), [speaker.map(str::to_owned)], "{lead}");
    }
}

#[test]
fn a_dialogue_has_a_speaker_in_front_of_every_line() {
    let en = Lang::en();
    let lines = "<p><b>Dev:</b> Shall we put the table out?<br><b>Ops:</b> When the rain stops, I would say.<br>\
<b>Dev:</b> It will never stop, you know that.</p>";
    assert_eq!(speakers(lines, &en), some(&["Dev", "Ops", "Dev"]));
    assert_eq!(said(lines, &en)[1].0, "When the rain stops, I would say.");
    // A list is no dialogue, nor is somebody who asks and answers themselves.
    for html in [
        "<ul><li>Risk: the soup is cold by nine.</li><li>Cause: a lid was lost.</li><li>Risk: rain all day.</li></ul>",
        "<p>Q: Why do we put the chairs outside?</p><p>A: We want people to sit down.</p>\
<p>Q: And when it rains?</p><p>A: Then we sit in the hall.</p>",
    ] {
        assert_eq!(said(html, &en), Vec::new(), "{html}");
    }
    let interview = "<p>An interview with Anna Vale.</p><p>Q: Why do you put chairs outside?</p>\
<p>A: We want people to sit down.</p><p>Q: And when it rains?</p><p>A: Then we sit in the hall, of course.</p>";
    assert_eq!(speakers(interview, &en), some(&["Anna Vale", "Anna Vale"]));
}

#[test]
fn a_pull_quote_is_not_said_twice() {
    let nl = Lang::nl();
    let twice = "<p>“Wij zetten gewoon de stoelen buiten,” zegt Anna Vermeer.</p>\
<blockquote><p>Wij zetten gewoon de stoelen buiten</p></blockquote>";
    assert_eq!(speakers(twice, &nl), some(&["Anna Vermeer"]));
    // The author's own words, shown larger, are nobody else's.
    let own = "<blockquote><p>Een straat is een lange tafel waar niemand aan zit.</p></blockquote>\
<p>Ik zeg het vaker. Een straat is een lange tafel waar niemand aan zit. En dat is jammer.</p>";
    assert_eq!(said(own, &nl), Vec::new());
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
