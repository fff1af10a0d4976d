//! What the engine makes of posts, rule by rule. All texts here were made up for it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use url::Url;

use super::{Cast, Theme, definitions, judge, keywords, quotes, read, summary};
use crate::{
    model::{Attribution, Bands, Citation, Edition, Lang, Person, Post, QuotationPolicy, Slug, Status, SummaryBy},
    text::Document,
};

fn edition(opens: &str, closes: &str) -> Edition {
    Edition {
        slug: Slug::new("straatfeest").unwrap(),
        title: "Een kermis over straatfeesten".into(),
        theme: "street party".into(),
        language: Lang::en(),
        opens: opens.parse().ok(),
        closes: closes.parse().ok(),
        timezone: None,
        grace: jiff::SignedDuration::ZERO,
        number: None,
        host: None,
        call: Some(Url::parse("https://www.kermis.example/oproep/").unwrap()),
        tags: vec!["stoepkermis".into()],
        blogs: None,
        prompts: Vec::new(),
        terms: BTreeMap::from([(Lang::en(), vec!["street party".into()]), (Lang::nl(), vec!["straatfeest".into()])]),
        palette: None,
        body: String::new(),
    }
}

fn post(title: &str, published: &str, html: &str) -> Post {
    Post {
        id: "1".into(),
        url: Url::parse("https://blog.example/2026/stuk").ok(),
        title: title.into(),
        authors: Vec::new(),
        published: published.parse().ok(),
        updated: None,
        language: None,
        categories: Vec::new(),
        summary_html: String::new(),
        content_html: html.into(),
        enclosures: Vec::new(),
    }
}

/// The verdict and the signals, strongest first.
fn verdict(post: &Post) -> (Status, Vec<String>) {
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let document = Document::from_html(post.html(), Some(&Lang::en()));
    let (status, fit) = judge(post, &document, &theme);
    assert!((0.0..=1.0).contains(&fit.score));
    assert!(!fit.reasons.is_empty(), "every verdict has a reason");
    (status, fit.reasons.into_iter().map(|reason| reason.signal).collect())
}

#[test]
fn a_link_to_the_call_takes_part() {
    let html =
        "<p>I was asked to write, <a href='http://kermis.example/oproep#how'>so here I am</a>, about chairs.</p>";
    let (status, signals) = verdict(&post("Chairs", "2026-05-10", html));
    assert_eq!((status, signals[0].as_str()), (Status::Accepted, "backlink"));
}

#[test]
fn the_theme_in_title_and_text_takes_part_within_the_window_only() {
    let html = "<p>Our street parties begin with soup. A street party ends with dishes.</p>";
    assert_eq!(verdict(&post("My first street party", "2026-05-10", html)).0, Status::Accepted);
    let (status, signals) = verdict(&post("My first street party", "2025-01-10", html));
    assert_eq!((status, signals[0].as_str()), (Status::Rejected, "outside-window"));
    let (status, signals) = verdict(&post("My first street party", "", html));
    assert_eq!(status, Status::Accepted);
    assert!(signals.contains(&"undated".to_owned()));
}

#[test]
fn a_post_that_only_says_when_it_was_changed_is_judged_by_that() {
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let judged = |published: &str, updated: &str| {
        let mut post = post("Chairs", published, "<p>A street party ends with dishes.</p>");
        post.updated = updated.parse().ok();
        let document = Document::from_html(post.html(), Some(&Lang::en()));
        let (_, fit) = judge(&post, &document, &theme);
        let dated = |signal: &str| matches!(signal, "undated" | "in-window" | "outside-window");
        let reason = fit.reasons.into_iter().find(|reason| dated(&reason.signal)).unwrap();
        (reason.signal, reason.detail)
    };
    let (signal, detail) = judged("", "2026-05-10");
    assert_eq!(signal, "in-window");
    assert!(detail.contains("2026-05-10") && detail.contains("last changed"), "{detail}");
    assert_eq!(judged("", "2025-01-10").0, "outside-window");
    assert_eq!(judged("2026-05-10", "2026-08-01"), ("in-window".to_owned(), "2026-05-10".to_owned()));
    assert_eq!(judged("", "").0, "undated");
}

