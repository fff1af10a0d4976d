//! Broken on purpose and mended, and left alone.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1257};
use proptest::prelude::*;

use super::{mend, mend_html};

/// UTF-8 read as a code page.
fn broken(text: &str, page: &'static Encoding) -> String {
    page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

#[test]
fn what_was_decoded_wrongly_is_decoded_rightly() {
    for text in [
        "één",
        "Ook patiënten, hiërarchie en creëren",
        "‘knowmad’ en “middle wo/man” – een organization’s view…",
        "Äpfel, Öl und Übermut – „Straße“",
        "Où ça ? À la plage, déjà vu, cœur, « bonjour »",
        "¿Dónde está el Ñandú? ¡Aquí!",
        "Álvaro, Ídolo, Ý",
        "Fijn 🙂 dat 🎉 dit werkt",
        "Привет",
        "5 € voor café №1™",
        "à la carte",
    ] {
        let once = broken(text, WINDOWS_1252);
        assert_eq!(mend(&once).as_deref(), Some(text), "{once}");
        let twice = broken(&once, WINDOWS_1252);
        assert_eq!(mend(&twice).as_deref(), Some(text), "{twice}");
    }
}

#[test]
fn other_code_pages_are_known_too() {
    let text = "De hiërarchie van ‘hoog’ – patiënten creëren ideeën";
    for page in [WINDOWS_1250, WINDOWS_1257, MACINTOSH] {
        assert_eq!(mend(&broken(text, page)).as_deref(), Some(text), "{}", page.name());
    }
    // A byte that the page lacks was read as windows-1252 has it, or lost.
    assert_eq!(
        mend("een glimlach š\u{178}™‚ en ā€œtwee woordenā€ erbij").as_deref(),
        Some("een glimlach 🙂 en “twee woorden” erbij")
    );
    assert_eq!(mend("Welkom Â op de kermis, voilÃ , cafÃ©").as_deref(), Some("Welkom  op de kermis, voilà , café"));
}

#[test]
fn mending_is_local() {
    // Half of the text went the wrong way, as when a comment is pasted in.
    assert_eq!(mend("De ‘knowmad’ is ookÂ\u{a0}een patiÃ«nt").as_deref(), Some("De ‘knowmad’ is ook\u{a0}een patiënt"));
}

#[test]
fn what_may_be_writing_is_left_alone() {
    for text in [
        "",
        "Gewoon, zonder iets",
        "Één patiënt’s café – «déjà vu» … “ja” ‘nee’ 🙂",
        "«Â»",
        "„Ä“ und „Ü“",
        "CAFÉ™ MENÜ» Spaß» JÄ… Å“",
        "«está»… «MAÇû",
        "FESTA DA MAÇÃ…",
        "x = a√π",
        "If you read Ã© where é should be, it was decoded wrongly",
        "Waarom staat er Ã© in mijn tekst",
        "UTF-8 read as Latin-1 turns café into cafÃ© and naïve into naÃ¯ve",
        "We schreven café, en er stond cafÃ© en naÃ¯ef",
        "Ćma i «Ćwiczenie» oraz šŸ",
        "Āboli, Ēriks, Ķīna un Ņina",
    ] {
        assert_eq!(mend(text), None, "{text}");
    }
}

#[test]
fn html_is_mended_block_by_block_and_code_is_not() {
    let mended = |html: &str| mend_html(html).unwrap_or_else(|| html.to_owned());
    assert_eq!(mended("<p>hiÃ«rarchie <b>cafÃ©</b></p>"), "<p>hiërarchie <b>café</b></p>");
    assert_eq!(mended("<p>caf&Atilde;&copy; itâ&#8364;&#8482;s</p>"), "<p>café it’s</p>");
    assert_eq!(
        mended("<p>cafÃ©</p><pre>cafÃ©</pre><p><code>cafÃ©</code></p>"),
        "<p>café</p><pre>cafÃ©</pre><p><code>cafÃ©</code></p>"
    );
    assert_eq!(
        mended("<p>It says cafÃ© instead of café</p><p>cafÃ©</p>"),
        "<p>It says cafÃ© instead of café</p><p>café</p>"
    );
    assert_eq!(mended("één <i title=x>cafÃ©"), "één <i title=\"x\">café</i>");
    assert_eq!(mend_html("<p>één</p>"), None);
    assert_eq!(mend_html("één, cafÃ©").as_deref(), Some("één, café"));
    // What comes of it is never markup.
    assert_eq!(mended("<p>cafÃ© Â&lt;script&gt;</p>"), "<p>café Â&lt;script&gt;</p>");
}

/// Words as the four languages spell them: small letters, the first perhaps a capital, or all capitals.
fn word() -> impl Strategy<Value = String> {
    // No word begins with an ß.
    let letters = "[a-zäöüéèêëàâçîïôùûñáíóú][a-zäöüßéèêëàâçîïôùûñáíóú]{1,9}";
    prop_oneof![
        6 => letters.prop_map(|word| word),
        2 => letters.prop_map(|word| {
            let mut chars = word.chars();
            chars.next().map(char::to_uppercase).into_iter().flatten().chain(chars).collect()
        }),
        // A last capital with an accent, alone in its text, may be a Portuguese Ã before a quotation mark.
        1 => "[a-zäöüéèêàâçôûñáíóú]{1,8}[a-z]".prop_map(|word| word.to_uppercase()),
        1 => prop::sample::select(vec!["à", "cœur", "Œuvre", "sœurs", "BŒUF", "nævus"]).prop_map(str::to_owned),
    ]
}

/// Sentences with the punctuation of the four languages.
fn sentence() -> impl Strategy<Value = String> {
    let quoted = prop::sample::select(vec![
        ("", ""),
        ("", ""),
        ("", ""),
        ("", ","),
        ("“", "”"),
        ("‘", "’"),
        ("„", "“"),
        ("« ", " »"),
        ("«", "»"),
        ("»", "«"),
        ("¿", "?"),
        ("¡", "!"),
        ("", "…"),
        ("", "’s"),
        ("– ", " –"),
        ("(", ")"),
        ("", "™"),
        ("", "\u{a0}:"),
        ("€\u{a0}", ""),
        ("", " 🙂"),
    ]);
    prop::collection::vec((quoted, word()), 1..12)
        .prop_map(|words| words.into_iter().map(|((a, z), word)| format!("{a}{word}{z}")).collect::<Vec<_>>().join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn clean_text_is_never_changed(text in sentence()) {
        prop_assert_eq!(mend(&text), None);
    }

    #[test]
    fn broken_text_is_restored_exactly(text in sentence().prop_filter("ASCII", |text| !text.is_ascii())) {
        let once = broken(&text, WINDOWS_1252);
        prop_assert_eq!(mend(&once), Some(text.clone()), "{}", once);
        let twice = broken(&once, WINDOWS_1252);
        prop_assert_eq!(mend(&twice), Some(text), "{}", twice);
    }

    #[test]
    fn never_panics(text in "(Ã|Â|â|€|™|©|\u{9d}|é|ð|Ÿ|™|‚|√|[ -~]|\\PC){0,40}") {
        let _ = mend(&text);
        let _ = mend_html(&text);
    }
}