#[test]
fn tags_and_hashtags_put_a_post_in() {
    let mut tagged = post("Chairs", "2026-05-10", "<p>Eleven chairs were borrowed.</p>");
    tagged.categories = vec!["Stoep-Kermis".into()];
    assert_eq!(verdict(&tagged).0, Status::Accepted);
    let hashtag = post("Chairs", "2026-05-10", "<p>Eleven chairs were borrowed. #streetparty</p>");
    let (status, signals) = verdict(&hashtag);
    assert_eq!((status, signals[0].as_str()), (Status::Accepted, "hashtag"));
}

#[test]
fn what_has_nothing_to_do_with_it_is_rejected_and_says_so() {
    let (status, signals) = verdict(&post("Bread", "", "<p>Flour, water, salt and a night of waiting.</p>"));
    assert_eq!(status, Status::Rejected);
    assert!(signals.contains(&"undated".to_owned()));
    let theme = Theme::of_terms(&["street party".into()], None);
    let (_, fit) = judge(&post("Bread", "", ""), &Document::from_plain("Flour.", None), &theme);
    assert_eq!(fit.reasons[0].signal, "no-evidence");
}

#[test]
fn the_call_announcements_roundups_and_other_carnivals_are_no_entries() {
    let mut call = post("A street party carnival", "2026-05-01", "<p>Write about your street party!</p>");
    call.url = Url::parse("https://kermis.example/oproep").ok();
    assert_eq!(verdict(&call), (Status::Rejected, vec!["is-the-call".to_owned()]));
    let roundup = post(
        "Roundup: the blog carnival about the street party",
        "2026-05-30",
        "<p>Nine posts about the street party came in. Each street party was different.</p>",
    );
    let (status, signals) = verdict(&roundup);
    assert_eq!((status, signals[0].as_str()), (Status::Rejected, "about-the-carnival"));
    let other = post("Blog carnival: winter gardens", "2026-07-10", "<p>Once I saw a street party from my garden.</p>");
    assert_eq!(verdict(&other).0, Status::Rejected);
    let links = post("Week notes 21", "2026-05-20", "<p>Read: a piece on the street party, a piece on bees.</p>");
    assert_eq!(verdict(&links).0, Status::Rejected);
}

fn cited(html: &str, language: &Lang, find: fn(&Document, &Theme, &Cast) -> Vec<Citation>) -> Vec<Citation> {
    let theme = Theme::of_terms(&["straatfeest".into(), "street party".into()], Some(language));
    let cast = Cast { author: Some(Person::named("Mies Kok")), contributors: [Person::named("Teun de Boer")].into() };
    let document = Document::from_html(html, Some(language));
    let found = find(&document, &theme, &cast);
    for citation in &found {
        let slice = citation.span.and_then(|span| span.slice(&document.text));
        assert_eq!(slice, Some(citation.text.as_str()), "verbatim");
        assert_eq!(citation.hash.as_deref(), Some(blake3::hash(citation.text.as_bytes()).to_hex().as_str()));
    }
    found
}

/// Text and speaker of every quote.
fn said(html: &str, language: &Lang) -> Vec<(String, Option<String>)> {
    cited(html, language, quotes).into_iter().map(|c| (c.text, c.speaker.map(String::from))).collect()
}

#[test]
fn speakers_are_named_when_the_text_names_them() {
    let words = "we zetten gewoon de stoelen buiten en wachten af";
    let nl = Lang::nl();
    for (html, speaker) in [
        (format!("<p>Anna Vermeer zegt: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>“{words},” zegt Anna Vermeer.</p>"), Some("Anna Vermeer")),
        (format!("<p>Of zoals Anna Vermeer het verwoordt: “{words}“</p>"), Some("Anna Vermeer")),
        (format!("<p>Hierover schreef Anna Vermeer: ‘{words}.’</p>"), Some("Anna Vermeer")),
        (format!("<p>Volgens Anna Vermeer is het simpel: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>“{words}”, aldus Anna Vermeer.</p>"), Some("Anna Vermeer")),
        (format!("<p>Anna Vermeer, voorzitter van de straat, zegt: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>Anna Vermeer: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>Teun zegt: “{words}.”</p>"), Some("Teun de Boer")),
        (format!("<p>“{words}” – Anna Vermeer</p>"), Some("Anna Vermeer")),
        (format!("<p>“{words}” (Anna Vermeer)</p>"), Some("Anna Vermeer")),
        (format!("<p>Ik schreef toen: “{words}.”</p>"), Some("self")),
        (format!("<blockquote><p>{words}.</p><footer>Anna Vermeer</footer></blockquote>"), Some("Anna Vermeer")),
        (format!("<p>Anna Vermeer schrijft:</p><blockquote><p>{words}.</p></blockquote>"), Some("Anna Vermeer")),
        // Nobody, or nobody for certain.
        (format!("<p>Iemand zei: “{words}.”</p>"), None),
        // By what the text has: a pronoun when two may be meant, a description.
        (format!("<p>Hij zei: “{words}.”</p>"), Some("hij")),
        (format!("<p>Anna Vermeer en Kees Bos kwamen. Zij zei: “{words}.”</p>"), Some("zij")),
        (format!("<p>“{words}”, zei een van de bewoners.</p>"), Some("een van de bewoners")),
        (format!("<p>“{words}”, zegt buurtwerker Anna Vermeer uit Delft.</p>"), Some("Anna Vermeer")),
        (format!("<p>Anna Vermeer heeft ons gisteren gezegd: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>Anna Vermeer kwam binnen en zei: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>Ik vroeg het aan Anna Vermeer. “{words}”, aldus de buurvrouw.</p>"), Some("de buurvrouw")),
        (format!("<p>De volgende ochtend zei Anna Vermeer: “{words}.”</p>"), Some("Anna Vermeer")),
        (format!("<p>Isa en Cor gaan op pad. “{words}.”</p>"), None),
    ] {
        let found = said(&html, &nl);
        assert_eq!(found.len(), 1, "{html}");
        assert!(found[0].0.trim_end_matches(['.', ',']) == words, "{html}: {}", found[0].0);
        assert_eq!(found[0].1.as_deref(), speaker, "{html}");
    }
}

#[test]
fn english_speakers_too() {
    let words = "we just put the chairs outside and wait for people";
    for (html, speaker) in [
        (format!("<p>As Anna Vale puts it, “{words}.”</p>"), Some("Anna Vale")),
        (format!("<p>“{words},” Anna Vale said.</p>"), Some("Anna Vale")),
        (format!("<p>Anna Vale’s advice: “{words}.”</p>"), Some("Anna Vale")),
        (format!("<p>In the words of Anna Vale: “{words}.”</p>"), Some("Anna Vale")),
        (format!("<p>According to Anna Vale, “{words}.”</p>"), Some("Anna Vale")),
        (
            format!("<p>Anna Vale (who lives there) writes that</p><blockquote><p>{words}.</p></blockquote>"),
            Some("Anna Vale"),
        ),
        (
            format!("<p>I read a post by Anna Vale. She writes:</p><blockquote><p>{words}.</p></blockquote>"),
            Some("Anna Vale"),
        ),
        (format!("<p>I told Anna Vale “{words}.”</p>"), Some("self")),
        (format!("<p>They said “{words}.”</p>"), None),
        (format!("<p>“{words},” the museum’s night guard said.</p>"), Some("the museum’s night guard")),
        (format!("<p>“{words},” a spokesman for Anna Vale said.</p>"), Some("a spokesman for Anna Vale")),
        (
            format!("<p>“{words},” said one of the neighbours on the square.</p>"),
            Some("one of the neighbours on the square"),
        ),
        (format!("<p>“{words},” Anna Vale, a baker who moved here, said.</p>"), Some("Anna Vale")),
    ] {
        let found = said(&html, &Lang::en());
        assert_eq!(found.len(), 1, "{html}: {found:?}");
        assert_eq!(found[0].1.as_deref(), speaker, "{html}");
    }
}

#[test]
fn what_came_from_somebody_is_not_somebody() {
    let html = "<p>Our best hint came from a night guard, who said that “we just put the chairs outside and wait”.</p>";
    assert!(said(html, &Lang::en()).iter().all(|(_, speaker)| speaker.is_none()));
}

#[test]
fn a_split_quotation_has_one_speaker() {
    let found = said(
        "<p>“We zetten gewoon wat stoelen buiten,” zegt Anna Vermeer. “Daarna wachten we gewoon rustig af.”</p>",
        &Lang::nl(),
    );
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|(_, speaker)| speaker.as_deref() == Some("Anna Vermeer")), "{found:?}");
    // The tag may be long, but it is one sentence.
    let tag = "said Anna Vale, a baker who moved to the square in spring";
    let halves = ["We just put the chairs outside", "After that we simply wait for people."];
    for (between, second) in [("", Some("Anna Vale")), (" People laughed.", None)] {
        let html = format!("<p>“{},” {tag}.{between} “{}”</p>", halves[0], halves[1]);
        let found = said(&html, &Lang::en());
        assert_eq!(
            found.iter().map(|(_, who)| who.as_deref()).collect::<Vec<_>>(),
            [Some("Anna Vale"), second],
            "{html}"
        );
    }
}

#[test]
fn scare_quotes_and_titles_are_no_quotes() {
    for html in [
        "<p>Dat is een ‘niet-feestelijk’ feest en heet de “pas toe of leg uit”-regel.</p>",
        "<p>Ik las het boek “De Lange Straat Naar Huis” van Anna Vermeer.</p>",
        "<p>We noemen dat “stoepen” in onze straat.</p>",
        "<p>De zogenaamde “stoelen op straat regeling” geldt niet.</p>",
        "<h2>“Kom je ook naar het feest in de straat?”</h2>",
        "<pre>print(\"we zetten gewoon de stoelen buiten en wachten af.\")</pre>",
    ] {
        assert_eq!(said(html, &Lang::nl()), Vec::new(), "{html}");
    }
}

#[test]
fn paragraphs_of_a_blockquote_are_one_quotation() {
    let found =
        said("<blockquote><p>We put the chairs outside.</p><p>Then we wait for people.</p></blockquote>", &Lang::en());
    assert_eq!(found.len(), 1);
    assert!(found[0].0.starts_with("We put") && found[0].0.ends_with("for people."));
}

/// Text, speaker and originator of every definition.
fn defined(html: &str, language: &Lang) -> Vec<(String, Option<Attribution>, Option<Attribution>)> {
    cited(html, language, definitions).into_iter().map(|c| (c.text, c.speaker, c.originator)).collect()
}

#[test]
fn definitions_of_the_author() {
    for (text, language) in [
        ("Onder een straatfeest versta ik een avond waarop de auto's ergens anders staan.", Lang::nl()),
        ("Een straatfeest is een vorm van burenhulp waar niemand om hoeft te vragen.", Lang::nl()),
        ("Een straatfeest is als je om elf uur nog bij de buren op de stoep zit.", Lang::nl()),
        ("A street party is about daring to ring a bell you never rang before.", Lang::en()),
        ("I think of street parties as meetings with better food.", Lang::en()),
        ("By stooping I mean sitting on your own doorstep until somebody joins you.", Lang::en()),
    ] {
        let html = format!("<p>Zo.</p><p>{text}</p>");
        let found = defined(&html, &language);
        assert_eq!(found, [(text.to_owned(), Some(Attribution::Author), Some(Attribution::Author))]);
    }
}

#[test]
fn borrowed_definitions_name_who_said_it() {
    let anna = || Some(Attribution::Person("Anna Vermeer".into()));
    let author = || Some(Attribution::Author);
    let words = "een straatfeest is een maaltijd zonder voordeur en zonder klok";
    for (html, speaker, originator) in [
        (format!("<p>De definitie van Anna Vermeer is: “{words}.”</p>"), author(), anna()),
        (format!("<p>Een mooie definitie van Anna Vermeer is:</p><p>“{words}”</p>"), author(), anna()),
        ("<p>Volgens Anna Vermeer is een straatfeest een vorm van burenhulp.</p>".to_owned(), author(), anna()),
        (
            "<p>Anna Vermeer omschrijft een straatfeest als een maaltijd zonder voordeur.</p>".to_owned(),
            author(),
            anna(),
        ),
        (
            format!("<p>Kees Bos deelt de definitie van Anna Vermeer: “{words}.”</p>"),
            Some(Attribution::Person("Kees Bos".into())),
            anna(),
        ),
        (format!("<p>Kees Bos deelt de definitie “{words}.”</p>"), Some(Attribution::Person("Kees Bos".into())), None),
        (
            "<p>Ergens las ik dat een straatfeest een vorm van burenhulp is, een straatfeest is een vorm van hulp.</p>"
                .to_owned(),
            author(),
            None,
        ),
    ] {
        let found = defined(&html, &Lang::nl());
        assert_eq!(found.len(), 1, "{html}: {found:?}");
        assert_eq!((&found[0].1, &found[0].2), (&speaker, &originator), "{html}");
    }
}

#[test]
fn sentences_that_define_nothing() {
    for (text, language) in [
        ("Dit is een mooi voorbeeld van een straatfeest.", Lang::nl()),
        ("Is een straatfeest een vorm van burenhulp?", Lang::nl()),
        ("Het weer was een probleem.", Lang::nl()),
        ("The weather is a problem for everybody here.", Lang::en()),
        ("A street party is a great success.", Lang::en()),
        ("My brother is the owner of nine chairs.", Lang::en()),
    ] {
        assert_eq!(defined(&format!("<p>Zo.</p><p>{text}</p>"), &language), Vec::new(), "{text}");
    }
}

#[test]
fn lists_and_bold_terms_define() {
    let found = defined("<dl><dt>Stoepen</dt><dd>op de stoep zitten tot het donker is</dd></dl>", &Lang::nl());
    assert_eq!(found[0].0, "op de stoep zitten tot het donker is");
    let found = defined("<p><b>Straatfeest:</b> een avond waarop de auto's ergens anders staan.</p>", &Lang::nl());
    assert_eq!(found.len(), 1);
}

const STORY: &str = "<h1>Street party</h1>\
<p>Last summer our street party began with eleven borrowed chairs and one pan of soup. Nobody had planned the evening, and \
nobody wanted to go home when the lamps went on. Did it rain? It did, for an hour.</p>\
<p>A street party asks very little of a street: chairs, soup and somebody who rings the first bell. The neighbours who came \
were people I had only waved at for nine years. We talked about the street, about chairs and about the soup until midnight.</p>\
<p>Subscribe to my newsletter for more. A good street party never ends with a list, but always with a date for the next one.</p>";

#[test]
fn summaries_are_whole_sentences_in_order() {
    let document = Document::from_html(STORY, Some(&Lang::en()));
    let theme = Theme::of_terms(&["street party".into()], None);
    let summary = summary(&document, "Street party", &theme, &QuotationPolicy::default()).unwrap();
    let words = summary.text.split_whitespace().count();
    assert!((50..=80).contains(&words), "{words}");
    assert!(summary.sentences.iter().all(|sentence| document.text.contains(sentence)));
    let places: Vec<_> = summary.sentences.iter().map(|sentence| document.text.find(sentence)).collect();
    assert!(places.is_sorted());
    assert!(!summary.text.contains("Subscribe") && !summary.text.contains("Did it rain"));
    insta::assert_snapshot!(summary.text);
    assert_eq!(super::summary(&Document::default(), "", &theme, &QuotationPolicy::default()), None);
}

/// The summary of [`STORY`] with something before its last paragraph.
fn summary_of_story_with(extra: &str) -> String {
    let html = STORY.replacen("<p>Subscribe", &format!("{extra}<p>Subscribe"), 1);
    let document = Document::from_html(&html, Some(&Lang::en()));
    let theme = Theme::of_terms(&["street party".into()], None);
    summary(&document, "Street party", &theme, &QuotationPolicy::default()).unwrap().text
}

#[test]
fn a_stand_behind_a_quotation_is_worth_repeating() {
    let quoted = "A pavement becomes a living room once somebody carries a lamp outside.";
    let answer = "The lamps of our street stayed indoors that evening, and I hope they come out next time.";
    let told = summary_of_story_with(&format!("<p>{quoted}</p><p>{answer}</p>"));
    let answered = summary_of_story_with(&format!("<blockquote><p>{quoted}</p></blockquote><p>{answer}</p>"));
    assert!(!told.contains(answer) && answered.contains(answer), "{told}\n{answered}");
}

#[test]
fn what_an_author_stresses_is_worth_repeating() {
    let said = "Afterwards, everybody in the street and at the party knew one name more that evening.";
    let stressed = "Above all, everybody in the street and at the party knew one name more that evening.";
    let plain = summary_of_story_with(&format!("<p>The bins were emptied on Tuesday. {said}</p>"));
    let told = summary_of_story_with(&format!("<p>The bins were emptied on Tuesday. {stressed}</p>"));
    assert!(!plain.contains("one name more") && told.contains("one name more"), "{plain}\n{told}");
}

#[test]
fn what_the_feed_cut_off_is_never_repeated() {
    let whole = "Nobody had planned the evening of our street party, and nobody wanted to go home.";
    let theme = Theme::of_terms(&["street party".into()], None);
    let post = post("Street party", "2026-05-10", "");
    for end in ["[…]", "[...]", "…", "...", "[…] Read more", "… Continue reading →", " […]</p><p>Lees verder"]
    {
        let html = format!("<p>{whole} {whole} Our street party began with eleven chairs and the chairs {end}</p>");
        let document = Document::from_html(&html, Some(&Lang::en()));
        let reading = read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default());
        let summary = summary(&document, "Street party", &theme, &QuotationPolicy::default()).unwrap();
        assert!(summary.text.contains(whole) && !summary.text.contains("eleven chairs"), "{end}: {}", summary.text);
        for passage in reading.topics.into_iter().filter_map(|topic| topic.passage) {
            assert!(!passage.text.contains("eleven chairs"), "{end}: {}", passage.text);
        }
    }
    // Three dots in the middle of a text are the author's.
    let html = "<p>We waited for eleven chairs at the street party…</p><p>And then they came.</p>";
    let document = Document::from_html(html, Some(&Lang::en()));
    let summary = summary(&document, "Street party", &theme, &QuotationPolicy::default()).unwrap();
    assert!(summary.text.contains("eleven chairs"), "{}", summary.text);
}

#[test]
fn key_words_and_topics() {
    let document = Document::from_html(STORY, Some(&Lang::en()));
    assert!(keywords(&document, 5).contains(&"street party".to_owned()), "{:?}", keywords(&document, 5));
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let post = post("Street party", "2026-05-10", STORY);
    let topics =
        read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default()).topics;
    assert!(!topics.is_empty());
    for topic in topics {
        assert!(topic.count >= 2 && !["street", "party"].contains(&topic.word.as_str()), "{topic:?}");
        if let Some(passage) = topic.passage {
            assert_eq!(passage.speaker, Some(Attribution::Author));
            assert_eq!(passage.span.unwrap().slice(&document.text), Some(passage.text.as_str()));
        }
    }
}

#[test]
fn topics_are_nouns_and_pairs_of_words() {
    let topics_of = |text: &str, language: &Lang| -> Vec<String> {
        let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
        let post = post("Street party", "2026-05-10", text);
        let document = Document::from_html(text, Some(language));
        let reading = read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default());
        reading.topics.into_iter().map(|topic| topic.word).collect()
    };
    let english = topics_of(
        "<p>The street party had a rain plan. Nobody likes a rain plan, but the plan held. We carried the heavy table, and the \
         table was laid twice.</p><p>Somebody laid the cutlery too. Every rain plan needs a boring uncle.</p>",
        &Lang::en(),
    );
    assert!(english.contains(&"rain plan".to_owned()) && english.contains(&"table".to_owned()), "{english:?}");
    assert!(!english.contains(&"plan".to_owned()) && !english.contains(&"laid".to_owned()), "{english:?}");
    let dutch = topics_of(
        "<p>Op de street party hebben we het bord gezet. Naast het bord was een plas. Wie had het bord gezet? De buren hadden ook het \
         hek gezet.</p>",
        &Lang::nl(),
    );
    assert!(dutch.contains(&"bord".to_owned()) && dutch.iter().all(|topic| !topic.contains("gezet")), "{dutch:?}");
}

#[test]
fn a_rejected_post_is_not_read() {
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let post = post("Street party", "2020-01-01", STORY);
    let document = Document::from_html(post.html(), None);
    let reading = read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default());
    assert_eq!(reading.status, Status::Rejected);
    assert!(reading.summary.is_none() && reading.keywords.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_outside_makes_it_panic(
        text in "(zegt |said |Anna |“|”|‘|’|\"|'|: |\\. |, |street party |is |een |definitie |van |é|ß|İ|\n\n|– |[a-zA-Z]{1,6} ){0,40}"
    ) {
        let theme = Theme::of_terms(&["street party".into()], None);
        for language in [Lang::nl(), Lang::en()] {
            let document = Document::from_plain(&text, Some(&language));
            let report = super::inspect(&document, "", &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default());
            for citation in report.quotes.iter().chain(&report.definitions) {
                let slice = citation.span.and_then(|span| span.slice(&document.text));
                prop_assert_eq!(slice, Some(citation.text.as_str()));
            }
        }
    }
}

#[test]
fn what_stands_around_a_text_is_never_cited() {
    let text = "<p>Onder hardop leren versta ik leren waar anderen bij zijn. De les begint pas als iemand meekijkt.</p>\
                <p>“Wie hardop leert, leert nooit alleen,” zei Noor de Boer gisteren tegen mij.</p>";
    let around = "<p>Dit bericht <a href=/x>Hardop leren is leren in het openbaar</a> verscheen eerst op <a href=/>Hardop</a>.</p>\
                  <h3>Gerelateerde berichten</h3><ul><li><a href=/1>Hardop leren is een feest voor iedereen</a></li>\
                  <li><a href=/2>“Hardop leren is moed,” zei Jan</a></li></ul>\
                  <h3>Over de auteur</h3><p>Noor noemt hardop leren een vorm van moed. “Delen is leren,” zegt zij altijd.</p>\
                  <p>Deel dit:</p><ul><li><a href=/m>Mastodon</a></li><li><a href=/l>LinkedIn</a></li></ul>\
                  <p>Dit werk valt onder een Creative Commons-licentie.</p>";
    let theme = Theme::of_terms(&["hardop leren".into()], Some(&Lang::nl()));
    let read = |html: &str| {
        let document = Document::from_html(html, Some(&Lang::nl()));
        super::inspect(
            &document,
            "Hardop leren",
            &theme,
            &Cast::default(),
            &QuotationPolicy::default(),
            &Bands::default(),
        )
    };
    let (alone, whole) = (read(text), read(&format!("{text}{around}")));
    let words = |found: &[Citation]| found.iter().map(|citation| citation.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&whole.definitions), words(&alone.definitions));
    assert_eq!(words(&whole.quotes), words(&alone.quotes));
    assert_eq!(whole.summary.unwrap().text, alone.summary.unwrap().text);
    assert_eq!(whole.keywords, alone.keywords);
    assert!(!words(&alone.definitions).is_empty() && !words(&alone.quotes).is_empty());
}

#[test]
fn sentences_worth_quoting_are_the_author_s_own_and_stand_alone() {
    let html = "<p>In this post I want to tell how our street party began. A street party is never about the food, but \
                about the chairs that people carry outside. That was news to me.</p>\
                <p>“A street party should never end before midnight,” said Anna Visser. Who carries your chairs?</p>\
                <p>The rain came at nine and stayed until ten.</p>";
    let document = Document::from_html(html, Some(&Lang::en()));
    let theme = Theme::of_terms(&["street party".into()], None);
    let (cast, policy, bands) = (Cast::default(), QuotationPolicy::default(), Bands::default());
    let report = super::inspect(&document, "Street party", &theme, &cast, &policy, &bands);
    let worthy = report.suggestions.sentences;
    assert!(worthy[0].text.starts_with("A street party is never about the food"), "{worthy:?}");
    assert!(worthy[0].reasons.iter().any(|reason| reason.signal == "pithy"));
    for sentence in &worthy {
        assert_eq!(sentence.speaker, Some(Attribution::Author));
        assert_eq!(sentence.span.unwrap().slice(&document.text), Some(sentence.text.as_str()));
        assert!(!["That was", "midnight", "?"].iter().any(|part| sentence.text.contains(part)), "{sentence:?}");
    }
}

#[test]
fn the_author_s_own_summary_goes_first() {
    const SHORT: &str = "A street party needs chairs, a rope across the road and one neighbour who starts; the rest, \
                         food and music and quarrels, comes by itself before dark.";
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let (policy, bands) = (QuotationPolicy::default(), Bands::default());
    let summary_of = |html: &str, feed: &str| {
        let mut post = post("Street party", "2026-05-10", html);
        post.summary_html = feed.to_owned();
        let document = Document::from_html(html, Some(&Lang::en()));
        read(&post, &document, &theme, &Cast::default(), &policy, &bands).summary.unwrap()
    };
    for marked in [
        format!("<p><b>TL;DR</b>: {SHORT}</p>{STORY}"),
        format!("<p>In short: {SHORT}</p>{STORY}"),
        format!("{STORY}<h2>Summary</h2><p>{SHORT}</p>"),
    ] {
        let summary = summary_of(&marked, "");
        assert_eq!((summary.by, summary.text.as_str()), (SummaryBy::Author, SHORT), "{marked}");
    }
    assert_eq!(summary_of(STORY, &format!("<p>{SHORT}</p>")).by, SummaryBy::Author);
    // Too short, cut off, or the beginning of the text again.
    for feed in ["<p>About chairs.</p>".to_owned(), format!("<p>{SHORT} …</p>"), STORY.to_owned(), String::new()] {
        assert_eq!(summary_of(STORY, &feed).by, SummaryBy::Machine, "{feed}");
    }
    assert_eq!(summary_of(&format!("<p>{SHORT}</p>{STORY}"), &format!("<p>{SHORT}</p>")).by, SummaryBy::Machine);
}

#[test]
fn a_post_tells_what_it_ends_by_asking_and_where_it_leads() {
    let html = "<p>What is a street party for? We asked that in May, at <a href=\"https://tables.example/\">Table Hire</a>.</p>\
        <p>The street party cost us four weekends and one friendship, and we would do it again with better lamps. The \
        list of <a href=\"/lamps\">lamps</a> is long, and <a href=\"https://tables.example\">they</a> had none.</p>\
        <p>“Will you ever do the dishes again?” asked my aunt Greta. Who will bring the tables next year? Why?</p>";
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let document = Document::from_html(html, Some(&Lang::en()));
    let post = post("Street party", "2026-05-10", html);
    let reading = read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &Bands::default());
    let question = reading.question.expect("it ends with one");
    assert_eq!(question.text, "Who will bring the tables next year?");
    assert_eq!(question.span.unwrap().slice(&document.text), Some(question.text.as_str()));
    let links: Vec<_> = reading.links.iter().map(|link| (link.url.as_str(), link.text.as_str())).collect();
    assert_eq!(links, [("https://tables.example/", "Table Hire")]);
}

#[test]
fn a_quote_whose_words_come_back_is_told_apart_by_the_words_before_it() {
    let html = "<p>A street party ends with dishes.</p>\
                <p>Our neighbour had it on a tea towel: a good street party ends with very clean dishes.</p>\
                <p>At the end Marja Blom said: “A good street party ends with very clean dishes.”</p>";
    let post = post("My street party", "2026-05-10", html);
    let theme = Theme::new(&edition("2026-05-01", "2026-05-31"), &[]);
    let document = Document::from_html(post.html(), Some(&Lang::en()));
    let bands = Bands::default();
    let reading = read(&post, &document, &theme, &Cast::default(), &QuotationPolicy::default(), &bands);
    let quote = reading.quotes.iter().find(|quote| quote.text.starts_with("A good")).unwrap();
    let around = quote.around.as_ref().unwrap();
    assert_eq!((around.before.as_str(), around.after.as_str()), ("Marja Blom said: “", ""));
}
